"""A sentence as a row of words, for languages whose subject stands before its verb."""

from bisect import bisect_left
from functools import partial
from typing import NamedTuple

from nabra.text.read import words_in


DASHES = "–—―-"      # a hyphen between spaces is one, too


class Word(NamedTuple):
    """One word of a sentence.

    ``gap`` is the sign that parts it from the word before: "" (none), "," (comma or semicolon), "-" (dash),
    "(", ")", ":" or '"' (a quotation mark); ``capital`` says that it begins with a capital letter; ``quoted``
    that it stands in quotation marks.
    """

    start: int
    end: int
    key: str
    gap: str
    capital: bool
    quoted: bool


_word = partial(tuple.__new__, Word)     # as Word._make, and faster


class Line(NamedTuple):
    """A sentence's words; ``start`` and ``end`` are its bounds in ``text``, the whole part."""

    text: str
    start: int
    end: int
    words: list
    spans: list

    def at(self, position):
        """The number of the first word that begins at or after ``position``."""
        return bisect_left(self.words, position, key=lambda word: word.start)

    def cut(self, first, last):
        """The text of the words ``first`` up to but without ``last``."""
        start, end = self.words[first].start, self.words[last - 1].end
        bracket = self.text.find(")", end, end + 2)
        return self.text[start:bracket + 1 if bracket >= 0 and "(" in self.text[start:end] else end]


def make_line(text, sentence, pack):
    """The Line of ``sentence`` (cues.clauses.Sentence)."""
    row, previous, place = [], sentence.start, 0
    spans = sentence.spans
    for begin, end, key in words_in(text, sentence.start, sentence.end):
        while place < len(spans) and spans[place].end <= begin:
            place += 1
        quoted = place < len(spans) and spans[place].start <= begin
        between = text[previous:begin]
        gap = "" if between == " " else _gap(between, pack)
        row.append(_word((begin, end, key, gap, text[begin].isupper(), quoted)))
        previous = end
    return Line(text, sentence.start, sentence.end, row, spans)


def _gap(between, pack):
    """The strongest sign in what stands between two words."""
    if between in (" ", "", "-"):
        return ""
    for sign in between:
        if sign in pack.marks and pack.marks[sign][1] != "single":
            return '"'
    for sign, name in ((":", ":"), ("(", "("), (")", ")")):
        if sign in between:
            return name
    if any(sign in pack.commas for sign in between):
        return ","
    dashes = any(sign in between for sign in DASHES[:3]) or " -" in between or "--" in between
    return "-" if dashes else ""


def line_end(text, position):
    """Where the line of ``position`` ends."""
    end = text.find("\n", position)
    return end if end >= 0 else len(text)

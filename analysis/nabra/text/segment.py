"""Where a sentence ends, and which lines are no article text."""

import re
from bisect import bisect_left
from functools import cache

from nabra.text.normalise import CONTROLS, VOWELS, phrase_key, word_key
from nabra.text.read import Read

_line = re.compile(r"[^\r\n\u2028\u2029]+")
_last_word = re.compile(rf"[^\W_][\w.{VOWELS}{CONTROLS}]*$")
NEAR = 40                # characters before a stop that are looked at
LONGEST_BOILERPLATE = 80
LONGEST_LINK = 250       # letters of a line that links to another story
LONGEST_HEADING = 110
FULL_STOPS = 0.6         # share of lines with a stop at their end from which one without is a heading
LAST = set(".!?؟…:،؛,;\"”»'’)]}*")


def is_sentence_end(text, start, end, pack):
    """Does the stop ``text[start:end]`` (a sign of ``pack.ends``) end a sentence?

    Not inside numbers and addresses (3.5, www.x.org), after abbreviations and initials (Mr., أ.ف.ب)
    or, where the script has capitals, before a small letter. A stop without a space behind it ends
    an Arabic sentence all the same («….وقال»: a habit of print).
    """
    sign = text[start]
    if sign != ".":
        return True
    before, after = text[start - 1:start], text[end:end + 1]
    if before.isdigit() and after.isdigit():
        return False
    if before.isascii() and after.isascii() and before.isalnum() and after.isalnum():
        return False
    following = text[end:end + 3].lstrip()[:1]
    if following.isascii() and following.islower():
        return False
    return not is_abbreviation(_word_before(text, start), pack)


def is_abbreviation(key, pack):
    """Whether a full stop behind the word (or the words with dots between them) of this key belongs to it."""
    initial = key.rsplit(".", 1)[-1]
    return key in pack.abbreviations or len(initial) == 1 and not initial.isdigit()


def _word_before(text, stop):
    """The key of the word, or of the words with stops between them (أ.ف.ب), right before the stop at ``stop``."""
    if isinstance(text, Read):
        place = bisect_left(text.starts, stop) - 1
        if place >= 0 and text.ends[place] == stop and "'" not in text.keys[place]:
            start = text.starts[place]
            if stop - NEAR <= start and (not start or text[start - 1].isspace()):
                return text.keys[place]
    word = _last_word.search(text, max(0, stop - NEAR), stop)
    return word_key(word.group()) if word else ""


def boilerplate(text, pack):
    """Ranges (start, end) that are no article text: page furniture, links, headlines of other stories.

    Found by the language pack's lists (whole lines, beginnings of lines, tails of lines), and by form:
    a short line without a stop between paragraphs that end with one is a headline or a subheading.

    Returns
    -------
    list of (int, int)
        Sorted, within lines, not overlapping.
    """
    if not text:
        return []
    lines = [(line.start(), line.end()) for line in _line.finditer(text)]
    starts, tails = _any_of(pack.boilerplate_starts, r"\s*"), _any_of(pack.boilerplate_tails)
    tails = tails if tails and tails.search(text) else None
    headings = _headings(text, lines)
    ranges = []
    for number, (start, end) in enumerate(lines):
        tail = tails.search(text, start, end) if tails else None
        if number in headings or end - start <= LONGEST_LINK and starts and starts.match(text, start, end) \
                or end - start <= LONGEST_BOILERPLATE and phrase_key(text[start:end]) in pack.boilerplate:
            ranges.append((start, end))
        elif tail:
            ranges.append((tail.start(), end))
    return ranges


@cache
def _any_of(patterns, before=""):
    """One pattern for ``before`` and any of ``patterns``; None where there are none."""
    return re.compile(f"{before}(?:{'|'.join(patterns)})", re.IGNORECASE) if patterns else None


def _headings(text, lines):
    """Numbers of the lines that stand as headings inside an article whose paragraphs end with stops.

    Never the first line; and only where most lines end with a stop, so that an outlet that prints
    none, a poem or a list is left as it is.
    """
    full = [(number, text[start:end].strip()) for number, (start, end) in enumerate(lines) if text[start:end].strip()]
    stopped = [line[-1] in LAST for _, line in full]
    if len(full) < 4 or sum(stopped) < FULL_STOPS * len(full):
        return frozenset()
    return frozenset(
        number for place, (number, line) in enumerate(full)
        if 0 < place < len(full) - 1 and not stopped[place] and len(line) <= LONGEST_HEADING
    )

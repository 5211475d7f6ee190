"""One pass over a text: words are looked up once each, and only what may matter is kept.

The scan turns a text into a sparse list of *events* in order of place: the words that a codebook
or the language pack asks for, quotation marks, sentence ends, line breaks, colons and commas.
Quotations, attributions, multiword terms and voices are resolved over that list alone.
"""

import re
from typing import NamedTuple

from nabra.text.normalise import TATWEEL, WORD, word_key
from nabra.text.segment import is_sentence_end

WORD_HIT, MARK, END, BREAK, COLON, COMMA = range(6)

APART, THROUGH_MARK, NEXT = range(3)   # how a word follows the word before it


class Event(NamedTuple):
    """Something found in the text at ``text[start:end]``.

    kind : one of WORD_HIT, MARK, END, BREAK, COLON, COMMA
    key : the word's matching key, or the mark as a single sign
    count : how many words stand before it in the text (words that are no hits included)
    link : for words: NEXT (only space or a hyphen since the word before), THROUGH_MARK (a quotation
        mark, too) or APART
    """

    kind: int
    start: int
    end: int
    key: str
    count: int
    link: int


class Scanner:
    """The scan prepared for one language pack and one set of words to look for.

    Each distinct word of the corpus is folded and looked up once; ``memo`` remembers the answers
    (raw word -> key, or None for a word nobody asked for). It changes no result.
    """

    def __init__(self, pack, wanted):
        self.pack = pack
        self.wanted = frozenset(wanted)
        self.memo = {}
        signs = sorted(pack.marks, key=len, reverse=True)
        single = "".join(re.escape(sign) for sign in signs if len(sign) == 1)
        longer = "|".join(re.escape(sign) for sign in signs if len(sign) > 1)
        stops = "".join(re.escape(sign) for sign in sorted(pack.ends))
        self.token = re.compile(
            rf"(?P<word>{WORD})"
            rf"|(?P<run>([{single}])\3{{2,}})"       # a row of three marks or more is one
            rf"|(?P<mark>{longer}|[{single}])"
            rf"|(?P<end>[{stops}]+)"
            r"|(?P<break>[\r\n\u2028\u2029]+)"
            rf"|(?P<hyphen>[-_\u2010\u2011])"
            rf"|(?P<other>[^\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|{TATWEEL}+)"
        )

    def key(self, raw):
        """The key of a word if it is wanted, else None."""
        if raw not in self.memo:
            key = word_key(raw)
            self.memo[raw] = key if key in self.wanted else None
        return self.memo[raw]


def scan(text, scanner):
    """The events of ``text`` and its number of words.

    Parameters
    ----------
    text : str
    scanner : Scanner

    Returns
    -------
    (list of Event, int)
    """
    events, count, link = [], 0, APART
    memo, pack = scanner.memo, scanner.pack
    for match in scanner.token.finditer(text):
        group = match.lastgroup
        if group == "word":
            raw = match.group()
            key = memo[raw] if raw in memo else scanner.key(raw)
            if key is not None:
                events.append(Event(WORD_HIT, match.start(), match.end(), key, count, link))
            count += 1
            link = NEXT
            continue
        start, end = match.span()
        if group == "hyphen":
            if not (text[start - 1:start].isalnum() and text[end:end + 1].isalnum()):
                link = APART
        elif group == "mark" or group == "run":
            sign = pack.marks[match.group() if group == "mark" else match.group()[0]][0]
            events.append(Event(MARK, start, end, sign, count, APART))
            link = min(link, THROUGH_MARK)
        elif group == "end":
            if is_sentence_end(text, start, end, pack):
                events.append(Event(END, start, end, match.group()[0], count, APART))
            link = APART
        elif group == "break":
            events.append(Event(BREAK, start, end, "\n", count, APART))
            link = APART
        else:
            sign = match.group()
            if sign in pack.colons:
                events.append(Event(COLON, start, end, ":", count, APART))
            elif sign in pack.commas:
                events.append(Event(COMMA, start, end, ",", count, APART))
            link = APART
    return events, count

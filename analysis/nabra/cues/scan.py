"""One pass over a text: words are looked up once each, and only what may matter is kept.

The scan turns a text into a sparse list of *events* in order of place: the words that a codebook
or the language pack asks for, quotation marks, sentence ends, line breaks, colons and commas.
Quotations, attributions, multiword terms and voices are resolved over that list alone.
"""

from functools import partial
from typing import NamedTuple

import numpy as np

from nabra.text import compiled
from nabra.text.compiled import (  # noqa: F401  (kinds and links are asked for here)
    APART, BREAK, COLON, COMMA, END, KIND, LINK, MARK, NEXT, START, THROUGH_MARK, VALUE, WORD_HIT,
)
from nabra.text.read import Read, Vocabulary, classes, code_points
from nabra.text.segment import is_sentence_end

_HYPHENS = "-_\u2010\u2011"
_BREAKS = "\r\n\u2028\u2029"


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


class Events(list):
    """Events in order, with ``table``, the same as an int32 array of six rows (as in ``compiled.tokens``).

    VALUE is for a word its place among the text's words, for a sign its code point.
    """

    @classmethod
    def of(cls, events, table):
        """The ``events`` with their ``table``."""
        found = cls(events)
        found.table = table
        return found

    def only(self, kept):
        """Those at the places ``kept``, a list of numbers."""
        return Events.of(map(self.__getitem__, kept), self.table[:, kept])


class Scanned(Read):
    """A text with its words (``text.read``), ``events`` and ``count``, its number of words.

    For compiled rules the same as arrays: ``codes``, the code points; ``word_starts`` and ``word_ends``; ``bits``, by
    name of a column what the vocabulary tells of each word (uint64).
    """


class Scanner:
    """The scan prepared for one language pack and one set of words to look for.

    Each distinct word of the corpus is folded and looked up once; the vocabulary remembers the answers.
    It changes no result.
    """

    def __init__(self, pack, wanted, columns=None):
        self.pack = pack
        self.vocabulary = Vocabulary(frozenset(wanted), columns)
        self.classes = classes().copy()
        for bit, signs in ((compiled.MARK_SIGN, [sign for sign in pack.marks if len(sign) == 1]),
                           (compiled.LONGER, [sign[0] for sign in pack.marks if len(sign) > 1]),
                           (compiled.STOP, pack.ends), (compiled.LINE_BREAK, _BREAKS), (compiled.HYPHEN, _HYPHENS),
                           (compiled.COLON_SIGN, pack.colons), (compiled.COMMA_SIGN, pack.commas)):
            self.classes[list(map(ord, signs))] |= bit
        longer = sorted((sign for sign in pack.marks if len(sign) > 1), key=len, reverse=True)
        self.longer = np.zeros((len(longer), 1 + max(map(len, longer), default=0)), np.uint32)
        for row, sign in zip(self.longer, longer):
            row[:len(sign) + 1] = len(sign), *map(ord, sign)

    def read(self, text):
        """``text`` with its words and events.

        Returns
        -------
        Scanned
        """
        codes = code_points(text)
        found, keys, wanted, bits = self.vocabulary.tokens(codes, self.classes, self.longer)
        kinds = found[KIND]
        is_word = kinds <= WORD_HIT
        words = found[START:VALUE + 1, is_word]
        scanned = Scanned.of(text, *words[:2].tolist(), list(map(keys.__getitem__, words[2].tolist())))
        scanned.codes, scanned.word_starts, scanned.word_ends = codes, words[0], words[1]
        scanned.bits = {name: column[words[2]] for name, column in bits.items()}
        chosen = wanted[found[VALUE]] & (kinds >= WORD_HIT)
        table = found[:, chosen]
        events, kept = self._events(scanned, table.tolist(), keys)
        table[VALUE] = np.cumsum(is_word)[chosen] - 1
        table = table if kept is None else table[:, kept]
        for place, event in enumerate(events):
            if event.kind != WORD_HIT:
                table[VALUE, place], table[LINK, place] = ord(event.key), event.link
        scanned.events = Events.of(events, table)
        scanned.count = int(np.count_nonzero(kinds == WORD_HIT))
        return scanned

    def _events(self, text, columns, keys):
        """The events that the tokens with these ``columns`` stand for, and which those are (None: all)."""
        kinds, starts, ends, values, counts, links = columns
        names, none = [keys[value] for value in values], []
        for place, kind in enumerate(kinds):
            if kind == WORD_HIT:
                continue
            start = starts[place]
            if kind == MARK:
                names[place] = self.pack.marks[text[start:start + links[place]]][0]
                links[place] = APART
            elif kind != END:
                names[place] = _NAMES[kind]
            elif is_sentence_end(text, start, ends[place], self.pack):
                names[place] = text[start]
            else:
                none.append(place)
        events = list(map(_event, zip(kinds, starts, ends, names, counts, links)))
        for place in reversed(none):
            del events[place]
        return events, np.delete(np.arange(len(kinds)), none) if none else None


_event = partial(tuple.__new__, Event)       # as Event._make, which takes three times as long
_NAMES = {BREAK: "\n", COLON: ":", COMMA: ","}


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
    scanned = text if isinstance(text, Scanned) else scanner.read(text)
    return scanned.events, scanned.count

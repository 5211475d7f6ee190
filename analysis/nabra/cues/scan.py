"""One pass over a text: words are looked up once each, and only what may matter is kept.

The scan turns a text into a sparse list of *events* in order of place: the words that a codebook
or the language pack asks for, quotation marks, sentence ends, line breaks, colons and commas.
Quotations, attributions, multiword terms and voices are resolved over that list alone.
"""

from collections.abc import Sequence
from functools import cached_property, partial
from typing import NamedTuple

import numpy as np

from nabra.text import compiled
from nabra.text.compiled import (  # noqa: F401  (kinds and links are asked for here)
    APART, BREAK, COLON, COMMA, END, KIND, LINK, MARK, NEXT, START, THROUGH_MARK, VALUE, WORD_HIT,
)
from nabra.text.compiled_events import UNSURE
from nabra.text.keys import code_points
from nabra.text.read import Read, Vocabulary, classes, copied
from nabra.text.segment import is_sentence_end
from nabra.text.word_bits import word_bits

# Signs that are as good as a space before or behind a quotation mark.
_OPENING_SIDE, _CLOSING_SIDE = "([{<-–—/|", ".,;:!?،؛؟…)]}>-–—/|"
_HYPHENS = "-_\u2010\u2011"


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


class Events(Sequence):
    """Events in order: as a sequence of Event, which are made when they are first asked for, and as ``table``.

    text : the Scanned that they stand in
    table : int32 array of six rows (as in ``compiled.tokens``); VALUE is for a word its place among the text's
        words, for a sign its code point
    """

    def __init__(self, text, table):
        self.text, self.table, self._made = text, np.ascontiguousarray(table), None

    def only(self, kept):
        """Those at the places ``kept``: numbers, or a bool array."""
        return Events(self.text, self.table[:, kept])

    def __len__(self):
        return self.table.shape[1]

    def __getitem__(self, place):
        return self._events()[place]

    def __iter__(self):
        return iter(self._events())

    def __eq__(self, other):
        return self._events() == list(other)

    def _events(self):
        if self._made is None:
            kinds, starts, ends, values, counts, links = self.table.tolist()
            keys, signs = self.text.keys, map(chr, values)
            names = [keys[value] if kind == WORD_HIT else sign for kind, value, sign in zip(kinds, values, signs)]
            self._made = list(map(_event, zip(kinds, starts, ends, names, counts, links)))
        return self._made


class Scanned(Read):
    """A text with its words (``text.read``), the ``table`` of its events and ``count``, its number of words.

    For compiled rules the same as arrays: ``codes``, the code points; ``word_starts`` and ``word_ends``; ``bits``, by
    name of a column what the vocabulary tells of each word (uint64); ``word_numbers``, and ``later``, what is told by such
    a number when it is asked for (``Vocabulary.later``). ``scanner`` is the one that read the text.
    """

    def __new__(cls, text, scanner, codes, words, keys):
        """``words``: start, end and number (of its key in ``keys``) of each word."""
        scanned = super().__new__(cls, text)
        scanned.scanner, scanned.codes = scanner, codes
        scanned.word_starts, scanned.word_ends, scanned.word_numbers = words[0], words[1], words[2]     # quicker than unpacking
        scanned._known_keys = keys
        return scanned

    @cached_property
    def starts(self):
        return self.word_starts.tolist()

    @cached_property
    def ends(self):
        return self.word_ends.tolist()

    @cached_property
    def keys(self):
        return list(map(self._known_keys.__getitem__, self.word_numbers.tolist()))

    def key(self, number):
        """The key of one word, without the list of all."""
        return self._known_keys[self.word_numbers[number]]

    @cached_property
    def words(self):
        return list(zip(self.starts, self.ends, self.keys))

    def numbers(self, start, stop):
        return int(self.word_starts.searchsorted(start)), int(self.word_starts.searchsorted(stop))

    def some(self, first, last):
        """As ``words[first:last]``, without the list of all."""
        keys = map(self._known_keys.__getitem__, self.word_numbers[first:last].tolist())
        return list(zip(self.word_starts[first:last].tolist(), self.word_ends[first:last].tolist(), keys))


class Scanner:
    """The scan prepared for one language pack and one set of words to look for.

    Each distinct word of the corpus is folded and looked up once; the vocabulary remembers the answers.
    It changes no result.
    """

    def __init__(self, pack, wanted, columns=None):
        self.pack = pack
        self.wanted = frozenset(wanted)
        self.classes = copied(classes())
        for bit, signs in ((compiled.MARK_SIGN, [sign for sign in pack.marks if len(sign) == 1]),
                           (compiled.LONGER, [sign[0] for sign in pack.marks if len(sign) > 1]),
                           (compiled.STOP, pack.ends), (compiled.HYPHEN, _HYPHENS),
                           (compiled.COLON_SIGN, pack.colons), (compiled.COMMA_SIGN, pack.commas),
                           (compiled.OPENING_SIDE, _OPENING_SIDE), (compiled.CLOSING_SIDE, _CLOSING_SIDE)):
            self.classes[list(map(ord, signs))] |= bit
        longer = sorted((sign for sign in pack.marks if len(sign) > 1), key=len, reverse=True)
        self.longer = np.zeros((len(longer), 2 + max(map(len, longer), default=0)), np.uint32)
        for row, sign in zip(self.longer, longer):
            row[:len(sign) + 2] = len(sign), ord(pack.marks[sign][0]), *map(ord, sign)
        own = word_bits(pack, self.wanted)
        self.vocabulary = Vocabulary({"pack": own} | (columns or {}), self.classes, self.longer)

    def read(self, text, codes=None):
        """``text`` with its words and events; ``codes``: its code points, if they are at hand.

        Returns
        -------
        Scanned
        """
        codes = code_points(text) if codes is None else codes
        words, bits, hidden, table, unsure, keys, later = self.vocabulary.read(codes)
        scanned = Scanned(text, self, codes, words, keys)
        scanned.later = later
        scanned.bits = dict(zip(self.vocabulary.columns.names, bits))
        scanned.count = words.shape[1] - hidden
        scanned.table = self._ends_told(text, table) if unsure else table
        return scanned

    def _ends_told(self, text, table):
        """The table without the stops that end no sentence, of those that are not sure."""
        asked = np.flatnonzero((table[KIND] == END) & (table[LINK] == UNSURE))
        none = [place for place, start, end in zip(asked.tolist(), *table[START:VALUE, asked].tolist())
                if not is_sentence_end(text, start, end, self.pack)]
        table[LINK, asked] = APART
        return np.delete(table, none, axis=1) if none else table


_event = partial(tuple.__new__, Event)       # as Event._make, which takes three times as long


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
    return Events(scanned, scanned.table), scanned.count

"""The sentences of a text, each with its quotations and its cues."""

from functools import cached_property, partial

import numpy as np

from nabra.cues import bits_speakers
from nabra.cues.bits_attribution import COLUMN
from nabra.cues.clauses import Found, Sentence
from nabra.cues.compiled_complements import UNKNOWN
from nabra.cues.compiled_reading import FROM_THE_START, read
from nabra.cues.compiled_rows import (
    CUE, CUES, CUE_COLUMNS, C_COUNT, C_CUE, C_FIRST, C_LAST, FROM, QUOTE, QUOTES, SENTENCE_COLUMNS, S_COLON, TO,
)
from nabra.cues.complements import LATER, content_bits
from nabra.text.compiled import ENDS, START

_found = partial(tuple.__new__, Found)       # as Found._make, which takes three times as long


class Reading:
    """A text in the tables of the compiled rules (``cues.compiled_rows``): its sentences and their cues.

    Parameters
    ----------
    text : Scanned
    events : Events
    outer : Spans
        The outermost quotations.
    index : CueIndex

    Attributes
    ----------
    rows, cues : list of list
        The sentences; and the cues, when all is written that is asked of them.
    row, at : int
        What must be asked (``compiled_reading.read``).
    line_asks : bool
        Whether a line ends with a question mark or a colon.
    """

    def __init__(self, text, events, outer, index):
        size, self.text, self.outer, self.index = len(events) + 1, text, outer, index
        self.words = (text.codes, index.signs, text.word_starts, text.word_ends,
                      text.bits[COLUMN].view(np.int64), events.table.astype(np.int64, order="C"))
        self.quotes = outer.table
        self.places = np.empty(size, np.int64)
        self.table = np.empty((size, CUE_COLUMNS), np.int64)
        self.sentences = np.empty((size, SENTENCE_COLUMNS), np.int64)
        self.later = text.bits[bits_speakers.COLUMN], text.word_numbers, text.later[LATER]
        number, self.line_asks = self._read(FROM_THE_START, 0, 0, UNKNOWN)
        self.sentences = self.sentences[:number]
        self.rows = self.sentences.tolist()
        self.table = self.table[:self.rows[-1][CUES] if number else 0]

    @cached_property
    def cues(self):
        return self.table.tolist()

    def sentence(self, row):
        """The Sentence with this row."""
        cues = list(map(self.found, self.cues[row[CUE]:row[CUES]]))
        colon = None if row[S_COLON] < 0 else self.words[-1][[START, ENDS], row[S_COLON]].tolist()
        return Sentence(row[FROM], row[TO], self.spans(row), cues, colon)

    def spans(self, row):
        """The outermost quotations of the sentence with this row."""
        return self.outer[row[QUOTE]:row[QUOTES]]

    def found(self, row):
        """The cue with this row."""
        return _found((*row[:C_COUNT + 1], *self.index.told[row[C_CUE]], *row[C_LAST:C_FIRST + 1]))

    def go_on(self, at, limit, named=UNKNOWN):
        """Let the compiled rules go on after a question (``compiled_reading.read``)."""
        self._read(self.row, at, limit, named)

    def make_scopes(self):
        """Let the compiled rules write which scopes the cues make, when the names of sources are told."""
        self._read(len(self.rows), 0, 0, UNKNOWN)

    def _read(self, row, at, limit, named):
        """``compiled_reading.read`` from there on; returns how many sentences there are, and whether a line asks."""
        index = self.index
        number, self.row, self.at, asks = read(
            *self.words, self.quotes, index.phrases, index.firsts, index.natures, index.that_optional, *self.later,
            index.subject_follows, self.places, self.sentences, self.table, row, at, limit, named)
        return number, asks

    def tell_bits(self, word, pack):
        """Tell the bits of a word that may begin a noun phrase (``cues.complements``)."""
        _, numbers, contents = self.later
        contents[numbers[word]] = content_bits(self.text.key(word), pack)

"""The sentences of a text, each with its quotations, its cues and what these govern."""

from functools import partial

import numpy as np

from nabra.cues import compiled_openings, compiled_sentences
from nabra.cues.bits_attribution import COLUMN
from nabra.cues.clauses import Found, Sentence
from nabra.cues.compiled_sentences import (
    C_COUNT, C_CUE, C_END, C_RELATIVE, C_START, C_WORD, CUE, CUE_COLUMNS, CUES, EVENT, EVENTS, FROM, QUOTE,
    QUOTES, SENTENCE_COLUMNS, TO,
)
from nabra.cues.verb_first import answer, governed


_found = partial(tuple.__new__, Found)       # as Found._make, which takes three times as long


class Reading:
    """What the compiled rules read and write of one text: its words, sentences and cues."""

    def __init__(self, text, events, outer, index):
        size, self.text, self.index = len(events) + 1, text, index
        self.words = (text.codes, index.signs, text.word_starts, text.word_ends,
                      text.bits[COLUMN].view(np.int64), events.table.astype(np.int64, order="C"))
        self.quotes = np.array([span[:4] for span in outer], np.int64).reshape(-1, 4)
        self.places = np.empty(size, np.int64)
        self.cues = np.empty((size, CUE_COLUMNS), np.int64)
        self.sentences = np.empty((size, SENTENCE_COLUMNS), np.int64)
        number = compiled_sentences.read(*self.words, self.quotes, index.phrases, index.firsts, index.natures,
                                         index.that_optional, self.places, self.sentences, self.cues)
        self.sentences = self.sentences[:number]

    def found(self, row):
        """The cue with this row, a list."""
        return _found((row[C_START], row[C_END], row[C_COUNT], self.text.keys[row[C_WORD]],
                       *self.index.told[row[C_CUE]], row[C_RELATIVE] == 1))

    def openings(self, row, at, limit):
        """The sentence and row of the next cue that must be asked about (``compiled_openings.openings``)."""
        return compiled_openings.openings(*self.words, self.places, self.quotes, self.sentences,
                                          self.index.natures, self.cues, row, at, limit)


def sentences(text, events, spans, pack, index):
    """The sentences of the writer with the cues in them.

    Parameters
    ----------
    text : Scanned
    events : Events
    spans : list of Span
    pack : Pack
    index : CueIndex

    Returns
    -------
    list of Sentence
    """
    outer = [span for span in spans if span.depth == 0]
    reading = Reading(text, events, outer, index)
    rows = reading.sentences.tolist()
    if not rows:
        return []
    every = events[:]
    kept = list(map(every.__getitem__, reading.places[:rows[-1][EVENTS]].tolist()))
    made = [Sentence(row[FROM], row[TO], kept[row[EVENT]:row[EVENTS]], outer[row[QUOTE]:row[QUOTES]], [], [])
            for row in rows]
    if index.subject_follows:
        answer(text, reading, made, pack)
    cues = reading.cues[:rows[-1][CUES]].tolist()
    for sentence, row in zip(made, rows):
        if row[CUE] < row[CUES]:
            here = cues[row[CUE]:row[CUES]]
            sentence.cues.extend(map(reading.found, here))
            if index.subject_follows:
                sentence.governed.extend(governed(text, sentence, here, pack))
    return made

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
    APART, BREAK, COLON, COMMA, END, KIND, MARK, NEXT, START, THROUGH_MARK, VALUE, WORD_HIT,
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


class Scanned(Read):
    """A text with its words (``text.read``), ``events`` and ``count``, its number of words."""


class Scanner:
    """The scan prepared for one language pack and one set of words to look for.

    Each distinct word of the corpus is folded and looked up once; the vocabulary remembers the answers.
    It changes no result.
    """

    def __init__(self, pack, wanted):
        self.pack = pack
        self.vocabulary = Vocabulary(frozenset(wanted))
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
        found, keys, wanted = self.vocabulary.tokens(code_points(text), self.classes, self.longer)
        kinds = found[KIND]
        words = found[START:VALUE + 1, kinds <= WORD_HIT]
        scanned = Scanned.of(text, *words[:2].tolist(), list(map(keys.__getitem__, words[2].tolist())))
        scanned.events = self._events(scanned, found[:, wanted[found[VALUE]] & (kinds >= WORD_HIT)].tolist(), keys)
        scanned.count = int(np.count_nonzero(kinds == WORD_HIT))
        return scanned

    def _events(self, text, columns, keys):
        """The events that the tokens with these ``columns`` stand for."""
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
        return events


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

"""A codebook's terms and conditions in numbers, as the compiled search wants them (``cues.compiled_terms``)."""

from typing import NamedTuple

import numpy as np

from nabra.cues.compiled_terms import H_KIND, HIT_ROWS, PLACES, phrases_within, terms_at, word_hits
from nabra.text.columns import Column

COLUMN = "terms"    # of a vocabulary: the kind of each word


class Phrases(NamedTuple):
    """Rows of word sets: those that a word of kind ``k`` begins are ``numbers[begins[k]:begins[k + 1]]``.

    sets : int32 array
        By phrase the numbers of its word sets, -1 behind the last.
    """

    begins: np.ndarray
    numbers: np.ndarray
    sets: np.ndarray


class Index(NamedTuple):
    """The terms of one language.

    terms : tuple of Term
        The longest first, then in the codebook's order.
    kinds : dict of str to int
        By key of a word its kind, from 1: words of one kind are in the same word sets.
    held : bool array
        By kind and word set: whether the set holds such words.
    phrases : Phrases
        The terms.
    beginning : int array
        By kind: how many terms such a word begins.
    plain : bool array
        By term: that it stands is all that is asked.
    conditions : dict of Condition to (Phrases, Phrases)
        What each looks for, and what speaks against it.
    """

    terms: tuple
    kinds: dict
    held: np.ndarray
    phrases: Phrases
    beginning: np.ndarray
    plain: np.ndarray
    conditions: dict

    @property
    def column(self):
        """The Column that tells the kind of a word, 0 of others."""
        return Column(self.kinds)

    def hits(self, events):
        """The events that are words of a kind (``compiled_terms.word_hits``)."""
        hits = np.empty((HIT_ROWS, len(events)), np.int32)
        return hits[:, :word_hits(events.table, events.text.bits[COLUMN], hits)]

    def standing(self, hits, text):
        """The terms that stand in a scanned text (``compiled_terms.terms_at``), a tuple each."""
        found = np.empty((int(self.beginning[hits[H_KIND]].sum()), PLACES), np.int32)
        count = terms_at(hits, text.codes, text.scanner.classes, self.held, *self.phrases, self.plain, found)
        return found[:count].tolist()

    def within(self, hits, low, high, phrases):
        """How many of the ``phrases`` stand within ``hits[low:high]``, one for each first word."""
        return phrases_within(hits, low, high, self.held, *phrases)


def term_index(terms):
    """The Index of ``terms``, all of one language."""
    terms = tuple(sorted(terms, key=lambda term: -len(term.words)))
    conditions = dict.fromkeys(one for term in terms for one in (*term.nots, term.requires) if one is not None)
    phrases = [term.words for term in terms] + [phrase for one in conditions for phrase in (*one.any, *one.against)]
    sets = {}
    for words in (words for phrase in phrases for words in phrase):
        sets.setdefault(words, len(sets))
    kinds, held = _kinds(sets)
    rows = _phrases([term.words for term in terms], sets, held)
    return Index(
        terms, kinds, held, rows, np.diff(rows.begins),
        np.array([not (term.nots or term.requires or term.exact) for term in terms], np.bool_),
        {one: (_phrases(one.any, sets, held), _phrases(one.against, sets, held)) for one in conditions},
    )


def _kinds(sets):
    """By key its kind; by kind and set, whether the set holds the words of the kind."""
    holding = {}
    for words, number in sets.items():
        for key in words:
            holding.setdefault(key, []).append(number)
    numbers = {}
    kinds = {key: numbers.setdefault(tuple(found), len(numbers) + 1) for key, found in holding.items()}
    held = np.zeros((len(numbers) + 1, len(sets)), np.bool_)
    for found, kind in numbers.items():
        held[kind, list(found)] = True
    return kinds, held


def _phrases(phrases, sets, held):
    rows = np.full((len(phrases), max(map(len, phrases), default=1)), -1, np.int32)
    for row, phrase in zip(rows, phrases):
        row[:len(phrase)] = [sets[words] for words in phrase]
    kinds, numbers = np.nonzero(held[:, rows[:, 0]])
    begins = np.searchsorted(kinds, np.arange(len(held) + 1))
    return Phrases(begins.astype(np.int32), numbers.astype(np.int32), rows)

"""A codebook's terms and conditions in numbers, as the compiled search wants them (``cues.mentions``)."""

from typing import NamedTuple

import numpy as np

from nabra.cues.compiled_terms import HIT_ROWS, word_hits
from nabra.cues.nearby import LONGEST, SIDES
from nabra.text.columns import Column
from nabra.text.keys import code_points

COLUMN = "terms"    # of a vocabulary: the kind of each word
# Columns of a table of terms: its places in lists of ways to print it (-1: it may be printed in any) and of conditions
# that keep it out, the condition that it requires (-1: none), and whether it names something: excludes do not.
PRINTED, PRINTED_END, NOT, NOT_END, REQUIRES, NAMED = range(6)


class Index(NamedTuple):
    """The terms of one language. Phrases are rows of word sets (``cues.compiled_terms``).

    terms : tuple of Term
        The longest first, then in the codebook's order.
    kinds : dict of str to int
        By key of a word its kind, from 1: words of one kind are in the same word sets.
    held : bool array
        By kind and word set: whether the set holds such words.
    phrases : tuple of arrays
        The terms as phrases: by kind the place of the first in the second array, numbers of phrases; their word sets,
        -1 behind the last; and the table of terms, the numbers of the conditions that keep them out, and the ways to
        print them, by number the place of the first letter in an array of code points.
    conditions : tuple of arrays
        The table of conditions (``cues.nearby``); what all of them look for and what speaks against it as phrases,
        and by phrase the number of its condition and side.
    """

    terms: tuple
    kinds: dict
    held: np.ndarray
    phrases: tuple
    conditions: tuple

    @property
    def column(self):
        """The Column that tells the kind of a word, 0 of others."""
        return Column(self.kinds)

    def hits(self, parts):
        """The words of a kind in the Events of parts of an article: a table (``word_hits``), and how many."""
        hits, count = np.empty((HIT_ROWS, sum(map(len, parts)) + 1), np.int32), 0
        for events in parts:
            count = word_hits(events.table, events.text.bits[COLUMN], hits, count)
        return hits, count


def term_index(terms):
    """The Index of ``terms``, all of one language."""
    terms = tuple(sorted(terms, key=lambda term: -len(term.words)))
    conditions = tuple(dict.fromkeys(one for term in terms for one in (*term.nots, term.requires) if one is not None))
    asked = [(phrase, SIDES * number + side) for number, one in enumerate(conditions)
             for side, phrases in enumerate((one.any, one.against)) for phrase in phrases]
    phrases, looked_for = [term.words for term in terms], [phrase for phrase, _ in asked]
    sets = {}
    for words in (words for phrase in phrases + looked_for for words in phrase):
        sets.setdefault(words, len(sets))
    kinds, held = _kinds(sets)
    return Index(
        terms, kinds, held, (*_phrases(phrases, sets, held), *_table(terms, conditions)),
        (_ranges(conditions), *_phrases(looked_for, sets, held), np.array([side for _, side in asked], np.int32)),
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
    """Where those that a word of each kind begins stand, their numbers, and the sets of each phrase."""
    rows = np.full((len(phrases), max(map(len, phrases), default=1)), -1, np.int32)
    for row, phrase in zip(rows, phrases):
        row[:len(phrase)] = [sets[words] for words in phrase]
    kinds, numbers = np.nonzero(held[:, rows[:, 0]])
    begins = np.searchsorted(kinds, np.arange(len(held) + 1))
    return begins.astype(np.int32), numbers.astype(np.int32), rows


def _table(terms, conditions):
    """The table of terms, their nots, and where the ways to print them stand in the letters of all."""
    numbers = {one: number for number, one in enumerate(conditions)}
    rows, nots, surfaces = np.full((len(terms), 6), -1, np.int32), [], []
    for row, term in zip(rows, terms):
        row[NOT], row[REQUIRES], row[NAMED] = len(nots), numbers.get(term.requires, -1), term.concept is not None
        nots += [numbers[one] for one in term.nots]
        row[NOT_END] = len(nots)
        if term.exact:
            row[PRINTED] = len(surfaces)
            surfaces += sorted(term.surfaces)
            row[PRINTED_END] = len(surfaces)
    places = np.cumsum([0, *map(len, surfaces)], dtype=np.int32)
    return rows, np.array(nots, np.int32), places, code_points("".join(surfaces)).copy()


def _ranges(conditions):
    """The table of conditions (``cues.nearby``)."""
    sides = [(one.before, one.after) if one.scope == "words" else (LONGEST, LONGEST) for one in conditions]
    rows = [(*words, one.scope == "article") for words, one in zip(sides, conditions)]
    return np.array(rows, np.int32).reshape(-1, 3)

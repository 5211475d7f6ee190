"""What a word alone tells, as numbers: in which lists it stands and how it is formed.

A rule of this kind is a Column. The new words of a text are asked for all columns at once: one look-up for the
lists of all of them, one compiled pass for the forms; and what must be looked up besides, of words of some forms.
"""

from collections.abc import Callable
from functools import cached_property
from itertools import chain, count
from typing import NamedTuple

import numpy as np

from nabra.text.compiled import compiled, hash_of, inner
from nabra.text.keys import spelt

BEGINS, ENDS, WITHIN = range(3)     # where letters stand in a word
MANY = 1 << 30                      # more letters than a word has
_COLUMN, _SIDE, _LEAST, _MOST, _LENGTH, _LETTERS = range(6)     # columns of a table of forms
_PARTED = 10


class Form(NamedTuple):
    """``bits`` of each word of ``least`` to ``most`` letters with ``letters`` at its ``side``.

    ``more``, if given, is a function of the key of such a word: further bits of it.
    """

    bits: int
    letters: str = ""
    side: int = BEGINS
    least: int = 0
    most: int = MANY
    more: Callable | None = None


class Column(NamedTuple):
    """The number of a word is all bits that its key has in ``listed`` (key -> bits) and that its forms give it.

    Or, where ``spelt``, one that stands for its key (``compiled.hash_of``).
    """

    listed: dict
    forms: tuple = ()
    spelt: bool = False


SPELLING = Column({}, spelt=True)


def listing(*lists):
    """``Column.listed`` of several lists: (bits, keys) each."""
    listed = {}
    for bits, keys in lists:
        bits = int(bits)
        for key in keys:
            listed[key] = listed.get(key, 0) | bits
    return listed


class Columns:
    """Columns (by name) prepared to be asked together."""

    def __init__(self, columns):
        self.names, self._lists = tuple(columns), [column.listed for column in columns.values()]
        self._spelt = np.array([column.spelt for column in columns.values()], np.bool_)
        forms = [(number, form) for number, column in enumerate(columns.values()) for form in column.forms]
        self._more = [(number, form.more) for number, form in forms]
        self._bits = np.array([int(form.bits) for _, form in forms], np.uint64)
        longest = max((len(form.letters) for _, form in forms), default=0)
        self._forms = np.zeros((len(forms), _LETTERS + 1 + longest), np.int32)
        self._asks = np.array([form.more is not None for _, form in forms], np.bool_)
        for row, (number, form) in zip(self._forms, forms):
            letters = tuple(map(ord, form.letters))
            least = max(form.least, len(letters))
            row[:_LETTERS + len(letters)] = number, form.side, least, form.most, len(letters), *letters

    @cached_property
    def _listed(self):
        """Row numbers by key, and a table with a column a column: row 0 is that of words in no list."""
        rows = dict.fromkeys(chain.from_iterable(self._lists))
        rows = dict(zip(rows, count(1)))
        table = np.zeros((len(rows) + 1, len(self._lists)), np.uint64)
        for column, listed in enumerate(self._lists):
            table[list(map(rows.__getitem__, listed)), column] = np.fromiter(listed.values(), np.uint64, len(listed))
        return rows, table

    def tell(self, keys, letters, told):
        """Fill ``told`` with the numbers of words: a row a word, a column a column.

        Parameters
        ----------
        keys : list of str
        letters : uint32 array
            The same as ``keys.spelt`` gives them.
        told : 2-d uint64 array
        """
        rows, table = self._listed
        listed = np.array([rows.get(key, 0) for key in keys], np.int64)
        asked = np.empty((len(keys) * len(self._more), 2), np.int32)
        asks = _formed(letters, listed, table, self._forms, self._bits, self._asks, self._spelt, told, asked)
        for word, form in asked[:asks].tolist():
            column, more = self._more[form]
            if bits := more(keys[word]):
                told[word, column] |= np.uint64(bits)

    def of(self, keys, letters):
        """The same as an array: a row a column, a column a word."""
        told = np.zeros((len(keys), len(self.names)), np.uint64)
        self.tell(keys, letters, told)
        return told.T

    def one(self, key):
        """The number that a word has in the first column."""
        return int(self.of([key], spelt([key]))[0, 0])


@compiled
def _formed(letters, listed, table, forms, bits, asks, spelt, told, asked):
    """Fill ``told`` with what lists (rows of ``table``) and letters tell, ``asked`` with words and forms to be asked."""
    count = start = 0
    for word in range(len(listed)):
        for column in range(table.shape[1]):
            told[word, column] = table[listed[word], column]
        end = start
        while letters[end] != _PARTED:
            end += 1
        for column in range(len(spelt)):
            if spelt[column]:
                told[word, column] = hash_of(letters, start, end)
        for form in range(len(forms)):
            if _fits(letters, start, end, forms, form):
                told[word, forms[form, _COLUMN]] |= bits[form]
                if asks[form]:
                    asked[count, 0], asked[count, 1] = word, form
                    count += 1
        start = end + 1
    return count


@inner
def _fits(letters, start, end, forms, form):
    """Whether a word has a form."""
    length, side = forms[form, _LENGTH], forms[form, _SIDE]
    if end - start < forms[form, _LEAST] or end - start > forms[form, _MOST]:
        return False
    first, last = (end - length if side == ENDS else start), (start if side == BEGINS else end - length)
    for place in range(first, last + 1):
        same = 0
        while same < length and letters[place + same] == forms[form, _LETTERS + same]:
            same += 1
        if same == length:
            return True
    return False

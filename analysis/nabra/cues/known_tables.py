"""What the corpora say of words and strings (``cues/knowledge.py``) as tables of numbers, for compiled rules.

Row 0 stands for all that is not listed. A word carries its rows in one number, told once a distinct word; a quoted
string is looked up by the words' spelling.
"""

import math
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import numpy as np

from nabra.cues.knowledge import UNSEEN, bare
from nabra.errors import NabraError
from nabra.tables import FUNCTIONS
from nabra.text.columns import SPELLING, Column, Columns, Form
from nabra.text.compiled import first_from, hash_of, inner
from nabra.text.keys import spelt

# Columns. The four of SHARES are log ratios, one a function; SHARED says whether there are any.
SHARED, SHARES = 0, 1
SIGHTINGS, COUNTED, IN_MARKS, WITHOUT_MARKS, LABEL, NAME = range(5, 11)      # of a string
COUNT, DEFINITE_COUNT, FREQUENCY = range(5, 8)                               # of a stem
_COLUMNS = 11
# The number of a word: the rows of its stem, of it before and after marks, and its class, from these bits on.
STEM, BEFORE, AFTER, CLASS = 0, 18, 36, 54
ROW = (1 << 18) - 1
RARE_CLASS = "rare"


class Tables(NamedTuple):
    """What is known of one language in numbers."""

    strings: tuple        # the ``hash_of`` all strings' words, sorted, and the row of each
    longest: int          # words of the longest string
    rows: np.ndarray
    classes: tuple        # names of the classes of words; the first is that of words that are not listed
    column: Column        # the rows and the class of a word in one number


@lru_cache(maxsize=16)
def tables_of(pack, known):
    """The Tables of a Knowledge."""
    shares, words = known.marked.shares, known.words
    listed = {kind: [key for one, key in shares if one == kind] for kind in ("string", "before", "after", "word")}
    without = [key[len(pack.article):] for key in words if key.startswith(pack.article)]
    strings = [*listed["string"], *known.marked.counts, *pack.known_labels, *pack.known_names]
    table, kinds = [(0.0,) * _COLUMNS], {}
    for kind, keys, more in (("string", strings, _of_string), ("before", listed["before"], _of_word),
                             ("after", listed["after"], _of_word),
                             ("word", [*listed["word"], *words, *without], _of_stem)):
        kinds[kind] = {key: row for row, key in enumerate(dict.fromkeys(keys), len(table))}
        table += [(*_shares(kind, key, shares), *more(key, pack, known)) for key in kinds[kind]]
    if len(table) > ROW:
        raise NabraError(f"{len(table)} words and strings in languages/{pack.code}_words.csv and _marked.csv, but "
                         f"there is room for {ROW}: shorten the lists.")
    classes = (RARE_CLASS, *sorted({word.cluster for word in words.values()}))
    places = {name: place for place, name in enumerate(classes)}

    stems = {key: row << STEM for key, row in kinds["word"].items()}
    listed = {key: row for key, row in stems.items() if bare(key, known) == key}
    for shift, numbers in ((BEFORE, kinds["before"]), (AFTER, kinds["after"]),
                           (CLASS, {key: places[word.cluster] for key, word in words.items()})):
        listed |= {key: listed.get(key, 0) | number << shift for key, number in numbers.items()}
    definite = tuple(Form(0, article, more=lambda key: stems.get(bare(key, known), 0)) for article in known.articles)
    longest = max((key.count(" ") + 1 for key in kinds["string"]), default=0)
    return Tables(_by_number({"": 0, **kinds["string"]}), longest, np.array(table), classes, Column(listed, definite))


def _by_number(rows):
    """``Tables.strings`` of a dict of string -> row."""
    parts = [string.split(" ") for string in rows]
    words = list(chain.from_iterable(parts))
    spellings, lengths = Columns({"": SPELLING}).of(words, spelt(words))[0], np.array(list(map(len, parts)))
    firsts, numbers = np.cumsum(lengths) - lengths, np.empty(len(parts), np.uint64)
    for length in np.unique(lengths).tolist():      # of each string's words a column: all are hashed at once
        these = np.flatnonzero(lengths == length)
        numbers[these] = hash_of.py_func(spellings[firsts[these] + np.arange(length)[:, None]], 0, length)
    order = numbers.argsort()
    return numbers[order], np.array(list(rows.values()))[order]


@inner
def row_of(number, strings):
    """The row of the string whose words have this ``hash_of``; 0 where it is not listed."""
    numbers, rows = strings
    place = first_from(numbers, number)
    return rows[place] if place < len(numbers) and numbers[place] == number else 0


def _shares(kind, key, shares):
    ratios, _ = shares.get((kind, key), UNSEEN)
    return (0.0,) * (1 + len(FUNCTIONS)) if ratios is None else (1.0, *ratios)


def _of_string(key, pack, known):
    """How often the string is printed in marks and without, and whether it is listed."""
    counts = known.marked.counts
    marked, unmarked = counts.get(key, (0, 0))
    return (math.log1p(known.marked.shares.get(("string", key), UNSEEN)[1]), key in counts,
            math.log((marked + 0.3) / (unmarked + 3.0)) - math.log(0.1), math.log1p(unmarked) / 5,
            key in pack.known_labels, key in pack.known_names)


def _of_word(key, pack, known):
    return (0.0,) * (_COLUMNS - SIGHTINGS)


def _of_stem(key, pack, known):
    """How often the stem is printed, how often with the article."""
    plain, definite = (known.words[one].count if one in known.words else 0 for one in (key, pack.article + key))
    definite = definite if pack.article else 0
    return plain + definite, definite, math.log1p(plain + definite), 0.0, 0.0, 0.0

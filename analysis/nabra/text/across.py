"""The same event in two languages: groups of articles that share names, numbers and dates (``text/anchors.py``).

Every anchor weighs as much as it is rare in its own language; a group is the sum of its articles. Groups of two
languages are joined where the cosine, made less by each day between them, is high enough, and where more than one rare
name says so.
"""

from collections import Counter
from itertools import groupby
from typing import NamedTuple

import numpy as np
import pandas as pd
import scipy.sparse as sp
from sklearn.preprocessing import normalize

from nabra.text.anchors import anchors, languages

ACROSS = 0.55       # cosine from which two groups are one event
A_DAY = 0.8         # factor on the cosine for each day between the nearest articles of the two
FEWEST = 4          # different anchors that both have
BESIDE = 0.2        # of the cosine, what is left without the weightiest anchor
LEAST = 0.1         # weight of an anchor that all articles of its language have
SHOWN = 8           # anchors that are named


class Link(NamedTuple):
    """A group joined to one of another language: their numbers, its rows, how near, and by what."""

    group: int
    to: int
    places: np.ndarray
    similarity: float
    anchors: tuple


def links(rows, label, day, days, across=ACROSS):
    """Which groups of one language tell the event of a group of another.

    Parameters
    ----------
    rows : DataFrame
        Articles with doc_id, language, title and text.
    label : array of int
        The group of each article, each of one language; -1: none.
    day : Series of datetime
    days : int
        From the first day of the joined event to its last, at most.
    across : float
        The least similarity.

    Returns
    -------
    list of Link
        The language with most articles is that to which the others are joined; a group is joined to one at most.
    """
    counts = Counter(rows["language"].dropna())
    known = sorted((code for code in languages() if counts[code]), key=lambda code: (-counts[code], code))
    if len(known) < 2 or across >= 1:
        return []
    weighed = {code: _groups(rows, label, day, code) for code in known}
    spans = {}
    return [link for code in known[1:]
            for link in _joined(weighed[known[0]], weighed[code], spans, days, across)]


class _Groups(NamedTuple):
    """The groups of one language: numbers, rows of each, first and last day, and {anchor: weight} in unit length."""

    numbers: tuple
    places: tuple
    first: np.ndarray
    last: np.ndarray
    weights: tuple


def _groups(rows, label, day, code):
    places = np.flatnonzero((rows["language"] == code).to_numpy(dtype=bool, na_value=False) & (label >= 0))
    titles = rows["title"].fillna("")
    found = {place: anchors(titles.iloc[place], rows["text"].iloc[place], code) for place in places}
    articles = Counter(name for names in found.values() for name in names)
    weights = {}
    for place, names in found.items():
        own = {name: (1 + np.log(times)) * max(LEAST, np.log((1 + len(places)) / (1 + articles[name])))
               for name, times in names.items()}
        weights[place] = _unit(own)
    parts = [(int(number), places[own]) for number, own in pd.Series(places).groupby(label[places]).indices.items()]
    ordinals = ((day - pd.Timestamp(0)) / pd.Timedelta(days=1)).to_numpy()
    sums = []
    for _, own in parts:
        total = Counter()
        for place in own:
            total.update(weights[place])
        sums.append(_unit(total))
    return _Groups(tuple(number for number, _ in parts), tuple(own for _, own in parts),
                   np.array([ordinals[own].min() for _, own in parts]),
                   np.array([ordinals[own].max() for _, own in parts]), tuple(sums))


def _unit(weights):
    length = float(np.sqrt(sum(value * value for value in weights.values())))
    return {name: value / length for name, value in sorted(weights.items()) if value > 0} if length else {}


def _joined(base, others, spans, days, across):
    """The links of one language's groups, the nearest first, as long as no event becomes longer than ``days``."""
    if not (base.numbers and others.numbers):
        return []
    index = {name: place for place, name in enumerate(sorted({name for own in base.weights for name in own}))}
    matrices = [normalize(_matrix(groups.weights, index)) for groups in (base, others)]
    pairs = []
    order = np.argsort(others.first, kind="stable")
    for _, some in groupby(order, key=lambda place: others.first[place]):
        some = list(some)
        near = np.flatnonzero((base.first >= others.first[some[0]] - days)
                              & (base.last <= others.last[some].max() + days))
        if len(near):
            pairs += _pairs(base, others, near, some, matrices, across)
    pairs.sort(key=lambda pair: (-round(pair[0], 12), others.numbers[pair[1]], base.numbers[pair[2]]))
    made, taken = [], set()
    for similarity, one, to, shared in pairs:
        first, last = spans.get(to, (base.first[to], base.last[to]))
        first, last = min(first, others.first[one]), max(last, others.last[one])
        if one in taken or last - first > days:
            continue
        taken.add(one)
        spans[to] = first, last
        made.append(Link(others.numbers[one], base.numbers[to], others.places[one], float(similarity), shared))
    return made


def _pairs(base, others, near, some, matrices, across):
    cosine = (matrices[1][some] @ matrices[0][near].T).toarray()
    apart = np.maximum(base.first[near][None, :] - others.last[some][:, None],
                       others.first[some][:, None] - base.last[near][None, :])
    similarity = cosine * A_DAY ** np.clip(apart, 0, None)
    for row, column in zip(*np.nonzero(similarity >= across)):
        one, to = some[row], int(near[column])
        shared = _shared(base.weights[to], others.weights[one])
        total = sum(value for value, _ in shared)
        if len(shared) >= FEWEST and cosine[row, column] * (1 - shared[0][0] / total) >= BESIDE:
            yield similarity[row, column], int(one), to, tuple(name.partition(":")[2] for _, name in shared[:SHOWN])


def _shared(one, other):
    """(product of weights, anchor) of what both have, the weightiest first."""
    return sorted(((value * other[name], name) for name, value in one.items() if name in other),
                  key=lambda pair: (-round(pair[0], 12), pair[1]))


def _matrix(weights, index):
    """One row a group; anchors that the first language never has are left out."""
    cells = [(row, index[name], value) for row, own in enumerate(weights) for name, value in own.items() if name in index]
    rows, columns, values = zip(*cells) if cells else ((), (), ())
    return sp.csr_array((values, (rows, columns)), shape=(len(weights), max(1, len(index))), dtype=float)

"""Scores as pure functions: counts per item in, figures with bootstrap intervals out.

Every score is a function of counts summed over items, so that a bootstrap sample is a weighted sum: items
(paragraphs, quotations, term mentions, English articles) are drawn with replacement.
"""

from typing import NamedTuple

import numpy as np

from nabra.tables import FUNCTIONS, VOICES

REPLICATES = 1000
TOLERANCE = 2            # code points by which a boundary may lie beside the coder's
NOT_FOUND = "not found"


class Score(NamedTuple):
    """One figure: ``task`` and ``metric`` on the items of ``subset``; n is what it rests on."""

    task: str
    metric: str
    subset: str
    estimate: float
    low: float
    high: float
    n: int


class Counts(NamedTuple):
    """Counts of one task, one row an item, with the metrics that their sums give.

    ``metrics``: name -> (sums[..., k] -> value, sums[k] -> n). ``subsets``: name -> boolean array of items.
    """

    task: str
    table: np.ndarray
    metrics: dict
    subsets: dict


def scores(counts, seed=1, replicates=REPLICATES):
    """All metrics of one task on all its subsets, with 95 % percentile intervals.

    Parameters
    ----------
    counts : Counts
    seed, replicates : int
        Of the bootstrap over items.

    Returns
    -------
    list of Score
        Intervals are NaN where fewer than two items are left; estimates where nothing is counted.
    """
    found = []
    for subset, inside in counts.subsets.items():
        table = counts.table[inside]
        sums = table.sum(axis=0)
        draws = _resampled(table, seed, replicates) if len(table) > 1 else None
        for metric, (value, support) in counts.metrics.items():
            low, high = (np.nan, np.nan) if draws is None else _interval(value(draws))
            estimate, n = float(value(sums)), int(support(sums))
            found.append(Score(counts.task, metric, subset, estimate, low, high, n))
    return found


def _resampled(table, seed, replicates):
    size = len(table)
    drawn = np.random.default_rng(seed).multinomial(size, np.full(size, 1 / size), size=replicates)
    return drawn @ table


def _interval(values):
    values = values[~np.isnan(values)]
    if not len(values):
        return np.nan, np.nan
    low, high = np.quantile(values, (0.025, 0.975))
    return float(low), float(high)


def ratio(numerator, denominator):
    """numerator / denominator, NaN where the denominator is 0."""
    numerator, denominator = np.asarray(numerator, float), np.asarray(denominator, float)
    return np.divide(numerator, denominator, out=np.full(numerator.shape, np.nan), where=denominator != 0)


def detection(hit, answered, wanted, prefix=""):
    """Precision, recall and F1 from three columns: hits, answers, wanted ones."""
    return {
        f"{prefix}f1": (
            lambda s: ratio(2 * s[..., hit], s[..., answered] + s[..., wanted]), lambda s: s[wanted],
        ),
        f"{prefix}precision": (lambda s: ratio(s[..., hit], s[..., answered]), lambda s: s[answered]),
        f"{prefix}recall": (lambda s: ratio(s[..., hit], s[..., wanted]), lambda s: s[wanted]),
    }


def share(part, whole, name):
    """One metric: the share that column ``part`` is of column ``whole``."""
    return {name: (lambda s: ratio(s[..., part], s[..., whole]), lambda s: s[whole])}


def classification(classes, answers):
    """Accuracy, macro F1, and F1, precision and recall of each class.

    The columns are the confusion matrix row by row: ``classes`` by ``answers``, which begin with the classes.
    Macro F1 is the mean over the classes that occur (coded or answered).
    """
    size = len(classes)

    def cells(sums):
        return sums.reshape(*sums.shape[:-1], size, len(answers))

    def right(sums):
        return np.diagonal(cells(sums), axis1=-2, axis2=-1)

    def f1(sums):
        return ratio(2 * right(sums), cells(sums).sum(-1) + cells(sums).sum(-2)[..., :size])

    def macro(sums):
        each = f1(sums)
        return ratio(np.nansum(each, axis=-1), (~np.isnan(each)).sum(-1))

    metrics = {"accuracy": (lambda s: ratio(right(s).sum(-1), s.sum(-1)), lambda s: s.sum()),
               "macro_f1": (macro, lambda s: s.sum())}
    for place, name in enumerate(classes):
        metrics[f"f1_{name}"] = (lambda s, p=place: f1(s)[..., p], lambda s, p=place: cells(s)[p].sum())
        metrics[f"precision_{name}"] = (
            lambda s, p=place: ratio(right(s)[..., p], cells(s).sum(-2)[..., p]),
            lambda s, p=place: cells(s)[:, p].sum(),
        )
        metrics[f"recall_{name}"] = (
            lambda s, p=place: ratio(right(s)[..., p], cells(s).sum(-1)[..., p]),
            lambda s, p=place: cells(s)[p].sum(),
        )
    return metrics


def confusion_rows(pairs, classes, answers):
    """One row a (coded, answered) pair: the confusion matrix of that item alone, flat."""
    table = np.zeros((len(pairs), len(classes) * len(answers)), dtype=np.int64)
    for row, (coded, answered) in enumerate(pairs):
        table[row, classes.index(coded) * len(answers) + answers.index(answered)] = 1
    return table


def span_counts(found, coded):
    """(exact hits, near hits, answered, coded) of one text's spans, each a (start, end).

    A near hit lies within two code points at both ends; each span is used once, exact ones first.
    """
    exact = set(found) & set(coded)
    left = sorted(set(found) - exact)
    near = len(exact)
    for start, end in sorted(set(coded) - exact):
        beside = next((span for span in left
                       if abs(span[0] - start) <= TOLERANCE and abs(span[1] - end) <= TOLERANCE), None)
        if beside is not None:
            left.remove(beside)
            near += 1
    return len(exact), near, len(set(found)), len(set(coded))


FUNCTION_METRICS = classification(FUNCTIONS, (*FUNCTIONS, NOT_FOUND)) | {
    "found": (lambda s: 1 - ratio(s.reshape(*s.shape[:-1], len(FUNCTIONS), -1)[..., -1].sum(-1), s.sum(-1)),
              lambda s: s.sum()),
}
VOICE_METRICS = classification(VOICES, VOICES)
SPAN_METRICS = detection(0, 2, 3, "exact_") | detection(1, 2, 3, "near_")

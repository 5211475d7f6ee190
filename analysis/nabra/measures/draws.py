"""Corpora drawn anew, article by article, as sums: what every interval over a counted table is read from."""

import numpy as np

from nabra.measures.resample import article_weights

DECOMPOSE, STANDARDISE, DISTANCE, WORDS, TREND, SCAN, PARTISAN, WILD, RATES = range(11, 20)


def resampled_sums(rows, replicates, seed):
    """Column sums of ``replicates`` bootstrap samples of the rows.

    Parameters
    ----------
    rows : array of float, shape (articles, columns)
        One row an article; put in an order of their own, so that theirs does not matter.
    replicates : int
    seed : list of int

    Returns
    -------
    array of float, shape (replicates, columns)
    """
    rows = np.asarray(rows, dtype=float)
    rows = rows[np.lexsort(rows.T[::-1])]
    seed = int(np.random.SeedSequence(seed).generate_state(1)[0])
    return np.concatenate([weights @ rows for weights in article_weights(len(rows), replicates, seed)])


def percentiles(values, level=0.95):
    """low, high of the first axis, leaving NaN out; NaN where fewer than half of the draws are numbers."""
    values = np.asarray(values, dtype=float)
    tail = (1 - level) / 2 * 100
    known = np.isfinite(values).mean(axis=0) >= .5
    filled = np.where(np.isfinite(values), values, np.nan)
    filled = np.where(known, filled, 0.0)
    low, high = np.nanpercentile(filled, [tail, 100 - tail], axis=0)
    return np.where(known, low, np.nan), np.where(known, high, np.nan)


def coded(rows, codes, groups):
    """Spread two columns over groups: (articles, 2) and a code each -> (articles, 2 * groups), for the sums.

    Columns 0 to groups - 1 hold the first column's values, the rest the second's.
    """
    rows, codes = np.asarray(rows, dtype=float), np.asarray(codes, dtype=int)
    spread = np.zeros((len(rows), 2 * groups))
    place = np.arange(len(rows))
    spread[place, codes] = rows[:, 0]
    spread[place, groups + codes] = rows[:, 1]
    return spread

"""Corpora drawn anew, article by article, as sums: what every interval over a counted table is read from."""

import numpy as np

DECOMPOSE, STANDARDISE, DISTANCE, WORDS, TREND, SCAN, PARTISAN, WILD, RATES = range(11, 20)
CHUNK = 4_000_000


def resampled_sums(rows, replicates, seed):
    """Column sums of ``replicates`` bootstrap samples of the rows.

    Parameters
    ----------
    rows : array of float, shape (articles, columns)
        One row an article. Equal rows are drawn together: less arithmetic, and their order cannot matter.
    replicates : int
    seed : list of int

    Returns
    -------
    array of float, shape (replicates, columns)
    """
    kinds, copies = np.unique(np.asarray(rows, dtype=float), axis=0, return_counts=True)
    generator, step = np.random.default_rng(seed), max(1, CHUNK // len(kinds))
    return np.concatenate([
        generator.multinomial(len(rows), copies / len(rows), size=min(step, replicates - start)) @ kinds
        for start in range(0, replicates, step)])


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


def dealt_sums(kinds, copies, first, permutations, seed):
    """Sums of the first group when articles are dealt to two groups at random.

    Parameters
    ----------
    kinds : array of float, shape (kinds, columns)
        The different rows of the articles of both groups.
    copies : array of int, shape (kinds,)
        How many articles have each.
    first : int
        How many articles the first group has.
    permutations : int
    seed : list of int

    Yields
    ------
    numbers, sums : array of int (block, kinds), array of float (block, columns)
        How many articles of each kind the first group was dealt, and its sums.
    """
    generator, step = np.random.default_rng(seed), max(1, CHUNK // len(kinds))
    for start in range(0, permutations, step):
        numbers = generator.multivariate_hypergeometric(
            copies, first, size=min(step, permutations - start), method="marginals")
        yield numbers, numbers @ kinds

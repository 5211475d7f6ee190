"""Articles as the unit of chance: counts per article, the bootstrap over them, the permutation of them.

Articles with the same counts are interchangeable, so the bootstrap handles each distinct row of counts once,
with the number of articles that have it: the same resampling with less arithmetic. Only counts above 0
are touched by a permutation. Neither depends on the order of an input table's rows.
"""

from dataclasses import dataclass

import numpy as np

BOOTSTRAP, PERMUTATION = 1, 2
CHUNK = 2_000_000


@dataclass(frozen=True)
class ArticleCounts:
    """How often each category occurs in each article that has any.

    Attributes
    ----------
    counts : array of int, shape (articles, categories)
        Every row has a sum above 0 (the article's exposure); rows are in the order of the doc_ids.
    group : array of int, shape (articles,)
        Which group (outlet) the article belongs to, counted from 0.
    """

    counts: np.ndarray
    group: np.ndarray

    @property
    def exposure(self):
        """Mentions of any category in each article, shape (articles,)."""
        return self.counts.sum(axis=1)

    def of(self, group):
        """The rows of ``counts`` of one group."""
        return self.counts[self.group == group]


def article_counts(article, category, group_of, categories):
    """Count mentions by article and category.

    Parameters
    ----------
    article : array of int, shape (mentions,)
        The mention's article: an index into ``group_of``, which is in the order of the doc_ids.
    category : array of int, shape (mentions,)
        The mention's category, ``0 <= category < categories``.
    group_of : array of int, shape (all articles,)
        The group of each article.
    categories : int

    Returns
    -------
    ArticleCounts
        Articles without a mention are left out: they have no exposure.
    """
    present, row = np.unique(np.asarray(article, dtype=int), return_inverse=True)
    cells = row * categories + np.asarray(category, dtype=int)
    counts = np.bincount(cells, minlength=len(present) * categories).reshape(len(present), categories)
    return ArticleCounts(counts, np.asarray(group_of, dtype=int)[present])


def bootstrap_interval(counts, replicates=2000, seed=1, level=0.95):
    """Percentile interval of shares from resampling whole articles.

    Parameters
    ----------
    counts : array of int, shape (articles, categories)
        One outlet's articles, every row sum above 0.
    replicates : int
        How many resampled corpora.
    seed : int
        The same seed gives the same interval.
    level : float
        Confidence.

    Returns
    -------
    low, high : array of float, shape (categories,)
        Bounds of each category's share among all mentions.

    Caution
    -------
    It speaks of other articles like these by the same outlet, not of other times or topics. With few
    articles, or a category that only a few of them hold, it is too narrow (a category that no article
    holds gets [0, 0]): use `nabra.measures.intervals.clustered_wilson` there.
    """
    kinds, copies = np.unique(counts, axis=0, return_counts=True)
    chances, values = copies / copies.sum(), kinds.astype(float)
    generator = np.random.default_rng([seed, BOOTSTRAP])
    shares = np.empty((replicates, counts.shape[1]))
    step = max(1, CHUNK // len(kinds))
    for start in range(0, replicates, step):
        rows = min(step, replicates - start)
        sums = generator.multinomial(len(counts), chances, size=rows) @ values
        shares[start:start + rows] = sums / sums.sum(axis=1, keepdims=True)
    tail = (1 - level) / 2
    low, high = np.quantile(shares, [tail, 1 - tail], axis=0)
    return low, high


def _contrasts(sums):
    """|share in a group - share in all others|: (..., groups, categories) -> the same shape."""
    exposure = sums.sum(axis=-1, keepdims=True)
    rest = sums.sum(axis=-2, keepdims=True) - sums
    return np.abs(sums / exposure - rest / rest.sum(axis=-1, keepdims=True))


def permutation_p(counts, group, permutations=2000, seed=1):
    """Could the groups' shares differ so much if articles were dealt to the groups at random?

    The articles are the units: whole articles change groups, the groups keep their numbers of articles.
    The statistic of a group and category is the absolute difference between its share there and its
    share in all other groups together; every category and group is read off the same permutations.

    Parameters
    ----------
    counts : array of int, shape (articles, categories)
        Every row sum above 0, rows in the order of the doc_ids.
    group : array of int, shape (articles,)
        0 to groups - 1, each with at least one article, at least two groups.
    permutations : int
    seed : int

    Returns
    -------
    array of float, shape (groups, categories)
        ``(1 + permutations at least as far apart) / (permutations + 1)``, never 0 (the count that
        scipy's ``permutation_test`` uses for random permutations too).

    Caution
    -------
    A small p says that the outlet's articles differ from the others', not why: other topics, dates or
    events do it as well as other words. An outlet that differs pulls the mean of the others for the
    rest; adjust for the number of rows (`nabra.measures.intervals.adjusted`).
    """
    groups, categories = int(group.max()) + 1, counts.shape[1]
    article, category = np.nonzero(counts)
    values = counts[article, category].astype(float)

    def sums(dealt):
        cells = dealt[article] * categories + category
        return np.bincount(cells, weights=values, minlength=groups * categories).reshape(groups, categories)

    observed = _contrasts(sums(group)) - 1e-12
    generator = np.random.default_rng([seed, PERMUTATION])
    beyond = np.zeros(observed.shape, dtype=int)
    step = max(1, CHUNK // (groups * categories))
    for start in range(0, permutations, step):
        rows = min(step, permutations - start)
        dealt = np.stack([sums(generator.permutation(group)) for _ in range(rows)])
        beyond += (_contrasts(dealt) >= observed).sum(axis=0)
    return (1 + beyond) / (permutations + 1)

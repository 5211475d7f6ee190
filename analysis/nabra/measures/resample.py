"""Articles as the unit of chance: counts per article, the bootstrap over them, the permutation of them.

A resampled corpus is a row of weights: how often each article was drawn. Sums over many such corpora are then
one matrix product, in which no token is touched. The articles are put in the order of their counts first, so that
nothing depends on the order of an input table's rows.

Functions that take ``counts`` of shape (articles, categories) also take many corpora of as many articles at once,
shape (corpora, articles, categories): the simulation study runs through the functions that the measures call.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import expit

BOOTSTRAP, PERMUTATION = 1, 2
CHUNK = 2_000_000
TINY = 1e-12


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


def article_counts(article, category, group_of, categories, number=None):
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
    number : array of int, shape (mentions,), optional
        How many mentions each row stands for; by default one.

    Returns
    -------
    ArticleCounts
        Articles without a mention are left out: they have no exposure.
    """
    present, row = np.unique(np.asarray(article, dtype=int), return_inverse=True)
    cells = row * categories + np.asarray(category, dtype=int)
    counts = np.bincount(cells, number, len(present) * categories).astype(int).reshape(len(present), categories)
    return ArticleCounts(counts, np.asarray(group_of, dtype=int)[present])


def article_weights(articles, replicates, seed):
    """How often each article is drawn into each resampled corpus, in blocks of replicates.

    Parameters
    ----------
    articles, replicates, seed : int

    Yields
    ------
    array of float, shape (block, articles)
        Rows sum to ``articles``. The blocks follow one stream of chance: their size changes nothing.
    """
    generator = np.random.default_rng([seed, BOOTSTRAP])
    step = max(1, CHUNK // articles)
    for start in range(0, replicates, step):
        rows = min(step, replicates - start)
        drawn = generator.integers(0, articles, size=(rows, articles))
        drawn += np.arange(rows)[:, None] * articles
        yield np.bincount(drawn.ravel(), minlength=rows * articles).reshape(rows, articles).astype(float)


def _columns(counts):
    """The articles in the order of their counts, as floats: (..., articles, categories) -> (articles, ...)."""
    counts = np.asarray(counts)
    stacked = counts.reshape(-1, *counts.shape[-2:])
    ordered = [one[np.lexsort(one.T[::-1])] for one in stacked]
    return np.moveaxis(np.reshape(ordered, counts.shape), -2, 0).astype(float)


def _resampled(columns, replicates, seed):
    """Weighted sums of ``columns`` (articles, ...) over each resampled corpus: (replicates, ...)."""
    flat = columns.reshape(len(columns), -1)
    sums = [weights @ flat for weights in article_weights(len(columns), replicates, seed)]
    return np.concatenate(sums).reshape(replicates, *columns.shape[1:])


def bootstrap_shares(counts, replicates=2000, seed=1):
    """Each category's share in each resampled corpus.

    Parameters
    ----------
    counts : array of int, shape (articles, categories) or (corpora, articles, categories)
        One outlet's articles, every row sum above 0.
    replicates, seed : int

    Returns
    -------
    array of float, shape (replicates, categories) or (replicates, corpora, categories)
    """
    sums = _resampled(_columns(counts), replicates, seed)
    return sums / sums.sum(axis=-1, keepdims=True)


def bootstrap_interval(counts, replicates=2000, seed=1, level=0.95):
    """Percentile interval of shares from resampling whole articles.

    Parameters
    ----------
    counts : array of int, shape (articles, categories) or (corpora, articles, categories)
        One outlet's articles, every row sum above 0.
    replicates : int
        How many resampled corpora.
    seed : int
        The same seed gives the same interval.
    level : float
        Confidence.

    Returns
    -------
    low, high : array of float, shape (categories,) or (corpora, categories)
        Bounds of each category's share among all mentions.

    Notes
    -----
    Efron's percentile interval, kept for comparison: the measures use `studentised_interval`.

    Caution
    -------
    It speaks of other articles like these by the same outlet, not of other times or topics. With few
    articles, or a category that only a few of them hold, it is too narrow (a category that no article
    holds gets [0, 0]); ``figures/simulation`` shows how much.
    """
    tail = (1 - level) / 2
    low, high = np.quantile(bootstrap_shares(counts, replicates, seed), [tail, 1 - tail], axis=0)
    return low, high


def studentised_interval(counts, replicates=2000, seed=1, level=0.95):
    """Studentised bootstrap interval of shares on the logit scale, from resampling whole articles.

    Parameters
    ----------
    counts : array of int, shape (articles, categories) or (corpora, articles, categories)
        One outlet's articles, every row sum above 0.
    replicates, seed : int
        As in `bootstrap_interval`.
    level : float
        Confidence.

    Returns
    -------
    low, high : array of float, shape (categories,) or (corpora, categories)
        Bounds of each category's share among all mentions. NaN where no variance is to be seen: a share of
        0 or 1, or articles that all have the same share.

    Notes
    -----
    The bootstrap-t: ``t* = (logit(p*) - logit(p)) / s*`` in every resampled corpus, s being the linearised
    standard error of a ratio over articles, ``sqrt(sum((y - n p)^2)) / N`` by the derivative of the logit,
    ``1 / (p (1 - p))``. The bounds are ``logit(p) - t*_(1 - tail) s`` and ``logit(p) - t*_(tail) s``.

    Caution
    -------
    It speaks of other articles like these by the same outlet, not of other times or topics. Under about 40
    articles, or where fewer than about 15 of them hold the category (or hold another), s* is too rough to be
    divided by: use `nabra.measures.intervals.clustered_wilson` there.
    """
    y = _columns(counts)
    n = y.sum(axis=-1, keepdims=True)
    moments = np.concatenate([y, y * y, y * n, n, n * n], axis=-1)
    k = y.shape[-1]
    with np.errstate(divide="ignore", invalid="ignore"):
        logit, error = _logit_and_error(moments.sum(axis=0), k)
        drawn, drawn_error = _logit_and_error(_resampled(moments, replicates, seed), k)
        t = np.where(np.isfinite(drawn), (drawn - logit) / drawn_error, drawn)
        t.sort(axis=0)
        tail = (1 - level) / 2 * (replicates - 1)
        low, high = logit - t[-1 - int(tail)] * error, logit - t[int(tail)] * error
    unseen = ~np.isfinite(logit) | (error < TINY)
    return tuple(np.where(unseen, np.nan, expit(bound)) for bound in (low, high))


def _logit_and_error(sums, k):
    """logit(p) and its standard error from the sums of y, y^2, y n (k columns each), n and n^2."""
    y, yy, yn = sums[..., :k], sums[..., k:2 * k], sums[..., 2 * k:3 * k]
    n, nn = sums[..., 3 * k:3 * k + 1], sums[..., 3 * k + 1:]
    p = y / n
    squares = np.maximum(yy - 2 * p * yn + p * p * nn, 0)
    return np.log(p / (1 - p)), np.sqrt(squares) / n / (p * (1 - p))


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
    counts : array of int, shape (articles, categories) or (corpora, articles, categories)
        Every row sum above 0, rows in the order of the doc_ids.
    group : array of int, shape (articles,)
        0 to groups - 1, each with at least one article, at least two groups.
    permutations : int
    seed : int

    Returns
    -------
    array of float, shape (groups, categories) or (corpora, groups, categories)
        The mid-p value: the permutations that are further apart than observed, half of those that are
        exactly as far, and the observed table itself, over all; never 0, and 1 where nothing differs at all.

    Notes
    -----
    Where few articles hold a word and articles are equally long, many permutations tie with the observed
    table; counting them whole (as scipy's ``permutation_test`` does) then rejects a true null much less
    often than the level says. Half of them is the usual mid-p correction; in the simulation study
    (``figures/simulation``) it keeps between the level's bounds.

    Caution
    -------
    A small p says that the outlet's articles differ from the others', not why: other topics, dates or
    events do it as well as other words. An outlet that differs pulls the mean of the others for the
    rest; adjust for the number of rows (`nabra.measures.intervals.adjusted`). With fewer than about five
    articles in all that hold the word no difference can reach p < .05.
    """
    counts, group = np.asarray(counts), np.asarray(group)
    sums = _sums_of_many(counts) if counts.ndim == 3 else _sums_of_one(counts, int(group.max()) + 1)
    observed = _contrasts(sums(group[None])[0])
    generator = np.random.default_rng([seed, PERMUTATION])
    beyond = np.zeros(observed.shape)
    step = max(1, CHUNK // max(observed.size, len(group)))
    for start in range(0, permutations, step):
        dealt = np.tile(group, (min(step, permutations - start), 1))
        generator.permuted(dealt, axis=1, out=dealt)
        found = _contrasts(sums(dealt))
        beyond += (found > observed + TINY).sum(axis=0) / 2 + (found >= observed - TINY).sum(axis=0) / 2
    return np.where(observed < TINY, 1.0, (1 + beyond) / (permutations + 1))


def _sums_of_one(counts, groups):
    """A function from dealings (rows, articles) to sums (rows, groups, categories); touches no count of 0."""
    categories = counts.shape[1]
    article, category = np.nonzero(counts)
    values = counts[article, category].astype(float)

    def sums(dealt):
        cells = dealt[:, article] * categories + category
        made = [np.bincount(row, weights=values, minlength=groups * categories) for row in cells]
        return np.reshape(made, (len(dealt), groups, categories))

    return sums


def _sums_of_many(counts):
    """The same for many corpora at once, by matrix products: (rows, corpora, groups, categories)."""
    corpora, articles, categories = counts.shape
    flat = np.moveaxis(counts, 1, 0).reshape(articles, -1).astype(float)

    def sums(dealt):
        each = [(dealt == g).astype(float) @ flat for g in range(int(dealt.max()) + 1)]
        return np.stack([one.reshape(-1, corpora, categories) for one in each], axis=2)

    return sums

"""Intervals for a share whose mentions come in articles, and the adjustment of many p-values."""

import numpy as np
from scipy.stats import false_discovery_control, norm, t
from statsmodels.stats.proportion import proportion_confint

CAUTION, CAUTIOUS_ICC = 2, 0.5
MANY_ARTICLES, BEARERS = 40, 15


def wilson(count, size, level=0.95):
    """Wilson's score interval of a share.

    Parameters
    ----------
    count, size : float or array of float
        Mentions that have the property, and all mentions; both may be fractional (an effective
        size), ``0 <= count <= size`` and ``size > 0``.
    level : float
        Confidence, between 0 and 1.

    Returns
    -------
    low, high : float or array of float
        Bounds within [0, 1]; a share of exactly 0 (or 1) keeps a positive upper (or lower) distance.

    Notes
    -----
    E. B. Wilson, Probable inference, the law of succession, and statistical inference, Journal of the
    American Statistical Association 22 (1927), 209-212, as cited by scipy; computed by statsmodels.

    Caution
    -------
    It believes that mentions are independent. Mentions of one article are not: give it an effective
    size (`effective_size`) rather than the number of mentions.
    """
    low, high = proportion_confint(count, size, alpha=1 - level, method="wilson")
    low, high = np.where(np.equal(count, 0), 0.0, low), np.where(np.equal(count, size), 1.0, high)
    return (low, high) if low.ndim else (float(low), float(high))


def design_effect(count, size):
    """How many times wider than for independent mentions the variance of a share is.

    Parameters
    ----------
    count, size : array of int, shape (articles,) or (corpora, articles)
        Mentions with the property, and all mentions, in each article (the cluster).

    Returns
    -------
    float or array of float, shape (corpora,)
        Variance of the ratio estimate over the binomial variance, a pure number; 1 for independent
        mentions. NaN for fewer than two articles and for a share of exactly 0 or 1, where no variance
        is to be seen.

    Notes
    -----
    Rao and Scott's design effect for clustered proportions, as the page of ``raoscott`` in the R
    package aod describes it: ``m / (m - 1) * sum((y - n p)^2) / N^2`` over ``p (1 - p) / N``.

    Caution
    -------
    From few articles it is itself a noisy estimate and may fall below 1 by chance.
    """
    count, size = np.asarray(count, dtype=float), np.asarray(size, dtype=float)
    articles, total = size.shape[-1], size.sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = count.sum(axis=-1) / total
        residual = count - size * share[..., None]
        variance = articles / max(articles - 1, 1) * np.square(residual).sum(axis=-1) / total**2
        effect = variance * total / (share * (1 - share))
    seen = (0 < share) & (share < 1) & (articles > 1)
    return _plain(np.where(seen, effect, np.nan))


def _plain(value):
    """A float for a single corpus, an array for many."""
    return float(value) if np.ndim(value) == 0 else value


def effective_size(count, size, level=0.95):
    """The number of independent mentions that would know as much as these clustered ones.

    A design effect from few articles is often too small by chance, so it is mixed with a cautious one:
    ``CAUTION`` more articles bear witness that the intraclass correlation is at least ``CAUTIOUS_ICC``.
    The mentions are divided by ``1 + (m - 1) icc`` (m the mean article length met by a mention,
    ``sum n^2 / sum n``), and made fewer again for the little that a variance from few articles is worth
    (Student's t in place of the normal). The result never falls below the size that holds if all mentions
    of an article always agreed, ``(sum n)^2 / sum n^2``; where no variance is to be seen (one article, or a
    share of exactly 0 or 1) that floor is the answer.

    Parameters
    ----------
    count, size : array of int, shape (articles,) or (corpora, articles)
        Mentions with the property, and all mentions, in each article.
    level : float
        The confidence of the interval that the size is meant for.

    Returns
    -------
    float or array of float, shape (corpora,)
        Between 1 and the number of mentions.

    Notes
    -----
    The witnesses for the estimated correlation are the articles that hold the property, or those that hold
    its opposite if they are fewer. The two constants were chosen in the simulation study
    (``figures/simulation``), which shows what the interval covers with them.

    Caution
    -------
    The floor supposes that long articles do not choose other words than short ones.
    """
    count, size = np.asarray(count, dtype=float), np.asarray(size, dtype=float)
    total = size.sum(axis=-1)
    length = np.square(size).sum(axis=-1) / total
    floor = total / length
    effect = np.asarray(design_effect(count, size))
    seen = ~np.isnan(effect)
    with np.errstate(divide="ignore", invalid="ignore"):
        icc = np.where(seen & (length > 1), np.clip((effect - 1) / (length - 1), 0, 1), 0)
        trust = (norm.ppf((1 + level) / 2) / t.ppf((1 + level) / 2, max(size.shape[-1] - 1, 1))) ** 2
    bearers = np.minimum((count > 0).sum(axis=-1), (count < size).sum(axis=-1))
    icc = (bearers * icc + CAUTION * np.maximum(icc, CAUTIOUS_ICC)) / (bearers + CAUTION)
    return _plain(np.where(seen, np.maximum(floor, total * trust / (1 + (length - 1) * icc)), floor))


def clustered_wilson(count, size, level=0.95):
    """Wilson's interval of a share over clustered mentions, on their effective size.

    Parameters
    ----------
    count, size : array of int, shape (articles,) or (corpora, articles)
        Mentions with the property, and all mentions (at least one in all), in each article.
    level : float
        Confidence.

    Returns
    -------
    low, high : float or array of float, shape (corpora,)

    Caution
    -------
    Meant for outlets with few articles and for shares near 0 or 1, where resampling articles gives
    intervals that are too narrow, down to none at all. With fewer than five articles it says little
    more than that nothing is known.
    """
    count, size = np.asarray(count, dtype=float), np.asarray(size, dtype=float)
    effective = effective_size(count, size, level)
    share = count.sum(axis=-1) / size.sum(axis=-1)
    low, high = wilson(effective * share, effective, level)
    low, high = np.where(share == 0, 0.0, low), np.where(share == 1, 1.0, high)
    return _plain(low), _plain(high)


def trusts_bootstrap(count, size):
    """May the studentised bootstrap be used, or is `clustered_wilson` safer?

    Parameters
    ----------
    count, size : array of int, shape (articles,) or (corpora, articles)
        Mentions with the property, and all mentions, in each article.

    Returns
    -------
    bool or array of bool, shape (corpora,)
        True from `MANY_ARTICLES` articles on if at least `BEARERS` of them hold the property and as many
        its opposite. The numbers come from the simulation study (``figures/simulation``).
    """
    count, size = np.asarray(count), np.asarray(size)
    bearers = np.minimum((count > 0).sum(axis=-1), (count < size).sum(axis=-1))
    return (size.shape[-1] >= MANY_ARTICLES) & (bearers >= BEARERS)


def adjusted(p):
    """P-values adjusted by Benjamini and Hochberg's rule; the family is the array.

    Parameters
    ----------
    p : array of float, shape (rows,)
        NaN where nothing was tested; such rows stay NaN and are no part of the family.

    Returns
    -------
    array of float, shape (rows,)

    Notes
    -----
    Y. Benjamini and Y. Hochberg, Controlling the false discovery rate, Journal of the Royal Statistical
    Society B 57 (1995), 289-300, as cited by scipy, which computes it.

    Caution
    -------
    Selecting rows after the adjustment does not select a smaller family: to ask about one concept
    alone, make the table for that concept.
    """
    p = np.asarray(p, dtype=float)
    tested = ~np.isnan(p)
    result = np.full(p.shape, np.nan)
    if tested.any():
        result[tested] = false_discovery_control(p[tested], method="bh")
    return result

"""Intervals for a share whose mentions come in articles, and the adjustment of many p-values."""

import numpy as np
from scipy.stats import false_discovery_control, norm, t
from statsmodels.stats.proportion import proportion_confint


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
    count, size : array of int, shape (articles,)
        Mentions with the property, and all mentions, in each article (the cluster).

    Returns
    -------
    float
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
    articles, total = len(size), size.sum()
    share = count.sum() / total if total else np.nan
    if articles < 2 or not 0 < share < 1:
        return np.nan
    variance = articles / (articles - 1) * np.square(count - size * share).sum() / total**2
    return float(variance * total / (share * (1 - share)))


def effective_size(count, size, level=0.95):
    """The number of independent mentions that would know as much as these clustered ones.

    The mentions are divided by their design effect (never taken below 1), and made fewer again
    for the little that a variance from few articles is worth (Student's t in place of the normal).
    The result never falls below the size that holds if all mentions of an article always agreed,
    ``(sum n)^2 / sum n^2``; where no variance is to be seen (one article, or a share of exactly 0 or 1)
    that floor is the answer.

    Parameters
    ----------
    count, size : array of int, shape (articles,)
        Mentions with the property, and all mentions, in each article.
    level : float
        The confidence of the interval that the size is meant for.

    Returns
    -------
    float
        Between 1 and the number of mentions.

    Caution
    -------
    The floor supposes that long articles do not choose other words than short ones.
    """
    size = np.asarray(size, dtype=float)
    total = size.sum()
    floor = total**2 / np.square(size).sum()
    effect = design_effect(count, size)
    if np.isnan(effect):
        return float(floor)
    upper = (1 + level) / 2
    trust = (norm.ppf(upper) / t.ppf(upper, len(size) - 1)) ** 2
    return float(max(floor, total * trust / max(effect, 1.0)))


def clustered_wilson(count, size, level=0.95):
    """Wilson's interval of a share over clustered mentions, on their effective size.

    Parameters
    ----------
    count, size : array of int, shape (articles,)
        Mentions with the property, and all mentions (at least one in all), in each article.
    level : float
        Confidence.

    Returns
    -------
    low, high : float

    Caution
    -------
    Meant for outlets with few articles and for shares near 0 or 1, where resampling articles gives
    intervals that are too narrow, down to none at all. With fewer than five articles it says little
    more than that nothing is known.
    """
    count, size = np.asarray(count, dtype=float), np.asarray(size, dtype=float)
    effective = effective_size(count, size, level)
    return wilson(effective * (count.sum() / size.sum()), effective, level)


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

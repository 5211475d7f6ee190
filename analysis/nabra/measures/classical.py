"""Classical tests and corrections of counted shares: Rao-Scott, Newcombe, Rogan-Gladen."""

from typing import NamedTuple

import numpy as np
from scipy.stats import chi2, chi2_contingency, hypergeom, norm
from statsmodels.stats.proportion import confint_proportions_2indep

from nabra.errors import NabraError
from nabra.measures.intervals import design_effect

TINY = 1e-12


class Homogeneity(NamedTuple):
    """A test that several groups have one share: with and without regard to clusters."""

    statistic: float
    df: int
    p: float
    design_effects: np.ndarray
    naive_statistic: float
    naive_p: float


def rao_scott(count, size, group):
    """Do several groups have the same share, where mentions come in articles?

    Parameters
    ----------
    count, size : array of int, shape (articles,)
        Mentions with the property, and all mentions, in each article (the cluster).
    group : array, shape (articles,)
        The article's group (outlet); at least two groups of two articles.

    Returns
    -------
    Homogeneity
        Chi-square on counts divided by each group's design effect, its degrees of freedom and p; the design
        effects in the order of the sorted groups; the naive chi-square over mentions and its p beside it.

    Raises
    ------
    NabraError
        For fewer than two groups, or a group of which no design effect can be seen.

    Notes
    -----
    J. N. K. Rao and A. J. Scott, A simple method for the analysis of clustered binary data, Biometrics 48
    (1992), 577-585, as cited by the R package PF, whose example of Weil's rats is a test of this function.
    ``y_i / d_i`` and ``n_i / d_i`` take the place of the counts, ``d`` being
    `nabra.measures.intervals.design_effect`.

    Caution
    -------
    Not below some ten articles a group: the design effects are estimates. Never report the naive chi-square;
    it is there to show what clustering does to it.
    """
    count, size, group = np.asarray(count, dtype=float), np.asarray(size, dtype=float), np.asarray(group)
    names = np.unique(group)
    if len(names) < 2:
        raise NabraError(
            f"one group ('{names[0] if len(names) else ''}') alone: give at least two to compare")
    effects = np.array([design_effect(count[group == name], size[group == name]) for name in names])
    if np.isnan(effects).any():
        name = names[int(np.isnan(effects).argmax())]
        raise NabraError(
            f"group '{name}' shows no design effect (one article, or a share of 0 or 1); leave it out")
    y = np.array([count[group == name].sum() for name in names])
    n = np.array([size[group == name].sum() for name in names])
    naive = chi2_contingency([y, n - y], correction=False)
    y, n = y / effects, n / effects
    share = y.sum() / n.sum()
    statistic = float(((y - n * share) ** 2 / (n * share * (1 - share))).sum())
    df = len(names) - 1
    return Homogeneity(
        statistic, df, float(chi2.sf(statistic, df)), effects, float(naive.statistic), float(naive.pvalue))


def newcombe(count_a, size_a, count_b, size_b, level=0.95):
    """Interval of the difference of two independent shares, ``a`` less ``b``.

    Parameters
    ----------
    count_a, size_a, count_b, size_b : float
        Counts and sizes; effective sizes (`nabra.measures.intervals.effective_size`) where mentions cluster.
    level : float
        Confidence.

    Returns
    -------
    low, high : float
        Within [-1, 1].

    Notes
    -----
    Method 10 of R. G. Newcombe, Interval estimation for the difference between independent proportions,
    Statistics in Medicine 17 (1998), 873-890, as cited by the R package biostatUZH; computed by statsmodels.

    Caution
    -------
    It believes that mentions are independent, within a group and between the two. Not for the same events
    told by two outlets: use `nabra.measures.matched.matched`.
    """
    low, high = confint_proportions_2indep(
        count_a, size_a, count_b, size_b, method="newcomb", compare="diff", alpha=1 - level)
    return float(low), float(high)


def dealt_p(count, size, total, whole):
    """`nabra.measures.resample.permutation_p` where every article counts once: over all dealings.

    Parameters
    ----------
    count, size : int
        The group's articles with the property, and all its articles.
    total, whole : int
        The same over all groups, ``0 < size < whole``.

    Returns
    -------
    float
        The mid-p: the chance of a larger difference from the others' share, and half of that of the same.

    Notes
    -----
    Dealing articles at random makes the count hypergeometric (scipy's ``hypergeom``).

    Caution
    -------
    As `permutation_p`.
    """
    held = np.arange(max(0, size - (whole - total)), min(size, total) + 1)
    apart = np.abs(held / size - (total - held) / (whole - size))
    observed = abs(count / size - (total - count) / (whole - size))
    chance = hypergeom.pmf(held, whole, total, size)
    beyond, same = apart > observed + TINY, np.abs(apart - observed) <= TINY
    return 1.0 if observed < TINY else float(min(1.0, chance[beyond].sum() + chance[same].sum() / 2))


def rogan_gladen(share, sensitivity, specificity):
    """A share corrected for the errors of the coder who found it.

    Parameters
    ----------
    share : float
        The share that the coder (the machine) reports, between 0 and 1.
    sensitivity, specificity : float
        How many of the true ones the coder finds, and how many of the others it leaves; together above 1.

    Returns
    -------
    float
        Not cut off at 0 and 1: an impossible share says that the error rates are not those of this corpus.

    Raises
    ------
    NabraError
        Where sensitivity and specificity do not exceed 1 together: such a coder says nothing.

    Notes
    -----
    ``(share + specificity - 1) / (sensitivity + specificity - 1)``; W. Rogan and B. Gladen, Estimating
    prevalence from results of a screening test, American Journal of Epidemiology 107 (1978), 71-76, as cited
    by the R package epiR.

    Caution
    -------
    Error rates from another corpus or outlet do not carry over: a coder errs differently where the words are
    rarer. Where lines of this corpus are coded by hand, use the design-based correction instead.
    """
    gain = sensitivity + specificity - 1
    if not gain > 0:
        raise NabraError(
            f"sensitivity {sensitivity} and specificity {specificity} do not exceed 1 together: "
            "such codes say nothing of the share; code lines by hand")
    return (share + specificity - 1) / gain


def lang_reiczigel(share, size, sensitivity, size_sensitivity, specificity, size_specificity, level=0.95):
    """Interval of a `rogan_gladen` share where sensitivity and specificity are themselves estimates.

    Parameters
    ----------
    share, size : float
        The reported share and the number of independent units it was found on (an effective size).
    sensitivity, size_sensitivity : float
        As estimated, and the number of truly positive lines it was estimated on.
    specificity, size_specificity : float
        As estimated, and the number of truly negative lines.
    level : float
        Confidence; the method was made for 95 %.

    Returns
    -------
    low, high : float
        Within [0, 1].

    Raises
    ------
    NabraError
        As `rogan_gladen`.

    Notes
    -----
    Z. Lang and J. Reiczigel, Confidence limits for prevalence of disease adjusted for estimated sensitivity
    and specificity, Preventive Veterinary Medicine 113 (2014), 13-22: equations 4, 6, 7, 16 and 17 as the R
    package asht numbers them. z is the normal quantile; primes are the adjusted values.

    Caution
    -------
    Wide, and rightly so: with 50 hand-coded lines of each kind the correction knows little. It believes that
    the units are independent; give it effective sizes.
    """
    z = norm.ppf((1 + level) / 2)
    se = (size_sensitivity * sensitivity + 1) / (size_sensitivity + 2)
    sp = (size_specificity * specificity + 1) / (size_specificity + 2)
    n = size + z**2
    apparent = (size * share + z**2 / 2) / n
    p = rogan_gladen(apparent, se, sp)
    of_se, of_sp = se * (1 - se) / (size_sensitivity + 2), sp * (1 - sp) / (size_specificity + 2)
    shift = 2 * z**2 * (p * of_se - (1 - p) * of_sp)
    variance = (apparent * (1 - apparent) / n + p**2 * of_se + (1 - p) ** 2 * of_sp) / (se + sp - 1) ** 2
    half = z * np.sqrt(variance)
    return float(np.clip(p + shift - half, 0, 1)), float(np.clip(p + shift + half, 0, 1))

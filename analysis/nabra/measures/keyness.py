"""Which words tell two groups apart: association, effect size and prior-weighted log-odds from counts.

Everything here takes counts as they are and believes that what is counted is independent. Feed it document
frequencies, and take intervals and p from `nabra.measures.words.key_words`, which resamples articles.
"""

import numpy as np
from scipy.stats import beta, chi2_contingency

from nabra.errors import NabraError

STATISTICS = {"g2": "log-likelihood", "chi2": "pearson"}
CORRECTIONS = ("none", "yates", "williams")


def _counts(f1, f2, n1, n2):
    """The four as float arrays of one shape, refused where a count exceeds its size or both are 0."""
    f1, f2, n1, n2 = np.broadcast_arrays(*(np.asarray(x, dtype=float) for x in (f1, f2, n1, n2)))
    wrong = (f1 < 0) | (f2 < 0) | (f1 > n1) | (f2 > n2) | (f1 + f2 == 0)
    if wrong.any():
        place = int(np.flatnonzero(wrong.ravel())[0])
        values = "/".join(f"{x.ravel()[place]:g}" for x in (f1, n1, f2, n2))
        raise NabraError(f"counts {values} (item {place}) cannot be: 0 <= count <= size, not both counts 0")
    return f1, f2, n1, n2


def log_ratio(f1, f2, n1, n2):
    """How many times more often in group 1, as a binary logarithm.

    Parameters
    ----------
    f1, f2 : array of float
        The word's counts in the two groups (document frequencies are safest).
    n1, n2 : float or array of float
        The groups' sizes in the same unit.

    Returns
    -------
    array of float
        1 is twice as often in group 1, -1 twice as often in group 2.

    Raises
    ------
    NabraError
        Where a count exceeds its size or both counts are 0.

    Notes
    -----
    Hardie's log ratio with half a count added to counts and sizes, as Evert's keyness script computes it.

    Caution
    -------
    Large for rare words by chance alone: sort by `lrc` or read it with its interval.
    """
    f1, f2, n1, n2 = _counts(f1, f2, n1, n2)
    return np.log2((f1 + .5) / (n1 + .5)) - np.log2((f2 + .5) / (n2 + .5))


def lrc(f1, f2, n1, n2, family=1, alpha=0.05):
    """Conservative log ratio: the bound of the log ratio's interval that lies nearer to 0.

    Parameters
    ----------
    f1, f2, n1, n2
        As for `log_ratio`.
    family : int
        How many words are looked at: ``alpha`` is divided by it (Bonferroni).
    alpha : float
        One less the confidence of the whole family.

    Returns
    -------
    array of float
        0 where the interval holds 0.

    Raises
    ------
    NabraError
        As `log_ratio`.

    Notes
    -----
    The function ``keyness`` (measure LRC) of S. Evert's R package corpora: Clopper and Pearson's interval of
    ``f1 / (f1 + f2)`` at ``alpha / family``, its bound t turned into ``log2(n2 / n1 * t / (1 - t))``.

    Caution
    -------
    The interval believes that occurrences are independent: word counts from long articles make it far too
    bold. Feed document frequencies.
    """
    f1, f2, n1, n2 = _counts(f1, f2, n1, n2)
    tail = alpha / family / 2
    with np.errstate(divide="ignore"):
        low = np.where(f1 == 0, 0.0, beta.ppf(tail, np.maximum(f1, 1), f2 + 1))
        high = np.where(f2 == 0, 1.0, beta.ppf(1 - tail, f1 + 1, np.maximum(f2, 1)))
        low, high = (np.log2(n2 / n1) + np.log2(t) - np.log2(1 - t) for t in (low, high))
    return np.where(low > 0, low, np.where(high < 0, high, 0.0))


def g2_two_cell(f1, f2, n1, n2):
    """Log-likelihood ratio over the two cells that hold the word (Rayson and Garside's form).

    Parameters
    ----------
    f1, f2, n1, n2
        As for `log_ratio`.

    Returns
    -------
    array of float
        Unsigned; the direction is that of `log_ratio`.

    Raises
    ------
    NabraError
        As `log_ratio`.

    Notes
    -----
    ``2 * (f1 ln(f1 / e1) + f2 ln(f2 / e2))``, ``e_i = n_i (f1 + f2) / (n1 + n2)``; P. Rayson and R. Garside,
    Comparing corpora using frequency profiling, Workshop on Comparing Corpora, ACL 2000, 1-6, the form of
    the R package DramaAnalysis.

    Caution
    -------
    It leaves out the cells without the word, so it differs from `association` where the word is not rare;
    name the form you print. Over word counts it is no test at all (`nabra.measures.words`).
    """
    f1, f2, n1, n2 = _counts(f1, f2, n1, n2)
    both = (f1 + f2) / (n1 + n2)
    return 2 * (_entropy(f1, n1 * both) + _entropy(f2, n2 * both))


def _entropy(observed, expected):
    """``o ln(o / e)``, 0 for 0."""
    held = observed > 0
    return np.where(held, observed * np.log(np.where(held, observed, 1) / expected), 0.0)


def association(f1, f2, n1, n2, statistic="g2", correction="none"):
    """Chi-square or four-cell G2 of the word-by-group table.

    Parameters
    ----------
    f1, f2, n1, n2
        As for `log_ratio`.
    statistic : str
        ``g2`` (log-likelihood ratio over all four cells) or ``chi2`` (Pearson).
    correction : str
        ``none``, ``yates`` (half a count towards the expected) or ``williams`` (the statistic divided by
        Williams' q).

    Returns
    -------
    array of float
        Unsigned.

    Raises
    ------
    NabraError
        As `log_ratio`, and for an unknown statistic or correction.

    Notes
    -----
    Computed by scipy's ``chi2_contingency``; the corrections are those of quanteda's ``textstat_keyness``,
    whose tests' example is a test of this function.

    Caution
    -------
    No p is given, on purpose: over words or mentions it rejects a true null one time in four.
    """
    for value, known in ((statistic, STATISTICS), (correction, CORRECTIONS)):
        if value not in known:
            raise NabraError(f"unknown '{value}'; choose one of: {', '.join(known)}")
    f1, f2, n1, n2 = _counts(f1, f2, n1, n2)
    tables = np.stack([f1, f2, n1 - f1, n2 - f2], axis=-1).reshape(-1, 2, 2)
    found = np.array([
        chi2_contingency(table, correction=correction == "yates", lambda_=STATISTICS[statistic]).statistic
        if (table.sum(axis=1) > 0).all() else 0.0 for table in tables])
    if correction == "williams":
        total = tables.sum(axis=(1, 2))
        with np.errstate(divide="ignore", invalid="ignore"):
            rows, columns = ((total * (1 / tables.sum(axis=axis)).sum(axis=1) - 1) for axis in (1, 2))
            q = 1 + rows * columns / (6 * total)
        found = np.where(np.isfinite(q), found / q, found)
    return found.reshape(f1.shape)


def log_odds(counts1, counts2, prior=0.01):
    """Monroe, Colaresi and Quinn's log-odds ratio of every word, weighted by a Dirichlet prior.

    Parameters
    ----------
    counts1, counts2 : array of float, shape (words,)
        Counts of the whole vocabulary in the two groups.
    prior : float or array of float, shape (words,)
        The prior's pseudo-counts: a number is uninformative and the same for all words; an array makes it
        informative (`informative_prior` makes one from a background corpus).

    Returns
    -------
    delta, z : array of float, shape (words,)
        The difference of log-odds, above 0 for group 1, and the same over its standard error.

    Raises
    ------
    NabraError
        For arrays of different lengths, fewer than two words, or a prior that is not above 0.

    Notes
    -----
    B. L. Monroe, M. P. Colaresi and K. M. Quinn, Fightin' Words: lexical feature selection and evaluation for
    identifying the content of political conflict, Political Analysis 16 (2008), 372-403. a are the
    pseudo-counts and a0 their sum, y and n the counts and their sum:
    ``delta = ln((y1 + a) / (n1 + a0 - y1 - a)) - ln((y2 + a) / (n2 + a0 - y2 - a))``,
    ``z = delta / sqrt(1 / (y1 + a) + 1 / (y2 + a))``.

    Caution
    -------
    z believes that words are drawn one by one; in articles they come in bunches, so 1.96 is no threshold.
    Use it to order words, and take intervals from `nabra.measures.words.key_words`.
    """
    y1, y2 = np.asarray(counts1, dtype=float), np.asarray(counts2, dtype=float)
    if y1.shape != y2.shape or y1.ndim != 1 or len(y1) < 2:
        raise NabraError(
            f"log_odds wants two counts of the same two or more words, not {y1.shape} and {y2.shape}")
    a = np.broadcast_to(np.asarray(prior, dtype=float), y1.shape)
    if not (a > 0).all():
        raise NabraError("log_odds wants pseudo-counts above 0 for every word; add a little to the prior")
    odds = [np.log((y + a) / (y.sum() + a.sum() - y - a)) for y in (y1, y2)]
    delta = odds[0] - odds[1]
    return delta, delta / np.sqrt(1 / (y1 + a) + 1 / (y2 + a))


def informative_prior(background, words=1000.0, least=0.01):
    """Pseudo-counts in the proportions of a background corpus.

    Parameters
    ----------
    background : array of float, shape (words,)
        Counts of the vocabulary in a corpus that is neither group's own (or both groups together).
    words : float
        The sum of the pseudo-counts: how many words the prior is worth.
    least : float
        The smallest pseudo-count of a word.

    Returns
    -------
    array of float, shape (words,)

    Raises
    ------
    NabraError
        Where the background holds none of the words.

    Caution
    -------
    The larger ``words``, the more the commonest words are drawn towards no difference; state it.
    """
    background = np.asarray(background, dtype=float)
    if not background.sum() > 0:
        raise NabraError("the background holds none of these words; give counts of a larger corpus")
    return np.maximum(background / background.sum() * words, least)

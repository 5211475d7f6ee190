"""The machine's errors corrected by hand-coded lines: prediction-powered and design-based estimates of shares."""

from dataclasses import dataclass

import numpy as np
from scipy.stats import norm, t

from nabra.errors import NabraError
from nabra.measures.intervals import clustered_wilson, wilson

ENOUGH_LABELS = 200


@dataclass(frozen=True)
class Estimate:
    """An estimate with its bounds.

    Attributes
    ----------
    estimate, low, high : float
    variance : float
        Of the estimate; NaN where the interval does not come from one.
    lam : float
        The weight that the machine's labels were given: 0 for none.
    """

    estimate: float
    low: float
    high: float
    variance: float
    lam: float


def prediction_powered_mean(label, predicted, unlabelled, lam=None, level=0.95):
    """The mean of a label, known for some units, with the help of a prediction known for many.

    Parameters
    ----------
    label, predicted : array of float, shape (n,)
        What people coded and what the machine says of the same n units, a simple random sample.
    unlabelled : array of float, shape (N,)
        What the machine says of N other units of the same kind.
    lam : float, optional
        The weight of the predictions: 0 leaves them out, 1 trusts them as far as a difference can; by default
        the value that makes the interval narrowest.
    level : float
        Confidence.

    Returns
    -------
    Estimate

    Raises
    ------
    NabraError
        Fewer than two labelled units, or arrays that do not belong together.

    Notes
    -----
    Angelopoulos, Duchi and Zrnic, PPI++: Efficient Prediction-Powered Inference (arXiv 2311.01453), as the
    page of ``ppi_plusplus_mean`` in the R package ipd names it: ``theta = lam mean(F) + mean(Y - lam f)``,
    variance ``lam^2 Var(F) / N + Var(Y - lam f) / n``; lam = 1 is prediction-powered inference without tuning,
    lam = 0 the mean of the labels.

    Caution
    -------
    Units must be independent and the labelled ones drawn at random with equal chances: for lines of a
    corpus drawn by ``nabra sample`` use `corrected_ratio`, which knows articles and unequal chances.
    """
    y, f, big = (np.asarray(values, dtype=float) for values in (label, predicted, unlabelled))
    if len(y) != len(f) or len(y) < 2 or len(big) < 2:
        raise NabraError(f"{len(y)} labels, {len(f)} predictions of them, {len(big)} others: give two or more of "
                         "each, and as many labels as predictions of them")
    if lam is None:
        spread = f.var() * (1 + len(y) / len(big))
        lam = np.mean((y - y.mean()) * (f - f.mean())) / spread if spread else 0.0
    estimate = lam * big.mean() + (y - lam * f).mean()
    variance = lam**2 * big.var() / len(big) + (y - lam * f).var() / len(y)
    half = norm.ppf((1 + level) / 2) * np.sqrt(variance)
    return Estimate(estimate, estimate - half, estimate + half, variance, lam)


@dataclass(frozen=True)
class Lines:
    """The lines of one outlet, coded by the machine, and some of them by people.

    Attributes
    ----------
    article : array of int, shape (lines,)
        The article of each line.
    predicted_part, predicted_whole : array of float, shape (lines,)
        Does the machine count the line in the numerator, in the denominator (0 or 1)?
    part, whole : array of float, shape (lines,)
        Do people? NaN where nobody has coded the line.
    weight : array of float, shape (lines,)
        1 over the chance that the line had of being drawn; only that of coded lines is read.
    """

    article: np.ndarray
    predicted_part: np.ndarray
    predicted_whole: np.ndarray
    part: np.ndarray
    whole: np.ndarray
    weight: np.ndarray

    @property
    def coded(self):
        """Which lines people have coded."""
        return ~np.isnan(np.asarray(self.part, dtype=float))

    @property
    def labels(self):
        """How many coded lines speak to the ratio: those in its denominator for people or for the machine."""
        concerned = (np.nan_to_num(self.whole) > 0) | (np.asarray(self.predicted_whole) > 0)
        return int((self.coded & concerned).sum())


def corrected_ratio(lines, lam=None, level=0.95):
    """A share as people would code it, estimated from all lines and the coded sample of them.

    Parameters
    ----------
    lines : Lines
    lam : float, optional
        The weight of the machine's labels; by default the one that makes the variance smallest.
    level : float
        Confidence.

    Returns
    -------
    Estimate
        Bounds within [0, 1]: Wilson's interval on the size that independent lines would need for this
        variance. All NaN where no coded line lies in the denominator.

    Notes
    -----
    Design-based supervised learning (the R package dsl of Egami, Hinck, Stewart and Wei) replaces a line's
    unknown label by ``lam f + R w (y - lam f)``, f being the machine's label, R whether the line was coded and w
    one over its chance of being drawn; with weights that sum to one over the coded lines and lam tuned this is
    prediction-powered inference (see `prediction_powered_mean`) for an unequal-probability sample. The share is a
    ratio of two such means with one lam. Its variance is the sum over articles of squared linearised
    contributions: it holds the chance of the draw and that of the articles. One more line, coded wrong, is
    added to it: of the machine's rare errors a sample may by chance hold none. The simulation study
    (``figures/simulation``) shows what the interval covers.

    Caution
    -------
    It corrects what people decided about lines that the machine found; terms that the codebook misses are in no
    sample. Coders who err together are not corrected: look at their agreement first. Under `ENOUGH_LABELS`
    coded lines use `labels_only`.
    """
    coded = lines.coded
    part, whole = (np.where(coded, np.nan_to_num(values), 0.0) for values in (lines.part, lines.whole))
    guess = np.asarray(lines.predicted_part, dtype=float), np.asarray(lines.predicted_whole, dtype=float)
    weight = np.where(coded, lines.weight, 0.0)
    if not (weight * whole).sum():
        return Estimate(*[np.nan] * 5)
    weight = weight / weight.sum()
    first = (weight * part).sum() / (weight * whole).sum()
    article = np.unique(lines.article, return_inverse=True)[1]
    drawn, known = _contributions(part - first * whole, guess[0] - first * guess[1], weight, article)
    if lam is None:
        lam = -(drawn * known).sum() / np.square(known).sum() if np.square(known).sum() else 0.0
    top, bottom = (lam * f.mean() + (weight * (y - lam * f)).sum() for y, f in zip((part, whole), guess))
    share = top / bottom
    drawn, known = _contributions(part - share * whole, guess[0] - share * guess[1], weight, article)
    articles, labels = len(drawn), int(coded.sum())
    variance = np.square(drawn + lam * known).sum() * articles / max(articles - 1, 1)
    variance = (variance + np.square(weight).sum() / labels) / bottom**2
    return Estimate(share, *_bounds(share, variance, labels, level), variance, lam)


def _contributions(error, guess, weight, article):
    """What each article adds to the mean of ``error`` over coded lines, and to its change for lam = 1."""
    drawn = weight * (error - (weight * error).sum())
    known = (guess - guess.mean()) / len(guess) - weight * (guess - (weight * guess).sum())
    return np.bincount(article, weights=drawn), np.bincount(article, weights=known)


def _bounds(share, variance, labels, level):
    """Wilson's interval on the size that independent lines would need for this variance."""
    within = min(max(share, 0.0), 1.0)
    trust = (norm.ppf((1 + level) / 2) / t.ppf((1 + level) / 2, max(labels - 1, 1))) ** 2
    pulled = (within * labels + 0.5) / (labels + 1)     # a share of 0 or 1 has no variance of its own
    size = pulled * (1 - pulled) / variance
    return wilson(within * size * trust, size * trust, level)


def labels_only(lines, level=0.95):
    """The share among the coded lines alone, for samples too small to correct with.

    Parameters
    ----------
    lines : Lines
    level : float

    Returns
    -------
    Estimate
        Weighted by the chances of being drawn; Wilson's interval on the effective number of coded lines,
        ``(sum w)^2 / sum w^2``. All NaN without a coded line in the denominator.

    Caution
    -------
    Wide, and honest about it. It supposes one line an article, as ``nabra sample`` draws.
    """
    weight = np.where(lines.coded, lines.weight, 0.0) * np.nan_to_num(lines.whole)
    if not weight.sum():
        return Estimate(*[np.nan] * 5)
    share = float((weight * np.nan_to_num(lines.part)).sum() / weight.sum())
    size = weight.sum() ** 2 / np.square(weight).sum()
    low, high = wilson(share * size, size, level)
    return Estimate(share, low, high, share * (1 - share) / size, 0.0)


def uncorrected_ratio(lines, level=0.95):
    """The machine's share with its article-clustered interval, which knows nothing of the machine's errors.

    Returns
    -------
    Estimate
        All NaN without a line in the denominator.

    Caution
    -------
    The interval is about other articles, not about other codings: it covers the share that people would
    find only where the machine errs as often one way as the other.
    """
    place = np.unique(lines.article, return_inverse=True)[1]
    count, size = (np.bincount(place, weights=values) for values in (lines.predicted_part, lines.predicted_whole))
    count, size = count[size > 0], size[size > 0]
    if not len(size):
        return Estimate(*[np.nan] * 5)
    share = float(count.sum() / size.sum())
    residual = count - share * size
    variance = float(np.square(residual).sum() / size.sum() ** 2 * len(size) / max(len(size) - 1, 1))
    return Estimate(share, *clustered_wilson(count, size, level), variance, 1.0)


def more_lines(lines, corrected):
    """How many more lines, coded at random as before, would halve the interval.

    Parameters
    ----------
    lines : Lines
    corrected : Estimate
        Of `corrected_ratio` or `labels_only`.

    Returns
    -------
    int or None
        None where no number of lines would: the chance of the articles alone makes it wider than that.

    Notes
    -----
    The variance is taken as A + B / n: A what the articles leave if every line were coded (estimated from
    the machine's labels), B / n what coding n lines adds.

    Caution
    -------
    A forecast from an estimated variance: take it as the order of magnitude.
    """
    n, variance = int(lines.coded.sum()), corrected.variance
    if not n or not np.isfinite(variance):
        return None
    articles = min(uncorrected_ratio(lines).variance, variance)
    if variance / 4 <= articles or variance <= 0:
        return None
    return int(np.ceil(n * (variance - articles) / (variance / 4 - articles))) - n

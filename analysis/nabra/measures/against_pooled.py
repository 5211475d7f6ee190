"""Each outlet's choice of words against that of all outlets of its language, in log odds."""

import numpy as np

from nabra import tables
from nabra.errors import NabraError

MEASURE = "log odds against pooled"
HALF = 0.5


def against_pooled(shares):
    """How much more, or less, often than outlets of its language does each outlet choose a word?

    Parameters
    ----------
    shares : DataFrame
        `nabra.measures.shares.shares`, with ``pooled``; untouched.

    Returns
    -------
    DataFrame
        The same rows as measure ``log odds against pooled``: ``estimate`` is the natural logarithm of the
        outlet's odds of the word over the odds of the language's outlets together, itself among them; 0 where
        they agree. ``low`` and ``high`` are the share's bounds on that scale, null where a bound is 0 or 1.
        p, count, exposure and articles are those of the share. NaN with a ``reason`` where the concept is not
        mentioned, or where all outlets or none use the word.

    Raises
    ------
    NabraError
        For a table of another measure.

    Notes
    -----
    ``ln((y + 1/2) / (n - y + 1/2)) - ln(P / (1 - P))``, y of n mentions, P the pooled share: the halves keep
    the odds of a word that an outlet never, or always, uses finite. The bounds take P for known.

    Caution
    -------
    A large number may stand for two mentions in two hundred: read it beside the shares. Outlets of two
    languages are each held against their own language.
    """
    if set(shares["measure"]) - {"share"} or "pooled" not in shares.columns:
        raise NabraError("against_pooled takes the table of nabra.shares; give it that, with all its columns")
    y, n, pooled = (shares[name].to_numpy(dtype=float) for name in ("count", "exposure", "pooled"))
    known = (n > 0) & (pooled > 0) & (pooled < 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        common = np.log(pooled / (1 - pooled))
        odds = np.log((y + HALF) / (n - y + HALF))
        bounds = [np.log(bound / (1 - bound)) - common
                  for bound in (shares[name].to_numpy(dtype=float) for name in ("low", "high"))]
    low, high = (np.where(known & np.isfinite(bound), bound, np.nan) for bound in bounds)
    alike = (n > 0) & ~known
    return tables.frame("measures", shares.assign(
        measure=MEASURE, estimate=np.where(known, odds - common, np.nan), low=low, high=high,
        method=shares["method"] + "; log odds against the pooled share",
        reason=shares["reason"].mask(alike, "all outlets of the language, or none, use the word")))

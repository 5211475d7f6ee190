"""How much of a difference is what two outlets write about, and how much is how they write about it."""

import numpy as np
import pandas as pd

from nabra.errors import NabraError
from nabra.measures.compare import check_draws
from nabra.measures.counted import check_counted, two_outlets
from nabra.measures.draws import DECOMPOSE, coded, percentiles, resampled_sums

PARTS = ("difference", "mix", "choice", "unshared")
ALL = "all"


def kitagawa(count_a, exposure_a, count_b, exposure_b):
    """Kitagawa's decomposition of the difference of two rates, category by category.

    Parameters
    ----------
    count_a, exposure_a, count_b, exposure_b : array of float, shape (..., categories)
        Counts and exposures of the two groups in each category (topic).

    Returns
    -------
    mix, choice, unshared : array of float, shape (..., categories)
        What the category adds to ``rate_a - rate_b``: by weighing differently in the two groups, by having
        another rate in them, and (where a group has no exposure in it, so that no rates can be compared)
        altogether. The sum over all three and all categories is the difference.

    Notes
    -----
    E. M. Kitagawa's two components, with weights and rates averaged over the groups: ``(w_a - w_b)(r_a + r_b)
    / 2`` and ``(r_a - r_b)(w_a + w_b) / 2``, as the R package DemoDecomp's script and DasGuptR's README give
    them.

    Caution
    -------
    The division depends on the categories: finer topics give more to the mix.
    """
    count_a, exposure_a, count_b, exposure_b = (
        np.asarray(x, dtype=float) for x in (count_a, exposure_a, count_b, exposure_b))
    with np.errstate(divide="ignore", invalid="ignore"):
        w_a, w_b = (x / x.sum(axis=-1, keepdims=True) for x in (exposure_a, exposure_b))
        r_a, r_b = count_a / exposure_a, count_b / exposure_b
        shared = (exposure_a > 0) & (exposure_b > 0)
        mix = np.where(shared, (w_a - w_b) * (r_a + r_b) / 2, 0)
        choice = np.where(shared, (r_a - r_b) * (w_a + w_b) / 2, 0)
        alone = np.where(exposure_a > 0, w_a * r_a, 0) - np.where(exposure_b > 0, w_b * r_b, 0)
    known = np.isfinite(w_a) & np.isfinite(w_b)
    return tuple(np.where(known, x, np.nan) for x in (mix, choice, np.where(shared, 0, alone)))


def decompose(table, first, second, topic="topic", by="outlet", seed=1, replicates=2000):
    """Divide the difference between two outlets into topic mix and choice within topics.

    Parameters
    ----------
    table : DataFrame
        One row an article (`nabra.measures.counted.counted`) with a column for the topic; articles without a
        topic are the topic "none". Untouched.
    first, second : str
        The outlets.
    topic, by : str
        Columns.
    seed, replicates : int
        For the bootstrap over articles within each outlet.

    Returns
    -------
    DataFrame
        First the whole (topic "all"): rows ``difference`` (rate of the first less the second's), ``mix``,
        ``choice`` and ``unshared``; then mix and choice (or unshared) of every topic. Columns: ``component``,
        ``topic``, ``estimate``, ``low``, ``high``, ``share`` (of the difference), and for both outlets
        ``weight_a``, ``weight_b`` (the topic's share of the exposure), ``rate_a``, ``rate_b``,
        ``articles_a``, ``articles_b``; ``reason`` where an estimate is NaN or stands alone. The unit is that
        of ``count / exposure``.

    Raises
    ------
    NabraError
        For a missing column, an unknown outlet, one outlet alone, or a number of resamplings below 1.

    Notes
    -----
    `kitagawa`. Intervals are percentiles of a bootstrap over articles; a topic that a draw leaves out of one
    outlet is unshared in that draw.

    Caution
    -------
    An account, not a cause: that Yemen is on the first outlet's agenda may itself be a choice. ``choice``
    holds all else that differs within topics, other events and dates among it. Topics from words share the
    words' faults; a topic that is made of the very word under study explains everything and nothing.
    """
    check_draws(replicates, 1)
    rows = two_outlets(check_counted(table, by, topic), first, second, by)
    rows = rows[rows["exposure"] > 0]
    topics, codes = np.unique(rows[topic].astype("string").fillna("none").to_numpy(dtype=str),
                              return_inverse=True)
    sums, draws, articles = [], [], []
    for number, name in enumerate((first, second)):
        here = (rows[by] == name).to_numpy(dtype=bool)
        if not here.any():
            raise NabraError(f"{by} '{name}' has no exposure at all: there is nothing to decompose")
        spread = coded(rows.loc[here, ["count", "exposure"]], codes[here], len(topics))
        sums.append(spread.sum(axis=0))
        draws.append(resampled_sums(spread, replicates, [seed, DECOMPOSE, number]))
        articles.append(np.bincount(codes[here], minlength=len(topics)))
    return _rows(topics, *(_parts(*pair, len(topics)) for pair in (sums, draws)), sums, articles)


def _parts(a, b, size):
    """{component: (..., topics)} of two sums."""
    mix, choice, unshared = kitagawa(a[..., :size], a[..., size:], b[..., :size], b[..., size:])
    return {"mix": mix, "choice": choice, "unshared": unshared, "difference": mix + choice + unshared}


def _rows(topics, observed, drawn, sums, articles):
    """The table of `decompose`."""
    size, whole = len(topics), observed["difference"].sum()
    rates = [np.divide(s[:size], s[size:], out=np.full(size, np.nan), where=s[size:] > 0) for s in sums]
    weights = [s[size:] / s[size:].sum() for s in sums]
    totals = [s[:size].sum() / s[size:].sum() for s in sums]
    made = []
    for component in PARTS:
        low, high = percentiles(drawn[component].sum(axis=-1))
        made.append((component, ALL, observed[component].sum(), float(low), float(high), 1.0, 1.0, *totals,
                     *(int(a.sum()) for a in articles), None))
    for k, name in enumerate(topics):
        alone = np.isnan(rates[0][k]) or np.isnan(rates[1][k])
        for component in (["unshared"] if alone else ["mix", "choice"]):
            low, high = percentiles(drawn[component][:, k])
            made.append((component, str(name), observed[component][k], float(low), float(high), weights[0][k],
                         weights[1][k], rates[0][k], rates[1][k], int(articles[0][k]), int(articles[1][k]),
                         "only one outlet has this topic" if alone else None))
    columns = ["component", "topic", "estimate", "low", "high", "weight_a", "weight_b", "rate_a", "rate_b",
               "articles_a", "articles_b", "reason"]
    table = pd.DataFrame(made, columns=columns)
    table.insert(5, "share", table["estimate"] / whole if whole else np.nan)
    return table

"""Rates over time, and whether and when they change."""

import numpy as np
import pandas as pd

from nabra.errors import NabraError
from nabra.measures.compare import FEW_ARTICLES, check_draws, interval
from nabra.measures.counted import check_counted
from nabra.measures.draws import SCAN
from nabra.measures.intervals import MANY_ARTICLES, adjusted, trusts_bootstrap
from nabra.measures.rates import count_interval
from nabra.measures.resample import studentised_interval

EVERY = {"week": "W-SUN", "month": "M"}
SIDE = 20
CHUNK = 4_000_000


def trend(table, every="month", by="outlet", events=None, words=False, seed=1, replicates=2000):
    """Rates by week or month, with intervals; known events marked.

    Parameters
    ----------
    table : DataFrame
        One row an article (`nabra.measures.counted.counted`) with ``date`` (YYYY-MM-DD); untouched.
    every : str
        ``month`` or ``week`` (Monday to Sunday).
    by : str
        A trend for each value of this column.
    events : DataFrame, optional
        ``date`` and ``label``: what happened when. Marked in the period they fall into, in every outlet.
    words : bool
        The exposure counts words (``counted(per="word")``): the rate is per word, not a share.
    seed, replicates : int
        For the bootstrap over articles.

    Returns
    -------
    DataFrame
        One row per outlet and period from its first to its last: ``outlet``, ``period`` (its first day),
        ``count``, ``exposure``, ``articles`` (with exposure), ``estimate``, ``low``, ``high``, ``events``
        (labels joined by "; ", or null), ``undated`` (the outlet's articles without a date, left out),
        ``method``, ``reason``, ``warning``. A period without exposure is NaN with the reason, never 0.

    Raises
    ------
    NabraError
        For a missing column, an unknown ``every``, or a table in which no article has a date.

    Notes
    -----
    As in `nabra.measures.shares.shares`; for rates per word, as in `nabra.measures.rates.rates`.

    Caution
    -------
    Many periods make many chances for a peak: test for a change with `change_point`, not by eye. Periods with
    few articles swing most.
    """
    if every not in EVERY:
        raise NabraError(f"unknown every='{every}'; choose one of: {', '.join(EVERY)}")
    check_draws(replicates, 1)
    rows = _dated(table, by)
    marks = _marks(events, every)
    if not words and (rows["count"] > rows["exposure"]).any():
        raise NabraError(
            "count exceeds exposure in an article: no share; say words=True if it counts words")
    made = []
    for name, part in rows[rows["day"].notna()].groupby("name", sort=True):
        undated = int((rows["name"] == name).sum() - len(part))
        periods = part["day"].dt.to_period(EVERY[every])
        for period in pd.period_range(periods.min(), periods.max(), freq=EVERY[every]):
            here = part[(periods == period) & (part["exposure"] > 0)]
            made.append({"outlet": name, "period": period.start_time.strftime("%Y-%m-%d"),
                         **_estimate(here, words, seed, replicates), "events": marks.get(period),
                         "undated": undated})
    columns = ["outlet", "period", "count", "exposure", "articles", "estimate", "low", "high", "events",
               "undated",
               "method", "reason", "warning"]
    return pd.DataFrame(made, columns=columns).astype({"events": "string", "reason": "string",
                                                       "warning": "string"})


def _dated(table, by):
    """The counted table with ``name`` and ``day``."""
    table = check_counted(table, "date", by)
    day = pd.to_datetime(table["date"], errors="coerce", format="ISO8601", utc=True).dt.tz_localize(None)
    rows = table.assign(day=day.dt.normalize(), name=table[by].astype("string"))[table[by].notna()]
    if not rows["day"].notna().any():
        raise NabraError("no article has a date: there is no trend to see; give a column 'date', YYYY-MM-DD")
    return rows


def _marks(events, every):
    """{period: labels}."""
    if events is None:
        return {}
    for column in ("date", "label"):
        if column not in events.columns:
            raise NabraError(f"events have no column '{column}'; give date (YYYY-MM-DD) and label")
    day = pd.to_datetime(events["date"], errors="coerce", format="ISO8601")
    if day.isna().any():
        raise NabraError(f"event date {events['date'][day.isna()].iloc[0]!r} is no date; write YYYY-MM-DD")
    ordered = events.assign(day=day).sort_values(["day", "label"], kind="stable")
    periods = ordered["day"].dt.to_period(EVERY[every])
    return ordered.groupby(periods)["label"].agg("; ".join).to_dict()


def _estimate(here, words, seed, replicates):
    """The estimate of one period's articles with all that is said of it."""
    y, x = here["count"].to_numpy(dtype=float), here["exposure"].to_numpy(dtype=float)
    row = {"count": int(y.sum()), "exposure": int(x.sum()), "articles": len(here), "estimate": np.nan,
           "low": np.nan,
           "high": np.nan, "method": "none", "reason": None, "warning": None}
    if not len(here):
        return row | {"reason": "no exposure in this period"}
    if len(here) < FEW_ARTICLES:
        row["warning"] = f"only {len(here)} article{'s' * (len(here) > 1)}: too few for a judgement"
    counts = np.column_stack([y, x - y])
    if words and not trusts_bootstrap(y, x):
        (low, high), method = count_interval(y, x), "gamma on Rao-Scott effective count"
    else:
        bounds = studentised_interval(counts, replicates, seed) if len(here) >= MANY_ARTICLES else None
        low, high, method = interval(counts, 0, bounds, replicates)
    return row | {"estimate": y.sum() / x.sum(), "low": float(low), "high": float(high), "method": method}


def change_point(table, by="outlet", events=None, side=SIDE, seed=1, permutations=2000):
    """Is there a day from which the rate is another, and which one is the likeliest?

    Parameters
    ----------
    table, by, events
        As for `trend`.
    side : int
        The fewest articles on either side of a day that is tried.
    seed, permutations : int
        For the permutations of articles over days.

    Returns
    -------
    DataFrame
        One row per outlet: ``change`` (the first day of the new rate at the likeliest place, whether or not
        there is one), ``before``, ``after`` (rates), ``difference``, p and p_adjusted over the outlets,
        ``articles``, ``days`` (tried), ``event`` (the nearest given event's label) and ``event_days`` (its
        days from the change; negative before it), ``method``, ``reason``.

    Raises
    ------
    NabraError
        As `trend`, and for a number of permutations below 1.

    Notes
    -----
    A permutation scan. Over days d, the statistic is the largest ``|S_d| / sqrt(k (n - k) / n)``, S_d the sum
    of ``count - rate * exposure`` over the k articles before d, rate the whole period's (the weighted
    cumulative-sum statistic for one change). Articles are dealt over the days at random; p counts
    permutations whose largest is as large. All days of one outlet are one test.

    Caution
    -------
    It tests against no change in articles that are independent of one another: a topic that comes and goes,
    or an event told in many articles, is found as a change too. The day is an estimate without an interval;
    two changes look like one. An event near the day is no proof that it made the change.
    """
    check_draws(1, permutations)
    rows = _dated(table, by)
    made = [{"outlet": name, **_scan(part[part["day"].notna() & (part["exposure"] > 0)], side, seed,
                                     permutations)}
            for name, part in rows.groupby("name", sort=True)]
    columns = ["outlet", "change", "before", "after", "difference", "p", "articles", "days", "method",
               "reason"]
    found = pd.DataFrame(made, columns=columns).astype({"change": "string", "reason": "string"})
    found.insert(columns.index("articles"), "p_adjusted", adjusted(found["p"]))
    near = [_nearest(day, events) for day in found["change"]]
    return found.assign(event=pd.array([label for label, _ in near], dtype="string"),
                        event_days=pd.array([days for _, days in near], dtype="Int64"))


def _scan(part, side, seed, permutations):
    """The likeliest change of one outlet and its p."""
    part = part.sort_values(["day", "count", "exposure"],
                            kind="stable")     # ties by value, not by the rows' order
    y, x = part["count"].to_numpy(dtype=float), part["exposure"].to_numpy(dtype=float)
    n = len(part)
    firsts = np.flatnonzero(np.r_[False, np.diff(part["day"].to_numpy()) > np.timedelta64(0)])
    firsts = firsts[(firsts >= side) & (firsts <= n - side)]
    row = {"change": None, "before": np.nan, "after": np.nan, "difference": np.nan, "p": np.nan,
           "articles": n,
           "days": len(firsts), "method": "none", "reason": None}
    if not len(firsts):
        return row | {"reason": f"no day with {side} articles on either side"}
    residual = y - x * y.sum() / x.sum()
    if not np.abs(residual).max() > 1e-12:
        return row | {"reason": "the rate is the same in every article"}
    weight = np.sqrt(n / (firsts * (n - firsts)))
    observed = np.abs(np.cumsum(residual)[firsts - 1]) * weight
    k = firsts[int(observed.argmax())]
    generator, beyond, pool = np.random.default_rng([seed, SCAN]), 0, np.sort(residual)
    step = max(1, CHUNK // n)
    for start in range(0, permutations, step):
        dealt = generator.permuted(np.tile(pool, (min(step, permutations - start), 1)), axis=1)
        largest = (np.abs(np.cumsum(dealt, axis=1)[:, firsts - 1]) * weight).max(axis=1)
        beyond += int((largest >= observed.max() - 1e-9).sum())
    before, after = y[:k].sum() / x[:k].sum(), y[k:].sum() / x[k:].sum()
    return row | {"change": part["day"].iloc[k].strftime("%Y-%m-%d"), "before": before, "after": after,
                  "difference": after - before, "p": (1 + beyond) / (permutations + 1),
                  "method": f"permutation scan over articles ({permutations})"}


def _nearest(day, events):
    """Label and distance in days of the event nearest to a day, or two nulls."""
    if events is None or not len(events) or pd.isna(day):
        return None, pd.NA
    _marks(events, "month")     # the same refusals
    apart = (pd.to_datetime(events["date"], format="ISO8601") - pd.Timestamp(day)).dt.days
    place = apart.abs().to_numpy().argmin()
    return events["label"].iloc[place], int(apart.iloc[place])

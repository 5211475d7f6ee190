"""The same events told by two outlets: differences within events."""

import numpy as np
import pandas as pd
from scipy.stats import t
from statsmodels.discrete.conditional_models import ConditionalLogit

from nabra.errors import NabraError
from nabra.measures.compare import check_draws
from nabra.measures.counted import check_counted, two_outlets
from nabra.measures.draws import STANDARDISE, percentiles, resampled_sums

FEW_EVENTS = 5
COLUMNS = ["model", "estimate", "low", "high", "p", "events", "dropped", "dropped_alike", "articles_a",
           "articles_b",
           "method", "reason"]


def matched(table, first, second, event="event", by="outlet", seed=1, replicates=2000, permutations=2000):
    """The difference between two outlets: raw, within the events that both told, and as a conditional logit.

    Parameters
    ----------
    table : DataFrame
        One row an article (`nabra.measures.counted.counted`) with the column ``event``; untouched.
    first, second : str
        The outlets.
    event, by : str
        Columns; articles without an event count in the raw row only.
    seed, replicates, permutations : int
        For the bootstrap of the raw row; for the sign flips of events.

    Returns
    -------
    DataFrame
        Three rows, ``model``: ``raw`` (rate of the first less the second's, over all articles), ``within
        events`` (the mean over events of that difference) and ``odds ratio within events`` (of an article
        having the word at all). ``events`` is how many entered, ``dropped`` how many did not because only one
        of the two told them, ``dropped_alike`` (odds ratio only) because all their articles have the word, or
        none has. ``articles_a`` and ``articles_b`` are those that entered. ``estimate`` is NaN with a
        ``reason`` below five events.

    Raises
    ------
    NabraError
        For a missing column, an unknown outlet, one outlet alone, or a number of resamplings below 1.

    Notes
    -----
    Within events: each event weighs the same; Student's t interval over events; p from flipping the signs of
    whole events at random. Odds ratio: conditional logistic regression, statsmodels' ``ConditionalLogit``,
    one stratum an event; its interval is Wald's.

    Caution
    -------
    It answers for events that both tell: what an outlet keeps silent about is not in it. Groups of articles
    found by a machine hold errors; open some. Copies of one agency report make outlets look alike: drop them,
    or say so.
    """
    check_draws(replicates, permutations)
    rows = two_outlets(check_counted(table, by, event), first, second, by)
    rows = rows[rows["exposure"] > 0].assign(is_first=lambda part: part[by].eq(first).astype(bool))
    if rows["is_first"].nunique() < 2:
        raise NabraError(
            f"only one of '{first}' and '{second}' has any exposure: there is nothing to compare")
    known = rows[rows[event].notna()].assign(event=lambda part: part[event].astype(str))
    both = known.groupby("event")["is_first"].transform("nunique") == 2
    paired = known[both.astype(bool)]
    dropped = known["event"].nunique() - paired["event"].nunique()
    made = [_raw(rows, seed, replicates), _within(paired, dropped, seed, permutations), _odds(paired,
        dropped)]
    return pd.DataFrame(made, columns=COLUMNS)


def _counts(rows):
    return {"articles_a": int(rows["is_first"].sum()), "articles_b": int((~rows["is_first"]).sum())}


def _raw(rows, seed, replicates):
    """The difference over all articles, with a bootstrap over them."""
    sides = []
    for number, here in enumerate((rows["is_first"], ~rows["is_first"])):
        pairs = rows.loc[here, ["count", "exposure"]].to_numpy(dtype=float)
        drawn = resampled_sums(pairs, replicates, [seed, STANDARDISE, 7, number])
        sides.append((pairs[:, 0].sum() / pairs[:, 1].sum(), drawn[:, 0] / drawn[:, 1]))
    low, high = percentiles(sides[0][1] - sides[1][1])
    return {"model": "raw", "estimate": sides[0][0] - sides[1][0], "low": float(low), "high": float(high),
            "p": np.nan,
            "events": 0, "dropped": 0, "dropped_alike": 0, **_counts(rows),
            "method": f"bootstrap over articles ({replicates})", "reason": None}


def _within(paired, dropped, seed, permutations):
    """The mean over events of the difference of rates."""
    sums = paired.groupby(["event", "is_first"])[["count", "exposure"]].sum()
    rates = (sums["count"] / sums["exposure"]).unstack("is_first")
    row = {"model": "within events", "estimate": np.nan, "low": np.nan, "high": np.nan, "p": np.nan,
           "events": len(rates), "dropped": dropped, "dropped_alike": 0, **_counts(paired), "method": "none",
           "reason": None}
    if len(rates) < FEW_EVENTS:
        return row | {"reason": f"{len(rates)} events that both told: {FEW_EVENTS} are the fewest"}
    each = (rates[True] - rates[False]).to_numpy(dtype=float)
    half = t.ppf(.975, len(each) - 1) * each.std(ddof=1) / np.sqrt(len(each))
    flips = np.random.default_rng([seed, STANDARDISE, 8]).choice([-1.0, 1.0], size=(permutations, len(each)))
    beyond = (np.abs(flips @ np.sort(each)) >= abs(each.sum()) - 1e-12).sum()
    return row | {"estimate": each.mean(), "low": each.mean() - half, "high": each.mean() + half,
                  "p": (1 + beyond) / (permutations + 1),
                  "method": f"t over events; sign flips of events ({permutations})"}


def _odds(paired, dropped):
    """The conditional logit of an article having the word."""
    has = paired.assign(has=(paired["count"] > 0).astype(int))
    varied = has[has.groupby("event")["has"].transform("nunique").eq(2).astype(bool)]
    alike, events = paired["event"].nunique() - varied["event"].nunique(), varied["event"].nunique()
    row = {"model": "odds ratio within events", "estimate": np.nan, "low": np.nan, "high": np.nan,
           "p": np.nan,
           "events": events, "dropped": dropped, "dropped_alike": alike, **_counts(varied), "method": "none",
           "reason": None}
    if events < FEW_EVENTS:
        return row | {"reason": f"{events} events with both outlets in which some articles have the word and "
                      f"some have not: {FEW_EVENTS} are the fewest"}
    if _unbounded(varied):
        return row | {"reason": "in every such event the word is as much one outlet's as it can be: the odds "
                                "ratio has no bound"}
    codes = pd.factorize(varied["event"], sort=True)[0]
    fit = ConditionalLogit(varied["has"].to_numpy(), varied[["is_first"]].to_numpy(dtype=float),
                           groups=codes).fit(
        disp=False)
    (low, high), = np.exp(fit.conf_int())
    return row | {"estimate": float(np.exp(fit.params[0])), "low": float(low), "high": float(high),
                  "p": float(fit.pvalues[0]), "method": "conditional logit (statsmodels), Wald"}


def _unbounded(varied):
    """Has the first outlet as many (or as few) of the articles with the word as it could, in every event?"""
    grouped = varied.assign(first_has=varied["has"] * varied["is_first"]).groupby("event")
    has, first, hits = (grouped[name].sum() for name in ("has", "is_first", "first_has"))
    size = grouped.size()
    most, fewest = np.minimum(has, first), np.maximum(0, has - (size - first))
    return bool((hits == most).all() or (hits == fewest).all())

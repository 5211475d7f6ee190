"""Differences between outlets with other things held equal: regression in percentage points."""

import warnings
from typing import NamedTuple

import numpy as np
import pandas as pd
import statsmodels.api as sm
from scipy.stats import norm, t
from statsmodels.tools.sm_exceptions import ModelWarning, PerfectSeparationError

from nabra.errors import NabraError
from nabra.measures.robust import cr2, wild_p

MANY_CLUSTERS = 40
POINTS = 100
COLUMNS = ["level", "reference", "model", "estimator", "estimate", "low", "high", "p", "df", "rows",
           "clusters",
           "method", "reason"]


class Design(NamedTuple):
    """A regression made ready: rows of numbers, and what the first factor's columns stand for."""

    matrix: np.ndarray
    outcome: np.ndarray
    cluster: np.ndarray
    levels: tuple
    reference: str


def regression(data, formula, cluster="doc_id", reference=None, seed=1, replicates=1999):
    """Does a cue depend on the outlet, other things being equal?

    Parameters
    ----------
    data : DataFrame
        One row a mention (`nabra.measures.counted.mention_rows`) or an article; untouched.
    formula : str
        ``cue ~ outlet + topic + month``: a column of 0 and 1, the factor under study, then what is held
        equal. Columns of text are factors, columns of numbers enter as they are. Names and + only.
    cluster : str
        The column of the clusters: the article, or the event where outlets tell the same ones.
    reference : str, optional
        The level of the factor that the others are compared with; by default the one with most rows.
    seed, replicates : int
        For the wild bootstrap.

    Returns
    -------
    DataFrame
        For each other level: ``model`` raw (the factor alone) and adjusted, each by two estimators, side by
        side. ``linear, CR2`` is the linear probability model, whose coefficient is the average marginal
        difference; ``logit, average marginal difference`` the mean over all rows of the predicted difference.
        ``estimate``, ``low``, ``high`` in percentage points; ``p``, ``df``; ``rows`` and ``clusters`` used;
        ``method``; ``reason`` where an estimate is NaN or not to be trusted. Rows with a null in a column are
        left out of both models.

    Raises
    ------
    NabraError
        For a formula or column that is not there, an outcome that is not 0 and 1, one level alone, or columns
        that cannot be told apart (a topic that one outlet alone has and nobody else).

    Notes
    -----
    Linear: `nabra.measures.robust.cr2`, Student's t with Satterthwaite's degrees of freedom; below 40
    clusters p is that of `nabra.measures.robust.wild_p`. Logit: statsmodels' GLM with clustered errors and
    the delta method.

    Caution
    -------
    It holds equal what is in the formula and in the data, nothing else; an adjusted difference is still no
    cause. Outlets as clusters are too few for any error. Where the two estimators disagree, some outlets and
    topics hardly meet: look at their table.
    """
    data, names, reference, _ = checked(data, formula, cluster, reference)
    made = []
    for model, terms in (("raw", []), ("adjusted", names[2:])):
        if terms or model == "raw":
            design = _design(data, names[0], names[1], terms, cluster, reference)
            made += [row | {"model": model} for row in _linear(design, seed, replicates) + _logit(design)]
    table = pd.DataFrame(made, columns=COLUMNS)
    table["model"] = pd.Categorical(table["model"], ["raw", "adjusted"])
    table = table.sort_values(["level", "estimator", "model"], kind="stable").reset_index(drop=True)
    return table.astype({"model": "string", "reason": "string"})


def checked(data, formula, cluster, reference=None):
    """What a regression needs, or NabraError: rows without nulls, names, reference and other levels.

    Parameters
    ----------
    data, formula, cluster, reference
        As in `regression`.

    Returns
    -------
    data : DataFrame
    names : list of str
        Outcome, factor, terms.
    reference : str
    levels : list of str
    """
    names = _names(formula)
    data = _complete(data, names, cluster)
    factor = names[1]
    levels = data[factor].value_counts()
    reference = reference if reference is not None else min(levels.index[levels == levels.max()])
    if reference not in levels.index:
        raise NabraError(
            f"no {factor} '{reference}' among the rows; there are: {', '.join(sorted(levels.index))}")
    if len(levels) < 2:
        raise NabraError(f"{factor} '{reference}' alone: give at least two to compare")
    return data, names, reference, sorted(set(levels.index) - {reference})


def _names(formula):
    """The outcome, the factor and the other terms of a formula."""
    sides = [side.strip() for side in str(formula).split("~")]
    terms = [term.strip() for term in sides[1].split("+")] if len(sides) == 2 else []
    if not terms or not all([sides[0], *terms]) or len(set(terms)) < len(terms):
        raise NabraError(
            f"formula '{formula}' is not understood; write it like: cue ~ outlet + topic + month")
    return [sides[0], *terms]


def _complete(data, names, cluster):
    """The rows without nulls in the columns used, in an order of their own."""
    for name in (*names, cluster):
        if name not in data.columns:
            raise NabraError(
                f"the data have no column '{name}'; they have: {', '.join(map(str, data.columns))}")
    used = list(dict.fromkeys([*names, cluster]))
    data = data[used].dropna()
    values = pd.to_numeric(data[names[0]], errors="coerce")
    if not values.isin([0, 1]).all() or data.empty:
        raise NabraError(f"column '{names[0]}' must hold 0 and 1 (and at least one row without nulls)")
    data = data.assign(**{names[0]: values.astype(float), names[1]: data[names[1]].astype(str)})
    return data.sort_values([cluster, *[name for name in used if name != cluster]], kind="stable",
                            key=lambda column: column.astype(str)).reset_index(drop=True)


def _design(data, outcome, factor, terms, cluster, reference):
    """Columns: one, the factor's other levels, the terms; a column that follows from others is an error."""
    levels = tuple(sorted(set(data[factor]) - {reference}))
    blocks = [np.ones((len(data), 1))] + [(data[[factor]] == level).to_numpy(dtype=float) for level in levels]
    labels = ["1", *(f"{factor} {level}" for level in levels)]
    for term in terms:
        values = data[term]
        if pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values):
            spread = values.std(ddof=0)
            blocks.append(((values - values.mean()) / (spread or 1)).to_numpy(dtype=float)[:, None])
            labels.append(term)
        else:
            found = sorted(values.astype(str).unique())
            blocks += [(values.astype(str) == one).to_numpy(dtype=float)[:, None] for one in found[1:]]
            labels += [f"{term} {one}" for one in found[1:]]
    matrix = np.hstack(blocks)
    if np.linalg.matrix_rank(matrix) < matrix.shape[1]:
        raise NabraError(f"'{_superfluous(matrix, labels)}' cannot be told apart from the other columns; "
                         "leave that term out, or join its rare values")
    return Design(matrix, data[outcome].to_numpy(), data[cluster].astype(str).to_numpy(), levels, reference)


def _superfluous(matrix, labels):
    """The first column that follows from those before it."""
    for k in range(1, matrix.shape[1] + 1):
        if np.linalg.matrix_rank(matrix[:, :k]) < k:
            return labels[k - 1]
    return labels[-1]


def _linear(design, seed, replicates):
    """Rows of the linear probability model."""
    wanted = list(range(1, 1 + len(design.levels)))
    fit, made = cr2(design.matrix, design.outcome, design.cluster, wanted), []
    for k, level in enumerate(design.levels, start=1):
        error, df = np.sqrt(fit.covariance[k, k]), fit.df[k]
        half = t.ppf(.975, df) * error
        few = fit.clusters < MANY_CLUSTERS
        p = (wild_p(design.matrix, design.outcome, design.cluster, k, replicates, seed) if few
             else 2 * t.sf(abs(fit.beta[k]) / error, df) if error > 0 else np.nan)
        made.append({
            "level": level, "reference": design.reference, "estimator": "linear, CR2",
            "estimate": POINTS * fit.beta[k], "low": POINTS * (fit.beta[k] - half),
            "high": POINTS * (fit.beta[k] + half),
            "p": float(p), "df": df, "rows": len(design.outcome), "clusters": fit.clusters,
            "method": "CR2, Satterthwaite" + (f"; p by wild cluster bootstrap ({replicates})" if few else ""),
            "reason": "fewer than 4 degrees of freedom: not to be trusted" if df < 4 else None})
    return made


def _logit(design):
    """Rows of the logit's average marginal differences."""
    clusters = len(np.unique(design.cluster))
    common = {"reference": design.reference, "estimator": "logit, average marginal difference",
              "estimate": np.nan,
              "low": np.nan, "high": np.nan, "p": np.nan, "df": np.nan, "rows": len(design.outcome),
              "clusters": clusters, "method": "none"}
    fit = _fitted(design)
    if fit is None:
        return [common | {"level": level, "reason": "some value predicts the outcome without error: no logit"}
                for level in design.levels]
    beta, covariance = fit
    few = (f"fewer than {MANY_CLUSTERS} clusters: the interval is too narrow"
           if clusters < MANY_CLUSTERS else None)
    made, size = [], len(design.levels)
    for k, level in enumerate(design.levels, start=1):
        sides = []
        for on in (1.0, 0.0):
            changed = design.matrix.copy()
            changed[:, 1:1 + size] = 0
            changed[:, k] = on
            chance = 1 / (1 + np.exp(-changed @ beta))
            sides.append((chance.mean(), (chance * (1 - chance)) @ changed / len(changed)))
        difference, slope = sides[0][0] - sides[1][0], sides[0][1] - sides[1][1]
        error = np.sqrt(slope @ covariance @ slope)
        half = norm.ppf(.975) * error
        made.append(common | {
            "level": level, "estimate": POINTS * difference, "low": POINTS * (difference - half),
            "high": POINTS * (difference + half), "p": float(2 * norm.sf(abs(difference) / error)),
            "method": "logit, clustered errors, delta method", "reason": few})
    return made


def _fitted(design):
    """Coefficients and clustered covariance of the logit, or None where it has none."""
    model = sm.GLM(design.outcome, design.matrix, family=sm.families.Binomial())
    codes = np.unique(design.cluster, return_inverse=True)[1]
    try:
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore", ModelWarning)      # what they warn of is looked at below
            fit = model.fit(cov_type="cluster", cov_kwds={"groups": codes}, maxiter=50, wls_method="qr")
    except (PerfectSeparationError, np.linalg.LinAlgError):
        return None
    covariance = np.asarray(fit.cov_params())
    large = np.abs(fit.params).max() > 15
    return None if large or not fit.converged or not np.isfinite(covariance).all() else (fit.params,
        covariance)

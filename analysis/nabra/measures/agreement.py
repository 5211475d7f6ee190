"""Do coders agree? Krippendorff's alpha and Gwet's AC1 with bootstrap intervals, and who took what for what."""

import numpy as np
import pandas as pd

from nabra.errors import NabraError
from nabra.measures.resample import article_weights

LEVELS = ("nominal", "ordinal", "interval", "ratio")
COLUMNS = [
    "label", "lines", "coders", "values", "percent", "alpha", "alpha_low", "alpha_high", "ac1", "ac1_low",
    "ac1_high", "lines_needed", "reason",
]


def krippendorff_alpha(codes, level="nominal"):
    """Krippendorff's alpha: agreement beyond chance, for any number of coders and with gaps.

    Parameters
    ----------
    codes : array-like, shape (units, coders)
        What each coder said of each unit; None or NaN where nothing. Numbers for every level but nominal.
    level : str
        ``nominal``, ``ordinal``, ``interval`` or ``ratio``: the metric of disagreement.

    Returns
    -------
    float
        1 for perfect agreement, 0 for chance, below 0 for worse; NaN where the coders used one value only.

    Raises
    ------
    NabraError
        An unknown level, or codes that are no numbers where the level needs them.

    Notes
    -----
    K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011): ``1 - D_o / D_e`` from the matrix of
    coincidences of all units with two or more codes; its example is a test.

    Caution
    -------
    It falls where nearly all units have the same value, however seldom coders err: read it beside the confusion
    table and AC1, and sample units so that rare values are there. Agreement is not truth.
    """
    return float(_alpha(_coincidences(codes, level)[None], level, _values(codes, level))[0])


def alpha_interval(codes, level="nominal", replicates=2000, seed=1, confidence=0.95):
    """Percentile bootstrap interval of alpha, units drawn anew (low, high).

    Parameters
    ----------
    codes, level
        As in `krippendorff_alpha`; units are lines of different articles.
    replicates, seed : int
    confidence : float

    Returns
    -------
    low, high : float
        NaN where alpha is, or where most resamples hold one value only.

    Caution
    -------
    Under about 50 units, or with a handful of the rarer value, it is too narrow. If the interval's lower end
    lies below what you would accept, the coding is not good enough, whatever alpha is.
    """
    units, values = _unit_coincidences(codes, level), _values(codes, level)
    return _interval(units, replicates, seed, confidence, lambda sums: _alpha(sums, level, values))


def gwet_ac1(codes, categories=None):
    """Gwet's AC1: agreement beyond a chance that does not grow where nearly all units are alike.

    Parameters
    ----------
    codes : array-like, shape (units, coders)
        As in `krippendorff_alpha`, nominal.
    categories : sequence, optional
        All values that coders could have chosen; by default those they chose.

    Returns
    -------
    float
        NaN without a unit that two coders coded, or with a single category.

    Notes
    -----
    ``(p_a - p_e) / (1 - p_e)`` with ``p_e = sum(pi (1 - pi)) / (q - 1)``, for several coders and gaps, as the R
    package irrCAC (K. L. Gwet) has it in ``gwet.ac1.raw``.

    Caution
    -------
    It is often higher than alpha, and a high value of it excuses no low alpha: it tells whether alpha is low
    because one value is rare.
    """
    units, count = _ac1_parts(codes, categories)
    return float(_ac1(units.sum(axis=0)[None], count)[0])


def _matrix(codes, level):
    codes = np.asarray(codes, dtype=object)
    codes = codes.reshape(len(codes), -1)
    if level not in LEVELS:
        raise NabraError(f"unknown level '{level}'; choose one of: {', '.join(LEVELS)}")
    present = ~pd.isna(codes)
    if level != "nominal":
        try:
            codes = np.where(present, codes, 0).astype(float)
        except (TypeError, ValueError) as error:
            raise NabraError(f"codes at level '{level}' must be numbers ({error}); use nominal for words") from error
    return codes, present


def _values(codes, level):
    """The values that were used, in order."""
    codes, present = _matrix(codes, level)
    used = codes[present]
    return np.unique(used.astype(str)) if level == "nominal" else np.unique(used)


def _table(codes, level, values):
    """How often each value was given to each unit, shape (units, values)."""
    codes, present = _matrix(codes, level)
    held = codes.astype(str) if level == "nominal" else codes
    place = np.searchsorted(values, np.where(present, held, values[0] if len(values) else held))
    table = np.zeros((len(codes), len(values)))
    for coder in range(codes.shape[1]):
        here = present[:, coder]
        table[np.flatnonzero(here), place[here, coder].astype(int)] += 1
    return table


def _unit_coincidences(codes, level):
    """The coincidences within each unit of two or more codes, shape (units, values * values)."""
    table = _table(codes, level, _values(codes, level))
    many = table.sum(axis=1)
    table, many = table[many > 1], many[many > 1]
    pairs = table[:, :, None] * table[:, None, :]
    place = np.arange(table.shape[1])
    pairs[:, place, place] -= table
    return (pairs / (many - 1)[:, None, None]).reshape(len(table), table.shape[1] ** 2)


def _coincidences(codes, level):
    return _unit_coincidences(codes, level).sum(axis=0)


def _alpha(sums, level, values):
    """alpha of each row of summed coincidences."""
    k = len(values)
    o = sums.reshape(-1, k, k)
    margins = o.sum(axis=2)
    n = margins.sum(axis=1)
    metric = _metric(level, values, margins)
    observed = (o * metric).sum(axis=(1, 2))
    expected = (margins[:, :, None] * margins[:, None, :] * metric).sum(axis=(1, 2))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(expected > 0, 1 - (n - 1) * observed / expected, np.nan)


def _metric(level, values, margins):
    """The squared difference of each pair of values, shape (1 or rows, values, values)."""
    if level == "nominal":
        return 1.0 - np.eye(len(values))[None]
    if level == "ordinal":
        upto = np.cumsum(margins, axis=1) - margins / 2
        return (upto[:, :, None] - upto[:, None, :]) ** 2
    difference = values[:, None] - values[None, :]
    total = values[:, None] + values[None, :]
    if level == "ratio":
        difference = np.divide(difference, total, out=np.zeros_like(difference), where=total != 0)
    return difference[None] ** 2


def _ac1_parts(codes, categories):
    """Per unit: is it coded, by two or more, its agreement, its shares of values; and how many categories."""
    values = _values(codes, "nominal")
    table = _table(codes, "nominal", values)
    many = table.sum(axis=1)
    table, many = table[many > 0], many[many > 0]
    paired = many > 1
    agreement = np.where(paired, (table * (table - 1)).sum(axis=1) / np.maximum(many * (many - 1), 1), 0)
    units = np.column_stack([np.ones(len(table)), paired, agreement, table / many[:, None]])
    return units, len(values if categories is None else set(map(str, categories)) | set(values))


def _ac1(sums, count):
    with np.errstate(divide="ignore", invalid="ignore"):
        agreement, shares = sums[:, 2] / sums[:, 1], sums[:, 3:] / sums[:, :1]
        chance = (shares * (1 - shares)).sum(axis=1) / (count - 1) if count > 1 else np.nan
        return (agreement - chance) / (1 - chance)


def ac1_interval(codes, categories=None, replicates=2000, seed=1, confidence=0.95):
    """Percentile bootstrap interval of AC1, units drawn anew (low, high); see `alpha_interval`."""
    units, count = _ac1_parts(codes, categories)
    return _interval(units, replicates, seed, confidence, lambda sums: _ac1(sums, count))


def _interval(units, replicates, seed, confidence, statistic):
    if not len(units):
        return np.nan, np.nan
    ordered = units[np.lexsort(units.T[::-1])]      # the order of the lines changes nothing
    drawn = [statistic(weights @ ordered) for weights in article_weights(len(units), replicates, seed)]
    drawn = np.concatenate(drawn)
    drawn = drawn[np.isfinite(drawn)]
    if len(drawn) < replicates / 2:
        return np.nan, np.nan
    tail = (1 - confidence) / 2
    low, high = np.quantile(drawn, [tail, 1 - tail])
    return float(low), float(high)


def lines_needed(alpha=0.8, codes=2, z=1.645):
    """How many lines two coders must code to tell that alpha is not below a bound.

    Parameters
    ----------
    alpha : float
        The smallest alpha that is acceptable (.8 as a rule, .667 for tentative conclusions).
    codes : int
        Values to choose from, taken to be equally common.
    z : float
        The normal quantile of the level of significance; 1.645 for .05, one-sided.

    Returns
    -------
    int

    Notes
    -----
    Bloch and Kraemer's formula as Krippendorff uses it (described in the manual of ATLAS.ti 22, Sample Size and
    Decision Rules): ``2 z^2 ((1 + a)(3 - a) / (4 p (1 - p)(1 - a)) - a)``, p one over the number of codes.

    Caution
    -------
    Values are seldom equally common: put one over the share of the rarest in the place of ``codes``.
    """
    if not (0 < alpha < 1 and codes >= 2):
        raise NabraError(f"alpha={alpha}, codes={codes}: give an alpha between 0 and 1 and two codes or more")
    p = 1 / codes
    return int(np.ceil(2 * z**2 * ((1 + alpha) * (3 - alpha) / (4 * p * (1 - p) * (1 - alpha)) - alpha)))


def confusion(codes, first=0, second=1):
    """How often one coder's value met another's.

    Parameters
    ----------
    codes : DataFrame, shape (units, coders)
        A column a coder.
    first, second : int
        Which columns: the first's values are the rows.

    Returns
    -------
    DataFrame
        Counts of the units that both coded; rows and columns are the values in alphabetical order.
    """
    pair = codes.iloc[:, [first, second]].dropna().astype(str)
    values = sorted(set(pair.iloc[:, 0]) | set(pair.iloc[:, 1]))
    table = pd.crosstab(pair.iloc[:, 0], pair.iloc[:, 1]).reindex(index=values, columns=values, fill_value=0)
    return table.rename_axis(index=str(codes.columns[first]), columns=str(codes.columns[second]))


def agreement(coded, replicates=2000, seed=1, alpha=0.8):
    """One row of agreement for each label that was coded.

    Parameters
    ----------
    coded : dict of str to DataFrame
        For each label (voice, say) a table of lines by coders, a column a coder, null where nothing was coded.
    replicates, seed : int
        Of the bootstrap over lines.
    alpha : float
        The smallest acceptable alpha, for ``lines_needed``.

    Returns
    -------
    DataFrame
        label, lines (coded by two or more), coders, values used, percent (of pairs that agree), alpha and
        ac1 with bounds, lines_needed, reason why alpha is NaN.

    Caution
    -------
    Coders who talk to each other while coding agree for that reason. Two automatic passes agree more than two
    people do.
    """
    rows = []
    for label, codes in coded.items():
        both = codes[codes.notna().sum(axis=1) > 1]
        values = [] if both.empty else _values(both, "nominal").tolist()
        row = {"label": label, "lines": len(both), "coders": int(both.notna().any().sum()), "values": len(values)}
        if len(values) > 1:
            units, _ = _ac1_parts(both, None)
            row["alpha"], row["ac1"] = krippendorff_alpha(both), gwet_ac1(both)
            row["alpha_low"], row["alpha_high"] = alpha_interval(both, replicates=replicates, seed=seed)
            row["ac1_low"], row["ac1_high"] = ac1_interval(both, replicates=replicates, seed=seed)
            row["percent"], row["lines_needed"] = units[:, 2].mean(), lines_needed(alpha, len(values))
        else:
            row["reason"] = "no line was coded by two" if not values else "every line has the same value"
        rows.append(row)
    return pd.DataFrame(rows, columns=COLUMNS)

"""Words that the outlet sets in quotation marks of its own, read against its habit with neutral names."""

import numpy as np
import pandas as pd

from nabra.errors import NabraError
from nabra.measures.classical import newcombe
from nabra.measures.compare import (
    NO_MARKS, check_draws, chosen_labels, count_articles, estimates, finish, groups_of,
)
from nabra.measures.draws import RATES, coded, percentiles, resampled_sums
from nabra.measures.intervals import clustered_wilson, effective_size, trusts_bootstrap
from nabra.measures.shares import LABELS, resolved, variant_codes

OWN_MARKS = ("name", "label")
PERIODS = {"year": 4, "month": 7}
EXTRAS = ("baseline", "baseline_exposure", "excess", "excess_low", "excess_high")
NO_CLASS = "all names"
NO_PERIOD = "no date"


def quotedness(cues, concept=None, by="outlet", unit=None, period=None, classes=None, seed=1, replicates=2000,
               permutations=2000):
    """How often the outlet sets a word in quotation marks of its own, which nobody spoke.

    Parameters
    ----------
    cues, concept, by, unit, seed, replicates, permutations
        As in `nabra.measures.shares.shares`.
    period : str, optional
        ``year`` or ``month`` (of the date), or a column of ``documents``: the baseline is then that of the
        same period, weighted as the word's own mentions are spread over periods.
    classes : dict, optional
        {variant or concept: class of name}, a class being a variant of the codebook's baseline concepts
        (``organisation``): the baseline is then that of names of this class alone. By default all baseline
        names together.

    Returns
    -------
    DataFrame
        A measures table, measure ``quotedness``, voice ``not quoted``: one row per variant and outlet.
        ``exposure`` is the mentions of the variant outside quoted speech (the outlet's own sentences,
        reported ones included), ``count`` those in marks that make them a name or a label. NaN with the
        reason where the outlet prints no quotation marks at all. Further columns as in `shares`, and
        ``baseline``: the outlet's rate for the neutral names that the codebook marks as baseline, with
        ``baseline_exposure``, the mentions of them (NaN where there are none or no marks); ``excess``, the
        estimate less the baseline, with ``excess_low`` and ``excess_high``. Where articles have no date the
        ``warning`` says so.

    Raises
    ------
    NabraError
        For an unknown concept, column, period or class, or a number of resamplings below 1.

    Notes
    -----
    The excess is the word's rate less ``sum w_t b_t / sum w_t``, b the baseline's rate in period t and w the
    word's mentions there (periods without a neutral name are left out of both sums). Its interval:
    percentiles of a bootstrap over articles where `nabra.measures.intervals.trusts_bootstrap` allows it for
    the word and for the names, else Newcombe's on the two effective sizes.

    Caution
    -------
    House styles differ: some papers set every name in marks, and some change over the years. Read the rate
    against the baseline of the same outlet, class of name and period, never alone; and marks are not always
    distance.
    """
    check_draws(replicates, permutations)
    groups, chosen = groups_of(cues.documents, by, unit), chosen_labels(cues.labels, concept)
    outside = _outside(cues.mentions)
    names = _BaselineNames(cues.labels, classes)
    periods = period_codes(cues.documents, groups, period)
    warned = _undated(cues.documents, groups)
    options = {"groups": groups, "columns": [0], "empty": "no mention of the variant outside quoted speech",
               "barred": {(g, 0): NO_MARKS for g in np.flatnonzero(np.logical_not(groups.has_marks))},
               "able": list(groups.has_marks), "seed": seed, "replicates": replicates,
               "permutations": permutations}
    parts = []
    for name, labels in chosen.groupby("concept", sort=False):
        here = outside[outside["concept"] == name]
        codes = variant_codes(here, labels["variant"], name)
        for position, label in enumerate(labels[LABELS].to_dict("records")):
            term = here[codes == position]
            neutral = outside[names.in_class(outside, label)]
            table = count_articles(term, groups, (~term["own"]).to_numpy(dtype=int), 2)
            part = estimates(table, **options).drop(columns="category")
            against = _against(term, neutral, groups, periods, seed, replicates)
            part = part.join(against, on="group").assign(**label, voice="not quoted")
            part["warning"] = [_joined(*pair) for pair in zip(part["warning"], part["group"].map(warned.get))]
            parts.append(part)
    return finish(parts, "quotedness", groups, EXTRAS)


def baselines(cues, by="outlet", period=None):
    """How often each outlet sets neutral names in marks: by class of name and period.

    Parameters
    ----------
    cues, by, period
        As in `quotedness`.

    Returns
    -------
    DataFrame
        One row per outlet, class of name (a variant of the baseline concepts; first ``all names``) and period
        that has a mention: ``outlet``, ``name_class``, ``period``, ``count``, ``exposure``, ``articles``,
        ``estimate``, ``low``, ``high`` and ``reason`` (why there is no estimate).

    Raises
    ------
    NabraError
        For an unknown column or period, or a codebook without baseline names.

    Notes
    -----
    Wilson's interval on the effective size (`nabra.measures.intervals.clustered_wilson`).

    Caution
    -------
    A baseline from fewer than some 30 mentions says little of the house style.
    """
    groups, names = groups_of(cues.documents, by), _BaselineNames(cues.labels, None)
    outside = _outside(cues.mentions)
    codes, shown = period_codes(cues.documents, groups, period)
    neutral = outside[outside["concept"].isin(names.concepts)]
    article = groups.doc_ids.get_indexer(neutral["doc_id"].astype(object))
    rows = pd.DataFrame({
        "group": groups.of_article[article], "article": article, "variant": neutral["variant"].to_numpy(),
        "period": codes[article], "own": neutral["own"].to_numpy()})[article >= 0]
    made = []
    for name in (NO_CLASS, *names.variants):
        here = rows if name == NO_CLASS else rows[rows["variant"] == name]
        for (group, code), part in here.groupby(["group", "period"]):
            each = part.groupby("article")["own"].agg(["sum", "size"])
            marked = groups.has_marks[group]
            low, high = clustered_wilson(each["sum"], each["size"]) if marked else (np.nan, np.nan)
            count, size = int(each["sum"].sum()), int(each["size"].sum())
            made.append((groups.names[group], name, shown[code], count, size, len(each),
                         count / size if marked else np.nan, low, high, None if marked else NO_MARKS))
    columns = ["outlet", "name_class", "period", "count", "exposure", "articles", "estimate", "low", "high",
               "reason"]
    return pd.DataFrame(made, columns=columns)


def _outside(mentions):
    """Mentions outside quoted speech, with ``own``: does the outlet set them in marks?"""
    outside = resolved(mentions[mentions["voice"] != "quoted"])
    return outside.assign(own=outside["marks"].isin(OWN_MARKS).astype(bool))


class _BaselineNames:
    """The codebook's neutral names, and which of them a label is read against."""

    def __init__(self, labels, classes):
        neutral = labels[labels["baseline"].astype(bool)]
        self.concepts, self.variants = set(neutral["concept"]), tuple(dict.fromkeys(neutral["variant"]))
        self.classes = dict(classes or {})
        known = set(labels["concept"]) | set(labels["variant"])
        for label, name in self.classes.items():
            if label not in known:
                raise NabraError(f"classes name '{label}', which is no concept or variant of the codebook")
            if name not in self.variants:
                raise NabraError(f"unknown class of name '{name}'; the codebook's baselines have: "
                                 f"{', '.join(self.variants) or 'none'}")

    def in_class(self, mentions, label):
        wanted = self.classes.get(label["variant"], self.classes.get(label["concept"]))
        neutral = mentions["concept"].isin(self.concepts)
        return neutral if wanted is None else neutral & (mentions["variant"] == wanted)


def period_codes(documents, groups, period):
    """The period of each article of ``groups`` as a code, and the periods' names in order.

    Returns
    -------
    codes : array of int, shape (articles,)
    names : list of str
    """
    if period is None:
        return np.zeros(len(groups.doc_ids), dtype=int), ["all"]
    column = "date" if period in PERIODS else period
    if column not in documents.columns:
        known = ", ".join([*PERIODS, *map(str, documents.columns)])
        raise NabraError(f"unknown period '{period}'; choose one of: {known}")
    values = documents.set_index(documents["doc_id"].astype(object))[column].reindex(groups.doc_ids)
    values = values.astype("string").str.slice(0, PERIODS.get(period)).fillna(NO_PERIOD)
    codes, names = pd.factorize(values, sort=True)
    return np.asarray(codes), list(names)


def _undated(documents, groups):
    """{group: sentence} for the groups with articles that have no date."""
    dated = set(documents.loc[documents["date"].notna(), "doc_id"]) if "date" in documents else set()
    missing = ~groups.doc_ids.isin(dated)
    said = {}
    for group, name in enumerate(groups.names):
        count, size = int(missing[groups.of_article == group].sum()), int((groups.of_article == group).sum())
        if count:
            said[group] = (f"{count} of {size} articles have no date: habits of marking change over the "
                           "years, so that the baseline may be of others than the mentions")
    return said


def _joined(*said):
    """The sentences that are there, or None."""
    return "; ".join(one for one in said if isinstance(one, str)) or None


def _against(term, neutral, groups, periods, seed, replicates):
    """Baseline, its exposure and the excess with its interval, a frame indexed by group code."""
    codes, names = periods
    width = len(names)
    table = np.zeros((len(groups.of_unit), 4 * width))
    for offset, mentions in ((0, term), (2 * width, neutral)):
        article = groups.doc_ids.get_indexer(mentions["doc_id"].astype(object))
        known = article >= 0
        rows = np.column_stack([mentions["own"].to_numpy(dtype=float), np.ones(len(mentions))])[known]
        spread = coded(rows, codes[article[known]], width)
        np.add.at(table[:, offset:offset + 2 * width], groups.unit_of[article[known]], spread)
    made = []
    for group in range(len(groups.names)):
        rows = table[groups.of_unit == group]
        rows = rows[rows.any(axis=1)]
        made.append(_excess(rows, width, seed, replicates) if groups.has_marks[group] and len(rows)
                    else (np.nan,) * len(EXTRAS))
    return pd.DataFrame(made, columns=list(EXTRAS))


def _rates(sums, width):
    """The word's rate and the baseline's over the word's periods; (..., 4 * width) -> two of (...)."""
    own, every, base_own, base = (sums[..., k * width:(k + 1) * width] for k in range(4))
    with np.errstate(divide="ignore", invalid="ignore"):
        weight = np.where(base > 0, every, 0)
        weight = np.where(weight.sum(axis=-1, keepdims=True) > 0, weight, base)
        baseline = (weight * np.where(base > 0, base_own / base, 0)).sum(axis=-1) / weight.sum(axis=-1)
        return own.sum(axis=-1) / every.sum(axis=-1), baseline


def _excess(rows, width, seed, replicates):
    """baseline, baseline_exposure, excess, low, high of one group's articles."""
    sums = rows.sum(axis=0)
    rate, baseline = _rates(sums, width)
    exposure = sums[3 * width:].sum()
    if not np.isfinite(rate - baseline):
        return baseline, exposure if exposure else np.nan, np.nan, np.nan, np.nan
    of_term, of_base = rows[:, width:2 * width].sum(axis=1), rows[:, 3 * width:].sum(axis=1)
    own_term, own_base = rows[:, :width].sum(axis=1), rows[:, 2 * width:3 * width].sum(axis=1)
    held_term, held_base = of_term > 0, of_base > 0
    if trusts_bootstrap(own_term[held_term], of_term[held_term]) and trusts_bootstrap(
            own_base[held_base], of_base[held_base]):
        drawn, base = _rates(resampled_sums(rows, replicates, [seed, RATES]), width)
        low, high = percentiles(drawn - base)
        return baseline, exposure, rate - baseline, float(low), float(high)
    sizes = [effective_size(own[held], every[held]) for own, every, held in (
        (own_term, of_term, held_term), (own_base, of_base, held_base))]
    low, high = newcombe(rate * sizes[0], sizes[0], baseline * sizes[1], sizes[1])
    return baseline, exposure, rate - baseline, low, high

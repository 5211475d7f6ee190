"""What every measure shares: the outlets of a corpus, and estimates of categories' shares in each of them."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from nabra import tables
from nabra.errors import NabraError
from nabra.measures.classical import dealt_p
from nabra.measures.intervals import (
    BEARERS, MANY_ARTICLES, adjusted, clustered_wilson, trusts_bootstrap, wilson,
)
from nabra.measures.resample import ArticleCounts, article_counts, permutation_p, studentised_interval
from nabra.measures.tally import Tally

FEW_ARTICLES = 5
NO_MARKS = "the outlet prints no quotation marks"
NOT_COMPARED = f"{NO_MARKS}: not compared"
MARKS_WARNING = "prints no quotation marks: words that it quotes may be counted in its own voice"


@dataclass(frozen=True)
class Groups:
    """The groups that are compared (outlets, as a rule), in alphabetical order.

    Attributes
    ----------
    by : str
        The column of ``documents`` that they come from.
    names : tuple of str
    languages : tuple of str or None
        The language of most of the group's articles; None where no article names one.
    has_marks : tuple of bool
        Does any article of the group print a quotation mark?
    doc_ids : pandas.Index
        The articles, sorted by doc_id.
    of_article : array of int
        The group of each article, in that order.
    unit_of : array of int
        The unit of chance that each article belongs to: itself, as a rule, or its event within the group.
    of_unit : array of int
        The group of each unit.
    """

    by: str
    names: tuple
    languages: tuple
    has_marks: tuple
    doc_ids: pd.Index
    of_article: np.ndarray
    unit_of: np.ndarray
    of_unit: np.ndarray


def groups_of(documents, by="outlet", unit=None):
    """Read the groups from a documents table; articles with a null in ``by`` belong to none.

    Parameters
    ----------
    documents : DataFrame
    by : str
        The column of the groups.
    unit : str, optional
        A column (``event``, say) whose articles are drawn and dealt together within their group; an article
        with a null there is a unit of its own. By default every article is.

    Raises
    ------
    NabraError
        Where a column is missing or a doc_id stands twice.
    """
    for column in ("doc_id", by, "language", "has_marks", *([unit] if unit else [])):
        if column not in documents.columns:
            known = ", ".join(map(str, documents.columns))
            raise NabraError(f"documents have no column '{column}'; choose one of: {known}")
    articles = documents.loc[documents[by].notna(), ["doc_id", by, "language", "has_marks"]]
    articles = articles.set_axis(["doc_id", "name", "language", "has_marks"], axis=1)
    articles = articles.assign(unit=documents[unit] if unit else None).sort_values("doc_id")
    if articles["doc_id"].duplicated().any():
        twice = articles["doc_id"][articles["doc_id"].duplicated()].iloc[0]
        raise NabraError(f"doc_id '{twice}' stands more than once in documents; give each article its own")
    articles["name"] = articles["name"].astype(str)
    names = tuple(sorted(articles["name"].unique()))
    each = [part for _, part in articles.groupby("name", sort=True)]
    code = pd.Index(names).get_indexer(articles["name"])
    unit_of, of_unit = _units(articles, code)
    return Groups(
        by, names, tuple(_majority(part["language"]) for part in each),
        tuple(bool(part["has_marks"].fillna(False).any()) for part in each),
        pd.Index(articles["doc_id"].astype(object)), code, unit_of, of_unit,
    )


def _units(articles, code):
    """The unit of each article (in the order in which they first stand) and the group of each unit."""
    alone = articles["unit"].isna()
    keys = np.where(alone, "a " + articles["doc_id"].astype(str), "u " + articles["unit"].astype(str))
    unit_of, keys = pd.factorize(pd.MultiIndex.from_arrays([code, keys]))
    return unit_of, keys.get_level_values(0).to_numpy(dtype=int)


def _majority(languages):
    """The commonest language (the first in the alphabet of equally common ones), or None."""
    counted = languages.dropna().value_counts()
    return None if counted.empty else str(min(counted.index[counted == counted.max()]))


def count_articles(mentions, groups, category, categories):
    """`ArticleCounts` of these mentions; ``category`` is an array of codes beside ``mentions``.

    Mentions in articles that belong to no group (not in ``documents``, or a null in the ``by`` column) are
    left out.
    """
    article = groups.doc_ids.get_indexer(mentions["doc_id"].astype(object))
    known = article >= 0
    return article_counts(groups.unit_of[article[known]], np.asarray(category)[known], groups.of_unit, categories,
                          number_of(mentions)[known])


def rows_of(cues):
    """The mentions of cues, or the counts of a `nabra.measures.tally.Tally`."""
    return cues.counts if isinstance(cues, Tally) else cues.mentions


def number_of(rows):
    """How many mentions each of `rows_of` stands for."""
    return rows["mentions"].to_numpy(dtype=int) if "mentions" in rows else np.ones(len(rows), dtype=int)


def chosen_labels(labels, concept=None):
    """The codebook's label rows of one concept, or of all that are not baselines, in its order."""
    if concept is None:
        return labels[~labels["baseline"].astype(bool)].sort_values("order", kind="stable")
    known = list(dict.fromkeys(labels.sort_values("order", kind="stable")["concept"]))
    if concept not in known:
        raise NabraError(f"unknown concept '{concept}'; the codebook has: {', '.join(known)}")
    return labels[labels["concept"] == concept].sort_values("order", kind="stable")


def check_draws(replicates, permutations):
    """Refuse counts of resamplings that give no interval or no p."""
    for name, value in (("replicates", replicates), ("permutations", permutations)):
        if isinstance(value, bool) or not isinstance(value, (int, np.integer)) or value < 1:
            raise NabraError(
                f"{name}={value!r} is no number of resamplings; give a whole number from 1 (2000 is usual)")


def interval(counts, column, bootstrap, replicates):
    """low, high and method of one category in one group's articles (``bootstrap`` its `studentised_interval`)."""
    size, count = counts.sum(axis=1), counts[:, column]
    if size.max() == 1:
        return *wilson(int(count.sum()), len(counts)), "Wilson (one mention an article)"
    if trusts_bootstrap(count, size) and np.isfinite(bootstrap[0][column]):
        return bootstrap[0][column], bootstrap[1][column], f"studentised bootstrap over articles ({replicates})"
    low, high = clustered_wilson(count, size)
    seen = 0 < count.sum() < size.sum() and len(counts) > 1
    basis = "cautious Rao-Scott effective size" if seen else "the articles' effective number (no variance to be seen)"
    return low, high, f"Wilson on {basis}"


def _untested(table, groups, able):
    """Why a group has no p, or None: an array of reasons, and the language strata that can be tested."""
    reasons, strata = [None] * len(groups.names), []
    exposed = [g for g in range(len(groups.names)) if (table.group == g).any() and able[g]]
    for language in dict.fromkeys(groups.languages[g] for g in exposed):
        stratum = [g for g in exposed if groups.languages[g] == language]
        if len(stratum) > 1:
            strata.append(stratum)
            continue
        alone = f"one {groups.by}" if len(exposed) == 1 else f"one {groups.by} in its language"
        reasons[stratum[0]] = f"{alone}: nothing to compare"
    return reasons, strata


def once(table):
    """Does every unit count once, so that all dealings are known without drawing any?"""
    return bool(len(table.counts)) and int(table.exposure.max()) == 1


def _tests(table, groups, able, permutations, seed):
    """p (groups, categories) and the reason why it is NaN, same shape."""
    shape = (len(groups.names), table.counts.shape[1])
    p, why = np.full(shape, np.nan), np.full(shape, None, dtype=object)
    reasons, strata = _untested(table, groups, able)
    for group, reason in enumerate(reasons):
        why[group] = reason
    for stratum in strata:
        rows = np.isin(table.group, stratum)
        counts = table.counts[rows]
        of_group, total = np.searchsorted(stratum, table.group[rows]), counts.sum(axis=0)
        if once(table):
            sums = [counts[of_group == g].sum(axis=0) for g in range(len(stratum))]
            p[stratum] = [[dealt_p(one[k], one.sum(), total[k], total.sum()) for k in range(len(total))]
                          for one in sums]
        else:
            p[stratum] = permutation_p(counts, of_group, permutations, seed)
        for column in np.flatnonzero((total == 0) | (total == total.sum())):
            p[stratum, column] = np.nan
            why[stratum, column] = f"the same in every {groups.by} of this language: nothing to compare"
    return p, why


def estimates(table, groups, empty, columns=None, barred=None, able=None,
              seed=1, replicates=2000, permutations=2000, choose=interval):
    """Estimate each category's share in each group.

    Parameters
    ----------
    table : ArticleCounts
        Mentions by article and category; the share's denominator is the row sum.
    groups : Groups
    empty : str
        The reason given where a group has no exposure.
    columns : list of int, optional
        The categories to give rows for; all by default.
    barred : dict, optional
        {(group, category): reason} for what cannot be estimated though there may be exposure.
    able : sequence of bool, optional
        Which groups may be compared with others; all by default.
    choose : callable
        The way to low, high and method; `interval` by default, with the same arguments.

    Returns
    -------
    DataFrame
        group, category, count, exposure, articles, estimate, low, high, p, method, reason, pooled,
        warning; category by category, groups in their order. ``pooled`` is the share over all groups of
        the row's language together (those that may be compared).

    Caution
    -------
    The order of groups by estimate is not a ranking of outlets: look at the intervals.
    """
    able, barred = able or [True] * len(groups.names), barred or {}
    columns = range(table.counts.shape[1]) if columns is None else columns
    p, why = _tests(table, groups, able, permutations, seed)
    dealings = "all permutations of articles" if once(table) else f"permutation of articles ({permutations})"
    pooled = _pooled(table, groups, able)
    rows = []
    for group in range(len(groups.names)):
        counts = table.of(group)
        many = len(counts) >= MANY_ARTICLES
        bounds = studentised_interval(counts, replicates, seed) if many else None
        for column in columns:
            bar = barred.get((group, column))
            reason = bar or (None if len(counts) else empty)
            row = {"group": group, "category": column, "count": int(counts[:, column].sum()),
                   "exposure": int(counts.sum()), "articles": len(counts), "method": "none", "reason": reason,
                   "pooled": pooled[group, column],
                   "warning": None if bar else _warning(counts, groups, group)}
            if reason is None:
                low, high, method = choose(counts, column, bounds, replicates)
                tested = not np.isnan(p[group, column])
                row |= {"estimate": row["count"] / row["exposure"], "low": low, "high": high,
                        "p": p[group, column],
                        "method": method + f"; {dealings}" * tested,
                        "reason": why[group, column] or (None if able[group] else NOT_COMPARED)}
            rows.append(row)
    names = ["group", "category", "count", "exposure", "articles", "estimate", "low", "high", "p", "method",
             "reason", "pooled", "warning"]
    return pd.DataFrame(rows, columns=names).sort_values(["category", "group"], kind="stable")


def _pooled(table, groups, able):
    """Each category's share over all comparable groups of each group's language; (groups, categories).

    NaN where no such group holds a mention.
    """
    pooled = np.full((len(groups.names), table.counts.shape[1]), np.nan)
    for language in set(groups.languages):
        same = [g for g, other in enumerate(groups.languages) if other == language]
        total = table.counts[np.isin(table.group, [g for g in same if able[g]])].sum(axis=0)
        if total.sum():
            pooled[same] = total / total.sum()
    return pooled


def _warning(counts, groups, group):
    """What a reader should know before using the row, or None."""
    said = []
    if 0 < len(counts) < FEW_ARTICLES:
        said.append(f"only {len(counts)} article{'s' * (len(counts) > 1)}: too few for a judgement")
    if not groups.has_marks[group]:
        said.append(MARKS_WARNING)
    return "; ".join(said) or None


def finish(parts, measure, groups, extras=()):
    """One measures table from estimate frames: names for codes, adjusted p, the schema's columns.

    ``parts`` are frames of `estimates` that also carry concept, variant, the four labels and voice.
    """
    labels = ("concept_ar", "concept_en", "variant_ar", "variant_en", "language")
    table = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=["group", "p"])
    code = table.pop("group").astype(int)
    table["measure"] = measure
    table["outlet"] = [groups.names[g] for g in code]
    table["language"] = pd.array([groups.languages[g] for g in code], dtype="string")
    table["p_adjusted"] = adjusted(table["p"])
    made = tables.frame("measures", table)
    for column in (*labels, "pooled", "warning", *extras):
        if column not in made:
            made[column] = None
        kind = "float64" if column == "pooled" or column in extras else "string"
        made[column] = made[column].astype(kind)
    return made[[*tables.MEASURES.names, *labels, "pooled", "warning", *extras]]

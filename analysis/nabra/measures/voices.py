"""Who says the word: shares of voices, and what the wording of indirect speech changes."""

import itertools

import numpy as np
import pandas as pd

from nabra import tables
from nabra.errors import NabraError
from nabra.measures.compare import (
    NO_MARKS, check_draws, chosen_labels, count_articles, estimates, finish, groups_of, rows_of,
)
from nabra.measures.quoted import OWN_MARKS, quotedness  # noqa: F401  (their home of old)
from nabra.measures.shares import LABELS, resolved, variant_codes

ORDER_COLUMNS = [
    "concept", "variant", "outlet_a", "outlet_b", "narrator_a", "narrator_b", "wide_a", "wide_b", "clear"]


def by_variant(mentions, chosen, category, names, **options):
    """Estimate frames, one per variant, of the categories in column ``category`` (one of ``names``)."""
    for name, labels in chosen.groupby("concept", sort=False):
        of_concept = mentions[mentions["concept"] == name]
        variant = variant_codes(of_concept, labels["variant"], name)
        for position, label in enumerate(labels[LABELS].to_dict("records")):
            here = of_concept[variant == position]
            code = pd.Index(names).get_indexer(here[category])
            table = count_articles(here, options["groups"], code, len(names))
            yield estimates(table, **options).assign(**label)


def voice_shares(cues, concept=None, by="outlet", unit=None, seed=1, replicates=2000, permutations=2000):
    """In whose voice each variant stands: the share of each voice among all mentions of the variant.

    Parameters
    ----------
    cues, concept, by, unit, seed, replicates, permutations
        As in `nabra.measures.shares.shares`.

    Returns
    -------
    DataFrame
        A measures table, measure ``voice share``: one row per variant, voice (narrator, quoted, reported)
        and outlet. ``exposure`` is all mentions of the variant in the outlet, whatever their voice; the three
        voices of a variant add up to 1. An outlet that prints no quotation marks has NaN for ``quoted`` with
        the reason; its other two voices are given with a warning and compared with nobody's.
        Intervals, p and further columns as in `shares`.

    Raises
    ------
    NabraError
        For an unknown concept or column, or a number of resamplings below 1.

    Caution
    -------
    Giving a word to others is framing too: a small narrator share does not make a word foreign to the
    outlet. In indirect speech the voice says who answers for the clause, not who chose the word.
    """
    check_draws(replicates, permutations)
    groups, chosen = groups_of(cues.documents, by, unit), chosen_labels(cues.labels, concept)
    barred = _unmarked(groups, tables.VOICES.index("quoted"))
    parts = [
        part.assign(voice=[tables.VOICES[v] for v in part.pop("category")])
        for part in by_variant(
            resolved(rows_of(cues)), chosen, "voice", tables.VOICES, groups=groups, empty="no mention of the variant",
            barred=barred, able=list(groups.has_marks), seed=seed, replicates=replicates,
            permutations=permutations)
    ]
    return finish(parts, "voice share", groups)


def _unmarked(groups, category):
    """What cannot be estimated in the groups that print no quotation marks: {(group, category): reason}."""
    return {(g, category): NO_MARKS for g in np.flatnonzero(np.logical_not(groups.has_marks))}


def order_changes(shares_narrator, shares_wide):
    """Pairs of outlets whose order turns round when undetermined wording is added to the narrator's.

    Parameters
    ----------
    shares_narrator, shares_wide : DataFrame
        Two tables of `nabra.measures.shares.shares` over the same articles: voice ``narrator`` and voice
        ``narrator+undetermined``.

    Returns
    -------
    DataFrame
        One row per concept, variant and pair of outlets of one language (``outlet_a`` before ``outlet_b`` in
        the alphabet) where one has the larger share in the first table and the smaller in the second, with
        the four shares ``narrator_a``, ``narrator_b``, ``wide_a``, ``wide_b`` and ``clear``: in at least one
        of the two tables the pair's intervals do not touch. No row: the order holds. Pairs with a NaN or
        with equal shares in either table do not count as turned.

    Raises
    ------
    NabraError
        Where a table lacks a column or holds another measure or voice.

    Caution
    -------
    Most turns are small differences with wide intervals: only a ``clear`` one says that the finding
    hangs on who chose the words of indirect speech.
    """
    both = _wanted(shares_narrator, "narrator").merge(
        _wanted(shares_wide, "narrator+undetermined"), on=["concept", "variant", "outlet"],
        suffixes=("_narrator", "_wide"))
    rows, shown = [], ["estimate_narrator", "estimate_wide"]
    for (concept, variant, _), part in both.groupby(
            ["concept", "variant", both["language_narrator"].fillna("")], sort=False):
        for a, b in itertools.combinations(part.sort_values("outlet").to_dict("records"), 2):
            before, after = (a[column] - b[column] for column in shown)
            if before * after < 0:
                estimates_of = [row[column] for column in shown for row in (a, b)]
                clear = _apart(a, b, "narrator") or _apart(a, b, "wide")
                rows.append((concept, variant, a["outlet"], b["outlet"], *estimates_of, clear))
    return pd.DataFrame(rows, columns=ORDER_COLUMNS)


def _wanted(table, voice):
    """The columns that order_changes needs, of a table that is what it should be."""
    needed = ["measure", "concept", "variant", "outlet", "language", "voice", "estimate", "low", "high"]
    missing = [column for column in needed if column not in table.columns]
    if missing:
        raise NabraError(f"the table of '{voice}' has no column '{missing[0]}'; make it with nabra.shares")
    if not (table["measure"].eq("share") & table["voice"].eq(voice)).all():
        raise NabraError(
            f"order_changes wants shares in voice '{voice}'; make them with nabra.shares(voice='{voice}')")
    return table[needed].drop(columns=["measure", "voice"])


def _apart(a, b, table):
    """Do the intervals of two rows not touch?"""
    return a[f"low_{table}"] > b[f"high_{table}"] or b[f"low_{table}"] > a[f"high_{table}"]

"""Who is given the word, and with which verbs: shares of kinds of source and classes of reporting words."""

import numpy as np
import pandas as pd

from nabra.errors import NabraError
from nabra.measures.compare import NO_MARKS, check_draws, count_articles, estimates, finish, groups_of
from nabra.tables import SOURCE_KINDS

NOT_TOLD = "not told"
KINDS = (*SOURCE_KINDS, NOT_TOLD)
CUE_CLASSES = ("neutral", "asserting", "distancing", "noun", "stance")
UNITS = {"attributions": "sourcing share", "quoted words": "quoted-word share"}
ALL = "all"


def sources(cues, of="attributions", by="outlet", unit=None, seed=1, replicates=2000, permutations=2000):
    """Who is given the word: the share of each kind of source in what an outlet attributes or quotes.

    Parameters
    ----------
    cues : Cues
        Measured articles; ``documents``, ``attributions`` and ``quotes`` are used, none is changed.
    of : str
        ``attributions``: statements attributed to somebody, one each, however long. ``quoted words``: words
        between quotation marks that somebody spoke (function speech or fragment, the outermost marks alone).
    by, unit, seed, replicates, permutations
        As in `nabra.measures.shares.shares`.

    Returns
    -------
    DataFrame
        A measures table, measure ``sourcing share`` (of attributions) or ``quoted-word share``: one row per
        kind and outlet. ``variant`` is the kind: one of ``nabra.tables.SOURCE_KINDS``, or ``not told`` where
        the words do not tell it (a bare name, nobody named). ``exposure`` is the outlet's attributions or
        quoted words; the kinds add up to 1. An outlet that prints no quotation marks has NaN with the reason
        for quoted words. Intervals, p and further columns as in `shares`; concept is null.

    Raises
    ------
    NabraError
        For an unknown ``of`` or column, or a number of resamplings below 1.

    Caution
    -------
    Kinds are read off titles and nouns: how often they are ``not told`` depends on an outlet's habit of
    printing titles, so compare that share first. A kind's share depends on the events of the day; outlets
    that differ in it may have written of other events.
    """
    if of not in UNITS:
        raise NabraError(f"unknown of='{of}'; choose one of: {', '.join(UNITS)}")
    check_draws(replicates, permutations)
    groups = groups_of(cues.documents, by, unit)
    draws = {"seed": seed, "replicates": replicates, "permutations": permutations}
    if of == "attributions":
        table = _counted(cues.attributions, "source_kind", KINDS, groups)
        made = estimates(table, groups, "no attribution", **draws)
    else:
        table = _counted(_quoted_words(cues.quotes), "source_kind", KINDS, groups)
        unable = np.flatnonzero(np.logical_not(groups.has_marks))
        barred = {(group, kind): NO_MARKS for group in unable for kind in range(len(KINDS))}
        made = estimates(table, groups, "no quoted words", barred=barred, able=list(groups.has_marks),
                         **draws)
    return finish([_labelled(made, KINDS)], UNITS[of], groups)


def cue_classes(cues, by_kind=True, by="outlet", unit=None, seed=1, replicates=2000, permutations=2000):
    """With which verbs: the share of each class of reporting words among an outlet's attributions.

    Parameters
    ----------
    cues : Cues
        Measured articles; ``documents`` and ``attributions`` are used, none is changed.
    by_kind : bool
        Rows for the attributions of each kind of source, too.
    by, unit, seed, replicates, permutations
        As in `nabra.measures.shares.shares`.

    Returns
    -------
    DataFrame
        A measures table, measure ``cue-class share``: one row per kind of source, class and outlet.
        ``variant`` is the class (neutral, asserting: the outlet lends its weight; distancing: it withdraws
        it; noun: a noun of speech; stance: what somebody wants or does, where no claim is passed on);
        ``source_kind`` is ``all`` or a kind. ``exposure`` is the outlet's attributions to that kind; what goes
        on from an earlier sentence without a reporting word of its own is left out. Intervals, p and further
        columns as in `shares`; concept is null.

    Raises
    ------
    NabraError
        For an unknown column, or a number of resamplings below 1.

    Caution
    -------
    A class is the verb's, not the writer's mind: some outlets vary their verbs for style alone. Compare the
    same kind of source across outlets, and languages never: their verbs are classed apart.
    """
    check_draws(replicates, permutations)
    groups, parts = groups_of(cues.documents, by, unit), []
    said = cues.attributions[~cues.attributions["carried"].fillna(False).astype(bool)]
    told = said["source_kind"].fillna(NOT_TOLD)
    for kind in (ALL, *(KINDS if by_kind else ())):
        here = said if kind == ALL else said[told == kind]
        if kind != ALL and not len(here):
            continue
        table = _counted(here, "cue_class", CUE_CLASSES, groups)
        made = estimates(table, groups, "no attribution to such a source", seed=seed, replicates=replicates,
                         permutations=permutations)
        parts.append(_labelled(made, CUE_CLASSES).assign(source_kind=kind))
    table = finish(parts, "cue-class share", groups)
    return table.assign(source_kind=pd.array(
        [kind for part in parts for kind in part["source_kind"]], dtype="string"))


def _counted(rows, column, names, groups):
    """`ArticleCounts` of the rows by the category in ``column``; a null counts as the last of ``names``."""
    told = rows[column].astype(object).where(rows[column].notna(), names[-1])
    code = pd.Index(names).get_indexer(told)
    strangers = sorted(set(told[code < 0]))
    if strangers:
        raise NabraError(f"column '{column}' holds '{strangers[0]}', which is none of {', '.join(names)}; "
                         "measure the articles again with this version")
    return count_articles(rows, groups, code, len(names))


def _quoted_words(quotes):
    """One row a word between the outermost marks of somebody's speech."""
    spoken = quotes[quotes["function"].isin(["speech", "fragment"]) & (quotes["depth"] == 0)]
    return spoken.loc[spoken.index.repeat(spoken["words"].fillna(0).astype(int)), ["doc_id", "source_kind"]]


def _labelled(made, names):
    """Estimates with their category as the variant, and no concept."""
    variant = [names[category] for category in made["category"]]
    empty = {column: None for column in ("concept", "concept_ar", "concept_en", "variant_ar", "voice")}
    return made.drop(columns="category").assign(variant=variant, variant_en=variant, **empty)

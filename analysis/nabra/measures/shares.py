"""Which words an outlet chooses for the same people: the share of each variant among a concept's names."""

import numpy as np

from nabra.errors import NabraError
from nabra.measures.compare import (
    NO_MARKS, check_draws, chosen_labels, count_articles, estimates, finish, groups_of, number_of, rows_of,
)

VOICES = ("narrator", "quoted", "reported", "narrator+undetermined")
LABELS = ["concept", "variant", "concept_ar", "concept_en", "variant_ar", "variant_en"]


def resolved(mentions):
    """The mentions whose referent is known: the others enter no measure (see `cues.nearby`)."""
    return mentions[mentions["resolved"].to_numpy(dtype=bool)]


def in_voice(mentions, voice):
    """The resolved mentions in one voice (see `shares`); NabraError for a voice that is none of `VOICES`."""
    if voice not in VOICES:
        raise NabraError(f"unknown voice '{voice}'; choose one of: {', '.join(VOICES)}")
    return voiced(resolved(mentions), voice)


def voiced(mentions, voice):
    """The mentions in one voice of `VOICES`, resolved or not."""
    if voice == "narrator+undetermined":
        return mentions[mentions["wording"].isin(["outlet", "undetermined"])]
    return mentions[mentions["voice"] == voice]


def _open(mentions, voice, groups):
    """How many mentions in this voice have an unresolved referent: {concept: array over the groups}."""
    left = voiced(mentions[~mentions["resolved"].to_numpy(dtype=bool)], voice)
    article = groups.doc_ids.get_indexer(left["doc_id"].astype(object))
    concepts, number = left["concept"].to_numpy()[article >= 0], number_of(left)[article >= 0]
    group = groups.of_article[article[article >= 0]]
    return {name: np.bincount(group[concepts == name], number[concepts == name], len(groups.names)).astype(int)
            for name in set(concepts)}


def variant_codes(mentions, variants, concept):
    """The position of each mention's variant in ``variants``; NabraError for one that is not there."""
    code = {variant: position for position, variant in enumerate(variants)}
    strangers = sorted(set(mentions["variant"].dropna()) - set(code))
    if strangers:
        raise NabraError(
            f"mentions of concept '{concept}' have the variant '{strangers[0]}', which the codebook does not "
            "list; measure the articles again with this codebook")
    return mentions["variant"].map(code).to_numpy(dtype=int)


def shares(cues, concept=None, voice="narrator", by="outlet", unit=None, seed=1, replicates=2000,
           permutations=2000):
    """The share of each variant among all mentions of its concept, outlet by outlet, in one voice.

    Parameters
    ----------
    cues : Cues
        Measured articles; ``documents``, ``mentions`` and ``labels`` are used, none is changed. A
        `nabra.tally` of a measurement that does not fit into memory gives the same numbers.
    concept : str, optional
        One concept of the codebook; by default all but the baselines.
    voice : str
        ``narrator`` (the outlet's own clause), ``quoted``, ``reported``, or ``narrator+undetermined``:
        every mention whose wording is the outlet's or cannot be told, so the narrator's and the wording of
        indirect speech. Reported and quoted are never added up.
    by : str
        Another column of ``documents`` may take the outlet's place (``section``, say); the column ``outlet``
        of the result then holds its values. Articles with a null there are left out.
    unit : str, optional
        A column of ``documents`` (``event``) whose articles are drawn and dealt together, as they tell the
        same thing; ``articles`` then counts such units. By default the article is the unit.
    seed : int
        The same seed and articles give the same table, in whatever order the rows come.
    replicates, permutations : int
        Resamplings of articles for the intervals, permutations of articles for p.

    Returns
    -------
    DataFrame
        A measures table (`nabra.tables`), measure ``share``: one row per variant and outlet, variants in
        the codebook's order, outlets in alphabetical order within each. ``estimate`` is ``count / exposure``,
        exposure being the outlet's mentions of the concept in this voice, articles those that hold one;
        ``low`` and ``high`` bound it at 95 %, by the way that ``method`` names. Without exposure (or for
        quoted words where the outlet prints no quotation marks) the estimate is NaN and ``reason`` says why.
        ``p`` compares the outlet with all others of its language; where there is none, or no outlet of the
        language differs, it is NaN with a reason. The family of ``p_adjusted`` is the table.
        Further columns: the labels, ``language`` of most of the outlet's articles, ``pooled`` (the share
        over all outlets of that language together, mention by mention), ``warning`` (null or a sentence),
        ``unresolved`` (mentions of the concept in this voice whose referent is open: they are left out).

    Raises
    ------
    NabraError
        For an unknown voice, concept or column, or a number of resamplings below 1.

    Notes
    -----
    Intervals: percentiles of a bootstrap over articles from 40 articles on, if at least 10 of them hold the
    variant and 10 another one; else Wilson's interval on a Rao-Scott effective size (see
    `nabra.measures.intervals`). p: `nabra.measures.resample.permutation_p`. Adjustment: Benjamini and
    Hochberg.

    Caution
    -------
    A share tells what an outlet calls those it mentions, not how often it mentions them. Outlets that
    differ may have written of other events; that they differ is no proof of bias. The rows of one outlet and
    concept add up to 1, so they are not so many independent findings.
    """
    check_draws(replicates, permutations)
    mentions = in_voice(rows_of(cues), voice)
    groups, chosen = groups_of(cues.documents, by, unit), chosen_labels(cues.labels, concept)
    left, none = _open(rows_of(cues), voice, groups), np.zeros(len(groups.names), dtype=int)
    able = list(groups.has_marks) if voice == "quoted" else [True] * len(groups.names)
    parts = []
    for name, labels in chosen.groupby("concept", sort=False):
        here = mentions[mentions["concept"] == name]
        codes = variant_codes(here, labels["variant"], name)
        table = count_articles(here, groups, codes, len(labels))
        barred = {(g, v): NO_MARKS for g in np.flatnonzero(np.logical_not(able)) for v in range(len(labels))}
        part = estimates(table, groups, "no mention of the concept in this voice", barred=barred, able=able,
                         seed=seed, replicates=replicates, permutations=permutations)
        named = labels[LABELS].iloc[part.pop("category").to_numpy()].reset_index(drop=True)
        unresolved = left.get(name, none)[part["group"].to_numpy(dtype=int)]
        parts.append(part.reset_index(drop=True).join(named).assign(voice=voice, unresolved=unresolved))
    return finish(parts, "share", groups, ("unresolved",))

"""How often an outlet judges what it names: the share of mentions with an epithet beside them."""

import numpy as np

from nabra.measures.compare import check_draws, chosen_labels, count_articles, estimates, finish, groups_of
from nabra.measures.shares import LABELS, in_voice, resolved, variant_codes

WITH, WITHOUT = range(2)


def epithets(cues, concept=None, voice="narrator", by="outlet", seed=1, replicates=2000, permutations=2000):
    """The share of a variant's mentions that stand beside an evaluative modifier, outlet by outlet.

    Parameters
    ----------
    cues : Cues
        Measured articles; ``documents``, ``mentions`` (their column ``epithet``) and ``labels`` are used, none is
        changed.
    concept, by, seed, replicates, permutations
        As in `nabra.measures.shares.shares`.
    voice : str or None
        As in `nabra.measures.shares.shares`; None: in whatever voice.

    Returns
    -------
    DataFrame
        A measures table, measure ``epithet``: one row per variant and outlet. ``exposure`` is the outlet's
        mentions of the variant in this voice, ``count`` those with an epithet (the terrorist organisation X, so-called).
        Zero of some is 0; none at all is NaN with a reason. Intervals, p and further columns as in `shares`.

    Raises
    ------
    NabraError
        For an unknown voice, concept or column, or a number of resamplings below 1.

    Caution
    -------
    Only modifiers next to the name are seen, and only those that the language's list holds
    (``languages/near``). An epithet is part of some variants' own words (a terrorist group): their further ones
    alone are counted, so compare outlets on one variant, not variants with each other.
    """
    check_draws(replicates, permutations)
    groups, chosen = groups_of(cues.documents, by), chosen_labels(cues.labels, concept)
    mentions = resolved(cues.mentions) if voice is None else in_voice(cues.mentions, voice)
    parts = []
    for name, labels in chosen.groupby("concept", sort=False):
        of_concept = mentions[mentions["concept"] == name]
        variant = variant_codes(of_concept, labels["variant"], name)
        for position, label in enumerate(labels[LABELS].to_dict("records")):
            here = of_concept[variant == position]
            codes = np.where(here["epithet"].notna(), WITH, WITHOUT)
            part = estimates(count_articles(here, groups, codes, 2), groups, "no mention of the variant in this voice",
                             columns=[WITH], seed=seed, replicates=replicates, permutations=permutations)
            parts.append(part.drop(columns="category").assign(**label, voice=voice or "all"))
    return finish(parts, "epithet", groups)

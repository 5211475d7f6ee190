"""Words that withdraw from a term: how often it is so-called, alleged, or called so by others."""

import numpy as np

from nabra.measures.compare import check_draws, chosen_labels, finish, groups_of
from nabra.measures.shares import resolved
from nabra.measures.voices import by_variant

DEVICES = ("so-called", "called", "alleged")
NONE = "none"


def devices(cues, concept=None, by="outlet", unit=None, seed=1, replicates=2000, permutations=2000):
    """How often a term carries a device of distance: the share of each device among its mentions.

    Parameters
    ----------
    cues, concept, by, unit, seed, replicates, permutations
        As in `nabra.measures.shares.shares`.

    Returns
    -------
    DataFrame
        A measures table, measure ``device share``, voice ``not quoted``: one row per variant, device and
        outlet, for the devices that stand in the corpus. ``device`` is ``so-called`` (ما يسمى),
        ``called`` (what he calls: the name is put on somebody else), ``alleged`` (المزعوم), or ``any``.
        ``exposure`` is the variant's mentions outside quoted speech, whatever their marks; a so-called name
        in marks counts here as it counts in quotedness. Intervals, p and further columns as in `shares`.

    Raises
    ------
    NabraError
        For an unknown concept or column, or a number of resamplings below 1.

    Caution
    -------
    Devices are rare: most rows rest on a handful of mentions. They stand beside marks and verbs, and an
    outlet that uses none of them may distance itself by its choice of the word.
    """
    check_draws(replicates, permutations)
    groups, chosen = groups_of(cues.documents, by, unit), chosen_labels(cues.labels, concept)
    outside = resolved(cues.mentions)
    outside = outside[outside["voice"] != "quoted"]
    here = [device for device in DEVICES if (outside["device"] == device).any()]
    options = {"groups": groups, "empty": "no mention of the variant outside quoted speech", "columns": [0],
               "seed": seed, "replicates": replicates, "permutations": permutations}
    parts = []
    for device in ("any", *here):
        carries = outside["device"].notna() if device == "any" else outside["device"].eq(device).fillna(False)
        marked = outside.assign(carries=np.where(carries.astype(bool), "yes", NONE))
        parts += [part.drop(columns="category").assign(voice="not quoted", device=device)
                  for part in by_variant(marked, chosen, "carries", ("yes", NONE), **options)]
    named = [device for part in parts for device in part["device"]]
    table = finish(parts, "device share", groups)
    table["device"] = named
    return table.astype({"device": "string"})

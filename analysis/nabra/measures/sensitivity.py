"""What hangs on speech that was carried over from an earlier sentence: every voice measure without it."""

from dataclasses import replace

import pandas as pd

from nabra.measures.quoted import quotedness
from nabra.measures.shares import shares
from nabra.measures.voices import voice_shares

ALL, WITHOUT = "all", "without carried-over"


def sensitivity(cues, concept=None, by="outlet", unit=None, seed=1, replicates=2000, permutations=2000):
    """Every voice measure with all mentions, and without those whose voice was carried over.

    A voice is carried over where a sentence without a reporting word of its own goes on with what an earlier
    one began (``basis`` carried): the least certain of all voices.

    Parameters
    ----------
    cues, concept, by, unit, seed, replicates, permutations
        As in `nabra.measures.shares.shares`.

    Returns
    -------
    DataFrame
        Measures rows of shares (narrator and undetermined wording; quoted; reported), voice shares and
        quotedness, with the column ``basis``: ``all`` or ``without carried-over``. Shares in the narrator's
        voice are not among them: no such mention is carried over. p is adjusted within each measure and basis.

    Raises
    ------
    NabraError
        For an unknown concept or column, or a number of resamplings below 1.

    Caution
    -------
    Leaving mentions out is not coding them anew: that the two rows agree does not show that both are right.
    """
    options = {"concept": concept, "by": by, "unit": unit, "seed": seed, "replicates": replicates,
               "permutations": permutations}
    kept = replace(cues, mentions=cues.mentions[cues.mentions["basis"].fillna("") != "carried"])
    parts = []
    for make, more in ((shares, {"voice": "narrator+undetermined"}), (shares, {"voice": "quoted"}),
                       (shares, {"voice": "reported"}), (voice_shares, {}), (quotedness, {})):
        with_all = make(cues, **options, **more)
        same = len(kept.mentions) == len(cues.mentions)
        without = with_all if same else make(kept, **options, **more)
        parts += [with_all.assign(basis=ALL), without.assign(basis=WITHOUT)]
    table = pd.concat(parts, ignore_index=True)
    return table.astype({"basis": "string"})

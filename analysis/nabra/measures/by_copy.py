"""What hangs on copied text: the shares over all copy, over the outlets' own and over wire copy."""

import pandas as pd

from nabra.errors import NabraError
from nabra.measures.shares import shares
from nabra.measures.subset import only

KINDS = ("all", "own", "wire")
NONE = "no such copy in this outlet"
KEYS = ["outlet", "concept", "variant", "voice"]


def by_copy(cues, concept=None, seed=1, replicates=2000, permutations=2000):
    """The narrator's shares over all articles, over the outlets' own copy, and over wire copy alone.

    Parameters
    ----------
    cues : Cues
        Measured with groups (``nabra measure --groups``): ``documents`` has the column ``copy``.
    concept, seed, replicates, permutations
        As in `nabra.measures.shares.shares`.

    Returns
    -------
    DataFrame
        Measures rows of shares with the column ``copy``: ``all``; ``own`` (articles that are nobody's copy and
        name no agency); ``wire`` (an agency is named in the article or in its group). Each kind has a row for
        every outlet and variant; an outlet without such articles has no exposure, and the reason is said. p is
        adjusted within a kind.

    Raises
    ------
    NabraError
        Copies are not known, or the concept is not.

    Caution
    -------
    That an article names no agency does not show that it was written by the outlet: an outlet may print wire
    copy without saying so, and where nobody else in the corpus prints it, nothing tells.
    """
    if "copy" not in cues.documents or not cues.documents["copy"].notna().any():
        raise NabraError("copies are not known; group the articles (nabra group) and measure with --groups")
    options = {"concept": concept, "seed": seed, "replicates": replicates, "permutations": permutations}
    whole = shares(cues, voice="narrator", **options)
    parts = [whole.assign(copy=KINDS[0])]
    for kind in KINDS[1:]:
        if cues.documents["copy"].eq(kind).any():
            part = shares(only(cues, copy=kind), voice="narrator", **options)
        else:
            part = whole[:0]
        parts.append(_complete(part, whole, kind))
    return pd.concat(parts, ignore_index=True).astype({"copy": "string"})


def _complete(part, whole, kind):
    """``part`` with the rows of ``whole``, in its order; a row that it lacks has no exposure."""
    found = part.set_index(KEYS)
    rows = []
    for row in whole.to_dict("records"):
        key = tuple(row[name] for name in KEYS)
        if key in found.index:
            rows.append(dict(zip(KEYS, key)) | found.loc[key].to_dict())
        else:
            empty = {name: float("nan") for name in ("estimate", "low", "high", "p", "p_adjusted")}
            rows.append(row | empty | {"count": 0, "exposure": 0, "articles": 0, "reason": NONE})
    table = pd.DataFrame(rows, columns=whole.columns)
    return table.astype(whole.dtypes.to_dict()).assign(copy=kind)

"""What changes in the counts between two versions of a codebook, in one and the same corpus."""

import pandas as pd

KEYS = ["concept", "variant"]
COLUMNS = ["concept", "variant", "old", "new", "change", "gained", "lost"]
TOP = 5


def difference(old, new):
    """Compare the hits of two codebooks.

    Parameters
    ----------
    old, new : DataFrame
        ``codebook_hits.find_hits`` of each on the same articles.

    Returns
    -------
    DataFrame
        One row for each concept and variant that has hits in either: old, new, change (counts; unresolved mentions
        included), gained and lost (the most frequent surfaces at places that only one version gives the variant).
    """
    old, new = (table[table["concept"].notna()] for table in (old, new))
    place = ["doc_id", "part", "start", "end", *KEYS]
    both = old[[*place, "surface"]].merge(new[[*place, "surface"]], on=place, how="outer", suffixes=("_old", "_new"),
                                          indicator=True)
    rows = []
    for (concept, variant), here in both.groupby(KEYS, sort=True):
        gained, lost = here[here["_merge"] == "right_only"], here[here["_merge"] == "left_only"]
        before, after = len(here) - len(gained), len(here) - len(lost)
        rows.append((concept, variant, before, after, after - before, _surfaces(gained["surface_new"]),
                     _surfaces(lost["surface_old"])))
    table = pd.DataFrame(rows, columns=COLUMNS)
    strings = dict.fromkeys(("concept", "variant", "gained", "lost"), "string")
    return table.astype(strings | dict.fromkeys(("old", "new", "change"), "int64"))


def _surfaces(surfaces):
    counts = surfaces.value_counts()
    ordered = sorted(counts.index, key=lambda surface: (-counts[surface], surface))[:TOP]
    return "; ".join(f"{surface} {counts[surface]:,}" for surface in ordered) or None

"""The report's table of shares corrected by hand-coded lines, and the sentence that says whether there are any."""

import pandas as pd

from nabra.show.safe import is_arabic

FEW = 200


def corrected_rows(table, labels):
    """The rows of a table of `nabra.measures.corrected.corrected` as the page prints them; [] without one."""
    if table is None:
        return []
    concepts = labels.drop_duplicates("concept").set_index("concept")
    variants = labels.set_index(["concept", "variant"])
    rows = []
    for row in table.to_dict("records"):
        if row["concept"] not in concepts.index:
            continue
        known = (row["concept"], row["variant"]) in variants.index
        named = variants.loc[(row["concept"], row["variant"])] if known else concepts.loc[row["concept"]]
        kind = "variant" if known else "concept"
        rows.append({"ar": named[f"{kind}_ar"], "en": named[f"{kind}_en"], "value": row["value"]} | corrected_cells(row))
    return rows


def corrected_cells(row):
    """The outlet and the numbers of one corrected share as a page prints them."""
    return {
        "outlet": {"name": row["outlet"], "lang": "ar" if is_arabic(row["outlet"]) else "en"},
        "share": percent(row["estimate"]), "interval": between(row["low"], row["high"]),
        "alone": percent(row["uncorrected"]),
        "alone_interval": between(row["uncorrected_low"], row["uncorrected_high"]),
        "labels": f"{row['labels']:,}", "few": row["labels"] < FEW,
        "more": None if pd.isna(row["more_lines"]) else f"{row['more_lines']:,.0f}",
        "reason": None if pd.isna(row["reason"]) else row["reason"],
    }


def percent(share):
    """A share as the page prints it, None for NaN."""
    return None if pd.isna(share) else f"{100 * share:.1f} %"


def between(low, high):
    """An interval as the page prints it, None for NaN."""
    return None if pd.isna(low) else f"{100 * low:.1f}–{100 * high:.1f}"

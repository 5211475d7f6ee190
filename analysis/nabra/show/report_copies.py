"""What the report prints of copies and of genres left out."""

import numpy as np

from nabra.measures.by_copy import KINDS
from nabra.show.report_tables import interval, known, outlet, percent
from nabra.show.sentences import both
from nabra.show.style import few

CHANGED = 40         # rows at most
LEAST = 0.005        # a difference of shares from which a row is shown


def copies_section(table):
    """The shares that change most between all copy and the outlets' own; None without a table."""
    if table is None:
        return None
    keys = ["concept", "variant", "outlet"]
    whole, own, wire = (table[table["copy"] == kind].set_index(keys) for kind in KINDS)
    before, after = (side["estimate"].to_numpy(dtype=float, na_value=np.nan)
                     for side in (whole, own.loc[whole.index]))
    gone = ~np.isnan(before) & np.isnan(after)
    change = np.where(gone, 1.0, np.abs(after - before))
    order = np.argsort(-np.nan_to_num(change), kind="stable")
    places = [int(place) for place in order if change[place] >= LEAST]
    rows = [_row(key, {"all": whole.loc[key], "own": own.loc[key], "wire": wire.loc[key]})
            for key in (whole.index[place] for place in places[:CHANGED])]
    return {"rows": rows, "changed": len(places), "of": int((~np.isnan(before)).sum()),
            "more": len(places) - len(rows)}


def _row(key, sides):
    cells = [{"kind": kind, "share": percent(row["estimate"]), "interval": interval(row), "n": row["exposure"],
              "reason": both(row["reason"]), "few": few(row["articles"], row["exposure"])}
             for kind, row in sides.items()]
    head = sides["all"]
    return {"outlet": outlet({"outlet": key[2]}), "ar": known(head["variant_ar"]), "en": head["variant_en"],
            "cells": cells}


def genres_left_out(manifest):
    """The key and the numbers of the sentence on genres; None where nothing is known of them."""
    report = manifest.get("report")
    if not isinstance(report, dict) or "genre" not in report:
        return None
    if report["genre"] != "news":
        return {"key": "every_genre", "numbers": {}}
    counts = {name.replace(" ", "_"): f"{count:,}" for name, count in report["genres_left_out"].items()}
    return {"key": "news_alone", "numbers": counts | {"total": f"{sum(report['genres_left_out'].values()):,}"}}

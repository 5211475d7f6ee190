"""What the report prints of sources, reporting words, devices and what was carried over."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from nabra.measures.sensitivity import ALL, WITHOUT
from nabra.measures.shares import resolved
from nabra.show.behind import statements
from nabra.show.context import in_document_order, records
from nabra.show.report_lines import blocks, regular
from nabra.show.report_tables import interval, known, outlet, p_value, percent
from nabra.show.sentences import both
from nabra.show.style import few

LINES = 3            # lines behind each count at most
CHANGED = 40         # rows of the sensitivity table at most
LEAST = 0.005        # a difference of shares from which the sensitivity table names a row


@dataclass(frozen=True)
class Behind:
    """Some of the lines behind a count: ``shown`` of ``total``, by direction."""

    id: str
    total: int
    shown: int
    blocks: tuple


class Book:
    """The lines behind the numbers, numbered as they are asked for: ``prefix0``, ``prefix1`` …"""

    def __init__(self, cues, prefix):
        self.cues, self.prefix, self.kept = cues, prefix, {}
        outlets = cues.documents.set_index("doc_id")["outlet"]
        self.outlet_of = lambda rows: outlets.reindex(rows["doc_id"]).to_numpy()

    def keep(self, rows, keys):
        """Lines of ``rows`` for each outlet and value of the columns ``keys``; rows need start and end."""
        rows = rows.assign(outlet=self.outlet_of(rows))
        for key, group in rows.groupby(["outlet", *keys], sort=True):
            self.kept[key] = in_document_order(group, self.cues.documents)

    def behind(self):
        """{key: Behind} of all that was kept."""
        chosen = {key: rows.iloc[regular(range(len(rows)), LINES)] for key, rows in self.kept.items()}
        return {
            key: Behind(f"{self.prefix}{number}", len(self.kept[key]), len(rows),
                        blocks(records(rows, self.cues)))
            for number, (key, rows) in enumerate(chosen.items())
        }


def source_section(cues, tables):
    """Kinds of source and classes of reporting words as the template shows them; None without the tables."""
    kinds, classes = tables.get("sources"), tables.get("cue_classes")
    if kinds is None or classes is None:
        return None
    said = statements(cues)
    lines = Book(cues, "s")
    lines.keep(said.assign(group="kind", value=said["source_kind"].fillna("not told")), ["group", "value"])
    own = said[~said["carried"].fillna(False).astype(bool)]
    lines.keep(own.assign(group="class", value=own["cue_class"]), ["group", "value"])
    found = lines.behind()
    words = tables.get("source_words")
    rows = [] if words is None else words.to_dict("records")
    spoken = {(row["outlet"], row["variant"]): row for row in rows}
    return {
        "kinds": _groups(kinds, "kind", found, spoken),
        "classes": _groups(classes[classes["source_kind"] == "all"], "class", found, {}),
        "lines": list(found.items()),
    }


def _groups(table, group, found, spoken):
    """The table's categories with a row an outlet; categories that stand nowhere are left out."""
    out = []
    for name, rows in table.groupby("variant", sort=False):
        if not rows["count"].sum():
            continue
        lines = []
        for row in rows[rows["exposure"] > 0].to_dict("records"):
            behind, other = found.get((row["outlet"], group, name)), spoken.get((row["outlet"], name))
            lines.append(_line(row) | {
                "id": behind.id if behind and row["count"] else None,
                "words": percent(other["estimate"]) if other else None,
                "words_interval": interval(other) if other else None,
                "words_reason": both(other["reason"]) if other else None,
            })
        out.append({"name": name, "rows": lines})
    return out


def _line(row):
    return {
        "outlet": outlet(row), "share": percent(row["estimate"]), "interval": interval(row),
        "count": row["count"], "n": row["exposure"], "articles": row["articles"], "p": p_value(row["p_adjusted"]),
        "reason": both(row["reason"]), "few": few(row["articles"], row["exposure"]),
    }


def device_section(cues, table):
    """Rows of terms that carry a device of distance somewhere, with their lines; None without a table."""
    if table is None:
        return None
    mentions = resolved(cues.mentions)
    carrying = mentions[mentions["device"].notna() & (mentions["voice"] != "quoted")]
    lines = Book(cues, "d")
    lines.keep(carrying, ["concept", "variant", "device"])
    found = lines.behind()
    rows = []
    for row in table[(table["count"] > 0) & (table["device"] != "any")].to_dict("records"):
        behind = found.get((row["outlet"], row["concept"], row["variant"], row["device"]))
        rows.append(_line(row) | {"ar": known(row["variant_ar"]), "en": row["variant_en"],
                                  "device": row["device"], "id": behind.id if behind else None})
    return {"rows": rows, "lines": list(found.items())}


def sensitivity_section(table):
    """The rows that change most where what was carried over is left out; None without a table."""
    if table is None:
        return None
    keys = ["measure", "concept", "variant", "voice", "outlet"]
    whole, part = (table[table["basis"] == basis] for basis in (ALL, WITHOUT))
    sides = whole.merge(part, on=keys, suffixes=("", "_without"))
    before, after = (sides[column].to_numpy(dtype=float, na_value=np.nan)
                     for column in ("estimate", "estimate_without"))
    gone = ~np.isnan(before) & np.isnan(after)
    change = np.where(gone, 1.0, np.abs(after - before))
    changed = sides.assign(change=change)[gone | (change >= LEAST)]
    rows = [
        {
            "outlet": outlet(row), "measure": row["measure"], "voice": row["voice"],
            "ar": known(row["variant_ar"]), "en": row["variant_en"], "with": percent(row["estimate"]),
            "with_interval": interval(row), "n": row["exposure"],
            "without": percent(row["estimate_without"]), "without_n": row["exposure_without"],
            "without_interval": interval({"low": row["low_without"], "high": row["high_without"]}),
            "reason": both(row["reason_without"]), "few": few(row["articles"], row["exposure"]),
        }
        for row in changed.sort_values("change", ascending=False, kind="stable")[:CHANGED].to_dict("records")
    ]
    return {"rows": rows, "changed": len(changed), "of": int((~np.isnan(before)).sum()),
            "more": len(changed) - len(rows)}

"""What the report's template prints: the measures tables turned into rows of text and links."""

import pandas as pd

from nabra.show import charts
from nabra.show.figures import svg_bytes
from nabra.show.inline_svg import inline
from nabra.show.report_lines import EVERY
from nabra.show.safe import is_arabic
from nabra.show.sentences import arabic, both
from nabra.show.style import few

VOICE_ORDER = ("narrator", "reported", "quoted")


def known(value):
    """``value``, or None where the cell is null."""
    return None if pd.isna(value) else value


def percent(value):
    """A share as per cent with one decimal; None where there is none."""
    return None if pd.isna(value) else f"{100 * value:.1f}%"


def interval(row):
    """The row's interval as text; None where there is none."""
    if pd.isna(row["low"]) or pd.isna(row["high"]):
        return None
    return f"{100 * row['low']:.1f}–{100 * row['high']:.1f}"


def p_value(value):
    """p as text with three decimals."""
    return None if pd.isna(value) else "<.001" if value < 0.001 else f"{value:.3f}".lstrip("0")


def concept_sections(cues, tables, cells, words, drawn=None):
    """One dict a concept, in the codebook's order: labels, charts and the rows of its tables.

    ``words`` holds what the report says in its own voice; the charts' descriptions are taken from it. ``drawn``
    holds charts that were drawn before, as `nabra.show.gallery.draw_all` names them.
    """
    shares = tables["shares"]
    sections = []
    for place, concept in enumerate(dict.fromkeys(shares["concept"].dropna())):
        of = {name: table[table["concept"] == concept] for name, table in tables.items()}
        if not len(of["shares"]) or not cues.mentions["concept"].eq(concept).any():
            continue
        head = of["shares"].iloc[0]
        section = {
            "id": f"concept-{place}", "concept": concept, "ar": known(head["concept_ar"]),
            "en": head["concept_en"],
            "shares": share_groups(of["shares"], of.get("shares_wide"), cells),
            "voices": voice_groups(of.get("voice_shares"), cells),
            "cells": cell_groups(of["shares"], cells), "warnings": warnings(of["shares"]),
        }
        section["quotedness"], section["quotedness_rest"] = quoted_rows(of.get("quotedness"), cells)
        section["charts"] = concept_charts(of, section, words, drawn or {})
        sections.append(section)
    return sections


def concept_charts(of, section, words, drawn):
    """The concept's charts as SVG for the page: forest, quotedness; none of what is empty."""
    tables, out = {}, {}
    if of["shares"]["estimate"].notna().any():
        tables["forest"] = charts.forest, of["shares"]
    if section["quotedness"]:
        tables["quotedness"] = charts.quotedness, of["quotedness"]
    for kind, (draw, table) in tables.items():
        svg = drawn.get(f"{kind}-{section['concept']}") or svg_bytes(draw(table, section["concept"]))
        out[kind] = inline(svg, f"{section['id']}-{kind[0]}-", described(table, words[f"alt_{kind}"]))
    return out


def described(table, sentence):
    """What a chart of ``table`` shows, in English and Arabic, for those who cannot see it."""
    variants, head = table.drop_duplicates("variant"), table.iloc[0]
    said = []
    for language, stop in (("en", "; "), ("ar", "؛ ")):
        names = [known(row[f"variant_{language}"]) or row["variant"] for row in variants.to_dict("records")]
        said.append(sentence[language].format(
            concept=known(head[f"concept_{language}"]) or head["concept"], words=stop.join(names),
            outlets=stop.join(dict.fromkeys(table["outlet"])),
        ))
    return " · ".join(said)


def warnings(table):
    """Each outlet's warnings, once: (outlet, sentence, the sentence in Arabic or as it is)."""
    if "warning" not in table:
        return []
    said = table.dropna(subset=["warning"]).drop_duplicates(["outlet", "warning"])
    rows = said.to_dict("records")
    return [(outlet(row), row["warning"], arabic(row["warning"]) or row["warning"]) for row in rows]


def groups(table):
    """The table's rows (dicts) by variant, with the variant's labels."""
    for variant, rows in table.groupby("variant", sort=False):
        head = rows.iloc[0]
        names = {"variant": variant, "ar": known(head["variant_ar"]), "en": head["variant_en"]}
        yield names, rows.to_dict("records")


def outlet(row):
    """The outlet's name with its language, for `lang` and `dir`."""
    name = str(row["outlet"])
    return {"name": name, "lang": "ar" if is_arabic(name) else "en"}


def link_to(cells, row, *kinds):
    """The id of the lines behind a number, of the first kind that has any; None where there are none."""
    found = [cells.get((row["concept"], row["variant"], row["outlet"], kind)) for kind in kinds]
    return next((cell.id for cell in found if cell), None)


def link_to_all(cells, row):
    """The id of the place where all of an outlet's lines of one variant stand; None where there are none."""
    first = link_to(cells, row, *VOICE_ORDER)
    return f"{first}-all" if first else None


def link_to_exposure(cells, row):
    """The id of the lines that a share is a share of: the narrator's mentions of the concept in any word."""
    every = cells.get((row["concept"], EVERY, row["outlet"], "narrator"))
    if every:
        return every.id
    some = [cell for cell in cells.values() if (cell.concept, cell.outlet, cell.kind)
            == (row["concept"], row["outlet"], "narrator")]
    return some[0].id if some else None


def link_to_baseline(cells, row):
    """The id of the outlet's neutral names in marks; None where there are none."""
    cell = cells.get((EVERY, EVERY, row["outlet"], "marked"))
    return cell.id if cell else None


def share_groups(shares, wide, cells):
    """Variants with a row an outlet: share, interval, mentions, articles, p, and the wider share."""
    wider = {} if wide is None else {(r["variant"], r["outlet"]): r for r in wide.to_dict("records")}
    out = []
    for head, rows in groups(shares):
        lines = []
        for row in rows:
            other = wider.get((row["variant"], row["outlet"]))
            lines.append({
                "outlet": outlet(row), "share": percent(row["estimate"]), "interval": interval(row),
                "count": row["count"], "n": row["exposure"], "articles": row["articles"],
                "p": p_value(row["p_adjusted"]), "reason": both(row["reason"]),
                "wide": percent(other["estimate"]) if other else None,
                "wide_id": link_to(cells, row, "wide", "narrator") if other and other["count"] else None,
                "few": few(row["articles"], row["exposure"]), "id": link_to(cells, row, "narrator"),
                "n_id": link_to_exposure(cells, row),
            })
        out.append(head | {"rows": lines})
    return out


def voice_groups(table, cells):
    """Variants with a row an outlet: the share of each voice and the number of mentions."""
    out = []
    if table is None:
        return out
    for head, rows in groups(table):
        by_outlet = {}
        for row in rows:
            by_outlet.setdefault(row["outlet"], {})[row["voice"]] = row
        lines = []
        for voices in by_outlet.values():
            first = next(iter(voices.values()))
            if first["exposure"] == 0:
                continue
            lines.append({
                "outlet": outlet(first), "n": first["exposure"], "id": link_to_all(cells, first),
                "few": few(first["articles"], first["exposure"]),
                "voices": [voice_cell(voices.get(voice), voice, cells) for voice in VOICE_ORDER],
            })
        if lines:
            out.append(head | {"rows": lines})
    return out


def voice_cell(row, voice, cells):
    """One voice's share with its link, width of bar and reason."""
    if row is None:
        return {"voice": voice, "share": None, "width": 0, "id": None, "reason": None, "interval": None}
    return {
        "voice": voice, "share": percent(row["estimate"]), "interval": interval(row),
        "reason": both(row["reason"]),
        "width": 0 if pd.isna(row["estimate"]) else round(100 * row["estimate"], 2),
        "id": link_to(cells, row, voice),
    }


def quoted_rows(table, cells):
    """Rows with at least one mention in the outlet's own marks, and how many rows have none."""
    if table is None:
        return [], 0
    rows = [row for row in table.to_dict("records") if row["count"] > 0]
    out = [{
        "outlet": outlet(row), "ar": known(row["variant_ar"]), "en": row["variant_en"],
        "share": percent(row["estimate"]), "interval": interval(row), "count": row["count"],
        "n": row["exposure"], "articles": row["articles"], "p": p_value(row["p_adjusted"]),
        "baseline": percent(row.get("baseline")),
        "few": few(row["articles"], row["exposure"]), "id": link_to(cells, row, "marked"),
        "n_id": link_to(cells, row, "not quoted", "narrator", "reported"),
        "baseline_id": link_to_baseline(cells, row), "reason": both(row["reason"]),
    } for row in rows]
    return out, len(table) - len(rows)


def cell_groups(shares, cells):
    """The concept's cells of lines, by variant and outlet; last those of all its words together."""
    out, first = [], shares.iloc[0]
    every = {"variant": EVERY, "ar": known(first["concept_ar"]), "en": first["concept_en"]}
    for head, rows in [*groups(shares), (every, [first])]:
        here = [cell for key, cell in cells.items() if key[:2] == (rows[0]["concept"], head["variant"])]
        if here:
            by_outlet = {}
            for cell in here:
                by_outlet.setdefault(cell.outlet, []).append(cell)
            outlets = [
                {"outlet": name, "cells": some, "total": in_all(some), "id": f"{some[0].id}-all"}
                for name, some in by_outlet.items()
            ]
            out.append(head | {"outlets": outlets, "total": in_all(here)})
    return out


def neutral_cells(cells):
    """The cells of neutral names in marks, one an outlet that has any."""
    return [cell for cell in cells.values() if cell.concept == EVERY]


def in_all(cells):
    """How many mentions the cells stand for; each is counted in its voice alone."""
    return sum(cell.total for cell in cells if cell.kind in VOICE_ORDER)


def order_rows(changes, labels, cells, most=40):
    """Pairs of outlets whose order turns: the clear ones, the first others, and how many more there are."""
    if changes is None or not len(changes):
        return [], [], 0
    names = {(row["concept"], row["variant"]): row for row in labels.to_dict("records")}
    rows = []
    for row in changes.sort_values("clear", ascending=False, kind="stable").head(most).to_dict("records"):
        name = names.get((row["concept"], row["variant"]), {})
        rows.append({
            "ar": known(name.get("variant_ar")), "en": name.get("variant_en") or row["variant"],
            "apart": bool(row["clear"]),
            "sides": [order_side(row, side, cells) for side in ("a", "b")],
        })
    clear = [row for row in rows if row["apart"]]
    return clear, rows[len(clear):], len(changes) - len(rows)


def order_side(row, side, cells):
    """One outlet of a pair: its name and its two shares with their links."""
    of = row | {"outlet": row[f"outlet_{side}"]}
    narrow, wide = row[f"narrator_{side}"], row[f"wide_{side}"]
    return {
        "outlet": outlet(of), "narrator": percent(narrow), "narrator_id": link_to(cells, of, "narrator"),
        "wide": percent(wide), "wide_id": link_to(cells, of, "wide", "narrator") if wide else None,
    }


def corpus_rows(cues):
    """One dict an outlet: articles, words, mentions, dates, whether it prints marks."""
    documents = cues.documents
    mentions = cues.mentions.groupby("doc_id").size().reindex(documents["doc_id"]).fillna(0).to_numpy()
    out = []
    for name, rows in documents.assign(mentions=mentions).groupby("outlet", sort=True):
        dates = rows["date"].dropna()
        out.append({
            "outlet": outlet({"outlet": name}), "articles": len(rows),
            "language": ", ".join(sorted(rows["language"].dropna().unique())),
            "words": int(rows["words"].sum()) if "words" in rows else None,
            "mentions": int(rows["mentions"].sum()),
            "dates": f"{dates.min()[:10]} – {dates.max()[:10]}" if len(dates) else None,
            "marks": bool(rows["has_marks"].any()) if "has_marks" in rows else True,
        })
    return out


def codebook_rows(labels, forms):
    """The codebook by concept: its variants and their terms with the number of forms each stands for."""
    terms = {}
    for key, written in (forms or {}).items():
        parts = key.split("/", 2)
        if len(parts) == 3:
            terms.setdefault(tuple(parts[:2]), []).append((parts[2], count_forms(written)))
    out = []
    for concept, rows in labels.groupby("concept", sort=False):
        head = rows.iloc[0]
        variants = [
            {"id": row["variant"], "ar": known(row["variant_ar"]), "en": row["variant_en"],
             "terms": terms.get((concept, row["variant"]), [])}
            for row in rows.to_dict("records")
        ]
        out.append({
            "id": concept, "ar": known(head["concept_ar"]), "en": head["concept_en"],
            "baseline": bool(head["baseline"]), "variants": variants,
        })
    return out


def count_forms(written):
    """How many written forms a term stands for: the product over its positions."""
    total = 1
    for position in written:
        total *= len(position) if isinstance(position, (list, tuple)) else 1
    return total

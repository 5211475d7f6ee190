"""The page of ``nabra events``: who is named as having done it, each number with its sentences; it needs no network."""

import pandas as pd
from markupsafe import Markup

from nabra.measures.agency import ANY_VICTIM, NOBODY
from nabra.show import charts_agency
from nabra.show.behind_events import event_lines
from nabra.show.context import in_document_order, records
from nabra.show.figures import svg_bytes
from nabra.show.inline_svg import inline
from nabra.show.lines_html import CONSTRUCTION_WORDS
from nabra.show.page import data, environment, policy, template
from nabra.show.report_corrected import corrected_cells
from nabra.show.report_lines import PER_PAGE, blocks, cap_for, regular
from nabra.show.report_sources import Behind
from nabra.show.report_tables import interval, known, outlet, p_value, percent
from nabra.show.sentences import both
from nabra.show.style import few

KINDS = {True: "named", False: "unnamed"}


def render(cues, found, table, headlines, corrected=None, per_page=PER_PAGE, drawn=None):
    """The page as HTML text.

    Parameters
    ----------
    cues : Cues
    found : DataFrame
        Of `nabra.events`, from these cues.
    table : DataFrame
        Of `nabra.agent_named`, from all of these events.
    headlines : DataFrame
        Of `nabra.headline_difference`, from all of these events.
    corrected : DataFrame, optional
        Of `nabra.corrected`, for a sample of these events.
    drawn : DataFrame, optional
        The rows of the table that the chart shows; by default all.
    per_page : int
        Lines that the page holds at most, or one for each number.

    Returns
    -------
    str
    """
    words, script = data("words.toml") | data("events.toml"), template("report.js")
    told = table[table["exposure"] > 0]
    cells, cap = _cells(cues, found, told["concept"].eq(ANY_VICTIM).any(), per_page)
    chart = None
    if len(told):
        said = " · ".join(words["chart"][language] for language in ("en", "ar"))
        chart = Markup(inline(svg_bytes(charts_agency.agency(table if drawn is None else drawn)), "agency-", said))
    totals = {"events": f"{len(found):,}", "named": f"{int(found['agent_named'].sum()):,}", "articles": f"{len(cues.documents):,}"}
    return environment(words).get_template("events.html.j2").render(
        title=words["title"], css=Markup(template("report.css")), script=Markup(script), policy=policy(script), chart=chart,
        totals=totals, codebook_name=cues.codebook_name, sections=_sections(told, cells), cap=cap,
        headlines=_headlines(headlines), corrected=_corrected(corrected, cues.labels, words),
    )


def _cells(cues, found, together, per_page):
    """By victim, outlet and whether a doer is named some of the lines (`Behind`), and how many a number has at most.

    ``together``: also for ANY_VICTIM.
    """
    lines = in_document_order(event_lines(cues, found), cues.documents)
    if together:
        lines = pd.concat([lines.assign(concept=ANY_VICTIM), lines])
    lines = lines.reset_index(drop=True)
    outlets = cues.documents.set_index("doc_id")["outlet"].reindex(lines["doc_id"]).to_numpy()
    groups = lines.groupby([lines["concept"], outlets, lines["agent_named"]], sort=True).groups
    cap = cap_for([len(rows) for rows in groups.values()], per_page)
    kept = {key: regular(rows.to_numpy(), cap) for key, rows in groups.items()}
    return {key: Behind(f"e{number}", len(groups[key]), len(rows), blocks(records(lines.loc[rows], cues)))
            for number, (key, rows) in enumerate(kept.items())}, cap


def _sections(table, cells):
    """The victims in the table's order, each with a row an outlet and its lines."""
    sections = []
    for number, (victim, rows) in enumerate(table.groupby(table["concept"].fillna(NOBODY), sort=False)):
        head, shown, lines = rows.iloc[0], [], []
        arabic, english = (known(head["concept_ar"]), head["concept_en"]) if victim != NOBODY else charts_agency.NOBODY
        for row in rows.to_dict("records"):
            behind = {kind: cells.get((victim, row["outlet"], named)) for named, kind in KINDS.items()}
            shown.append(_row(row) | {kind: cell.id if cell else None for kind, cell in behind.items()})
            lines.append((outlet(row), [(kind, cell) for kind, cell in behind.items() if cell]))
        sections.append({"id": f"v{number}", "ar": arabic, "en": english, "rows": shown, "lines": lines})
    return sections


def _row(row):
    return {
        "outlet": outlet(row), "share": percent(row["estimate"]), "interval": interval(row), "count": row["count"],
        "n": row["exposure"], "articles": row["articles"], "p": p_value(row["p_adjusted"]), "reason": both(row["reason"]),
        "few": few(row["articles"], row["exposure"]),
    }


def _headlines(table):
    """The differences of headlines and texts as the page prints them; [] where none is known."""
    if not table["estimate"].notna().any():
        return []
    return [{
        "outlet": outlet(row), "headline": percent(row["headline"]), "body": percent(row["body"]),
        "difference": None if pd.isna(row["estimate"]) else f"{100 * row['estimate']:+.1f}",
        "interval": None if pd.isna(row["low"]) else f"{100 * row['low']:+.1f} … {100 * row['high']:+.1f}",
        "n": f"{row['exposure']:,}", "body_n": f"{row['body_exposure']:,.0f}", "reason": row["reason"] or "",
        "few": few(row["articles"], row["exposure"]),
    } for row in table.to_dict("records")]


def _corrected(table, labels, words):
    """The corrected shares as the page prints them; [] without any."""
    concepts, rows = labels.drop_duplicates("concept").set_index("concept"), []
    for row in [] if table is None else table.to_dict("records"):
        names = concepts.loc[row["concept"]] if row["concept"] in concepts.index else {"concept_ar": None, "concept_en": None}
        doer = words["coded_named"]["ar"], words["coded_named"]["en"]
        arabic, english = CONSTRUCTION_WORDS.get(row["value"], doer)
        rows.append(corrected_cells(row) | {"ar": names["concept_ar"], "en": names["concept_en"], "value_ar": arabic,
                                            "value_en": english})
    return [row | {"ar": None if pd.isna(row["ar"]) else row["ar"]} for row in rows]

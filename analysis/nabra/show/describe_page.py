"""The page of ``nabra describe``: what is in the corpus, in Arabic and English; it needs no network."""

import pandas as pd
from markupsafe import Markup

from nabra.show import charts_corpus
from nabra.show.figures import svg_bytes
from nabra.show.inline_svg import inline
from nabra.show.page import data, environment, policy, template
from nabra.show.safe import is_arabic

LINES = 12      # repeated lines of each outlet on the page; the file holds all
WARNINGS = 400


def drawn(described):
    """{name: (figure, table)} of the charts there is anything to draw for."""
    tables = {"months": described.months, "lengths": described.lengths, "marks": described.marks}
    figures = {name: (getattr(charts_corpus, name)(table), table) for name, table in tables.items() if len(table)}
    return {name: pair for name, pair in figures.items() if pair[0] is not None}


def render(described, repeated, notes=(), rejected=0, days=None):
    """The page as HTML text.

    Parameters
    ----------
    described : Described
        Of `nabra.text.described.described`.
    repeated : DataFrame
        Of `nabra.text.repeated.repeated_lines`.
    notes : sequence of str
        What was said aloud in reading.
    rejected : int
        Rows and files that were rejected.
    days : DataFrame, optional
        Of `nabra.text.grouping.group`, for the number of events that two outlets or more report.
    """
    words, script = data("describe.toml"), template("report.js")
    charts = {name: Markup(inline(svg_bytes(figure), f"{name}-", _both(words[f"alt_{name}"])))
              for name, (figure, _) in drawn(described).items()}
    events = None if days is None else int(days.loc[days["event_outlets"] >= 2, "event"].nunique())
    return environment(words).get_template("describe.html.j2").render(
        title=words["title"], css=Markup(template("report.css")), script=Markup(script), policy=policy(script),
        charts=charts, outlets=[_outlet(row) for row in described.outlets.to_dict("records")],
        total=f"{int(described.outlets['articles'].sum()):,}", rejected=f"{rejected:,}", notes=list(notes)[:WARNINGS],
        warnings=[_warning(row) for row in described.warnings.head(WARNINGS).to_dict("records")],
        genres=_table(described.genres, "genre"), origins=_table(described.genres, "origin"),
        copies=_table(described.copies, "copy"), events=events, lines=_lines(repeated), repeated=f"{len(repeated):,}",
    )


def _both(said):
    return f"{said['en']} · {said['ar']}"


def _who(name):
    return {"name": name, "lang": "ar" if is_arabic(name) else "en"}


def _outlet(row):
    cells = {name: value if isinstance(value, str) else f"{value:,}" for name, value in row.items()
             if name != "outlet" and not pd.isna(value)}
    return {"outlet": _who(row["outlet"]), **{name: cells.get(name) for name in row if name != "outlet"}}


def _warning(row):
    number, of = row["number"], row["of"]
    share = "" if pd.isna(number) or not of else f"{100 * number / of:.0f}%"
    numbers = {name: "" if pd.isna(value) else f"{value:,}" for name, value in (("number", number), ("of", of))}
    return {"key": f"warn_{row['key']}", "outlet": None if pd.isna(row["outlet"]) else _who(row["outlet"]),
            "numbers": numbers | {"share": share, "detail": "" if pd.isna(row["detail"]) else row["detail"]}}


def _table(table, what):
    """Heads and rows of the shares of one column's values."""
    own = table[table["what"] == what]
    values = list(dict.fromkeys(own["value"]))
    rows = [{"outlet": _who(outlet),
             "cells": [f"{100 * share:.1f}%" for share in rows.set_index("value")["share"][values]]}
            for outlet, rows in own.groupby("outlet", sort=False)]
    return {"what": what, "values": values, "rows": rows} if rows else None


def _lines(repeated):
    """The most frequent repeated lines by outlet."""
    return [{"outlet": _who(outlet), "more": max(0, len(rows) - LINES),
             "lines": [{"text": row["line"], "articles": f"{row['articles']:,}", "share": f"{100 * row['share']:.1f}%",
                        "left_out": bool(row["leave_out"])} for row in rows.head(LINES).to_dict("records")]}
            for outlet, rows in repeated.groupby("outlet", sort=False)]

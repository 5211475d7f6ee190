"""Events of violence: how often the doer is named, one panel a victim, one row an outlet."""

from nabra.errors import NabraError
from nabra.show import panels as frames
from nabra.show.alt import percent, told
from nabra.show.charts_forest import draw_estimate
from nabra.show.panels import SMALL, SMALL_ARABIC, labels, value
from nabra.show.style import SOFT, isolate, styled

NOBODY = ("بلا مفهوم من الدليل", "no concept of the codebook")
FEW, FEW_ARABIC = SMALL.replace("mentions", "events"), SMALL_ARABIC.replace("ذكرا", "حدثا")
TITLE = {"concept_ar": "هل يُذكر الفاعل؟", "concept_en": "Is the doer named?"}


def agency(table):
    """The share of events of violence whose doer is named: one panel a victim, one row an outlet.

    Parameters
    ----------
    table : pandas.DataFrame
        A measures table of ``nabra.agent_named``: one row per outlet and victim.

    Returns
    -------
    matplotlib.figure.Figure
        Victims stand in the table's order; those of no event are left out. A point is the share of the outlet's events
        with that victim whose sentence names a doer, the bar its interval, the small figure the events. Points are
        hollow when few articles or events stand behind them.

    Raises
    ------
    NabraError
        The table is none of ``nabra.agent_named``, an outlet stands twice for a victim, or there is no event.

    Caution
    -------
    Points tell how outlets differ, not why: not naming a doer may be the knowledge of the hour, and the rules that
    find doers err (docs/agency.md).
    """
    missing = [column for column in frames.NEEDED if column not in table.columns]
    if missing:
        raise NabraError(f"column '{missing[0]}' is missing; give agency the table of nabra.agent_named")
    table = table[table["measure"] == "agent named"]
    told_of = table.loc[table["exposure"] > 0, "concept"].fillna("").unique()
    table = table[table["concept"].fillna("").isin(told_of)]
    if not len(table):
        raise NabraError("the table holds no event of violence; there is nothing to draw")
    drawn = table.assign(
        variant=table["concept"].fillna(""), variant_ar=table["concept_ar"].fillna(NOBODY[0]),
        variant_en=table["concept_en"].fillna(NOBODY[1]), concept="agency", **TITLE,
    )
    frames.unique_cells(drawn, "agency")
    part = value(table.iloc[0].to_dict(), "part")
    where = {"title": (" (العناوين وحدها)", ", headlines alone"), "text": (" (المتون وحدها)", ", bodies alone")}
    arabic, english = where.get(part, ("", ""))
    subtitles = (
        f"Share of events of violence whose sentence names who did it, by victim{english} "
        "(Arabic outlets blue, English orange)",
        f"حصة أحداث العنف التي تذكر جملتها الفاعل، بحسب الضحية{arabic} (المنابر العربية بالأزرق والإنجليزية بالبرتقالي)",
    )
    footnotes = (
        "Points: share of events with a named doer; bars: 95 % intervals, article-clustered; small figures: events; "
        f"hollow: {FEW}. Languages are not compared.",
        "النقاط: حصة الأحداث المذكور فاعلها؛ الأشرطة: مجال 95٪ ووحدته المقالة؛ الأرقام الصغيرة: الأحداث؛ "
        f"النقطة المفرغة: {FEW_ARABIC}. ولا تقارن اللغتان.",
    )
    with styled():
        sheet, rows, panels = frames.frame(drawn, subtitles, footnotes, n_column=False)
        for panel in panels:
            for row in rows:
                if row.outlet in panel.cells:
                    draw_estimate(panel.axes, panel.cells[row.outlet], row)
                    _events(panel.axes, panel.cells[row.outlet], row)
        return sheet.finish(_alt(drawn))


def _events(axes, cell, row):
    """The number of events, in small figures at the end of the row."""
    axes.annotate(
        isolate(f"{int(cell['exposure']):,}"), (1, row.y), (6, 0), xycoords=("axes fraction", "data"),
        textcoords="offset points", fontsize=7, color=SOFT, ha="left", va="center_baseline", annotation_clip=False,
    )


def _alt(drawn):
    rows = drawn.to_dict("records")
    values = []
    for row in rows:
        arabic, english = labels(row, "variant")
        values.append(((f"{row['outlet']}: {arabic}", f"{row['outlet']}: {english}"), value(row, "estimate"),
                       int(row["exposure"])))
    return told(("حصة الأحداث المذكور فاعلها", "Events with a named doer"), labels(rows[0], "concept"), drawn["outlet"],
                values, percent)

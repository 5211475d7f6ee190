"""The frame that forest and quotedness charts share: outlets in rows, one panel a variant."""

from dataclasses import dataclass

import pandas as pd

from nabra.errors import NabraError
from nabra.show.safe import begins_arabic, is_arabic
from nabra.show.style import (
    FAINT,
    FEW_ARTICLES,
    FEW_MENTIONS,
    GRID,
    INK,
    LABEL_COLOURS,
    LANGUAGE_ORDER,
    SOFT,
    Sheet,
)

NEEDED = ("measure", "outlet", "concept", "variant", "estimate", "low", "high", "exposure", "articles")
PER_BAND = 6
ROW, GROUP_GAP, MARGIN = 0.27, 0.55, 0.16
PANEL_WIDTHS = {1: 4.4, 2: 2.7, 3: 2.1, 4: 1.75, 5: 1.5, 6: 1.36}
AXIS_ROOM, N_ROOM, PANEL_GAP, HEAD_GAP, FOOTNOTE = 0.34, 0.86, 0.17, 0.11, 0.15


@dataclass(frozen=True)
class Row:
    """One outlet's line across the panels; ``y`` counts rows from the top."""

    outlet: str
    language: str
    y: float


@dataclass(frozen=True)
class Panel:
    """One variant: its axes and its rows of the table, by outlet."""

    variant: str
    axes: object
    cells: dict


def one_concept(table, concept, measure, call):
    """The rows of ``table`` for one concept, checked: each outlet and variant once.

    Raises
    ------
    NabraError
        A column is missing, the concept is unknown, or the table holds several and none was named.
    """
    missing = [column for column in NEEDED if column not in table.columns]
    if missing:
        raise NabraError(f"column '{missing[0]}' is missing; give {call} the table that nabra.measures makes")
    table = table[table["measure"] == measure]
    known = list(dict.fromkeys(table["concept"].dropna()))
    if not known:
        raise NabraError(f"the table holds no rows of measure '{measure}'; give {call} another table")
    if concept is None and len(known) > 1:
        raise NabraError(
            f"the table holds {len(known)} concepts ({', '.join(known)}); "
            f"name one: {call}(…, concept='{known[0]}')"
        )
    if concept is not None and concept not in known:
        raise NabraError(f"concept '{concept}' is not in the table; it holds {', '.join(known)}")
    return table[table["concept"] == (concept or known[0])]


def unique_cells(table, call):
    """Raise NabraError when an outlet and variant occur twice (two voices in one table, say)."""
    if table.duplicated(["outlet", "variant"]).any():
        raise NabraError(f"an outlet stands twice for one variant; give {call} a table of one voice")


def value(row, column, default=None):
    """A cell of a row (a dict), or ``default`` where the column is absent or the cell null."""
    cell = row.get(column)
    return default if cell is None or cell is pd.NA or cell != cell else cell


def labels(row, what):
    """(Arabic, English) label of the row's concept or variant; the id stands in for the English one."""
    return value(row, f"{what}_ar", ""), value(row, f"{what}_en") or str(row[what])


def language_of(row):
    """The row's language, or "" when the table does not say."""
    return str(value(row, "language", ""))


def rows_of(table):
    """Outlets grouped by language (Arabic, English, others), each group in the table's order."""
    first = table.drop_duplicates("outlet").to_dict("records")
    first.sort(key=lambda row: (LANGUAGE_ORDER.get(language_of(row), 9), language_of(row)))
    rows, y, before = [], 0.5, None
    for row in first:
        language = language_of(row)
        y += GROUP_GAP if before is not None and language != before else 0
        rows.append(Row(row["outlet"], language, y))
        y, before = y + 1, language
    return rows


def title_block(sheet, row, subtitles):
    """The concept's name in both languages and grey lines below; returns the y where the chart may begin."""
    arabic, english = labels(row, "concept")
    y = MARGIN + 0.14
    room = sheet.width - 2 * MARGIN - 0.2
    wide = [sheet.measure(text, 13, "bold") if text else 0 for text in (english, arabic)]
    english = sheet.fit(english, max(room / 2, room - wide[1]), 13, "bold")
    sheet.text(MARGIN, y, english, 13, fontweight="bold", ha="left")
    if arabic:
        at = MARGIN + sheet.measure(english, 13, "bold") + 0.2
        arabic = sheet.fit(arabic, max(room / 2, room - wide[0]), 13, "bold")
        sheet.text(at, y, arabic, 13, fontweight="bold", ha="left")
    y += 0.05
    for line in subtitles:
        for part in sheet.wrap(line, sheet.width - 2 * MARGIN, 9, most=3):
            y += 0.215
            sheet.text(MARGIN, y, part, 9, color=SOFT, ha="left")
    return y + 0.2


def subtitle_lines(sheet, subtitles, width):
    """How many lines the subtitles take on a page ``width`` inches wide."""
    return sum(len(sheet.wrap(line, width - 2 * MARGIN, 9, most=3)) for line in subtitles)


def headings(sheet, table, room):
    """For each variant, in the table's order: its id and its heading's Arabic and English lines."""
    out = []
    for row in table.drop_duplicates("variant").to_dict("records"):
        arabic, english = labels(row, "variant")
        out.append(
            (
                row["variant"],
                sheet.wrap(arabic, room, 9.5, "bold", most=2) if arabic else [],
                sheet.wrap(english, room, 8.5, most=2),
            )
        )
    return out


def outlet_label(sheet, x, y, outlet, language, size=9.5, room=1.9):
    """The outlet's name in its language's colour, ending at x."""
    sheet.text(x, y, sheet.fit(outlet, room, size), size, ha="right", color=LABEL_COLOURS.get(language, INK))


def label_room(sheet, outlets, size=9.5, room=1.9):
    """Inches that the longest outlet name takes."""
    return max(sheet.measure(sheet.fit(outlet, room, size), size) for outlet in outlets) + 0.16


def top_of_axis(table, extra=()):
    """Right end of the shared axis and the step of its ticks: just beyond the highest value plotted."""
    columns = [table[column] for column in ("estimate", "high", *extra) if column in table.columns]
    highest = pd.concat(columns).astype("float64").max()
    highest = 0.1 if highest != highest else min(1.0, max(0.02, float(highest)))
    for end, step in ((0.02, 0.01), (0.04, 0.02), (0.1, 0.05), (0.2, 0.1), (0.4, 0.2), (0.6, 0.2)):
        if highest <= end * 1.02:
            return max(end, highest), step
    return min(1.0, highest * 1.02), 0.25


def frame(table, subtitles, footnotes, extra=(), n_column=True, across=None):
    """Lay out outlets × variants; returns the sheet, the rows and the panels.

    Without ``n_column`` room is left for a small figure at the end of each panel's rows.
    """
    sheet, rows = Sheet(), rows_of(table)
    gap = PANEL_GAP if n_column else max(0.4, sheet.measure(f"{table['exposure'].max():,.0f}", 7) + 0.2)
    across = side_by_side(table["variant"].nunique(), across)
    panel = PANEL_WIDTHS[across]
    heads = headings(sheet, table, panel - 0.02)
    left = MARGIN + label_room(sheet, [row.outlet for row in rows])
    width = max(left + across * panel + (across - 1) * gap + N_ROOM, 7.8)
    bands = [heads[at : at + across] for at in range(0, len(heads), across)]
    tall = [head_room(band) for band in bands]
    height = (rows[-1].y + 0.5) * ROW
    below = footnote_lines(sheet, footnotes, width)
    above = MARGIN + 0.39 + 0.215 * subtitle_lines(sheet, subtitles, width)
    under = FOOTNOTE * len(below) + 0.16
    sheet.resize(width, above + sum(tall) + len(bands) * (height + AXIS_ROOM + 0.16) + under)
    y = title_block(sheet, table.iloc[0].to_dict(), subtitles)
    by_variant = {name: rows_ for name, rows_ in table.groupby("variant", sort=False)}
    end, step = top_of_axis(table, extra)
    panels = []
    for band, room in zip(bands, tall):
        for place, (variant, arabic, english) in enumerate(band):
            x = left + place * (panel + gap)
            heading(sheet, x, y, room, arabic, english)
            cells = {row["outlet"]: row for row in by_variant[variant].to_dict("records")}
            axes = panel_axes(sheet, (x, y + room, panel, height), rows, end, step)
            panels.append(Panel(variant, axes, cells))
        for row in rows:
            outlet_label(sheet, left - 0.12, y + room + row.y * ROW, row.outlet, row.language)
        if n_column:
            mentions_column(sheet, rows, by_variant[band[0][0]], x + panel + 0.12, y + room)
        y += room + height + AXIS_ROOM + 0.16
    write_footnotes(sheet, y, below)
    return sheet, rows, panels


def side_by_side(variants, asked=None):
    """How many panels stand in one band: as asked, else all up to six, else half of them."""
    if asked is None:
        return min(variants if variants <= PER_BAND else -(-variants // 2), PER_BAND)
    if asked not in PANEL_WIDTHS:
        raise NabraError(f"across {asked!r} is no number of panels; give one from 1 to {PER_BAND}")
    return min(variants, asked)


def footnote_lines(sheet, footnotes, width):
    """The footnotes wrapped for a page ``width`` inches wide: (line, whether its footnote is Arabic)."""
    wrapped = [(sheet.wrap(note, width - 2 * MARGIN, 7.5, most=4), is_arabic(note)) for note in footnotes]
    return [(line, arabic) for lines, arabic in wrapped for line in lines]


def write_footnotes(sheet, y, lines):
    """Small grey lines from y on; those of an Arabic footnote begin at the page's right edge."""
    for place, (line, arabic) in enumerate(lines):
        side, x = ("right", sheet.width - MARGIN) if arabic else ("left", MARGIN)
        turned = arabic and not begins_arabic(line)      # the rest of a sentence, such as a number and a full stop
        sheet.text(x, y + FOOTNOTE * place, line, 7.5, color=SOFT, ha=side, rtl=turned)


def head_room(band):
    """Inches that the headings of a band of panels take."""
    return max(len(head[1]) for head in band) * 0.2 + max(len(head[2]) for head in band) * 0.17 + HEAD_GAP


def heading(sheet, x, y, room, arabic, english):
    """The variant's name above its panel: Arabic bold, English grey, standing on the panel's top edge."""
    at = y + room - HEAD_GAP - 0.12 - 0.17 * (len(english) - 1)
    for line in english:
        sheet.text(x, at, line, 8.5, color=SOFT, ha="left")
        at += 0.17
    at = y + room - HEAD_GAP - 0.14 - 0.17 * len(english) - 0.2 * (len(arabic) - 1)
    for line in arabic:
        sheet.text(x, at, line, 9.5, fontweight="bold", ha="left")
        at += 0.2


def panel_axes(sheet, place, rows, end, step):
    """Axes from 0 to ``end`` with per cent ticks, one unit of height a row.

    The zero bears no sign and a label at the end stands left of its tick, so that neighbours keep apart.
    """
    axes = sheet.axes(*place)
    axes.set_xlim(-0.012 * end, end * 1.01)
    axes.set_ylim(rows[-1].y + 0.5, 0)
    axes.spines[["top", "right", "left"]].set_visible(False)
    if place[2] < 2:
        step = 0.5 if end > 0.72 else 0.3 if step == 0.2 and end > 0.4 else step
    ticks = [step * count for count in range(int((end * 1.01) / step + 1e-9) + 1)]
    marks = axes.set_xticks(ticks, [f"{100 * tick:.0f}%" if tick else "0" for tick in ticks], fontsize=7.5)
    if ticks[-1] > 0.9 * end:
        marks[-1].label1.set_horizontalalignment("right")
    axes.set_yticks([])
    axes.grid(axis="x", color=GRID, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.tick_params(axis="x", length=2.5, width=0.8, color=FAINT, labelcolor=SOFT)
    return axes


def mentions_column(sheet, rows, cells, x, top):
    """n, the mentions of the concept, at the end of each row."""
    exposures = dict(zip(cells["outlet"], cells["exposure"]))
    for row in rows:
        n = int(exposures.get(row.outlet, 0))
        sheet.text(x, top + row.y * ROW, f"n={n:,}", 8, color=SOFT if n else FAINT, ha="left")


SMALL = f"fewer than {FEW_ARTICLES} articles or {FEW_MENTIONS} mentions"
SMALL_ARABIC = f"أقل من {FEW_ARTICLES} مقالة أو {FEW_MENTIONS} ذكرا"

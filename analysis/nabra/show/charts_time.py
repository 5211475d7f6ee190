"""Lines over time: rates with intervals, events, and the likeliest change."""

import pandas as pd

from nabra.errors import NabraError
from nabra.show import panels as frames
from nabra.show.alt import percent, told
from nabra.show.panels import FOOTNOTE, MARGIN, value
from nabra.show.style import (
    BLUE,
    FAINT,
    FEW_ARTICLES,
    GRID,
    INK,
    LANGUAGE_COLOURS,
    SOFT,
    VERMILION,
    Sheet,
    isolate,
    styled,
)

NEEDED = ("outlet", "period", "estimate", "low", "high", "articles", "exposure")
WIDTH, TALL, GAP = 9.0, 0.95, 0.46
MOST_OUTLETS, MOST_COUNTS = 12, 26  # panels; periods up to which each bears its n
SURE = 0.05  # adjusted p up to which a change is drawn as a full line


def trend(table, changes=None, title=None):
    """Rates over time: one panel an outlet, with intervals, known events and the likeliest change.

    Parameters
    ----------
    table : pandas.DataFrame
        The table of ``nabra.trend``: one row per outlet × period.
    changes : pandas.DataFrame, optional
        The table of ``nabra.change_point`` for the same outlets.
    title : (str, str), optional
        What the rate is of, in Arabic and in English.

    Returns
    -------
    matplotlib.figure.Figure
        Points are the periods' rates, the band their intervals; a line joins neighbouring periods alone, so
        a period without exposure leaves a gap. Hollow: fewer than 40 articles. Small figures: articles.
        Events are dotted lines with letters, named below; a change is a vertical bar with its p and the
        rates on either side, dashed where the adjusted p is above .05.

    Raises
    ------
    NabraError
        A column is missing, an outlet's period stands twice, there are more than 12 outlets, or nothing to
        draw.

    Caution
    -------
    Do not look for a change by eye: many periods make many peaks. An event near a change is no proof that it
    made it.
    """
    missing = [column for column in NEEDED if column not in table.columns]
    if missing:
        raise NabraError(f"column '{missing[0]}' is missing; give trend the table of nabra.trend")
    if table.duplicated(["outlet", "period"]).any():
        raise NabraError("an outlet's period stands twice; give trend one table of nabra.trend")
    if not table["estimate"].notna().any():
        raise NabraError("no period has a rate; there is nothing to draw")
    outlets = list(dict.fromkeys(table["outlet"]))
    if len(outlets) > MOST_OUTLETS:
        raise NabraError(
            f"{len(outlets)} outlets are too many for one chart ({MOST_OUTLETS} are the most); "
            "give trend some rows of the table"
        )
    title = title or ("على مر الزمن", "Over time")
    with styled():
        figure = _drawn(table, outlets, changes, title)
    values = [
        ((f"{row['outlet']} {row['period']}",) * 2, value(row, "estimate"), int(row["exposure"]))
        for row in table.to_dict("records")
    ]
    figure.alt = told(("على مر الزمن", "Lines over time"), title, outlets, values, percent)
    return figure


def _drawn(table, outlets, changes, title):
    table = table.assign(day=pd.to_datetime(table["period"]))
    limits = _limits(table)
    events = _events(table, limits[0])
    sheet = Sheet()
    subtitles = ("By period, with 95 % intervals", "بحسب المدة، مع مجال 95٪")
    below = frames.footnote_lines(sheet, _footnotes(changes is not None, bool(events)), WIDTH)
    named = [
        part
        for letter, (_, label) in events.items()
        for part in sheet.wrap(f"{letter}: {label}", WIDTH - 2 * MARGIN, 7.5, most=1)
    ]
    left = MARGIN + max(frames.label_room(sheet, outlets), 0.9) + 0.42
    top = MARGIN + 0.6 + 0.215 * frames.subtitle_lines(sheet, subtitles, WIDTH)
    tall = len(outlets) * (TALL + GAP)
    sheet.resize(WIDTH, top + tall + 0.28 + FOOTNOTE * (len(below) + len(named)))
    frames.title_block(
        sheet, {"concept": title[1], "concept_ar": title[0], "concept_en": title[1]}, subtitles
    )
    for place, outlet in enumerate(outlets):
        rows = table[table["outlet"] == outlet].sort_values("day", kind="stable").to_dict("records")
        y = top + place * (TALL + GAP)
        axes = _panel(sheet, (left, y, WIDTH - left - MARGIN - 0.1, TALL), limits)
        language = frames.language_of(rows[0])
        _line(axes, rows, LANGUAGE_COLOURS.get(language, BLUE))
        _counts(axes, rows, limits[0])
        _mark(axes, events, limits[1], place == 0)
        if changes is not None:
            _change(axes, changes[changes["outlet"] == outlet].to_dict("records"), limits)
        frames.outlet_label(sheet, left - 0.5, y + TALL / 2 - 0.1, outlet, language)
        n = sum(int(row["articles"]) for row in rows)
        sheet.text(left - 0.5, y + TALL / 2 + 0.12, f"n={n:,}", 7.5, color=SOFT if n else FAINT, ha="right")
    at = top + tall + 0.02
    for line, text in enumerate(named):
        sheet.text(MARGIN, at + FOOTNOTE * line, text, 7.5, color=INK, ha="left")
    frames.write_footnotes(sheet, at + FOOTNOTE * len(named), below)
    return sheet.finish()


def _limits(table):
    """(first day, last day), the shared top of the rates."""
    spread = max((table["day"].max() - table["day"].min()) * 0.03, pd.Timedelta(days=4))
    highest = table[["estimate", "high"]].max().max()
    known = table[table["estimate"].notna()]["day"]
    days = (known.min() - spread, known.max() + spread)
    return days, max(float(highest), 1e-9) * 1.08


def _panel(sheet, place, limits):
    days, top = limits
    axes = sheet.axes(*place)
    axes.set_xlim(*days)
    axes.set_ylim(0, top)
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(axis="y", color=GRID, linewidth=0.8)
    axes.set_axisbelow(True)
    step = next(
        step for step in (0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1) if top <= 2.6 * step or step == 1
    )
    ticks = [step * count for count in range(int(top / step + 1e-9) + 1)]
    axes.set_yticks(ticks, [f"{100 * tick:g}%" if tick else "0" for tick in ticks], fontsize=7.5)
    axes.tick_params(length=2.5, width=0.8, labelcolor=SOFT, color=FAINT)
    days = list(pd.date_range(days[0].normalize(), days[1], freq="MS"))
    days = days[:: max(1, -(-len(days) // 14))]
    axes.set_xticks(days, [f"{day:%Y-%m}" for day in days], fontsize=7)
    return axes


def _line(axes, rows, colour):
    """Runs of neighbouring periods with a value, each with its band, and the points."""
    run = []
    for row in [*rows, {"estimate": None}]:
        if value(row, "estimate") is not None:
            run.append(row)
            continue
        if run:
            days = [one["day"] for one in run]
            low, high = ([value(one, side, one["estimate"]) for one in run] for side in ("low", "high"))
            axes.plot(days, [one["estimate"] for one in run], color=colour, linewidth=1.4, zorder=2)
            axes.fill_between(days, low, high, color=colour, alpha=0.16, linewidth=0, zorder=1)
            axes.vlines(days, low, high, color=colour, alpha=0.45, linewidth=1.6, zorder=1.5)
        run = []
    for row in rows:
        if value(row, "estimate") is None:
            continue
        hollow = row["articles"] < FEW_ARTICLES
        axes.plot(
            [row["day"]],
            [row["estimate"]],
            "o",
            color=colour,
            markersize=4.6,
            markeredgewidth=1.2,
            zorder=3,
            markerfacecolor="white" if hollow else colour,
            clip_on=False,
        )


def _counts(axes, rows, days):
    """The articles of each period that the panel shows, above it."""
    rows = [row for row in rows if days[0] <= row["day"] <= days[1]]
    if len(rows) <= MOST_COUNTS:
        for row in rows:
            axes.annotate(
                isolate(f"{int(row['articles'])}"),
                (row["day"], 1),
                (0, 1),
                fontsize=6,
                xycoords=("data", "axes fraction"),
                textcoords="offset points",
                ha="center",
                va="bottom",
                color=SOFT if row["articles"] else FAINT,
            )


def _events(table, days):
    """{letter: (day, labels)} of the periods shown in which something happened."""
    if "events" not in table.columns:
        return {}
    marked = table.dropna(subset=["events"]).drop_duplicates("day").sort_values("day", kind="stable")
    marked = marked[marked["day"].between(*days)]
    found = zip(marked["day"], marked["events"])
    return {chr(ord("A") + number % 26) * (1 + number // 26): one for number, one in enumerate(found)}


def _mark(axes, events, top, named):
    for letter, (day, _) in events.items():
        axes.plot([day, day], [0, top], color=INK, linewidth=1, linestyle=(0, (1, 1.6)), zorder=1.2)
        if named:
            axes.annotate(
                isolate(letter),
                (day, 1),
                (0, 10),
                xycoords=("data", "axes fraction"),
                fontsize=7.5,
                textcoords="offset points",
                ha="center",
                va="bottom",
                fontweight="bold",
                color=INK,
            )


def _change(axes, found, limits):
    for row in found:
        day = value(row, "change")
        if day is None:
            continue
        day, p = pd.Timestamp(day), value(row, "p_adjusted")
        style = {"color": VERMILION, "linewidth": 1.5} | (
            {} if p is not None and p <= SURE else {"linestyle": (0, (4, 2)), "linewidth": 1.1}
        )
        (first, last), top = limits
        axes.plot([day, day], [0, top], zorder=2.5, **style)
        for ends, rate in (((first, day), value(row, "before")), ((day, last), value(row, "after"))):
            if rate is not None:
                axes.plot(ends, [rate, rate], zorder=2.4, alpha=0.7, **style)
        late = day > first + 0.7 * (last - first)
        axes.annotate(
            isolate(f"{day:%Y-%m-%d}, {_p(p)}"),
            (day, 1),
            (-3 if late else 3, -1),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            fontsize=6.5,
            color=VERMILION,
            ha="right" if late else "left",
            va="top",
            bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 0.5},
        )


def _p(p):
    if p is None:
        return "p = ?"
    return "p < .001" if p < 0.001 else f"p = {p:.3f}".replace("0.", ".", 1)


def _footnotes(changes, events):
    english = (
        "Points: rates; bands: 95 % intervals, article the unit; small figures and n: articles; "
        f"hollow: fewer than {FEW_ARTICLES}"
    )
    arabic = (
        "النقاط: النسب؛ الشريط: مجال 95٪ ووحدته المقالة؛ الأرقام الصغيرة: المقالات؛ النقطة المفرغة: "
        f"أقل من {FEW_ARTICLES}"
    )
    if events:
        english += "; dotted: the period of an event"
        arabic += "؛ المنقط: مدة وقع فيها حدث"
    if changes:
        english += "; dated bar: the likeliest change with its adjusted p, dashed above .05"
        arabic += "؛ الخط المؤرخ: أرجح يوم للتغير واحتماله المعدل، والمتقطع فوق 0.05"
    return english + ".", arabic + "."

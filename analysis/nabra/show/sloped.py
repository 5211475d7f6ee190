"""The lines of the chart of raw against adjusted."""

from dataclasses import dataclass

from nabra.errors import NabraError
from nabra.show import panels as frames
from nabra.show.panels import FOOTNOTE, MARGIN, value
from nabra.show.style import BLUE, FAINT, FEW_ARTICLES, GREEN, GRID, INK, PURPLE, SOFT, VERMILION, Sheet

WIDTH, TALL, APART = 8.2, 3.4, 0.34  # inches: page, plot, and between labels
COLOURS = (BLUE, VERMILION, GREEN, PURPLE, INK)
MARKERS, SIGNS, DASHES = "osD^v", "●■◆▲▼", ((), (4, 1.5), (1.5, 1.5), (5, 1.5, 1.5, 1.5), (7, 2))
TOLD = ("level", "estimator", "terms", "by", "outlet")  # columns that tell comparisons apart
HOW = {
    "adjusted": ("معدل", "adjusted"),
    "standardised": ("موحد المعيار", "standardised"),
    "within events": ("داخل الأحداث نفسها", "within events"),
}


@dataclass(frozen=True)
class Pair:
    """One comparison: raw and adjusted values with (low, high), in per cent or percentage points."""

    name: str
    how: str
    raw: float | None
    raw_bounds: tuple
    adjusted: float | None
    bounds: tuple
    n: str
    few: bool
    reason: str | None


def pairs_of(table):
    """The comparisons of a table of matched, standardised_difference, regression or standardise.

    Raises
    ------
    NabraError
        It is none of these.
    """
    if "model" not in table.columns:
        if {"outlet", "raw", "estimate"} <= set(table.columns):
            return [_of_outlet(row) for row in table.to_dict("records")]
        raise NabraError(
            "slope takes the table of nabra.matched, standardised_difference, regression or "
            "standardise; this one has neither 'model' nor 'raw'"
        )
    apart = [column for column in TOLD if column in table.columns and table[column].notna().any()]
    groups = {}
    for row in table.to_dict("records"):
        groups.setdefault(tuple(str(row[column]) for column in apart), []).append(row)
    pairs = []
    for key, rows in groups.items():
        raw = [row for row in rows if row["model"] == "raw"]
        others = [row for row in rows if row["model"] in HOW]
        if len(raw) != 1:
            raise NabraError(
                f"the comparison {', '.join(key) or 'of the table'} has {len(raw)} raw rows; one is needed: "
                "tell several apart by a column 'by'"
            )
        scale = 1 if "estimator" in apart else 100
        varied = [part for column, part in zip(apart, key) if table[column].nunique() > 1]
        pairs += [_of_models(", ".join(varied), raw[0], other, scale) for other in others]
    return pairs


def _of_outlet(row):
    raw, estimate, low, high = (_times(value(row, name), 100) for name in ("raw", "estimate", "low", "high"))
    n = int(row["articles"])
    return Pair(
        str(row["outlet"]),
        "standardised",
        raw,
        (None, None),
        estimate,
        (low, high),
        f"n={n:,}",
        n < FEW_ARTICLES,
        value(row, "reason"),
    )


def _of_models(name, raw, other, scale):
    bounds = [tuple(_times(value(row, side), scale) for side in ("low", "high")) for row in (raw, other)]
    if "articles_a" in other:
        sizes = [int(other["articles_a"]), int(other["articles_b"])]
        n = "n=" + " | ".join(f"{size:,}" for size in sizes)
        n += f", {int(other['events']):,} events" if other["model"] == "within events" else ""
    else:
        sizes = [int(value(other, "clusters", 0))]
        n = f"n={sizes[0]:,}"
    return Pair(
        name or other["model"],
        other["model"],
        _times(value(raw, "estimate"), scale),
        bounds[0],
        _times(value(other, "estimate"), scale),
        bounds[1],
        n,
        min(sizes) < FEW_ARTICLES,
        value(other, "reason"),
    )


def _times(number, scale):
    return None if number is None else float(number) * scale


def sloped(pairs, title):
    """The figure: raw values on the left, adjusted ones on the right, names at their ends."""
    sheet = Sheet()
    hows = [HOW[how] for how in dict.fromkeys(pair.how for pair in pairs)]
    points = all("n=" in pair.n and pair.raw_bounds == (None, None) for pair in pairs)
    unit = (
        ("per cent", "بالمئة")
        if points
        else ("percentage points, first outlet less second", "بالنقاط المئوية")
    )
    subtitles = (
        f"In {unit[0]}; left raw, right {' / '.join(how[1] for how in hows)}",
        f"{unit[1]}؛ الخام يسارا، ويمينا ما بعد التسوية ({'، '.join(how[0] for how in hows)})",
    )
    reasons = [
        f"{_sign(number)} {pair.name}: {pair.reason}"
        for number, pair in enumerate(pairs)
        if pair.adjusted is None and pair.reason
    ]
    below = frames.footnote_lines(
        sheet,
        (
            *reasons,
            "Bars: 95 % intervals; n: what stands behind the adjusted value (articles, or clusters); "
            "hollow: fewer than "
            f"{FEW_ARTICLES}.",
            "الأشرطة: مجال 95٪؛ العدد: ما تقوم عليه القيمة بعد التسوية؛ النقطة المفرغة: أقل من "
            f"{FEW_ARTICLES}.",
        ),
        WIDTH,
    )
    top = MARGIN + 0.72 + 0.215 * frames.subtitle_lines(sheet, subtitles, WIDTH)
    tall = max(TALL, APART * 1.25 * len(pairs))
    sheet.resize(WIDTH, top + tall + 0.3 + FOOTNOTE * len(below))
    frames.title_block(
        sheet, {"concept": title[1], "concept_ar": title[0], "concept_en": title[1]}, subtitles
    )
    axes = sheet.axes(MARGIN + 0.5, top, 4.2, tall)
    low, high = _limits(pairs)
    axes.set_xlim(-0.18, 1.12)
    axes.set_ylim(low, high)
    axes.set_xticks([])
    axes.spines[["top", "right", "bottom"]].set_visible(False)
    axes.grid(axis="y", color=GRID, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.tick_params(length=2.5, width=0.8, labelcolor=SOFT, color=FAINT, labelsize=7.5)
    if low < 0 < high:
        axes.axhline(0, color=SOFT, linewidth=0.9)
    for x, (arabic, english) in (
        (0, ("خام", "raw")),
        (1, hows[0] if len(hows) == 1 else ("معدل", "adjusted")),
    ):
        at = MARGIN + 0.5 + 4.2 * (x + 0.18) / 1.3
        sheet.text(at, top - 0.3, arabic, 9, ha="center", fontweight="bold")
        sheet.text(at, top - 0.13, english, 8.5, ha="center", color=SOFT)
    for number, pair in enumerate(pairs):
        _draw_pair(axes, pair, number, (number - (len(pairs) - 1) / 2) * 0.03)
    _names(sheet, pairs, top, tall, (low, high))
    frames.write_footnotes(sheet, top + tall + 0.24, below)
    return sheet.finish()


def _limits(pairs):
    every = [
        number
        for pair in pairs
        for number in (pair.raw, *pair.raw_bounds, pair.adjusted, *pair.bounds)
        if number is not None
    ]
    low, high = min(0.0, *every), max(0.0, *every)
    room = (high - low or 1) * 0.05
    return low - room * (low < 0), high + room


def _draw_pair(axes, pair, number, shift):
    colour, marker = COLOURS[number % len(COLOURS)], MARKERS[number % len(MARKERS)]
    ends = [(shift, pair.raw, pair.raw_bounds), (1 + shift, pair.adjusted, pair.bounds)]
    for x, estimate, (low, high) in ends:
        if estimate is None:
            continue
        if low is not None and high is not None:
            axes.plot(
                [x, x], [low, high], color=colour, alpha=0.45, linewidth=2.6, solid_capstyle="butt", zorder=2
            )
        hollow = pair.few and x > 0.5
        axes.plot(
            [x],
            [estimate],
            marker,
            color=colour,
            markersize=6,
            markeredgewidth=1.4,
            zorder=3,
            markerfacecolor="white" if hollow else colour,
        )
    if pair.raw is not None and pair.adjusted is not None:
        axes.plot(
            [ends[0][0], ends[1][0]],
            [pair.raw, pair.adjusted],
            color=colour,
            linewidth=1.3,
            zorder=1.5,
            dashes=DASHES[number % len(DASHES)] or (None, None),
        )


def _names(sheet, pairs, top, tall, limits):
    """Each comparison's name, values and n on the right, kept apart."""
    low, high = limits
    wanted = []
    for number, pair in enumerate(pairs):
        end = next((x for x in (pair.adjusted, pair.raw) if x is not None), low)
        wanted.append((top + tall * (high - end) / (high - low), number))
    wanted.sort()
    places = [place for place, _ in wanted]
    for at in range(1, len(places)):
        places[at] = max(places[at], places[at - 1] + APART)
    over = places[-1] - (top + tall)
    if over > 0:
        places[-1] -= over
        for at in range(len(places) - 2, -1, -1):
            places[at] = min(places[at], places[at + 1] - APART)
    x, room = MARGIN + 0.5 + 4.2 + 0.12, WIDTH - MARGIN - (MARGIN + 0.5 + 4.2 + 0.12)
    for y, (_, number) in zip(places, wanted):
        pair = pairs[number]
        sheet.text(x, y - 0.08, _sign(number), 8.5, ha="left", color=COLOURS[number % len(COLOURS)])
        sheet.text(
            x + 0.17,
            y - 0.08,
            sheet.fit(pair.name, room - 0.17, 8.5, "bold"),
            8.5,
            ha="left",
            fontweight="bold",
        )
        line = f"{_number(pair.raw)} → {_number(pair.adjusted)}, {pair.n}"
        sheet.text(x + 0.17, y + 0.09, sheet.fit(line, room - 0.17, 7.5), 7.5, ha="left", color=SOFT)


def _sign(number):
    return SIGNS[number % len(SIGNS)]


def _number(number):
    return "–" if number is None else f"{number:.1f}".replace("-", "−")

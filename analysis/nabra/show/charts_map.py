"""Outlets on a map, with how far resampled articles move them."""

import itertools

from matplotlib.patches import Ellipse
from matplotlib.patheffects import withStroke

from nabra.errors import NabraError
from nabra.show import panels as frames
from nabra.show.alt import told
from nabra.show.panels import FOOTNOTE, MARGIN, value
from nabra.show.style import (
    FAINT,
    FEW_ARTICLES,
    GREEN,
    GRID,
    INK,
    LABEL_COLOURS,
    LANGUAGE_COLOURS,
    SOFT,
    Sheet,
    isolate,
    styled,
)

NEEDED = ("outlet", "x", "y", "x_low", "x_high", "y_low", "y_high", "shown")
WIDTH, SIDE = 7.6, 4.6  # inches: the page, and the longer side of the map
FAIR = 0.8  # share of the squared distances below which the map says that it misplaces
AROUND = ((0, -0.2), (0, 0.2), (1, 0), (-1, 0), (1, -0.16), (-1, -0.16), (1, 0.16), (-1, 0.16))


def outlet_map(table):
    """Where outlets lie by their choice of words: near ones choose alike.

    Parameters
    ----------
    table : pandas.DataFrame
        The table of ``nabra.outlet_map``: one row an outlet, coordinates and their bounds.

    Returns
    -------
    matplotlib.figure.Figure
        One point an outlet. The ellipse reaches as far to each side as 95 % of the resampled maps'
        coordinates; both axes have one scale, shown by the bar. The subtitle says how much of the distances
        the map keeps.

    Raises
    ------
    NabraError
        A column is missing, an outlet stands twice, or no place is known.

    Caution
    -------
    Left and right, above and below mean nothing; only distances do. Outlets whose ellipses overlap are not
    told apart.
    """
    missing = [column for column in NEEDED if column not in table.columns]
    if missing:
        raise NabraError(f"column '{missing[0]}' is missing; give outlet_map the table of nabra.outlet_map")
    if table["outlet"].duplicated().any():
        raise NabraError("an outlet stands twice; give outlet_map one table of nabra.outlet_map")
    rows = [
        row for row in table.to_dict("records") if value(row, "x") is not None and value(row, "y") is not None
    ]
    if not rows:
        raise NabraError("no outlet has a place on the map; there is nothing to draw")
    spoken = {row["outlet"]: frames.language_of(row) for row in rows}
    with styled():
        figure = _drawn(rows, spoken)
    apart = [
        (
            (f"{a['outlet']} – {b['outlet']}",) * 2,
            ((a["x"] - b["x"]) ** 2 + (a["y"] - b["y"]) ** 2) ** 0.5,
            None,
        )
        for a, b in itertools.combinations(rows, 2)
    ]
    figure.alt = told(
        ("خريطة المنابر، والقيم مسافات عليها", "Map of outlets; values are distances on it"),
        ("خريطة المنابر", "Map of outlets"),
        [row["outlet"] for row in rows],
        apart,
        lambda distance: f"{distance:.2f}",
    )
    return figure


def _drawn(rows, spoken):
    left, right, low, high = _limits(rows)
    scale = min((WIDTH - 2 * MARGIN) / (right - left), SIDE / (high - low))
    wide, tall = scale * (right - left), scale * (high - low)
    sheet = Sheet()
    subtitles, footnotes = _words(value(rows[0], "shown"))
    below = frames.footnote_lines(sheet, footnotes, WIDTH)
    top = MARGIN + 0.42 + 0.215 * frames.subtitle_lines(sheet, subtitles, WIDTH)
    sheet.resize(WIDTH, top + tall + 0.5 + FOOTNOTE * len(below))
    names = {"concept": "Map of outlets", "concept_ar": "خريطة المنابر", "concept_en": "Map of outlets"}
    frames.title_block(sheet, names, subtitles)
    axes = sheet.axes((WIDTH - wide) / 2, top, wide, tall)
    axes.set_xlim(left, right)
    axes.set_ylim(low, high)
    axes.set_xticks([])
    axes.set_yticks([])
    for spine in axes.spines.values():
        spine.set_color(GRID)
    for row in rows:
        _draw_point(axes, row, spoken.get(row["outlet"], ""))
    _draw_labels(sheet, axes, rows, spoken, scale)
    _draw_bar(axes, left, low, scale)
    frames.write_footnotes(sheet, top + tall + 0.26, below)
    return sheet.finish()


def _limits(rows):
    """Left, right, low and high end of the map: all that is drawn, and room for labels."""
    ends = []
    for axis in ("x", "y"):
        every = [value(row, column) for row in rows for column in (axis, f"{axis}_low", f"{axis}_high")]
        every = [number for number in every if number is not None]
        ends.append((min(every), max(every)))
    span = max(high - low for low, high in ends) or 1.0
    (left, right), (low, high) = ends
    return left - 0.2 * span, right + 0.2 * span, low - 0.14 * span, high + 0.14 * span


def _draw_point(axes, row, language):
    colour = LANGUAGE_COLOURS.get(language, GREEN)
    bounds = [value(row, column) for column in ("x_low", "x_high", "y_low", "y_high")]
    if None not in bounds:
        x1, x2, y1, y2 = bounds
        axes.add_patch(
            Ellipse(
                ((x1 + x2) / 2, (y1 + y2) / 2),
                x2 - x1,
                y2 - y1,
                facecolor=colour,
                alpha=0.16,
                linewidth=0,
                zorder=1,
            )
        )
        axes.add_patch(
            Ellipse(
                ((x1 + x2) / 2, (y1 + y2) / 2),
                x2 - x1,
                y2 - y1,
                facecolor="none",
                edgecolor=colour,
                alpha=0.6,
                linewidth=0.8,
                zorder=1.2,
            )
        )
    hollow = value(row, "articles", FEW_ARTICLES) < FEW_ARTICLES
    axes.plot(
        [row["x"]],
        [row["y"]],
        "s" if language == "en" else "o",
        color=colour,
        markersize=6,
        markeredgecolor=colour,
        markeredgewidth=1.4,
        zorder=3,
        markerfacecolor="white" if hollow else colour,
    )


def _draw_labels(sheet, axes, rows, spoken, scale):
    """Each outlet's name near its point, clear of points and other names where there is a place for it."""
    (left, right), (low, high) = axes.get_xlim(), axes.get_ylim()
    points = [((row["x"] - left) * scale, (high - row["y"]) * scale) for row in rows]
    page = ((right - left) * scale, (high - low) * scale)
    taken = [(x - 0.07, y - 0.07, x + 0.07, y + 0.07) for x, y in points]
    for row, point in zip(rows, points):
        n = value(row, "articles")
        name = sheet.fit(row["outlet"], 1.6, 9) + (f" {isolate(f'n={int(n):,}')}" if n is not None else "")
        box, far = _place(point, sheet.measure(name, 9), taken, page)
        taken.append(box)
        middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        x, y = left + middle[0] / scale, high - middle[1] / scale
        if far:
            axes.plot([row["x"], x], [row["y"], y], color=FAINT, linewidth=0.7, zorder=2)
        colour = LABEL_COLOURS.get(spoken.get(row["outlet"], ""), INK)
        axes.text(
            x,
            y,
            isolate(name),
            fontsize=9,
            color=colour,
            ha="center",
            va="center_baseline",
            zorder=4,
            path_effects=[withStroke(linewidth=2.2, foreground="white", alpha=0.9)],
        )


def _place(point, width, taken, page):
    """(box of a label in inches, whether it is far from its point)."""
    best = None
    for ring in (1, 1.9, 2.9, 4):
        for across, down in AROUND:
            x = point[0] + across * (width / 2 + 0.12 * ring)
            y = point[1] + down * ring + (0.1 * (ring - 1) * (1 if down > 0 else -1) if across else 0)
            box = (x - width / 2, y - 0.1, x + width / 2, y + 0.1)
            inside = (
                box[0] >= 0.02 and box[2] <= page[0] - 0.02 and box[1] >= 0.02 and box[3] <= page[1] - 0.02
            )
            clear = all(box[2] <= b[0] or box[0] >= b[2] or box[3] <= b[1] or box[1] >= b[3] for b in taken)
            best = best or (box, ring > 1)
            if inside and clear:
                return box, ring > 1
    return best


def _draw_bar(axes, left, low, scale):
    """The scale: a bar of a round length."""
    right = axes.get_xlim()[1]
    length = next(
        (step for step in (0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005) if step <= (right - left) / 4), 0.001
    )
    x, y = left + 0.12 / scale, low + 0.14 / scale
    axes.plot([x, x + length], [y, y], color=SOFT, linewidth=2, solid_capstyle="butt")
    axes.text(x, y + 0.1 / scale, isolate(f"{length:g}"), fontsize=7.5, color=SOFT, va="bottom")


def _words(shown):
    """Subtitles and footnotes."""
    kept = "" if shown is None else f"; the map keeps {100 * shown:.0f} % of the squared distances"
    kept_arabic = "" if shown is None else f"؛ تحفظ الخريطة {100 * shown:.0f}٪ من مربعات المسافات"
    if shown is not None and shown < FAIR:
        kept += ": too few, somebody is misplaced"
        kept_arabic += "، وهذا قليل: ففيها من وُضع في غير موضعه"
    subtitles = (
        f"Near: the same words for the same people{kept}",
        f"القرب: الكلمات نفسها للناس أنفسهم{kept_arabic}",
    )
    return subtitles, (
        "Classical scaling of the roots of Jensen-Shannon distances less chance (bits). Ellipses reach "
        "as far as 95 % "
        "of the coordinates in resampled maps. Directions mean nothing. Bar: scale. n: articles; hollow: "
        "fewer than "
        f"{FEW_ARTICLES}.",
        "القطوع: مدى 95٪ من الإحداثيات في خرائط معادة من مقالات مسحوبة؛ المسافات جذور تباعد ينسن وشانون "
        "بعد طرح "
        "أثر المصادفة؛ لا معنى للجهات. والخط مقياس المسافة، والعدد عدد المقالات؛ النقطة المفرغة: أقل من "
        f"{FEW_ARTICLES}.",
    )

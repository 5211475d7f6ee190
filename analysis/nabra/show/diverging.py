"""The bars of the chart of term choice: pieces in the codebook's order around a common centre."""

from dataclasses import dataclass

import matplotlib as mpl

from nabra.show import panels as frames
from nabra.show.panels import FOOTNOTE, MARGIN, SMALL, SMALL_ARABIC, value
from nabra.show.style import FAINT, INK, SOFT, Sheet, few, isolate

WIDTH, BAR = 9.2, 0.31
NEUTRAL = "#D9D9D9"
DARK = 0.42  # luminance below which text on a colour is white


@dataclass(frozen=True)
class Piece:
    """One variant: its labels, colour, hatching and side (-1 left of the centre, 0 on it, 1 right)."""

    variant: str
    arabic: str
    english: str
    colour: str
    hatch: str
    side: int


def diverging(table, centre):
    """The figure: a legend, one bar an outlet laid on the centre line, n on the right."""
    used = table.groupby("variant", sort=False)["count"].sum()
    pieces = pieces_of(table, centre, [variant for variant in used.index if used[variant] > 0])
    bars = [bar_of(rows.to_dict("records"), pieces) for _, rows in table.groupby("outlet", sort=False)]
    bars.sort(key=lambda bar: (bar["start"] is None, bar["start"]))
    sheet = Sheet()
    small = any(bar["few"] and bar["exposure"] for bar in bars)
    neutral = next((piece for piece in pieces if piece.side == 0), None)
    below = frames.footnote_lines(sheet, _footnotes(small, neutral, centre is not None), WIDTH)
    left = MARGIN + frames.label_room(sheet, [bar["outlet"] for bar in bars])
    legend = _legend_places(sheet, pieces, left, WIDTH - MARGIN)
    tall, key = len(bars) * BAR + 0.1, 0.42 * (1 + legend[-1][1] if legend else 0)
    subtitles = (
        "Per cent of mentions, laid on a common centre (Arabic outlets blue, English orange)",
        "النسبة المئوية من الذكر على خط وسط مشترك (المنابر العربية بالأزرق والإنجليزية بالبرتقالي)",
    )
    lines = frames.subtitle_lines(sheet, subtitles, WIDTH)
    sheet.resize(WIDTH, MARGIN + 0.39 + 0.215 * lines + key + 0.24 + tall + 0.3 + FOOTNOTE * len(below) + 0.1)
    y = frames.title_block(sheet, table.iloc[0].to_dict(), subtitles) + 0.06
    _legend(sheet, pieces, legend, y)
    y += key + 0.1
    axes = sheet.axes(left, y, WIDTH - left - 0.95, tall)
    _draw(axes, bars, pieces, WIDTH - left - 0.95)
    for place, bar in enumerate(bars):
        at = y + (place + 0.5) * tall / len(bars)
        frames.outlet_label(sheet, left - 0.1, at, bar["outlet"], bar["language"])
        note = f"n={bar['exposure']:,}" + (" ○" if bar["few"] and bar["exposure"] else "")
        sheet.text(WIDTH - 0.85, at, note, 8, color=SOFT if bar["exposure"] else FAINT, ha="left")
    frames.write_footnotes(sheet, y + tall + 0.25, below)
    return sheet.finish()


def pieces_of(table, centre, used):
    """The variants that somebody uses, in the codebook's order, coloured by their side of the centre."""
    order = list(dict.fromkeys(table["variant"]))
    at = order.index(centre) if centre else (len(order) - 1) / 2
    arms = max(at, len(order) - 1 - at) or 1
    colours, out = mpl.colormaps["BrBG"], []
    for row in table.drop_duplicates("variant").to_dict("records"):
        if row["variant"] not in used:
            continue
        away = order.index(row["variant"]) - at
        side = (away > 0) - (away < 0)
        colour = (
            NEUTRAL if not side else mpl.colors.to_hex(colours(0.5 + side * (0.1 + 0.32 * abs(away) / arms)))
        )
        out.append(
            Piece(row["variant"], *frames.labels(row, "variant"), colour, "//" if side > 0 else "", side)
        )
    return out


def bar_of(rows, pieces):
    """One outlet's bar (a dict): its pieces' shares and where it starts, left of 0."""
    shares = {row["variant"]: value(row, "estimate") for row in rows}
    known = {name: share for name, share in shares.items() if share is not None}
    before = sum(
        known.get(piece.variant, 0) * (1 if piece.side < 0 else 0.5) for piece in pieces if piece.side < 1
    )
    exposure = int(rows[0]["exposure"])
    return {
        "outlet": rows[0]["outlet"],
        "language": frames.language_of(rows[0]),
        "exposure": exposure,
        "shares": known,
        "start": -before if known else None,
        "few": few(max(int(row["articles"]) for row in rows), exposure),
    }


def _draw(axes, bars, pieces, width):
    starts = [bar["start"] for bar in bars if bar["start"] is not None]
    left, right = min(starts, default=-0.5), max((start + 1 for start in starts), default=0.5)
    axes.set_xlim(left - 0.01, right + 0.01)
    axes.set_ylim(len(bars), 0)
    axes.axis("off")
    axes.axvline(0, color=SOFT, linewidth=1, dashes=(3, 2), zorder=0.5)
    inch = width / (right - left + 0.02)
    for place, bar in enumerate(bars):
        at = bar["start"]
        if at is None:
            axes.text(
                0, place + 0.5, isolate("n=0"), fontsize=7, color=FAINT, ha="center", va="center_baseline"
            )
        for piece in pieces:
            share = bar["shares"].get(piece.variant, 0)
            if share > 0:
                _draw_piece(axes, place + 0.5, at, share, piece, share * inch > 0.24)
                at += share


def _draw_piece(axes, y, start, share, piece, labelled):
    axes.barh(
        [y],
        [share],
        left=start,
        height=0.74,
        color=piece.colour,
        hatch=piece.hatch,
        edgecolor="white",
        linewidth=0.8,
    )
    if not labelled:
        return
    red, green, blue = mpl.colors.to_rgb(piece.colour)
    dark = 0.3 * red + 0.59 * green + 0.11 * blue < DARK
    plate = (
        {"boxstyle": "round,pad=0.18", "facecolor": piece.colour, "edgecolor": "none"}
        if piece.hatch
        else None
    )
    axes.text(
        start + share / 2,
        y,
        f"{100 * share:.0f}",
        ha="center",
        va="center_baseline",
        fontsize=8,
        color="white" if dark else INK,
        bbox=plate,
    )


def _legend_places(sheet, pieces, left, right):
    """For each piece of the legend: x, row and the labels that fit."""
    places, x, row = [], left, 0
    for piece in pieces:
        arabic, english = (
            sheet.fit(text, 2.2, 8.5) if text else "" for text in (piece.arabic, piece.english)
        )
        room = 0.3 + max(sheet.measure(text, 8.5) for text in (arabic, english) if text) + 0.28
        if x + room > right and x > left:
            x, row = left, row + 1
        places.append((x, row, arabic, english))
        x += room
    return places


def _legend(sheet, pieces, places, top):
    for piece, (x, row, arabic, english) in zip(pieces, places):
        y = top + 0.42 * row
        box = sheet.axes(x, y - 0.02, 0.22, 0.24)
        box.axis("off")
        box.bar([0], [1], width=1, color=piece.colour, hatch=piece.hatch, edgecolor="white")
        box.set_xlim(-0.5, 0.5)
        box.set_ylim(0, 1)
        if arabic:
            sheet.text(x + 0.3, y, arabic, 8.5, ha="left")
        sheet.text(x + 0.3, y + 0.18, english, 8.5, ha="left")


def _footnotes(small, neutral, chosen):
    """Whose the order is and whose the centre."""
    middle = neutral.english if neutral else "between its two halves"
    arabic = f"«{neutral.arabic or neutral.variant}»" if neutral else "ما بين نصفيه"
    whose, arabic_whose = "the middle of that order", "منتصف هذا الترتيب"
    if chosen:
        whose, arabic_whose = "as chosen", "كما اختير"
    return (
        "Order of the words: the codebook's, a researcher's judgement; centre: "
        f"{whose} ({middle}); n = mentions of the concept" + (f"; ○: {SMALL}." if small else "."),
        f"ترتيب الكلمات حكم الباحث في دليل الترميز، والوسط {arabic_whose} ({arabic})؛ "
        "العدد في آخر الصف: ذكر المفهوم" + (f"؛ ○: {SMALL_ARABIC}." if small else "."),
    )

"""The bars of the chart of a difference and its parts."""

from nabra.show import panels as frames
from nabra.show.panels import FOOTNOTE, MARGIN, value
from nabra.show.style import BLUE, FAINT, FEW_ARTICLES, GREEN, GRID, INK, ORANGE, SOFT, Sheet, isolate

WIDTH, ROW = 8.4, 0.24
STYLES = {  # component: colour, hatch, Arabic, English
    "difference": (INK, "", "الفرق كله", "whole difference"),
    "mix": (BLUE, "", "مزيج المواضيع", "topic mix"),
    "choice": (ORANGE, "///", "الاختيار داخل الموضوع", "choice within topics"),
    "unshared": (GREEN, "..", "مواضيع عند أحدهما وحده", "topics of one alone"),
}


def decomposed(table, names, most, title):
    """The figure: the whole above, the topics that add most below."""
    rows = table.to_dict("records")
    whole = [
        row
        for row in rows
        if row["topic"] == "all" and (row["component"] != "unshared" or value(row, "estimate"))
    ]
    topics, left_out = _strongest([row for row in rows if row["topic"] != "all"], most)
    lines = [(row, "", row["component"]) for row in whole]
    for topic, parts in topics:
        lines += [(row, topic if not place else "", row["component"]) for place, row in enumerate(parts)]
    sheet = Sheet()
    room = frames.label_room(sheet, [topic for topic, _ in topics], 9) if topics else 0
    whole_room = max(sheet.measure(STYLES[row["component"]][3], 9) for row in whole) + 0.16
    left = MARGIN + max(room, whole_room, 1.5)
    first, second = names
    subtitles = (f"{first} less {second}, in percentage points", f"بالنقاط المئوية: {first} ناقص {second}")
    below = frames.footnote_lines(sheet, _footnotes(left_out), WIDTH)
    top = MARGIN + 1.0 + 0.215 * frames.subtitle_lines(sheet, subtitles, WIDTH)
    gaps = _places(lines)
    tall = ROW * (gaps[-1] + 1.4)
    sheet.resize(WIDTH, top + tall + 0.55 + FOOTNOTE * len(below))
    y = frames.title_block(
        sheet, {"concept": title[1], "concept_ar": title[0], "concept_en": title[1]}, subtitles
    )
    _legend(sheet, left, y + 0.1, [row["component"] for row in whole])
    axes = sheet.axes(left, top, WIDTH - left - 1.35, tall)
    _frame(axes, [row for row, _, _ in lines], tall / ROW)
    for place, (row, name, component) in zip(gaps, lines):
        at = top + ROW * (place + 0.7)
        _bar(axes, place + 0.7, row, component)
        if row["topic"] == "all":
            sheet.text(left - 0.12, at, STYLES[component][3], 9, ha="right", fontweight="bold")
        elif name:
            sheet.text(left - 0.12, at, sheet.fit(name, 1.9, 9), 9, ha="right")
        if row["topic"] != "all" and not name:
            continue
        n = f"n={int(row['articles_a']):,} | {int(row['articles_b']):,}"
        sheet.text(WIDTH - 1.25, at, n, 7.5, color=SOFT, ha="left")
    frames.write_footnotes(sheet, top + tall + 0.48, below)
    return sheet.finish()


def _strongest(rows, most):
    """([(topic, its rows)], how many are left out): those with the largest parts, then by name."""
    topics = {}
    for row in rows:
        topics.setdefault(row["topic"], []).append(row)
    order = sorted(
        topics, key=lambda name: (-max(abs(value(row, "estimate", 0)) for row in topics[name]), name)
    )
    return [(name, topics[name]) for name in order[:most]], len(order[most:])


def _places(lines):
    """Rows from the top: a gap between the whole and the topics, a small one between topics."""
    places, y, before = [], 0.0, None
    for row, name, _ in lines:
        if before is not None and (before["topic"] != row["topic"]):
            y += 0.9 if before["topic"] == "all" else 0.35
        places.append(y)
        y, before = y + 1, row
    return places


def _frame(axes, rows, tall):
    ends = [
        100 * number
        for row in rows
        for number in (value(row, name) for name in ("estimate", "low", "high"))
        if number is not None
    ]
    low, high = min(0.0, *ends), max(0.0, *ends)
    room = (high - low or 1) * 0.04
    axes.set_xlim(low - room, high + room)
    axes.set_ylim(tall, 0)
    axes.set_yticks([])
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.axvline(0, color=SOFT, linewidth=0.9)
    axes.grid(axis="x", color=GRID, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.tick_params(axis="x", length=2.5, width=0.8, labelcolor=SOFT, labelsize=7.5)


def _bar(axes, y, row, component):
    estimate, low, high = (value(row, name) for name in ("estimate", "low", "high"))
    if estimate is None:
        axes.text(0, y, isolate("–"), fontsize=7, color=FAINT, va="center_baseline")
        return
    colour, hatch, _, _ = STYLES[component]
    hollow = min(int(row["articles_a"]), int(row["articles_b"])) < FEW_ARTICLES
    axes.barh(
        [y],
        [100 * estimate],
        height=0.72,
        color="white" if hollow else colour,
        hatch=hatch,
        edgecolor=colour if hollow else "white",
        linewidth=1.1 if hollow else 0.6,
    )
    if low is not None and high is not None:
        axes.plot(
            [100 * low, 100 * high], [y, y], color="white", linewidth=3.4, solid_capstyle="butt", zorder=2.5
        )
        axes.plot([100 * low, 100 * high], [y, y], color=SOFT, linewidth=1.6, solid_capstyle="butt", zorder=3)


def _legend(sheet, left, y, components):
    x = left
    for component in components:
        colour, hatch, arabic, english = STYLES[component]
        box = sheet.axes(x, y - 0.09, 0.22, 0.2)
        box.axis("off")
        box.bar([0], [1], width=1, color=colour, hatch=hatch, edgecolor="white")
        box.set_xlim(-0.5, 0.5)
        box.set_ylim(0, 1)
        sheet.text(x + 0.3, y - 0.07, arabic, 8.5, ha="left")
        sheet.text(x + 0.3, y + 0.11, english, 8.5, ha="left")
        x += 0.3 + max(sheet.measure(arabic, 8.5), sheet.measure(english, 8.5)) + 0.3


def _footnotes(left_out):
    more = f" {left_out} topics that add less are left out." if left_out else ""
    more_arabic = f" لم يُرسم {left_out} من المواضيع الأقل أثرا." if left_out else ""
    return (
        "Topic mix: the two write of topics in other proportions; choice: they write otherwise of the "
        "same topic. "
        "Lines: 95 % intervals, articles resampled; n: articles of the two; outlined: fewer than "
        f"{FEW_ARTICLES} of "
        f"either.{more}",
        "مزيج المواضيع: اختلاف نصيب كل موضوع عندهما؛ والاختيار: اختلاف الكتابة في الموضوع نفسه. الخطوط: "
        "مجال 95٪ "
        f"ووحدته المقالة؛ العددان: مقالات كل منهما؛ والمحدد بلا لون: أقل من {FEW_ARTICLES} عند "
        f"أحدهما.{more_arabic}",
    )

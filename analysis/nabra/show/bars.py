"""The stacked bars of the chart of voices."""

from nabra.show import panels as frames
from nabra.show.panels import FOOTNOTE, MARGIN, SMALL, SMALL_ARABIC, value
from nabra.show.style import FAINT, INK, SOFT, VOICE_COLOURS, VOICE_HATCHES, Sheet, few, isolate

VOICE_WORDS = {
    "narrator": ("صوت المنبر", "narrator"),
    "reported": ("كلام منقول", "reported speech"),
    "quoted": ("اقتباس مباشر", "direct quotation"),
}


def bar_of(outlet, rows):
    """One outlet's bar (a dict) from its rows of a voice table, one row a voice."""
    shares = {row["voice"]: value(row, "estimate") for row in rows}
    narrator = next((row for row in rows if row["voice"] == "narrator"), {})
    return {
        "outlet": outlet,
        "language": frames.language_of(rows[0]),
        "exposure": int(rows[0]["exposure"]),
        "shares": {voice: share for voice, share in shares.items() if share is not None},
        "interval": (value(narrator, "low"), value(narrator, "high")),
        "few": few(max(int(row["articles"]) for row in rows), int(rows[0]["exposure"])),
    }


def stacked(first, bars):
    """The figure: a legend, one stacked bar an outlet, n on the right."""
    sheet, width = Sheet(), 8.6
    arabic, english = frames.labels(first, "variant")
    subtitles = (
        "In whose voice the word stands, all mentions, by outlet",
        "في صوت من تَرِد الكلمة، من كل ذكر لها، بحسب المنبر",
    )
    without = any(unmarked(bar) for bar in bars)
    footnote = (
        "Black line: 95 % interval of the narrator's share, article-clustered; n = mentions"
        + (f"; ○: {SMALL}" if any(bar["few"] for bar in bars) else "")
        + ("; †: prints no quotation marks, so quoted words count as another voice." if without else ".")
    )
    arabic_footnote = (
        "الخط الأسود: مجال 95٪ لحصة صوت المنبر ووحدته المقالة؛ العدد في آخر الصف: الذكر"
        + (f"؛ ○: {SMALL_ARABIC}" if any(bar["few"] for bar in bars) else "")
        + ("؛ †: لا يطبع علامات تنصيص، فيُعد المقتبس عنده بصوت آخر." if without else ".")
    )
    below = frames.footnote_lines(sheet, (footnote, arabic_footnote), width)
    left = MARGIN + frames.label_room(sheet, [bar["outlet"] for bar in bars])
    tall, above = len(bars) * 0.31, MARGIN + 0.39 + 0.215 * len(subtitles) + 0.52
    sheet.resize(width, above + tall + 0.34 + 0.32 + FOOTNOTE * len(below))
    names = {"concept": english, "concept_ar": arabic, "concept_en": english}
    y = frames.title_block(sheet, names, subtitles)
    _legend(sheet, left, y + 0.1)
    axes = sheet.axes(left, above, width - left - 0.95, tall)
    axes.set_xlim(0, 1)
    axes.set_ylim(len(bars), 0)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.set_yticks([])
    axes.set_xticks([0, 0.2, 0.4, 0.6, 0.8, 1], ["0%", "20%", "40%", "60%", "80%", "100%"], fontsize=8)
    axes.tick_params(axis="x", length=2.5, width=0.8, labelcolor=SOFT)
    for place, bar in enumerate(bars):
        _draw_bar(axes, place + 0.5, bar)
        at = above + (place + 0.5) * 0.31
        frames.outlet_label(sheet, left - 0.1, at, bar["outlet"], bar["language"])
        note = f"n={bar['exposure']:,}" + (" ○" if bar["few"] and bar["exposure"] else "")
        note += " †" if unmarked(bar) else ""
        sheet.text(width - 0.85, at, note, 8, color=SOFT if bar["exposure"] else FAINT, ha="left")
    frames.write_footnotes(sheet, above + tall + 0.5, below)
    return sheet.finish()


def _legend(sheet, left, y):
    x = left
    for voice, (arabic, english) in VOICE_WORDS.items():
        box = sheet.axes(x, y - 0.09, 0.22, 0.2)
        box.axis("off")
        box.bar([0], [1], width=1, color=VOICE_COLOURS[voice], hatch=VOICE_HATCHES[voice], edgecolor="white")
        box.set_xlim(-0.5, 0.5)
        box.set_ylim(0, 1)
        sheet.text(x + 0.3, y - 0.07, arabic, 8.5, ha="left")
        sheet.text(x + 0.3, y + 0.11, english, 8.5, ha="left")
        x += 0.3 + max(sheet.measure(arabic, 8.5), sheet.measure(english, 8.5)) + 0.3


def unmarked(bar):
    """True for an outlet whose quoted words cannot be seen, because it prints no quotation marks."""
    return bool(bar["shares"]) and "quoted" not in bar["shares"]


def _draw_bar(axes, y, bar):
    start = 0.0
    for voice in VOICE_WORDS:
        share = bar["shares"].get(voice)
        if share is None or share <= 0:
            continue
        axes.barh(
            [y],
            [share],
            left=start,
            height=0.74,
            color=VOICE_COLOURS[voice],
            hatch=VOICE_HATCHES[voice],
            edgecolor="white",
            linewidth=0.8,
        )
        if share >= 0.045:
            plate = (
                None
                if voice == "narrator"
                else {"boxstyle": "round,pad=0.18", "facecolor": VOICE_COLOURS[voice], "edgecolor": "none"}
            )
            axes.text(
                start + share / 2,
                y,
                f"{100 * share:.0f}",
                ha="center",
                va="center_baseline",
                fontsize=8,
                color="white" if voice == "narrator" else INK,
                bbox=plate,
            )
        start += share
    low, high = bar["interval"]
    if low is not None and high is not None and bar["shares"]:
        axes.plot([low, high], [y + 0.37] * 2, color=INK, linewidth=1.6, solid_capstyle="butt", clip_on=False)
    if not bar["shares"]:
        axes.text(0.005, y, isolate("n=0"), fontsize=7, color=FAINT, va="center_baseline")

"""Two outlets compared: the words that tell them apart."""

from nabra.errors import NabraError
from nabra.show import panels as frames
from nabra.show.alt import told
from nabra.show.panels import FOOTNOTE, MARGIN, value
from nabra.show.style import BLUE, FEW_ARTICLES, GRID, SOFT, VERMILION, Sheet, styled

NEEDED = ("word", "articles_a", "articles_b", "log_ratio", "low", "high", "log_odds")
WIDTH, ROW = 8.2, 0.25
VALUES = {
    "log_ratio": ("how many times more often (log ratio, base 2)", "كم ضعفا (لوغاريتم النسبة، أساسه 2)"),
    "log_odds": ("log odds with a prior (natural logarithm)", "لوغاريتم الأرجحية مع توزيع قبلي (طبيعي)"),
}


def words(table, first, second, most=12, value_of="log_ratio"):
    """The words that tell two outlets (or groups of articles) apart: the strongest on either side.

    Parameters
    ----------
    table : pandas.DataFrame
        The table of ``nabra.key_words``, one row a word; any choice of its rows.
    first, second : str
        What to call the two groups, in the order in which they were compared.
    most : int
        Words on either side at most.
    value_of : str
        ``log_ratio`` (with its interval) or ``log_odds`` (without one).

    Returns
    -------
    matplotlib.figure.Figure
        Words of the first group above, of the second below, the strongest outermost. n: articles with the
        word in the two groups. Points are hollow where the word stands in fewer than 40 articles; squares
        are the second group's.

    Raises
    ------
    NabraError
        A column is missing, ``value_of`` is unknown, or no word has a value.

    Caution
    -------
    Looked for among thousands of words: a word here is a reason to read its lines, not a finding. Groups that
    write of other things differ in the things' words.
    """
    missing = [column for column in NEEDED if column not in table.columns]
    if missing:
        raise NabraError(f"column '{missing[0]}' is missing; give words the table of nabra.key_words")
    if value_of not in VALUES:
        raise NabraError(f"unknown value_of='{value_of}'; choose one of: {', '.join(VALUES)}")
    rows = table.dropna(subset=[value_of]).sort_values([value_of, "word"], kind="stable").to_dict("records")
    above = [row for row in reversed(rows) if row[value_of] > 0][:most]
    below = [row for row in rows if row[value_of] < 0][:most][::-1]
    if not above and not below:
        raise NabraError(
            "no word of the table is more one group's than the other's; there is nothing to draw"
        )
    with styled():
        figure = _drawn(above, below, (str(first), str(second)), value_of)
    values = [
        ((row["word"],) * 2, row[value_of], int(row["articles_a"] + row["articles_b"]))
        for row in above + below
    ]
    figure.alt = told(
        ("كلمات تفرق بين منبرين", "Words that tell two apart"),
        (f"{first} / {second}",) * 2,
        [row["word"] for row in above + below],
        values,
        lambda x: f"{x:+.1f}".replace("-", "−"),
    )
    return figure


def _drawn(above, below, names, value_of):
    sheet = Sheet()
    rows = above + below
    left = MARGIN + max(frames.label_room(sheet, [row["word"] for row in rows], 9), 0.9)
    english, arabic = VALUES[value_of]
    subtitles = (
        f"Words that stand more in one than in the other: {english}",
        f"كلمات ترد في أحدهما أكثر من الآخر: {arabic}",
    )
    notes = frames.footnote_lines(sheet, _footnotes(value_of), WIDTH)
    top = MARGIN + 0.66 + 0.215 * frames.subtitle_lines(sheet, subtitles, WIDTH)
    gap = 1.4 * bool(above and below)
    tall = ROW * (len(rows) + gap)
    sheet.resize(WIDTH, top + tall + 0.55 + FOOTNOTE * len(notes))
    title = " / ".join(sheet.fit(name, 3.2, 13, "bold") for name in names)
    frames.title_block(sheet, {"concept": title, "concept_en": title}, subtitles)
    axes = sheet.axes(left, top, WIDTH - left - 1.25, tall)
    _frame(axes, rows, len(rows) + gap, value_of)
    for number, (side, group) in enumerate(((above, names[0]), (below, names[1]))):
        start = len(above) + gap if number else 0
        colour = (BLUE, VERMILION)[number]
        if side:
            sheet.text(
                left,
                top + ROW * (start - 0.42),
                sheet.fit(group, 4, 9, "bold"),
                9,
                fontweight="bold",
                color=colour,
                ha="left",
            )
        for place, row in enumerate(side):
            y = start + place + 0.5
            _point(axes, row, y, colour, "os"[number], value_of)
            sheet.text(left - 0.12, top + ROW * y, sheet.fit(row["word"], 1.9, 9), 9, ha="right")
            sheet.text(
                WIDTH - 1.15,
                top + ROW * y,
                f"n={int(row['articles_a']):,} | {int(row['articles_b']):,}",
                7.5,
                color=SOFT,
                ha="left",
            )
    frames.write_footnotes(sheet, top + tall + 0.46, notes)
    return sheet.finish()


def _frame(axes, rows, tall, value_of):
    columns = (value_of, "low", "high") if value_of == "log_ratio" else (value_of,)
    ends = [value(row, column) for row in rows for column in columns]
    most = max(abs(end) for end in ends if end is not None) * 1.04 or 1
    axes.set_xlim(-most, most)
    axes.set_ylim(tall, 0)
    axes.set_yticks([])
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.axvline(0, color=SOFT, linewidth=0.9)
    axes.grid(axis="x", color=GRID, linewidth=0.8)
    axes.set_axisbelow(True)
    step = 1 if most < 4.5 else 2 if most < 9 else 4
    ticks = [step * count for count in range(-int(most / step), int(most / step) + 1)]
    words = [
        f"{2 ** abs(tick)}×" if value_of == "log_ratio" else f"{tick:+d}".replace("-", "−") for tick in ticks
    ]
    axes.set_xticks(
        ticks,
        ["0" if not tick and value_of != "log_ratio" else text for tick, text in zip(ticks, words)],
        fontsize=7.5,
    )
    axes.tick_params(axis="x", length=2.5, width=0.8, labelcolor=SOFT)


def _point(axes, row, y, colour, marker, value_of):
    low, high = (value(row, column) for column in ("low", "high"))
    if value_of == "log_ratio" and low is not None and high is not None:
        axes.plot(
            [low, high], [y, y], color=colour, alpha=0.45, linewidth=2.8, solid_capstyle="butt", zorder=2
        )
    hollow = row["articles_a"] + row["articles_b"] < FEW_ARTICLES
    axes.plot(
        [row[value_of]],
        [y],
        marker,
        color=colour,
        markersize=5.8,
        markeredgewidth=1.4,
        zorder=3,
        clip_on=False,
        markerfacecolor="white" if hollow else colour,
    )


def _footnotes(value_of):
    bars = value_of == "log_ratio"
    return (
        ("Points: log ratio; bars: 95 % intervals, articles resampled; " if bars else "Points: log odds; ")
        + f"n = articles with the word in either; hollow: fewer than {FEW_ARTICLES} articles together. "
        "The words were looked for: exploratory.",
        ("النقاط: النسبة؛ الأشرطة: مجال 95٪ ووحدته المقالة؛ " if bars else "النقاط: لوغاريتم الأرجحية؛ ")
        + f"العددان في آخر الصف: مقالات فيها الكلمة عند كل منهما؛ النقطة المفرغة: أقل من {FEW_ARTICLES} "
        "مقالة معا. "
        "الكلمات مبحوث عنها، فالنتيجة استكشافية.",
    )

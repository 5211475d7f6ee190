"""Rows of points: shares and quotedness, one panel a word, one row an outlet."""

from nabra.show import panels as frames
from nabra.show.alt import percent, told
from nabra.show.panels import SMALL, SMALL_ARABIC, labels, value
from nabra.show.style import FAINT, GREEN, LANGUAGE_COLOURS, SOFT, few, isolate, styled

FADED = 5  # mentions below which a rate of marks says next to nothing

WHOSE = {
    "narrator": ("في صوت المنبر نفسه", "the outlet's own voice", "the narrator's voice"),
    "reported": ("في الكلام المنقول", "reported speech", "reported speech"),
    "quoted": ("في الاقتباس المباشر", "direct quotations", "direct quotations"),
    "narrator+undetermined": (
        "في صوت المنبر وما لا يُعرف صاحب لفظه",
        "the outlet's own voice or of undetermined wording",
        "the narrator's voice or of undetermined wording",
    ),
}


def forest(shares, concept=None, across=None):
    """Which word each outlet chooses for one concept: one panel a variant, one row an outlet.

    Parameters
    ----------
    shares : pandas.DataFrame
        A measures table of ``nabra.shares``: one row per outlet × variant, shares between 0 and 1.
    concept : str, optional
        The concept to draw; needed when the table holds several.
    across : int, optional
        Panels side by side, from 1 to 6; by default six, or half of more. Three fit a page.

    Returns
    -------
    matplotlib.figure.Figure
        Variants stand in the table's (the codebook's) order. A point is the share among the outlet's
        mentions of the concept, the bar its interval, the dashed line the pooled share of the outlets
        of one language, n the mentions.
        Points are hollow when few articles or mentions stand behind them; an outlet without mentions has
        an empty row.

    Raises
    ------
    NabraError
        The concept is unknown, or none was named and the table holds several; or ``across`` is no such number.

    Caution
    -------
    Points tell how outlets differ, not why, and not that one of them is biased. The order of the variants
    is the codebook's, a researcher's judgement.
    """
    table = frames.one_concept(shares, concept, "share", "forest")
    frames.unique_cells(table, "forest")
    voice = value(table.iloc[0].to_dict(), "voice")
    arabic, english, whose = WHOSE.get(voice, ("", "every voice", "every voice"))
    subtitles = (
        f"Share of each word among the concept's mentions in {english} (Arabic outlets blue, English orange)",
        f"حصة كل تسمية من ذكر المفهوم {arabic} (المنابر العربية بالأزرق والإنجليزية بالبرتقالي)",
    )
    footnotes = (
        f"Points: share of mentions in {whose}; bars: 95 % intervals, article-clustered; n = mentions; "
        f"dashed: a language's outlets pooled; hollow: {SMALL}. Order of variants: the codebook's.",
        f"النقاط: الحصة من الذكر {arabic or 'بكل صوت'}؛ الأشرطة: مجال 95٪ ووحدته المقالة؛ "
        "العدد في آخر الصف: الذكر؛ الخط المتقطع: حصة منابر اللغة مجتمعة؛ "
        f"النقطة المفرغة: {SMALL_ARABIC}. ترتيب الكلمات ترتيب دليل الترميز.",
    )
    with styled():
        sheet, rows, panels = frames.frame(table, subtitles, footnotes, across=across)
        for place, panel in enumerate(panels):
            _pooled(panel, rows, named=place == 0)
            for row in rows:
                if row.outlet in panel.cells:
                    draw_estimate(panel.axes, panel.cells[row.outlet], row)
        return sheet.finish(alt_of(table, ("حصص الكلمات", "Shares of words")))


def quotedness(table, concept=None, across=None):
    """How often each outlet sets a word in its own quotation marks, against its habit with neutral names.

    Parameters
    ----------
    table : pandas.DataFrame
        A measures table of ``nabra.quotedness``; its ``baseline`` column is the outlet's rate of marks
        around neutral names.
    concept : str, optional
        The concept to draw; needed when the table holds several.
    across : int, optional
        Panels side by side, from 1 to 6; by default six, or half of more. Three fit a page.

    Returns
    -------
    matplotlib.figure.Figure
        One panel a variant, one row an outlet: the point with its interval is the rate for the variant,
        the grey bar the outlet's baseline, joined by a line. Rows of fewer than five mentions are faded.

    Raises
    ------
    NabraError
        The concept is unknown, or none was named and the table holds several; or ``across`` is no such number.

    Caution
    -------
    Marks around a name are often house style: read the distance from the baseline, not the rate alone.
    An outlet that prints no marks at all cannot show any, which is not a rate of zero.
    """
    table = frames.one_concept(table, concept, "quotedness", "quotedness")
    frames.unique_cells(table, "quotedness")
    subtitles = (
        "Share of mentions set in the outlet's own quotation marks (Arabic outlets blue, English orange)",
        "حصة ما يضعه المنبر من ذكر التسمية بين علامتي تنصيص من عنده (العربية بالأزرق والإنجليزية بالبرتقالي)",
    )
    footnotes = (
        "Points: share of mentions (spoken quotations left out) in the outlet's own marks; "
        "bars: 95 % intervals, article-clustered; grey bar: the outlet's rate for neutral names; "
        f"small figures: mentions; hollow: {SMALL}; faded: fewer than {FADED} mentions.",
        "النقاط: حصة ما بين علامتي المنبر من الذكر خارج الاقتباس المباشر؛ الأشرطة: مجال 95٪ ووحدته المقالة؛ "
        "العمود الرمادي: عادة المنبر مع الأسماء المحايدة؛ الأرقام الصغيرة: الذكر؛ "
        f"النقطة المفرغة: {SMALL_ARABIC}؛ الباهت: أقل من {FADED} من الذكر.",
    )
    with styled():
        sheet, rows, panels = frames.frame(
            table, subtitles, footnotes, extra=("baseline",), n_column=False, across=across
        )
        for panel in panels:
            for row in rows:
                if row.outlet in panel.cells:
                    _dumbbell(panel.axes, panel.cells[row.outlet], row)
        return sheet.finish(alt_of(table, ("بين علامتي المنبر", "In the outlet's own marks")))


def alt_of(table, kinds):
    """The alt text of a chart of outlets and variants, from the table it draws."""
    rows = table.to_dict("records")
    values = []
    for row in rows:
        arabic, english = labels(row, "variant")
        whose = (f"{row['outlet']}: {arabic or english}", f"{row['outlet']}: {english}")
        values.append((whose, value(row, "estimate"), int(row["exposure"])))
    return told(kinds, labels(rows[0], "concept"), table["outlet"], values, percent)


def _pooled(panel, rows, named):
    """A dashed line over the rows of each language; the first panel's first line is named."""
    for language in dict.fromkeys(row.language for row in rows):
        here = [row for row in rows if row.language == language]
        pooled = [value(panel.cells.get(row.outlet, {}), "pooled") for row in here]
        x = next((share for share in pooled if share is not None), None)
        if x is None:
            continue
        reach = [here[0].y - 0.5, here[-1].y + 0.5]
        panel.axes.plot([x, x], reach, color=SOFT, linewidth=0.9, dashes=(3, 2), zorder=1.5)
        if named and here[0] is rows[0]:
            panel.axes.annotate(
                isolate("مجتمعة · pooled"),
                (x, 0),
                (0, 1.5),
                textcoords="offset points",
                fontsize=6.5,
                color=SOFT,
                ha="center",
                va="bottom",
            )


def draw_estimate(axes, cell, row, strength=1.0):
    """A point with its interval; hollow where little stands behind it, a note where nothing does."""
    y, colour = row.y, LANGUAGE_COLOURS.get(row.language, GREEN)
    estimate, low, high = (value(cell, column) for column in ("estimate", "low", "high"))
    if estimate is None:
        axes.text(0, y, isolate(_why(cell)), fontsize=6.5, color=FAINT, va="center_baseline")
        return
    if low is not None and high is not None:
        axes.plot(
            [low, high],
            [y, y],
            color=colour,
            alpha=0.45 * strength,
            linewidth=2.8,
            solid_capstyle="butt",
            zorder=2,
        )
    hollow = few(cell["articles"], cell["exposure"])
    axes.plot(
        [estimate],
        [y],
        "o",
        color=colour,
        markersize=6.2,
        markeredgewidth=1.5,
        alpha=strength,
        clip_on=False,
        zorder=3,
        markerfacecolor="white" if hollow else colour,
    )


def _why(cell):
    """Why a row has no point, in two words."""
    return "بلا علامات · no marks" if "mark" in str(value(cell, "reason", "")) else "n=0"


def _dumbbell(axes, cell, row):
    estimate, base = value(cell, "estimate"), value(cell, "baseline")
    if estimate is None:
        axes.text(0, row.y, isolate(_why(cell)), fontsize=6.5, color=FAINT, va="center_baseline")
        return
    strength = 0.4 if cell["exposure"] < FADED else 1.0
    if base is not None:
        axes.plot([base, estimate], [row.y] * 2, color=FAINT, alpha=strength, linewidth=0.9, zorder=1.6)
        axes.plot(
            [base] * 2,
            [row.y - 0.3, row.y + 0.3],
            color=SOFT,
            alpha=strength,
            linewidth=2.4,
            solid_capstyle="butt",
            zorder=1.8,
        )
    draw_estimate(axes, cell, row, strength)
    axes.annotate(
        isolate(f"{int(cell['exposure']):,}"),
        (1, row.y),
        (6, 0),
        xycoords=("axes fraction", "data"),
        textcoords="offset points",
        fontsize=7,
        color=SOFT,
        ha="left",
        va="center_baseline",
        annotation_clip=False,
    )

"""Charts of what is in a corpus: articles by month, lengths, quotation marks."""

from nabra.show import panels as frames
from nabra.show.panels import FOOTNOTE, MARGIN
from nabra.show.style import BLUE, FAINT, GRID, INK, SOFT, Sheet, isolate, styled

WIDTH, ROW, RIGHT = 8.6, 0.42, 0.85
MOST_TICKS = 8
EARLY = 0.005       # share of the articles in first months that are not drawn: old ones stretch the axis
RARE = 0.01         # share of articles that a kind of mark has in some outlet, or it is not drawn


def months(table):
    """Articles by outlet and month: a row of bars an outlet, all with one height for the largest month.

    Parameters
    ----------
    table : DataFrame
        ``months`` of `nabra.text.described.described`.

    Returns
    -------
    matplotlib.figure.Figure or None
        None where no article has a date.
    """
    dated = table.dropna(subset=["month"])
    if not len(dated):
        return None
    all_months = dated.groupby("month")["articles"].sum().sort_index()
    span = list(all_months.index[all_months.cumsum() >= EARLY * all_months.sum()])
    earlier, highest = int(all_months[all_months.index < span[0]].sum()), max(1, int(dated["articles"].max()))
    said = [f"Articles by outlet and month; the tallest bar stands for {highest:,}",
            f"المقالات بحسب المنبر والشهر، وأعلى عمود {highest:,}"]
    if earlier:
        slashed = span[0].replace("-", "/")     # a hyphen would turn the month round in Arabic
        said = [said[0] + f"; {earlier:,} before {span[0]} are not drawn",
                said[1] + f"، ولم يُرسم {earlier:,} قبل {slashed}"]
    with styled():
        sheet, rows = _sheet(dated, {"concept": "Articles by month", "concept_en": "Articles by month",
                                     "concept_ar": "المقالات في الأشهر"}, said)
        for outlet, axes, own in rows:
            counts = own.set_index("month")["articles"].reindex(span, fill_value=0)
            axes.bar(range(len(span)), counts, width=0.9, color=BLUE)
            axes.set_xlim(-0.6, len(span) - 0.4)
            axes.set_ylim(0, highest)
            _plain(axes)
        step = -(-len(span) // MOST_TICKS)
        axes.set_xticks(range(0, len(span), step), span[::step], fontsize=7.5)
        axes.tick_params(axis="x", length=2.5, width=0.8, labelcolor=SOFT)
        return sheet.finish()


def lengths(table):
    """Words of the articles by outlet: a line from the 5th to the 95th per cent, a bar between the quartiles.

    Parameters
    ----------
    table : DataFrame
        ``lengths`` of `nabra.text.described.described`.
    """
    said = ("Words an article: point the median, thick line from the first quartile to the third, thin line 5 to 95 %",
            "كلمات المقالة: النقطة الوسيط، والخط الغليظ بين الربيعين، والخط الدقيق من 5 إلى 95٪")
    end = max(1.0, float(table["p95"].max())) * 1.03
    with styled():
        sheet, rows = _sheet(table, {"concept": "Lengths", "concept_en": "Lengths", "concept_ar": "الأطوال"}, said)
        for outlet, axes, own in rows:
            row = own.iloc[0]
            axes.plot([row["p5"], row["p95"]], [0, 0], color=FAINT, linewidth=1.2)
            axes.plot([row["q1"], row["q3"]], [0, 0], color=BLUE, linewidth=4, solid_capstyle="butt")
            axes.plot([row["median"]], [0], "o", color="white", markeredgecolor=INK, markersize=5)
            axes.set_xlim(0, end)
            axes.set_ylim(-1, 1)
            _plain(axes)
            axes.grid(axis="x", color=GRID, linewidth=0.8)
        ticks = [tick for tick in axes.get_xticks() if 0 <= tick <= end]
        axes.set_xticks(ticks, [f"{tick:,.0f}" for tick in ticks], fontsize=7.5)
        axes.tick_params(axis="x", length=2.5, width=0.8, labelcolor=SOFT)
        return sheet.finish()


def marks(table):
    """How many of an outlet's articles print each kind of quotation mark: one column a kind.

    Kinds below one per cent everywhere are not drawn.

    Parameters
    ----------
    table : DataFrame
        ``marks`` of `nabra.text.described.described`.
    """
    most = table.groupby("marks")["share"].max()
    kinds = [kind for kind in dict.fromkeys(table["marks"]) if most[kind] >= RARE or kind == "none"]
    said = ("Share of articles with at least one pair of these marks; an article may have several kinds",
            "حصة المقالات التي فيها زوج واحد على الأقل من هذه العلامات، وقد تجتمع أنواع في مقالة")
    with styled():
        sheet, rows = _sheet(table, {"concept": "Quotation marks", "concept_en": "Quotation marks",
                                     "concept_ar": "علامات التنصيص"}, said)
        for outlet, axes, own in rows:
            shares = own.set_index("marks")["share"].reindex(kinds)
            axes.bar(range(len(kinds)), shares, width=0.4, color=BLUE)
            for place, share in enumerate(shares):
                axes.annotate(f"{100 * share:.0f}%", (place + 0.2, 0), (2, 2), textcoords="offset points",
                              fontsize=7, color=SOFT)
            axes.set_xlim(-0.6, len(kinds) - 0.4)
            axes.set_ylim(0, 1)
            _plain(axes)
        names = [isolate("none · بلا علامات" if kind == "none" else kind) for kind in kinds]
        axes.set_xticks(range(len(kinds)), names, fontsize=9)
        axes.tick_params(axis="x", length=0, labelcolor=INK)
        return sheet.finish()


def _sheet(table, title, said):
    """The sheet with a title, and for each outlet its axes and rows of the table."""
    sheet, outlets = Sheet(), list(dict.fromkeys(table["outlet"]))
    left = MARGIN + frames.label_room(sheet, outlets)
    above = MARGIN + 0.45 + 0.215 * frames.subtitle_lines(sheet, said, WIDTH) + 0.05
    sheet.resize(WIDTH, above + ROW * len(outlets) + 0.3 + FOOTNOTE)
    frames.title_block(sheet, title, said)
    rows = []
    for place, outlet in enumerate(outlets):
        top, own = above + ROW * place, table[table["outlet"] == outlet]
        axes = sheet.axes(left, top + 0.05, WIDTH - left - RIGHT, ROW - 0.08)
        frames.outlet_label(sheet, left - 0.1, top + ROW / 2, outlet, None)
        if "articles" in own and "marks" not in own:
            number = f"n={int(own['articles'].sum()):,}"
            sheet.text(WIDTH - RIGHT + 0.1, top + ROW / 2, number, 8, color=SOFT, ha="left")
        rows.append((outlet, axes, own))
    return sheet, rows


def _plain(axes):
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.spines["bottom"].set_color(GRID)
    axes.set_yticks([])
    axes.tick_params(axis="x", length=0, labelbottom=True)
    axes.set_xticklabels([])

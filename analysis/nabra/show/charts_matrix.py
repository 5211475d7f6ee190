"""The heat map: outlets in rows, words in columns, a tree beside them."""

import matplotlib as mpl

from nabra.errors import NabraError
from nabra.show import dendrogram
from nabra.show import panels as frames
from nabra.show.alt import percent, signed, told
from nabra.show.panels import FOOTNOTE, MARGIN, labels, value
from nabra.show.style import FAINT, INK, SOFT, Sheet, isolate, styled

MOST_COLUMNS = 24
LEAST = 10  # mentions of the concept below which a cell stays blank
CELL, TALL, COUNT, TREE, SLOPE, CLIP = 0.6, 0.3, 0.52, 1.15, 38, 2.0
AGAINST = "log odds against pooled"


def heatmap(table, tree=None, concept=None, least=LEAST):
    """Outlets by words: one row an outlet, one column a variant, joined by the tree of outlets.

    Parameters
    ----------
    table : pandas.DataFrame
        A measures table of ``nabra.shares`` (shades are shares) or ``nabra.against_pooled`` (colours say how
        far above or below the outlets of the language): one row per outlet × variant.
    tree : pandas.DataFrame or list of DataFrame, optional
        ``nabra.outlet_tree``, one a language: rows then stand in its order, with its branches beside them.
    concept : str or list of str, optional
        Which concepts to draw; by default all of the table.
    least : int
        Cells with fewer mentions of the concept are left blank.

    Returns
    -------
    matplotlib.figure.Figure
        Columns stand in the codebook's order, by concept. Branches bear their support in per cent of
        resampled trees; those below 50 are dashed.

    Raises
    ------
    NabraError
        A column is missing, a concept is unknown, an outlet stands twice for a word, or there are more than
        24 columns.

    Caution
    -------
    A cell has no interval: read a difference in `forest` before you speak of it. Log odds beyond 2 share one
    colour; the number in the cell says how far.
    """
    table = _chosen(table, concept)
    against = table["measure"].iloc[0] == AGAINST
    trees = [] if tree is None else [tree] if hasattr(tree, "columns") else list(tree)
    trees = [dendrogram.branches(one) for one in trees]
    with styled():
        figure = _drawn(table, trees, least, against)
    form = signed if against else percent
    values = []
    for row in table.to_dict("records"):
        shown = value(row, "estimate") if row["exposure"] >= least else None
        whose = tuple(f"{row['outlet']}: {part or row['variant']}" for part in labels(row, "variant"))
        values.append((whose, shown, int(row["exposure"])))
    figure.alt = told(("خريطة حرارية", "Heat map"), _title(table), table["outlet"], values, form)
    return figure


def _chosen(table, concept):
    missing = [column for column in frames.NEEDED if column not in table.columns]
    if missing:
        raise NabraError(f"column '{missing[0]}' is missing; give heatmap the table that nabra.shares makes")
    if set(table["measure"]) not in ({"share"}, {AGAINST}):
        raise NabraError(
            "heatmap draws the table of nabra.shares or of nabra.against_pooled; give it one of them"
        )
    known = list(dict.fromkeys(table["concept"]))
    wanted = known if concept is None else [concept] if isinstance(concept, str) else list(concept)
    for name in wanted:
        if name not in known:
            raise NabraError(f"concept '{name}' is not in the table; it holds {', '.join(known)}")
    table = table[table["concept"].isin(wanted)]
    if table.duplicated(["outlet", "concept", "variant"]).any():
        raise NabraError("an outlet stands twice for one variant; give heatmap a table of one voice")
    columns = len(table.drop_duplicates(["concept", "variant"]))
    if columns > MOST_COLUMNS:
        raise NabraError(
            f"{columns} columns are too many to read ({MOST_COLUMNS} are the most); name fewer "
            f"concepts: heatmap(…, concept=['{known[0]}'])"
        )
    return table


def _title(table):
    heads = table.drop_duplicates("concept").to_dict("records")
    if len(heads) == 1:
        return labels(heads[0], "concept")
    return "المنابر والكلمات", "Outlets × words"


def _rows(table, trees):
    """Outlets from top to bottom: those of each tree in its order, the others after them; with language."""
    language = {
        row["outlet"]: frames.language_of(row) for row in table.drop_duplicates("outlet").to_dict("records")
    }
    order = []
    for names, found in trees:
        order += [name for name in dendrogram.leaves(names, found) if name in language and name not in order]
    rest = [row.outlet for row in frames.rows_of(table) if row.outlet not in order]
    return [(name, language[name]) for name in order + rest]


def _drawn(table, trees, least, against):
    rows = _rows(table, trees)
    heads = table.drop_duplicates(["concept", "variant"]).to_dict("records")
    sheet = Sheet()
    texts = [[sheet.fit(text, 2.1, 8) for text in labels(head, "variant") if text] for head in heads]
    left = MARGIN + frames.label_room(sheet, [name for name, _ in rows])
    reach = max(sheet.measure(text, 8) for lines in texts for text in lines)
    slant = 0.62 * reach + 0.22
    places = _places(heads)
    wide, tall = places[-1] + CELL + COUNT, TALL * len(rows)
    right = max(TREE + 0.3 if trees else 0.2, 0.8 * reach - CELL / 2 - COUNT + MARGIN)
    width = max(left + wide + right, 7.4)
    subtitles, footnotes = _words(least, against, bool(trees))
    below = frames.footnote_lines(sheet, footnotes, width)
    above = MARGIN + 0.45 + 0.215 * frames.subtitle_lines(sheet, subtitles, width) + slant
    several = len({head["concept"] for head in heads}) > 1
    under = 0.5 if several else 0.16
    sheet.resize(width, above + tall + under + 0.62 + FOOTNOTE * len(below))
    arabic, english = _title(table)
    frames.title_block(sheet, {"concept": english, "concept_ar": arabic, "concept_en": english}, subtitles)
    scale = _scale(against)
    axes = sheet.axes(left, above, wide, tall)
    axes.set_xlim(0, wide)
    axes.set_ylim(len(rows), 0)
    axes.axis("off")
    cells = {(row["outlet"], row["concept"], row["variant"]): row for row in table.to_dict("records")}
    for y, (outlet, _) in enumerate(rows):
        for x, head in zip(places, heads):
            _cell(
                axes, x, y, cells.get((outlet, head["concept"], head["variant"]), {}), least, scale, against
            )
    _mentions(sheet, cells, rows, heads, places, left, above)
    for place, lines in zip(places, texts):
        sheet.text(
            left + place + 0.42 * CELL,
            above - 0.06,
            "\n".join(lines),
            8,
            rotation=SLOPE,
            ha="left",
            va="bottom",
            rotation_mode="anchor",
            linespacing=1.3,
        )
    for place, (name, language) in enumerate(rows):
        frames.outlet_label(sheet, left - 0.1, above + TALL * (place + 0.5), name, language)
    if several:
        _concepts(sheet, heads, places, left, above + tall + 0.14)
    if trees:
        beside = sheet.axes(left + wide + 0.06, above, TREE, tall)
        beside.set_ylim(len(rows), 0)
        heights = {name: place + 0.5 for place, (name, _) in enumerate(rows)}
        for names, found in trees:
            _grow(beside, names, found, heights)
    _key(sheet, left, above + tall + under + 0.04, against, scale)
    frames.write_footnotes(sheet, above + tall + under + 0.48, below)
    return sheet.finish()


def _grow(axes, names, found, heights):
    missing = [name for name in names if name not in heights]
    if missing:
        raise NabraError(
            f"the tree's outlet '{missing[0]}' is not in the table; draw both from the same articles"
        )
    end = axes.get_xlim()[1] if axes.lines else 0
    dendrogram.draw(axes, names, found, heights)
    axes.set_xlim(0, max(end, axes.get_xlim()[1]))


def _scale(against):
    """(colour map, norm) of the cells."""
    if against:
        return mpl.colormaps["PuOr"], mpl.colors.Normalize(-CLIP * 1.12, CLIP * 1.12, clip=True)
    return mpl.colormaps["Purples"], mpl.colors.Normalize(0, 1.1, clip=True)


def _places(heads):
    """Inches from the left edge of the matrix to each column; room for n follows each concept's last one."""
    places, x = [], 0.0
    for before, head in zip([heads[0], *heads], heads):
        x += COUNT if before["concept"] != head["concept"] else 0
        places.append(x)
        x += CELL
    return places


def _cell(axes, x, y, cell, least, scale, against):
    shown, n = value(cell, "estimate"), int(cell.get("exposure", 0))
    middle = {"ha": "center", "va": "center_baseline"}
    if n < least or shown is None:
        note = f"n<{least}" if n < least else "–"
        axes.text(x + CELL / 2, y + 0.5, isolate(note), fontsize=6.5, color=FAINT, **middle)
        return
    colour = scale[0](scale[1](shown))
    axes.bar([x + CELL / 2], [0.94], width=0.96 * CELL, bottom=y + 0.03, color=[colour], linewidth=0)
    dark = 0.3 * colour[0] + 0.59 * colour[1] + 0.11 * colour[2] < 0.5
    text = signed(shown) if against else f"{100 * shown:.0f}"
    text = "0.0" if text in ("+0.0", "−0.0") else text
    axes.text(x + CELL / 2, y + 0.5, isolate(text), fontsize=7.5, color="white" if dark else INK, **middle)


def _mentions(sheet, cells, rows, heads, places, left, top):
    """n, the mentions of the concept, after its last column."""
    for place, head, after in zip(places, heads, [*heads[1:], {"concept": None}]):
        if head["concept"] == after["concept"]:
            continue
        for y, (outlet, _) in enumerate(rows):
            n = int(cells.get((outlet, head["concept"], head["variant"]), {}).get("exposure", 0))
            sheet.text(
                left + place + CELL + 0.05,
                top + TALL * (y + 0.5),
                f"n={n:,}",
                6.5,
                ha="left",
                color=SOFT if n else FAINT,
            )


def _concepts(sheet, heads, places, left, y):
    """The concepts' names under their columns, each under a line."""
    for concept in dict.fromkeys(head["concept"] for head in heads):
        here = [(place, head) for place, head in zip(places, heads) if head["concept"] == concept]
        start, wide = here[0][0], here[-1][0] + CELL - here[0][0]
        box = sheet.axes(left + start + 0.03, y - 0.1, wide - 0.06, 0.03)
        box.axis("off")
        box.axhline(0, color=SOFT, linewidth=1)
        for line, text in enumerate(text for text in labels(here[0][1], "concept") if text):
            text = sheet.fit(text, wide + COUNT - 0.1, 7.5)
            sheet.text(left + start + wide / 2, y + 0.04 + 0.16 * line, text, 7.5, color=SOFT, ha="center")


def _key(sheet, left, y, against, scale):
    """The scale of colours with its ends named."""
    steps = 41
    low, high = (-CLIP, CLIP) if against else (0, 1)
    axes = sheet.axes(left, y, 2.2, 0.12)
    axes.axis("off")
    for step in range(steps):
        at = low + (high - low) * step / (steps - 1)
        axes.bar([step], [1], width=1.02, color=[scale[0](scale[1](at))], linewidth=0)
    axes.set_xlim(-0.5, steps - 0.5)
    axes.set_ylim(0, 1)
    marks = (("−2", 0), ("0", 0.5), ("+2", 1)) if against else (("0%", 0), ("50%", 0.5), ("100%", 1))
    for text, place in marks:
        sheet.text(left + 2.2 * place, y + 0.22, text, 7.5, color=SOFT, ha="center")


def _words(least, against, tree):
    """Subtitles and footnotes."""
    subtitles = (
        (
            "Log odds of each word against the outlets of the language together: above 0 more, below 0 less",
            "لوغاريتم أرجحية كل تسمية قياسا إلى منابر اللغة مجتمعة: فوق الصفر أكثر ودونه أقل",
        )
        if against
        else (
            "Share of each word among the concept's mentions, in per cent",
            "حصة كل تسمية من ذكر المفهوم، بالمئة",
        )
    )
    english = (
        f"n<{least}: fewer than {least} mentions of the concept, left blank. "
        + ("–: all outlets of the language, or none, use the word. " if against else "")
        + (
            "Tree: outlets whose words are alike; figures: per cent of resampled trees with that branch, "
            "dashed below "
            "50. "
            if tree
            else ""
        )
        + "Order of the words: the codebook's."
    )
    arabic = (
        f"الخانة الفارغة: أقل من {least} من ذكر المفهوم. "
        + ("«–»: تستعمل الكلمة منابر اللغة كلها أو لا يستعملها منها منبر. " if against else "")
        + (
            "الشجرة: منابر تتشابه كلماتها؛ والأرقام: نسبة الأشجار المعادة التي فيها الفرع، والمتقطع دون 50. "
            if tree
            else ""
        )
        + "ترتيب الكلمات ترتيب دليل الترميز."
    )
    return subtitles, (english, arabic)

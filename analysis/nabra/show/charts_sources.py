"""Who is given the word: kinds of source, one panel a kind, one row an outlet."""

from nabra.errors import NabraError
from nabra.show import panels as frames
from nabra.show.charts_forest import alt_of, draw_estimate
from nabra.show.labels import kind_labels
from nabra.show.panels import SMALL, SMALL_ARABIC
from nabra.show.style import styled

WHAT = {
    "sourcing share": (
        "kind",
        "من يُعطى الكلمة",
        "Who is given the word",
        "من الأقوال المنسوبة",
        "attributed statements",
    ),
    "quoted-word share": (
        "kind",
        "من يُقتبس كلامه",
        "Whose words are quoted",
        "من الكلمات بين علامتي تنصيص",
        "words between quotation marks",
    ),
    "cue-class share": (
        "class",
        "بأي ألفاظ القول",
        "With which reporting words",
        "من الأقوال المنسوبة",
        "attributed statements",
    ),
}


def sources(table, source_kind="all"):
    """Who is given the word, and with which verbs: one panel a kind of source, one row an outlet.

    Parameters
    ----------
    table : pandas.DataFrame
        A measures table of ``nabra.sources`` or ``nabra.cue_classes``.
    source_kind : str
        Of ``nabra.cue_classes``: the kind of source whose reporting words are drawn.

    Returns
    -------
    matplotlib.figure.Figure
        Kinds in the table's order, those that stand nowhere left out. A point is the share among all that the
        outlet attributes (or quotes), the bar its interval; hollow where few articles or statements stand
        behind it.

    Raises
    ------
    NabraError
        A column is missing, the table is of another measure or holds several, or nothing is attributed in it.

    Caution
    -------
    Look first at the kinds that the words do not tell: an outlet that prints no titles has more of them, and
    less of all others.
    """
    measure = _checked(table)
    prefix, arabic, english, of_arabic, of_english = WHAT[measure]
    if "source_kind" in table.columns:
        known = list(dict.fromkeys(table["source_kind"]))
        if source_kind not in known:
            raise NabraError(f"source_kind '{source_kind}' is not in the table; it holds {', '.join(known)}")
        table = table[table["source_kind"] == source_kind]
        if source_kind != "all":
            said = kind_labels(source_kind, "kind")
            arabic, english = f"{arabic}: {said[0]}", f"{english}: {said[1]}"
    frames.unique_cells(table, "sources")
    used = table.groupby("variant", sort=False)["count"].sum()
    if not used.sum():
        raise NabraError("the table counts no attribution at all; there is nothing to draw")
    table = table[table["variant"].isin(used.index[used > 0])]
    names = [kind_labels(variant, prefix) for variant in table["variant"]]
    table = table.assign(
        concept="sources",
        concept_ar=arabic,
        concept_en=english,
        variant_ar=[name[0] for name in names],
        variant_en=[name[1] for name in names],
    )
    with styled():
        sheet, rows, panels = frames.frame(table, *_words(of_arabic, of_english))
        for panel in panels:
            for row in rows:
                if row.outlet in panel.cells:
                    draw_estimate(panel.axes, panel.cells[row.outlet], row)
        return sheet.finish(alt_of(table, ("حصص", "Shares")))


def _checked(table):
    missing = [column for column in frames.NEEDED if column not in table.columns]
    if missing:
        raise NabraError(f"column '{missing[0]}' is missing; give sources the table that nabra.sources makes")
    measures = list(dict.fromkeys(table["measure"]))
    if len(measures) != 1 or measures[0] not in WHAT:
        raise NabraError(
            f"sources draws one of {', '.join(WHAT)}; the table holds {', '.join(measures) or 'no rows'}"
        )
    return measures[0]


def _words(arabic, english):
    """The subtitles and the footnotes."""
    subtitles = (
        f"Share of {english} (Arabic outlets blue, English orange)",
        f"الحصة {arabic} (المنابر العربية بالأزرق والإنجليزية بالبرتقالي)",
    )
    footnotes = (
        f"Points: share; bars: 95 % intervals, article-clustered; n = {english}; hollow: fewer than "
        + SMALL.removeprefix("fewer than ").replace("mentions", "of them")
        + ".",
        f"النقاط: الحصة {arabic}؛ الأشرطة: مجال 95٪ ووحدته المقالة؛ العدد في آخر الصف: جملتها؛ "
        f"النقطة المفرغة: {SMALL_ARABIC.replace('ذكرا', 'منها')}.",
    )
    return subtitles, footnotes

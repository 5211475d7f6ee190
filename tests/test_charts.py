"""Charts plot the columns they are given, keep their words apart, and refuse what they cannot draw."""

import itertools

import numpy as np
import pandas as pd
import pytest

from nabra import tables
from nabra.errors import NabraError
from nabra.show import charts, figures
from nabra.show.safe import is_arabic
from nabra.show.style import isolate

VARIANTS = (
    ("rebels", "الثوار", "rebels"),
    ("gunmen", "المسلحون", "gunmen"),
    ("terrorists", "الإرهابيون", "terrorists"),
)
OUTLETS = (("البيان الجديد", "ar", 400), ("ساعة", "ar", 30), ("صامت", "ar", 0), ("The Courier", "en", 300))


def shares(concept="armed-groups", measure="share"):
    """An invented table: one outlet without mentions, one with few."""
    rows = []
    for place, (outlet, language, n) in enumerate(OUTLETS):
        for order, (variant, arabic, english) in enumerate(VARIANTS):
            share = (0.5, 0.3, 0.2)[(place + order) % 3] if n else np.nan
            rows.append(
                {
                    "measure": measure,
                    "outlet": outlet,
                    "concept": concept,
                    "variant": variant,
                    "voice": "narrator",
                    "estimate": share,
                    "low": share - 0.1,
                    "high": share + 0.1,
                    "count": round(share * n) if n else 0,
                    "exposure": n,
                    "articles": n // 4,
                    "method": "invented",
                    "reason": None if n else "no mentions",
                    "concept_ar": "الجماعات المسلحة",
                    "concept_en": "Armed groups",
                    "variant_ar": arabic,
                    "variant_en": english,
                    "language": language,
                    "pooled": 1 / 3,
                    "baseline": 0.05,
                }
            )
    return tables.frame("measures", rows)


def voice_shares():
    table = shares(measure="voice share")
    table["voice"] = table["variant"].map(
        {"rebels": "narrator", "gunmen": "reported", "terrorists": "quoted"}
    )
    return table.assign(variant="rebels", variant_ar="الثوار", variant_en="rebels")


def points(axes):
    """The plotted points of a panel: (x, y, hollow)."""
    return [
        (line.get_xdata()[0], line.get_ydata()[0], line.get_markerfacecolor() == "white")
        for line in axes.lines
        if line.get_marker() == "o"
    ]


def words(figure):
    inside = [text.get_text() for axes in figure.axes for text in axes.texts]
    return [text.get_text() for text in figure.texts] + inside


def test_forest_plots_the_estimates_in_the_codebooks_order():
    table = shares()
    figure = charts.forest(table)
    assert len(figure.axes) == len(VARIANTS)
    for axes, (variant, _, _) in zip(figure.axes, VARIANTS):
        rows = table[(table["variant"] == variant) & table["estimate"].notna()]
        assert [x for x, _, _ in points(axes)] == pytest.approx(list(rows["estimate"]))
    headings = [text for text in words(figure) if text.strip("\u2068\u2069") in {v[1] for v in VARIANTS}]
    assert headings == [isolate(arabic) for _, arabic, _ in VARIANTS]


def test_forest_draws_small_samples_hollow_and_empty_rows_as_n_0():
    figure = charts.forest(shares())
    assert [hollow for _, _, hollow in points(figure.axes[0])] == [False, True, False]
    assert [text.get_text() for text in figure.axes[0].texts].count(isolate("n=0")) == 1
    assert isolate("n=400") in words(figure) and isolate("n=0") in words(figure)


def test_forest_rows_stand_by_language_and_share_their_height_over_panels():
    figure = charts.forest(shares().iloc[::-1])
    heights = [[y for _, y, _ in points(axes)] for axes in figure.axes]
    assert heights[0] == heights[1] == heights[2]
    colours = [line.get_color() for line in figure.axes[0].lines if line.get_marker() == "o"]
    by_height = [colour for _, colour in sorted(zip(heights[0], colours))]
    assert by_height[0] == by_height[1] != by_height[2]


def test_forest_asks_which_concept_and_names_those_it_knows():
    table = pd.concat([shares(), shares("state")])
    with pytest.raises(NabraError, match="armed-groups, state"):
        charts.forest(table)
    with pytest.raises(NabraError, match="'army' is not in the table"):
        charts.forest(table, concept="army")
    assert len(charts.forest(table, concept="state").axes) == 3


def test_forest_refuses_two_voices_in_one_table_and_other_tables():
    with pytest.raises(NabraError, match="stands twice"):
        charts.forest(pd.concat([shares(), shares()]))
    with pytest.raises(NabraError, match="column 'measure' is missing"):
        charts.forest(pd.DataFrame({"x": [1]}))
    with pytest.raises(NabraError, match="no rows of measure 'share'"):
        charts.forest(voice_shares())


def test_forest_leaves_its_input_alone():
    table = shares()
    before = table.copy(deep=True)
    charts.forest(table)
    pd.testing.assert_frame_equal(table, before)


def test_wide_codebooks_wrap_into_bands():
    rows = [shares().assign(variant=lambda t, n=n: t["variant"] + str(n)) for n in range(3)]
    figure = charts.forest(pd.concat(rows))
    tops = {round(axes.get_position().y1, 4) for axes in figure.axes}
    assert len(figure.axes) == 9 and len(tops) == 2


def test_voices_stack_to_the_whole_and_are_told_apart_by_hatching():
    figure = charts.voices(voice_shares())
    bars = [patch for patch in figure.axes[-1].patches]
    by_row = {}
    for patch in bars:
        by_row.setdefault(round(patch.get_y(), 3), []).append(patch)
    assert len(by_row) == 3
    for patches in by_row.values():
        assert sum(patch.get_width() for patch in patches) == pytest.approx(1)
        assert len({patch.get_hatch() for patch in patches}) == 3
    first = [patch.get_width() for patch in by_row[min(by_row)]]
    assert first[0] == max(patches[0].get_width() for patches in by_row.values())


def test_voices_say_where_quotations_cannot_be_seen():
    table = voice_shares()
    silent = (table["outlet"] == "The Courier") & (table["voice"] == "quoted")
    table.loc[silent, ["estimate", "low", "high"]] = np.nan
    texts = words(charts.voices(table))
    assert isolate("n=300 †") in texts and isolate("n=400") in texts
    assert any("prints no quotation marks" in text for text in texts)
    assert not any("prints no quotation marks" in text for text in words(charts.voices(voice_shares())))


def test_voices_ask_which_variant():
    table = pd.concat([voice_shares(), voice_shares().assign(variant="gunmen")])
    with pytest.raises(NabraError, match="rebels, gunmen"):
        charts.voices(table)
    with pytest.raises(NabraError, match="'x' is not in the table"):
        charts.voices(table, variant="x")


def test_quotedness_joins_rate_and_baseline_and_says_where_no_marks_are_printed():
    table = shares(measure="quotedness")
    silent = table["outlet"] == "The Courier"
    table.loc[silent, ["estimate", "low", "high"]] = np.nan
    table.loc[silent, "reason"] = "the outlet prints no quotation marks"
    figure = charts.quotedness(table)
    assert len(points(figure.axes[0])) == 2
    assert isolate("بلا علامات · no marks") in [text.get_text() for text in figure.axes[0].texts]
    joins = [list(line.get_xdata()) for line in figure.axes[0].lines if line.get_marker() == "None"]
    assert [0.05, 0.5] in joins


@pytest.mark.parametrize("mentions", [400, 1_946, 3_000_000])
def test_the_number_at_the_end_of_a_row_keeps_clear_of_the_next_panel(mentions):
    table = shares(measure="quotedness")
    table.loc[table["outlet"] == OUTLETS[0][0], "exposure"] = mentions
    figure = charts.quotedness(table)
    renderer = figure.canvas.get_renderer()
    first, following = figure.axes[:2]
    ends = [text.get_window_extent(renderer).x1 for text in first.texts]
    assert max(ends) < following.transData.transform((0, 0))[0] - 3.5 * figure.dpi / 72     # a point's radius and a little


def test_quotedness_fades_rows_of_very_few_mentions():
    table = shares(measure="quotedness")
    table.loc[table["outlet"] == "ساعة", "exposure"] = 4
    dots = [line for line in charts.quotedness(table).axes[0].lines if line.get_marker() == "o"]
    assert [dot.get_alpha() for dot in dots] == [1.0, 0.4, 1.0]


def test_forest_draws_one_pooled_line_a_language_over_its_rows_alone():
    table = shares()
    table.loc[table["language"] == "en", "pooled"] = 0.6
    for place, axes in enumerate(charts.forest(table).axes):
        dashed = [line for line in axes.lines if line.is_dashed()]
        assert [list(line.get_xdata()) for line in dashed] == [[1 / 3] * 2, [0.6] * 2]
        heights = [y for _, y, _ in points(axes)]
        for line, inside in zip(dashed, (heights[:2], heights[2:])):
            low, high = line.get_ydata()
            assert all(low < y < high for y in inside)
            assert not any(low < y < high for y in set(heights) - set(inside))
        named = [text for text in axes.texts if text.get_text() == isolate("مجتمعة · pooled")]
        assert len(named) == (place == 0)


@pytest.mark.parametrize("highest", [0.03, 0.35, 0.5, 0.7, 0.75, 0.95, 1.0])
@pytest.mark.parametrize("panels", [3, 6])
def test_tick_labels_of_neighbouring_panels_keep_apart(highest, panels):
    several = [shares().assign(variant=lambda t, n=n: t["variant"] + str(n)) for n in range(panels // 3)]
    table = pd.concat(several)
    figure = charts.forest(table.assign(high=highest, estimate=table["estimate"] * highest))
    boxes = [
        label.get_window_extent()
        for axes in figure.axes
        for label in axes.get_xticklabels()
        if label.get_text()
    ]
    assert all(after.x0 - before.x1 > 0.1 * figure.dpi for before, after in itertools.pairwise(boxes))


def test_footnotes_stand_in_both_languages():
    marks = charts.quotedness(shares(measure="quotedness"))
    for figure in (charts.forest(shares()), marks, charts.voices(voice_shares())):
        small = [text for text in figure.texts if text.get_fontsize() == 7.5]
        arabic = [text for text in small if is_arabic(text.get_text())]
        assert 0 < len(arabic) < len(small)
        assert {text.get_horizontalalignment() for text in arabic} == {"right"}
        # isolated text begins on the side of its first letter, which therefore must not be a Latin one
        assert not any(letter.isascii() and letter.isalpha() for text in arabic for letter in text.get_text())


def test_every_label_line_is_isolated():
    for figure in (charts.forest(shares()), charts.voices(voice_shares())):
        for text in words(figure):
            for line in text.split("\n"):
                assert line.isdigit() or (line[0] == "\u2068" and line[-1] == "\u2069")


def test_no_text_leaves_the_page_and_headings_do_not_collide():
    long = shares().replace({"gunmen": "gunmen, militants and other armed men of no stated allegiance"})
    figure = charts.forest(long.assign(outlet=long["outlet"] + " والشركة العامة للأنباء والنشر والتوزيع"))
    page = figure.bbox
    boxes = [text.get_window_extent() for text in figure.texts]
    assert all(
        box.x0 >= page.x0 and box.x1 <= page.x1 and box.y0 >= page.y0 and box.y1 <= page.y1 for box in boxes
    )
    overlapping = [
        (a, b)
        for n, a in enumerate(boxes)
        for b in boxes[:n]
        if a.shrunk(0.9, 0.8).overlaps(b.shrunk(0.9, 0.8))
    ]
    assert not overlapping


def test_mathematics_and_dollar_signs_are_plain_text():
    table = shares().assign(concept_en="a $x^2$ b_{1}")
    assert isolate("a $x^2$ b_{1}") in words(charts.forest(table))
    figures.svg_bytes(charts.forest(table))


def test_the_callers_settings_come_back():
    import matplotlib

    before = dict(matplotlib.rcParams)
    charts.forest(shares())
    assert dict(matplotlib.rcParams) == before


def test_fewer_panels_side_by_side_make_a_narrower_and_taller_chart():
    table = pd.concat([shares().assign(variant=shares()["variant"] + number) for number in ("", "2")])
    wide, narrow = charts.forest(table), charts.forest(table, across=2)
    assert narrow.get_figwidth() < wide.get_figwidth() and narrow.get_figheight() > wide.get_figheight()
    assert len(narrow.axes) == len(wide.axes) == 6
    assert len({round(axes.get_position().y0, 3) for axes in narrow.axes}) == 3
    for wrong in (0, 7, "two", 1.5):
        with pytest.raises(NabraError, match="from 1 to 6"):
            charts.quotedness(shares(measure="quotedness"), across=wrong)

"""Charts plot the columns they are given, repeat byte for byte, and refuse what they cannot draw."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from nabra import tables
from nabra.errors import NabraError
from nabra.show import charts, figures
from nabra.show.safe import csv_cell, csv_text, link, one_line, strip_controls
from nabra.show.style import Sheet, isolate, styled

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
    assert isolate("prints no marks") in [text.get_text() for text in figure.axes[0].texts]
    joins = [list(line.get_xdata()) for line in figure.axes[0].lines if line.get_marker() == "None"]
    assert [0.05, 0.5] in joins


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


SCRIPT = """
import hashlib, sys
sys.path.insert(0, {tests!r})
from test_charts import shares, voice_shares
from nabra.show import charts, figures
drawn = [charts.forest(shares()), charts.voices(voice_shares())]
drawn.append(charts.quotedness(shares(measure="quotedness")))
print(hashlib.sha256(b"".join(figures.svg_bytes(figure, "x") for figure in drawn)).hexdigest())
"""


def test_svg_is_byte_identical_in_processes_with_other_hash_seeds():
    folder = Path(__file__).parent
    hashes = set()
    for seed in ("1", "77"):
        environment = os.environ | {
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": os.pathsep.join(p for p in sys.path if p),
        }
        command = [sys.executable, "-c", SCRIPT.format(tests=str(folder))]
        hashes.add(
            subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
        )
    assert len(hashes) == 1
    drawn = [
        charts.forest(shares()),
        charts.voices(voice_shares()),
        charts.quotedness(shares(measure="quotedness")),
    ]
    here = hashlib.sha256(b"".join(figures.svg_bytes(figure, "x") for figure in drawn)).hexdigest()
    assert hashes == {here + "\n"}


def test_save_writes_svg_png_and_the_table_beside_it(tmp_path):
    table = shares()
    files = figures.save(charts.forest(table), tmp_path / "new" / "forest.v1", table, "الجماعات المسلحة")
    assert [file.name for file in files] == ["forest.v1.svg", "forest.v1.png", "forest.v1.csv"]
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == sorted(file.name for file in files)
    svg = files[0].read_text(encoding="utf-8")
    assert "الجماعات المسلحة" in svg and "<dc:date>" not in svg and "<text" not in svg
    back = pd.read_csv(files[2])
    assert list(back["estimate"].dropna()) == list(table["estimate"].dropna())
    assert list(back["outlet"]) == list(table["outlet"])


def test_save_leaves_nothing_half_written(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("x")
    with pytest.raises(NabraError, match="cannot write"):
        figures.write_atomic(blocked / "forest.svg", b"x")
    (tmp_path / "taken").mkdir()
    with pytest.raises(NabraError, match="cannot write"):
        figures.write_atomic(tmp_path / "taken", b"x")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "taken"]


def test_csv_cells_cannot_become_formulas_and_numbers_stay_numbers():
    table = pd.DataFrame(
        {"outlet": ["=1+1", " @x", "a"], "estimate": [-0.25, np.nan, 1 / 3], "=bad": ["-1", None, "ok"]}
    )
    assert csv_text(table) == "outlet,estimate,'=bad\n'=1+1,-0.25,'-1\n' @x,,\na,0.3333333333333333,ok\n"
    assert csv_cell("\u202e=1") == "'=1"


def test_text_of_others_loses_what_reorders_or_commands():
    assert strip_controls("a\u202eb\u2066c\x1b[31m\u200f") == "abc[31m"
    assert one_line("one \r\n\n two\u2028three") == "one ¶ two ¶ three"
    assert link("https://example.org/a?b=c") == "https://example.org/a?b=c"
    for bad in (
        "javascript:alert(1)",
        "JAVASCRIPT:x",
        "data:text/html,x",
        "//example.org",
        "https://",
        None,
        "java\nscript:x",
    ):
        assert link(bad) is None


def test_sheet_shortens_to_the_room_it_is_given():
    with styled():
        sheet = Sheet()
        short = sheet.fit("كلمات كثيرة جدا لا يتسع لها المكان مهما حاولنا", 1.0, 9)
        assert short.endswith("…") and sheet.measure(short, 9) <= 1.0
        assert len(sheet.wrap("one two three four five six seven eight", 0.6, 9, most=2)) == 2

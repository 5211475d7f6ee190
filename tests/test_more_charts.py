"""Charts of choices, sources, heat maps, maps, words, time and adjustment plot the table they are given."""

import hashlib
from functools import cache

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from test_charts import VARIANTS, shares, voice_shares, words

from nabra.errors import NabraError
from nabra.measures.against_pooled import against_pooled
from nabra.measures.decompose import decompose
from nabra.measures.matched import matched
from nabra.measures.trends import trend
from nabra.show import charts, figures
from nabra.show.safe import is_arabic
from nabra.show.style import isolate

TREE = pd.DataFrame(
    {
        "members": ["البيان الجديد + صامت", "البيان الجديد + ساعة + صامت"],
        "left": [0, 1],
        "right": [2, 3],
        "height": [0.1, 0.4],
        "size": [2, 3],
        "support": [0.93, 0.3],
    }
)


def kinds(measure="sourcing share"):
    """An invented table of sources."""
    table = shares(measure=measure).drop(columns=["concept_ar", "concept_en", "variant_ar", "variant_en"])
    ids = dict(zip((v[0] for v in VARIANTS), ("official", "witness", "not told")))
    return table.assign(variant=table["variant"].map(ids), concept=pd.NA)


def victims():
    """An invented table of named doers: the words stand for victims."""
    table = shares(measure="agent named").drop(columns=["concept_ar", "concept_en"])
    table = table.drop(columns="concept").rename(
        columns={"variant": "concept", "variant_ar": "concept_ar", "variant_en": "concept_en"}
    )
    return table.assign(variant="agent named", part=pd.NA)


def places():
    return pd.DataFrame(
        {
            "outlet": ["البيان", "ساعة", "The Courier", "صامت"],
            "x": [0.3, -0.2, -0.21, 0.1],
            "y": [0.1, 0, 0.01, -0.2],
            "x_low": [0.2, -0.3, -0.3, 0],
            "x_high": [0.4, -0.1, -0.1, 0.2],
            "y_low": [0.0, -0.1, -0.1, -0.3],
            "y_high": [0.2, 0.1, 0.1, -0.1],
            "shown": 0.9,
            "articles": [100, 12, 60, 50],
            "language": ["ar", "ar", "en", "ar"],
        }
    )


def key():
    ratios = [3.0, 1.5, 0.5, -0.5, -2.0]
    return pd.DataFrame(
        {
            "word": ["ثوار", "rebels", "=cmd()", "الدولة", "army"],
            "articles_a": [50, 20, 30, 10, 1],
            "articles_b": [5, 10, 25, 14, 60],
            "log_ratio": ratios,
            "low": [r - 0.4 for r in ratios],
            "high": [r + 0.4 for r in ratios],
            "log_odds": [2.0, np.nan, 0.3, -0.4, -1.2],
        }
    )


def over_time():
    """Two outlets over five months, one month without exposure, with an event."""
    rows = []
    for outlet in ("البيان", "The Courier"):
        for month in (1, 2, 3, 5):
            rows += [
                {
                    "doc_id": f"{outlet}{month}{n}",
                    "outlet": outlet,
                    "date": f"2018-0{month}-{10 + n}",
                    "count": n % 2,
                    "exposure": 1,
                }
                for n in range(4 + month)
            ]
    happened = pd.DataFrame({"date": ["2018-03-01"], "label": ["هدنة · truce"]})
    return trend(pd.DataFrame(rows), events=happened, replicates=20)


def changes():
    return pd.DataFrame(
        {
            "outlet": ["البيان", "The Courier"],
            "change": ["2018-03-10", None],
            "before": [0.2, np.nan],
            "after": [0.6, np.nan],
            "p_adjusted": [0.01, np.nan],
        }
    )


def articles():
    """Two outlets over three topics, with events."""
    rows = []
    for outlet, rate, sizes in (("البيان", 3, (60, 20, 9)), ("Courier", 7, (20, 60, 0))):
        for topic, size in zip(("حرب", "economy", "رياضة"), sizes):
            rows += [
                {
                    "doc_id": f"{outlet}{topic}{n}",
                    "outlet": outlet,
                    "topic": topic,
                    "event": f"{topic}{n % 8}",
                    "count": int(n % rate == 0),
                    "exposure": 1,
                }
                for n in range(size)
            ]
    return pd.DataFrame(rows)


def parts():
    return decompose(articles(), "البيان", "Courier", replicates=50)


def adjusted():
    return matched(articles(), "البيان", "Courier", replicates=50, permutations=50)


DRAWN = {
    "agency": lambda: charts.agency(victims()),
    "forest": lambda: charts.forest(shares()),
    "quotedness": lambda: charts.quotedness(shares(measure="quotedness")),
    "voices": lambda: charts.voices(voice_shares()),
    "choices": lambda: charts.choices(shares()),
    "sources": lambda: charts.sources(kinds()),
    "heatmap": lambda: charts.heatmap(against_pooled(pd.concat([shares(), shares("state")])), TREE),
    "outlet_map": lambda: charts.outlet_map(places()),
    "words": lambda: charts.words(key(), "البيان", "The Courier"),
    "trend": lambda: charts.trend(over_time(), changes()),
    "slope": lambda: charts.slope(adjusted()),
    "decomposition": lambda: charts.decomposition(parts(), "البيان", "Courier"),
}
all_charts = pytest.mark.parametrize("name", DRAWN)


@cache
def drawn(name):
    """A chart to look at, drawn once."""
    return DRAWN[name]()


def plain(figure):
    """All words of a figure in one line, as they are read."""
    return " ".join(words(figure)).replace("\u2068", "").replace("\u2069", "")


def dots(axes, *markers):
    """Plotted points: (x, y, hollow)."""
    return [
        (line.get_xdata()[0], line.get_ydata()[0], line.get_markerfacecolor() == "white")
        for line in axes.lines
        if line.get_marker() in (markers or ("o", "s"))
    ]


@all_charts
def test_each_chart_is_isolated_bilingual_and_told_in_words(name):
    figure = drawn(name)
    said = words(figure)
    for text in said:
        for line in filter(None, text.split("\n")):
            assert line[0] in "\u2067\u2068" and line[-1] == "\u2069" or line.replace(".", "").isdigit(), line
    assert any(is_arabic(text) for text in said) and any(not is_arabic(text) for text in said)
    assert any("n=" in text for text in said), "n is not printed"
    alt = charts.alt_text(figure)
    assert is_arabic(alt.split(". ")[-1]) and "Rows (" in alt and "\n" not in alt


@all_charts
def test_no_text_leaves_the_page_or_runs_into_another(name):
    figure = DRAWN[name]()
    page = figure.bbox
    texts = list(figure.texts) + [text for axes in figure.axes for text in axes.texts if text.get_text()]
    for text in texts:
        box = text.get_window_extent()
        assert box.x0 >= page.x0 - 1 and box.x1 <= page.x1 + 1, text.get_text()
        assert box.y0 >= page.y0 - 1 and box.y1 <= page.y1 + 1, text.get_text()
    level = [text for text in figure.texts if not text.get_rotation()]
    boxes = [(text.get_window_extent().shrunk(0.9, 0.7), text.get_text()) for text in level]
    assert not [(a[1], b[1]) for n, a in enumerate(boxes) for b in boxes[:n] if a[0].overlaps(b[0])]


HOSTILE = (
    "\u202eمقلوب=cmd()<script>alert(1)</script>",
    "$x^2$ & \u2066 <img onerror=1>\x1b[31m",
    "=HYPERLINK(1)\nb",
)


@all_charts
def test_hostile_labels_are_plain_text(name, monkeypatch, tmp_path):
    """Names of outlets, words, topics and events replaced by what executes, reorders or runs over lines."""
    names = {
        "البيان الجديد": HOSTILE[0],
        "ساعة": HOSTILE[1] + "ط" * 10_000,
        "صامت": HOSTILE[2],
        "البيان": HOSTILE[0],
        "The Courier": HOSTILE[1],
        "rebels": HOSTILE[1],
        "الثوار": HOSTILE[0],
        "ثوار": HOSTILE[0] * 50,
        "Armed groups": HOSTILE[1] * 30,
        "حرب": HOSTILE[0],
        "هدنة · truce": HOSTILE[0] * 40,
    }
    real = {
        "shares": shares,
        "kinds": kinds,
        "victims": victims,
        "voice_shares": voice_shares,
        "places": places,
        "key": key,
        "over_time": over_time,
        "changes": changes,
        "parts": parts,
        "adjusted": adjusted,
    }
    tables = {}

    def spoiled(function):
        def made(*arguments, **named):
            table = function(*arguments, **named)
            tables["last"] = table = table.replace(names)
            return table

        return made

    for function, made in real.items():
        monkeypatch.setitem(globals(), function, spoiled(made))
    monkeypatch.setitem(
        globals(),
        "TREE",
        TREE.assign(
            members=[" + ".join(names[part] for part in members.split(" + ")) for members in TREE["members"]]
        ),
    )
    figure = DRAWN[name]()
    for text in words(figure) + [charts.alt_text(figure)]:
        assert not set(text.removeprefix("\u2067")) & set("\u202e\u2066\u2067\x1b"), text
    wide, high = figure.get_size_inches()
    assert wide < 20 and high < 20
    files = figures.save(figure, tmp_path / "x", tables["last"], HOSTILE[0])
    svg = files[0].read_text(encoding="utf-8")
    assert "<script" not in svg and "<img" not in svg and "onerror" not in svg.replace("&lt;img onerror", "")
    cells = pd.read_csv(files[3], dtype=str).stack()
    assert not cells.str.match(r"\s*[=@\t\r]").any()


@all_charts
def test_drawn_again_the_files_are_the_same(name):
    first, second = drawn(name), DRAWN[name]()
    for kind in (figures.svg_bytes, figures.pdf_bytes):
        assert hashlib.sha256(kind(first)).digest() == hashlib.sha256(kind(second)).digest()


def bars(figure):
    """Bars of the last large axes: {y: [(left, width, hatch)]}."""
    axes = max(figure.axes, key=lambda one: one.get_position().width * one.get_position().height)
    rows = {}
    for patch in axes.patches:
        rows.setdefault(round(patch.get_y(), 2), []).append(
            (patch.get_x(), patch.get_width(), patch.get_hatch())
        )
    return [row for _, row in sorted(rows.items())]


def test_choices_lay_the_middle_word_on_the_centre_in_the_codebooks_order():
    table = shares()
    for row in bars(charts.choices(table)):
        (a, wide_a, _), (b, wide_b, _), (c, wide_c, hatch) = row
        assert (
            a + wide_a == pytest.approx(b)
            and b + wide_b == pytest.approx(c)
            and b == pytest.approx(-wide_b / 2)
        )
        assert wide_a + wide_b + wide_c == pytest.approx(1) and hatch
    starts = [row[0][0] for row in bars(charts.choices(table))]
    assert starts == sorted(starts)
    moved = bars(charts.choices(table, centre="terrorists"))
    assert [row[2][0] + row[2][1] / 2 for row in moved] == pytest.approx([0] * 3)
    assert any("a researcher's judgement" in text for text in words(charts.choices(table)))
    assert isolate("n=30 ○") in words(charts.choices(table)) and isolate("n=0") in words(
        charts.choices(table)
    )
    with pytest.raises(NabraError, match="centre 'x' is not in the table"):
        charts.choices(table, centre="x")


def test_choices_of_an_even_number_meet_at_the_centre():
    table = shares()
    table = table[table["variant"] != "terrorists"]
    for (a, wide_a, _), (b, _, _) in bars(charts.choices(table)):
        assert a + wide_a == pytest.approx(0) and b == pytest.approx(0)


def test_sources_draw_one_panel_a_kind_that_stands_somewhere():
    table = kinds()
    figure = charts.sources(table)
    assert len(figure.axes) == 3
    for axes, kind in zip(figure.axes, ("official", "witness", "not told")):
        rows = table[(table["variant"] == kind) & table["estimate"].notna()]
        assert [x for x, _, _ in dots(axes)] == pytest.approx(list(rows["estimate"]))
        assert [hollow for _, _, hollow in dots(axes)] == [False, True, False]
    table.loc[table["variant"] == "witness", "count"] = 0
    assert len(charts.sources(table).axes) == 2
    with pytest.raises(NabraError, match="counts no attribution"):
        charts.sources(table.assign(count=0))
    with pytest.raises(NabraError, match="the table holds share"):
        charts.sources(shares())
    silent = kinds("quoted-word share")
    silent.loc[silent["estimate"].isna(), "reason"] = "the outlet prints no quotation marks"
    assert words(charts.sources(silent)).count(isolate("بلا علامات · no marks")) == 3
    said = kinds("cue-class share").assign(source_kind="all")
    with pytest.raises(NabraError, match="it holds all"):
        charts.sources(said, source_kind="military")


def test_agency_draws_one_panel_a_victim_with_its_events():
    table = victims()
    figure = charts.agency(table)
    told_of = table[table["exposure"] > 0]
    panels = [axes for axes in figure.axes if dots(axes)]
    assert len(panels) == told_of["concept"].nunique()
    assert sum(len(dots(axes)) for axes in panels) == table["estimate"].notna().sum()
    with pytest.raises(NabraError, match="no event of violence"):
        charts.agency(table.assign(exposure=0))
    with pytest.raises(NabraError, match="give agency the table"):
        charts.agency(table.drop(columns="exposure"))


def test_the_heat_map_prints_each_cell_and_leaves_few_mentions_blank():
    table = shares()
    figure = charts.heatmap(table)
    said = [text.strip("\u2068\u2069") for text in words(figure)]
    assert [text for text in said if text.isdigit()].count("50") == 3  # each outlet with mentions once
    assert said.count("n<10") == 3
    figure = charts.heatmap(table, least=100)
    assert [text.strip("\u2068\u2069") for text in words(figure)].count("n<100") == 6
    marked = words(charts.heatmap(against_pooled(table)))
    assert isolate("+0.7") in marked and isolate("−0.7") in marked
    with pytest.raises(NabraError, match="27 columns are too many"):
        charts.heatmap(pd.concat([shares(str(n)) for n in range(9)]))
    with pytest.raises(NabraError, match="concept 'army' is not"):
        charts.heatmap(table, concept="army")
    with pytest.raises(NabraError, match="stands twice"):
        charts.heatmap(pd.concat([table, table]))
    with pytest.raises(NabraError, match="nabra.shares or of nabra.against_pooled"):
        charts.heatmap(voice_shares())


def test_the_heat_maps_rows_follow_the_tree_and_its_branches_bear_their_support():
    figure = charts.heatmap(shares(), TREE)
    names = {
        outlet: text.get_position()[1]
        for text in figure.texts
        for outlet in ("البيان الجديد", "صامت", "ساعة")
        if text.get_text() == isolate(outlet)
    }
    assert sorted(names, key=lambda name: -names[name]) == ["ساعة", "البيان الجديد", "صامت"]
    tree = next(axes for axes in figure.axes if any(text.get_text() == isolate("93") for text in axes.texts))
    assert [line.is_dashed() for line in tree.lines] == [False, True]
    assert [list(line.get_xdata()) for line in tree.lines] == [[0, 0.1, 0.1, 0], [0, 0.4, 0.4, 0.1]]
    with pytest.raises(NabraError, match="is not in the table"):
        charts.heatmap(shares().query("outlet != 'ساعة'"), TREE)
    with pytest.raises(NabraError, match="cannot be told apart"):
        charts.heatmap(shares(), TREE.assign(members="a + b"))


def test_log_odds_against_the_pooled_share_by_hand():
    table = shares()
    made = against_pooled(table).set_index(["outlet", "variant"])
    y, n = 200, 400
    assert made.loc[("البيان الجديد", "rebels"), "estimate"] == pytest.approx(
        np.log((y + 0.5) / (n - y + 0.5)) - np.log(0.5)
    )
    low = table.loc[0, "low"]
    assert made.loc[("البيان الجديد", "rebels"), "low"] == pytest.approx(
        np.log(low / (1 - low)) - np.log(0.5)
    )
    assert made.loc["صامت", "estimate"].isna().all() and set(made.loc["صامت", "reason"]) == {"no mentions"}
    nobody = against_pooled(table.assign(pooled=0.0))
    assert (
        nobody["estimate"].isna().all() and nobody["reason"].str.contains("or none, use the word").sum() == 9
    )
    never = against_pooled(table.assign(count=0))
    assert np.isfinite(never["estimate"][table["exposure"] > 0]).all()
    with pytest.raises(NabraError, match="takes the table of nabra.shares"):
        against_pooled(voice_shares())


def test_the_map_plots_places_and_bounds_on_one_scale():
    table = places()
    figure = charts.outlet_map(table)
    (axes,) = figure.axes
    found = sorted(dots(axes))
    assert [(x, y) for x, y, _ in found] == sorted(zip(table["x"], table["y"]))
    assert sorted(hollow for _, _, hollow in found) == [False, False, False, True]
    ellipse = axes.patches[0]
    assert (ellipse.width, ellipse.height) == pytest.approx((0.2, 0.2)) and ellipse.center == pytest.approx(
        (0.3, 0.1)
    )
    wide, tall = (np.diff(ends)[0] for ends in (axes.get_xlim(), axes.get_ylim()))
    inches = axes.get_position().size * figure.get_size_inches()
    assert wide / inches[0] == pytest.approx(tall / inches[1])
    labels = [text.get_window_extent() for text in axes.texts]
    assert not [
        1 for n, a in enumerate(labels) for b in labels[:n] if a.shrunk(0.9, 0.7).overlaps(b.shrunk(0.9, 0.7))
    ]
    assert any("90 %" in text for text in words(figure))
    assert "somebody is misplaced" in plain(charts.outlet_map(table.assign(shown=0.5)))
    with pytest.raises(NabraError, match="no outlet has a place"):
        charts.outlet_map(table.assign(x=np.nan))
    with pytest.raises(NabraError, match="column 'x_low' is missing"):
        charts.outlet_map(table.drop(columns="x_low"))


def test_words_stand_by_side_the_strongest_outermost():
    (axes,) = charts.words(key(), "a", "b").axes
    assert [x for x, _, _ in sorted(dots(axes), key=lambda dot: dot[1])] == [3, 1.5, 0.5, -0.5, -2]
    assert [hollow for _, _, hollow in sorted(dots(axes), key=lambda dot: dot[1])] == [
        False,
        True,
        False,
        True,
        False,
    ]
    (odds,) = charts.words(key(), "a", "b", value_of="log_odds", most=1).axes
    assert sorted(x for x, _, _ in dots(odds)) == [-1.2, 2.0]
    with pytest.raises(NabraError, match="unknown value_of='g2'"):
        charts.words(key(), "a", "b", value_of="g2")
    with pytest.raises(NabraError, match="nothing to draw"):
        charts.words(key().iloc[:0], "a", "b")


def test_time_lines_leave_gaps_and_mark_events_and_changes():
    table = over_time()
    figure = charts.trend(table, changes())
    for axes, outlet in zip(figure.axes, ("The Courier", "البيان")):
        rows = table[(table["outlet"] == outlet) & table["estimate"].notna()]
        assert [y for _, y, _ in dots(axes)] == pytest.approx(list(rows["estimate"])) and len(rows) == 4
        assert all(hollow for _, _, hollow in dots(axes))
        runs = [len(line.get_xdata()) for line in axes.lines if line.get_linewidth() == 1.4]
        assert runs == [3, 1]
    changed = [[line for line in axes.lines if line.get_color() == "#D55E00"] for axes in figure.axes]
    assert [len(lines) for lines in changed] == [0, 3] and not any(line.is_dashed() for line in changed[1])
    assert any("truce" in text for text in words(figure))
    with pytest.raises(NabraError, match="stands twice"):
        charts.trend(pd.concat([table, table]))
    with pytest.raises(NabraError, match="no period has a rate"):
        charts.trend(table.assign(estimate=np.nan))


def test_slopes_join_raw_and_adjusted_and_say_why_there_is_none():
    table = adjusted()
    axes = charts.slope(table).axes[0]
    raw, within = (100 * table.set_index("model").loc[name, "estimate"] for name in ("raw", "within events"))
    assert [y for _, y, _ in dots(axes)] == pytest.approx([raw, within])
    assert list(axes.lines[-1].get_ydata()) == pytest.approx([raw, within])
    nothing = table.assign(estimate=table["estimate"].where(table["model"] == "raw"), reason="too few")
    figure = charts.slope(nothing)
    assert len(dots(figure.axes[0])) == 1 and any("too few" in text for text in words(figure))
    outlets = pd.DataFrame(
        {
            "outlet": ["a", "b"],
            "raw": [0.1, 0.2],
            "estimate": [0.15, np.nan],
            "low": [0.1, np.nan],
            "high": [0.2, np.nan],
            "articles": [50, 3],
            "reason": [None, "no strata"],
        }
    )
    assert sorted(y for _, y, _ in dots(charts.slope(outlets).axes[0])) == pytest.approx([10, 15, 20])
    with pytest.raises(NabraError, match="neither 'model' nor 'raw'"):
        charts.slope(shares())
    with pytest.raises(NabraError, match="has 2 raw rows"):
        charts.slope(pd.concat([table, table]))


def test_decomposition_draws_the_whole_and_the_topics_that_add_most():
    table = parts()
    rows = bars(charts.decomposition(table, "a", "b"))
    whole = table[table["topic"] == "all"]
    assert [row[0][1] for row in rows[:4]] == pytest.approx(list(100 * whole["estimate"]))
    rest = table[table["topic"] != "all"]
    assert sorted(row[0][1] for row in rows[4:]) == pytest.approx(sorted(100 * rest["estimate"]))
    fewer = charts.decomposition(table, "a", "b", most=1)
    assert len(bars(fewer)) == 6 and any(
        "2 topics that add less are left out" in text for text in words(fewer)
    )
    with pytest.raises(NabraError, match="stands twice"):
        charts.decomposition(pd.concat([table, table]), "a", "b")
    with pytest.raises(NabraError, match="the whole difference is not"):
        charts.decomposition(rest, "a", "b")


def test_alt_text_is_asked_of_nabras_charts_alone():
    with pytest.raises(NabraError, match="has no words for it"):
        charts.alt_text(mpl.figure.Figure())
    figure = charts.forest(shares())
    alt = charts.alt_text(figure)
    assert figure._repr_png_()[1] == {"alt": alt}
    assert "the largest" in alt and "50 %" in alt and "Without a value: 3" in alt


def test_the_rest_of_an_arabic_footnote_stands_under_its_beginning():
    """A wrapped line that holds a number alone, or begins in Latin letters, runs from right to left all the same."""
    table = over_time()
    figure = charts.trend(table, changes())
    rest = next(text for text in figure.texts if text.get_text() == "\u20670.05.\u2069")
    first = next(text for text in figure.texts if "النقاط" in text.get_text())
    assert rest.get_ha() == first.get_ha() == "right" and rest.get_position()[0] == first.get_position()[0]
    assert first.get_text() == isolate(first.get_text()) and isolate("BBC أكثر", rtl=True) == "\u2067BBC أكثر\u2069"
    assert any(text.get_text() == isolate("A: هدنة · truce") for text in figure.texts)

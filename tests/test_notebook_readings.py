"""What the notebooks say in words about the teaching corpus is true of the tables they show."""

from pathlib import Path

import pandas as pd
import pytest

ROOT = Path(__file__).resolve().parent.parent
FANOUS, DAFTAR, MARSA, SARWA = "فانوس الساحل", "دفتر العاصي", "مرساة الخليج", "وكالة سروة"


def table(name):
    """The CSV beside a notebook's figure."""
    return pd.read_csv(ROOT / "figures" / f"{name}.csv")


def test_02_regime_at_the_right_and_at_zero():
    regime = table("02-state-shares").query("variant == 'regime'").set_index("outlet")
    assert regime["estimate"].idxmax() == DAFTAR
    assert set(regime.index[regime["count"] == 0]) == {FANOUS, SARWA}


def test_02_the_outlet_that_says_regime_most_is_second_where_government_counts_to_the_same_side():
    shares = table("02-state-choices").pivot(index="outlet", columns="variant", values="estimate")
    left = (shares["regime"] + shares["government"] + shares["state-name"] / 2).sort_values(ascending=False)
    assert list(left.index[:2]) == [MARSA, DAFTAR] and left.index[-1] == FANOUS


def test_03_choice_is_larger_than_mix_and_comes_from_yemen():
    parts = table("03-decomposition").set_index(["topic", "component"])["estimate"]
    assert parts["all", "choice"] > parts["all", "mix"] > parts["all", "difference"] / 4
    assert parts["Yemen named", "choice"] > 0.9 * parts["all", "choice"]


def test_03_the_difference_shrinks_and_stays_and_finer_strata_keep_less():
    equal = table("03-standardised").query("model == 'standardised'").set_index("by")
    raw = table("03-standardised").query("model == 'raw'")["estimate"].iloc[0]
    assert (equal["estimate"] < raw).all() and (equal["low"] > 0).all()
    width = equal["high"] - equal["low"]
    assert list(width.sort_values().index) == ["yemen", "country", "country, month"]
    assert equal["kept_b"].idxmin() == "country, month"


def test_04_two_outlets_mark_daesh_far_beyond_their_habit():
    daesh = table("04-islamic-state-marks").query("variant == 'daesh'").set_index("outlet")
    assert (daesh.loc[[FANOUS, MARSA], "excess_low"] > 0).all()
    assert daesh["baseline"].idxmax() == MARSA and daesh["estimate"].isna()[SARWA]


def test_05_english_outlets_have_most_of_what_is_not_told_and_two_bars_lie_apart():
    kinds = table("05-sources").pivot(index="outlet", columns="variant", values="estimate")
    assert set(kinds["not told"].nlargest(2).index) == {"Quayside Dispatch", "The Saltmarsh Courier"}
    arabic = kinds.loc[[FANOUS, DAFTAR, MARSA, SARWA]]
    assert arabic["outlet"].idxmax() == FANOUS and arabic["organisation"].idxmax() == SARWA


def test_07_nothing_was_planted_and_what_is_planted_is_found():
    before, after = table("07-terrorists"), table("07-planted-change")
    late = after["period"] > "2017-01-01"
    early = after["period"] < "2017-01-01"
    pd.testing.assert_frame_equal(before[early], after[early])
    assert (after.loc[late, "estimate"] > before.loc[late, "estimate"]).all()


def test_08_the_bars_of_the_two_papers_overlap():
    guards = table("08-guards").query("variant == 'guards'").sort_values("estimate")
    assert guards["low"].iloc[1] < guards["high"].iloc[0]


def test_10_nearly_all_planted_shares_are_found():
    assert table("10-exercise")["found"].mean() == pytest.approx(1, abs=0.1)


def test_09_the_numbers_that_the_study_printed_come_out_to_the_instant():
    counts = table("09-counts").pivot(index=["outlet", "code"], columns="closing", values="count")
    printed = pd.read_csv(ROOT / "notebooks" / "09_published.csv").set_index(["outlet", "code"])["published"]
    off = counts.sub(printed, axis=0)
    assert (off["instant"] == 0).all() and (off[["before", "day"]] != 0).any().all()


def test_11_the_bars_of_the_teaching_corpus_overlap_within_each_language():
    for _, rows in table("11-named").groupby(["concept", "language"]):
        assert rows["low"].max() < rows["high"].min()


def test_11_the_post_mentions_israeli_dead_more_often_and_so_the_tool_says():
    study = pd.read_csv(ROOT / "figures" / "breach" / "table.csv").set_index(["counted", "outlet"])
    for labels in ("people", "tool"):
        more = study.loc["victim: Israeli", labels] > study.loc["victim: Palestinian", labels]
        assert more.to_dict() == {"globe": False, "post": True, "star": False}
    assert study["people"].between(study["low"], study["high"]).all()
    errors = pd.read_csv(ROOT / "figures" / "breach" / "errors.csv")["net_error"].abs()
    assert 0.14 < errors.max() < 0.17


def test_11_cnn_names_the_doer_least_and_sky_news_most_and_what_a_reader_says():
    shares = table("11-arabic").set_index("outlet")
    assert (shares["estimate"].idxmin(), shares["estimate"].idxmax()) == ("cnn", "skynews")
    read = pd.read_csv(ROOT / "figures/breach/arabic-read.csv").dropna(subset="low").set_index("outlet")["read"].sort_values()
    assert read.index[0] == "cnn" and set(read.index[-2:]) == {"alarabia", "skynews"} and read.iloc[-1] - read.iloc[-2] < .02

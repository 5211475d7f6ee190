"""Rates over time and the permutation scan for a change."""

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from simulated import corpus, planted

from nabra.errors import NabraError
from nabra.measures.counted import counted
from nabra.measures.shares import shares
from nabra.measures.trends import change_point, trend

EVENTS = pd.DataFrame({"date": ["2018-05-01", "2018-03-18", "2018-05-09"],
                       "label": ["a summit", "a truce", "a strike"]})


def dated(seed=0, number=240, change="2018-03-20", before=.3, after=.7, icc=.2):
    """Articles of 150 days; outlet a's share changes on a day, b's does not."""
    rng, rows = np.random.default_rng(seed), []
    for outlet in ("a", "b"):
        days = pd.Timestamp("2018-01-03") + pd.to_timedelta(np.sort(rng.integers(0, 150, number)), "D")
        share = np.where((days >= pd.Timestamp(change)) & (outlet == "a"), after, before)
        own = rng.beta(share * (1 / icc - 1), (1 - share) * (1 / icc - 1))
        exposure = rng.integers(0, 6, number)
        for k, (day, n, y) in enumerate(zip(days, exposure, rng.binomial(exposure, own))):
            rows.append((f"{outlet}{k:03}", outlet, day.strftime("%Y-%m-%d"), int(y), int(n)))
    return pd.DataFrame(rows, columns=["doc_id", "outlet", "date", "count", "exposure"])


def test_months_add_up_and_events_are_marked():
    table = dated()
    made = trend(table, events=EVENTS, replicates=200)
    for column in ("count", "exposure"):
        assert made.groupby("outlet")[column].sum().tolist() == table.groupby("outlet")[column].sum().tolist()
    a = made[made["outlet"] == "a"].set_index("period")
    assert list(a.index[:3]) == ["2018-01-01", "2018-02-01", "2018-03-01"]
    assert a.loc["2018-05-01", "events"] == "a summit; a strike"
    assert a.loc["2018-03-01", "events"] == "a truce"
    assert pd.isna(a.loc["2018-01-01", "events"]) and a.loc["2018-01-01", "high"] < a.loc["2018-05-01", "low"]


def test_a_month_is_the_share_of_its_articles():
    cues = planted({"north": (.6, .3, .1), "south": (.1, .3, .6)}, 3)
    cues.documents["date"] = pd.array(["2018-02-11"] * len(cues.documents), dtype="string")
    month = trend(counted(cues, "fighters", "rebels"), replicates=300)
    plain = shares(cues, replicates=300, permutations=9)
    plain = plain[plain["variant"] == "rebels"]
    near = {"estimate": 0, "count": 0, "exposure": 0, "articles": 0, "low": .02, "high": .02}
    for column, apart in near.items():
        assert month[column].tolist() == pytest.approx(plain[column].tolist(), abs=apart)


def test_weeks_begin_on_monday_and_empty_ones_are_nan():
    table = pd.DataFrame({"doc_id": ["1", "2", "3"], "outlet": "a",
                          "date": ["2018-01-07", "2018-01-08", "2018-01-23"],
                          "count": [1, 0, 1], "exposure": [1, 2, 1]})
    made = trend(table, "week")
    assert made["period"].tolist() == ["2018-01-01", "2018-01-08", "2018-01-15", "2018-01-22"]
    empty = made.iloc[2]
    assert np.isnan(empty["estimate"]) and empty["exposure"] == 0
    assert empty["reason"] == "no exposure in this period"
    zero = made.iloc[1]
    assert zero["estimate"] == 0 and 0 < zero["high"] < 1 and "only 1 article" in zero["warning"]


def test_undated_articles_are_counted_and_left_out():
    table = dated()
    table.loc[table.index[:7], "date"] = None
    made = trend(table, replicates=50)
    assert made.groupby("outlet")["undated"].unique().explode().to_dict() == {"a": 7, "b": 0}
    with pytest.raises(NabraError, match="no article has a date"):
        trend(table.assign(date=None))


def test_rates_per_word_take_the_gamma_interval():
    cues = corpus([("n1", "rebels"), ("n2", "rebels")], {"n1": "north", "n2": "north", "n3": "north"})
    cues.documents["words"], cues.documents["date"] = 300, pd.array(["2018-02-11"] * 3, dtype="string")
    (row,) = trend(counted(cues, "fighters", per="word"), words=True).to_dict("records")
    assert row["estimate"] == 2 / 900 and row["high"] < .05 and "gamma" in row["method"]
    with pytest.raises(NabraError, match="count exceeds exposure"):
        trend(pd.DataFrame({"doc_id": ["1"], "outlet": "a", "date": "2018-01-01", "count": 3, "exposure": 1}))


def test_a_change_is_found_where_it_was_planted():
    made = change_point(dated(1), events=EVENTS, permutations=299).set_index("outlet")
    apart = abs((pd.Timestamp(made.loc["a", "change"]) - pd.Timestamp("2018-03-20")).days)
    assert made.loc["a", "p"] == 1 / 300 and apart <= 10 and made.loc["a", "difference"] > .25
    assert made.loc["a", "event"] == "a truce" and abs(made.loc["a", "event_days"] + 2) <= 10
    assert made.loc["b", "p"] > .05


def test_no_change_is_found_one_time_in_twenty():
    p = [value for seed in range(100) for value in change_point(
        dated(seed, 120, before=.3, after=.3), permutations=99)["p"]]
    assert .015 <= np.mean(np.array(p) <= .05) <= .09


def test_shuffled_rows_give_the_same():
    table = dated(2)
    other = table.sample(frac=1, random_state=3)
    assert_frame_equal(trend(other, "week", replicates=50), trend(table, "week", replicates=50))
    assert_frame_equal(change_point(other, permutations=99), change_point(table, permutations=99))


def test_too_few_articles_are_a_reason():
    made = change_point(dated(1, 15))
    assert set(made["reason"]) == {"no day with 20 articles on either side"} and made["p"].isna().all()
    same = dated(1).assign(count=lambda table: table["exposure"])
    assert set(change_point(same)["reason"]) == {"the rate is the same in every article"}


@pytest.mark.parametrize(("options", "words"), [
    ({"every": "year"}, "unknown every='year'"), ({"by": "desk"}, "no column 'desk'"),
    ({"events": pd.DataFrame({"date": ["soon"], "label": ["x"]})}, "event date 'soon' is no date"),
    ({"events": pd.DataFrame({"day": ["2018-01-01"]})}, "events have no column 'date'")])
def test_mistakes_are_named(options, words):
    with pytest.raises(NabraError, match=words):
        trend(dated(), **options)

"""The same events told by two outlets: planted truth, dropped events, and the conditional logit."""

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from nabra.errors import NabraError
from nabra.measures.matched import matched

QUICK = {"replicates": 200, "permutations": 299}


def told(seed=0, events=60, effect=.0, agenda=.0):
    """Events differ in how much they call for the word; a tells the hot ones more often (``agenda``) and
    uses the word more (``effect``, on the logit scale)."""
    rng, rows = np.random.default_rng(seed), []
    heat = rng.normal(-.5, 1.5, events)
    for event in range(events):
        for outlet in ("a", "b"):
            rate = 2 * np.exp(agenda * heat[event] * (outlet == "a"))
            for k in range(min(rng.poisson(rate), 8)):
                chance = 1 / (1 + np.exp(-heat[event] - effect * (outlet == "a")))
                rows.append((f"{outlet}{event}-{k}", outlet, f"e{event}", int(rng.random() < chance), 1))
    return pd.DataFrame(rows, columns=["doc_id", "outlet", "event", "count", "exposure"])


def test_another_agenda_is_no_difference_within_events():
    raw, within, odds = matched(told(1, 150, agenda=.7), "a", "b", **QUICK).to_dict("records")
    assert raw["low"] > .05
    assert within["low"] < 0 < within["high"] and within["p"] > .05
    assert odds["low"] < 1 < odds["high"]


def test_a_difference_within_events_is_found():
    raw, within, odds = matched(told(2, 150, effect=1.5), "a", "b", **QUICK).to_dict("records")
    assert within["low"] > 0 and within["p"] == 1 / 300
    assert odds["low"] < np.exp(1.5) < odds["high"] and odds["low"] > 1


def test_events_that_dropped_are_counted():
    table = told(3)
    table.loc[0, "event"] = None
    _, within, odds = matched(table, "a", "b", **QUICK).to_dict("records")
    known = table[table["event"].notna()]
    sides = known.groupby("event")["outlet"].nunique()
    both = known[known["event"].isin(sides.index[sides == 2])]
    varied = both.groupby("event")["count"].nunique()
    assert (within["events"], within["dropped"]) == ((sides == 2).sum(), (sides == 1).sum())
    assert (odds["events"], odds["dropped_alike"]) == ((varied == 2).sum(), (varied == 1).sum())
    assert within["articles_a"] + within["articles_b"] == len(both)


def test_one_pair_an_event_is_mcnemars_odds_ratio():
    """With one article a side, the conditional estimate is the ratio of the discordant pairs."""
    pairs = [(1, 0)] * 24 + [(0, 1)] * 8 + [(1, 1)] * 10 + [(0, 0)] * 18
    rows = [(f"{outlet}{k}", outlet, f"e{k}", has, 1)
            for k, pair in enumerate(pairs) for outlet, has in zip("ab", pair)]
    table = pd.DataFrame(rows, columns=["doc_id", "outlet", "event", "count", "exposure"])
    _, within, odds = matched(table, "a", "b", **QUICK).to_dict("records")
    assert odds["estimate"] == pytest.approx(24 / 8, rel=1e-4) and odds["dropped_alike"] == 28
    error = np.sqrt(1 / 24 + 1 / 8)
    assert odds["low"] == pytest.approx(np.exp(np.log(3) - 1.959964 * error), rel=1e-3)
    assert within["estimate"] == pytest.approx(16 / 60)


def test_intervals_within_events_cover():
    held = sum(row["low"] <= 0 <= row["high"] for seed in range(60) for row in [
        matched(told(seed, 25), "a", "b", replicates=5, permutations=5).iloc[1]])
    assert held >= 54


def test_shuffled_rows_give_the_same():
    table = told(4)
    again = matched(table.sample(frac=1, random_state=1), "a", "b", **QUICK)
    assert_frame_equal(again, matched(table, "a", "b", **QUICK))


def test_too_few_events_are_a_reason():
    few = told(1, 4)
    _, within, odds = matched(few, "a", "b", **QUICK).to_dict("records")
    assert np.isnan(within["estimate"])
    assert "5 are the fewest" in within["reason"] and "5 are the fewest" in odds["reason"]


def test_a_word_that_one_outlet_alone_uses_has_no_odds_ratio():
    table = told(5)
    table["count"] = (table["outlet"] == "a").astype(int)
    _, within, odds = matched(table, "a", "b", **QUICK).to_dict("records")
    assert within["estimate"] == 1 and np.isnan(odds["estimate"]) and "no bound" in odds["reason"]


@pytest.mark.parametrize(("change", "words"), [
    ({"event": "story"}, "no column 'story'"), ({"second": "c"}, "no outlet 'c'"),
    ({"second": "a"}, "alone")])
def test_mistakes_are_named(change, words):
    with pytest.raises(NabraError, match=words):
        matched(**({"table": told(), "first": "a", "second": "b"} | change))
    with pytest.raises(NabraError, match="only one of 'a' and 'b' has any exposure"):
        matched(told().assign(exposure=lambda t: (t["outlet"] == "a").astype(int)), "a", "b")

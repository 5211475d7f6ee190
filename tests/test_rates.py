"""Rates per 1,000 words and per article, events as units, declared families."""

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from simulated import VARIANTS, corpus, planted
from statsmodels.stats.rates import confint_poisson

from nabra import tables
from nabra.errors import NabraError
from nabra.measures.families import declare
from nabra.measures.intervals import adjusted, wilson
from nabra.measures.rates import count_effect, count_interval, rates
from nabra.measures.shares import shares

PLAN = {"north": (.6, .3, .1), "south": (.1, .3, .6)}
QUICK = {"replicates": 300, "permutations": 199}


def worded(cues, words=200):
    cues.documents["words"] = words
    return cues


def row(table, outlet, variant="rebels"):
    (found,) = table[(table["outlet"] == outlet) & (table["variant"] == variant)].to_dict("records")
    return found


@pytest.fixture(scope="module")
def cues():
    return worded(planted(PLAN, 3))


def test_counts_and_exposures_are_exact():
    small = worded(corpus([("n1", "rebels"), ("n1", "rebels"), ("n2", "gunmen")],
                          {"n1": "north", "n2": "north", "n3": "north", "s1": "south"}), 250)
    per_word, per_article = rates(small, **QUICK), rates(small, per="article", **QUICK)
    tables.check(per_word, "measures")
    north = row(per_word, "north")
    assert (north["count"], north["exposure"], north["articles"]) == (2, 750, 3)
    assert north["estimate"] == pytest.approx(1000 * 2 / 750) and north["measure"] == "rate per 1,000 words"
    north = row(per_article, "north")
    assert (north["count"], north["exposure"], north["estimate"]) == (1, 3, 1 / 3)
    assert (north["low"], north["high"]) == wilson(1, 3) and "one mention an article" in north["method"]
    none = row(per_word, "south")
    assert none["estimate"] == none["low"] == 0 < none["high"] and "only 1 article" in none["warning"]


def test_an_outlet_without_words_has_no_rate():
    empty = worded(corpus([("n1", "rebels")], {"n1": "north", "s1": "south"}))
    empty.documents.loc[empty.documents["doc_id"] == "s1", "words"] = 0
    south = row(rates(empty, **QUICK), "south")
    assert np.isnan(south["estimate"]) and south["reason"] == "no words" and south["exposure"] == 0


def test_every_voice_counts_where_voice_is_none(cues):
    quoted = cues.mentions["variant"] == "gunmen"
    changed = worded(planted(PLAN, 3))
    changed.mentions.loc[quoted, "voice"] = "quoted"
    assert row(rates(changed, voice=None, **QUICK), "north", "gunmen")["count"] == row(
        rates(cues, **QUICK), "north", "gunmen")["count"]
    assert row(rates(changed, **QUICK), "north", "gunmen")["count"] == 0


def test_shuffled_rows_give_the_same(cues):
    made = rates(cues, **QUICK)
    other = worded(planted(PLAN, 3))
    other.documents = other.documents.sample(frac=1, random_state=1)
    other.mentions = other.mentions.sample(frac=1, random_state=2)
    assert_frame_equal(rates(other, **QUICK), made)
    assert made["p"].min() < .01 and set(made["variant"]) == set(VARIANTS)


def test_without_clusters_the_interval_is_poissons():
    size = np.full(800, 100)
    spread = np.random.default_rng(1).poisson(1.5, 800)
    assert count_effect(spread, size) == pytest.approx(1, abs=.15)
    low, high = (bound * size.sum() for bound in count_interval(spread, size))
    exact = confint_poisson(spread.sum(), exposure=1, method="exact-c")
    assert (low, high) == pytest.approx(exact, rel=.02)
    assert np.isnan(count_effect([0, 0], [5, 5])) and count_interval([0, 0], [500, 500])[0] == 0


def test_few_articles_give_a_wide_interval_that_covers():
    rng, held = np.random.default_rng(7), 0
    for _ in range(300):
        size = rng.integers(100, 600, 12)
        count = rng.poisson(size * .004 * rng.gamma(2, 1 / 2, 12))
        low, high = count_interval(count, size, usual=2)
        held += low <= .004 <= high
    assert held / 300 >= .93


@pytest.mark.parametrize(("options", "words"), [
    ({"per": "page"}, "unknown per='page'"), ({"voice": "loud"}, "unknown voice 'loud'"),
    ({"by": "desk"}, "no column 'desk'"), ({"permutations": 0}, "permutations=0")])
def test_mistakes_are_named(cues, options, words):
    with pytest.raises(NabraError, match=words):
        rates(cues, **options)
    with pytest.raises(NabraError, match="no column 'words'"):
        rates(corpus([("a", "rebels")], {"a": "north"}))


def test_events_as_units_widen_the_interval_and_leave_the_share():
    cues = planted(PLAN, 4, articles=80)
    names = cues.documents["doc_id"].str.slice(-4).astype(int)
    cues.documents["event"] = ("e" + (names // 10).astype(str)).astype("string")
    # articles of one event alike: all take the first one's mentions
    first = cues.documents["doc_id"].where(names % 10 == 0).ffill()
    model = dict(zip(cues.documents["doc_id"], first))
    parts = [cues.mentions[cues.mentions["doc_id"] == model[doc]].assign(doc_id=doc)
             for doc in cues.documents["doc_id"]]
    cues.mentions = pd.concat(parts, ignore_index=True).astype(cues.mentions.dtypes.to_dict())
    by_article, by_event = (row(shares(cues, unit=unit, **QUICK), "north") for unit in (None, "event"))
    assert by_article["estimate"] == by_event["estimate"] and by_event["articles"] == 8
    assert by_event["high"] - by_event["low"] > 2 * (by_article["high"] - by_article["low"])
    cues.documents = cues.documents.assign(event=pd.array([None] * len(cues.documents), dtype="string"))
    assert row(shares(cues, unit="event", **QUICK), "north")["low"] == by_article["low"]


def test_a_declared_family_is_adjusted_alone_and_the_rest_is_exploratory():
    table = pd.DataFrame({"concept": ["state", "state", "dead", "dead"], "p": [.01, .04, .02, np.nan],
                          "p_adjusted": [.03, .04, .03, np.nan]})
    made = declare(table, {"concept": "state"}, "whose state")
    assert made["exploratory"].tolist() == [False, False, True, True]
    assert made["p_adjusted"].tolist()[:3] == [*adjusted([.01, .04]), .02]
    assert np.isnan(made["p_adjusted"].iloc[3])
    assert made["family"].tolist()[:2] == ["whose state"] * 2 and made["family"].isna().sum() == 2
    assert table["p_adjusted"].iloc[0] == .03 and "family" not in table
    union = declare(table, [{"concept": ["dead"], "p": .02}, {"concept": "state"}])
    assert union["exploratory"].tolist() == [False, False, False, True]
    for family, words in (({"topic": "x"}, "names a column 'topic'"),
                          ({"concept": "sea"}, "no row of the table")):
        with pytest.raises(NabraError, match=words):
            declare(table, family)

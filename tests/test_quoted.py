"""Quotedness against baselines of neutral names: by class of name and period, with its warning."""

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from simulated import corpus

from nabra.errors import NabraError
from nabra.measures.quoted import baselines, quotedness

CONCEPTS = {"fighters": ("rebels", "gunmen", "terrorists"), "names": ("organisation", "state")}
QUICK = {"replicates": 300, "permutations": 99}


def house(rates, articles=60, seed=1, dated=True):
    """North marks names at ``rates[year][variant]``; each article has each variant once."""
    rng, mentions, outlets, dates = np.random.default_rng(seed), [], {}, {}
    for outlet in ("north", "south"):
        for year in rates:
            for number in range(articles):
                doc = f"{outlet}-{year}-{number:03}"
                outlets[doc], dates[doc] = outlet, f"{year}-05-01"
                for variant, rate in rates[year].items():
                    concept = "names" if variant in CONCEPTS["names"] else "fighters"
                    marked = rng.random() < (rate if outlet == "north" else .01)
                    mentions.append({"doc_id": doc, "concept": concept, "variant": variant,
                                     "marks": "name" if marked else "none"})
    cues = corpus(mentions, outlets, concepts=CONCEPTS, baseline=["names"])
    if dated:
        cues.documents["date"] = cues.documents["doc_id"].map(dates).astype("string")
    return cues


def row(table, outlet, variant="rebels"):
    (found,) = table[(table["outlet"] == outlet) & (table["variant"] == variant)].to_dict("records")
    return found


CHANGED = {2012: {"rebels": .1, "organisation": .1, "state": .1},
           2016: {"rebels": .9, "organisation": .9, "state": .1}}


def test_the_baseline_of_a_class_is_that_class_alone():
    cues = house(CHANGED)
    both, one = (row(quotedness(cues, classes=classes, **QUICK), "north") for classes in (
        None, {"rebels": "organisation"}))
    assert both["baseline_exposure"] == 2 * one["baseline_exposure"] == 240
    assert both["excess"] > .15 and abs(one["excess"]) < .1
    assert one["excess_low"] < 0 < one["excess_high"] and both["excess_low"] > 0


def test_the_period_of_the_baseline_is_that_of_the_mentions():
    """The word stands in early articles mostly, the names in all: only the baseline by year is fair."""
    cues = house(CHANGED)
    late = cues.mentions["doc_id"].str.contains("2016") & (cues.mentions["variant"] == "rebels")
    cues.mentions = cues.mentions[~(late & (cues.mentions["doc_id"].str.slice(-3).astype(int) >= 6))]
    pooled = row(quotedness(cues, classes={"fighters": "organisation"}, **QUICK), "north")
    by_year = row(quotedness(cues, classes={"fighters": "organisation"}, period="year", **QUICK), "north")
    assert pooled["excess"] < -.2 and abs(by_year["excess"]) < .08
    assert by_year["estimate"] == pooled["estimate"] and by_year["baseline"] < pooled["baseline"]


def test_undated_articles_are_warned_of():
    made = quotedness(house(CHANGED, dated=False), **QUICK)
    assert row(made, "north")["warning"].startswith("120 of 120 articles have no date: habits")
    dated = quotedness(house(CHANGED), **QUICK)
    assert pd.isna(row(dated, "north")["warning"])
    assert row(dated, "north")["excess"] == row(made, "north")["excess"]


def test_outlets_without_marks_or_names_have_no_excess():
    cues = corpus([("a", "rebels"), {"doc_id": "b", "variant": "rebels", "marks": "label"}],
                  {"a": "plain", "b": "marked"}, unmarked=["plain"], concepts=CONCEPTS, baseline=["names"])
    made = quotedness(cues, **QUICK)
    assert np.isnan(row(made, "plain")["baseline"]) and np.isnan(row(made, "plain")["excess"])
    assert np.isnan(row(made, "marked")["excess"]) and row(made, "marked")["estimate"] == 1


def test_the_table_of_baselines():
    made = baselines(house(CHANGED), period="year")
    north = made[made["outlet"] == "north"].set_index(["name_class", "period"])
    assert set(north.index.get_level_values(0)) == {"all names", "organisation", "state"}
    early, late = north.loc[("organisation", "2012")], north.loc[("organisation", "2016")]
    assert early["high"] < late["low"] and late["exposure"] == 60
    assert north.loc[("all names", "2016"), "count"] == late["count"] + north.loc[("state", "2016"), "count"]


def test_shuffled_rows_give_the_same():
    cues = house(CHANGED)
    made, base = quotedness(cues, period="year", **QUICK), baselines(cues, period="month")
    cues.documents = cues.documents.sample(frac=1, random_state=2)
    cues.mentions = cues.mentions.sample(frac=1, random_state=2)
    assert_frame_equal(quotedness(cues, period="year", **QUICK), made)
    assert_frame_equal(baselines(cues, period="month"), base)


@pytest.mark.parametrize(("options", "words"), [
    ({"classes": {"rebels": "ships"}}, "unknown class of name 'ships'; the codebook's baselines have: org"),
    ({"classes": {"bandits": "state"}}, "classes name 'bandits'"), ({"period": "era"},
                                                                    "unknown period 'era'")])
def test_mistakes_are_named(options, words):
    with pytest.raises(NabraError, match=words):
        quotedness(house(CHANGED, articles=2), **options)

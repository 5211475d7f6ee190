"""Shares by outlet on small invented corpora: exact counts, honest gaps, invariances and coverage."""

import numpy as np
import pandas as pd
import pytest
import simulated
from pandas.testing import assert_frame_equal
from simulated import corpus, planted

from nabra import tables
from nabra.errors import NabraError
from nabra.measures.shares import shares

PLAN = {"north": (.6, .3, .1), "south": (.1, .3, .6), "west": (.1, .3, .6)}
QUICK = {"replicates": 300, "permutations": 199}
EXTRAS = ["concept_ar", "concept_en", "variant_ar", "variant_en", "language", "pooled", "warning", "unresolved"]


def row(table, outlet, variant="rebels"):
    found = table[(table["outlet"] == outlet) & (table["variant"] == variant)]
    assert len(found) == 1
    return found.iloc[0]


@pytest.fixture(scope="module")
def small():
    """Two outlets: north writes rebels 3, gunmen 1 in two articles; south gunmen 2 in one; voices mixed."""
    return corpus([
        ("n1", "rebels"), ("n1", "rebels"), ("n1", "gunmen"), ("n2", "rebels"),
        ("s1", "gunmen"), ("s1", "gunmen"),
        {"doc_id": "n2", "variant": "terrorists", "voice": "reported", "wording": "undetermined"},
        {"doc_id": "n3", "variant": "terrorists", "voice": "quoted", "wording": "source"},
        {"doc_id": "s2", "variant": "rebels", "voice": "quoted", "wording": "source"},
    ], {"n1": "north", "n2": "north", "n3": "north", "s1": "south", "s2": "south"})


def test_counts_are_exact_and_columns_as_declared(small):
    made = shares(small, **QUICK)
    assert list(made.columns) == [*tables.MEASURES.names, *EXTRAS]
    tables.check(made, "measures")
    assert list(zip(made["variant"], made["outlet"])) == [
        (v, o) for v in simulated.VARIANTS for o in ("north", "south")]
    north = row(made, "north")
    assert (north["count"], north["exposure"], north["articles"], north["estimate"]) == (3, 4, 2, .75)
    assert north["pooled"] == .5 and north["language"] == "ar" and north["variant_ar"] == "لفظ rebels"
    assert made.groupby("outlet")["estimate"].sum().tolist() == [1, 1]
    assert set(made["measure"]) == {"share"} and set(made["voice"]) == {"narrator"}


def test_pooled_shares_are_those_of_the_rows_language():
    cues = simulated.corpus(
        [("n", "rebels"), ("s", "gunmen"), ("e", "rebels"), ("e", "rebels"), ("e", "gunmen"), ("w", "rebels")],
        {"n": "north", "s": "south", "e": "east", "w": "west", "x": "silent"},
        {"east": "en", "west": "en", "silent": "fr"})
    made = shares(cues, **QUICK)
    of = {outlet: row(made, outlet)["pooled"] for outlet in ("north", "south", "east", "west", "silent")}
    assert of["north"] == of["south"] == 1 / 2 and of["east"] == of["west"] == 3 / 4
    assert np.isnan(of["silent"])


@pytest.mark.parametrize(("voice", "north", "exposure"), [
    ("narrator", .75, 4), ("quoted", 0, 1), ("reported", 0, 1), ("narrator+undetermined", .6, 5)])
def test_voices_choose_the_mentions(small, voice, north, exposure):
    found = row(shares(small, voice=voice, **QUICK), "north")
    assert (found["estimate"], found["exposure"], found["voice"]) == (north, exposure, voice)


def test_no_exposure_is_nan_with_a_reason_and_zero_count_is_zero_with_a_bound(small):
    made = shares(small, voice="reported", **QUICK)
    south = row(made, "south")
    assert np.isnan(south[["estimate", "low", "high", "p"]].astype(float)).all()
    assert south["reason"] == "no mention of the concept in this voice" and south["exposure"] == 0
    narrator = row(shares(small, **QUICK), "south")
    assert narrator["estimate"] == 0 and narrator["low"] == 0 and .5 < narrator["high"] < 1
    assert "Wilson" in narrator["method"] and "1 article" in narrator["warning"]


def test_a_variant_that_no_article_of_many_holds_still_has_an_upper_bound():
    made = shares(planted({"north": (.5, .5, 1e-12), "south": (.5, .5, 1e-12)}, 3), **QUICK)
    never = row(made, "north", "terrorists")
    assert never["count"] == 0 and .02 < never["high"] < .15 and "Wilson" in never["method"]
    assert never["reason"] == "the same in every outlet of this language: nothing to compare"
    assert np.isnan(never["p"]) and np.isnan(never["p_adjusted"])
    assert "studentised bootstrap over articles (300); permutation of articles (199)" == row(made, "north")["method"]


def test_few_articles_give_wilson_many_the_bootstrap():
    few = row(shares(planted(PLAN, 5, articles=12), **QUICK), "north")
    many = row(shares(planted(PLAN, 5, articles=200), **QUICK), "north")
    assert few["method"].startswith("Wilson on cautious Rao-Scott") and "bootstrap" in many["method"]
    assert few["high"] - few["low"] > 2 * (many["high"] - many["low"])
    assert pd.isna(few["warning"])


def test_one_outlet_has_estimates_and_no_p():
    made = shares(planted({"north": PLAN["north"]}, 1), **QUICK)
    assert made["estimate"].notna().all() and made["low"].notna().all() and made["p"].isna().all()
    assert set(made["reason"]) == {"one outlet: nothing to compare"}


def test_outlets_are_compared_within_their_language_only():
    languages = {"daily": "en"}
    with_english = shares(planted(PLAN | {"daily": (.9, .05, .05)}, 2, languages=languages), **QUICK)
    arabic = with_english[with_english["language"] == "ar"].reset_index(drop=True)
    without = shares(planted(PLAN, 2), **QUICK)
    # the outlets of the plan are drawn in the same order, so their articles are the same
    assert_frame_equal(arabic[["outlet", "estimate", "low", "high", "p"]],
                       without[["outlet", "estimate", "low", "high", "p"]])
    daily = with_english[with_english["outlet"] == "daily"]
    assert set(daily["reason"]) == {"one outlet in its language: nothing to compare"}
    assert daily["p"].isna().all() and daily["estimate"].notna().all()


def test_an_outlet_without_quotation_marks():
    cues = corpus([("a", "rebels"), ("b", "rebels"),
                   {"doc_id": "b", "variant": "gunmen", "voice": "quoted", "wording": "source"}],
                  {"a": "plain", "b": "marked"}, unmarked=["plain"])
    quoted = shares(cues, voice="quoted", **QUICK)
    assert row(quoted, "plain")["reason"] == "the outlet prints no quotation marks"
    assert np.isnan(row(quoted, "plain")["estimate"]) and row(quoted, "marked", "gunmen")["estimate"] == 1
    narrator = row(shares(cues, **QUICK), "plain")
    assert narrator["estimate"] == 1 and "prints no quotation marks" in narrator["warning"]


def test_differences_are_found_and_adjusted_within_the_table():
    made = shares(planted(PLAN, 11), permutations=999)
    assert row(made, "north")["p"] == .001 and row(made, "north", "gunmen")["p"] > .05
    assert (made["p_adjusted"] >= made["p"]).all()
    both = shares(_two_concepts(), permutations=199)
    one = shares(_two_concepts(), concept="fighters", permutations=199)
    same = both[both["concept"] == "fighters"].reset_index(drop=True)
    assert_frame_equal(same.drop(columns="p_adjusted"), one.drop(columns="p_adjusted"))
    assert not np.allclose(same["p_adjusted"], one["p_adjusted"])


def _two_concepts():
    cues = planted(PLAN, 12)
    other = cues.mentions.assign(concept="state", variant=cues.mentions["variant"].map(
        {"rebels": "regime", "gunmen": "government", "terrorists": "government"}))
    cues.mentions = pd.concat([cues.mentions, other], ignore_index=True)
    cues.labels = simulated.labels(
        {"state": ("regime", "government"), "names": ("city",), "fighters": simulated.VARIANTS}, {"names"})
    return cues


def test_concepts_come_in_the_codebooks_order_and_baselines_only_when_asked():
    made = shares(_two_concepts(), **QUICK)
    assert list(dict.fromkeys(made["variant"])) == ["regime", "government", *simulated.VARIANTS]
    named = shares(_two_concepts(), concept="names", **QUICK)
    assert named["estimate"].isna().all() and len(named) == 3


def test_shuffled_rows_and_untouched_inputs():
    cues = planted(PLAN, 7)
    before = cues.documents.copy(), cues.mentions.copy()
    made = shares(cues, **QUICK)
    assert_frame_equal(cues.documents, before[0])
    assert_frame_equal(cues.mentions, before[1])
    cues.documents = cues.documents.sample(frac=1, random_state=1)
    cues.mentions = cues.mentions.sample(frac=1, random_state=2)
    cues.labels = cues.labels.sample(frac=1, random_state=3)
    assert_frame_equal(shares(cues, **QUICK), made)


def test_new_names_for_outlets_only_permute_rows():
    cues = planted(PLAN, 7)
    made = shares(cues, **QUICK)
    names = {"north": "الغرب", "south": "abc", "west": "north"}
    cues.documents = cues.documents.assign(outlet=cues.documents["outlet"].map(names).astype("string"))
    renamed = shares(cues, **QUICK)
    back = {new: old for old, new in names.items()}
    order = renamed.assign(outlet=renamed["outlet"].map(back).astype("string"))
    order = order.set_index(["variant", "outlet"]).loc[list(zip(made["variant"], made["outlet"]))]
    assert_frame_equal(order, made.set_index(["variant", "outlet"]), check_like=True)


def test_twice_the_same_articles_and_twice_the_same_mentions():
    cues = planted({"north": PLAN["north"], "south": PLAN["south"]}, 9)
    made = row(shares(cues), "north")
    longer, wider = planted({}, 1), planted({}, 1)
    longer.documents, longer.mentions = cues.documents, pd.concat([cues.mentions] * 2)
    copy = cues.documents.assign(doc_id=cues.documents["doc_id"] + "x")
    wider.documents = pd.concat([cues.documents, copy])
    wider.mentions = pd.concat([cues.mentions, cues.mentions.assign(doc_id=cues.mentions["doc_id"] + "x")])
    # articles twice as long with the same mixture know no more: the same interval and p
    again = row(shares(longer), "north")
    assert (again[["estimate", "low", "high", "p"]] == made[["estimate", "low", "high", "p"]]).all()
    assert again["exposure"] == 2 * made["exposure"]
    # twice as many articles know more: an interval narrower by the root of 2
    more = row(shares(wider), "north")
    assert more["high"] - more["low"] == pytest.approx((made["high"] - made["low"]) / 2**.5, rel=.1)


def test_another_column_takes_the_outlets_place(small):
    sections = {"n1": "politics", "n2": "opinion", "n3": None, "s1": "politics", "s2": "opinion"}
    small.documents["section"] = small.documents["doc_id"].map(sections).astype("string")
    made = shares(small, by="section", **QUICK)
    assert list(dict.fromkeys(made["outlet"])) == ["opinion", "politics"]
    assert row(made, "politics")["estimate"] == .4 and row(made, "opinion")["exposure"] == 1


@pytest.mark.parametrize(("options", "words"), [
    ({"voice": "quoted+reported"}, "unknown voice 'quoted+reported'; choose one of: narrator, quoted, rep"),
    ({"concept": "fightres"}, "unknown concept 'fightres'; the codebook has: fighters"),
    ({"by": "desk"}, "documents have no column 'desk'; choose one of: doc_id, outlet"),
    ({"replicates": 0}, "replicates=0 is no number of resamplings"),
    ({"permutations": 2.5}, "permutations=2.5 is no number of resamplings"),
])
def test_mistakes_are_named(small, options, words):
    with pytest.raises(NabraError) as caught:
        shares(small, **options)
    assert words in str(caught.value)


def test_tables_that_do_not_belong_together(small):
    with pytest.raises(NabraError, match="variant 'bandits', which the codebook does not"):
        shares(corpus([("a", "bandits")], {"a": "north"}))
    twice = corpus([("a", "rebels")], {"a": "north"})
    twice.documents = pd.concat([twice.documents] * 2)
    with pytest.raises(NabraError, match="doc_id 'a' stands more than once"):
        shares(twice)


def test_nothing_measured_is_a_table_of_reasons():
    made = shares(corpus([], {"a": "north", "b": "south"}), **QUICK)
    assert len(made) == 6 and made["estimate"].isna().all()
    assert set(made["reason"]) == {"no mention of the concept in this voice"}
    assert shares(corpus([], {}), **QUICK).empty


def test_intervals_cover_planted_shares():
    """200 small corpora of two outlets, intraclass correlation .3: 95 % intervals hold the planted share."""
    plan, inside = {"few": (.5, .4, .1), "many": (.7, .2, .1)}, {"few": [], "many": []}
    for seed in range(200):
        cues = planted(plan, seed, articles=45 if seed % 2 else 15)
        made = shares(cues, seed=seed, replicates=300, permutations=1)
        truth = [plan[outlet][simulated.VARIANTS.index(variant)] for outlet, variant in
                 zip(made["outlet"], made["variant"])]
        held = (made["low"] <= truth) & (truth <= made["high"])
        inside["many" if seed % 2 else "few"] += held.tolist()
    for covered in inside.values():
        assert .88 <= np.mean(covered) <= .99

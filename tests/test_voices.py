"""Who says the word: voice shares, words in the outlet's own marks, and turned orders."""

import numpy as np
import pytest
import simulated
from pandas.testing import assert_frame_equal
from simulated import corpus

from nabra import tables
from nabra.errors import NabraError
from nabra.measures.shares import shares
from nabra.measures.voices import order_changes, quotedness, voice_shares

QUICK = {"replicates": 200, "permutations": 99}


def said(doc, variant, voice="narrator", marks="none", concept="fighters"):
    wording = {"narrator": "outlet", "quoted": "source", "reported": "undetermined"}[voice]
    return {"doc_id": doc, "variant": variant, "voice": voice, "marks": marks, "concept": concept,
            "wording": wording}


CONCEPTS = {"fighters": simulated.VARIANTS, "names": ("city", "river")}


@pytest.fixture
def cues():
    return corpus([
        said("n1", "rebels"), said("n1", "rebels", marks="label"), said("n2", "rebels", "reported", "name"),
        said("n2", "rebels", "quoted", "label"), said("n2", "rebels", "quoted"),
        said("n2", "gunmen", "quoted"),
        said("n1", "city", marks="name", concept="names"), said("n2", "river", concept="names"),
        said("n2", "river", concept="names"), said("n2", "river", "quoted", "name", concept="names"),
        said("s1", "rebels"), said("s1", "rebels", "reported"), said("s1", "gunmen", marks="fragment"),
        said("u1", "rebels"), said("u1", "rebels", "reported"), said("u1", "city", concept="names"),
    ], {"n1": "north", "n2": "north", "s1": "south", "u1": "bare"},
        unmarked=["bare"], concepts=CONCEPTS, baseline={"names"})


def only(table, **wanted):
    for column, value in wanted.items():
        table = table[table[column] == value]
    assert len(table) == 1
    return table.iloc[0]


def test_voice_shares_are_over_all_mentions_of_the_variant(cues):
    made = voice_shares(cues, **QUICK)
    tables.check(made, "measures")
    north = made[(made["outlet"] == "north") & (made["variant"] == "rebels")]
    assert north["voice"].tolist() == list(tables.VOICES)
    assert north["estimate"].tolist() == [.4, .4, .2] and set(north["exposure"]) == {5}
    assert set(made["measure"]) == {"voice share"} and len(made) == 3 * 3 * 3
    none = only(made, outlet="south", variant="terrorists", voice="quoted")
    assert np.isnan(none["estimate"]) and none["reason"] == "no mention of the variant"
    zero = only(made, outlet="south", variant="rebels", voice="quoted")
    assert zero["estimate"] == 0 and zero["low"] == 0 and zero["high"] > .5


def test_an_outlet_without_marks_has_no_quoted_voice_and_no_comparison(cues):
    made = voice_shares(cues, concept="fighters", **QUICK)
    quoted = only(made, outlet="bare", variant="rebels", voice="quoted")
    assert np.isnan(quoted["estimate"]) and quoted["reason"] == "the outlet prints no quotation marks"
    narrator = only(made, outlet="bare", variant="rebels", voice="narrator")
    assert narrator["estimate"] == .5 and np.isnan(narrator["p"])
    assert "not compared" in narrator["reason"] and "prints no quotation marks" in narrator["warning"]
    assert narrator["pooled"] == 3 / 7      # the two outlets that print marks
    assert not np.isnan(only(made, outlet="north", variant="rebels", voice="narrator")["p"])


def test_quotedness_counts_names_and_labels_outside_quoted_speech(cues):
    made = quotedness(cues, **QUICK)
    tables.check(made, "measures")
    north = only(made, outlet="north", variant="rebels")
    assert (north["count"], north["exposure"], north["articles"]) == (2, 3, 2)
    assert north["baseline"] == pytest.approx(1 / 3) and north["baseline_exposure"] == 3
    south = only(made, outlet="south", variant="gunmen")
    assert south["estimate"] == 0 and south["high"] > .5      # a fragment of somebody's words is no label
    assert np.isnan(south["baseline"]) and np.isnan(south["baseline_exposure"])
    assert set(made["concept"]) == {"fighters"} and set(made["measure"]) == {"quotedness"}
    gunmen = only(made, outlet="north", variant="gunmen")
    assert np.isnan(gunmen["estimate"])
    assert gunmen["reason"] == "no mention of the variant outside quoted speech"


def test_quotedness_needs_marks(cues):
    bare = only(quotedness(cues, **QUICK), outlet="bare", variant="rebels")
    assert np.isnan(bare["estimate"]) and bare["reason"] == "the outlet prints no quotation marks"
    assert bare["exposure"] == 2 and np.isnan(bare["baseline"])
    alone = only(quotedness(cues, **QUICK), outlet="south", variant="rebels")
    assert not np.isnan(alone["p"])      # compared with north


def test_row_order_does_not_matter(cues):
    made = voice_shares(cues, **QUICK), quotedness(cues, **QUICK)
    cues.documents = cues.documents.sample(frac=1, random_state=4)
    cues.mentions = cues.mentions.sample(frac=1, random_state=5)
    for before, after in zip(made, (voice_shares(cues, **QUICK), quotedness(cues, **QUICK))):
        assert_frame_equal(before, after)


def turning(articles):
    """North is ahead in its own voice, south with reported wording; terrorists keep their order."""
    mentions, outlets = [], {}
    for number in range(articles):
        for outlet, own, reported in (("north", "rebels", "gunmen"), ("south", "gunmen", "rebels")):
            doc = f"{outlet}{number}"
            outlets[doc] = outlet
            mentions += [said(doc, own), *[said(doc, reported, "reported")] * 2]
            mentions += [said(doc, "terrorists")] * (outlet == "north")
    return corpus(mentions, outlets)


def test_order_changes_are_found_and_called_clear_only_when_they_are():
    for articles, clear in ((30, True), (1, False)):
        cues = turning(articles)
        found = order_changes(shares(cues, **QUICK), shares(cues, voice="narrator+undetermined", **QUICK))
        assert found["variant"].tolist() == ["rebels", "gunmen"]
        first = found.iloc[0]
        assert (first["outlet_a"], first["outlet_b"], first["concept"]) == ("north", "south", "fighters")
        shown = first[["narrator_a", "narrator_b", "wide_a", "wide_b"]].tolist()
        assert shown == pytest.approx([.5, 0, .25, 2 / 3])
        assert found["clear"].tolist() == [clear, clear]


def test_order_changes_keeps_to_one_language_and_to_its_tables():
    cues = turning(3)
    narrow, wide = shares(cues, **QUICK), shares(cues, voice="narrator+undetermined", **QUICK)
    assert order_changes(narrow, wide.assign(estimate=narrow["estimate"])).empty
    english = {"language": narrow["outlet"].map({"north": "en", "south": "ar"}).astype("string")}
    assert order_changes(narrow.assign(**english), wide.assign(**english)).empty
    with pytest.raises(NabraError, match="order_changes wants shares in voice 'narrator'"):
        order_changes(wide, narrow)
    with pytest.raises(NabraError, match="no column 'low'"):
        order_changes(narrow, wide.drop(columns="low"))


@pytest.mark.parametrize("measure", [voice_shares, quotedness])
def test_mistakes_are_named(cues, measure):
    with pytest.raises(NabraError, match="unknown concept 'army'; the codebook has: fighters, names"):
        measure(cues, concept="army")
    with pytest.raises(NabraError, match="no column 'desk'"):
        measure(cues, by="desk")
    with pytest.raises(NabraError, match="replicates=-1"):
        measure(cues, replicates=-1)

"""Epithets as a measure: the share of a variant's mentions that are judged by a word beside them."""

import pytest
from simulated import corpus

from nabra.errors import NabraError
from nabra.measures.epithets import epithets
from nabra.measures.shares import shares

FEW = {"replicates": 200, "permutations": 200}


def _corpus(judged, **more):
    """Ten articles of each outlet with one mention; ``judged[outlet]`` of them beside an epithet."""
    mentions, outlets = [], {}
    for outlet, count in judged.items():
        for number in range(10):
            doc = f"{outlet}-{number}"
            outlets[doc] = outlet
            mentions.append({"doc_id": doc, "variant": "rebels", "epithet": "vile" if number < count else None, **more})
    return corpus(mentions, outlets)


def _estimates(table, variant="rebels"):
    rows = table[table["variant"] == variant]
    return dict(zip(rows["outlet"], rows["estimate"]))


def test_known_shares_and_counts():
    table = epithets(_corpus({"a": 3, "b": 0}), **FEW)
    assert _estimates(table) == {"a": 0.3, "b": 0.0}
    row = table[(table["outlet"] == "a") & (table["variant"] == "rebels")].iloc[0]
    assert (row["count"], row["exposure"], row["articles"]) == (3, 10, 10)
    assert row["low"] < 0.3 < row["high"] and set(table["measure"]) == {"epithet"}


def test_no_mention_is_no_number_and_says_why():
    table = epithets(_corpus({"a": 3}), **FEW)
    rest = table[table["variant"] != "rebels"]
    assert len(rest) and rest["estimate"].isna().all() and rest["reason"].eq("no mention of the variant in this voice").all()


def test_another_voice_has_its_own_mentions():
    cues = _corpus({"a": 3}, voice="quoted")
    assert epithets(cues, **FEW)["exposure"].sum() == 0
    assert _estimates(epithets(cues, voice="quoted", **FEW)) == {"a": 0.3} == _estimates(epithets(cues, voice=None, **FEW))
    with pytest.raises(NabraError, match="unknown voice"):
        epithets(cues, voice="loud")


def test_unresolved_mentions_enter_no_share():
    cues = _corpus({"a": 4, "b": 1})
    cues.mentions["resolved"] = cues.mentions["epithet"].isna()
    assert _estimates(epithets(cues, **FEW)) == {"a": 0.0, "b": 0.0}
    table = shares(cues, **FEW)
    assert table["exposure"].max() == 9
    assert dict(zip(table["outlet"], table["unresolved"])) == {"a": 4, "b": 1}


def test_the_order_of_rows_does_not_count():
    cues = _corpus({"a": 3, "b": 6})
    turned = _corpus({"a": 3, "b": 6})
    turned.mentions = turned.mentions.sample(frac=1, random_state=3)
    assert epithets(cues, **FEW).equals(epithets(turned, **FEW))

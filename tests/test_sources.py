"""Who is given the word, with which verbs and devices: exact counts on invented tables, gaps, invariances."""

from dataclasses import replace
from types import SimpleNamespace

import pandas as pd
import pytest
import simulated
from pandas.testing import assert_frame_equal

from nabra import tables
from nabra.cues.measure import Cues
from nabra.errors import NabraError
from nabra.measures.devices import devices
from nabra.measures.sensitivity import ALL, WITHOUT, sensitivity
from nabra.measures.sources import CUE_CLASSES, KINDS, NOT_TOLD, cue_classes, sources

QUICK = {"replicates": 200, "permutations": 99}
OUTLETS = {"n1": "north", "n2": "north", "s1": "south", "s2": "south", "b1": "bare"}


def documents(unmarked=("bare",)):
    made = tables.frame("documents", [
        {"doc_id": doc, "outlet": outlet, "language": "ar", "text": "…"} for doc, outlet in OUTLETS.items()])
    return made.assign(has_marks=~made["outlet"].isin(unmarked))


@pytest.fixture(scope="module")
def said():
    """north: 3 official (1 carried), 1 witness; south: 1 official, 1 of nobody, 1 that distances itself."""
    rows = [("n1", "official", "asserting", False), ("n1", "official", "neutral", False),
            ("n2", "official", "neutral", True), ("n2", "witness", "neutral", False),
            ("s1", "official", "distancing", False), ("s2", None, "neutral", False)]
    attributions = tables.frame("attributions", [
        {"doc_id": doc, "part": "text", "start": 9 * n, "end": 9 * n + 5, "cue": "قال", "cue_class": group,
         "kind": "indirect", "carried": carried, "source_kind": kind}
        for n, (doc, kind, group, carried) in enumerate(rows)])
    quotes = tables.frame("quotes", [
        {"doc_id": doc, "part": "text", "quote_id": f"q{n}", "start": 9 * n, "end": 9 * n + 5, "depth": depth,
         "marks": "«»", "repaired": False, "function": function, "distance": False, "owner": "speaker",
         "source_kind": kind, "words": words}
        for n, (doc, function, depth, kind, words) in enumerate([
            ("n1", "speech", 0, "official", 12), ("n1", "name", 1, None, 2),
            ("n2", "fragment", 0, "witness", 3), ("s1", "speech", 0, None, 5), ("s2", "label", 0, None, 1)])])
    return SimpleNamespace(documents=documents(), attributions=attributions, quotes=quotes)


def of(table, outlet, variant, **more):
    here = table[(table["outlet"] == outlet) & (table["variant"] == variant)]
    for column, value in more.items():
        here = here[here[column] == value]
    assert len(here) == 1
    return here.iloc[0]


def test_attributions_are_counted_by_kind(said):
    made = tables.check(sources(said, **QUICK), "measures")
    assert len(made) == len(KINDS) * 3 and set(made["measure"]) == {"sourcing share"}
    row = of(made, "north", "official")
    assert (row["count"], row["exposure"], row["articles"], row["estimate"]) == (3, 4, 2, .75)
    assert of(made, "south", NOT_TOLD)["estimate"] == .5
    zero = of(made, "south", "witness")
    assert (zero["count"], zero["exposure"], zero["estimate"]) == (0, 2, 0)
    gap = of(made, "bare", "official")
    assert pd.isna(gap["estimate"]) and gap["exposure"] == 0 and gap["reason"] == "no attribution"


def test_quoted_words_weigh_and_need_marks(said):
    made = sources(said, of="quoted words", **QUICK)
    assert set(made["measure"]) == {"quoted-word share"}
    row = of(made, "north", "official")
    assert (row["count"], row["exposure"], row["estimate"]) == (12, 15, .8)
    assert of(made, "south", NOT_TOLD)["count"] == 5       # the label's word is nobody's speech
    gap = of(made, "bare", "official")
    assert pd.isna(gap["estimate"]) and "no quotation marks" in gap["reason"]


def test_the_kinds_of_an_outlet_add_up_to_one(said):
    made = sources(said, **QUICK).dropna(subset=["estimate"])
    assert made.groupby("outlet")["estimate"].sum().to_numpy() == pytest.approx(1)


def test_classes_leave_out_what_goes_on_without_a_verb(said):
    made = cue_classes(said, **QUICK)
    row = of(made, "north", "asserting", source_kind="all")
    assert (row["count"], row["exposure"]) == (1, 3)
    assert of(made, "south", "distancing", source_kind="all")["estimate"] == .5
    assert of(made, "north", "neutral", source_kind="witness")["estimate"] == 1
    assert set(made["source_kind"]) == {"all", "official", "witness", NOT_TOLD}
    alone = cue_classes(said, by_kind=False, **QUICK)
    assert len(alone) == len(CUE_CLASSES) * 3 and set(alone["source_kind"]) == {"all"}


def test_the_order_of_rows_changes_nothing(said):
    turned = {name: table.iloc[::-1].reset_index(drop=True) for name, table in vars(said).items()}
    turned = SimpleNamespace(**turned)
    for make in (sources, cue_classes):
        assert_frame_equal(make(turned, **QUICK), make(said, **QUICK))


def test_what_is_not_known_is_said(said):
    with pytest.raises(NabraError, match="unknown of='lines'.*attributions, quoted words"):
        sources(said, of="lines")
    with pytest.raises(NabraError, match="replicates=0"):
        cue_classes(said, replicates=0)
    strange = SimpleNamespace(**vars(said) | {"attributions": said.attributions.assign(cue_class="loud")})
    with pytest.raises(NabraError, match="'cue_class' holds 'loud'.*measure the articles again"):
        cue_classes(strange, **QUICK)


def test_a_planted_difference_of_sources_is_found_and_none_is_not():
    rows, docs = [], []
    for outlet, official in (("a", 8), ("b", 2), ("c", 8)):
        for number in range(45):
            doc = f"{outlet}{number}"
            docs.append({"doc_id": doc, "outlet": outlet, "language": "ar", "text": "…"})
            kinds = ["official" if (number + n) % 10 < official else "witness" for n in range(4)]
            rows += [
                {"doc_id": doc, "part": "text", "start": n, "end": n + 1, "cue": "قال", "cue_class": "neutral",
                 "kind": "indirect", "carried": False, "source_kind": kind}
                for n, kind in enumerate(kinds)]
    corpus = SimpleNamespace(attributions=tables.frame("attributions", rows),
                             documents=tables.frame("documents", docs).assign(has_marks=True))
    made = sources(corpus, **QUICK)
    low, other, same = (of(made, outlet, "official") for outlet in "bac")
    assert low["high"] < other["low"] and low["p"] < .05
    assert abs(other["estimate"] - same["estimate"]) < .05


MENTIONS = [
    {"doc_id": "n1", "variant": "rebels", "device": "so-called"}, ("n1", "rebels"), ("n2", "rebels"),
    {"doc_id": "n2", "variant": "rebels", "device": "alleged", "voice": "quoted", "wording": "source"},
    {"doc_id": "s1", "variant": "rebels", "voice": "reported", "wording": "undetermined", "basis": "carried"},
    {"doc_id": "s1", "variant": "rebels", "voice": "reported", "wording": "undetermined", "basis": "cue"},
    {"doc_id": "s2", "variant": "gunmen", "voice": "quoted", "wording": "source", "basis": "carried"},
]


@pytest.fixture(scope="module")
def terms():
    made = simulated.corpus(MENTIONS, {doc: outlet for doc, outlet in OUTLETS.items() if outlet != "bare"})
    empty = {name: tables.frame(name, []) for name in ("quotes", "attributions")}
    return Cues(made.documents, empty["quotes"], empty["attributions"], made.mentions, made.labels, "fighters")


def test_devices_count_outside_quoted_speech(terms):
    made = tables.check(devices(terms, **QUICK), "measures")
    row = of(made, "north", "rebels", device="any")
    assert (row["count"], row["exposure"]) == (1, 3)
    assert of(made, "north", "rebels", device="so-called")["estimate"] == pytest.approx(1 / 3)
    assert set(made["device"]) == {"any", "so-called"}       # the alleged one stands in somebody's mouth
    assert of(made, "south", "rebels", device="any")["estimate"] == 0
    assert pd.isna(of(made, "north", "gunmen", device="any")["estimate"])


def test_sensitivity_leaves_the_carried_ones_out(terms):
    made = sensitivity(terms, **QUICK)
    voice = {"measure": "voice share", "voice": "reported"}
    assert of(made, "south", "rebels", basis=ALL, **voice)["exposure"] == 2
    assert of(made, "south", "rebels", basis=WITHOUT, **voice)["exposure"] == 1
    gap = of(made, "south", "gunmen", basis=WITHOUT, measure="voice share", voice="quoted")
    assert pd.isna(gap["estimate"]) and gap["reason"]
    north = made[(made["outlet"] == "north") & (made["variant"] == "rebels")]
    pairs = north.groupby(["measure", "voice"])["estimate"].nunique(dropna=False)
    assert (pairs == 1).all()       # nothing of north's is carried over


def test_without_carried_mentions_both_rows_are_the_same(terms):
    basis = pd.array(["cue"] * len(terms.mentions), dtype="string")
    plain = replace(terms, mentions=terms.mentions.assign(basis=basis))
    made = sensitivity(plain, **QUICK)
    both = [made[made["basis"] == basis].drop(columns="basis").reset_index(drop=True)
            for basis in (ALL, WITHOUT)]
    assert_frame_equal(*both)

"""What was planted in the teaching corpus is found again."""

import dataclasses

import pandas as pd
import pytest

import nabra

PLACE = ["doc_id", "part", "start", "end"]


@pytest.fixture(scope="module")
def cues(root):
    return nabra.measure(nabra.read(root / "corpora/sample", quiet=True), nabra.codebook("syria"))


@pytest.fixture(scope="module")
def generated(cues):
    """The cues of the generated articles alone: the planted shares are theirs."""

    def without(table):
        return table[~table["doc_id"].str.startswith("hand-")].reset_index(drop=True)

    return dataclasses.replace(
        cues,
        **{
            name: without(getattr(cues, name)) for name in ("documents", "quotes", "attributions", "mentions")
        },
    )


@pytest.fixture(scope="module")
def truth(root):
    return pd.read_csv(root / "corpora/planted/planted.csv", dtype={"speaker": "string"})


@pytest.fixture(scope="module")
def matched(cues, truth):
    """Each planted word beside the mention at its place (columns of the truth end in _planted)."""
    return truth.merge(cues.mentions, on=PLACE, how="left", suffixes=("_planted", ""))


def test_every_planted_word_is_found_under_its_variant(matched):
    assert (matched["variant"] == matched["variant_planted"]).all()
    assert (matched["concept"] == matched["concept_planted"]).all()


def test_nothing_is_found_in_generated_articles_that_was_not_planted(generated, truth):
    planted = set(map(tuple, truth[PLACE].to_numpy()))
    found = generated.mentions.loc[generated.mentions["concept"] != "neutral-names", PLACE]
    assert [row for row in map(tuple, found.to_numpy()) if row not in planted] == []


def test_voices_and_marks_are_the_planted_ones(matched):
    rows = matched[matched["origin"] == "generated"]
    assert (rows["voice"] == rows["voice_planted"]).mean() >= 0.97
    assert (rows["marks"] == rows["marks_planted"]).mean() >= 0.95


@pytest.mark.parametrize("voice", ["narrator", "quoted", "reported"])
def test_each_voice_is_found_again(matched, voice):
    rows = matched[(matched["origin"] == "generated") & (matched["voice_planted"] == voice)]
    assert len(rows) > 300 and (rows["voice"] == voice).mean() >= 0.95


def test_speakers_are_the_planted_ones(matched):
    rows = matched[
        (matched["origin"] == "generated") & matched["speaker_planted"].notna() & matched["speaker"].notna()
    ]
    same = [
        planted in found or found in planted
        for planted, found in zip(rows["speaker_planted"], rows["speaker"])
    ]
    assert len(rows) > 1000 and sum(same) / len(same) >= 0.9


def test_hard_articles_mostly_keep_their_voices(matched):
    rows = matched[matched["origin"] == "handwritten"]
    assert len(rows) > 60 and (rows["voice"] == rows["voice_planted"]).mean() >= 0.85


def test_planted_shares_lie_in_the_intervals(generated, root):
    planted = pd.read_csv(root / "corpora/planted/planted_shares.csv")
    tables = [
        nabra.shares(generated, voice=voice, replicates=400, permutations=1)
        for voice in ("narrator", "quoted", "reported")
    ]
    found = planted.merge(
        pd.concat(tables), on=["outlet", "concept", "variant", "voice"], suffixes=("_planted", "")
    )
    cells = found[(found["exposure_planted"] > 0) & (found["exposure"] > 0)]
    assert len(cells) > 200
    inside = (cells["low"] <= cells["probability"]) & (cells["probability"] <= cells["high"])
    assert inside.mean() >= 0.9


def test_measured_counts_are_near_the_drawn_ones(generated, root):
    planted = pd.read_csv(root / "corpora/planted/planted_shares.csv")
    table = nabra.shares(generated, voice="narrator", replicates=50, permutations=1)
    found = planted.merge(table, on=["outlet", "concept", "variant", "voice"], suffixes=("_planted", ""))
    cells = found[found["exposure_planted"] >= 20]
    assert len(cells) > 30 and (cells["share"] - cells["estimate"]).abs().max() < 0.05


def test_the_outlet_without_marks_has_no_quotedness(cues):
    table = nabra.quotedness(cues, replicates=50, permutations=1)
    silent = table["outlet"] == "وكالة سروة"
    assert silent.any() and table.loc[silent, "estimate"].isna().all()
    assert table.loc[silent, "reason"].str.contains("mark").all()
    assert table.loc[~silent, "estimate"].notna().any()

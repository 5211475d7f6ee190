"""Counts by article, read a piece at a time, give the shares of all mentions: the same numbers."""

import pandas as pd
import pytest

import nabra
from nabra import store
from nabra.errors import NabraError
from nabra.measures import tally as module
from nabra.tables import frame

FEW = {"replicates": 200, "permutations": 200}


@pytest.fixture(scope="module")
def cues(root):
    return nabra.measure(nabra.read(root / "corpora/sample", quiet=True), nabra.codebook("syria"))


@pytest.fixture(scope="module")
def folder(cues, tmp_path_factory):
    out = tmp_path_factory.mktemp("tally") / "out"
    return store.save(cues, frame("rejected", []), {"nabra": "0", "codebook": {"name": "syria"}}, out)


@pytest.mark.parametrize("batch", [7, 50_000])
def test_the_shares_are_those_of_the_mentions(cues, folder, monkeypatch, batch):
    monkeypatch.setattr(module, "BATCH", batch)
    counts = nabra.tally(folder)
    assert len(counts.counts) < .7 * len(cues.mentions) and counts.counts["mentions"].sum() == len(cues.mentions)
    assert "text" not in counts.documents and counts.documents["doc_id"].is_unique
    for voice, by in (("narrator", "language"), ("quoted", "outlet"), ("narrator+undetermined", "outlet")):
        table = nabra.shares(cues, voice=voice, by=by, **FEW)
        pd.testing.assert_frame_equal(nabra.shares(counts, voice=voice, by=by, **FEW), table)
        if by == "language":
            assert table["method"].str.startswith("studentised bootstrap").any() and table["unresolved"].sum() > 0
    pd.testing.assert_frame_equal(nabra.voice_shares(counts, **FEW), nabra.voice_shares(cues, **FEW))


def test_counts_of_parts_add_up(cues, folder):
    thirds = [cues.mentions.iloc[start::3] for start in range(3)]
    whole = module.counted([cues.mentions])
    pd.testing.assert_frame_equal(module.counted(map(lambda part: module.counted([part]), thirds)), whole)
    pd.testing.assert_frame_equal(nabra.tally(folder).counts, whole)


def test_a_measure_that_needs_the_mentions_says_so(folder, tmp_path):
    counts = nabra.tally(folder)
    for measure in (nabra.quotedness, nabra.sources):
        with pytest.raises(NabraError, match="needs the mentions themselves"):
            measure(counts)
    with pytest.raises(NabraError, match="cannot be read .*; make one with nabra measure"):
        nabra.tally(tmp_path)

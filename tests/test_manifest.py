"""The manifest: what a measurement was made of, the same bytes whenever that is the same."""

import json
from importlib import metadata

import pandas as pd
import pytest

import nabra
from nabra.corpora.read import load
from nabra.manifest import as_json, build


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A measurement of three rows, one of them rejected, and its manifest."""
    folder = tmp_path_factory.mktemp("articles")
    rows = "source,text,extra\nx,قال «الإرهابيون» ذلك.,1\n,lost,2\ny,وصل المتمردون.,3\n"
    (folder / "a.csv").write_text(rows, encoding="utf-8")
    (folder / "nabra.toml").write_text('language = "ar"\n', encoding="utf-8")
    loaded, book = load(folder), nabra.codebook("syria")
    cues = nabra.measure(loaded.documents, book)
    options = {"columns": {}, "encoding": None, "config": None}
    return folder, book, cues, build(cues, book, loaded.sources, loaded.rejected, loaded.notes, options)


def test_it_names_versions_inputs_and_options(made):
    folder, book, cues, manifest = made
    assert manifest["nabra"] == metadata.version("nabra")
    assert manifest["packages"]["pandas"] == metadata.version("pandas")
    assert "charset-normalizer" in manifest["packages"]     # it decides what the bytes say
    assert [source["file"] for source in manifest["inputs"]] == ["a.csv", "nabra.toml"]
    assert manifest["inputs"][0]["bytes"] == (folder / "a.csv").stat().st_size
    assert manifest["options"] == {"columns": {}, "encoding": None, "config": None}
    assert {"ar.toml", "en.toml", "function_weights.csv"} <= set(manifest["languages"])
    assert all(len(digest) == 64 for digest in manifest["languages"].values())


def test_it_counts(made):
    _, _, cues, manifest = made
    assert manifest["counts"]["documents"] == 2 and manifest["counts"]["mentions"] == len(cues.mentions) == 2
    assert manifest["rejected"] == 1 and list(manifest["rejected_by_reason"].values()) == [1]
    assert any("'source' as outlet" in note for note in manifest["notes"])


def test_it_holds_the_forms_of_the_codebook(made):
    _, book, _, manifest = made
    assert manifest["codebook"]["sha256"] == book.sha256 and manifest["codebook"]["file"] == "syria.yml"
    forms = manifest["codebook"]["forms"]
    assert any("الارهابيون" in position for term in forms.values() for position in term)
    assert all(list(position) == sorted(position) for term in forms.values() for position in term)


def test_it_is_the_same_text_again_and_names_no_place(made):
    folder, book, cues, manifest = made
    text = as_json(manifest)
    assert text == as_json(json.loads(text)) and text.endswith("}\n")
    assert str(folder) not in text and folder.name not in text and "/tmp" not in text


def test_values_of_pandas_become_plain():
    counts = pd.Series([3])
    assert json.loads(as_json({"count": counts[0], "none": pd.NA})) == {"count": 3, "none": None}

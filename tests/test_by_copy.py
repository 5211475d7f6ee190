"""Shares over all copy, own copy and wire copy; news alone by default, and the page says what was left out."""

import pandas as pd
import pytest

import nabra
from nabra import comparison, pipeline
from nabra.errors import NabraError
from nabra.measures.by_copy import by_copy
from nabra.measures.shares import shares
from nabra.measures.subset import news, only
from nabra.show.report import render
from nabra.show.report_copies import copies_section, genres_left_out
from nabra.tables import frame

FEW = {"replicates": 100, "permutations": 100}
BOOK = """
codebook: trial
version: "1"
title: {ar: تجربة, en: trial}
licence: CC BY 4.0
concepts:
  - id: armed-groups
    label: {ar: مسلحون, en: armed groups}
    gloss: For the test.
    variants:
      - {id: terrorists, label: {ar: إرهابيون, en: terrorists}, gloss: One., source: the test, kind: category, terms: {ar: [الإرهابيون]}}
      - {id: gunmen, label: {ar: مسلحون, en: gunmen}, gloss: Two., source: the test, kind: category, terms: {ar: [المسلحون]}}
      - {id: rebels, label: {ar: ثوار, en: rebels}, gloss: Three., source: the test, kind: category, terms: {ar: [الثوار]}}
"""
WORDS = {"own": "المسلحون", "wire": "الإرهابيون"}


@pytest.fixture(scope="module")
def cues(tmp_path_factory):
    """Outlet a: wire copy says terrorists, its own gunmen; outlet b has no wire copy; two articles are no news."""
    rows, copy = [], []
    for i in range(6):
        for outlet, kind in (("a", "own"), ("a", "wire"), ("b", "own")):
            rows.append({"doc_id": f"{outlet}{kind}{i}", "outlet": outlet, "text": f"وصل {WORDS[kind]} إلى القرية {i} في سوريا."})
            copy.append(kind)
    rows += [{"doc_id": "x1", "outlet": "a", "text": "وصل الثوار إلى حلب في سوريا.", "genre": "opinion"},
             {"doc_id": "x2", "outlet": "b", "text": "وصل الثوار إلى حلب في سوريا.", "genre": "interview"}]
    articles = frame("documents", rows).assign(copy=pd.array([*copy, "own", "own"], dtype="string"))
    file = tmp_path_factory.mktemp("book") / "trial.yml"
    file.write_text(BOOK, encoding="utf-8")
    return pipeline.measure(articles, nabra.codebook(file))


@pytest.fixture(scope="module")
def tables(cues):
    """All tables of the report, of news alone."""
    return comparison.compare(cues, **FEW)


def test_each_kind_is_the_share_of_that_part_alone(cues):
    table = by_copy(cues, "armed-groups", **FEW)
    at = table.set_index(["copy", "outlet", "variant"])
    assert at.loc[("all", "a", "terrorists"), ["count", "exposure"]].tolist() == [6, 13]
    assert at.loc[("own", "a", "terrorists"), ["count", "exposure"]].tolist() == [0, 7]
    assert at.loc[("wire", "a", "terrorists"), "estimate"] == 1
    nothing = at.loc[("wire", "b", "terrorists")]
    assert pd.isna(nothing["estimate"]) and nothing["exposure"] == 0
    assert nothing["reason"] == "no such copy in this outlet"
    assert table.groupby("copy").size().nunique() == 1
    own = shares(only(cues, copy="own"), concept="armed-groups", voice="narrator", **FEW)
    pd.testing.assert_frame_equal(table[table["copy"] == "own"][own.columns].reset_index(drop=True), own, check_dtype=False)


def test_without_wire_copy_its_rows_are_empty_and_without_groups_it_is_refused(cues):
    table = by_copy(only(cues, copy="own"), "armed-groups", **FEW)
    assert (table.loc[table["copy"] == "wire", "exposure"] == 0).all()
    for documents in (cues.documents.drop(columns="copy"), cues.documents.assign(copy=pd.NA)):
        with pytest.raises(NabraError, match="copies are not known"):
            by_copy(pipeline.Cues(**{**vars(cues), "documents": documents}))


def test_news_alone_by_default(cues, tables):
    kept, left_out = news(cues)
    assert left_out == {"opinion": 1, "interview": 1, "press review": 0, "statement": 0}
    assert set(cues.documents["doc_id"]) - set(kept.documents["doc_id"]) == {"x1", "x2"}
    assert news(kept)[0] is kept
    for given in (tables["shares"], tables["copies"]):
        assert given.loc[given["variant"] == "rebels", "count"].sum() == 0
    every = shares(cues, concept="armed-groups", **FEW)
    assert every.loc[every["variant"] == "rebels", "count"].sum() == 2
    with pytest.raises(NabraError, match="genre 'opinion': write one of news, all"):
        comparison.compare(cues, genre="opinion")
    with pytest.raises(NabraError, match="none of 2 articles is news"):
        news(only(cues, genre=["opinion", "interview"]))


def test_the_page_says_both(cues, tables):
    kept, left_out = news(cues)
    page = render(kept, tables, {"report": {"genre": "news", "genres_left_out": left_out}})
    assert "News alone: 2 articles are left out (opinion 1, interviews 1, press reviews 0, statements 0)" in page
    assert "الأخبار وحدها: تُركت 2 من المقالات" in page
    shown = copies_section(tables["copies"])
    assert shown["changed"] == len(shown["rows"]) and shown["rows"]
    first = shown["rows"][0]
    assert [cell["kind"] for cell in first["cells"]] == ["all", "own", "wire"]
    assert '<section id="copies">' in page and 'href="#copies"' in page
    assert genres_left_out({"report": {"genre": "all"}})["key"] == "every_genre" and genres_left_out({}) is None

"""Lines in the order of their neighbours, of a period, of any measure's row, page by page, drawn before they are cut."""

import re
from dataclasses import replace

import pandas as pd
import pytest
from test_concordance import invented

import nabra
from nabra.errors import NabraError
from nabra.measures.devices import devices
from nabra.measures.epithets import epithets
from nabra.measures.rates import rates
from nabra.measures.sensitivity import sensitivity
from nabra.measures.shares import shares
from nabra.measures.sources import cue_classes, sources
from nabra.show.concordance import lines
from nabra.show.context import in_document_order
from nabra.tables import frame

FEW = {"replicates": 20, "permutations": 20}


def of_texts(*texts, word="rebels", dates=None):
    """One mention an article, at the first ``word``."""
    dates = dates or [None] * len(texts)
    articles = [(f"d{n}", "O", "en", "t", text, None, date) for n, (text, date) in enumerate(zip(texts, dates, strict=True))]
    places = [(f"d{n}", "text", word, 0, "rebels", "narrator", "outlet", "none", None) for n in range(len(texts))]
    return invented(articles, places)


def test_lines_are_sorted_by_the_words_before_nearest_first():
    cues = of_texts("the armed rebels", "some angry rebels", "all armed rebels", "rebels", "Angry, armed rebels")
    found = lines(cues, sort="before").table
    assert list(found["before"].str.strip()) == ["", "some angry", "all armed", "Angry, armed", "the armed"]


def test_lines_are_sorted_by_the_words_after():
    cues = of_texts("rebels won today", "rebels lost", "rebels Won again", "rebels")
    assert list(lines(cues, sort="after").table["after"].str.strip()) == ["", "lost", "Won again", "won today"]


def test_arabic_words_are_compared_as_the_codebook_compares_them():
    cues = of_texts("قال إنّ الثوار", "قال أحد الثوار", "قال أنَّ الثوار", "قال بعض الثوار", word="الثوار")
    assert list(lines(cues, sort="before").table["doc_id"]) == ["d1", "d0", "d2", "d3"]


def test_sorting_changes_the_order_alone_and_ties_stay_as_they_were():
    cues = of_texts(*["the rebels"] * 5, "old rebels")
    found = lines(cues, sort="before").table
    assert list(found["doc_id"]) == ["d5", "d0", "d1", "d2", "d3", "d4"]
    with pytest.raises(NabraError, match="sort '1L' is not there; known: before, after, date"):
        lines(cues, sort="1L")


@pytest.mark.parametrize("choice, kept", [
    ({"since": "2018-03"}, [1, 2]), ({"until": "2018"}, [0, 1]), ({"since": "2018", "until": "2018-01"}, [0]),
    ({"until": "2018-01-30"}, []), ({"since": "2019-05-01", "until": "2019-05-01"}, [2]), ({}, [0, 1, 2, 3]),
])
def test_a_period_has_both_its_ends_and_no_undated_articles(choice, kept):
    cues = of_texts(*["the rebels"] * 4, dates=["2018-01-31", "2018-03-01T10:00", "2019-05-01", None])
    assert list(lines(cues, **choice).table["doc_id"]) == [f"d{n}" for n in kept]


def test_by_date_the_undated_come_last_and_a_date_that_is_none_is_refused():
    cues = of_texts(*["the rebels"] * 3, dates=["2019-01-01", None, "2018-01-01"])
    assert list(lines(cues, sort="date").table["doc_id"]) == ["d2", "d0", "d1"]
    for wrong in ("18", "May 2018", "2018-3", "2018-03-01T10"):
        with pytest.raises(NabraError, match="is no date; give a year"):
            lines(cues, since=wrong)


def many(count):
    """Cues with ``count`` mentions, 50 an article."""
    text = "the rebels said " * 50
    starts = [hit.start() for hit in re.finditer("rebels", text)]
    cues = of_texts(*[text] * (count // 50))
    mention = cues.mentions.iloc[[0]]
    rows = mention.loc[mention.index.repeat(count)].reset_index(drop=True)
    doc_ids = [f"d{n // 50}" for n in range(count)]
    places = [starts[n % 50] for n in range(count)]
    return replace(cues, mentions=rows.assign(doc_id=pd.array(doc_ids, dtype="string"), start=places,
                                              end=[place + 6 for place in places]))


def test_pages_of_any_size_are_cut_without_making_the_whole(monkeypatch):
    found = lines(many(100_000))
    assert len(found) == 100_000
    cut = []
    monkeypatch.setattr("nabra.show.concordance.records", lambda mentions, cues: cut.append(len(mentions)) or [])
    for number, size in ((1, 50), (2000, 50), (7, 1000)):
        found.page(number, size)._repr_html_()
    assert cut == [50, 50, 50] and "table" not in vars(found)
    assert len(found.page(1, 100_000)) == 100_000


def test_pages_put_together_are_all_lines_once():
    found = lines(many(250), sort="before")
    pages = [found.page(number, 60) for number in range(1, 6)]
    assert [len(page) for page in pages] == [60, 60, 60, 60, 10] and pages[4].first == 240
    pd.testing.assert_frame_equal(pd.concat([page.table for page in pages], ignore_index=True), found.table)
    assert "241 to 250 of 250 lines; 240 left out" in pages[4]._repr_html_()
    with pytest.raises(NabraError, match="page 6 is not there; 250 lines make 5 pages of 60"):
        found.page(6, 60)
    with pytest.raises(NabraError, match="size 0 is no whole number from 1 up"):
        found.page(1, 0)


def test_a_quotation_that_was_opened_outside_the_line_is_drawn_all_the_same():
    text = f"He said: “{'word ' * 40}the rebels {'word ' * 40}end.” Nobody “free” answered."
    cues = of_texts(text)
    end = text.index("”") + 1
    rows = [{"doc_id": "d0", "part": "text", "quote_id": "q1", "start": text.index("“"), "end": end, "depth": 0,
             "marks": "“”", "repaired": False, "function": "speech", "distance": False, "owner": "speaker"},
            {"doc_id": "d0", "part": "text", "quote_id": "q2", "start": text.index("“free"), "end": text.index("”", end) + 1,
             "depth": 0, "marks": "“”", "repaired": False, "function": "label", "distance": True, "owner": "outlet"}]
    cues = replace(cues, quotes=frame("quotes", rows))
    html = lines(cues)._repr_html_()
    assert html.count('<span class="r quoted">') == 2 and "“" not in html
    late = replace(cues, mentions=cues.mentions.assign(start=end + 1, end=end + 7))
    html = lines(late)._repr_html_()
    assert re.search(r'<span class="r quoted">[^<]*word end.”</span>', html)
    assert '<span class="r narrator m">“free”</span> answered.' in html


@pytest.fixture(scope="module")
def sample(root):
    """The teaching corpus measured, with an epithet at every third mention."""
    cues = nabra.measure(nabra.read(root / "corpora/sample", quiet=True), nabra.codebook("syria"))
    epithet = [None if place % 3 else "vile" for place in range(len(cues.mentions))]
    return replace(cues, mentions=cues.mentions.assign(epithet=pd.array(epithet, dtype="string")))


@pytest.mark.parametrize("make", [
    lambda cues: sources(cues, **FEW), lambda cues: cue_classes(cues, **FEW), lambda cues: devices(cues, **FEW),
    lambda cues: epithets(cues, **FEW), lambda cues: epithets(cues, voice=None, **FEW), lambda cues: rates(cues, **FEW),
    lambda cues: rates(cues, voice=None, **FEW), lambda cues: sensitivity(cues, concept="armed-groups", **FEW),
    lambda cues: shares(cues, voice="narrator+undetermined", **FEW),
], ids=["sources", "cue_classes", "devices", "epithets", "epithets-all", "rates", "rates-all", "sensitivity", "shares"])
def test_rows_of_every_table_open_what_they_counted(sample, make):
    table = make(sample)
    some = table[table["count"] > 0]
    assert len(some)
    for _, row in some.iloc[::max(1, len(some) // 25)].iterrows():
        found = lines(sample, row=row)
        assert len(found) == row["count"], row.to_dict()
    assert (found.head(3).table["key"].str.len() > 0).all()


def test_a_share_of_articles_opens_the_mentions_in_them_and_quoted_words_their_quotations(sample):
    table = rates(sample, per="article", **FEW)
    row = table[table["count"] > 0].iloc[0]
    assert lines(sample, row=row).table["doc_id"].nunique() == row["count"]
    table = sources(sample, of="quoted words", **FEW)
    row = table[table["count"] > 0].iloc[0]
    found = lines(sample, row=row)
    words = sample.quotes.loc[found.mentions.index, "words"].sum()
    assert 0 < len(found) <= row["count"] == words and set(found.table["voice"]) == {"quoted"}


def test_a_statement_that_goes_on_without_a_reporting_word_opens_at_its_first_word(sample):
    bare = sample.attributions["carried"].fillna(False).astype(bool)
    kinds = sample.attributions["source_kind"].fillna("not told")
    sample = replace(sample, attributions=sample.attributions.assign(
        **{column: sample.attributions[column].mask(bare) for column in ("cue_start", "cue_end")}))
    row = {"measure": "sourcing share", "concept": pd.NA, "variant": kinds[bare].iloc[0], "outlet": pd.NA, "voice": pd.NA}
    found = lines(sample, row=row)
    assert len(found) == (kinds == row["variant"]).sum()
    keys = found.table.set_axis(found.mentions.index)["key"][bare.reindex(found.mentions.index)]
    assert len(keys) and keys.str.fullmatch(r"\S+").all()


def test_a_measure_taken_by_another_column_opens_by_it(sample):
    made = replace(sample, documents=sample.documents.assign(
        section=["a" if n % 2 else "b" for n in range(len(sample.documents))]))
    row = shares(made, by="section", concept="armed-groups", **FEW).sort_values("count").iloc[-1]
    assert len(lines(made, row=row, by="section")) == row["count"] > 0
    with pytest.raises(NabraError, match="by 'page' is no column of documents"):
        lines(made, row=row, by="page")


def test_the_articles_order_does_not_change_which_lines_there_are(sample):
    mixed = replace(sample, documents=sample.documents.sample(frac=1, random_state=1))
    there, here = (set(map(tuple, lines(one, concept="armed-groups").table[["doc_id", "part", "start"]].to_numpy()))
                   for one in (mixed, sample))
    assert there == here and len(here) > 10
    assert len(in_document_order(sample.mentions, mixed.documents)) == len(sample.mentions)

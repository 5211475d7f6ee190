"""Real corpora: outlets differ where readers know that they do, and nothing swallows a text."""

import pandas as pd
import pytest

import nabra

LINE_ENDS = "\r\n\u2028\u2029"


@pytest.fixture(scope="module")
def codebook():
    return nabra.codebook("syria")


@pytest.fixture(scope="module")
def ant(shared, codebook):
    return nabra.measure(
        nabra.read(shared / "corpora/ant.parquet", quiet=True), codebook, progress=False, processes=2
    )


@pytest.fixture(scope="module")
def fakes(shared, codebook):
    articles = nabra.read(shared / "corpora/originals/FA-KES-Dataset.csv", quiet=True, encoding="cp1252")
    return nabra.measure(articles, codebook, progress=False)


@pytest.fixture(scope="module")
def saudi(shared, codebook):
    articles = nabra.read(shared / "corpora/saudinewsnet.parquet", quiet=True).iloc[:3000]
    return nabra.measure(articles, codebook, progress=False, processes=2)


def _variants(cues, concept):
    """Shares of the concept's variants by outlet, over all voices, and the resolved mentions they rest on."""
    outlets = cues.documents[["doc_id", "outlet"]]
    wanted = (cues.mentions["concept"] == concept) & cues.mentions["resolved"]
    mentions = cues.mentions[wanted].merge(outlets, on="doc_id")
    counts = pd.crosstab(mentions["outlet"], mentions["variant"])
    return counts.div(counts.sum(axis=1), axis=0), counts.sum(axis=1)


def _texts(cues):
    rows = cues.documents[["doc_id", "title", "text"]].itertuples(index=False)
    return {(row.doc_id, part): getattr(row, part) for row in rows for part in ("title", "text")}


def test_every_article_of_ant_is_measured(ant):
    assert len(ant.documents) == 15_406 and (ant.documents["words"] > 0).mean() > 0.99
    assert set(ant.documents["language"]) == {"ar"} and len(ant.quotes) > 15_000


@pytest.mark.parametrize(
    "outlet, low, high",
    [
        ("alarabia", 0.75, 0.95),
        ("france24", 0.55, 0.75),
        ("skynews", 0.5, 0.7),
        ("cnn", 0.5, 0.7),
        ("bbc", 0.1, 0.3),
    ],
)
def test_how_often_the_syrian_state_is_a_regime(ant, outlet, low, high):
    shares, exposure = _variants(ant, "state")
    assert exposure[outlet] >= 40 and low < shares.loc[outlet, "regime"] < high


def test_the_order_of_outlets(ant):
    regime = _variants(ant, "state")[0]["regime"]
    others = regime[["france24", "skynews", "cnn"]]
    assert regime["alarabia"] > others.max() and others.min() > regime["bbc"]


def test_each_mention_of_ant_is_what_stands_in_the_text(ant):
    texts = _texts(ant)
    rows = ant.mentions[["doc_id", "part", "start", "end", "surface"]].itertuples(index=False)
    assert len(ant.mentions) > 5_000
    assert [row for row in rows if texts[row.doc_id, row.part][row.start : row.end] != row.surface] == []


def test_all_voices_and_functions_occur(ant):
    voices = ant.mentions["voice"].value_counts(normalize=True)
    assert voices["narrator"] > 0.3 and voices["reported"] > 0.1 and voices["quoted"] > 0.01
    assert ant.quotes["function"].value_counts(normalize=True).min() > 0.02


def test_who_are_terrorists_and_who_are_rebels_in_english(fakes):
    shares, exposure = _variants(fakes, "armed-groups")
    assert exposure["sana"] > 100 and shares.loc["sana", "terrorists"] > 0.5
    assert exposure["reuters"] > 40 and shares.loc["reuters", "rebels"] > 0.5
    assert shares.loc["reuters", "terrorists"] < 0.1 and shares.loc["sana", "rebels"] < 0.1


def test_no_quotation_reaches_over_a_line_break(saudi):
    texts = _texts(saudi)
    rows = saudi.quotes[["doc_id", "part", "start", "end"]].itertuples(index=False)
    assert len(saudi.quotes) > 5_000
    assert [
        row for row in rows if set(LINE_ENDS) & set(texts[row.doc_id, row.part][row.start : row.end])
    ] == []


def test_the_longest_repaired_quotation_is_shorter_than_its_paragraph(saudi):
    repaired = saudi.quotes[saudi.quotes["repaired"]]
    assert 20 < len(repaired) < 0.05 * len(saudi.quotes)
    longest = repaired.iloc[(repaired["end"] - repaired["start"]).argmax()]
    text = _texts(saudi)[longest["doc_id"], longest["part"]]
    start = max(text.rfind(sign, 0, longest["start"]) for sign in LINE_ENDS) + 1
    end = min(
        place for place in [len(text), *(text.find(sign, longest["end"]) for sign in LINE_ENDS)] if place >= 0
    )
    assert longest["end"] - longest["start"] < end - start


def test_quotations_nest(saudi):
    for _, rows in saudi.quotes.groupby(["doc_id", "part"]):
        stack = []
        for start, end, depth in zip(rows["start"], rows["end"], rows["depth"]):
            while stack and stack[-1] <= start:
                stack.pop()
            assert not stack or end <= stack[-1]
            assert depth == len(stack)
            stack.append(end)

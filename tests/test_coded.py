"""Hand-coded lines counted within a window; the Breach study's published numbers."""

import pandas as pd
import pytest

from nabra.errors import NabraError
from nabra.measures.coded import coded_counts

DEATHS = {"Israeli": ["Israeli", "Both"], "Palestinian": ["Palestinian", "Both"]}
KILLERS = {"Israel": ["Israel", "Both"], "Hamas": ["Hamas", "Both"]}
PUBLISHED = {"globe": [531, 764, 334, 397, 282], "star": [594, 874, 479, 517, 456],
             "post": [684, 496, 243, 507, 427]}


@pytest.fixture(scope="module")
def breach(shared):
    folder = shared / "corpora" / "breach"
    if not folder.is_dir():
        pytest.skip("no coded sentences of the Breach study here")
    return pd.concat([pd.read_csv(folder / f"{outlet}_sentences.csv").assign(outlet=outlet)
                      for outlet in PUBLISHED])


def numbers(lines, closing):
    """The five numbers of each outlet."""
    window = {"article": "url", "end": "2023-11-24", "closing": closing}
    deaths = coded_counts(lines, "victim", DEATHS, **window)
    killers = coded_counts(lines, "responsible", KILLERS, **window)
    return {outlet: [*deaths.loc[deaths["outlet"] == outlet, "count"],
                     *killers.loc[killers["outlet"] == outlet, "count"],
                     deaths.loc[deaths["outlet"] == outlet, "articles"].iloc[0]] for outlet in PUBLISHED}


def test_the_fifteen_published_numbers(breach):
    assert numbers(breach, "instant") == PUBLISHED


def test_another_end_of_the_window_gives_other_numbers(breach):
    """A whole last day changes the two that print the time; an end without its instant the third."""
    day, before = numbers(breach, "day"), numbers(breach, "before")
    assert day["globe"] == [539, 768, 336, 403, 288] and day["star"] == [598, 901, 486, 521, 464]
    assert day["post"] == PUBLISHED["post"]
    assert before["post"] == [667, 486, 238, 493, 417]
    assert (before["globe"], before["star"]) == (PUBLISHED["globe"], PUBLISHED["star"])


@pytest.fixture
def lines():
    return pd.DataFrame({
        "outlet": ["a", "a", "a", "b"], "id": ["1", "1", "2", "3"], "who": ["x", "both", "none", "y"],
        "date": ["2020-01-01", "2020-01-02 00:00:00", "2020-01-02 08:00:00", "2020-01-01 09:30:00"]})


@pytest.mark.parametrize(("closing", "counts", "articles"), [
    ("instant", [2, 1, 0, 1], [1, 1, 1, 1]), ("before", [1, 0, 0, 1], [1, 1, 1, 1]),
    ("day", [2, 1, 0, 1], [2, 2, 1, 1])])
def test_codes_that_count_twice_and_the_ends(lines, closing, counts, articles):
    codes = {"x": ["x", "both"], "y": ["y", "both"]}
    made = coded_counts(lines, "who", codes, "id", end="2020-01-02", closing=closing)
    assert made["count"].tolist() == counts and made["articles"].tolist() == articles
    shuffled = coded_counts(lines.sample(frac=1, random_state=1), "who", codes, "id", end="2020-01-02",
                            closing=closing)
    pd.testing.assert_frame_equal(shuffled, made)


@pytest.mark.parametrize(("change", "words"), [
    ({"column": "whom"}, "no column 'whom'"), ({"codes": {"z": "zed"}}, "no line has the code 'zed'"),
    ({"closing": "noon"}, "unknown closing='noon'"), ({"date": "outlet"}, "is no date")])
def test_mistakes_are_named(lines, change, words):
    with pytest.raises(NabraError, match=words):
        coded_counts(lines, **({"column": "who", "codes": {"x": "x"}, "article": "id",
                                "end": "2020-01-02"} | change))

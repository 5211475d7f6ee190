"""Column names: what the user says, exact names, synonyms, in that order."""

import pytest

from nabra.corpora.columns import SYNONYMS, choose, key, ours
from nabra.corpora.dates import read as read_dates
from nabra.corpora.dates import readings
from nabra.errors import NabraError


def test_synonyms_are_found_and_said():
    choice = choose(["Publisher", " Body ", "pubDate", "lang", "Headline"])
    assert choice.used == {"outlet": "Publisher", "language": "lang", "date": "pubDate", "title": "Headline",
                           "text": " Body "}
    assert "'Publisher' as outlet" in choice.notes[0]


def test_exact_name_wins_over_synonym_in_any_case():
    choice = choose(["body", "TEXT", "source", "Outlet"])
    assert choice.used["text"] == "TEXT" and choice.used["outlet"] == "Outlet"
    assert any("body, source" in note for note in choice.notes)


def test_the_option_wins_over_exact_names():
    assert choose(["text", "summary", "outlet"], {"text": "Summary "}).used["text"] == "summary"


def test_an_empty_mapping_means_no_column():
    assert "doc_id" not in choose(["id", "doc_id", "text"], {"doc_id": ""}).used


def test_of_two_synonyms_the_first_in_the_fixed_order_wins_whatever_the_order_in_the_file():
    for names in (["content", "body"], ["body", "content"]):
        choice = choose(names)
        assert choice.used["text"] == "body"
        assert any("'content' could be the text too" in note for note in choice.notes)


def test_a_column_mapped_by_the_user_is_no_synonym_for_another():
    assert choose(["text", "source", "publisher"], {"section": "publisher"}).used["outlet"] == "source"


def test_unnamed_columns_and_indexes_are_passed_over_in_silence():
    assert choose(["", "Unnamed: 0", "text", "__index_level_0__", "outlet"]).notes == ()


def test_wanted_column_that_is_not_there_lists_those_that_are():
    with pytest.raises(NabraError, match=r"x\.csv: there is no column 'artikel' to read as text; .*: a, b"):
        choose(["a", "b"], {"text": "artikel"}, "x.csv")


def test_no_text_column_lists_columns():
    with pytest.raises(NabraError, match="no column holds the text.*foo, bar"):
        choose(["foo", "bar"])


def test_a_name_that_is_not_ours_is_refused():
    with pytest.raises(NabraError, match="'txt' is not a column of the documents table"):
        choose(["a"], {"txt": "a"})


def test_no_synonym_stands_for_two_columns():
    keys = [key(other) for others in SYNONYMS.values() for other in others]
    assert len(keys) == len(set(keys))
    assert not set(keys) & {key(name) for name in SYNONYMS}


def test_the_commonest_names_are_known():
    known = {"source": "outlet", "publisher": "outlet", "body": "text", "content": "text",
             "published": "date", "lang": "language", "article_content": "text",
             "unit_id": "doc_id", "publishedAt": "date"}
    assert {name: ours(name) for name in known} == known


@pytest.mark.parametrize("written, iso", [
    ("2018-02-18", "2018-02-18"), ("2018-02-18T23:10:00+03:00", "2018-02-18"), ("2018/2/8", "2018-02-08"),
    ("20180218", "2018-02-18"), ("20180218T101500Z", "2018-02-18"), ("٢٠١٨-٠٢-١٨", "2018-02-18"),
    ("Thu, 07 Jun 2018 23:29:01 +0400", "2018-06-07"), ("7 كانون الثاني/يناير 2018", "2018-01-07"),
    ("June 7, 2018", "2018-06-07"), ("7 Sept. 2018", "2018-09-07"),
    ("7 أيار 2018", "2018-05-07"), ("الخميس 7 تشرين الثاني 2018", "2018-11-07"),
    ("٧ أبريل ٢٠١٨", "2018-04-07"),
])
def test_written_dates(written, iso):
    assert readings(written) == {"any": iso}


@pytest.mark.parametrize("written", ["2018-02-31", "yesterday", "2018", "12/13", "31/31/2018", "5/6/17",
                                     "2018-02-180", "1439-05-12", ""])
def test_what_is_no_sure_date_is_not_read(written):
    assert readings(written) == {}


def test_the_column_decides_the_order_of_day_and_month():
    assert read_dates(["4/5/2017", "4/30/2017", None]).values == ["2017-04-05", "2017-04-30", None]
    assert read_dates(["4/5/2017", "30/4/2017"]).values == ["2017-05-04", "2017-04-30"]


def test_an_order_that_nothing_decides_is_null_and_said():
    dates = read_dates(["4/5/2017", "6/6/2017", "2017-01-02"])
    assert dates.values == [None, "2017-06-06", "2017-01-02"]
    assert dates.unreadable == (0,) and "date_order" in dates.notes[0]
    assert read_dates(["4/5/2017"], "dmy").values == ["2017-05-04"]


def test_a_column_with_both_orders_reads_only_the_sure_dates():
    dates = read_dates(["4/5/2017", "30/4/2017", "4/30/2017"])
    assert dates.values == [None, "2017-04-30", "2017-04-30"] and "now the month" in dates.notes[0]

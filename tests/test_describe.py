"""A corpus described: known numbers, warnings that stand where they should, a page in both languages, hostile names."""

import pandas as pd
import pytest
from console import refused

from nabra import cli
from nabra.show import describe_page
from nabra.show.charts_corpus import months
from nabra.tables import frame
from nabra.text.described import described
from nabra.text.grouping import group
from nabra.text.repeated import repeated_lines

BODY = "قال الوزير إن الطريق رقم {} فُتح أمس أمام المركبات بعد أعمال دامت أشهرا. " * 6
HOSTILE = "<script>alert(1)</script>\u202e"


def corpus():
    """Outlet a: 50 articles in two months with «», outlet b: 45 in the second month, hostile, without marks; two odd ones."""
    rows = [{"doc_id": f"a{i}", "outlet": "a", "date": f"2016-0{1 + i % 2}-03", "title": "ع", "author": "سلمى - بيروت",
             "text": f"قالت «الصحيفة» {i} شيئا.\n" + BODY.format(*[i] * 6)} for i in range(50)]
    rows += [{"doc_id": f"b{i}", "outlet": HOSTILE, "date": "2016-02-04", "text": BODY.format(*[100 + i] * 6)
              + f"\n{HOSTILE}"} for i in range(45)]
    rows += [{"doc_id": "c1", "outlet": "a", "text": ""}, {"doc_id": "c2", "outlet": "a", "text": "كلمة \ufffd مبتورة"}]
    return frame("documents", rows)


@pytest.fixture(scope="module")
def known():
    return described(corpus(), group(corpus()))


def test_known_numbers(known):
    a = known.outlets.set_index("outlet").loc["a"]
    assert a[["articles", "no_date", "no_title", "no_author", "empty", "short", "cut", "unread"]].tolist() == [
        52, 2, 2, 2, 1, 1, 1, 1]
    counts = known.months.set_index(["outlet", "month"])["articles"]
    assert counts["a", "2016-01"] == 25 and counts[HOSTILE, "2016-01"] == 0
    assert known.months.loc[known.months["month"].isna(), "articles"].tolist() == [2]
    shares = known.marks.set_index(["outlet", "marks"])["share"]
    assert shares["a", "«»"] == 50 / 52 and shares[HOSTILE, "none"] == 1
    assert known.genres.groupby(["outlet", "what"])["articles"].sum().unstack()["genre"].to_dict() == {"a": 52, HOSTILE: 45}


def test_warnings(known):
    said = set(zip(known.warnings["key"], known.warnings["outlet"].fillna("")))
    assert {("periods", ""), ("empty", "a"), ("unread", "a"), ("no_author", HOSTILE), ("no_marks", HOSTILE),
            ("cut", HOSTILE)} <= said
    assert not {("few", "a"), ("languages", "a"), ("no_marks", "a"), ("no_dates", "")} & said
    undated = described(corpus().assign(date=pd.NA))
    assert "no_dates" in set(undated.warnings["key"]) and months(undated.months) is None and not len(undated.copies)


def test_order_of_rows_changes_nothing(known):
    again = described(corpus().sample(frac=1, random_state=2), group(corpus()))
    for one, other in zip(known, again, strict=True):
        pd.testing.assert_frame_equal(one, other)


def test_the_page_is_whole_in_both_languages_and_nothing_in_it_runs(known):
    page = describe_page.render(known, repeated_lines(corpus()), ("ملاحظة <b>",), 3, group(corpus()))
    assert "<script>alert" not in page and "\u202e" not in page and "&lt;script&gt;alert(1)" in page
    assert page.count('class="ui-en"') == page.count('class="ui-ar"') > 40
    assert "prints no quotation marks" in page and "لا يطبع علامات تنصيص" in page and page.count("<svg ") == 3
    assert "ملاحظة &lt;b&gt;" in page and "3 rows or files could not be used" in page


def test_the_command(tmp_path, capsys):
    articles = tmp_path / "in" / "a.parquet"
    articles.parent.mkdir()
    corpus().drop(columns="sha256").assign(outlet="=cmd()").to_parquet(articles)
    asked = ["describe", str(articles), "--out", str(tmp_path / "d")]
    cli.main(asked)
    assert capsys.readouterr().out.startswith("97 articles of 1 outlets")
    names = {path.name for path in (tmp_path / "d").iterdir()}
    assert {"index.html", "months.svg", "months.csv", "marks.png", "repeated.csv", "warnings.csv", "copies.csv"} <= names
    assert "'=cmd()" in (tmp_path / "d" / "outlets.csv").read_text(encoding="utf-8")
    before = {path.name: path.read_bytes() for path in (tmp_path / "d").iterdir()}
    cli.main(asked)
    assert before == {path.name: path.read_bytes() for path in (tmp_path / "d").iterdir()}
    capsys.readouterr()
    assert "lies in the articles' own folder" in refused(capsys, "describe", articles.parent, "--out", articles.parent / "d")

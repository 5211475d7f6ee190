"""Genre and origin are told by the words that tell them; measured on articles of 19 outlets that were read."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import nabra
from nabra.tables import frame
from nabra.text.genre import GENRES, NOT_NEWS, ORIGINS, genre_and_origin, rules, with_genre

ARGUES = "هل يكفي هذا؟ كلا، بل علينا أن نسأل: لماذا ننتظر، ونحن نعرف الجواب؟"
REPORTS = "قال الوزير إن الطريق فُتح أمس."


@pytest.mark.parametrize(("genre", "article"), [
    ("news", {"text": REPORTS, "language": "ar"}),
    ("news", {"text": "فُتح الطريق.", "author": "بيروت - سلمى فرح"}),
    ("news", {"text": "المدينة – الصحيفة\nفُتح الطريق أمس وعبرته المركبات."}),
    ("unknown", {"text": "طريق قديم بين جبلين.", "language": "ar"}),
    ("opinion", {"text": ARGUES, "author": "سلمى فرح", "language": "ar"}),
    ("unknown", {"text": ARGUES, "language": "ar"}),
    ("unknown", {"text": f"«{ARGUES}»", "author": "سلمى فرح", "language": "ar"}),
    ("opinion", {"text": f"{REPORTS}\n** جميع المقالات المنشورة تمثل رأي كتابها فقط."}),
    ("opinion", {"text": REPORTS, "url": "https://x.example/opinion/2016/1"}),
    ("opinion", {"text": REPORTS, "section": "رأي"}),
    ("news", {"text": REPORTS, "section": "Opinion polls", "language": "ar"}),
    ("interview", {"text": REPORTS, "author": "حاوره: فرح سليم"}),
    ("interview", {"text": "س: متى؟\nج: غدا.\nس: أين؟\nج: هنا.\nس: لماذا؟\nج: لأجلكم."}),
    ("press review", {"text": "أبرزت الصحف المحلية الصادرة اليوم خبر الطريق.", "title": "اهتمامات الصحف المحلية"}),
    ("press review", {"text": "في الصحف اليوم: فتح الطريق."}),
    ("statement", {"text": "صدر عن المجلس بيان فيما يلي نصه: يعلن المجلس فتح الطريق."}),
    ("opinion", {"text": "The road is open.\nThe views expressed here are the author's own.", "language": "en"}),
    ("press review", {"text": "In the papers today: the road.", "language": "en"}),
    ("statement", {"text": "Full text of the council's message: the road is open.", "language": "en"}),
    ("interview", {"text": "The road.", "title": "Interview with the engineer", "language": "en"}),
    ("news", {"text": "The minister said the road was open.", "author": "Salma Farah", "language": "en"}),
    ("opinion", {"text": "Alas, our road is shut, and I ask why.", "author": "Salma Farah, John Reed", "language": "en"}),
    ("opinion", {"text": "Open it.\nLETTERS.\nThe road is ours.", "title": "Open it", "language": "en"}),
    ("news", {"text": "Road opens. NORTHPORT — Cars passed.", "title": "Road opens", "language": "en"}),
    ("news", {"text": "The minister said so.", "url": "https://x.example/blogs/road", "language": "en"}),
])
def test_genre(genre, article):
    assert genre_and_origin(**article)[0] == genre


@pytest.mark.parametrize(("origin", "article"), [
    ("agency", {"text": "القاهرة (رويترز) - افتُتح المعرض."}),
    ("agency", {"text": REPORTS, "author": "واس - جدة"}),
    ("own", {"text": REPORTS, "author": "سلمى فرح - جدة"}),
    ("own", {"text": "المدينة – الصحيفة\nفُتح الطريق."}),
    ("translated", {"text": "فُتح الطريق.\n* خدمة «الصحيفة البعيدة»", "author": "باريس: جان بول"}),
    ("translated", {"text": "فُتح الطريق.", "author": "جان بول - ترجمة: سلمى فرح"}),
    ("unknown", {"text": REPORTS}),
    ("unknown", {"text": REPORTS, "author": "الصحيفة - متابعات"}),
    ("unknown", {"text": "فُتح الطريق.\n*نقلا عن الصحيفة", "author": "سلمى فرح"}),
    ("unknown", {"text": REPORTS, "author": "8db0b6c5-6def-4c21-8032-08081af47ad9"}),
    ("agency", {"text": "Fri 3 Mar 2017 Road opens NORTHPORT (Reuters) - Cars passed.", "title": "Road opens"}),
    ("agency", {"text": "Cars passed. Reporting by Jane Reed; Editing by John Farah"}),
    ("own", {"text": "Cars passed the bridge. Jane Reed contributed to this report."}),
    ("own", {"text": "NORTHPORT — Cars passed."}),
    ("unknown", {"text": "(Jane Reed/Reuters) - Cars passed the bridge on Friday."}),
    ("translated", {"text": "Cars passed. This is an edited translation from our Arabic edition."}),
    ("translated", {"text": "The road is open.\nTranslated from the French by S. Farah", "language": "en"}),
])
def test_origin(origin, article):
    assert genre_and_origin(**article)[2] == origin


def test_every_rule_gives_a_known_value_and_has_a_name_of_its_own():
    known = rules()
    assert {rule.value for rule in known.genre} < set(GENRES) and set(NOT_NEWS) < set(GENRES)
    assert {rule.value for rule in known.origin} == set(ORIGINS)
    for kind in (known.genre, known.origin):
        names = [rule.id for rule in kind]
        assert len(names) == len(set(names)) and not any(" " in name for name in names)


@pytest.mark.parametrize("rule", [rule for rule in (*rules().genre, *rules().origin) if rule.needs], ids=lambda rule: rule.id)
@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_what_fits_a_pattern_holds_the_letters_that_it_needs(rule, data):
    text = data.draw(st.from_regex(rule.pattern)).casefold()
    assert any(letters in text for letters in rule.needs)


def test_what_the_articles_state_stays_and_order_changes_nothing():
    rows = frame("documents", [
        {"doc_id": "1", "outlet": "a", "text": ARGUES, "author": "سلمى فرح", "genre": "news"},
        {"doc_id": "2", "outlet": "a", "text": ARGUES, "author": "سلمى فرح"},
        {"doc_id": "3", "outlet": "a", "text": "", "origin": "translated"},
    ]).assign(language="ar")
    table = with_genre(rows)
    assert table["genre"].tolist() == ["news", "opinion", "unknown"]
    assert table["genre_basis"].tolist()[:2] == ["stated", "signed-and-arguing"] and table["genre_basis"].isna()[2]
    assert table["origin"].tolist() == ["own", "own", "translated"]
    pd.testing.assert_frame_equal(with_genre(rows.iloc[::-1]).iloc[::-1], table)
    assert rows["genre"].isna().sum() == 2


def test_diacritics_change_nothing():
    with_signs = ARGUES.replace("هل", "هَلْ").replace("بل", "بَلْ")
    assert genre_and_origin(with_signs, author="سلمى فرح") == genre_and_origin(ARGUES, author="سلمى فرح")


@pytest.fixture(scope="module")
def coded(shared, root):
    """The articles that were read, with what the reader and what the rules say of each."""
    told = pd.read_csv(root / "tests" / "genres.csv", dtype="string")
    parts = []
    for corpus, rows in told.groupby("corpus"):
        articles = nabra.read(shared / "corpora" / f"{corpus}.parquet").assign(genre=pd.NA, origin=pd.NA)
        found = with_genre(articles[articles["doc_id"].isin(rows["doc_id"])])
        parts.append(rows.rename(columns={"genre": "read", "origin": "read_origin"}).merge(found, on="doc_id", validate="1:1"))
    return pd.concat(parts)


def test_floors(coded):
    """Figures of docs/corpora-genres.md: what is called no news is none, and most opinion is found."""
    assert len(coded) == 209 and coded["outlet"].nunique() == 19
    news = coded["read"] == "news"
    assert (news & coded["genre"].isin(NOT_NEWS)).sum() == 0
    assert (coded["genre"].eq("news") & news).sum() >= 172
    opinion = coded["read"] == "opinion"
    assert opinion.sum() == 13 and (opinion & coded["genre"].eq("opinion")).sum() >= 10
    assert coded.loc[coded["genre"].eq("opinion"), "read"].eq("opinion").all()
    agency = coded["origin"] == "agency"
    assert agency.sum() >= 39 and coded.loc[agency, "read_origin"].eq("agency").all()
    own = coded["origin"] == "own"
    assert (own & coded["read_origin"].eq("own")).sum() >= 0.95 * own.sum()

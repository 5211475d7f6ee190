"""The article the project started from: each word in the voice a careful reader gives it."""

import pandas as pd
import pytest

import nabra
from nabra.tables import frame
from nabra.text.normalise import phrase_key


@pytest.fixture(scope="module")
def article(shared):
    return (shared / "corpora/seed/lavrov-deescalation-2017.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def cues(article):
    title, _, text = article.partition("\n")
    row = {"doc_id": "seed", "outlet": "al-binaa", "title": title, "text": text}
    return nabra.measure(frame("documents", pd.DataFrame([row])), nabra.codebook("syria"))


@pytest.fixture(scope="module")
def text(article):
    return article.partition("\n")[2]


def _mentions(cues, phrase):
    mentions = cues.mentions[cues.mentions["part"] == "text"]
    key = phrase_key(phrase)
    found = mentions[[phrase_key(surface) in (key, "و" + key) for surface in mentions["surface"]]]
    assert len(found), phrase
    return found


def _quotes(cues, text, phrase):
    """The quotations that hold nothing but ``phrase``."""
    quotes = cues.quotes[cues.quotes["part"] == "text"]
    return quotes[
        [phrase_key(text[a:b]) == phrase_key(phrase) for a, b in zip(quotes["start"], quotes["end"])]
    ]


@pytest.mark.parametrize("phrase", ["المعارضة المسلحة", "الحكومة السورية"])
def test_the_ministers_words_are_quoted_from_him(cues, phrase):
    found = _mentions(cues, phrase)
    assert set(found["voice"]) == {"quoted"}
    assert all("لافروف" in speaker for speaker in found["speaker"])


def test_the_gunmen_who_speak_are_the_narrators(cues, text):
    place = text.index("تنسيقيات")
    (found,) = [
        row for row in cues.mentions.itertuples() if row.part == "text" and place < row.start < place + 25
    ]
    assert (phrase_key(found.surface), found.voice) == (phrase_key("المسلحين"), "narrator")


def test_israeli_in_marks_is_a_label_in_reported_text(cues, text):
    (quote,) = _quotes(cues, text, "الإسرائيلية").itertuples()
    assert quote.function == "label" and quote.distance
    scopes = cues.attributions[cues.attributions["part"] == "text"]
    holding = scopes[(scopes["start"] <= quote.start) & (scopes["end"] >= quote.end)]
    assert set(holding["kind"]) == {"indirect"}


def test_the_statement_that_lost_a_mark_ends_where_it_ends(cues, text):
    start, end = text.index("اثنين من سفن"), text.index("الإرهابي في سورية") + len("الإرهابي في سورية")
    quotes = cues.quotes[(cues.quotes["part"] == "text") & (cues.quotes["start"] == start - 1)]
    (quote,) = quotes.itertuples()
    assert quote.end in (end, end + 1) and quote.function in ("speech", "fragment")
    inside = cues.quotes[
        (cues.quotes["part"] == "text")
        & (cues.quotes["start"] > quote.start)
        & (cues.quotes["end"] <= quote.end)
    ]
    held = [phrase_key(text[a:b]) for a, b in zip(inside["start"], inside["end"])]
    assert held == [phrase_key("كاليبر"), phrase_key("داعش")] and set(inside["depth"]) == {1}
    daesh = cues.mentions[
        (cues.mentions["part"] == "text")
        & (cues.mentions["start"] > quote.start)
        & (cues.mentions["end"] <= quote.end)
        & (cues.mentions["concept"] == "islamic-state")
    ]
    assert list(daesh["voice"]) == ["quoted"] and list(daesh["variant"]) == ["daesh"]


@pytest.mark.parametrize("phrase", ["داعش", "جبهة النصرة", "أميرال إيسين", "كراسنودار"])
def test_names_in_marks_are_names(cues, text, phrase):
    found = _quotes(cues, text, phrase)
    assert len(found) and set(found["function"]) == {"name"}


def test_the_so_called_is_a_label(cues, text):
    (quote,) = _quotes(cues, text, "الممر الجنوبي").itertuples()
    assert (quote.function, quote.distance, quote.device) == ("label", True, "so-called")


def test_terrorists_stand_in_the_ministrys_reported_words_or_the_narrators(cues):
    assert "quoted" not in set(_mentions(cues, "الإرهابيين")["voice"])


def test_the_two_lines_at_the_end_are_no_text(cues, text):
    title = cues.documents["title"][0]
    lines = text.rstrip().split("\n")
    shorter = "\n".join(lines[:-3])
    row = {"doc_id": "seed", "outlet": "al-binaa", "title": title, "text": shorter}
    again = nabra.measure(frame("documents", pd.DataFrame([row])), nabra.codebook("syria"))
    assert again.documents["words"][0] == cues.documents["words"][0] > 500

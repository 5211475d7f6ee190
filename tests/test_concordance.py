"""Concordances show the right words in the right order, and nothing that others wrote can act."""

import itertools
import re
from dataclasses import FrozenInstanceError, dataclass, replace
from html.parser import HTMLParser

import pandas as pd
import pytest

from nabra import tables
from nabra.errors import NabraError
from nabra.measures.shares import shares
from nabra.measures.voices import quotedness, voice_shares
from nabra.show.concordance import Concordance, after, before, lines
from nabra.show.lines_text import fitted
from nabra.show.safe import display_width

HOSTILE = (
    '<script>alert(1)</script> <img src=x onerror="alert(2)"> \u202eevil\u202c \x1b[31mred ' + "x" * 10_000
    + " rebels & 'others' </td></table><b> {{ 7*7 }} "
)


@dataclass(frozen=True)
class Cues:
    documents: pd.DataFrame
    mentions: pd.DataFrame
    labels: pd.DataFrame
    quotes: pd.DataFrame
    attributions: pd.DataFrame
    codebook_name: str = "invented"


LABELS = pd.DataFrame({
    "concept": ["armed-groups"] * 3 + ["towns"], "variant": ["rebels", "gunmen", "terrorists", "nahr"],
    "concept_ar": ["الجماعات المسلحة"] * 3 + ["مدن"], "concept_en": ["Armed groups"] * 3 + ["Towns"],
    "variant_ar": ["الثوار", "المسلحون", "الإرهابيون", "نهر"],
    "variant_en": ["rebels", "gunmen", "terrorists", "Nahr"],
    "baseline": [False] * 3 + [True], "order": range(4),
})

ARTICLES = [
    ("z1", "ساعة", "ar", "خبر أول",
     "دخل الثوار المدينة ليلا\nوقال الوزير إن المسلحين فرّوا. وعاد «الثوار» صباحا.",
     "https://example.org/1", "2020-05-01T10:00"),
    ("a2", "The Courier", "en", "The rebels return", "The rebels left. He called them terrorists.",
     "javascript:alert(1)", None),
    ("m3", "=cmd()", "en", "<b>x</b>", HOSTILE, "https://example.org/?q=\"><script>", "<i>1</i>"),
]

PLACES = [
    ("z1", "text", "الثوار", 0, "rebels", "narrator", "outlet", "none", None),
    ("z1", "text", "المسلحين", 0, "gunmen", "reported", "undetermined", "none", "الوزير"),
    ("z1", "text", "الثوار", 1, "rebels", "narrator", "outlet", "label", None),
    ("a2", "title", "rebels", 0, "rebels", "narrator", "outlet", "none", None),
    ("a2", "text", "rebels", 0, "rebels", "narrator", "outlet", "none", None),
    ("a2", "text", "terrorists", 0, "terrorists", "quoted", "source", "none", "=he"),
    ("m3", "text", "rebels", 0, "rebels", "narrator", "outlet", "none", "<script>"),
]


def invented(articles=ARTICLES, places=PLACES):
    """Cues of three invented articles, one of them hostile."""
    columns = ["doc_id", "outlet", "language", "title", "text", "url", "date"]
    documents = tables.frame("documents", [dict(zip(columns, row, strict=True)) for row in articles])
    documents["words"], documents["has_marks"] = 10, True
    texts = documents.set_index("doc_id")
    rows = []
    for doc_id, part, word, nth, variant, voice, wording, marks, speaker in places:
        hits = [hit.start() for hit in re.finditer(re.escape(word), texts.loc[doc_id, part])]
        rows.append({
            "doc_id": doc_id, "part": part, "start": hits[nth], "end": hits[nth] + len(word), "surface": word,
            "concept": "armed-groups", "variant": variant, "voice": voice, "wording": wording, "marks": marks,
            "speaker": speaker, "basis": None, "quote_id": None, "resolved": True,
        })
    mentions = tables.in_order(tables.frame("mentions", rows))
    empty = {name: tables.frame(name, []) for name in ("quotes", "attributions")}
    return Cues(documents, mentions, LABELS, **empty)


class Tags(HTMLParser):
    """Collects tags and attributes, as a browser would see them."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.texts = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attributes]

    def handle_data(self, data):
        self.texts.append(data)


def test_lines_come_in_the_documents_order_with_raw_offsets():
    cues = invented()
    found = lines(cues)
    assert list(found.table["doc_id"]) == ["z1"] * 3 + ["a2"] * 3 + ["m3"]
    assert list(found.table["part"])[3:5] == ["title", "text"]
    texts = cues.documents.set_index("doc_id")
    for row in found.table.to_dict("records"):
        assert texts.loc[row["doc_id"], row["part"]][row["start"]:row["end"]] == row["key"]


def test_before_and_after_are_reading_order_and_line_ends_are_shown():
    row = lines(invented(), variant="gunmen").table.iloc[0]
    assert row["before"] == "دخل الثوار المدينة ليلا ¶ وقال الوزير إن "
    assert row["after"].startswith(" فرّوا.") and row["speaker"] == "الوزير" and row["outlet"] == "ساعة"


def test_context_is_cut_at_words_and_says_so():
    text = "alpha beta gamma delta rebels epsilon zeta eta theta"
    start = text.index("rebels")
    assert before(text, start, 14) == "… gamma delta "
    assert before(text, start, 16) == "… gamma delta "
    assert before(text, start, 200) == "alpha beta gamma delta "
    assert after(text, start + 6, 14) == " epsilon zeta …"
    assert after(text, start + 6, 12) == " epsilon …"
    assert after(text, len(text), 10) == "" and before(text, 0, 10) == ""
    long = "x" * 500 + " rebels " + "y" * 500
    assert len(before(long, 501, 60)) <= 62 and len(after(long, 507, 60)) <= 62


@pytest.mark.parametrize("choice, count", [
    ({"concept": "armed-groups"}, 7), ({"concept": "towns"}, 0), ({"variant": "rebels"}, 5),
    ({"outlet": "ساعة"}, 3), ({"voice": "narrator"}, 5), ({"marks": "label"}, 1), ({"doc_id": "a2"}, 3),
    ({"variant": "rebels", "outlet": "ساعة", "marks": "none"}, 1),
    ({"voice": "not quoted"}, 6), ({"voice": "narrator+undetermined"}, 6), ({"marks": "own"}, 1),
    ({"marks": ["none", "label"]}, 7), ({"marks": "none+label"}, 7), ({"marks": ["name"]}, 0),
])
def test_filters_keep_what_they_name(choice, count):
    found = lines(invented(), **choice)
    assert len(found) == found.total == count


@pytest.mark.parametrize("choice, sentence", [
    ({"concept": "army"}, "concept 'army' is not there; known: armed-groups, towns"),
    ({"variant": "x"}, "variant 'x' is not there; known: rebels, gunmen"),
    ({"concept": "towns", "variant": "rebels"}, "known: nahr"),
    ({"outlet": "x"}, "known: =cmd"), ({"voice": "author"}, "known: narrator, quoted, reported"),
    ({"marks": "yes"}, "known: none, name"), ({"doc_id": "q"}, "known: z1, a2, m3"),
    ({"limit": 0}, "whole number from 1"),
    ({"limit": True}, "whole number"), ({"limit": "3"}, "whole number"),
])
def test_unknown_values_are_answered_with_the_known_ones(choice, sentence):
    with pytest.raises(NabraError, match=re.escape(sentence)):
        lines(invented(), **choice)


def in_every_voice():
    """Cues of two articles with a mention in every voice, wording and kind of marks; one prints no marks."""
    cues = invented(
        [(doc, outlet, "en", "t", "rebels " * 60, None, None) for doc, outlet in (("d1", "O"), ("d2", "P"))],
        [(doc, "text", "rebels", place + 30 * after, variant, voice, wording, marks, None)
         for doc in ("d1", "d2")
         for after, variant in enumerate(("rebels", "gunmen"))
         for place, (voice, wording, marks) in enumerate(itertools.islice(itertools.product(
             ("narrator", "quoted", "reported"), ("outlet", "source", "undetermined"),
             ("none", "name", "label", "fragment")), 0, 30 if doc == "d1" else 17))],
    )
    return replace(cues, documents=cues.documents.assign(has_marks=[True, False]))


def test_every_row_of_every_measure_opens_exactly_the_mentions_it_counted():
    cues = in_every_voice()
    few = {"replicates": 20, "permutations": 20}
    made = [
        *(shares(cues, voice=voice, **few) for voice in ("narrator", "quoted", "narrator+undetermined")),
        voice_shares(cues, **few), quotedness(cues, **few),
    ]
    for table in made:
        assert table["count"].sum() > 0
        for _, row in table.iterrows():
            which = tuple(row[["measure", "variant", "voice"]])
            assert len(lines(cues, row=row).table) == row["count"], which
    row = made[-1].iloc[0]
    first = lines(cues, row=row.to_dict(), limit=1)
    assert len(first) == 1 and first.total == row["count"]
    assert set(lines(cues, row=row, marks="fragment").table["marks"]) == {"fragment"}


@pytest.mark.parametrize("row, sentence", [
    ("x", "row is a str; give one row"), ({"measure": "share", "concept": "x"}, "row has no 'variant'"),
    (pd.DataFrame({"measure": ["share"]}), "row is a DataFrame"),
])
def test_what_is_no_row_of_a_measures_table_is_refused(row, sentence):
    with pytest.raises(NabraError, match=sentence):
        lines(invented(), row=row)


def test_limit_keeps_the_total_and_the_input_stays_as_it_was():
    cues = invented()
    copies = cues.documents.copy(deep=True), cues.mentions.copy(deep=True)
    found = lines(cues, limit=2)
    assert len(found) == 2 and found.total == 7 and "2 of 7" in repr(found)
    assert "5 left out" in found.to_text() and "5 left out" in found._repr_html_()
    pd.testing.assert_frame_equal(cues.documents, copies[0])
    pd.testing.assert_frame_equal(cues.mentions, copies[1])
    with pytest.raises(FrozenInstanceError):
        found.total = 3
    assert isinstance(found, Concordance)


def test_html_gives_each_line_its_direction_and_each_voice_its_underline():
    seen = Tags(lines(invented())._repr_html_())
    assert seen.tags.count("table") == 2
    directions = [value for tag, name, value in seen.attributes if tag == "tr" and name == "dir"]
    assert directions == ["rtl"] * 3 + ["ltr"] * 4
    classes = [value for tag, name, value in seen.attributes if tag in ("td", "th") and name == "class"]
    assert classes[:4] == ["before", "key", "after", "source"] and not {"left", "right"} & set(classes)
    keys = [value for tag, name, value in seen.attributes if tag == "bdi" and name == "class"]
    assert {"v narrator", "v reported", "v quoted"} <= set(keys)
    html = lines(invented())._repr_html_()
    for voice, style in (("narrator", "solid"), ("reported", "dashed"), ("quoted", "dotted")):
        assert re.search(rf"\.{voice}{{[^}}]*text-decoration-style:{style}", html)


def test_heads_stand_over_their_cells_and_context_ends_on_the_line_of_the_key():
    html = lines(invented())._repr_html_()
    for column, side in (("before", "end"), ("key", "center"), ("after", "start"), ("source", "start")):
        style = f'class="{column}" style="text-align:{side}"'
        assert html.count(f'<th scope="col" {style}') == 2 and html.count(f"<td {style}") == 7
    assert "vertical-align:baseline" in html and ".before bdi{display:inline-block}" in html
    assert '<bdi class="date">2020-05-01</bdi>' in html and ".date{white-space:nowrap}" in html


@pytest.mark.parametrize("kind", ["_repr_html_", "to_html"])
def test_hostile_articles_stay_inert_in_html(kind):
    html = getattr(lines(invented()), kind)()
    seen = Tags(html)
    assert not {"script", "img", "b", "i", "iframe"} & set(seen.tags)
    assert not [name for _, name, _ in seen.attributes if name.startswith("on")]
    links = [value for _, name, value in seen.attributes if name in ("href", "src")]
    assert links and all(value.startswith("https://example.org/") for value in links)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x1b]", html)
    assert len(html) < 20_000 and "<script>" in "".join(seen.texts)


def test_a_page_stands_alone():
    html = lines(invented()).to_html()
    assert html.startswith("<!DOCTYPE html>") and "default-src 'none'" in html
    assert not re.search(r"(src=|@import|url\()", html.split("<body>")[0])


def test_only_the_first_fifty_lines_are_shown_in_a_notebook_and_all_on_a_page():
    text = "the rebels " * 60
    articles = [("d", "O", "en", "t", text, None, None)]
    places = [("d", "text", "rebels", n, "rebels", "narrator", "outlet", "none", None) for n in range(60)]
    found = lines(invented(articles, places))
    assert found._repr_html_().count("<tr dir") == 50 and "10 left out" in found._repr_html_()
    assert found.to_html().count("<tr dir") == 60


def test_text_is_isolated_aligned_and_harmless():
    text = lines(invented()).to_text(width=100)
    rows = text.splitlines()
    assert len(rows) == 8
    assert not re.search("[\u202a-\u202e\x1b\x00-\x08]", text)
    for row in rows[:-1]:
        assert row.count("\u2068") + row.count("\u2067") + row.count("\u2066") == row.count("\u2069")
        assert display_width(row) <= 100
    assert [("\u2067" in row) for row in rows[:-1]] == [True] * 3 + [False] * 4
    assert re.search("before|\\[\u2068rebels\u2069\\]", rows[4])
    same_key = [display_width(row.split("[\u2068")[0]) for row in (rows[3], rows[4])]
    assert same_key[0] == same_key[1]


def test_text_follows_the_width_and_never_fails_on_a_narrow_one():
    for width in (1, 50, 79, 80, 200):
        for row in lines(invented()).to_text(width=width).splitlines():
            assert display_width(row) <= max(48, width)


def test_cutting_keeps_marks_with_their_letters():
    word = "مُدَرِّسَة"
    assert fitted(word, 20) == word
    assert fitted(word, 4, keep_end=True) == "…" + "رِّسَة"
    assert display_width(word) == 5


def test_csv_is_guarded_and_whole(tmp_path):
    path = lines(invented()).to_csv(tmp_path / "lines.csv")
    raw = path.read_bytes()
    assert raw.startswith("\ufeff".encode())
    back = pd.read_csv(path, keep_default_na=False)
    assert list(back["outlet"]) == ["ساعة"] * 3 + ["The Courier"] * 3 + ["'=cmd()"]
    assert "'=he" in set(back["speaker"]) and list(back["start"])[0] == 4
    assert list(back["before"])[1].startswith("دخل الثوار")


def test_no_mentions_give_an_empty_concordance():
    found = lines(invented(), concept="towns")
    assert len(found) == 0 and "No lines" in found._repr_html_() and found.to_text() == "0 of 0 lines\n"


def test_unresolved_mentions_are_shown_when_asked_for_and_only_then():
    cues = invented()
    mentions = cues.mentions.assign(resolved=cues.mentions["variant"] != "gunmen")
    some = replace(cues, mentions=mentions)
    assert list(lines(some, unresolved=True).table["variant"]) == ["gunmen"]
    assert "gunmen" not in set(lines(some).table["variant"])
    assert lines(some).total + lines(some, unresolved=True).total == lines(cues).total
    assert lines(some, unresolved=True, voice="narrator").total == 0
    assert lines(cues, unresolved=True).total == 0

"""A whole article with all that was found in it: drawn as it was measured, and harmless."""

import re
from dataclasses import replace

import pytest
from test_concordance import HOSTILE, Tags, invented

import nabra
from nabra.errors import NabraError
from nabra.show.article import article
from nabra.show.drawn import Drawing, drawings
from nabra.tables import frame

TEXT = ("دخل المسلحون البلدة. وقال الوزير: «المسلحون فروا من البلدة أمس وسنعود إليها». "
        "وأضاف أن الإرهابيين هربوا.\nوكتب المنبر عن «الكيان» الجديد.")


@pytest.fixture(scope="module")
def cues():
    """A measured article of one's own writing."""
    documents = frame("documents", [{
        "doc_id": "d1", "outlet": "ساعة", "language": "ar", "date": "2020-05-01", "title": "المسلحون يعودون",
        "text": TEXT, "url": "https://example.org/1"}])
    return nabra.measure(documents, nabra.codebook("syria"))


def test_every_mention_stands_in_the_text_with_its_number_and_its_row(cues):
    html = article(cues, "d1").to_html()
    marked = re.findall(r'<b class="mention v (\w+)">(.*?)<sup>(\d+)</sup></b>', html)
    found = [(voice, re.sub("<[^>]+>", "", word), int(number)) for voice, word, number in marked]
    rows = cues.mentions.to_dict("records")
    assert found == [(row["voice"], row["surface"], number) for number, row in enumerate(rows, start=1)]
    assert {"narrator", "quoted", "reported"} <= {voice for voice, _, _ in found}
    body = html.split("<tbody>")[1]
    assert body.count("<tr>") == len(rows) and "armed-groups" in body


def test_the_text_is_whole_and_in_order(cues):
    seen = Tags(article(cues, "d1").to_html().split('<div class="text">')[1].split("</div>")[0])
    said = re.sub(r"\s+", " ", re.sub(r"(?<=\w)\d+", "", "".join(seen.texts)))
    assert said == TEXT.replace("\n", "")


def test_quotations_statements_reporting_words_and_marks_are_drawn(cues):
    html = article(cues, "d1")._repr_html_()
    assert '<span class="cue"' in html and 'class="r quoted"' in html and 'class="r reported"' in html
    assert re.search(r'class="r narrator m">«الكيان»', html) and 'dir="rtl"' in html


def test_each_mention_is_drawn_in_the_voice_it_is_counted_in(root):
    cues = nabra.measure(nabra.read(root / "corpora/sample", quiet=True), nabra.codebook("syria"))
    drawn = drawings(cues, set(cues.documents["doc_id"]))
    mentions = cues.mentions.to_dict("records")
    shown = [drawn.get((row["doc_id"], row["part"]), Drawing()).stretches(row["start"], row["end"]) for row in mentions]
    assert len(mentions) > 100
    assert [stretches[0].voice for stretches in shown] == [row["voice"] for row in mentions]


def test_a_long_article_is_cut_in_a_notebook_and_whole_on_a_page():
    long = invented([("d", "O", "en", "t", "the rebels " * 4000, None, None)],
                    [("d", "text", "rebels", n, "rebels", "narrator", "outlet", "none", None) for n in (0, 3999)])
    one = article(long, "d")
    assert "24,000 of 44,000 characters left out" in one._repr_html_() and "left out" not in one.to_html()
    assert one._repr_html_().count("<sup>") == 1 and one.to_html().count("<sup>") == 2


def test_an_article_without_anything_is_shown_and_an_unknown_one_is_named():
    empty = invented([("d", "O", "en", None, "", None, None)], [])
    assert "<h3" in article(empty, "d").to_html() and "0 mentions" in repr(article(empty, "d"))
    with pytest.raises(NabraError, match="doc_id 'q' is not there; the first ones are: z1, a2, m3"):
        article(invented(), "q")


@pytest.mark.parametrize("kind", ["_repr_html_", "to_html"])
def test_a_hostile_article_stays_inert(kind):
    cues = invented()
    rows = {"doc_id": "m3", "part": "text", "start": 0, "end": 30, "cue": "said", "cue_class": '"onclick="x',
            "kind": "indirect", "speaker": '"><script>x</script>', "cue_start": 1, "cue_end": 5, "carried": False}
    made = replace(cues, attributions=frame("attributions", [rows]))
    html = getattr(article(made, "m3"), kind)()
    seen = Tags(html)
    assert not {"script", "img", "i", "iframe"} & set(seen.tags)
    assert not [name for _, name, _ in seen.attributes if name.startswith("on")]
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x1b]", html) and "{{ 7*7 }}" in "".join(seen.texts)
    links = [value for _, name, value in seen.attributes if name in ("href", "src")]
    assert all(value.startswith("https://example.org/") for value in links)
    assert "javascript:" not in article(made, "a2").to_html() and len(HOSTILE) < len(html)

"""The report: one page without network, each number open to its lines, nothing of the articles acts."""

import re

import pandas as pd
import pytest
from test_concordance import HOSTILE, Tags, invented

import nabra
from nabra.errors import NabraError
from nabra.measures.shares import shares
from nabra.measures.voices import order_changes, quotedness, voice_shares
from nabra.show import report_tables
from nabra.show.gallery import draw_all
from nabra.show.inline_svg import inline, shared
from nabra.show.report import found, printed, rejected, render, write_report
from nabra.show.report_lines import cap_for, cells_of, regular
from nabra.show.report_tables import link_to, link_to_baseline, link_to_exposure
from nabra.show.sentences import arabic
from nabra.tables import frame

FEW = {"replicates": 20, "permutations": 20}
MANIFEST = {
    "versions": {"nabra": "0.1"}, "counts": {"rejected": 3}, "notes": ["<b>one note</b>"],
    "codebook": {"name": "invented", "forms": {"armed-groups/rebels/ثائر": [["ثوار", "الثوار"], ["x"]]}},
}
SPEECH = ("ar", "اليوم", "وقال الوزير إن ما سماه «الكيان» زال. ثم ذكر «الكيان» مرة.")


def tables_of(cues):
    narrow, wide = shares(cues, **FEW), shares(cues, voice="narrator+undetermined", **FEW)
    return {
        "shares": narrow, "shares_wide": wide, "voice_shares": voice_shares(cues, **FEW),
        "quotedness": quotedness(cues, **FEW), "order_changes": order_changes(narrow, wide),
    }


@pytest.fixture(scope="module")
def cues():
    """The hostile articles of the concordance, and one more outlet with a word in marks that nobody spoke."""
    made = invented()
    documents = pd.concat([made.documents, frame("documents", [{
        "doc_id": "s1", "outlet": "<script>x</script>", "language": SPEECH[0], "title": SPEECH[1],
        "text": SPEECH[2],
    }]).assign(words=9, has_marks=True)], ignore_index=True)
    places = [hit.start() for hit in re.finditer("«الكيان»", SPEECH[2])]
    quotes = frame("quotes", [{
        "doc_id": "s1", "part": "text", "quote_id": f"q{n}", "start": start, "end": start + 8, "depth": 0,
        "marks": "«»", "repaired": False, "function": "label", "distance": True, "owner": "outlet",
    } for n, start in enumerate(places)])
    return type(made)(documents, made.mentions, made.labels, quotes, made.attributions)


@pytest.fixture(scope="module")
def html(cues):
    return render(cues, tables_of(cues), MANIFEST)


def test_the_page_is_whole_and_needs_no_network(html):
    seen = Tags(html)
    assert html.startswith("<!DOCTYPE html>") and html.rstrip().endswith("</html>")
    assert not {"link", "iframe", "img", "object", "form"} & set(seen.tags)
    outward = [
        (tag, value) for tag, name, value in seen.attributes
        if name in ("src", "href", "xlink:href") and not value.startswith("#")
    ]
    assert all(tag == "a" and value.startswith("https://example.org/") for tag, value in outward)
    assert "@import" not in html and not re.search(r"url\((?!#)", html)


def test_every_link_inside_the_page_has_its_goal_and_ids_are_unique(html):
    seen = Tags(html)
    ids = [value for _, name, value in seen.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    links = [value for _, name, value in seen.attributes if name in ("href", "xlink:href")]
    goals = {value[1:] for value in links if value[0] == "#"}
    goals |= set(re.findall(r"url\(#([^)]+)\)", html))
    assert goals <= set(ids) and any(re.fullmatch(r"l\d+", goal) for goal in goals)


def test_a_number_opens_the_lines_it_was_counted_from(cues, html):
    cell = '<td class="num"><a href="#(l[0-9]+)"><bdi dir="ltr">100.0%</bdi>'
    row = re.search(f'<bdi lang="ar">ساعة</bdi></th>{cell}', html)
    assert row
    details = html.split(f'<details id="{row.group(1)}">')[1].split("</details>")[0]
    assert details.count("<tr>") == 2 and "المدينة ليلا" in details and 'dir="rtl"' in details


def test_hostile_words_stay_words(html):
    seen = Tags(html)
    assert seen.tags.count("script") == 1 and not {"b", "img"} & set(seen.tags)
    assert not [name for _, name, _ in seen.attributes if name.startswith("on")]
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x1b]", html)
    assert "&lt;script&gt;" in html and "{{ 7*7 }}" in "".join(seen.texts)
    assert max(map(len, re.findall("x+", html))) < 100 < max(map(len, re.findall("x+", HOSTILE)))
    assert "javascript:" not in html


def test_the_policy_allows_the_pages_own_script_alone(html):
    import base64
    import hashlib

    script = html.split("<script>")[1].split("</script>")[0]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src &#39;sha256-{digest}&#39;" in html and "default-src &#39;none&#39;" in html


def test_both_languages_are_there_without_script(html):
    arabic, english = (html.count(f'class="ui-{ui}" lang="{ui}"') for ui in ("ar", "en"))
    assert arabic == english > 20
    assert "html[data-ui=en] .ui-ar,html[data-ui=ar] .ui-en{display:none}" in html
    assert "data-ui" not in html.split("<body>")[0].split("<style>")[0]
    assert "differ" in html and "تختلف" in html


def test_words_in_marks_are_listed_with_their_lines(html):
    place = re.search(r'<bdi>الكيان</bdi> <a href="#(m\d+)">2</a>', html)
    assert place
    details = html.split(f'<details id="{place.group(1)}">')[1].split("</details>")[0]
    assert "سماه" in details and details.count("<tr>") == 2


def test_codebook_manifest_and_rejected_rows_are_printed(html):
    assert "ثائر" in html and "<small>2</small>" in html and "&lt;b&gt;one note&lt;/b&gt;" in html
    assert "Rows left out while reading: 3." in html and "&#34;nabra&#34;: &#34;0.1&#34;" in html
    assert "الثوار&#34;" not in html.split("<pre")[1]


def test_what_has_no_exposure_is_a_dash_with_its_reason(html):
    reason = "no mention of the concept in this voice · لا ذكر للمفهوم بهذا الصوت"
    assert f'<abbr title="{reason}">–</abbr>' in html


def test_every_sentence_of_the_measures_is_known_in_arabic(cues):
    marks = cues.documents["outlet"] != "ساعة"
    bare = type(cues)(cues.documents.assign(has_marks=marks), cues.mentions, cues.labels, cues.quotes,
                      cues.attributions)
    said = set()
    for one in (cues, bare):
        for name, table in tables_of(one).items():
            if name != "order_changes":
                said |= set(table["reason"].dropna()) | set(table["warning"].dropna())
    assert len(said) >= 8 and [sentence for sentence in said if arabic(sentence) is None] == []
    assert arabic("only 3 articles: too few for a judgement; the sky fell") is None
    assert "عدد المقالات 3 فقط" in arabic("only 3 articles: too few for a judgement")


def test_charts_say_what_they_plot_in_both_languages(html):
    charts = re.findall(r'<svg [^>]*role="img" aria-label="([^"]*)"', html)
    hidden = html.count('aria-hidden="true" focusable="false"><defs><path id="g0"')      # their letters
    assert len(charts) == html.count("<svg ") - hidden == 2 and hidden == 1
    for text in charts:
        for word in ("Armed groups", "الجماعات المسلحة", "gunmen", "المسلحون", "The Courier", "95 % intervals"):
            assert word in text


def opened(page, id):
    """The inside of the details element with this id, up to its end."""
    return page.split(f'<details id="{id}">')[1].split("</details>")[0]


def test_the_wider_share_opens_its_own_lines_and_a_zero_opens_none(html):
    tables_part = html.split('-shares">')[1].split("</table>")[0]
    rows = re.findall(r'<bdi lang="ar">ساعة</bdi></th>(.*?)</tr>', tables_part)
    cells = [re.findall(r'<td class="num">(.*?)</td>', row) for row in rows]
    rebels, gunmen, terrorists = (row[-1] for row in cells)
    assert "66.7%" in rebels and "33.3%" in gunmen
    assert opened(html, re.search(r'#(l\d+)', rebels).group(1)).count("<tr>") == 2
    lines_of_gunmen = opened(html, re.search(r'#(l\d+)', gunmen).group(1))
    assert lines_of_gunmen.count("<tr>") == 1 and "فرّوا" in lines_of_gunmen
    assert "undetermined wording together" in lines_of_gunmen
    assert terrorists == '<bdi dir="ltr">0.0%</bdi>'


def test_the_number_of_all_mentions_opens_all_voices_of_the_outlet(html):
    voices = html.split("In whose voice the word stands")[1].split("</table>")[0]
    row = voices.split('<bdi lang="en">The Courier</bdi>')[1].split("</tr>")[0]
    place = re.search(r'<a href="#(l\d+-all)"><bdi dir="ltr">2</bdi>', row)
    assert place and opened(html, place.group(1)).count("<tr>") == 2


def test_order_changes_are_told_with_whether_they_are_clear(cues):
    row = {"concept": "armed-groups", "variant": "rebels", "outlet_a": "A", "outlet_b": "ب",
           "narrator_a": 0.5, "narrator_b": 0.25, "wide_a": 0.125, "wide_b": 0.75}
    changes = pd.DataFrame([row | {"clear": False}, row | {"clear": True}] + [row | {"clear": False}] * 50)
    page = render(cues, tables_of(cues) | {"order_changes": changes}, {})
    orders = page.split('<section id="orders">')[1].split("</section>")[0]
    clear, rest = orders.split("The rest may be chance")
    assert clear.count('rowspan="2"') == 1 and rest.count('rowspan="2"') == 39 and "12 more pairs" in rest
    assert "12.5%" in clear and "No pair is clear" not in clear
    page = render(cues, tables_of(cues) | {"order_changes": changes[~changes["clear"]]}, {})
    assert "No pair is clear" in page.split('<section id="orders">')[1]


def test_the_shares_of_an_order_change_open_their_lines(cues):
    row = {"concept": "armed-groups", "variant": "rebels", "outlet_a": "The Courier", "outlet_b": "ساعة",
           "narrator_a": 0.5, "narrator_b": 0.25, "wide_a": 0.125, "wide_b": 0.0, "clear": True}
    page = render(cues, tables_of(cues) | {"order_changes": pd.DataFrame([row])}, {})
    orders = page.split('<section id="orders">')[1].split("</section>")[0]
    assert len(set(re.findall(r'href="#(l\d+)"', orders))) == 2 and orders.count('href="#l') == 3
    assert '<td class="num"><bdi dir="ltr">0.0%</bdi></td>' in orders


def test_warnings_stand_under_their_table(cues):
    tables = tables_of(cues)
    warned = tables["shares"].assign(warning=pd.NA)
    warned.loc[warned["outlet"] == "ساعة", "warning"] = "beware <of> this"
    page = render(cues, tables | {"shares": warned}, {})
    assert page.count("beware &lt;of&gt; this") == 2      # once a language: it has no Arabic


def test_the_page_is_the_same_twice(cues, html):
    assert render(cues, tables_of(cues), MANIFEST) == html


def test_charts_that_were_drawn_before_are_taken_and_look_the_same(cues, html, tmp_path, monkeypatch):
    tables = tables_of(cues)
    drawn = draw_all(tables, tmp_path)
    assert {"forest-armed-groups", "quotedness-armed-groups"} <= set(drawn)
    assert all((tmp_path / f"{name}.svg").read_bytes() == svg for name, svg in drawn.items())
    monkeypatch.setattr(report_tables, "svg_bytes", lambda figure: pytest.fail("a chart was drawn twice"))
    assert render(cues, tables, MANIFEST, drawn=drawn) == html


def test_charts_drawn_by_two_processes_are_the_same(cues, tmp_path, monkeypatch):
    tables = tables_of(cues)
    monkeypatch.setattr("nabra.show.gallery.WORTH_A_PROCESS", 1)
    assert draw_all(tables, tmp_path / "two", processes=2) == draw_all(tables, tmp_path / "one")
    files = {file.name: file.read_bytes() for file in (tmp_path / "one").iterdir()}
    assert len(files) > 4 and files == {file.name: file.read_bytes() for file in (tmp_path / "two").iterdir()}


def test_write_report_writes_one_file(cues, tmp_path):
    path = write_report(cues, tables_of(cues), MANIFEST, tmp_path / "report")
    assert [file.name for file in (tmp_path / "report").iterdir()] == ["index.html"]
    assert path.stat().st_size > 10_000


def test_missing_and_unknown_tables_are_named(cues):
    with pytest.raises(NabraError, match="'shares' is missing"):
        render(cues, {}, {})
    with pytest.raises(NabraError, match="'sharez' is unknown"):
        render(cues, tables_of(cues) | {"sharez": None}, {})
    assert "<details id=" in render(cues, {"shares": shares(cues, **FEW)}, {})


def test_lines_are_sampled_at_regular_steps_within_the_limit():
    assert cap_for([100] * 10, per_page=60) == 6 and cap_for([3, 2], per_page=60) == 12
    assert cap_for([100] * 10, per_page=1) == 1
    assert regular(range(100), 4) == [0, 33, 66, 99] and regular(range(3), 12) == [0, 1, 2]


def test_cells_tell_how_many_lines_they_leave_out():
    text = "the rebels " * 40
    places = [("d", "text", "rebels", n, "rebels", "narrator", "outlet", "none", None) for n in range(40)]
    many = invented([("d", "O", "en", "t", text, None, None)], places)
    cells, cap = cells_of(many, ["armed-groups"])
    cell = cells["armed-groups", "rebels", "O", "narrator"]
    assert cap == 12 and cell.total == 40 and cell.shown == 12 and cell.left == 28
    assert len(cells) == 1 and sum(len(lines) for _, _, lines in cell.blocks) == 12


def test_every_total_and_baseline_opens_its_lines(root):
    """The n of a share and of a rate of marks, and the baseline, count the lines that they open."""
    articles = nabra.read(root / "corpora/sample", quiet=True)
    cues = nabra.measure(articles, nabra.codebook("syria"))
    tables = nabra.compare(cues, replicates=100, permutations=100)
    concepts = list(dict.fromkeys(tables["shares"]["concept"]))
    cells, _ = cells_of(cues, concepts)
    totals = {cell.id: cell.total for cell in cells.values()}
    opened = 0
    for row in tables["shares"].to_dict("records"):
        found = link_to_exposure(cells, row)
        assert (totals[found] if found else 0) == row["exposure"]
        opened += found is not None
    for row in tables["quotedness"].to_dict("records"):
        if row["count"]:
            assert totals[link_to(cells, row, "not quoted", "narrator", "reported")] == row["exposure"]
            if row["baseline"] > 0:
                marked = totals[link_to_baseline(cells, row)]
                assert row["baseline"] == pytest.approx(marked / row["baseline_exposure"])
                opened += 1
    page = render(cues, tables, {})
    targets = set(re.findall(r' id="([^"]+)"', page))
    assert opened > 50 and set(re.findall(r'href="#([^"]+)"', page)) <= targets
    assert all(f'id="{cell.id}"' in page for cell in cells.values())


def test_inlined_charts_keep_their_ids_apart():
    svg = b'<?xml version="1.0"?><svg viewBox="0 0 72 36" width="72pt"><!-- <script> -->' \
          b'<metadata>x</metadata><path id="a"/><use xlink:href="#a"/><g clip-path="url(#c)"/></svg>'
    text = inline(svg, "p-", 'one "two"')
    assert 'id="p-a"' in text and 'xlink:href="#p-a"' in text and "url(#p-c)" in text
    assert "script" not in text and "metadata" not in text and 'aria-label="one &quot;two&quot;"' in text
    assert 'width="96"' in text


def test_letters_that_charts_share_stand_once_and_at_their_places():
    letter = '<path id="{}A" d="M 1 2" transform="scale(0.015625)"/><use xlink:href="#{}A" transform="translate(1.26 0)"/>'
    charts = {name: f"<svg>{letter.format(name, name)}<use xlink:href='#x'/></svg>" for name in "ab"}
    letters, found = shared(charts)
    assert letters.count("<path") == 1 and 'id="g0" d="M 1 2" transform="scale(0.015625)"' in letters
    assert all('<use href="#g0" x="1.3"/>' in svg and "<path" not in svg for svg in found.values())
    assert shared({}) == ("", {})


def test_the_manifest_is_read_leniently_and_shortened():
    assert rejected({"rejected": {"no outlet": 2, "later duplicate": 1}}) == 3 and rejected({}) == 0
    assert found({"a": {"forms": 1}}, "forms") == 1 and found({}, "forms") is None
    text = printed({"inputs": list(range(100)), "forms": {"x": 1}})
    assert "60 more" in text and "forms" not in text

"""Web pages, web archives, Word, RTF, PDF, Excel and database exports, all of our own writing."""

import gzip
import sys

import pandas as pd
import pytest

from nabra.corpora.read import load
from nabra.errors import NabraError

pytest.importorskip("trafilatura")
SAID = "قال الوزير المحلي إن «المسلحين» انسحبوا من القرية بعد ساعات من القصف المتبادل أمس."
MORE = "وأضاف مراسل الجريدة أن السكان عادوا إلى بيوتهم صباح اليوم وأن المدارس فتحت أبوابها."
PAGE = f"""<html><head><meta charset="utf-8"><title>عنوان الخبر | جريدة المثال</title>
<meta property="og:site_name" content="جريدة المثال">
<meta property="article:published_time" content="2020-03-04T10:00:00Z">
<link rel="canonical" href="https://news.example/a/1"></head><body>
<nav><a href="/">الرئيسية</a> <a href="/s">رياضة</a></nav>
<article><h1>عنوان الخبر</h1><p>{SAID * 4}</p><p>{MORE * 4}</p></article>
<div class="share">شارك هذا الخبر</div><footer>جميع الحقوق محفوظة</footer></body></html>"""


def put(folder, name, content):
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def only(loaded):
    assert len(loaded.documents) == 1, loaded.rejected["reason"].tolist()
    return loaded.documents.iloc[0]


# ---- pages and web archives

@pytest.mark.parametrize("encoding", ["utf-8", "windows-1256"])
def test_a_saved_page_gives_its_article_and_no_more(tmp_path, encoding):
    article = only(load(put(tmp_path, "mithal/a.html", PAGE.encode(encoding))))
    assert article["text"] == f"{SAID * 4}\n{MORE * 4}"
    assert article[["title", "date", "url"]].tolist() == ["عنوان الخبر", "2020-03-04", "https://news.example/a/1"]
    assert article["outlet"] == "جريدة المثال"      # a file alone: the site's name
    assert only(load(tmp_path))["outlet"] == "mithal"  # in a folder: its sub-folder


def test_a_page_without_an_article_and_one_of_50_mb_are_rejected(tmp_path):
    put(tmp_path, "x/empty.html", "<html><body></body></html>")
    put(tmp_path, "x/zero.html", "")
    put(tmp_path, "x/good.html", PAGE)
    with (tmp_path / "x/large.html").open("wb") as file:
        file.write(b"<html><body><p>")
        file.truncate(50 * 1024 * 1024)
    loaded = load(tmp_path)
    assert len(loaded.documents) == 1
    reasons = dict(zip(loaded.rejected["source_file"], loaded.rejected["reason"], strict=True))
    assert "no article is found" in reasons["x/empty.html"] and "empty" in reasons["x/zero.html"]
    assert "too large" in reasons["x/large.html"] and "50 MB" in reasons["x/large.html"]


def warc(pages, compress=True):
    """A web archive of our own writing: each record its head, the reply's head and the body."""
    whole = b""
    for number, (url, status, kind, body) in enumerate(pages):
        reply = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
        head = (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2020-03-04T00:00:00Z\r\n"
                f"WARC-Record-ID: <urn:uuid:{number}>\r\nContent-Type: application/http; msgtype=response\r\n"
                f"Content-Length: {len(reply)}\r\n\r\n").encode()
        record = head + reply + b"\r\n\r\n"
        whole += gzip.compress(record) if compress else record
    return whole


def test_a_folder_of_web_archives(tmp_path):
    pages = [("https://www.news.example/a", "200 OK", "text/html; charset=utf-8", PAGE.encode()),
             ("https://news.example/p.png", "200 OK", "image/png", b"\x89PNG"),
             ("https://news.example/gone", "404 Not Found", "text/html", PAGE.encode()),
             ("https://other.example/b", "200 OK", "text/html", b"<html><body></body></html>")]
    put(tmp_path, "crawl/one.warc.gz", warc(pages))
    put(tmp_path, "crawl/two.warc", warc(pages[:1], compress=False))
    loaded = load(tmp_path)
    assert loaded.documents["doc_id"].tolist() == ["crawl/one.warc-1", "crawl/two-1"]
    assert set(loaded.documents["outlet"]) == {"news.example"}
    assert loaded.documents["url"].tolist() == ["https://www.news.example/a"] * 2
    assert loaded.rejected["row"].tolist() == [4] and "other.example" in loaded.rejected["reason"][0]
    assert any("2 records passed over" in note for note in loaded.notes)


def test_a_web_archive_broken_off_keeps_what_stands_before(tmp_path):
    for compress in (True, False):
        whole = warc([("https://news.example/a", "200 OK", "text/html", PAGE.encode())] * 2, compress)
        loaded = load(put(tmp_path, "a.warc.gz", whole[:-200]))
        assert loaded.documents["text"].tolist() == [f"{SAID * 4}\n{MORE * 4}"]
        assert "broken at record 2" in loaded.rejected["reason"][0]
    with pytest.raises(NabraError, match="no usable article"):
        load(put(tmp_path, "b.warc.gz", b"\x1f\x8b broken"))


# ---- office files

def test_word_rtf_and_excel_give_their_texts(tmp_path):
    docx = pytest.importorskip("docx")
    document = docx.Document()
    for line in ("title: عنوان", "", SAID, MORE):
        document.add_paragraph(line)
    (tmp_path / "nahar").mkdir()
    document.save(tmp_path / "nahar/a.docx")
    put(tmp_path, "nahar/b.rtf", r"{\rtf1\ansi\ansicpg1256 The rebels left.\par \'c7\'e1\'cd\'df\'e6\'e3\'c9 \u1602?}")
    pd.DataFrame({"source": ["safir", "safir"], "body": [SAID, "=1+1"], "published": pd.to_datetime(["2020-01-02"] * 2)}
                 ).to_excel(tmp_path / "c.xlsx", index=False)
    loaded = load(tmp_path)
    by_id = loaded.documents.set_index("doc_id")
    assert by_id.loc["nahar/a", "text"] == f"{SAID}\n{MORE}" and by_id.loc["nahar/a", "title"] == "عنوان"
    assert by_id.loc["nahar/b", "text"].strip() == "The rebels left.\nالحكومة ق"
    assert by_id.loc["c-1", "date"] == "2020-01-02" and by_id.loc["c-1", "text"] == SAID
    assert loaded.rejected["row"].tolist() == [2]     # a formula without a saved value is no text
    assert by_id["outlet"].to_dict() == {"c-1": "safir", "nahar/a": "nahar", "nahar/b": "nahar"}


def test_excel_says_which_texts_it_cut(tmp_path):
    pytest.importorskip("openpyxl")
    with pd.ExcelWriter(tmp_path / "a.xlsx") as book:
        pd.DataFrame({"outlet": ["x"], "text": ["a" * 32_767]}).to_excel(book, sheet_name="one", index=False)
        pd.DataFrame({"outlet": ["x"], "text": ["b"]}).to_excel(book, sheet_name="two", index=False)
    notes = "\n".join(load(tmp_path / "a.xlsx").notes)
    assert "exactly 32,767 characters" in notes and "only the sheet 'one' is read, not 'two'" in notes


def pdf(path, lines):
    import matplotlib.pyplot as plt

    figure = plt.figure()
    for place, line in enumerate(lines):
        figure.text(0.1, 0.9 - 0.1 * place, line)
    figure.savefig(path)
    plt.close(figure)


def test_a_pdf_is_read_in_latin_letters_and_refused_in_arabic(tmp_path):
    pytest.importorskip("pypdf")
    (tmp_path / "x").mkdir()
    pdf(tmp_path / "x/latin.pdf", ["The rebels left the village.", "The minister said so."])
    pdf(tmp_path / "x/arabic.pdf", ["انسحب المسلحون من القرية 12 مرة", "قال الوزير ذلك"])
    pdf(tmp_path / "x/empty.pdf", [])
    put(tmp_path, "x/broken.pdf", b"%PDF-1.4 broken")
    loaded = load(tmp_path)
    assert "The rebels left the village." in only(loaded)["text"]
    reasons = dict(zip(loaded.rejected["source_file"], loaded.rejected["reason"], strict=True))
    assert "right to left" in reasons["x/arabic.pdf"] and "no text" in reasons["x/empty.pdf"]
    assert "not a whole PDF" in reasons["x/broken.pdf"]


@pytest.mark.parametrize("name", ["a.docx", "a.rtf", "a.xlsx", "a.zip"])
def test_a_file_that_is_not_what_its_name_says(tmp_path, name):
    with pytest.raises(NabraError, match="no usable article.*(not a whole|not RTF)"):
        load(put(tmp_path, name, b"no such thing" * 20))


def test_a_missing_library_is_said_and_other_files_are_read(tmp_path, monkeypatch):
    put(tmp_path, "x/a.html", PAGE)
    put(tmp_path, "x/b.txt", "text")
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    loaded = load(tmp_path)
    assert only(loaded)["doc_id"] == "x/b"
    assert 'pip install "nabra[files]"' in loaded.rejected["reason"][0]


# ---- exports of news databases

LEXIS = """
                               1 of 2 DOCUMENTS


                         The Saltmarsh Courier (Bitar)

                           March 4, 2020 Wednesday

Rebels leave the village;
Ministry denies it

BYLINE: Jane Reed in Bitar

SECTION: WORLD NEWS; Pg. 12

LENGTH: 12 words

The rebels left on Tuesday.

LENGTH matters, she said: "Nobody stayed."

LOAD-DATE: March 5, 2020

LANGUAGE: ENGLISH

                  Copyright 2020 The Saltmarsh Courier
                               2 of 2 DOCUMENTS

                         The Daily Reed

March 6, 2020

A headline alone

Text without a line of length
"""
NEXIS = """Rebels leave the village
The Saltmarsh Courier (Bitar)
March 4, 2020 Wednesday

Copyright 2020 The Saltmarsh Courier All Rights Reserved

Section: WORLD NEWS; Pg. 12
Length: 12 words
Byline: Jane Reed

Body

The rebels left on Tuesday.
Nobody stayed.

Load-Date: March 5, 2020

End of Document
"""
FACTIVA = """
SE   World
HD   Rebels leave
     the village
BY   Jane Reed
WC   12 words
PD   4 March 2020
SN   The Saltmarsh Courier
LA   English
LP
IN the village the rebels left.
TD
Nobody stayed.
NS   gcat : News
AN   Document SALTMR0020200304eg3400001
Rebels return to the village
Jane Reed
1,012 words
7 March 2020
The Saltmarsh Courier
SALTMR
English
(c) 2020 The Saltmarsh Courier

They came back.
Document SALTMR0020200307eg3700002
"""


def test_lexisnexis_as_text(tmp_path):
    loaded = load(put(tmp_path, "export.TXT", LEXIS))
    article = only(loaded)
    assert article["text"] == 'The rebels left on Tuesday.\n\nLENGTH matters, she said: "Nobody stayed."'
    assert article[["outlet", "date", "author", "section", "language"]].tolist() == [
        "The Saltmarsh Courier (Bitar)", "2020-03-04", "Jane Reed in Bitar", "WORLD NEWS; Pg. 12", "en"]
    assert article["title"] == "Rebels leave the village; Ministry denies it" and article["doc_id"] == "export-1"
    assert loaded.rejected["row"].tolist() == [2] and "LENGTH" in loaded.rejected["reason"][0]


@pytest.mark.parametrize("kind", ["txt", "docx", "rtf"])
def test_nexis_uni(tmp_path, kind):
    if kind == "docx":
        docx = pytest.importorskip("docx").Document()
        for line in (NEXIS + NEXIS.replace("village", "town")).splitlines():
            docx.add_paragraph(line)
        docx.save(tmp_path / "a.docx")
    elif kind == "rtf":
        lines = (NEXIS + NEXIS.replace("village", "town")).replace("\n", "\\par\n")
        put(tmp_path, "a.rtf", "{\\rtf1\\ansi " + lines + "}")
    else:
        put(tmp_path, "a.txt", NEXIS + NEXIS.replace("village", "town"))
    documents = load(tmp_path / f"a.{kind}").documents
    assert documents["doc_id"].tolist() == ["a-1", "a-2"]
    assert documents["text"].tolist() == ["The rebels left on Tuesday.\nNobody stayed."] * 2
    assert documents["title"].tolist() == ["Rebels leave the village", "Rebels leave the town"]
    assert set(documents["outlet"]) == {"The Saltmarsh Courier (Bitar)"} and set(documents["date"]) == {"2020-03-04"}


def test_factiva_with_and_without_field_codes(tmp_path):
    documents = load(put(tmp_path, "f.txt", FACTIVA)).documents
    assert documents["doc_id"].tolist() == ["SALTMR0020200304eg3400001", "SALTMR0020200307eg3700002"]
    assert documents["text"].tolist() == ["IN the village the rebels left.\n\nNobody stayed.", "They came back."]
    assert documents["title"].tolist() == ["Rebels leave the village", "Rebels return to the village"]
    assert documents["date"].tolist() == ["2020-03-04", "2020-03-07"]
    assert set(documents["outlet"]) == {"The Saltmarsh Courier"} and set(documents["author"]) == {"Jane Reed"}


def test_lexisnexis_with_the_line_ends_of_windows_and_fields_behind_the_length(tmp_path):
    text = LEXIS.replace("LENGTH: 12 words\n", "LENGTH: 12 words\n\nDATELINE: BITAR\n\nBODY:\n").replace("\n", "\r\n")
    article = only(load(put(tmp_path, "export.TXT", text.encode())))
    assert article["text"] == 'The rebels left on Tuesday.\r\n\r\nLENGTH matters, she said: "Nobody stayed."'
    assert article[["outlet", "date", "language"]].tolist() == ["The Saltmarsh Courier (Bitar)", "2020-03-04", "en"]


COVER = """
User Name: J. Farah
Date and Time: Friday, March 6, 2020 9:00:00 AM CET
Job Number: 12
Documents (2)
1. Rebels leave the village
Client/Matter: -None-
Search Terms: rebels
Search Type: Natural Language
Narrowed by:

2. Rebels leave the town
Client/Matter: -None-
Search Terms: rebels
Search Type: Natural Language
Narrowed by:

"""


def test_nexis_uni_behind_its_cover_and_an_outlet_in_two_lines(tmp_path):
    town = NEXIS.replace("village", "town").replace("(Bitar)\n", "Blogs\n(Green)\n")
    documents = load(put(tmp_path, "a.txt", COVER + NEXIS + town)).documents
    assert documents["title"].tolist() == ["Rebels leave the village", "Rebels leave the town"]
    assert documents["outlet"].tolist() == ["The Saltmarsh Courier (Bitar)", "The Saltmarsh Courier Blogs (Green)"]
    assert set(documents["date"]) == {"2020-03-04"} and set(documents["author"]) == {"Jane Reed"}


LEXIS_PAGE = """<HTML><HEAD><STYLE>.c0 { }</STYLE><!-- LXNComment 1 --></HEAD><BODY>
<DIV CLASS="c5"><P><SPAN>Download Request: Selected Items: 1-2<BR>Terms: rebels<BR></SPAN></P></DIV>
""" + "".join(f"""<!-- Hide XML section from browser
<DOC NUMBER={number}>
<DOCFULL> -->
<BR><DIV CLASS="c0"><P CLASS="c1"><SPAN CLASS="c2">{number} of 2 DOCUMENTS</SPAN></P>
</DIV>
<BR><DIV CLASS="c0"><BR><P CLASS="c1"><SPAN CLASS="c2">The Saltmarsh Courier</SPAN></P>
</DIV>
<BR><DIV CLASS="c3"><P CLASS="c1"><SPAN CLASS="c4">{date}</SPAN><SPAN CLASS="c2">&nbsp;</SPAN></P>
</DIV>
<BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c7">Rebels &amp; ministry</SPAN></P>
</DIV>
<BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c8">BYLINE: </SPAN><SPAN CLASS="c2">Jane Reed</SPAN></P>
</DIV>
<BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c8">LENGTH: </SPAN><SPAN CLASS="c2">12 words</SPAN></P>
</DIV>
<BR><DIV CLASS="c5"><P CLASS="c9"><SPAN CLASS="c2">The <B>rebels</B> left.</SPAN></P>
<P CLASS="c9"><SPAN CLASS="c2">Nobody
stayed.</SPAN></P>
</DIV>
<BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c8">LOAD-DATE: </SPAN><SPAN CLASS="c2">March 5, 2020</SPAN></P>
</DIV>
<BR><DIV CLASS="c0"><P>Copyright 2020 The Saltmarsh Courier</P></DIV>
""" for number, date in ((1, "March 4, 2020 Wednesday 11:21 AM GMT"), (2, "4. M&auml;rz 2020 Mittwoch"))) + "</BODY></HTML>"


def test_lexisnexis_saved_as_a_page(tmp_path):
    documents = load(put(tmp_path, "a.html", LEXIS_PAGE)).documents
    assert documents["text"].tolist() == ["The rebels left.\n\nNobody stayed."] * 2
    assert set(documents["date"]) == {"2020-03-04"} and set(documents["author"]) == {"Jane Reed"}
    assert set(documents["title"]) == {"Rebels & ministry"} and set(documents["outlet"]) == {"The Saltmarsh Courier"}


FACTIVA_PAGE = """<html><head><script>var article = "<p>no text</p>";</script><title>Factiva</title></head><body>
<div>Dow Jones Factiva</div><div id="contentLeft">""" + "".join(f"""
<div id="article-SALTMR{number}"><div class="article enArticle"><p>
</p><div>World News</div>
<div id="hd"><span class="enHeadline">Rebels leave the {place}</span>
</div><div class="author">By Jane Reed </div><div>1,012 {words}</div><div>{date}</div><div>The Saltmarsh Courier</div>
<div>SALTMR</div><div>Final</div><div>English</div><div>(c) 2020 The Saltmarsh Courier </div>
<p></p>
<p class="articleParagraph enarticleParagraph">The <b>rebels</b> left.</p>
<p class="articleParagraph enarticleParagraph">Nobody stayed in the
{place}.</p>
<p>Saltmarsh Publishing</p><p>Document SALTMR0020200304eg340000{number}</p></div></div><br>"""
    for number, place, words, date in ((1, "village", "words", "4 March 2020"), (2, "town", "Wörter", "4 März 2020"))) + """
</div></body></html>"""


def test_factiva_saved_as_a_page(tmp_path):
    documents = load(put(tmp_path, "a.html", FACTIVA_PAGE)).documents
    assert documents["doc_id"].tolist() == [f"SALTMR0020200304eg340000{number}" for number in (1, 2)]
    assert documents["text"].tolist() == [f"The rebels left.\n\nNobody stayed in the {place}." for place in ("village", "town")]
    assert documents["title"].tolist() == ["Rebels leave the village", "Rebels leave the town"]
    for name, value in (("outlet", "The Saltmarsh Courier"), ("date", "2020-03-04"), ("author", "By Jane Reed"), ("language", "en")):
        assert set(documents[name]) == {value}


def test_an_export_as_a_page_that_nobody_can_part_is_rejected(tmp_path):
    put(tmp_path, "x/b.txt", "A text.")
    page = FACTIVA_PAGE.replace("<p>Document ", "<p>文件 ")
    loaded = load(put(tmp_path, "x/a.html", page).parent)
    assert only(loaded)["doc_id"].endswith("b") and "cannot be told apart" in loaded.rejected["reason"][0]


def test_factiva_with_field_codes_saved_as_a_page(tmp_path):
    rows = "".join(f"<tr><td><b>{code}</b>&nbsp;</td><td>{value}</td></tr>" for code, value in (
        ("HD", "Rebels leave"), ("BY", "Jane Reed"), ("PD", "4 March 2020"), ("SN", "The Saltmarsh Courier"),
        ("LP", "<p>The rebels left.</p>"), ("TD", "<p>Nobody stayed.</p>"), ("AN", "Document SALTMR0020200304eg3400001")))
    article = only(load(put(tmp_path, "a.html", f"<html><body><table>{rows}</table></body></html>")))
    assert article["text"] == "The rebels left.\n\nNobody stayed."
    assert article[["title", "outlet", "date"]].tolist() == ["Rebels leave", "The Saltmarsh Courier", "2020-03-04"]


def test_an_article_that_talks_of_documents_is_no_export(tmp_path):
    text = "The court read 3 of 5 DOCUMENTS aloud. Document ABCDEFGHIJK was missing.\n\nBody\n"
    assert only(load(put(tmp_path, "x/a.txt", text)))["text"] == text


# ---- settings for texts

def test_texts_with_an_element_a_field(tmp_path):
    put(tmp_path, "nabra.toml", '[tags]\ntext = "TEXT"\ndoc_id = "NO"\noutlet = "SRC"\ntitle = "T"\n')
    put(tmp_path, "a/a.txt", f"<DOC>\n<NO>1</NO><SRC>nahar</SRC><T>عنوان</T>\n<TEXT>\n{SAID}\n</TEXT>\n</DOC>")
    put(tmp_path, "a/b.txt", "<DOC><NO>2</NO></DOC>")
    loaded = load(tmp_path)
    assert only(loaded)[["doc_id", "outlet", "title", "text"]].tolist() == ["1", "nahar", "عنوان", SAID]
    assert "no element <TEXT>" in loaded.rejected["reason"][0]


def test_columns_from_the_files_names_and_columns_that_are_kept(tmp_path):
    put(tmp_path, "nabra.toml", 'header = false\nkeep = ["label"]\nonly = "[.](txt|csv)$"\n'
                                "path = '(?P<outlet>[^/]+)/(?P<date>[0-9-]+)/[^/]+$'\n")
    put(tmp_path, "press/nahar/2020-01-02/a.txt", "title: no header\n\nbody")
    put(tmp_path, "press/safir/2020-01-03/b.csv", "id,text,label\n7,t,left\n")
    put(tmp_path, "press/safir/2020-01-03/b.jsonl", '{"id":8,"text":"t"}')
    loaded = load(tmp_path)
    by_id = loaded.documents.set_index("doc_id")
    assert by_id.loc["press/nahar/2020-01-02/a", ["outlet", "date", "text"]].tolist() == [
        "nahar", "2020-01-02", "title: no header\n\nbody"]
    assert by_id.loc["7", ["outlet", "label"]].tolist() == ["safir", "left"] and len(by_id) == 2
    assert any("passed over, as 'only'" in note for note in loaded.notes)


@pytest.mark.parametrize("content, message", [
    ('keep = "label"', "give a list"), ('keep = ["text"]', "column of the documents table"), ("only = '('", "only is no regular"),
    ("header = 1", "header = true or header = false"), ("path = '(?P<paper>x)'", "'paper' is not a column"),
    ('[tags]\nurl = "U"', "which element holds the text"), ("[outlets]\na = 3", "is no text"),
])
def test_mistakes_in_the_new_settings(tmp_path, content, message):
    put(tmp_path, "a/a.txt", "text")
    put(tmp_path, "nabra.toml", content)
    with pytest.raises(NabraError, match=message):
        load(tmp_path)

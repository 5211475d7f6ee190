"""Reading: the text untouched, encodings, text files, settings, and what is rejected or passed over."""

import csv
import hashlib
import os

import pyarrow.parquet as pq
import pytest

from nabra.corpora.read import load, read
from nabra.errors import NabraError

ARABIC = "قالت الحكومة إن المعارضة المسلحة «انسحبت» من المدينة، وفق ما ذكرت الوكالة أمس."
HEAD = "doc_id,outlet,text\n"


def put(folder, name, content, encoding="utf-8"):
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return file


def texts(loaded):
    return loaded.documents["text"].tolist()


# ---- text as it stands

def test_line_ends_spaces_and_entities_in_cells_stay(tmp_path):
    text = "  one\r\ntwo\rthree\n&quot;four&quot; \u200f"
    file = put(tmp_path, "a.csv", f'{HEAD}1,x,"{text}"\r\n')
    assert texts(load(file)) == [text]


@pytest.mark.parametrize("word", ["NA", "null", "nan", "None", "1.0", "TRUE"])
def test_words_that_look_like_nothing_stay_text(tmp_path, word):
    assert texts(load(put(tmp_path, "a.csv", f"{HEAD}1,x,{word}\n"))) == [word]


def test_an_empty_text_is_kept_and_a_missing_one_rejected(tmp_path):
    lines = ('{"outlet":"x","text":""}', '{"outlet":"x","text":null}', '{"outlet":"x"}')
    loaded = load(put(tmp_path, "a.jsonl", "\n".join(lines)))
    assert texts(loaded) == [""]
    assert loaded.rejected["row"].tolist() == [2, 3] and "no text" in loaded.rejected["reason"][0]


def test_one_byte_order_mark_is_encoding(tmp_path):
    file = put(tmp_path, "out/a.txt", b"\xef\xbb\xbf\xef\xbb\xbfx\r\n")
    assert texts(load(file)) == ["\ufeffx\r\n"]
    assert load(put(tmp_path, "a.csv", "\ufeff" + HEAD + "7,x,y\n")).documents["doc_id"].tolist() == ["7"]


def test_a_very_long_cell(tmp_path):
    before = csv.field_size_limit()
    long = "كلمة " * 1_200_000
    assert texts(load(put(tmp_path, "a.csv", f'{HEAD}1,x,"{long}"\n'))) == [long]
    assert csv.field_size_limit() == before


def test_sha256_is_that_of_the_text(tmp_path):
    documents = load(put(tmp_path, "a.csv", f"{HEAD}1,x,{ARABIC}\n", "windows-1256")).documents
    assert documents["sha256"][0] == hashlib.sha256(ARABIC.encode()).hexdigest()


# ---- encodings

def test_guessed_encodings_are_said_and_given_ones_win(tmp_path):
    file = put(tmp_path, "a.csv", f"{HEAD}1,x,{ARABIC}\n", "windows-1256")
    assert any("windows-1256, guessed" in note for note in load(file).notes)
    assert texts(load(file, encoding="latin-1")) == [ARABIC.encode("windows-1256").decode("latin-1")]
    with pytest.raises(NabraError, match="encoding 'klingon' is unknown"):
        load(file, encoding="klingon")
    with pytest.raises(NabraError, match="encoding 'base64' is unknown"):
        load(file, encoding="base64")


def test_a_few_bad_bytes_in_a_table_are_replaced_and_counted(tmp_path):
    rows = "".join(f"{i},x,{ARABIC}\n" for i in range(20)).encode() + b"bad,x,a \x81\x95 b\n"
    loaded = load(put(tmp_path, "a.csv", HEAD.encode() + rows))
    assert texts(loaded)[-1] == "a \ufffd\ufffd b" and len(loaded.documents) == 21
    assert any(note.startswith("a.csv: 2 bytes are not utf-8") for note in loaded.notes)


def test_unreadable_text_files_are_rejected_while_the_rest_is_read(tmp_path):
    put(tmp_path, "x/good.txt", ARABIC)
    put(tmp_path, "x/broken.txt", ARABIC.encode() + b"\xff" + ARABIC.encode())
    put(tmp_path, "x/picture.txt", bytes(range(256)))
    loaded = load(tmp_path)
    assert loaded.documents["doc_id"].tolist() == ["x/good"]
    assert loaded.rejected["source_file"].tolist() == ["x/broken.txt", "x/picture.txt"]
    assert "NUL" in loaded.rejected["reason"][1] and loaded.rejected["row"].isna().all()


# ---- text files

def test_outlets_of_text_files(tmp_path):
    root = tmp_path / "press"
    for name in ("safir/2011/a.txt", "safir/b.txt", "c.txt"):
        put(root, name, "text")
    loaded = load(root)
    assert dict(zip(loaded.documents["doc_id"], loaded.documents["outlet"], strict=True)) == {
        "c": "press", "safir/2011/a": "safir", "safir/b": "safir"}
    assert "c.txt: the outlet is 'press', the name of the folder it lies in" in loaded.notes
    assert load(root / "safir/b.txt").documents["outlet"].tolist() == ["safir"]


def test_headers_are_known_ascii_keys_closed_by_a_blank_line(tmp_path):
    put(tmp_path, "x/1.txt", "Title: عنوان\r\ndate: 3 May 2011\r\n\r\n\r\nbody")
    put(tmp_path, "x/2.txt", "title: one\nand more text\n\nbody")
    put(tmp_path, "x/3.txt", "title: one\nbody without a blank line")
    put(tmp_path, "x/4.txt", "العنوان: نص\n\nbody")
    put(tmp_path, "x/5.txt", "Damascus: a report\n\nbody")
    put(tmp_path, "x/6.txt", "")
    put(tmp_path, "x/7.txt", "outlet: SANA\ndoc_id: s1\n\nbody")
    documents = load(tmp_path).documents
    assert documents["text"].tolist() == [
        "\r\nbody", "title: one\nand more text\n\nbody", "title: one\nbody without a blank line",
        "العنوان: نص\n\nbody", "Damascus: a report\n\nbody", "", "body"]
    assert documents["title"].tolist()[0] == "عنوان" and documents["title"][1:].isna().all()
    assert documents["date"][0] == "2011-05-03"
    assert documents[["outlet", "doc_id"]].iloc[-1].tolist() == ["SANA", "s1"]


# ---- settings

def test_settings_beside_the_data(tmp_path):
    put(tmp_path, "nabra.toml", 'encoding = "windows-1256"\n[columns]\ntext = "nass"\n')
    put(tmp_path, "one/a.csv", f"id,nass,raw\n1,{ARABIC},r\n", "windows-1256")
    put(tmp_path, "one/nabra.toml", 'outlet = "al-thawra"\nlanguage = "ar"\n')
    put(tmp_path, "two/b.csv", f"id,nass,paper\n2,{ARABIC},p\n")
    put(tmp_path, "two/b.toml", 'encoding = "utf-8"\n[columns]\noutlet = "paper"\n')
    loaded = load(tmp_path)
    assert loaded.documents["outlet"].tolist() == ["al-thawra", "p"] and texts(loaded) == [ARABIC, ARABIC]
    assert sorted(loaded.sources["file"]) == [
        "nabra.toml", "one/a.csv", "one/nabra.toml", "two/b.csv", "two/b.toml"]
    with pytest.raises(NabraError, match="two/b.csv: there is no column 'raw'"):
        load(tmp_path, columns={"text": "raw"})
    other = put(tmp_path, "else.toml", 'outlet = "z"\ncolumns.text = "nass"')
    only = load(tmp_path / "one", columns={"text": "raw"}, encoding="latin-1", config=other)
    assert texts(only) == ["r"] and only.documents["outlet"].tolist() == ["z"]
    assert only.sources["file"].tolist() == ["a.csv", "else.toml"]


@pytest.mark.parametrize("content, message", [
    ("text = 'body'", r"'text' is no setting.*under \[columns\]"), ("encoding = 5", "encoding is 5"),
    ("encoding = 'x-y'", "encoding 'x-y' is unknown"), ("[columns]\ntxt = 'a'", "'txt' is not a column"),
    ("[columns]\ntext = 3", "the column for 'text' is 3"), ("a = = b", "not valid TOML"),
    ("date_order = 'ymd'", "give dmy or mdy"), ("columns = 'a'", "columns is 'a'"),
])
def test_mistakes_in_settings(tmp_path, content, message):
    put(tmp_path, "a.csv", HEAD + "1,x,y\n")
    put(tmp_path, "nabra.toml", content)
    with pytest.raises(NabraError, match=message) as error:
        load(tmp_path)
    assert str(error.value).startswith("nabra.toml: ") and "\n" not in str(error.value).strip()


def test_one_outlet_by_mistake_is_said(tmp_path):
    for name in ("archive/safir/a.txt", "archive/nahar/b.txt"):
        put(tmp_path, name, "text")
    assert any("give the folder 'archive' instead" in note for note in load(tmp_path).notes)
    assert load(tmp_path / "archive").documents["outlet"].tolist() == ["nahar", "safir"]


# ---- folders and what stops the reading

def test_what_is_passed_over_is_said(tmp_path):
    root, away = tmp_path / "root", tmp_path / "away"
    put(away, "secret.txt", "not to be read")
    put(root, "x/a.txt", "text")
    put(root, "x/.hidden.txt", "text")
    put(root, "x/b.odt", "text")
    put(root, "x/c.djvu", "text")
    os.symlink(away, root / "y")
    os.symlink(root, root / "x/loop")
    os.symlink(away / "secret.txt", root / "x/z.txt")
    loaded = load(root)
    assert loaded.documents["doc_id"].tolist() == ["x/a"]
    notes = "\n".join(loaded.notes)
    assert "2 files of kinds not read: .djvu, .odt" in notes
    assert "3 passed over" in notes and "1 file passed over because hidden" in notes


def test_what_stops_the_reading(tmp_path):
    with pytest.raises(NabraError, match="does not exist"):
        load(tmp_path / "none")
    with pytest.raises(NabraError, match="holds no file of articles"):
        load(tmp_path)
    with pytest.raises(NabraError, match="of a kind that is not read"):
        load(put(tmp_path, "a.odt", "x"))
    with pytest.raises(NabraError, match="a.parquet: it is not a whole Parquet file"):
        load(put(tmp_path, "a.parquet", b"PAR1 but no more"))
    with pytest.raises(NabraError, match=r"no usable article: .* rejected; a.csv, row 1: it has no outlet"):
        load(put(tmp_path, "a.csv", "text\nx\n"))
    with pytest.raises(NabraError, match="the file is empty"):
        load(put(tmp_path, "b.csv", ""))
    with pytest.raises(NabraError, match="no usable article"):
        load(put(tmp_path, "c.jsonl", "{\n{\n"))
    with pytest.raises(NabraError, match="no article"):
        load(put(tmp_path, "d.csv", HEAD))
    with pytest.raises(NabraError, match="not valid JSON"):
        load(put(tmp_path, "e.json", '[{"text": 1'))


def test_the_order_of_rows_is_that_of_files_by_name(tmp_path):
    for name in ("b/2.txt", "a/9.txt", "a/10.txt"):
        put(tmp_path, name, "t")
    put(tmp_path, "z.csv", HEAD + "1,x,y\n")
    assert load(tmp_path).documents["doc_id"].tolist() == ["1", "a/10", "a/9", "b/2"]


def test_read_speaks_to_standard_error_unless_quiet(tmp_path, capsys):
    file = put(tmp_path, "a.csv", "source,text\nx,1\n,2\n")
    assert len(read(file)) == 1
    said = capsys.readouterr()
    assert said.out == "" and "1 row or file rejected" in said.err and "'source' as outlet" in said.err
    read(file, quiet=True)
    assert capsys.readouterr().err == ""


# ---- real corpora

@pytest.mark.parametrize("name, articles, outlets", [
    ("ant", 15_406, 5), ("saudinewsnet", 14_945, 14), ("khaleej", 3_255, 1)])
def test_real_corpora_are_read_whole(shared, name, articles, outlets):
    file = shared / "corpora" / f"{name}.parquet"
    loaded = load(file)
    assert len(loaded.documents) == articles and not len(loaded.rejected)
    assert loaded.documents["outlet"].nunique() == outlets
    raw = pq.read_table(file, columns=["text"]).column(0)
    assert loaded.documents["text"].tolist() == raw.to_pylist()
    if name == "khaleej":
        assert [note for note in loaded.notes if note.startswith("no ")] == [
            f"no {column} in any of 3,255 articles" for column in ("date", "title", "url")]
    else:
        assert loaded.documents["date"].notna().all()


def test_fa_kes_reads_through_its_synonyms(shared):
    loaded = load(shared / "corpora/originals/FA-KES-Dataset.csv")
    assert len(loaded.documents) == 792 and len(loaded.rejected) == 12  # 804 rows, 12 repeat an id
    assert loaded.documents["outlet"].nunique() == 15 and loaded.documents["date"].notna().all()
    assert loaded.documents["date"][0] == "2017-04-05"
    notes = "\n".join(loaded.notes)
    assert "123 bytes are not utf-8" in notes and "'article_content' as text" in notes
    assert "month before day" in notes and "columns not used: location, labels" in notes

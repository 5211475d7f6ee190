"""Reading: files of every kind to one table, the text untouched, what cannot be used rejected with its reason."""

import csv
import hashlib
import json
import os

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from nabra.corpora.decode import Unreadable, decode
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
    loaded = load(put(tmp_path, "a.jsonl", '{"outlet":"x","text":""}\n{"outlet":"x","text":null}\n{"outlet":"x"}\n'))
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

@pytest.mark.parametrize("encoding", ["utf-8", "windows-1256", "iso-8859-6", "utf-16", "utf-16-le", "utf-16-be", "cp720"])
def test_arabic_in_each_encoding(encoding):
    text = ARABIC.encode(encoding, "ignore").decode(encoding)  # old encodings lack a mark or two
    assert len(text) > 75 and "المعارضة المسلحة" in text
    assert decode(text.encode(encoding)).text == text


def test_western_and_plain_bytes():
    assert decode("The “rebels” – café".encode("windows-1252")).text == "The “rebels” – café"
    assert decode(b"plain").encoding == "utf-8" and not decode(b"plain").guessed
    assert decode("“rebels”".encode("utf-16-le")).text == "“rebels”"


def test_a_bad_byte_in_utf8_is_not_taken_for_windows_1256():
    with pytest.raises(Unreadable, match="byte 0xff at"):
        decode(ARABIC.encode() + b"\xff" + ARABIC.encode())


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
    assert dict(zip(loaded.documents["doc_id"], loaded.documents["outlet"])) == {
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


# ---- tables

def test_all_kinds_of_tables_give_the_same_documents(tmp_path):
    rows = [{"id": 7, "source": "x", "body": ARABIC, "published": "2011-03-18"},
            {"id": 8, "source": "y", "body": 'a "b",\nc', "published": None}]
    frame = pd.DataFrame(rows)
    frame.to_csv(tmp_path / "a.csv", index=False)
    frame.to_csv(tmp_path / "b.tsv", index=False, sep="\t")
    frame.to_csv(tmp_path / "c.csv", sep=";")
    frame.astype({"id": "float64"}).to_parquet(tmp_path / "d.parquet")
    put(tmp_path, "e.jsonl", "\n".join(json.dumps(row) for row in rows))
    put(tmp_path, "f.json", json.dumps(rows, ensure_ascii=False))
    found = [load(file).documents.drop(columns="source_file") for file in sorted(tmp_path.iterdir())]
    assert len(found) == 6 and found[0]["doc_id"].tolist() == ["7", "8"]
    for other in found[1:]:
        pd.testing.assert_frame_equal(found[0], other)


def test_parquet_dates_categories_and_bytes(tmp_path):
    table = pa.table({"outlet": pa.array(["x", "x", "y"]).dictionary_encode(),
                      "text": pa.array([b"one", b"\xff\xfe", b""], pa.binary()),
                      "date": pa.array([0, None, 86_400_000_000_000], pa.timestamp("ns"))})
    pq.write_table(table, tmp_path / "a.parquet")
    loaded = load(tmp_path)
    assert texts(loaded) == ["one", ""] and loaded.documents["date"].tolist() == ["1970-01-01", "1970-01-02"]
    assert "no encoding reads" in loaded.rejected["reason"][0] and loaded.rejected["doc_id"][0] == "a-2"


def test_ids_are_made_from_file_and_row_and_said(tmp_path):
    loaded = load(put(tmp_path, "b.csv", "outlet,text\nx,1\n\ny,2\n"))
    assert loaded.documents["doc_id"].tolist() == ["b-1", "b-3"]
    assert any("no doc_id in all rows" in note and "'b-1'" in note for note in loaded.notes)
    (tmp_path / "b.jsonl").write_text('{"outlet":"x","text":"3"}')
    assert load(tmp_path).documents["doc_id"].tolist() == ["b.csv-1", "b.csv-3", "b.jsonl-1"]


def test_rows_without_outlet_and_later_duplicates_are_rejected(tmp_path):
    put(tmp_path, "a.csv", f"{HEAD}1,x,one\n2,  ,two\n1,y,three\n")
    put(tmp_path, "b.csv", f"{HEAD}1,x,four\n5,x,five\n")
    loaded = load(tmp_path)
    assert texts(loaded) == ["one", "five"]
    assert loaded.rejected[["source_file", "row", "doc_id"]].values.tolist() == [
        ["a.csv", 2, "2"], ["a.csv", 3, "1"], ["b.csv", 1, "1"]]
    assert "already that of a.csv row 1" in loaded.rejected["reason"][2]
    assert any('doc_id = ""' in note for note in loaded.notes)


def test_an_id_of_a_rejected_row_is_still_free(tmp_path):
    assert texts(load(put(tmp_path, "a.csv", f"{HEAD}1,,one\n1,x,two\n"))) == ["two"]


def test_broken_lines_and_rows_are_rejected(tmp_path):
    put(tmp_path, "a.jsonl", '{"outlet":"x","text":"1"}\n{"outlet":\n[1]\n{"outlet":"x","text":["p","q"]}\n'
                             '{"outlet":"x","text":"\\ud83d"}\n')
    put(tmp_path, "b.csv", f"{HEAD}1,x,one, two\n2,x,ok,,\n3,x\n")
    loaded = load(tmp_path)
    assert texts(loaded) == ["1", "ok"]
    reasons = dict(zip(zip(loaded.rejected["source_file"], loaded.rejected["row"]), loaded.rejected["reason"]))
    assert sorted(reasons) == [("a.jsonl", 2), ("a.jsonl", 3), ("a.jsonl", 4), ("a.jsonl", 5), ("b.csv", 1), ("b.csv", 3)]
    assert "valid JSON" in reasons["a.jsonl", 2] and "half characters" in reasons["a.jsonl", 5]
    assert "4 cells where the header has 3" in reasons["b.csv", 1]


def test_loose_quotation_marks_in_a_tsv_are_text(tmp_path):
    loaded = load(put(tmp_path, "a.tsv", 'doc_id\toutlet\ttext\n1\tx\t"a" and b\n2\tx\t"open\n3\tx\tc\n'))
    assert texts(loaded) == ['"a" and b', '"open', "c"]


def test_an_unclosed_cell_is_said(tmp_path):
    loaded = load(put(tmp_path, "a.csv", f'{HEAD}1,x,one\n2,x,"open\n3,x,c\n'))
    assert any("irregular" in note for note in loaded.notes)


def test_missing_and_unreadable_values_are_null_with_one_note_a_column(tmp_path):
    loaded = load(put(tmp_path, "a.csv", "outlet,text,date,url,title\nx,1,31/2/2011,javascript:alert(1),\n"
                                         "x,2,,https://a.example/b,t\nx,3,soon,,u\n"))
    assert loaded.documents["date"].isna().all()
    assert loaded.documents["url"].tolist()[1] == "https://a.example/b" and loaded.documents["url"].isna().sum() == 2
    for part in ("2 values of date could not be read and became null (the first: '31/2/2011', a.csv, row 1)",
                 "1 value of url", "no title in 1 of 3 articles (the first: a-1)", "no date in any of 3 articles"):
        assert sum(part in note for note in loaded.notes) == 1, part


def test_languages(tmp_path):
    loaded = load(put(tmp_path, "a.csv", "outlet,text,lang\nx,1,Arabic\nx,2,EN-us\nx,3,\nx,4,العربية\nx,5,fr\n"))
    assert loaded.documents["language"].fillna("").tolist() == ["ar", "en", "", "ar", "fr"]


# ---- settings

def test_settings_beside_the_data(tmp_path):
    put(tmp_path, "nabra.toml", 'encoding = "windows-1256"\n[columns]\ntext = "nass"\n')
    put(tmp_path, "one/a.csv", f"id,nass,raw\n1,{ARABIC},r\n", "windows-1256")
    put(tmp_path, "one/nabra.toml", 'outlet = "al-thawra"\nlanguage = "ar"\n')
    put(tmp_path, "two/b.csv", f"id,nass,paper\n2,{ARABIC},p\n")
    put(tmp_path, "two/b.toml", 'encoding = "utf-8"\n[columns]\noutlet = "paper"\n')
    loaded = load(tmp_path)
    assert loaded.documents["outlet"].tolist() == ["al-thawra", "p"] and texts(loaded) == [ARABIC, ARABIC]
    assert sorted(loaded.sources["file"]) == ["nabra.toml", "one/a.csv", "one/nabra.toml", "two/b.csv", "two/b.toml"]
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


# ---- folders and what stops the reading

def test_what_is_passed_over_is_said(tmp_path):
    root, away = tmp_path / "root", tmp_path / "away"
    put(away, "secret.txt", "not to be read")
    put(root, "x/a.txt", "text")
    put(root, "x/.hidden.txt", "text")
    put(root, "x/b.docx", "text")
    put(root, "x/c.pdf", "text")
    os.symlink(away, root / "y")
    os.symlink(root, root / "x/loop")
    os.symlink(away / "secret.txt", root / "x/z.txt")
    loaded = load(root)
    assert loaded.documents["doc_id"].tolist() == ["x/a"]
    notes = "\n".join(loaded.notes)
    assert "2 files of kinds not read: .docx, .pdf" in notes and "3 passed over" in notes and "hidden" in notes


def test_what_stops_the_reading(tmp_path):
    with pytest.raises(NabraError, match="does not exist"):
        load(tmp_path / "none")
    with pytest.raises(NabraError, match="holds no file of articles"):
        load(tmp_path)
    with pytest.raises(NabraError, match="of a kind that is not read"):
        load(put(tmp_path, "a.docx", "x"))
    with pytest.raises(NabraError, match="a.parquet: it is not a whole Parquet file"):
        load(put(tmp_path, "a.parquet", b"PAR1 but no more"))
    with pytest.raises(NabraError, match=r"no usable article: 1 row or file was rejected; a.csv, row 1: it has no outlet"):
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

@pytest.mark.parametrize("name, articles, outlets", [("ant", 15_406, 5), ("saudinewsnet", 14_945, 14), ("khaleej", 3_255, 1)])
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

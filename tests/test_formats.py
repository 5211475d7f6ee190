"""Table files: CSV, TSV, JSON Lines, JSON and Parquet give the same documents; broken rows are rejected."""

import json

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from nabra.corpora.read import load

ARABIC = "قالت الحكومة إن المعارضة المسلحة «انسحبت» من المدينة."
HEAD = "doc_id,outlet,text\n"


def put(folder, name, content):
    file = folder / name
    file.write_bytes(content.encode())
    return file


def texts(loaded):
    return loaded.documents["text"].tolist()


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
    reasons = {(row.source_file, row.row): row.reason for row in loaded.rejected.itertuples()}
    assert sorted(reasons) == [*(("a.jsonl", row) for row in (2, 3, 4, 5)), ("b.csv", 1), ("b.csv", 3)]
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
    assert loaded.documents["url"].fillna("").tolist() == ["", "https://a.example/b", ""]
    for part in ("2 values of date could not be read and became null (the first: '31/2/2011', a.csv, row 1)",
                 "1 value of url", "no title in 1 of 3 articles (the first: a-1)",
                 "no date in any of 3 articles"):
        assert sum(part in note for note in loaded.notes) == 1, part


def test_languages(tmp_path):
    loaded = load(put(tmp_path, "a.csv", "outlet,text,lang\nx,1,Arabic\nx,2,EN-us\nx,3,\nx,4,عربي\nx,5,fr\n"))
    assert loaded.documents["language"].fillna("").tolist() == ["ar", "en", "", "ar", "fr"]


def test_a_column_that_stands_twice_is_said(tmp_path):
    loaded = load(put(tmp_path, "a.csv", "outlet,text,text\nx,1,2\n"))
    assert texts(loaded) == ["1"]
    assert any("'text' stands there more than once" in note for note in loaded.notes)


def test_nested_names_and_lists_in_json(tmp_path):
    line = {"source": {"id": None, "name": "x"}, "content": "t", "authors": ["A", "B"]}
    loaded = load(put(tmp_path, "a.jsonl", json.dumps(line)))
    assert loaded.documents[["outlet", "text", "author"]].values.tolist() == [["x", "t", "A; B"]]

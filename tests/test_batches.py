"""Reading in batches gives what reading at once gives, whatever the size; memory does not grow with the corpus."""

import json
import subprocess
import sys

import pandas as pd
import pytest

from nabra.corpora.read import batches, load
from nabra.errors import NabraError

TEXT = "قالت الحكومة إن المعارضة المسلحة «انسحبت» من المدينة."


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    """A folder of every kind of table and of texts, with ids that repeat across files and dates of one order."""
    root = tmp_path_factory.mktemp("mixed")
    rows = [{"id": f"{number}.0", "source": f"o{number % 3}", "body": f"{TEXT}\n{number}",
             "published": f"{number % 12 + 1}/{number % 28 + 1}/2019"} for number in range(57)]
    pd.DataFrame(rows).to_csv(root / "a.csv", index=False)
    (root / "b.jsonl").write_text("\n".join(json.dumps(row) for row in rows[40:]) + "\n{broken\n", encoding="utf-8")
    pd.DataFrame(rows).assign(id=[f"p{number}" for number in range(57)]).to_parquet(root / "c.parquet")
    (root / "d.json").write_text(json.dumps([row | {"id": f"d{row['id']}"} for row in rows[:9]]), encoding="utf-8")
    (root / "nahar").mkdir()
    for number in range(15):
        (root / f"nahar/{number:02}.txt").write_text(f"date: {number % 12 + 1}/{number + 10}/2019\n\n{TEXT}", encoding="utf-8")
    (root / "nahar/bad.txt").write_bytes(TEXT.encode() + b"\xff" + TEXT.encode())
    return root


def together(path, size):
    pieces = list(batches(path, size))
    assert all(len(piece.documents) <= max(size, 1) for piece in pieces)
    documents = pd.concat([piece.documents for piece in pieces], ignore_index=True)
    rejected = pd.concat([piece.rejected for piece in pieces], ignore_index=True)
    return documents, rejected, pd.concat([piece.sources for piece in pieces], ignore_index=True)


@pytest.mark.parametrize("size", [1, 7, 50, 10_000])
def test_batches_are_the_whole_in_pieces(mixed, size):
    whole = load(mixed)
    documents, rejected, sources = together(mixed, size)
    pd.testing.assert_frame_equal(documents[list(whole.documents)], whole.documents)
    key = ["source_file", "row", "reason"]
    assert rejected[key].astype("string").sort_values(key).values.tolist() == \
        whole.rejected[key].astype("string").sort_values(key).values.tolist()
    assert sorted(sources["file"]) == sorted(whole.sources["file"])
    assert whole.documents["date"].notna().all() and len(whole.rejected) == 19


@pytest.mark.parametrize("name", ["corpora/originals/FA-KES-Dataset.csv", "corpora/originals/2015-07-23.zip"])
def test_originals_in_batches(shared, name):
    whole = load(shared / name)
    documents, rejected, _ = together(shared / name, 300)
    pd.testing.assert_frame_equal(documents[list(whole.documents)], whole.documents)
    assert len(rejected) == len(whole.rejected)


def test_sizes_and_folders_without_articles(tmp_path):
    (tmp_path / "a.csv").write_text("outlet,text\n,no outlet\n", encoding="utf-8")
    with pytest.raises(NabraError, match="no usable article"):
        list(batches(tmp_path))
    with pytest.raises(NabraError, match="one article or more"):
        next(batches(tmp_path, 0))


PROGRAM = """
import resource, sys
from nabra.corpora import streams
from nabra.corpora.read import batches
streams.WHOLE = 1 << 20
total = sum(len(batch.documents) for batch in batches(sys.argv[1], 500))
print(total, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_memory_is_bounded_by_the_batch(tmp_path, kind):
    """A table of 50 MB takes hardly more memory than one of 5 MB (large means more than 1 MB here)."""
    peaks = []
    for times in (1, 10):
        path = tmp_path / f"{times}.{kind}"
        write(path, kind, 1_000 * times, TEXT * 55)
        done = subprocess.run([sys.executable, "-c", PROGRAM, path], capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        count, peak = map(int, done.stdout.split())
        assert count == 1_000 * times
        peaks.append(peak)
    assert peaks[1] < peaks[0] + 25, f"{peaks} MB at the peak"


def write(path, kind, rows, text):
    if kind == "parquet":
        import pyarrow as pa
        import pyarrow.parquet as pq

        schema = pa.schema({"doc_id": pa.string(), "outlet": pa.string(), "text": pa.string()})
        with pq.ParquetWriter(path, schema, compression="none", use_dictionary=False) as writer:
            for start in range(0, rows, 1000):
                ids = [str(number) for number in range(start, start + 1000)]
                writer.write_table(pa.table({"doc_id": ids, "outlet": ["x"] * 1000, "text": [text] * 1000}, schema))
        return
    with path.open("w", encoding="utf-8") as file:
        file.write("doc_id,outlet,text\n" if kind == "csv" else "")
        for number in range(rows):
            line = f"{number},x,{text}\n" if kind == "csv" else json.dumps(
                {"doc_id": str(number), "outlet": "x", "text": text}, ensure_ascii=False) + "\n"
            file.write(line)

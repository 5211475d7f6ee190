"""Counts the recall of codebook entries against a morphology database, on all distinct words of the corpora.

Run by hand (it needs the public corpora and the database), it writes ``tests/recall.csv``:

    python tests/count_recall.py ../shared/morphology/calima-msa-r13.db.gz ../shared/corpora

For each entry of one inflected Arabic word in the codebooks and in ``tests/codebooks/families.yml``: how many of
the corpora's distinct words are forms of its lemma to the database, and which of them the entry lacks, without its
switches. Words of one lemma that only spelling makes alike are among the missing; ``tests/recall_explained.csv``
says why each may be missing.
"""

import csv
import re
import sys
from pathlib import Path

import pyarrow.parquet as pq

from nabra.cues.codebook import load
from nabra.cues.codebook_check import entries
from nabra.cues.morphology import Morphology, audit
from nabra.text.normalise import WORD, word_key

ROOT = Path(__file__).resolve().parents[1]
RECORD = ROOT / "tests" / "recall.csv"
EXPLAINED = ROOT / "tests" / "recall_explained.csv"
COLUMNS = ("codebook", "entry", "class", "lemmas", "known", "missing", "recall", "words")
_word = re.compile(WORD)


def vocabulary(texts):
    """The word keys of texts."""
    raw = set()
    for text in texts:
        raw.update(_word.findall(text))
    return {word_key(word) for word in raw}


def corpus_texts(folder):
    """All titles and texts of the corpora in a folder."""
    for path in sorted(Path(folder).glob("*.parquet")):
        names = [name for name in ("title", "text") if name in pq.read_schema(path).names]
        for batch in pq.ParquetFile(path).iter_batches(columns=names):
            for row in zip(*(column.to_pylist() for column in batch.columns)):
                yield from filter(None, row)


def inflected_entries():
    """(codebook, entry, Entry) of each single Arabic word that inflects, each once."""
    seen = set()
    for path in (ROOT / "tests" / "codebooks" / "families.yml", *sorted((ROOT / "codebooks").glob("*.yml"))):
        book = load(path)
        for (_, name), terms in entries(book).items():
            entry = terms[0].entry
            if entry is None or terms[0].language != "ar" or len(terms) > 1 or entry.kind == "name":
                continue
            key = (entry.stem, entry.kind, entry.plurals, entry.also, entry.forms, entry.present)
            if key not in seen:
                seen.add(key)
                yield book.name, name, entry


def main(database, folder):
    morphology, words = Morphology(database), vocabulary(corpus_texts(folder))
    with RECORD.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for book, name, entry in inflected_entries():
            found = audit(entry, morphology, words)
            recall = "" if found.coverage is None else f"{found.coverage:.4f}"
            writer.writerow((book, name, entry.kind, " ".join(found.lemmas), len(found.known), len(found.missing),
                             recall, " ".join(found.missing)))


if __name__ == "__main__":
    main(*sys.argv[1:])

"""How often each codebook counts in the corpora that were read, and how much of it stays unresolved.

Run by hand (it needs the public corpora), it prints the rows of ``docs/codebooks-read.md`` that count:

    python tests/count_codebooks.py ../shared

first mentions and unresolved ones of each codebook in the three Arabic corpora, then for each entry that was read how
many of its mentions count there, and the same in the English texts that were read of it (FA-KES, BREACH, PolNeAR). Neutral
names are left out.
"""

import sys
from pathlib import Path

import pandas as pd

import nabra
from nabra.cues.codebook_hits import find_hits
from nabra.cues.function import weights
from nabra.cues.measure import instruments
from nabra.tables import frame
from nabra.text.language import packs

READ = Path(__file__).resolve().parent / "codebooks"
ARABIC = ("ant", "saudinewsnet", "khaleej")
COLUMNS = ["doc_id", "outlet", "language", "title", "text"]


def documents(shared, name):
    """The documents of a corpus; of BREACH each sentence is one, without a title."""
    if name in ARABIC:
        table = pd.read_parquet(shared / "corpora" / f"{name}.parquet").rename(columns={"lang": "language"})
    elif name == "fa-kes":
        table = pd.read_csv(shared / "corpora" / "originals" / "FA-KES-Dataset.csv", encoding="latin-1", dtype=str)
        table = table.rename(columns={"unit_id": "doc_id", "article_title": "title", "article_content": "text",
                                      "source": "outlet"}).assign(language="en")
    elif name == "breach":
        parts = []
        for path in sorted((shared / "corpora" / "breach").glob("*_sentences.csv")):
            rows = pd.read_csv(path, encoding_errors="replace")["sentence"].dropna()
            parts.append(pd.DataFrame({"doc_id": [f"{path.name}:{number}" for number in rows.index],
                                       "outlet": path.stem.split("_")[0], "text": rows.to_list()}))
        table = pd.concat(parts).assign(title=None, language="en")
    else:
        table = pd.read_parquet(shared / "gold" / "polnear_dev.parquet").assign(title=None, language="en")
        table["outlet"] = table["doc_id"].str.partition("_")[0]
    return frame("documents", table.dropna(subset=["text"]).drop_duplicates("doc_id")[COLUMNS])


def hits(shared, names, book):
    """The mentions of ``book`` in the corpora ``names``, without excludes and neutral names."""
    tools = instruments(nabra.codebook(book), packs(), weights())
    found = pd.concat([find_hits(documents(shared, name), tools).assign(corpus=name) for name in names])
    return found[found["concept"].notna() & (found["concept"] != "neutral-names")]


def lines(shared, read):
    """For each codebook its mentions in the corpora that were read of it, then the count of each entry in ``read``."""
    for book, rows in read.groupby("book"):
        names = ARABIC if set(rows["corpus"]) <= set(ARABIC) else sorted(rows["corpus"].unique())
        found = hits(shared, names, book)
        unresolved = int((~found["resolved"]).sum())
        yield f"| {book} | {len(found):,} | {unresolved:,} ({100 * unresolved / len(found):.0f} %) |"
        counts = found[found["resolved"]].groupby("entry").size()
        entries = rows[["concept", "variant", "entry"]].drop_duplicates()
        for row in entries.itertuples(index=False):
            yield f"    {row.concept}/{row.variant} {row.entry}: {counts.get('/'.join(row), 0):,}"


def main(shared, *files):
    for file in files or ("read.csv", "read-english.csv"):
        for line in lines(Path(shared), pd.read_csv(READ / file, dtype=str)):
            print(line, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

"""What a codebook misses of a referent, by referent and outlet, from the sentences that were read.

    python tests/count_coverage.py

prints the two tables of ``docs/codebooks-read.md``. ``tests/codebooks/coverage.csv`` holds counts a sentence (the
first two draws), ``tests/codebooks/coverage-places.csv`` the places (the third; ``tests/draw_coverage.py``).
"""

from pathlib import Path

import pandas as pd

from nabra.measures.intervals import clustered_wilson

FOLDER = Path(__file__).resolve().parent / "codebooks"
SENTENCE = ["book", "referent", "outlet", "doc_id", "start", "end"]
NOUNS, PRONOUNS = ["noun", "unit"], ["attached", "pronoun"]


def sentences():
    """One row a sentence: ids, draw, and the references found and missed in it, by kind."""
    counts = pd.read_csv(FOLDER / "coverage.csv", dtype={"doc_id": str})
    counts = counts.rename(columns={"missed_names": "nouns", "missed_pronouns": "pronouns"})
    places = pd.read_csv(FOLDER / "coverage-places.csv", dtype={"doc_id": str})
    kinds = places.groupby([*SENTENCE, "kind"]).size().unstack(fill_value=0)
    kinds = kinds.reindex(columns=["found", *NOUNS, *PRONOUNS], fill_value=0)
    read = kinds.assign(nouns=kinds[NOUNS].sum(axis=1), pronouns=kinds[PRONOUNS].sum(axis=1), draw=3)
    columns = [*SENTENCE, "draw", "found", "nouns", "pronouns", "units", "attached"]
    return pd.concat([counts, read.rename(columns={"unit": "units"}).reset_index()])[columns].reset_index(drop=True)


def missed(rows):
    """Share of the references that is missed, in percent, with its interval over articles (95 %)."""
    counts = rows.assign(missed=rows["nouns"] + rows["pronouns"]).groupby("doc_id")[["missed", "found"]].sum()
    size = counts.sum(axis=1)
    low, high = clustered_wilson(counts["missed"].to_numpy(), size.to_numpy())
    return f"{100 * counts['missed'].sum() / size.sum():.0f} % ({100 * low:.0f}–{100 * high:.0f})"


def by_outlet(read):
    """The lines of the first table."""
    lines = []
    for referent, of_one in read.groupby("referent"):
        groups = [*of_one.groupby("outlet"), ("all", of_one)]
        for outlet, rows in groups if len(groups) > 2 else groups[:1]:
            found, nouns, pronouns = rows[["found", "nouns", "pronouns"]].sum()
            lines.append(f"| {referent} | {outlet} | {len(rows)} | {found + nouns + pronouns} | {found} | {nouns} | "
                         f"{pronouns} | {missed(rows)} |")
    return lines


def by_kind(read):
    """The lines of the second table: what the later draws missed."""
    lines = []
    for referent, rows in read[read["draw"] > 1].groupby("referent"):
        found, nouns, pronouns, units, attached = rows[["found", "nouns", "pronouns", "units",
                                                        "attached"]].sum().astype(int)
        lines.append(f"| {referent} | {len(rows)} | {found + nouns + pronouns} | {nouns + pronouns} | {units} | "
                     f"{nouns - units} | {attached} | {pronouns - attached} |")
    return lines


if __name__ == "__main__":
    print("\n".join([*by_outlet(sentences()), "", *by_kind(sentences())]))

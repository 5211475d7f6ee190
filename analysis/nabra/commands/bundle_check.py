"""Whether articles at hand give what a bundle says: hashes, then every row, then every estimate."""

import hashlib
import io
import json
import math
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from nabra import comparison, pipeline
from nabra.commands import bundle_files, tables_out
from nabra.cues import codebook as codebooks
from nabra.cues import decisions
from nabra.errors import NabraError
from nabra.manifest import build
from nabra.show.safe import csv_cell

TOLERANCE = 1e-9  # relative difference of two estimates that counts as none: libraries round differently
FREE = ["source_file"]  # whoever has the same articles may have them in other files


@dataclass(frozen=True)
class Finding:
    """One line of the check: whether it holds, and what was found."""

    holds: bool
    text: str


def opened(folder):
    """The files of a bundle by name; NabraError where one is missing or is not the file that was bundled."""
    place = Path(folder) / bundle_files.SUMS
    if not place.is_file():
        raise NabraError(f"folder {folder}: no bundle here ({bundle_files.SUMS} is missing); make one with "
                         "nabra bundle make DIR --out FOLDER")
    found = {}
    for line in place.read_text(encoding="utf-8").splitlines():
        expected, _, name = line.partition("  ")
        file = Path(folder) / name
        if "/" in name or "\\" in name or not file.is_file() or file.is_symlink():
            raise NabraError(f"bundle {folder}: {name} is missing; ask for the whole bundle")
        data = file.read_bytes()
        if hashlib.sha256(data).hexdigest() != expected:
            raise NabraError(f"bundle {folder}: {name} is not as it was bundled: its SHA-256 should be "
                             f"{expected}, found {hashlib.sha256(data).hexdigest()}")
        found[name] = data
    return found


def check(bundle, loaded, codebook_path, processes=1, decided=None, repeated=None):
    """Compare a bundle with articles.

    Parameters
    ----------
    bundle : dict of str -> bytes
        Of `opened`.
    loaded : nabra.corpora.read.Loaded
        The articles at hand.
    codebook_path : Path
        The bundle's codebook.
    processes : int
    decided : DataFrame, optional
        A reader's decisions, which the measurement used.
    repeated : dict, optional
        The repeated lines that it left out.

    Yields
    ------
    Finding
        The articles' hashes; each table of cues of the articles whose texts are the same; if all articles
        are there, each table of estimates.
    """
    manifest = json.loads(bundle[bundle_files.MANIFEST])
    listed = _table(bundle["documents.csv"])
    same = yield from _hashes(listed, loaded.documents)
    if not len(same):
        return
    book = codebooks.load(codebook_path)
    cues = pipeline.measure(_grouped(same, listed), book, processes=processes, repeated=repeated)
    cues = cues if decided is None else decisions.apply(cues, decided)[0]
    yield from _versions(manifest, build(cues, book, loaded.sources, loaded.rejected, (), {}))
    tables = tables_out.tables_of(cues, loaded.rejected, texts=False)
    ids = set(_guarded(same["doc_id"]))
    for name in ("documents", "quotes", "attributions", "mentions"):
        expected = _table(bundle[f"{name}.csv"])
        expected = expected[expected["doc_id"].isin(ids)].reset_index(drop=True)
        found = _table(tables_out.csv(tables[name]).encode())
        bound = [one.drop(columns=FREE, errors="ignore") for one in (expected, found)]
        yield _compared(f"{name}.csv", *bound)
    if len(same) < len(listed):
        yield Finding(False, "the estimates cannot be made again without all articles")
        return
    for name, table in comparison.compare(cues, **manifest["bundle"]).items():
        file = f"measures-{name}.csv"
        if file in bundle:
            yield _compared(file, _table(bundle[file]), _table(tables_out.csv(table).encode()))


def _table(data):
    return pd.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False, encoding="utf-8-sig")


def _guarded(values):
    """Ids as they stand in the bundle's CSV files."""
    return [csv_cell(value) for value in values]


def _hashes(listed, documents):
    """What the hashes say; gives the articles whose text and title are those of the bundle."""
    here = documents.assign(key=_guarded(documents["doc_id"]),
                            title_hash=tables_out.without_texts(documents)["title_sha256"].fillna(""))
    both = here.merge(listed[["doc_id", "sha256", "title_sha256"]], left_on="key", right_on="doc_id",
                      suffixes=("", "_listed"))
    fits = (both["sha256"] == both["sha256_listed"]) & (both["title_hash"] == both["title_sha256"])
    absent, other, more = len(listed) - len(both), int((~fits).sum()), len(here) - len(both)
    found = [f"{int(fits.sum()):,} of {len(listed):,} articles are the same, by the SHA-256 of text and "
             "title"]
    found += [f"{absent:,} are not at hand"] if absent else []
    if other:
        found.append(f"{other:,} have another text or title (the first: {both.loc[~fits, 'doc_id'].iloc[0]})")
    found += [f"{more:,} more articles are not in the bundle and are left out"] if more else []
    yield Finding(not absent and not other, "; ".join(found))
    kept = both.loc[fits, "doc_id"]
    return documents[documents["doc_id"].isin(kept)].reset_index(drop=True)


def _grouped(documents, listed):
    """The articles with the columns that the bundle has beside those read: groups, genres."""
    known = listed.assign(key=listed["doc_id"]).set_index("key")
    more = [name for name in tables_out.SHARED if name in listed and name not in documents]
    rows = known.loc[_guarded(documents["doc_id"])]
    return documents.assign(**{name: pd.array(rows[name].where(rows[name] != "", None), dtype="string")
                               for name in more})


def _versions(expected, found):
    """A line where nabra, its language data or a library are others than those of the bundle."""
    before = {name: expected[name] for name in ("nabra", "format")} | expected["packages"]
    now = {name: found[name] for name in ("nabra", "format")} | found["packages"]
    others = [f"{name} {version}, here {now.get(name)}" for name, version in before.items()
              if now.get(name) != version]
    if expected["languages"] != found["languages"]:
        others.append("the languages' data")
    if others:
        yield Finding(True, f"made with other versions ({'; '.join(others)}): differences below may come "
                            "from that")


def _compared(name, expected, found):
    """Whether two tables hold the same rows, estimates within the tolerance."""
    if list(expected.columns) != list(found.columns):
        others = ", ".join(sorted(set(expected.columns) ^ set(found.columns)))
        return Finding(False, f"{name}: it has other columns ({others})")
    if len(expected) != len(found):
        return Finding(False, f"{name}: {len(found):,} rows, the bundle has {len(expected):,}")
    wrong = [(row, column) for column in expected for row, (a, b) in
             enumerate(zip(expected[column], found[column], strict=True)) if a != b and not _close(a, b)]
    if not wrong:
        return Finding(True, f"{name}: all {len(expected):,} rows are the same")
    row, column = min(wrong)
    first = f"row {row + 1}, {column} '{expected[column][row]}' in the bundle, '{found[column][row]}' here"
    rows = len({row for row, _ in wrong})
    return Finding(False, f"{name}: {rows:,} of {len(expected):,} rows differ (the first: {first})")


def _close(a, b):
    try:
        return math.isclose(float(a), float(b), rel_tol=TOLERANCE, abs_tol=TOLERANCE)
    except ValueError:
        return False

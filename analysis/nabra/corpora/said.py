"""What is said aloud about a reading: one sentence a note, however many files and rows it concerns."""

import re
from dataclasses import dataclass

import pandas as pd

WARNED = ("date", "title", "url")  # null where missing or unreadable, with one note a column
SHOWN = 5  # reasons for rejection that are printed


@dataclass(frozen=True)
class Note:
    """A sentence about one file (an empty name: about all)."""

    file: str
    text: str


@dataclass(frozen=True)
class Lost:
    """A value that could not be read and became null: its file, column, row (None in .txt) and the value."""

    file: str
    column: str
    row: int | None
    value: str


def rejections(rejected):
    """Sentences about a table of rejected rows: the count, then each kind of reason by its first case."""
    if not len(rejected):
        return ()
    kinds = rejected["reason"].map(lambda reason: re.sub(r"\d+|'.*'|that of .*;", "", reason))
    lines = [f"{count(len(rejected), 'row or file', 'rows or files')} rejected, the rest is read:"]
    for _, rows in list(rejected.groupby(kinds, sort=False))[:SHOWN]:
        first = rows.iloc[0]
        times = f" ({len(rows):,} like this)" if len(rows) > 1 else ""
        lines.append(f"  {place(first['source_file'], first['row'])}: {first['reason']}{times}")
    if kinds.nunique() > SHOWN:
        lines.append(f"  and {kinds.nunique() - SHOWN:,} more kinds of reason")
    return tuple(lines)


class Said:
    """Notes and lost values as they come; kept is one of each, with its files or its number."""

    def __init__(self, said=()):
        self.notes, self.lost = {}, {}
        self.add(said)

    def add(self, said):
        """Add notes; returns those whose sentence is new."""
        new = []
        for one in said:
            if isinstance(one, Lost):
                first, number = self.lost.get(one.column, (one, 0))
                self.lost[one.column] = (first, number + 1)
                continue
            same = one.text.partition(", such as ")[0]  # the example of the first stands for those of all
            if same not in self.notes:
                new.append(one)
            self.notes.setdefault(same, (one.text, []))[1].append(one.file)
        return new

    def merge(self, other):
        """Add all that ``other`` holds."""
        for same, (text, files) in other.notes.items():
            self.notes.setdefault(same, (text, []))[1].extend(files)
        for name, (first, number) in other.lost.items():
            earlier, before = self.lost.get(name, (first, 0))
            self.lost[name] = (earlier, before + number)

    def sentences(self):
        """A note on many files once, then lost values, once a column."""
        return (*(f"{_files(files)}{note}" for note, files in self.notes.values()),
                *(_lost(column, *case) for column, case in self.lost.items()))


def sentences(said):
    """Notes and lost values as sentences: a note on many files once, lost values once a column."""
    return Said(said).sentences()


def missing(documents):
    """One sentence for each of date, title and url that is null somewhere."""
    found = []
    for name in WARNED:
        null = documents[name].isna().to_numpy()
        first = documents["doc_id"].iloc[int(null.argmax())] if null.any() else None
        found.append(lacking(name, int(null.sum()), len(null), first))
    return tuple(filter(None, found))


def lacking(name, nulls, articles, first):
    """The sentence that so many of the articles have no ``name`` (the first of them: ``first``), or None."""
    if nulls == articles:
        return f"no {name} in any of {count(articles, 'article', 'articles')}"
    return f"no {name} in {nulls:,} of {articles:,} articles (the first: {first})" if nulls else None


def nothing(path, rejected):
    """The sentence of the error that nothing could be used."""
    if not rejected:
        return f"'{path}' holds no article; give files with at least one row"
    first = rejected[0]
    lost = count(len(rejected), "row or file was", "rows and files were")
    return (f"'{path}' holds no usable article: {lost} rejected; "
            f"{place(first['source_file'], first['row'])}: {first['reason']}")


def place(file, row):
    """Where a row stands, for a person."""
    return file if row is None or row is pd.NA else f"{file}, row {row}"


def count(number, one, many):
    """1 article, 2 articles."""
    return f"{number:,} {one if number == 1 else many}"


def _files(files):
    if not files[0]:
        return ""
    return files[0] + (f" and {len(files) - 1:,} more" if len(files) > 1 else "") + ": "


def _lost(column, first, number):
    value = f"'{first.value[:60]}'" if first.value.isprintable() else ascii(first.value[:60])
    return (f"{count(number, 'value', 'values')} of {column} could not be read and became null "
            f"(the first: {value}, {place(first.file, first.row)})")

"""Tables as text that spreadsheets, quanteda and tidytext read; what may not be passed on is left out."""

import hashlib

import pandas as pd

from nabra.errors import NabraError
from nabra.show.safe import csv_cell, csv_text
from nabra.text import groups

TEXTS = ("text", "title")  # what the outlet owns
SHARED = ("doc_id", "outlet", "language", "date", "url", "section", "author", "source_file", "sha256",
          "genre", "genre_basis", "origin", "origin_basis", *groups.COLUMNS)  # columns that are passed on without the texts, beside figures
MOST_ROWS, MOST_CHARACTERS = 1_048_575, 32_767  # of a sheet and of a cell in Excel


def without_texts(documents):
    """The documents table without texts and titles, their hashes and lengths in their place.

    Parameters
    ----------
    documents : DataFrame

    Returns
    -------
    DataFrame
        The columns in ``SHARED`` and those that hold figures or truth values; ``title_sha256``,
        ``characters`` and ``title_characters``.
    """
    names = [name for name in documents if name in SHARED or documents[name].dtype.kind in "biuf"]
    titles = documents["title"]
    return documents[names].assign(
        title_sha256=[None if pd.isna(title) else hashlib.sha256(title.encode()).hexdigest()
                      for title in titles],
        characters=documents["text"].str.len().astype("int64"),
        title_characters=titles.str.len().fillna(0).astype("int64"),
    )


def shared(name, table):
    """A table of cues without longer stretches of text: words of the codebook, cues and speakers stay."""
    if name == "documents":
        return without_texts(table)
    return table.drop(columns=["source"], errors="ignore")


def tables_of(cues, rejected, texts=True):
    """The tables of a measurement by name, with or without what the outlets own."""
    names = ("documents", "quotes", "attributions", "mentions", "labels")
    found = {name: getattr(cues, name) for name in names} | {"rejected": rejected}
    return found if texts else {name: shared(name, table) for name, table in found.items()}


def csv(table):
    """CSV for spreadsheets: a byte order mark, and no cell that a spreadsheet would calculate."""
    return "\ufeff" + csv_text(table)


def workbook(tables, place):
    """Write all tables into one .xlsx file, a sheet each.

    Raises
    ------
    NabraError
        openpyxl is not installed, or a table or a text is larger than Excel takes.
    """
    try:
        from openpyxl import Workbook
    except ImportError:
        raise NabraError("Excel files need the library openpyxl; install it with: pip install "
                         "\"nabra[excel]\", or export --as csv") from None
    for name, table in tables.items():
        _check_fits(name, table)
    book = Workbook(write_only=True)
    for name, table in tables.items():
        sheet = book.create_sheet(name)
        sheet.append([csv_cell(str(column)) for column in table.columns])
        for row in table.astype("object").itertuples(index=False):
            sheet.append([None if _null(value) else _plain(value) for value in row])
    book.save(place)


def _plain(value):
    return csv_cell(value) if isinstance(value, str) else value.item() if hasattr(value, "item") else value


def _null(value):
    return value is None or value is pd.NA or (isinstance(value, float) and value != value)


def _check_fits(name, table):
    if len(table) > MOST_ROWS:
        raise NabraError(f"{name} has {len(table):,} rows and a sheet of Excel holds {MOST_ROWS:,}; "
                         "export --as csv")
    for column in table:
        if table[column].dtype.kind in "biufM":
            continue
        lengths = table[column].astype("string").str.len().fillna(0)
        if len(lengths) and lengths.max() > MOST_CHARACTERS:
            place = table.iloc[int(lengths.to_numpy().argmax())].get("doc_id", "")
            raise NabraError(f"{name}: the {column} of '{place}' has {int(lengths.max()):,} characters and a "
                             f"cell of Excel holds {MOST_CHARACTERS:,}; export --as csv, or --no-text")

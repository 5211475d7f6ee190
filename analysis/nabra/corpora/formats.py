"""Which files are tables, and how each kind is opened."""

from nabra.corpora import arrow, delimited, jsonrows, sheets
from nabra.corpora.streams import text_of

DELIMITED = (".csv", ".tsv", ".tab")
JSON = (".jsonl", ".ndjson", ".json")
PARQUET = (".parquet", ".pq")
SHEETS = (".xlsx", ".xlsm")
TABLES = (*DELIMITED, *JSON, *PARQUET, *SHEETS)


def open_table(entry, encoding=None):
    """Look through one table file by its suffix.

    Parameters
    ----------
    entry : nabra.corpora.entries.Entry
    encoding : str, optional
        Of a CSV or JSON file, where given.

    Returns
    -------
    nabra.corpora.raw.Table

    Raises
    ------
    nabra.corpora.decode.Unreadable
        No encoding reads the file, it is broken as a whole, or needs a library that is not there.
    """
    if entry.suffix in PARQUET:
        return arrow.table(entry)
    if entry.suffix in SHEETS:
        return sheets.table(entry)
    text = text_of(entry, encoding)
    if entry.suffix in JSON:
        found = jsonrows.table(text, entry.suffix)
    else:
        found = delimited.table(text, entry.suffix)
    return type(found)(found.names, found.chunks, (*text.notes, *found.notes), found.one)

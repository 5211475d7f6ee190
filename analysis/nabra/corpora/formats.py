"""Readers of table files. Each gives a ``Raw``: column names, row numbers and a way to take one column.

Rows are numbered as a person counts: from 1, without the header; in JSON Lines by the line. Values come
as strings or None; nothing in them is changed.
"""

import csv
import json
import math
import re
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from nabra.corpora.decode import decode
from nabra.errors import NabraError

DELIMITED = (".csv", ".tsv", ".tab")
JSON = (".jsonl", ".ndjson", ".json")
PARQUET = (".parquet", ".pq")
TABLES = (*DELIMITED, *JSON, *PARQUET)
_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


@dataclass(frozen=True)
class Raw:
    """A table as it stands in its file.

    Attributes
    ----------
    names : tuple of str
        Column names in order.
    rows : sequence of int
        The number of each row.
    take : callable
        ``take(name, join)`` gives one column: a list of str or None, or a pandas string Series. A list of
        strings (JSON) is joined by "; " where ``join`` is true, else None.
    rejected : tuple of (int, str)
        Rows that could not be read, with the reason.
    notes : tuple of str
        What is to be said aloud.
    """

    names: tuple
    rows: object
    take: Callable
    rejected: tuple = ()
    notes: tuple = ()


def read_table(path, data, encoding=None):
    """Read one table file by its suffix.

    Parameters
    ----------
    path : Path
        The file; Parquet is read from it.
    data : bytes or None
        Its bytes (all other formats).
    encoding : str, optional
        Its encoding, where given.

    Raises
    ------
    nabra.corpora.decode.Unreadable
        No encoding reads the file.
    NabraError
        The file is broken as a whole.
    """
    suffix = path.suffix.lower()
    if suffix in PARQUET:
        return _parquet(path)
    decoded = decode(data, encoding, repair=True)
    notes = spoken(decoded)
    raw = _json(decoded.text, path) if suffix in JSON else _delimited(decoded.text, suffix)
    return Raw(raw.names, raw.rows, raw.take, raw.rejected, (*notes, *raw.notes))


def spoken(decoded):
    """What to say about an encoding: nothing where it was given or is UTF-8."""
    if decoded.replaced:
        other = "and no other encoding reads them all" if decoded.guessed else "which is the encoding given"
        return (f"{decoded.replaced:,} bytes are not {decoded.encoding}, {other}; each became U+FFFD",)
    return (f"read as {decoded.encoding}, guessed from its bytes",) if decoded.guessed else ()


# ---- CSV and TSV

@contextmanager
def _any_size():
    """Cells of any length while the block runs; the module's own limit is put back afterwards."""
    before = csv.field_size_limit(2**31 - 1)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _parse(text, **options):
    """All records of a delimited text; line ends inside cells stay as they are."""
    with _any_size():
        return list(csv.reader((found.group() for found in _LINES.finditer(text)), **options))


def _delimiter(text, suffix):
    """The delimiter of the header line: a tab in .tsv, else the commonest of , ; tab |."""
    header = re.sub(r'"[^"]*"', "", next((line for line in text[:100_000].splitlines() if line.strip()), ""))
    if suffix != ".csv" and "\t" in header:
        return "\t"
    return max(",;\t|", key=header.count)


def _records(text, suffix):
    """The records and notes; where quotation marks do not enclose cells properly, read leniently and said."""
    delimiter = _delimiter(text, suffix)
    try:
        return _parse(text, delimiter=delimiter, strict=True), ()
    except csv.Error as error:
        if delimiter == "\t":
            return _parse(text, delimiter=delimiter, quoting=csv.QUOTE_NONE), (
                "its quotation marks do not enclose cells; they are read as part of the text",)
        return _parse(text, delimiter=delimiter), (
            f"the quotation marks around its cells are irregular ({error}); check that no article swallowed "
            "the next",)


def _delimited(text, suffix):
    records, notes = _records(text, suffix)
    first = next((i for i, record in enumerate(records) if any(cell.strip() for cell in record)), None)
    if first is None:
        return Raw((), (), lambda name, join=True: [])
    header = [cell.strip() for cell in records[first]]
    rows, kept, rejected = [], [], []
    for number, record in enumerate(records[first + 1:], start=1):
        if any(record[len(header):]):
            rejected.append((number, f"it has {len(record)} cells where the header has {len(header)}; "
                                     "cells that hold the delimiter need quotation marks"))
        elif any(record):
            rows.append(number)
            kept.append(record)
    places = {}
    for place, name in enumerate(header):
        places.setdefault(name, place)
    twice = sorted({name for name in header if name and header.count(name) > 1})
    notes = (*notes, *(f"column '{name}' stands there more than once; the first is read" for name in twice))

    def take(name, join=True):
        place = places[name]
        return [record[place] if place < len(record) else None for record in kept]

    return Raw(tuple(places), rows, take, tuple(rejected), notes)


# ---- JSON

def _json(text, path):
    if path.suffix.lower() == ".json":
        try:
            whole = json.loads(text)
        except (ValueError, RecursionError) as error:
            whole = error
        if isinstance(whole, list):
            return _objects(list(enumerate(whole, start=1)), [])
        if isinstance(whole, Exception) and text.lstrip().startswith("["):
            raise NabraError(f"{path.name}: it is not valid JSON ({whole}); mend it or save it as JSON Lines")
    numbered, rejected = [], []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                numbered.append((number, json.loads(line)))
            except (ValueError, RecursionError) as error:
                rejected.append((number, f"the line is not valid JSON ({error})"))
    return _objects(numbered, rejected)


def _objects(numbered, rejected):
    rows, kept, names = [], [], {}
    for number, value in numbered:
        if isinstance(value, dict):
            rows.append(number)
            kept.append(_flat(value))
            names.update(dict.fromkeys(kept[-1]))
        else:
            rejected.append((number, "it is not a JSON object with named values"))


    def take(name, join=True):
        return [_cell(value.get(name), join) for value in kept]

    return Raw(tuple(names), rows, take, tuple(sorted(rejected)))


def _flat(value):
    """{"source": {"name": "x"}} -> {"source.name": "x"}, one level deep."""
    if not any(isinstance(inner, dict) for inner in value.values()):
        return value
    flat = {}
    for name, inner in value.items():
        inside = inner.items() if isinstance(inner, dict) else ()
        flat.update({f"{name}.{k}": v for k, v in inside} if inside else {name: inner})
    return flat


def _cell(value, join=True):
    """One value as a string: whole numbers without '.0', lists of strings joined by '; ', else None."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, float):
        if math.isnan(value):
            return None
        return str(int(value)) if value.is_integer() else str(value)
    if join and isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return "; ".join(value)
    return None if isinstance(value, (list, dict)) else str(value)


# ---- Parquet

def _parquet(path):
    try:
        file = pq.ParquetFile(path)
        names = tuple(file.schema_arrow.names)
        rows = range(1, file.metadata.num_rows + 1)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise _broken(path, error) from None

    def take(name, join=True):
        try:
            column = pq.read_table(path, columns=[name], partitioning=None).column(0)
        except (pa.ArrowException, OSError, ValueError) as error:
            raise _broken(path, error) from None
        return _arrow(column, join)

    return Raw(names, rows, take)


def _broken(path, error):
    reason = str(error).splitlines()[0] if str(error) else type(error).__name__
    return NabraError(f"{path.name}: it is not a whole Parquet file ({reason}); copy or write it anew")


def _arrow(column, join):
    """One Parquet column as strings; bad bytes stay in it as half characters, for the row to be rejected."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        column, kind = column.cast(kind.value_type), kind.value_type
    if pa.types.is_timestamp(kind):
        exact = column.cast(pa.timestamp("us", kind.tz), safe=False)
        return [None if value is None else value.isoformat() for value in exact.to_pylist()]
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        try:
            column.validate(full=True)
        except pa.ArrowInvalid:
            column, kind = column.cast(pa.large_binary()), pa.large_binary()
        else:
            return pd.Series(pd.array(column.cast(pa.large_string()), dtype=pd.StringDtype("pyarrow")))
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        decoded = (value and value.decode("utf-8", "surrogateescape") for value in column.to_pylist())
        return ["" if value == b"" else value for value in decoded]
    return [_cell(value, join) for value in column.to_pylist()]

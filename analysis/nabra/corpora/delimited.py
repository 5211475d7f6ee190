"""CSV and TSV. Line ends inside cells stay; loose quotation marks are read and said."""

import csv
import re
from contextlib import contextmanager
from itertools import islice

from nabra.corpora.raw import Raw, Table

SNIFFED = 100_000  # characters in which the delimiter is looked for


def table(text, suffix):
    """Look through a delimited text.

    Parameters
    ----------
    text : nabra.corpora.streams.Text
    suffix : str
        The file's: ``.csv`` takes the commonest of , ; tab | in the header, others a tab where one is there.

    Returns
    -------
    Table
    """
    delimiter = _delimiter(text, suffix)
    options, notes = _options(text, delimiter)
    header = next(_records(text, options), [])
    header = [cell.strip() for cell in header]
    if not header:
        return Table((), lambda size=None, wanted=(): iter(()))
    places = {}
    for place, name in enumerate(header):
        places.setdefault(name, place)
    twice = sorted({name for name in header if name and header.count(name) > 1})
    notes = (*notes, *(f"column '{name}' stands there more than once; the first is read" for name in twice))

    def chunks(size=None, wanted=()):
        records = enumerate(_records(text, options))
        next(records)
        while piece := list(islice(records, size)):
            yield _raw(piece, places, len(header))
            if size is None:
                return

    return Table(tuple(places), chunks, notes)


def _raw(piece, places, width):
    rows, kept, rejected = [], [], []
    for number, record in piece:
        if any(record[width:]):
            rejected.append((number, f"it has {len(record)} cells where the header has {width}; "
                                     "cells that hold the delimiter need quotation marks"))
        elif any(record):
            rows.append(number)
            kept.append(record)

    def take(name, join=True):
        place = places[name]
        return [record[place] if place < len(record) else None for record in kept]

    return Raw(rows, take, tuple(rejected))


@contextmanager
def _any_size():
    """Cells of any length while the block runs; the module's own limit is put back afterwards."""
    before = csv.field_size_limit(2**31 - 1)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _records(text, options):
    """The records from the header on: the first that holds anything."""
    begun = False
    reader = csv.reader(text.lines(""), **options)
    while True:
        with _any_size():
            record = next(reader, None)
        if record is None:
            return
        begun = begun or any(cell.strip() for cell in record)
        if begun:
            yield record


def _delimiter(text, suffix):
    """The delimiter of the header line: a tab in .tsv, else the commonest of , ; tab |."""
    looked = 0
    line = ""
    for line in text.lines(""):
        looked += len(line)
        if line.strip() or looked > SNIFFED:
            break
    header = re.sub(r'"[^"]*"', "", line[:SNIFFED])
    if suffix != ".csv" and "\t" in header:
        return "\t"
    return max(",;\t|", key=header.count)


def _options(text, delimiter):
    """How the records are read, and notes; where quotation marks do not enclose cells properly, leniently."""
    strict = {"delimiter": delimiter, "strict": True}
    try:
        for _ in _records(text, strict):
            pass
    except csv.Error as error:
        if delimiter == "\t":
            return {"delimiter": delimiter, "quoting": csv.QUOTE_NONE}, (
                "its quotation marks do not enclose cells; they are read as part of the text",)
        return {"delimiter": delimiter}, (
            f"the quotation marks around its cells are irregular ({error}); check that no article swallowed "
            "the next",)
    return strict, ()

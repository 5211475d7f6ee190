"""Excel workbooks: the first sheet that holds a table."""

import datetime
import zipfile
from itertools import islice

from nabra.corpora.decode import Unreadable
from nabra.corpora.entries import LIMIT, RATIO, UNPACKED
from nabra.corpora.jsonrows import cell
from nabra.corpora.optional import library
from nabra.corpora.raw import Raw, Table

MOST = 32_767  # characters that a cell of Excel holds; longer texts were cut when they were put in


def table(entry):
    """Look into an .xlsx file.

    Returns
    -------
    Table
        Of the first sheet with two rows or more; formulas count as the values that were saved with them.

    Raises
    ------
    nabra.corpora.decode.Unreadable
        It is no whole workbook, or needs the library openpyxl.
    """
    openpyxl = library("openpyxl", "Excel files", "excel")
    with entry.open() as stream:
        _check(stream)
    cut = 0
    with _book(openpyxl, entry) as sheets:
        filled = [sheet.title for sheet in sheets if len(list(islice(_rows(sheet), 2))) == 2]
    if not filled:
        return Table((), lambda size=None, wanted=(): iter(()))
    with _book(openpyxl, entry) as sheets:
        rows = _rows(_named(sheets, filled[0]))
        header = [str(value or "").strip() for value in next(rows)[1]]
        cut = sum(any(isinstance(value, str) and len(value) == MOST for value in row) for _, row in rows)
    others = ", ".join(map(repr, filled[1:]))
    notes = [f"only the sheet '{filled[0]}' is read, not {others}"] if others else []
    if cut:
        notes.append(f"{cut:,} of its rows hold a text of exactly {MOST:,} characters, the most that Excel "
                     "keeps: those articles were cut when they were put in; take them from the source")

    def chunks(size=None, wanted=()):
        with _book(openpyxl, entry) as sheets:
            rows = _rows(_named(sheets, filled[0]))
            first, _ = next(rows)
            while piece := list(islice(rows, size)):
                yield _raw([(number - first, row) for number, row in piece], header)
                if size is None:
                    return

    return Table(tuple(dict.fromkeys(header)), chunks, tuple(notes))


class _book:
    """The sheets of a workbook, opened for reading a row at a time, while the block runs."""

    def __init__(self, openpyxl, entry):
        self.openpyxl, self.entry = openpyxl, entry

    def __enter__(self):
        self.stream = self.entry.open()
        try:
            self.book = self.openpyxl.load_workbook(self.stream, read_only=True, data_only=True)
        except Exception as error:  # the library raises what its parts raise
            self.stream.close()
            raise Unreadable(f"it is not a whole Excel workbook ({error}); save it anew or as CSV") from None
        return self.book.worksheets

    def __exit__(self, *what):
        self.book.close()
        self.stream.close()


def _check(stream):
    """Refuse a workbook, which is a ZIP archive, that unpacks to more than is reasonable."""
    try:
        infos = zipfile.ZipFile(stream).infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise Unreadable(f"it is not a whole Excel workbook ({error}); save it anew or as CSV") from None
    total = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos)
    if total > UNPACKED or total > LIMIT and total > RATIO * packed:
        raise Unreadable("it unpacks to more than a workbook of articles does; save the sheet as CSV")


def _named(sheets, name):
    return next(sheet for sheet in sheets if sheet.title == name)


def _rows(sheet):
    """The number and values of each row that is not empty."""
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        if any(value is not None and value != "" for value in row):
            yield number, row


def _raw(numbered, header):
    places = {}
    for place, name in enumerate(header):
        places.setdefault(name, place)

    def take(name, join=True):
        place = places[name]
        return [_cell(row[place]) if place < len(row) else None for _, row in numbered]

    return Raw([number for number, _ in numbered], take)


def _cell(value):
    if isinstance(value, (datetime.datetime, datetime.date)):
        return value.isoformat()
    return cell(value)

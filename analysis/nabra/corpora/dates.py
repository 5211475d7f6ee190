"""Dates as outlets and archives write them, to YYYY-MM-DD. What cannot be read surely stays null."""

import re
from dataclasses import dataclass
from datetime import date

from nabra.corpora import hijri
from nabra.corpora.months import MONTHS, plain

ORDERS = ("dmy", "mdy")
OPEN = "open"  # in place of an order: the whole column was looked through, and nothing decides
YEARS = range(1800, 2200)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789", "\u200e\u200f")
_TIME = r"(?:[T\s,].*)?"
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})" + _TIME, re.DOTALL)
_SOLID = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?")
_YEAR_LAST = re.compile(r"(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{4})" + _TIME, re.DOTALL)
_NAME = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
_DAY_NAME = re.compile(rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|[.])?[\s,\-/]+(?:of\s+)?"
                       rf"({_NAME})\.?(?:\s*/\s*(?:{_NAME}))?[\s,،\-/]+(\d{{4}})(?!\d)")
_NAME_DAY = re.compile(rf"(?<!\w)({_NAME})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?[\s,،]+(\d{{4}})(?!\d)")


@dataclass(frozen=True)
class Dates:
    """Dates of one column: ISO strings or None, the positions that could not be read, and notes."""

    values: list
    unreadable: tuple
    notes: tuple = ()


def _iso(year, month, day):
    """The ISO date, or None: no such day, or a year of another calendar (1439 is a Hijri year)."""
    if int(year) not in YEARS:
        return None
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def readings(raw):
    """All readings of one written date: {'any': iso} where sure, else {'dmy': iso, 'mdy': iso}.

    An empty dict: it cannot be read. Only the order of day and month is ever open.
    """
    text = raw.translate(_DIGITS).strip()
    stated = hijri.figures(plain(text))
    if stated:
        return stated
    for pattern in (_YEAR_FIRST, _SOLID):
        found = pattern.fullmatch(text)
        if found:
            year, month, day = [part for part in found.groups() if part.isdigit()]
            return _sure(_iso(year, month, day))
    found = _YEAR_LAST.fullmatch(text)
    if found:
        first, second, year = found[1], found[3], found[4]
        both = {"dmy": _iso(year, second, first), "mdy": _iso(year, first, second)}
        return {order: iso for order, iso in both.items() if iso}
    text = plain(text)
    found = _DAY_NAME.search(text)
    if found:
        return _sure(_iso(found[3], MONTHS[found[2]], found[1]))
    found = _NAME_DAY.search(text)
    if found:
        return _sure(_iso(found[3], MONTHS[found[1]], found[2]))
    return hijri.named(text)


def _sure(iso):
    return {"any": iso} if iso else {}


def read(values, order=None):
    """Read one column of dates.

    Parameters
    ----------
    values : list of (str or None)
        As written.
    order : {'dmy', 'mdy', 'open'}, optional
        How 4/5/2017 is meant, where the user or the whole file says so.

    Returns
    -------
    Dates
        A date with day and month in figures and the year last is read as the column as a whole tells: the
        one order that reads every row. Where both orders (or neither) do, only the rows with one possible
        reading are read; the others are null and a note asks for ``date_order``.
    """
    cache = {raw: readings(raw) for raw in {value for value in values if value is not None}}
    notes = []
    if order is None:
        order, note = order_of(cache)
        notes += [note] if note else []
    order = None if order == OPEN else order
    notes += _hijri_note(cache)
    result = [None if raw is None else _pick(cache[raw], order) for raw in values]
    unreadable = tuple(i for i, raw in enumerate(values) if raw is not None and result[i] is None)
    return Dates(result, unreadable, tuple(notes))


def _hijri_note(cache):
    """What to say about Hijri dates of a column."""
    found = sorted(raw for raw, read_as in cache.items() if read_as and is_hijri(raw))
    return [hijri.NOTE.format("some dates" if len(found) > 1 else "one date", found[0])] if found else []


def is_hijri(raw):
    """Whether a written date that can be read is read as a Hijri one."""
    text = plain(raw.translate(_DIGITS).strip())
    gregorian = _DAY_NAME.search(text) or _NAME_DAY.search(text)
    return bool(hijri.figures(text)) or bool(hijri.named(text)) and not gregorian


def order_of(cache):
    """The order of day and month that reads all rows of a column, and what to say about it.

    Parameters
    ----------
    cache : dict
        Each written date of the column -> its readings.

    Returns
    -------
    ({'dmy', 'mdy'} or None, str or None)
    """
    open_rows = {raw: found for raw, found in cache.items() if found and "any" not in found}
    if not open_rows:
        return None, None
    example = next(iter(sorted(open_rows)))
    fits = [order for order in ORDERS if all(order in found for found in open_rows.values())]
    if len(fits) == 1:
        words = "day before month" if fits[0] == "dmy" else "month before day"
        return fits[0], f"dates such as {example} are read {words}, the only order that fits the whole column"
    if all(len(set(found.values())) == 1 for found in open_rows.values()):
        return None, None
    why = "could be day or month first" if fits else "put now the day, now the month first"
    return None, f'dates such as {example} {why}; the open ones are null: give date_order = "dmy" or "mdy"'


def _pick(found, order):
    if "any" in found:
        return found["any"]
    if order:
        return found.get(order)
    return next(iter(found.values())) if len(set(found.values())) == 1 else None

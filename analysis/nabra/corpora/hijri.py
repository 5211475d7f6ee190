"""Hijri dates where they say that they are: a month's name, or figures with the era.

Read by the Umm al-Qura calendar (library hijridate, 1343 to 1500 AH). Elsewhere a month may begin a day
earlier or later, which is said.
"""

import re

from nabra.corpora.months import BETWEEN, ERA, HIJRI_MONTHS
from nabra.errors import NabraError

_ERA = rf"\s*(?:{'|'.join(map(re.escape, sorted(ERA, key=len, reverse=True)))})(?!\w)\.?"
_NAME = "|".join(sorted(map(re.escape, HIJRI_MONTHS), key=len, reverse=True))
_BETWEEN = "".join(rf"(?:{re.escape(word)}\s+)?" for word in BETWEEN)
_NAMED = re.compile(rf"(?<!\d)(\d{{1,2}})[\s,\-/]+{_BETWEEN}({_NAME})[\s,،\-/]+(1[345]\d\d)(?!\d)")
_YEAR_FIRST = re.compile(rf"(1[345]\d\d)\s*([-/.])\s*(\d{{1,2}})\s*\2\s*(\d{{1,2}}){_ERA}")
_YEAR_LAST = re.compile(rf"(\d{{1,2}})\s*([-/.])\s*(\d{{1,2}})\s*\2\s*(1[345]\d\d){_ERA}")
NOTE = ("{} are Hijri and are read by the Umm al-Qura calendar (such as {}); where a month began on another "
        "evening the day differs by one")


def figures(text):
    """All readings of a date in figures with the era: ISO dates of the Gregorian calendar.

    Parameters
    ----------
    text : str
        With Western figures, in the spelling of ``months.plain``.

    Returns
    -------
    dict
        As ``dates.readings`` gives it; empty where no such date is stated, or there is no such day.
    """
    found = _YEAR_FIRST.search(text)
    if found:
        return _sure(_iso(found[1], found[3], found[4]))
    found = _YEAR_LAST.search(text)
    if not found:
        return {}
    both = {"dmy": _iso(found[4], found[3], found[1]), "mdy": _iso(found[4], found[1], found[3])}
    return {order: iso for order, iso in both.items() if iso}


def named(text):
    """The same for a date with the name of a Hijri month."""
    found = _NAMED.search(text)
    return _sure(_iso(found[3], HIJRI_MONTHS[found[2]], found[1])) if found else {}


def _sure(iso):
    return {"any": iso} if iso else {}


def _iso(year, month, day):
    try:
        from hijridate import Hijri
    except ImportError:
        raise NabraError(f"the date {day}/{month}/{year} is Hijri, and to read it the library hijridate is "
                         "needed; install it with: pip install \"nabra[files]\"") from None
    try:
        return Hijri(int(year), int(month), int(day)).to_gregorian().isoformat()
    except (ValueError, OverflowError):
        return None

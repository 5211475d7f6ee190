"""Text that somebody else wrote, made harmless for a page, a terminal or a spreadsheet."""

import html
import re
import unicodedata
from urllib.parse import urlsplit

# Invisible characters that reorder or hide what stands beside them: bidi controls, deprecated format
# characters, the byte order mark and the tag block. Zero-width joiners stay: Persian spelling needs them.
_INVISIBLE = re.compile(
    "[\u061c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_BREAKS = re.compile("[ \t\u00a0]*(?:\r\n|[\n\r\v\f\x85\u2028\u2029])\\s*")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def strip_controls(text):
    """``text`` without bidi controls, other invisible reordering characters and C0/C1 controls."""
    text = _SURROGATES.sub("\ufffd", _INVISIBLE.sub("", str(text)))
    return _CONTROLS.sub("", text)


def one_line(text):
    """``text`` on one line: line ends become `` ¶ ``, controls go, runs of space shrink to one."""
    text = strip_controls(_BREAKS.sub(" ¶ ", str(text)))
    return re.sub("[ \t\u00a0]+", " ", text)


def escape(text):
    """``text`` for HTML, in an element or a quoted attribute."""
    return html.escape(strip_controls(text), quote=True)


def link(url):
    """``url`` if it is a plain http or https address, else None (javascript:, data:, file: never pass)."""
    if not isinstance(url, str) or _CONTROLS.search(url) or _INVISIBLE.search(url) or len(url) > 2000:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme.lower() in ("http", "https") and parts.netloc else None


def csv_cell(value):
    """No formula for a spreadsheet: an apostrophe stands before a string that begins with = + - @."""
    if not isinstance(value, str):
        return value
    value = strip_controls(value)
    return "'" + value if value.lstrip(" \u00a0").startswith(_FORMULA) else value


def csv_text(table):
    """The table as CSV text; string cells are guarded by `csv_cell`, numbers are written in full."""
    guarded = table.copy()
    for column in guarded.columns:
        if guarded[column].dtype.kind not in "biufM":
            guarded[column] = [csv_cell(value) for value in guarded[column].astype("object")]
    guarded.columns = [csv_cell(str(column)) for column in guarded.columns]
    return guarded.to_csv(index=False, lineterminator="\n")


def display_width(text):
    """Cells a terminal gives to ``text``: combining and invisible characters take none, wide ones two."""
    cells = 0
    for character in text:
        if unicodedata.category(character) in ("Mn", "Me", "Cf"):
            continue
        cells += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return cells


def is_arabic(text):
    """True when most letters of ``text`` are written from right to left."""
    directions = [unicodedata.bidirectional(character) for character in str(text)]
    right = sum(direction in ("AL", "R") for direction in directions)
    return right > sum(direction == "L" for direction in directions)


def begins_arabic(text):
    """True when the first letter of ``text`` is written from right to left: what a line by itself follows."""
    directions = map(unicodedata.bidirectional, str(text))
    return next((one in ("AL", "R") for one in directions if one in ("AL", "R", "L")), False)

"""What an article holds that has a counterpart in other languages: names, numbers with their size, dates.

The names stand in ``languages/names.csv``, one line a name with its forms in each language; another language is
another column.
"""

import csv
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

from nabra.corpora.months import MONTHS, plain
from nabra.text.language import packs
from nabra.text.normalise import WORD, word_key

FILE = Path(__file__).parents[1] / "languages" / "names.csv"
LEAD = 1_500        # letters of the text that are read
TITLE = 2           # a headline counts twice
NISBA = ("", "ه", "ين", "ون", "ان", "ات")     # endings of an Arabic adjective of relation, folded
SHORT = 3           # letters of an Arabic form that carries particles at least
_word = re.compile(WORD)
_number = re.compile(r"(?<![\w.,])\d{1,3}(?:[,٬]\d{3})+(?!\d)|(?<![\w,])\d+(?:[.٫]\d+)?(?![\w])")
_day_first = re.compile(r"(?<![\d.,])(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([^\W\d_]+)(?:\s+([^\W\d_]+))?")
_month_first = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?![\d,.]?\d)")
_digits = str.maketrans({0x0660 + n: str(n) for n in range(10)} | {0x06F0 + n: str(n) for n in range(10)})


class Form(NamedTuple):
    """One written form: the keys of its words, whether each begins with a capital, and what it stands for."""

    keys: tuple
    capitals: tuple
    anchor: str


def languages():
    """The languages that the table of names has."""
    return tuple(name for name in _table()[0] if name != "kind")


def anchors(title, text, language):
    """The anchors of an article with how often each stands there.

    Parameters
    ----------
    title, text : str
        The headline, counted twice, and the text, of which the first 1,500 letters are read.
    language : str
        One of `languages`.

    Returns
    -------
    collections.Counter
        Anchor -> count. A name is ``kind:name`` with its first English form, a number ``number:value``, a date
        ``date:month-day``.

    >>> anchors("", "قُتل 1500 في حلب في 12 مايو", "ar") == anchors("", "1,500 killed in Aleppo on May 12", "en")
    True
    """
    found = Counter()
    for part, times in ((title, TITLE), (text[:LEAD], 1)):
        part = part.translate(_digits)
        rest, dates = _dates(part)
        for name in dates + _numbers(rest, language) + _names(rest, language):
            found[name] += times
    return found


def _dates(text):
    """The text without the dates of a day and a month by name, and these."""
    found = []

    def read(day, *names):
        month = next((MONTHS[name] for name in names if name in MONTHS), None)
        if month is None or not 1 <= int(day) <= 31:
            return False
        found.append(f"date:{month:02}-{int(day):02}")
        return True

    def day_first(match):
        if read(match[1], plain(f"{match[2]} {match[3]}")):
            return " "
        return f" {match[3] or ''}" if read(match[1], plain(match[2])) else match[0]

    def month_first(match):
        return " " if read(match[2], plain(match[1])) else match[0]

    return _month_first.sub(month_first, _day_first.sub(day_first, text)), found


def _numbers(text, language):
    scales = _scales(language)
    found = []
    for match in _number.finditer(text):
        value = float(match[0].replace(",", "").replace("٬", "").replace("٫", "."))
        behind = _word.match(text, _skip(text, match.end()))
        scale = scales.get(word_key(behind[0])) if behind else None
        found.append(f"number:{value * (scale or 1):.10g}")
    return found


def _skip(text, place):
    while place < len(text) and text[place] in " -\u00a0":
        place += 1
    return place


def _names(text, language):
    """The names in their order; of two that begin at one word the longer, and none within another."""
    forms = _forms(language)
    raw = [match[0].removesuffix("'s").removesuffix("’s") for match in _word.finditer(text)]
    keys = [word_key(word) for word in raw]
    found, place = [], 0
    while place < len(keys):
        for form in forms.get(keys[place], ()):
            end = place + len(form.keys)
            if tuple(keys[place:end]) == form.keys and all(
                    not wanted or word[:1].isupper() and (wanted == 1 or word.isupper())
                    for wanted, word in zip(form.capitals, raw[place:end])):
                found.append(form.anchor)
                place = end - 1
                break
        place += 1
    return found


@cache
def _forms(language):
    """{key of a first word: forms, the longest first}."""
    found = {}
    for anchor, kind, written in _rows(language):
        if kind == "scale" or written.isdecimal():
            continue
        words = [match[0] for match in _word.finditer(written)]
        keys = tuple(word_key(word) for word in words)
        capitals = tuple(2 if len(word) <= 4 and word.isupper() else int(word[:1].isupper()) for word in words)
        for first in _first(keys, language):
            for last in _last(keys[-1], language, kind):
                whole = (first, *keys[1:-1], last) if len(keys) > 1 else (first + last.removeprefix(keys[-1]),)
                found.setdefault(whole[0], {})[whole] = Form(whole, capitals, anchor)
    return {key: sorted(forms.values(), key=lambda form: (-len(form.keys), form)) for key, forms in found.items()}


def _first(keys, language):
    """The first word with the particles that it may carry."""
    word, pack = keys[0], packs().get(language)
    clitics = pack.proclitics if pack else ()
    if not clitics:
        return [word]
    bare = word.removeprefix("ال")
    if len(bare) < SHORT:
        return [word, "و" + word]
    plain_ones = [clitic for clitic in clitics if len(keys) == 1 or bare != word or not clitic.endswith(("ال", "لل"))]
    return list(dict.fromkeys([word, *(clitic + bare for clitic in plain_ones)]))


def _last(word, language, kind):
    if language == "ar" and word.endswith("ي") and len(word) > SHORT and kind != "person":
        return [word + ending for ending in NISBA]
    if language == "en" and not word.endswith("s") and len(word) > SHORT:
        return [word, word + "s"]
    return [word]


@cache
def _scales(language):
    return {word_key(written): float(anchor.partition(":")[2]) for anchor, kind, written in _rows(language)
            if kind == "scale"}


@cache
def _rows(language):
    """(anchor, kind, written form) of the table."""
    return [(f"{row['kind']}:{row['en'].partition('|')[0]}", row["kind"], form)
            for row in _table()[1] for form in row[language].split("|")]


@cache
def _table():
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(rows[0]), rows

"""Names of months in the spelling in which dates are compared (``months.toml``)."""

import tomllib
from importlib.resources import files

_RAW = tomllib.loads(files("nabra").joinpath("corpora/months.toml").read_text(encoding="utf-8"))
_SPELLINGS = str.maketrans("أإآ", "ااا", "\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652")


def plain(name):
    """A name without hamza on alif, tatweel, vowel signs and capitals."""
    return name.translate(_SPELLINGS).casefold()


def _numbers(rows):
    return {plain(name): number for row in rows for number, name in enumerate(row, start=1)}


MONTHS = _numbers(_RAW["gregorian"]) | _RAW["more"]
HIJRI_MONTHS = _numbers(_RAW["hijri"])
ERA = tuple(plain(name) for name in _RAW["era"])
BETWEEN = tuple(plain(name) for name in _RAW["between"])

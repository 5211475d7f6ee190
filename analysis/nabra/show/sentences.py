"""The sentences that the measures say (why there is no number, what to beware of), in Arabic."""

import re
import tomllib
from functools import cache
from importlib import resources

import pandas as pd


def arabic(said):
    """``said`` (one or several sentences parted by ``; ``) in Arabic; None where one is not known."""
    known = [_one(sentence) for sentence in said.split("; ")]
    return None if None in known else "؛ ".join(known)


def both(said):
    """``said`` in English and Arabic on one line; None for a null."""
    if pd.isna(said):
        return None
    return " · ".join(filter(None, (said, arabic(said))))


def _one(sentence):
    for pattern, template in _sentences():
        found = pattern.fullmatch(sentence)
        if found:
            return found.expand(template)
    return None


@cache
def _sentences():
    text = resources.files("nabra.show").joinpath("templates", "said.toml").read_text(encoding="utf-8")
    return tuple((re.compile(row["en"]), row["ar"]) for row in tomllib.loads(text)["sentence"])

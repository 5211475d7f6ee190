"""Names, in Arabic and English, of what the measures call by ids: kinds of source, classes of verbs."""

import tomllib
from functools import cache
from importlib import resources


def kind_labels(name, prefix):
    """(Arabic, English) name of a kind of source (prefix ``kind``) or class of words (``class``)."""
    said = _words().get(f"{prefix}_{name}", {})
    return said.get("ar", ""), said.get("en", name)


@cache
def _words():
    text = resources.files("nabra.show").joinpath("templates", "words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)

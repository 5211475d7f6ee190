"""The catalogue of public corpora: a recipe each, a small file on where it is, whose, and how it is read.

Facts in a recipe's datasheet are those that its ``seen`` names; counts marked so were counted by reading the
corpus with the recipe.
"""

import tomllib
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from nabra.corpora import settings
from nabra.errors import NabraError


@dataclass(frozen=True)
class Download:
    """One file of a corpus.

    Attributes
    ----------
    name, url : str
    bytes : int or None
        Its size, where known.
    sha256 : str or None
        Of the file. None: it could not be known when the recipe was written; the first fetch pins it.
    contents : str or None
        For an archive that is packed anew at each download: the SHA-256 of the lines ``SHA-256, two spaces,
        name`` of its members, sorted by name, each name without the archive's own top folder.
    only : str or None
        The regular expression that chooses the members for ``contents``.
    """

    name: str
    url: str
    bytes: int | None = None
    sha256: str | None = None
    contents: str | None = None
    only: str | None = None


@dataclass(frozen=True)
class Recipe:
    """A corpus: what ``nabra corpora`` shows, fetches and converts.

    Attributes
    ----------
    name, title, home : str
    datasheet : dict
        what, who, years, languages, outlets, unit, articles, licence, citation, quirks, seen.
    downloads : tuple of Download
    reading : dict
        What a ``nabra.toml`` would say.
    join : dict
        ``file``, ``key`` and ``columns`` of a table of metadata inside the archive; may be empty.
    articles, rejected : int or None
        How many the whole corpus gives, counted.
    """

    name: str
    title: str
    home: str
    datasheet: dict
    downloads: tuple
    reading: dict
    join: dict = field(default_factory=dict)
    articles: int | None = None
    rejected: int | None = None


def names():
    """The names of all recipes, sorted."""
    folder = files("nabra").joinpath("corpora/recipes")
    found = [entry.name for entry in folder.iterdir() if entry.name.endswith(".toml")]
    return sorted(name.removesuffix(".toml") for name in found)


@cache
def recipe(name):
    """The recipe of one corpus; NabraError naming the nearest if there is none of that name."""
    if name not in names():
        near = get_close_matches(name, names(), 1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(names())}"
        raise NabraError(f"corpus '{name}' is not in the catalogue; {hint}")
    text = files("nabra").joinpath(f"corpora/recipes/{name}.toml").read_text(encoding="utf-8")
    raw = tomllib.loads(text)
    base = raw.pop("base", "")
    downloads = tuple(Download(**{**one, "url": base + one["url"]}) for one in raw.pop("files"))
    settings.check(raw["reading"], f"recipe {name}")
    return Recipe(name=name, downloads=downloads, **raw)

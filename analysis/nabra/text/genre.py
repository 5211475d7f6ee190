"""What an article is (news, opinion …) and whose (own, agency, translated), by the words that tell."""

import re
import tomllib
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from nabra.text import lead
from nabra.text.agencies import agency
from nabra.text.normalise import WORD, phrase_key, word_key

FILE = Path(__file__).parents[1] / "languages" / "genre.toml"
GENRES = ("news", "opinion", "interview", "press review", "statement", "unknown")
ORIGINS = ("own", "agency", "translated", "unknown")
NOT_NEWS = ("opinion", "interview", "press review", "statement")
UNKNOWN = "unknown"
GIVEN = ("text", "title", "author", "url", "section")     # columns of the documents that are asked
COLUMNS = ("genre", "genre_basis", "origin", "origin_basis")
OPENING, CLOSING = 200, 300     # letters
BEFORE = 60                     # letters that may stand before a headline that is printed again
READ = 4_000                    # letters in which words of argument are looked for
NAMES = (2, 5)                  # words of a person's name
BYLINES = 1 << 12               # that are remembered: most are printed again and again
_word = re.compile(WORD)
_letters = re.compile(r"[^\W\d_]{2}")
_apart = re.compile(r"\sـ+\s|ـ-")
_between = re.compile(r",\s+(?:and\s+)?|\s+and\s+")     # names of several authors, in Latin letters
_person = re.compile(r"(?:[^\W\d_]+\.?\s+)+[^\W\d_]+")
_marked = re.compile(r"[«“\"][^«»“”\"\n]{0,300}[»”\"]")


class Rule(NamedTuple):
    """One rule of genre.toml; ``where`` is the name of a place, or signed, reported, agency.

    needs : letters of which some stand wherever the pattern fits
    """

    id: str
    value: str
    where: str
    pattern: object
    times: int
    least: int
    needs: tuple


class Rules(NamedTuple):
    """The data file, compiled."""

    genre: tuple
    origin: tuple
    noise: tuple
    no_person: frozenset
    arguing: frozenset


class Places(NamedTuple):
    """Where rules look in one article; every place is a string."""

    byline: str
    url: str
    section: str
    title: str
    opening: str
    closing: str
    lines: str
    text: str
    reports: object = None      # a number -> whether one of so many words at the head of the text is a reporting verb


@cache
def rules(path=FILE):
    """The rules of the data file."""
    data = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    return Rules(
        *(tuple(_rule(row) for row in data[kind]) for kind in ("genre", "origin")),
        tuple(re.compile(pattern, re.IGNORECASE) for pattern in data["noise"]),
        *(frozenset(map(phrase_key, data[name])) for name in ("no_person", "arguing")),
    )


def _rule(row):
    kind = next((name for name in ("signed", "reported", "agency") if row.get(name)), row.get("where"))
    pattern = re.compile(row["pattern"], re.IGNORECASE) if "pattern" in row else None
    least = row.get("arguing", row.get("words", 0))
    return Rule(row["id"], row["is"], kind, pattern, row.get("times", 1), least, tuple(row.get("needs", ())))


def genre_and_origin(text, title=None, author=None, url=None, section=None, language=None, reports=None):
    """What an article is and whose, and by which rules (genre.toml) that is known.

    Parameters
    ----------
    text : str
    title, author, url, section : str, optional
        As the outlet prints them.
    language : str, optional
        Code of the language pack whose reporting verbs tell news.
    reports : callable, optional
        What tells whether one of so many words from a place on is such a verb, where the text has been read
        (``text.lead.reports``, with the text); by default its words are read here.

    Returns
    -------
    tuple of (str, str or None, str, str or None)
        Genre (one of `GENRES`), the rule's id, origin (one of `ORIGINS`), the rule's id; the id is None where
        no rule fits and the value is unknown.

    Caution
    -------
    The words do not always tell. A column without a byline is found as one only if it says so.

    >>> genre_and_origin("افتُتح المعرض أمس.", author="القاهرة - رويترز")
    ('news', 'reported', 'agency', 'agency-named')
    """
    known = rules()
    stripped = _without_headline(text.strip(), (title or "").strip(" .\n"))
    start = len(text.rstrip()) - len(stripped)
    place = Places(_byline(author or ""), url or "", section or "", (title or "").strip(), stripped[:OPENING],
                   stripped[-CLOSING:], "\n" + stripped.replace("\r", "\n"), stripped,
                   partial(reports or partial(lead.read_reports, text, language), start))
    folded = {}
    return (*_first(known.genre, place, folded, known), *_first(known.origin, place, folded, known))


@lru_cache(maxsize=BYLINES)
def _byline(author):
    """The byline without what a content system left there."""
    for pattern in rules().noise:
        author = pattern.sub(" ", author)
    return " ".join(author.split()).strip(" :،")


def _without_headline(text, title):
    """The text behind its headline, where this stands again at its head, after a date perhaps."""
    place = text.find(title, 0, len(title) + BEFORE) if title else -1
    return text[place + len(title):].lstrip(" .”’\"'|\r\n") or text if place >= 0 else text


def _first(choices, place, folded, known):
    """(value, id) of the first rule that fits; (unknown, None) without one. ``folded``: places in small letters."""
    for rule in choices:
        looked = getattr(place, rule.where, None)
        if looked == "":
            continue
        if rule.needs:
            if rule.where not in folded:
                folded[rule.where] = looked.casefold()
            if not _any_in(rule.needs, folded[rule.where]):
                continue
        if _fits(rule, looked, place, known):
            return rule.value, rule.id
    return UNKNOWN, None


def _any_in(needed, looked):
    for letters in needed:
        if letters in looked:
            return True
    return False


def _fits(rule, looked, place, known):
    if rule.where == "signed":
        return _is_person(place.byline) and _argues(place.text, known) >= rule.least
    if rule.where == "reported":
        return _reports(place, rule.least)
    if rule.where == "agency":
        return agency(place.byline or None, place.text) is not None
    if rule.times == 1:
        return rule.pattern.search(looked) is not None
    return sum(1 for _ in rule.pattern.finditer(looked)) >= rule.times


@lru_cache(maxsize=BYLINES)
def _is_person(byline):
    """Is the byline names alone: some words of letters each, no place, sign or number with them?"""
    return bool(byline) and all(_is_name(part.strip(), rules()) for part in _between.split(byline))


def _is_name(byline, known):
    words = phrase_key(byline.replace(".", " ")).split()
    return NAMES[0] <= len(words) <= NAMES[1] and bool(_person.fullmatch(byline)) and not _apart.search(byline) \
        and not known.no_person.intersection(words)


def _argues(text, known):
    """How many different words of argument stand outside quotation marks."""
    words = set(_word.findall(_marked.sub(" ", text[:READ])))
    return len(known.arguing.intersection(key for word in words for key in word_key(word).split()))


def _reports(place, number):
    """Does the byline name more or other than a person, or does the lead hold a verb of reporting?"""
    if _letters.search(place.byline) and not _is_person(place.byline):
        return True
    return place.reports(number)


def with_genre(documents, found=None):
    """The articles with the columns `COLUMNS`; a genre or origin that they state themselves stays.

    Parameters
    ----------
    documents : DataFrame
        The documents table, with languages; untouched.
    found : list of tuple, optional
        What ``genre_and_origin`` told of each article; by default it is asked.
    """
    if found is None:
        cells = ([None if pd.isna(cell) else cell for cell in documents[name]] for name in (*GIVEN, "language"))
        found = [genre_and_origin(*row) for row in zip(*cells)]
    table = pd.DataFrame(found, columns=COLUMNS, index=documents.index, dtype="string")
    for name in ("genre", "origin"):
        if name in documents:
            stated = documents[name].astype("string")
            table[name] = stated.fillna(table[name])
            table[f"{name}_basis"] = table[f"{name}_basis"].mask(stated.notna(), "stated")
    rest = documents.drop(columns=["genre_basis", "origin_basis"], errors="ignore")
    return rest.assign(**{name: table[name] for name in COLUMNS})

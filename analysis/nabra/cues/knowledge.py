"""What is known of words and strings beforehand: word groups and what the corpora say.

Three kinds of data stand in ``languages/``, all of them readable and open to dispute: the word groups of
``function/<code>.toml``; ``<code>_words.csv``, the frequent words with their kind and their distributional
class; ``<code>_marked.csv``, the strings that newspapers print between marks and the words that stand in,
before and after marks. A language without the last two is measured all the same.
"""

import csv
import math
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from operator import itemgetter
from typing import NamedTuple

from nabra.tables import FUNCTIONS
from nabra.text.language import load
from nabra.text.normalise import word_key

# How many sightings an average one outweighs.
PRIOR = {"string": 1.0, "before": 3.0, "after": 5.0, "word": 2.0}
UNSEEN = (None, 0.0)
WORDS = ("word", "count", "class", "kind")
MARKED = ("kind", "text", "marked", "unmarked", *FUNCTIONS)
REMEMBERED = 1 << 16     # words that a Memo holds at most


class Word(NamedTuple):
    """A frequent word: how often it stands in the corpora, its class and what kind it is (or '')."""

    count: int
    cluster: str
    kind: str       # finite-verb, past-verb, person or ''


class Marked(NamedTuple):
    """How strings stand between marks.

    ``shares`` maps (kind, key) to (log ratios per function in FUNCTIONS' order, sightings): by how much the
    string is more often a speech, fragment, name or label than short quotations are; ``counts`` maps a string
    to (times in marks, times without).
    """

    shares: dict
    counts: dict


class Memo(dict):
    """The answers of a function of one string, each found once; when it is full it begins anew."""

    def __init__(self, function):
        super().__init__()
        self.function = function

    def __missing__(self, key):
        if len(self) >= REMEMBERED:
            self.clear()
        self[key] = answer = self.function(key)
        return answer


@dataclass(frozen=True, eq=False)
class Knowledge:
    """All that is known of one language: word groups (by name), endings, words and marked strings."""

    code: str
    groups: dict
    joined: dict            # the groups with a conjunction written onto their words or not
    reporting: frozenset    # keys of reporting verbs and participles
    sources: frozenset      # … and of words before a source
    endings: dict
    articles: tuple
    conjunctions: tuple
    attached: tuple
    feminine_future: str
    feminine_ending: str
    words: dict
    verbs: frozenset        # finite verbs among the words
    marked: Marked


@cache
def knowledge(code):
    """The Knowledge of language ``code`` from its committed files; empty where there are none."""
    empty = Knowledge(**_groups(code), **_cue_words(load(code).cues), words={}, verbs=frozenset(),
                      marked=Marked({}, {}))
    return with_lists(empty, read_words(_text(f"{code}_words.csv")), read_marked(_text(f"{code}_marked.csv")))


def with_lists(known, words, marked):
    """The same Knowledge with other lists of words and of marked strings."""
    return replace(known, words=words, verbs=verbs_of(words, known.conjunctions), marked=marked)


def _cue_words(cues):
    said = [cue for cue in cues if cue.kind in ("verb", "act", "participle") and not cue.weak]
    alone = [cue for cue in said if len(cue.words) == 1]
    return {"reporting": frozenset(cue.words[0] for cue in alone),
            "sources": frozenset(cue.words[0] for cue in cues if cue.kind == "source")}


def _text(*path):
    place = (files("nabra") / "languages").joinpath(*path)
    return place.read_text(encoding="utf-8") if place.is_file() else ""


def _groups(code):
    data = tomllib.loads(_text("function", f"{code}.toml"))
    groups = {name: frozenset(map(word_key, line.split())) for name, line in data.get("groups", {}).items()}
    groups["no_names"] = groups.get("so_called", frozenset()) | groups.get("negations", frozenset())
    groups["calls"] = groups.get("known_as", frozenset()) | groups.get("called", frozenset())
    conjunctions = data.get("conjunctions", ())
    return {
        "code": code, "groups": groups,
        "joined": {name: words.union(start + word for start in conjunctions for word in words)
                   for name, words in groups.items()},
        "endings": {name: tuple(line.split()) for name, line in data.get("endings", {}).items()},
        "articles": tuple(map(word_key, data.get("article", ()))),
        "conjunctions": tuple(conjunctions), "attached": tuple(data.get("attached", ())),
        "feminine_future": data.get("feminine_future", ""),
        "feminine_ending": word_key(data.get("feminine_ending", "")),
    }


def read_words(text):
    """``<code>_words.csv`` as a dict: key -> Word."""
    return {word: Word(int(count), cluster, kind) for word, count, cluster, kind in _rows(text, WORDS)}


def read_marked(text):
    """``<code>_marked.csv`` as Marked."""
    seen, counts = {}, {}
    for kind, string, marked, unmarked, *sightings in _rows(text, MARKED):
        seen[kind, string] = tuple(map(float, sightings))
        if kind == "string":
            counts[string] = int(marked), int(unmarked)
    return marked_of(seen, counts)


def marked_of(seen, counts):
    """Marked, from the sightings of each (kind, text) by function and the counts of strings.

    The row (all, '') holds the sightings of all short quotations; without it nothing is known.
    """
    if ("all", "") not in seen:
        return Marked({}, {})
    total = seen["all", ""]
    average = [one / sum(total) for one in total]
    shares = {}
    for (kind, text), sightings in seen.items():
        if kind != "all":
            weight, n = PRIOR[kind], sum(sightings)
            smoothed = [(one + weight * mean) / (n + weight) for one, mean in zip(sightings, average)]
            shares[kind, text] = tuple(math.log(one / mean) for one, mean in zip(smoothed, average)), n
    return Marked(shares, counts)


def _rows(text, columns):
    """The rows of a table, of each the cells of these columns."""
    rows = csv.reader(line for line in text.splitlines() if not line.startswith("#"))
    names = next(rows, columns)
    return map(itemgetter(*map(names.index, columns)), rows)


def bare(word, known):
    """A word without its article (and what is written onto that), if two letters or more stay."""
    for article in known.articles:
        if word.startswith(article) and len(word) - len(article) >= 2:
            return word[len(article):]
    return word


def verbs_of(listed, conjunctions):
    """The finite verbs among listed words, those of the imperfect also behind a conjunction."""
    imperfect = [word for word, one in listed.items() if one.kind == "finite verb"]
    return frozenset(word for word, one in listed.items() if one.kind == "past verb").union(
        imperfect, (conjunction + word for conjunction in conjunctions for word in imperfect))

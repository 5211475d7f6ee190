"""The words of violence of one language: a data file made into keys that a text is looked up in."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from nabra.cues.inflect import NUMBERS
from nabra.cues.inflect_verbs import verb_forms
from nabra.text.normalise import word_key
from nabra.text.read import keys_in

_NOUN_PREFIXES = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "ال", "وال", "بال", "فال", "كال", "لل", "ولل")
_NOUN_ENDS = ("", "ه", "ها", "هم", "هما", "نا")
_BARE = ("", "و", "ف", "ل")     # prefixes that a noun and a verb share
VERBS = ("either", "active", "passive", "intransitive")


@dataclass(frozen=True)
class Word:
    """One word of violence: the event, its form, and the stem under which its conditions stand.

    ``form`` is ``either`` (active and passive are written alike), ``active``, ``passive``, ``intransitive``,
    ``noun`` (of the event) or ``victim`` (of those who suffered); ``owned``: a pronoun is written onto it.
    """

    event: str
    form: str
    stem: str
    owned: bool = False


@dataclass(frozen=True)
class Lexicon:
    """``words``: key -> tuple of Word; ``needs``: stem -> keys of which one must follow; ``sets``: lists of keys;
    ``phrases``: lists of tuples of keys."""

    words: dict
    needs: dict
    sets: dict
    phrases: dict


@cache
def lexicon(code):
    """The Lexicon of language ``code``; None where the language has no such file."""
    path = files("nabra") / "languages" / "events" / f"{code}.toml"
    if not path.is_file():
        return None
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    words = {}
    for key, word in _english(data) if "inflected" in data else _arabic(data):
        words.setdefault(key, []).append(word)
    groups = {name: listed for part in ("agents", "words", "not") for name, listed in data.get(part, {}).items()}
    return Lexicon(
        {key: tuple(dict.fromkeys(found)) for key, found in words.items()},
        {word_key(stem): frozenset(map(word_key, listed)) for stem, listed in data.get("needs", {}).items()},
        {name: frozenset(map(word_key, listed)) for name, listed in groups.items()},
        {name: tuple(tuple(keys_in(phrase)) for phrase in listed) for name, listed in groups.items()},
    )


def _arabic(data):
    for form in VERBS:
        for event, stems in data["verbs"].get(form, {}).items():
            for stem in stems:
                yield from _verb(event, form, stem)
    for form, part in (("noun", "nouns"), ("victim", "victims")):
        for event, stems in data[part].items():
            for stem in stems:
                base = stem[:-1] + "ت" if stem.endswith("ه") else stem
                for prefix in _NOUN_PREFIXES:
                    for end in _NOUN_ENDS:
                        key = prefix + (base if end else stem) + end
                        yield word_key(key), Word(event, form, word_key(stem), bool(end))


def _verb(event, form, stem):
    alone = verb_forms([(word_key(stem), stem)], [], ("past", "present"), NUMBERS, "any", False, True)
    for key in alone:
        yield key, Word(event, form, word_key(stem))
    for key in verb_forms([(word_key(stem), stem)], [], ("past", "present"), NUMBERS, "any", True, True) - alone:
        yield key, Word(event, form, word_key(stem), True)


def bare(key, stem):
    """Whether ``key`` is the stem with no more than a prefix that nouns and verbs share."""
    return key.endswith(stem) and key[:len(key) - len(stem)] in _BARE


def _english(data):
    for form, events in data["inflected"].items():
        for event, rows in events.items():
            for row in rows:
                keys = keys_in(row)
                for key in keys:
                    yield key, Word(event, form, keys[0])

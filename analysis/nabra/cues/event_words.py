"""The words of violence of one language: a data file made into keys that a text is looked up in."""

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from nabra.cues.inflect import NUMBERS
from nabra.cues.inflect_verbs import TENSES, verb_forms
from nabra.text.normalise import word_key
from nabra.text.read import keys_in

SHORT = 3           # letters of a stem whose forms with an ending may be another word's
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
    ``phrases``: lists of tuples of keys; ``letters``: what is written onto words; ``classes``: key -> the classes of
    words that stand beside an act and say whose it is."""

    words: dict
    needs: dict
    sets: dict
    phrases: dict
    letters: dict
    classes: dict


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
        {name: tuple(listed) for name, listed in data.get("letters", {}).items()},
        _classes(data) if "doer" in data else {},
    )


def _arabic(data):
    for form in VERBS:
        for event, stems in data["verbs"].get(form, {}).items():
            for stem in stems:
                yield from _verb(event, form, stem, data["letters"])
    for form, part in (("noun", "nouns"), ("victim", "victims")):
        for event, stems in data[part].items():
            for stem in stems:
                for key, owned in _noun(stem, data["letters"], form == "noun" and len(stem) > SHORT):
                    yield word_key(key), Word(event, form, word_key(stem), owned)


def _noun(stem, letters, with_accusative=True):
    """The forms of a noun with what is written onto it, and whether that is a pronoun."""
    feminine = word_key(stem).endswith(letters["feminine"][0])
    joined = stem[:-1] + letters["feminine_joined"][0] if feminine else stem
    none = feminine or not with_accusative or stem.endswith((*letters["feminine_plural"], *letters["hamza"]))
    for prefix in letters["noun_prefixes"]:
        for end in ("",) if none else ("", *letters["accusative"]):
            yield prefix + stem + end, False
        for end in letters["noun_ends"]:
            yield prefix + joined + end, True


def _verb(event, form, stem, letters):
    word, printed = Word(event, form, word_key(stem)), [(word_key(stem), stem)]
    if len(stem) > SHORT and stem.endswith((*letters["they"], *letters["she"])):       # stands as it is printed
        yield from ((prefix + word_key(stem), word) for prefix in letters["verb_prefixes"])
        return
    alone = verb_forms(printed, [], TENSES, NUMBERS, "any", False, True)
    yield from ((key, word) for key in alone)
    if form != "intransitive":
        both = verb_forms(printed, [], TENSES, NUMBERS, "any", True, True)
        yield from ((key, replace(word, owned=True)) for key in both - alone)


def _classes(data):
    """key -> the classes of the words that may stand beside an act (``[doer]``)."""
    found, letters = {}, data["letters"]
    for part, forms in (("nouns", _noun), ("verbs", _verbs), ("nisbas", _nisba)):
        for name, stems in data["doer"][part].items():
            for stem in stems:
                for key, owned in forms(stem, letters):
                    found.setdefault(word_key(key), set()).update((name, f"{name} OWNED") if owned else (name,))
    return {key: frozenset(names) for key, names in found.items()}


def _nisba(stem, letters):
    return [(prefix + stem + end, False) for prefix in letters["noun_prefixes"] for end in letters["nisba_ends"]]


def _verbs(stem, letters):
    """The forms of a verb of a class: the third person, and the first of the present."""
    printed = [(word_key(stem), stem)]
    he = verb_forms(printed, [], ("present",), ("singular",), "m", False, False)
    first = {person + form[1:] for form in he for person in letters["first_person"]}
    return [(key, False) for key in verb_forms(printed, [], TENSES, NUMBERS, "any", True, True) | first]


def bare(key, stem, prefixes):
    """Whether ``key`` is the stem with no more than one of the prefixes."""
    return key.endswith(stem) and key[:len(key) - len(stem)] in prefixes


def _english(data):
    for form, events in data["inflected"].items():
        for event, rows in events.items():
            for row in rows:
                keys = keys_in(row)
                for key in keys:
                    yield key, Word(event, form, keys[0])

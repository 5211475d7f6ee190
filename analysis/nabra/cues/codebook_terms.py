"""The terms of a variant: from what is written in the file to the word keys of each position."""

import itertools
from typing import NamedTuple

import yaml

from nabra.cues.codebook_conditions import conditions
from nabra.cues.codebook_phrases import MOST, choices, is_word, phrase, written
from nabra.cues.codebook_types import LANGUAGES, Term
from nabra.cues.codebook_yaml import line_of
from nabra.cues.inflect import (
    CLASSES, CLITICS, DEFINITES, GENDERED, GENDERS, NUMBERS, TENSES, Entry, misfit, word_forms, written_forms,
)

_WORD_KEYS = {
    "ar": ("stem", "class", "number", "gender", "definite", "construct", "clitics", "tense", "present", "plurals",
           "also", "forms"),
    "en": ("stem", "class", "number", "clitics", "tense", "plurals", "also", "forms"),
}
_LISTS = ("plurals", "also", "forms", "present")
_NOMINAL = ("number", "gender", "definite", "construct", "plurals")
_TIMED = ("tense", "present")


class Place(NamedTuple):
    """Where terms are listed: ids for the messages and the conditions that hold for all of them, by language."""

    concept: str | None = None
    variant: str | None = None
    above: dict = {}


def variant_terms(reader, node, place):
    """The compiled terms of a variant, by language in the file's order; mistakes go to the reader."""
    if node is None:
        return ()
    given = reader.mapping(node, "terms", LANGUAGES)
    if not given and isinstance(node, yaml.MappingNode) and not node.value:
        reader.say(node, "terms are empty; list them under 'ar:' and 'en:'")
    found, seen = [], {}
    for language, listed in given.items():
        for item in reader.items(listed, f"terms in '{language}'"):
            for term in _terms(reader, item, language, place):
                first = seen.setdefault((language, term.text, term.exact, term.words), item)
                if first is not item:
                    reader.say(item, f"term '{term.text}' stands already in line {line_of(first)}; keep one")
                found.append(term)
    return tuple(found)


def exclude_terms(reader, node):
    """Phrases to be passed over, as terms without concept and variant."""
    if node is None:
        return ()
    given = reader.mapping(node, "excludes", LANGUAGES)
    return tuple(term for language, listed in given.items()
                 for item in reader.items(listed, f"excludes in '{language}'")
                 for term in _terms(reader, item, language, Place()))


def phrases(reader, node, language):
    """The key sequences of a phrase in a condition: a text, a stem or words, in all forms."""
    return [term.words for term in _terms(reader, node, language, None)]


def _terms(reader, node, language, place):
    """One listed term: a list, since optional words and words that agree give several readings.

    ``place`` is None for the phrases of conditions, which can have none of their own.
    """
    before = len(reader.problems)
    given, slots = {}, []
    if isinstance(node, yaml.MappingNode):
        kind = next((key.value for key, _ in node.value if key.value in ("stem", "name", "words")), None)
        if kind is None:
            reader.say(node, "a term needs 'stem' (with 'class'), 'name' or 'words'")
            return []
        allowed = {"stem": _WORD_KEYS[language], "name": ("name", "clitics"), "words": ("words",)}[kind]
        case = ("case",) if language == "en" and kind != "words" else ()
        more = () if place is None else ("shared",) if place.concept is None else ("shared", "not", "requires")
        given = reader.mapping(node, f"a term with '{kind}'", (*allowed, *case, *more))
        slots = _slots(reader, kind, given, node, language)
    else:
        text = reader.text(node, "a term")
        slots = phrase(reader, node, text, {}, language) if text else []
    exact = reader.choice(given.get("case"), "case", ("exact", "any"), "any") == "exact"
    shared = reader.switch(given.get("shared"), "shared")
    name = written(slots)
    nots, requires = _conditions(reader, given, language, place, name)
    if len(reader.problems) > before:
        return []
    return _compiled(reader, node, language, place or Place(), slots,
                     {"exact": exact, "shared": shared, "line": line_of(node), "nots": nots, "requires": requires})


def _compiled(reader, node, language, place, slots, fields):
    """The terms of the slots: one for each choice of optional words and each reading."""
    name, found = written(slots), []
    chosen = choices(slots)
    if len(chosen) > MOST:
        reader.say(node, f"term '{name}' can be filled in {len(chosen)} ways; {MOST} are the most: write it as several")
        return []
    for positions in chosen:
        surfaces = _surfaces(positions) if fields["exact"] else frozenset()
        entry = positions[0][0] if [len(entries) for entries in positions] == [1] else None
        found += [Term(name, language, keys, place.concept, place.variant, surfaces=surfaces, entry=entry, **fields)
                  for keys in _readings(positions, language)]
    if not found or not all(all(term.words) for term in found):
        reader.say(node, f"term '{name}' compiles to nothing; its number, gender and definite "
                         "leave no form")
        return []
    return found


def _conditions(reader, given, language, place, name):
    """What holds for one term: its own conditions and those above it; the narrowest ``requires`` counts."""
    if place is None:
        return (), None
    owner = "/".join(filter(None, (place.concept, place.variant, name)))
    nots, requires = conditions(reader, given, language, phrases, owner)
    above, wider = place.above.get(language, ((), None))
    if requires is None:
        requires = wider
    return (*nots, *above), requires or None


def _slots(reader, kind, given, node, language):
    """The slots of a term written as a mapping."""
    if kind == "stem":
        return [(((_entry(reader, given, node, language),),),)]
    if kind == "name":
        clitics = _clitics(reader, given.get("clitics"))
        text = reader.text(given["name"], "name")
        return phrase(reader, given["name"], text, {"clitics": clitics}, language) if text else []
    slots = []
    for item in reader.items(given["words"], "words"):
        if isinstance(item, yaml.MappingNode):
            word = reader.mapping(item, "a word", (*_WORD_KEYS[language], "optional"), ("stem",))
            missing = ((),) if reader.switch(word.get("optional"), "optional") else ()
            slots.append((((_entry(reader, word, item, language),),), *missing))
        else:
            text = reader.text(item, "a word")
            slots.extend(_optional_phrase(reader, item, text, language) if text else [])
    return slots


def _optional_phrase(reader, node, text, language):
    """A text among words, which may be all in ( )."""
    held = text[1:-1] if text.startswith("(") and text.endswith(")") else None
    if held is None or "(" in held or ")" in held:
        return phrase(reader, node, text, {}, language)
    return [(*choices(phrase(reader, node, held, {}, language)), ())]


def _entry(reader, given, node, language):
    """One inflected word; mistakes are noted and a harmless entry comes back."""
    stem = reader.text(given.get("stem"), "stem")
    if "class" not in given:
        reader.say(node, f"stem '{stem}' has no class; one of {', '.join(CLASSES[language])}")
    kind = reader.choice(given.get("class"), "class", CLASSES[language], "name")
    entry = Entry(
        stem or "", kind,
        numbers=_several(reader, given.get("number"), "number", NUMBERS),
        gender=reader.choice(given.get("gender"), "gender", GENDERS, "any"),
        definite=reader.choice(given.get("definite"), "definite", DEFINITES, "any"),
        clitics=_clitics(reader, given.get("clitics")),
        construct=reader.switch(given.get("construct"), "construct", True),
        tenses=_several(reader, given.get("tense"), "tense", TENSES),
        **{key: reader.texts(given[key], key) for key in _LISTS if key in given},
    )
    for word in (entry.stem, *entry.plurals, *entry.also, *entry.forms, *entry.present):
        if word and not is_word(word):
            reader.say(node, f"'{word}' is not one word; for several words write 'words:', one line for each")
    if "class" in given and given["class"].value == kind:
        for key in _useless(given, kind, language):
            reader.say(given[key], f"'{key}' says nothing for class '{kind}'; take it out")
        why = misfit(entry, language) if stem else None
        if why:
            reader.say(node, why)
    return entry


def _useless(given, kind, language):
    """Switches that are given and change nothing for a class."""
    if kind == "verb":
        idle = ("definite", "construct", "plurals", *(("number",) if language == "en" else ()))
    elif kind == "name" or (language, kind) == ("en", "adjective"):
        idle = (*_NOMINAL, *_TIMED)
    else:
        idle = _TIMED if kind in GENDERED else ("gender", *_TIMED)
    return [key for key in idle if key in given]


def _several(reader, node, what, options):
    """One or more of ``options``, in their order; all where nothing is given."""
    if node is None:
        return options
    items = [node] if isinstance(node, yaml.ScalarNode) else reader.items(node, what)
    chosen = [reader.choice(item, what, options, None) for item in items]
    return tuple(option for option in options if option in chosen)


def _clitics(reader, node):
    if isinstance(node, yaml.ScalarNode) and node.value.lower() in ("false", "no"):
        return "none"
    return reader.choice(node, "clitics", CLITICS, "any")


def _readings(positions, language):
    """The keys of each position, once per reading: words that agree are all definite or all indefinite."""
    agreeing = [len(entries) == 1 and entries[0].kind not in ("name", "verb") and entries[0].definite == "any"
                for entries in positions]
    articles = (True, False) if language == "ar" and sum(agreeing) > 1 else (None,)
    last = len(positions) - 1
    for article in articles:
        yield tuple(
            _union(word_forms(entry, language, index == 0, index == last, article if agrees else None)
                   for entry in entries)
            for index, (entries, agrees) in enumerate(zip(positions, agreeing, strict=True)))


def _union(sets):
    first, *others = sets
    return first.union(*others) if others else first        # one set for all terms that have the same word there


def _surfaces(positions):
    """The printed forms of a term whose case counts, its words joined by single spaces."""
    last = len(positions) - 1
    forms = [sorted(set().union(*(written_forms(entry, index == last) for entry in entries)))
             for index, entries in enumerate(positions)]
    return frozenset(" ".join(words) for words in itertools.product(*forms))

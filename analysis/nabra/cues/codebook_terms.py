"""The terms of a variant: from what is written in the file to the word keys of each position."""

import itertools
import re

import yaml

from nabra.cues.codebook_types import LANGUAGES, Term
from nabra.cues.codebook_yaml import line_of
from nabra.cues.inflect import (
    CLASSES, CLITICS, DEFINITES, GENDERED, GENDERS, NUMBERS, Entry, misfit, word_forms, written_forms,
)
from nabra.text.normalise import CONTROLS, WORD

_WORD_KEYS = {
    "ar": ("stem", "class", "number", "gender", "definite", "construct", "clitics", "plurals", "also",
           "forms"),
    "en": ("stem", "class", "number", "clitics", "plurals", "also", "forms"),
}
_JOINERS = re.compile(rf"['’\s\-\u2010\u2011{CONTROLS}]*\Z")
_word = re.compile(WORD)


def variant_terms(reader, node, concept, variant):
    """The compiled terms of a variant, by language in the file's order; mistakes go to the reader."""
    if node is None:
        return ()
    given = reader.mapping(node, "terms", LANGUAGES)
    if not given and isinstance(node, yaml.MappingNode) and not node.value:
        reader.say(node, "terms are empty; list them under 'ar:' and 'en:'")
    found, seen = [], {}
    for language, listed in given.items():
        for item in reader.items(listed, f"terms in '{language}'"):
            for term in _terms(reader, item, language, concept, variant):
                first = seen.setdefault((language, term.text, term.exact), item)
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
                 for term in _terms(reader, item, language, None, None))


def _terms(reader, node, language, concept, variant):
    """One listed term: a list, since a phrase whose words agree has two readings."""
    before = len(reader.problems)
    exact = shared = False
    if isinstance(node, yaml.MappingNode):
        kind = next((key.value for key, _ in node.value if key.value in ("stem", "name", "words")), None)
        if kind is None:
            reader.say(node, "a term needs 'stem' (with 'class'), 'name' or 'words'")
            return []
        allowed = {"stem": _WORD_KEYS[language], "name": ("name", "clitics"), "words": ("words",)}[kind]
        case = ("case",) if language == "en" and kind != "words" else ()
        given = reader.mapping(node, f"a term with '{kind}'", (*allowed, *case, "shared"))
        exact = reader.choice(given.get("case"), "case", ("exact", "any"), "any") == "exact"
        shared = reader.switch(given.get("shared"), "shared")
        positions = _positions(reader, kind, given, node, language)
    else:
        text = reader.text(node, "a term")
        positions = _phrase(reader, node, text, {}) if text else []
    if len(reader.problems) > before:
        return []
    words = ["|".join(entry.stem for entry in position) for position in positions]
    surfaces = _surfaces(positions) if exact else frozenset()
    found = [Term(" ".join(words), language, keys, concept, variant, exact, surfaces, line_of(node), shared)
             for keys in _readings(positions, language)]
    if not positions or not all(all(term.words) for term in found):
        reader.say(node, f"term '{' '.join(words)}' compiles to nothing; its number, gender and definite "
                         "leave no form")
        return []
    return found


def _positions(reader, kind, given, node, language):
    """The entries accepted at each position of a term written as a mapping."""
    if kind == "stem":
        return [(_entry(reader, given, node, language),)]
    if kind == "name":
        clitics = _clitics(reader, given.get("clitics"))
        text = reader.text(given["name"], "name")
        return _phrase(reader, given["name"], text, {"clitics": clitics}) if text else []
    positions = []
    for item in reader.items(given["words"], "words"):
        if isinstance(item, yaml.MappingNode):
            word = reader.mapping(item, "a word", _WORD_KEYS[language], ("stem",))
            positions.append((_entry(reader, word, item, language),))
        else:
            text = reader.text(item, "a word")
            positions.extend(_phrase(reader, item, text, {}) if text else [])
    return positions


def _phrase(reader, node, text, switches):
    """A text of fixed words: blanks and hyphens part the words, | parts alternatives."""
    positions = []
    for chunk in text.split():
        choices = [_word.findall(choice) for choice in chunk.split("|")]
        odd = [sign for sign in _word.sub("", chunk).replace("|", "") if not _JOINERS.match(sign)]
        if odd:
            reader.say(node, f"term '{text}' holds the sign '{odd[0]}', which is never part of a word; take "
                             "it out")
            return []
        if len(choices) == 1:
            positions.extend((Entry(word, **switches),) for word in choices[0])
        elif any(len(choice) != 1 for choice in choices):
            reader.say(node, f"term '{text}': each side of | must be one word, in '{chunk}'")
        else:
            positions.append(tuple(Entry(choice[0], **switches) for choice in choices))
    if not positions:
        reader.say(node, f"term '{text}' compiles to nothing; it holds no letter or digit")
    return positions


def _entry(reader, given, node, language):
    """One inflected word; mistakes are noted and a harmless entry comes back."""
    stem = reader.text(given.get("stem"), "stem")
    if "class" not in given:
        reader.say(node, f"stem '{stem}' has no class; one of {', '.join(CLASSES[language])}")
    kind = reader.choice(given.get("class"), "class", CLASSES[language], "name")
    entry = Entry(
        stem or "", kind,
        numbers=_numbers(reader, given.get("number")),
        gender=reader.choice(given.get("gender"), "gender", GENDERS, "any"),
        definite=reader.choice(given.get("definite"), "definite", DEFINITES, "any"),
        clitics=_clitics(reader, given.get("clitics")),
        construct=reader.switch(given.get("construct"), "construct", True),
        **{key: reader.texts(given[key], key) for key in ("plurals", "also", "forms") if key in given},
    )
    for word in (entry.stem, *entry.plurals, *entry.also, *entry.forms):
        if word and not _word.fullmatch(word):
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
    invariable = kind == "name" or (language, kind) == ("en", "adjective")
    return [key for key in ("number", "gender", "definite", "construct", "plurals")
            if key in given and (invariable or key == "gender" and kind not in GENDERED)]


def _numbers(reader, node):
    if node is None:
        return NUMBERS
    items = [node] if isinstance(node, yaml.ScalarNode) else reader.items(node, "number")
    chosen = [reader.choice(item, "number", NUMBERS, None) for item in items]
    return tuple(number for number in NUMBERS if number in chosen)


def _clitics(reader, node):
    if isinstance(node, yaml.ScalarNode) and node.value.lower() in ("false", "no"):
        return "none"
    return reader.choice(node, "clitics", CLITICS, "any")


def _readings(positions, language):
    """The keys of each position, once per reading: words that agree are all definite or all indefinite."""
    agreeing = [len(choices) == 1 and choices[0].kind != "name" and choices[0].definite == "any"
                for choices in positions]
    articles = (True, False) if language == "ar" and sum(agreeing) > 1 else (None,)
    last = len(positions) - 1
    for article in articles:
        yield tuple(
            _union(word_forms(entry, language, index == 0, index == last, article if agrees else None)
                   for entry in choices)
            for index, (choices, agrees) in enumerate(zip(positions, agreeing, strict=True)))


def _union(sets):
    return frozenset().union(*sets)


def _surfaces(positions):
    """The printed forms of a term whose case counts, its words joined by single spaces."""
    last = len(positions) - 1
    written = [sorted(set().union(*(written_forms(entry, index == last) for entry in choices)))
               for index, choices in enumerate(positions)]
    return frozenset(" ".join(words) for words in itertools.product(*written))

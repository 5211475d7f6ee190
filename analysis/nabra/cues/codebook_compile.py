"""From the nodes of a codebook file to a Codebook, with all mistakes gathered."""

import re

from nabra.cues.codebook_overlap import overlaps
from nabra.cues.codebook_conditions import by_language
from nabra.cues.codebook_terms import Place, exclude_terms, phrases, variant_terms
from nabra.cues.codebook_types import KINDS, LANGUAGES, Codebook, Concept, Variant
from nabra.cues.codebook_yaml import Reader

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_BOOK_KEYS = ("codebook", "version", "title", "licence", "excludes", "concepts")
_CONCEPT_KEYS = ("id", "label", "gloss", "baseline", "variants", "excludes", "not", "requires")
_VARIANT_KEYS = ("id", "label", "gloss", "source", "kind", "terms", "excludes", "not",
                 "requires")


def compile_codebook(root, file_name, sha256):
    """The Codebook of a parsed file.

    Parameters
    ----------
    root : yaml.Node
    file_name : str
        For messages and ``source_name``.
    sha256 : str

    Raises
    ------
    Problems
        Everything that is wrong in the file.
    """
    reader = Reader(file_name)
    book = reader.mapping(root, "the codebook", _BOOK_KEYS, ("codebook", "version", "title", "concepts"))
    name = _identifier(reader, book.get("codebook"), "the codebook's name")
    version = reader.text(book.get("version"), "version")
    title_ar, title_en = _label(reader, book.get("title"), "title")
    licence = reader.text(book.get("licence"), "licence")
    excludes = list(exclude_terms(reader, book.get("excludes")))
    concepts = _concepts(reader, book.get("concepts"), excludes)
    if not reader.problems:
        for line, message in overlaps([t for c in concepts for v in c.variants for t in v.terms], excludes):
            reader.say(line, message)
    reader.finish()
    return Codebook(name, version, title_ar, title_en, licence, concepts, tuple(excludes), sha256, file_name)


def _concepts(reader, node, excludes):
    found, seen = [], {}
    for item in reader.items(node, "concepts"):
        given = reader.mapping(item, "a concept", _CONCEPT_KEYS, ("id", "label", "variants"))
        name = _unique(reader, given.get("id"), "concept", seen)
        label_ar, label_en = _label(reader, given.get("label"), "label")
        gloss = reader.text(given.get("gloss"), "gloss")
        baseline = reader.switch(given.get("baseline"), "baseline")
        excludes.extend(exclude_terms(reader, given.get("excludes")))
        above = by_language(reader, given, LANGUAGES, phrases, name or "")
        variants = _variants(reader, given.get("variants"), Place(name, above=above), excludes)
        found.append(Concept(name, label_ar, label_en, gloss, variants, baseline))
    return tuple(found)


def _variants(reader, node, place, excludes):
    found, seen = [], {}
    for item in reader.items(node, "variants"):
        given = reader.mapping(item, "a variant", _VARIANT_KEYS, ("id", "label", "terms"))
        name = _unique(reader, given.get("id"), "variant", seen)
        label_ar, label_en = _label(reader, given.get("label"), "label")
        gloss = reader.text(given.get("gloss"), "gloss")
        source = reader.text(given.get("source"), "source")
        kind = reader.choice(given.get("kind"), "kind", KINDS, None)
        here = by_language(reader, given, LANGUAGES, phrases, f"{place.concept}/{name}")
        terms = variant_terms(reader, given.get("terms"), Place(place.concept, name, _below(place.above, here)))
        excludes.extend(exclude_terms(reader, given.get("excludes")))
        found.append(Variant(name, label_ar, label_en, gloss, source, kind, terms))
    return tuple(found)


def _below(above, here):
    """The conditions of a concept and of a variant in it: each ``not`` holds, and the narrower ``requires``."""
    return {
        language: ((*nots, *above[language][0]), above[language][1] if requires is None else requires)
        for language, (nots, requires) in here.items()
    }


def _identifier(reader, node, what):
    text = reader.text(node, what)
    if text is not None and not _ID.match(text):
        reader.say(node, f"{what} '{text}' must be small Latin letters, digits and single hyphens, as in "
                         "armed-groups")
    return text


def _unique(reader, node, what, seen):
    """An id that no sibling has; ``seen`` maps the ids so far to their nodes."""
    text = _identifier(reader, node, f"{what} id")
    if text in seen:
        first = seen[text].start_mark.line + 1
        reader.say(node, f"{what} id '{text}' is used already in line {first}; give this one another")
    elif text is not None:
        seen[text] = node
    return text


def _label(reader, node, what):
    """The Arabic and the English text of a label; both are needed."""
    if node is None:
        return None, None
    given = reader.mapping(node, what, LANGUAGES, LANGUAGES)
    return tuple(reader.text(given.get(language), f"{what} in '{language}'") for language in LANGUAGES)

"""What a term needs beside it (``requires``) and what must not stand there (``not``): from file to Condition."""

import yaml

from nabra.cues.codebook_types import Condition
from nabra.cues.codebook_yaml import line_of

WIDEST = 30     # words on a side; further away a sentence or the article is meant
PLACES = ("sentence", "article")
NOT, REQUIRES = "not", "requires"
_KEYS = {NOT: ("any", "within", "before", "after"), REQUIRES: ("any", "against", "within", "before", "after")}


def conditions(reader, given, language, phrases, owner):
    """The conditions written at one term: (nots, requires); mistakes are noted.

    Parameters
    ----------
    reader : Reader
    given : dict of str -> yaml.Node
        The values of the mapping that may hold ``not`` and ``requires``.
    language : {'ar', 'en'}
    phrases : callable
        (reader, node, language) -> the key sequences of a listed phrase.
    owner : str
        For the manifest: "concept/variant/term".

    Returns
    -------
    (tuple of Condition, Condition or None or False)
        False: written as ``requires: false``.
    """
    nots = (_condition(reader, given[NOT], NOT, language, phrases, owner),) if NOT in given else ()
    node = given.get(REQUIRES)
    if node is None:
        return tuple(filter(None, nots)), None
    if isinstance(node, yaml.ScalarNode) and node.value.lower() in ("false", "no"):
        return tuple(filter(None, nots)), False
    return tuple(filter(None, nots)), _condition(reader, node, REQUIRES, language, phrases, owner)


def by_language(reader, given, languages, phrases, owner):
    """The conditions written at a concept or a variant: {language: (nots, requires)}."""
    found = {language: ((), None) for language in languages}
    for kind in (NOT, REQUIRES):
        if kind not in given:
            continue
        for language, node in reader.mapping(given[kind], f"'{kind}' of a concept or variant", languages).items():
            nots, requires = conditions(reader, {kind: node}, language, phrases, owner)
            found[language] = (found[language][0] + nots, requires if kind == REQUIRES else found[language][1])
    return found


def _condition(reader, node, kind, language, phrases, owner):
    before = len(reader.problems)
    if isinstance(node, yaml.MappingNode) and not any(key.value in ("stem", "name", "words") for key, _ in node.value):
        given = reader.mapping(node, f"'{kind}'", _KEYS[kind], ("any",))
    else:
        given = {"any": node}
    scope, back, ahead = _reach(reader, given, kind, node)
    wanted, against = (_listed(reader, given.get(key), f"{key} of '{kind}'", language, phrases)
                       for key in ("any", "against"))
    if len(reader.problems) > before or not wanted:
        return None
    return Condition(kind, scope, back, ahead, wanted, against, owner, line_of(node))


def _listed(reader, node, what, language, phrases):
    """The phrases of a list (one alone may stand without it), each a sequence of key sets."""
    if node is None:
        return ()
    nodes = reader.items(node, what) if isinstance(node, yaml.SequenceNode) else [node]
    return tuple(words for item in nodes for words in phrases(reader, item, language))


def _reach(reader, given, kind, node):
    """How far the condition looks: (words | sentence | article, words before, words after)."""
    sides = [key for key in ("before", "after") if key in given]
    if sides and "within" in given:
        reader.say(node, f"'{kind}' has 'within' and '{sides[0]}'; keep one of them")
    if sides:
        return "words", *(_number(reader, given.get(key), key) for key in ("before", "after"))
    within = given.get("within")
    if within is None:
        return ("words", 1, 1) if kind == NOT else ("sentence", 0, 0)
    if isinstance(within, yaml.ScalarNode) and within.value in PLACES:
        return within.value, 0, 0
    count = _number(reader, within, "within", f", {' or '.join(PLACES)}")
    return "words", count, count


def _number(reader, node, what, otherwise=""):
    if node is None:
        return 0
    text = node.value if isinstance(node, yaml.ScalarNode) else None
    if text is None or not text.isascii() or not text.isdigit() or not 1 <= int(text) <= WIDEST:
        reader.say(node, f"'{what}' must be a number of words from 1 to {WIDEST}{otherwise}")
        return 0
    return int(text)

"""The forms of English nouns, adjectives, verbs and names, and their spellings on both sides of the Atlantic."""

import re

_SHORTEST = 5       # letters of a word from which endings are respelled: 'four' is no 'for'
_PAIRS = (("is", "iz", "(?:e[ds]?|ing|ation|ations|er|ers)"), ("ys", "yz", "(?:e[ds]?|ing|er|ers)"),
          ("our", "or", "(?:s|ed|ing|er|ers|al|less)?"), ("enc", "ens", "es?"))


def english_forms(entry, last, key):
    """Singular, plural and possessives, or the forms of a verb; ``key`` maps a written form to what is compared.

    Parameters
    ----------
    entry : nabra.cues.inflect.Entry
    last : bool
        Whether the word ends its term: a possessive may follow.
    key : callable

    Returns
    -------
    set of str
    """
    words = {spelled for word in _words(entry) for spelled in (word, *respelled(word))}
    found = {key(word) for word in words}
    if not last or entry.kind in ("adjective", "verb") or entry.clitics == "none":
        return found
    return found | {form + ("'" if form.lower().endswith("s") else "'s") for form in found} | {
        form + "'s" for form in found}


def _words(entry):
    for stem in (entry.stem, *entry.also):
        if entry.kind == "verb":
            yield from _verb(stem, entry.tenses)
            continue
        if entry.kind != "noun" or "singular" in entry.numbers:
            yield stem
        if entry.kind == "noun" and "plural" in entry.numbers and not entry.plurals:
            yield english_plural(stem)
    if "plural" in entry.numbers:
        yield from entry.plurals


def _verb(stem, tenses):
    """A regular verb: kill, kills, killing; killed. Irregular forms are listed in the entry."""
    short = stem[:-1] if stem.endswith("e") else stem
    if "present" in tenses:
        yield from (stem, english_plural(stem), short + "ing")
    if "past" in tenses:
        yield re.sub("([^aeiou])y$", r"\1i", short) + "ed"


def respelled(word):
    """The other spelling of a word in -ise or -ize, -our or -or, -ence or -ense, if it has one.

    >>> respelled("organisations")
    ['organizations']
    >>> respelled("four")
    []
    """
    if len(word) < _SHORTEST:
        return []
    found = []
    for one, other, rest in _PAIRS:
        for old, new in ((one, other), (other, one)):
            made = re.sub(rf"(?<=[a-z]{{2}}){old}({rest})$", rf"{new}\1", word, flags=re.IGNORECASE)
            if made != word:
                found.append(made)
    return found


def english_plural(word):
    """The regular plural of an English noun: gunner, gunners; enemy, enemies; church, churches."""
    if re.search("[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + ("es" if re.search("(s|x|z|ch|sh)$", word) else "s")

"""The kind of a source where its words tell it: official, military, witness, anonymous, agency and so on.

The lists stand in the language packs (``[source_kinds]``); the kinds are ``nabra.tables.SOURCE_KINDS``.
"""

from functools import cache

from nabra.text.language import without_article
from nabra.text.read import keys_in

LONGEST = 4      # words of a listed phrase
READ = 14        # words of a source that are looked at


def source_kind(phrase, pack):
    """The kind of the source that ``phrase`` names.

    The first word or phrase of a list decides, the longest phrase first; words that say little (president,
    spokesman) decide only where no clearer one follows them.

    Parameters
    ----------
    phrase : str or None
        A source as printed, or the fullest form of it that the article gives.
    pack : Pack

    Returns
    -------
    str or None
        One of ``nabra.tables.SOURCE_KINDS``; None where the words do not tell (a bare personal name).

    Examples
    --------
    >>> from nabra.text.language import load
    >>> source_kind("المتحدث باسم الجيش", load("ar")), source_kind("سعيد", load("ar"))
    ('military', None)
    """
    return None if phrase is None else kind_of([listed_form(key, pack) for key in keys_in(phrase)], pack)


def kind_of(words, pack):
    """The kind of the source with these words, each as the lists have it (``listed_form``)."""
    listed, sizes, unclear, at = words[:READ], _sizes(pack), None, 0
    while at < len(listed):
        found, size = _longest(listed, at, sizes.get(listed[at], ()), pack.source_kinds)
        if found is not None:
            kind, light, head = found
            if not light and not (head and at):
                return kind
            unclear = unclear or (kind if light else None)
        at += size
    return unclear


def _longest(words, at, sizes, kinds):
    """(what the longest listed phrase at ``at`` says, its words); (None, 1) where none stands there."""
    for size in sizes:
        found = kinds.get(" ".join(words[at:at + size]))
        if found is not None:
            return found, size
    return None, 1


@cache
def _sizes(pack):
    """By the first word of listed phrases how many words they have, the longest first."""
    sizes = {}
    for phrase in pack.source_kinds:
        words = phrase.split(" ")
        if len(words) <= LONGEST:
            sizes.setdefault(words[0], set()).add(len(words))
    return {first: sorted(found, reverse=True) for first, found in sizes.items()}


def listed_form(key, pack):
    """The key without the article, and without a particle written onto it (للجيش، لحزب)."""
    bare = without_article(key, pack.article)
    if bare != key or key in pack.source_kinds or not pack.article:
        return bare
    for particle in (*pack.joined_articles, *pack.source_particles):
        rest = key[len(particle):]
        if key.startswith(particle) and len(rest) > 2 and (len(particle) > 1 or rest in pack.source_kinds):
            return rest
    return key

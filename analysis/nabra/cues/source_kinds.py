"""The kind of a source where its words tell it: official, military, witness, anonymous, agency and so on.

The lists stand in the language packs (``[source_kinds]``); the kinds are ``nabra.tables.SOURCE_KINDS``.
"""

from functools import cache

from nabra.text.language import without_article

LONGEST = 4      # words of a listed phrase
READ = 14        # words of a source that are looked at


def kind_of(words, pack):
    """The kind of the source with these words (``cues.named.Word``), or None.

    The first word or phrase of a list decides, the longest phrase first; words that say little (president,
    spokesman) decide only where no clearer one follows them.
    """
    unclear, free = None, 0
    for at, word in enumerate(words[:READ]):
        if not word.sizes or at < free:
            continue
        found, free = _longest(words, at, pack.source_kinds)
        if found is not None:
            kind, light, head = found
            if not light and not (head and at):
                return kind
            unclear = unclear or (kind if light else None)
    return unclear


def _longest(words, at, kinds):
    """(what the longest listed phrase at ``at`` says, where it ends); None first where none stands there."""
    for size in words[at].sizes:
        phrase = words[at].listed if size == 1 else " ".join([word.listed for word in words[at:min(at + size, READ)]])
        found = kinds.get(phrase)
        if found is not None:
            return found, at + size
    return None, at + 1


@cache
def sizes(pack):
    """By the first word of listed phrases how many words they have, the longest first."""
    found = {}
    for phrase in pack.source_kinds:
        words = phrase.split(" ")
        if len(words) <= LONGEST:
            found.setdefault(words[0], set()).add(len(words))
    return {first: tuple(sorted(several, reverse=True)) for first, several in found.items()}


def listed_form(key, pack):
    """The key without the article, and without a particle written onto it (للجيش، لحزب)."""
    bare = without_article(key, pack.article)
    if bare != key or not key.startswith(_particles(pack)) or key in pack.source_kinds:
        return bare
    for particle in _particles(pack):
        rest = key[len(particle):]
        if key.startswith(particle) and len(rest) > 2 and (len(particle) > 1 or rest in pack.source_kinds):
            return rest
    return key


@cache
def _particles(pack):
    """What may be written onto a word of a source, in a language with an article."""
    return (*pack.joined_articles, *pack.source_particles) if pack.article else ()

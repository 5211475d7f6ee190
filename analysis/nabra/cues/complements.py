"""Speech acts whose content is no clause but a noun (أعرب عن إدانته، أكد مواصلة، دعا إلى): what their words may be.

Between the verb and its content stands the speaker. The content begins at a preposition, at a verbal noun
(by the language pack's lists and shapes) or, with verbs that take an object, where a second definite noun
shows that the speaker's noun phrase is over. With a request (دعا، طالب، حث) the one who is asked is named by
the writer, and the content begins behind him. Where it begins and ends the compiled rules tell
(cues/compiled_complements.py).
"""

from functools import cache

from nabra.cues.knowledge import knowledge
from nabra.text.columns import listing
from nabra.text.language import remembered, without_article

LONG = 3           # letters of a word with a particle at least
LATER = "complements"       # the name of these bits in a scanned text (``Vocabulary.later``)

# What a word may be where a content begins, by its key alone. ASKED: it has been asked about.
# STARTS: a preposition or a noun that begins one; LISTED: a noun that does so behind a subject; WEAK_START and
# REQUEST_START: it does so behind weak verbs and requests; PARTICLE: a preposition is written onto it, and PERSON: yet it
# may be a name; VERBAL: a verbal noun by its shape; HEAD: the first noun of a title; DEFINED: it has the article;
# OBJECT: it is an object wherever it stands; ATTRIBUTE: it is none, but belongs to a noun or begins something else;
# SINGLE: a name of one word.
(ASKED, STARTS, LISTED, WEAK_START, REQUEST_START, PARTICLE, PERSON, VERBAL, HEAD, DEFINED, OBJECT, ATTRIBUTE, SINGLE) = (
    1 << bit for bit in range(13))


@remembered
def content_bits(key, pack):
    """The bits of a word, by its key."""
    groups, (listed, endings) = pack.complements, _listed(pack)
    bits = ASKED | listed.get(key, 0)
    if key not in groups["not_starts"]:
        if len(key) > LONG and key.startswith(pack.complement_particles):
            bits |= PARTICLE | PERSON * _is_name(key, pack)
        if groups["shapes"].fullmatch(key):
            bits |= VERBAL
    if key.startswith(pack.article):
        bits |= DEFINED
    if len(key) < len(pack.article) + LONG or key.endswith(endings):
        bits |= ATTRIBUTE
    return bits


@cache
def _listed(pack):
    """The bits of the words that a list of the pack names; and the endings of those that belong to a noun."""
    groups = pack.complements
    listed = listing(
        (STARTS, pack.complement_starts), (LISTED, pack.complement_objects), (WEAK_START, groups["weak_starts"]),
        (REQUEST_START, groups["request_starts"]), (HEAD, groups["heads"]), (OBJECT, groups["object_starts"]),
        (SINGLE, groups["single_names"]), (ATTRIBUTE, groups["adjectives"]),
        (ATTRIBUTE, pack.phrase_stops), (ATTRIBUTE, pack.phrase_places))
    return listed, tuple(groups["nisba"])


@remembered
def _is_name(key, pack):
    """Is it a name with the particle's letter (باريز), as neither it nor its rest is a word that is known?"""
    listed = knowledge(pack.code).words
    if not listed:
        return False
    if key in listed and listed[key].kind == "person":
        return True
    rests = {without_article(key[len(particle):], pack.article)
             for particle in pack.complement_particles if key.startswith(particle)}
    rests |= {ending_off for rest in rests for ending_off in _without_owner(rest, pack)}
    known = any(rest in listed or pack.article + rest in listed for rest in rests)
    shaped = any(pack.complements["shapes"].fullmatch(rest) for rest in rests)
    return not (known or shaped or key in listed)


def _without_owner(word, pack):
    """The word without a possessive, with each ending that it may have alone (بوزارتها: وزارة)."""
    for ending in pack.sources.get("possessives", ()):
        stem = word.removesuffix(ending)
        if stem != word:
            yield stem
            for pair in pack.sources["before_possessive"]:
                joined, bare = pair.split()
                if stem.endswith(joined):
                    yield stem.removesuffix(joined) + bare

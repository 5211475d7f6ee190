"""Speech acts whose content is no clause but a noun (أعرب عن إدانته، أكد مواصلة، دعا إلى): what their words may be.

Between the verb and its content stands the speaker. The content begins at a preposition, at a verbal noun
(by the language pack's lists and shapes) or, with verbs that take an object, where a second definite noun
shows that the speaker's noun phrase is over. With a request (دعا، طالب، حث) the one who is asked is named by
the writer, and the content begins behind him. Where it begins and ends the compiled rules tell
(cues/compiled_complements.py).
"""

from nabra.cues.knowledge import knowledge
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
    groups, article = pack.complements, pack.article
    allowed = key not in groups["not_starts"]
    particle = key.startswith(pack.complement_particles) and len(key) > LONG and allowed
    attribute = key in groups["adjectives"] or key in pack.phrase_stops or key in pack.phrase_places \
        or key.endswith(tuple(groups["nisba"])) or len(key) < len(article) + LONG
    return ASKED | sum(bit for bit, so in (
        (STARTS, key in pack.complement_starts), (LISTED, key in pack.complement_objects),
        (WEAK_START, key in groups["weak_starts"]), (REQUEST_START, key in groups["request_starts"]),
        (PARTICLE, particle), (PERSON, particle and _is_name(key, pack)),
        (VERBAL, allowed and groups["shapes"].fullmatch(key) is not None), (HEAD, key in groups["heads"]),
        (DEFINED, key.startswith(article)), (OBJECT, key in groups["object_starts"]), (ATTRIBUTE, attribute),
        (SINGLE, key in groups["single_names"])) if so)


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

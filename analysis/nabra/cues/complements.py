"""Speech acts whose content is no clause but a noun (أعرب عن إدانته، أكد مواصلة، دعا إلى).

Between the verb and its content stands the speaker. The content begins at a preposition, at a verbal noun
(by the language pack's lists and shapes) or, with verbs that take an object, where a second definite noun
shows that the speaker's noun phrase is over. With a request (دعا، طالب، حث) the one who is asked is named by
the writer, and the content begins behind him. Where it ends the compiled rules tell (cues/compiled_complements.py).
"""

from typing import NamedTuple

from nabra.cues.knowledge import knowledge
from nabra.text.language import remembered, without_article

WEAK = 6           # words between a word that mostly means something else (عبر) and its عن
REACH = 18         # words between a speech act and its content
SPAN = 500         # characters in which it is looked for
LONG = 3           # letters of a word with a particle at least


def complement_start(text, cue, end, named, pack):
    """Where the content of the speech act ``cue`` begins before ``end``, or None.

    Parameters
    ----------
    text : Scanned
    cue : Found
    end : int
    named : function without arguments
        Does the speaker stand before the verb? Asked where the first word leaves it open.
    pack : Pack

    Returns
    -------
    int or None
    """
    groups, reach = pack.complements, WEAK if cue.weak else REACH
    requests, affirms = cue.key in groups["requests"], cue.key in groups["affirming"]
    before = None
    stop, starts, first = min(end, cue.end + SPAN), text.word_starts, cue.last + 1
    for number in range(min(len(starts) - first, reach + 1)):
        start = int(starts[first + number])
        if start >= stop:
            return None
        key = text.key(first + number)
        word = _word(key, pack)
        if cue.weak:
            begins = key in groups["weak_starts"]
        elif requests:
            begins = key in groups["request_starts"] or _names_what(word, before)
        else:
            if number == 0 and cue.key in groups["describing"] and word.particle:
                return None     # إصابات وصفت بالخطيرة
            begins = word.starts or word.listed and (before is not None or named()) \
                or _names_what(word, before) or affirms and before is not None and _object(word, before, number)
        if begins:
            return start
        before = word
    return None


class _Word(NamedTuple):
    """What a word may be where a content begins, by its key alone.

    ``starts``: a preposition or a noun that begins one; ``listed``: a noun that does so behind a subject;
    ``particle``: a preposition is written onto it, and ``name``: yet it may be a name; ``verbal``: a verbal
    noun by its shape; ``head``: the first noun of a title. ``defined``: it has the article; ``object``: it is an
    object wherever it stands; ``attribute``: it is none, but belongs to a noun or begins something else;
    ``single``: a name of one word.
    """

    starts: bool
    listed: bool
    particle: bool
    name: bool
    verbal: bool
    head: bool
    defined: bool
    object: bool
    attribute: bool
    single: bool


@remembered
def _word(key, pack):
    groups, article = pack.complements, pack.article
    allowed = key not in groups["not_starts"]
    particle = key.startswith(pack.complement_particles) and len(key) > LONG and allowed
    attribute = key in groups["adjectives"] or key in pack.phrase_stops or key in pack.phrase_places \
        or key.endswith(tuple(groups["nisba"])) or len(key) < len(article) + LONG
    return _Word(
        starts=key in pack.complement_starts, listed=key in pack.complement_objects, particle=particle,
        name=particle and _is_name(key, pack), verbal=allowed and groups["shapes"].fullmatch(key) is not None,
        head=key in groups["heads"], defined=key.startswith(article), object=key in groups["object_starts"],
        attribute=attribute, single=key in groups["single_names"])


def _names_what(word, before):
    """Is it a word with a particle, or behind another word a verbal noun, but not in a title (رئيس تحرير …)?"""
    if before is None:
        return word.particle
    return word.particle and not word.name or word.verbal and not before.head


def _object(word, before, number):
    """Is it a definite noun behind a noun phrase that is complete (أكد الوزراء [الدور] …)?"""
    if word.object:
        return True
    return word.defined and not word.attribute and (before.defined or number == 1 and before.single)


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

"""Speech acts whose content is no clause but a noun (أعرب عن إدانته، أكد مواصلة، دعا إلى).

Between the verb and its content stands the speaker. The content begins at a preposition, at a verbal noun
(by the language pack's lists and shapes) or, with verbs that take an object, where a second definite noun
shows that the speaker's noun phrase is over. With a request (دعا، طالب، حث) the one who is asked is named by
the writer, and the content begins behind him.
"""

from nabra.cues.knowledge import knowledge
from nabra.cues.scan import COMMA
from nabra.text.language import remembered, without_article
from nabra.text.read import words_in

WEAK = 6           # words between a word that mostly means something else (عبر) and its عن
REACH = 18         # words between a speech act and its content
SPAN = 500         # characters in which it is looked for
FIRM = 20          # words of the content before a comma that does not end it
LONGEST = 60       # words of the content at most: what follows is mostly the writer's background
AFTER_COMMA = 3    # characters between a comma and the word behind it
LONG = 3           # letters of a word with a particle at least


def complement_start(text, cue, end, named, pack):
    """Where the content of the speech act ``cue`` begins before ``end``, or None.

    Parameters
    ----------
    text : str
    cue : Found
    end : int
    named : bool
        The speaker stands before the verb.
    pack : Pack

    Returns
    -------
    int or None
    """
    row = []
    for number, (start, _, key) in enumerate(words_in(text, cue.end, min(end, cue.end + SPAN))):
        if number > (WEAK if cue.weak else REACH):
            return None
        row.append(key)
        if cue.weak:
            begins = key in pack.complements["weak_starts"]
        elif cue.key in pack.complements["requests"]:
            begins = _asked(row, pack)
        else:
            if number == 0 and cue.key in pack.complements["describing"] and _with_particle(key, pack):
                return None     # إصابات وصفت بالخطيرة
            affirms = cue.key in pack.complements["affirming"]
            begins = _stated(row, named, pack) or affirms and _object(row, pack)
        if begins:
            return start
    return None


def complement_end(text, sentence, start, end, pack):
    """Where the noun phrase that begins at ``start`` ends: where the writer's background to it begins.

    That is at a word of time (بعدما، عقب), at a comma with a relative or a conjunction behind it, or after
    enough words.

    Parameters
    ----------
    text : str
    sentence : Sentence
    start, end : int
        ``end`` is where a clause would end.
    pack : Pack

    Returns
    -------
    int
    """
    groups = pack.complements
    commas = [event.start for event in sentence.events if event.kind == COMMA and start <= event.start < end]
    for number, (begin, _, key) in enumerate(words_in(text, start, min(end, start + SPAN))):
        comma = next((place for place in commas if begin - AFTER_COMMA <= place < begin), None)
        if number and key in groups["backgrounds"] or number == LONGEST:
            return begin
        if comma is not None and (key in groups["comma_backgrounds"] or number >= FIRM
                                  and not key.startswith(tuple(groups["joins"]))):
            return comma
    return end


def _asked(row, pack):
    """Does what is asked for begin at the last word of ``row``, behind the one who is asked?"""
    key = row[-1]
    if key in pack.complements["request_starts"]:
        return True
    return _with_particle(key, pack) and not (len(row) > 1 and _is_name(key, pack)) or _verbal_noun(row, pack)


def _stated(row, named, pack):
    """Does the content begin at the last word: a preposition, a listed noun, a verbal noun?"""
    key = row[-1]
    if key in pack.complement_starts or (len(row) > 1 or named) and key in pack.complement_objects:
        return True
    return _with_particle(key, pack) and not (len(row) > 1 and _is_name(key, pack)) or _verbal_noun(row, pack)


def _with_particle(key, pack):
    begins = key.startswith(pack.complement_particles) and len(key) > LONG
    return begins and key not in pack.complements["not_starts"]


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


def _verbal_noun(row, pack):
    """Is the last word a verbal noun by its shape, and no part of a title (رئيس تحرير …)?"""
    groups = pack.complements
    return len(row) > 1 and groups["shapes"].fullmatch(row[-1]) is not None \
        and row[-1] not in groups["not_starts"] and row[-2] not in groups["heads"]


def _object(row, pack):
    """Is the last word a definite noun behind a noun phrase that is complete (أكد الوزراء [الدور] …)?"""
    if len(row) < 2:
        return False
    key, before, groups = row[-1], row[-2], pack.complements
    if key in groups["object_starts"]:
        return True
    if key in groups["adjectives"] or key in pack.phrase_stops | pack.phrase_places:
        return False
    if not key.startswith(pack.article):
        return False
    closed = before.startswith(pack.article) or len(row) == 2 and before in groups["single_names"]
    return closed and not key.endswith(tuple(groups["nisba"])) and len(key) >= len(pack.article) + LONG

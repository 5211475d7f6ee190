"""Who speaks where the verb precedes its subject: behind the verb, before it, or earlier in the text."""

from typing import NamedTuple

from nabra.cues.bits_speakers import (
    BEGINS_CLAUSE, BY_SAYING, CUE, NO_VERB, PASSES_ON, SAYS, STOP, THAT, word_bits, words_as_arrays, words_of,
)
from nabra.cues.compiled_speakers import BEFORE
from nabra.cues.named import name_of
from nabra.cues.phrases import CUT, NONE, first_verb, phrase_before
from nabra.cues.speakers import as_place, is_object, name_at, phrase_after, place_after, relayed
from nabra.text.read import first_word, keys_in, words_in

NEAR = 12            # characters behind a phrase in which أن or a mark is looked for
BEHIND = 8           # characters behind a verb in which the next word begins
OPENING = 60         # characters in which the first verb of a sentence is read


def nobody():
    """Who spoke last where nobody is known."""
    return None


def speaker_of(text, start, cue, stop, pack, last=nobody, idle=None, here=False, phrase=None):
    """Who speaks for a cue.

    After كان the phrase before the verb, else the phrase after it, else the one before. A participle and a
    bare verb have the subject of ``idle``, the verb before them that governs nothing itself (غرد الشاعر قائلا),
    else that of the sentence's first verb (أمهل الرئيس الدول … واصفا), else the last speaker.

    Parameters
    ----------
    text : Scanned
    start : int
        Where the sentence begins.
    cue : Found
    stop : int
        Where the cue's content begins, at the latest.
    pack : Pack
    last : function
        Tells who spoke last, where the words here name nobody.
    idle : Found or None
        The cue right before, if it governs nothing.
    here : bool
        Has ``last`` spoken in this sentence?
    phrase : list of int, optional
        What ``phrases.noun_phrase`` says of the words behind the cue, where it has been asked.

    Returns
    -------
    str or None
    """
    told = word_bits(pack)[cue.key]
    if told & BY_SAYING:
        saying = _clause_subject(text, cue, pack)
        if saying is not None:
            return saying
    if cue.kind == "participle" or told & BY_SAYING:
        return _earlier(text, start, cue, pack, idle, here) or last()
    if told & PASSES_ON:
        if _of_the_last(text, cue, stop, pack):
            return last()
        relay = relayed(text, cue.end, stop, pack)
        if relay is not None:
            return relay
    noun = cue.kind == "noun"
    place = place_after(text, cue.end, stop, pack, noun) if phrase is None \
        else as_place(phrase, text, cue.end, stop, pack, noun)
    after = None if place is None else name_at(text, *place, pack)
    refused = is_object(place, cue, text, pack) or _no_one(text, place, cue, pack)
    if after is not None and not refused and cue.leads:
        return after
    before = _topic(text, start, cue, pack) if cue.joined else before_verb(text, start, cue, pack)
    named = before.phrase if before is not None else None
    if named is not None and _in_document(text, cue, pack):
        named = None       # نشر الوزير تغريدة قال فيها
    if refused:
        return named or _earlier(text, start, cue, pack, idle, here) or last() or after
    if before is not None and before.auxiliary:
        return named or after or last()
    if before is not None and before.topic and not noun and named is not None:
        return named       # قال إن [القرار] يدين الهجوم
    if after is not None or noun:
        return after or named
    if named is not None and name_of(named, pack).first.silent and not name_of(named, pack).thing:
        return _far_topic(text, start, cue, pack) \
            or _earlier(text, start, cue, pack, idle, here) or last() or named
    return named or _far_topic(text, start, cue, pack) \
        or _earlier(text, start, cue, pack, idle, here) or last()


def _no_one(text, place, cue, pack):
    """Is the phrase behind a verb that may take an object no one who speaks (وحيا صمود القرية)?

    What أن, a colon or a mark follows at once is the verb's subject, whatever it is.
    """
    if place is None or cue.kind == "noun" or word_bits(pack)[cue.key] & SAYS:
        return False
    name = name_of(text[place[0]:place[1]], pack)
    if not (name.first.silent or name.first.accusative):
        return False
    following = text[place[1]:place[1] + NEAR].lstrip(" ،,")
    first = following[:1]
    return not (first in pack.marks or first in pack.colons or not pack.that.isdisjoint(keys_in(following)[:1]))


def _far_topic(text, start, cue, pack):
    """The topic of the clause whose verb stands behind a comma (إن [الحداد]، الذي جاء أمس، أكد أن), or None."""
    if cue.joined or text[max(0, cue.start - 3):cue.start].strip()[-1:] not in pack.commas:
        return None
    subject = _before_relative(text, start, cue, pack)
    if subject is not None:
        return subject
    who = None if cue.that < 0 else phrase_after(text, cue.that, cue.start, pack)
    return None if who is None or name_of(who, pack).thing else who


def _before_relative(text, start, cue, pack):
    """The subject that a relative clause parts from its verb ([البيان]، الذي يحمل اسمه، قال; كانت [الهيئة] التي…، قالت)."""
    bits = word_bits(pack)
    for place, end, key in words_in(text, start, min(cue.start, start + BEFORE)):
        if key in pack.sources.get("relatives", ()):
            who = phrase_after(text, start, place, pack)
            return who if who is not None and who == text[start:place].strip(" ،,") else None
        if key in pack.auxiliaries and not text[start:place].strip():
            start = end
        elif bits[key] & (STOP | THAT | CUE | BEGINS_CLAUSE):
            return None
    return None


def _earlier(text, start, cue, pack, idle, here):
    """The subject of an earlier verb of the sentence, or None."""
    if cue.first:
        return None
    idle_subject = _idle_subject(text, start, idle, cue, pack)
    return idle_subject if idle_subject or here else first_subject(text, start, cue.start, pack)


def _idle_subject(text, start, idle, cue, pack):
    """The subject of the verb before a cue that governs nothing itself (دافع الوزير عن القانون وقال)."""
    subject = None if idle is None else speaker_of(text, start, idle, cue.start, pack)
    if subject is None:
        return None
    name = name_of(subject, pack)
    return None if name.thing or name.first.silent else subject


def _clause_subject(text, cue, pack):
    """Who does something by saying it, where the clause is verb and subject (اكتفى [الوزير] بالقول), or None."""
    found = words_in(text, cue.clause, cue.start)
    if len(found) < 2 or word_bits(pack)[found[0][2]] & NO_VERB:
        return None
    who = phrase_after(text, found[0][1], cue.start, pack)
    return who if who is not None and who == text[found[1][0]:cue.start].strip() else None


def first_subject(text, start, stop, pack):
    """Who acts in a sentence that begins with a verb nobody listed (أمهل الرئيس الدول), or None.

    Only what the words tell to be somebody who may speak counts: a phrase of a known kind of source.
    """
    verb = _first_verb(text, start, stop)
    who = None if verb is None else phrase_after(text, int(text.word_ends[verb]), stop, pack)
    if who is None:
        return None
    name = name_of(who, pack)
    return None if name.kind is None or name.first.silent else who


def known_subject(text, start, end, names):
    """The speaker in ``names`` (key of a name's last word -> name) who acts in such a sentence, or None."""
    verb = _first_verb(text, start, end) if names else None
    if verb is None or verb + 1 == len(text.word_starts):
        return None
    following = text.word_starts[verb + 1] < min(end, int(text.word_ends[verb]) + OPENING)
    return names.get(text.key(verb + 1)) if following else None


def _first_verb(text, start, stop):
    """The number of the first word of a sentence, conjunctions left out, if it may be a verb; else None."""
    _, starts, _, bits = words_of(text)
    verb = first_verb(starts, bits, start, min(stop, start + OPENING))
    return None if verb == NONE else verb


def _of_the_last(text, cue, stop, pack):
    """Are the words passed on those of the last speaker (نقلت الوكالة عنه قوله)?"""
    own = pack.sources.get("passed_on", ())
    return any(key in own for _, _, key in words_in(text, cue.end, min(stop, cue.end + BEFORE)))


def _in_document(text, cue, pack):
    """Does the verb say what stands in the document before it (تغريدة قال فيها)?"""
    word = cue.last + 1
    return word < len(text.word_starts) and text.word_starts[word] < cue.end + BEHIND \
        and text.key(word) in pack.sources.get("inside", ())


class Before(NamedTuple):
    """The phrase before a verb; ``auxiliary``: it follows كان; ``topic``: it is all between أن and the verb."""

    phrase: str | None
    auxiliary: bool
    topic: bool = False


def _topic(text, start, cue, pack):
    """The phrase between أما and a verb with ف («أما الوزير فقال»), or None."""
    first = first_word(text, start, min(cue.start, start + BEFORE))
    if first is None or first[2] not in pack.sources.get("topics", ()):
        return None
    return Before(phrase_after(text, first[1], cue.start, pack), False)


def before_verb(text, start, cue, pack):
    """The phrase between the clause's start and the verb («وكانت الوزارة أكدت», «المصدر قال»)."""
    stop, begin = cue.start, max(cue.clause, cue.start - BEFORE)
    if not text[begin:stop].strip():
        return _apposed(text, start, cue, pack)
    topic = cue.that > begin
    begin, auxiliary = _phrase_before(text, max(begin, cue.that), stop, pack)
    if begin == NONE:
        return None
    phrase = phrase_after(text, begin, stop, pack)
    return Before(phrase, auxiliary, topic and phrase == text[begin:stop].strip())


def _phrase_before(text, start, stop, pack):
    """``phrase_before`` of a text; words are read anew where they are cut."""
    found = phrase_before(*words_of(text)[1:], start, stop)
    return found if found[0] != CUT else phrase_before(*words_as_arrays(text, start, stop, pack)[1:], start, stop)


def _apposed(text, start, cue, pack):
    """The subject of a verb behind a comma, all the sentence so far («سامي، رئيس النادي، قال»), but for كان; or None."""
    before = text[start:cue.start].rstrip(" ،,")
    if not 0 < len(before) < BEFORE or before == text[start:cue.start].rstrip():
        return None
    begin, auxiliary = _phrase_before(text, start, cue.start, pack)
    if not auxiliary:
        begin = start
    whole = phrase_after(text, begin, cue.start, pack)
    return Before(whole, auxiliary) if whole is not None and whole == text[begin:start + len(before)].strip() else None

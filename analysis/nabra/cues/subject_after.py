"""Who speaks where the verb precedes its subject: behind the verb, before it, or earlier in the text."""

from typing import NamedTuple

from nabra.cues.candidates import cue_forms, is_accusative, is_silent
from nabra.cues.clauses import clause_start
from nabra.cues.identities import is_thing
from nabra.cues.knowledge import knowledge
from nabra.cues.scan import WORD_HIT
from nabra.cues.source_kinds import source_kind
from nabra.cues.speakers import begins_clause, is_object, phrase_after, relayed
from nabra.text.read import keys_in, words_in

NAME = 30            # letters of a name in marks that may belong to a subject (صحيفة «…» تقول)
NEAR = 12            # characters behind a phrase in which أن or a mark is looked for
BEFORE = 120         # characters before a verb in which its subject may stand
OPENING = 60         # characters in which the first verb of a sentence is read


def speaker_of(text, sentence, cue, stop, pack, last, idle=None, here=False):
    """Who speaks for a cue.

    After كان the phrase before the verb, else the phrase after it, else the one before. A participle and a
    bare verb have the subject of ``idle``, the verb before them that governs nothing itself (غرد الشاعر قائلا),
    else that of the sentence's first verb (أمهل الرئيس الدول … واصفا), else the last speaker.

    Parameters
    ----------
    text : str
    sentence : Sentence
    cue : Found
    stop : int
        Where the cue's content begins, at the latest.
    pack : Pack
    last : str or None
        Who spoke last.
    idle : Found or None
        The cue right before, if it governs nothing.
    here : bool
        Has ``last`` spoken in this sentence?

    Returns
    -------
    str or None
    """
    if cue.key in pack.by_saying:
        saying = _clause_subject(text, sentence, cue, pack)
        if saying is not None:
            return saying
    if cue.kind == "participle" or cue.key in pack.by_saying:
        return _earlier(text, sentence, cue, pack, idle, here) or last
    if cue.key in pack.relays:
        if _of_the_last(text, cue, stop, pack):
            return last
        relay = relayed(text, cue.end, stop, pack)
        if relay is not None:
            return relay
    before = _topic(text, sentence, cue, pack) if cue.joined else before_verb(text, sentence, cue, pack)
    after = phrase_after(text, cue.end, stop, pack, cue.kind == "noun")
    named = before.phrase if before is not None else None
    if named is not None and _in_document(text, cue, pack):
        named = None       # نشر الوزير تغريدة قال فيها
    if is_object(after, cue, stop, text, pack) or _no_one(text, after, cue, pack):
        return named or _earlier(text, sentence, cue, pack, idle, here) or last or after
    if before is not None and before.auxiliary:
        return named or after or last
    if before is not None and before.topic and cue.kind != "noun" and named is not None:
        return named       # قال إن [القرار] يدين الهجوم
    if cue.kind == "noun":
        return after or named
    if named is not None and is_silent(named, pack) and not is_thing(named, pack):
        return after or _far_topic(text, sentence, cue, pack) \
            or _earlier(text, sentence, cue, pack, idle, here) or last or named
    return after or named or _far_topic(text, sentence, cue, pack) \
        or _earlier(text, sentence, cue, pack, idle, here) or last


def _no_one(text, phrase, cue, pack):
    """Is the phrase behind a verb that may take an object no one who speaks (وحيا صمود القرية)?

    What أن, a colon or a mark follows at once is the verb's subject, whatever it is.
    """
    if phrase is None or cue.kind == "noun" or cue.key in pack.sources.get("say_only", ()):
        return False
    behind = text.find(phrase, cue.end) + len(phrase)
    following = text[behind:behind + NEAR].lstrip(" ،,")
    if following[:1] in pack.marks or following[:1] in pack.colons or not pack.that.isdisjoint(keys_in(following)[:1]):
        return False
    return is_silent(phrase, pack) or is_accusative(phrase, pack)


def _far_topic(text, sentence, cue, pack):
    """The topic of the clause whose verb stands behind a comma (إن [الحداد]، الذي جاء أمس، أكد أن), or None."""
    if cue.joined or text[max(0, cue.start - 3):cue.start].strip()[-1:] not in pack.commas:
        return None
    subject = _before_relative(text, sentence, cue, pack)
    if subject is not None:
        return subject
    opened = next((event for event in reversed(sentence.events) if event.end <= cue.start
                   and event.kind == WORD_HIT and event.key in pack.that), None)
    who = None if opened is None else phrase_after(text, opened.end, cue.start, pack)
    return who if who is not None and not is_thing(who, pack) else None


def _before_relative(text, sentence, cue, pack):
    """The subject that a relative clause parts from its verb ([البيان]، الذي يحمل اسمه، قال; كانت [الهيئة] التي…، قالت)."""
    start = sentence.start
    for place, end, key in words_in(text, start, min(cue.start, start + BEFORE)):
        if key in pack.sources.get("relatives", ()):
            who = phrase_after(text, start, place, pack)
            return who if who is not None and who == text[start:place].strip(" ،,") else None
        if key in pack.auxiliaries and not text[start:place].strip():
            start = end
        elif key in pack.phrase_stops or key in pack.that or key in cue_forms(pack) or begins_clause(key, pack):
            return None
    return None


def _earlier(text, sentence, cue, pack, idle, here):
    """The subject of an earlier verb of the sentence, or None."""
    idle_subject = _idle_subject(text, sentence, idle, cue, pack)
    return idle_subject if idle_subject or here else first_subject(text, sentence, cue.start, pack)


def _idle_subject(text, sentence, idle, cue, pack):
    """The subject of the verb before a cue that governs nothing itself (دافع الوزير عن القانون وقال)."""
    subject = None if idle is None else speaker_of(text, sentence, idle, cue.start, pack, None)
    return None if subject is None or is_thing(subject, pack) or is_silent(subject, pack) else subject


def _clause_subject(text, sentence, cue, pack):
    """Who does something by saying it, where the clause is verb and subject (اكتفى [الوزير] بالقول), or None."""
    start = clause_start(sentence, sentence.start, cue.start, NAME)
    found = words_in(text, start, cue.start)
    if len(found) < 2 or _no_verb(found[0][2], pack):
        return None
    who = phrase_after(text, found[0][1], cue.start, pack)
    return who if who is not None and who == text[found[1][0]:cue.start].strip() else None


def first_subject(text, sentence, stop, pack):
    """Who acts in a sentence that begins with a verb nobody listed (أمهل الرئيس الدول), or None.

    Only what the words tell to be somebody who may speak counts: a phrase of a known kind of source.
    """
    verb = _first_verb(text, sentence, stop, pack)
    who = None if verb is None else phrase_after(text, verb, stop, pack)
    return who if who is not None and source_kind(who, pack) is not None and not is_silent(who, pack) else None


def known_subject(text, sentence, names, pack):
    """The speaker in ``names`` (key of a name's last word -> name) who acts in such a sentence, or None."""
    verb = _first_verb(text, sentence, sentence.end, pack)
    following = [] if verb is None else words_in(text, verb, min(sentence.end, verb + OPENING))[:1]
    return names.get(following[0][2]) if following else None


def _first_verb(text, sentence, stop, pack):
    """Where the first word of a sentence ends, conjunctions left out, if it may be a verb; else None."""
    for _, end, key in words_in(text, sentence.start, min(stop, sentence.start + OPENING)):
        if key not in pack.clause_conjunctions:
            return None if _no_verb(key, pack) else end
    return None


def _no_verb(key, pack):
    """Can the first word of a sentence be no verb, as far as the lists tell?"""
    return key.startswith(pack.article) or key in pack.clause_openers | pack.phrase_stops | pack.phrase_places \
        or key in pack.clause or key in pack.source_kinds or begins_clause(key, pack)


def _of_the_last(text, cue, stop, pack):
    """Are the words passed on those of the last speaker (نقلت الوكالة عنه قوله)?"""
    own = pack.sources.get("passed_on", ())
    return any(key in own for _, _, key in words_in(text, cue.end, min(stop, cue.end + BEFORE)))


def _in_document(text, cue, pack):
    """Does the verb say what stands in the document before it (تغريدة قال فيها)?"""
    following = words_in(text, cue.end, cue.end + 8)[:1]
    return bool(following) and following[0][2] in pack.sources.get("inside", ())


class Before(NamedTuple):
    """The phrase before a verb; ``auxiliary``: it follows كان; ``topic``: it is all between أن and the verb."""

    phrase: str | None
    auxiliary: bool
    topic: bool = False


def _topic(text, sentence, cue, pack):
    """The phrase between أما and a verb with ف («أما الوزير فقال»), or None."""
    found = words_in(text, sentence.start, min(cue.start, sentence.start + BEFORE))
    if not found or found[0][2] not in pack.sources.get("topics", ()):
        return None
    return Before(phrase_after(text, found[0][1], cue.start, pack), False)


def before_verb(text, sentence, cue, pack):
    """The phrase between the clause's start and the verb («وكانت الوزارة أكدت», «المصدر قال»)."""
    start = max(clause_start(sentence, sentence.start, cue.start, NAME), cue.start - BEFORE)
    if not text[start:cue.start].strip():
        return _apposed(text, sentence, cue, pack)
    topic = False
    for event in sentence.events:
        if start < event.end <= cue.start and event.kind == WORD_HIT and event.key in pack.that:
            start, topic = event.end, True
    found = words_in(text, start, cue.start)
    while found and found[0][2] in pack.clause_conjunctions:
        start, found = found[0][1], found[1:]
    if not found or found[0][2] in pack.clause_openers or begins_clause(found[0][2], pack):
        return None
    auxiliary = next((place for place, (_, _, key) in enumerate(found[:2]) if key in pack.auxiliaries), None)
    start = found[auxiliary][1] if auxiliary is not None else start
    if auxiliary is None and len(found) > 2 and found[0][2] in knowledge(pack.code).verbs:
        start = found[0][1]     # ألقى [الوزير] كلمة أكد فيها
    phrase = phrase_after(text, start, cue.start, pack)
    return Before(phrase, auxiliary is not None, topic and phrase == text[start:cue.start].strip())


def _apposed(text, sentence, cue, pack):
    """The subject of a verb behind a comma, all the sentence so far («سامي، رئيس النادي، قال»), or None."""
    before = text[sentence.start:cue.start].rstrip(" ،,")
    if not 0 < len(before) < BEFORE or before == text[sentence.start:cue.start].rstrip():
        return None
    whole = phrase_after(text, sentence.start, cue.start, pack)
    return Before(whole, False) if whole is not None and whole == before.strip() else None

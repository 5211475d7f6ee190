"""Who answers for which words: reporting cues, their scopes and their speakers.

Works sentence by sentence over the sparse events. A cue (قال، أكد، said) governs the clause after
أن/that, the quotation beside it, or the words after a colon; a source phrase (بحسب، according to)
governs the clause it stands in. A scope ends with its sentence, where the next cue takes over, or
where the narrator plainly returns.
"""

from nabra.cues.candidates import agreeing, is_silent
from nabra.cues.carried import carried
from nabra.cues.clauses import Found, Sentence, make_scope, next_stop
from nabra.cues.headlines import after_colon, headline
from nabra.cues.identities import resolve
from nabra.cues.pairing import word_before
from nabra.cues.scan import BREAK, COLON, END, MARK, WORD_HIT
from nabra.cues.sources import closes_clause, source_scope
from nabra.cues.subject_after import known_subject, speaker_of
from nabra.cues.subject_first import subject_first
from nabra.cues.transcripts import transcripts
from nabra.cues.verb_first import REACH, openings
from nabra.text.read import keys_in

LONGEST = 400        # events of one sentence; a text without stops is cut there


def cue_index(pack):
    """The pack's cues by their first word's key: those of one word, and the others by their second, longest first."""
    index = {}
    for cue in sorted(pack.cues, key=lambda cue: -len(cue.words)):
        alone, longer = index.setdefault(cue.words[0], ([], {}))
        (alone if len(cue.words) == 1 else longer.setdefault(cue.words[1], [])).append(cue)
    return index


def find_scopes(text, events, spans, pack, index):
    """All attribution scopes of a text, in order of their cues.

    Parameters
    ----------
    text : str
    events : list of Event
    spans : list of Span
        Quotations, sorted (cues/quotes.py).
    pack : Pack
    index : dict
        ``cue_index(pack)``.

    Returns
    -------
    list of Scope
    """
    scopes, speaker, open_speech, known = [], None, None, {}
    for sentence in _sentences(text, events, spans, pack):
        found, speaker = _sentence_scopes(text, sentence, pack, index, speaker, known, scopes)
        known |= {keys_in(scope.speaker)[-1]: scope.speaker for scope in found
                  if scope.speaker is not None and keys_in(scope.speaker)}
        if not found and open_speech is not None and not _breaks(text, open_speech.end, sentence.start):
            found = [open_speech._replace(start=sentence.start, end=sentence.end, carried=True)]
        scopes.extend(found)
        open_speech = _unfinished(text, found, sentence, pack)
    scopes += transcripts(text, events, pack) or ([] if scopes else headline(text, events, pack))
    if pack.speaker_side == "before":
        scopes = carried(text, spans, scopes, pack)
    return resolve(scopes, text, pack)


def _unfinished(text, found, sentence, pack):
    """Speech after a colon, without marks, up to its sentence's end: the next goes on with it."""
    if not found or found[-1].kind != "direct" or not sentence.end - 2 <= found[-1].end <= sentence.end:
        return None
    marked = any(span.inner_start == found[-1].start for span in sentence.spans)
    colon = any(sign in text[found[-1].cue_end:found[-1].start] for sign in pack.colons)
    return found[-1] if colon and not marked else None


def _breaks(text, start, end):
    return any(sign in text[start:end] for sign in "\r\n\u2028\u2029")


def _sentences(text, events, spans, pack):
    """Sentences of the writer: a stop inside a quotation ends none, unless the quotation ends with it."""
    outer = [span for span in spans if span.depth == 0]
    place, start, inside, within = 0, 0, [], []
    number = len(outer)
    for event in events:
        while place < number and outer[place].end <= event.start:
            within.append(outer[place])
            place += 1
        quoted = place < number and outer[place].start <= event.start
        if quoted and not (event.kind == MARK and event.start == outer[place].start):
            closing = event.kind == MARK and event.end == outer[place].end
            if closing and _ended_inside(text, outer[place], pack) and _sentence_follows(text, event.end):
                yield Sentence(start, event.end, inside, within + [outer[place]])
                place, start, inside, within = place + 1, event.end, [], []
            continue
        if event.kind in (END, BREAK) or len(inside) >= LONGEST:
            if event.start > start:
                yield Sentence(start, event.start, inside, within)
            start, inside, within = event.end, [], []
        else:
            inside.append(event)
    within += outer[place:]
    if len(text) > start:
        yield Sentence(start, len(text), inside, within)


def _ended_inside(text, span, pack):
    """Does the quotation end a sentence? Before a subject (“Why?” the mayor asked) only a full stop does."""
    stops = ".…" if pack.speaker_side == "before" else ".!?؟…"
    return text[span.inner_end - 1:span.inner_end] in stops


def _sentence_follows(text, position):
    """After a quotation that ended with a stop: does a new sentence begin (no comma, no small letter)?"""
    following = text[position:position + 3].strip()[:1]
    return following not in {",", "،", "؛", ";"} and not (following.isascii() and following.islower())


def _sentence_scopes(text, sentence, pack, index, speaker, known, before):
    """The scopes of one sentence and the speaker whom the next one may continue.

    ``known``: the speakers before, by the key of their name's last word; ``before``: the scopes before.
    """
    if not sentence.events:
        return [], speaker
    cues = _governing(text, _cues(sentence.events, index, pack), sentence, pack)
    scopes, last = [], speaker
    if pack.speaker_side == "before":
        scopes, last = subject_first(text, sentence, cues, pack, last)
    else:
        for cue, opening, end, idle in openings(text, sentence, cues, pack):
            if cue.kind == "source":
                made = source_scope(text, sentence, cue, pack, scopes)
            else:
                if idle is not None and not idle.joined and any(s.start <= idle.start < s.end for s in scopes):
                    idle = None     # قال إن تواصلا بين الطرفين قائم، مشيرا: a word within what was said
                fitting = agreeing(cue, last, before, pack)
                who = speaker_of(text, sentence, cue, opening.named_until, pack, fitting, idle, bool(scopes))
                made = make_scope(text, opening.start, end, cue, opening.kind, who)
            if made is not None:
                nested = any(scope.start <= made.start and made.end <= scope.end for scope in scopes) \
                    or not cue.joined and word_before(text, cue.start) in pack.sources.get("relatives", ())
                if nested and cue.kind == "noun" and made.kind == "direct":
                    continue       # قال إن تصريح الوزير «…»: what is told of, not who tells it
                scopes.append(made)
                last = last if nested else made.speaker or last
        if not scopes:
            last = _idle_subject(text, sentence, cues, pack) or known_subject(text, sentence, known, pack) or last
    if not cues and sentence.spans:
        scopes.extend(after_colon(text, sentence, pack))
        last = scopes[-1].speaker if scopes else last
    return scopes, last


def _idle_subject(text, sentence, cues, pack):
    """The subject of a sentence that begins with a verb which reports nothing here (دعا الوزير إلى الهدوء), or None."""
    first = next((cue for cue in cues if cue.kind in ("verb", "act") and not cue.weak), None)
    if first is None or text[sentence.start:first.start].strip():
        return None
    who = speaker_of(text, sentence, first, next_stop(sentence, first.end), pack, None)
    return None if who is None or is_silent(who, pack) else who


def _cues(events, index, pack):
    """The cues among ``events``: the longest phrase wins, no word serves twice."""
    found, free = [], 0
    for at, event in enumerate(events):
        if at < free or event.kind != WORD_HIT or event.key not in index:
            continue
        alone, longer = index[event.key]
        following = longer.get(events[at + 1].key, ()) if longer and at + 1 < len(events) else ()
        for cue in (*following, *alone):
            length = len(cue.words)
            if length > 1 and not _is_phrase(events, at, cue, pack):
                continue
            free = at + length
            found.append(Found(event.start, events[free - 1].end, event.count, event.key, cue.kind, cue.cue_class,
                               cue.weak, cue.joined, free - 1))
            break
    return found


def _is_phrase(events, at, cue, pack):
    if not _follows(events, at, cue.words):
        return False
    return cue.kind != "source" or pack.that_optional or closes_clause(events, at, cue, pack)


def _governing(text, cues, sentence, pack):
    """Without the nouns and sources on the way from a verb to its أن («قالت الوزارة، في بيان لها، إن»)."""
    thats = [event.start for event in sentence.events if event.kind == WORD_HIT and event.key in pack.that]
    begins = thats + [event.start for event in sentence.events if event.kind in (COLON, MARK)]
    kept = []
    for cue in cues:
        open_verb = kept and kept[-1].kind in ("verb", "act") and cue.count - kept[-1].count <= REACH \
            and not any(kept[-1].end <= t < cue.start for t in thats)
        if open_verb and cue.weak and cue.kind == "act":
            continue        # كتب الوزير عبر حسابه: «…»
        named = cue.kind == "noun" and cue.key not in pack.by_saying
        if open_verb and (named or cue.kind == "source" and any(t > cue.start for t in thats)):
            continue
        if open_verb and not kept[-1].weak and not cue.joined and any(place > cue.start for place in begins) \
                and word_before(text, cue.start) in pack.sources.get("relatives", ()):
            continue        # قال المسؤول الذي طلب عدم نشر اسمه إن
        kept.append(cue)
    return kept


def _follows(events, at, keys):
    if len(keys) == 1:
        return True
    if at + len(keys) > len(events):
        return False
    return all(
        events[at + step].kind == WORD_HIT and events[at + step].key == key
        and events[at + step].count == events[at].count + step for step, key in enumerate(keys)
    )

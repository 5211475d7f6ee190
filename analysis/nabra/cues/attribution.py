"""Who answers for which words: reporting cues, their scopes and their speakers.

Works sentence by sentence over the sparse events. A cue (قال، أكد، said) governs the clause after
أن/that, the quotation beside it, or the words after a colon; a source phrase (بحسب، according to)
governs the clause it stands in. A scope ends with its sentence, where the next cue takes over, or
where the narrator plainly returns.
"""

from typing import NamedTuple

from nabra.cues.scan import BREAK, COLON, COMMA, END, MARK, WORD_HIT
from nabra.cues.speakers import phrase_after, phrase_before
from nabra.text.normalise import words

REACH = 40           # words between a reporting verb and its أن/that
SPAN = 300           # characters in which a noun complement is looked for
LONGEST = 400        # events of one sentence; a text without stops is cut there
BEFORE = 120         # characters before a verb in which its subject may stand
COMPLEMENT = 14      # words between a speech act and its noun complement


class Scope(NamedTuple):
    """Attributed content ``text[start:end]`` (without source and cue), with its cue and speaker.

    ``kind`` is direct (marked, or after a colon) or indirect; ``speaker`` None where none was found.
    """

    start: int
    end: int
    cue: str
    cue_class: str
    kind: str
    speaker: str | None
    cue_start: int
    cue_end: int


class Found(NamedTuple):
    """A cue as it stands in the text: its events' places among the sentence's, and what it is."""

    start: int
    end: int
    count: int
    kind: str
    cue_class: str
    at: int


def cue_index(pack):
    """The pack's cues by their first word's key, longest first."""
    index = {}
    for cue in pack.cues:
        index.setdefault(cue.words[0], []).append(cue)
    return {first: tuple(sorted(cues, key=lambda c: -len(c.words))) for first, cues in index.items()}


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
    scopes, speaker = [], None
    for sentence in _sentences(text, events, spans):
        found, speaker = _sentence_scopes(text, sentence, pack, index, speaker)
        scopes.extend(found)
    return scopes


class _Sentence(NamedTuple):
    start: int
    end: int
    events: list         # outside quotations
    spans: list          # outermost quotations


def _sentences(text, events, spans):
    """Sentences of the writer: a stop inside a quotation ends none, unless the quotation ends with it."""
    outer = [span for span in spans if span.depth == 0]
    place, start, inside, within = 0, 0, [], []
    for event in events:
        while place < len(outer) and outer[place].end <= event.start:
            within.append(outer[place])
            place += 1
        quoted = place < len(outer) and outer[place].start <= event.start
        if quoted and not (event.kind == MARK and event.start == outer[place].start):
            closing = event.kind == MARK and event.end == outer[place].end
            if closing and _ended_inside(text, outer[place]) and _sentence_follows(text, event.end):
                yield _Sentence(start, event.end, inside, within + [outer[place]])
                place, start, inside, within = place + 1, event.end, [], []
            continue
        if event.kind in (END, BREAK) or len(inside) >= LONGEST:
            if inside or within:
                yield _Sentence(start, event.start, inside, within)
            start, inside, within = event.end, [], []
        else:
            inside.append(event)
    within += outer[place:]
    if inside or within:
        yield _Sentence(start, len(text), inside, within)


def _ended_inside(text, span):
    return text[span.inner_end - 1:span.inner_end] in ".!?؟…"


def _sentence_follows(text, position):
    """After a quotation that ended with a stop: does a new sentence begin (no comma, no small letter)?"""
    following = text[position:position + 3].strip()[:1]
    return following not in {",", "،", "؛", ";"} and not (following.isascii() and following.islower())


def _sentence_scopes(text, sentence, pack, index, speaker):
    cues = _governing(_cues(sentence.events, index), sentence, pack)
    scopes, last = [], speaker
    for number, cue in enumerate(cues):
        limit = cues[number + 1].start if number + 1 < len(cues) else sentence.end
        if cue.kind == "source":
            made = _source(text, sentence, cue, limit, pack, scopes)
        elif pack.speaker_side == "before":
            made = _subject_first(text, sentence, cue, cues, number, pack, last)
        else:
            made = _verb_first(text, sentence, cue, limit, pack, last)
        if made is not None:
            scopes.append(made)
            last = made.speaker or last
    if not cues and sentence.spans:
        scopes.extend(_after_colon(text, sentence, pack))
        last = scopes[-1].speaker if scopes else last
    return scopes, last


def _cues(events, index):
    """The cues among ``events``: the longest phrase wins, no word serves twice."""
    found, at = [], 0
    while at < len(events):
        length = 0
        if events[at].kind == WORD_HIT:
            for cue in index.get(events[at].key, ()):
                if _follows(events, at, cue.words):
                    length = len(cue.words)
                    last = events[at + length - 1]
                    found.append(Found(events[at].start, last.end, events[at].count, cue.kind, cue.cue_class, at))
                    break
        at += max(1, length)
    return found


def _governing(cues, sentence, pack):
    """Without the nouns on the way from a verb to its أن («قالت الوزارة، في بيان لها، إن»)."""
    thats = [event.start for event in sentence.events if event.kind == WORD_HIT and event.key in pack.that]
    kept = []
    for cue in cues:
        if cue.kind == "noun" and kept and kept[-1].kind in ("verb", "act") \
                and cue.count - kept[-1].count <= REACH and not any(kept[-1].end <= t < cue.start for t in thats):
            continue
        kept.append(cue)
    return kept


def _follows(events, at, keys):
    if at + len(keys) > len(events):
        return False
    return all(
        events[at + step].kind == WORD_HIT and events[at + step].key == key
        and events[at + step].count == events[at].count + step for step, key in enumerate(keys)
    )


def _verb_first(text, sentence, cue, limit, pack, last):
    """قال الوزير إن …: the speaker follows the verb, the content follows أن, a colon or a mark."""
    colon = None
    after = [event for event in sentence.events if event.start >= cue.end]
    for event in after:
        if event.start >= limit and event.kind != COLON or event.count - cue.count > REACH:
            break
        if event.kind == WORD_HIT and event.key in pack.that:
            speaker = _speaker(text, sentence, cue, event.start, pack, last)
            end = _scope_end(sentence, event.end, limit, pack)
            return _scope(text, event.end, end, cue, "indirect", speaker)
        if event.kind == COLON and event.start < limit:
            colon = event
        if event.kind == MARK or event.kind == COLON:
            span = next((span for span in sentence.spans if span.start >= event.start), None)
            near = span is not None and (span.start == event.start or not text[event.end:span.start].strip())
            if near and _is_content(text, span, colon, event, cue, pack):
                speaker = _speaker(text, sentence, cue, colon.start if colon else span.start, pack, last)
                return _scope(text, span.inner_start, span.inner_end, cue, "direct", speaker)
            if event.kind == COLON and event.start < limit and not near and text[event.end:sentence.end].strip():
                return _scope(text, event.end, sentence.end, cue, "direct", _speaker(text, sentence, cue, event.start, pack, last))
    if cue.kind == "act":
        return _complement(text, sentence, cue, limit, pack, last)
    return None


def _is_content(text, span, colon, event, cue, pack):
    """Is the quotation what was said (not a name on the way to it: قال لـ«الخليج»)?"""
    if colon is not None and not text[colon.end:span.start].strip():
        return True
    longer = len(text[span.inner_start:span.inner_end].split()) > 3
    glued = span.start and text[span.start - 1].isalpha() or text[span.start - 1:span.start] == "ـ"
    return longer and not glued or not glued and event.count - cue.count <= 1 and longer


def _complement(text, sentence, cue, limit, pack, last):
    """أعرب عن إدانته لـ…: the content of a speech act without أن."""
    end = _scope_end(sentence, cue.end, limit, pack)
    for number, (start, stop, key) in enumerate(words(text[cue.end:min(end, cue.end + SPAN)])):
        if number > COMPLEMENT:
            return None
        if key in pack.complement_starts or number and key[:1] == "ب" and number > 1:
            speaker = _speaker(text, sentence, cue, cue.end + start, pack, last)
            return _scope(text, cue.end + start, end, cue, "indirect", speaker)
    return None


def _subject_first(text, sentence, cue, cues, number, pack, last):
    """The minister said (that) …, "…", the minister said, or "…" said the minister."""
    before = cues[number - 1].end if number else sentence.start
    limit = sentence.end
    rest = text[cue.end:limit].strip(" \t\"”'’»")
    span_before = next((s for s in reversed(sentence.spans) if s.end <= cue.start), None)
    trailing = not rest or rest[0] in ".,;" or _ends_clause(sentence, cue)
    gap = text[span_before.end:cue.start] if span_before is not None else None
    inverted = gap is not None and not gap.strip(" ,\t") or text[:cue.start].rstrip()[-1:] == ","
    if inverted and (number == 0 or span_before is not None and span_before.end > before):
        speaker = phrase_after(text, cue.end, _stop(sentence, cue.end), pack) or last
        if span_before is not None and not gap.strip(" ,\t"):
            return _scope(text, span_before.inner_start, span_before.inner_end, cue, "direct", speaker)
        return _scope(text, sentence.start, cue.start, cue, "indirect", speaker)
    speaker = phrase_before(text, _clause_start(sentence, before, cue.start), cue.start, pack) or last
    subject = _clause_start(sentence, before, cue.start)
    if trailing and subject > sentence.start:
        if span_before is not None and span_before.end >= subject - 2:
            return _scope(text, span_before.inner_start, span_before.inner_end, cue, "direct", speaker)
        return _scope(text, sentence.start, subject, cue, "indirect", speaker)
    start = cue.end
    for event in sentence.events:
        if event.start < cue.end or event.count - cue.count > 12:
            continue
        if event.kind == WORD_HIT and event.key in pack.that or event.kind == COLON:
            start = event.end
            break
    return _scope(text, start, _scope_end(sentence, start, limit, pack), cue, "indirect", speaker) if rest else None


def _ends_clause(sentence, cue):
    """Is there nothing of weight between the cue and the next comma or mark?"""
    following = next((e for e in sentence.events if e.start >= cue.end and e.kind in (COMMA, MARK)), None)
    return following is not None and following.kind == COMMA and following.count - cue.count <= 1


def _clause_start(sentence, start, end):
    """Where the clause that ends at ``end`` begins: after the last comma, colon, mark or that before it."""
    found = start
    for event in sentence.events:
        if start <= event.start < end and event.kind in (COMMA, COLON):
            found = event.end
    for span in sentence.spans:
        if span.end <= end:
            found = max(found, span.end)
    return found


def _stop(sentence, start):
    """The next comma, colon or mark after ``start``, or the sentence's end."""
    return next((e.start for e in sentence.events if e.start >= start and e.kind in (COMMA, COLON, MARK)), sentence.end)


def _source(text, sentence, cue, limit, pack, scopes):
    """بحسب الوزارة: at the head of a sentence it governs what follows, elsewhere what precedes."""
    stop = _stop(sentence, cue.end)
    speaker = phrase_after(text, cue.end, stop, pack)
    if not text[sentence.start:cue.start].strip(" \t\"'“«-"):
        comma = next((e for e in sentence.events if e.start >= cue.end and e.kind in (COMMA, COLON)), None)
        start = comma.end if comma is not None else cue.end
        if comma is None and not pack.that_optional:
            that = next((e for e in sentence.events if e.start >= cue.end and e.key in pack.that), None)
            start = that.end if that is not None else cue.end
        return _scope(text, start, sentence.end, cue, "indirect", speaker)
    start = max([sentence.start] + [scope.end for scope in scopes if scope.end <= cue.start])
    span = next((s for s in reversed(sentence.spans) if s.end <= cue.start), None)
    if span is not None and not text[span.end:cue.start].strip(" \t،,"):
        return _scope(text, span.inner_start, span.inner_end, cue, "direct", speaker)
    if any(scope.start < cue.start <= scope.end for scope in scopes):
        return None
    return _scope(text, start, cue.start, cue, "indirect", speaker)


def _after_colon(text, sentence, pack):
    """لافروف: «…» — a headline's or interview's way of giving the word, without a verb."""
    span = sentence.spans[0]
    colon = next((e for e in sentence.events if e.kind == COLON and not text[e.end:span.start].strip()), None)
    if colon is None or colon.count > span.start:
        return []
    subject = text[sentence.start:colon.start].strip()
    if not subject or len(subject.split()) > 12:
        return []
    speaker = phrase_after(text, sentence.start, colon.start, pack)
    return [Scope(span.inner_start, span.inner_end, ":", "neutral", "direct", speaker, colon.start, colon.end)]


def _scope_end(sentence, start, limit, pack):
    """Where indirect speech that begins at ``start`` ends."""
    comma = None
    for event in sentence.events:
        if event.start < start:
            continue
        if event.start >= limit:
            break
        if event.kind == COMMA:
            comma = event
        elif event.kind == WORD_HIT and event.key in pack.narrator_returns:
            if comma is not None and comma.count == event.count:
                return comma.start
    return min(limit, sentence.end)


def _speaker(text, sentence, cue, stop, pack, last):
    """Who speaks: after كان the phrase before the verb, else the phrase after it, else the one before;
    for participles and bare verbs the last speaker."""
    if cue.kind == "participle":
        return last
    before = _before_verb(text, sentence, cue, pack)
    after = phrase_after(text, cue.end, stop, pack)
    if before is not None and before.auxiliary:
        return before.phrase or after or last
    if cue.kind == "noun":
        return after or (before.phrase if before is not None else None)
    return after or (before.phrase if before is not None else None) or last


class _Before(NamedTuple):
    phrase: str | None
    auxiliary: bool      # it follows كان or its like


def _before_verb(text, sentence, cue, pack):
    """The phrase between the clause's start and the verb («وكانت الوزارة أكدت», «المصدر قال»)."""
    start = max(_clause_start(sentence, sentence.start, cue.start), cue.start - BEFORE)
    found = words(text[start:cue.start])
    if not found:
        return None
    auxiliary = next((place for place, (_, _, key) in enumerate(found[:2]) if key in pack.auxiliaries), None)
    skip = found[auxiliary][1] if auxiliary is not None else 0
    return _Before(phrase_after(text, start + skip, cue.start, pack), auxiliary is not None)


def _scope(text, start, end, cue, kind, speaker):
    while start < end and (text[start].isspace() or text[start] in ":،,"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "،,؛;:"):
        end -= 1
    if start >= end:
        return None
    return Scope(start, end, text[cue.start:cue.end], cue.cue_class, kind, speaker, cue.start, cue.end)

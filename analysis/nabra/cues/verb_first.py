"""Attribution where the verb precedes its subject (قال الوزير إن …): openings and ends."""

from itertools import islice
from typing import NamedTuple

from nabra.cues.clauses import scope_end
from nabra.cues.complements import complement_end, complement_start
from nabra.cues.pairing import word_before
from nabra.cues.scan import COLON, COMMA, MARK, WORD_HIT
from nabra.cues.subject_after import before_verb
from nabra.cues.unmarked import spoken_start, unmarked_start
from nabra.text.read import keys_in

REACH = 40           # words between a reporting verb and its أن
NOUN = 24            # … of a noun of speech (تأكيد الوزير أن)
NEAR = 4             # … of a word that mostly means something else (بين، عبر)
PARTICIPLE = 3       # … of a participle; without one its content begins right behind it
SPAN = 300           # characters of a quotation that are looked at
CLAUSE_BREAKS = set("،,؛;:.»”\"")


class _Opening(NamedTuple):
    """Where a cue's content begins, where it ends if that is known, and up to where its source is named."""

    start: int
    end: int | None
    kind: str
    named_until: int
    noun: bool = False     # the content is a noun phrase (أعرب عن إدانته)


def openings(text, sentence, cues, pack):
    """(cue, opening, end, idle) of each cue that governs something; each أن belongs to the nearest cue before it.

    ``idle`` is the cue right before, if that one governs nothing, else None.
    A cue inside another's content (قال إن الوزارة أعلنت أن…) leaves the outer scope running; one that
    begins a clause of its own (وأضاف أن، مؤكدا أن) ends it.
    """
    effective, limit = [], sentence.end
    for cue in reversed(cues):
        if cue.kind == "source":
            opening = _Opening(cue.end, None, "indirect", cue.end)
        else:
            opening = _opening(text, sentence, cue, limit, pack)
        if opening is not None:
            effective.append((cue, opening))
            limit = cue.start
    effective.reverse()
    for number, (cue, opening) in enumerate(effective):
        following = next((other for other, _ in effective[number + 1:] if _own_clause(text, other)), None)
        limit = following.start if following is not None else sentence.end
        end = opening.end if opening.end is not None else scope_end(sentence, opening.start, limit, pack)
        end = complement_end(text, sentence, opening.start, end, pack) if opening.noun else end
        place = cues.index(cue)
        before = cues[place - 1] if place else None
        governing = number > 0 and effective[number - 1][0] is before
        yield cue, opening, end, None if governing else before


def _own_clause(text, cue):
    """Does the cue begin a clause beside the one before it (after a comma or mark, with و, a participle)?"""
    before = text[max(0, cue.start - 40):cue.start].rstrip()[-1:]
    return cue.joined or cue.kind in ("participle", "source") or before in CLAUSE_BREAKS


def _opening(text, sentence, cue, limit, pack):
    """قال الوزير إن …: where the content of a verb that precedes its subject begins, or None.

    It follows أن, a colon or a mark, whichever comes first before ``limit`` (the next cue).
    """
    if text[cue.start - 1:cue.start] not in ("", "\n") \
            and text[max(0, cue.start - 2):cue.start].strip() not in CLAUSE_BREAKS:
        before = word_before(text, cue.start)
        form = cue.kind in ("verb", "act") and not cue.joined
        if before in pack.no_speakers or form and before in pack.noun_before:
            return None
    begin = spoken_start(text, cue, limit, pack)
    if begin is not None:
        return _Opening(begin, None, "direct", begin)
    reach = NOUN if cue.kind == "noun" else NEAR if cue.weak else REACH
    colon, comma = None, None
    for event in islice(sentence.events, cue.place + 1, None):
        if event.start >= limit or event.count - cue.count > reach:
            break
        if cue.weak and comma is not None and event.count > comma.count:
            break
        if event.kind == COMMA:
            comma = event
        if event.kind == WORD_HIT and event.key in pack.that_opens:
            if cue.key in pack.impersonal and event.count == cue.count + 1:
                return None
            if event.count > cue.count + 1 and word_before(text, event.start) in pack.that_other:
                continue        # قال بعد أن عاد إن …
            if cue.kind == "participle" and event.count - cue.count > PARTICIPLE:
                break
            span = next((s for s in sentence.spans if s.start >= event.end), None)
            end = None
            if span is not None and not text[event.end:span.start].strip() and _follows_comma(text, span.end):
                end = span.end      # أن «…»، وهي …: after the quotation the narrator goes on
            return _Opening(event.end, end, "indirect", event.start)
        if event.kind == COLON:
            if cue.key in pack.bylines and event.count == cue.count + 1:
                return None         # كتب: فلان
            colon = event
        if event.kind in (MARK, COLON):
            span = next((s for s in sentence.spans if s.start >= event.start), None)
            near = span is not None and not text[event.end:span.start].strip() or span is not None \
                and span.start == event.start
            if near and _is_content(text, span, colon, pack):
                named = colon.start if colon else span.start
                return _Opening(span.inner_start, span.inner_end, "direct", named)
            if event.kind == COLON and not near and _that_follows(event, sentence, pack):
                continue
            if event.kind == COLON and not near and text[event.end:sentence.end].strip():
                return _Opening(event.end, sentence.end, "direct", event.start)
    before = next((s for s in reversed(sentence.spans) if s.end <= cue.start), None)
    if before is not None and cue.kind in ("verb", "act") and not cue.joined \
            and not text[before.end:cue.start].strip(" ،,\t") and _is_content(text, before, None, pack):
        return _Opening(before.inner_start, before.inner_end, "direct", limit)      # «…»، قال الوزير
    if cue.kind == "participle" and cue.key not in pack.complements["requests"]:
        apart = cue.joined or text[max(0, cue.start - 40):cue.start].rstrip()[-1:] in CLAUSE_BREAKS
        return _Opening(cue.end, None, "indirect", cue.start) if apart else None
    if cue.kind not in ("act", "participle"):
        begin = unmarked_start(text, sentence, cue, limit, pack)
        return None if begin is None else _Opening(begin.start, None, begin.kind, begin.named_until)
    end = scope_end(sentence, cue.end, limit, pack)
    named = not cue.joined and not cue.key.endswith(tuple(pack.complements["owners"])) \
        and before_verb(text, sentence, cue, pack) is not None
    start = complement_start(text, cue, end, named, pack)
    return None if start is None else _Opening(start, None, "indirect", start, True)


def _that_follows(colon, sentence, pack):
    """Does أن stand right behind the colon (قال: إن …)? Then what follows is indirect speech."""
    return any(event.kind == WORD_HIT and event.key in pack.that and event.count == colon.count
               for event in sentence.events if event.start >= colon.end)


def _follows_comma(text, position):
    return text[position:position + 2].strip()[:1] in ("،", ",", "؛")


def _is_content(text, span, colon, pack):
    """Is the quotation what was said (not a name on the way to it: قال لـ«الخليج»)?"""
    if colon is not None and not text[colon.end:span.start].strip():
        return True
    glued = span.start and (text[span.start - 1].isalpha() or text[span.start - 1] == "ـ")
    if glued:
        return False
    inside = keys_in(text, span.inner_start, min(span.inner_end, span.inner_start + SPAN))
    return len(inside) > 3 or len(inside) > 1 and not pack.clause.isdisjoint(inside)

"""Attribution where the subject precedes its verb (the minister said that …), or follows a quotation."""

from nabra.cues.clauses import clause_start, make_scope, next_stop, scope_end
from nabra.cues.pairing import word_before
from nabra.cues.scan import COLON, COMMA, MARK, WORD_HIT
from nabra.cues.speakers import phrase_after, phrase_before

TRAILING = 12        # words after a cue that closes its sentence ("…, said the minister in Geneva")
THAT = 12            # words between a reporting verb and its that


def subject_first(text, sentence, cue, cues, number, pack, last):
    """The minister said (that) …, "…", the minister said, or "…" said the minister."""
    rest = text[cue.end:sentence.end].strip(" \t\"”'’»")
    that = next((e for e in sentence.events if e.kind == WORD_HIT and e.key in pack.that and e.start >= cue.end), None)
    if word_before(text, cue.start) in pack.passives and (that is None or that.count != cue.count + 1):
        return None
    quoted = next((s for s in reversed(sentence.spans) if s.end <= cue.start), None)
    touches = quoted is not None and not text[quoted.end:cue.start].strip(" ,\t")
    trailing = text[:cue.start].rstrip()[-1:] == "," and that is None and len(rest.split()) <= TRAILING
    if touches or trailing:
        speaker = phrase_after(text, cue.end, next_stop(sentence, cue.end), pack) or last
        if touches:
            return make_scope(text, quoted.inner_start, quoted.inner_end, cue, "direct", speaker)
        return make_scope(text, sentence.start, cue.start, cue, "indirect", speaker)
    follows = next((s for s in sentence.spans if s.start >= cue.end), None)
    if follows is not None and not text[cue.end:follows.start].strip(" ,:\t"):
        clause = clause_start(sentence, sentence.start, cue.start)
        speaker = phrase_before(text, clause, cue.start, pack) or last
        return make_scope(text, follows.inner_start, follows.inner_end, cue, "direct", speaker)
    before = cues[number - 1].end if number else sentence.start
    clause = clause_start(sentence, before, cue.start)
    speaker = phrase_before(text, _subject_start(text, sentence, clause, before, cue), cue.start, pack) or last
    if (not rest or rest[0] in ".,;" or _ends_clause(sentence, cue)) and clause > sentence.start:
        if quoted is not None and quoted.end >= clause - 2:
            return make_scope(text, quoted.inner_start, quoted.inner_end, cue, "direct", speaker)
        return make_scope(text, sentence.start, clause, cue, "indirect", speaker)
    start = next((e.end for e in sentence.events if cue.end <= e.start and e.count - cue.count <= THAT
                  and (e.kind == WORD_HIT and e.key in pack.that or e.kind == COLON)), cue.end)
    return make_scope(text, start, scope_end(sentence, start, sentence.end, pack), cue, "indirect", speaker) if rest else None


def _subject_start(text, sentence, clause, before, cue):
    """The start of the subject; before an apposition (X, head of Y, said) that of X."""
    if clause == before or text[:cue.start].rstrip()[-1:] != ",":
        return clause
    commas = [e for e in sentence.events if e.kind == COMMA and before <= e.start < cue.start]
    return commas[-3].end if len(commas) > 2 else before


def _ends_clause(sentence, cue):
    """Is there nothing of weight between the cue and the next comma or mark?"""
    following = next((e for e in sentence.events if e.start >= cue.end and e.kind in (COMMA, MARK)), None)
    return following is not None and following.kind == COMMA and following.count - cue.count <= 1

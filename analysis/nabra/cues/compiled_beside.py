"""Compiled: what stands beside a cue in its sentence, commas, colons, marks and أن."""

from nabra.cues.bits_attribution import JOINED, THAT
from nabra.cues.compiled_rows import (
    C_CLAUSE, C_COMMA, C_COUNT, C_END, C_FIRST, C_LEADS, C_START, C_STOP, C_THAT, C_WORD, EVENT, EVENTS, FROM,
    NONE, QUOTE, QUOTES, Q_END, Q_INNER_END, Q_INNER_START, Q_START, TO, blank,
)
from nabra.text.compiled import COLON, COMMA, COUNT, ENDS, KIND, MARK, START, VALUE, WORD_HIT, inner

NAME = 30            # letters of a name in marks that may belong to a clause (صحيفة «…» تقول)
NEAR = 12            # words of a source at most before the comma that ends it


@inner
def beside(codes, signs, starts, bits, events, places, quotes, sentence, cue, nature):
    """Write where the cue's clause begins (behind the last comma, colon or quotation that is no name), and so on."""
    start, end = cue[C_START], cue[C_END]
    cue[C_CLAUSE], cue[C_THAT], cue[C_STOP], cue[C_COMMA] = sentence[FROM], NONE, sentence[TO], NONE
    for at in range(sentence[EVENT], sentence[EVENTS]):
        event = places[at]
        kind = events[KIND, event]
        if kind == WORD_HIT:
            if events[ENDS, event] <= start and bits[events[VALUE, event]] & THAT:
                cue[C_THAT] = events[ENDS, event]
        elif events[START, event] < start:
            if kind == COMMA or kind == COLON:
                cue[C_CLAUSE] = events[ENDS, event]
        elif events[START, event] >= end:
            if cue[C_STOP] == sentence[TO]:
                cue[C_STOP] = events[START, event]
            if kind != MARK:
                if events[COUNT, event] - cue[C_COUNT] <= NEAR:
                    cue[C_COMMA] = events[ENDS, event]
                break
    for quote in range(sentence[QUOTE], sentence[QUOTES]):
        if quotes[quote, Q_END] <= start and quotes[quote, Q_INNER_END] - quotes[quote, Q_INNER_START] > NAME:
            cue[C_CLAUSE] = max(cue[C_CLAUSE], quotes[quote, Q_END])
    cue[C_LEADS] = nature & JOINED != 0 or blank(codes, signs, cue[C_CLAUSE], start)
    cue[C_FIRST] = cue[C_WORD] == 0 or starts[cue[C_WORD] - 1] < sentence[FROM]


@inner
def colon_before(codes, signs, events, places, quotes, sentence):
    """The event of the first colon right behind which a quotation of the sentence begins (not «النهر»: …), or NONE."""
    for at in range(sentence[EVENT], sentence[EVENTS]):
        event = places[at]
        if events[KIND, event] == COLON:
            end = events[ENDS, event]
            for quote in range(sentence[QUOTE], sentence[QUOTES]):
                if quotes[quote, Q_START] >= end and blank(codes, signs, end, quotes[quote, Q_START]):
                    return event
    return NONE

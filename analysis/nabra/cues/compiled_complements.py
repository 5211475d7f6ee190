"""Compiled: where the noun phrase that a speech act says ends (أعرب عن إدانته للهجوم، الذي …)."""

import numpy as np

from nabra.cues.bits_attribution import BACKGROUND, COMMA_BACKGROUND, JOINS
from nabra.cues.compiled_rows import EVENT, EVENTS
from nabra.text.compiled import COMMA, KIND, START, inner

SPAN = 500         # characters in which it is looked for
FIRM = 20          # words of the content before a comma that does not end it
LONGEST = 60       # words of the content at most: what follows is mostly the writer's background
AFTER_COMMA = 3    # characters between a comma and the word behind it


@inner
def complement_end(starts, bits, events, places, sentence, start, end):
    """Where the noun phrase that begins at ``start`` ends: where the writer's background to it begins.

    That is at a word of time (بعدما، عقب), at a comma with a relative or a conjunction behind it, or after
    enough words; ``end`` is where a clause would end.
    """
    first, at = np.searchsorted(starts, start), sentence[EVENT]
    for word in range(first, len(starts)):
        begin = np.int64(starts[word])
        if begin >= min(end, start + SPAN):
            break
        if word > first and bits[word] & BACKGROUND or word - first == LONGEST:
            return begin
        while at < sentence[EVENTS] and (events[KIND, places[at]] != COMMA
                                         or events[START, places[at]] < max(start, begin - AFTER_COMMA)):
            at += 1
        if at < sentence[EVENTS] and events[START, places[at]] < begin \
                and (bits[word] & COMMA_BACKGROUND or word - first >= FIRM and not bits[word] & JOINS):
            return events[START, places[at]]
    return end

"""Compiled: where the noun phrase that a speech act says begins and ends (أعرب عن [إدانته للهجوم]، الذي …)."""

import numpy as np

from nabra.cues.bits_attribution import (
    AFFIRMS, BACKGROUND, COMMA_BACKGROUND, DESCRIBES, JOINS, REQUEST, WEAK,
)
from nabra.cues.compiled_rows import C_END, C_LAST, C_WORD, EVENT, EVENTS, NONE
from nabra.cues.complements import (
    ASKED, ATTRIBUTE, DEFINED, HEAD, LISTED, OBJECT, PARTICLE, PERSON, REQUEST_START, SINGLE, STARTS, VERBAL, WEAK_START,
)
from nabra.text.compiled import COMMA, KIND, START, first_from, inner

SPAN = 500         # characters in which it is looked for
FIRM = 20          # words of the content before a comma that does not end it
LONGEST = 60       # words of the content at most: what follows is mostly the writer's background
AFTER_COMMA = 3    # characters between a comma and the word behind it
WEAK_REACH = 6     # words between a word that mostly means something else (عبر) and its عن
REACH = 18         # words between a speech act and its content

# What is asked of Python before it is known where a content begins: the bits of a word; whether the speaker stands
# before the verb.
ASK_WORD, ASK_NAMED = np.int64(-2), np.int64(-3)
UNKNOWN, NAMED_BEFORE, NOT_BEFORE = range(3)


@inner
def _names_what(word, before):
    """Is it a word with a particle, or behind another word a verbal noun, but not in a title (رئيس تحرير …)?"""
    if before == 0:
        return word & PARTICLE != 0
    return word & PARTICLE != 0 and word & PERSON == 0 or word & VERBAL != 0 and before & HEAD == 0


@inner
def _object(word, before, number):
    """Is it a definite noun behind a noun phrase that is complete (أكد الوزراء [الدور] …)?"""
    if word & OBJECT:
        return True
    return word & DEFINED != 0 and word & ATTRIBUTE == 0 \
        and (before & DEFINED != 0 or number == 1 and before & SINGLE != 0)


@inner
def complement_start(starts, bits, numbers, contents, cue, nature, end, named):
    """(where the content of a speech act begins before ``end``, its first word); NONE, or what must be asked about which.

    Parameters
    ----------
    starts, bits, numbers : arrays
        Of each word its place, bits and number.
    contents : uint16 array
        By such a number the word's bits (``cues.complements``), 0 where they have not been asked for.
    cue, nature
        As in ``compiled_openings``.
    end : int
    named : int
        Whether the speaker stands before the verb: UNKNOWN, NAMED_BEFORE or NOT_BEFORE.
    """
    told, first = bits[cue[C_WORD]], cue[C_LAST] + 1
    stop, before = min(end, cue[C_END] + SPAN), 0
    for number in range(min(len(starts) - first, (WEAK_REACH if nature & WEAK else REACH) + 1)):
        start = np.int64(starts[first + number])
        if start >= stop:
            break
        word = np.int64(contents[numbers[first + number]])
        if not word & ASKED:
            return ASK_WORD, first + number
        if nature & WEAK:
            begins = word & WEAK_START != 0
        elif told & REQUEST:
            begins = word & REQUEST_START != 0 or _names_what(word, before)
        else:
            if number == 0 and told & DESCRIBES and word & PARTICLE:
                break                   # إصابات وصفت بالخطيرة
            begins = word & STARTS != 0
            if not begins and word & LISTED:
                if before == 0 and named == UNKNOWN:
                    return ASK_NAMED, first + number
                begins = before != 0 or named == NAMED_BEFORE
            begins = begins or _names_what(word, before) \
                or told & AFFIRMS != 0 and before != 0 and _object(word, before, number)
        if begins:
            return start, first + number
        before = word
    return NONE, first


@inner
def complement_end(starts, bits, events, places, sentence, start, end):
    """Where the noun phrase that begins at ``start`` ends: where the writer's background to it begins.

    That is at a word of time (بعدما، عقب), at a comma with a relative or a conjunction behind it, or after
    enough words; ``end`` is where a clause would end.
    """
    first, at = first_from(starts, start), sentence[EVENT]
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

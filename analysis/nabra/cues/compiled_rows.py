"""Compiled: the rows of sentences, quotations and cues, and what several rules ask of a text.

Sentences, quotations and cues are rows of int64 tables whose columns are named here; words and events are those
of a scanned text (``cues.scan``), lists and cues those of ``cues.bits_attribution``.
"""

import numpy as np

from nabra.cues.bits_attribution import LEADING, SPACE, TRAILING
from nabra.text.compiled import compiled, inner

LOOK_BACK = 40       # characters before a place that are looked at
NEWLINE = ord("\n")

# Numbers of 64 bits, so that numba compiles each function for one kind of number alone.
NONE, ZERO = np.int64(-1), np.int64(0)

# Columns of a sentence: its place; its first event and the one behind its last; so of quotations, of cues; the colon
# before its first quotation, where it has no cue.
FROM, TO, EVENT, EVENTS, QUOTE, QUOTES, CUE, CUES, S_COLON = range(9)
# Columns of an outermost quotation.
Q_START, Q_END, Q_INNER_START, Q_INNER_END = range(4)
# Columns of a cue: its place; the number of words before it; its first word; its last event; its number in the
# CueIndex; its last word; does a relative stand before it? What stands beside it (cues/compiled_beside.py): where its clause
# begins, where the last أن before it ends, the next stop behind it, the end of a near comma, and whether it is its
# clause's or its sentence's first word. What it governs (cues/compiled_openings.py): how, from, to, up to where its
# source is named, and where that must begin at the latest. Who speaks (cues/compiled_speakers.py): a noun phrase, where
# its first word ends if that carries a particle, and who speaks: that phrase, who spoke last, or whom Python tells. Whether
# it makes a scope (cues/compiled_scopes.py).
(C_START, C_END, C_COUNT, C_WORD, C_EVENT, C_CUE,
 C_LAST, C_RELATIVE, C_CLAUSE, C_THAT, C_STOP, C_COMMA, C_LEADS, C_FIRST,
 MANNER, OPENS, CLOSES, NAMED, LIMIT, PHRASE, PHRASE_END, CARRIES, WHO, SCOPE) = range(24)
WHO_IS_ASKED, WHO_IS_NAMED, WHO_SPOKE_LAST = range(3)
NO_SCOPE, OWN_SCOPE, NESTED_SCOPE = range(3)
SENTENCE_COLUMNS, CUE_COLUMNS = 9, 24


@inner
def blank(codes, signs, start, end):
    """Is there nothing but space between?"""
    for place in range(start, end):
        if not signs[codes[place]] & SPACE:
            return False
    return True


@inner
def before(codes, starts, ends, bits, word):
    """The bits of the word before word number ``word``, if it is near and in the same line; else 0."""
    if word == 0 or starts[word - 1] < starts[word] - LOOK_BACK:
        return 0
    for place in range(ends[word - 1], starts[word]):
        if codes[place] == NEWLINE:
            return 0
    return bits[word - 1]


@compiled
def trimmed(codes, signs, start, end, direct):
    """The place ``start`` to ``end`` of what is said without the spaces and stops at its ends; empty if nothing is left.

    What stands in marks (``direct``, with no space before it) keeps its stops: they are part of the quotation.
    """
    if direct and start < end and not signs[codes[start]] & SPACE:
        return start, end
    while start < end and signs[codes[start]] & (SPACE | LEADING):
        start += 1
    while end > start and signs[codes[end - 1]] & (SPACE | TRAILING):
        end -= 1
    return start, end

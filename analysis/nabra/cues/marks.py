"""One quotation mark and what stands around it: how much speaks for its opening, closing, or being none."""

from functools import cache

import numpy as np

from nabra.text.compiled import (
    ALNUM, CLOSING_SIDE, COLON, COMMA, COUNT, END, ENDS, FIGURE, KIND, MARK, OPENING_SIDE, SPACE, START, VALUE, WORD_HIT,
    first_from, inner,
)
from nabra.text.word_bits import NAME_NOUN, PROCLITIC, THAT

NEAR = 40          # characters before a mark in which its noun stands

# Prices, in the steps of cues/pairing.py.
IGNORE = 3.0       # the mark is no quotation mark at all
IGNORE_OPENING = 4.0   # … though it stands as only opening marks do
IGNORE_SURE = 5.0  # … and is a sign that only opens
IGNORE_SINGLE = 0.4    # … for apostrophes and the like
IGNORE_INCH = 1.2  # a mark right behind a digit: inches, minutes
SINGLE = 1.2       # a single mark taken for a quotation mark
SINGLE_SURE = 0.3  # … where it stands as opening or closing marks do
INCH_OPENS = 2.0   # what may mean inches opens a quotation

NONE = -1
CODE, ROLE, FAMILY = range(3)                               # of a sign
OPEN, CLOSE, BOTH, INNER, SINGLE_ROLE = range(5)            # roles
_ROLES = {"open": OPEN, "close": CLOSE, "both": BOTH, "inner": INNER, "single": SINGLE_ROLE}
_FAMILIES = ("«»", "“”„‟", '"″＂', "‹›", "‘’'", "{}")       # signs that belong together, in either direction
_COLON, _ARABIC_COMMA, _SEMICOLON, _COMMA, _DOT, _BRACKET, _BRACE, _NEW_LINE = map(ord, ":،؛,.({\n")


@cache
def signs_of(pack):
    """The signs that the marks of a language stand for, by code point: int64 rows of CODE, ROLE and FAMILY."""
    roles = dict(pack.marks.values())
    rows = [(ord(sign), _ROLES[roles[sign]], next((n for n, family in enumerate(_FAMILIES) if sign in family), NONE))
            for sign in sorted(roles)]
    return np.array(rows, np.int64).reshape(-1, 3)


@inner
def prices_of(letters, words, events, first, index, role, rtl):
    """What it costs that the mark at ``index`` opens, that it closes, that it is none; and whether it may mean inches.

    Parameters as in ``pairing.pair``; ``first`` is the paragraph's first event.
    """
    codes, classes = letters
    lean, start = _lean(codes, classes, words, events, first, index, role, rtl), events[START, index]
    inch = role == BOTH and start > 0 and (classes[codes[start - 1]] & FIGURE) != 0
    extra = 0.0 if role != SINGLE_ROLE else SINGLE_SURE if abs(lean) >= 2 else SINGLE
    if role == SINGLE_ROLE:
        ignore = IGNORE_SINGLE
    elif lean >= 2.5 and role == OPEN:
        ignore = IGNORE_SURE
    else:
        ignore = IGNORE_OPENING if lean >= 0.8 else IGNORE
    return max(0.0, -lean) + extra + (INCH_OPENS if inch else 0.0), max(0.0, lean) + extra, ignore, inch


@inner
def _lean(codes, classes, words, events, first, index, role, rtl):
    """How much the mark's surroundings speak for opening (positive) or closing (negative)."""
    start, end, count = events[START, index], events[ENDS, index], events[COUNT, index]
    before, after = codes[start - 1] if start > 0 else np.uint32(0), codes[end] if end < len(codes) else np.uint32(0)
    free_before = start == 0 or (classes[before] & (SPACE | OPENING_SIDE)) != 0
    free_after = end == len(codes) or (classes[after] & (SPACE | CLOSING_SIDE)) != 0
    if after == _BRACKET and not free_before:
        free_after = True
    neighbour = index - 1 if index > first else index       # itself where there is none
    touching = index > first and events[KIND, neighbour] == MARK and events[ENDS, neighbour] == start
    lean = 0.9 if role == OPEN else -0.9 if role == CLOSE else 0.0
    if role == INNER:
        lean = 2.0 if events[VALUE, index] == _BRACE else -2.0
    if _after_proclitic(codes, classes, words, start):
        lean += 2.2
    elif free_before and not free_after:
        lean += 2.0
    elif free_after and not free_before:
        comma = before == _COLON or before == _ARABIC_COMMA or before == _SEMICOLON or before == _COMMA and rtl
        lean -= 0.6 if comma and end < len(codes) and classes[after] & SPACE else 2.0
    elif not free_before and not free_after and (before == _COLON or before == _ARABIC_COMMA or before == _COMMA
                                                 or before == _SEMICOLON or before == _DOT):
        lean += 1.2
    elif touching:
        lean += 0.5 if end < len(codes) and classes[after] & ALNUM else -0.5
    if index == first:
        return lean
    kind = events[KIND, neighbour]
    if events[COUNT, neighbour] == count and not touching:
        if kind == COLON:
            lean += 0.8
        elif (kind == END or kind == COMMA) and not free_before:
            lean -= 0.3
    if kind == WORD_HIT and events[COUNT, neighbour] + 1 == count and words[2][events[VALUE, neighbour]] & THAT:
        lean += 0.8
    return lean


@inner
def _last_before(starts, place):
    """The number of the last word that begins before ``place``, or NONE."""
    return first_from(starts, place) - 1


@inner
def _after_proclitic(codes, classes, words, place):
    """Is the mark at ``place`` written straight onto a particle (و«, بـ«, لـ", ال")?"""
    if place == 0 or not classes[codes[place - 1]] & ALNUM:
        return False
    word = _last_before(words[0], place)
    return word != NONE and words[1][word] == place and (words[2][word] & PROCLITIC) != 0


@inner
def after_noun(codes, words, place):
    """Does the last word before ``place``, near and in the same line, announce a name (NAME_NOUN)?"""
    word = _last_before(words[0], place)
    if word == NONE or not words[2][word] & NAME_NOUN or words[0][word] < place - NEAR or words[1][word] > place:
        return False
    for between in range(words[1][word], place):
        if codes[between] == _NEW_LINE:
            return False
    return True


@inner
def copy_rows(source, first, target, place, count):
    """Copy ``count`` rows of a table from the row ``first`` on to the row ``place`` on of another."""
    for row in range(count):
        for column in range(source.shape[1]):
            target[place + row, column] = source[first + row, column]

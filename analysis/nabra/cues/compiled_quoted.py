"""Compiled: which quotation beside a cue is what was said."""

from nabra.cues.bits_attribution import CLAUSE, COMMA_SIGN, LETTER, PADDING, SPACE
from nabra.cues.compiled_rows import (
    C_START, NONE, QUOTE, QUOTES, Q_END, Q_INNER_END, Q_INNER_START, Q_START, blank,
)
from nabra.text.compiled import first_from, inner

SPAN = 300           # characters of a quotation that are looked at
FEW = 3              # words of a quotation at most that may be a name


@inner
def next_quote(quotes, sentence, start):
    """The sentence's first quotation from ``start`` on, or NONE."""
    for quote in range(sentence[QUOTE], sentence[QUOTES]):
        if quotes[quote, Q_START] >= start:
            return quote
    return NONE


@inner
def comma_follows(codes, signs, start):
    """Does a comma stand right behind?"""
    for place in range(start, min(start + 2, len(codes))):
        if not signs[codes[place]] & SPACE:
            return signs[codes[place]] & COMMA_SIGN
    return 0


@inner
def is_content(codes, signs, starts, bits, quotes, quote, colon_end):
    """Is the quotation what was said (not a name on the way to it: قال لـ«الخليج»)?

    ``colon_end`` is where the colon before it ends, or NONE.
    """
    start = quotes[quote, Q_START]
    if colon_end >= 0 and blank(codes, signs, colon_end, start):
        return True
    if start and signs[codes[start - 1]] & LETTER:
        return False
    begin = quotes[quote, Q_INNER_START]
    end = min(quotes[quote, Q_INNER_END], begin + SPAN)
    word, words, clause = first_from(starts, begin), 0, False
    while word < len(starts) and starts[word] < end:
        words, clause = words + 1, clause or bits[word] & CLAUSE != 0
        if words > FEW or words > 1 and clause:
            return True
        word += 1
    return False


@inner
def quoted_before(codes, signs, starts, bits, quotes, sentence, cue):
    """The quotation right before a verb that is what was said («…»، قال الوزير), or NONE."""
    for quote in range(sentence[QUOTES] - 1, sentence[QUOTE] - 1, -1):
        if quotes[quote, Q_END] <= cue[C_START]:
            for place in range(quotes[quote, Q_END], cue[C_START]):
                if not signs[codes[place]] & PADDING:
                    return NONE
            return quote if is_content(codes, signs, starts, bits, quotes, quote, NONE) else -1
    return NONE

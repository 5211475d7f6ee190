"""Which tokens of a text are events, and the bits of its words: the compiled pass behind ``compiled.tokens``."""

import numpy as np

from nabra.text.compiled import (
    ALNUM, APOSTROPHE, CONTROL, COUNT, END, ENDS, FIGURE, KIND, LINK, SPACE, START, VALUE, VOWEL, WORD_HIT, compiled,
    inner, put,
)

DOTTED = np.uint64(1)           # bit of a word: a full stop right behind it may belong to it
WANTED = np.uint64(1 << 8)      # … the word is an event
UNSURE = 1                      # the link of a stop of which a closer look must tell whether it ends a sentence
NO, YES, BY_THE_WORD = range(3)    # whether a stop ends a sentence; the word before it must tell
_FULL_STOP, _UNDERSCORE, _SMALL_A, _SMALL_Z, _LAST_ASCII = (np.uint32(ord(sign)) for sign in "._az\x7f")


@compiled
def told_apart(codes, classes, found, tokens, words, known, bits):
    """Move the events among the tokens of a text to the front; return how many they are, and how many stops are unsure.

    Parameters
    ----------
    codes, classes : arrays
        As in ``compiled.tokens``.
    found : 2-d int32 array
        The tokens; ``tokens`` is how many there are. The link of a stop of which more must be asked becomes UNSURE.
    words : 2-d int32 array
        Start, end and number of each word.
    known : 2-d uint64 array
        By word number the bits of the word. Of those of the first column, WANTED and DOTTED are asked for.
    bits : 2-d uint64 array
        Filled with the bits of each word of the text, a row a column.
    """
    for column in range(len(bits)):
        for word in range(bits.shape[1]):
            bits[column, word] = known[words[2, word], column]
    number, unsure, last = 0, 0, -1
    for token in range(tokens):
        kind, value, link = found[KIND, token], found[VALUE, token], found[LINK, token]
        start, end = np.int64(found[START, token]), np.int64(found[ENDS, token])
        if kind == WORD_HIT:
            last = value
            if not bits[0, value] & WANTED:
                continue
        elif kind == END:
            told = ends_sentence(codes, classes, start, end)
            if told == BY_THE_WORD:
                told = _behind_word(codes, classes, start, words, last, bits)
            if told == NO:
                continue
            if told == BY_THE_WORD:
                link = UNSURE
                unsure += 1
        number = put(found, number, kind, start, end, value, found[COUNT, token], link)
    return number, unsure


@inner
def _behind_word(codes, classes, stop, words, last, bits):
    """Whether a stop behind the word numbered ``last`` ends a sentence: YES, or NO where the stop belongs to it.

    BY_THE_WORD, where more than the word stands right before the stop, or an apostrophe in it.
    """
    if last < 0 or words[1, last] != stop:
        return BY_THE_WORD
    first = np.int64(words[0, last])
    if first > 0:
        before = codes[first - 1]
        if classes[before] & (ALNUM | VOWEL | CONTROL) or before == _UNDERSCORE or before == _FULL_STOP:
            return BY_THE_WORD
    if not bits[0, last] & DOTTED:
        return YES
    for place in range(first, stop):
        if classes[codes[place]] & APOSTROPHE:
            return BY_THE_WORD
    return NO


@compiled
def ends_sentence(codes, classes, start, end):
    """Whether the stop from ``start`` to ``end`` ends a sentence, as far as the signs around it tell.

    No, where it is a full stop inside a number or an address (3.5, www.x.org) or, where the script has capitals,
    before a small letter; BY_THE_WORD, where one that may be an abbreviation or an initial stands right before it.
    """
    if codes[start] != _FULL_STOP:
        return YES
    size = len(codes)
    if start > 0 and end < size:
        before, after = codes[start - 1], codes[end]
        if classes[before] & classes[after] & FIGURE:
            return NO
        if before <= _LAST_ASCII and after <= _LAST_ASCII and classes[before] & classes[after] & ALNUM:
            return NO
    place = end
    while place < min(end + 3, size) and classes[codes[place]] & SPACE:
        place += 1
    if place < min(end + 3, size) and _SMALL_A <= codes[place] <= _SMALL_Z:
        return NO
    if start > 0 and (classes[codes[start - 1]] & (ALNUM | VOWEL | CONTROL) or codes[start - 1] == _UNDERSCORE):
        return BY_THE_WORD
    return YES

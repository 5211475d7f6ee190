"""Which tokens of a text are words, and which are events: the compiled pass behind ``compiled.tokens``."""

import numpy as np

from nabra.text.compiled import (
    ALNUM, CONTROL, COUNT, END, ENDS, FIGURE, HIDDEN, KIND, LINK, SPACE, START, VALUE, VOWEL, WORD_HIT, compiled,
    inner, put,
)

DOTTED = np.uint64(1)           # bit of a word: a full stop right behind it may belong to it
UNSURE = 1                      # the link of a stop of which a closer look must tell whether it ends a sentence
NO, YES, BY_THE_WORD = range(3)    # whether a stop ends a sentence; the word before it must tell
_FULL_STOP, _UNDERSCORE, _SMALL_A, _SMALL_Z, _LAST_ASCII = (np.uint32(ord(sign)) for sign in "._az\x7f")


@compiled
def told_apart(codes, classes, found, tokens, wanted, bits, words, events):
    """Tell words and events among the tokens of a text apart.

    Returns the numbers of words, of hidden ones among them, of events, and of unsure stops among these.

    Parameters
    ----------
    codes, classes : arrays
        As in ``compiled.tokens``.
    found : 2-d int32 array
        The tokens; ``tokens`` is how many there are.
    wanted : bool array
        By word number: whether the word is an event.
    bits : uint64 array
        By word number the bits of the word; of these DOTTED is asked for.
    words : 2-d int32 array, 3 rows
        Filled with start, end and number of each word.
    events : 2-d int32 array, 6 rows
        Filled with the events: as ``found``, but the value of a word is its place among ``words``. The link of a
        stop of which more must be asked is UNSURE.
    """
    count = hidden = number = unsure = 0
    for token in range(tokens):
        kind, value, link = found[KIND, token], found[VALUE, token], found[LINK, token]
        start, end = np.int64(found[START, token]), np.int64(found[ENDS, token])
        if kind <= WORD_HIT:
            words[0, count], words[1, count], words[2, count] = start, end, value
            count += 1
            if kind == HIDDEN:
                hidden += 1
                continue
            if not wanted[value]:
                continue
            value = count - 1
        elif kind == END:
            told = ends_sentence(codes, classes, start, end)
            if told == NO:
                continue
            if told == BY_THE_WORD and not _undotted(codes, classes, start, words, count, bits):
                link = UNSURE
                unsure += 1
        number = put(events, number, kind, start, end, value, found[COUNT, token], link)
    return count, hidden, number, unsure


@inner
def _undotted(codes, classes, stop, words, count, bits):
    """Whether the word right before a stop, with a space before it, is one to which no full stop belongs."""
    if count == 0 or words[1, count - 1] != stop or bits[words[2, count - 1]] & DOTTED:
        return False
    first = words[0, count - 1]
    return first == 0 or classes[codes[first - 1]] & SPACE != 0


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

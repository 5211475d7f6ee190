"""Compiled: where the terms of a codebook stand, and the words that its conditions ask for.

A *phrase* is a row of numbers of word sets, -1 behind the last. Words are of *kinds*: which sets hold them; those of
kind ``k`` begin the phrases ``numbers[begins[k]:begins[k + 1]]`` (``cues.term_index``). Kind 0 is in no set.
"""

import numpy as np

from nabra.text.compiled import APART, BREAK, COUNT, END, ENDS, KIND, LINK, SPACE, START, VALUE, WORD_HIT, compiled, inner

# Rows of a table of hits: words that a codebook asks for.
H_KIND, H_START, H_END, H_WORD, H_COUNT, H_LINK, H_SENTENCE = range(7)
HIT_ROWS = 7
PLACES = 6      # columns of a table of terms: first hit, term, start, end, first word, the word behind the last
_OPEN, _CLOSE = (np.uint32(ord(sign)) for sign in "()")


@compiled
def word_hits(events, kinds, hits):
    """Fill ``hits`` with those of the events that are words of a kind; return how many there are.

    Parameters
    ----------
    events : 2-d int32 array
        A table of events (``compiled.tokens``).
    kinds : uint64 array
        By word of the text: its kind.
    hits : 2-d int32 array
        A row each for the word's kind, start, end, place among the text's words, the number of words before it, its
        link to the word before, and the number of its sentence; a line's end ends a sentence, too.
    """
    count = sentence = 0
    for event in range(events.shape[1]):
        sort = events[KIND, event]
        if sort == END or sort == BREAK:
            sentence += 1
        elif sort == WORD_HIT and kinds[events[VALUE, event]]:
            word = events[VALUE, event]
            hits[H_KIND, count], hits[H_WORD, count] = kinds[word], word
            hits[H_START, count], hits[H_END, count] = events[START, event], events[ENDS, event]
            hits[H_COUNT, count], hits[H_LINK, count] = events[COUNT, event], events[LINK, event]
            hits[H_SENTENCE, count] = sentence
            count += 1
    return count


@inner
def _length(hits, at, words, held):
    """How many words the phrase ``words`` has if it stands from the hit ``at`` on, else 0.

    ``held``: by kind and set, whether the set holds words of the kind.
    """
    length = 0
    while length < len(words) and words[length] >= 0:
        if at + length == hits.shape[1] or hits[H_COUNT, at + length] != hits[H_COUNT, at] + length:
            return 0
        if not held[hits[H_KIND, at + length], words[length]]:
            return 0
        length += 1
    return length


@inner
def _between(codes, signs, start, end):
    """The only sign in ``codes[start:end]`` beside spaces; 0 where there is none, or more than one."""
    found = np.uint32(0)
    for place in range(start, end):
        if not signs[codes[place]] & SPACE:
            if found:
                return np.uint32(0)
            found = codes[place]
    return found


@inner
def _bracketed(hits, at, codes, signs):
    """Whether a bracket round one word is all that parts the hit ``at`` from the one before: State (IS) group."""
    before, end = hits[H_START, at - 1], hits[H_END, at]
    sign = _between(codes, signs, hits[H_END, at - 1], hits[H_START, at])
    if sign == _OPEN:
        return end < len(codes) and codes[end] == _CLOSE
    return sign == _CLOSE and before > 0 and codes[before - 1] == _OPEN


@compiled
def terms_at(hits, codes, signs, held, begins, numbers, sets, plain, found):
    """Fill ``found`` with the terms that stand in a text; return how many there are.

    Parameters
    ----------
    hits : 2-d int32 array
        ``word_hits``.
    codes, signs : arrays
        The text's code points, and the bits of every code point.
    held : 2-d bool array
        By kind of word and word set: whether the set holds such words.
    begins, numbers, sets : arrays
        The terms as phrases.
    plain : bool array
        By term: that it stands is all that is asked; of one hit no terms are told behind such a one.
    found : 2-d int32 array, PLACES columns
        There must be a row for each term of the kind of each hit.
    """
    count = 0
    for at in range(hits.shape[1]):
        for number in range(begins[hits[H_KIND, at]], begins[hits[H_KIND, at] + 1]):
            term = numbers[number]
            length = _length(hits, at, sets[term], held)
            joined = length > 0
            for step in range(at + 1, at + length):
                joined = joined and (hits[H_LINK, step] != APART or _bracketed(hits, step, codes, signs))
            if joined:
                last = at + length - 1
                found[count, 0], found[count, 1] = at, term
                found[count, 2], found[count, 3] = hits[H_START, at], hits[H_END, last]
                found[count, 4], found[count, 5] = hits[H_WORD, at], hits[H_WORD, last] + 1
                count += 1
                if plain[term]:
                    break
    return count


@compiled
def around(hits, at, length, before, after):
    """First and last hit (half-open) of the sentence round ``length`` hits, ``before`` and ``after`` words at most."""
    low, high, sentence = at, at + length, hits[H_SENTENCE, at]
    least, most = hits[H_COUNT, at] - before, hits[H_COUNT, high - 1] + after
    while low > 0 and hits[H_SENTENCE, low - 1] == sentence and hits[H_COUNT, low - 1] >= least:
        low -= 1
    while high < hits.shape[1] and hits[H_SENTENCE, high] == sentence and hits[H_COUNT, high] <= most:
        high += 1
    return low, high


@compiled
def phrases_within(hits, low, high, held, begins, numbers, sets):
    """At how many of the hits from ``low`` on a phrase begins that ends before ``high``."""
    count = 0
    for at in range(low, high):
        for number in range(begins[hits[H_KIND, at]], begins[hits[H_KIND, at] + 1]):
            length = _length(hits, at, sets[numbers[number]], held)
            if 0 < length <= high - at:
                count += 1
                break
    return count

"""Compiled: the words that a codebook asks for in a text, and which phrases of such words stand there.

A *phrase* is a row of numbers of word sets, -1 behind the last. Words are of *kinds*: which sets hold them; those of
kind ``k`` begin the phrases ``numbers[begins[k]:begins[k + 1]]`` (``cues.term_index``). Kind 0 is in no set.
"""

import numpy as np

from nabra.text.compiled import APART, BREAK, COUNT, END, ENDS, KIND, LINK, SPACE, START, VALUE, WORD_HIT, compiled, inner

# Rows of a table of hits: words that a codebook asks for.
H_KIND, H_START, H_END, H_WORD, H_COUNT, H_LINK, H_SENTENCE = range(7)
HIT_ROWS = 7
_OPEN, _CLOSE, _BLANK = (np.uint32(ord(sign)) for sign in "() ")


@compiled
def word_hits(events, kinds, hits, count):
    """Write those of the events that are words of a kind into ``hits``; return how many it has now.

    Parameters
    ----------
    events : 2-d int32 array
        A table of events (``compiled.tokens``).
    kinds : uint64 array
        By word of the text: its kind.
    hits : 2-d int32 array
        A row each for the word's kind, start, end, place among the text's words, the number of words before it, its
        link to the word before, and the number of its sentence; a line's end ends a sentence, too. Behind the last
        stands one of kind 0.
    count : int
        How many hits of other parts of the article it has; no phrase and no sentence goes on from those.
    """
    words = hits[H_COUNT, count - 1] + 2 if count else 0
    sentence = hits[H_SENTENCE, count - 1] + 1 if count else 0
    for event in range(events.shape[1]):
        sort = events[KIND, event]
        if sort == END or sort == BREAK:
            sentence += 1
        elif sort == WORD_HIT and kinds[events[VALUE, event]]:
            word = events[VALUE, event]
            hits[H_KIND, count], hits[H_WORD, count] = kinds[word], word
            hits[H_START, count], hits[H_END, count] = events[START, event], events[ENDS, event]
            hits[H_COUNT, count], hits[H_LINK, count] = words + events[COUNT, event], events[LINK, event]
            hits[H_SENTENCE, count] = sentence
            count += 1
    hits[H_KIND, count], hits[H_COUNT, count], hits[H_SENTENCE, count] = 0, -1, -1
    return count


@inner
def length_at(hits, at, phrases, phrase, held):
    """How many words a phrase has that the hit ``at`` begins, if it stands there, else 0.

    ``held``: by kind and set, whether the set holds words of the kind.
    """
    length = 1
    while length < phrases.shape[1] and phrases[phrase, length] >= 0:
        if hits[H_COUNT, at + length] != hits[H_COUNT, at] + length:
            return 0
        if not held[hits[H_KIND, at + length], phrases[phrase, length]]:
            return 0
        length += 1
    return length


@inner
def joined(hits, at, length, codes, signs):
    """Whether words of one term stand from ``at`` on: joined by spaces, hyphens or marks, or by brackets round one."""
    for step in range(at + 1, at + length):
        if hits[H_LINK, step] == APART and not _bracketed(hits, step, codes, signs):
            return False
    return True


@inner
def _bracketed(hits, at, codes, signs):
    """Whether a bracket round one word is all that parts the hit ``at`` from the one before: State (IS) group."""
    before, end = hits[H_START, at - 1], hits[H_END, at]
    sign = _between(codes, signs, hits[H_END, at - 1], hits[H_START, at])
    if sign == _OPEN:
        return end < len(codes) and codes[end] == _CLOSE
    return sign == _CLOSE and before > 0 and codes[before - 1] == _OPEN


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
def printed(hits, at, length, codes, letters, first, last):
    """Whether the hits from ``at`` on are printed as ``letters[first:last]`` are, with single spaces between them."""
    place = first
    for hit in range(at, at + length):
        if hit > at:
            if place == last or letters[place] != _BLANK:
                return False
            place += 1
        for letter in range(hits[H_START, hit], hits[H_END, hit]):
            if place == last or letters[place] != codes[letter]:
                return False
            place += 1
    return place == last

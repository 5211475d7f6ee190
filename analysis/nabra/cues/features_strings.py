"""Short quoted strings: what the corpora know of each, and where else in the article it stands."""

import numpy as np

from nabra.cues.bits_function import NAME_NOUN, PERSON, TITLE
from nabra.cues.features_inside import ACCUSATIVE, OTHER_ENDING, PRONOUN
from nabra.cues.features_known import AFTER_NAME_NOUN, AFTER_PERSON, UNMARKED
from nabra.cues.features_seen import (
    BITS, BREADTH, ELSEWHERE, END, ENDINGS, FIRST, INNER, INNER_END, LAST, LONGEST, QUOTED, SHORT, SPAN, SPAN_END, START,
    STRING, first_word,
)
from nabra.cues.known_tables import row_of
from nabra.text.compiled import hash_of, inner

WINDOW = 20_000    # characters before and after in which the same string is looked for
NEAR = 22          # characters before a place in which a whole word stands
PLACES = 13        # places with it that are looked at
_BITS, _LENGTH, _LETTERS = range(3)     # columns of a table of endings
_ONE = np.uint64(1)
_BLOCK = 64        # places that are looked at together


def other_endings(known):
    """The names of the endings of a Knowledge, but for those of pronouns and the accusative."""
    return tuple(name for name in known.endings if name not in ("pronoun", "accusative"))


def endings_of(known):
    """The endings of a Knowledge: rows of their bits in ENDINGS, length and letters."""
    bits = {"pronoun": PRONOUN, "accusative": ACCUSATIVE}
    bits |= {name: number << OTHER_ENDING for number, name in enumerate(other_endings(known), 1)}
    rows = [(bits[name], len(ending), *map(ord, ending)) for name in bits for ending in known.endings.get(name, ())]
    table = np.zeros((len(rows), max(map(len, rows), default=_LETTERS)), np.int64)
    for place, row in enumerate(rows):
        table[place, :len(row)] = row
    return table


def room(count):
    """Room for so many strings (``compare``)."""
    return np.zeros((3, 1 << count.bit_length() + 1), np.uint64)


@inner
def compare(codes, words, spellings, strings, most, endings, short, seen):
    """Fill the columns STRING, QUOTED, ELSEWHERE and ENDINGS of ``seen``.

    Parameters
    ----------
    codes, words, seen : array
        As in ``features_seen.look``, which has filled ``seen``.
    spellings : uint64 array
        Of each word the number of its key (``text.columns.SPELLING``).
    strings : tuple of array
        ``known_tables.Tables.strings``.
    most : int
        Words of a string that is looked up, at most.
    endings : int64 array
        ``endings_of`` the language.
    short : 2-d uint64 array
        ``room`` for the strings: the number of each; the short ones in slots, and how often each stands there.
    """
    numbers, slots, times = short[0], short[1], short[2]
    for row in range(len(seen)):
        one = seen[row]
        length = one[LAST] - one[FIRST]
        if length <= most or not one[BREADTH]:
            numbers[row] = hash_of(spellings, one[FIRST], one[LAST])
            if length and one[INNER_END] - one[INNER] <= SHORT:
                slot = _slot(slots, times, numbers[row])
                slots[slot], times[slot] = numbers[row], times[slot] + _ONE
        if length <= most:
            one[STRING] = row_of(numbers[row], strings)
    for row in range(len(seen)):
        one = seen[row]
        if one[FIRST] < one[LAST] and not one[BREADTH]:
            one[QUOTED] = times[_slot(slots, times, numbers[row])]
            one[ELSEWHERE] = _elsewhere(codes, words, one)
            one[ENDINGS] = _endings(codes, words[START, one[LAST] - 1], words[END, one[LAST] - 1], endings)


@inner
def _slot(slots, times, number):
    """Where the string with this number stands, or would stand."""
    last = np.uint64(len(slots) - 1)
    slot = number & last
    while times[slot] and slots[slot] != number:
        slot = (slot + _ONE) & last
    return slot


@inner
def _elsewhere(codes, words, one):
    """Does the string of a span stand elsewhere in the article, in marks or without, and after what (ELSEWHERE)?"""
    start, end, first = one[SPAN], one[SPAN_END], one[INNER]
    size = min(one[INNER_END] - first, LONGEST)
    others, found, high = 0, 0, min(len(codes), end + WINDOW)
    place = max(0, start - WINDOW)
    for _ in range(PLACES):
        place = _next(codes, first, size, place, high)
        if place < 0:
            break
        if not start <= place < end:
            others += 1
            found |= _after_what(words, place)
        place += size
    return found | UNMARKED if others >= max(1, one[QUOTED]) else found


@inner
def _next(codes, first, size, place, stop):
    """The next place from ``place`` to ``stop`` with the string ``codes[first:first + size]``, or -1."""
    last = stop - size
    while place <= last:
        behind = min(place + _BLOCK, last + 1)
        if _may_begin(codes, codes[first], codes[first + size - 1], place, behind, size - 1):
            for at in range(place, behind):
                same = 0
                while same < size and codes[at + same] == codes[first + same]:
                    same += 1
                if same == size:
                    return at
        place = behind
    return -1


@inner
def _may_begin(codes, head, tail, place, behind, far):
    """Whether from ``place`` on there is a ``head`` with a ``tail`` so far behind it: many places at one time."""
    found, far = False, np.uint64(far)
    for at in range(np.uint64(place), np.uint64(behind)):
        found |= (codes[at] == head) & (codes[at + far] == tail)
    return found


@inner
def _after_what(words, place):
    """Is the word right before ``place`` a noun of names, a title or a person's name?"""
    word = first_word(words, place) - 1
    if word < 0 or not place - 3 <= words[END, word] <= place or words[START, word] < place - NEAR:
        return 0
    bits = words[BITS, word]
    return (AFTER_NAME_NOUN if bits & NAME_NOUN else 0) | (AFTER_PERSON if bits & (TITLE | PERSON) else 0)


@inner
def _endings(codes, start, end, endings):
    """The ENDINGS of a word as it is printed: bits, and behind them the number of the first other ending."""
    found = 0
    for row in range(len(endings)):
        length, step = endings[row, _LENGTH], 0
        while step < length <= end - start and codes[end - length + step] == endings[row, _LETTERS + step]:
            step += 1
        if step == length and (endings[row, _BITS] < 1 << OTHER_ENDING or not found >> OTHER_ENDING):
            found |= endings[row, _BITS]
    return found

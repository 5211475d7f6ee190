"""Features of what is known of a short quoted string: elsewhere in the article, and in the corpora.

The corpora speak through two committed lists (``cues/knowledge.py``): strings and words that live in marks
against those that mostly live without, and the frequent words with their classes. A string that neither knows
says something, too: it is rare.
"""

import math

from nabra.cues.bits_function import DEFINITE, NAME_HEAD, PERSON, PERSON_NAME
from nabra.cues.feature_names import Families, put, put_value
from nabra.cues.features_before import any_of
from nabra.cues.features_seen import (
    BITS, BREADTH, ELSEWHERE, FIRST, FOLLOWING, FOLLOWS, KNOWN, LAST, MARK, QUOTED, SENTENCE, SIZE,
    STRING, TOUCHING,
)
from nabra.cues.known_tables import (
    AFTER, BEFORE, CLASS, COUNT, COUNTED, DEFINITE_COUNT, FREQUENCY, IN_MARKS, LABEL, NAME, ROW, SHARED, SHARES,
    SIGHTINGS, STEM, WITHOUT_MARKS,
)
from nabra.text.compiled import inner

UNMARKED, AFTER_NAME_NOUN, AFTER_PERSON = 1, 2, 4      # bits of ELSEWHERE
RARE = 60          # the words of a list of names are rarer than that
OF_WORDS, OF_STRINGS = 1, 2                             # lists that a language may have

_family = Families(2000)
KNOWN_LABEL, KNOWN_NAME = _family("known label"), _family("known name")
FIRST_CLASS, LONE_CLASS = _family("first word of class {class}, {breadth}"), _family("lone word of class {class}")
LAST_CLASS, SOME_CLASS = _family("last word of class {class}"), _family("some word of class {class}")
AFTER_CLASS, BEFORE_CLASS = _family("after class {class}, {breadth}"), _family("before class {class}, {breadth}")
QUOTED_ELSEWHERE, UNMARKED_ELSEWHERE = _family("quoted elsewhere, {size}"), _family("unmarked elsewhere, {size}")
ELSEWHERE_NAME = _family("elsewhere after a name noun")
ELSEWHERE_PERSON = _family("elsewhere after a title or a person's name")
UNKNOWN, SUGGESTS = _family("{neighbour} unknown"), _family("{neighbour} suggests {function}")
STRING_SIGHTINGS = _family("sightings of the string")
WORDS_UNKNOWN, WORDS_SUGGEST = _family("words unknown"), _family("words suggest {function}")
NOT_LISTED, SHARE_IN_MARKS = _family("string not listed"), _family("share in marks")
TIMES_WITHOUT = _family("times without marks")
PERSONS, SOME_PERSON = _family("words of persons' names, {size}"), _family("some word of a person's name")
AFTER_A_PERSON = _family("after a person's name")
NAME_HEAD_NEAR = _family("name noun in the last eight words, {form}")
RAREST, MEAN_FREQUENCY = _family("rarest word"), _family("mean frequency of words")
ALL_RARE, RARE_ALONE = _family("all words rare"), _family("a rare word alone")
WITH_ARTICLE, ALWAYS_DEFINITE = _family("with and without article"), _family("always definite")
NEVER_DEFINITE, FREQUENCY_ALONE = _family("never definite"), _family("frequency of the word alone")


@inner
def known(words, seen, table, lists, found, values):
    """Put the features of what is known of each string and its words into the rows of ``found`` and ``values``.

    Parameters
    ----------
    words, seen : array
        As in ``features_seen.look``, which has filled ``seen``.
    table : float array
        ``known_tables.Tables.rows``.
    lists : int
        What lists the language has: OF_WORDS, OF_STRINGS.
    found, values : int32 and float array
        One row a quotation, as ``feature_names.put_value`` fills them.
    """
    for row in range(len(seen)):
        one, out, value = seen[row], found[row], values[row]
        if lists & OF_WORDS:
            _classes(words, one, out)
        if table[one[STRING], LABEL]:
            put(out, KNOWN_LABEL)
        if table[one[STRING], NAME]:
            put(out, KNOWN_NAME)
        if not one[BREADTH] and one[FIRST] < one[LAST]:
            _elsewhere(one, out)
            if lists & OF_STRINGS:
                _beside(words, table, one, out, value)
                _string(table, one[STRING], out, value)
                _stems(words, table, one, out, value)
            if lists & OF_WORDS:
                _persons(words, one, out)
                _rarity(words, table, one, out, value)


@inner
def _class_of(words, word):
    return words[KNOWN, word] >> CLASS


@inner
def _classes(words, one, out):
    """The distributional classes of the first, last, only, previous and next word."""
    first, last, breadth = one[FIRST], one[LAST], one[BREADTH]
    if last > first:
        put(out, FIRST_CLASS + 2 * _class_of(words, first) + breadth)
        if last - first == 1:
            put(out, LONE_CLASS + _class_of(words, first))
        elif not breadth:
            put(out, LAST_CLASS + _class_of(words, last - 1))
            for word in range(first, last):
                new = True
                for other in range(first, word):
                    new = new and _class_of(words, other) != _class_of(words, word)
                if new:
                    put(out, SOME_CLASS + _class_of(words, word))
    if one[TOUCHING] < one[MARK]:
        put(out, AFTER_CLASS + 2 * _class_of(words, one[MARK] - 1) + breadth)
    if one[FOLLOWS]:
        put(out, BEFORE_CLASS + 2 * _class_of(words, one[FOLLOWING]) + breadth)


@inner
def _elsewhere(one, out):
    """Does the same string stand elsewhere in the article, in marks or without, and after what?"""
    if one[QUOTED] > 1:
        put(out, QUOTED_ELSEWHERE + one[SIZE])
    if one[ELSEWHERE] & UNMARKED:
        put(out, UNMARKED_ELSEWHERE + one[SIZE])
    if one[ELSEWHERE] & AFTER_NAME_NOUN:
        put(out, ELSEWHERE_NAME)
    if one[ELSEWHERE] & AFTER_PERSON:
        put(out, ELSEWHERE_PERSON)


@inner
def _beside(words, table, one, out, value):
    """What the corpora say of the string and of the words beside it: of which function such strings are."""
    before = words[KNOWN, one[MARK] - 1] >> BEFORE & ROW if one[TOUCHING] < one[MARK] else 0
    after = words[KNOWN, one[FOLLOWING]] >> AFTER & ROW if one[FOLLOWS] else 0
    for neighbour, row in enumerate((one[STRING], before, after)):
        if not table[row, SHARED]:
            put(out, UNKNOWN + neighbour)
            continue
        for function in range(4):
            put_value(out, value, SUGGESTS + 4 * neighbour + function, table[row, SHARES + function])


@inner
def _string(table, row, out, value):
    """How often the string is printed in marks and without."""
    put_value(out, value, STRING_SIGHTINGS, table[row, SIGHTINGS])
    if table[row, COUNTED]:
        put_value(out, value, SHARE_IN_MARKS, table[row, IN_MARKS])
        put_value(out, value, TIMES_WITHOUT, table[row, WITHOUT_MARKS])
    else:
        put(out, NOT_LISTED)


@inner
def _stems(words, table, one, out, value):
    """What they say of its words, on average."""
    count = 0
    for word in range(one[FIRST], one[LAST]):
        count += table[words[KNOWN, word] >> STEM & ROW, SHARED] != 0
    if not count:
        put(out, WORDS_UNKNOWN)
        return
    for function in range(4):
        total = 0.0
        for word in range(one[FIRST], one[LAST]):
            total += table[words[KNOWN, word] >> STEM & ROW, SHARES + function]
        put_value(out, value, WORDS_SUGGEST + function, total / count)


@inner
def _persons(words, one, out):
    first, last = one[FIRST], one[LAST]
    persons = 0
    for word in range(first, last):
        persons += words[BITS, word] & PERSON_NAME != 0
    if persons == last - first:
        put(out, PERSONS + one[SIZE])
    elif persons:
        put(out, SOME_PERSON)
    if one[TOUCHING] < one[MARK] and words[BITS, one[MARK] - 1] & PERSON:
        put(out, AFTER_A_PERSON)
    if any_of(words, max(one[SENTENCE], one[MARK] - 8), one[MARK] - 1) & NAME_HEAD:
        put(out, NAME_HEAD_NEAR + (1 if words[BITS, first] & DEFINITE else 0))


@inner
def _rarity(words, table, one, out, value):
    """How frequent the words are, and whether the only word lives with and without the article."""
    rarest, total, most, definite = math.inf, 0.0, 0.0, 0.0
    for word in range(one[FIRST], one[LAST]):
        row = words[KNOWN, word] >> STEM & ROW
        rarest, most = min(rarest, table[row, FREQUENCY]), max(most, table[row, COUNT])
        total, definite = total + table[row, FREQUENCY], table[row, DEFINITE_COUNT]
    count = one[LAST] - one[FIRST]
    put_value(out, value, RAREST, rarest / 5)
    put_value(out, value, MEAN_FREQUENCY, total / count / 5)
    if most < RARE:
        put(out, ALL_RARE if count > 1 else RARE_ALONE)
    if count == 1 and most:
        put_value(out, value, WITH_ARTICLE, 1.0 - abs(2 * (definite + 0.5) / (most + 1) - 1))
        if definite > 0.97 * most:
            put(out, ALWAYS_DEFINITE)
        if definite < 0.03 * most:
            put(out, NEVER_DEFINITE)
        put_value(out, value, FREQUENCY_ALONE, total / 5)

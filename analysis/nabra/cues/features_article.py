"""Features of the article as a whole (how it is written), and of the length of a quotation."""

from nabra.cues.bits_function import WRITER
from nabra.cues.feature_names import Families, put
from nabra.cues.bits_signs import FULL_STOP, STOP
from nabra.cues.features_seen import (
    BITS, BREADTH, COUNT, DEVICE, GOVERNOR, INNER, INNER_END, SHORT, START,
)
from nabra.text.compiled import inner

BEGINNING = 3_000    # characters of an article that tell how it is written
FEW, MANY = 1.5, 4   # reporting cues in a thousand characters
WRITERS = 0.006      # share of words by which a writer speaks of himself, in an article in the first person
EXPRESSIVE = 0.0012  # share of signs that are questions, exclamations or rows of stops

_family = Families(0)
BIAS, LENGTH, DEVICE_BEFORE = _family("bias"), _family("length {length}"), _family("{device} before")
MANNER = _family("{manner}, {breadth}")
_NO_CUES, _FEW_CUES, _SOME_CUES, _MANY_CUES, _FIRST_PERSON, _EXPRESSIVE, _NO_LONG, _LONG_GOVERNED = range(8)


@inner
def article(signs, words, cues, seen, found):
    """Put the features of the article into the rows of ``found``.

    Parameters
    ----------
    signs, words, seen : array
        As in ``features_seen.look``, which has filled ``seen``.
    cues : int
        How many reporting cues the writer has.
    found : int32 array
        One row a quotation, as ``feature_names.put`` fills it.
    """
    rate = cues / max(1, len(signs)) * 1000
    amount = _NO_CUES if not rate else _FEW_CUES if rate < FEW else _SOME_CUES if rate < MANY else _MANY_CUES
    first_person, expressive = _in_first_person(words), _is_expressive(signs)
    long, governed = 0, 0
    for row in range(len(seen)):
        if seen[row, INNER_END] - seen[row, INNER] > SHORT:
            long, governed = long + 1, governed + (seen[row, GOVERNOR] >= 0)
    for row in range(len(seen)):
        one, out = seen[row], found[row]
        put(out, BIAS)
        put(out, LENGTH + _length(one[COUNT]))
        if one[DEVICE]:
            put(out, DEVICE_BEFORE + one[DEVICE] - 1)
        for manner, so in ((amount, True), (_FIRST_PERSON, first_person), (_EXPRESSIVE, expressive),
                           (_NO_LONG, long == 0), (_LONG_GOVERNED, governed > long / 2)):
            if so:
                put(out, MANNER + 2 * manner + one[BREADTH])


@inner
def _in_first_person(words):
    """Does somebody speak of himself at the beginning?"""
    word, writers = 0, 0
    while word < words.shape[1] and words[START, word] < BEGINNING:
        writers += words[BITS, word] & WRITER != 0
        word += 1
    return writers > WRITERS * word


@inner
def _is_expressive(signs):
    """Is the beginning full of questions, exclamations and dots?"""
    size, found, place = min(BEGINNING, len(signs)), 0, 0
    while place < size:
        if signs[place] & FULL_STOP:
            if place + 1 < size and signs[place + 1] & FULL_STOP:
                found, place = found + 1, place + 1
        elif signs[place] & STOP:
            found += 1
        place += 1
    return found > EXPRESSIVE * max(1, size)


@inner
def _length(words):
    """The class of a number of words (a value of {length})."""
    return words - 1 if 1 <= words <= 3 else 0 if words < 1 else 3 if words <= 5 else 4 if words <= 8 else \
        5 if words <= 14 else 6

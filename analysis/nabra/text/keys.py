"""The keys of many words at once: what ``normalise.word_key`` says, letter by letter where the letters allow it."""

import unicodedata
from functools import cache

import numpy as np

from nabra.text.compiled import compiled
from nabra.text.normalise import word_key

PARTED = "\n"               # stands behind each word
_TABLE, _SIMPLE = 0x2020, (*range(0x700), 0x2019)     # code points that are looked at: most scripts' are not


def code_points(text):
    """The code points of ``text`` as an array."""
    return np.array([text]).view(np.uint32)[:len(text)]


def spelt(keys):
    """The letters of ``keys`` as one array, PARTED behind each."""
    return code_points("".join([key + PARTED for key in keys]))


def keys_of(letters, places):
    """The keys of words, and their letters as ``spelt`` gives them.

    Parameters
    ----------
    letters : uint32 array
    places : int64 array
        Word n consists of ``letters[places[n]:places[n + 1]]``.

    Returns
    -------
    (list of str, uint32 array)
    """
    count = len(places) - 1
    folded, unlike = np.empty(places[-1] - places[0] + count, np.uint32), np.zeros(count, np.bool_)
    alike = _fold(letters, places, folds(), folded, unlike)
    keys = folded.tobytes().decode("utf-32-le", "surrogatepass").split(PARTED)[:-1]
    if alike:
        return keys, folded
    for word in np.flatnonzero(unlike).tolist():
        raw = letters[places[word]:places[word + 1]]
        keys[word] = word_key(raw.tobytes().decode("utf-32-le", "surrogatepass"))
    return keys, spelt(keys)


@cache
def folds():
    """The letter that each code point is in the key of any word, or 0: the whole word must be asked for."""
    found = np.zeros(_TABLE, np.uint32)
    for code in _SIMPLE:
        key = word_key(chr(code))
        if len(key) == 1 and not unicodedata.combining(chr(code)) and word_key("x" + chr(code)) == "x" + key:
            found[code] = ord(key)
    return found


@compiled
def _fold(letters, places, folds, folded, unlike):
    """Write the words as they are folded, PARTED behind each; mark and tell whether there are any that must be asked for."""
    place, alike = 0, True
    for word in range(len(unlike)):
        for letter in range(places[word], places[word + 1]):
            code = letters[letter]
            fold = folds[code] if code < len(folds) else 0
            if fold == 0:
                fold, unlike[word], alike = code, True, False
            folded[place] = fold
            place += 1
        folded[place] = 10
        place += 1
    return alike

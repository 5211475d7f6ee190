"""The last word of a part of a text that is one of a few, found by its letters."""

from nabra.text.compiled import compiled
from nabra.text.keys import folds

NONE = -1


def last_word(text, forms, letters, start, stop):
    """The number of the last word that begins in ``text[start:stop]`` and whose key is one of ``forms``, or NONE.

    Parameters
    ----------
    text : Scanned
    forms : frozenset of str
        A key, and keys that are it with one letter before.
    letters : uint32 array
        The letters of that key.
    start, stop : int

    Returns
    -------
    int
    """
    word = len(text.word_starts)
    while word != NONE:
        word = _word_like(text.codes, text.word_starts, text.word_ends, folds(), letters, word, start, stop)
        if word == NONE or text.key(word) in forms:
            break
    return word


@compiled
def _word_like(codes, starts, ends, folds, letters, before, start, stop):
    """The last word before number ``before`` that may be one, as a letter may be any whose fold is not told."""
    for word in range(before - 1, NONE, -1):
        if starts[word] >= stop:
            continue
        if starts[word] < start:
            return NONE
        place, left, same = ends[word], len(letters), True
        while same and place > starts[word]:
            place, left = place - 1, left - 1
            code = codes[place]
            fold = folds[code] if code < len(folds) else 0
            if fold == 0:
                return word
            same = left == -1 or left >= 0 and fold == letters[left]
        if same and left <= 0:
            return word
    return NONE

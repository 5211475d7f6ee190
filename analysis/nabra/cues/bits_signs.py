"""What each sign of a text may be, as bits: a table by code point for each language."""

from functools import cache, lru_cache

import numpy as np

from nabra.text import compiled
from nabra.text.read import classes, copied

(SPACE, ALPHA, DIGIT, STOP, FOREIGN, COMMA, COLON, NEWLINE, RETURN, BLANK, FULL_STOP, ELLIPSIS,
 HASH) = (1 << bit for bit in range(13))
# Behind them, what a sign before or after a mark is called, as the number of a value of {gap} or {stop}; 0: nothing.
BEFORE_MARK, AFTER_MARK = 16, 20
A_COMMA = 5         # of AFTER_MARK
_BEFORE_MARK = {":": 1, "،": 2, ",": 2, "(": 3, "[": 3} | dict.fromkeys("-–—/•*", 4)
_AFTER_MARK = {".": 1, ":": 2, "(": 3, ")": 4} | dict.fromkeys("،,؛;", A_COMMA) | dict.fromkeys("!؟?", 6)
_SINGLE = {STOP: ".!?؟", NEWLINE: "\n", RETURN: "\r", BLANK: " ", FULL_STOP: ".", ELLIPSIS: "…", HASH: "#@"}


@lru_cache(maxsize=8)
def signs_of(pack):
    """The bits of each code point for a language."""
    signs = copied(_of_every_language())
    if pack.direction == "rtl":
        signs[[code for code in range(128) if chr(code).isalpha()]] |= FOREIGN
    for bit, these in (_SINGLE | {COMMA: pack.commas, COLON: pack.colons}).items():
        signs[list(map(ord, these))] |= bit
    for place, kinds in ((BEFORE_MARK, _BEFORE_MARK), (AFTER_MARK, _AFTER_MARK)):
        for sign, kind in kinds.items():
            signs[ord(sign)] |= kind << place
    return signs


@cache
def _of_every_language():
    told = classes()
    signs = np.zeros(len(told), np.int32)
    signs[told & compiled.SPACE > 0] = SPACE
    signs[told & (compiled.ALNUM | compiled.LETTER) == compiled.ALNUM] = DIGIT
    signs[[code for code in np.flatnonzero(told & compiled.LETTER).tolist() if chr(code).isalpha()]] = ALPHA
    return signs

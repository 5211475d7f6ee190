"""Which language a text is in, by the script of its letters."""

import re
from functools import cache

import numpy as np

from nabra.text.keys import code_points

PLANES = 0x40000       # code points from here on are no letters
READ = 5_000            # letters that are looked at


def detect(text, candidates):
    """The code whose script has most letters in ``text``; ties and no letters: the first code."""
    codes = sorted(candidates)
    scripts = _scripts(tuple(candidates[code].letters for code in codes))
    told = scripts.take(code_points(text[:READ]), mode="clip")
    counts = [np.count_nonzero(told & scripts.dtype.type(1 << place)) for place in range(len(codes))]
    return codes[counts.index(max(counts))]


@cache
def _scripts(letters):
    """By code point bit n for each class of ``letters`` that holds it; the last one stands for those behind it."""
    asked = str(np.arange(PLANES, dtype=np.uint32), "utf-32-le", "surrogatepass")
    found = np.zeros(PLANES, np.min_scalar_type((1 << len(letters)) - 1))
    for place, letter in enumerate(letters):
        for run in re.finditer(f"[{letter}]+", asked):
            found[run.start():run.end()] |= found.dtype.type(1 << place)
    return found

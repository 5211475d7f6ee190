"""A text without what says nothing of its words, and the way back to the text as it is printed."""

import re
from typing import NamedTuple

import numpy as np

from nabra.text import compiled
from nabra.text.keys import code_points
from nabra.text.normalise import CONTROLS, SIGNS, TATWEEL
from nabra.text.read import classes

_controls = re.compile(f"[{CONTROLS}]")
_left_out = re.compile(rf"(?:[{SIGNS}]|(?<=[^\W\d_]){TATWEEL}+|{TATWEEL}+(?=[^\W\d_{TATWEEL}]))+")


class Plain(NamedTuple):
    """A text without vowel signs, tatweel and controls, and the way back to the raw text.

    ``places[i]`` is the raw offset of the plain text's character ``i``; None where nothing was left out. ``codes``:
    the code points of the plain text.
    """

    text: str
    raw: str
    places: np.ndarray | None
    codes: np.ndarray

    def start(self, offset):
        """The raw offset at which what begins at ``offset`` of the plain text begins."""
        if self.places is None:
            return offset
        return int(self.places[offset]) if offset < len(self.places) else len(self.raw)

    def end(self, offset):
        """The raw offset at which what ends at ``offset`` of the plain text ends, its last letter's signs included."""
        if self.places is None or offset == 0:
            return offset
        end = int(self.places[offset - 1]) + 1
        signs = _left_out.match(self.raw, end)
        if signs is None:
            return end
        return end + len(_controls.split(signs.group())[0])

    def moved(self, starts, ends):
        """The raw offsets of many things that begin at ``starts`` and end at ``ends`` (behind 0), as two lists."""
        starts, ends = np.array(starts, np.int64), np.array(ends, np.int64)
        places = np.append(self.places, len(self.raw))
        begins, behind = places[starts], places[ends - 1] + 1
        for one in np.flatnonzero(places[ends] != behind).tolist():
            behind[one] = self.end(int(ends[one]))
        return begins.tolist(), behind.tolist()


def plain(text):
    """``text`` as it is measured: nothing of what is left out can change a span, a voice or a count.

    Returns
    -------
    Plain
    """
    codes = code_points(text)
    if text.isascii():
        return Plain(text, text, None, codes)
    kept, places = np.empty(len(codes), np.uint32), np.empty(len(codes), np.int64)
    count = compiled.without_signs(codes, classes(), kept, places)
    if count == len(codes):
        return Plain(text, text, None, codes)
    kept = kept[:count]
    return Plain(str(kept, "utf-32-le", "surrogatepass"), text, places[:count], kept)

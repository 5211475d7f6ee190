"""A text without what says nothing of its words, and the way back to the text as it is printed."""

from typing import NamedTuple

import numpy as np

from nabra.text.compiled import CONTROL, compiled, inner, without_signs
from nabra.text.keys import code_points
from nabra.text.read import classes

_NO_PLACES = np.empty(0, np.int64)


class Plain(NamedTuple):
    """A text without vowel signs, tatweel and controls, and the way back to the raw text.

    ``places[i]`` is the raw offset of the plain text's character ``i``; None where nothing was left out. ``codes``:
    the code points of the plain text; ``printed``: those of the raw text.
    """

    text: str
    raw: str
    places: np.ndarray | None
    codes: np.ndarray
    printed: np.ndarray

    def start(self, offset):
        """The raw offset at which what begins at ``offset`` of the plain text begins."""
        return self.moved([offset], [0])[0][0]

    def end(self, offset):
        """The raw offset at which what ends at ``offset`` of the plain text ends, its last letter's signs included."""
        return self.moved([0], [offset])[1][0]

    def moved(self, starts, ends):
        """The raw offsets of many things that begin at ``starts`` and end at ``ends``, as two lists."""
        offsets = np.array([*starts, *ends], np.int64).reshape(2, -1)
        _move(offsets, self.way_back)
        return offsets.tolist()

    @property
    def way_back(self):
        """For ``raw_start`` and ``raw_end``: places (none where nothing was left out), raw text, bits of characters."""
        return _NO_PLACES if self.places is None else self.places, self.printed, classes()


@inner
def raw_start(offset, way_back):
    """The raw offset at which what begins at ``offset`` of the plain text begins."""
    places, printed, _ = way_back
    if len(places) == 0:
        return offset
    return places[offset] if offset < len(places) else len(printed)


@inner
def raw_end(offset, way_back):
    """The raw offset at which what ends at ``offset`` of the plain text ends, its last letter's signs included."""
    places, printed, signs = way_back
    if len(places) == 0 or offset == 0:
        return offset
    place, next_place = places[offset - 1] + 1, raw_start(offset, way_back)
    while place < next_place and not signs[printed[place]] & CONTROL:
        place += 1
    return place


@compiled
def _move(offsets, way_back):
    """Set starts and ends (two rows) to their raw offsets."""
    for number in range(offsets.shape[1]):
        offsets[0, number] = raw_start(offsets[0, number], way_back)
        offsets[1, number] = raw_end(offsets[1, number], way_back)


def plain(text):
    """``text`` as it is measured: nothing of what is left out can change a span, a voice or a count.

    Returns
    -------
    Plain
    """
    codes = code_points(text)
    if text.isascii():
        return Plain(text, text, None, codes, codes)
    kept, places = np.empty(len(codes), np.uint32), np.empty(len(codes), np.int64)
    count = without_signs(codes, classes(), kept, places)
    if count == len(codes):
        return Plain(text, text, None, codes, codes)
    kept = kept[:count]
    return Plain(str(kept, "utf-32", "surrogatepass"), text, places[:count], kept, codes)   # no mark of byte order is kept

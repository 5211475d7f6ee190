"""The voice of a place: narrator, quoted or reported, with its speaker and the marks around it.

Voice says who answers for the clause; ``wording`` says who chose the word, and is undetermined
where the outlet puts another's speech into its own words.
"""

from typing import NamedTuple

import numpy as np

from nabra.text.compiled import compiled, inner

LOOK_BACK = 12       # quotations or scopes that begin before a place and may still hold it
SHORT = 6            # words in marks that can be about one mention
NONE = -1            # no quotation, no scope
_START, _END, _SPOKEN = range(3)        # columns of a table of quotations and, behind them, scopes


class Voice(NamedTuple):
    """voice, basis (marked, cue, carried or None), wording, speaker and the kind of source."""

    voice: str
    basis: str | None
    wording: str
    speaker: str | None
    source_kind: str | None = None


class Around(NamedTuple):
    """What the outlet's own marks do at a mention (none, name, label or fragment), and the quotation's number."""

    marks: str
    quote: int | None


NARRATOR = Voice("narrator", None, "outlet", None)
UNMARKED = Around("none", None)


class Voices:
    """The voices of one text.

    Parameters
    ----------
    quotes : list of Quote
        Sorted by start, -end (cues/measure.py); names and labels hold no voice of their own.
    scopes : list of Scope
        Sorted by start.

    Attributes
    ----------
    table : int64 array
        For compiled rules: start and end of each quotation and, behind those, of each scope, and whether a quotation
        is speech.
    count : int
        How many of its rows are quotations.
    """

    def __init__(self, quotes, scopes):
        self._quotes, self._scopes, self.count = quotes, scopes, len(quotes)
        cells = [cell for one in quotes for cell in (one.start, one.end, one.function in ("speech", "fragment"))]
        cells += [cell for one in scopes for cell in (one.start, one.end, 0)]
        self.table = np.array(cells, np.int64).reshape(-1, 3)

    def at(self, start, end):
        """Who answers for ``text[start:end]``: a Voice."""
        return self.of(_holder(self.table, self.count, start, end))

    def of(self, holder):
        """The Voice of the quotation or scope with this number (``holder``)."""
        if holder == NONE:
            return NARRATOR
        if holder < self.count:
            quote = self._quotes[holder]
            return Voice("quoted", "marked", "source", quote.speaker, quote.source_kind)
        scope = self._scopes[holder - self.count]
        basis = "carried" if scope.carried else "cue"
        if scope.kind == "direct":
            return Voice("quoted", basis, "source", scope.speaker, scope.source_kind)
        return Voice("reported", basis, "undetermined", scope.speaker, scope.source_kind)

    def marks_of(self, number):
        """What the marks of the quotation with this number (``around``) do at a mention: an Around."""
        if number == NONE:
            return UNMARKED
        quote = self._quotes[number]
        about = quote.function != "speech" and quote.length <= SHORT
        return Around(quote.function if about else "none", number)


@inner
def holder(table, count, start, end):
    """The number of what answers for ``text[start:end]``: of a spoken quotation, of a scope (behind them), or NONE.

    ``table``, ``count``: as ``Voices`` has them.
    """
    place = _begun(table, 0, count, start + 1)
    for number in range(place - 1, max(-1, place - 1 - LOOK_BACK), -1):
        if table[number, _SPOKEN] and table[number, _END] >= end:
            return number
    place = _begun(table, count, len(table), start + 1)
    for number in range(place - 1, max(count - 1, place - 1 - LOOK_BACK), -1):
        if table[number, _END] >= end:
            return number
    return NONE


@inner
def around(table, count, start, end):
    """The number of the innermost quotation that holds, or is held by, ``text[start:end]``, or NONE."""
    place = _begun(table, 0, count, end)
    for number in range(place - 1, max(-1, place - 1 - LOOK_BACK), -1):
        first, last = table[number, _START], table[number, _END]
        if last > start and (first >= start and last <= end or first <= start and last >= end):
            return number
    return NONE


@inner
def _begun(table, first, last, place):
    """The first of the rows ``first:last`` that begins at ``place`` or behind it."""
    while first < last:
        middle = (first + last) // 2
        if table[middle, _START] < place:
            first = middle + 1
        else:
            last = middle
    return first


@compiled
def _holder(table, count, start, end):
    return holder(table, count, start, end)


def voice_at(start, end, quotes, scopes):
    """Who answers for ``text[start:end]``; the lists are those of ``Voices``.

    Returns
    -------
    Voice
    """
    return Voices(quotes, scopes).at(start, end)

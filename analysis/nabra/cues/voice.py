"""The voice of a place: narrator, quoted or reported, with its speaker and the marks around it.

Voice says who answers for the clause; ``wording`` says who chose the word, and is undetermined
where the outlet puts another's speech into its own words.
"""

from bisect import bisect_left, bisect_right
from typing import NamedTuple

LOOK_BACK = 12       # quotations or scopes that begin before a place and may still hold it
SHORT = 6            # words in marks that can be about one mention


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
    """

    def __init__(self, quotes, scopes):
        self._quotes, self._quote_starts = quotes, [quote.start for quote in quotes]
        self._scopes, self._scope_starts = scopes, [scope.start for scope in scopes]

    def at(self, start, end):
        """Who answers for ``text[start:end]``: a Voice."""
        for quote in _up_to(start, self._quote_starts, self._quotes):
            if quote.end >= end and quote.function in ("speech", "fragment"):
                return Voice("quoted", "marked", "source", quote.speaker, quote.source_kind)
        for scope in _up_to(start, self._scope_starts, self._scopes):
            if scope.end >= end:
                basis = "carried" if scope.carried else "cue"
                if scope.kind == "direct":
                    return Voice("quoted", basis, "source", scope.speaker, scope.source_kind)
                return Voice("reported", basis, "undetermined", scope.speaker, scope.source_kind)
        return NARRATOR

    def marks_around(self, start, end):
        """The innermost short quotation that holds, or is held by, the mention ``text[start:end]``: an Around."""
        place = bisect_left(self._quote_starts, end)
        for number in range(place - 1, max(-1, place - 1 - LOOK_BACK), -1):
            quote = self._quotes[number]
            if quote.end <= start:
                continue
            if quote.start >= start and quote.end <= end or quote.start <= start and quote.end >= end:
                about = quote.function != "speech" and quote.length <= SHORT
                return Around(quote.function if about else "none", number)
        return UNMARKED


def _up_to(start, starts, found):
    """The last LOOK_BACK of those found that begin at ``start`` or before, the last first."""
    place = bisect_right(starts, start)
    return found[place - LOOK_BACK if place > LOOK_BACK else 0:place][::-1]


def voice_at(start, end, quotes, scopes):
    """Who answers for ``text[start:end]``; the lists are those of ``Voices``.

    Returns
    -------
    Voice
    """
    return Voices(quotes, scopes).at(start, end)

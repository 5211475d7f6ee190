"""The voice of a place: narrator, quoted or reported, with its speaker and the marks around it.

Voice says who answers for the clause; ``wording`` says who chose the word, and is undetermined
where the outlet puts another's speech into its own words.
"""

from bisect import bisect_right
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


def voice_at(start, end, quotes, scopes):
    """Who answers for ``text[start:end]``.

    Parameters
    ----------
    start, end : int
    quotes : list of Quote
        Sorted by start, -end (cues/measure.py); names and labels hold no voice of their own.
    scopes : list of Scope
        Sorted by start.

    Returns
    -------
    Voice
    """
    place = bisect_right(quotes, start, key=lambda quote: quote.start)
    for quote in reversed(quotes[max(0, place - LOOK_BACK):place]):
        if quote.end >= end and quote.function in ("speech", "fragment"):
            return Voice("quoted", "marked", "source", quote.speaker, quote.source_kind)
    place = bisect_right(scopes, start, key=lambda scope: scope.start)
    for scope in reversed(scopes[max(0, place - LOOK_BACK):place]):
        if scope.end >= end:
            basis = "carried" if scope.carried else "cue"
            if scope.kind == "direct":
                return Voice("quoted", basis, "source", scope.speaker, scope.source_kind)
            return Voice("reported", basis, "undetermined", scope.speaker, scope.source_kind)
    return Voice("narrator", None, "outlet", None)


def marks_around(start, end, quotes):
    """The innermost short quotation that holds, or is held by, the mention ``text[start:end]``."""
    place = bisect_right(quotes, end - 1, key=lambda quote: quote.start)
    for number in range(place - 1, max(-1, place - 1 - LOOK_BACK), -1):
        quote = quotes[number]
        if quote.end <= start:
            continue
        if quote.start >= start and quote.end <= end or quote.start <= start and quote.end >= end:
            about = quote.function != "speech" and quote.length <= SHORT
            return Around(quote.function if about else "none", number)
    return Around("none", None)

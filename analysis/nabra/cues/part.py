"""What is found in one part of an article, its title or its text: quotations, scopes, mentions."""

from typing import NamedTuple


class Quote(NamedTuple):
    """A quotation with all that is known of it; offsets include the printed marks."""

    start: int
    end: int
    depth: int
    marks: str
    repaired: bool
    function: str
    distance: bool
    chain: int | None
    device: str | None
    owner: str
    speaker: str | None
    cue: str | None
    cue_start: int | None
    cue_end: int | None
    length: int
    source_kind: str | None


class Mention(NamedTuple):
    """A codebook term with its voice and marks; ``quote`` is the number of the quotation around it."""

    start: int
    end: int
    concept: str
    variant: str
    voice: str
    basis: str | None
    wording: str
    speaker: str | None
    marks: str
    quote: int | None
    device: str | None
    resolved: bool
    epithet: str | None
    use: str
    source_kind: str | None = None


class Part(NamedTuple):
    """The cues of one text: its quotations, attribution scopes, mentions, number of words, lines left out."""

    quotes: list
    scopes: list
    mentions: list
    words: int
    left_out: int


def placed(bare, quotes, scopes, mentions):
    """The same cues with offsets into the raw text, and the reporting words as they are printed there."""
    if bare.places is None or not (quotes or scopes or mentions):
        return quotes, scopes, mentions
    own = [one[:2] for one in (*quotes, *scopes, *mentions)]
    cued = [(one.cue_start, one.cue_end) for one in (*quotes, *scopes) if one.cue_start is not None]
    moved = list(zip(*bare.moved(*zip(*own, *cued))))
    places, cues = iter(moved), iter(moved[len(own):])
    quotes, scopes = ([_with_cue(one, next(places), cues, bare.raw) for one in found] for found in (quotes, scopes))
    return quotes, scopes, [one._make(next(places) + one[2:]) for one in mentions]


def _with_cue(one, place, cues, raw):
    """A quotation or scope at its raw ``place``, with its reporting word, if it has one, at the next of ``cues``."""
    if one.cue_start is None:
        return one._make(place + one[2:])
    start, end = next(cues)
    return one._replace(start=place[0], end=place[1], cue=raw[start:end], cue_start=start, cue_end=end)

"""What is found in one part of an article, its title or its text: quotations, scopes, mentions."""

from typing import NamedTuple

from nabra.cues.clauses import scope_of


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


def placed(bare, scopes):
    """The scopes with offsets into the raw text, and their reporting words as they are printed there."""
    if bare.places is None or not scopes:
        return scopes
    start, end, _, cue_class, kind, speaker, cue_start, cue_end, *more = zip(*scopes)
    starts, ends = bare.moved(start + cue_start, end + cue_end)
    cue_starts, cue_ends = starts[len(scopes):], ends[len(scopes):]
    cues = [bare.raw[start:end] for start, end in zip(cue_starts, cue_ends)]
    return list(map(scope_of, zip(starts, ends, cues, cue_class, kind, speaker, cue_starts, cue_ends, *more)))

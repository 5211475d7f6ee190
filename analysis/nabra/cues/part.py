"""What is found in one part of an article, its title or its text: quotations, scopes, mentions."""

from functools import partial
from typing import NamedTuple

from nabra.cues.clauses import Scope


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


def placed(bare, quotes, scopes):
    """The same cues with offsets into the raw text, and the reporting words as they are printed there.

    The reporting word of a quotation is that of one of the scopes.
    """
    if bare.places is None or not (quotes or scopes):
        return quotes, scopes
    own, other = _columns(Scope, scopes), _columns(Quote, quotes)
    count, more = len(scopes), 2 * len(scopes)
    starts, ends = bare.moved(*((*own[one], *own[f"cue_{one}"], *other[one]) for one in ("start", "end")))
    cues = [bare.raw[start:end] for start, end in zip(starts[count:more], ends[count:more])]
    moved = cues, starts[count:more], ends[count:more]
    cue_of = dict(zip(zip(own["cue_start"], own["cue_end"]), zip(*moved)))
    cue_of[None, None] = None, None, None
    cued = [cue_of[place] for place in zip(other["cue_start"], other["cue_end"])]
    return (_with(Quote, other, starts[more:], ends[more:], *zip(*cued)),
            _with(Scope, own, starts[:count], ends[:count], *moved))


def _columns(kind, found):
    return dict(zip(kind._fields, zip(*found) if found else ((),) * len(kind._fields)))


def _with(kind, columns, start, end, cue=(), cue_start=(), cue_end=()):
    """Those of ``kind`` with these ``columns`` at other places."""
    columns |= {"start": start, "end": end, "cue": cue, "cue_start": cue_start, "cue_end": cue_end}
    return list(map(partial(tuple.__new__, kind), zip(*columns.values())))

"""What an attribution is made of: sentences, cues and scopes."""

from functools import partial
from typing import NamedTuple

from nabra.cues.bits_attribution import sign_bits
from nabra.cues.compiled_rows import trimmed


class Scope(NamedTuple):
    """Attributed content ``text[start:end]`` (without source and cue), with its cue and speaker.

    ``kind`` is direct (marked, or after a colon) or indirect; ``speaker`` None where none was found;
    ``carried`` where the sentence goes on with what an earlier one began; ``source`` is the speaker as printed
    there (a pronoun, a short name), where the code has it; ``source_kind`` is one of
    ``nabra.tables.SOURCE_KINDS`` or None.
    """

    start: int
    end: int
    cue: str
    cue_class: str
    kind: str
    speaker: str | None
    cue_start: int
    cue_end: int
    carried: bool = False
    source: str | None = None
    source_kind: str | None = None


scope_of = partial(tuple.__new__, Scope)       # as Scope._make, which takes three times as long


def in_place(scopes):
    """The scopes in order of their places; which of two at one place comes first is the text's order."""
    return sorted(scopes, key=lambda scope: (scope.start, scope.end, scope.cue_start))


class Found(NamedTuple):
    """A cue as it stands in the text, and what it is.

    Beside it: where its clause begins (behind the last comma, colon or quotation that is no name), where the last أن
    before it ends (-1: there is none), the next comma, colon or mark behind it, and where a near comma or colon
    behind it ends (-1: there is none).
    """

    start: int
    end: int
    count: int
    key: str         # of its first word
    kind: str
    cue_class: str
    weak: bool       # also a common word of another meaning: its أن must be near
    joined: bool     # written with a conjunction (وقال)
    last: int        # the number of its last word
    after_relative: bool     # a relative stands before it (المسؤول الذي طلب)
    clause: int
    that: int
    stop: int
    comma: int
    leads: bool      # it is joined, or nothing stands between its clause's start and it
    first: bool      # no word of its sentence stands before it


class Sentence(NamedTuple):
    """A sentence of the writer: its outermost quotations and its cues.

    ``colon``: where the first colon before a quotation begins and ends, if it has no cues; else None.
    """

    start: int
    end: int
    spans: list
    cues: list
    colon: tuple | None


def make_scope(text, start, end, cue, kind, speaker, pack):
    """The scope ``text[start:end]`` without the spaces and stops at its ends (``trimmed``); None if nothing is left."""
    start, end = trimmed(text.codes, sign_bits(pack), start, end, kind == "direct")
    if start >= end:
        return None
    return scope_of((start, end, text[cue.start:cue.end], cue.cue_class, kind, speaker, cue.start, cue.end, False, None,
                     None))

"""What an attribution is made of: sentences, cues, scopes, and where a clause begins and ends."""

from typing import NamedTuple

from nabra.cues.scan import COLON, COMMA, MARK


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


def in_place(scopes):
    """The scopes in order of their places; which of two at one place comes first is the text's order."""
    return sorted(scopes, key=lambda scope: (scope.start, scope.end, scope.cue_start))


class Found(NamedTuple):
    """A cue as it stands in the text, and what it is."""

    start: int
    end: int
    count: int
    key: str
    kind: str
    cue_class: str
    weak: bool       # also a common word of another meaning: its أن must be near
    joined: bool     # written with a conjunction (وقال)
    after_relative: bool     # a relative stands before it (المسؤول الذي طلب)


class Sentence(NamedTuple):
    """A sentence of the writer: its events outside quotations, its outermost quotations and its cues.

    ``governed``: what the cues govern, where the verb precedes its subject (``cues.verb_first.Governed``).
    """

    start: int
    end: int
    events: list
    spans: list
    cues: list
    governed: list


def make_scope(text, start, end, cue, kind, speaker):
    """The scope ``text[start:end]`` without the spaces and stops at its ends; None if nothing is left.

    What stands in marks keeps its stops: they are part of the quotation.
    """
    if kind == "direct" and start < end and not text[start].isspace():
        return Scope(start, end, text[cue.start:cue.end], cue.cue_class, kind, speaker, cue.start, cue.end)
    while start < end and (text[start].isspace() or text[start] in ":،,"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "،,؛;:"):
        end -= 1
    if start >= end:
        return None
    return Scope(start, end, text[cue.start:cue.end], cue.cue_class, kind, speaker, cue.start, cue.end)


def clause_start(sentence, start, end, name=0):
    """Where the clause that ends at ``end`` begins: after the last comma, colon or quotation before it.

    Quotations of at most ``name`` letters are taken for names that belong to the clause.
    """
    found = start
    for event in sentence.events:
        if start <= event.start < end and event.kind in (COMMA, COLON):
            found = event.end
    for span in sentence.spans:
        if span.end <= end and span.inner_end - span.inner_start > name:
            found = max(found, span.end)
    return found


def next_stop(sentence, start):
    """The next comma, colon or mark after ``start``, or the sentence's end."""
    return next((e.start for e in sentence.events if e.start >= start and e.kind in (COMMA, COLON, MARK)), sentence.end)

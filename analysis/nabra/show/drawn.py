"""Whose words a text is, drawn before it is cut: each stretch with its voice and the outlet's own marks."""

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from nabra.cues.voice import LOOK_BACK, voice_at
from nabra.measures.voices import OWN_MARKS
from nabra.show.safe import one_line


class Run(NamedTuple):
    """A stretch for showing: its text on one line, its voice, and ``name`` or ``label`` where it is in marks."""

    text: str
    voice: str
    marks: str | None


class Stretch(NamedTuple):
    """``text[start:end]`` in one voice; ``speaker`` and ``cue`` where they are known."""

    start: int
    end: int
    voice: str
    marks: str | None
    speaker: str | None


class _Scope(NamedTuple):
    start: int
    end: int
    kind: str
    carried: bool
    speaker: str | None
    source_kind: str | None


class _Quote(NamedTuple):
    start: int
    end: int
    function: str
    speaker: str | None
    source_kind: str | None


class Drawing:
    """The voices of one part of an article, from its rows of ``quotes`` and ``attributions``.

    Parameters
    ----------
    quotes, attributions : list of dict
        In the order of the tables.
    """

    def __init__(self, quotes=(), attributions=()):
        self.quotes = [_Quote(*(row.get(name) for name in _Quote._fields)) for row in quotes]
        self.scopes = [_Scope(row["start"], row["end"], row["kind"], row.get("carried") is True, row.get("speaker"),
                              row.get("source_kind")) for row in attributions]
        self.edges = sorted({edge for span in (*self.quotes, *self.scopes) for edge in span[:2]})

    def stretches(self, start, end):
        """``[start, end)`` in stretches of one voice each, none of them empty."""
        if start >= end:
            return []
        inside = self.edges[bisect_right(self.edges, start):bisect_left(self.edges, end)]
        found = []
        for left, right in zip([start, *inside], [*inside, end], strict=True):
            said = voice_at(left, right, self.quotes, self.scopes)
            piece = Stretch(left, right, said.voice, self._own_marks(left, right), said.speaker)
            if found and found[-1][2:] == piece[2:]:
                piece = piece._replace(start=found.pop().start)
            found.append(piece)
        return found

    def runs(self, text, start, end):
        """``text[start:end]`` as runs to show; what two of them share at their seam (blanks, ¶) stands once."""
        runs, before = [], ""
        for piece in self.stretches(start, end):
            shown = one_line(text[piece.start:piece.end])
            if before.endswith(" "):
                shown = shown.lstrip(" ")
            if shown:
                runs.append(Run(shown, piece.voice, piece.marks))
                before = shown
        return tuple(runs)

    def _own_marks(self, start, end):
        """The function of the innermost of the outlet's own marks around the stretch; None outside them."""
        place = bisect_right(self.quotes, start, key=lambda quote: quote.start)
        for quote in reversed(self.quotes[max(0, place - LOOK_BACK):place]):
            if quote.end >= end:
                return quote.function if quote.function in OWN_MARKS else None
        return None


def drawings(cues, doc_ids):
    """`Drawing` by (doc_id, part) for these articles; parts without quotations or attributions are not there."""
    tables = [_by_part(table, doc_ids) for table in (cues.quotes, cues.attributions)]
    return {key: Drawing(*(table.get(key, ()) for table in tables)) for key in dict.fromkeys([*tables[0], *tables[1]])}


def _by_part(table, doc_ids):
    rows = table[table["doc_id"].isin(doc_ids)]
    rows = rows.astype("object").where(rows.notna(), None)
    found = {}
    for row in rows.to_dict("records"):
        found.setdefault((row["doc_id"], row["part"]), []).append(row)
    return found

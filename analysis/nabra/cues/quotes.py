"""Quotation spans of one text: marks paired, lost marks repaired, paragraphs linked.

A mark that was opened and never closed ends where the words plainly end (``cues.unclosed``): a name after the name, a
statement before the sentence in which the writer speaks again, at the latest with its paragraph.
"""

from collections.abc import Sequence
from functools import cached_property, partial
from typing import NamedTuple

import numpy as np

from nabra.cues.marks import NONE, copy_rows, signs_of
from nabra.cues.pairing import CLOSING, LEVEL, LIMIT, OPENER, OPENING, pair, room
from nabra.cues.unclosed import end_of_words
from nabra.text.compiled import BREAK, ENDS, KIND, MARK, SPACE, START, VALUE, compiled, inner
from nabra.text.word_bits import known_names

# A span: as Span, but SIGN is the code point of the mark that names its marks, and a chain of 0 is none.
SPAN_START, SPAN_END, INNER_START, INNER_END, DEPTH, REPAIRED, SIGN, CHAIN = range(8)
_MARKS = {ord(sign): marks for marks, signs in (("«»", "«»‹›"), ("“”", "“”„‟"), ("{}", "{}"), ("''", "‘’'"))
          for sign in signs}           # how they are named in the tables; else ""
_PAIRS = 1024                          # room at first for pairs of all readings of a paragraph
_ROOM = room(_PAIRS)                   # one is enough: what is compiled holds Python's lock
_TAB, _BLANK, _STOP, _CRY, _QUESTION, _ARABIC_QUESTION, _DOTS = map(ord, "\t .!?؟…")


class Span(NamedTuple):
    """One quotation: ``text[start:end]`` with the marks that are printed.

    ``inner_start``/``inner_end`` leave the marks and spaces out; ``repaired`` says that a mark was missing;
    ``chain`` numbers quotations that run over several paragraphs (None where they don't).
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int
    marks: str
    repaired: bool
    chain: int | None = None


_span_of = partial(tuple.__new__, Span)       # as Span._make, which takes three times as long


class Spans(Sequence):
    """Spans in order: as a sequence of Span, which are made when they are first asked for, and as ``table`` (int64).

    ``nested``: whether any of them lies within another.
    """

    def __init__(self, table, nested):
        self.table, self.nested = table, nested

    def __len__(self):
        return len(self.table)

    def __getitem__(self, place):
        return self._made[place]

    def __iter__(self):
        return iter(self._made)

    def __eq__(self, other):
        return self._made == list(other)

    @property
    def outermost(self):
        """Those that lie within no other."""
        return Spans(self.table[self.table[:, DEPTH] == 0], False) if self.nested else self

    @cached_property
    def _made(self):
        return [_span_of((start, end, inner_start, inner_end, depth, marks_of(sign), repaired == 1, chain or None))
                for start, end, inner_start, inner_end, depth, repaired, sign, chain in self.table.tolist()]


def marks_of(sign):
    """How the marks with this sign (a code point) are named in the tables."""
    return _MARKS.get(sign, '""')


def find_spans(events, pack):
    """All quotation spans of a text, sorted by start, -end.

    Parameters
    ----------
    events : Events
        The scan's, without those of boilerplate lines.
    pack : Pack

    Returns
    -------
    Spans
        Properly nested; none reaches over a line break.
    """
    text, table = events.text, events.table
    if MARK not in table[KIND]:
        return Spans(np.empty((0, CHAIN + 1), np.int64), False)
    letters, words = (text.codes, text.scanner.classes), (text.word_starts, text.word_ends, text.bits["pack"])
    spans = np.empty((2 * table.shape[1] + 1, CHAIN + 1), np.int64)
    pairs, tables = _PAIRS, _ROOM
    while True:
        count, nested = _spans(letters, words, table, signs_of(pack), pack.direction == "rtl", known_names(pack),
                               np.zeros((2, table.shape[1]), np.bool_), tables, spans)
        if count != NONE:
            return Spans(spans[:count], nested)
        pairs *= 2
        tables = room(pairs)


@compiled
def _spans(letters, words, events, signs, rtl, known, told, tables, spans):
    """Fill ``spans``, sorted; returns how many there are (at most two a mark; a row more is needed), and if any nest.

    ``told`` is filled, too: which marks stand behind a noun of names, and which open or close something. There are
    NONE where the ``tables`` (``pairing.room``) have not room enough.
    """
    count, chains, unfinished, names, used = 0, 0, NONE, told[0], told[1]
    first, start, number, pairs = 0, 0, events.shape[1], tables[3][1]
    while first < number:
        stop, marked = first, False
        while stop < number and events[KIND, stop] != BREAK:
            marked |= events[KIND, stop] == MARK
            stop += 1
        end = events[START, stop] if stop < number else len(letters[0])
        if marked:
            made = pair(letters, words, events, first, stop, signs, rtl, names, tables)
            if made == NONE:
                return NONE, False
            begin = count
            for place in range(made):
                used[max(pairs[place, OPENING], pairs[place, CLOSING])] = True
                used[max(pairs[place, OPENING], 0)] |= pairs[place, OPENING] != NONE
            for place in range(made):
                count = _span(letters, words, events, stop, end, pairs, place, names, used, known, spans, count)
            if unfinished != NONE:
                chain = spans[unfinished, CHAIN] if spans[unfinished, CHAIN] else chains + 1
                linked, count = _continue(letters, events, first, stop, start, spans, begin, count, unfinished, chain)
                if linked:
                    spans[unfinished, CHAIN], chains = chain, max(chains, chain)
            unfinished = _reaches_end(letters, end, spans, begin, count)
        elif stop > first:
            unfinished = NONE
        start = events[ENDS, stop] if stop < number else end
        first = stop + 1
    count, nested = _nested(spans, count), False
    for span in range(count):
        around = spans[span, DEPTH]
        spans[span, DEPTH] = 0 if around == NONE else spans[around, DEPTH] + 1
        nested |= around != NONE
    return count, nested


@inner
def _span(letters, words, events, stop, paragraph_end, pairs, place, names, used, known, spans, count):
    """Write the span of a pair, if there is something in it; returns how many spans there are."""
    opening, closing, limit = pairs[place, OPENING], pairs[place, CLOSING], pairs[place, LIMIT]
    start = events[ENDS, pairs[place, OPENER]] if opening == NONE else events[START, opening]
    inner_start = events[ENDS, pairs[place, OPENER]] if opening == NONE else events[ENDS, opening]
    after = stop if limit == NONE else limit        # the event behind the last that may stand in it
    if closing == NONE:
        latest = paragraph_end if limit == NONE else events[START, limit]
        inner_end = end = end_of_words(words, events, opening, after, limit, latest, names[opening], known)
    else:
        inner_end, end = events[START, closing], events[ENDS, closing]
    inner_start = _first_inside(letters, events, used, (pairs[place, OPENER] if opening == NONE else opening) + 1,
                                inner_start, inner_end)
    inner_end = _last_inside(letters, events, used, (after if closing == NONE else closing) - 1, inner_start, inner_end)
    if inner_start >= inner_end:
        return count
    spans[count, SPAN_START] = inner_start if opening == NONE else start
    spans[count, SPAN_END] = inner_end if closing == NONE else end
    spans[count, INNER_START], spans[count, INNER_END] = inner_start, inner_end
    spans[count, DEPTH], spans[count, CHAIN] = pairs[place, LEVEL], 0
    spans[count, SIGN] = events[VALUE, closing if opening == NONE else opening]
    spans[count, REPAIRED] = opening == NONE or closing == NONE
    return count + 1


@inner
def _first_inside(letters, events, used, index, place, stop):
    """The first place from ``place`` on with no space and no unused mark; ``index``: the first event that may be there."""
    while place < stop:
        while index < events.shape[1] and events[ENDS, index] <= place:
            index += 1
        if not (_is_space(letters, place) or _is_unused(events, used, index, place)):
            break
        place += 1
    return place


@inner
def _last_inside(letters, events, used, index, start, place):
    """As ``_first_inside``, backwards: where what stands before ``place`` ends."""
    while place > start:
        while index >= 0 and events[START, index] >= place:
            index -= 1
        if not (_is_space(letters, place - 1) or _is_unused(events, used, index, place - 1)):
            break
        place -= 1
    return place


@inner
def _is_space(letters, place):
    return (letters[1][letters[0][place]] & SPACE) != 0


@inner
def _is_unused(events, used, index, place):
    """Whether the event ``index`` is a mark at ``place`` that neither opens nor closes anything."""
    return 0 <= index < events.shape[1] and events[KIND, index] == MARK and not used[index] \
        and events[START, index] <= place < events[ENDS, index]


@inner
def _reaches_end(letters, end, spans, begin, count):
    """The quotation that is still open where its paragraph ends (and may go on in the next one), or NONE."""
    for span in range(begin, count):
        if not spans[span, REPAIRED] or spans[span, DEPTH] or spans[span, SPAN_START] == spans[span, INNER_START]:
            continue
        place = spans[span, SPAN_END]
        while place < end and _is_end(letters, place):
            place += 1
        if place == end:
            return span
    return NONE


@inner
def _is_end(letters, place):
    code = letters[0][place]
    return code == _TAB or code == _BLANK or code == _STOP or code == _CRY or code == _QUESTION \
        or code == _ARABIC_QUESTION or code == _DOTS


@inner
def _after_spaces(letters, place, stop):
    """The first place from ``place`` to ``stop`` where no space stands, or ``stop``."""
    while place < stop and _is_space(letters, place):
        place += 1
    return place


@inner
def _continue(letters, events, first, stop, start, spans, begin, count, before, chain):
    """Link ``before`` to this paragraph's quotation if it is opened anew, or closed here, at its start.

    Returns whether it is linked, and how many spans there are then.
    """
    opened = events[START, first]
    if events[KIND, first] == MARK and begin < count and spans[begin, SPAN_START] == opened \
            and _after_spaces(letters, start, opened) == opened:
        spans[begin, CHAIN] = chain
        return True, count
    for index in range(first, stop):
        if events[KIND, index] != MARK:
            continue
        mark_start, mark_end = events[START, index], events[ENDS, index]
        for span in range(begin, count):
            start_here, end_here = spans[span, SPAN_START], spans[span, SPAN_END]
            if start_here == mark_start or start_here == mark_end or end_here == mark_start or end_here == mark_end:
                return False, count
        inner = _after_spaces(letters, start, mark_start)
        if inner == mark_start:
            break
        for span in range(count, begin, -1):
            copy_rows(spans, span - 1, spans, span, 1)
        spans[begin, SPAN_START], spans[begin, SPAN_END] = inner, mark_end
        spans[begin, INNER_START], spans[begin, INNER_END] = inner, mark_start
        spans[begin, DEPTH], spans[begin, SIGN] = 0, spans[before, SIGN]
        spans[begin, REPAIRED], spans[begin, CHAIN] = 1, chain
        return True, count + 1
    return False, count


@inner
def _nested(spans, count):
    """Sort the spans, without those that cross the one before; returns how many there are.

    In DEPTH stands the row of the innermost span around, or NONE.
    """
    for place in range(1, count):
        copy_rows(spans, place, spans, count, 1)        # the row behind the last is free
        start, end = spans[count, SPAN_START], spans[count, SPAN_END]
        while place > 0 and (spans[place - 1, SPAN_START] > start
                             or spans[place - 1, SPAN_START] == start and spans[place - 1, SPAN_END] < end):
            copy_rows(spans, place - 1, spans, place, 1)
            place -= 1
        copy_rows(spans, count, spans, place, 1)
    kept, outer = 0, NONE
    for place in range(count):
        while outer != NONE and spans[outer, SPAN_END] <= spans[place, SPAN_START]:
            outer = spans[outer, DEPTH]
        if outer != NONE:
            if spans[place, SPAN_END] > spans[outer, SPAN_END]:
                continue
            if spans[place, SPAN_START] == spans[outer, INNER_START] and spans[place, SPAN_END] == spans[outer, INNER_END]:
                spans[outer, INNER_START] = spans[place, INNER_START]       # ««…»»: two marks for one
                spans[outer, INNER_END] = spans[place, INNER_END]
                continue
        copy_rows(spans, place, spans, kept, 1)
        spans[kept, DEPTH] = outer
        outer, kept = kept, kept + 1
    return kept

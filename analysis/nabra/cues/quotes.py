"""Quotation spans of one text: marks paired, lost marks repaired, paragraphs linked.

A mark that was opened and never closed ends where the words plainly end: a name after the name, a
statement before the sentence in which the writer speaks again, at the latest with its paragraph.
"""

from typing import NamedTuple

from nabra.cues.pairing import pair, word_before
from nabra.cues.scan import BREAK, COMMA, END, MARK, WORD_HIT
from nabra.text.read import words_in

LONGEST_NAME = 4     # words of a name whose closing mark was lost


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


def find_spans(text, events, pack, cue_keys):
    """All quotation spans of a text, sorted by start, -end.

    Parameters
    ----------
    text : str
    events : list of Event
        The scan's, without those of boilerplate lines.
    pack : Pack
    cue_keys : frozenset of str
        Keys of reporting verbs: a sentence that begins with one is the writer's again.

    Returns
    -------
    list of Span
        Properly nested; none reaches over a line break.
    """
    spans, unfinished, chains = [], None, 0
    for paragraph in _paragraphs(events, len(text)):
        if not paragraph.marked:
            unfinished = None
            continue
        pairs = pair(text, paragraph.events, pack, cue_keys)
        unused = _unused(paragraph, pairs)
        found = [_span(text, paragraph, one, pack, cue_keys, unused) for one in pairs]
        found = [span for span in found if span is not None]
        if unfinished is not None:
            found, linked = _continue(text, paragraph, found, unfinished, chains, pack)
            if linked:
                spans[spans.index(unfinished)] = unfinished._replace(chain=unfinished.chain or chains + 1)
                chains = max(chains, unfinished.chain or chains + 1)
        spans.extend(found)
        unfinished = _reaches_end(text, paragraph, found)
    return _nested(spans)


class _Paragraph(NamedTuple):
    start: int
    end: int
    events: list
    marked: bool     # there is a quotation mark among the events


def _paragraphs(events, length):
    """The events between line breaks, of the lines that have any."""
    start, inside, marked = 0, [], False
    for event in events:
        kind = event.kind
        if kind == BREAK:
            if inside:
                yield _Paragraph(start, event.start, inside, marked)
            start, inside, marked = event.end, [], False
        else:
            inside.append(event)
            if kind == MARK:
                marked = True
    if inside:
        yield _Paragraph(start, length, inside, marked)


def _unused(paragraph, pairs):
    """Offsets of marks that neither open nor close anything."""
    used = {index for one in pairs for index in (one.opening, one.closing)}
    return {
        place for index, event in enumerate(paragraph.events)
        if event.kind == MARK and index not in used for place in range(event.start, event.end)
    }


def _span(text, paragraph, one, pack, cue_keys, unused):
    events = paragraph.events
    if one.opening is None:
        start = inner_start = events[one.opener].end
    else:
        start, inner_start = events[one.opening].start, events[one.opening].end
    if one.closing is None:
        limit = paragraph.end if one.limit is None else events[one.limit].start
        inner_end = end = _repaired_end(text, paragraph, one, inner_start, limit, pack, cue_keys)
    else:
        inner_end, end = events[one.closing].start, events[one.closing].end
    while inner_start < inner_end and (text[inner_start].isspace() or inner_start in unused):
        inner_start += 1
    while inner_end > inner_start and (text[inner_end - 1].isspace() or inner_end - 1 in unused):
        inner_end -= 1
    if inner_start >= inner_end:
        return None
    if one.opening is None:
        start = inner_start
    if one.closing is None:
        end = inner_end
    sign = _pair_name(events, one)
    return Span(start, end, inner_start, inner_end, one.depth, sign, one.opening is None or one.closing is None)


def _repaired_end(text, paragraph, one, start, limit, pack, cue_keys):
    """Where a quotation without closing mark ends, at ``limit`` the latest."""
    events = paragraph.events
    inside = events[one.opening + 1:one.limit]
    if word_before(text, events[one.opening].start) in pack.name_nouns:
        return _name_end(text, start, limit, inside, pack)
    returns = [event for event in inside if event.kind == WORD_HIT and event.key in cue_keys]
    ends = [event for event in inside if event.kind == END]
    if one.limit is not None:
        near = [event for event in returns if events[one.limit].count - event.count <= 8]
        before = [event for event in ends if not near or event.start < near[0].start]
        if before:
            return before[-1].start
        return near[0].start if near else limit
    sentence_starts = {event.count + step for event in returns for step in (0, -1, -2)}
    told = next((end for end in ends if end.count in sentence_starts), None)
    return told.start if told else ends[-1].start if ends else limit


def _name_end(text, start, limit, inside, pack):
    """A name without closing mark: a known name, or what stands before the next stop."""
    stop = next((event.start for event in inside if event.kind in (END, COMMA)), limit)
    found = words_in(text, start, stop)
    for length in range(min(LONGEST_NAME, len(found)), 0, -1):
        if " ".join(key for _, _, key in found[:length]) in pack.known_names:
            return found[length - 1][1]
    if not found:
        return stop
    if stop == limit and found[-1][2] in pack.proclitics and len(found) > 1:
        found = found[:-1]
    return found[min(LONGEST_NAME, len(found)) - 1][1]


def _pair_name(events, one):
    """How the marks are named in the tables: «», “”, "", '', {}."""
    sign = events[one.opening if one.opening is not None else one.closing].key
    return {"«": "«»", "»": "«»", "‹": "«»", "›": "«»", "“": "“”", "”": "“”", "„": "“”", "‟": "“”",
            "{": "{}", "}": "{}", "‘": "''", "’": "''", "'": "''"}.get(sign, '""')


def _reaches_end(text, paragraph, found):
    """The quotation that is still open where its paragraph ends (and may go on in the next one)."""
    for span in found:
        rest = text[span.end:paragraph.end].strip(" \t.!?؟…")
        if span.repaired and span.depth == 0 and not rest and span.start < span.inner_start:
            return span
    return None


def _continue(text, paragraph, found, before, chains, pack):
    """Link ``before`` to this paragraph's quotation if it is opened anew, or closed here, at its start."""
    chain = before.chain or chains + 1
    first = paragraph.events[0]
    opening = text[paragraph.start:first.start].strip() == "" and first.kind == MARK
    if opening and found and found[0].start == first.start:
        return [found[0]._replace(chain=chain)] + found[1:], True
    used = {span.start for span in found} | {span.end for span in found}
    for event in paragraph.events:
        if event.kind != MARK:
            continue
        if event.start in used or event.end in used:
            break
        start = paragraph.start
        while start < event.start and text[start].isspace():
            start += 1
        if start == event.start:
            break
        return [Span(start, event.end, start, event.start, 0, before.marks, True, chain)] + found, True
    return found, False


def _nested(spans):
    """Sorted, without spans that cross the one before, and with depth as it really is."""
    kept, stack = [], []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        while stack and stack[-1].end <= span.start:
            stack.pop()
        if stack and span.end > stack[-1].end:
            continue
        if stack and (span.start, span.end) == (stack[-1].inner_start, stack[-1].inner_end):
            doubled = kept.index(stack[-1])      # ««…»»: two marks for one
            kept[doubled] = stack[-1] = stack[-1]._replace(inner_start=span.inner_start, inner_end=span.inner_end)
            continue
        span = span._replace(depth=len(stack))
        kept.append(span)
        stack.append(span)
    return kept

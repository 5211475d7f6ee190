"""Words whose speaker is named elsewhere: quotations that go on, signed ones, the lines of an interview."""

from bisect import bisect_right

from nabra.cues.clauses import Scope, in_place
from nabra.cues.line import DASHES, line_end
from nabra.text.segment import is_sentence_end

NAME = 6             # words of a signature at most
LABEL = 40           # characters of a speaker's name before an interview answer
SIGNATURE = 120      # characters after a quotation in which it may be signed
APART = 400          # characters between two quotations of one speaker at most


def carried(text, spans, scopes, pack):
    """Scopes for quotations that nobody's cue governs: signed ("…" — Jo Bell), or going on.

    A quotation goes on where its speaker has just been quoted in the same paragraph, or where whole
    paragraphs of quotation follow one another.

    Parameters
    ----------
    text : str
    spans : list of Span
    scopes : list of Scope
        Those that were found by cues.
    pack : Pack

    Returns
    -------
    list of Scope
        In the text's order of their cues; the given ones and the new ones (``carried`` is true for those).
    """
    scopes, made, before, place = in_place(scopes), [], None, 0
    for span in (span for span in spans if span.depth == 0):
        while place < len(scopes) and scopes[place].start < span.end:
            before = scopes[place]
            place += 1
        if _governed(span, scopes):
            continue
        scope = _signed(text, span, pack) or _going_on(text, span, before, pack)
        if scope is not None:
            made.append(scope)
            before = scope
    return sorted(scopes + made, key=lambda scope: (scope.cue_start, scope.start)) if made else scopes


def _governed(span, scopes):
    place = bisect_right(scopes, span.inner_start, key=lambda scope: scope.start)
    return any(scope.end > span.inner_start for scope in scopes[max(0, place - 6):place])


def _signed(text, span, pack):
    """The scope of "…" — Jo Bell, or None."""
    line = text[span.end:min(line_end(text, span.end), span.end + SIGNATURE)]
    after = line.lstrip()
    name = after.lstrip(DASHES + " ").rstrip(" .")
    if not name or after[0] not in DASHES or len(name.split()) > NAME:
        return None
    if not all(word[0].isupper() or not word[0].isalpha() for word in name.split()):
        return None
    start = span.end + line.index(after)
    return _spoken(span.inner_start, span.inner_end, name, text, start)


def _spoken(start, end, name, text, sign):
    """A direct scope whose only cue is the sign at ``sign``."""
    return Scope(start, end, text[sign], "neutral", "direct", name, sign, sign + 1, False, name)


def _going_on(text, span, before, pack):
    """The scope of a quotation whose speaker has just been quoted, or None."""
    if before is None or before.kind != "direct" or before.end > span.start:
        return None
    start = max(before.end, before.cue_end)
    if span.start - start > APART:
        return None
    between = text[start:span.start]
    tail = between.rstrip()
    if not tail or tail[-1] not in pack.ends and tail[-1] not in pack.marks:
        return None
    inside = tail.rstrip("".join(pack.ends))
    ends = (start + n for n, sign in enumerate(inside) if sign in pack.ends)
    if any(is_sentence_end(text, place, place + 1, pack) for place in ends):
        return None
    apart = "\n" in between
    if apart and (any(sign.isalnum() for sign in inside) or not _whole_paragraph(text, span)):
        return None
    return before._replace(start=span.inner_start, end=span.inner_end, carried=True)


def _whole_paragraph(text, span):
    start = text.rfind("\n", 0, span.start) + 1
    return not text[start:span.start].strip() and not text[span.end:line_end(text, span.end)].strip()


def interview_line(text, start, pack):
    """The scope of an interview's line that begins with a speaker's name in capitals (SMITH: …), or None.

    It reaches to the end of its line.
    """
    head, colon, _ = text[start:start + LABEL].partition(":")
    marks = "".join(pack.marks)
    name = head.strip(marks + " ")
    if not colon or not name.isupper() or len(name) < 3 or len(name.split()) > 3 or "\n" in head:
        return None
    begins = text[max(0, start - LABEL):start].rstrip(" \t" + marks)[-1:] in ("", "\n")
    if not begins or name.lower() in pack.order["headings"]:
        return None
    colon = start + len(head)
    begin, end = colon + 1, line_end(text, colon)
    while begin < end and text[begin].isspace():
        begin += 1
    return _spoken(begin, end, name, text, colon) if begin < end else None

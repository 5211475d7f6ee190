"""Words whose speaker is named elsewhere: quotations that go on after "…", he said; signed ones; interview lines."""

from bisect import bisect_right

from nabra.cues.clauses import Scope
from nabra.cues.line import DASHES

NAME = 6             # words of a signature at most
LABEL = 40           # characters of a speaker's name before an interview answer


def carried(text, spans, scopes, pack):
    """Scopes for quotations that nobody's cue governs: signed ("…" — Jo Bell), or going on from the one before.

    A quotation goes on where its speaker has just been quoted in the same paragraph, or where whole paragraphs
    of quotation follow one another.

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
    scopes = sorted(scopes)
    made, before = [], None
    place = 0
    for span in spans:
        if span.depth:
            continue
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
    line = text[span.end:].split("\n", 1)[0] if span.end < len(text) else ""
    after = line.lstrip()
    name = after.lstrip(DASHES + " ")
    if not after or after[0] not in DASHES or not name or len(name.split()) > NAME:
        return None
    if not all(word[0].isupper() or not word[0].isalpha() for word in name.split()):
        return None
    start = span.end + line.index(after)
    name = name.rstrip(" .")
    return Scope(span.inner_start, span.inner_end, after[0], "neutral", "direct", name, start, start + 1, False, name)


def _going_on(text, span, before, pack):
    """The scope of a quotation whose speaker has just been quoted, or None."""
    if before is None or before.kind != "direct" or before.end > span.start:
        return None
    between = text[max(before.end, before.cue_end):span.start]
    tail = between.rstrip()
    if not tail or tail[-1] not in pack.ends and not pack.marks.get(tail[-1]):
        return None
    paragraphs, inside = between.count("\n"), tail.strip("".join(pack.ends))
    if paragraphs and (_words_left(inside, pack) or not _whole_paragraph(text, span)):
        return None
    if any(sign in inside for sign in pack.ends):
        return None
    return before._replace(start=span.inner_start, end=span.inner_end, carried=True)


def _words_left(inside, pack):
    return any(sign.isalnum() for sign in inside)


def _whole_paragraph(text, span):
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    return not text[start:span.start].strip() and not text[span.end:end if end >= 0 else len(text)].strip()


def interview_line(text, start, pack):
    """The scope of an interview's line that begins with a speaker's name in capitals (SMITH: …), or None.

    It reaches to the end of its line.
    """
    head, colon, _ = text[start:start + LABEL].partition(":")
    marks = "".join(pack.marks)
    name = head.strip(marks + " ")
    begins = text[:start].rstrip(" \t" + marks)[-1:] in ("", "\n")
    if not colon or not begins or not name.isupper() or len(name) < 3 or len(name.split()) > 3 or "\n" in head:
        return None
    if name.lower() in pack.order["headings"]:
        return None
    start, end = start + len(head) + 1, text.find("\n", start)
    end = end if end >= 0 else len(text)
    begin = end - len(text[start:end].lstrip())
    return Scope(begin, end, ":", "neutral", "direct", name, start - 1, start, False, name) if begin < end else None

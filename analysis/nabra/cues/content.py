"""What a cue attributes in a language whose subject stands first: the words after it, before it, or both."""

from typing import NamedTuple

from nabra.cues.line import line_end

BETWEEN = 8        # words between a cue and its that (said in a statement on Monday that)
CLOSING = 5        # words of time and place behind the verb that closes a sentence
TRAILING = 14      # words after a cue that closes its sentence (…, he said in an interview on Monday)


class Piece(NamedTuple):
    """``text[start:end]`` with its kind, direct or indirect."""

    start: int
    end: int
    kind: str


def before(line, one, limit, pack):
    """The content before a cue that closes its clause ("…", he said; …, the ministry said on Monday)."""
    row, clause = line.words, one.subject.clause
    if one.cue.kind != "verb" or not limit < clause < len(row):
        return []
    if one.subject.loose:
        return _pieces_before(line, limit, clause)
    if row[clause].gap not in (",", "-", '"') or not _ends_there(line, one, limit, pack):
        return []
    start = limit
    while start < clause and start and not row[start].quoted and row[start].key in pack.order["joins"]:
        start += 1
    return _pieces_before(line, start, clause)


def _ends_there(line, one, limit, pack):
    """Does the content end before the cue: turned round (…, said X), or nothing of weight behind it?"""
    row, subject = line.words, one.subject
    behind = row[one.after] if one.after < len(row) else None
    if subject.bare:
        turned = subject.clause == one.at and one.cue.key in pack.order["inverting"]
        return turned and not (behind is not None and behind.key in pack.that)
    if not _closed(line, one, pack):
        return False
    quoted = row[subject.clause].gap == '"'
    return quoted or behind is None or not _adverbial(row, limit, subject.clause, pack)


def _adverbial(row, start, clause, pack):
    """Is what stands before the clause but an adverbial (Heading into the debate, In a statement)?"""
    order = pack.order
    first = row[start].key
    opens = first in order["places"] | order["opens"] or first.endswith(tuple(order["progressive"]))
    return opens and not any(row[n].gap == "," for n in range(start + 1, clause))


def _pieces_before(line, start, clause):
    row = line.words
    end = row[clause - 1].end
    if row[start].quoted and row[clause - 1].quoted:
        span = next(s for s in line.spans if s.start <= row[start].start < s.end)
        if row[clause - 1].start < span.end:
            return [Piece(span.inner_start, span.inner_end, "direct")]
    return [Piece(row[start].start, end, "indirect")]


def _closed(line, one, pack):
    """Does nothing of weight follow the cue in its clause?"""
    row, n = line.words, one.after
    if n >= len(row) or row[n].gap in (",", '"', "-", ")"):
        return True
    stop = next((k for k in range(n, len(row)) if row[k].gap in (",", '"', ":", "-")), len(row))
    thats = any(row[k].key in pack.that for k in range(n, min(len(row), n + BETWEEN)))
    if thats or stop - n > TRAILING:
        return False
    order = pack.order
    return row[one.subject.clause].gap == '"' or one.cue.key in order["addressed"] \
        or row[n].key in order["places"] | order["times"] | order["joins"]


def closes(line, after, pack):
    """Does the sentence end behind the cue, but for a few words of time or place?"""
    row = line.words
    return after >= len(row) or len(row) - after <= CLOSING and not row[after].gap \
        and row[after].key in pack.order["places"] | pack.order["times"] \
        and not any(word.quoted or word.key in pack.that for word in row[after:])


def following(line, one, rest, preceded, pack):
    """The content after a cue; ``preceded``: there is content before it."""
    row, n = line.words, one.after
    if n >= len(row):
        return [] if preceded else _next_paragraph(line, one)
    if one.cue.kind in ("object", "noun"):
        return _object(line, one, rest, pack)
    if preceded and not _goes_on(row, n, one, rest, pack):
        return []
    start = _start(line, n, one, pack)
    if row[start].key in pack.that and start + 1 < len(row):
        start += 1
    if row[start].gap == ":":
        return [Piece(row[start].start, line.end, "direct")]
    if row[start].quoted:
        return _quoted(line, start, rest, pack)
    end = clause_end(line, start, rest, pack)
    return [Piece(row[start].start, row[end - 1].end, "indirect")] if end > start else []


def _goes_on(row, n, one, rest, pack):
    """Does content that began before the cue go on behind it ("…", he said, "…")?"""
    if one.subject.bare and one.cue.key in pack.order["inverting"]:
        return False
    if row[n].gap == ",":
        return row[n].key not in pack.order["joins"] and not (rest and rest[0].at == n)
    return row[n].quoted


def _next_paragraph(line, one):
    """The paragraph after a line that ends with the cue and a colon (The minister added: ¶ We …)."""
    text, begin = line.text, line.end
    if text[one.cue.end:begin].strip() != ":" or text[begin:begin + 1] not in ("\n", "\r"):
        return []
    while begin < len(text) and text[begin].isspace():
        begin += 1
    end = line_end(text, begin)
    return [Piece(begin, end, "direct")] if begin < end else []


def _start(line, n, one, pack):
    """Where the content begins: at that, a colon or a mark that is near, else right after the cue."""
    row, order = line.words, pack.order
    addressed = one.cue.key in order["addressed"]
    if addressed or row[n].key in order["places"] | order["times"]:
        for k in range(n, min(len(row), n + BETWEEN + 1)):
            if row[k].key in pack.that or row[k].gap == ":" or row[k].quoted:
                return k
            if row[k].gap:
                break
    if addressed and n + 1 < len(row):
        return _past_addressee(row, n, pack)
    return n


def _past_addressee(row, n, pack):
    """He told [the court] he had left."""
    first = n
    if row[n].key in pack.order["determiners"]:
        n += 1
    n += 1
    while n < len(row) and row[n - 1].capital and row[n].capital and not row[n].gap:
        n += 1
    return n if n < len(row) and not row[n].gap else first


def _quoted(line, start, rest, pack):
    """A quotation right after the cue; where the clause goes on behind it, the whole clause."""
    row = line.words
    span = next(s for s in line.spans if s.start <= row[start].start < s.end)
    behind = line.at(span.end)
    end = clause_end(line, start, rest, pack)
    stopped = line.text[span.inner_end - 1] in ",.!?" or _comma_after(line, span.end)
    if behind < end and row[behind].gap == '"' and not stopped:
        return [Piece(span.inner_start, row[end - 1].end, "indirect")]
    return [Piece(span.inner_start, span.inner_end, "direct")]


def _comma_after(line, position):
    return line.text[position:position + 2].strip()[:1] in (",", ";")


def clause_end(line, start, rest, pack):
    """The number of the word before which indirect speech that begins at ``start`` ends."""
    row, order = line.words, pack.order
    taken = {_taken_from(line, other, pack) for other in rest if other.at > start}
    for n in range(start + 1, len(row)):
        if row[n].quoted:
            continue
        if n in taken or row[n].gap and row[n].key in pack.narrator_returns | order["asides"]:
            return n
    return len(row)


def _taken_from(line, other, pack):
    """Where a later cue of the sentence takes over, or None where it lies within the content before."""
    row, subject = line.words, other.subject
    if other.cue.kind == "source":
        return other.at if other.after < len(row) else None
    joins, gap = row[subject.clause].key in pack.order["joins"], bool(row[subject.clause].gap)
    if subject.bare:
        return subject.clause if gap or joins else None
    return subject.clause if gap and (joins or row[subject.clause].key in pack.narrator_returns) else None


def _object(line, one, rest, pack):
    """The object of a stance (wants to …, criticised …): up to the next comma or adverbial clause."""
    row, order, n = line.words, pack.order, one.after
    if row[n].gap and not row[n].quoted:
        return []
    if row[n].key in order["links"] and row[n].key not in order["infinitives"] and n + 1 < len(row):
        n += 1
    taken = {_taken_from(line, other, pack) for other in rest}
    end = n + 1
    while end < len(row) and (row[end].quoted or end not in taken and row[end].gap in ("", '"')
                              and row[end].key not in order["object_stops"]):
        end += 1
    if row[n].key in order["object_stops"] - pack.that:
        return []
    return [Piece(row[n].start, row[end - 1].end, "indirect")]


def after_source(line, one, rest, limit, pack):
    """According to the ministry, …; …, according to the ministry."""
    row = line.words
    comma = next((n for n in range(one.after + 1, len(row)) if row[n].gap in (",", '"')), None)
    joined = not row[one.at].gap and row[one.at - 1].gap == "," and row[one.at - 1].key in pack.order["joins"]
    if one.at <= 1 or joined:
        if comma is None:
            return []
        end = clause_end(line, comma, rest, pack)
        return [Piece(row[comma].start, row[end - 1].end, "indirect")]
    start = min(limit, one.at - 1)
    return _pieces_before(line, start, one.at)

"""What a cue attributes in a language whose subject stands first: the words after it, before it, or both."""

from typing import NamedTuple

from nabra.cues.subjects import is_helper

BETWEEN = 8        # words between a cue and its that (said in a statement on Monday that)
HEADLINE = 0.6     # share of capitalised words from which a line is a headline
TRAILING = 14      # words after a cue that closes its sentence (…, he said in an interview on Monday)


class Piece(NamedTuple):
    """``text[start:end]`` with its kind, direct or indirect."""

    start: int
    end: int
    kind: str


def is_cue(line, at, after, cue, pack):
    """Is the word a reporting verb or noun here, and not its homonym (a report, the planned strike)?"""
    row, order = line.words, pack.order
    following_word = row[after] if after < len(row) else None
    if cue.kind == "source":
        return following_word is not None
    linked = following_word is not None and not following_word.gap and following_word.key in pack.that | order["links"]
    if cue.kind == "noun":
        return linked
    if _in_name(row, at) or cue.key in order["bound"] and not _reports(row, after, pack):
        return False
    if cue.weak and not _complement_near(row, after, pack) and not _verbal(row, at, pack):
        return False
    if following_word is not None and following_word.key in order["joins"] and not following_word.gap and not row[at].gap:
        return False
    if cue.key.endswith(tuple(order["progressive"])) or not at:
        return True
    if row[at].gap:
        participle = row[at].gap == "," and cue.key.endswith(tuple(order["past"])) \
            and not any(word.gap == "," for word in row[1:at])     # a group, called X, …
        return not participle or cue.key in order["inverting"] or row[at - 1].quoted
    return not _attributive(row, at, pack) and (linked or not _passive(row, at, pack))


def as_noun(line, at, after, cue, pack):
    """The cue as a noun where it is one (his claim that …), else as it is."""
    row = line.words
    noun = cue.weak and at and not row[at].gap and _attributive(row, at, pack)
    return cue._replace(kind="noun", weak=False) if noun and after < len(row) and row[after].key in pack.that else cue


def _attributive(row, at, pack):
    """Does a determiner or a possessive make the word a noun or an adjective (the claims, Russia's demands)?"""
    return row[at - 1].key in pack.order["determiners"] or row[at - 1].key.endswith(tuple(pack.order["possessives"]))


def _passive(row, at, pack):
    verb = at - 1
    while verb and row[verb].key in pack.order["adverbs"] and not row[verb].gap:
        verb -= 1
    return row[verb].key in pack.passives


def _verbal(row, at, pack):
    """Does the word before show that a word which is also a noun is a verb here (she plans, would support)?"""
    if not at or row[at].gap:
        return False
    before_word, order = row[at - 1], pack.order
    if before_word.key in pack.pronouns | order["relatives"] or is_helper(before_word, pack):
        return True
    third = row[at].key.endswith(tuple(order["third"]))      # Moscow claims, but: experts claim
    return before_word.capital or before_word.key in order["joins"] if third else before_word.key.endswith(tuple(order["third"]))


def _complement_near(row, after, pack):
    return _reports(row, after, pack) or after < len(row) and row[after].key in pack.order["links"]


def _reports(row, after, pack):
    """Does that, a colon or a quotation follow the cue?"""
    return after < len(row) and (row[after].key in pack.that or row[after].quoted or row[after].gap == ":")


def _in_name(row, at):
    """Does the cue's capital letter make it part of a name (the Clean Power Plan) and not of a headline?"""
    if not at or not row[at].capital or not row[at - 1].capital and not row[at - 1].quoted:
        return False
    return sum(word.capital for word in row) < HEADLINE * len(row)


def before(line, one, limit, pack):
    """The content before a cue that closes its clause ("…", he said; …, the ministry said on Monday)."""
    row, subject = line.words, one.subject
    clause = subject.clause
    if one.cue.kind != "verb" or not 0 < clause < len(row) or clause <= limit or row[clause].gap not in (",", "-", '"'):
        return []
    inverted = subject.bare and clause == one.at and one.cue.key in pack.order["inverting"]
    if subject.bare and not inverted or not inverted and not _closed(line, one, pack):
        return []
    if subject.bare and one.after < len(row) and row[one.after].key in pack.that:
        return []
    if not row[clause].gap == '"' and one.after < len(row) and _adverbial(row, limit, clause, pack):
        return []
    start = limit
    while start < clause and start and not row[start].quoted and row[start].key in pack.order["joins"]:
        start += 1
    return _pieces_before(line, start, clause)


def _adverbial(row, start, clause, pack):
    """Is what stands before the clause but an adverbial (Heading into the debate, In a statement)?"""
    order = pack.order
    opens = row[start].key in order["places"] | order["opens"] or row[start].key.endswith(tuple(order["progressive"]))
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
    return row[one.subject.clause].gap == '"' or row[n].key in pack.order["places"] | pack.order["times"] | pack.order["joins"] or one.cue.key in pack.order["addressed"]


def following(line, one, rest, preceded, pack):
    """The content after a cue."""
    row, n = line.words, one.after
    if n >= len(row):
        return [] if preceded else _next_paragraph(line, one)
    if one.cue.kind in ("object", "noun"):
        return _object(line, one, rest, pack)
    if preceded and not (row[n].gap == "," or row[n].quoted):
        return []
    if preceded and row[n].gap == "," and (row[n].key in pack.order["joins"] or _cue_at(rest, n)):
        return []
    if one.subject.bare and one.cue.key in pack.order["inverting"] and preceded:
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


def _next_paragraph(line, one):
    """The paragraph after a line that ends with the cue and a colon (The minister added: ¶ We …)."""
    text, begin = line.text, line.end
    if text[one.cue.end:line.end].strip() != ":" or text[begin:begin + 1] not in ("\n", "\r"):
        return []
    begin += len(text[begin:]) - len(text[begin:].lstrip())
    end = text.find("\n", begin)
    end = end if end >= 0 else len(text)
    return [Piece(begin, end, "direct")] if begin < end else []


def _cue_at(rest, n):
    return bool(rest) and rest[0].at == n


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
    if subject.bare:
        return subject.clause if row[subject.clause].gap or row[subject.clause].key in pack.order["joins"] else None
    joins = row[subject.clause].key in pack.order["joins"] | pack.narrator_returns
    return subject.clause if joins and row[subject.clause].gap else None


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
    if one.at <= 1 or row[one.at].gap == "" and row[one.at - 1].key in pack.order["joins"] and row[one.at - 1].gap == ",":
        if comma is None:
            return []
        end = clause_end(line, comma, rest, pack)
        return [Piece(row[comma].start, row[end - 1].end, "indirect")]
    start = min(limit, one.at - 1)
    return _pieces_before(line, start, one.at)

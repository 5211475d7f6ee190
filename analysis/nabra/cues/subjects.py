"""Who is the subject of a verb that follows it: the words of the noun phrase, and whom they stand for."""

from typing import NamedTuple

LONGEST = 24       # words of a subject at most
LEAST_CLAUSE = 4   # words of a clause before a subject that no comma parts from it
LIST = 4           # words before a conjunction that joins two names of one subject


class Subject(NamedTuple):
    """The words ``first`` up to ``last`` of the line; ``clause`` is where the clause with them begins.

    ``bare``: the verb has no subject of its own (…, adding that; … and said). ``loose``: no sign parts
    it from the words before, which are the verb's content (The road was closed the mayor said).
    """

    first: int
    last: int
    clause: int
    bare: bool
    loose: bool = False


def subject_before(line, verb, floor, pack):
    """The subject of the verb at word ``verb``; words before ``floor`` belong to another clause.

    Returns
    -------
    Subject
        bare, with first = last, where the verb follows a comma or a conjunction.
    """
    row, order = line.words, pack.order
    last = _without_helpers(row, verb, floor, pack)
    touching = row[last].gap if last < len(row) else ""
    if verb == last > floor and row[verb].key.endswith(tuple(order["progressive"])) and not touching \
            and row[verb - 1].key in order["places"]:
        return Subject(verb - 1, verb - 1, verb - 1, True)      # by saying that
    if last > floor and touching in (",", "-") and not _shares(row[last:verb + 1], order):
        apposed = _apposed(line, last, floor, pack)
        if apposed is not None:
            return apposed
    parted = touching in (",", "-", '"', ":")
    if last <= floor or parted or row[last - 1].key in order["joins"] | order["opens"]:
        clause = last - 1 if last > floor and row[last - 1].key in order["joins"] else last
        return Subject(clause, clause, clause, True)
    first = _first_word(row, last, floor, pack)
    return Subject(_past_openers(row, first, last, pack), last, _clause(row, first, floor, pack), False)


def loose_subject(line, subject, pack):
    """The last noun phrase of ``subject`` where a clause may stand before it, else ``subject``.

    For outlets that print no comma before the closing verb: the phrase begins at the last determiner or
    pronoun, or where its capital letters begin.
    """
    row, first = line.words, subject.last - 1
    starts = pack.order["articles"] | pack.pronouns
    while first > subject.first and row[first].key not in starts and subject.last - first < LONGEST // 2:
        before = row[first - 1]
        if row[first].capital and not before.capital and before.key not in starts | pack.order["within"]:
            break
        first -= 1
    if first - subject.first < LEAST_CLAUSE or any(word.gap for word in row[subject.first + 1:subject.last]):
        return subject
    return Subject(first, subject.last, first, False, True)


def main_subject(line, pack):
    """The subject of a sentence's first clause, for verbs that share it: its first name or noun phrase."""
    row, order = line.words, pack.order
    first = _past_openers(row, 0, len(row), pack)
    comma = next((n for n in range(first, min(len(row), first + 12)) if row[n].gap == "," and n), None)
    if comma is not None and row[first].key in order["places"] | order["opens"]:
        first = _past_openers(row, comma, len(row), pack)
    if first >= len(row):
        return None
    stop = first + 1
    while stop < min(len(row), first + LIST) and not row[stop].gap and row[stop].key not in order["helpers"]:
        named = row[stop - 1].capital and not row[stop].capital and stop - first > 1
        if named or row[first].key in pack.pronouns:
            break
        stop += 1
    return Subject(first, stop, first, False)


def _without_helpers(row, verb, floor, pack):
    """Where the subject ends: before auxiliaries, adverbs and the like that stand before the verb."""
    last = verb
    while last > floor and is_helper(row[last - 1], pack) and (last == verb or row[last].gap in ("", ",")):
        if row[last].gap == "," and row[last - 1].key not in pack.order["adverbs"]:
            break
        last -= 1
    return last


def is_helper(word, pack):
    """Is the word one that stands between a subject and its verb: an auxiliary or an adverb?"""
    endings = pack.order["adverb_endings"]
    adverb = not word.capital and len(word.key) > 4 and word.key.endswith(tuple(endings))
    return not word.quoted and (adverb or word.key in pack.order["helpers"] | pack.order["adverbs"])


def _shares(words, order):
    """Is the verb a participle, which takes the subject of the clause before it (…, adding)?"""
    return words[0].key.endswith(tuple(order["progressive"]))


def _apposed(line, last, floor, pack):
    """X, head of Y, said: the subject begins before the comma that opens the apposition."""
    row = line.words
    earliest = max(floor, last - LONGEST)
    opening = next((n for n in range(last - 1, earliest, -1) if row[n].gap in (",", "-")), None)
    if opening is None or any(word.quoted for word in row[opening:last]):
        return None
    first = _first_word(row, opening, floor, pack)
    if first >= opening or row[first].quoted:
        return None
    if row[first].gap == "," and first - 1 > floor and not row[first].capital and not row[first - 1].quoted:
        first = _first_word(row, first, floor, pack)        # X, head of Y, a friend of Z, said
    begin = _past_openers(row, first, opening, pack)
    if row[begin].key in pack.order["places"]:
        return None
    return Subject(begin, last, _clause(row, first, floor, pack), False)


def _first_word(row, last, floor, pack):
    """Going back from ``last``: the first word of the noun phrase that ends there."""
    order, first = pack.order, last - 1
    brackets = 1 if last < len(row) and row[last].gap == ")" else 0
    bounds = order["joins"] | order["opens"] | order["relatives"] | pack.that
    while first > floor and last - first < LONGEST:
        if row[first].key in order["relatives"]:
            break
        if row[first].gap == ")":
            brackets += 1
        elif row[first].gap == "(" and brackets:
            brackets -= 1
        elif row[first].gap:
            break
        previous = row[first - 1]
        if previous.quoted or previous.key in bounds and not _joined_names(row, first - 1, floor, order):
            break
        first -= 1
    return first


def _joined_names(row, join, floor, order):
    """Does the conjunction join two names (Obama and Clinton said) and not two clauses?"""
    if row[join].key not in order["joins"] or row[join].gap or not row[join + 1].capital:
        return False
    first = join
    while first > floor and not row[first].gap and join - first < LIST and row[first - 1].capital:
        first -= 1
    return first < join and (first == 0 or first == floor or bool(row[first].gap))


def _past_openers(row, first, last, pack):
    """Without a conjunction or adverb at its head (But the minister, Still he)."""
    openers = pack.order["joins"] | pack.order["opens"] | pack.order["adverbs"]
    while first < last - 1 and row[first].key in openers:
        first += 1
    return first


def _clause(row, first, floor, pack):
    """Where the clause begins: with the conjunctions right before its subject."""
    openers = pack.order["joins"] | pack.order["opens"]
    while first > floor and not row[first].gap and row[first - 1].key in openers:
        first -= 1
    return first


def antecedent(line, relative, pack):
    """The phrase that who or which stands for, or None."""
    if relative == 0:
        return None
    first = _past_openers(line.words, _first_word(line.words, relative, 0, pack), relative, pack)
    return line.cut(first, relative) if first < relative else None


def possessor(line, noun, pack):
    """The owner of a noun that reports (the minister's claim that, his claim that), or None."""
    row, last = line.words, noun
    while last > 0 and not row[last].gap and noun - last < 2 and not _owns(row[last - 1], pack):
        last -= 1
    if last == 0 or row[last].gap or not _owns(row[last - 1], pack):
        return None
    if row[last - 1].key in pack.pronouns:
        return Subject(last - 1, last, last - 1, False)
    first = _past_openers(row, _first_word(row, last, 0, pack), last, pack)
    return Subject(first, last, first, False)


def _owns(word, pack):
    return word.key in pack.order["owners"] or word.key.endswith(tuple(pack.order["possessives"]))


def phrase_from(line, first, pack):
    """The noun phrase that begins at word ``first`` (said the minister; according to X), or None."""
    row, last = line.words, first
    stops = pack.phrase_stops | pack.order["relatives"] | pack.order["opens"] | pack.that
    while last < min(len(row), first + LONGEST) and row[last].key not in stops and not row[last].quoted \
            and (last == first or row[last].gap in ("", "(", ")")):
        if row[last].key in pack.order["joins"] and not (last + 1 < len(row) and row[last + 1].capital):
            break
        last += 1
    return Subject(first, last, first, False) if last > first else None

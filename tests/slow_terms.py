"""The search for a codebook's terms over a list of events, word by word: slow, and short enough to be read."""

from nabra.cues.nearby import LONGEST
from nabra.cues.scan import APART, BREAK, END, WORD_HIT


def by_first_word(terms):
    """By key the terms that the word may begin, in the codebook's order."""
    found = {}
    for term in terms:
        for key in term.words[0]:
            found.setdefault(key, []).append(term)
    return found


def matches(text, events, terms, article):
    """(start, end, term, resolved) of each term and exclude in ``text``, as ``find_mentions`` with excludes has them.

    ``terms``: of ``by_first_word``. ``article``: a list of events for each part of the whole article.
    """
    article = [_hits(events) for events in article]
    hits, at, found = _hits(events), 0, []
    while at < len(hits):
        best = _best(text, hits, at, terms.get(hits[at][0].key, ()), article)
        if best is None:
            at += 1
        else:
            term, resolved = best
            found.append((hits[at][0].start, hits[at + len(term.words) - 1][0].end, term, resolved))
            at += len(term.words)
    return found


def _hits(events):
    """The words among the events, each with the number of its sentence; a line's end ends a sentence, too."""
    found, sentence = [], 0
    for event in events:
        if event.kind == WORD_HIT:
            found.append((event, sentence))
        elif event.kind in (END, BREAK):
            sentence += 1
    return found


def _best(text, hits, at, terms, article):
    """The longest term at ``at`` that is kept out by nothing, of these the first whose requirement is met."""
    standing = [term for term in sorted(terms, key=lambda term: -len(term.words)) if _stands(hits, at, term.words) and _joined(text, hits, at, len(term.words))
                and (not term.exact or _printed(text, hits, at, len(term.words)) in term.surfaces)
                and not any(_kept_out(one, hits, at, len(term.words), article) for one in term.nots)]
    met = [term for term in standing if term.requires is None or _met(term.requires, hits, at, len(term.words), article)]
    length = len(standing[0].words) if standing else 0
    if met and len(met[0].words) == length:
        return met[0], True
    return (standing[0], False) if standing else None


def _stands(hits, at, words):
    return at + len(words) <= len(hits) and all(
        hits[at + step][0].key in keys and hits[at + step][0].count == hits[at][0].count + step
        for step, keys in enumerate(words))


def _joined(text, hits, at, length):
    return all(_follows(text, hits[step - 1][0], hits[step][0]) for step in range(at + 1, at + length))


def _follows(text, before, word):
    """Nothing but space, a hyphen or marks between the two, or brackets round one of them."""
    between = text[before.end:word.start].strip()
    return word.link != APART or between == "(" and text[word.end:word.end + 1] == ")" \
        or between == ")" and text[max(0, before.start - 1):before.start] == "("


def _printed(text, hits, at, length):
    return " ".join(text[hit.start:hit.end] for hit, _ in hits[at:at + length])


def _near(condition, hits, at, length):
    """First and last hit (half-open) of those that the condition looks at."""
    before, after = (condition.before, condition.after) if condition.scope == "words" else (LONGEST, LONGEST)
    least, most = hits[at][0].count - before, hits[at + length - 1][0].count + after
    near = [place for place, (hit, sentence) in enumerate(hits)
            if sentence == hits[at][1] and least <= hit.count <= most or at <= place < at + length]
    return near[0], near[-1] + 1


def _count(hits, phrases, low=0, high=None):
    """At how many places from ``low`` on one of the phrases stands and ends before ``high``."""
    high = len(hits) if high is None else high
    return sum(any(place + len(phrase) <= high and _stands(hits, place, phrase) for phrase in phrases)
               for place in range(low, high))


def _kept_out(condition, hits, at, length, article):
    if condition.scope == "article":
        return any(_count(part, condition.any) for part in article)
    low, high = _near(condition, hits, at, length)
    return _count(hits, condition.any, low, at) + _count(hits, condition.any, at + length, high) > 0


def _met(condition, hits, at, length, article):
    low, high = _near(condition, hits, at, length)
    some, against = (_count(hits, phrases, low, high) for phrases in (condition.any, condition.against))
    if condition.scope == "article" and some == against:
        some, against = (sum(_count(part, phrases) for part in article)
                         for phrases in (condition.any, condition.against))
    return some > against

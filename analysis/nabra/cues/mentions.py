"""Codebook terms in a text: the longest match wins, and each match carries its voice.

A term is a sequence of positions, each a set of accepted word keys. Words of one term follow each
other with nothing but space, a hyphen or quotation marks between them («تنظيم "الدولة الإسلامية"»).
"""

from typing import NamedTuple

from nabra.cues.scan import APART, WORD_HIT


class Match(NamedTuple):
    """A codebook term at ``text[start:end]``."""

    start: int
    end: int
    concept: str
    variant: str


def term_index(terms):
    """Terms by each key of their first position: the longest first, then the codebook's order.

    Parameters
    ----------
    terms : iterable of Term

    Returns
    -------
    dict of str -> tuple of Term
    """
    index = {}
    for term in terms:
        for key in term.words[0]:
            index.setdefault(key, []).append(term)
    return {key: tuple(sorted(found, key=lambda term: -len(term.words))) for key, found in index.items()}


def wanted_keys(terms):
    """All word keys that any position of any term accepts."""
    return frozenset(key for term in terms for position in term.words for key in position)


def find_mentions(text, events, index):
    """The codebook's terms in ``text``, in order; no word belongs to two.

    Exclude phrases (terms without concept) swallow what they cover and are not returned.

    Parameters
    ----------
    text : str
    events : list of Event
    index : dict
        ``term_index`` of the codebook's terms.

    Returns
    -------
    list of Match
    """
    hits = [event for event in events if event.kind == WORD_HIT]
    found, at = [], 0
    while at < len(hits):
        term = next((term for term in index.get(hits[at].key, ()) if _matches(text, hits, at, term)), None)
        if term is None:
            at += 1
            continue
        if term.concept is not None:
            last = hits[at + len(term.words) - 1]
            found.append(Match(hits[at].start, last.end, term.concept, term.variant))
        at += len(term.words)
    return found


def _matches(text, hits, at, term):
    length = len(term.words)
    if at + length > len(hits):
        return False
    for step in range(1, length):
        hit = hits[at + step]
        if hit.count != hits[at].count + step or hit.link == APART or hit.key not in term.words[step]:
            return False
    if term.exact:
        printed = " ".join(text[hit.start:hit.end] for hit in hits[at:at + length])
        return printed in term.surfaces
    return True

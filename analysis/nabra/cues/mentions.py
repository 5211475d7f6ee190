"""Codebook terms in a text: the longest match wins, and what stands near it may be asked for.

A term is a sequence of positions, each a set of accepted word keys. Words of one term follow each
other with nothing but space, a hyphen or quotation marks between them («تنظيم "الدولة الإسلامية"»); one
word of a term may stand alone in brackets: the Islamic State (IS) group.
"""

from typing import NamedTuple

from nabra.cues.codebook_types import Term
from nabra.cues.nearby import Nearby
from nabra.cues.scan import APART, WORD_HIT


class Match(NamedTuple):
    """A codebook term at ``text[start:end]``; ``resolved``: what it requires beside it is there."""

    start: int
    end: int
    term: Term
    resolved: bool

    @property
    def concept(self):
        """The id of the term's concept."""
        return self.term.concept

    @property
    def variant(self):
        """The id of the term's variant."""
        return self.term.variant


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


def wanted_keys(codebook):
    """All word keys that any position of any term, or of any condition, accepts."""
    asked = [term.words for term in codebook.terms]
    asked += [phrase for one in codebook.conditions for phrase in (*one.any, *one.against)]
    return frozenset(key for words in asked for position in words for key in position)


def find_mentions(text, events, index, topic=None, excludes=False):
    """The codebook's terms in ``text``, in order; no word belongs to two.

    Exclude phrases (terms without concept) swallow what they cover and are not returned. Of terms of one
    length the first counts whose conditions are met; where none is, the first that is kept out by none.

    Parameters
    ----------
    text : str
    events : list of Event
    index : dict
        ``term_index`` of the codebook's terms in the text's language.
    topic : nearby.Topic, optional
        Of the whole article; by default the text is the article.
    excludes : bool
        Return what the excludes cover, too.

    Returns
    -------
    list of Match
    """
    hits = [event for event in events if event.kind == WORD_HIT]
    near, found, free = Nearby(events, hits, topic), [], 0
    for at, hit in enumerate(hits):
        if hit.key not in index or at < free:
            continue
        term, resolved = _best(text, hits, at, index[hit.key], near)
        if term is None:
            continue
        free = at + len(term.words)
        if term.concept is not None or excludes:
            found.append(Match(hit.start, hits[free - 1].end, term, resolved))
    return found


def _best(text, hits, at, terms, near):
    """The term that takes the words at ``at``, and whether its referent is resolved."""
    open_one, following = None, hits[at + 1].key if at + 1 < len(hits) else None
    for term in terms:
        if open_one is not None and len(term.words) < len(open_one.words):
            break
        if len(term.words) > 1 and following not in term.words[1] or not _matches(text, hits, at, term):
            continue
        if term.nots and any(near.kept_out(one, at, len(term.words)) for one in term.nots):
            continue
        if term.requires is None or near.met(term.requires, at, len(term.words)):
            return term, True
        open_one = open_one or term
    return open_one, False


def _matches(text, hits, at, term):
    length = len(term.words)
    if at + length > len(hits):
        return False
    for step in range(1, length):
        hit = hits[at + step]
        if hit.count != hits[at].count + step or hit.key not in term.words[step]:
            return False
        if hit.link == APART and not _bracketed(text, hits, at + step):
            return False
    if term.exact:
        printed = " ".join(text[hit.start:hit.end] for hit in hits[at:at + length])
        return printed in term.surfaces
    return True


def _bracketed(text, hits, at):
    """Whether a bracket round one word is all that parts the word at ``at`` from the one before: State (IS) group."""
    before, hit = hits[at - 1], hits[at]
    between = text[before.end:hit.start].strip()
    if between == "(":
        return text[hit.end:hit.end + 1] == ")"
    return between == ")" and text[max(0, before.start - 1):before.start] == "("

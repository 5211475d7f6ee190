"""Codebook terms in a text: the longest match wins, and what stands near it may be asked for.

A term is a sequence of positions, each a set of accepted word keys. Words of one term follow each
other with nothing but space, a hyphen or quotation marks between them («تنظيم "الدولة الإسلامية"»); one
word of a term may stand alone in brackets: the Islamic State (IS) group.
"""

from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from nabra.cues.codebook_types import Term
from nabra.cues.compiled_terms import H_END, H_START
from nabra.cues.nearby import Nearby, Topic


class Match(NamedTuple):
    """A codebook term at ``text[start:end]``; ``resolved``: what it requires beside it is there.

    first, behind : places among the text's words: of its first, and of the one behind its last
    """

    start: int
    end: int
    first: int
    behind: int
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


def wanted_keys(codebook):
    """All word keys that any position of any term, or of any condition, accepts."""
    asked = [term.words for term in codebook.terms]
    asked += [phrase for one in codebook.conditions for phrase in (*one.any, *one.against)]
    return frozenset().union(*{position for words in asked for position in words})


def find_mentions(events, index, topic=None, excludes=False):
    """The codebook's terms in a text, in order; no word belongs to two.

    Exclude phrases (terms without concept) swallow what they cover and are not returned. Of terms of one
    length the first counts whose conditions are met; where none is, the first that is kept out by none.

    Parameters
    ----------
    events : Events
        Of a scanner with the column ``term_index.COLUMN`` (``index.column``).
    index : term_index.Index
        Of the codebook's terms in the text's language.
    topic : nearby.Topic, optional
        Of the whole article; by default the text is the article.
    excludes : bool
        Return what the excludes cover, too.

    Returns
    -------
    list of Match
    """
    hits = index.hits(events)
    near, found, free = Nearby(hits, index, topic or Topic([events])), [], 0
    for at, standing in groupby(index.standing(hits, events.text), itemgetter(0)):
        if at < free:
            continue
        best = _best(standing, index.terms, hits, events.text, near)
        if best is None:
            continue
        free = at + len(best.term.words)
        if best.term.concept is not None or excludes:
            found.append(best)
    return found


def _best(standing, terms, hits, text, near):
    """Of the terms that stand at one hit (rows of ``compiled_terms.terms_at``) the Match that takes the words, or None."""
    open_one = None
    for at, number, *place in standing:
        term = terms[number]
        length = len(term.words)
        if open_one is not None and length < len(open_one.term.words):
            break
        if term.exact and _printed(text, hits[:, at:at + length]) not in term.surfaces:
            continue
        if term.nots and any(near.kept_out(one, at, length) for one in term.nots):
            continue
        if term.requires is None or near.met(term.requires, at, length):
            return Match(*place, term, True)
        open_one = open_one or Match(*place, term, False)
    return open_one


def _printed(text, hits):
    """The words as printed, joined by single spaces."""
    return " ".join(text[start:end] for start, end in hits[[H_START, H_END]].T.tolist())

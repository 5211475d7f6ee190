"""Codebook terms in a text: the longest match wins, and what stands near it may be asked for.

A term is a sequence of positions, each a set of accepted word keys. Words of one term follow each
other with nothing but space, a hyphen or quotation marks between them («تنظيم "الدولة الإسلامية"»); one
word of a term may stand alone in brackets: the Islamic State (IS) group.
"""

from functools import partial
from typing import NamedTuple

import numpy as np

from nabra.cues.codebook_types import Term
from nabra.cues.compiled_terms import (
    H_END, H_KIND, H_START, H_WORD, HIT_ROWS, joined, length_at, printed, word_hits,
)
from nabra.cues.nearby import kept_out, met
from nabra.cues.term_index import COLUMN, NAMED, NOT, NOT_END, PRINTED, PRINTED_END, REQUIRES
from nabra.text.compiled import compiled, inner

TERM, PLACE, PLACE_END, WORD, BEHIND, RESOLVED = range(6)      # columns of a table of matches
MATCH_COLUMNS = 6
ITSELF = -1         # in place of a number of hits: the text is the article


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


_match = partial(tuple.__new__, Match)      # as Match._make, which takes three times as long


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
    numbers, *places, resolved = matches(events, index, topic, excludes).T.tolist()
    terms = map(index.terms.__getitem__, numbers)
    return list(map(_match, zip(*places, terms, map(bool, resolved))))


def matches(events, index, topic=None, excludes=False):
    """As ``find_mentions``: a table, a row a match (its term, start, end, first word, the word behind, resolved)."""
    text, room = events.text, len(events)
    hits, found = np.empty((HIT_ROWS, room + 1), np.int32), np.empty((room, MATCH_COLUMNS), np.int32)
    article = (hits, ITSELF) if topic is None else topic.hits(index)
    return found[:_matches(events.table, text.bits[COLUMN], hits, *article, text.codes, text.scanner.classes, index.held,
                           index.phrases, index.conditions, excludes, found)]


@compiled
def _matches(events, kinds, hits, article, article_count, codes, signs, held, phrases, conditions, excludes, found):
    """Fill ``hits``, and ``found``; return how many there are. ``article``: the hits of the whole article, if not ITSELF."""
    begins, numbers, sets, terms, nots, places, letters = phrases
    hit_count = word_hits(events, kinds, hits, 0)
    if article_count == ITSELF:
        article_count = hit_count
    at = count = 0
    while at < hit_count:
        best, longest, resolved = 0, 0, False
        for number in range(begins[hits[H_KIND, at]], begins[hits[H_KIND, at] + 1]):
            term = numbers[number]
            length = length_at(hits, at, sets, term, held)
            if length == 0 or not joined(hits, at, length, codes, signs):
                continue
            if length < longest:
                break
            if terms[term, PRINTED] >= 0 and not _as_printed(hits, at, length, codes, letters, places, terms, term):
                continue
            kept = False
            for one in range(terms[term, NOT], terms[term, NOT_END]):
                kept = kept or kept_out(nots[one], hits, at, length, article, article_count, held, conditions)
            if kept:
                continue
            required = terms[term, REQUIRES]
            resolved = required < 0 or met(required, hits, at, length, article, article_count, held, conditions)
            if resolved or not longest:
                best, longest = term, length
            if resolved:
                break
        if longest and (excludes or terms[best, NAMED]):
            last = at + longest - 1
            found[count, TERM], found[count, PLACE], found[count, PLACE_END] = best, hits[H_START, at], hits[H_END, last]
            found[count, WORD], found[count, BEHIND], found[count, RESOLVED] = hits[H_WORD, at], hits[H_WORD, last] + 1, resolved
            count += 1
        at += max(longest, 1)
    return count


@inner
def _as_printed(hits, at, length, codes, letters, places, terms, term):
    """Whether the words are printed in one of the ways of the term."""
    for one in range(terms[term, PRINTED], terms[term, PRINTED_END]):
        if printed(hits, at, length, codes, letters, places[one], places[one + 1]):
            return True
    return False

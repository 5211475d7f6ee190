"""What stands near a term: the words that a codebook's ``not`` and ``requires`` ask for.

Only words that the scan was asked for are seen; a condition's words are among them. Compiled: the tables of a
codebook's conditions are those of ``term_index.Index.conditions``.
"""

from nabra.cues.compiled_terms import H_COUNT, H_KIND, H_SENTENCE, length_at
from nabra.text.compiled import inner

LONGEST = 100       # words of a sentence that are seen on each side: some texts have no stops
BEFORE, AFTER, ARTICLE = range(3)       # columns of a table of conditions: words on each side; is the article asked?
ANY, AGAINST = range(2)                 # what a condition looks for, and what speaks against it
SIDES = 2


class Topic:
    """What a whole article speaks of, title and text together: the words in it that a codebook asks for.

    Parameters
    ----------
    parts : list of Events
    """

    def __init__(self, parts):
        self._parts, self._hits = parts, None

    def hits(self, index):
        """Those of all parts (``index.hits``), found once."""
        if self._hits is None:
            self._hits = index.hits(self._parts)
        return self._hits


@inner
def kept_out(condition, hits, at, length, article, count, held, conditions):
    """Whether a word that the condition forbids stands near the term of ``length`` hits at ``at``.

    ``article``: the table of hits of the whole article; ``count``: how many those are.
    """
    ranges, begins, numbers, phrases, sides = conditions
    asked = SIDES * condition + ANY
    if ranges[condition, ARTICLE]:
        return _standing(article, 0, count, asked, held, begins, numbers, phrases, sides) > 0
    low, high = _around(hits, at, length, ranges[condition, BEFORE], ranges[condition, AFTER])
    return _standing(hits, low, at, asked, held, begins, numbers, phrases, sides) > 0 \
        or _standing(hits, at + length, high, asked, held, begins, numbers, phrases, sides) > 0


@inner
def met(condition, hits, at, length, article, count, held, conditions):
    """Whether more of the words that the condition asks for stand there than of those against it."""
    ranges, begins, numbers, phrases, sides = conditions
    low, high = _around(hits, at, length, ranges[condition, BEFORE], ranges[condition, AFTER])
    asked, against = SIDES * condition + ANY, SIDES * condition + AGAINST
    more = _standing(hits, low, high, asked, held, begins, numbers, phrases, sides) \
        - _standing(hits, low, high, against, held, begins, numbers, phrases, sides)
    if more == 0 and ranges[condition, ARTICLE]:
        more = _standing(article, 0, count, asked, held, begins, numbers, phrases, sides) \
            - _standing(article, 0, count, against, held, begins, numbers, phrases, sides)
    return more > 0


@inner
def _around(hits, at, length, before, after):
    """First and last hit (half-open) of the sentence round ``length`` hits, ``before`` and ``after`` words at most."""
    low, high, sentence = at, at + length, hits[H_SENTENCE, at]
    least, most = hits[H_COUNT, at] - before, hits[H_COUNT, high - 1] + after
    while low > 0 and hits[H_SENTENCE, low - 1] == sentence and hits[H_COUNT, low - 1] >= least:
        low -= 1
    while hits[H_SENTENCE, high] == sentence and hits[H_COUNT, high] <= most:
        high += 1
    return low, high


@inner
def _standing(hits, low, high, asked, held, begins, numbers, phrases, sides):
    """At how many of the hits from ``low`` on a phrase of the side ``asked`` begins that ends before ``high``."""
    count = 0
    for at in range(low, high):
        for place in range(begins[hits[H_KIND, at]], begins[hits[H_KIND, at] + 1]):
            phrase = numbers[place]
            if sides[phrase] == asked and 0 < length_at(hits, at, phrases, phrase, held) <= high - at:
                count += 1
                break
    return count

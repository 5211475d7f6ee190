"""What stands near a term: the words that a codebook's ``not`` and ``requires`` ask for.

Only words that the scan was asked for are seen; a condition's words are among them.
"""

from nabra.cues.compiled_terms import around

LONGEST = 100       # words of a sentence that are seen on each side: some texts have no stops


class Nearby:
    """The hits of one text with their sentences.

    Parameters
    ----------
    hits : 2-d int32 array
        ``index.hits`` of the text's events.
    index : term_index.Index
    topic : Topic
        Of the whole article.
    """

    def __init__(self, hits, index, topic):
        self._hits, self._index, self._topic = hits, index, topic

    def kept_out(self, condition, at, length):
        """Whether a word that ``condition`` forbids stands near the term of ``length`` hits at ``at``."""
        if condition.scope == "article":
            return self._topic.counts(condition, self._index)[0] > 0
        low, high = self._range(condition, at, length)
        forbidden, _ = self._index.conditions[condition]
        return any(self._index.within(self._hits, *side, forbidden) for side in ((low, at), (at + length, high)))

    def met(self, condition, at, length):
        """Whether more of the words that ``condition`` asks for stand there than of those against it."""
        low, high = self._range(condition, at, length)
        some, against = (self._index.within(self._hits, low, high, phrases)
                         for phrases in self._index.conditions[condition])
        if condition.scope == "article" and some == against:
            some, against = self._topic.counts(condition, self._index)
        return some > against

    def _range(self, condition, at, length):
        """First and last hit (half-open) of the sentence, or of the words on each side within it."""
        sides = (condition.before, condition.after) if condition.scope == "words" else (LONGEST, LONGEST)
        return around(self._hits, at, length, *sides)


class Topic:
    """What a whole article speaks of, title and text together: counts of a condition's words, when asked for.

    Parameters
    ----------
    parts : list of Events
    """

    def __init__(self, parts):
        self._parts, self._hits, self._counts = parts, None, {}

    def counts(self, condition, index):
        """How many phrases of ``any`` and of ``against`` stand in the article."""
        if self._hits is None:
            self._hits = list(map(index.hits, self._parts))
        if condition not in self._counts:
            self._counts[condition] = tuple(
                sum(index.within(hits, 0, hits.shape[1], phrases) for hits in self._hits)
                for phrases in index.conditions[condition])
        return self._counts[condition]

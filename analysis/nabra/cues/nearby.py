"""What stands near a term: the words that a codebook's ``not`` and ``requires`` ask for.

Only words that the scan was asked for are seen; a condition's words are among them.
"""

from bisect import bisect_left

from nabra.cues.scan import BREAK, END, WORD_HIT

LONGEST = 100       # words of a sentence that are seen on each side: some texts have no stops


class Nearby:
    """The hits of one text with their sentences.

    Parameters
    ----------
    events : list of Event
    hits : list of Event
        Those of ``events`` that are words.
    topic : Topic, optional
        Of the whole article; by default these hits are the article.
    """

    def __init__(self, events, hits, topic=None):
        self._events, self._hits, self._topic = events, hits, topic or Topic([events])
        self._sentences, self._found = None, {}

    def kept_out(self, condition, at, length):
        """Whether a word that ``condition`` forbids stands near the term of ``length`` hits at ``at``."""
        if condition.scope == "article":
            return self._topic.counts(condition)[0] > 0
        low, high = self._range(condition, at, length)
        places, _ = self._places(condition)
        return _within(places, low, at) + _within(places, at + length, high) > 0

    def met(self, condition, at, length):
        """Whether more of the words that ``condition`` asks for stand there than of those against it."""
        low, high = self._range(condition, at, length)
        some, against = (_within(places, low, high) for places in self._places(condition))
        if condition.scope != "article" or some != against:
            return some > against
        some, against = self._topic.counts(condition)
        return some > against

    def _places(self, condition):
        """Where the phrases for and against a condition stand among the hits; found once for each condition."""
        if condition not in self._found:
            self._found[condition] = tuple(phrase_places(self._hits, wanted) for wanted in condition.index)
        return self._found[condition]

    def _range(self, condition, at, length):
        """First and last hit (half-open) of the sentence, or of the words on each side within it."""
        hits, sentences = self._hits, self._numbered()
        before, after = (condition.before, condition.after) if condition.scope == "words" else (LONGEST, LONGEST)
        least, most = hits[at].count - before, hits[at + length - 1].count + after
        low, high = at, at + length
        while low > 0 and sentences[low - 1] == sentences[at] and hits[low - 1].count >= least:
            low -= 1
        while high < len(hits) and sentences[high] == sentences[at] and hits[high].count <= most:
            high += 1
        return low, high

    def _numbered(self):
        """The number of each hit's sentence; a line's end ends a sentence, too."""
        if self._sentences is None:
            self._sentences, number = [], 0
            for event in self._events:
                if event.kind == WORD_HIT:
                    self._sentences.append(number)
                elif event.kind in (END, BREAK):
                    number += 1
        return self._sentences


class Topic:
    """What a whole article speaks of, title and text together: counts of a condition's words, when asked for.

    Parameters
    ----------
    parts : list of list of Event
    """

    def __init__(self, parts):
        self._parts, self._hits, self._counts = parts, None, {}

    def counts(self, condition):
        """How many phrases of ``any`` and of ``against`` stand in the article."""
        if self._hits is None:
            self._hits = [[event for event in events if event.kind == WORD_HIT] for events in self._parts]
        if condition not in self._counts:
            self._counts[condition] = tuple(
                sum(len(phrase_places(hits, wanted)) for hits in self._hits) for wanted in condition.index)
        return self._counts[condition]


def phrase_places(hits, wanted):
    """Where phrases stand: (first hit, hit behind the last), in order, one for each first word.

    ``wanted`` holds the phrases by the keys of their first word.
    """
    found = []
    for place, hit in enumerate(hits):
        phrases = wanted.get(hit.key)
        if phrases is not None:
            length = min((len(phrase) for phrase in phrases if _stands(hits, place, phrase)), default=0)
            if length:
                found.append((place, place + length))
    return found


def _within(places, low, high):
    """How many of the places lie in ``low:high``."""
    first = bisect_left(places, (low, 0))
    return sum(end <= high for _, end in places[first:bisect_left(places, (high, 0))])


def _stands(hits, place, phrase):
    return place + len(phrase) <= len(hits) and all(
        hits[place + step].count == hits[place].count + step and hits[place + step].key in phrase[step]
        for step in range(1, len(phrase)))

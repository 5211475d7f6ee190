"""What stands near a term: the words that a codebook's ``not`` and ``requires`` ask for.

Only words that the scan was asked for are seen; a condition's words are among them.
"""

from nabra.cues.scan import BREAK, END, WORD_HIT


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
        self._events, self._hits, self._topic = events, hits, topic
        self._sentences = None

    def kept_out(self, condition, at, length):
        """Whether a word that ``condition`` forbids stands near the term of ``length`` hits at ``at``."""
        if condition.scope == "article":
            return self._whole(condition)[0] > 0
        low, high = self._range(condition, at, length)
        wanted, _ = condition.index
        return count_phrases(self._hits, low, at, wanted) + count_phrases(self._hits, at + length, high, wanted) > 0

    def met(self, condition, at, length):
        """Whether more of the words that ``condition`` asks for stand there than of those against it."""
        low, high = self._range(condition, at, length)
        some, against = self._counts(condition, low, high)
        if condition.scope != "article" or some != against:
            return some > against
        some, against = self._whole(condition)
        return some > against

    def _whole(self, condition):
        if self._topic is None:
            return self._counts(condition, 0, len(self._hits))
        return self._topic.counts(condition)

    def _counts(self, condition, low, high):
        return tuple(count_phrases(self._hits, low, high, wanted) for wanted in condition.index)

    def _range(self, condition, at, length):
        """First and last hit (half-open) of the sentence, or of the words on each side within it."""
        hits, sentences = self._hits, self._numbered()
        narrow = condition.scope == "words"
        least = hits[at].count - condition.before if narrow else -1
        most = hits[at + length - 1].count + condition.after if narrow else float("inf")
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
                sum(count_phrases(hits, 0, len(hits), wanted) for hits in self._hits) for wanted in condition.index)
        return self._counts[condition]


def count_phrases(hits, low, high, wanted):
    """How many phrases stand in ``hits[low:high]``; ``wanted`` holds them by the keys of their first word."""
    found = 0
    for place in range(low, high):
        phrases = wanted.get(hits[place].key)
        if phrases is not None and any(_stands(hits, place, high, phrase) for phrase in phrases):
            found += 1
    return found


def _stands(hits, place, high, phrase):
    return place + len(phrase) <= high and all(
        hits[place + step].count == hits[place].count + step and hits[place + step].key in phrase[step]
        for step in range(1, len(phrase)))

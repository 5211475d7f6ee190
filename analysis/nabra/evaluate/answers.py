"""What nabra answers at the places of a gold set, as plain values beside the coded ones."""

from typing import NamedTuple

from nabra.cues.measure import measure_text
from nabra.cues.quotes import find_spans
from nabra.cues.scan import scan
from nabra.cues.voice import voice_at
from nabra.evaluate.scores import NOT_FOUND, TOLERANCE
from nabra.text.language import without_article
from nabra.text.normalise import phrase_key
from nabra.text.script import detect


SPEAKER_ERRORS = (
    "not seen as somebody's words", "nobody named", "another form of the name", "somebody or something else")


class Answer(NamedTuple):
    """One item beside its answer: ``coded`` and ``answered`` as text, and where it stands."""

    kind: str
    item: str
    outlet: str
    coded: str
    answered: str
    text: str
    start: int
    end: int
    sure: bool
    note: str = ""       # of a wrong speaker: which kind of error it is (``speaker_error``)

    @property
    def right(self):
        """Whether the answer is the coded one."""
        return self.coded == self.answered


class Reader:
    """Measures each text once, however many items point to it."""

    def __init__(self, tools):
        self.tools = tools
        self._parts = {}

    def part(self, text):
        """The cues of a text (``cues.measure.Part``)."""
        if text not in self._parts:
            self._parts[text] = measure_text(text, self.pack(text).code, self.tools)
        return self._parts[text]

    def voice(self, text, start, end):
        """The Voice of a place: of the innermost speech, fragment or attribution around it."""
        part = self.part(text)
        return voice_at(start, end, part.quotes, part.scopes)

    def spans(self, text):
        """The (start, end) of each quotation without its marks."""
        pack = self.pack(text)
        events, _ = scan(text, self.tools.scanners[pack.code])
        found = find_spans(events, pack)
        return [(span.inner_start, span.inner_end) for span in found]

    def pack(self, text):
        """The pack of the text's language."""
        return self.tools.packs[detect(text, self.tools.packs)]


def quote_at(part, start, end):
    """The quotation at ``start``, ``end`` (within two code points at each end; the nearest), or None."""
    near = [quote for quote in part.quotes
            if abs(quote.start - start) <= TOLERANCE and abs(quote.end - end) <= TOLERANCE]
    return min(near, key=lambda quote: abs(quote.start - start) + abs(quote.end - end), default=None)


def mention_at(part, start, end, concept):
    """The concept's resolved mention that overlaps ``start``, ``end``, or None."""
    return next((mention for mention in part.mentions
                 if mention.resolved and mention.concept == concept and mention.start < end and start < mention.end),
                None)


def function_at(part, start, end):
    """The function of the quotation there, or "not found"."""
    quote = quote_at(part, start, end)
    return NOT_FOUND if quote is None else quote.function


def same_speaker(answered, acceptable, pack):
    """Whether an answer equals, contains or is contained in one of the acceptable names.

    Compared are whole words by their keys; the first word of the shorter name may carry a proclitic or the
    article in the longer one, and a possessive does not count.

    >>> from nabra.text.language import load
    >>> same_speaker("الوزير لافروف", ["لافروف"], load("ar"))
    True
    >>> same_speaker("the president", ["he"], load("en"))
    False
    >>> same_speaker("البيت الأبيض", ["للبيت الأبيض"], load("ar"))
    True
    """
    found = _name(answered or "")
    names = [_name(name) for name in acceptable]
    return any(_contains(found, name, pack) or _contains(name, found, pack) for name in names)


def speaker_error(answered, acceptable, spoken, pack):
    """The kind of a wrong answer: one of ``SPEAKER_ERRORS``.

    Parameters
    ----------
    answered : str or None
    acceptable : list of str
    spoken : bool
        Was the place taken for somebody's words at all?
    pack : Pack
    """
    if not spoken:
        return "not seen as somebody's words"
    if answered is None:
        return "nobody named"
    found = {without_article(key, pack.article) for key in _name(answered)}
    coded = {without_article(key, pack.article) for name in acceptable for key in _name(name)}
    return "another form of the name" if found & coded else "somebody or something else"


def _name(text):
    return [key.removesuffix("'s") for key in phrase_key(text).split()]


def _contains(longer, shorter, pack):
    if not shorter:
        return False
    starts = {particle + shorter[0] for particle in ("", pack.article, *pack.proclitics)}
    bare = without_article(shorter[0], pack.article)
    if bare != shorter[0]:
        starts |= {joined + bare for joined in pack.joined_articles}        # للبيت holds البيت
    size = len(shorter)
    places = range(len(longer) - size + 1)
    return any(longer[at] in starts and longer[at + 1:at + size] == shorter[1:] for at in places)

"""A headline's way of giving the word: a source and a colon, without a verb (الوزير: الطريق مغلق)."""

from nabra.cues.clauses import Scope
from nabra.cues.speakers import phrase_after
from nabra.text.compiled import BREAK, COLON, COUNT, ENDS, KIND, START
from nabra.text.language import without_article
from nabra.text.read import keys_in

LONGEST = 200      # characters of a headline
SOURCE = 6         # words of its source
QUOTED = 12        # words before a colon and a quotation
PHRASE = 4         # words of a listed kind of source at most
NO_VOICES = ("outlet", "agency")    # before a colon these name where the story is from


def after_colon(text, sentence, pack):
    """The scope of a quotation behind a sentence's ``colon``, whoever stands before it (لافروف: «…»), in a list."""
    colon, colon_end = sentence.colon
    span = next(span for span in sentence.spans if span.start >= colon_end)
    subject = text[sentence.start:colon].strip()
    if not subject or len(subject.split()) > QUOTED:
        return []
    speaker = phrase_after(text, sentence.start, colon, pack)
    return [Scope(span.inner_start, span.inner_end, ":", "neutral", "direct", speaker, colon, colon_end)]


def headline(text, events, pack):
    """The scope of what a text of one short line says behind a known kind of source and a colon, in a list.

    A bare name of a place before the colon is a topic (حلب: …), and so is a name that no list knows.
    """
    if len(text) > LONGEST or (events.table[KIND] == BREAK).any():
        return []
    colons = events.table[:, events.table[KIND] == COLON]
    if not colons.size:
        return []
    colon, colon_end, count = colons[[START, ENDS, COUNT], 0].tolist()
    end = len(text.rstrip())
    if not 0 < count <= SOURCE or not text[colon_end:end].strip():
        return []
    subject, start = text[:colon].strip(), colon_end
    if not _speaks(subject, pack):
        return []
    while text[start].isspace():
        start += 1
    return [Scope(start, end, ":", "neutral", "direct", phrase_after(text, 0, colon, pack) or subject, colon, colon_end)]


def _speaks(subject, pack):
    """Does it begin with a person or body that speaks (وزير …), or is it a listed name; no place or topic?"""
    keys = keys_in(subject)
    if " ".join(keys) in pack.headline_names:
        return True
    bare = [without_article(key, pack.article) for key in keys]
    for size in range(min(PHRASE, len(bare)), 0, -1):
        kind, _, head = pack.source_kinds.get(" ".join(bare[:size]), (None, None, True))
        if not head:
            return kind not in NO_VOICES
    return False

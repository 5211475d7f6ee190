"""A headline's way of giving the word: a source and a colon, without a verb (الوزير: الطريق مغلق)."""

from nabra.cues.clauses import Scope
from nabra.cues.scan import BREAK, COLON
from nabra.cues.speakers import phrase_after
from nabra.text.language import without_article
from nabra.text.read import keys_in

LONGEST = 200      # characters of a headline
SOURCE = 6         # words of its source
QUOTED = 12        # words before a colon and a quotation
PHRASE = 4         # words of a listed kind of source at most
NO_VOICES = ("outlet", "agency")    # before a colon these name where the story is from


def after_colon(text, sentence, pack):
    """The scope of a quotation behind a colon, whoever stands before it (لافروف: «…»), in a list."""
    span = sentence.spans[0]
    colon = next((e for e in sentence.events if e.kind == COLON and not text[e.end:span.start].strip()), None)
    if colon is None or colon.count > span.start:
        return []
    subject = text[sentence.start:colon.start].strip()
    if not subject or len(subject.split()) > QUOTED:
        return []
    speaker = phrase_after(text, sentence.start, colon.start, pack)
    start, end = span.inner_start, span.inner_end
    return [Scope(start, end, ":", "neutral", "direct", speaker, colon.start, colon.end)]


def headline(text, events, pack):
    """The scope of what a text of one short line says behind a known kind of source and a colon, in a list.

    A bare name of a place before the colon is a topic (حلب: …), and so is a name that no list knows.
    """
    if len(text) > LONGEST or any(event.kind == BREAK for event in events):
        return []
    colon = next((event for event in events if event.kind == COLON), None)
    end = len(text.rstrip())
    if colon is None or not 0 < colon.count <= SOURCE or not text[colon.end:end].strip():
        return []
    subject, start = text[:colon.start].strip(), colon.end
    if not _speaks(subject, pack):
        return []
    while text[start].isspace():
        start += 1
    return [Scope(start, end, ":", "neutral", "direct", phrase_after(text, 0, colon.start, pack) or subject,
                  colon.start, colon.end)]


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

"""Source phrases where the verb precedes its subject (بحسب الوزارة، على ما أفاد): what they attribute."""

from nabra.cues.clauses import make_scope, next_stop
from nabra.cues.scan import COLON, COMMA
from nabra.cues.speakers import phrase_after, without_filler
from nabra.text.read import keys_in, words_in

NAMED = 12         # words of a source at most before the comma that ends it
LEAD = 3           # words before a quotation at most, so that it alone is attributed and not the sentence


def source_scope(text, sentence, cue, pack, scopes):
    """The scope of a source phrase, or None: at the head of a sentence what follows, elsewhere what precedes.

    Parameters
    ----------
    text : str
    sentence : Sentence
    cue : Found
    pack : Pack
    scopes : list of Scope
        Those of the sentence so far.

    Returns
    -------
    Scope or None
    """
    stop = next_stop(sentence, cue.end)
    named = without_filler(text, cue.end, pack)
    speaker = phrase_after(text, named, max(stop, named), pack, True)
    if speaker is None or keys_in(speaker)[0] in pack.not_sources:
        return None
    if not text[sentence.start:cue.start].strip(" \t\"'“«-–—"):
        start = _after_source(text, sentence, cue, named, speaker, pack)
        return make_scope(text, start, sentence.end, cue, "indirect", speaker)
    start = max([sentence.start] + [scope.end for scope in scopes if scope.end <= cue.start])
    span = next((s for s in reversed(sentence.spans) if s.end <= cue.start), None)
    if span is not None and not text[span.end:cue.start].strip(" \t،,") \
            and len(keys_in(text, min(start, span.start), span.start)) <= LEAD:
        if any(scope.start == span.inner_start for scope in scopes):
            return None
        return make_scope(text, span.inner_start, span.inner_end, cue, "direct", speaker)
    if any(scope.start < cue.start <= scope.end for scope in scopes):
        return None
    return make_scope(text, start, cue.start, cue, "indirect", speaker)


def _after_source(text, sentence, cue, named, speaker, pack):
    """Where the content begins behind بحسب الوزارة: at فإن, a near comma, or behind the name."""
    end = text.find(speaker, named) + len(speaker)
    following = next(iter(words_in(text, end, end + 30)), None)
    linked = following is not None and following[2] in pack.source_links
    if linked and not text[end:following[0]].strip(" ،,\"»”)"):
        return following[1]
    comma = next((event for event in sentence.events
                  if event.start >= cue.end and event.kind in (COMMA, COLON)), None)
    if comma is not None and comma.count - cue.count <= NAMED:
        return comma.end
    return max(end, cue.end)

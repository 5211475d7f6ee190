"""Source phrases where the verb precedes its subject (بحسب الوزارة، على ما أفاد): what they attribute."""

from nabra.cues.clauses import make_scope
from nabra.cues.phrases import CUT
from nabra.cues.speakers import as_place, place_after, without_filler
from nabra.text.read import first_word, keys_in

LEAD = 3           # words before a quotation at most, so that it alone is attributed and not the sentence


def source_scope(text, begin, end, spans, cue, phrase, pack, scopes):
    """The scope of a source phrase, or None: at the head of a sentence what follows, elsewhere what precedes.

    Parameters
    ----------
    text : str
    begin, end : int
        Of the sentence.
    spans : list of Span
        The sentence's outermost quotations.
    cue : Found
    phrase : list of int
        What ``compiled_speakers.speakers`` says of the words behind the cue.
    pack : Pack
    scopes : list of Scope
        Those of the sentence so far.

    Returns
    -------
    Scope or None
    """
    named, place = cue.end, as_place(phrase, text, cue.end, cue.stop, pack, True) if phrase[0] != CUT else None
    if phrase[0] == CUT:
        named = without_filler(text, cue.end, pack)
        place = place_after(text, named, max(cue.stop, named), pack, True)
    speaker = None if place is None else text[place[0]:place[1]]
    if speaker is None or keys_in(speaker)[0] in pack.not_sources:
        return None
    if not text[begin:cue.start].strip(" \t\"'“«-–—"):
        start = _after_source(text, cue, named, speaker, pack)
        return make_scope(text, start, end, cue, "indirect", speaker, pack)
    start = max([begin] + [scope.end for scope in scopes if scope.end <= cue.start])
    span = next((s for s in reversed(spans) if s.end <= cue.start), None)
    if span is not None and not text[span.end:cue.start].strip(" \t،,") \
            and len(keys_in(text, min(start, span.start), span.start)) <= LEAD:
        if any(scope.start == span.inner_start for scope in scopes):
            return None
        return make_scope(text, span.inner_start, span.inner_end, cue, "direct", speaker, pack)
    if any(scope.start < cue.start <= scope.end for scope in scopes):
        return None
    return make_scope(text, start, cue.start, cue, "indirect", speaker, pack)


def _after_source(text, cue, named, speaker, pack):
    """Where the content begins behind بحسب الوزارة: at فإن, a near comma, or behind the name."""
    end = text.find(speaker, named) + len(speaker)
    following = first_word(text, end, end + 30)
    linked = following is not None and following[2] in pack.source_links
    if linked and not text[end:following[0]].strip(" ،,\"»”)"):
        return following[1]
    return cue.comma if cue.comma >= 0 else max(end, cue.end)

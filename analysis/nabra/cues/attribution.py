"""Who answers for which words: reporting cues, their scopes and their speakers.

Works sentence by sentence over the sparse events. A cue (قال، أكد، said) governs the clause after
أن/that, the quotation beside it, or the words after a colon; a source phrase (بحسب، according to)
governs the clause it stands in. A scope ends with its sentence, where the next cue takes over, or
where the narrator plainly returns.
"""

from functools import partial

from nabra.cues.candidates import agreeing, is_silent
from nabra.cues.carried import carried
from nabra.cues.clauses import make_scope, next_stop
from nabra.cues.headlines import after_colon, headline
from nabra.cues.identities import resolve
from nabra.cues.sentences import sentences
from nabra.cues.sources import source_scope
from nabra.cues.subject_after import known_subject, speaker_of
from nabra.cues.subject_first import subject_first
from nabra.cues.transcripts import transcripts
from nabra.text.read import keys_in


def find_scopes(text, events, spans, pack, index):
    """All attribution scopes of a text, in order of their cues.

    Parameters
    ----------
    text : Scanned
        By a scanner that has the index's column (``cues.bits_attribution``).
    events : Events
        The text's, or some of them.
    spans : list of Span
        Quotations, sorted (cues/quotes.py).
    pack : Pack
    index : CueIndex

    Returns
    -------
    list of Scope
    """
    scopes, speaker, open_speech, known = [], None, None, {}
    for sentence in sentences(text, events, spans, pack, index):
        found = []
        if sentence.events:
            found, speaker = _sentence_scopes(text, sentence, pack, speaker, known, scopes)
        for scope in found:
            keys = keys_in(scope.speaker) if scope.speaker is not None else None
            if keys:
                known[keys[-1]] = scope.speaker
        if not found and open_speech is not None and not _breaks(text, open_speech.end, sentence.start):
            found = [open_speech._replace(start=sentence.start, end=sentence.end, carried=True)]
        scopes += found
        open_speech = _unfinished(text, found[-1], sentence, pack) if found else None
    scopes += transcripts(text, events, pack) or ([] if scopes else headline(text, events, pack))
    if pack.speaker_side == "before":
        scopes = carried(text, spans, scopes, pack)
    return resolve(scopes, text, pack)


def _unfinished(text, last, sentence, pack):
    """Speech after a colon, without marks, up to its sentence's end: the next goes on with it. Else None."""
    if last.kind != "direct" or not sentence.end - 2 <= last.end <= sentence.end:
        return None
    if any(span.inner_start == last.start for span in sentence.spans):
        return None
    between = text[last.cue_end:last.start]
    return last if any(sign in between for sign in pack.colons) else None


def _breaks(text, start, end):
    return any(sign in text[start:end] for sign in "\r\n\u2028\u2029")


def _sentence_scopes(text, sentence, pack, speaker, known, before):
    """The scopes of a sentence with events, and the speaker whom the next one may continue.

    ``known``: the speakers before, by the key of their name's last word; ``before``: the scopes before.
    """
    if pack.speaker_side == "before":
        scopes, last = subject_first(text, sentence, sentence.cues, pack, speaker)
    else:
        scopes, last = _verb_first(text, sentence, pack, speaker, before)
        if not scopes:
            last = _idle_subject(text, sentence, pack) or known_subject(text, sentence, known, pack) or last
    if not sentence.cues and sentence.spans:
        scopes.extend(after_colon(text, sentence, pack))
        last = scopes[-1].speaker if scopes else last
    return scopes, last


def _verb_first(text, sentence, pack, last, before):
    """… where the verb precedes its subject."""
    scopes = []
    for governed in sentence.governed:
        cue, idle = governed.cue, governed.idle
        if cue.kind == "source":
            made = source_scope(text, sentence, cue, pack, scopes)
        else:
            if idle is not None and not idle.joined and any(s.start <= idle.start < s.end for s in scopes):
                idle = None     # قال إن تواصلا بين الطرفين قائم، مشيرا: a word within what was said
            who = speaker_of(text, sentence, cue, governed.named_until, pack, partial(agreeing, cue, last, before, pack),
                             idle, bool(scopes))
            made = make_scope(text, governed.start, governed.end, cue, governed.kind, who)
        if made is not None:
            nested = cue.after_relative and not cue.joined \
                or any(scope.start <= made.start and made.end <= scope.end for scope in scopes)
            if nested and cue.kind == "noun" and made.kind == "direct":
                continue       # قال إن تصريح الوزير «…»: what is told of, not who tells it
            scopes.append(made)
            last = last if nested else made.speaker or last
    return scopes, last


def _idle_subject(text, sentence, pack):
    """The subject of a sentence that begins with a verb which reports nothing (دعا الوزير إلى الهدوء), or None."""
    first = next((cue for cue in sentence.cues if cue.kind in ("verb", "act") and not cue.weak), None)
    if first is None or text[sentence.start:first.start].strip():
        return None
    who = speaker_of(text, sentence, first, next_stop(sentence, first.end), pack)
    return None if who is None or is_silent(who, pack) else who

"""Who answers for which words: reporting cues, their scopes and their speakers.

Works sentence by sentence over the sparse events. A cue (قال، أكد، said) governs the clause after
أن/that, the quotation beside it, or the words after a colon; a source phrase (بحسب، according to)
governs the clause it stands in. A scope ends with its sentence, where the next cue takes over, or
where the narrator plainly returns.
"""

from functools import partial

from nabra.cues.bits_attribution import CLASS, KEY
from nabra.cues.carried import carried
from nabra.cues.clauses import scope_of
from nabra.cues.compiled_openings import DIRECT, NOTHING
from nabra.cues.compiled_rows import (
    CARRIES, CLOSES, CUE, CUES, C_CUE, C_END, C_START, EVENT, EVENTS, FROM, MANNER, NAMED, NESTED_SCOPE, OPENS, PHRASE,
    PHRASE_END, SCOPE, S_COLON, TO, WHO, WHO_IS_NAMED, WHO_SPOKE_LAST,
)
from nabra.cues.headlines import after_colon, headline
from nabra.cues.identities import resolve
from nabra.cues.last_speaker import LastSpeaker
from nabra.cues.quotes import INNER_START
from nabra.cues.sentences import Reading
from nabra.cues.speakers import name_at
from nabra.cues.subject_after import speaker_of
from nabra.cues.subject_first import subject_first
from nabra.cues.transcripts import transcripts
from nabra.cues.verb_first import answer


def find_scopes(text, events, spans, pack, index):
    """All attribution scopes of a text, in order of their cues.

    Parameters
    ----------
    text : Scanned
        By a scanner that has the index's column (``cues.bits_attribution``).
    events : Events
        The text's, or some of them.
    spans : Spans
    pack : Pack
    index : CueIndex

    Returns
    -------
    list of Scope
    """
    reading = Reading(text, events, spans.outermost, index)
    scopes, open_speech = [], None
    found_in = (_verb_first if index.subject_follows else _subject_first)(text, reading, pack, scopes)
    for row in reading.rows:
        found = found_in(row) if row[EVENT] < row[EVENTS] else []
        if not found and open_speech is not None and not _breaks(text, open_speech.end, row[FROM]):
            found = [open_speech._replace(start=row[FROM], end=row[TO], carried=True)]
        if found:
            scopes += found
            open_speech = _unfinished(text, found[-1], row[TO], reading, pack) if found[-1].kind == "direct" else None
        else:
            open_speech = None
    whole_lines = transcripts(text, events, pack) if reading.line_asks else []
    scopes += whole_lines or ([] if scopes else headline(text, events, pack))
    if pack.speaker_side == "before":
        scopes = carried(text, spans, scopes, pack)
    return resolve(scopes, text, pack)


def _unfinished(text, last, end, reading, pack):
    """Direct speech after a colon, without marks, up to its sentence's end: the next goes on with it. Else None."""
    between = text[last.cue_end:last.start]
    colon = end - 2 <= last.end <= end and any([sign in between for sign in pack.colons])
    return last if colon and last.start not in reading.quotes[:, INNER_START] else None


def _breaks(text, start, end):
    return any(sign in text[start:end] for sign in "\r\n\u2028\u2029")


def _subject_first(text, reading, pack, _):
    """The function that gives the scopes of the sentence with a row, where the subject precedes its verb."""
    last = None

    def found_in(row):
        nonlocal last
        sentence = reading.sentence(row)
        scopes, last = subject_first(text, sentence, sentence.cues, pack, last)
        if sentence.colon is not None:
            scopes.extend(after_colon(text, sentence, pack))
            last = scopes[-1].speaker if scopes else last
        return scopes

    return found_in


def _verb_first(text, reading, pack, before):
    """… where the verb precedes its subject; ``before``: the list to which they are added."""
    last = LastSpeaker(text, reading, before, pack)
    answer(text, reading, pack)

    def found_in(row):
        scopes = []
        if row[CUE] < row[CUES]:
            scopes = _governed_scopes(text, reading, row, pack, last)
        elif row[S_COLON] >= 0:
            scopes = after_colon(text, reading.sentence(row), pack)
            if scopes:
                last.speaks(scopes[-1].speaker)
        if not scopes:
            last.passes(row)
        return scopes

    return found_in


def _governed_scopes(text, reading, row, pack, last):
    """The scopes of the cues of a sentence; ``last``: the LastSpeaker."""
    scopes, idle = [], None
    for told in reading.cues[row[CUE]:row[CUES]]:
        if told[MANNER] == NOTHING:
            idle = told
            continue
        if told[SCOPE]:
            who, cue_told = told[WHO], reading.index.told[told[C_CUE]]
            if who == WHO_IS_NAMED:
                who = name_at(text, told[PHRASE], told[PHRASE_END], pack)
            elif who == WHO_SPOKE_LAST:
                who = last.agreeing(cue_told[KEY])
            else:
                who = _asked(text, reading, row[FROM], told, idle, pack, last, scopes)
            start, end = told[C_START], told[C_END]
            scopes.append(scope_of((
                told[OPENS], told[CLOSES], text[start:end], cue_told[CLASS],
                "direct" if told[MANNER] == DIRECT else "indirect", who, start, end, False, None, None)))
            if who:
                last() if told[SCOPE] == NESTED_SCOPE else last.speaks(who)
        idle = None
    return scopes


def _asked(text, reading, start, told, idle, pack, last, scopes):
    """Who speaks for a cue where the compiled rules do not tell, or None.

    ``start``: of the sentence; ``told``, ``idle``: the rows of the cue and of the one right before, if that governs
    nothing; ``scopes``: those of the sentence so far.
    """
    cue, before = reading.found(told), None if idle is None else reading.found(idle)
    if before is not None and not before.joined and any(s.start <= before.start < s.end for s in scopes):
        before = None     # قال إن تواصلا بين الطرفين قائم، مشيرا: a word within what was said
    return speaker_of(text, start, cue, told[NAMED], pack, partial(last.agreeing, cue.key), before, bool(scopes),
                      told[PHRASE:CARRIES + 1])

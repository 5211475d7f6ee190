"""Attribution where the verb precedes its subject (قال الوزير إن …): what a cue governs.

Most of it is told by the compiled rules (cues/compiled_openings.py). They ask here about speech without أن, colon or mark
(وأضاف لا يمكن …), and about the words of speech acts (أعرب عن إدانته) that they meet for the first time.
"""

from nabra.cues.compiled_complements import NAMED_BEFORE, NOT_BEFORE, UNKNOWN
from nabra.cues.compiled_openings import ASK, BITS_ASKED, DIRECT, INDIRECT, NOTHING
from nabra.cues.compiled_rows import CLOSES, FROM, LIMIT, MANNER, NAMED, NONE, OPENS
from nabra.cues.sources import name_sources
from nabra.cues.subject_after import before_verb
from nabra.cues.unmarked import unmarked_start


def answer(text, reading, pack):
    """Tell the compiled rules what they ask, until all is written that they tell of the cues."""
    while reading.row < len(reading.rows):
        at, asked = reading.at, reading.table[reading.at]
        told, named = asked.tolist(), UNKNOWN
        limit = told[LIMIT]
        if told[MANNER] == ASK:
            limit, at = _write_unmarked(text, asked, reading.found(told), limit, pack), at - 1
        elif told[MANNER] == BITS_ASKED:
            reading.tell_bits(told[OPENS], pack)
        else:
            named = _named_before(text, reading.rows[reading.row][FROM], reading.found(told), pack)
        reading.go_on(at, limit, named)
    if reading.at:
        name_sources(text, reading, pack)


def _write_unmarked(text, asked, cue, limit, pack):
    """Write what a cue opens without any sign; returns where the next cue that governs something begins."""
    begin = unmarked_start(text, cue, limit, pack)
    if begin is None:
        asked[MANNER] = NOTHING
        return limit
    asked[MANNER] = DIRECT if begin.kind == "direct" else INDIRECT
    asked[OPENS], asked[CLOSES], asked[NAMED] = begin.start, NONE, begin.named_until
    return cue.start


def _named_before(text, sentence_start, cue, pack):
    """Whether the speaker stands before a speech act."""
    owned = cue.key.endswith(tuple(pack.complements["owners"]))
    before = not cue.joined and not owned and before_verb(text, sentence_start, cue, pack) is not None
    return NAMED_BEFORE if before else NOT_BEFORE

"""Attribution where the verb precedes its subject (قال الوزير إن …): what a cue governs.

Most of it is told by the compiled rules (cues/compiled_openings.py). They ask here about speech acts without أن,
colon or mark (أعرب عن إدانته) and about speech without them (وأضاف لا يمكن …).
"""

from nabra.cues.compiled_openings import DIRECT, INDIRECT, NOTHING, NOUN_PHRASE
from nabra.cues.compiled_rows import CLOSES, CUES, FROM, LIMIT, MANNER, NAMED, NONE, OPENS, TO
from nabra.cues.complements import complement_start
from nabra.cues.subject_after import before_verb
from nabra.cues.unmarked import unmarked_start


def answer(text, reading, pack):
    """Let the compiled rules write what the cues govern, and tell them of those about which they ask."""
    rows = reading.rows
    row, at = reading.openings(0, rows[0][CUES] - 1, rows[0][TO])
    while row < len(rows):
        asked = reading.table[at]
        told = asked.tolist()
        cue, limit = reading.found(told), told[LIMIT]
        opening = _opening(text, rows[row][FROM], cue, limit, told[CLOSES], pack)
        if opening is None:
            asked[MANNER] = NOTHING
        else:
            asked[MANNER], asked[OPENS], asked[NAMED] = opening
            asked[CLOSES], limit = NONE, cue.start
        row, at = reading.openings(row, at - 1, limit)


def _opening(text, sentence_start, cue, limit, end, pack):
    """(how, from where, up to where the source is named) a cue governs what follows, or None.

    ``end`` is where a clause behind a speech act would end, ``limit`` where the next cue that governs begins.
    """
    if cue.kind not in ("act", "participle"):
        begin = unmarked_start(text, cue, limit, pack)
        if begin is None:
            return None
        return DIRECT if begin.kind == "direct" else INDIRECT, begin.start, begin.named_until

    def named():
        owned = cue.key.endswith(tuple(pack.complements["owners"]))
        return not cue.joined and not owned and before_verb(text, sentence_start, cue, pack) is not None

    start = complement_start(text, cue, end, named, pack)
    return None if start is None else (NOUN_PHRASE, start, start)

"""Attribution where the verb precedes its subject (قال الوزير إن …): what a cue governs.

Most of it is told by the compiled rules (cues/compiled_openings.py). They ask here about speech acts without أن,
colon or mark (أعرب عن إدانته) and about speech without them (وأضاف لا يمكن …).
"""

from typing import NamedTuple

from nabra.cues.clauses import Found
from nabra.cues.compiled_openings import DIRECT, INDIRECT, NOTHING, NOUN_PHRASE
from nabra.cues.compiled_rows import (
    CARRIES, CLOSES, CUE, CUES, FROM, LIMIT, MANNER, NAMED, NONE, OPENS, PHRASE, SURE, TO,
)
from nabra.cues.complements import complement_start
from nabra.cues.subject_after import before_verb
from nabra.cues.unmarked import unmarked_start


class Governed(NamedTuple):
    """A cue and what it governs: ``text[start:end]``, direct or indirect.

    Its source is named up to ``named_until``; ``idle`` is the cue right before, if that one governs nothing, else
    None. ``phrase``: what ``phrases.noun_phrase`` says of the words behind the cue; ``sure``: these speak.
    """

    cue: Found
    start: int
    end: int
    kind: str
    named_until: int
    idle: Found | None
    phrase: list
    sure: bool


def governed(reading, row):
    """Of each cue of the sentence with this row that governs something what it governs, in a list."""
    made, idle = [], None
    for told in reading.cues[row[CUE]:row[CUES]]:
        cue = reading.found(told)
        if told[MANNER] == NOTHING:
            idle = cue
            continue
        kind = "direct" if told[MANNER] == DIRECT else "indirect"
        made.append(Governed(cue, told[OPENS], told[CLOSES], kind, told[NAMED], idle, told[PHRASE:CARRIES + 1],
                             told[SURE] == 1))
        idle = None
    return made


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

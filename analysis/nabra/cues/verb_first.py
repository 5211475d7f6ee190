"""Attribution where the verb precedes its subject (قال الوزير إن …): what a cue governs.

Most of it is told by the compiled rules (cues/compiled_openings.py). They ask here about speech acts without أن,
colon or mark (أعرب عن إدانته) and about speech without them (وأضاف لا يمكن …).
"""

from typing import NamedTuple

from nabra.cues.clauses import Found
from nabra.cues.compiled_openings import DIRECT, INDIRECT, NOTHING, NOUN_PHRASE
from nabra.cues.compiled_sentences import CLOSES, CUES, LIMIT, MANNER, NAMED, NONE, OPENS
from nabra.cues.complements import complement_end, complement_start
from nabra.cues.subject_after import before_verb
from nabra.cues.unmarked import unmarked_start


class Governed(NamedTuple):
    """A cue and what it governs: ``text[start:end]``, direct or indirect.

    Its source is named up to ``named_until``; ``idle`` is the cue right before, if that one governs nothing, else None.
    """

    cue: Found
    start: int
    end: int
    kind: str
    named_until: int
    idle: Found | None


def governed(text, sentence, rows, pack):
    """Of each of the sentence's cues that governs something what it governs, in a list.

    ``rows`` are those of its cues in the compiled rules' table.
    """
    made, idle = [], None
    for cue, row in zip(sentence.cues, rows):
        manner = row[MANNER]
        if manner == NOTHING:
            idle = cue
            continue
        start, end = row[OPENS], row[CLOSES]
        if manner == NOUN_PHRASE:
            end = complement_end(text, sentence, start, end, pack)
        made.append(Governed(cue, start, end, "direct" if manner == DIRECT else "indirect", row[NAMED], idle))
        idle = None
    return made


def answer(text, reading, sentences, pack):
    """Let the compiled rules write what the cues govern, and tell them of those about which they ask."""
    row, at = reading.openings(0, int(reading.sentences[0, CUES]) - 1, sentences[0].end)
    while row < len(sentences):
        asked = reading.cues[at]
        cue, limit = reading.found(asked.tolist()), int(asked[LIMIT])
        opening = _opening(text, sentences[row], cue, limit, int(asked[CLOSES]), pack)
        if opening is None:
            asked[MANNER] = NOTHING
        else:
            asked[MANNER], asked[OPENS], asked[NAMED] = opening
            asked[CLOSES], limit = NONE, cue.start
        row, at = reading.openings(row, at - 1, limit)


def _opening(text, sentence, cue, limit, end, pack):
    """(how, from where, up to where the source is named) a cue governs what follows, or None.

    ``end`` is where a clause behind a speech act would end, ``limit`` where the next cue that governs begins.
    """
    if cue.kind not in ("act", "participle"):
        begin = unmarked_start(text, cue, limit, pack)
        if begin is None:
            return None
        return DIRECT if begin.kind == "direct" else INDIRECT, begin.start, begin.named_until
    owned = cue.key.endswith(tuple(pack.complements["owners"]))

    def named():
        return not cue.joined and not owned and before_verb(text, sentence, cue, pack) is not None

    start = complement_start(text, cue, end, named, pack)
    return None if start is None else (NOUN_PHRASE, start, start)

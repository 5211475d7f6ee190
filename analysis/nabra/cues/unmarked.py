"""What a verb of saying attributes without أن, colon or mark (وأضاف لا يمكن …; نقلت عنه تأكيده …)."""

from typing import NamedTuple

from nabra.cues.speakers import phrase_after
from nabra.text.read import words_in

SUBJECT = 6        # words of a speaker before unmarked speech at most
CONTENT = 4        # words of unmarked speech at least
SPAN = 300         # characters in which they are counted
RELAYED = 25       # words between نقلت and the noun of speech with its owner (تأكيده)


class Unmarked(NamedTuple):
    """Where the content begins, direct or indirect, and up to where its source is named."""

    start: int
    kind: str
    named_until: int


def unmarked_start(text, cue, limit, pack):
    """Where the unmarked content of the verb ``cue`` begins before ``limit``, or None.

    Verbs that go on (وأضاف) have their content right behind them unless a definite noun, their subject,
    stands there; verbs of saying have it behind their subject, at the head of a sentence alone; بالقول right
    behind it; verbs that relay behind a noun of speech with its owner. All but the last are the speaker's own
    words: direct.
    """
    if cue.key in pack.relays:
        return _relayed(text, cue, limit, pack)
    if cue.key in pack.by_saying:
        return Unmarked(cue.end, "direct", cue.end) if text[cue.end:limit].strip(" .") else None
    going_on = cue.key in pack.going_on and cue.joined
    row = words_in(text, cue.end, min(limit, cue.end + SPAN))
    if len(row) < CONTENT or row[0][2] in pack.phrase_stops | pack.phrase_places:
        return None
    start = cue.end
    if not going_on or pack.article and row[0][2].startswith(pack.article):
        if going_on:
            return None
        named = phrase_after(text, cue.end, limit, pack)
        if named is None:
            return None
        end = text.find(named, cue.end) + len(named)
        speech = next((begin for begin, _, key in row[:SUBJECT + 1] if key in pack.speech_starts), end)
        start = min(end, speech, row[min(SUBJECT, len(row)) - 1][1])
        behind = [key for begin, _, key in row if begin >= start]
        if len(behind) < CONTENT or behind[0] in pack.complements["comma_backgrounds"]:
            return None
    return Unmarked(start, "direct", start)


def _relayed(text, cue, limit, pack):
    for number, (begin, end, key) in enumerate(words_in(text, cue.end, min(limit, cue.end + SPAN))):
        if number > RELAYED:
            break
        if key in pack.owned_speech:
            return Unmarked(end, "indirect", begin)
    return None

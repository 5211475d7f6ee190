"""What a language pack says of a word, as bits: asked once for each distinct word of a corpus (``Vocabulary``)."""

import numpy as np

from nabra.text.compiled import QUIET
from nabra.text.normalise import phrase_key

PROCLITIC, NAME_NOUN, THAT, QUOTE_OPENER, REPORTING, BEGINS_LINE, IN_TAIL = (
    np.uint64(1 << bit) for bit in range(1, 8))


def word_bits(pack):
    """The function that tells the bits of a word (its key).

    BEGINS_LINE: a boilerplate line may begin with the word; IN_TAIL: a line's tail may stand in it.
    """
    lists = ((PROCLITIC, pack.proclitics), (NAME_NOUN, pack.name_nouns), (THAT, pack.that),
             (QUOTE_OPENER, pack.quote_openers), (REPORTING, reporting_verbs(pack)))
    whole = {line.split(" ")[0] for line in pack.boilerplate}
    starts = tuple(phrase_key(phrase).split(" ")[0] for phrase in pack.boilerplate_starts)
    tails = tuple(max(phrase_key(phrase).split(" "), key=len) for phrase in pack.boilerplate_tails)

    def bits(key):
        told = {
            QUIET: "'" not in key and not is_abbreviation(key, pack),
            BEGINS_LINE: key in whole or key.startswith(starts),
            IN_TAIL: any(tail in key for tail in tails),
        } | {bit: key in words for bit, words in lists}
        return sum(int(bit) for bit, so in told.items() if so)

    return bits


def reporting_verbs(pack):
    """Keys of the pack's reporting verbs and acts: a sentence that begins with one is the writer's again."""
    return frozenset(cue.words[0] for cue in pack.cues if cue.kind in ("verb", "act") and len(cue.words) == 1)


def is_abbreviation(key, pack):
    """Whether a full stop behind the word (or the words with dots between them) of this key belongs to it."""
    initial = key.rsplit(".", 1)[-1]
    return key in pack.abbreviations or len(initial) == 1 and not initial.isdigit()

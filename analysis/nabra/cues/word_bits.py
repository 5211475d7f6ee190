"""What a language pack says of a word, as bits: asked once for each distinct word of a corpus (``Vocabulary``)."""

import numpy as np

from nabra.text.compiled import QUIET
from nabra.text.segment import is_abbreviation

(PROCLITIC, NAME_NOUN, THAT, QUOTE_OPENER, REPORTING) = (np.uint64(1 << bit) for bit in range(1, 6))


def word_bits(pack):
    """The function that tells the bits of a word (its key)."""
    lists = ((PROCLITIC, pack.proclitics), (NAME_NOUN, pack.name_nouns), (THAT, pack.that),
             (QUOTE_OPENER, pack.quote_openers), (REPORTING, reporting_verbs(pack)))

    def bits(key):
        told = 0 if "'" in key or is_abbreviation(key, pack) else int(QUIET)
        return told | sum(int(bit) for bit, words in lists if key in words)

    return bits


def reporting_verbs(pack):
    """Keys of the pack's reporting verbs and acts: a sentence that begins with one is the writer's again."""
    return frozenset(cue.words[0] for cue in pack.cues if cue.kind in ("verb", "act") and len(cue.words) == 1)

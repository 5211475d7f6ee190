"""Compiled: the noun phrase behind each cue that governs something, and whether it speaks without question."""

import numpy as np

from nabra.cues.bits_attribution import JOINED, KINDS, NOUN, PARTICIPLE, SOURCE
from nabra.cues.bits_speakers import ACCUSATIVE, BY_SAYING, OWNED, PASSES_ON, PLURAL, SAYS, SILENT, TRANSITIVE
from nabra.cues.compiled_openings import NOTHING
from nabra.cues.compiled_rows import (
    C_CUE, C_END, C_LEADS, C_WORD, MANNER, NAMED, CARRIES, PHRASE, PHRASE_END, SURE,
)
from nabra.cues.phrases import noun_phrase
from nabra.text.compiled import compiled, inner

_ASKED = PLURAL | BY_SAYING | PASSES_ON         # of a verb: who speaks stands elsewhere, or may do so


@inner
def _is_sure(starts, bits, nature, cue):
    """Does the phrase speak, whatever else is asked (cues/subject_after.py)?"""
    kind, verb = nature & KINDS, bits[cue[C_WORD]]
    if not cue[C_LEADS] or cue[PHRASE] < 0 or cue[CARRIES] or kind == PARTICIPLE or verb & _ASKED \
            or nature & JOINED and verb & TRANSITIVE:
        return False
    if kind == NOUN or verb & SAYS:
        return True
    return not bits[np.searchsorted(starts, cue[PHRASE])] & (SILENT | OWNED | ACCUSATIVE)


@compiled
def speakers(codes, starts, ends, bits, natures, cues):
    """Write of each cue that governs something the noun phrase behind it.

    Parameters
    ----------
    codes, starts, ends, bits : arrays
        As in ``phrases.noun_phrase``.
    natures : array
        That of the CueIndex.
    cues : 2-d int64 array
        With all that ``compiled_openings.openings`` writes.
    """
    for cue in cues:
        nature = natures[cue[C_CUE]]
        kind = nature & KINDS
        if cue[MANNER] != NOTHING and kind != SOURCE:
            cue[PHRASE], cue[PHRASE_END], cue[CARRIES] = noun_phrase(
                codes, starts, ends, bits, cue[C_END], cue[NAMED], kind == NOUN, False)
            cue[SURE] = _is_sure(starts, bits, nature, cue)

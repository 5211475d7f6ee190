"""Compiled: the noun phrase beside each cue that governs something, and whether it speaks without question."""

import numpy as np

from nabra.cues.bits_attribution import JOINED, KINDS, NOUN, PARTICIPLE, SOURCE
from nabra.cues.bits_speakers import (
    ACCUSATIVE, BY_SAYING, FILLER, INSIDE, OWNED, PASSES_ON, PLURAL, SAYING, SAYS, SILENT, TRANSITIVE, WITHIN_A,
)
from nabra.cues.compiled_openings import NOTHING
from nabra.cues.compiled_rows import (
    CARRIES, C_CLAUSE, C_CUE, C_END, C_FIRST, C_LAST, C_LEADS, C_START, C_STOP, C_THAT, C_WORD, MANNER, NAMED, PHRASE,
    PHRASE_END, WHO, WHO_IS_ASKED, WHO_IS_NAMED, WHO_SPOKE_LAST, blank,
)
from nabra.cues.phrases import CUT, NONE, noun_phrase, phrase_before
from nabra.text.compiled import first_from, inner

BEFORE = 120         # characters before a verb in which its subject may stand
FILLED = 60          # characters in which the words before a source's name are looked for
_ASKED = PLURAL | BY_SAYING | PASSES_ON         # of a verb: who speaks stands elsewhere, or may do so


@inner
def _told_behind(starts, bits, cue):
    """The bits of the word right behind the cue."""
    word = cue[C_LAST] + 1
    return bits[word] if word < len(starts) else np.uint64(0)


@inner
def _past_filler(codes, signs, starts, ends, bits, cue):
    """Where the source's name begins after «بحسب [ما ذكرت] الوكالة», «حسبما [ذكرت] الوكالة», «بحسب [قول] الوزير»."""
    word, stop, told = cue[C_LAST] + 1, cue[C_END] + FILLED, _told_behind(starts, bits, cue)
    behind = first_from(starts, stop)
    if bits[cue[C_LAST]] & FILLER and behind > word:
        return _past_verb(ends, bits, word, behind)
    if told & FILLER and behind - word > 2:
        return _past_verb(ends, bits, word + 1, behind)
    if told & SAYING and behind - word > 1 and blank(codes, signs, np.int64(ends[word]), np.int64(starts[word + 1])):
        return np.int64(ends[word])
    return cue[C_END]


@inner
def _past_verb(ends, bits, verb, behind):
    """Where the words behind a verb begin, and behind في before a document (جاء [في] بيان الوزارة)."""
    if behind - verb > 2 and bits[verb + 1] & WITHIN_A:
        verb += 1
    return np.int64(ends[verb])


@inner
def _first_bits(starts, bits, cue):
    """The bits of the first word of the cue's phrase."""
    return bits[first_from(starts, cue[PHRASE])]


@inner
def _speaks_behind(codes, signs, starts, ends, bits, nature, cue):
    """Does the phrase behind the cue speak, whatever else is asked?

    It does unless it may be an object or no one who speaks, or كان or أن stand before the verb.
    """
    kind, verb = nature & KINDS, bits[cue[C_WORD]]
    if cue[CARRIES] or nature & JOINED and verb & TRANSITIVE \
            or kind != NOUN and not verb & SAYS and _first_bits(starts, bits, cue) & (SILENT | OWNED | ACCUSATIVE):
        return False
    begin = max(cue[C_CLAUSE], cue[C_START] - BEFORE)
    if cue[C_LEADS] or blank(codes, signs, begin, cue[C_START]):
        return True
    start, auxiliary = phrase_before(starts, ends, bits, max(begin, cue[C_THAT]), cue[C_START])
    return start == NONE or start != CUT and not auxiliary and cue[C_THAT] <= begin


@inner
def _speaks_before(codes, signs, starts, ends, bits, nature, cue):
    """With no phrase behind the cue: does the one before it speak, whatever else is asked? Then it is written."""
    begin = max(cue[C_CLAUSE], cue[C_START] - BEFORE)
    if nature & JOINED or blank(codes, signs, begin, cue[C_START]) or _told_behind(starts, bits, cue) & INSIDE:
        return False
    start, _ = phrase_before(starts, ends, bits, max(begin, cue[C_THAT]), cue[C_START])
    if start < 0:
        return False
    cue[PHRASE], cue[PHRASE_END], carries = noun_phrase(codes, starts, ends, bits, start, cue[C_START], False, False)
    if cue[PHRASE] >= 0 and not carries and not _first_bits(starts, bits, cue) & (SILENT | OWNED):
        return True
    cue[PHRASE] = NONE
    return False


@inner
def speakers(codes, signs, starts, ends, bits, natures, cues):
    """Write of each cue that governs something the noun phrase beside it; return of how many source phrases Python tells it.

    Who speaks is told for the plain cases of ``subject_after.speaker_of``; it is asked about the others. Python
    tells the phrase behind a source phrase where its words are CUT or its first word carries a particle.

    Parameters
    ----------
    codes, starts, ends, bits : arrays
        As in ``phrases.noun_phrase``.
    signs, natures : arrays
        Those of the CueIndex.
    cues : 2-d int64 array
        With all that ``compiled_openings.openings`` writes.
    """
    asked = 0
    for cue in cues:
        nature = natures[cue[C_CUE]]
        kind, source = nature & KINDS, nature & KINDS == SOURCE
        cue[WHO] = WHO_IS_ASKED
        if cue[MANNER] == NOTHING:
            continue
        if source:
            start = _past_filler(codes, signs, starts, ends, bits, cue)
            cue[WHO], cue[NAMED] = WHO_IS_NAMED, start
            cue[PHRASE], cue[PHRASE_END], cue[CARRIES] = noun_phrase(
                codes, starts, ends, bits, start, max(cue[C_STOP], start), True, False)
            if cue[PHRASE] == NONE and start > cue[C_END] and bits[cue[C_LAST]] & FILLER:       # حسبما أضاف
                cue[WHO], cue[PHRASE], cue[PHRASE_END] = WHO_SPOKE_LAST, cue[C_END], start
            asked += cue[PHRASE] == CUT or cue[CARRIES] != 0
            continue
        cue[PHRASE], cue[PHRASE_END], cue[CARRIES] = noun_phrase(
            codes, starts, ends, bits, cue[C_END], cue[NAMED], kind == NOUN, False)
        if bits[cue[C_WORD]] & _ASKED:
            continue
        if cue[C_FIRST] and (kind == PARTICIPLE or nature & JOINED and kind != NOUN and cue[PHRASE] == NONE):
            cue[WHO] = WHO_SPOKE_LAST
        elif kind == PARTICIPLE:
            continue
        elif cue[PHRASE] >= 0 and _speaks_behind(codes, signs, starts, ends, bits, nature, cue) \
                or cue[PHRASE] == NONE and _speaks_before(codes, signs, starts, ends, bits, nature, cue):
            cue[WHO] = WHO_IS_NAMED
    return asked

"""Compiled: which of the cues that govern something make a scope, those of source phrases (بحسب الوزارة) included."""

import numpy as np

from nabra.cues.bits_attribution import (
    ACT, AFTER_NAME, BEFORE_SOURCE, JOINED, KINDS, NOT_SOURCE, NOUN, PADDING, PARTICIPLE, SOURCE, SOURCE_LINK, VERB,
)
from nabra.cues.bits_speakers import BY_SAYING, PASSES_ON, TOPIC
from nabra.cues.compiled_openings import DIRECT, INDIRECT, NOTHING
from nabra.cues.compiled_rows import (
    CLOSES, CUE, CUES, C_COMMA, C_CUE, C_END, C_RELATIVE, C_START, C_WORD, FROM, MANNER, NESTED_SCOPE, NONE, NO_SCOPE,
    OPENS, OWN_SCOPE, PHRASE, PHRASE_END, QUOTE, QUOTES, Q_END, Q_INNER_END, Q_INNER_START, Q_START, SCOPE, TO, WHO,
    WHO_IS_ASKED, WHO_SPOKE_LAST, trimmed,
)
from nabra.cues.compiled_speakers import BEFORE
from nabra.text.compiled import first_from, inner

LEAD = 3            # words before a quotation at most, so that it alone is attributed and not the sentence
LINKED = 30         # characters behind a source's name in which a word that links it to its words ends


@inner
def scopes(codes, signs, starts, ends, bits, told, quotes, sentences, natures, cues):
    """Write of each cue whether it makes a scope of its own, one within another, or none; and the place of each.

    Parameters
    ----------
    codes, signs, starts, ends, bits, told, quotes, sentences, natures
        As in ``compiled_reading.read``.
    cues : 2-d int64 array
        With all that ``compiled_speakers.speakers`` writes; the phrases of source phrases are told.
    """
    for row in range(len(sentences)):
        sentence = sentences[row]
        for at in range(sentence[CUE], sentence[CUES]):
            cue, nature = cues[at], natures[cues[at, C_CUE]]
            cue[SCOPE] = NO_SCOPE
            if cue[MANNER] == NOTHING or nature & KINDS == SOURCE \
                    and not _source(codes, signs, starts, ends, bits, quotes, sentence, cues, at):
                continue
            if cue[OPENS] >= cue[CLOSES]:
                continue
            nested = cue[C_RELATIVE] and not nature & JOINED or _within_one(sentence, cues, at)
            if nested and nature & KINDS == NOUN and cue[MANNER] == DIRECT:
                continue        # قال إن تصريح الوزير «…»: what is told of, not who tells it
            cue[SCOPE] = NESTED_SCOPE if nested else OWN_SCOPE
            if cue[WHO] == WHO_IS_ASKED and _goes_on(starts, told, sentence, natures, cues, at):
                cue[WHO] = WHO_SPOKE_LAST


@inner
def _goes_on(starts, told, sentence, natures, cues, at):
    """Has a participle, or a verb that is joined and without a subject, that of a scope before it in its sentence?

    Not where the cue right before governs nothing: that may have a subject of its own.
    """
    cue, nature = cues[at], natures[cues[at, C_CUE]]
    kind, verb = nature & KINDS, told[cue[C_WORD]]
    if at == sentence[CUE] or cues[at - 1, MANNER] == NOTHING or verb & BY_SAYING:
        return False
    if kind != PARTICIPLE:
        if kind != VERB and kind != ACT or not nature & JOINED or cue[PHRASE] != NONE or verb & PASSES_ON:
            return False
        word = first_from(starts, sentence[FROM])
        if starts[word] < sentence[FROM] + BEFORE and told[word] & TOPIC:
            return False            # أما الوزير فأكد، وقال
    for other in range(sentence[CUE], at):
        if cues[other, SCOPE]:
            return True
    return False


@inner
def _within_one(sentence, cues, at):
    """Does an earlier scope of the sentence hold that of the cue in row ``at``?"""
    for other in range(sentence[CUE], at):
        if cues[other, SCOPE] and cues[other, OPENS] <= cues[at, OPENS] and cues[at, CLOSES] <= cues[other, CLOSES]:
            return True
    return False


@inner
def _source(codes, signs, starts, ends, bits, quotes, sentence, cues, at):
    """Write what a source phrase attributes, if it names a source: at the head of a sentence what follows, else what precedes."""
    cue = cues[at]
    begin, start = sentence[FROM], cue[C_START]
    if cue[PHRASE] < 0:
        return False
    word = first_from(starts, cue[PHRASE])
    if word < len(starts) and starts[word] == cue[PHRASE] and bits[word] & NOT_SOURCE:
        return False
    if _all(codes, signs, begin, start, BEFORE_SOURCE):
        _write(codes, signs, cue, _after_source(codes, signs, starts, ends, bits, cue), sentence[TO], INDIRECT)
        return True
    for other in range(sentence[CUE], at):
        if cues[other, SCOPE] and cues[other, CLOSES] <= start:
            begin = max(begin, cues[other, CLOSES])
    quote = sentence[QUOTES] - 1
    while quote >= sentence[QUOTE] and quotes[quote, Q_END] > start:
        quote -= 1
    if quote >= sentence[QUOTE] and _all(codes, signs, quotes[quote, Q_END], start, PADDING) \
            and _words(starts, ends, min(begin, quotes[quote, Q_START]), quotes[quote, Q_START]) <= LEAD:
        for other in range(sentence[CUE], at):
            if cues[other, SCOPE] and cues[other, OPENS] == quotes[quote, Q_INNER_START]:
                return False
        _write(codes, signs, cue, quotes[quote, Q_INNER_START], quotes[quote, Q_INNER_END], DIRECT)
        return True
    for other in range(sentence[CUE], at):
        if cues[other, SCOPE] and cues[other, OPENS] < start <= cues[other, CLOSES]:
            return False
    _write(codes, signs, cue, begin, start, INDIRECT)
    return True


@inner
def _write(codes, signs, cue, start, end, manner):
    """Write the place of a scope, trimmed, and how it is given."""
    cue[MANNER] = manner
    cue[OPENS], cue[CLOSES] = trimmed(codes, signs, start, end, manner == DIRECT)


@inner
def _all(codes, signs, start, end, bit):
    """Have all signs between the bit?"""
    for place in range(start, end):
        if not signs[codes[place]] & bit:
            return False
    return True


@inner
def _words(starts, ends, start, end):
    """How many words stand between, one that is cut at ``start`` included."""
    first, behind = first_from(starts, start), first_from(starts, end)
    return behind - first + (first > 0 and ends[first - 1] > start)


@inner
def _after_source(codes, signs, starts, ends, bits, cue):
    """Where the content begins behind بحسب الوزارة: at فإن, a near comma, or behind the name."""
    end = cue[PHRASE_END]
    word = first_from(starts, end)
    if word < len(starts) and ends[word] <= end + LINKED and bits[word] & SOURCE_LINK \
            and _all(codes, signs, end, np.int64(starts[word]), AFTER_NAME):
        return np.int64(ends[word])
    return cue[C_COMMA] if cue[C_COMMA] >= 0 else max(end, cue[C_END])

"""Compiled: a text's sentences and cues read in one go, as far as nothing must be asked of Python."""

from nabra.cues.bits_attribution import LINE_SIGN, SPACE
from nabra.cues.compiled_openings import openings
from nabra.cues.compiled_rows import CUES, TO
from nabra.cues.compiled_scopes import scopes
from nabra.cues.compiled_sentences import sentences_and_cues
from nabra.cues.compiled_speakers import speakers
from nabra.text.compiled import BREAK, ENDS, KIND, START, compiled, inner

FROM_THE_START = -1     # no sentence's row


@compiled
def read(codes, signs, starts, ends, bits, events, quotes, phrases, firsts, natures, that_optional, told, numbers,
         contents, subject_follows, places, sentences, cues, row, at, limit, named):
    """Write what is told of ``sentences`` and ``cues``, until something must be asked or all is written.

    First they are found; then follows what each cue governs; then who speaks for it; and at last, when the names
    of sources are told, which scopes the cues make.

    Parameters
    ----------
    codes, starts, ends, bits : arrays
        Of the text its code points, of each word its place and its number (``cues.bits_attribution``).
    signs, phrases, firsts, natures, that_optional, subject_follows
        Those of the CueIndex.
    events : 2-d int64 array
        As in ``text.compiled.tokens``.
    quotes : 2-d int64 array
        The outermost quotations.
    told : uint64 array
        Of each word its bits by ``cues.bits_speakers``.
    numbers, contents : arrays
        As in ``compiled_complements.complement_start``.
    places, sentences, cues : int64 arrays
        To be filled: the events outside quotations, a row for each sentence and for each cue. Of each there
        are at most as many as events, and one more; when they are found, none but those.
    row, at, limit, named : int
        To begin with, FROM_THE_START as the row. After a question what was answered, as in
        ``compiled_openings.openings``; or the number of sentences, when the names of sources are told.

    Returns
    -------
    (int, int, int, bool)
        How many sentences there are; the sentence and row of the first cue of which something must be asked, or the
        number of sentences and of how many source phrases the name must be told; and, at the start, whether a line
        ends with a sign that lets another speak in the next (``cues.transcripts``).
    """
    number, asks = len(sentences), False
    if row == FROM_THE_START:
        number = sentences_and_cues(codes, signs, starts, ends, bits, events, quotes, phrases, firsts, natures,
                                    that_optional, places, sentences, cues)
        asks = _line_asks(codes, signs, events)
        if not subject_follows or number == 0:
            return number, number, 0, asks
        row, at, limit = 0, sentences[0, CUES] - 1, sentences[0, TO]
    sentences, cues, asked = sentences[:number], cues[:sentences[number - 1, CUES]], 0
    if row < number:
        row, at = openings(codes, signs, starts, ends, bits, events, numbers, contents, places, quotes, sentences, natures,
                           cues, row, at, limit, named)
        if row < number:
            return number, row, at, asks
        asked = speakers(codes, signs, starts, ends, told, natures, cues)
    if asked == 0:
        scopes(codes, signs, starts, ends, bits, told, quotes, sentences, natures, cues)
    return number, row, asked, asks


@inner
def _line_asks(codes, signs, events):
    """Does a line end, but for spaces, with a question mark or a colon?"""
    start, size = 0, events.shape[1]
    for number in range(size + 1):
        if number < size and events[KIND, number] != BREAK:
            continue
        end = len(codes) if number == size else events[START, number]
        while end > start and signs[codes[end - 1]] & SPACE:
            end -= 1
        if end > start and signs[codes[end - 1]] & LINE_SIGN:
            return True
        start = end if number == size else events[ENDS, number]
    return False

"""The noun phrase at a place of the text, in words and their bits (``cues/bits_speakers.py``); compiled.

Which words belong to the name of who speaks: those up to the first that no name holds, and the appositions behind
commas. ``cues/speakers.py`` asks, and cuts the words out of the text.
"""

import numpy as np

from nabra.cues.bits_speakers import (
    ABBREVIATION, ADDRESSED, ADJECTIVE, AUXILIARY, CONJUNCTION, DAY, DEFINITE, GOES_ON, HONORIFIC, INVOKED, ISSUED,
    KEEPS_PLACE, KNOWN_VERB, LINK, NO_SUBJECT, NO_VERB, OBJECT, OPENER, OWN, PARTICLE, PASSED, PLACE, POSTED, POSTING,
    RELAY, SPEECH, SPEECH_NOUN, STOP, STOP_YA, TIME, TITLE, TOLD,
)
from nabra.text.compiled import compiled, first_from, inner

LONGEST = 20     # words of a speaker's noun phrase at most
SEGMENTS = 4     # parts between commas that are looked at («السفير الروسي، ألكسندر …، إن»)
APPOSITION = 8   # words of an apposition at most
SPAN = 300       # characters in which a phrase is looked for
NONE, CUT, ASK = -1, -2, -3     # no phrase stands there; a word is cut at an end of what is read; somebody is spoken to

_SPACE, _DOT, _YA, _NEW_LINE, _BRACKET = ord(" "), ord("."), ord("ي"), ord("\n"), ord("(")
_ENDING = np.array([ord(sign) for sign in ":.!?؟«\n"], np.uint32)
_PARTING = np.array([ord(sign) for sign in "،,؛;("], np.uint32)
_GOES_ON, _PARTS, _ENDS = range(3)


@compiled
def noun_phrase(codes, starts, ends, bits, start, stop, source, asked):
    """The noun phrase in the line of ``codes[start:stop]``.

    Parameters
    ----------
    codes : uint32 array
        The text's code points.
    starts, ends : int32 arrays
        Where its words begin and end.
    bits : uint64 array
        What each of them may be.
    start, stop : int
    source : bool
        Does it belong to a noun of speech, so that it may carry a particle (بيان لـ[وزارة الدفاع])?
    asked : bool
        Whether somebody is spoken to at its beginning has been looked at.

    Returns
    -------
    (int, int, int)
        Where it begins and ends, and where its first word ends if that seems to carry a particle, else 0. Or first:
        ``NONE``, there is none; ``CUT``, the words at ``start`` or ``stop`` must be read anew; ``ASK``, somebody may
        be spoken to (كشف لـ(الخليج) [رئيس …]).
    """
    stop = _line_end(codes, start, stop)
    low, high = first_from(starts, start), first_from(starts, stop)
    if low > 0 and ends[low - 1] > start:
        return CUT, 0, 0
    if low == high:
        return NONE, 0, 0
    if high - low <= LONGEST and ends[high - 1] > stop:
        return CUT, 0, 0
    if not (source or asked) and bits[low] & PARTICLE:
        return ASK, 0, 0
    high = min(high, low + LONGEST)
    if bits[low] & (OWN if source else HONORIFIC):
        return np.int64(starts[low]), np.int64(ends[low]), 0
    end, following = _segment(codes, starts, ends, bits, low, high)
    begin = _past_time(bits, low, end)
    if end - begin > 1 and bits[begin] & SPEECH_NOUN and bits[begin + 1] & ADDRESSED:
        begin, source = begin + 1, True
    begin = _past_document(bits, begin, end)
    if begin == end or not source and bits[begin] & NO_SUBJECT and not _name_in_ya(codes, ends, bits, begin):
        return NONE, 0, 0
    document = end - begin > 1 and bits[begin] & SPEECH_NOUN and bits[begin] & STOP
    last = _cut(codes, ends, bits, begin + 1 if document else begin, end)
    if last == begin:
        return NONE, 0, 0
    if last == end:
        last = _with_appositions(codes, starts, ends, bits, begin, last, following, high)
    if last - begin > 1 and bits[last - 1] & TOLD:
        last -= 1           # قال الحداد لشبكة «…»
    carries = np.int64(ends[begin]) if source and bits[begin] & ADDRESSED else 0
    return np.int64(starts[begin]), np.int64(ends[last - 1]), carries


@compiled
def phrase_before(starts, ends, bits, start, stop):
    """Where in ``codes[start:stop]`` the subject before a verb may begin, behind conjunctions and كان.

    Returns
    -------
    (int, bool)
        The offset, and whether كان stands before it. ``NONE`` first: a word there begins another clause; ``CUT``
        first: the words at ``start`` or ``stop`` must be read anew.
    """
    low, high = first_from(starts, start), first_from(starts, stop)
    if low > 0 and ends[low - 1] > start or high > low and ends[high - 1] > stop:
        return CUT, False
    while low < high and bits[low] & CONJUNCTION:
        start = np.int64(ends[low])
        low += 1
    if low == high or bits[low] & OPENER:
        return NONE, False
    for word in range(low, min(low + 2, high)):
        if bits[word] & AUXILIARY:
            return np.int64(ends[word]), True
    if high - low > 2 and bits[low] & KNOWN_VERB:
        return np.int64(ends[low]), False       # ألقى [الوزير] كلمة أكد فيها
    return start, False


@compiled
def first_verb(starts, bits, start, stop):
    """The number of the first word from ``start`` to ``stop``, conjunctions left out, if it may be a verb; or NONE."""
    word = first_from(starts, start)
    while word < len(starts) and starts[word] < stop:
        if not bits[word] & CONJUNCTION:
            return NONE if bits[word] & NO_VERB else word
        word += 1
    return NONE


@inner
def _line_end(codes, start, stop):
    """The end of the line of ``start``, or of what is read of it, before ``stop``."""
    stop = min(stop, start + SPAN, len(codes))
    for place in range(start, stop):
        if codes[place] == _NEW_LINE:
            return place
    return stop


@inner
def _with_appositions(codes, starts, ends, bits, first, last, following, high):
    """Where the phrase from ``first`` ends with the appositions that begin at ``following`` (NONE: there are none).

    A name and what its bearer is, in whichever order, are all: what a further comma parts from them is the verb's
    object or a time (حذر رئيس البلدية، سامي الحداد، [الشركة] من). Neither is whom somebody speaks to an apposition.
    """
    titled = bits[first] & TITLE != 0
    for _ in range(SEGMENTS - 1):
        if following == NONE:
            break
        begin = following
        end, following = _segment(codes, starts, ends, bits, begin, high)
        inside = _cut(codes, ends, bits, begin, end)
        other = LINK | NO_SUBJECT if bits[begin] & ADDRESSED and inside - begin > 1 else LINK | NO_SUBJECT | PASSED
        if inside == begin or bits[begin] & other and not _name_in_ya(codes, ends, bits, begin):
            break           # ما يحدث، لCNN, but لي كه تشيانغ
        if inside - begin <= APPOSITION:
            last = inside
        whole = titled != (bits[begin] & TITLE != 0) and codes[starts[begin] - 1] != _BRACKET
        if inside < end or inside - begin > APPOSITION or whole:
            break
    return last


@inner
def _segment(codes, starts, ends, bits, first, high):
    """Where the words from ``first`` are parted by a comma or bracket, and where they go on; NONE at a full stop."""
    for word in range(first + 1, high):
        sign = _between(codes, ends[word - 1], starts[word], bits[word - 1] & ABBREVIATION)
        if sign != _GOES_ON:
            return word, word if sign == _PARTS else NONE
    return high, NONE


@inner
def _between(codes, start, end, abbreviated):
    """Do signs between two words end a phrase, or part it? A full stop behind an abbreviation does not."""
    found = _GOES_ON
    for place in range(start, end):
        code = codes[place]
        if code == _SPACE or code == _DOT and abbreviated:
            continue
        for sign in _ENDING:
            if code == sign:
                return _ENDS
        for sign in _PARTING:
            if code == sign:
                found = _PARTS
    return found


@inner
def _past_time(bits, begin, end):
    """Without pronouns, adverbs and times before the subject: الذي قال [فيه] الوزير، قال [أمس الأربعاء] الوزير."""
    while begin < end and bits[begin] & PASSED:
        begin += 1
    if begin < end and bits[begin] & TIME:
        begin += 1
        while begin < end and bits[begin] & DAY:
            begin += 1
    return begin


@inner
def _past_document(bits, begin, end):
    """Without the document before its owner («بيان صادر عن [الوزارة]», «بيان أصدرته [الوزارة]»)."""
    if end - begin < 3 or not bits[begin] & SPEECH_NOUN or not bits[begin + 1] & ISSUED:
        return begin
    return begin + 3 if bits[begin + 2] & RELAY else begin + 2


@inner
def _name_in_ya(codes, ends, bits, word):
    """Is it a name that differs from a preposition by its last letter alone (علي, على)?"""
    return bits[word] & STOP_YA != 0 and codes[ends[word] - 1] == _YA


@inner
def _cut(codes, ends, bits, first, end):
    """Where the words from ``first`` to ``end`` stop being a name."""
    for word in range(first, end):
        told = bits[word]
        if word > first and told & POSTING and end - first > word - first + 2 and bits[first] & POSTED:
            continue        # المبعوث إلى اليمن مارتن …
        if told & STOP and not _name_in_ya(codes, ends, bits, word):
            return word
        if word > first and (told & GOES_ON or _begins_object(bits[word - 1], told)):
            return word
        if told & PLACE:
            if end - word < 3 or bits[word + 1] & SPEECH or word == first or not bits[first] & KEEPS_PLACE:
                return word
    return end


@inner
def _begins_object(before, told):
    """Does an object begin behind a complete name: الله, or a bare noun that hardly ever speaks (الوزير قلق بلاده)?"""
    if not before & DEFINITE:
        return False
    if told & INVOKED:
        return before & TITLE != 0
    return not before & ADJECTIVE and told & OBJECT != 0        # الدكتور سهل: a title before a name

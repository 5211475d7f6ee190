"""Whose words stand in marks inside the writer's sentence, where no reporting cue governs them.

«توعد الوزير بـ«رد قاس»»، «ما وصفته الحكومة بـ«…»»، «دعوة الأمين العام إلى «…»»: a verb by which somebody takes
a stand, a relative clause that says who calls it so, or the owner of a noun of speech. Where none of them
stands before the marks, the last speaker of the paragraph goes on, failing that the sentence's first noun phrase.
No voice hangs on it: what stands in marks is quoted whoever speaks.
"""

from bisect import bisect_right
from functools import cache

from nabra.cues.named import name_of
from nabra.cues.speakers import phrase_after
from nabra.text.read import words_in
from nabra.text.segment import is_sentence_end

LOOK_BACK = 12   # scopes on each side of a quotation among which the last speaker is looked for
BEFORE = 300     # characters of the sentence that are read before the mark


# Groups of telling words with those of the particles they may carry (a conjunction, the future's sign).
GROUPS = (("relative", "verb_prefixes"), ("acts", "verb_prefixes"), ("owned", "noun_prefixes"))


def source_of(text, position, scopes, pack):
    """(who, position) of the source of a quotation that no scope holds, or None.

    Parameters
    ----------
    text : str
    position : int
        Where the quotation begins.
    scopes : list of Scope
        Sorted by start, resolved.
    pack : Pack
        Of a language whose speaker follows the verb; for others the answer is None.

    Returns
    -------
    (str, int) or None
        The noun phrase and the offset from which it was read.
    """
    if pack.speaker_side != "after" or not pack.sources:
        return None
    start = _sentence_start(text, position, pack)
    found = words_in(text, start, position)
    telling = _telling(pack)
    for place in range(len(found) - 1, -1, -1):
        group = telling.get(found[place][2])
        who = None if group is None else _named_by(text, group, place, found, position, pack)
        if who is not None:
            return who, found[place][1]
    last = _last_speaker(text, position, scopes)
    if last is not None:
        return last, position
    if not found:
        return None
    at = found[0][0] if found[0][2].startswith(pack.article) else found[0][1]
    who = phrase_after(text, at, position, pack)
    return (who, at) if who is not None else None


def _sentence_start(text, position, pack):
    """Where the sentence of ``position``, or what is read of it, begins."""
    low = max(0, position - BEFORE)
    low = max(low, text.rfind("\n", low, position) + 1)
    place = _last_stop(text, low, position, pack)
    while place > low and not is_sentence_end(text, place, place + 1, pack):
        place = _last_stop(text, low, place, pack)
    return place + 1 if place > low else low


def _last_stop(text, low, position, pack):
    """The place of the last stop between ``low`` and ``position``; -1 if there is none."""
    return max(text.rfind(sign, low + 1, position) for sign in pack.ends)


@cache
def _telling(pack):
    """The words that tell who speaks, as they are or with a particle, and the group in which they are listed."""
    groups = {}
    for group, prefixes in GROUPS:
        for word in pack.sources[group]:
            for prefix in ("", *pack.sources[prefixes]):
                groups.setdefault(prefix + word, group)
    return groups


def _named_by(text, group, place, found, stop, pack):
    """Whom the telling word ``found[place]`` names behind it, or None."""
    end, following = found[place][1], found[place + 1:place + 2]
    if not following or following[0][2] in pack.that or following[0][2] in pack.sources["subordinate"]:
        return None
    first_start, _, first = following[0]
    if group == "owned" and text[end:first_start].strip() or first.startswith(tuple(pack.complement_particles)):
        return None
    if group == "acts" and place and found[place - 1][2] in pack.noun_before:
        return None         # إلى وصف البلاد: a noun with its object
    who = phrase_after(text, end, stop, pack)
    if who is None or name_of(who, pack).first.silent or group == "owned" and not _owner(who, first, pack):
        return None
    return who


def _owner(who, first, pack):
    """Can the phrase be the owner of a noun of speech (إعلان الوزير) and no attribute of it (قرار غير ملزم)?"""
    if first in pack.sources["links"]:
        return False
    return first.startswith(pack.article) or name_of(who, pack).kind is not None


def _last_speaker(text, position, scopes):
    """Who spoke last before ``position`` in its paragraph, or in the one before where the mark begins it."""
    line = text.rfind("\n", 0, position) + 1
    if not text[line:position].strip():
        line = text.rfind("\n", 0, len(text[:line].rstrip())) + 1
    place = bisect_right(scopes, position, key=lambda scope: scope.start)
    before = [scope for scope in scopes[max(0, place - LOOK_BACK):place + LOOK_BACK]
              if line <= scope.cue_start < position and scope.speaker is not None]
    return max(before, key=lambda scope: scope.cue_start).speaker if before else None

"""Whose words stand in marks inside the writer's sentence, where no reporting cue governs them.

«توعد الوزير بـ«رد قاس»»، «ما وصفته الحكومة بـ«…»»، «دعوة الأمين العام إلى «…»»: a verb by which somebody takes
a stand, a relative clause that says who calls it so, or the owner of a noun of speech. Where none of them
stands before the marks, the last speaker of the paragraph goes on, failing that the sentence's first noun phrase.
No voice hangs on it: what stands in marks is quoted whoever speaks.
"""

from bisect import bisect_right
from typing import NamedTuple

from nabra.cues.candidates import is_silent
from nabra.cues.source_kinds import source_kind
from nabra.cues.speakers import phrase_after
from nabra.text.language import remembered
from nabra.text.read import words_in
from nabra.text.segment import is_sentence_end

LOOK_BACK = 12   # scopes on each side of a quotation among which the last speaker is looked for
BEFORE = 300     # characters of the sentence that are read before the mark


# Groups of telling words with those of the particles they may carry.
GROUPS = (("relative", "verb_prefixes"), ("acts", "verb_prefixes"), ("owned", "noun_prefixes"))


class Found(NamedTuple):
    """A word that tells who speaks: where it ends, its group, its place among the sentence's words."""

    end: int
    group: str
    place: int


def source_of(text, span, scopes, pack):
    """(who, position) of the source of a quotation that no scope holds, or None.

    Parameters
    ----------
    text : str
    span : Span
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
    start = _sentence_start(text, span.start, pack)
    found = words_in(text, start, span.start)
    telling = _telling(found, pack)
    for one in reversed(telling):
        who = _named_by(text, one, found, span.start, pack)
        if who is not None:
            return who, one.end
    last = _last_speaker(text, span.start, scopes)
    if last is not None:
        return last, span.start
    if not found:
        return None
    at = found[0][0] if found[0][2].startswith(pack.article) else found[0][1]
    who = phrase_after(text, at, span.start, pack)
    return (who, at) if who is not None else None


def _sentence_start(text, position, pack):
    """Where the sentence of ``position``, or what is read of it, begins."""
    low = max(0, position - BEFORE)
    low = max(low, text.rfind("\n", low, position) + 1)
    for place in range(position - 1, low, -1):
        if text[place] in pack.ends and is_sentence_end(text, place, place + 1, pack):
            return place + 1
    return low


def _telling(found, pack):
    """The words before the mark that tell who speaks, in order."""
    telling = []
    for place, (_, end, key) in enumerate(found):
        group = _group(key, pack)
        if group is not None:
            telling.append(Found(end, group, place))
    return telling


@remembered
def _group(key, pack):
    """The group of words that tell who speaks in which the key is listed, or None."""
    return next((group for group, prefixes in GROUPS if _listed(key, group, prefixes, pack)), None)


def _listed(key, group, prefixes, pack):
    """Does the key stand in the group, as it is or behind a particle (a conjunction, the future's sign)?"""
    members = pack.sources[group]
    return key in members or any(key.startswith(prefix) and key[len(prefix):] in members
                                 for prefix in pack.sources[prefixes])


def _named_by(text, one, found, stop, pack):
    """Whom the telling word names behind it, or None."""
    following = found[one.place + 1:one.place + 2]
    if one.group == "owned" and not (following and _touching(text, one.end, following[0][0])):
        return None
    nobody = pack.that | pack.sources["subordinate"]
    if not following or following[0][2] in nobody:
        return None
    if following[0][2].startswith(tuple(pack.complement_particles)):
        return None
    if one.group == "acts" and one.place and found[one.place - 1][2] in pack.noun_before:
        return None         # إلى وصف البلاد: a noun with its object
    who = phrase_after(text, one.end, stop, pack)
    if who is not None and is_silent(who, pack):
        return None
    if one.group == "owned" and who is not None and not _owner(who, following[0][2], pack):
        return None
    return who


def _owner(who, first, pack):
    """Can the phrase be the owner of a noun of speech (إعلان الوزير) and no attribute of it (قرار غير ملزم)?"""
    if first in pack.sources["links"]:
        return False
    return first.startswith(pack.article) or source_kind(who, pack) is not None


def _touching(text, end, start):
    return not text[end:start].strip()


def _last_speaker(text, position, scopes):
    """Who spoke last before ``position`` in its paragraph, or in the one before where the mark begins it."""
    line = text.rfind("\n", 0, position) + 1
    if not text[line:position].strip():
        line = text.rfind("\n", 0, len(text[:line].rstrip())) + 1
    place = bisect_right(scopes, position, key=lambda scope: scope.start)
    before = [scope for scope in scopes[max(0, place - LOOK_BACK):place + LOOK_BACK]
              if line <= scope.cue_start < position and scope.speaker is not None]
    return max(before, key=lambda scope: scope.cue_start).speaker if before else None

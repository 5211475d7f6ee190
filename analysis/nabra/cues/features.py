"""What can be read off a quotation to tell what it does: the readable features of ``function``.

Each feature is a yes or no about the span, its neighbours and its governor; the names are those of
the weights table (``languages/function_weights.csv``), so that every decision can be explained.
"""

import re
from bisect import bisect_right
from typing import NamedTuple

from nabra.cues.pairing import word_before
from nabra.text.normalise import phrase_key, words

_LENGTHS = ((1, "1"), (2, "2"), (3, "3"), (5, "4-5"), (8, "6-8"), (14, "9-14"))
_latin = re.compile("[A-Za-z]")
_digit = re.compile(r"\d")
LOOK_BACK = 12    # scopes before a place that may hold it
WINDOW = 20_000   # characters before and after in which the same string is looked for
NEAR = 60     # characters around the span that are looked at


class Setting(NamedTuple):
    """What the features need to know of the text around the spans; made once per text."""

    text: str
    scopes: list         # attribution scopes, sorted by start
    cues: list           # starts of the writer's reporting cues, sorted
    keys: dict           # phrase key of each short span -> how often it stands in marks
    pack: object


def setting(text, spans, scopes, cue_starts, pack):
    """The Setting of a text: its scopes, cue places and how often each short string is quoted."""
    keys = {}
    for span in spans:
        if span.inner_end - span.inner_start <= NEAR:
            key = phrase_key(text[span.inner_start:span.inner_end])
            keys[key] = keys.get(key, 0) + 1
    return Setting(text, sorted(scopes), sorted(cue_starts), keys, pack)


def governor(span, scopes):
    """The innermost scope that holds the span, direct ones first; None where nobody is said to speak."""
    best = None
    place = bisect_right(scopes, span.inner_start + 2, key=lambda scope: scope.start)
    for scope in scopes[max(0, place - LOOK_BACK):place]:
        if scope.start <= span.inner_start + 2 and span.inner_end <= scope.end:
            exact = scope.kind == "direct" and abs(scope.start - span.inner_start) <= 2
            size = scope.end - scope.start
            if best is None or (not exact, size) < best[0]:
                best = ((not exact, size), scope)
    return best[1] if best else None


def device_before(text, start, pack):
    """The so-called phrase that stands right before ``start`` (one filler word allowed), or None."""
    line = text[max(0, start - 40):start].rsplit("\n", 1)[-1]
    keys = [key for _, _, key in words(line)]
    for skipped in (0, 1):
        tail = keys[:len(keys) - skipped] if skipped else keys
        for length in (4, 3, 2, 1):
            if len(tail) >= length and " ".join(tail[-length:]) in pack.devices:
                return pack.devices[" ".join(tail[-length:])]
        if not keys or keys[-1] not in pack.proclitics and keys[-1] not in pack.name_nouns:
            break
    return None


def features(span, here):
    """The features of ``span``: a dict of name -> 1.0 (absent features are 0).

    Parameters
    ----------
    span : Span
    here : Setting
    """
    text, pack = here.text, here.pack
    content = text[span.inner_start:span.inner_end]
    inside = [key for _, _, key in words(content)]
    key = " ".join(inside)
    n = len(inside)
    found = {"bias", "length " + next((name for most, name in _LENGTHS if n <= most), "15+")}
    short = n <= 5

    clause = sum(word in pack.clause for word in inside)
    verbs = sum(word.startswith(pack.verb_beginnings) and len(word) > 3 for word in inside) if pack.verb_beginnings else 0
    found |= {"clause word inside"} if clause else set()
    found |= {"first word opens a clause"} if inside and inside[0] in pack.clause else set()
    found |= {"verb-like word first"} if verbs and inside[0].startswith(pack.verb_beginnings) else set()
    found |= {"verb-like word inside"} if verbs else set()
    found |= {"stop inside"} if content[-1:] in ".!?؟…" or ". " in content else set()
    found |= {"comma inside"} if any(sign in content for sign in "،,؛;") else set()

    scope = governor(span, here.scopes)
    if scope is None:
        found.add("no governor")
    elif scope.kind == "direct" and abs(scope.start - span.inner_start) <= 2:
        found.add("direct governor")
        found.add("direct governor, short" if short else "direct governor, long")
    else:
        found.add("indirect governor")
        found.add("indirect governor, one word" if n == 1 else "indirect governor, short" if short
                  else "indirect governor, long")
        if scope.start >= span.start - 2:
            found.add("follows أن")
            found.add("follows أن, long" if n > 4 else "follows أن, short")
    before = text[max(0, span.start - NEAR):span.start].rsplit("\n", 1)[-1]
    after = text[span.end:span.end + NEAR].split("\n", 1)[0]
    place = bisect_right(here.cues, span.start)
    if place and span.start - here.cues[place - 1] <= NEAR and "\n" not in text[here.cues[place - 1]:span.start]:
        found.add("cue shortly before")
    if place < len(here.cues) and here.cues[place] - span.end <= 3:
        found.add("cue right after")
    found |= {"colon before"} if before.rstrip().endswith(":") else set()
    found |= {"comma before"} if before.rstrip()[-1:] in "،," and before else set()
    found |= {"begins the paragraph"} if not before.strip() else set()

    previous = word_before(text, span.start)
    following = next(iter(words(after)), (0, 0, ""))
    glued = span.start > 0 and (text[span.start - 1].isalpha() or text[span.start - 1] == "ـ")
    if previous in pack.name_nouns:
        found.add("name noun before" if short else "name noun before, long")
    elif word_before(text, span.start - len(before) + before.rfind(previous)) in pack.name_nouns and short:
        found.add("name noun two before")
    if previous in pack.proclitics:
        found.add(f"particle {previous[-1]} before" + (", one word" if n == 1 else ""))
    found |= {"written onto the mark"} if glued else set()
    definite = previous.startswith("ال")
    if n and inside[0].startswith("ال") and short:
        found.add("definite")
        if definite:
            found.add("definite after definite, one word" if n == 1 else "definite after definite")
        if n == 1 and inside[0].endswith(("ي", "يه", "يين", "يون")):
            found.add("definite nisba")
    elif short:
        found.add("indefinite")
        found |= {"indefinite nisba"} if n == 1 and key.endswith(("ي", "يه")) else set()
    found |= {"definite follows"} if following[2].startswith("ال") and following[0] <= 1 and short else set()
    found |= {"stop follows"} if after.lstrip()[:1] in set(".،,؛!؟?") else set()

    device = device_before(text, span.start, pack)
    if device:
        found.add(f"{device} before")
    found |= {"known label"} if key in pack.known_labels else set()
    found |= {"known name"} if key in pack.known_names else set()
    found |= {"Latin letters"} if _latin.search(content) and pack.direction == "rtl" else set()
    found |= {"digits"} if _digit.search(content) and short else set()
    if short:
        if here.keys.get(key, 0) > 1:
            found.add("quoted elsewhere")
        window = max(0, span.start - WINDOW), span.end + WINDOW
        if text.count(content, *window) > here.keys.get(key, 1):
            found.add("unmarked elsewhere")
    found |= {"inside a quotation"} if span.depth else set()
    found |= {"mark repaired"} if span.repaired else set()
    return {name: 1.0 for name in found}

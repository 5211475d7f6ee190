"""What can be read off a quotation to tell what it does: the readable features of ``function``.

Each feature is a yes or no, or a small number, about the span, its neighbours, its governor and what
is known of its words; the names are those of the weights table (``languages/function_weights.csv``),
so that every decision can be explained. What stands in the marks is in ``features_inside``, the sentence
around them in ``features_around``, what the article and the corpora say of the string in ``features_known``.
"""

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from nabra.cues.clauses import in_place
from nabra.cues.features_around import around
from nabra.cues.features_inside import inside
from nabra.cues.features_known import known_string
from nabra.cues.knowledge import Knowledge, knowledge
from nabra.text.read import Read, keys_in, words_in

LOOK_BACK = 12       # scopes before a place that may hold it
SHORT = 60           # characters of a string that is compared with others
BEGINNING = 3_000    # characters of an article that tell how it is written
LONGEST = 400        # characters of a quotation whose words are read
BEFORE, AFTER = 260, 120    # characters of the sentence that are read on each side

_stop = re.compile(r"[.!?؟]+(?=\s|$)|[\n\r]")
_sizes = ((1, "1 word"), (2, "2 words"), (5, "3-5 words"), (8, "6-8 words"))
# From how many words on the classes of length change.
_lengths = ((1, "1"), (2, "2"), (3, "3"), (5, "4-5"), (8, "6-8"), (14, "9-14"))


class Setting(NamedTuple):
    """What the features need to know of the text around the spans; made once per text."""

    text: str
    spans: list          # all quotations, sorted
    places: dict         # start and end of a span -> its place in ``spans``
    scopes: list         # attribution scopes, sorted by start
    cues: list           # starts of the writer's reporting cues, sorted
    keys: dict           # phrase key of each short span -> how often it stands in marks
    manner: tuple        # features of the article as a whole
    pack: object
    known: Knowledge


class View(NamedTuple):
    """One quotation as the features look at it."""

    span: object
    number: int          # its place among the text's quotations
    content: str
    words: list          # keys of the words within
    raw: str             # the last word as printed
    size: str            # 1 word, 2 words, 3-5 words, 6-8 words, 9+ words
    short: bool          # at most five words
    sentence: list       # keys of the words before it in its sentence
    touching: bool       # the last of them stands right before the mark
    begins: str          # paragraph or sentence where it begins one, else ''
    gap: str             # the last signs before the mark
    start: int           # where its paragraph, or what is read of it, begins
    after: str           # what follows in its paragraph
    following: list      # words after it: (start, end, key)
    next: str            # the key of the word right behind the mark, or ''
    governor: object

    @property
    def breadth(self):
        """short or long, the two sizes of most conjunctions."""
        return "short" if self.short else "long"

    def before(self, steps=1):
        """The key of the word ``steps`` before the mark; '' where none touches it."""
        return self.sentence[-steps] if self.touching and len(self.sentence) >= steps else ""


def setting(text, spans, scopes, cue_starts, pack, known=None):
    """The Setting of a text: its quotations, scopes, cue places and how often each short string is quoted."""
    keys = {}
    for span in spans:
        if span.inner_end - span.inner_start <= SHORT:
            key = _key(text, span)
            keys[key] = keys.get(key, 0) + 1
    known, scopes = known or knowledge(pack.code), in_place(scopes)
    places = {(span.start, span.end): place for place, span in enumerate(spans)}
    manner = _manner(text, spans, scopes, cue_starts, known)
    return Setting(text, spans, places, scopes, sorted(cue_starts), keys, manner, pack, known)


def _key(text, span):
    return " ".join(keys_in(text, span.inner_start, span.inner_end))


def _manner(text, spans, scopes, cue_starts, known):
    """How the article is written: full of sources or of questions, by somebody who says I."""
    if not spans:
        return ()
    size = max(1, len(text))
    rate = len(cue_starts) / size * 1000
    amount = "none" if not rate else "few" if rate < 1.5 else "some" if rate < 4 else "many"
    found = [f"cues in the article: {amount}"]
    beginning = text[:BEGINNING]
    keys = keys_in(text, 0, BEGINNING)
    if sum(map(known.groups["writer"].__contains__, keys)) > 0.006 * len(keys):
        found.append("first-person article")
    if sum(map(beginning.count, ("؟", "?", "!", ".."))) > 0.0012 * max(1, len(beginning)):
        found.append("expressive article")
    long = [span for span in spans if span.inner_end - span.inner_start > SHORT]
    if not long:
        found.append("no long quotation in the article")
    elif sum(governor(span, scopes) is not None for span in long) > len(long) / 2:
        found.append("long quotations governed")
    return tuple(found)


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
    if isinstance(text, Read):
        place = bisect_left(text.starts, start)
        if place and text.ends[place - 1] <= start and pack.device_ends.isdisjoint(text.keys[max(0, place - 2):place]):
            return None         # most places: only the last two words are asked for
    low = max(0, start - 40)
    keys = keys_in(text, max(low, text.rfind("\n", low, start) + 1), start)
    if pack.device_ends.isdisjoint(keys[-2:]):
        return None
    for skipped in (0, 1):
        tail = keys[:len(keys) - skipped] if skipped else keys
        for length in (4, 3, 2, 1):
            if len(tail) >= length and " ".join(tail[-length:]) in pack.devices:
                return pack.devices[" ".join(tail[-length:])]
        if not keys or keys[-1] not in pack.proclitics and keys[-1] not in pack.name_nouns:
            break
    return None


def view(span, here):
    """The View of ``span`` in its Setting."""
    text = here.text
    content_end = min(span.inner_end, span.inner_start + LONGEST)
    content = text[span.inner_start:content_end]
    found = words_in(text, span.inner_start, content_end)
    count = len(found) if span.inner_end - span.inner_start <= LONGEST else LONGEST
    size = next((name for most, name in _sizes if count <= most), "9+ words")
    low = max(0, span.start - BEFORE)
    start = low + max(text.rfind("\n", low, span.start), text.rfind("\r", low, span.start), low - 1) - low + 1
    stop = None
    for stop in _stop.finditer(text, start, span.start):
        pass
    first = stop.end() if stop else start
    before = words_in(text, first, span.start)
    begins = "paragraph" if not text[start:span.start].strip() else \
        "sentence" if not text[first:span.start].strip(" .") else ""
    after = text[span.end:span.end + AFTER].split("\n", 1)[0]
    following = words_in(text, span.end, span.end + len(after))
    return View(
        span, here.places[span.start, span.end], content, [key for _, _, key in found],
        text[found[-1][0]:found[-1][1]] if found else "", size, count <= 5, [key for _, _, key in before],
        bool(before) and span.start - before[-1][1] <= 3, begins,
        text[max(start, span.start - 12):span.start].rstrip(), start, after, following,
        following[0][2] if following and following[0][0] - span.end <= 1 else "",
        governor(span, here.scopes),
    )


def features(span, here):
    """The features of ``span``: a dict of name -> value (1.0 for what is so; absent features are 0).

    Parameters
    ----------
    span : Span
        One of ``here.spans``.
    here : Setting
    """
    seen = view(span, here)
    count = len(seen.words) if span.inner_end - span.inner_start <= LONGEST else LONGEST
    found = {"bias": 1.0, "length " + next((name for most, name in _lengths if count <= most), "15+"): 1.0}
    for name in here.manner:
        found[f"{name}, {seen.breadth}"] = 1.0
    for name in inside(seen, here):
        found[name] = 1.0
    for name in around(seen, here):
        found[name] = 1.0
    device = device_before(here.text, span.start, here.pack)
    if device:
        found[f"{device} before"] = 1.0
    found.update(known_string(seen, here))
    return found

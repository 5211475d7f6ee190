"""Which mark opens and which closes: the cheapest reading of a paragraph's marks.

Outlets turn marks round («, ”), use one sign for both ends ("), nest the same sign and lose marks.
Each mark's surroundings make opening or closing more or less plausible; the sequence of actions
(open, close, repair, ignore) with the least total cost is found by dynamic programming over the
marks (Viterbi with a small beam: linear time, nesting at most ``DEPTH``).
"""

from bisect import bisect_left
from functools import cache
from typing import NamedTuple

from nabra.cues.scan import COLON, COMMA, END, MARK, WORD_HIT
from nabra.text.normalise import word_key
from nabra.text.read import Read, keys_in

DEPTH = 3          # quotations within quotations within quotations, and no deeper
NAME_WORDS = 2     # words after which a close most likely belongs to the inner
LOST_LEAST = 3     # words that a quotation without opening mark has at least
BEAM = 16          # readings kept side by side

# What a reading costs, in steps of about "one piece of evidence against it".
NEST = 0.8         # a quotation inside another
NEST_SAME = 1.2    # … with the sign that also closes (": the second may well be the close)
MISMATCH = 0.7     # opened and closed by different kinds of mark
IGNORE = 3.0       # the mark is no quotation mark at all
IGNORE_OPENING = 4.0   # … though it stands as only opening marks do
IGNORE_SURE = 5.0  # … and is a sign that only opens
IGNORE_SINGLE = 0.4    # … for apostrophes and the like
SINGLE = 1.2       # a single mark taken for a quotation mark
SINGLE_SURE = 0.3  # … where it stands as opening or closing marks do
IGNORE_INCH = 1.2  # a mark right behind a digit: inches, minutes
UNCLOSED = 3.4     # opened and never closed
REOPENED = 2.6     # never closed because the next one opens, and the writer spoke between the two
REOPENED_BARE = 4.6    # … where nothing between the two tells where the first might end
INNER_LOST = 2.9   # one mark closes the outer; the inner, a name, was never closed
INNER_LOST_BARE = 4.2  # … where nothing says that the inner is a name
INNER_NEAR = 1.5   # … though the mark stands where the inner would end, after a word or two
OPENING_LOST = 2.6     # closed after أن/that without having been opened
EMPTY = 6.0        # nothing between opening and closing

_OPENING_SIDE = set("([{<-–—/|")
_CLOSING_SIDE = set(".,;:!?،؛؟…)]}>-–—/|")


class Pair(NamedTuple):
    """A quotation by event index: ``opening`` or ``closing`` is None where the mark is missing.

    ``opener`` is the index of the أن/that after which a quotation without opening mark begins;
    ``limit`` the index of the event before which one without closing mark must end, or None.
    """

    opening: int | None
    closing: int | None
    depth: int
    opener: int | None = None
    limit: int | None = None


def pair(text, events, pack, cue_keys):
    """Pairs of marks among ``events`` (one paragraph's), in order of opening.

    Parameters
    ----------
    text : str
        The whole part; events carry offsets into it.
    events : sequence of Event
    pack : Pack
    cue_keys : frozenset of str
        Keys of reporting verbs.

    Returns
    -------
    list of Pair
    """
    names = [False] * len(events)
    readings = {(): (0.0, (), None)}      # open stack of signs -> (cost, stack of event indices, history)
    opener = narrator = None
    for index, event in enumerate(events):
        kind = event.kind
        if kind == WORD_HIT:
            if event.key in pack.quote_openers:
                opener = index
            if event.key in cue_keys:
                narrator = index
        elif kind == COLON:
            opener = index
        elif kind == END:
            narrator, opener = index, None
        elif kind == MARK:
            lean = _lean(text, events, index, pack)
            names[index] = word_before(text, event.start) in pack.name_nouns
            readings = _step(readings, text, events, index, lean, opener, narrator, names, pack)
    return _best(readings)


def _step(readings, text, events, index, lean, opener, narrator, names, pack):
    """All readings after the mark at ``index``: the cheapest for each stack of open signs."""
    event = events[index]
    role = pack.marks[event.key][1]
    inch = role == "both" and text[event.start - 1:event.start].isdigit()
    extra = 0.0 if role != "single" else SINGLE_SURE if abs(lean) >= 2 else SINGLE
    to_open, to_close = max(0.0, -lean) + extra + (2.0 if inch else 0.0), max(0.0, lean) + extra
    ignore = IGNORE_SINGLE if role == "single" else IGNORE_SURE if lean >= 2.5 and role == "open" \
        else IGNORE_OPENING if lean >= 0.8 else IGNORE
    following, sign, count = {}, event.key, event.count

    def offer(signs, cost, stack, history):
        if signs not in following or cost < following[signs][0]:
            following[signs] = (cost, stack, history)

    for signs, (cost, stack, history) in readings.items():
        offer(signs, cost + (IGNORE_INCH if inch and not stack else ignore), stack, history)
        if len(stack) < DEPTH:
            nest = 0.0 if not stack else NEST_SAME if signs[-1] == sign and role == "both" else NEST
            offer(signs + (sign,), cost + to_open + nest, stack + (index,), history)
        if stack:
            top = stack[-1]
            empty = EMPTY if events[top].count == count else 0.0
            clash = 0.0 if _match(signs[-1], sign) else MISMATCH
            offer(signs[:-1], cost + to_close + clash + empty, stack[:-1],
                  (Pair(top, index, len(stack) - 1), history))
            told = names[top] or narrator is not None and narrator > top
            reopened = REOPENED if told else REOPENED_BARE
            offer(signs[:-1] + (sign,), cost + to_open + reopened + empty, stack[:-1] + (index,),
                  (Pair(top, None, len(stack) - 1, limit=index), history))
        if len(stack) > 1:
            outer, inner = stack[-2], stack[-1]
            clash = 0.0 if _match(signs[-2], sign) else MISMATCH
            near = count - events[inner].count <= NAME_WORDS
            lost = (INNER_LOST if names[inner] else INNER_LOST_BARE) + (INNER_NEAR if near else 0.0)
            offer(signs[:-2], cost + to_close + lost + clash, stack[:-2],
                  (Pair(outer, index, len(stack) - 2),
                   (Pair(inner, None, len(stack) - 1, limit=index), history)))
        if not stack and opener is not None and count - events[opener].count > LOST_LEAST:
            offer((), cost + to_close + OPENING_LOST, (), (Pair(None, index, 0, opener=opener), history))
    return dict(sorted(following.items(), key=_cheapest)[:BEAM])


def _cheapest(reading):
    signs, (cost, _, _) = reading
    return cost, len(signs), signs


def _best(readings):
    """The pairs of the cheapest reading; what is still open at the end was never closed."""
    finished = []
    for signs, (cost, stack, history) in readings.items():
        for depth, index in enumerate(stack):
            history = (Pair(index, None, depth), history)
        finished.append((cost + UNCLOSED * len(stack), len(signs), signs, history))
    history = min(finished, key=lambda reading: reading[:3])[3]
    pairs = []
    while history is not None:
        pairs.append(history[0])
        history = history[1]
    return sorted(pairs, key=lambda p: (p.opening if p.opening is not None else p.opener, p.depth))


@cache
def _match(opening, closing):
    """Do the two signs belong together (in either direction: outlets turn them round)?"""
    return any(opening in family and closing in family for family in ("«»", "“”„‟", '"″＂', "‹›", "‘’'", "{}"))


def _lean(text, events, index, pack):
    """How much the mark's surroundings speak for opening (positive) or closing (negative)."""
    event = events[index]
    before, after = text[event.start - 1:event.start], text[event.end:event.end + 1]
    free_before = not before or before.isspace() or before in _OPENING_SIDE
    free_after = not after or after.isspace() or after in _CLOSING_SIDE
    neighbour = events[index - 1] if index else None
    touching_mark = neighbour is not None and neighbour.kind == MARK and neighbour.end == event.start
    role = pack.marks[event.key][1]
    lean = {"open": 0.9, "close": -0.9}.get(role, 0.0)
    if role == "inner":
        lean = 2.0 if event.key == "{" else -2.0
    if after and after in "(" and not free_before:
        free_after = True
    if _after_proclitic(text, event.start, pack):
        lean += 2.2
    elif free_before and not free_after:
        lean += 2.0
    elif free_after and not free_before:
        comma = before in ":،؛" or before == "," and pack.direction == "rtl"
        lean -= 0.6 if comma and after.isspace() else 2.0
    elif not free_before and not free_after and before in ":،,؛.":
        lean += 1.2
    elif touching_mark:
        lean += 0.5 if after.isalnum() else -0.5
    if neighbour is not None and neighbour.count == event.count and not touching_mark:
        if neighbour.kind == COLON or neighbour.kind == WORD_HIT and neighbour.key in pack.that:
            lean += 0.8
        elif neighbour.kind in (END, COMMA) and not free_before:
            lean -= 0.3
    if neighbour is not None and neighbour.kind == WORD_HIT and neighbour.count + 1 == event.count \
            and neighbour.key in pack.that:
        lean += 0.8
    return lean


def word_before(text, position):
    """The key of the last word before ``position`` in the same line, or ''."""
    low = max(0, position - 40)
    low = max(low, text.rfind("\n", low, position) + 1)
    if isinstance(text, Read):
        place = bisect_left(text.starts, position) - 1
        if place >= 0 and low <= text.starts[place] and text.ends[place] <= position:
            return text.keys[place]
    found = keys_in(text, low, position)
    return found[-1] if found else ""


def _after_proclitic(text, position, pack):
    """Is the mark written straight onto a particle (و«, بـ«, لـ", ال")?"""
    start = position
    while start and position - start < 6 and (text[start - 1].isalpha() or text[start - 1] == "ـ"):
        start -= 1
    if start == position or start and text[start - 1].isalnum():
        return False
    return word_key(text[start:position]) in pack.proclitics

"""Which mark opens and which closes: the cheapest reading of a paragraph's marks.

Outlets turn marks round («, ”), use one sign for both ends ("), nest the same sign and lose marks.
Each mark's surroundings make opening or closing more or less plausible (``cues.marks``); the sequence of actions
(open, close, repair, ignore) with the least total cost is found by dynamic programming over the
marks (Viterbi with a small beam: linear time, nesting at most ``DEPTH``).
"""

import numpy as np

from nabra.cues.marks import BOTH, CODE, FAMILY, IGNORE_INCH, NONE, ROLE, after_noun, copy_rows, prices_of
from nabra.text.compiled import COLON, COUNT, END, KIND, MARK, START, VALUE, WORD_HIT, inner
from nabra.text.word_bits import QUOTE_OPENER, REPORTING

DEPTH = 3          # quotations within quotations within quotations, and no deeper
NAME_WORDS = 2     # words after which a close most likely belongs to the inner
LOST_LEAST = 3     # words that a quotation without opening mark has at least
BEAM = 16          # readings kept side by side

# What a reading costs, in steps of about "one piece of evidence against it".
NEST = 0.8         # a quotation inside another
NEST_SAME = 1.2    # … with the sign that also closes (": the second may well be the close)
MISMATCH = 0.7     # opened and closed by different kinds of mark
UNCLOSED = 3.4     # opened and never closed
REOPENED = 2.6     # never closed because the next one opens, and the writer spoke between the two
REOPENED_BARE = 4.6    # … where nothing between the two tells where the first might end
INNER_LOST = 2.9   # one mark closes the outer; the inner, a name, was never closed
INNER_LOST_BARE = 4.2  # … where nothing says that the inner is a name
INNER_NEAR = 1.5   # … though the mark stands where the inner would end, after a word or two
OPENING_LOST = 2.6     # closed after أن/that without having been opened
EMPTY = 6.0        # nothing between opening and closing

# A pair: the events that open and close it (NONE: the mark is missing), its depth, the event of the word after which
# a quotation without opening mark begins, and the event before which one without closing mark must end (or NONE).
OPENING, CLOSING, LEVEL, OPENER, LIMIT, _EARLIER = range(6)     # _EARLIER: the pair before it in the same reading
_IGNORED, _OPENED, _CLOSED, _REOPENED, _CLOSED_OUTER, _CLOSED_UNOPENED = range(6)       # what a mark does
_BITS, _LAST = 8, 255   # the open signs of a reading are one number, 8 bits for each sign, the innermost the last


def room(pairs):
    """The tables in which ``pair`` works: of the readings, of those before the last mark, and of what is offered.

    The last two have room for so many ``pairs``: those of all readings, and those of the cheapest.
    """
    readings = np.empty(BEAM, np.int64), np.empty(BEAM), np.empty((BEAM, DEPTH), np.int64), np.empty(BEAM, np.int64)
    before = np.empty(BEAM, np.int64), np.empty((BEAM, DEPTH), np.int64), np.empty(BEAM, np.int64)
    offers = np.empty(6 * BEAM, np.int64), np.empty(6 * BEAM), np.empty((6 * BEAM, 2), np.int64)
    return readings, before, offers, (np.empty((pairs, 6), np.int64), np.empty((pairs, 6), np.int64))


@inner
def pair(letters, words, events, first, stop, signs, rtl, names, tables):
    """The pairs of marks among the events ``first:stop`` (one paragraph's), in order of opening.

    Parameters
    ----------
    letters : (uint32 array, uint32 array)
        The code points of the text, and the bits of each code point.
    words : (int32 array, int32 array, uint64 array)
        Start, end and bits of each word.
    events : 2-d int64 array
    signs : 2-d int64 array
        ``signs_of`` the language.
    rtl : bool
        The language is written from right to left.
    names : bool array
        By event; set for the marks right behind a noun that a name follows.
    tables : tuple
        ``room``; in the last one a row for each pair is written: OPENING, CLOSING, LEVEL, OPENER, LIMIT and one column
        more.

    Returns
    -------
    int
        How many pairs there are; NONE where there is not room enough.
    """
    # The readings: which signs are open, the cost, the events that opened them, and the last pair.
    (keys, costs, stacks, latest), (old_keys, old_stacks, old_latest), (next_keys, next_costs, origins), (pairs, cheapest) \
        = tables
    count, made = 1, 0          # ``made``: how many pairs all readings have
    keys[0], costs[0], latest[0] = 0, 0.0, NONE
    opener = narrator = NONE
    for index in range(first, stop):
        kind = events[KIND, index]
        if kind == WORD_HIT:
            bits = words[2][events[VALUE, index]]
            if bits & QUOTE_OPENER:
                opener = index
            if bits & REPORTING:
                narrator = index
        elif kind == COLON:
            opener = index
        elif kind == END:
            narrator, opener = index, NONE
        elif kind == MARK:
            names[index] = after_noun(letters[0], words, events[START, index])
            sign = 0
            while signs[sign, CODE] != events[VALUE, index]:
                sign += 1
            costs_here = prices_of(letters, words, events, first, index, signs[sign, ROLE], rtl)
            found = 0
            for reading in range(count):
                found = _readings(events, index, signs, sign, costs_here, opener, narrator, names, reading,
                                  keys[reading], costs[reading], stacks, next_keys, next_costs, origins, found)
            _sort(next_keys, next_costs, origins, found)
            if made + 2 * BEAM > len(pairs):
                return NONE
            copy_rows(stacks, 0, old_stacks, 0, count)
            for reading in range(count):
                old_keys[reading], old_latest[reading] = keys[reading], latest[reading]
            count = min(found, BEAM)
            for place in range(count):
                origin = origins[place, 0]
                copy_rows(old_stacks, origin, stacks, place, 1)
                latest[place], keys[place], costs[place] = old_latest[origin], next_keys[place], next_costs[place]
                made = _act(origins[place, 1], index, opener, _depth(old_keys[origin]), stacks, pairs, made, latest, place)
    count = _cheapest(count, keys, costs, stacks, latest, pairs, cheapest)
    _put_in_order(cheapest, count)
    return count


@inner
def _readings(events, index, signs, sign, prices, opener, narrator, names, reading, key, cost, stacks,
              keys, costs, origins, found):
    """Offer what the mark at ``index`` may do in one reading; returns how many readings are offered now.

    Of two with the same open signs the cheaper is kept. ``prices``: to open, to close, to be ignored, and whether the
    mark may mean inches.
    """
    to_open, to_close, ignore, inch = prices
    depth, count, this = _depth(key), events[COUNT, index], sign + 1
    role = signs[sign, ROLE]
    price = cost + (IGNORE_INCH if inch and depth == 0 else ignore)
    found = _offer(keys, costs, origins, found, key, price, reading, _IGNORED)
    if depth < DEPTH:
        nest = 0.0 if depth == 0 else NEST_SAME if key & _LAST == this and role == BOTH else NEST
        found = _offer(keys, costs, origins, found, key << _BITS | this, cost + to_open + nest, reading, _OPENED)
    if depth > 0:
        top = stacks[reading, depth - 1]
        empty = EMPTY if events[COUNT, top] == count else 0.0
        clash = 0.0 if _match(signs, (key & _LAST) - 1, sign) else MISMATCH
        found = _offer(keys, costs, origins, found, key >> _BITS, cost + to_close + clash + empty, reading, _CLOSED)
        reopened = REOPENED if names[top] or narrator > top else REOPENED_BARE
        found = _offer(keys, costs, origins, found, key >> _BITS << _BITS | this, cost + to_open + reopened + empty,
                       reading, _REOPENED)
    if depth > 1:
        nested = stacks[reading, depth - 1]
        clash = 0.0 if _match(signs, (key >> _BITS & _LAST) - 1, sign) else MISMATCH
        near = INNER_NEAR if count - events[COUNT, nested] <= NAME_WORDS else 0.0
        lost = (INNER_LOST if names[nested] else INNER_LOST_BARE) + near
        found = _offer(keys, costs, origins, found, key >> 2 * _BITS, cost + to_close + lost + clash, reading,
                       _CLOSED_OUTER)
    if depth == 0 and opener != NONE and count - events[COUNT, opener] > LOST_LEAST:
        found = _offer(keys, costs, origins, found, key, cost + to_close + OPENING_LOST, reading, _CLOSED_UNOPENED)
    return found


@inner
def _offer(keys, costs, origins, found, key, cost, reading, done):
    place = 0
    while place < found and keys[place] != key:
        place += 1
    if place == found or cost < costs[place]:
        keys[place], costs[place] = key, cost
        origins[place, 0], origins[place, 1] = reading, done
    return max(found, place + 1)


@inner
def _depth(key):
    """How many signs are open."""
    depth = 0
    while key > 0:
        key >>= _BITS
        depth += 1
    return depth


@inner
def _match(signs, opening, closing):
    return signs[opening, FAMILY] == signs[closing, FAMILY] and signs[closing, FAMILY] != NONE


@inner
def _sort(keys, costs, origins, found):
    """The first BEAM of the readings offered in order of cost, then of depth and signs."""
    for offer in range(1, found):
        key, cost, reading, done = keys[offer], costs[offer], origins[offer, 0], origins[offer, 1]
        place = min(offer, BEAM)
        while place > 0 and (cost < costs[place - 1] or cost == costs[place - 1] and key < keys[place - 1]):
            place -= 1
            if place < BEAM - 1:
                keys[place + 1], costs[place + 1] = keys[place], costs[place]
                origins[place + 1, 0], origins[place + 1, 1] = origins[place, 0], origins[place, 1]
        if place < BEAM:
            keys[place], costs[place], origins[place, 0], origins[place, 1] = key, cost, reading, done


@inner
def _act(done, index, opener, depth, stacks, pairs, made, latest, place):
    """Do in a reading what the mark does: change its stack, add its pairs; returns how many pairs there are."""
    if done == _OPENED:
        stacks[place, depth] = index
    elif done == _CLOSED:
        made = _put(pairs, made, stacks[place, depth - 1], index, depth - 1, NONE, NONE, latest, place)
    elif done == _REOPENED:
        made = _put(pairs, made, stacks[place, depth - 1], NONE, depth - 1, NONE, index, latest, place)
        stacks[place, depth - 1] = index
    elif done == _CLOSED_OUTER:
        made = _put(pairs, made, stacks[place, depth - 1], NONE, depth - 1, NONE, index, latest, place)
        made = _put(pairs, made, stacks[place, depth - 2], index, depth - 2, NONE, NONE, latest, place)
    elif done == _CLOSED_UNOPENED:
        made = _put(pairs, made, NONE, index, 0, opener, NONE, latest, place)
    return made


@inner
def _put(pairs, made, opening, closing, level, opener, limit, latest, place):
    pairs[made, OPENING], pairs[made, CLOSING], pairs[made, LEVEL] = opening, closing, level
    pairs[made, OPENER], pairs[made, LIMIT], pairs[made, _EARLIER] = opener, limit, latest[place]
    latest[place] = made
    return made + 1


@inner
def _cheapest(count, keys, costs, stacks, latest, pairs, found):
    """Write the pairs of the cheapest reading as they were closed; returns how many they are.

    What is still open at the end was never closed.
    """
    best, least = 0, np.inf
    for place in range(count):
        cost = costs[place] + UNCLOSED * _depth(keys[place])
        if cost < least or cost == least and keys[place] < keys[best]:
            best, least = place, cost
    depth, node = _depth(keys[best]), latest[best]
    number, step = depth, node
    while step != NONE:
        number, step = number + 1, pairs[step, _EARLIER]
    total = number
    for level in range(depth):
        number -= 1
        found[number, OPENING], found[number, CLOSING], found[number, LEVEL] = stacks[best, depth - 1 - level], NONE, \
            depth - 1 - level
        found[number, OPENER] = found[number, LIMIT] = NONE
    while node != NONE:
        number -= 1
        copy_rows(pairs, node, found, number, 1)
        node = pairs[node, _EARLIER]
    return total


@inner
def _put_in_order(pairs, count):
    """Sort pairs by what opens them, then by depth; of those alike the last comes first."""
    for row in range(1, count):
        place = row
        while place > 0 and not _is_before(pairs, place - 1, place):
            for column in range(pairs.shape[1]):
                pairs[place, column], pairs[place - 1, column] = pairs[place - 1, column], pairs[place, column]
            place -= 1


@inner
def _is_before(pairs, one, other):
    start, begin = max(pairs[one, OPENING], pairs[one, OPENER]), max(pairs[other, OPENING], pairs[other, OPENER])
    return start < begin or start == begin and pairs[one, LEVEL] < pairs[other, LEVEL]

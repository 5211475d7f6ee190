"""Features of what follows the marks, of who is said to speak, and of the quotations beside them."""

from nabra.cues.bits_function import (
    CALLS, DEFINITE, JOINING, NAMED, NAME_HEAD, PARTICLE, PREPOSITION, RELATIVE_AFTER, REPORTING, SOURCE, VERB,
    WITH_CONJUNCTION,
)
from nabra.cues.bits_signs import (
    AFTER_MARK, ALPHA, BLANK, COLON, COMMA, FULL_STOP, NEWLINE, SPACE, STOP,
)
from nabra.cues.feature_names import Families, put
from nabra.cues.features_before import any_of, word_back
from nabra.cues.features_seen import (
    AFTER, AFTER_END, BITS, BREADTH, CUE_AFTER, CUE_BEFORE, EDGE_AFTER, END, FIRST, FOLLOWING, FOLLOWING_END,
    FOLLOWS, GOVERNOR_CLASS, GOVERNOR_DESCRIBES, GOVERNOR_KIND, GOVERNOR_START, INNER, INNER_END, LAST, LINE,
    MARK, SHORT, SIZE, SPAN, SPAN_END, START, TOUCHING, first_word, line_start, words_till,
)
from nabra.text.compiled import inner
from nabra.text.language import CUE_CLASSES

NEAR = 60            # characters within which a reporting word is near
NEIGHBOUR = 200      # … and another quotation a neighbour
JOINED = 8           # … and two quotations are joined by a conjunction
CHAIN = 8            # quotations of a chain that are followed to its first
HEAD = 80            # characters before the first that are read
HEADLINE = 90        # characters of a line without stop that is a headline
LINE_END = 400       # characters in which the end of the line is looked for

_family = Families(800)
ENDS_PARAGRAPH, STOP_FOLLOWS = _family("ends the paragraph"), _family("{stop} follows, {size}")
BEFORE_DEFINITE = _family("{form} before definite, {size}")
REPORTING_FOLLOWS, PREPOSITION_FOLLOWS, RELATIVE_FOLLOWS = map(
    _family, ("reporting word follows, {size}", "preposition follows, {size}", "relative word follows, {size}"))
SOURCE_RIGHT_AFTER, GOES_ON = _family("source right after"), _family("the sentence goes on, {size}")
GOES_ON_BARE = _family("the sentence goes on without conjunction, {size}")
VERB_FOLLOWS = _family("a verb follows, {size}")
COMMA_AND_REPORTING = _family("comma and a reporting word follow, {size}")
SOURCE_AFTER, IN_HEADLINE = _family("source in the sentence after, {size}"), _family("in a headline, {breadth}")

GOVERNED, GOVERNED_SIZE = _family("{governor} governor"), _family("{governor} governor, {size}")
GOVERNED_CLASS = _family("{governor} governor of class {cue_class}")
_CLASSES = len(CUE_CLASSES)
BEGINS_ATTRIBUTED = _family("begins the attributed words, {size}")
DESCRIBED_SO = _family("governor describes, {size}")
SHORTLY_AFTER_CUE = _family("governing word shortly before, {size}")
RIGHT_BEFORE_CUE = _family("governing word right after, {size}")

NEIGHBOUR_BESIDE = _family("{quoted} quotation {side}")
JOINED_BESIDE = _family("joined to a {quoted} quotation {side}")
IN_CHAIN, CHAIN_BEGINS = _family("in a chain, {breadth}"), _family("in a chain that begins {quoted}, {breadth}")
NAME_HEAD_BEFORE_CHAIN = _family("name noun before the chain, {breadth}")
NAME_HEAD_TWO = _family("name noun two before the chain")
NAMED_BEFORE_CHAIN = _family("word for a name before the chain, {breadth}")
KNOWN_AS_BEFORE = _family("known as, {breadth}")


@inner
def around(signs, words, seen, found):
    """Put the features of what stands around the marks into the rows of ``found`` (as ``features_inside.inside``)."""
    for row in range(len(seen)):
        one, out = seen[row], found[row]
        _after(signs, words, one, out)
        if one[FOLLOWING] < one[FOLLOWING_END]:
            _following(signs, words, one, out)
            _headline(signs, one, out)
        _governed(signs, one, out)
        for other in (row - 1, row + 1):
            if 0 <= other < len(seen):
                _neighbour(signs, words, seen, row, other, out)
        _chain(signs, words, seen, row, out)


@inner
def _after(signs, words, one, out):
    """The sign behind the mark, and the word that stands right behind it."""
    first, end, size = one[AFTER], one[AFTER_END], one[SIZE]
    place = first
    while place < end and (signs[place] & BLANK or signs[place] & FULL_STOP):
        place += 1
    if place == end:
        put(out, ENDS_PARAGRAPH)
    stop = signs[first] >> AFTER_MARK if first < end else 0
    if stop:
        put(out, STOP_FOLLOWS + 5 * (stop - 1) + size)
    if not one[FOLLOWS]:
        return
    word = words[BITS, one[FOLLOWING]]
    if not one[BREADTH] and word & DEFINITE and one[LAST] > one[FIRST]:
        put(out, BEFORE_DEFINITE + (5 if words[BITS, one[FIRST]] & DEFINITE else 0) + size)
    if word & REPORTING:
        put(out, REPORTING_FOLLOWS + size)
    if word & PREPOSITION:
        put(out, PREPOSITION_FOLLOWS + size)
    if word & RELATIVE_AFTER:
        put(out, RELATIVE_FOLLOWS + size)


@inner
def _following(signs, words, one, out):
    """The first word behind the mark, and the first source among those that follow."""
    word, size, sign = words[BITS, one[FOLLOWING]], one[SIZE], signs[one[AFTER]]
    if word & SOURCE:
        put(out, SOURCE_RIGHT_AFTER)
    elif sign & ALPHA and not word & REPORTING:
        put(out, GOES_ON + size)
        if not word & WITH_CONJUNCTION:
            put(out, GOES_ON_BARE + size)
        if word & VERB:
            put(out, VERB_FOLLOWS + size)
    if sign & COMMA and word & REPORTING:
        put(out, COMMA_AND_REPORTING + size)
    source = one[FOLLOWING]
    while source < one[FOLLOWING_END] and not words[BITS, source] & SOURCE:
        source += 1
    if source < one[FOLLOWING_END] or one[EDGE_AFTER] & SOURCE:
        if not any_sign(signs, one[SPAN_END], words[START, source]) & STOP:
            put(out, SOURCE_AFTER + size)


@inner
def any_sign(signs, start, stop):
    """What any of the signs from ``start`` to ``stop`` is."""
    found = 0
    for place in range(start, stop):
        found |= signs[place]
    return found


@inner
def _headline(signs, one, out):
    """Does the line end soon, without a full stop?"""
    place, limit = one[SPAN_END], min(one[SPAN_END] + LINE_END, one[LINE] + HEADLINE, len(signs))
    while place < limit and not signs[place] & NEWLINE:
        place += 1
    if place < limit:
        while place > one[SPAN_END] and signs[place - 1] & SPACE:
            place -= 1
        if place == one[SPAN_END] or not signs[place - 1] & FULL_STOP:
            put(out, IN_HEADLINE + one[BREADTH])


@inner
def _governed(signs, one, out):
    """The scope that holds the quotation, and a reporting cue shortly before or right behind it."""
    kind, size, cue = one[GOVERNOR_KIND], one[SIZE], one[CUE_BEFORE]
    put(out, GOVERNED + kind)
    put(out, GOVERNED_SIZE + 5 * kind + size)
    if kind == 1 or kind == 3:
        put(out, GOVERNED_CLASS + _CLASSES * kind + one[GOVERNOR_CLASS])
        if one[GOVERNOR_START] >= one[SPAN] - 2:
            put(out, BEGINS_ATTRIBUTED + size)
        if one[GOVERNOR_DESCRIBES]:
            put(out, DESCRIBED_SO + size)
    if one[SPAN] - cue <= NEAR and line_start(signs, cue, one[SPAN]) == cue:
        put(out, SHORTLY_AFTER_CUE + size)
    if one[CUE_AFTER] - one[SPAN_END] <= 3:
        put(out, RIGHT_BEFORE_CUE + size)


@inner
def is_long(one):
    """Is the quotation too long to be a name?"""
    return one[INNER_END] - one[INNER] > SHORT


@inner
def _neighbour(signs, words, seen, row, other, out):
    """A quotation near this one on its line, and whether the two are joined."""
    start, stop = seen[min(row, other), SPAN_END], seen[max(row, other), SPAN]
    if start > stop or stop - start >= NEIGHBOUR or line_start(signs, start, stop) > start:
        return
    kind = (2 if is_long(seen[other]) else 0) + (1 if other > row else 0)
    put(out, NEIGHBOUR_BESIDE + kind)
    if is_joint(signs, words, start, stop):
        put(out, JOINED_BESIDE + kind)


@inner
def is_joint(signs, words, start, stop):
    """Does what stands between two quotations only join them (a comma, a conjunction)?"""
    if stop - start > JOINED or any_sign(signs, start, stop) & (STOP | COLON):
        return False
    word = first_word(words, start)
    while word < words.shape[1] and words[START, word] < stop:
        if not words[BITS, word] & JOINING:
            return False
        word += 1
    return True


@inner
def _chain(signs, words, seen, row, out):
    """Quotations joined to one another share what stands before the first of them."""
    head, long = row, seen[row, BREADTH]
    while head > max(0, row - CHAIN) and seen[head - 1, SPAN_END] <= seen[head, SPAN] and is_joint(
            signs, words, seen[head - 1, SPAN_END], seen[head, SPAN]):
        head -= 1
    first, stop = seen[row, TOUCHING], seen[row, MARK]
    if head < row:
        mark = seen[head, SPAN]
        first = first_word(words, line_start(signs, max(0, mark - HEAD), mark))
        stop = words_till(words, first, mark)
        if stop > first and mark - words[END, stop - 1] > 3:
            stop = first
        put(out, IN_CHAIN + long)
        put(out, CHAIN_BEGINS + (2 if is_long(seen[head]) else 0) + long)
    if word_back(words, first, stop, 1) & PARTICLE:
        stop -= 1
    previous = word_back(words, first, stop, 1)
    if previous & NAME_HEAD:
        put(out, NAME_HEAD_BEFORE_CHAIN + long)
    elif not long and word_back(words, first, stop, 2) & NAME_HEAD:
        put(out, NAME_HEAD_TWO)
    if previous & NAMED:
        put(out, NAMED_BEFORE_CHAIN + long)
    if any_of(words, max(first, stop - 3), stop) & CALLS:
        put(out, KNOWN_AS_BEFORE + long)

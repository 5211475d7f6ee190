"""Each quotation as the features look at it: one row of numbers, found by compiled loops over places of words.

Of a word at the edge of what is read, the part within counts as a word: of the first of a sentence, of the last
behind a mark or of a long quotation. ``look`` says where an edge cuts a word (EDGE_…), ``features.setting`` puts the
bits of the part there.
"""

from nabra.cues.bits_function import DEVICE_END
from nabra.cues.bits_signs import BLANK, FULL_STOP, NEWLINE, RETURN, SPACE, STOP
from nabra.text.compiled import compiled, inner

# Columns of a row: what the span says, …
(SPAN, SPAN_END, INNER, INNER_END, DEPTH, REPAIRED,
 # … where the last reporting cue before it begins, and the next one (far away: none),
 CUE_BEFORE, CUE_AFTER,
 # … the words within, from FIRST to LAST, how many they are (LONGEST where not all are read), as classes, and where
 # the text ends that is read of them,
 FIRST, LAST, COUNT, SIZE, BREADTH, CONTENT_END,
 # … the words of the sentence before the mark: from SENTENCE to MARK, and where those begin that touch the mark
 # (MARK itself where none does); what the span begins (1 a paragraph, 2 a sentence), where its line begins, and the
 # bits of the last sign before the mark that is no space (0: none),
 SENTENCE, MARK, TOUCHING, BEGINS, LINE, GAP,
 # … the words after the mark, from FOLLOWING to FOLLOWING_END, whether the first of them stands right behind it,
 # where the text after the mark begins and ends,
 FOLLOWING, FOLLOWING_END, FOLLOWS, AFTER, AFTER_END,
 # … the scope that holds the span (-1: none), what kind it is (a value of {governor}) and what is known of it,
 GOVERNOR, GOVERNOR_KIND, GOVERNOR_START, GOVERNOR_CLASS, GOVERNOR_DESCRIBES,
 # … whether a so-called phrase may stand before the mark, how many words a reader counts, and whether an edge of what
 # is read cuts a word: the last within, the last before SENTENCE, the one at FOLLOWING_END;
 MAY_BE_DEVICE, PRINTED, EDGE_WITHIN, EDGE_BEFORE, EDGE_AFTER,
 # and, told by features.setting: the row of the string in what the corpora say, how often it stands in marks in the
 # article, what is found ELSEWHERE, the number of the so-called phrase (0: none), bits for the endings of a word, and
 # what lists the language has.
 STRING, QUOTED, ELSEWHERE, DEVICE, ENDINGS, LISTS) = range(41)
COLUMNS = 41
# Rows of the table of a text's words; columns of that of its scopes.
START, END, BITS, KNOWN = range(4)
SCOPE, SCOPE_END, DIRECT, CUE_CLASS, DESCRIBES = range(5)

LONGEST = 400        # characters of a quotation whose words are read
SHORT = 60           # characters of a string that is compared with others; a longer quotation is long
FEW = 5              # words of a short quotation at most
BEFORE, FOLLOWED = 260, 120    # characters of the sentence that are read on each side
NEAR_GAP = 12        # characters before the mark among which the last sign is looked for
LOOK_BACK = 12       # scopes before a place that may hold it
FAR = 1 << 40        # where a cue stands that there is not


@inner
def first_word(words, place):
    """The first word that begins at ``place`` or behind it: its number among the text's words."""
    low, high = 0, words.shape[1]
    while low < high:
        middle = (low + high) // 2
        if words[START, middle] < place:
            low = middle + 1
        else:
            high = middle
    return low


@inner
def words_till(words, first, place):
    """The number of the first word from ``first`` on that ends behind ``place``."""
    while first < words.shape[1] and words[END, first] <= place:
        first += 1
    return first


@inner
def line_start(signs, low, place):
    """Where the line of ``place`` begins, ``low`` at the earliest."""
    while place > low and not signs[place - 1] & NEWLINE:
        place -= 1
    return place


@compiled
def look(signs, words, cues, scopes, seen):
    """Fill the rows of ``seen``, whose first columns hold the spans, sorted.

    Parameters
    ----------
    signs : array
        The text's code points; ``signs_of`` its language.
    words : 2-d array
        START, END, BITS and KNOWN of the text's words.
    cues : array
        Where the writer's reporting cues begin, sorted.
    scopes : 2-d array
        The attribution scopes, sorted by start.
    seen : 2-d array
        One row a span.
    """
    for row in range(len(seen)):
        one = seen[row]
        _look_for_cues(cues, one)
        _look_within(signs, words, one)
        _look_before(signs, words, one)
        _look_after(signs, words, one)
        _look_for_governor(scopes, one)


@inner
def _look_for_cues(cues, one):
    """The last reporting cue that begins before the span, or with it, and the next one."""
    place, high = 0, len(cues)
    while place < high:
        middle = (place + high) // 2
        if cues[middle] <= one[SPAN]:
            place = middle + 1
        else:
            high = middle
    one[CUE_BEFORE] = cues[place - 1] if place > 0 else -FAR
    one[CUE_AFTER] = cues[place] if place < len(cues) else FAR


@inner
def _look_within(signs, words, one):
    inner, end = one[INNER], one[INNER_END]
    one[CONTENT_END] = min(end, inner + LONGEST)
    one[FIRST] = first_word(words, inner)
    one[LAST] = words_till(words, one[FIRST], one[CONTENT_END])
    one[EDGE_WITHIN] = one[LAST] < words.shape[1] and words[START, one[LAST]] < one[CONTENT_END]
    count = one[LAST] - one[FIRST] + one[EDGE_WITHIN] if end - inner <= LONGEST else LONGEST
    one[COUNT], one[BREADTH] = count, count > FEW
    one[SIZE] = 0 if count <= 1 else 1 if count == 2 else 2 if count <= FEW else 3 if count <= 8 else 4
    for place in range(inner, end):
        if not signs[place] & SPACE and (place == inner or signs[place - 1] & SPACE):
            one[PRINTED] += 1


@inner
def _look_before(signs, words, one):
    """Where line and sentence begin, which words stand before the mark, and which sign."""
    mark, low = one[SPAN], max(0, one[SPAN] - BEFORE)
    line, sentence, stopped = mark, mark, False
    blank, empty = True, True               # nothing but spaces, or spaces and stops, up to here
    begins_sentence = False
    while line > low and not signs[line - 1] & NEWLINE and not signs[line - 1] & RETURN:
        sign = signs[line - 1]
        if not stopped and sign & STOP and (line == mark or signs[line] & SPACE):
            stopped, sentence, begins_sentence = True, line, empty
        if not sign & SPACE:
            if one[GAP] == 0 and blank and mark - line < NEAR_GAP:
                one[GAP] = signs[line - 1]
            blank = False
        if not signs[line - 1] & BLANK and not signs[line - 1] & FULL_STOP:
            empty = False
        line -= 1
    if not stopped:
        sentence, begins_sentence = line, empty
    one[LINE], one[BEGINS] = line, 1 if blank else 2 if begins_sentence else 0
    one[SENTENCE] = first_word(words, sentence)
    one[EDGE_BEFORE] = sentence == low and one[SENTENCE] > 0 and words[END, one[SENTENCE] - 1] > low
    one[MARK] = words_till(words, one[SENTENCE], mark)
    touches = one[MARK] > one[SENTENCE] and mark - words[END, one[MARK] - 1] <= 3
    one[TOUCHING] = one[SENTENCE] if touches else one[MARK]
    for word in range(max(0, one[MARK] - 2), one[MARK]):
        if words[BITS, word] & DEVICE_END:
            one[MAY_BE_DEVICE] = 1


@inner
def _look_after(signs, words, one):
    after = one[SPAN_END]
    end, limit = after, min(len(signs), after + FOLLOWED)
    while end < limit and not signs[end] & NEWLINE:
        end += 1
    one[FOLLOWING] = first_word(words, after)
    one[FOLLOWING_END] = words_till(words, one[FOLLOWING], end)
    one[EDGE_AFTER] = one[FOLLOWING_END] < words.shape[1] and words[START, one[FOLLOWING_END]] < end
    one[FOLLOWS] = one[FOLLOWING] < one[FOLLOWING_END] and words[START, one[FOLLOWING]] - after <= 1
    while after < end and signs[after] & SPACE:
        after += 1
    one[AFTER], one[AFTER_END] = after, end


@inner
def _look_for_governor(scopes, one):
    """The innermost scope that holds the span, direct ones first."""
    inner, end = one[INNER], one[INNER_END]
    place, high = 0, len(scopes)
    while place < high:                     # scopes that begin at the span, or before it
        middle = (place + high) // 2
        if scopes[middle, SCOPE] <= inner + 2:
            place = middle + 1
        else:
            high = middle
    best, best_exact, best_size = -1, False, 0
    for scope in range(max(0, place - LOOK_BACK), place):
        if end <= scopes[scope, SCOPE_END]:
            exact = scopes[scope, DIRECT] != 0 and abs(scopes[scope, SCOPE] - inner) <= 2
            size = scopes[scope, SCOPE_END] - scopes[scope, SCOPE]
            if best < 0 or (exact and not best_exact) or (exact == best_exact and size < best_size):
                best, best_exact, best_size = scope, exact, size
    one[GOVERNOR] = best
    if best >= 0:
        one[GOVERNOR_KIND] = 1 if scopes[best, DIRECT] == 0 else 2 if best_exact else 3
        one[GOVERNOR_START], one[GOVERNOR_CLASS] = scopes[best, SCOPE], scopes[best, CUE_CLASS]
        one[GOVERNOR_DESCRIBES] = scopes[best, DESCRIBES]

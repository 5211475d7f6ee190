"""Each quotation as the features look at it: one row of numbers, found by compiled loops over places of words.

Of a word at the edge of what is read, the part within counts as a word: of the first of a sentence, of the last
behind a mark or of a long quotation. ``look`` says where an edge cuts a word, ``features.setting`` puts the bits of the
part there.
"""

from nabra.cues.bits_function import DEVICE_END
from nabra.cues.bits_signs import BLANK, FULL_STOP, NEWLINE, RETURN, SPACE, STOP
from nabra.text.compiled import compiled, first_from, inner

# Columns of a row: what the span says (the first columns of ``quotes.Spans.table``), …
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
 # … what is known of the scope that holds the span: what kind it is (a value of {governor}), where it begins, …
 GOVERNOR_KIND, GOVERNOR_START, GOVERNOR_CLASS, GOVERNOR_DESCRIBES,
 # … the row of the string in what the corpora say, how often it stands in marks in the article, what is found ELSEWHERE,
 # bits for the endings of a word,
 STRING, QUOTED, ELSEWHERE, ENDINGS,
 # … told by features.setting: the bits of the words that an edge of what is read cuts (the last within, the last before
 # SENTENCE, the one at FOLLOWING_END), the number of the so-called phrase before the mark (0: none);
 EDGE_WITHIN, EDGE_BEFORE, EDGE_AFTER, DEVICE,
 # and the scope that holds the span (-1: none), and how many words a reader counts.
 GOVERNOR, PRINTED) = range(39)
COLUMNS = 39
ASKED = 4       # things at most that are asked of Python about a span
# Rows of the table of a text's words; columns of that of its scopes, and bits of what is told of one.
START, END, BITS, KNOWN = range(4)
SCOPE, SCOPE_END, CUE, TOLD = range(4)
DIRECT, DESCRIBES, CUE_CLASS = 1, 2, 2      # behind them the number of the cue's class

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
    return first_from(words[START], place)


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
def look(codes, kinds, starts, ends, bits, known, spans, scopes, signs, words, seen, asked):
    """Fill ``signs``, ``words`` and the rows of ``seen``; returns how much is asked.

    Parameters
    ----------
    codes : array
        The text's code points.
    kinds : array
        ``signs_of`` the language.
    starts, ends, bits, known : array
        Of the text's words.
    spans : 2-d array
        ``quotes.Spans.table``.
    scopes : 2-d array
        The attribution scopes, sorted by start.
    signs : array
        What the text's code points are.
    words : 2-d array
        START, END, BITS and KNOWN of the text's words.
    seen : 2-d array
        One row a span, of zeros.
    asked : 2-d array
        What Python must tell: a row, the column (EDGE_… or DEVICE), and the part of the text that is asked about.
    """
    for place in range(len(codes)):
        signs[place] = kinds[codes[place]]
    for word in range(len(starts)):
        words[START, word], words[END, word] = starts[word], ends[word]
        words[BITS, word], words[KNOWN, word] = bits[word], known[word]
    count = 0
    for row in range(len(seen)):
        one = seen[row]
        for column in range(REPAIRED + 1):
            one[column] = spans[row, column]
        _look_for_cues(scopes, one)
        count = _look_within(signs, words, row, one, asked, count)
        count = _look_before(signs, words, row, one, asked, count)
        count = _look_after(signs, words, row, one, asked, count)
        _look_for_governor(scopes, one)
    return count


@inner
def _ask(asked, count, row, column, start, end):
    """Ask for what Python must tell; returns how much is asked now."""
    asked[count, 0], asked[count, 1], asked[count, 2], asked[count, 3] = row, column, start, end
    return count + 1


@inner
def _look_for_cues(scopes, one):
    """The last reporting cue that begins before the span, or with it, and the next one."""
    before, after = -FAR, FAR
    for scope in range(len(scopes)):
        cue = scopes[scope, CUE]
        if cue <= one[SPAN]:
            before = max(before, cue)
        else:
            after = min(after, cue)
    one[CUE_BEFORE], one[CUE_AFTER] = before, after


@inner
def _look_within(signs, words, row, one, asked, count):
    """Which words stand between the marks."""
    inner, end = one[INNER], one[INNER_END]
    one[CONTENT_END] = min(end, inner + LONGEST)
    one[FIRST] = first_word(words, inner)
    one[LAST] = words_till(words, one[FIRST], one[CONTENT_END])
    edge = one[LAST] < words.shape[1] and words[START, one[LAST]] < one[CONTENT_END]
    size = one[LAST] - one[FIRST] + edge if end - inner <= LONGEST else LONGEST
    one[COUNT], one[BREADTH] = size, size > FEW
    one[SIZE] = 0 if size <= 1 else 1 if size == 2 else 2 if size <= FEW else 3 if size <= 8 else 4
    for place in range(inner, end):
        if not signs[place] & SPACE and (place == inner or signs[place - 1] & SPACE):
            one[PRINTED] += 1
    return _ask(asked, count, row, EDGE_WITHIN, words[START, one[LAST]], one[CONTENT_END]) if edge else count


@inner
def _look_before(signs, words, row, one, asked, count):
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
    if sentence == low and one[SENTENCE] > 0 and words[END, one[SENTENCE] - 1] > low:
        count = _ask(asked, count, row, EDGE_BEFORE, low, words[END, one[SENTENCE] - 1])
    one[MARK] = words_till(words, one[SENTENCE], mark)
    touches = one[MARK] > one[SENTENCE] and mark - words[END, one[MARK] - 1] <= 3
    one[TOUCHING] = one[SENTENCE] if touches else one[MARK]
    ends_device = False
    for word in range(max(0, one[MARK] - 2), one[MARK]):
        ends_device |= words[BITS, word] & DEVICE_END != 0
    return _ask(asked, count, row, DEVICE, low, mark) if ends_device else count


@inner
def _look_after(signs, words, row, one, asked, count):
    """Which words stand behind the mark, and which sign."""
    after = one[SPAN_END]
    end, limit = after, min(len(signs), after + FOLLOWED)
    while end < limit and not signs[end] & NEWLINE:
        end += 1
    one[FOLLOWING] = first_word(words, after)
    one[FOLLOWING_END] = words_till(words, one[FOLLOWING], end)
    if one[FOLLOWING_END] < words.shape[1] and words[START, one[FOLLOWING_END]] < end:
        count = _ask(asked, count, row, EDGE_AFTER, words[START, one[FOLLOWING_END]], end)
    one[FOLLOWS] = one[FOLLOWING] < one[FOLLOWING_END] and words[START, one[FOLLOWING]] - after <= 1
    while after < end and signs[after] & SPACE:
        after += 1
    one[AFTER], one[AFTER_END] = after, end
    return count


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
            exact = scopes[scope, TOLD] & DIRECT != 0 and abs(scopes[scope, SCOPE] - inner) <= 2
            size = scopes[scope, SCOPE_END] - scopes[scope, SCOPE]
            if best < 0 or (exact and not best_exact) or (exact == best_exact and size < best_size):
                best, best_exact, best_size = scope, exact, size
    one[GOVERNOR] = best
    if best >= 0:
        told = scopes[best, TOLD]
        one[GOVERNOR_KIND] = 1 if not told & DIRECT else 2 if best_exact else 3
        one[GOVERNOR_START], one[GOVERNOR_CLASS] = scopes[best, SCOPE], told >> CUE_CLASS
        one[GOVERNOR_DESCRIBES] = told & DESCRIBES != 0

"""Features of what stands between the marks: its words, whether it is a clause, how it begins and ends."""

from nabra.cues.bits_function import (
    CLAUSE_WORD, CONJOINED, DEFINITE, FEMININE_VERB, LETTERS, LONG_WORD, NAME_HEAD, NEGATION, ON_CONJUNCTION,
    ON_PREPOSITION, PAST_VERB, PERSON, PREPOSITION, RELATIVE, VERB, VERB_LIKE,
)
from nabra.cues.bits_signs import A_COMMA, AFTER_MARK, BLANK, DIGIT, ELLIPSIS, FOREIGN, FULL_STOP, HASH, STOP
from nabra.cues.feature_names import Families, put
from nabra.cues.features_seen import (
    BITS, BREADTH, CONTENT_END, DEPTH, EDGE_WITHIN, ENDINGS, FIRST, GOVERNOR, INNER, LAST, REPAIRED, SIZE,
)
from nabra.text.compiled import inner

PRONOUN, ACCUSATIVE, OTHER_ENDING = 1, 2, 2     # bits of ENDINGS; behind them the number of another ending

_family = Families(100)
ENDS_WITH_STOP, STOP_INSIDE = _family("ends with a stop"), _family("stop inside")
COMMA_INSIDE, LATIN, DIGITS = _family("comma inside"), _family("Latin letters"), _family("digits")
HASHTAG, INSIDE = _family("hashtag or handle"), _family("inside a quotation, {size}")
MARK_REPAIRED = _family("mark repaired")
CLAUSE_INSIDE, CLAUSE_FIRST = _family("clause word inside"), _family("clause word first")
VERB_LIKE_FIRST, VERB_LIKE_INSIDE = _family("verb-like word first, {breadth}"), _family("verb-like word inside")
FEMININE_FIRST = _family("may begin with a feminine verb, {size}")
FINITE, VERB_FIRST = _family("finite verb, {size}"), _family("{kind} first, {size}")
VERB_ALONE = _family("a verb alone")
NO_VERB, NO_MAIN, MAIN_EARLY = (_family("no verb, {size}"), _family("no main verb, {size}"),
                                _family("main verb early, {size}"))
PREPOSITION_FIRST, NEGATION_FIRST = _family("preposition first"), _family("negation first")
BEGINS_PREPOSITION = _family("begins with a preposition, {size}")
BEGINS_PREPOSITION_FIRM = _family("begins with a preposition, {how}, {breadth} (firm)")
BEGINS_CONJUNCTION = _family("begins with a conjunction, {size}")
FORM, FORMS = _family("{form}, {size}"), _family("{form} and {second}")
ENDS_PRONOUN, ENDS_ACCUSATIVE = _family("ends with a pronoun, {size}"), _family("accusative, {size}")
ALONE_ENDING, LETTERS_OF = _family("{form} alone, {ending} ending"), _family("letters: {letters}")
PREPOSITION_ALONE = _family("preposition written onto a word alone")
CONJUNCTION_INSIDE, PREPOSITION_INSIDE = _family("conjunction inside, {size}"), _family("preposition inside, {size}")
NAME_HEAD_FIRST = _family("a name noun begins it, {size}")


@inner
def inside(signs, words, seen, found):
    """Put the features of the words within the marks into the rows of ``found``.

    Parameters
    ----------
    signs, words, seen : array
        As in ``features_seen.look``, which has filled ``seen``.
    found : 2-d array
        One row a quotation, as ``feature_names.put`` fills it.
    """
    for row in range(len(seen)):
        one, out = seen[row], found[row]
        _signs(signs, one, out)
        if one[LAST] > one[FIRST]:
            _clause(words, one, out)
            _beginning(words, one, out)
            if not one[BREADTH]:
                _form(words, one, out)
        if one[DEPTH]:
            put(out, INSIDE + one[SIZE])
        if one[REPAIRED]:
            put(out, MARK_REPAIRED)


@inner
def _signs(signs, one, out):
    first, end = one[INNER], one[CONTENT_END]
    stop, comma, kinds = False, False, 0
    for place in range(first, end):
        sign = signs[place]
        kinds |= sign
        comma |= sign >> AFTER_MARK == A_COMMA
        stop |= sign & BLANK != 0 and place > first and signs[place - 1] & FULL_STOP != 0
    if signs[end - 1] & (STOP | ELLIPSIS):
        put(out, ENDS_WITH_STOP)
    if stop:
        put(out, STOP_INSIDE)
    if comma:
        put(out, COMMA_INSIDE)
    if kinds & FOREIGN:
        put(out, LATIN)
    if not one[BREADTH] and kinds & DIGIT:
        put(out, DIGITS)
    if signs[first] & HASH:
        put(out, HASHTAG)


@inner
def is_relative(words, first, word):
    """Does a relative word stand one or two words before ``word``, ``first`` at the earliest?"""
    for other in range(max(first, word - 2), word):
        if words[BITS, other] & RELATIVE:
            return True
    return False


@inner
def _clause(words, one, out):
    """Is there a clause: a word that begins one, a verb, one that is no relative clause's?"""
    first, last, size = one[FIRST], one[LAST], one[SIZE]
    head, any_of = words[BITS, first], 0
    verb, main, clause = -1, -1, -1         # the first of each, counted from the first word
    for word in range(first, last + 1):
        bits = words[BITS, word] if word < last else one[EDGE_WITHIN]
        any_of |= bits
        if bits & VERB:
            verb = word - first if verb < 0 else verb
            if main < 0 and not is_relative(words, first, word):
                main = word - first
        if clause < 0 and bits & CLAUSE_WORD and not (word > first and words[BITS, word - 1] & RELATIVE):
            clause = word - first
    if any_of & CLAUSE_WORD:
        put(out, CLAUSE_INSIDE)
    if head & CLAUSE_WORD:
        put(out, CLAUSE_FIRST)
    if head & VERB_LIKE:
        put(out, VERB_LIKE_FIRST + one[BREADTH])
    if any_of & VERB_LIKE:
        put(out, VERB_LIKE_INSIDE)
    if head & FEMININE_VERB:
        put(out, FEMININE_FIRST + size)
    if verb >= 0:
        put(out, FINITE + size)
        if verb == 0:
            put(out, VERB_FIRST + 5 * (2 if head & PERSON else 1 if head & PAST_VERB else 0) + size)
            if last - first == 1:
                put(out, VERB_ALONE)
    elif not any_of & CLAUSE_WORD:
        put(out, NO_VERB + size)
    if last - first > 2:
        if main < 0 and clause < 0:
            put(out, NO_MAIN + size)
        elif 0 <= main < 3 or 0 <= clause < 2:
            put(out, MAIN_EARLY + size)


@inner
def _beginning(words, one, out):
    head = words[BITS, one[FIRST]]
    if head & PREPOSITION:
        put(out, PREPOSITION_FIRST)
    if head & NEGATION:
        put(out, NEGATION_FIRST)
    if head & ON_PREPOSITION:
        put(out, BEGINS_PREPOSITION + one[SIZE])
        if one[LAST] - one[FIRST] > 1:
            put(out, BEGINS_PREPOSITION_FIRM + 2 * (one[GOVERNOR] >= 0) + one[BREADTH])
    if head & ON_CONJUNCTION:
        put(out, BEGINS_CONJUNCTION + one[SIZE])


@inner
def _form(words, one, out):
    """Of a short string: articles, endings, letters, and what joins its words."""
    first, last, size = one[FIRST], one[LAST], one[SIZE]
    head, tail = words[BITS, first], words[BITS, last - 1]
    definite = 1 if head & DEFINITE else 0
    put(out, FORM + 5 * definite + size)
    if last - first == 2:
        put(out, FORMS + 2 * definite + (1 if tail & DEFINITE else 0))
    if tail & LONG_WORD:
        if one[ENDINGS] & PRONOUN and not tail & DEFINITE:
            put(out, ENDS_PRONOUN + size)
        if one[ENDINGS] & ACCUSATIVE and not definite:
            put(out, ENDS_ACCUSATIVE + size)
        if last - first == 1 and one[ENDINGS] >> OTHER_ENDING:
            put(out, ALONE_ENDING + 8 * definite + (one[ENDINGS] >> OTHER_ENDING) - 1)
    if last - first == 1:
        put(out, LETTERS_OF + (head >> LETTERS & 7))
        if head & ON_PREPOSITION:
            put(out, PREPOSITION_ALONE)
        return
    behind = 0
    for word in range(first + 1, last):
        behind |= words[BITS, word]
    if behind & CONJOINED:
        put(out, CONJUNCTION_INSIDE + size)
    if behind & PREPOSITION:
        put(out, PREPOSITION_INSIDE + size)
    if head & NAME_HEAD:
        put(out, NAME_HEAD_FIRST + size)

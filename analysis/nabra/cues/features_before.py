"""Features of the sentence before the marks: the words right before them, and what governs them.

Names that end in "(firm)" state a rule of grammar (a name follows "called"; a predicate whose subject stands
outside the marks is a fragment); ``tests/fit_function.py`` trusts them more than the others.
"""

from nabra.cues.bits_function import (
    ACT, CALLED, CALLED_BY, CONTENT_HEAD, COPULA, DEFINITE, DESCRIBING, FEMININE, KNOWN_AS, LAST_LETTER, NAMED,
    NAME_HEAD, NAME_NOUN, NO_NAMES, PARTICLE, PREPOSITION, PROCLITIC, REPORTING, SOURCE, TERM, THAT,
    THAT_PRONOUN, TITLE, VERB,
)
from nabra.cues.bits_signs import ALPHA, BEFORE_MARK, COLON
from nabra.cues.feature_names import Families, put
from nabra.cues.features_seen import (
    BEGINS, BITS, BREADTH, EDGE_BEFORE, FIRST, GAP, GOVERNOR, LAST, MARK, SENTENCE, SIZE, SPAN, TOUCHING,
)
from nabra.text.compiled import inner

NONE = -2           # no word
_family = Families(400)
BEGINS_THE, GAP_BEFORE = _family("begins the {beginning}"), _family("{gap} before")
WRITTEN_ONTO = _family("written onto the mark")
NAME_NOUN_BEFORE = _family("name noun before, {size}")
NAME_NOUN_TWO, NAME_NOUN_THREE = _family("name noun two before"), _family("name noun three before")
NAMED_BEFORE, NAMED_NEAR = _family("word for a name before, {size}"), _family("word for a name near")
TITLE_BEFORE, TERM_BEFORE = _family("title before"), _family("word for a term before")
PARTICLE_BEFORE = _family("particle {particle} before, {size}")
PREPOSITION_BEFORE, RIGHT_AFTER_THAT = _family("preposition before, {size}"), _family("right after that, {size}")
RIGHT_AFTER_PRONOUN = _family("right after that and a pronoun, {size}")
ACT_CONTENT = _family("content of a speech act, {breadth}")
RIGHT_AFTER_REPORTING = _family("right after a reporting word, {size}")
AFTER_DEFINITE, AFTER_FEMININE = _family("{form} after definite, {size}"), _family("{form} after feminine, {size}")

DESCRIBED, DESCRIBED_FARTHER = _family("described, {size}"), _family("described farther off, {size}")
ACT_IN_SENTENCE = _family("speech act in the sentence, {breadth}")
REPORTING_ANY = _family("reporting word in the sentence")
REPORTING_IN_SENTENCE = _family("reporting word in the sentence, {size}")
NO_REPORTING, SOURCE_BEFORE = _family("no reporting word, {size}"), _family("source in the sentence, {size}")
THAT_IN_SENTENCE = _family("that in the sentence, {size}")
WORDS_AFTER_THAT = _family("{after_that} words after that{pronoun}, {breadth}")
REPORTING_AND_THAT = _family("reporting word and that, {size}")
VERB_AFTER_THAT = _family("verb between that and the marks, {size}")
WORDS_AFTER_REPORTING = _family("{after_cue} words after a reporting word, {breadth}")
REPORTING_AND_PREPOSITION = _family("reporting word and a preposition, {breadth}")

IS_NAMED, AFTER_NAME_HEAD = _family("named (firm)"), _family("after a name noun, {breadth} (firm)")
PREDICATE = _family("predicate of a pronoun{first}, {breadth} (firm)")
AFTER_PREPOSITION = _family("after a preposition{first}, {breadth} (firm)")
COMPLEMENT = _family("complement of a speech act, {breadth} (firm)")
SUBJECT_OUTSIDE = _family("subject outside the marks{verb}, {breadth} (firm)")
WHOLE_CLAUSE = _family("a whole clause after that, {breadth} (firm)")
AFTER_COLON = _family("after a colon, {breadth} (firm)")


@inner
def before(signs, words, seen, found):
    """Put the features of what stands before the marks into the rows of ``found`` (as ``features_inside.inside``)."""
    for row in range(len(seen)):
        one, out = seen[row], found[row]
        _right_before(signs, words, one, out)
        that = _sentence(words, one, out)
        _grammar(words, one, out)
        _clause_outside(words, that, one, out)


@inner
def word_back(words, first, stop, steps):
    """The bits of the word ``steps`` before ``stop``; 0 where that is before ``first``."""
    return words[BITS, stop - steps] if stop - steps >= first else 0


@inner
def any_of(words, first, stop):
    """The bits that any of the words from ``first`` to ``stop`` has."""
    found = 0
    for word in range(first, stop):
        found |= words[BITS, word]
    return found


@inner
def _right_before(signs, words, one, out):
    if one[BEGINS]:
        put(out, BEGINS_THE + one[BEGINS] - 1)
    gap = one[GAP] >> BEFORE_MARK & 15
    if gap:
        put(out, GAP_BEFORE + gap - 1)
    if one[SPAN] and signs[one[SPAN] - 1] & ALPHA:
        put(out, WRITTEN_ONTO)
    if one[TOUCHING] < one[MARK]:
        _previous(words, one, out)


@inner
def _previous(words, one, out):
    """The word that touches the mark, and the two before it."""
    size, long = one[SIZE], one[BREADTH]
    previous = word_back(words, one[TOUCHING], one[MARK], 1)
    second = word_back(words, one[TOUCHING], one[MARK], 2)
    third = word_back(words, one[TOUCHING], one[MARK], 3)
    behind = second if previous & PROCLITIC else 0
    if previous & NAME_NOUN:
        put(out, NAME_NOUN_BEFORE + size)
    elif not long and second & NAME_NOUN:
        put(out, NAME_NOUN_TWO)
    elif not long and third & NAME_NOUN:
        put(out, NAME_NOUN_THREE)
    if (previous | behind) & NAMED:
        put(out, NAMED_BEFORE + size)
    elif (second | third) & NAMED:
        put(out, NAMED_NEAR)
    if previous & TITLE:
        put(out, TITLE_BEFORE)
    if (previous | behind) & TERM:
        put(out, TERM_BEFORE)
    if previous & PROCLITIC:
        put(out, PARTICLE_BEFORE + 5 * (previous >> LAST_LETTER) + size)
    if previous & PREPOSITION:
        put(out, PREPOSITION_BEFORE + size)
    if previous & THAT:
        put(out, RIGHT_AFTER_THAT + size)
    if previous & THAT_PRONOUN:
        put(out, RIGHT_AFTER_PRONOUN + size)
    if previous & CONTENT_HEAD:
        put(out, ACT_CONTENT + long)
    if previous & REPORTING:
        put(out, RIGHT_AFTER_REPORTING + size)
    if not long and one[LAST] > one[FIRST]:
        form = size + (5 if words[BITS, one[FIRST]] & DEFINITE else 0)
        if previous & DEFINITE:
            put(out, AFTER_DEFINITE + form)
        elif previous & FEMININE:
            put(out, AFTER_FEMININE + form)


@inner
def _sentence(words, one, out):
    """Reporting and describing words before the marks; returns the last that's place, or NONE."""
    first, mark, size, long = one[SENTENCE], one[MARK], one[SIZE], one[BREADTH]
    sentence, first_cue, cue, that, pronoun = 0, NONE, NONE, NONE, 0
    for word in range(first - 1, mark):
        bits = words[BITS, word] if word >= first else one[EDGE_BEFORE]
        sentence |= bits
        if bits & REPORTING:
            first_cue, cue = word if cue == NONE else first_cue, word
        if bits & THAT:
            that, pronoun = word, 2 if bits & THAT_PRONOUN else 0
    if any_of(words, max(first, mark - 5), mark) & DESCRIBING:
        put(out, DESCRIBED + size)
    elif any_of(words, max(first, mark - 12), mark) & DESCRIBING:
        put(out, DESCRIBED_FARTHER + size)
    if sentence & ACT:
        put(out, ACT_IN_SENTENCE + long)
    if cue != NONE:
        put(out, REPORTING_ANY)
        put(out, REPORTING_IN_SENTENCE + size)
    elif one[GOVERNOR] < 0:
        put(out, NO_REPORTING + size)
    if sentence & SOURCE:
        put(out, SOURCE_BEFORE + size)
    if that != NONE:
        steps = mark - 1 - that
        part = 0 if steps == 0 else 1 if steps <= 2 else 2 if steps <= 6 else 3
        put(out, THAT_IN_SENTENCE + size)
        put(out, WORDS_AFTER_THAT + 4 * part + pronoun + long)
        if cue != NONE and that > first_cue:
            put(out, REPORTING_AND_THAT + size)
        if any_of(words, that + 1, mark) & VERB:
            put(out, VERB_AFTER_THAT + size)
    elif cue != NONE:
        steps = mark - 1 - cue
        part = 0 if steps == 0 else 1 if steps <= 3 else 2 if steps <= 8 else 3
        put(out, WORDS_AFTER_REPORTING + 2 * part + long)
        if any_of(words, max(first, mark - 2), mark) & PREPOSITION:
            put(out, REPORTING_AND_PREPOSITION + long)
    return that


@inner
def _grammar(words, one, out):
    """What the word before the marks says of them: a name follows, a predicate, an object or a complement."""
    first, stop, long = one[TOUCHING], one[MARK], one[BREADTH]
    particle = word_back(words, first, stop, 1) & PARTICLE != 0
    stop -= particle
    previous = word_back(words, first, stop, 1)
    if is_named(words, first, stop, particle):
        put(out, IS_NAMED)
    elif previous & NAME_HEAD:
        put(out, AFTER_NAME_HEAD + long)
    if one[FIRST] == one[LAST]:
        return
    verb_first = 2 if words[BITS, one[FIRST]] & VERB else 0
    if previous & THAT_PRONOUN and not particle:
        put(out, PREDICATE + verb_first + long)
    if one[LAST] - one[FIRST] < 3:
        return
    if particle or previous & PREPOSITION:
        put(out, AFTER_PREPOSITION + verb_first + long)
    elif previous & CONTENT_HEAD:
        put(out, COMPLEMENT + long)


@inner
def _clause_outside(words, that, one, out):
    """Does a clause begin before the marks or with them?"""
    mark, long = one[MARK], one[BREADTH]
    if one[LAST] - one[FIRST] < 3:
        return
    if NONE < that < mark - 1:
        put(out, SUBJECT_OUTSIDE + (2 if any_of(words, that + 1, mark) & VERB else 0) + long)
    elif that != NONE and not words[BITS, that] & THAT_PRONOUN:
        put(out, WHOLE_CLAUSE + long)
    if one[GAP] & COLON:
        put(out, AFTER_COLON + long)


@inner
def is_named(words, first, stop, particle):
    """Do the words before the marks say that a name follows (called, titled, known as)?

    Not a so-called one, and not where somebody asked not to be named.
    """
    if any_of(words, max(first, stop - 4), stop - 1) & NO_NAMES:
        return False
    previous, second = word_back(words, first, stop, 1), word_back(words, first, stop, 2)
    if previous & NAMED or particle and previous & KNOWN_AS or previous & COPULA and second & NAMED:
        return True
    return previous & CALLED_BY != 0 and any_of(words, max(first, stop - 5), stop - 1) & CALLED != 0

"""Compiled: the sentences of a text, and the reporting cues in each."""

from nabra.cues.bits_attribution import (
    ACT, ALONE, ALSO, BY_SAYING, FULL_STOP, JOINED, KINDS, LONGER, NOUN, NUMBER, PAUSE, RELATIVE, SOURCE,
    SPACE, THAT, VERB, WEAK,
)
from nabra.cues.compiled_beside import beside, colon_before
from nabra.cues.compiled_rows import (
    CUE, CUES, CUE_COLUMNS, C_COUNT, C_CUE, C_END, C_EVENT, C_LAST, C_RELATIVE, C_START, C_WORD, EVENT, EVENTS,
    FROM, NONE, QUOTE, QUOTES, Q_END, Q_INNER_END, Q_START, S_COLON, TO, ZERO, before,
)
from nabra.text.compiled import (
    BREAK, COLON, COMMA, COUNT, END, ENDS, KIND, MARK, START, VALUE, WORD_HIT, inner,
)

LONGEST = 400        # events of one sentence; a text without stops is cut there
REACH = 40           # words between a reporting verb and its أن
CLOSING = 14         # words of a phrase that closes its clause (…، كما أوضح الوزير)
SMALL_A, SMALL_Z = ord("a"), ord("z")


@inner
def _sentence_follows(codes, signs, start):
    """After a quotation that ended with a stop: does a new sentence begin (no comma, no small letter)?"""
    for place in range(start, min(start + 3, len(codes))):
        if not signs[codes[place]] & SPACE:
            return not signs[codes[place]] & PAUSE and not SMALL_A <= codes[place] <= SMALL_Z
    return True


@inner
def _put_sentence(found, number, start, end, first, last, first_quote, last_quote):
    """Write a sentence, and return how many there are now."""
    row = found[number]
    row[FROM], row[TO], row[EVENT], row[EVENTS] = start, end, first, last
    row[QUOTE], row[QUOTES] = first_quote, last_quote
    return number + 1


@inner
def _cut(codes, signs, events, quotes, places, found):
    """Write the sentences of the writer to ``found``, their events to ``places``; return how many there are.

    A stop inside a quotation ends none, unless the quotation ends with it; events inside are left out.
    """
    number = kept = quote = start = first = first_quote = ZERO
    for event in range(events.shape[1]):
        kind, begin, end = events[KIND, event], events[START, event], events[ENDS, event]
        while quote < len(quotes) and quotes[quote, Q_END] <= begin:
            quote += 1
        if quote < len(quotes) and quotes[quote, Q_START] <= begin \
                and not (kind == MARK and begin == quotes[quote, Q_START]):
            if kind == MARK and end == quotes[quote, Q_END] \
                    and signs[codes[quotes[quote, Q_INNER_END] - 1]] & FULL_STOP \
                    and _sentence_follows(codes, signs, end):
                quote += 1
                number = _put_sentence(found, number, start, end, first, kept, first_quote, quote)
                start, first, first_quote = end, kept, quote
        elif kind == END or kind == BREAK or kept - first >= LONGEST:
            if begin > start:
                number = _put_sentence(found, number, start, begin, first, kept, first_quote, quote)
            start, first, first_quote = end, kept, quote
        else:
            places[kept] = event
            kept += 1
    length, last_quote = ZERO + len(codes), ZERO + len(quotes)
    if length > start:
        number = _put_sentence(found, number, start, length, first, kept, first_quote, last_quote)
    return number


@inner
def _closes_clause(events, places, bits, sentence, at, length):
    """Is a source phrase with a verb one here (…، كما أوضح الوزير), and no clause (كما أوضح الوزير أن)?

    What only joins clauses (كما) must stand behind a comma.
    """
    first, last = places[at], places[at + length - 1]
    if bits[events[VALUE, first]] & ALSO:
        behind = places[at - 1] if at > sentence[EVENT] else -1
        if behind < 0 or events[KIND, behind] != COMMA or events[COUNT, behind] != events[COUNT, first]:
            return False
    for place in range(at + length, sentence[EVENTS]):
        event = places[place]
        kind = events[KIND, event]
        if kind == COMMA or events[COUNT, event] - events[COUNT, last] > CLOSING:
            return True
        if kind == COLON or kind == MARK or kind == WORD_HIT and bits[events[VALUE, event]] & THAT:
            return False
    return True


@inner
def _is_phrase(events, places, bits, sentence, at, phrase):
    """Do the words of a longer cue stand at ``at``, one behind the other?"""
    for step in range(1, phrase[0]):
        if at + step >= sentence[EVENTS]:
            return False
        event = places[at + step]
        if events[KIND, event] != WORD_HIT or events[COUNT, event] != events[COUNT, places[at]] + step \
                or bits[events[VALUE, event]] >> LONGER & NUMBER != phrase[2 + step]:
            return False
    return True


@inner
def _cue_at(events, places, bits, sentence, at, phrases, firsts, natures, that_optional):
    """(number of words, number of the cue) of the longest cue that begins at ``at``; (0, 0) if none does."""
    told = bits[events[VALUE, places[at]]]
    word = told >> LONGER & NUMBER
    for row in range(firsts[word], firsts[word + 1]):
        length, cue = phrases[row, 0], phrases[row, 1]
        if _is_phrase(events, places, bits, sentence, at, phrases[row]) and (
                that_optional or natures[cue] & KINDS != SOURCE
                or _closes_clause(events, places, bits, sentence, at, length)):
            return length, cue
    alone = told >> ALONE & NUMBER
    return (1 if alone else 0), alone


@inner
def _find_cues(codes, starts, ends, bits, events, places, sentence, phrases, firsts, natures, that_optional,
               cues, number):
    """Write the cues of a sentence from row ``number`` on, and return the row behind them.

    The longest wins, no word serves twice.
    """
    at = sentence[EVENT]
    while at < sentence[EVENTS]:
        event, length, cue = places[at], 0, 0
        if events[KIND, event] == WORD_HIT and bits[events[VALUE, event]] >> ALONE:
            length, cue = _cue_at(events, places, bits, sentence, at, phrases, firsts, natures, that_optional)
        if length == 0:
            at += 1
            continue
        row, last, word = cues[number], places[at + length - 1], events[VALUE, event]
        row[C_START], row[C_END] = events[START, event], events[ENDS, last]
        row[C_COUNT], row[C_CUE], row[C_EVENT] = events[COUNT, event], cue, at + length - 1
        row[C_WORD], row[C_LAST] = word, events[VALUE, last]
        row[C_RELATIVE] = before(codes, starts, ends, bits, word) & RELATIVE != 0
        number, at = number + 1, at + length
    return number


@inner
def _that_between(events, places, bits, sentence, start, end):
    """Does أن stand between?"""
    for at in range(sentence[EVENT], sentence[EVENTS]):
        event = places[at]
        if events[KIND, event] == WORD_HIT and bits[events[VALUE, event]] & THAT \
                and start <= events[START, event] < end:
            return True
    return False


@inner
def _begins_behind(events, places, sentence, start):
    """Does a colon or mark stand behind ``start``?"""
    for at in range(sentence[EVENT], sentence[EVENTS]):
        event = places[at]
        if (events[KIND, event] == COLON or events[KIND, event] == MARK) and events[START, event] > start:
            return True
    return False


@inner
def _governing(bits, events, places, sentence, natures, cues, first, last):
    """Leave out the nouns and sources on the way from a verb to its أن («قالت الوزارة، في بيان لها، إن»).

    The rows from ``first`` to ``last`` are moved together; the row behind the last that is kept is returned.
    """
    number = first
    for at in range(first, last):
        cue, nature = cues[at], natures[cues[at, C_CUE]]
        kind, kept = nature & KINDS, True
        if number > first:
            verb, verb_nature = cues[number - 1], natures[cues[number - 1, C_CUE]]
            verb_kind, start, end = verb_nature & KINDS, cue[C_START], sentence[TO]
            if (verb_kind == VERB or verb_kind == ACT) and cue[C_COUNT] - verb[C_COUNT] <= REACH \
                    and not _that_between(events, places, bits, sentence, verb[C_END], start):
                that = _that_between(events, places, bits, sentence, start + 1, end)
                if nature & WEAK and kind == ACT:
                    kept = False            # كتب الوزير عبر حسابه: «…»
                elif kind == NOUN and not bits[cue[C_WORD]] & BY_SAYING or kind == SOURCE and that:
                    kept = False
                elif not verb_nature & WEAK and not nature & JOINED and cue[C_RELATIVE] \
                        and (that or _begins_behind(events, places, sentence, start)):
                    kept = False            # قال المسؤول الذي طلب عدم نشر اسمه إن
        if kept:
            for column in range(CUE_COLUMNS):
                cues[number, column] = cue[column]
            number += 1
    return number


@inner
def sentences_and_cues(codes, signs, starts, ends, bits, events, quotes, phrases, firsts, natures, that_optional, places,
                       sentences, cues):
    """Fill ``places``, ``sentences`` and ``cues`` (``compiled_reading.read``); return how many sentences there are."""
    number, total = _cut(codes, signs, events, quotes, places, sentences), ZERO
    for row in range(number):
        sentence, first = sentences[row], total
        last = _find_cues(codes, starts, ends, bits, events, places, sentence, phrases, firsts, natures,
                          that_optional, cues, first)
        total = _governing(bits, events, places, sentence, natures, cues, first, last)
        sentence[CUE], sentence[CUES], sentence[S_COLON] = first, total, NONE
        for at in range(first, total):
            beside(codes, signs, starts, bits, events, places, quotes, sentence, cues[at], natures[cues[at, C_CUE]])
        if first == total and sentence[QUOTE] < sentence[QUOTES]:
            sentence[S_COLON] = colon_before(codes, signs, events, places, quotes, sentence)
    return number

"""Compiled: which words a verb that precedes its subject governs (قال الوزير إن …)."""

import numpy as np

from nabra.cues.bits_attribution import (
    ACT, ASIDE, BYLINE, BY_SAYING, CLAUSE_BREAK, GOING_ON, IMPERSONAL, JOINED, KINDS, NOUN, NOUN_BEFORE,
    NO_SPEAKER, PARTICIPLE, RELAYS, REQUEST, RETURN, SAYING, SOURCE, SPACE, SPEECH_START, THAT, THAT_OPENS,
    THAT_OTHER, VERB, WEAK,
)
from nabra.cues.compiled_complements import ASK_NAMED, ASK_WORD, UNKNOWN, complement_end, complement_start
from nabra.cues.compiled_quoted import comma_follows, is_content, next_quote, quoted_before
from nabra.cues.compiled_rows import (
    CLOSES, CUE, CUES, C_COUNT, C_CUE, C_END, C_EVENT, C_LAST, C_START, C_WORD, EVENT, EVENTS, FROM, LIMIT,
    LOOK_BACK, MANNER, NAMED, NEWLINE, NONE, OPENS, Q_END, Q_INNER_END, Q_INNER_START, Q_START, TO, before,
    blank, trimmed,
)
from nabra.cues.compiled_sentences import REACH
from nabra.text.compiled import COLON, COMMA, COUNT, ENDS, KIND, MARK, START, VALUE, WORD_HIT, inner

# How a cue governs: not at all; indirect or direct speech; a noun phrase; or what cues/verb_first.py must say: what
# speech without any sign it opens, the bits of the word with the number OPENS, whether the speaker stands before it.
NOTHING, INDIRECT, DIRECT, NOUN_PHRASE, ASK, BITS_ASKED, NAMED_ASKED = range(7)
GOES_ON = -1

NOUN_REACH = 24      # words between a noun of speech and its أن (تأكيد الوزير أن)
NEAR = 4             # … of a word that mostly means something else (بين، عبر)
BEHIND = 3           # … of a participle; without one its content begins right behind it
SPAN = 300           # characters behind a verb in which speech begins


@inner
def _opens(cue, start, end, named):
    """Write what the cue governs: ``end`` is NONE where the sentence tells it."""
    cue[OPENS], cue[CLOSES], cue[NAMED] = start, end, named


@inner
def _sign_before(codes, signs, start):
    """The bits of the last sign before ``start`` that is no space, if it is near; else 0."""
    for place in range(start - 1, max(start - LOOK_BACK, 0) - 1, -1):
        if not signs[codes[place]] & SPACE:
            return signs[codes[place]]
    return 0


@inner
def _begins_line_or_clause(codes, signs, start):
    """Does nothing stand before, a line break, or a comma or mark with a space at most?"""
    if start == 0 or codes[start - 1] == NEWLINE:
        return True
    last = signs[codes[start - 1]]
    other = signs[codes[start - 2]] if start > 1 else SPACE
    return last & CLAUSE_BREAK and other & SPACE or last & SPACE and other & CLAUSE_BREAK


@inner
def _is_noun(codes, signs, starts, ends, bits, cue, nature):
    """Does the word before say that a verb's form is no verb here, or that no one speaks?"""
    if _begins_line_or_clause(codes, signs, cue[C_START]):
        return False
    told, kind = before(codes, starts, ends, bits, cue[C_WORD]), nature & KINDS
    form = (kind == VERB or kind == ACT) and not nature & JOINED
    return told & NO_SPEAKER or form and told & NOUN_BEFORE


@inner
def _that_opens(codes, signs, quotes, sentence, event_start, event_end, cue):
    """Indirect speech behind أن; behind a quotation with a comma (أن «…»، وهي …) the narrator goes on."""
    quote, end = next_quote(quotes, sentence, event_end), NONE
    if quote >= 0 and blank(codes, signs, event_end, quotes[quote, Q_START]) \
            and comma_follows(codes, signs, quotes[quote, Q_END]):
        end = quotes[quote, Q_END]
    _opens(cue, event_end, end, event_start)
    return INDIRECT


@inner
def _that_follows(events, places, bits, sentence, at):
    """Does أن stand right behind the colon (قال: إن …)? Then what follows is indirect speech."""
    colon = places[at]
    for other in range(at + 1, sentence[EVENTS]):
        event = places[other]
        if events[COUNT, event] > events[COUNT, colon]:
            return False
        if events[KIND, event] == WORD_HIT and bits[events[VALUE, event]] & THAT:
            return True
    return False


@inner
def _sign_opens(codes, signs, starts, bits, events, places, quotes, sentence, cue, at, colon):
    """What the mark or colon at ``at`` opens, or GOES_ON; ``colon``: the event of the last colon, or NONE."""
    event = places[at]
    start, end, is_colon = events[START, event], events[ENDS, event], events[KIND, event] == COLON
    quote = next_quote(quotes, sentence, start)
    near = quote >= 0 and (quotes[quote, Q_START] == start
                           or blank(codes, signs, end, quotes[quote, Q_START]))
    if near:
        if is_content(codes, signs, starts, bits, quotes, quote, events[ENDS, colon] if colon >= 0 else NONE):
            named = events[START, colon] if colon >= 0 else quotes[quote, Q_START]
            _opens(cue, quotes[quote, Q_INNER_START], quotes[quote, Q_INNER_END], named)
            return DIRECT
    elif is_colon and not _that_follows(events, places, bits, sentence, at) \
            and not blank(codes, signs, end, sentence[TO]):
        _opens(cue, end, sentence[TO], start)
        return DIRECT
    return GOES_ON


@inner
def _behind(codes, signs, starts, ends, bits, events, places, quotes, sentence, cue, nature, limit):
    """What أن, a colon or a mark behind the cue opens, whichever is first; NOTHING, or GOES_ON if none does."""
    kind, weak, told = nature & KINDS, nature & WEAK, bits[cue[C_WORD]]
    reach = NOUN_REACH if kind == NOUN else NEAR if weak else REACH
    colon, comma = NONE, NONE
    for at in range(cue[C_EVENT] + 1, sentence[EVENTS]):
        event = places[at]
        sort, count = events[KIND, event], events[COUNT, event] - cue[C_COUNT]
        if events[START, event] >= limit or count > reach \
                or weak and comma >= 0 and events[COUNT, event] > events[COUNT, comma]:
            break
        if sort == COMMA:
            comma = event
        elif sort == WORD_HIT and bits[events[VALUE, event]] & THAT_OPENS:
            if told & IMPERSONAL and count == 1:
                return NOTHING
            if count > 1 and before(codes, starts, ends, bits, events[VALUE, event]) & THAT_OTHER:
                continue                # قال بعد أن عاد إن …
            if kind == PARTICIPLE and count > BEHIND:
                break
            return _that_opens(codes, signs, quotes, sentence, events[START, event], events[ENDS, event], cue)
        elif sort == COLON or sort == MARK:
            if sort == COLON:
                if told & BYLINE and count == 1:
                    return NOTHING      # كتب: فلان
                colon = event
            manner = _sign_opens(codes, signs, starts, bits, events, places, quotes, sentence, cue, at, colon)
            if manner != GOES_ON:
                return manner
    return GOES_ON


@inner
def _speech_begins(codes, signs, starts, bits, cue, joined, limit):
    """Does speech begin right behind a verb, with a word that begins no name (وقال لا يمكن …)?"""
    told, word = bits[cue[C_WORD]], cue[C_LAST] + 1
    return (told & SAYING or joined and told & GOING_ON) and word < len(starts) \
        and starts[word] < min(limit, cue[C_END] + SPAN) and bits[word] & SPEECH_START \
        and blank(codes, signs, cue[C_END], np.int64(starts[word]))


@inner
def scope_end(bits, events, places, sentence, start, limit):
    """Where indirect speech that begins at ``start`` ends, ``limit`` at the latest."""
    comma = NONE
    for at in range(sentence[EVENT], sentence[EVENTS]):
        event = places[at]
        if events[START, event] < start:
            continue
        if events[START, event] >= limit:
            break
        if events[KIND, event] == COMMA:
            comma = event
        elif events[KIND, event] == WORD_HIT:
            told = bits[events[VALUE, event]]
            if told & ASIDE:
                return events[START, event]
            if told & RETURN and comma >= 0 and 0 <= events[COUNT, event] - events[COUNT, comma] <= 1:
                return events[START, comma]
    return min(limit, sentence[TO])


@inner
def _complement(starts, bits, numbers, contents, cue, nature, end, named):
    """How a speech act governs a noun phrase: ``complement_start``, written down; ``end``: where a clause would end."""
    start, word = complement_start(starts, bits, numbers, contents, cue, nature, end, named)
    if start == ASK_WORD or start == ASK_NAMED:
        cue[OPENS] = word
        return BITS_ASKED if start == ASK_WORD else NAMED_ASKED
    _opens(cue, start, NONE, start)
    return NOUN_PHRASE if start >= 0 else NOTHING


@inner
def _opening(codes, signs, starts, ends, bits, numbers, contents, events, places, quotes, sentence, cue, nature, limit,
             named):
    """How the cue governs what; ``limit`` is where the next cue that governs something begins."""
    kind, joined, told = nature & KINDS, nature & JOINED, bits[cue[C_WORD]]
    start, end = cue[C_START], cue[C_END]
    if kind == SOURCE:
        _opens(cue, end, NONE, end)
        return INDIRECT
    if _is_noun(codes, signs, starts, ends, bits, cue, nature):
        return NOTHING
    if _speech_begins(codes, signs, starts, bits, cue, joined, limit):
        _opens(cue, end, NONE, end)
        return DIRECT
    manner = _behind(codes, signs, starts, ends, bits, events, places, quotes, sentence, cue, nature, limit)
    if manner != GOES_ON:
        return manner
    if (kind == VERB or kind == ACT) and not joined:
        quote = quoted_before(codes, signs, starts, bits, quotes, sentence, cue)
        if quote >= 0:
            _opens(cue, quotes[quote, Q_INNER_START], quotes[quote, Q_INNER_END], limit)
            return DIRECT
    if kind == PARTICIPLE and not told & REQUEST:
        apart = joined or _sign_before(codes, signs, start) & CLAUSE_BREAK
        _opens(cue, end, NONE, start)
        return INDIRECT if apart else NOTHING
    if kind == ACT or kind == PARTICIPLE:
        return _complement(starts, bits, numbers, contents, cue, nature,
                           scope_end(bits, events, places, sentence, end, limit), named)
    if told & (RELAYS | BY_SAYING) or kind == VERB and (
            joined and told & GOING_ON or told & SAYING and blank(codes, signs, sentence[FROM], start)):
        return ASK
    return NOTHING


@inner
def _write_ends(codes, signs, starts, bits, events, places, sentence, natures, cues):
    """Where each cue's words end, if that is not known: at the next cue that begins a clause of its own.

    Then they are without the stops around them; those of a source phrase begin where only its name tells.
    """
    limit = sentence[TO]
    for at in range(sentence[CUES] - 1, sentence[CUE] - 1, -1):
        cue = cues[at]
        if cue[MANNER] == NOTHING:
            continue
        if cue[CLOSES] < 0:
            cue[CLOSES] = scope_end(bits, events, places, sentence, cue[OPENS], limit)
        if cue[MANNER] == NOUN_PHRASE:
            cue[CLOSES] = complement_end(starts, bits, events, places, sentence, cue[OPENS], cue[CLOSES])
        kind = natures[cue[C_CUE]] & KINDS
        if kind != SOURCE:
            cue[OPENS], cue[CLOSES] = trimmed(codes, signs, cue[OPENS], cue[CLOSES], cue[MANNER] == DIRECT)
        if natures[cue[C_CUE]] & JOINED or kind == PARTICIPLE or kind == SOURCE \
                or _sign_before(codes, signs, cue[C_START]) & CLAUSE_BREAK:
            limit = cue[C_START]


@inner
def openings(codes, signs, starts, ends, bits, events, numbers, contents, places, quotes, sentences, natures, cues,
             row, at, limit, named):
    """Write what the cues govern; return the sentence and row of the first cue of which something must be asked.

    Within a sentence it works back from the last cue: each أن belongs to the nearest cue before it. A cue inside
    another's content (قال إن الوزارة أعلنت أن…) leaves the outer scope running; one that begins a clause of its
    own (وأضاف أن، مؤكدا أن) ends it. When all is written the row is the number of sentences.

    Parameters
    ----------
    codes, starts, ends, bits : arrays
        Of the text its code points, of each word its place and its number (``cues.bits_attribution``).
    signs, natures : arrays
        Those of the CueIndex.
    events : 2-d int64 array
        As in ``text.compiled.tokens``.
    numbers, contents : arrays
        As in ``compiled_complements.complement_start``.
    places, quotes, sentences, cues : arrays
        As in ``compiled_reading.read``.
    row, at, limit : int
        To begin with, a sentence, its last cue and its end; after a question what was answered: that cue and its LIMIT
        once more, or the cue before it and where the next cue that governs something begins.
    named : int
        Of the first cue, as in ``compiled_complements.complement_start``.
    """
    while row < len(sentences):
        sentence = sentences[row]
        while at >= sentence[CUE]:
            cue = cues[at]
            cue[LIMIT] = limit
            cue[MANNER] = _opening(codes, signs, starts, ends, bits, numbers, contents, events, places, quotes, sentence,
                                   cue, natures[cue[C_CUE]], limit, named)
            named = UNKNOWN
            if cue[MANNER] >= ASK:
                return row, at
            if cue[MANNER] != NOTHING:
                limit = cue[C_START]
            at -= 1
        _write_ends(codes, signs, starts, bits, events, places, sentence, natures, cues)
        row += 1
        if row < len(sentences):
            at, limit = sentences[row, CUES] - 1, sentences[row, TO]
    return row, at

"""Where the words of a quotation end whose closing mark was lost."""

from nabra.cues.marks import NONE
from nabra.text.compiled import COMMA, COUNT, END, ENDS, KIND, START, VALUE, WORD_HIT, first_from, inner
from nabra.text.word_bits import LONGEST_NAME, NUMBER_SHIFT, PROCLITIC, REPORTING

NEAR = 8        # words before the next opening mark in which a reporting word is the writer's


@inner
def end_of_words(words, events, opening, stop, limit, latest, is_name, known):
    """Where a quotation without closing mark ends, at ``latest`` the latest.

    Parameters
    ----------
    words : arrays
        As in ``pairing.pair``.
    events : 2-d int64 array
    opening, stop, limit : int
        Events: the one that opens the quotation, the one behind the last that may stand in it, and the one before
        which it must end (or NONE).
    latest : int
        A place in the text.
    is_name : bool
        The noun before it announces a name.
    known : 2-d int64 array
        ``word_bits.known_names``.
    """
    if is_name:
        return _end_of_name(words, events, opening, stop, latest, known)
    if limit == NONE:
        return _end_of_statement(words, events, opening, stop, latest)
    returns = NONE          # the first reporting word near the limit
    for index in range(opening + 1, stop):
        if _reports(words, events, index) and events[COUNT, limit] - events[COUNT, index] <= NEAR:
            returns = index
            break
    for index in range(stop - 1, opening, -1):
        if events[KIND, index] == END and (returns == NONE or index < returns):
            return events[START, index]
    return latest if returns == NONE else events[START, returns]


@inner
def _end_of_statement(words, events, opening, stop, latest):
    """The end of the sentence before the one in which the writer speaks again, or of the last one."""
    last = NONE
    for index in range(opening + 1, stop):
        if events[KIND, index] != END:
            continue
        last, word = index, index + 1
        while word < stop and events[COUNT, word] - events[COUNT, index] <= 2:
            if _reports(words, events, word):
                return events[START, index]
            word += 1
    return latest if last == NONE else events[START, last]


@inner
def _reports(words, events, index):
    return events[KIND, index] == WORD_HIT and (words[2][events[VALUE, index]] & REPORTING) != 0


@inner
def _end_of_name(words, events, opening, stop, latest, known):
    """A name without closing mark: a known name, or what stands before the next stop."""
    starts, ends, bits = words
    start, end = events[ENDS, opening], latest
    for index in range(opening + 1, stop):
        if events[KIND, index] == END or events[KIND, index] == COMMA:
            end = events[START, index]
            break
    first = first_from(starts, start)
    number = first_from(starts, end) - first
    for length in range(min(LONGEST_NAME, number), 0, -1):
        if _is_known(bits, first, length, known):
            return ends[first + length - 1]
    if number == 0:
        return end
    if end == latest and number > 1 and bits[first + number - 1] & PROCLITIC:
        number -= 1
    return ends[first + min(LONGEST_NAME, number) - 1]


@inner
def _is_known(bits, first, length, known):
    for row in range(len(known)):
        step = 0
        while step < length and known[row, step] and known[row, step] == bits[first + step] >> NUMBER_SHIFT:
            step += 1
        if step == length and (length == LONGEST_NAME or known[row, length] == 0):
            return True
    return False

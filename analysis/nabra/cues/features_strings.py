"""Short quoted strings: what the corpora know of each, and where else in the article it stands."""

from nabra.cues.bits_function import NAME_NOUN, PERSON, TITLE
from nabra.cues.features_known import AFTER_NAME_NOUN, AFTER_PERSON, UNMARKED
from nabra.cues.features_seen import (
    BREADTH, ELSEWHERE, ENDINGS, FIRST, INNER, INNER_END, LAST, LONGEST, QUOTED, SHORT, SPAN, SPAN_END, STRING,
)

WINDOW = 20_000    # characters before and after in which the same string is looked for
NEAR = 22          # characters before a place in which a whole word stands
PLACES = 13        # places with it that are looked at
_LOOKED_AT = [FIRST, LAST, BREADTH, SPAN, SPAN_END, INNER, INNER_END]


def compare(text, seen, row_of, most, endings):
    """Fill the columns STRING, QUOTED, ELSEWHERE and ENDINGS of ``seen``.

    Parameters
    ----------
    text : Scanned
    seen : int64 array
        A row a quotation (``features_seen``).
    row_of : function of (str, 0)
        The row of a string in ``known_tables.Tables.rows``.
    most : int
        Words of a string that is looked up, at most.
    endings : dict
        A word as it is printed -> its ENDINGS.

    Returns
    -------
    dict of str to int
        The phrase key of each short span, and how often it stands in marks.
    """
    looked_up = (seen[:, LAST] - seen[:, FIRST] <= most).nonzero()[0]
    found, keys, compared, told = [], {}, [], []
    for place, (first, last, long, *span) in enumerate(seen[looked_up[:, None], _LOOKED_AT].tolist()):
        phrase = " ".join(text.keys_of(first, last))
        found.append(row_of(phrase, 0))
        if span[-1] - span[-2] <= SHORT:
            keys[phrase] = keys.get(phrase, 0) + 1
        if first < last and not long:
            compared.append((place, phrase, last - 1, span))
    seen[looked_up, STRING] = found
    for _, phrase, last, span in compared:
        printed = text[text.word_starts.item(last):text.word_ends.item(last)]
        told.append((keys.get(phrase, 0), _elsewhere(text, *span, keys.get(phrase, 0)), endings[printed]))
    if compared:
        rows = looked_up[[place for place, *_ in compared]]
        seen[rows, QUOTED], seen[rows, ELSEWHERE], seen[rows, ENDINGS] = zip(*told)
    return keys


def _elsewhere(text, start, end, inner, inner_end, quoted):
    """Does the string of a span stand elsewhere in the article, in marks or without, and after what (ELSEWHERE)?"""
    content = text[inner:min(inner_end, inner + LONGEST)]
    others, found, high = 0, 0, end + WINDOW
    place = text.find(content, max(0, start - WINDOW), high)
    for _ in range(PLACES):
        if place < 0:
            break
        if not start <= place < end:
            others += 1
            found |= _after_what(text, place)
        place = text.find(content, place + len(content), high)
    return found | UNMARKED if others >= max(1, quoted) else found


def _after_what(text, place):
    """Is the word right before ``place`` a noun of names, a title or a person's name?"""
    word = int(text.word_starts.searchsorted(place)) - 1
    if word < 0 or not place - 3 <= text.word_ends[word] <= place or text.word_starts[word] < place - NEAR:
        return 0
    bits = int(text.bits["function"][word])
    return (bits & NAME_NOUN > 0) * AFTER_NAME_NOUN | (bits & (TITLE | PERSON) > 0) * AFTER_PERSON

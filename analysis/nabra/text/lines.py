"""The lines of a text, and which of them stand as headings inside an article: one compiled pass."""

import numpy as np

from nabra.text.compiled import LINE_BREAK, LINE_END, SPACE, compiled
from nabra.text.word_bits import BEGINS_LINE, IN_TAIL

LONGEST_HEADING = 110
FULL_STOPS = 0.6         # share of lines with a stop at their end from which one without is a heading
LAST = ".!?؟…:،؛,;\"”»'’)]}*"     # signs at a line's end that are a stop here
LINE_START, LINE_STOP, HEADED, FURNITURE = range(4)    # columns of a table of lines


def headed_lines(codes, classes):
    """The lines of a text: where each begins and ends, and 1 where it stands as a heading inside the article.

    Headings are short lines without a stop at their end between paragraphs that have one: never the first line or
    the last; and only where most lines end with a stop, so that an outlet that prints none, a poem or a list is
    left as it is.

    Parameters
    ----------
    codes : uint32 array
        The text's code points.
    classes : uint32 array
        ``text.read.classes()``.

    Returns
    -------
    2-d int64 array
        A row for each line, with the columns LINE_START, LINE_STOP and HEADED; FURNITURE is 0.
    """
    lines = np.zeros((_count(codes, classes), 4), np.int64)
    _fill(codes, classes, lines)
    return lines


@compiled
def _count(codes, classes):
    """How many lines there are."""
    count, inside = 0, False
    for code in codes:
        broken = (classes[code] & LINE_BREAK) != 0
        count += not broken and not inside
        inside = not broken
    return count


@compiled
def _fill(codes, classes, lines):
    """Write the lines, those that may be headings marked; unmark them where too few lines end with a stop."""
    place, size, full, stopped, last = 0, len(codes), 0, 0, -1
    for line in range(len(lines)):
        while classes[codes[place]] & LINE_BREAK:
            place += 1
        start = place
        while place < size and not classes[codes[place]] & LINE_BREAK:
            place += 1
        lines[line, LINE_START], lines[line, LINE_STOP] = start, place
        stop = place
        while start < stop and classes[codes[start]] & SPACE:
            start += 1
        while stop > start and classes[codes[stop - 1]] & SPACE:
            stop -= 1
        if start == stop:
            continue
        ends = (classes[codes[stop - 1]] & LINE_END) != 0
        lines[line, HEADED] = full > 0 and not ends and stop - start <= LONGEST_HEADING
        full, stopped, last = full + 1, stopped + ends, line
    if full < 4 or stopped < FULL_STOPS * full:
        lines[:, HEADED] = 0
    elif last >= 0:
        lines[last, HEADED] = 0


@compiled
def keep_asked(lines, starts, told):
    """Move those lines to the front that may be no article text by their form or their words; returns how many.

    Parameters
    ----------
    lines : 2-d int64 array
        As ``headed_lines`` gives them. FURNITURE becomes the bits BEGINS_LINE of the line's first word and IN_TAIL
        of all.
    starts, told : arrays
        Of each word of the text where it begins, and its bits (``text.word_bits``).
    """
    kept = word = 0
    for line in range(len(lines)):
        while word < len(starts) and starts[word] < lines[line, LINE_START]:
            word += 1
        bits = told[word] & BEGINS_LINE if word < len(starts) else np.uint64(0)
        while word < len(starts) and starts[word] < lines[line, LINE_STOP]:
            bits |= told[word] & IN_TAIL
            word += 1
        if lines[line, HEADED] or bits:
            for column in range(HEADED + 1):
                lines[kept, column] = lines[line, column]
            lines[kept, FURNITURE] = np.int64(bits)
            kept += 1
    return kept

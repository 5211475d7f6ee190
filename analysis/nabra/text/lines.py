"""The lines of a text, and which of them stand as headings inside an article: one compiled pass."""

import numpy as np

from nabra.text.compiled import BREAK, ENDS, KIND, LINE_BREAK, LINE_END, SPACE, START, compiled, inner
from nabra.text.word_bits import BEGINS_LINE, IN_TAIL

LONGEST_HEADING = 110
FULL_STOPS = 0.6         # share of lines with a stop at their end from which one without is a heading
LAST = ".!?؟…:،؛,;\"”»'’)]}*"     # signs at a line's end that are a stop here
LINE_START, LINE_STOP, HEADED, FURNITURE = range(4)    # columns of a table of lines


def lines_to_ask(events, codes, classes, starts, told):
    """Those lines of a text that may be no article text, by their form or their words.

    By their form headings: short lines without a stop at their end between paragraphs that have one: never the first
    line or the last; and only where most lines end with a stop, so that an outlet that prints none, a poem or a list
    is left as it is.

    Parameters
    ----------
    events : 2-d int32 array
        The text's events (``compiled.tokens``): of these, line breaks are asked for.
    codes : uint32 array
        The text's code points.
    classes : uint32 array
        ``text.read.classes()``.
    starts, told : arrays
        Of each word of the text where it begins, and its bits (``text.word_bits``). Where there are none, each line is
        one that may be.

    Returns
    -------
    list of list of int
        Of each line, in order, LINE_START, LINE_STOP, HEADED (1 for a heading) and FURNITURE: BEGINS_LINE, if its first
        word has that bit, and IN_TAIL, if any has it.
    """
    lines = np.empty((events.shape[1] + 1, 4), np.int64)
    return lines[:_lines(events, codes, classes, starts, told, lines)].tolist()


def line_breaks(codes, classes):
    """The line breaks of a text that has not been scanned, as ``events``."""
    edges = np.flatnonzero(np.diff(classes[codes] & LINE_BREAK, prepend=0, append=0)).reshape(-1, 2)
    events = np.full((6, len(edges)), BREAK, np.int32)
    events[[START, ENDS]] = edges.T
    return events


@compiled
def _lines(events, codes, classes, starts, told, lines):
    """Fill ``lines``; returns how many there are."""
    count, start, full, stopped, last = 0, 0, 0, 0, -1
    for event in range(events.shape[1] + 1):
        stop = after = len(codes)
        if event < events.shape[1]:
            if events[KIND, event] != BREAK:
                continue
            stop, after = np.int64(events[START, event]), np.int64(events[ENDS, event])
        if start < stop:
            lines[count, LINE_START], lines[count, LINE_STOP], lines[count, HEADED] = start, stop, 0
            end = stop
            while start < end and classes[codes[start]] & SPACE:
                start += 1
            while end > start and classes[codes[end - 1]] & SPACE:
                end -= 1
            if start < end:
                ends = (classes[codes[end - 1]] & LINE_END) != 0
                lines[count, HEADED] = full > 0 and not ends and end - start <= LONGEST_HEADING
                full, stopped, last = full + 1, stopped + ends, count
            count += 1
        start = after
    headed = full >= 4 and stopped >= FULL_STOPS * full
    if last >= 0:
        lines[last, HEADED] = 0
    return _asked(lines, count, headed, starts, told)


@inner
def _asked(lines, count, headed, starts, told):
    """Move those lines to the front that are to be asked, with their FURNITURE; returns how many."""
    kept = word = 0
    for line in range(count):
        while word < len(starts) and starts[word] < lines[line, LINE_START]:
            word += 1
        bits = told[word] & BEGINS_LINE if word < len(starts) else np.uint64(0)
        while word < len(starts) and starts[word] < lines[line, LINE_STOP]:
            bits |= told[word] & IN_TAIL
            word += 1
        if len(told) == 0:
            bits = BEGINS_LINE | IN_TAIL
        if bits or headed and lines[line, HEADED]:
            lines[kept, LINE_START], lines[kept, LINE_STOP] = lines[line, LINE_START], lines[line, LINE_STOP]
            lines[kept, HEADED], lines[kept, FURNITURE] = headed and lines[line, HEADED], np.int64(bits)
            kept += 1
    return kept

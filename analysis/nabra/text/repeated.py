"""Lines that an outlet prints under many articles: share buttons, bylines, links, calls to comment."""

import re
from collections import Counter, defaultdict

import pandas as pd

from nabra.errors import NabraError
from nabra.tables import check
from nabra.text.normalise import phrase_key

_line = re.compile(r"[^\r\n\u2028\u2029]+")
LEAST = 5           # articles of one outlet in which the line stands
SHARE = 0.005       # and this share of the outlet's articles
EDGE = 3            # lines from an article's beginning or end that count as its edge
LONGEST = 120       # letters: longer lines are news that was printed twice
COLUMNS = ("outlet", "line", "articles", "share", "at_edge", "leave_out", "key")


def repeated_lines(articles, least=LEAST, share=SHARE):
    """Find the lines that recur across an outlet's articles, by frequency and position.

    Parameters
    ----------
    articles : DataFrame
        The documents table; untouched.
    least : int
        Articles in which a line stands at least.
    share : float
        Share of the outlet's articles in which it stands at least.

    Returns
    -------
    DataFrame
        A row for each outlet and line: ``outlet``; ``line`` (as most often printed); ``articles``; ``share`` of the
        outlet's articles; ``at_edge`` (share of the line's occurrences that lie within three lines of an article's
        beginning or end); ``leave_out`` (true where most do: furniture stands at the edges, a refrain does not);
        ``key`` (the folded words by which the line is known again). Sorted by outlet, then by frequency.

    Raises
    ------
    NabraError
        ``least`` is below 2, or ``share`` not between 0 and 1.
    """
    if least < 2:
        raise NabraError(f"least {least}: a line that stands in one article is not repeated; give 2 or more")
    if not 0 <= share <= 1:
        raise NabraError(f"share {share}: give a share between 0 and 1, e.g. 0.005")
    check(articles, "documents")
    printed, times, edges, sizes = defaultdict(Counter), Counter(), Counter(), Counter(articles["outlet"])
    for outlet, text in zip(articles["outlet"], articles["text"]):
        for key, line, edge in _lines(text):
            printed[outlet, key][line] += 1
            times[outlet, key] += 1
            edges[outlet, key] += edge
    rows = []
    for (outlet, key), number in times.items():
        if number >= max(least, share * sizes[outlet]):
            at_edge = edges[outlet, key] / number
            line = min(printed[outlet, key].items(), key=lambda pair: (-pair[1], pair[0]))[0]
            rows.append((outlet, line, number, number / sizes[outlet], at_edge, at_edge > 0.5, key))
    rows.sort(key=lambda row: (row[0], -row[2], row[6]))
    return pd.DataFrame(rows, columns=COLUMNS)


def with_repeated(ranges, text, keys):
    """``ranges`` (within lines, up to their ends) and the lines of ``text`` with one of ``keys``, in order."""
    if not keys:
        return ranges
    lines = {line.end(): line.start() for line in _line.finditer(text)
             if len(line.group().strip()) <= LONGEST and phrase_key(line.group()) in keys}
    return sorted([(start, end) for start, end in ranges if end not in lines]
                  + [(start, end) for end, start in lines.items()])


def _lines(text):
    """Each distinct line of an article once: (key, as printed, is it at the article's edge)."""
    lines = [line.group().strip() for line in _line.finditer(text)]
    lines = [line for line in lines if line]
    if len(lines) < 2:
        return
    seen = set()
    for place, line in enumerate(lines):
        if len(line) <= LONGEST and (key := phrase_key(line)) and key not in seen:
            seen.add(key)
            yield key, line, place < EDGE or place >= len(lines) - EDGE

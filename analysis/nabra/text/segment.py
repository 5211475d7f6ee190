"""Where a sentence ends, and which lines are no article text."""

import re
from bisect import bisect_left
from functools import cache

import numpy as np

from nabra.text.compiled_events import BY_THE_WORD, YES, ends_sentence
from nabra.text.keys import code_points
from nabra.text.lines import line_breaks, lines_to_ask
from nabra.text.normalise import CONTROLS, VOWELS, phrase_key, word_key
from nabra.text.read import Read, classes
from nabra.text.word_bits import BEGINS_LINE, IN_TAIL, is_abbreviation

_last_word = re.compile(rf"[^\W_][\w.{VOWELS}{CONTROLS}]*\Z")
NEAR = 40                # characters before a stop that are looked at
LONGEST_BOILERPLATE = 80
LONGEST_LINK = 250       # letters of a line that links to another story
_NO_WORDS, _NO_BITS = np.empty(0, np.int32), np.empty(0, np.uint64)


def is_sentence_end(text, start, end, pack):
    """Does the stop ``text[start:end]`` (a sign of ``pack.ends``) end a sentence?

    Not inside numbers and addresses (3.5, www.x.org), after abbreviations and initials (Mr., أ.ف.ب)
    or, where the script has capitals, before a small letter. A stop without a space behind it ends
    an Arabic sentence all the same («….وقال»: a habit of print).
    """
    low = max(0, start - 1)
    told = ends_sentence(code_points(text[low:end + 3]), classes(), start - low, end - low)
    return told == YES or told == BY_THE_WORD and not is_abbreviation(_word_before(text, start), pack)


def _word_before(text, stop):
    """The key of the word, or of the words with stops between them (أ.ف.ب), right before the stop at ``stop``."""
    if isinstance(text, Read):
        place = bisect_left(text.starts, stop) - 1
        if place >= 0 and text.ends[place] == stop and "'" not in text.keys[place]:
            start = text.starts[place]
            if stop - NEAR <= start and (not start or text[start - 1].isspace()):
                return text.keys[place]
    word = _last_word.search(text, max(0, stop - NEAR), stop)
    return word_key(word.group()) if word else ""


def boilerplate(text, pack):
    """Ranges (start, end) that are no article text: page furniture, links, headlines of other stories.

    Found by the language pack's lists (whole lines, beginnings of lines, tails of lines), and by form:
    a short line without a stop between paragraphs that end with one is a headline or a subheading.

    Returns
    -------
    list of (int, int)
        Sorted, within lines, not overlapping.
    """
    if not text:
        return []
    ranges = []
    for start, end, headed, furniture in _lines_to_ask(text):
        if headed or furniture & int(BEGINS_LINE) and _is_furniture(text, start, end, pack):
            ranges.append((start, end))
        elif furniture & int(IN_TAIL):
            tails = _any_of(pack.boilerplate_tails)
            tail = tails.search(text, start, end) if tails else None
            if tail:
                ranges.append((tail.start(), end))
    return ranges


def _lines_to_ask(text):
    if isinstance(text, Read) and "pack" in text.bits:
        return lines_to_ask(text.table, text.codes, classes(), text.word_starts, text.bits["pack"])
    codes = code_points(text)
    return lines_to_ask(line_breaks(codes, classes()), codes, classes(), _NO_WORDS, _NO_BITS)


def _is_furniture(text, start, end, pack):
    """Is the line one of the pack's, or does it begin as one of them (``text[start:end]``)?"""
    starts = _any_of(pack.boilerplate_starts, r"\s*")
    return end - start <= LONGEST_LINK and starts is not None and starts.match(text, start, end) is not None \
        or end - start <= LONGEST_BOILERPLATE and phrase_key(text[start:end]) in pack.boilerplate


@cache
def _any_of(phrases, before=""):
    """One pattern for ``before`` and any of ``phrases``; None where there are none."""
    return re.compile(f"{before}(?:{'|'.join(map(_loosely, phrases))})", re.IGNORECASE) if phrases else None


def _loosely(phrase):
    """A phrase as a regular expression that allows any space, vowel marks and letter case."""
    return r"\s*".join("".join(f"{re.escape(sign)}[{VOWELS}]*" for sign in word) for word in phrase.split())

"""The scan of a text as regular expressions state it: slow, and short enough to be read."""

import re

from nabra.cues.scan import APART, BREAK, COLON, COMMA, END, MARK, NEXT, THROUGH_MARK, WORD_HIT, Event
from nabra.text.normalise import CONTROLS, SIGNS, TATWEEL, VOWELS, WORD, word_key
from nabra.text.segment import NEAR
from nabra.text.word_bits import is_abbreviation

_signs = re.compile(rf"(?:[{SIGNS}]|(?<=[^\W\d_]){TATWEEL}+|{TATWEEL}+(?=[^\W\d_{TATWEEL}]))+")

_last_word = re.compile(rf"[^\W_][\w.{VOWELS}{CONTROLS}]*\Z")


def plain(text):
    """``text`` without what says nothing of its words, and the raw offset of each character that is left."""
    left_out = {place for run in _signs.finditer(text) for place in range(*run.span())}
    return _signs.sub("", text), [place for place in range(len(text)) if place not in left_out]


def token(pack):
    """What a text of a language consists of, as one regular expression with a group for each kind."""
    signs = sorted(pack.marks, key=len, reverse=True)
    single = "".join(re.escape(sign) for sign in signs if len(sign) == 1)
    longer = "|".join(re.escape(sign) for sign in signs if len(sign) > 1)
    stops = "".join(re.escape(sign) for sign in sorted(pack.ends))
    return re.compile(
        rf"(?P<word>{WORD})"
        rf"|(?P<run>([{single}])\3{{2,}})"       # a row of three marks or more is one
        rf"|(?P<mark>{longer}|[{single}])"
        rf"|(?P<end>[{stops}]+)"
        r"|(?P<break>[\r\n\u2028\u2029]+)"
        rf"|(?P<hyphen>[-_\u2010\u2011])"
        rf"|(?P<other>[^\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|{TATWEEL}+)"
    )


def ends_sentence(text, start, end, pack):
    """Whether the stop ``text[start:end]`` ends a sentence, as ``segment.is_sentence_end`` says."""
    before, after, following = text[start - 1:start], text[end:end + 1], text[end:end + 3].lstrip()[:1]
    if text[start] != ".":
        return True
    if before.isdigit() and after.isdigit() or following.isascii() and following.islower():
        return False
    if before.isascii() and after.isascii() and before.isalnum() and after.isalnum():
        return False
    word = _last_word.search(text, max(0, start - NEAR), start)
    return word is None or not is_abbreviation(word_key(word.group()), pack)


def scan(text, pack, wanted):
    """The events of ``text`` and its number of words, as ``nabra.cues.scan.scan`` gives them."""
    events, count, link = [], 0, APART
    for match in token(pack).finditer(text):
        group, (start, end) = match.lastgroup, match.span()
        if group == "word":
            key = word_key(match.group())
            if key in wanted:
                events.append(Event(WORD_HIT, start, end, key, count, link))
            count += 1
            link = NEXT
        elif group == "hyphen":
            if not (text[start - 1:start].isalnum() and text[end:end + 1].isalnum()):
                link = APART
        elif group in ("mark", "run"):
            sign = pack.marks[match.group() if group == "mark" else match.group()[0]][0]
            events.append(Event(MARK, start, end, sign, count, APART))
            link = min(link, THROUGH_MARK)
        elif group == "end":
            if ends_sentence(text, start, end, pack):
                events.append(Event(END, start, end, match.group()[0], count, APART))
            link = APART
        elif group == "break":
            events.append(Event(BREAK, start, end, "\n", count, APART))
            link = APART
        else:
            if match.group() in pack.colons:
                events.append(Event(COLON, start, end, ":", count, APART))
            elif match.group() in pack.commas:
                events.append(Event(COMMA, start, end, ",", count, APART))
            link = APART
    return events, count

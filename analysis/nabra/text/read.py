"""A text whose words have been found once, for all who ask for those of a part of it."""

import re
from bisect import bisect_left
from collections import defaultdict
from functools import cache, lru_cache, partial
from threading import Lock

import numpy as np

from nabra.text import compiled
from nabra.text.columns import Columns
from nabra.text.compiled_events import told_apart
from nabra.text.keys import keys_of
from nabra.text.lines import LAST
from nabra.text.normalise import CONTROLS, SIGNS, TATWEEL, VOWELS, WORD, word_key

SEEN = 1 << 18       # distinct words that are remembered at least
ROOM = 12_000        # characters of a text for which there is room from the start: most texts have fewer
_LETTERS = 12        # … with room for that many letters each
_ASKED = 0x40000     # code points from here on are none of what is asked: planes without letters, figures or spaces
_word = re.compile(WORD)
# What each code point is, as the regular expressions of text/normalise.py have it.
_CLASSES = {
    compiled.LINE_BREAK: r"[\r\n\u2028\u2029]", compiled.LINE_END: f"[{re.escape(LAST)}]",
    compiled.ALNUM: r"[^\W_]", compiled.TATWEEL: TATWEEL, compiled.VOWEL: f"[{VOWELS}]",
    compiled.CONTROL: f"[{CONTROLS}]",
    compiled.APOSTROPHE: "['’]", compiled.LATIN: rf"[^\W\d_{TATWEEL}\u0600-\u06ff]", compiled.LETTER: r"[^\W\d_]",
    compiled.SKIPPED: r"[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]",
    compiled.SIGN: f"[{SIGNS}]", compiled.SPACE: r"\s",
}


@cache
def classes():
    """The bits (``text.compiled``) of every code point, but for the signs of a language."""
    asked = str(np.arange(_ASKED, dtype=np.uint32), "utf-32-le", "surrogatepass")
    bits = np.zeros(0x110000, np.uint32)
    for bit, pattern in _CLASSES.items():
        for run in re.finditer(f"{pattern}+", asked):
            bits[run.start():run.end()] |= bit
    letters = np.flatnonzero(bits & compiled.ALNUM).astype(np.uint32)
    bits[letters[np.char.isdigit(letters.view("<U1"))]] |= compiled.FIGURE
    return bits


def copied(table):
    """A copy of a table of all code points; the planes without letters take no memory."""
    made = np.zeros(len(table), table.dtype)
    made[:_ASKED] = table[:_ASKED]
    return made


class Vocabulary:
    """The words seen so far, told apart by their letters, with their keys and what ``columns`` tell of them.

    It changes no result: each distinct word is folded and looked up once. When its room is full it begins anew, so
    that its size stays the same however long the corpus is. ``columns`` (by name a ``text.columns.Column``) tell a
    number of each word, its bits; of the first, ``compiled_events.told_apart`` asks which words are events. ``later``: by
    name arrays of the bits (uint16) of words about which those ask who need them; 0 where nobody has asked yet.
    ``classes`` and ``longer`` are as in ``compiled.tokens``; the letters that are met first are given their numbers.
    """

    def __init__(self, columns, classes, longer):
        self.columns, self.classes, self.longer, self.lock = Columns(columns), classes, longer, Lock()
        self.numbered, self.places, self.room = 0, (), _room(ROOM)
        self.begin(0)

    def begin(self, length):
        """Forget all words; leave room for those of a text of ``length`` characters, and more."""
        room = max(SEEN, length + 1)
        if len(self.places) == room + 2:        # the same memory once more: others would lie between in pieces
            self.slots[:] = 0
        else:
            self.slots = np.zeros((1 << (2 * room - 1).bit_length(), 2), np.uint64)
            self.places = np.zeros(room + 2, np.int64)
            self.letters = np.empty(_LETTERS * room, np.uint32)
            self.bits = _in_lines(room + 2, len(self.columns.names))
        self.keys = [""]                        # number 0 is no word
        self.later = defaultdict(partial(np.zeros, room + 2, np.uint16))

    def read(self, codes):
        """The words and events of a text, as the compiled passes find them (``compiled.tokens``, ``told_apart``).

        Returns
        -------
        words, bits : arrays
            Start, end and number of each word; its bits, a row a column.
        hidden : int
        events : 2-d int32 array
        unsure : int
        keys : list
            By number of a word its key.
        later : dict of arrays
        """
        with self.lock:
            words, marks, found = self.room if len(codes) < ROOM else _room(len(codes) + 1)
            used = len(self.keys)
            if used + len(codes) > len(self.places) - 2 or self.places[used] + len(codes) > len(self.letters):
                self.begin(len(codes))
                used = 1
            try:
                tokens, count, hidden, size = compiled.tokens(
                    codes, self.classes, self.longer, self.slots, self.places, self.letters, used, words, marks, found)
                if size > used:
                    self._look_up(used, size)
            except BaseException:       # interrupted: words may have a number and nothing behind it
                self.begin(0)
                raise
            bits = np.empty((len(self.columns.names), count), np.uint64)
            number, unsure = told_apart(codes, self.classes, found, tokens, words, self.bits, bits)
            return words[:, :count].copy(), bits, hidden, found[:, :number].copy(), unsure, self.keys, self.later

    def _look_up(self, first, stop):
        """Fold and look up the new words, which are those numbered ``first`` up to ``stop``."""
        keys, letters = keys_of(self.letters, self.places[first:stop + 1])
        self.keys += keys
        self.columns.tell(keys, letters, self.bits[first:stop])
        if self.numbered < compiled.LETTERS:
            self._number(dict.fromkeys(self.letters[self.places[first]:self.places[stop]].tolist()))

    def _number(self, letters):
        """Give a number to those of ``letters`` that have none, as long as there are numbers."""
        for code in letters:
            kind = int(self.classes[code])
            unnumbered = kind & compiled.ALNUM and not kind & compiled.TATWEEL and not kind >> compiled.LETTER_NUMBER
            if unnumbered and self.numbered < compiled.LETTERS:
                self.numbered += 1
                self.classes[code] |= np.uint32(self.numbered << compiled.LETTER_NUMBER)


def _room(size):
    """Room for the words, marks and tokens of a text of fewer characters (``compiled.tokens``)."""
    return np.empty((3, size), np.int32), np.empty(size, np.uint64), np.empty((6, size), np.int32)


def _in_lines(rows, columns):
    """An array of zeros; where a row has up to eight columns, it lies in one line of 64 bytes of the memory."""
    width = -columns // 8 * -8
    room = np.zeros(rows * width + 8, np.uint64)
    first = -room.ctypes.data // 8 % 8
    return room[first:first + rows * width].reshape(rows, width)


class Read(str):
    """A text with the places and keys of its words; everywhere else it is the same string.

    ``starts``, ``ends``, ``keys`` and ``words``, the three of each word, are lists in the text's order.
    ``bits``: by name of a column what the vocabulary tells of each word, where it was asked (uint64 arrays).
    """

    bits = {}

    @classmethod
    def of(cls, text, starts, ends, keys):
        """``text`` with its words."""
        read = cls(text)
        read.starts, read.ends, read.keys, read.words = starts, ends, keys, list(zip(starts, ends, keys))
        return read

    def numbers(self, start, stop):
        """The number of the first word that begins at ``start`` or behind it, and the same of ``stop``."""
        return bisect_left(self.starts, start), bisect_left(self.starts, stop)

    def some(self, first, last):
        """The words numbered ``first`` up to ``last``, a list of (start, end, key)."""
        return self.words[first:last]


def words_in(text, start=0, stop=None):
    """The words of ``text[start:stop]`` as (start, end, key), in order; offsets are those of ``text``.

    As ``words(text[start:stop])``, but nothing is read twice in a text that has been read (``Read``).
    """
    stop = len(text) if stop is None else min(stop, len(text))
    if not isinstance(text, Read):
        return list(_between(text, start, stop))
    if start >= stop:
        return []
    first, last = text.numbers(start, stop)
    found = text.some(max(first - 1, 0), last)
    if found and found[-1][1] > stop and found[-1][0] >= start:
        begin = found.pop()[0]
        found.extend(_between(text, begin, stop))
    if first:
        end = found[0][1]
        found[:1] = _between(text, start, min(stop, end)) if end > start else ()
    return found


def first_word(text, start, stop):
    """The first of ``words_in``, or None."""
    if isinstance(text, Read):
        word = compiled.word_from(text.word_starts, text.word_ends, start, stop)
        if word >= 0:
            return int(text.word_starts[word]), int(text.word_ends[word]), text.key(word)
        if word == -1:
            return None
    return next(_between(text, start, stop), None)


def keys_in(text, start=0, stop=None):
    """The keys of ``words_in``."""
    if start == 0 and stop is None and not isinstance(text, Read):
        return list(_keys(text))
    return [key for _, _, key in words_in(text, start, stop)]


@lru_cache(maxsize=1 << 14)     # names of sources, mostly
def _keys(text):
    return tuple(word_key(raw) for raw in _word.findall(text))


def _between(text, start, stop):
    """The words of ``text[start:stop]`` found anew: at its ends, words may be cut."""
    for match in _word.finditer(text, start, stop):
        yield match.start(), match.end(), word_key(match.group())

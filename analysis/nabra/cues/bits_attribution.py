"""What a language pack says of words and signs for finding who says what, as numbers for the compiled rules.

Each word has one number: the bits of the lists it stands in, which cue it is when it stands alone, and which
word of a longer cue it is. The vocabulary looks it up once for each distinct word (``text.read.Vocabulary``).
"""

from dataclasses import dataclass, field
from functools import cache

import numpy as np

from nabra.text import compiled
from nabra.text.columns import Column, Form, listing
from nabra.text.language import CUE_KINDS
from nabra.text.read import classes

COLUMN = "attribution"      # the name of these numbers in a scanned text

# Lists of the pack that a word may stand in.
(THAT, THAT_OPENS, THAT_OTHER, ASIDE, RETURN, RELATIVE, BY_SAYING, NO_SPEAKER, NOUN_BEFORE, IMPERSONAL, BYLINE,
 SAYING, GOING_ON, RELAYS, SPEECH_START, CLAUSE, REQUEST, ALSO, BACKGROUND, COMMA_BACKGROUND) = (
     1 << bit for bit in range(20))
# JOINS: the word begins with a conjunction.
JOINS, AFFIRMS, DESCRIBES, NOT_SOURCE, SOURCE_LINK = (1 << bit for bit in range(20, 25))
# Where the number of a cue of one word begins, and that of a word of longer cues; the bits of such a number.
ALONE, LONGER, NUMBER = 28, 44, (1 << 16) - 1

# What a cue is: its kind in the lowest bits.
VERB, ACT, PARTICIPLE, OBJECT, NOUN, SOURCE = range(len(CUE_KINDS))
KINDS, WEAK, JOINED = 7, 8, 16
KEY, CLASS = 0, 2       # of what a CueIndex tells of a cue

# What a sign may be, by its code point.
(SPACE, LETTER, CLAUSE_BREAK, PAUSE, COMMA_SIGN, PADDING, FULL_STOP, LEADING, TRAILING, LINE_SIGN, BEFORE_SOURCE,
 AFTER_NAME) = (1 << bit for bit in range(12))
_SIGNS = {CLAUSE_BREAK: "،,؛;:.»”\"", PAUSE: ",،؛;", COMMA_SIGN: "،,؛", PADDING: " ،,\t", LETTER: "ـ",
          LEADING: ":،,", TRAILING: "،,؛;:",        # before and behind what is said
          BEFORE_SOURCE: " \t\"'“«-–—", AFTER_NAME: " ،,\"»”)"}


@dataclass(frozen=True, eq=False)
class CueIndex:
    """The pack's cues and lists for the compiled rules.

    ``column``: the numbers of words; ``told``: of each cue the key of its first word, kind, class, weak, joined;
    ``natures``: kind, weak and joined as one number. A row of ``phrases`` is a cue of several words: how many, its
    number, the numbers of its words; those that begin with word n are ``phrases[firsts[n]:firsts[n + 1]]``, the
    longest first. Cues and words count from 1.
    """

    column: Column = field(repr=False)
    told: list = field(repr=False)
    natures: np.ndarray
    phrases: np.ndarray
    firsts: np.ndarray
    signs: np.ndarray
    that_optional: bool
    subject_follows: bool


def cue_index(pack):
    """The cues and lists of ``pack`` (``CueIndex``)."""
    cues = sorted(pack.cues, key=lambda cue: -len(cue.words))
    lists, numbers = listing(*_lists(pack).items()), {}     # numbers: of the words of longer cues
    for number, cue in enumerate(cues, 1):
        if len(cue.words) == 1:
            key = cue.words[0]
            lists[key] = lists.get(key, 0) | number << ALONE
        else:
            for key in cue.words:
                numbers.setdefault(key, len(numbers) + 1)
    for key, number in numbers.items():
        lists[key] = lists.get(key, 0) | number << LONGER
    natures = [0, *(CUE_KINDS.index(cue.kind) | WEAK * cue.weak | JOINED * cue.joined for cue in cues)]
    told = [None, *((cue.words[0], cue.kind, cue.cue_class, cue.weak, cue.joined) for cue in cues)]
    column = Column(lists, tuple(Form(JOINS, start) for start in pack.complements["joins"]))
    return CueIndex(column, told, np.array(natures, np.int64), *_phrases(cues, numbers), sign_bits(pack),
                    pack.that_optional, pack.speaker_side == "after")


def _lists(pack):
    """The bit of each list and its words."""
    return {
        THAT: pack.that, THAT_OPENS: pack.that_opens, THAT_OTHER: pack.that_other, ASIDE: pack.narrator_asides,
        RETURN: pack.narrator_returns, RELATIVE: pack.sources.get("relatives", ()), BY_SAYING: pack.by_saying,
        NO_SPEAKER: pack.no_speakers, NOUN_BEFORE: pack.noun_before, IMPERSONAL: pack.impersonal,
        BYLINE: pack.bylines, SAYING: pack.saying, GOING_ON: pack.going_on, RELAYS: pack.relays,
        SPEECH_START: pack.speech_starts, CLAUSE: pack.clause, REQUEST: pack.complements["requests"],
        ALSO: pack.also, BACKGROUND: pack.complements["backgrounds"],
        COMMA_BACKGROUND: pack.complements["comma_backgrounds"], AFFIRMS: pack.complements["affirming"],
        DESCRIBES: pack.complements["describing"], NOT_SOURCE: pack.not_sources, SOURCE_LINK: pack.source_links,
    }


def _phrases(cues, numbers):
    """``phrases`` and ``firsts`` of a CueIndex."""
    rows = [(len(cue.words), number, *(numbers[key] for key in cue.words))
            for number, cue in enumerate(cues, 1) if len(cue.words) > 1]
    rows.sort(key=lambda row: row[2])
    longest = max(map(len, rows), default=3)
    phrases = np.array([row + (0,) * (longest - len(row)) for row in rows], np.int64).reshape(-1, longest)
    return phrases, np.searchsorted(phrases[:, 2], np.arange(len(numbers) + 2)).astype(np.int64)


@cache
def sign_bits(pack):
    """The bits of every code point."""
    every = classes()
    signs = np.zeros(len(every), np.uint16)
    signs[every & compiled.LETTER > 0], signs[every & compiled.SPACE > 0] = LETTER, SPACE
    for bit, members in _SIGNS.items():
        signs[list(map(ord, members))] |= bit
    signs[list(map(ord, pack.questions | pack.colons))] |= LINE_SIGN
    # What ends a sentence inside a quotation: before a subject (“Why?” the mayor asked) a full stop alone.
    signs[list(map(ord, ".…" if pack.speaker_side == "before" else ".!?؟…"))] |= FULL_STOP
    return signs

"""What a language pack says of a word, as bits: asked once for each distinct word of a corpus (``Vocabulary``)."""

from functools import cache

import numpy as np

from nabra.text.columns import WITHIN, Column, Form, listing
from nabra.text.compiled_events import DOTTED, WANTED
from nabra.text.normalise import phrase_key

PROCLITIC, NAME_NOUN, THAT, QUOTE_OPENER, REPORTING, BEGINS_LINE, IN_TAIL = (
    np.uint64(1 << bit) for bit in range(1, 8))
LEAD_VERB = np.uint64(1 << 9)   # bit 8 is WANTED
NUMBER_SHIFT = np.uint64(32)    # above it stands the word's number among those of known names
LONGEST_NAME = 4                # words of a known name


def word_bits(pack, wanted=()):
    """The Column (``text.columns``) of a language.

    WANTED: the word is one of ``wanted``; DOTTED: a full stop behind the word may belong to it; BEGINS_LINE: a
    boilerplate line may begin with the word; IN_TAIL: a line's tail may stand in it.
    """
    starts = {phrase_key(phrase).split(" ")[0] for phrase in pack.boilerplate_starts}
    tails = {max(phrase_key(phrase).split(" "), key=len) for phrase in pack.boilerplate_tails}
    names = {word: number << int(NUMBER_SHIFT) for word, number in _name_words(pack).items()}
    return Column(
        listing((WANTED, wanted), (PROCLITIC, pack.proclitics), (NAME_NOUN, pack.name_nouns), (THAT, pack.that),
                (QUOTE_OPENER, pack.quote_openers), (REPORTING, reporting_verbs(pack)), (DOTTED, pack.abbreviations),
                (LEAD_VERB, lead_verbs(pack)),
                (BEGINS_LINE, {line.split(" ")[0] for line in pack.boilerplate}),
                *((number, [word]) for word, number in names.items())),
        (*(Form(BEGINS_LINE, start) for start in starts), *(Form(IN_TAIL, tail, WITHIN) for tail in tails),
         Form(DOTTED, "'", WITHIN), Form(0, most=1, more=lambda key: int(DOTTED) * is_abbreviation(key, pack))),
    )


@cache
def known_names(pack):
    """The pack's known names of up to LONGEST_NAME words, a row each: the numbers of its words, then zeros."""
    names, numbers = [name.split(" ") for name in sorted(pack.known_names)], _name_words(pack)
    rows = [[numbers[word] for word in name] + [0] * (LONGEST_NAME - len(name))
            for name in names if len(name) <= LONGEST_NAME]
    return np.array(rows, np.uint64).reshape(-1, LONGEST_NAME)


@cache
def _name_words(pack):
    words = sorted({word for name in pack.known_names for word in name.split(" ")})
    return {word: number for number, word in enumerate(words, start=1)}


def reporting_verbs(pack):
    """Keys of the pack's reporting verbs and acts: a sentence that begins with one is the writer's again."""
    return frozenset(cue.words[0] for cue in pack.cues if cue.kind in ("verb", "act") and len(cue.words) == 1)


@cache
def lead_verbs(pack):
    """Keys of the pack's reporting verbs that are nothing else: in the lead of an article they tell news."""
    return frozenset(cue.words[0] for cue in pack.cues if cue.kind == "verb" and len(cue.words) == 1) - pack.phrase_stops


def is_abbreviation(key, pack):
    """Whether a full stop behind the word (or the words with dots between them) of this key belongs to it."""
    initial = key.rsplit(".", 1)[-1]
    return key in pack.abbreviations or len(initial) == 1 and not initial.isdigit()

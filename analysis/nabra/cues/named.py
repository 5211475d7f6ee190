"""What the words of a source tell of it: found once for each way in which it is printed."""

import re
from functools import cache
from typing import NamedTuple

from nabra.cues.bits_speakers import ACCUSATIVE, DEFINITE, FEMININE, MASCULINE, OWNED, SILENT, SPEAKS, THING, word_bits
from nabra.cues.knowledge import Memo
from nabra.cues.source_kinds import kind_of, listed_form, sizes
from nabra.text.language import remembered, without_article
from nabra.text.normalise import WORD, word_key

_word = re.compile(WORD)


class Name(NamedTuple):
    """A source as printed: the keys of its words without the article, its first word, its kind.

    ``described``: all words have the article, a description (الوزير) or a name that has it; ``thing``: it is what is
    shown or found (الأدلة، بعض الوثائق); ``kind``: one of ``nabra.tables.SOURCE_KINDS`` or None.
    """

    printed: str
    keys: tuple
    first: object       # a Word
    described: bool
    thing: bool
    kind: str | None


class Word(NamedTuple):
    """A word of a source as printed.

    ``silent``: it begins no one who speaks (محاولة، الرعب، برامجها); ``accusative``: it is a plural that is an
    object by its ending (مسؤولين); ``gender``: masculine or feminine, or None where the word does not tell.
    """

    key: str
    bare: str           # without the article
    listed: str         # as the lists of kinds have it
    sizes: tuple        # of the listed phrases that begin with it
    bits: int           # cues/bits_speakers.py
    silent: bool
    accusative: bool
    gender: str | None


NOTHING = Word("", "", "", (), 0, False, False, None)


@remembered
def name_of(phrase, pack):
    """The Name of a phrase."""
    known = _words(pack)
    words = [known[printed] for printed in _word.findall(phrase)]
    described = bool(pack.article)
    for word in words:
        described = described and word.bits & DEFINITE != 0
    return Name(phrase, tuple([word.bare for word in words]), words[0] if words else NOTHING, described,
                any([word.bits & THING for word in words[:2]]), kind_of(words, pack))


def source_kind(phrase, pack):
    """The kind of the source that ``phrase`` names.

    Parameters
    ----------
    phrase : str or None
        A source as printed, or the fullest form of it that the article gives.
    pack : Pack

    Returns
    -------
    str or None
        One of ``nabra.tables.SOURCE_KINDS``; None where the words do not tell (a bare personal name).

    Examples
    --------
    >>> from nabra.text.language import load
    >>> source_kind("المتحدث باسم الجيش", load("ar")), source_kind("سعيد", load("ar"))
    ('military', None)
    """
    return None if phrase is None else name_of(phrase, pack).kind


@cache
def _words(pack):
    """A word of a source as printed -> Word."""
    return Memo(lambda printed: _read(printed, word_key(printed), pack))


def _read(printed, key, pack):
    bits, listed = word_bits(pack)[key], listed_form(key, pack)
    owned = bits & OWNED and printed[-1] == key[-1]     # ه, not ة
    return Word(key, without_article(key, pack.article), listed, sizes(pack).get(listed, ()), bits,
                not bits & SPEAKS and bool(bits & SILENT or owned), bits & ACCUSATIVE != 0,
                "feminine" if bits & FEMININE else "masculine" if bits & MASCULINE else None)

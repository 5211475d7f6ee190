"""What the words of a source tell of it: found once for each way in which it is printed."""

import re
from functools import cache, partial
from itertools import chain
from typing import NamedTuple

from nabra.cues.bits_speakers import ACCUSATIVE, FEMININE, MASCULINE, OWNED, SILENT, SPEAKS, word_bits
from nabra.cues.knowledge import Memo
from nabra.cues.source_kinds import kind_of, listed_form, sizes
from nabra.text.language import remembered, without_article
from nabra.text.normalise import WORD, word_key

_word = re.compile(WORD)


class Name(NamedTuple):
    """A source as printed: the keys of its words without the article, its first word, its kind.

    ``last``: the key of its last word, as it stands there; ``described``: all words have the article, a description
    (الوزير) or a name that has it; ``thing``: it is what is shown or found (الأدلة، بعض الوثائق); ``kind``: one of
    ``nabra.tables.SOURCE_KINDS`` or None.
    """

    printed: str
    keys: tuple
    first: object       # a First
    last: str
    described: bool
    thing: bool
    kind: str | None


class Word(NamedTuple):
    """A word of a source."""

    printed: str
    key: str
    bare: str           # without the article
    defined: bool       # it has the article
    thing: bool         # it is listed as what is shown or found
    listed: str         # as the lists of kinds have it
    sizes: tuple        # of the listed phrases that begin with it


class First(NamedTuple):
    """The first word of a source as printed.

    ``silent``: it begins no one who speaks (محاولة، الرعب، برامجها); ``accusative``: it is a plural that is an
    object by its ending (مسؤولين); ``gender``: masculine or feminine, or None where the word does not tell.
    """

    bits: int           # cues/bits_speakers.py
    silent: bool
    accusative: bool
    gender: str | None


NOTHING = First(0, False, False, None)
_name = partial(tuple.__new__, Name)        # as Name._make, which takes three times as long


@remembered
def name_of(phrase, pack):
    """The Name of a phrase."""
    words = list(chain.from_iterable(map(_words(pack).__getitem__, phrase.split(" "))))
    if not words:
        return Name(phrase, (), NOTHING, "", False, False, None)
    return _name((phrase, tuple([word.bare for word in words]), _firsts(pack)[words[0].printed], words[-1].key,
                  all([word.defined for word in words]), any([word.thing for word in words[:2]]),
                  kind_of(words, pack)))


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
    """What stands between two spaces -> its words, a tuple of Word: there is one, mostly."""
    return Memo(lambda printed: tuple([_word_of(word, word_key(word), pack) for word in _word.findall(printed)]))


def _word_of(printed, key, pack):
    bare, listed = without_article(key, pack.article), listed_form(key, pack)
    return Word(printed, key, bare, pack.article != "" and key.startswith(pack.article),
                bare in pack.sources.get("things", ()), listed, sizes(pack).get(listed, ()))


@cache
def _firsts(pack):
    """The first word of a source as printed -> First."""
    return Memo(lambda printed: _first_of(printed, word_key(printed), pack))


def _first_of(printed, key, pack):
    bits = word_bits(pack)[key]
    owned = bits & OWNED and printed[-1] == key[-1]     # ه, not ة
    return First(bits, not bits & SPEAKS and bool(bits & SILENT or owned), bits & ACCUSATIVE != 0,
                 "feminine" if bits & FEMININE else "masculine" if bits & MASCULINE else None)

"""What the words of a source tell of it: found once for each way in which it is printed."""

import re
from functools import cache, cached_property, partial
from typing import NamedTuple

from nabra.cues.bits_speakers import ACCUSATIVE, FEMININE, MASCULINE, OWNED, SILENT, SPEAKS, word_bits
from nabra.cues.knowledge import Memo
from nabra.cues.source_kinds import kind_of, listed_form, sizes
from nabra.text.language import remembered, without_article
from nabra.text.normalise import WORD, word_key

_word = re.compile(WORD)


class Name(NamedTuple):
    """A source as printed.

    ``described``: all words have the article, a description (الوزير) or a name that has it; ``thing``: it is what is
    shown or found (الأدلة، بعض الوثائق); ``held``: it is that, or begins with a word for one's own saying or with a
    title of honour, so that somebody named before may be meant; ``kind``: one of ``nabra.tables.SOURCE_KINDS`` or None.
    ``marks``: those of all its words, ``mark``: that of the last one: names that share the word share the mark.
    """

    printed: str
    keys: tuple         # of its words without the article
    first: object       # a First
    last: str           # the key of its last word, as it stands there
    described: bool
    thing: bool
    held: bool
    kind: str | None
    marks: int
    mark: int


class Word(NamedTuple):
    """A word of a source."""

    printed: str
    key: str
    bare: str           # without the article
    defined: bool       # it has the article
    thing: bool         # it is listed as what is shown or found
    own: bool           # it is listed as one's own saying or a title of honour
    listed: str         # as the lists of kinds have it
    sizes: tuple        # of the listed phrases that begin with it


class First:
    """The first word of a source as printed; what its bits tell is found when it is asked for."""

    def __init__(self, printed, key, told):
        """``told``: key -> bits."""
        self._printed, self._key, self._told = printed, key, told

    @cached_property
    def bits(self):
        """What the word is (cues/bits_speakers.py)."""
        return self._told[self._key]

    @cached_property
    def silent(self):
        """Does it begin no one who speaks (محاولة، الرعب، برامجها)?"""
        owned = self.bits & OWNED and self._printed[-1] == self._key[-1]     # ه, not ة
        return not self.bits & SPEAKS and bool(self.bits & SILENT or owned)

    @property
    def accusative(self):
        """Is it a plural that is an object by its ending (مسؤولين)?"""
        return self.bits & ACCUSATIVE != 0

    @property
    def gender(self):
        """masculine or feminine, or None where the word does not tell."""
        return "feminine" if self.bits & FEMININE else "masculine" if self.bits & MASCULINE else None


NOTHING = First("", "", {"": 0})
_MARKS = 60         # bits of a number that takes two digits of Python's
_name = partial(tuple.__new__, Name)        # as Name._make, which takes three times as long


@remembered
def name_of(phrase, pack):
    """The Name of a phrase."""
    known = _words(pack)
    words = list(map(known.__getitem__, phrase.split(" ")))
    if None in words:
        words = [known[printed] for printed in _word.findall(phrase)]
    if not words:
        return Name(phrase, (), NOTHING, "", False, False, False, None, 0, 0)
    first, keys, marks = words[0], tuple([word.bare for word in words]), 0
    for key in keys:
        mark = 1 << hash(key) % _MARKS
        marks |= mark
    thing = any([word.thing for word in words[:2]])
    return _name((phrase, keys, First(first.printed, first.key, word_bits(pack)), words[-1].key,
                  all([word.defined for word in words]), thing, thing or first.own, kind_of(words, pack), marks, mark))


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
    """What stands between two spaces -> its Word; None where that is not one word."""
    def read(printed):
        words = _word.findall(printed)
        return _word_of(words[0], word_key(words[0]), pack) if len(words) == 1 else None

    return Memo(read)


def _word_of(printed, key, pack):
    bare, listed, lists = without_article(key, pack.article), listed_form(key, pack), pack.sources
    return Word(printed, key, bare, pack.article != "" and key.startswith(pack.article),
                bare in lists.get("things", ()), key in lists.get("own", ()) or key in lists.get("honorifics", ()),
                listed, sizes(pack).get(listed, ()))

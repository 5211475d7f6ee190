"""What the words of a source tell of it: found once for each way in which it is printed."""

from functools import cache
from typing import NamedTuple

from nabra.cues.bits_speakers import ACCUSATIVE, FEMININE, MASCULINE, OWNED, SILENT, SPEAKS, THING, word_bits
from nabra.cues.knowledge import Memo
from nabra.cues.source_kinds import kind_of, listed_form
from nabra.text.language import remembered, without_article
from nabra.text.read import first_word, keys_in


class Name(NamedTuple):
    """A source as printed.

    ``silent``: it is no one who speaks (محاولة فاشلة، الرعب، برامجها); ``thing``: it is what is shown or found
    (الأدلة، بعض الوثائق); ``accusative``: its first word is a plural that is an object by its ending ([مسؤولين]);
    ``gender``: masculine or feminine by the first word, or None where that does not tell.
    """

    printed: str
    keys: tuple         # of its words without the article
    bits: tuple         # of its words (cues/bits_speakers.py)
    kind: str | None    # one of nabra.tables.SOURCE_KINDS
    silent: bool
    thing: bool
    accusative: bool
    gender: str | None


class _Word(NamedTuple):
    bare: str
    listed: str
    bits: int


@remembered
def name_of(phrase, pack):
    """The Name of a phrase."""
    known, keys = _words(pack), keys_in(phrase)
    words = [known[key] for key in keys]
    bits = tuple([word.bits for word in words])
    first = bits[0] if bits else 0
    silent = not first & SPEAKS and (first & SILENT or first & OWNED and _ends_as(phrase, keys[0]))
    return Name(
        phrase, tuple([word.bare for word in words]), bits, kind_of([word.listed for word in words], pack),
        bool(silent), any([one & THING for one in bits[:2]]), first & ACCUSATIVE != 0,
        "feminine" if first & FEMININE else "masculine" if first & MASCULINE else None,
    )


@cache
def _words(pack):
    """By key what a word of a source is: without the article, as the lists of kinds have it, and its bits."""
    bits = word_bits(pack)
    return Memo(lambda key: _Word(without_article(key, pack.article), listed_form(key, pack), bits[key]))


def _ends_as(phrase, key):
    """Is the first word's last letter printed as in its key (ه, not ة)?"""
    return phrase[first_word(phrase, 0, len(phrase))[1] - 1] == key[-1]

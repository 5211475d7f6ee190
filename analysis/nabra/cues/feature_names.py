"""Features by number: compiled rules put numbers, people read names.

A family is a pattern with places, such as "name noun before, {size}". Its features have numbers in a row, one for
each value of its places; the last place counts fastest. Each file of rules numbers its own families.
"""

import re
from itertools import product
from math import prod

from nabra.errors import NabraError
from nabra.tables import FUNCTIONS
from nabra.text.compiled import inner
from nabra.text.language import CUE_CLASSES

MOST = 120          # features that a quotation may have
SIZES = ("1 word", "2 words", "3-5 words", "6-8 words", "9+ words")
BREADTHS = ("short", "long")
KINDS = ("finite verb", "past verb", "person")      # of a word
# The values of a place, those of every language …
_VALUES = {
    "size": SIZES, "breadth": BREADTHS, "quoted": BREADTHS, "side": ("before", "after"),
    "length": ("1", "2", "3", "4-5", "6-8", "9-14", "15+"), "letters": tuple("2345678"),
    "form": ("indefinite", "definite"), "second": ("indefinite", "definite"), "kind": KINDS,
    "pronoun": ("", " with a pronoun"), "first": ("", ", verb first"), "verb": ("", ", and a verb"),
    "how": ("free", "governed"), "governor": ("no", "indirect", "direct", "wider direct"), "cue_class": CUE_CLASSES,
    "beginning": ("paragraph", "sentence"), "gap": ("colon", "comma", "bracket", "dash"),
    "stop": ("full stop", "colon", "bracket", "closing bracket", "comma", "exclamation"),
    "after_that": ("0", "1-2", "3-6", "7+"), "after_cue": ("0", "1-3", "4-8", "9+"),
    "neighbour": ("string", "before", "after"), "function": FUNCTIONS,
    "manner": ("cues in the article: none", "cues in the article: few", "cues in the article: some",
               "cues in the article: many", "first-person article", "expressive article",
               "no long quotation in the article", "long quotations governed"),
}
# … and how many each language may have of its own.
_ROOM = {"class": 128, "particle": 32, "device": 8, "ending": 8}
_place = re.compile(r"{(\w+)}")
_patterns = {}       # the number of the first feature of each family -> its pattern


class Families:
    """Numbers the families of one file, from ``first`` on."""

    def __init__(self, first):
        self.next = first

    def __call__(self, pattern):
        """The number of the first feature of the family with this ``pattern``."""
        first = self.next
        self.next += prod(map(_room, _place.findall(pattern)))
        _patterns[first] = pattern
        return first


def _room(place):
    return len(_VALUES[place]) if place in _VALUES else _ROOM[place]


def names_of(own):
    """The name of each feature, by number; '' where there is none.

    Parameters
    ----------
    own : dict of str to tuple of str
        What a language has of its own: class, particle, device, ending.

    Errors
    ------
    NabraError where a language has more of them than there is room for.
    """
    names = {}
    for first, pattern in _patterns.items():
        places = _place.findall(pattern)
        values = [_VALUES[place] if place in _VALUES else _filled(place, own[place]) for place in places]
        for number, chosen in enumerate(product(*values), first):
            names[number] = "" if None in chosen else pattern.format(**dict(zip(places, chosen)))
    return tuple(names.get(number, "") for number in range(max(names) + 1))


def _filled(place, values):
    if len(values) > _ROOM[place]:
        raise NabraError(f"{len(values)} values of '{place}' among the features of quotations, but there is room for "
                         f"{_ROOM[place]}: raise _ROOM in cues/feature_names.py.")
    return (*values, *[None] * (_ROOM[place] - len(values)))


@inner
def put(found, number):
    """Add the feature ``number`` to those of a quotation; ``found[0]`` counts them."""
    if found[0] < MOST:
        found[0] += 1
        found[found[0]] = number


@inner
def put_value(found, values, number, value):
    """… with a value (the others have 1)."""
    if found[0] < MOST:
        put(found, number)
        values[found[0]] = value

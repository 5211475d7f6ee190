"""Whether the head of a text reports: one of its first words is a verb of saying, as in news."""

import re
from itertools import islice

from nabra.text.language import packs
from nabra.text.normalise import WORD, word_key
from nabra.text.word_bits import LEAD_VERB, lead_verbs

_word = re.compile(WORD)


def reports(bare, start, number):
    """Whether one of the ``number`` words from the raw offset ``start`` on is a reporting verb.

    Parameters
    ----------
    bare : nabra.text.plain.Plain
        The text; that of its words has been read by a scanner.
    start, number : int
    """
    place = start if bare.places is None else bare.places.searchsorted(start)
    first = bare.text.word_starts.searchsorted(place)
    return bool((bare.text.bits["pack"][first:first + number] & LEAD_VERB).any())


def read_reports(text, language, start, number):
    """The same of a text that has not been read, in the language of that code; none in an unknown one."""
    pack = packs().get(language)
    if pack is None:
        return False
    verbs = lead_verbs(pack)
    return any(word_key(word.group()) in verbs for word in islice(_word.finditer(text, start), number))

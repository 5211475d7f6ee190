"""Texts of fixed words: blanks and hyphens part the words, | parts alternatives, ( ) hold what may be missing.

A text becomes *slots*, one after the other; a slot has one or more *choices*, each a tuple of positions (empty
where the slot may be missing); a position is a tuple of entries, any of which may stand there.
"""

import itertools
import re

from nabra.cues.inflect import Entry
from nabra.text.normalise import CONTROLS, WORD

MOST = 32       # readings of one term

_joiners = re.compile(rf"['’\s\-\u2010\u2011{CONTROLS}]*\Z")
_hyphens = re.compile(r"[\-\u2010\u2011]")
_pieces = re.compile(r"\(([^()]*)\)|([^()]+)|([()])")
_word = re.compile(WORD)


def is_word(text):
    """Whether ``text`` is one word and nothing else."""
    return _word.fullmatch(text) is not None


def phrase(reader, node, text, switches, language):
    """The slots of a text; mistakes go to the reader, and a text with one gives no slots.

    Parameters
    ----------
    reader : Reader
    node : yaml.Node
    text : str
    switches : dict
        Further fields of each ``Entry``.
    language : {'ar', 'en'}
    """
    before, slots = len(reader.problems), []
    for held, plain, lost in _pieces.findall(text):
        if lost:
            reader.say(node, f"term '{text}': '{lost}' has no partner; ( ) stand around words that may be missing")
        elif held.strip():
            slots.append((*_inside(reader, node, held, text, switches, language), ()))
        elif plain:
            slots.extend(_slots(reader, node, plain, text, switches, language))
        else:
            reader.say(node, f"term '{text}': nothing stands between ( and ); take them out")
    if len(reader.problems) > before:
        return []
    if not any(all(slot) for slot in slots):
        why = "all its words may be missing" if slots else "it holds no letter or digit"
        reader.say(node, f"term '{text}' compiles to nothing; {why}")
        return []
    return slots


def choices(slots):
    """All sequences of positions that the slots allow, the fullest first, each once."""
    found = (tuple(itertools.chain.from_iterable(chosen)) for chosen in itertools.product(*slots))
    return list(dict.fromkeys(positions for positions in found if positions))


def written(slots):
    """The slots as a codebook writes them: stems, | between alternatives, ( ) around what may be missing."""
    words = []
    for slot in slots:
        text = " ".join("|".join(dict.fromkeys(entry.stem for entry in position)) for position in slot[0])
        words.append(f"({text})" if () in slot else text)
    return " ".join(words)


def _inside(reader, node, held, text, switches, language):
    return choices(_slots(reader, node, held, text, switches, language))


def _slots(reader, node, part, text, switches, language):
    slots = []
    for chunk in part.split():
        sides = [_word.findall(side) for side in chunk.split("|")]
        odd = [sign for sign in _word.sub("", chunk).replace("|", "") if not _joiners.match(sign)]
        if odd:
            reader.say(node, f"term '{text}' holds the sign '{odd[0]}', which is never part of a word; take "
                             "it out")
        elif len(sides) == 1:
            slots.extend(_hyphened(sides[0], chunk, switches, language))
        elif any(len(side) != 1 for side in sides):
            reader.say(node, f"term '{text}': each side of | must be one word, in '{chunk}'")
        else:
            slots.append(((tuple(Entry(side[0], **switches) for side in sides),),))
    return slots


def _hyphened(words, chunk, switches, language):
    """A slot for each word; what English writes with a hyphen is also printed as one word."""
    if language == "en" and len(words) > 1 and _hyphens.search(chunk):
        apart = tuple((Entry(word, **switches),) for word in words)
        return [(apart, ((Entry("".join(words), **switches),),))]
    return [(((Entry(word, **switches),),),) for word in words]

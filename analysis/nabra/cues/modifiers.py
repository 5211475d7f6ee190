"""What stands beside a mention: the epithet that judges it, and whether the mention refers at all.

Epithets are evaluative modifiers next to a name («داعش» الإرهابي، ما يسمى، so-called). The use of a name is
``refer`` unless the words beside it tell otherwise: ``predicate`` (they are terrorists), ``negated`` (they are not
terrorists), ``word`` (the word "terrorist"; a question that hands it back: نحن إرهابيون؟). The lists are data of the
languages (``languages/near``). Only the sentence around the mention is read.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from nabra.cues.bits_modifiers import FAR
from nabra.cues.inflect import NUMBERS, Entry, word_forms
from nabra.text.normalise import each_word, word_key
from nabra.text.read import keys_in, words_in

USES = ("refer", "predicate", "negated", "word")
SIDE = 110          # characters that are read on each side
MOST = 3            # epithets in a row on one side
PLAIN = (None, "refer")     # of a mention next to which nothing is told
_stop = re.compile(r"[.!?؟\n\r\u2028\u2029](?=\s|$)|[\n\r\u2028\u2029]")
_gap = re.compile(r"[\s\"'“”‘’«»„‟‹›\u0640\-\u2010\u2011]*\Z")
_question = re.compile(r"[\s\"'“”‘’«»]*[?؟]")
_marks = re.compile("[\"“”‘’'«»„‟‹›]")
_LISTS = ("selves", "negators", "negators_before", "needing", "fillers", "copulas", "definite_copulas", "namings",
          "expletives", "accusative_copulas", "accusative_endings", "articles", "joined_articles", "skipped")


class Modifiers(NamedTuple):
    """The lists of one language; phrases (tuples of key sets) by the key of their word next to the name.

    Of one key the longest phrase comes first.
    """

    letters: frozenset
    before: dict
    after: dict
    words: dict
    marked: dict
    lists: dict
    like: str
    by: str


class Beside(NamedTuple):
    """The words of the sentence on one side of a mention, the nearest first, each with whether it touches."""

    words: list
    text: str


@cache
def modifiers(code):
    """The Modifiers of language ``code``; empty where the language has no such file."""
    path = files("nabra") / "languages" / "near" / f"{code}.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    epithets, uses = data.get("epithets", {}), data.get("uses", {})
    made = {name: _by_nearest(_phrases(group.get(name, []), code, "none" if name == "after" else "prefixes"),
                              0 if name == "after" else -1)
            for group, names in ((epithets, ("before", "after")), (uses, ("words", "marked"))) for name in names}
    return Modifiers(
        frozenset(map(word_key, data.get("letters", []))), **made,
        lists={name: frozenset(map(word_key, uses.get(name, []))) for name in _LISTS},
        like=word_key(uses.get("like", "")), by=word_key(uses.get("by", "")),
    )


def beside(text, start, end, term, lists):
    """The epithet of the mention ``text[start:end]`` and its use.

    Parameters
    ----------
    text : str
    start, end : int
    term : Term
    lists : Modifiers

    Returns
    -------
    (str or None, str)
        The evaluative words right before and behind the mention, as printed, and one of ``USES``.
    """
    side = _before(text, start)
    if side.words and side.words[0][2] in lists.letters:
        side = Beside(side.words[1:], side.text[:side.words[0][0]])
    early, rest = _run(side, lists.before, backwards=True)
    late, _ = _run(_after(text, end), lists.after, backwards=False)
    sides = (" ".join(reversed(early)), " ".join(late))
    return " … ".join(filter(None, sides)) or None, _use(text, start, end, term, rest, lists)


def _use(text, start, end, term, before, lists):
    """The use, from the words before the mention and its epithets."""
    keys = [key for _, _, key in before.words]
    if _names_a_word(text, start, before, lists) or _handed_back(text, end, keys, lists):
        return "word"
    own = keys_in(text, start, end)
    definite = bool(own) and _has_article(own[0], lists)
    if not own or not (definite or _is_common(own, text[start:end], term, lists)):
        return "refer"
    if not definite and _negated(keys, lists.lists):
        return "negated"
    if _predicated(keys, own, term, definite, lists):
        return "predicate"
    return "refer"


def _has_article(key, lists):
    return key.startswith((*lists.lists["joined_articles"], *lists.lists["articles"]))


def _is_common(own, surface, term, lists):
    """Whether the mention is a word for many, no name: only such a word is said of somebody."""
    if term.entry is not None and term.entry.kind != "name":
        return True
    if lists.lists["articles"]:
        return len(own) > 1 and not any(_has_article(key, lists) for key in own)
    return surface.islower()


def _names_a_word(text, start, before, lists):
    marks = _marks.search(text[max(0, start - 2):start]) is not None
    return _next(before, lists.words, True) is not None or marks and _next(before, lists.marked, True) is not None


def _handed_back(text, end, keys, lists):
    while keys and keys[0] in lists.lists["copulas"] - lists.lists["selves"]:
        keys = keys[1:]
    return keys[:1] != [] and keys[0] in lists.lists["selves"] and _question.match(text, end) is not None


def _negated(keys, lists):
    while keys and keys[0] in lists["fillers"]:
        keys = keys[1:]
    if not keys or keys[0] not in lists["negators"]:
        return False
    return keys[0] not in lists["needing"] or any(key in lists["negators_before"] for key in keys[1:2])


def _predicated(keys, own, term, definite, lists):
    known = lists.lists
    while keys and keys[0] in known["skipped"]:
        keys = keys[1:]
    if keys and keys[0] in known["copulas"] and keys[1:2] != [] and keys[1] in known["expletives"]:
        return False
    if keys and keys[0] in (known["definite_copulas"] if definite else known["copulas"]):
        return keys[0] not in known["accusative_copulas"] or own[0].endswith(tuple(known["accusative_endings"]))
    if lists.like and own[0].startswith(lists.like) and own[0][len(lists.like):] in term.words[0]:
        return True
    named = any(key in known["namings"] for key in keys[:FAR])
    if keys[:1] == [lists.by]:
        return named
    return bool(lists.by) and named and own[0].startswith(lists.by) and own[0][len(lists.by):] in term.words[0]


def _run(side, phrases, backwards):
    """The printed phrases that follow each other from the mention outwards, and the side without them."""
    found = []
    while len(found) < MOST:
        phrase = _next(side, phrases, backwards)
        if phrase is None:
            break
        taken = side.words[:len(phrase)]
        low, high = min(word[0] for word in taken), max(word[1] for word in taken)
        found.append(side.text[low:high])
        text = side.text[:low] if backwards else side.text[high:]
        rest = side.words[len(phrase):]
        moved = rest if backwards else [(s - high, e - high, key) for s, e, key in rest]
        side = Beside(moved, text)
    return found, side


def _next(side, phrases, backwards):
    """The longest phrase that stands next to the mention, or None."""
    nearest = phrases.get(side.words[0][2], ()) if side.words else ()
    return next((phrase for phrase in nearest if _at(side, phrase, backwards)), None)


def _at(side, phrase, backwards):
    """Whether the phrase stands next to the mention, with nothing but space, marks and hyphens between."""
    taken = side.words[:len(phrase)]
    if len(taken) < len(phrase):
        return False
    ordered = taken[::-1] if backwards else taken
    if not all(key in keys for (_, _, key), keys in zip(ordered, phrase)):
        return False
    places = [0, *(place for start, end, _ in ordered for place in (start, end)), len(side.text)]
    gaps = list(zip(places[0::2], places[1::2]))
    gaps = gaps[1:] if backwards else gaps[:-1]
    return all(_gap.match(side.text[start:end]) for start, end in gaps)


def _before(text, start):
    low = max(0, start - SIDE)
    low += max((match.end() for match in _stop.finditer(text[low:start])), default=0)
    return _beside(text, low, start, -1)


def _after(text, end):
    stop = _stop.search(text[end:end + SIDE])
    return _beside(text, end, end + (stop.start() if stop else SIDE), 1)


def _beside(text, start, stop, step):
    return Beside([(begin - start, end - start, key) for begin, end, key in words_in(text, start, stop)[::step]], text[start:stop])


def _phrases(items, code, clitics):
    found = []
    for item in items:
        if isinstance(item, dict):
            numbers = item.get("number", NUMBERS)
            entry = Entry(item["stem"], item["class"], also=tuple(item.get("also", ())),
                          numbers=(numbers,) if isinstance(numbers, str) else tuple(numbers),
                          plurals=tuple(item.get("plurals", ())), clitics=item.get("clitics", clitics))
            found.append((word_forms(entry, code, last=False),))
        else:
            words = [key for _, _, key in each_word(item)]
            found.append(tuple(word_forms(Entry(word, clitics=clitics), code, place == 0, False) for place, word in enumerate(words)))
    return sorted(found, key=len, reverse=True)


def _by_nearest(phrases, place):
    """The phrases by each key of their first or last word."""
    index = {}
    for phrase in phrases:
        for key in phrase[place]:
            index[key] = (*index.get(key, ()), phrase)
    return index

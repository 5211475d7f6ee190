"""Whose dead a sentence tells of, and whom it holds responsible: four codes each, by a linear model.

The codes are those of a study of three Canadian papers: victim Israeli, Palestinian, Both or Neither; responsible
Israel, Hamas, Both or Neither. Features are readable: words and pairs of words, with the words of
``languages/events/parties.toml`` replaced by their class, what stands nearest to the word of death on either side,
the title, and what the article's other sentences speak of.
"""

import csv
import math
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from nabra.text.read import words_in

LONGEST = 4          # words of a phrase in the lists
NEAR = 4             # words beside the word of death that are looked at one by one
FAR = 14             # … within which the nearest class is looked for
BESIDE = 3          # words between a side's name and the word of its act
SOFT = {"CIVILIANS", "CHILDREN", "WOMEN", "SOLDIERS", "STRIKE"}     # classes that name no party
SIDES = {"Hamas": {"HAMAS", "FIGHTERS"}, "Israel": {"ISRAEL", "ARMY", "ISRAELIS"}}
WEIGHT = 0.5        # of what stands in the title or another sentence
CODES = {"victim": ("Israeli", "Palestinian", "Both", "Neither"), "responsible": ("Israel", "Hamas", "Both", "Neither")}


class Classes(NamedTuple):
    """Phrases (tuples of keys) -> class; words of death -> kind; words of acts."""

    phrases: dict
    deaths: dict
    acts: frozenset


class Token(NamedTuple):
    """A word or phrase: its class, or its key; the kind of a word of death."""

    name: str
    death: str | None


@cache
def classes():
    """The committed lists."""
    data = tomllib.loads((files("nabra") / "languages" / "events" / "parties.toml").read_text(encoding="utf-8"))
    phrases = {tuple(_keys(phrase)): name for name, listed in data["classes"].items() for phrase in listed}
    deaths = {_keys(word)[0]: kind for kind, listed in data["deaths"].items() for word in listed}
    return Classes(phrases, deaths, frozenset(key for word in data["acts"]["act"] for key in _keys(word)))


def _keys(text):
    return [key.removesuffix("'s") for _, _, key in words_in(text)]


def tokens(text):
    """The sentence as tokens: the longest phrase of the lists at each place, else the word's key.

    Numbers become ``#`` where they have one or two digits, ``##`` above.
    """
    lists, keys = classes(), _keys(text)
    found, at = [], 0
    while at < len(keys):
        for length in range(min(LONGEST, len(keys) - at), 0, -1):
            name = lists.phrases.get(tuple(keys[at:at + length]))
            if name:
                break
        else:
            length, name = 1, keys[at]
            if name.isdigit():
                name = "#" if len(name) < 3 else "##"
        found.append(Token(name, lists.deaths.get(keys[at]) if length == 1 else None))
        at += length
    return found


def features(sentence, title=None, before=None, after=None, days=None):
    """What the model reads: feature name -> value.

    Parameters
    ----------
    sentence : str
    title : str, optional
        Of its article.
    before, after : str, optional
        The sentences of the article that stand next to it (in the study: among those it chose).
    days : int, optional
        Days since 7 October 2023.

    Returns
    -------
    dict of str -> float
    """
    read = tokens(sentence)
    names = [token.name for token in read]
    found = dict.fromkeys(names, 1.0) | {f"{a} {b}": 1.0 for a, b in zip(names, names[1:])}
    found |= {f"{a} {b} {c}": 1.0 for a, b, c in zip(names, names[1:], names[2:])}
    parties = sorted({name for name in names if _is_class(name)})
    found |= {f"{a} with {b}": 1.0 for place, a in enumerate(parties) for b in parties[place + 1:]}
    deaths = [at for at, token in enumerate(read) if token.death]
    for at in deaths:
        found |= _beside(read, names, at)
    found["words of death"] = min(len(deaths), 4) / 4
    if not deaths:
        found["no word of death"] = 1.0
    found |= _acts(names, deaths)
    alone = not set(parties) - SOFT
    if alone:
        found["no party"] = 1.0
    for place, other in (("title", title), ("before", before), ("after", after)):
        if other:
            found |= _elsewhere(place, other, alone)
    if days is not None:
        found["days"] = math.log1p(max(days, 0)) / 4
        if days < 4:
            found["first days"] = 1.0
    return found


def _is_class(name):
    return name.isupper() and name.isalpha()


def _beside(read, names, at):
    """What stands beside the word of death at ``at``."""
    kind, found = read[at].death, {f"death: {read[at].death}": 1.0}
    for side, places in (("before", range(at - 1, max(-1, at - 1 - FAR), -1)),
                         ("after", range(at + 1, min(len(read), at + 1 + FAR)))):
        seen = 0
        for step, place in enumerate(places):
            name = names[place]
            if step < NEAR:
                found[f"{side} the death, near: {name}"] = 1.0
            if _is_class(name):
                seen += 1
                if seen <= 2:
                    found[f"{side} {kind}: {name}"] = 1.0
                if seen == 1:
                    found[f"{side} the death, first: {name}"] = 1.0
            if name == "by" and side == "after":
                doer = next((one for one in names[place + 1:place + 1 + NEAR] if _is_class(one)), None)
                if doer:
                    found[f"by {doer}"] = 1.0
    return found


def _acts(names, deaths):
    """Whether each side acts in the sentence: its name beside a word of its act, or before a word of death."""
    acts = classes().acts | {"STRIKE", "ATTACK"}
    acting = []
    for side, own in SIDES.items():
        places = [at for at, name in enumerate(names) if name in own]
        beside = any(name in acts for at in places for name in names[at + 1:at + 1 + BESIDE])
        kills = any(0 < death - at <= BESIDE for at in places for death in deaths)
        if beside or kills or side == "Israel" and "ARMY" in names:
            acting.append(side)
    found = {f"{side} acts": 1.0 for side in acting}
    if len(acting) == 2:
        found["both act"] = 1.0
        if len(deaths) > 1:
            found["both act, several deaths"] = 1.0
    return found


def _elsewhere(place, text, alone):
    found = {}
    for name in {token.name for token in tokens(text)}:
        if place == "title" or _is_class(name):
            found[f"{place}: {name}"] = WEIGHT
        if alone and _is_class(name):
            found[f"no party, {place}: {name}"] = 1.0 if place == "title" else WEIGHT
    return found


@cache
def weights(column):
    """The committed weights of ``victim`` or ``responsible``: feature -> one weight per code, in CODES' order.

    The feature ``(always)`` is the intercept. ``tests/fit_parties.py`` fits them.
    """
    path = files("nabra") / "languages" / "events" / f"{column}_weights.csv"
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return {row["feature"]: tuple(float(row[code]) for code in CODES[column]) for row in rows}


def party(found, column):
    """The code of a sentence with these features: the one with the highest sum of weights.

    Parameters
    ----------
    found : dict
        ``features`` of the sentence.
    column : str
        ``victim`` or ``responsible``.

    Returns
    -------
    str
        One of ``CODES[column]``.
    """
    table = weights(column)
    sums = list(table["(always)"])
    for name, value in found.items():
        for place, weight in enumerate(table.get(name, ())):
            sums[place] += weight * value
    rounded = [round(one, 9) for one in sums]
    return CODES[column][rounded.index(max(rounded))]

"""What can be read off a quotation to tell what it does: the readable features of ``function``.

Each feature is a yes or no, or a small number, about the span, its neighbours, its governor and what
is known of its words; the names are those of the weights table (``languages/function_weights.csv``),
so that every decision can be explained. What a quotation looks like is in ``features_seen``; the rules stand in
``features_article``, ``features_inside`` (the marks), ``features_before`` and ``features_around`` (the sentence) and
``features_known`` (what the article and the corpora say of the string). They are compiled and put numbers of features
(``feature_names``); what they ask of a word is told once a distinct word (``bits_function``, ``known_tables``).
"""

from bisect import bisect_left
from functools import lru_cache, partial, reduce
from operator import or_
from typing import NamedTuple

import numpy as np

from nabra.cues.bits_function import last_letters, word_bits
from nabra.cues.bits_signs import signs_of
from nabra.cues.clauses import in_place
from nabra.cues.feature_names import MOST, names_of
from nabra.cues.features_inside import ACCUSATIVE, OTHER_ENDING, PRONOUN
from nabra.cues.features_known import OF_STRINGS, OF_WORDS
from nabra.cues.features_rows import put_features
from nabra.cues.features_seen import (
    BEFORE, BREADTH, COLUMNS, CONTENT_END, CUE_BEFORE, DEVICE, EDGE_AFTER, EDGE_WITHIN, FEW, FIRST, FOLLOWED, FOLLOWING,
    FOLLOWING_END, FOLLOWS, LAST, LISTS, MARK, MAY_BE_DEVICE, SENTENCE, SPAN, SPAN_END, TOUCHING, look,
)
from nabra.cues.features_strings import compare
from nabra.cues.knowledge import Knowledge, Memo, knowledge
from nabra.cues.known_tables import Tables, tables_of
from nabra.cues.quotes import places_of
from nabra.cues.scan import Scanned, Scanner
from nabra.text.columns import Columns
from nabra.text.language import CUE_CLASSES
from nabra.text.read import Read, keys_in

_CLASS_NUMBERS = {name: number for number, name in enumerate(CUE_CLASSES)}


class Means(NamedTuple):
    """What the features of one language are found with, made once."""

    scanner: Scanner
    signs: np.ndarray
    tables: Tables
    lists: int              # what lists there are: OF_WORDS, OF_STRINGS
    devices: tuple          # the so-called phrases; DEVICE is the place of one, from 1 on
    endings: Memo           # a word as printed -> its ENDINGS
    bits: Memo              # any part of a text -> the bits of its words
    describes: Memo         # a cue as printed -> is it a word that describes?
    names: tuple            # of the features


class Setting(NamedTuple):
    """What the features need to know of a text and its quotations; made once per text."""

    text: str
    spans: list          # all quotations, sorted
    scopes: list         # attribution scopes, sorted by start
    cues: list           # starts of the writer's reporting cues, sorted
    pack: object
    known: Knowledge
    keys: dict           # phrase key of each short span -> how often it stands in marks
    devices: list        # the so-called phrase before each quotation, or None
    seen: np.ndarray     # a row a quotation (``features_seen``)
    found: np.ndarray    # its features (``feature_names.put``)
    values: np.ndarray   # … and their values


@lru_cache(maxsize=16)
def means_of(pack, known):
    """The Means of a language and a Knowledge of it."""
    tables = tables_of(pack, known)
    devices = tuple(sorted(set(pack.devices.values())))
    own = {"class": tables.classes, "particle": last_letters(pack), "device": devices, "ending": _others(known)}
    columns, describing = columns_of(pack, known), known.joined["describing"]
    of_word = Columns({"function": columns["function"]})
    return Means(
        Scanner(pack, (), columns), signs_of(pack), tables,
        bool(known.words) * OF_WORDS | bool(known.marked.shares) * OF_STRINGS, devices,
        Memo(partial(_endings, known=known)),
        Memo(lambda part: reduce(or_, map(of_word.one, keys_in(part)), 0)),
        Memo(lambda cue: not describing.isdisjoint(keys_in(cue))), names_of(own),
    )


def columns_of(pack, known):
    """What the features ask of each word: columns of ``scan.Scanner``."""
    return {"function": word_bits(pack, known), "known": tables_of(pack, known).column}


def _others(known):
    return tuple(name for name in known.endings if name not in ("pronoun", "accusative"))


def _endings(word, known):
    """The ENDINGS of a word as it is printed: bits, and behind them the number of the first other ending."""
    found = {name for name, endings in known.endings.items() if word.endswith(endings)}
    others = [number for number, name in enumerate(_others(known), 1) if name in found]
    return ("pronoun" in found) * PRONOUN | ("accusative" in found) * ACCUSATIVE | (others or [0])[0] << OTHER_ENDING


def setting(text, spans, scopes, cue_starts, pack, known=None):
    """The features of a text's quotations, and all that they were found from.

    Parameters
    ----------
    text : str
    spans : list of Span
        Sorted.
    scopes : list of Scope
    cue_starts : list of int
        Where the writer's reporting cues begin.
    pack : Pack
    known : Knowledge, optional
        That of the pack's language if not given.

    Returns
    -------
    Setting
    """
    known, scopes, cues = known or knowledge(pack.code), in_place(scopes), sorted(cue_starts)
    seen = np.zeros((len(spans), COLUMNS), np.int64)
    found, values = np.zeros((len(spans), MOST + 1), np.int32), np.ones((len(spans), MOST + 1))
    if not spans:
        return Setting(text, spans, scopes, cues, pack, known, {}, [], seen, found, values)
    means = means_of(pack, known)
    text = _read(text, means, known)
    signs = means.signs[text.codes]
    words = np.array((text.word_starts, text.word_ends, text.bits["function"], text.bits["known"]), np.int64)
    seen[:, :CUE_BEFORE] = places_of(spans)
    look(signs, words, np.array(cues, np.int64), _governing(scopes, means), seen)
    _read_edges(text, seen, means)
    seen[:, LISTS] = means.lists
    keys = compare(text, seen, means.tables.strings.get, max(means.tables.longest, FEW), means.endings)
    devices = _devices(text, seen, means, pack)
    put_features(signs, words, len(cues), means.tables.rows, seen, found, values)
    return Setting(text, spans, scopes, cues, pack, known, keys, devices, seen, found, values)


def _governing(scopes, means):
    """The table of the scopes that ``look`` asks for."""
    rows = [(scope.start, scope.end, scope.kind == "direct", _CLASS_NUMBERS[scope.cue_class],
             means.describes[scope.cue]) for scope in scopes]
    return np.array(rows, np.int64).reshape(-1, 5)


def _read(text, means, known):
    """The text read with the columns of this Knowledge."""
    asked = isinstance(text, Scanned) and "function" in text.bits and known is knowledge(known.code)
    return text if asked else means.scanner.read(text)


def _read_edges(text, seen, means):
    """Put the bits of the parts of words that the edges of what is read leave (columns EDGE_… of ``seen``)."""
    for row, column in zip(*map(np.ndarray.tolist, seen[:, EDGE_WITHIN:EDGE_AFTER + 1].nonzero())):
        one = seen[row]
        if column == 0:
            part = text[text.starts[one[LAST]]:one[CONTENT_END]]
        elif column == 1:
            part = text[one[SPAN] - BEFORE:text.ends[one[SENTENCE] - 1]]
        else:
            part = text[text.starts[one[FOLLOWING_END]]:one[SPAN_END] + FOLLOWED]
        one[EDGE_WITHIN + column] = means.bits[part]


def _devices(text, seen, means, pack):
    """The so-called phrase before each quotation, or None; their numbers go into a column of ``seen``."""
    devices = [None] * len(seen)
    for row in seen[:, MAY_BE_DEVICE].nonzero()[0].tolist():
        devices[row] = device = device_before(text, seen.item(row, SPAN), pack)
        if device is not None:
            seen[row, DEVICE] = means.devices.index(device) + 1
    return devices


def device_before(text, start, pack):
    """The so-called phrase that stands right before ``start`` (one filler word allowed), or None."""
    if isinstance(text, Read):
        place = bisect_left(text.starts, start)
        if place and text.ends[place - 1] <= start and pack.device_ends.isdisjoint(text.keys[max(0, place - 2):place]):
            return None         # most places: only the last two words are asked for
    low = max(0, start - 40)
    keys = keys_in(text, max(low, text.rfind("\n", low, start) + 1), start)
    if pack.device_ends.isdisjoint(keys[-2:]):
        return None
    for skipped in (0, 1):
        tail = keys[:len(keys) - skipped] if skipped else keys
        for length in (4, 3, 2, 1):
            if len(tail) >= length and " ".join(tail[-length:]) in pack.devices:
                return pack.devices[" ".join(tail[-length:])]
        if not keys or keys[-1] not in pack.proclitics and keys[-1] not in pack.name_nouns:
            break
    return None


def features_of(here):
    """The features of each quotation: dicts of name -> value (1.0 for what is so; absent features are 0)."""
    names = means_of(here.pack, here.known).names
    return [{names[number]: value for number, value in zip(numbers[1:numbers[0] + 1], row[1:])}
            for numbers, row in zip(here.found.tolist(), here.values.tolist())]


def features(span, here):
    """The features of ``span``, one of ``here.spans``, as in ``features_of``."""
    return features_of(here)[here.spans.index(span)]


def words_around(here):
    """Of each quotation the keys of its words, of the word right before it and of that right behind it.

    Returns
    -------
    list of (list of str, str, str)
        No words where the quotation is not short; '' where no word stands beside it.
    """
    keys, found = here.text.keys if here.spans else [], []
    for one in here.seen:
        inside = [] if one[BREADTH] else keys[one[FIRST]:one[LAST]]
        before = keys[one[MARK] - 1] if one[TOUCHING] < one[MARK] else ""
        found.append((inside, before, keys[one[FOLLOWING]] if one[FOLLOWS] else ""))
    return found

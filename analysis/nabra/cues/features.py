"""What can be read off a quotation to tell what it does: the readable features of ``function``.

Each feature is a yes or no, or a small number, about the span, its neighbours, its governor and what
is known of its words; the names are those of the weights table (``languages/function_weights.csv``),
so that every decision can be explained. What a quotation looks like is in ``features_seen``; the rules stand in
``features_article``, ``features_inside`` (the marks), ``features_before`` and ``features_around`` (the sentence) and
``features_known`` (what the article and the corpora say of the string). They are compiled and put numbers of features
(``feature_names``); what they ask of a word is told once a distinct word (``bits_function``, ``known_tables``).
"""

from functools import lru_cache, partial, reduce
from operator import or_
from typing import NamedTuple

import numpy as np

from nabra.cues.bits_function import last_letters, word_bits
from nabra.cues.bits_signs import signs_of
from nabra.cues.feature_names import MOST, names_of
from nabra.cues.features_known import OF_STRINGS, OF_WORDS
from nabra.cues.features_rows import put_features
from nabra.cues.features_seen import (
    ASKED, BREADTH, COLUMNS, CUE_CLASS, DESCRIBES, DEVICE, DIRECT, FEW, FIRST, FOLLOWING, FOLLOWS, LAST, MARK, TOUCHING,
    look,
)
from nabra.cues.features_strings import endings_of, other_endings, room
from nabra.cues.knowledge import Knowledge, Memo, knowledge
from nabra.cues.known_tables import Tables, tables_of
from nabra.cues.quotes import Spans
from nabra.cues.scan import Scanned, Scanner
from nabra.text.columns import SPELLING, Columns
from nabra.text.language import CUE_CLASSES
from nabra.text.read import keys_in

_CLASS_NUMBERS = {name: number for number, name in enumerate(CUE_CLASSES)}


class Means(NamedTuple):
    """What the features of one language are found with, made once."""

    scanner: Scanner
    signs: np.ndarray
    tables: Tables
    lists: int              # what lists there are: OF_WORDS, OF_STRINGS
    devices: tuple          # the so-called phrases, by DEVICE; the first is None
    endings: np.ndarray     # ``features_strings.endings_of``
    bits: Memo              # any part of a text -> the bits of its words
    told: Memo              # cue as printed, class and kind of a scope -> what is told of it (DIRECT, …)
    names: tuple            # of the features


class Setting(NamedTuple):
    """What the features need to know of a text and its quotations; made once per text."""

    text: str
    spans: Spans         # all quotations
    scopes: list         # attribution scopes, sorted by start
    pack: object
    known: Knowledge
    devices: tuple       # the so-called phrases, by the number in the column DEVICE
    seen: np.ndarray     # a row a quotation (``features_seen``)
    found: np.ndarray    # its features (``feature_names.put``)
    values: np.ndarray   # … and their values


@lru_cache(maxsize=16)
def means_of(pack, known):
    """The Means of a language and a Knowledge of it."""
    tables = tables_of(pack, known)
    devices = (None, *sorted(set(pack.devices.values())))
    own = {"class": tables.classes, "particle": last_letters(pack), "device": devices[1:], "ending": other_endings(known)}
    columns, describing = columns_of(pack, known), known.joined["describing"]
    of_word = Columns({"function": columns["function"]})
    return Means(
        Scanner(pack, (), columns), signs_of(pack), tables,
        bool(known.words) * OF_WORDS | bool(known.marked.shares) * OF_STRINGS, devices, endings_of(known),
        Memo(lambda part: reduce(or_, map(of_word.one, keys_in(part)), 0)), Memo(partial(_told, describing=describing)),
        names_of(own),
    )


def _told(scope, describing):
    """What is told of a scope, given its cue as it is printed, class and kind."""
    cue, cue_class, kind = scope
    describes = not describing.isdisjoint(keys_in(cue))
    return (kind == "direct") * DIRECT | describes * DESCRIBES | _CLASS_NUMBERS[cue_class] << CUE_CLASS


def columns_of(pack, known):
    """What the features ask of each word: columns of ``scan.Scanner``."""
    return {"function": word_bits(pack, known), "known": tables_of(pack, known).column, "spelling": SPELLING}


def setting(text, spans, scopes, pack, known=None):
    """The features of a text's quotations, and all that they were found from.

    Parameters
    ----------
    text : str
    spans : Spans
    scopes : list of Scope
        Sorted by start (``clauses.in_place``).
    pack : Pack
    known : Knowledge, optional
        That of the pack's language if not given.

    Returns
    -------
    Setting
    """
    known, number = known or knowledge(pack.code), len(spans)
    means = means_of(pack, known)
    seen = np.zeros((number, COLUMNS), np.int64)
    found, values = np.empty((number, MOST + 1), np.int32), np.empty((number, MOST + 1))
    if number:
        text = _read(text, means, known)
        bits, tables = text.bits, means.tables
        signs, words = np.empty(len(text.codes), np.int32), np.empty((4, len(text.word_starts)), np.int64)
        asked = np.empty((ASKED * number, 4), np.int64)
        asks = look(text.codes, means.signs, text.word_starts, text.word_ends, bits["function"], bits["known"],
                    spans.table, _table_of(scopes, means.told), signs, words, seen, asked)
        for row, column, start, end in asked[:asks].tolist():
            seen[row, column] = means.devices.index(device_before(text, end, pack)) if column == DEVICE \
                else means.bits[text[start:end]]
        put_features(text.codes, signs, words, bits["spelling"], tables.strings, max(tables.longest, FEW),
                     means.endings, room(number), len(scopes), tables.rows, means.lists, seen, found, values)
    return Setting(text, spans, scopes, pack, known, means.devices, seen, found, values)


def _table_of(scopes, told):
    """The table of the scopes that ``look`` asks for."""
    rows = [number for scope in scopes for number in (scope.start, scope.end, scope.cue_start, told[scope[2:5]])]
    return np.array(rows, np.int64).reshape(-1, 4)


def _read(text, means, known):
    """The text read with the columns of this Knowledge."""
    asked = isinstance(text, Scanned) and "function" in text.bits and known is knowledge(known.code)
    return text if asked else means.scanner.read(text)


def device_before(text, start, pack):
    """The so-called phrase that stands right before ``start`` (one filler word allowed), or None."""
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

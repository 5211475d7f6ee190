"""Events of violence: the word, its construction, who is named as doing it and who suffers it.

Words of violence (``languages/events``) are looked up among the words that the text was read into; the rules of the
language (``event_rules_ar``, ``event_rules_en``) decide from the words beside each which construction it stands in.
Agent and victim are concepts of the codebook, by the mentions that stand where they may stand. No parser is needed.
"""

import re
from bisect import bisect_right

import numpy as np
import pandas as pd
from tqdm import tqdm

from nabra.cues import event_parser, event_rules_ar, event_rules_en
from nabra.cues.event_types import CONSTRUCTIONS  # noqa: F401
from nabra.cues.event_words import lexicon
from nabra.cues.voice import voice_at
from nabra.errors import NabraError
from nabra.spread import spread
from nabra.tables import PARTS, frame, in_order
from nabra.text.language import packs
from nabra.text.normalise import words
from nabra.text.plain import plain
from nabra.text.segment import boilerplate, is_sentence_end

PIECE = 500         # articles at a time
LONGEST = 400       # words of a sentence; of a longer one (a text without stops) half of these on each side of an event
RULES = {"ar": event_rules_ar.told, "en": event_rules_en.told}
_stop = re.compile(r"[.!?؟…]+|[\n\r\u2028\u2029]+")
_open = re.compile(r"[\s\"'”»)]|$")
_break = re.compile(r"[،,؛;:()\"«»“”\[\]–—]")


def sentence_events(text, language, parser=None):
    """The events of a text, sentence by sentence.

    Parameters
    ----------
    text : str
    language : str
        A language with a list of words of violence (``languages/events``); another gives no events.
    parser : callable, optional
        A text -> a parsed document (``cues.event_parser``), asked instead of the rules.

    Yields
    ------
    (int, int, Told, list of (int, int))
        Start and end of the word in ``text``, what is told, and the places of the sentence's words (of more than
        LONGEST words those around the event), which the ranges of the Told count.
    """
    lex, rule = lexicon(language), RULES.get(language)
    if lex is None or rule is None:
        return
    for found in _sentences(words(text), text, language):
        for part, here in _parts(found, [at for at, (*_, key) in enumerate(found) if key in lex.words]):
            keys = [key for _, _, key in part]
            breaks = {at for at in range(1, len(part)) if _break.search(text, part[at - 1][1], part[at][0])}
            begin = part[0][0]
            parsed = None if parser is None else event_parser.Parsed(parser(text[begin:part[-1][1]]), part, begin)
            for at in here:
                start, end, key = part[at]
                told = rule(lex.words[key], at, keys, text[start:end], lex, breaks) if parsed is None \
                    else event_parser.told(lex.words[key], at, parsed, lex)
                if told is not None:
                    told = told._replace(term=next(one.stem for one in lex.words[key] if one.event == told.event))
                    yield start, end, told, [(begin, stop) for begin, stop, _ in part]


def _parts(found, here):
    """The words of a sentence with the places ``here`` of its words of violence; of a very long one, those around each."""
    if len(found) <= LONGEST:
        return [(found, here)] if here else []
    lows = [max(0, at - LONGEST // 2) for at in here]
    return [(found[low:at + LONGEST // 2], [at - low]) for low, at in zip(lows, here)]


def _sentences(found, text, language):
    stops = [stop.start() for stop in _stop.finditer(text) if _ends(text, stop, language)]
    part, place = [], 0
    for word in found:
        while place < len(stops) and stops[place] < word[0]:
            place += 1
            if part:
                yield part
                part = []
        part.append(word)
    if part:
        yield part


def sentence_around(text, language, start):
    """Start and end of the sentence in which the word at ``start`` stands, as the rules for events read it.

    Its end is that of its last word; of a sentence of more than LONGEST words, those around the word.
    """
    for found in _sentences(words(text), text, language):
        if found[-1][1] > start:
            at = next(at for at, (_, end, _) in enumerate(found) if end > start)
            (part, _), = _parts(found, [at])
            return part[0][0], part[-1][1]
    return start, start


def _ends(text, stop, language):
    """Whether a stop ends a sentence: in Arabic also without a space behind it («….وقال»), in English only with one."""
    if stop.group()[0] in "\n\r\u2028\u2029":
        return True
    if language == "en":
        return _open.match(text, stop.end()) is not None
    return is_sentence_end(text, stop.start(), stop.end(), packs()[language])


class _Spoken:
    """Quotations and attributions of one part, as ``voice_at`` wants them."""

    def __init__(self, quotes, scopes):
        self.quotes = sorted(quotes, key=lambda one: (one.start, -one.end))
        self.scopes = sorted(scopes, key=lambda one: one.start)

    def at(self, start, end):
        return voice_at(start, end, self.quotes, self.scopes)


def events(cues, codebook=None, parser=None, progress=False, processes=1):
    """The events of violence in measured articles.

    Parameters
    ----------
    cues : Cues
        Measured articles; untouched. Their mentions name the agents and victims.
    codebook : Codebook, optional
        If given, it must be the one that the articles were measured with.
    parser : callable or dict, optional
        A dependency parser to ask instead of the rules: text -> a document with spaCy's attributes and the labels of
        its English models, such as ``spacy.load("en_core_web_sm")``. It is asked for English alone; a dict
        (language code -> parser) says otherwise.
    progress : bool
        Show a progress bar.
    processes : int
        How many work side by side; one where a parser is asked. The result does not depend on it.

    Returns
    -------
    DataFrame
        The table ``events`` (`nabra.tables`), in order: doc_id, part, start, end (code points of the raw
        text), event (kill, wound, strike, bomb, shoot, stab, arrest, abduct, die), term
        (the key of the word's stem), construction (active,
        passive with an agent, agentless, nominal, intransitive), agent and victim (concepts of the codebook, or
        null), agent_named (the sentence names a doer, of the codebook or not), voice and speaker.

    Raises
    ------
    NabraError
        ``codebook`` is not the one of ``cues``.

    Notes
    -----
    Rules and lists, no parser (docs/agency.md has the figures on coded sentences). Articles in a language
    without a list of words of violence have no events, which is no finding about them.

    Caution
    -------
    Constructions are not compared across languages: Arabic and English passives do different work, and an Arabic
    text without vowels tells the active from the passive by the words beside alone. An event is a word, not an
    incident: one killing told three times is three events.
    """
    if codebook is not None and codebook.name != cues.codebook_name:
        raise NabraError(f"the codebook '{codebook.name}' is not the one of these cues, '{cues.codebook_name}'; "
                         "measure the articles with it first")
    parsers, rows = parser if isinstance(parser, dict) else {"en": parser}, []
    pieces = list(_pieces(cues))
    alone = processes == 1 or len(pieces) == 1 or any(parsers.values())
    told = (_events_in(piece, parsers) for piece in pieces) if alone else spread(_events_in, pieces, processes, _ready, ())
    with tqdm(desc="events", total=len(cues.documents), disable=None if progress else True, unit=" articles") as bar:
        for piece, found in zip(pieces, told):
            rows += found
            bar.update(len(piece[0]))
    return in_order(frame("events", rows))


def _pieces(cues):
    """Documents, mentions, quotations and attributions of some articles at a time."""
    documents = cues.documents[["doc_id", "language", "title", "text"]]
    number = dict(zip(documents["doc_id"], np.arange(len(documents)) // PIECE))
    tables = (documents, *map(in_order, (cues.mentions, cues.quotes, cues.attributions)))
    parted = [dict(list(table.groupby(table["doc_id"].map(number).to_numpy()))) for table in tables]
    for one, articles in parted[0].items():
        yield articles, *(parts.get(one, table.iloc[:0]) for parts, table in zip(parted[1:], tables[1:]))


def _ready(stop):
    """Nothing is to be got ready in a process."""


def _events_in(piece, parsers=None):
    """The rows of some articles' events."""
    documents, mentions, quotes, scopes = piece[0], *map(_by_part, piece[1:])
    parsers, rows = parsers or {}, []
    for row in documents.itertuples(index=False):
        for part in PARTS:
            text = getattr(row, part)
            if not pd.isna(text) and not pd.isna(row.language):
                key = (row.doc_id, part)
                spoken = _Spoken(quotes.get(key, ()), scopes.get(key, ()))
                rows += _part_rows(key, text, row.language, mentions.get(key, ()), spoken, parsers.get(row.language))
    return rows


def _by_part(table):
    groups = {}
    for row in table.itertuples(index=False):
        groups.setdefault((row.doc_id, row.part), []).append(row)
    return groups


def _part_rows(key, text, language, mentions, spoken, parser):
    left_out = _left_out(text, language) if key[1] == "text" and lexicon(language) is not None else ()
    for start, end, told, places in sentence_events(text, language, parser):
        if any(low <= start < high for low, high in left_out):
            continue
        voice = spoken.at(start, end)
        agent = _concept(told.doer, places, mentions, None) if told.agent_named else None
        yield {"doc_id": key[0], "part": key[1], "start": start, "end": end, "event": told.event,
               "term": told.term, "construction": told.construction, "agent": agent,
               "victim": _concept(told.whom, places, mentions, agent),
               "agent_named": told.agent_named, "voice": voice.voice, "speaker": voice.speaker}


def _left_out(text, language):
    """The boilerplate lines, which `nabra.measure` leaves out too, as places in the raw text."""
    bare = plain(text)
    return [(bare.start(low), bare.end(high)) for low, high in boilerplate(bare.text, packs()[language])]


def _concept(zone, places, mentions, other):
    """The concept of the first resolved mention among the zone's words; not ``other``, where another is there."""
    if zone is None or not places[zone[0]:zone[1]]:
        return None
    low, high = places[zone[0]][0], places[min(zone[1], len(places)) - 1][1]
    first = bisect_right([one.end for one in mentions], low)
    found = [one.concept for one in mentions[first:] if one.start < high and one.resolved]
    return next((one for one in found if one != other), None)


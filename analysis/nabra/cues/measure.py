"""The measuring step: a table of articles in, tables of cues out. A pure function.

What an article gives depends on the article, the codebook and the language packs alone, so that a
corpus can be split, shuffled and spread over processes or machines: the tables are the same.
"""

from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import numpy as np
import pandas as pd

from nabra.collector import paused
from nabra.cues import bits_attribution, bits_modifiers, bits_speakers
from nabra.cues.attribution import find_scopes
from nabra.cues.bits_attribution import cue_index
from nabra.cues.clauses import in_place
from nabra.cues.features import columns_of
from nabra.cues.function import weights_of
from nabra.cues.knowledge import knowledge
from nabra.cues.mentions import wanted_keys
from nabra.cues.modifiers import modifiers
from nabra.cues.nearby import Topic
from nabra.cues.part import Part, placed
from nabra.cues.quoted import quotes_of
from nabra.cues.quotes import find_spans
from nabra.cues.rows import mention_rows, quote_rows, scope_rows, table
from nabra.cues.scan import START, Scanner, scan
from nabra.cues.term_index import COLUMN, term_index
from nabra.cues.told import told_mentions
from nabra.tables import check, in_order
from nabra.text import lead
from nabra.text.genre import GIVEN, genre_and_origin, with_genre
from nabra.text.plain import Plain, plain
from nabra.text.repeated import with_repeated
from nabra.text.script import detect
from nabra.text.segment import boilerplate

CUES = ("quotes", "attributions", "mentions")


@dataclass(frozen=True)
class Cues:
    """What was found in a corpus: tidy tables (``nabra.tables``) and the codebook's labels.

    ``documents`` carries three more columns: ``words`` (measured words of title and text), ``has_marks`` (the
    text prints at least one pair of quotation marks) and ``boilerplate_lines`` (lines or ends of lines that
    were left out as no article text: links, headlines of other stories, page furniture; ``text.segment``; and
    the outlet's repeated lines, where they were given), and genre and origin with the rules that tell them
    (``text.genre``).
    """

    documents: pd.DataFrame
    quotes: pd.DataFrame
    attributions: pd.DataFrame
    mentions: pd.DataFrame
    labels: pd.DataFrame
    codebook_name: str


class Instruments(NamedTuple):
    """What the measuring step needs, made once: per language, when it is first met, its scanner, cues and terms."""

    packs: dict
    scanners: dict
    cues: dict
    terms: dict
    weights: dict
    known: dict
    repeated: dict = {}


class _ByLanguage(dict):
    """By code of a language what ``make`` gives for it, made when it is first asked for."""

    def __init__(self, make):
        super().__init__()
        self.make = make

    def __missing__(self, code):
        with paused():
            found = self[code] = self.make(code)
        return found


def instruments(codebook, packs, weights, repeated=None):
    """Prepare a measurement.

    Parameters
    ----------
    codebook : Codebook
    packs : dict of str -> Pack
    weights : dict
        ``cues.function.weights()``.
    repeated : dict of str to frozenset of str, optional
        By outlet the lines to leave out (`nabra.text.repeated_file.load`).

    Returns
    -------
    Instruments
    """
    wanted = wanted_keys(codebook)
    terms = _ByLanguage(lambda code: term_index(term for term in codebook.terms if term.language == code))
    cues = _ByLanguage(lambda code: cue_index(packs[code]))

    def scanner(code):
        pack = packs[code]
        words = wanted.union(pack.that, pack.quote_openers, pack.narrator_returns, pack.narrator_asides,
                             *(cue.words for cue in pack.cues))
        return Scanner(pack, words, {
            bits_speakers.COLUMN: bits_speakers.speaker_bits(pack), bits_attribution.COLUMN: cues[code].column,
            **columns_of(pack, knowledge(code)),
            bits_modifiers.COLUMN: bits_modifiers.word_bits(modifiers(code), pack.device_ends), COLUMN: terms[code].column})

    weighed = _ByLanguage(lambda code: weights_of(weights, packs[code], knowledge(code)))
    return Instruments(dict(packs), _ByLanguage(scanner), cues, terms, weighed, _ByLanguage(knowledge), dict(repeated or {}))


def measure_text(text, language, tools):
    """The cues of one text, which is taken for the whole article.

    Parameters
    ----------
    text : str
    language : str
        Code of a pack in ``tools``.
    tools : Instruments

    Returns
    -------
    Part
    """
    return _measured(scanned_text(text, language, tools), language, tools)


class Scanned(NamedTuple):
    """A text as it is measured (``Plain``), its events and number of words, and how many lines were left out."""

    bare: object
    events: list
    words: int
    left_out: int


def scanned_text(text, language, tools, repeated=frozenset()):
    """The text scanned, without its boilerplate lines and those whose key is in ``repeated`` (``Scanned``)."""
    unread, scanner = plain(text), tools.scanners[language]
    bare = Plain(scanner.read(unread.text, unread.codes), *unread[1:])
    events, count = scan(bare.text, scanner)
    lines = with_repeated(boilerplate(bare.text, tools.packs[language]), bare.text, repeated)
    return Scanned(bare, *_without(events, count, bare.text, lines), len(lines))


def _measured(scanned, language, tools, about=None):
    """The cues of a scanned text; ``about``: the Topic of the whole article."""
    bare, events, count, left_out = scanned
    pack, text = tools.packs[language], bare.text
    spans = find_spans(events, pack)
    scopes = in_place(find_scopes(text, events, spans, pack, tools.cues[language]))
    printed = placed(bare, scopes)
    quotes = quotes_of(bare, spans, scopes, printed, pack, tools.known[language], tools.weights[language])
    mentions = told_mentions(bare, events, tools.terms[language], about, quotes, printed, pack)
    return Part(quotes, printed, mentions, count, left_out)


def measure_articles(documents, tools):
    """Measure every article of a documents table.

    Parameters
    ----------
    documents : DataFrame
        The documents table (``nabra.tables``); untouched.
    tools : Instruments

    Returns
    -------
    dict of DataFrame
        documents (with words, has_marks and boilerplate_lines), quotes, attributions, mentions, each in order.
    """
    return tables_of(documents, measured_rows(check(documents, "documents"), tools))


def measured_rows(documents, tools):
    """What ``measure_articles`` finds in a documents table that has been checked, as rows.

    Returns
    -------
    dict of str to list of tuple
        quotes, attributions and mentions (``cues.rows``), and for each of the documents: language, words, has_marks,
        boilerplate_lines, and genre and origin with their rules.
    """
    rows = {"documents": [], **{name: [] for name in CUES}}
    cells = (documents[name].to_numpy(object, na_value=None) for name in ("doc_id", "outlet", "language", *GIVEN))
    for doc_id, outlet, language, text, title, *printed in zip(*cells):
        language = language if language in tools.packs else detect(text, tools.packs)
        counted, marked, left_out = 0, False, 0
        parts = {part: raw for part, raw in (("title", title), ("text", text)) if raw is not None}
        lines = tools.repeated.get(outlet, frozenset())
        scanned = {part: scanned_text(raw, language, tools, lines if part == "text" else frozenset())
                   for part, raw in parts.items()}
        about = Topic([events for _, events, *_ in scanned.values()])
        for part, raw in parts.items():
            found = _measured(scanned[part], language, tools, about)
            counted += found.words
            left_out += found.left_out
            marked = marked or any(not quote.repaired for quote in found.quotes)
            rows["quotes"] += quote_rows(doc_id, part, found)
            rows["attributions"] += scope_rows(doc_id, part, found)
            rows["mentions"] += mention_rows(doc_id, part, raw, found)
        reports = partial(lead.reports, scanned["text"].bare)
        rows["documents"].append((language, counted, marked, left_out,
                                  *genre_and_origin(text, title, *printed, language, reports)))
    return rows


def tables_of(documents, rows):
    """The tables that ``measure_articles`` gives, of the rows found in ``documents`` (in their order)."""
    return {"documents": documents_of(documents, rows["documents"])} | {
        name: in_order(table(name, rows[name]).to_pandas()) for name in CUES}


def documents_of(documents, rows):
    """The documents as ``measure_articles`` gives them, of the rows found in them (in their order)."""
    language, words, marked, left_out, *genres = zip(*rows) if rows else [[]] * 8
    measured = documents.assign(
        language=pd.array(language, dtype="string"), words=pd.array(words, dtype="int64"),
        has_marks=pd.array(marked, dtype="bool"), boilerplate_lines=pd.array(left_out, dtype="int64"),
    )
    return with_genre(measured, list(zip(*genres))).sort_values("doc_id", kind="stable").reset_index(drop=True)


def _without(events, count, text, ranges):
    """The events and words outside ``ranges`` (boilerplate lines)."""
    if not ranges:
        return events, count
    left = count - sum(len(text[start:end].split()) for start, end in ranges)
    bounds = events.table[START].searchsorted(np.ravel(ranges)).tolist()
    kept = np.ones(len(events), np.bool_)
    for low, high in zip(bounds[::2], bounds[1::2]):
        kept[low:high] = False
    return events.only(kept), left

"""How the tests read one invented text: its quotations, scopes and mentions."""

from functools import cache

import pandas as pd

import nabra
from nabra.cues.function import weights
from nabra.cues.measure import instruments, measure_articles, measure_text
from nabra.cues.quotes import find_spans
from nabra.cues.scan import Scanner, scan
from nabra.tables import frame
from nabra.text.language import load, packs


@cache
def syria():
    """The codebook syria."""
    return nabra.codebook("syria")


@cache
def tools():
    """The instruments of the codebook syria."""
    return instruments(syria(), packs(), weights())


for _code, _pack in packs().items():      # the pass is compiled before the clock of any test runs
    Scanner(_pack, ()).read("قـال said")


@cache
def scanner(language, *words):
    """A scanner that looks for ``words`` (keys) alone."""
    return Scanner(load(language), words)


def events(text, language="ar", *words):
    """The events of ``text`` when only ``words`` are looked for."""
    return scan(text, scanner(language, *words))[0]


def part(text, language="ar"):
    """All cues of one text."""
    return measure_text(text, language, tools())


def spans(text, language="ar"):
    """The quotation spans of ``text``."""
    pack = load(language)
    found, _ = scan(text, tools().scanners[language])
    return find_spans(found, pack)


def quoted(text, language="ar"):
    """The quotation spans as a reader sees them."""
    return [text[span.start : span.end] for span in spans(text, language)]


def scopes(text, language="ar"):
    """(content, cue, cue_class, kind, speaker) of each attribution scope, in order."""
    return [
        (text[scope.start : scope.end], scope.cue, scope.cue_class, scope.kind, scope.speaker)
        for scope in part(text, language).scopes
    ]


def articles(*texts, **columns):
    """A documents table of invented articles, one a text."""
    rows = [
        {"doc_id": f"a{number:03}", "outlet": f"outlet-{number % 3}", "text": text}
        for number, text in enumerate(texts)
    ]
    table = frame("documents", pd.DataFrame(rows))
    return table.assign(**columns) if columns else table


def measured(*texts, **columns):
    """The tables of invented articles under the codebook syria."""
    return nabra.measure(articles(*texts, **columns), syria())


def mentions(text, language="ar"):
    """(surface, variant, voice, wording, speaker, marks) of each mention of one text."""
    table = measure_articles(articles(text, language=pd.array([language], dtype="string")), tools())["mentions"]
    columns = ["surface", "variant", "voice", "wording", "speaker", "marks"]
    return [
        tuple(None if pd.isna(value) else value for value in row)
        for row in table[columns].itertuples(index=False)
    ]

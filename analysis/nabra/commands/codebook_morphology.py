"""What a morphological database says of a codebook's entries, as tables for ``check`` and ``expand``."""

import sys

import click
import pandas as pd
from tqdm import tqdm

from nabra.cues.codebook_check import entries
from nabra.cues.morphology import Morphology, audit, strangers
from nabra.text.normalise import words

FREQUENT = 20       # surfaces of an entry that are read
SHOWN = 4           # … and those shown that are likelier another lemma
MISSING = 12        # forms that are proposed


def entry_report(codebook, hits, path):
    """Coverage of the database's forms, and surfaces that are likelier another lemma, by (line, entry).

    Parameters
    ----------
    codebook : Codebook
    hits : DataFrame or None
        ``codebook_hits.find_hits``; without it no surfaces are read.
    path : str
        Of the database.

    Returns
    -------
    DataFrame
        Columns coverage (share of the database's forms of the lemma that the entry has; null where the entry is no
        Arabic word or unknown there) and ambiguous.
    """
    morphology, rows = _opened(path), {}
    for key, terms in _progress(_single(entries(codebook)), "asking"):
        found = audit(terms[0].entry, morphology)
        surfaces = [] if hits is None else _frequent(hits, key)
        others = strangers(surfaces, terms[0].entry, morphology)
        shown = "; ".join(f"{surface} ({reading.lemma})" for surface, reading in others[:SHOWN])
        rows[key] = (found.coverage, shown or None)
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["coverage", "ambiguous"])
    table.index = pd.MultiIndex.from_tuples(list(rows), names=["line", "entry"]) if rows else pd.MultiIndex.from_arrays(
        [[], []], names=["line", "entry"])
    return table.astype({"coverage": "float64", "ambiguous": "string"})


def expansion(found, path, documents=None):
    """What the database knows and the entries lack.

    Parameters
    ----------
    found : dict
        ``codebook_check.entries``, or some of them.
    path : str
    documents : DataFrame, optional
        Forms are proposed only where these articles print them.

    Returns
    -------
    DataFrame
        entry, line, lemmas, plurals (broken ones to add), coverage, missing (forms to add), more (how many there are
        beyond those shown).
    """
    morphology, rows = _opened(path), []
    printed = None if documents is None else _printed(documents)
    for (line, entry), terms in _progress(_single(found), "asking"):
        one = audit(terms[0].entry, morphology, printed)
        if one.missing or one.plurals:
            rows.append((entry, line, "; ".join(one.lemmas), "; ".join(one.plurals) or None, one.coverage,
                         " ".join(one.missing[:MISSING]) or None, max(0, len(one.missing) - MISSING)))
    names = ["entry", "line", "lemmas", "plurals", "coverage", "missing", "more"]
    return pd.DataFrame(rows, columns=names)


def _opened(path):
    """The database; reading a large one takes some seconds, so it is said."""
    if sys.stderr.isatty():
        click.echo("reading the database …", err=True)
    return Morphology(path)


def _single(found):
    """The entries that are one inflected Arabic word."""
    return {key: terms for key, terms in found.items()
            if terms[0].language == "ar" and terms[0].entry is not None and len(terms) == 1}


def _progress(found, what):
    return tqdm(found.items(), desc=what, unit=" entries", disable=None)


def _frequent(hits, key):
    here = hits[(hits["line"] == key[0]) & (hits["entry"] == key[1])]
    counts = here["surface"].value_counts()
    return sorted(counts.index, key=lambda surface: (-counts[surface], surface))[:FREQUENT]


def _printed(documents):
    keys = set()
    for text in pd.concat([documents["title"], documents["text"]]).dropna():
        keys.update(key for _, _, key in words(text))
    return keys

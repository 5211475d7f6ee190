"""A codebook at a glance: for each entry its forms, what it finds in a corpus, and what it shares with others."""

from itertools import combinations
from math import prod

import pandas as pd

from nabra.cues.codebook_hits import entry_of
from nabra.text.normalise import phrase_key

TOP = 5
OVERVIEW = {"entry": "string", "line": "int64", "language": "string", "forms": "int64", "hits": "Int64",
            "articles": "Int64", "unresolved": "Int64", "surfaces": "string"}


def entries(codebook):
    """The terms of each entry: {(line, entry): [Term, …]}, in the codebook's order."""
    found = {}
    for term in codebook.terms:
        found.setdefault((term.line, entry_of(term)), []).append(term)
    return found


def overview(codebook, hits=None):
    """One row for each entry, excludes last.

    Parameters
    ----------
    codebook : Codebook
    hits : DataFrame, optional
        ``codebook_hits.find_hits`` of a corpus; without it the last four columns are null.

    Returns
    -------
    DataFrame
        entry, line, language, forms (of entries of several words: the ways of writing them), hits, articles,
        unresolved, surfaces (the most frequent ones with their counts).
    """
    rows = []
    by_line = {} if hits is None else dict(tuple(hits.groupby(["line", "entry"], sort=False)))
    for (line, entry), terms in entries(codebook).items():
        row = {"entry": entry, "line": line, "language": terms[0].language, "forms": _forms(terms)}
        if hits is not None:
            here = by_line.get((line, entry), hits.iloc[:0])
            row |= {"hits": len(here), "articles": here["doc_id"].nunique(),
                    "unresolved": int((~here["resolved"]).sum()), "surfaces": _frequent(here["surface"])}
        rows.append(row)
    return pd.DataFrame(rows, columns=list(OVERVIEW)).astype(OVERVIEW)


def never_found(table):
    """The entries of an overview with hits that were found nowhere."""
    return list(table.loc[table["hits"].eq(0).fillna(False), "entry"])


def overlaps(codebook):
    """Pairs of entries of different variants that hold the same words, or one the words of the other.

    Returns
    -------
    DataFrame
        longer, shorter (entries), lines (of both), example (a form that both take), why: ``shared`` (declared in
        both), or ``longest wins`` (the shorter one loses its words to the longer one).
    """
    terms = [(key, term) for key, found in entries(codebook).items() for term in found if term.concept]
    by_key = {}
    for number, (_, term) in enumerate(terms):
        if len(term.words) == 1:
            for key in term.words[0]:
                by_key.setdefault(key, set()).add(number)
    rows = {}
    for number, ((line, entry), term) in enumerate(terms):
        if len(term.words) == 1:
            continue
        for place in term.words:
            for other in {found for key in place for found in by_key.get(key, ())}:
                (there, name), short = terms[other]
                if (short.concept, short.variant) != (term.concept, term.variant) and short.language == term.language:
                    example = min(place & short.words[0])
                    rows.setdefault((entry, name), (entry, name, f"{line}, {there}", example, "longest wins"))
    for pair in _alike(terms):
        ((line, entry), one), ((there, name), other) = pair
        example = " ".join(min(a & b) for a, b in zip(one.words, other.words))
        rows.setdefault((entry, name), (entry, name, f"{line}, {there}", example, "shared"))
    return pd.DataFrame(list(rows.values()), columns=["longer", "shorter", "lines", "example", "why"], dtype="string")


def _alike(terms):
    """Pairs of declared terms of two concepts that accept the same words."""
    shared = [one for one in terms if one[1].shared]
    return [(first, second) for first, second in combinations(shared, 2)
            if first[1].concept != second[1].concept and first[1].language == second[1].language
            and len(first[1].words) == len(second[1].words)
            and all(a & b for a, b in zip(first[1].words, second[1].words))]


def _forms(terms):
    if all(len(term.words) == 1 for term in terms):
        return len(frozenset().union(*(term.words[0] for term in terms)))
    return sum(prod(map(len, term.words)) for term in terms)


def _frequent(surfaces):
    """The most frequent spellings with their counts; those of one matching key are counted together."""
    keys = surfaces.map(phrase_key)
    counts = keys.value_counts()
    ordered = sorted(counts.index, key=lambda key: (-counts[key], key))[:TOP]
    shown = [f"{surfaces[keys == key].mode().iloc[0]} {counts[key]:,}" for key in ordered]
    return "; ".join(shown) if shown else None

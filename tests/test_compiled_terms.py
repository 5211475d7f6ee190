"""The compiled search finds a codebook's terms where a plain one finds them, conditions included."""

import os
from functools import cache

import pandas as pd
import pytest
import slow_terms
from hypothesis import given, settings
from hypothesis import strategies as st

import nabra
from nabra.cues.mentions import find_mentions, wanted_keys
from nabra.cues.nearby import Topic
from nabra.cues.scan import Scanner, scan
from nabra.cues.term_index import COLUMN, term_index
from nabra.text.language import load
from nabra.text.plain import plain

BOOKS = ("migration", "palestine-israel", "syria", "yemen")


@cache
def tools(book, language):
    """The terms of a codebook in one language by their first word, its index and a scanner."""
    terms = [term for term in nabra.codebook(book).terms if term.language == language]
    index = term_index(terms)
    return slow_terms.by_first_word(terms), index, Scanner(load(language), wanted_keys(nabra.codebook(book)), {COLUMN: index.column})


def _same(texts, book, language):
    """The same terms stand in the parts of an article; returns how many."""
    terms, index, scanner = tools(book, language)
    parts = [scan(plain(text).text, scanner)[0] for text in texts]
    about, article, found = Topic(parts), list(map(list, parts)), 0
    for part, events in zip(parts, article):
        text, matches = part.text, find_mentions(part, index, about, excludes=True)
        assert [(match.start, match.end, match.term, match.resolved) for match in matches] == \
            slow_terms.matches(text, events, terms, article)
        assert all(text.starts[match.first] == match.start and text.ends[match.behind - 1] == match.end for match in matches)
        found += len(matches)
    return found


@cache
def pieces(book, language):
    """Words of the codebook's terms and of its conditions, and what may stand between words."""
    _, index, _ = tools(book, language)
    printed = sorted({surface for term in index.terms for surface in term.surfaces if " " not in surface})
    return [*sorted(index.kinds)[::7], *printed, *(term.text for term in index.terms if "{" not in term.text),
            *" .\n،,()(«»\"-ـ" * 8, "word"]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(BOOKS), st.sampled_from(["ar", "en"]), st.data())
def test_generated_articles_have_the_same_terms(book, language, data):
    part = st.lists(st.sampled_from(pieces(book, language)), max_size=25)
    for glue in (" ", ""):
        _same([glue.join(data.draw(part)) for _ in range(2)], book, language)


@pytest.mark.parametrize("book", BOOKS)
def test_the_sample_has_the_same_terms(root, book):
    articles = nabra.read(root / "corpora" / "sample")
    found = [_same([part for part in (title, text) if not pd.isna(part)], book, language)
             for title, text, language in zip(articles["title"], articles["text"], articles["language"])]
    assert sum(found) > 10


@pytest.mark.parametrize("book", BOOKS)
@pytest.mark.parametrize("corpus", ["ant", "saudinewsnet", "khaleej"])
def test_a_sample_of_a_real_corpus_has_the_same_terms(shared, corpus, book):
    articles = pd.read_parquet(shared / "corpora" / f"{corpus}.parquet", columns=["title", "text"])
    size = len(articles) if os.environ.get("NABRA_ALL") else 200
    for row in articles.sample(size, random_state=8).itertuples():
        _same([part for part in (row.title, row.text) if not pd.isna(part)], book, "ar")

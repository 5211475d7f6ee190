"""The words of a corpus as a table: how often each stands in each article."""

from collections import Counter

import pandas as pd

from nabra.tables import check
from nabra.text.language import packs
from nabra.text.normalise import each_word
from nabra.text.script import detect
from nabra.text.segment import boilerplate


def word_counts(documents, least=5):
    """Count the words of every article.

    Parameters
    ----------
    documents : DataFrame
        The documents table (``nabra.tables``); untouched.
    least : int
        Words in fewer articles than this are left out.

    Returns
    -------
    DataFrame
        ``doc_id``, ``word`` (the matching key: without vowel signs, hamza forms alike), ``count``; sorted by
        doc_id and word. Title and text are counted, boilerplate lines are not.

    Raises
    ------
    NabraError
        Where a required column is missing.

    Caution
    -------
    Words are what stands between spaces: in Arabic a word carries its article, prefixes and pronouns.
    """
    check(documents, "documents")
    known, rows = packs(), []
    for row in documents[["doc_id", "language", "title", "text"]].itertuples(index=False):
        counted = Counter()
        for text in (row.title, row.text):
            if not pd.isna(text):
                counted.update(_words(text, row.language, known))
        rows.extend((row.doc_id, word, count) for word, count in counted.items())
    table = pd.DataFrame(rows, columns=["doc_id", "word", "count"])
    articles = table["word"].map(table["word"].value_counts()) if len(table) else 0
    table = table[articles >= least]
    return table.sort_values(["doc_id", "word"], kind="stable").reset_index(drop=True)


def _words(text, language, known):
    """The keys of a text's words outside its boilerplate lines; numbers are no words."""
    code = language if not pd.isna(language) and language in known else detect(text, known)
    ranges = boilerplate(text, known[code])
    place = 0
    for start, _, key in each_word(text):
        while place < len(ranges) and ranges[place][1] <= start:
            place += 1
        if (place == len(ranges) or start < ranges[place][0]) and not key.isdecimal():
            yield key

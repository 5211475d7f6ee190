"""What a word alone tells: keys of many words at once, columns of lists and forms."""

import re
import sys

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from reading import tools

from nabra.cues.bits_speakers import word_bits
from nabra.text.columns import ENDS, WITHIN, Column, Columns, Form, listing
from nabra.text.keys import code_points, keys_of, spelt
from nabra.text.normalise import word_key
from nabra.text.read import _CLASSES, classes

tools().scanners["ar"].read("قال")      # compiled before the clock of a test runs

LETTERS = st.text("ابةىأـ\u064e\u0654\u0670\u200fabÉ1٣'’ﻻﷲΣσİßŀ\u0301각ᄀ\u1161e", min_size=1, max_size=8)
WORDS = st.lists(LETTERS | st.text(min_size=1, max_size=6).filter(lambda word: "\n" not in word), max_size=12)


@given(WORDS)
def test_keys_of_many_words_are_those_of_each(words):
    places = np.cumsum([0, *map(len, words)])
    keys, letters = keys_of(code_points("".join(words)), places)
    assert keys == list(map(word_key, words))
    assert letters.tolist() == spelt(keys).tolist()


def test_a_column_tells_lists_and_forms():
    column = Column(listing((1, ["sun", "suns"]), (2, ["sun"])), (
        Form(4, "su"), Form(8, "s", ENDS), Form(16, "un", WITHIN), Form(32, least=4), Form(64, most=3),
        Form(0, "x", more=lambda key: 128 * (key[1:] == "sun"))))
    columns = Columns({"one": column, "none": Column({})})
    keys = ["sun", "suns", "xsun", "xsu", "", "s"]
    assert columns.of(keys, spelt(keys)).tolist() == [[87, 61, 176, 64, 64, 72], [0] * 6]
    assert [columns.one(key) for key in keys] == [87, 61, 176, 64, 64, 72]


@given(st.lists(LETTERS.map(word_key), min_size=1))
def test_a_word_tells_the_same_among_others_and_alone(keys):
    columns = tools().scanners["ar"].vocabulary.columns
    together = columns.of(keys, spelt(keys))
    alone = [columns.of([key], spelt([key])) for key in keys]
    assert (together == np.hstack(alone)).all()
    assert together[columns.names.index("speakers")].tolist() == [word_bits(tools().packs["ar"])[key] for key in keys]


def test_every_code_point_has_the_bits_of_its_patterns():
    every, bits = "".join(map(chr, range(sys.maxunicode + 1))), classes()
    for bit, pattern in _CLASSES.items():
        found = np.zeros(len(every), bool)
        for run in re.finditer(f"{pattern}+", every):
            found[run.start():run.end()] = True
        assert ((bits & bit > 0) == found).all()

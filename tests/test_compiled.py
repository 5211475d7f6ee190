"""The compiled pass gives what the regular expressions give, whatever the text, the cache and the room."""

import os
import subprocess
import sys
from unittest.mock import Mock

import numpy as np
import pandas as pd
import pytest
import slow_scan
from hypothesis import example, given
from hypothesis import strategies as st
from reading import scanner, tools

import nabra
from nabra.cues.scan import Scanner, scan
from nabra.text import compiled, read
from nabra.text.keys import code_points
from nabra.text.language import load, packs
from nabra.text.normalise import words
from nabra.text.plain import plain
from nabra.text.read import keys_in, words_in

plain("قَال")        # compiled before the clock of a test runs
tools().scanners["ar"].read("قال")

PIECES = [
    *"ابةىأـ\u064e\u0654\u0670\u200f\u202b\u200d\u00ad\u061cabÉ1٣'’\"«»“{}<\n\r\u2028\t\x1c.؟…:،,؛-_\u2010&#;/()\ufeff\x00",
    "ـ", "ــ", "قال", "إن", "الوزير", "said", "Mr", "''", "&quot;", "&laquo;", "#171;", "&amp;", "ﻻ", "ﷲ", "e\u0301",
    "😀", "\ud800", "٣.٥", "u.s", "www.x", " ", " ", " ",
]
NASTY = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=30)


def _same(text, language, one=None):
    """The events and words of ``text`` are those of the regular expressions; returns their number."""
    one = one or tools().scanners[language]
    expected = slow_scan.scan(text, one.pack, one.wanted)
    assert scan(text, one) == expected
    assert words_in(one.read(text)) == words(text)
    return len(expected[0])


@given(NASTY, st.sampled_from(sorted(packs())))
@example("ا\n.", "ar")       # no word stands right before that stop
def test_events_and_words_are_those_of_the_regular_expressions(text, language):
    _same(text, language)
    _same(text, language, scanner(language, "a", "b", "ا", "ab", "171", "quot"))


@given(NASTY)
def test_what_a_text_is_measured_without_is_what_the_regular_expression_says(text):
    bare = plain(text)
    assert (bare.text, list(range(len(text))) if bare.places is None else bare.places.tolist()) == slow_scan.plain(text)


@given(NASTY, st.data())
def test_the_words_of_a_part_are_those_of_the_part_alone(text, data):
    start = data.draw(st.integers(0, len(text) + 1))
    stop = data.draw(st.integers(0, len(text) + 1))
    expected = [(begin + start, end + start, key) for begin, end, key in words(text[start:stop])]
    for one in (text, tools().scanners["ar"].read(text)):
        assert words_in(one, start, stop) == expected
        assert keys_in(one, start, stop) == [key for _, _, key in expected]


def test_the_sample_has_the_same_events(root):
    articles = nabra.read(root / "corpora" / "sample")
    found = [_same(plain(text).text, language)
             for part in ("title", "text") for text, language in zip(articles[part], articles["language"]) if not pd.isna(text)]
    assert sum(found) > 1_000


@pytest.mark.parametrize("corpus", ["ant", "saudinewsnet", "khaleej"])
def test_a_sample_of_a_real_corpus_has_the_same_events(shared, corpus):
    texts = pd.read_parquet(shared / "corpora" / f"{corpus}.parquet", columns=["text"])["text"]
    size = len(texts) if os.environ.get("NABRA_ALL") else 1_000
    for text in texts.sample(size, random_state=8):
        bare = plain(text)
        assert (bare.text, list(range(len(text))) if bare.places is None else bare.places.tolist()) == slow_scan.plain(text)
        _same(bare.text, "ar")


def test_a_full_vocabulary_begins_anew_and_changes_nothing(monkeypatch):
    text = " ".join(f"كلمة{number} قال" for number in range(40))
    expected = scan(text, scanner("ar", "قال"))
    monkeypatch.setattr(read, "SEEN", 8)
    small = Scanner(load("ar"), ["قال"])
    rooms = set()
    for length in (9, 20, 50, 9, 200, len(text), 50):
        part = text[:length]
        assert scan(part, small) == slow_scan.scan(part, small.pack, small.wanted)
        rooms.add(len(small.vocabulary.places))
    assert scan(text, small) == expected and len(rooms) > 1


def test_words_with_one_hash_stay_two():
    """In a table so small that most words meet another in their slot."""
    small = Scanner(load("en"), [])
    small.read("w0123456789")       # from now on, these letters have numbers
    small.vocabulary.begin(0)
    small.vocabulary.slots = small.vocabulary.slots[:64]
    text = " ".join(f"w{number}" for number in range(60))
    assert words_in(small.read(text)) == words(text) == words_in(small.read(text))


def test_words_with_one_mark_stay_two_where_it_is_a_hash(monkeypatch):
    monkeypatch.setattr(compiled, "_same", compiled._same.py_func)
    codes, slots = code_points("wordsword"), np.zeros((8, 2), np.uint64)
    known = (slots, np.zeros(9, np.int64), np.zeros(40, np.uint32))
    with np.errstate(over="ignore"):
        numbers = [compiled._word_number.py_func(codes, *place, compiled.HASHED, *known, size)
                   for place, size in (((0, 5), 1), ((0, 4), 2), ((5, 9), 3), ((0, 5), 3), ((1, 5), 3))]
    assert numbers == [1, 2, 2, 1, 3] and code_points("wordswordords").tolist() == known[2][:13].tolist()


def test_an_interrupted_look_up_leaves_no_word_without_its_bits(monkeypatch):
    one, text = scanner("ar", "قال"), "قال الوزير وقال قال"
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(one.vocabulary, "_look_up", Mock(side_effect=KeyboardInterrupt))
        one.read(text)
    assert scan(text, one) == slow_scan.scan(text, one.pack, one.wanted)


@pytest.mark.parametrize("cache", ["written", "nowhere"])
def test_the_cache_changes_nothing(cache, tmp_path, root):
    """Where the compiled code cannot be kept, every process compiles it."""
    code = (
        "from nabra.text import compiled\n"
        "from nabra.text.plain import plain\n"
        "print(plain('قَـال').text == 'قال', type(compiled.without_signs._cache).__name__)\n"
    )
    if cache == "nowhere":
        code = "import numba.core.caching as caching\ncaching.CacheImpl._locator_classes = []\n" + code
    place = tmp_path / "cache"
    environment = os.environ | {"PYTHONPATH": str(root / "analysis"), "NUMBA_CACHE_DIR": str(place)}
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, env=environment)
    assert done.stderr == "" and done.stdout.split()[0] == "True"
    assert ("NullCache" in done.stdout) == (cache == "nowhere")
    assert any(place.rglob("*.nbi")) == (cache == "written")

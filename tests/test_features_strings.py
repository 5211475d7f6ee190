"""The same string elsewhere in an article: as ``str.find`` and the keys of its words have it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from numba import njit
from test_function import read

from nabra.cues.features_known import AFTER_NAME_NOUN, UNMARKED
from nabra.cues.features_seen import ELSEWHERE, ENDINGS, QUOTED, STRING
from nabra.cues.features_strings import _next, endings_of
from nabra.cues.knowledge import knowledge
from nabra.cues.known_tables import tables_of
from nabra.text.keys import code_points
from nabra.text.language import load


@njit
def _found(codes, first, size, place, stop):
    return _next(codes, first, size, place, stop)


_found(code_points("ab"), 1, 1, 0, 1)      # compiled before the clock of a test runs


def column(text, number):
    return read(text)[1].seen[:, number].tolist()


@given(st.text("abc", max_size=200), st.text("abcd", min_size=1, max_size=4), st.integers(0, 204), st.integers(0, 204))
def test_a_string_is_found_where_str_find_finds_it(text, string, start, stop):
    codes = code_points(text + string)
    place, stop = min(start, len(codes)), min(stop, len(codes))
    found = _found(codes, len(text), len(string), place, stop)
    assert found == (text + string).find(string, place, stop)


def test_strings_are_alike_when_the_keys_of_their_words_are():
    assert column("وصل «الأمل» أولا، ثم عاد «الامل» ومعه «الأمل الجديد».", QUOTED) == [2, 2, 1]


@pytest.mark.parametrize(("text", "expected"), [
    ("وصدرت «الفنار» أمس. ونفد أمس الفنار كله.", UNMARKED),
    ("وصدرت «الفنار» أمس. واشترى صحيفة الفنار كثيرون.", UNMARKED | AFTER_NAME_NOUN),
    ("وصدرت «الفنار» أمس. ونفد العدد.", 0),
])
def test_a_string_stands_elsewhere_without_marks(text, expected):
    assert column(text, ELSEWHERE) == [expected]


def test_a_listed_string_is_found_by_its_words():
    pack, known = load("ar"), knowledge("ar")
    tables = tables_of(pack, known)
    strings = [string for kind, string in known.marked.shares if kind == "string"][:200]
    rows = [column(f"كلمة «{string}» هنا", STRING)[0] for string in strings]
    assert len(set(rows)) == len(strings) and 0 not in rows
    assert tables.rows[rows, 0].tolist() == [1.0] * len(strings)
    assert column("كلمة «ليست في القائمة» هنا", STRING) == [0]


def test_endings_are_those_of_the_printed_word():
    table, known = endings_of(knowledge("ar")), knowledge("ar")
    bits = {"".join(map(chr, row[2:2 + row[1]])): row[0] for row in table.tolist()}
    assert set(bits) == {ending for endings in known.endings.values() for ending in endings}
    assert column("كلمة «سيارتها» هنا", ENDINGS) == [bits["ها"] | bits["ا"]]
    assert column("كلمة «مدرسة» هنا", ENDINGS) == [bits["ة"]]

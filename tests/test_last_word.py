"""The last word that is one of a few is found by its letters, whatever else they may be."""

from hypothesis import given
from hypothesis import strategies as st
from reading import tools

from nabra.text.keys import code_points
from nabra.text.last_word import NONE, last_word

WORDS = ["اب", "أب", "ةاب", "هٱب", "هـاب", "ـاب", "ـها\u200dب", "هاا\u0653ب", "ﻻب", "ب", "هه\u0623ب", "ا\u0654ب", "ab", "e\u0301ab", "’ab",
         "ea\u0301b", "x", "اَب"]
FORMS = {"اب": frozenset(["اب", "هاب", "لاب"]), "ab": frozenset(["ab", "éab", "xab"])}

last_word(tools().scanners["ar"].read("قال"), frozenset(), code_points("قال"), 0, 3)      # compiled before the clock runs


@given(st.lists(st.sampled_from(WORDS) | st.text("ابهـaéb\u0301\u0653ﻻ", max_size=5), max_size=12).map(" ".join),
       st.sampled_from(sorted(FORMS)), st.integers(0, 30), st.integers(0, 60))
def test_the_last_word_is_that_whose_key_is_one_of_the_forms(text, key, start, stop):
    scanned = tools().scanners["ar"].read(text)
    expected = [number for number, (begin, _, found) in enumerate(scanned.words)
                if start <= begin < stop and found in FORMS[key]]
    assert last_word(scanned, FORMS[key], code_points(key), start, stop) == (expected or [NONE])[-1]

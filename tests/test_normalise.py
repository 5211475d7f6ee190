"""Matching keys: one word in all its spellings has one key, and keeps its place in the raw text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabra.text.normalise import phrase_key, word_key, words

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
SHADDA_AND_VOWELS = ["", "َ", "ُ", "ِ", "ّ", "ًّ", "ْ", "ٰ", "ٖ"]
CONTROLS = ["", "\u200c", "\u200d", "\u200b", "\u200f", "\u202b", "\u2067", "\ufeff", "\u00ad", "\u061c"]
PERSIAN = {"ي": "یېى", "ك": "کڪ", "ا": "أإآٱ", "ه": "ةہھ"}


def _presentation():
    """Letter -> the single-letter presentation forms that Unicode decomposes to it."""
    forms = {}
    for code in range(0xFE70, 0xFEFD):
        kind, _, letter = unicodedata.decomposition(chr(code)).partition(" ")
        if kind.startswith("<") and " " not in letter and letter:
            forms.setdefault(chr(int(letter, 16)), []).append(chr(code))
    return forms


FORMS = _presentation()


@st.composite
def spellings(draw):
    """(plain word, the same word spelled in another way)."""
    plain = draw(st.text(LETTERS, min_size=1, max_size=8))
    spelled = ""
    for number, letter in enumerate(plain):
        other = [letter, *PERSIAN.get(letter, ""), *FORMS.get(letter, [])]
        spelled += draw(st.sampled_from(other)) + draw(st.sampled_from(SHADDA_AND_VOWELS))
        spelled += draw(st.sampled_from(["", "ـ", "ــ"]))
        if number + 1 < len(plain):
            spelled += draw(st.sampled_from(CONTROLS))
    form = draw(st.sampled_from([None, "NFC", "NFD", "NFKC", "NFKD"]))
    return plain, unicodedata.normalize(form, spelled) if form else spelled


@given(spellings())
def test_every_spelling_has_the_key_of_the_plain_word(pair):
    plain, spelled = pair
    assert word_key(spelled) == word_key(plain)


@given(
    spellings(), st.sampled_from(["", "« ", "\u200f", "قبل "]), st.sampled_from(["", " بعد", "\u200f.", "»"])
)
def test_a_spelled_word_is_one_word_at_its_place(pair, before, after):
    _, spelled = pair
    text = before + spelled + after
    assert (len(before), len(before) + len(spelled), word_key(spelled)) in words(text)


@given(st.text("ابةىَّـ\u200f\u202b ab1٣'’«»\n-.", max_size=40))
def test_offsets_are_exact_and_leave_no_letter_out(text):
    at = 0
    for start, end, key in words(text):
        assert at <= start < end and word_key(text[start:end]) == key != ""
        assert not any(sign.isalnum() and sign != "ـ" for sign in text[at:start])
        at = end
    assert not any(sign.isalnum() and sign != "ـ" for sign in text[at:])


def test_hamza_on_its_seat_is_kept():
    assert word_key("مؤتمر") != word_key("موتمر") and word_key("رئيس") != word_key("رييس")
    assert word_key(unicodedata.normalize("NFD", "مؤتمر")) == word_key("مؤتمر")


def test_a_ligature_is_its_letters():
    assert word_key("ﷲ") == word_key("الله") and word_key("ﻻجئ") == word_key("لاجئ")


def test_digits_of_both_systems_are_one():
    assert word_key("٢٠١٧") == word_key("۲۰۱۷") == "2017"


def test_different_words_keep_different_keys():
    assert len({word_key(word) for word in ("مسلح", "مسلحة", "مسلحون", "مستوطن", "مستوطنة", "حكومي")}) == 6


def test_latin_letters_fold_case_and_form_but_not_accents():
    assert word_key("Élan") == word_key(unicodedata.normalize("NFD", "ÉLAN")) != word_key("elan")
    assert word_key("Mayor’s") == word_key("mayor's") == "mayor's"


@pytest.mark.parametrize("text", ["ـ", "ــــ", "قال ـ ثم", "ـ\u200f"])
def test_a_lone_tatweel_is_no_word(text):
    assert all(word_key(text[start:end]) == key != "" for start, end, key in words(text))
    assert len(words(text)) == len(text.replace("ـ", "").replace("\u200f", "").split())


def test_a_trailing_control_is_no_part_of_the_word():
    assert words("القرية\u200f، ثم") == [(0, 6, "القريه"), (9, 11, "ثم")]


def test_an_apostrophe_between_letters_belongs_to_the_word_and_a_hyphen_parts():
    assert [key for _, _, key in words("the dogs' Israel's opposition-held")] == [
        "the",
        "dogs",
        "israel's",
        "opposition",
        "held",
    ]


def test_phrases_are_compared_by_their_words():
    assert phrase_key("زِرّ  العَـودة\n«إلى» الأعلى") == phrase_key("زر العودة الى الاعلي")

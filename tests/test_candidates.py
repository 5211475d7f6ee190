"""Who can speak: silent words, gender, what stands between a verb and its subject."""

import pytest
from reading import part

from nabra.cues.candidates import is_accusative, is_silent, verb_gender
from nabra.text.language import load
from nabra.text.normalise import word_key

AR = load("ar")


def speakers(text):
    return [scope.speaker for scope in part(text).scopes]


@pytest.mark.parametrize("phrase, silent", [
    ("محاولة الصلح", True), ("أسبابها", True), ("نائبها", False), ("الوزير", False), ("لافروف", False),
    ("وزارتها", False), ("قوله", False), ("سموه", False),
])
def test_what_hardly_ever_speaks_is_told_by_its_first_word(phrase, silent):
    assert is_silent(phrase, AR) is silent


def test_no_silent_word_is_a_listed_source():
    assert AR.sources["silent"] and AR.sources["silent"].isdisjoint(AR.source_kinds)
    assert not is_silent("the attempt", load("en"))


def test_a_plural_in_the_oblique_case_is_an_object():
    assert is_accusative("مسؤولين محليين", AR) and not is_accusative("مسؤولون محليون", AR)


@pytest.mark.parametrize("verb, gender", [
    ("قال", "masculine"), ("وقالت", "feminine"), ("تقول", "feminine"), ("يقول", "masculine"), ("تابع", "masculine"),
])
def test_the_gender_of_a_verb_is_that_of_its_listed_pair(verb, gender):
    assert verb_gender(word_key(verb), AR) == gender


@pytest.mark.parametrize("text, speaker", [
    ("قال الحداد إن الطريق مغلق. وأيد محاولة الصلح مع القرية، مؤكدا أن العمل بدأ.", "الحداد"),
    ("قال أمس الأربعاء وزير الزراعة إن الطريق مغلق.", "وزير الزراعة"),
    ("البيان، الذي يحمل اسم المدير، قال إن الطريق مغلق.", "البيان"),
    ("قالت الوزارة إن العمل بدأ. وقال الوزير إن الطريق مغلق. وأضافت أن النهر بعيد.", "الوزارة"),
])
def test_the_speaker_is_who_can_be_the_subject(text, speaker):
    assert speakers(text)[-1] == speaker

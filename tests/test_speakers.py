"""Who speaks and what kind of source that is: invented sentences, identities in an article, invariances."""

import pytest
from reading import part

from nabra.cues.named import source_kind
from nabra.errors import NabraError
from nabra.tables import SOURCE_KINDS
from nabra.text import language
from nabra.text.language import load


def speakers(text, code="ar"):
    return [scope.speaker for scope in part(text, code).scopes]


def of_quotes(text, code="ar"):
    return [quote.speaker for quote in part(text, code).quotes]


@pytest.mark.parametrize(("text", "expected"), [
    # whom the phrase is cut to
    ("قال علي الحداد إن الطريق مغلق.", ["علي الحداد"]),
    ("وأضاف لرويترز أن الطريق مغلق.", [None]),
    ("كشف لـ(النهر) رئيس البلدية سامي الحداد أن الطريق مغلق.", ["رئيس البلدية سامي الحداد"]),
    ("قال لنا حارس البناية إن الطريق مغلق.", ["حارس البناية"]),
    ("وقال آنذاك سامي الحداد إن الطريق مغلق.", ["سامي الحداد"]),
    ("أعلن المبعوث إلى المدينة سامي الحداد أن الطريق مغلق.", ["المبعوث إلى المدينة سامي الحداد"]),
    ("وأكد بيان صادر عن وزارة الزراعة أن الطريق مغلق.", ["وزارة الزراعة"]),
    ("أما المدير فقال إن الطريق مغلق.", ["المدير"]),
    ("وكان بيان لوزارة الزراعة كشف عن أضرار في الطريق.", ["وزارة الزراعة"]),
    # the article that a particle hides, and nouns with such a letter of their own
    ("وفقا للشرطة المحلية، الطريق مغلق.", ["الشرطة المحلية"]),
    ("وفقا للجيش، الطريق مغلق.", ["الجيش"]),
    ("وبحسب بيان للأمم المتحدة فإن الطريق مغلق.", ["الأمم المتحدة"]),
    ("وفقا للجنة الطرق، الطريق مغلق.", ["لجنة الطرق"]),
    ("وفقا للوائح البلدية، الطريق مغلق.", ["لوائح البلدية"]),
    ("وفقا لوزارة الزراعة، الطريق مغلق.", ["وزارة الزراعة"]),
    # … which is a name's own, or always a particle
    ("وبحسب لافروف، الطريق مغلق.", ["لافروف"]),
    ("وفقا لليبيا، الطريق مغلق.", ["ليبيا"]),
    ("وفقا لبن هامل، الطريق مغلق.", ["بن هامل"]),
    ("وفقا لآخر التقديرات، الطريق مغلق.", ["آخر التقديرات"]),
    ("وبحسب بيان لوزارة الزراعة، الطريق مغلق.", ["وزارة الزراعة"]),
    # a verb in the source phrase
    ("الطريق مغلق، حسبما قالت وكالة الوادي.", ["وكالة الوادي"]),
    ("الطريق مغلق، وفق ما جاء في بيان الوزارة.", ["بيان الوزارة"]),
    ("قال الحداد إن الجسر مفتوح. الطريق مغلق، حسبما أضاف.", ["الحداد", "الحداد"]),
    # a name and what its bearer is are all
    ("حذر رئيس البلدية، سامي الحداد، الشركة من أن الطريق مغلق.", ["رئيس البلدية، سامي الحداد"]),
    ("وقال سامي الحداد، مدير المدرسة، لبي بي سي إن الطريق مغلق.", ["سامي الحداد، مدير المدرسة"]),
    ("وقال سامي الحداد، مدير المدرسة لبي بي سي إن الطريق مغلق.", ["سامي الحداد، مدير المدرسة"]),
    ("وقال سامي الحداد لشبكة «النهر» إن الطريق مغلق.", ["سامي الحداد"]),
    ("وقال سامي الحداد لـCNN إن الطريق مغلق.", ["سامي الحداد"]),
    ("وقال وزير الزراعة، عضو المجلس، سامي الحداد إن الطريق مغلق.", ["وزير الزراعة، عضو المجلس، سامي الحداد"]),
    ("وقال المتحدث باسم الجمعية (النهر)، سامي الحداد، إن الطريق مغلق.", ["المتحدث باسم الجمعية (النهر)، سامي الحداد"]),
    ("وقال رئيس الوزراء، لي كه الحداد، إن الطريق مغلق.", ["رئيس الوزراء، لي كه الحداد"]),
    # who is spoken to, كان, and what joins
    ("وأضاف لـCNN أن الطريق مغلق.", [None]),
    ("وقال لCNN سامي الحداد إن الطريق مغلق.", ["سامي الحداد"]),
    ("وكان سامي الحداد، مدير المدرسة، قال إن الطريق مغلق.", ["سامي الحداد، مدير المدرسة"]),
    ("وكانت وزارة الزراعة، قالت في بيان إن الطريق مغلق.", ["وزارة الزراعة"]),
    ("سامي الحداد، مدير المدرسة، قال إن الطريق مغلق.", ["سامي الحداد، مدير المدرسة"]),
    # who goes on
    ("قال الحداد إن الطريق مغلق. واتهم الشركة بأنها أغلقته.", ["الحداد", "الحداد"]),
    ("قال الحداد إن الطريق مغلق، على حد قوله.", ["الحداد"]),
    ("طالب المحافظ سامي الحداد السكان بالحذر وقال إن الطريق مغلق.", ["المحافظ سامي الحداد السكان"] * 2),
    ("قال الحداد إن الطريق مغلق. وقال سموه إن العمل يبدأ غدا.", ["الحداد", "الحداد"]),
    # what shows something is held up by somebody
    ("قال الوزير إن الأدلة تؤكد أن الطريق مغلق.", ["الوزير", "الوزير"]),
])
def test_the_speaker_of_attributed_words(text, expected):
    assert speakers(text) == expected


@pytest.mark.parametrize(("text", "speaker"), [
    ("توعد الوزير المتظاهرين في الساحة بـ«رد قاس» غدا.", "الوزير"),
    ("ورفع المجلس مشروعا وصفه النائب الحداد بأنه «كارثة كبرى» على البلاد.", "النائب الحداد"),
    ("وجاء ذلك بعد دعوة الأمين العام إلى «ضبط النفس في هذه الأيام العصيبة» في المدينة.", "الأمين العام"),
])
def test_marked_words_without_a_governing_cue_have_a_speaker(text, speaker):
    found = [quote for quote in part(text).quotes if quote.function in ("speech", "fragment")]
    assert len(found) == 1 and speaker in (found[0].speaker or ""), found


def test_a_short_form_stands_for_the_fuller_one_before_it():
    text = "قال وزير الزراعة سامي الحداد إن الطريق مغلق. وأكد الحداد أن العمل بدأ. وذكر الوزير أنه يستمر."
    full = "وزير الزراعة سامي الحداد"
    scopes = part(text).scopes
    assert [scope.speaker for scope in scopes] == [full] * 3
    assert [scope.source for scope in scopes] == [full, "الحداد", "الوزير"]
    assert {scope.source_kind for scope in scopes} == {"official"}


def test_a_body_is_not_the_person_who_speaks_for_it():
    text = "قال المتحدث باسم التحالف سامي الحداد إن الطريق مغلق. وقال التحالف إن العمل بدأ."
    assert speakers(text) == ["المتحدث باسم التحالف سامي الحداد", "التحالف"]


def test_another_text_before_changes_no_speaker_of_a_text():
    text = "قال سامي الحداد إن الطريق مغلق.\nوأضاف أن العمل بدأ."
    shifted = part("لا قول هنا.\n" + text)
    assert [scope.speaker for scope in shifted.scopes] == speakers(text) == ["سامي الحداد"] * 2


@pytest.mark.parametrize("changed", ["قَالَ الوزيرُ إنّ الطريق مغلق.", "قـال الوزيـر إن الطريق مغلق."])
def test_vowels_and_tatweel_change_no_kind(changed):
    plain, other = part("قال الوزير إن الطريق مغلق.").scopes, part(changed).scopes
    assert [scope.source_kind for scope in other] == [scope.source_kind for scope in plain] == ["official"]


KINDS = [
    ("ar", "وزير الخارجية", "official"), ("ar", "رئيس الحكومة", "official"),
    ("ar", "المتحدث الرسمي", "official"),
    ("ar", "المتحدث باسم الجيش", "military"), ("ar", "للجيش", "military"), ("ar", "وزارة الدفاع", "military"),
    ("ar", "المعارضة السورية", "opposition"), ("ar", "القيادي في حركة النهر", "party"),
    ("ar", "مستشار لحزب النهر", "party"), ("ar", "رئيس شركة النهر", "organisation"),
    ("ar", "رئيس اللجنة الدولية للصليب الأحمر", "organisation"), ("ar", "خبير عسكري", "expert"),
    ("ar", "شهود عيان", "witness"), ("ar", "مصدر عسكري", "anonymous"), ("ar", "وكالة رويترز", "agency"),
    ("ar", "وكالة الأنباء المحلية", "agency"), ("ar", "صحيفة «النهر»", "outlet"), ("ar", "روسيا", "official"),
    ("ar", "سامي الحداد", None), ("ar", "مدرب نادي مدريد", "organisation"),
    ("en", "Defence Minister Jo Bell", "military"), ("en", "the mayor", "official"),
    ("en", "a spokesman for the rebels", "party"), ("en", "sources", "anonymous"),
    ("en", "residents", "witness"),
    ("en", "Reuters", "agency"), ("en", "a professor of law", "expert"), ("en", "Jo Bell", None),
]


@pytest.mark.parametrize(("code", "phrase", "kind"), KINDS)
def test_the_kind_is_read_off_the_words(code, phrase, kind):
    assert source_kind(phrase, load(code)) == kind


def test_every_kind_has_words_in_every_language_and_an_example():
    for code in language.available():
        assert {kind for kind, *_ in load(code).source_kinds.values()} == set(SOURCE_KINDS)
    assert {kind for _, _, kind in KINDS} - {None} == set(SOURCE_KINDS)
    assert source_kind(None, load("ar")) is None


def test_a_country_stands_for_its_government_at_the_head_alone():
    pack = load("ar")
    assert source_kind("الرياض", pack) == "official" and source_kind("غرفة الرياض", pack) == "organisation"


def test_a_word_in_two_lists_is_refused():
    data = {"code": "xx", "words": {"article": ""},
            "source_kinds": {"official": ["minister"], "expert": ["minister"]}}
    with pytest.raises(NabraError, match="'minister' is in two lists"):
        language._source_kinds(data)
    data["source_kinds"] = {"wizard": ["merlin"]}
    with pytest.raises(NabraError, match="source kind 'wizard' unknown"):
        language._source_kinds(data)


def test_english_sources_have_kinds_too():
    found = part('The mayor said the road was closed. "It is shut," a police officer said.', "en").scopes
    assert {scope.source_kind for scope in found} == {"official"}

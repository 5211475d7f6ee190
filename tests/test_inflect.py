"""Surface forms: what a stem and its class must give, and what they must not."""

import json

import pytest

from nabra.cues.inflect import CLASSES, Entry, english_plural, misfit, word_forms, written_forms
from nabra.text.normalise import word_key

ENTRIES = {
    "إرهابي": Entry("إرهابي", "nisba"),
    "مسلح": Entry("مسلح", "adjective"),
    "معارض": Entry("معارض", "adjective"),
    "متمرد": Entry("متمرد", "adjective"),
    "ثائر": Entry("ثائر", "adjective", plurals=("ثوار",)),
    "ميليشيا": Entry("ميليشيا", "feminine-alif", also=("مليشيا", "ميلشيا")),
    "شهيد": Entry("شهيد", "human", plurals=("شهداء",)),
    "قتيل": Entry("قتيل", "human", plurals=("قتلى",)),
    "احتلال": Entry("احتلال", "noun"),
    "نظام": Entry("نظام", "noun", plurals=("أنظمة", "نظم")),
    "حكومة": Entry("حكومة", "feminine"),
    "مستوطنة": Entry("مستوطنة", "feminine"),
    "مقاومة": Entry("مقاومة", "feminine"),
}
# Words of other entries that only spelling folds into a member (ة with ه, ى with ي): none so far.
FOLDED = {}


def forms(stem, kind, **switches):
    return word_forms(Entry(stem, kind, **switches), "ar")


def missing(found, *words):
    return [word for word in words if word_key(word) not in found]


def wrongly(found, *words):
    return [word for word in words if word_key(word) in found]


def test_every_gold_member_and_no_other(shared):
    gold = json.loads((shared / "gold" / "inflection.json").read_text(encoding="utf-8"))
    assert set(gold) == set(ENTRIES)
    for name, lists in gold.items():
        found = word_forms(ENTRIES[name], "ar")
        assert missing(found, *lists["members"]) == []
        assert [word for word in wrongly(found, *lists["others"]) if word not in FOLDED] == []


@pytest.mark.parametrize("stem, kind, switches, members, others", [
    ("مقاتل", "human", {}, "مقاتل والمقاتلون للمقاتلين مقاتلو مقاتليهم مقاتلةً مقاتلات مقاتلا", "قتال مقتل"),
    ("سوري", "nisba", {}, "السوريّون سوريين سوريا وللسوريات سوريو", "سور السورة"),
    ("لجنة", "feminine", {}, "لجنة للجنة وللجنة اللجنة لجنتها لجنتين لجنات", "للاللجنة لللجنة لجن"),
    ("لاجئ", "human", {}, "للاجئين لاجئين اللاجئون ولاجئو لاجئاً", "لللاجئين لجوء"),
    ("هجوم", "noun", {"plurals": ("هجمات",)}, "هجوما هجومه بهجماتهم للهجمات هجومين", "هجومات هجومي"),
    ("احتلال", "noun", {}, "احتلالات", "احتلالي"),
    ("اعتداء", "hamza", {}, "اعتداء اعتداءات اعتدائه اعتداؤها باعتداءين للاعتداءات", "اعتدى اعتداءا"),
    ("جزء", "hamza", {}, "جزءا جزئه", "جزاء"),
    ("قاضي", "defective", {"plurals": ("قضاة",)}, "قاضٍ القاضي قاضون للقضاة قضاتهم قاضيا قاضيات", "قضى قضا"),
    ("مستشفى", "maqsur", {}, "المستشفى مستشفاه مستشفيات للمستشفيين", "مستشفون شفى"),
    ("قتلى", "plural", {}, "القتلى قتلاهم", "قتلا قتلات"),
    ("ضحايا", "plural", {}, "للضحايا ضحاياه", "ضحاياا ضحية"),
    ("أسلحة", "plural", {}, "أسلحتهم بالأسلحة", "سلاح أسلحات"),
    ("شهداء", "plural", {}, "شهداؤنا شهدائنا شهداءنا", "شهداءا"),
    ("شيء", "hamza", {"plurals": ("أشياء",)}, "شيئا شيئان بشيئين شيئه الأشياء أشيائهم", "شيئاا مشيئة"),
    ("مبدأ", "hamza", {"plurals": ("مبادئ",)}, "مبدأ للمبدأ مبدآن مبدؤه مبدئه المبادئ مبادئهم", "بدأ مبدع"),
    ("طارئ", "hamza", {}, "طارئ الطارئ طارئا", "طرأ"),
    ("لاجئ", "human", {}, "لاجؤون لاجئون اللاجؤون", "لجأ"),
    ("مسؤول", "human", {}, "مسؤول المسئول مسئولين للمسؤولين", "مسألة"),
    ("حكومة", "feminine", {}, "حكومتك حكومتكما حكومتي", "حكومي"),
    ("قتل", "verb", {}, "قتل قتلت قتلوا قتلته فقتلوهم يقتل ستقتل سيقتلون ليقتلوا وقتلا يقتلونه", "قتيل مقتل القتل قتال أقتل"),
    ("هاجم", "verb", {}, "هاجم يهاجم وهاجمت تهاجمهم سيهاجمون", "هجوم مهاجم الهجوم"),
    ("استهدف", "verb", {}, "استهدف استهدفت يستهدف يستهدفون ليستهدفوا", "استهداف هدف"),
    ("استعاد", "verb", {}, "استعاد استعادت يستعيد ويستعيدون", "استعادة يستعاد"),
    ("أعدم", "verb", {}, "أعدم أعدمت يعدم سيعدمون", "إعدام عدم"),
    ("أباد", "verb", {}, "أباد أبادت يبيد يبيدون", "إبادة"),
    ("صفى", "verb", {}, "صفى صفت صفوا صفاه يصفي يصفون يصفيه", "تصفية صاف"),
    ("قضى", "verb", {"tenses": ("past",)}, "قضى قضت قضوا", "يقضي قضاء"),
    ("مات", "verb", {"present": ("يموت",)}, "مات ماتوا يموت ستموت يموتون", "موت أموات تمت"),
    ("روسيا", "name", {}, "روسيا وروسيا لروسيا فبروسيا", "الروسيا روسياه"),
    ("الأردن", "name", {}, "الأردن للأردن وللأردن بالأردن", "أردن"),
])
def test_classes(stem, kind, switches, members, others):
    found = forms(stem, kind, **switches)
    assert missing(found, *members.split()) == []
    assert wrongly(found, *others.split()) == []


def test_switches_take_forms_away():
    men = forms("مسلح", "adjective", numbers=("plural",), gender="m")
    assert wrongly(men, "مسلح", "مسلحة", "مسلحات") == []
    assert wrongly(forms("نظام", "noun", definite="only"), "نظام", "نظامه", "بنظام") == []
    assert missing(forms("نظام", "noun", definite="only"), "النظام", "للنظام") == []
    assert wrongly(forms("نظام", "noun", definite="never"), "النظام", "للنظام") == []
    alone = forms("شهيد", "human", numbers=("singular",), gender="m", clitics="none")
    assert alone == {"شهيد", "شهيدا", "الشهيد"}
    prefixed = forms("مسلح", "adjective", clitics="prefixes")
    assert "ومسلحين" in prefixed and "مسلحيهم" not in prefixed
    bare = forms("مسلح", "adjective", construct=False)
    assert "مسلحو" not in bare and "المسلحون" in bare and "مسلحوها" in bare


def test_extra_forms_are_taken_as_they_are():
    found = forms("داعش", "name", forms=("داعـش1",))
    assert "داعش1" in found and "وداعش1" not in found


def test_words_of_a_phrase_agree():
    noun, adjective = Entry("جماعة", "feminine"), Entry("مسلح", "adjective")
    definite = word_forms(noun, "ar", True, False, True)
    assert {"الجماعه", "جماعتهم"} <= definite and "جماعه" not in definite
    assert "المسلحه" in word_forms(adjective, "ar", False, True, True)
    indefinite = word_forms(noun, "ar", True, False, False)
    assert "بجماعه" in indefinite and not {"الجماعه", "جماعتهم"} & indefinite
    assert not {"المسلحه", "ومسلحه", "مسلحهم"} & word_forms(adjective, "ar", False, True, False)


def test_spelling_and_marks_do_not_count():
    assert forms("إِرهـابيّ", "nisba") == forms("ارهابي", "nisba")


def test_english():
    noun = word_forms(Entry("gunman", "noun", plurals=("gunmen",)), "en")
    assert {"gunman", "gunman's", "gunmen", "gunmen's"} <= noun and "gunmans" not in noun
    assert word_forms(Entry("rebel", "noun", numbers=("plural",)), "en") == {"rebels", "rebels'", "rebels's"}
    assert word_forms(Entry("Assad"), "en", last=False) == {"assad"}
    assert written_forms(Entry("IS", clitics="none")) == {"IS"}
    assert [english_plural(word) for word in ("enemy", "army", "boy", "church", "rebel")] == [
        "enemies", "armies", "boys", "churches", "rebels"]


def test_english_verbs_and_spellings():
    assert word_forms(Entry("kill", "verb"), "en") == {"kill", "kills", "killing", "killed"}
    assert {"executes", "executing", "executed"} <= word_forms(Entry("execute", "verb"), "en")
    assert word_forms(Entry("kill", "verb", tenses=("past",)), "en") == {"killed"}
    assert {"organisation", "organizations"} <= word_forms(Entry("organisation", "noun"), "en")
    assert {"labour", "labor", "neighbours"} <= (word_forms(Entry("labor", "noun"), "en")
                                                 | word_forms(Entry("neighbor", "noun"), "en"))
    assert word_forms(Entry("four", "noun"), "en", last=False) == {"four", "fours"}
    assert {"defence", "defense"} <= word_forms(Entry("defence", "noun"), "en")


def test_verbs_that_do_not_tell_their_present():
    assert "not regular" in misfit(Entry("مات", "verb"), "ar") and "not regular" in misfit(Entry("وقع", "verb"), "ar")
    assert misfit(Entry("مات", "verb", tenses=("past",)), "ar") is None
    assert misfit(Entry("مات", "verb", present=("يموت",)), "ar") is None
    assert "too short" in misfit(Entry("مر", "verb"), "ar")


def test_misfits_are_told():
    assert "ends in ة" in misfit(Entry("حكومة", "noun"), "ar")
    assert "is not one" in misfit(Entry("نظام", "nisba"), "ar")
    assert misfit(Entry("أنظمة", "plural"), "ar") is None


@pytest.mark.parametrize("kind", CLASSES["ar"])
def test_no_form_is_empty_or_unfolded(kind):
    stem = {"nisba": "سوري", "feminine": "حكومة", "feminine-alif": "ميليشيا", "hamza": "اعتداء",
            "defective": "قاضي", "maqsur": "مستشفى", "verb": "قتل"}.get(kind, "نظام")
    found = forms(stem, kind)
    assert found and all(form and form == word_key(form) for form in found)

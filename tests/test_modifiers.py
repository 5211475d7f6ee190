"""Epithets and uses: what the words beside a mention say of it."""

import pytest
from codebook_text import book, concept, mentions, variant

ARABIC = book(concept("a", variant("b", ar=[
    "{stem: إرهابي, class: nisba, number: plural, gender: m}", "داعش", "{stem: ثوار, class: plural}",
    "{stem: مسلح, class: adjective, number: plural}"], en=[
    "{stem: terrorist, class: noun, number: plural}", "{stem: rebel, class: noun}", "Syrian regime",
    "Islamic State group"])))


def found(text, language, what):
    return [mention[what] for mention in mentions(ARABIC, text, language)]


@pytest.mark.parametrize("text, epithet", [
    ("سيطر تنظيم «داعش» الإرهابي على القرية.", "الإرهابي"),
    ("سيطر تنظيم داعش التكفيري الإرهابي على القرية.", "التكفيري الإرهابي"),
    ("قصفت ما يسمى «داعش» المدينة.", "ما يسمى"),
    ("هاجمت بما يسمى بـ\"داعش\" المدينة.", "بما يسمى"),
    ("دخلت عصابات داعش المجرمة القرية.", "عصابات … المجرمة"),
    ("حيّا الثوار الأبطال.", "الأبطال"),
    ("كان داعش هنا والإرهابي هناك.", None),
    ("حذر من الثوار والمجرمين.", None),
    ("سيطر داعش. الإرهابي فر.", None),
    ("سيطر داعش\nالإرهابي فر.", None),
    ("سيطر داعش على القرية، وفر الإرهابي.", None),
])
def test_arabic_epithets(text, epithet):
    answer = found(text, "ar", "epithet")[0]
    assert (answer if isinstance(answer, str) else None) == epithet


@pytest.mark.parametrize("text, epithet", [
    ("The so-called Islamic State group came.", "so-called"),
    ("The self-styled \"Islamic State group\" came.", "self-styled"),
    ("The brutal, corrupt Syrian regime fell.", None),
    ("The brutal Syrian regime fell.", "brutal"),
    ("Heroic rebels came.", "Heroic"),
    ("It was brutal. Rebels came.", None),
])
def test_english_epithets(text, epithet):
    (answer,) = found(text, "en", "epithet")
    assert (answer if isinstance(answer, str) else None) == epithet


@pytest.mark.parametrize("text, use", [
    ("هاجم الإرهابيون القرية.", "refer"),
    ("إنهم إرهابيون.", "predicate"),
    ("وصفهم الوزير بالإرهابيين.", "predicate"),
    ("وصف الوزير الشبان بأنهم إرهابيون.", "predicate"),
    ("عاملهم كإرهابيين.", "predicate"),
    ("ليسوا إرهابيين.", "negated"),
    ("لم يكونوا إرهابيين.", "negated"),
    ("ليسوا من الإرهابيين في شيء.", "refer"),       # of the terrorists: those are referred to
    ("لفظ «الإرهابيين» شائع.", "word"),
    ("كلمة «إرهابيين» شائعة.", "word"),
    ("كان داعش هنا.", "refer"),
    ("كانوا إرهابيين.", "predicate"),
    ("لا داعش ولا غيره.", "refer"),
    ("عبارة «إرهابيون» شائعة.", "word"),
    ("صفة الإرهابيين هذه.", "refer"),
    ("نحن إرهابيون؟", "word"),
    ("نحن إرهابيون.", "predicate"),
    ("يكونوا إرهابيين أو ثوارا.", "predicate"),
])
def test_arabic_uses(text, use):
    assert found(text, "ar", "use")[0] == use


@pytest.mark.parametrize("text, use", [
    ("The terrorists came.", "refer"),
    ("They are terrorists.", "predicate"),
    ("They are not terrorists.", "negated"),
    ("They aren't terrorists.", "negated"),
    ("There were rebels in town.", "refer"),
    ("The ministry described them as terrorists.", "predicate"),
    ("As rebels advanced, he fled.", "refer"),
    ("They labelled them terrorists.", "predicate"),
    ("The word \"terrorists\" is banned.", "word"),
    ("\"We are terrorists?\" she asked.", "word"),
    ("The name of the rebels is known.", "refer"),
])
def test_english_uses(text, use):
    assert found(text, "en", "use")[0] == use


@pytest.mark.parametrize("text", ["سيطر تنظيم «داعش» الإرهابي على القرية.", "ليسوا إرهابيين."])
def test_vowel_signs_and_tatweel_change_nothing(text):
    marked = text.replace("ر", "رّ").replace("إ", "إِ").replace("ي", "يـ")
    for what in ("use", "concept"):
        assert found(marked, "ar", what) == found(text, "ar", what)

"""Counts do not change with the dress of a text: vowel signs, tatweel, letter forms, Persian letters, normal forms."""

import unicodedata

import pytest
from codebook_text import book, concept, mentions, variant

BOOK = book(concept(
    "armed", variant("gunmen", ar=[
        "{stem: مسلح, class: adjective, number: plural, not: {any: [{stem: قوة, class: feminine, plurals: [قوات]}], before: 2}}",
        "المعارضة (السورية) المسلحة"]),
    variant("others", ar=["{stem: إرهابي, class: nisba}", "{stem: شهيد, class: human, plurals: [شهداء]}",
                          "{stem: ميليشيا, class: feminine-alif, also: [مليشيا]}", "{stem: قتل, class: verb}"]),
    more="requires: {ar: {within: article, any: [سوريا, {stem: سوري, class: nisba}], against: [{stem: ليبي, class: nisba}]}}"))
TEXTS = [
    "هاجم المسلحون قرية في سوريا، وقتلوا ثلاثة. وقال الوزير إن «الإرهابيين» والميليشيا انسحبوا إلى المدينة.",
    "وصلت القوات المسلحة وقوات ليبية مسلحة، ثم المسلحين الليبيين وشهداؤنا على الطريق.",
    "للمعارضة السورية المسلحة ومليشيات إرهابية في حي الشهداء؛ سيقتلون الأسرى.",
    "هؤلاء المسلحون ليسوا إرهابيين.",
]
# Letters as presentation forms, each composed back to itself by NFKC.
SHAPED = {base: chr(code) for code in range(0xFE80, 0xFEFD)
          for base in [unicodedata.normalize("NFKC", chr(code))] if len(base) == 1}


def vowelled(text):
    """A vowel sign after every letter, shadda with it after some."""
    signs = ["\u064e", "\u0651\u0650", "\u064f", "\u0652"]
    return "".join(sign + signs[place % 4] if sign.isalpha() else sign for place, sign in enumerate(text))


def stretched(text):
    """Tatweel between all letters of a word."""
    return "".join(sign + "ـ" if sign.isalpha() and after.isalpha() else sign for sign, after in zip(text, text[1:] + " "))


def persian(text):
    return text.replace("ي", "ی").replace("ك", "ک").replace("ه", "ہ")


def careless(text):
    """Hamza, ta marbuta and final ya as they are often typed."""
    return text.replace("إ", "ا").replace("أ", "ا").replace("ة ", "ه ").replace("ي ", "ى ")


def shaped(text):
    return "".join(SHAPED.get(sign, sign) for sign in text)


def hidden(text):
    """Direction marks and zero-width joiners inside words, and around marks."""
    return "".join(sign + "\u200d" if sign == "ل" and after.isalpha() else "\u200f" + sign if sign in "«»،" else sign
                   for sign, after in zip(text, text[1:] + " "))


DRESSES = {
    "vowel signs": vowelled, "tatweel": stretched, "Persian letters": persian, "careless": careless,
    "presentation forms": shaped, "hidden characters": hidden,
    "NFD": lambda text: unicodedata.normalize("NFD", text), "NFC": lambda text: unicodedata.normalize("NFC", text),
    "vowels and tatweel, NFD": lambda text: unicodedata.normalize("NFD", stretched(vowelled(text))),
}


def what(text):
    """All that a mention says but its place and its spelling."""
    return [(m["part"], m["concept"], m["variant"], m["voice"], m["resolved"], m["use"]) for m in
            mentions(BOOK, text, title=text.partition("،")[0])]


@pytest.mark.parametrize("dress", DRESSES)
@pytest.mark.parametrize("text", TEXTS)
def test_a_dress_changes_no_count(dress, text):
    dressed = DRESSES[dress](text)
    assert what(dressed) == what(text) != []


@pytest.mark.parametrize("dress", DRESSES)
def test_a_codebook_in_another_dress_finds_the_same(dress):
    plain = "{stem: إرهابي, class: nisba, number: plural}"
    terms = [plain.replace("إرهابي", DRESSES[dress]("إرهابي"))]
    other = book(concept("armed", variant("others", ar=terms)))
    same = book(concept("armed", variant("others", ar=[plain])))
    for text in TEXTS:
        assert [m["surface"] for m in mentions(other, text)] == [m["surface"] for m in mentions(same, text)]

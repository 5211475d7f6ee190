"""Terms in texts: optional words, agreement, conditions near them, referents that stay open."""

import pytest
from codebook_text import book, concept, mentions, one, surfaces, variant

FIGHTER = "{stem: مسلح, class: adjective, number: plural, gender: m"


def resolved(compiled, text, language="ar", title=None):
    return [(m["surface"], m["resolved"]) for m in mentions(compiled, text, language, title)]


@pytest.mark.parametrize("text, found", [
    ("وصلت المعارضة المسلحة أمس.", ["المعارضة المسلحة"]),
    ("وصلت المعارضة السورية المسلحة أمس.", ["المعارضة السورية المسلحة"]),
    ("دعم للمعارضة السورية المسلحة.", ["للمعارضة السورية المسلحة"]),
    ("وصلت المعارضة التركية المسلحة أمس.", []),
])
def test_words_that_may_be_missing(text, found):
    assert surfaces(one("المعارضة (السورية) المسلحة"), text) == found


def test_a_first_word_that_is_missing_leaves_its_prefixes_to_the_next():
    compiled = one("(قوات) النظام السوري")
    assert surfaces(compiled, "دعا للنظام السوري.") == ["للنظام السوري"]
    assert surfaces(compiled, "هاجم بقوات النظام السوري.") == ["بقوات النظام السوري"]


def test_an_optional_stem_among_words():
    compiled = one("words: [{stem: جماعة, class: feminine}, {stem: سوري, class: nisba, optional: true}, "
                   "{stem: مسلح, class: adjective}]")
    text = "الجماعات السورية المسلحة وجماعات مسلحة والجماعة المسلحة."
    assert surfaces(compiled, text) == ["الجماعات السورية المسلحة", "وجماعات مسلحة", "والجماعة المسلحة"]


def test_a_phrase_agrees_and_takes_its_clitics():
    compiled = one("words: [{stem: معارضة, class: feminine}, {stem: مسلح, class: adjective, gender: f}]")
    for phrase in ("بالمعارضة المسلحة", "للمعارضتين المسلحتين", "ومعارضة مسلحة", "لمعارضتهم المسلحة"):
        assert surfaces(compiled, f"رأينا {phrase} هنا.") == [phrase]
    for phrase in ("المعارضة مسلحة", "معارضة المسلحة"):
        assert surfaces(compiled, f"رأينا {phrase} هنا.") == []


@pytest.mark.parametrize("text, found", [
    ("أعلن الجيش مقتلهم، قتل ثلاثة واغتيل قائد.", ["قتل", "واغتيل"]),
    ("سيقتلهم الغد وقتلوا أمس ويغتالونه.", ["سيقتلهم", "وقتلوا", "ويغتالونه"]),
    ("القتل والقاتل والقتلى والاغتيال.", []),
])
def test_verbs(text, found):
    compiled = one("{stem: قتل, class: verb}", "{stem: اغتال, class: verb, also: [اغتيل]}")
    assert surfaces(compiled, text) == found


@pytest.mark.parametrize("text, found", [
    ("The organisation and an organization's men", ["organisation", "organization's"]),
    ("pro-government groups, progovernment groups", ["pro-government groups", "progovernment groups"]),
    ("They killed, kill and are killing; a killer.", ["killed", "kill", "killing"]),
    ("This is IS.", ["IS"]),
])
def test_english_spellings(text, found):
    compiled = one("{stem: organisation, class: noun}", "pro-government groups", "{stem: kill, class: verb}",
                   "{name: IS, case: exact}", language="en")
    assert surfaces(compiled, text, "en") == found


@pytest.mark.parametrize("text, kept", [
    ("القوات المسلحة وصلت.", 0),
    ("المسلحة القوات وصلت.", 0),
    ("القوات العراقية المسلحة وصلت.", 1),       # one word further than next to it
    ("وصلت القوات. المسلحة هنا.", 1),            # another sentence
    ("القوات\nالمسلحة هنا.", 1),                 # another line
])
def test_not_beside_it(text, kept):
    assert len(surfaces(one("{stem: مسلح, class: adjective, not: القوات}"), text)) == kept


@pytest.mark.parametrize("reach, text, kept", [
    ("within: 2", "القوات العراقية المسلحة.", 0),
    ("within: 2", "القوات العراقية كلها المسلحة.", 1),
    ("before: 1", "القوات المسلحة.", 0),
    ("before: 1", "المسلحة القوات.", 1),
    ("after: 1", "المسلحة القوات.", 0),
    ("within: sentence", "القوات العراقية كلها في القرية مسلحة.", 0),
    ("within: sentence", "القوات هنا. العصابة مسلحة.", 1),
    ("within: article", "القوات هنا. العصابة مسلحة.", 0),
])
def test_how_far_not_looks(reach, text, kept):
    compiled = one(f"{{stem: مسلح, class: adjective, not: {{any: [القوات], {reach}}}}}")
    assert len(surfaces(compiled, text)) == kept


def test_not_takes_stems_and_phrases():
    compiled = one("{stem: مسلح, class: adjective, not: {any: [{stem: قوة, class: feminine, plurals: [قوات]}, "
                   "قوى الأمن], before: 2}}")
    assert surfaces(compiled, "بقواتها المسلحة. قوى الأمن المسلحة. الأمن المسلح.") == ["المسلح"]


def test_where_one_term_is_kept_out_a_shorter_one_may_stand():
    compiled = book(concept("a", variant("b", ar=["{words: [مقاتلو, المعارضة], not: سابقا}"]),
                            variant("c", ar=["المعارضة", "مقاتلو"])))
    assert [m["variant"] for m in mentions(compiled, "وصل مقاتلو المعارضة سابقا.")] == ["c", "c"]
    assert [m["variant"] for m in mentions(compiled, "وصل مقاتلو المعارضة أمس.")] == ["b"]


def test_requires_in_the_sentence_and_own_words_count():
    compiled = one("{name: النظام (السوري), requires: [دمشق, {stem: سوري, class: nisba}]}")
    assert resolved(compiled, "قصف النظام البلدة. وفي دمشق قال النظام.") == [("النظام", False), ("النظام", True)]
    assert resolved(compiled, "قصف النظام السوري البلدة.") == [("النظام السوري", True)]


ARTICLE = "requires:\n  ar: {within: article, any: [سوريا], against: [ليبيا]}\n  en: {within: article, any: [Syria]}"


@pytest.mark.parametrize("text, title, settled", [
    ("وصل المسلحون.", None, False),
    ("وصل المسلحون. الخبر من سوريا.", None, True),
    ("وصل المسلحون.", "حرب سوريا", True),
    ("وصل المسلحون. من ليبيا إلى سوريا. ليبيا.", None, False),     # the article is about the other country
    ("وصل المسلحون في سوريا. ليبيا. ليبيا.", None, True),           # the sentence decides first
    ("وصل المسلحون في ليبيا. سوريا. سوريا.", None, False),
    ("وصل المسلحون. ليبيا. سوريا.", None, False),                   # as many of one as of the other
])
def test_the_topic_of_the_article_decides(text, title, settled):
    compiled = one(FIGHTER + "}", more=ARTICLE)
    assert resolved(compiled, text, title=title) == [("المسلحون", settled)]


def test_a_title_is_resolved_by_its_text():
    compiled = one(FIGHTER + "}", more=ARTICLE)
    found = mentions(compiled, "الخبر من سوريا.", title="وصول المسلحين")
    assert [(m["part"], m["resolved"]) for m in found] == [("title", True)]


def test_the_narrower_requirement_holds():
    lines = [FIGHTER + "}", "{stem: ثائر, class: adjective, plurals: [ثوار], requires: false}",
             "{stem: متمرد, class: adjective, requires: {any: [الجبل], within: 3}}"]
    compiled = book(concept("a", variant("b", ar=lines), more=ARTICLE))
    text = "وصل المسلحون والثوار ومتمردون في الجبل. ومتمردون."
    assert resolved(compiled, text) == [("المسلحون", False), ("والثوار", True), ("ومتمردون", True), ("ومتمردون", False)]
    under = book(concept("a", variant("b", ar=[FIGHTER + "}"], more="requires: {ar: {any: [الجبل]}}"), more=ARTICLE))
    assert resolved(under, "المسلحون في الجبل. المسلحون في سوريا.") == [("المسلحون", True), ("المسلحون", False)]


def test_one_word_of_two_referents():
    """The concept whose requirement is met takes the word; where neither is, the first keeps it open."""
    def country(name, word):
        return concept(name, variant("regime", ar=[f"{{name: النظام, shared: true, requires: {{any: [{word}]}}}}"]))
    compiled = book(country("syria", "دمشق"), country("iran", "طهران"))
    text = "النظام في دمشق. النظام في طهران. النظام هنا."
    assert [(m["concept"], m["resolved"]) for m in mentions(compiled, text)] == [
        ("syria", True), ("iran", True), ("syria", False)]


def test_conditions_of_a_concept_hold_for_all_its_terms():
    compiled = book(concept("a", variant("b", ar=["الثوار", FIGHTER + ", not: غير}"]),
                            more="not: {ar: {any: [ليبيا], within: sentence}}"))
    assert surfaces(compiled, "الثوار في ليبيا. المسلحون في ليبيا. الثوار هنا. غير مسلحين.") == ["الثوار"]


def test_what_was_asked_for_is_stated():
    compiled = one(FIGHTER + "}", more=ARTICLE)
    stated = compiled.stated()
    [condition] = stated["conditions"]
    assert (condition["at"], condition["kind"], condition["scope"]) == ("a", "requires", "article")
    against, wanted = (stated["phrases"][condition[key][0]][0] for key in ("against", "any"))
    assert {"ليبيا", "وليبيا"} <= set(against) and {"سوريا"} <= set(wanted)
    assert list(compiled.forms()) == ["a/b/مسلح"]


def test_terms_count_in_texts_of_their_language():
    """Latin letters in an Arabic text are no English term; an entry under ar may be written in them."""
    council = "{name: STC, case: exact}"
    text = "أعلنت STC عرضا جديدا. The STC left."
    english, arabic = one(council, language="en"), one("STC")
    assert surfaces(english, text) == [] and surfaces(english, text, "en") == ["STC", "STC"]
    assert surfaces(arabic, text) == ["STC", "STC"] and surfaces(arabic, text, "en") == []
    assert surfaces(one("المجلس"), "They wrote المجلس here.", "en") == []


@pytest.mark.parametrize("text, found", [
    ("The Islamic State (IS) group left.", ["Islamic State (IS) group"]),
    ("The Islamic State (IS, or Daesh) group left.", []),
    ("The Islamic State, IS group left.", []),
    ("The Islamic (State IS) group left.", []),
    ("Islamic State) IS group left.", []),
])
def test_one_word_of_a_term_may_stand_in_brackets(text, found):
    assert surfaces(one("Islamic State IS group", language="en"), text, "en") == found

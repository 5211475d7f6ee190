"""Attribution where the verb comes first: nouns, requests, sources, unmarked speech, transcripts, headlines."""

import pandas as pd
import pytest
from reading import measured, part, scopes


def contents(text):
    """The attributed content of each scope."""
    return [content for content, *_ in scopes(text)]


def voices(text):
    """The voice of each mention, in order."""
    return [mention.voice for mention in part(text).mentions]


@pytest.mark.parametrize(("text", "content"), [
    ("أعرب الوزير عن رفضه دخول المسلحين.", "عن رفضه دخول المسلحين"),
    ("أكد الوزراء الدور الكبير للمسلحين.", "الدور الكبير للمسلحين"),
    ("استنكر ترامب الهجوم على المسلحين.", "الهجوم على المسلحين"),
    ("أعلن المدير استمرار القتال مع المسلحين.", "استمرار القتال مع المسلحين"),
    ("وصف المدير ما فعله المسلحون بالخطأ.", "ما فعله المسلحون بالخطأ"),
    ("ويتهمونها بدعم المسلحين.", "بدعم المسلحين"),
    ("تم التأكيد على خروج المسلحين.", "على خروج المسلحين"),
    ("عبر المدير عن قلقه من المسلحين.", "عن قلقه من المسلحين"),
])
def test_what_a_speech_act_says_may_be_a_noun(text, content):
    assert contents(text) == [content]
    assert voices(text) == ["reported"]


@pytest.mark.parametrize("text", [
    "دعا المدير المسلحين إلى الخروج.",
    "طالبت الوزارة المسلحين بالخروج.",
    "دعت أربعة أحزاب المسلحين إلى الخروج.",
    "عبر المسلحون الحدود إلى القرية.",
    "أعلن مدير تحرير صحيفة المسلحين استقالته.",
    "إصابات وصفت بالخطيرة بين المسلحين.",
    "أكد المدير رفضه القرار بعدما خرج المسلحون.",
    "أكد المدير دعمه للقرية، التي خرج منها المسلحون.",
])
def test_whom_one_asks_and_what_the_writer_adds_is_the_narrators(text):
    assert voices(text) == ["narrator"]


def test_a_noun_complement_does_not_go_on_for_ever():
    text = "أكد المدير دعمه للقرية " + "والناس في كل مكان " * 20 + "والمسلحين."
    assert voices(text) == ["narrator"]


@pytest.mark.parametrize(("text", "content"), [
    ("وبحسب المصادر فإن المسلحين خرجوا.", "المسلحين خرجوا"),
    ("ووفقا لما ذكرت الوكالة، خرج المسلحون.", "خرج المسلحون"),
    ("ووفقا لرويترز فقد سئل المدير عن المسلحين وعما إذا كان الطريق مغلقا.",
     "سئل المدير عن المسلحين وعما إذا كان الطريق مغلقا"),
    ("خرج المسلحون من القرية، كما أوضح المدير.", "خرج المسلحون من القرية"),
    ("خرج المسلحون من القرية، على ما أفاد المدير.", "خرج المسلحون من القرية"),
    ("ترك المسلحون القرية إلى «الوادي»، وفق المدير.", "ترك المسلحون القرية إلى «الوادي»"),
])
def test_source_phrases(text, content):
    assert contents(text) == [content]
    assert voices(text) == ["reported"]


def test_a_source_phrase_with_a_verb_is_none_where_it_joins_a_clause():
    assert contents("خرج الناس، كما أوضح المدير أن المسلحين خرجوا.") == ["المسلحين خرجوا"]


@pytest.mark.parametrize(("text", "content"), [
    ("وأضاف لا يمكن أن يبقى المسلحون هنا.", "لا يمكن أن يبقى المسلحون هنا"),
    ("وقال المدير لدينا أخبار كثيرة عن المسلحين.", "لدينا أخبار كثيرة عن المسلحين"),
    ("وعقب المدير بالقول نحن نعرف المسلحين جيدا.", "نحن نعرف المسلحين جيدا"),
])
def test_speech_without_any_mark_is_quoted(text, content):
    (scope,) = part(text).scopes
    assert (text[scope.start:scope.end], scope.kind) == (content, "direct")
    assert voices(text) == ["quoted"]


@pytest.mark.parametrize("text", [
    "وأضاف المهاجم هدفا ثانيا.",
    "كتب: سامي الوادي\nخرج المسلحون من القرية.",
    "وبعد تناول الطعام عن طيب خاطر مع المسلحين خرج الناس.",
    "وقال المدير الذي وجه نقدا كبيرا للمسلحين.",
])
def test_what_is_no_speech_without_marks(text):
    assert set(voices(text)) <= {"narrator"}


def test_that_behind_before_or_after_begins_no_content():
    assert contents("قال المدير بعد أن خرج الناس إن المسلحين عادوا.") == ["المسلحين عادوا"]


@pytest.mark.parametrize(("text", "content"), [
    ("القاهرة - «النهر»: خرج المسلحون من القرية.", []),
    ("«النهر»: خرج المسلحون من القرية.", []),
    ("الحداد: «خرج المسلحون».", ["خرج المسلحون"]),
    ("الحداد على حسابه في «النهر»: «خرج المسلحون».", ["خرج المسلحون"]),
])
def test_a_colon_gives_the_word_to_the_quotation_behind_it(text, content):
    assert contents(text) == content


def test_that_behind_a_colon_makes_speech_indirect():
    text = "قال المدير: إن المسلحين خرجوا."
    assert voices(text) == ["reported"] and contents(text) == ["المسلحين خرجوا"]


def test_one_relays_what_another_says_without_that():
    assert contents("ونقل البيان عن أحد الناس تأكيده بقاء المسلحين.") == ["بقاء المسلحين"]


def test_answers_of_an_interview_are_quoted_and_say_that_nothing_marks_them():
    text = ("التقينا المدير.\n* متى خرج الناس؟\n- خرج الناس مع المسلحين أمس.\n* وأين المسلحون اليوم؟\n"
            "- في الوادي مع المسلحين.\nشكرنا المدير والمسلحين.")
    found = part(text)
    said = [(one.voice, one.basis) for one in found.mentions]
    assert said == [("quoted", "carried"), ("narrator", None), ("quoted", "carried"), ("narrator", None)]


def test_one_question_makes_no_interview():
    assert voices("* متى خرج الناس؟\n- خرج المسلحون أمس.") == ["narrator"]


def test_a_statement_that_is_announced_in_full_is_quoted_to_the_end():
    text = "أصدرت الوزارة بيانا عن المسلحين، وفيما يلي نصه:\nخرج المسلحون.\nوعاد الناس بعد المسلحين."
    assert voices(text) == ["narrator", "quoted", "quoted"]


@pytest.mark.parametrize(("title", "voice"), [
    ("وزير الزراعة: المسلحون خرجوا", "quoted"),
    ("لافروف: المسلحون خرجوا", "quoted"),
    ("مصادر: المسلحون خرجوا", "quoted"),
    ("سوريا: المسلحون خرجوا", "narrator"),
    ("القرية: المسلحون خرجوا", "narrator"),
    ("المسلحون خرجوا", "narrator"),
])
def test_a_headline_gives_the_word_with_a_colon(title, voice):
    """What it opens does not reach into the text, which is a part of its own."""
    cues = measured("خرج المسلحون من القرية.", title=pd.array([title], dtype="string"))
    found = list(zip(cues.mentions["part"], cues.mentions["voice"]))
    assert found == [("title", voice), ("text", "narrator")]


def test_lines_left_out_are_counted():
    cues = measured("خرج المسلحون.\nاقرأ أيضا: عاد المسلحون\nعاد الناس.", "خرج الناس.")
    assert list(cues.documents["boilerplate_lines"]) == [1, 0] and len(cues.mentions) == 1

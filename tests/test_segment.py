"""Where sentences end, and which lines are page furniture."""

import pytest
from reading import events, part

from nabra.cues.scan import END
from nabra.text.language import load
from nabra.text.segment import boilerplate


def _sentences(text, language="ar"):
    """The pieces of ``text`` between sentence ends."""
    pieces, at = [], 0
    for event in events(text, language):
        if event.kind == END:
            pieces.append(text[at : event.end].strip())
            at = event.end
    return pieces + ([text[at:].strip()] if text[at:].strip() else [])


@pytest.mark.parametrize(
    "text, count",
    [
        ("وصل الوفد. ثم رحل.", 2),
        ("هل وصل الوفد؟ نعم! وصل.", 3),
        ("بلغت النسبة 3.5 في المئة.", 1),
        ("بلغت النسبة ٣.٥ في المئة.", 1),
        ("ذكرت أ.ف.ب أن الوفد وصل.", 1),
        ("كتب د. سامي الحداد رسالة.", 1),
        ("زوروا www.example.org غداً.", 1),
        ("ثم سكت… وقال", 2),
        ("ثم سكت….وقال المدير.", 2),
        ("وصل الوفد.وقال المدير شيئاً.", 2),
        ("وصل الوفد في 2017. ثم رحل.", 2),
    ],
)
def test_arabic_sentences(text, count):
    assert len(_sentences(text)) == count


@pytest.mark.parametrize(
    "text, count",
    [
        ("The party came. It left.", 2),
        ("Mr. Field met Dr. Moss and Gen. Hart.", 1),
        ("It rose 3.5 percent to 1.200 in all.", 1),
        ("The U.S. envoy met J. Field at 5 p.m. in town.", 1),
        ("Read www.example.org today! Or not?", 2),
        ("It was no. 7 of them.", 1),
        ("They left... and came again.", 1),
    ],
)
def test_english_sentences(text, count):
    assert len(_sentences(text, "en")) == count


@pytest.mark.parametrize("word", ["السوريّة", "الروسيَة", "خرَج"])
def test_vowel_signs_in_the_last_word_change_no_sentence(word):
    assert len(_sentences(f"ثم زار القرية {word}. وقال المدير شيئاً.")) == 2


def test_the_stop_belongs_to_the_sentence_before_it():
    assert _sentences("وصل الوفد.وقال المدير شيئاً.") == ["وصل الوفد.", "وقال المدير شيئاً."]


def test_boilerplate_lines_are_whole_lines():
    text = "وصل الوفد.\nاترك تعليقاً\r\nقال: اترك تعليقاً هنا من فضلك\n\nزِرّ الذهاب إلى الأعلى"
    assert [text[start:end] for start, end in boilerplate(text, load("ar"))] == [
        "اترك تعليقاً",
        "زِرّ الذهاب إلى الأعلى",
    ]


def test_boilerplate_in_english_whatever_its_case():
    text = "They left.\nREAD MORE\nRead more about the rebels\nShare this article"
    assert [text[start:end] for start, end in boilerplate(text, load("en"))] == [
        "READ MORE",
        "Share this article",
    ]


def test_a_text_of_boilerplate_alone_has_no_words():
    assert part("اترك تعليقاً\nزر الذهاب إلى الأعلى").words == 0
    assert part("").words == 0 and boilerplate("", load("ar")) == []

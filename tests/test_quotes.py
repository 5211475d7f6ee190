"""Quotation spans: every style of mark, nested and unbalanced, with repair that swallows nothing."""

from itertools import cycle

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from reading import quoted, spans

SPEECH = "سنعود غداً إلى القرية"
STYLES = {
    "«": ("«", "»", "«»"),
    "« turned": ("»", "«", "«»"),
    "curly": ("“", "”", "“”"),
    "curly turned": ("”", "“", "“”"),
    "straight": ('"', '"', '""'),
    "low": ("„", "“", "“”"),
    "two apostrophes": ("''", "''", '""'),
    "braces": ("{", "}", "{}"),
    "&quot;": ("&quot;", "&quot;", '""'),
    "#171;": ("#171;", "#187;", "«»"),
    "&laquo;": ("&laquo;", "&raquo;", "«»"),
    "single guillemets": ("‹", "›", "«»"),
}


@pytest.mark.parametrize("style", STYLES)
def test_each_style_of_mark(style):
    opening, closing, name = STYLES[style]
    text = f"قال الوزير: {opening}{SPEECH}{closing}، ثم خرج."
    (span,) = spans(text)
    assert text[span.start : span.end] == opening + SPEECH + closing
    assert text[span.inner_start : span.inner_end] == SPEECH
    assert (span.marks, span.depth, span.repaired, span.chain) == (name, 0, False, None)


@pytest.mark.parametrize("style", STYLES)
def test_two_quotations_in_a_line_stay_two(style):
    opening, closing, _ = STYLES[style]
    text = f"زار {opening}النهر{closing} ثم {opening}الوادي البعيد{closing}."
    assert quoted(text) == [f"{opening}النهر{closing}", f"{opening}الوادي البعيد{closing}"]


@pytest.mark.parametrize("opening, closing", [("“", "”"), ('"', '"'), ("''", "''"), ("``", "''"), ("«", "»")])
def test_marks_of_english(opening, closing):
    assert quoted(f"{opening}We go back{closing}, he said.", "en") == [f"{opening}We go back{closing}"]


@pytest.mark.parametrize(
    "text",
    [
        "'We will go back,' said the man.",
        "‘We will go back,’ said the man.",
        "They were 'ready to fight' now.",
    ],
)
def test_single_marks_of_english(text):
    assert len(spans(text, "en")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The dogs' house and the cat's tail weren't sold in the '90s.",
        "Israel's army and the rebels' camps, it's said.",
        "The man was 6'2 tall and didn't care.",
        'A 12" gun and a 14" gun were found.',
        "ʼtis the workers’ day",
    ],
)
def test_apostrophes_and_inches_are_no_quotations(text):
    assert quoted(text, "en") == []


def test_an_inch_does_not_spoil_the_quotation_beside_it():
    assert quoted('Pipes of 5" were found near the "old mill" there.', "en") == ['"old mill"']


@pytest.mark.parametrize(
    "outer, inner", [("«»", "«»"), ("«»", "““"), ('""', "«»"), ("“”", "“”"), ("«»", '""'), ('""', '""')]
)
def test_a_name_within_a_statement(outer, inner):
    name = f"{inner[0]}النهر{inner[1]}"
    text = f"قال: {outer[0]}وصلتنا رسالة من صحيفة {name} تقول إننا نكذب{outer[1]}، ثم خرج."
    assert quoted(text) == [text[5 : text.rindex("،")], name]
    assert [span.depth for span in spans(text)] == [0, 1]


def test_three_deep_and_not_crossing():
    text = "قال: «قالوا لنا: “وصلت صحيفة «النهر» اليوم إلينا” ثم خرجوا»."
    assert quoted(text) == [text[5:-1], "“وصلت صحيفة «النهر» اليوم إلينا”", "«النهر»"]


# --- lost marks -------------------------------------------------------------------------------


def test_an_unclosed_statement_ends_before_the_sentence_in_which_the_writer_speaks():
    text = "قال الوزير إن «القرية بعيدة جداً عن هنا. وأكد المدير أن الطريق مغلق."
    (span,) = spans(text)
    assert text[span.start : span.end] == "«القرية بعيدة جداً عن هنا" and span.repaired


def test_an_unclosed_name_ends_after_the_name():
    assert quoted("سيطر تنظيم «داعش على القرية، وخرج الناس إلى الوادي.") == ["«داعش"]
    assert quoted("نقلت صحيفة «النهر الكبير، ثم صمتت المدينة.") == ["«النهر الكبير"]


def test_an_unclosed_name_within_a_statement_leaves_the_statement_its_close():
    text = "وقال إن «الجيش ضرب مواقع تنظيم «داعش في القرية»، ثم خرج."
    assert quoted(text) == ["«الجيش ضرب مواقع تنظيم «داعش في القرية»", "«داعش"]


def test_an_unclosed_statement_ends_with_its_paragraph():
    text = "قال الوزير: «سنعود غداً إلى القرية\nوصل الوفد إلى «المدينة» أمس."
    assert quoted(text) == ["«سنعود غداً إلى القرية", "«المدينة»"]
    assert [span.repaired for span in spans(text)] == [True, False]


def test_an_unclosed_statement_ends_where_the_next_one_opens():
    text = "قال المدير: «الطريق مغلق اليوم. وأضاف الوزير: «سنعود غداً إلى القرية»."
    assert quoted(text) == ["«الطريق مغلق اليوم", "«سنعود غداً إلى القرية»"]


def test_a_close_that_was_never_opened_begins_after_that():
    assert quoted("أكد الوزير أن القرية بعيدة جداً عن هنا»، ثم خرج.") == ["القرية بعيدة جداً عن هنا»"]
    assert quoted("The man said that we shall not go at all”, then left.", "en") == [
        "we shall not go at all”"
    ]


def test_a_lone_close_after_nothing_is_no_quotation():
    assert quoted("وصل الوفد إلى القرية» أمس.") == []


def test_paragraphs_opened_anew_are_one_chain():
    text = (
        "وقال: «الفقرة الأولى من الكلام هنا.\n«والفقرة الثانية من الكلام هنا.\n\n"
        "«والثالثة آخر الكلام».\nثم خرج «النهر»."
    )
    found = spans(text)
    assert [text[span.start : span.end] for span in found] == [
        "«الفقرة الأولى من الكلام هنا",
        "«والفقرة الثانية من الكلام هنا",
        "«والثالثة آخر الكلام»",
        "«النهر»",
    ]
    assert [span.chain for span in found] == [1, 1, 1, None]


def test_a_paragraph_closed_without_being_opened_anew_belongs_to_the_one_before():
    text = "وقال: «الفقرة الأولى من الكلام هنا.\nوالفقرة الثانية من الكلام هنا».\nثم خرج."
    found = spans(text)
    assert [text[span.start : span.end] for span in found] == [
        "«الفقرة الأولى من الكلام هنا",
        "والفقرة الثانية من الكلام هنا»",
    ]
    assert {span.chain for span in found} == {1}


def test_a_paragraph_that_goes_on_begins_with_its_first_word():
    text = "وقال: «الفقرة الأولى من الكلام.\n  والفقرة الثانية من الكلام».\nثم خرج."
    first, second = spans(text)
    assert second.start == second.inner_start == text.index("والفقرة") and second.repaired


def test_two_chains_have_two_numbers():
    chain = "وقال: «الفقرة الأولى من الكلام.\n«والفقرة الثانية من الكلام».\nثم خرج.\n"
    assert [span.chain for span in spans(chain * 2)] == [1, 1, 2, 2]


@pytest.mark.parametrize("opening, closing", [("««", "»»"), ('""', '""'), ("““", "””")])
def test_doubled_marks_are_one_quotation(opening, closing):
    assert len(spans(f"قال الوزير: {opening}{SPEECH}{closing}، ثم خرج.")) == 1


@pytest.mark.parametrize("opening, closing", [("«««", "»»»"), ('"""', '"""')])
def test_tripled_marks_are_one_quotation(opening, closing):
    assert quoted(f"قال الوزير: {opening}{SPEECH}{closing}، ثم خرج.") == [f"{opening}{SPEECH}{closing}"]


@pytest.mark.parametrize("before", ["و", "بـ", "لـ", "ال", "ول"])
@pytest.mark.parametrize("opening, closing", [("«", "»"), ('"', '"'), ("''", "''")])
def test_a_mark_written_onto_a_particle_opens(before, opening, closing):
    assert quoted(f"وصل الوفد {before}{opening}النهر{closing} أمس.") == [f"{opening}النهر{closing}"]


@pytest.mark.parametrize("empty", ["«»", '""', "« »", "“”", "&quot;&quot;"])
def test_marks_around_nothing_are_no_quotation(empty):
    assert quoted(f"كتب {empty} هنا.") == []


# --- what holds for any text ------------------------------------------------------------------

ANY = st.lists(
    st.sampled_from(
        [
            *"«»“”\"„'{}‘’.،:()ـ",
            "''",
            "&quot;",
            "#171;",
            "\n",
            "\r\n",
            " ",
            " ",
            " أن ",
            "قال ",
            "و",
            "صحيفة ",
            "داعش",
            "القرية",
            "قرية بعيدة ",
            "said ",
            "that ",
            "a",
            "\u200f",
            "َ",
        ]
    ),
    max_size=40,
)


@settings(max_examples=600, deadline=None)
@given(ANY, st.sampled_from(["ar", "en"]))
def test_spans_lie_in_the_text_nest_and_stay_in_their_line(pieces, language):
    text = "".join(pieces)
    found, stack = spans(text, language), []
    assert found == sorted(found, key=lambda span: (span.start, -span.end))
    for span in found:
        assert 0 <= span.start <= span.inner_start < span.inner_end <= span.end <= len(text)
        assert not set("\r\n\u2028\u2029") & set(text[span.start : span.end])
        while stack and stack[-1].end <= span.start:
            stack.pop()
        assert not stack or span.end <= stack[-1].end
        assert span.depth == len(stack)
        assert span.repaired or (span.start < span.inner_start and span.inner_end < span.end)
        stack.append(span)
    assert len({(span.start, span.end) for span in found}) == len(found)


PARAGRAPHS = (
    "قال الوزير: «سنعود غداً إلى القرية»، ثم خرج.",
    "سيطر تنظيم «داعش» على «المدينة القديمة» أمس.",
    "وأكد المدير أن «الناس يقرأون صحيفة “النهر” كل يوم» في القرية.",
    "وصل الوفد إلى القرية أمس.",
    'نقلت صحيفة "النهر" عن المدير أن "الطريق مغلق". وقال إنه يعود.',
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=4), st.data())
def test_a_lost_mark_changes_its_own_paragraph_alone(paragraphs, data):
    text = "\n".join(paragraphs)
    marks = [place for place, sign in enumerate(text) if sign in '«»“”"']
    if not marks:
        return
    place = data.draw(st.sampled_from(marks))
    start = text.rfind("\n", 0, place) + 1
    end = text.find("\n", place) if "\n" in text[place:] else len(text)

    def others(of, shift):
        return [
            (s.start - shift * (s.start > place), s.end - shift * (s.end > place))
            for s in spans(of)
            if s.end <= start or s.start - shift * (s.start > place) >= end
        ]

    assert others(text[:place] + text[place + 1 :], -1) == others(text, 0)


DECORATIONS = ["", "َ", "ّ", "ـ", "\u200f", "\u200d", "\u202b", "ـَ"]


def _decorated(text, signs):
    """``text`` with signs put inside its words, and where each character went."""
    out, places = "", []
    for number, sign in enumerate(text):
        places.append(len(out))
        out += sign
        if sign.isalpha() and text[number + 1 : number + 2].isalpha():
            out += next(signs)
    return out, places + [len(out)]


@settings(max_examples=150, deadline=None, phases=[Phase.generate])
@given(
    st.sampled_from(PARAGRAPHS),
    st.integers(-1, 5),
    st.lists(st.sampled_from(DECORATIONS), min_size=8, max_size=8),
)
def test_signs_inside_words_change_no_span(text, lost, signs):
    marks = [place for place, sign in enumerate(text) if sign in '«»“”"']
    if 0 <= lost < len(marks):
        text = text[: marks[lost]] + text[marks[lost] + 1 :]
    spelled, places = _decorated(text, cycle(signs))
    expected = [
        (places[span.start], places[span.end - 1] + 1, span.depth, span.repaired) for span in spans(text)
    ]
    assert [(span.start, span.end, span.depth, span.repaired) for span in spans(spelled)] == expected


@pytest.mark.parametrize("control", ["\u200f", "\u200e", "\u202b", "\u2067", "\ufeff", "\u200b"])
@pytest.mark.parametrize("text", PARAGRAPHS)
def test_direction_signs_around_marks_change_no_pairing(text, control):
    spelled = "".join(control + sign + control if sign in '«»“”"' else sign for sign in text)
    assert [part.replace(control, "") for part in quoted(spelled)] == quoted(text)

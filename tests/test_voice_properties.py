"""What holds of quotations, scopes and voices whatever the text: generated, spelled otherwise, joined."""

import random
import time

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from reading import part, tools

from nabra.cues.measure import measure_text
from nabra.cues.voice import voice_at
from nabra.text.normalise import words
from nabra.tables import VOICES

PIECES = (*"«»“”\"'‘’{}.:،,؟!- \n*", "أ", "a", "1", "ـ", "\u200f", "َ", "قال ", "أن ",
          "إن: ", "وأضاف ", "بحسب ", "أكد ", "المسلحون ", "القرية ", "دعم ", "said ", "the rebels ", "that ", "؟\n* ", "نصه:\n")
SENTENCES = (
    "قال الوزير إن المسلحين خرجوا من القرية، فيما بقي الإرهابيون.",
    "وأضاف: «خرج المسلحون من القرية ليلا ولم يعودوا إليها».",
    "سيطر تنظيم «داعش» على القرية، بحسب مصدر عسكري.",
    "أكد المدير رفضه دخول المسلحين، داعيا الإرهابيين إلى الخروج.",
    "وتابع لا يمكن أن يبقى المسلحون هنا.",
    "دعت الوزارة المسلحين إلى الخروج من القرية، كما أوضح المدير.",
    "خرج المسلحون من القرية أمس.",
    "وصف الوزير الإرهابيين بأنهم «مسلحون بلا قرية».",
)
SIGNS = ("", "َ", "ّ", "ـ", "\u200f", "\u200d", "\u202b", "ـَ")


def found(text, language="ar"):
    """The cues of a text as plain values: quotations, scopes, mentions with their voices."""
    cues = part(text, language)
    quotes = [(quote.start, quote.end, quote.depth, quote.function, quote.distance) for quote in cues.quotes]
    scopes = [(scope.start, scope.end, scope.cue_class, scope.kind, scope.carried) for scope in cues.scopes]
    voices = [(one.start, one.end, one.variant, one.voice, one.basis, one.marks) for one in cues.mentions]
    return quotes, scopes, voices


def spelled(text, signs):
    """``text`` with signs inside its words, and where each of its characters went."""
    out, places = "", []
    for number, sign in enumerate(text):
        places.append(len(out))
        out += sign
        if sign.isalpha() and text[number + 1 : number + 2].isalpha():
            out += signs[number % len(signs)]
    return out, [*places, len(out)]


@settings(max_examples=60, deadline=None, phases=[Phase.generate])
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4),
       st.lists(st.sampled_from(SIGNS), min_size=5, max_size=9))
def test_vowel_signs_tatweel_and_direction_signs_change_no_span_function_or_voice(sentences, signs):
    text = " ".join(sentences)
    other, places = spelled(text, signs)

    def moved(rows):
        return [(places[start], places[end - 1] + 1, *rest) for start, end, *rest in rows]

    quotes, scopes, voices = found(text)
    assert found(other) == (moved(quotes), moved(scopes), moved(voices)) and voices


@settings(max_examples=40, deadline=None, phases=[Phase.generate])
@given(st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=5))
def test_a_paragraph_is_measured_as_it_stands_alone(paragraphs):
    """Voices do not depend on the paragraphs around them (who is carried over is a matter of speakers)."""
    text, start, expected = "\n".join(paragraphs), 0, []
    for paragraph in paragraphs:
        expected += [(start + a, start + b, *rest) for a, b, *rest in found(paragraph)[2]]
        start += len(paragraph) + 1
    assert found(text)[2] == expected


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40), st.sampled_from(["ar", "en"]))
def test_every_span_lies_in_its_article_and_quoted_words_are_never_the_narrators(pieces, language):
    text = "".join(pieces)
    cues = part(text, language)
    for scope in cues.scopes:
        assert 0 <= scope.start < scope.end <= len(text) and 0 <= scope.cue_start < scope.cue_end <= len(text)
    open_spans = []
    for quote in cues.quotes:
        assert 0 <= quote.start < quote.end <= len(text)
        open_spans = [span for span in open_spans if span.end > quote.start]
        assert all(quote.end <= span.end for span in open_spans) and quote.depth == len(open_spans)
        open_spans.append(quote)
    spoken = [quote for quote in cues.quotes if quote.function in ("speech", "fragment")]
    for start, end, _ in words(text):
        voice = voice_at(start, end, cues.quotes, cues.scopes)
        assert voice.voice in VOICES and (voice.basis is None) == (voice.voice == "narrator")
        if any(quote.start <= start and end <= quote.end for quote in spoken):
            assert voice.voice == "quoted"


def test_a_hundred_thousand_strings_of_marks_letters_and_newlines_are_measured():
    """In texts of two hundred strings, a paragraph each, to take seconds: no exception, nothing outside."""
    draw, paragraphs = random.Random(20), 200
    for number in range(100_000 // paragraphs):
        text = "\n".join("".join(draw.choices(PIECES, k=draw.randint(0, 5))) for _ in range(paragraphs))
        cues = measure_text(text, ("ar", "en")[number % 2], tools())
        found = (*cues.quotes, *cues.scopes, *cues.mentions)
        assert all(0 <= one.start < one.end <= len(text) for one in found)


@pytest.mark.parametrize("unit", ["«", "»", "\"", "«\u200f"])
def test_five_megabytes_of_one_mark_take_less_than_two_seconds(unit):
    text = unit * (5_000_000 // len(unit.encode()))
    start = time.process_time()
    part(text)
    assert time.process_time() - start < 2

"""Codebook terms in a text: the longest match, excludes that swallow, links, exact case."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import mentions, part


def _found(text, language="ar"):
    return [(surface, variant) for surface, variant, *_ in mentions(text, language)]


@pytest.mark.parametrize(
    "text, language, found",
    [
        (
            "وصلت فصائل المعارضة السورية المسلحة.",
            "ar",
            [("فصائل المعارضة السورية المسلحة", "armed-opposition")],
        ),
        ("وصلت المعارضة المسلحة.", "ar", [("المعارضة المسلحة", "armed-opposition")]),
        ("وصل المسلحون.", "ar", [("المسلحون", "gunmen")]),
        ("The rebel fighters came.", "en", [("rebel fighters", "rebels")]),
        ("The armed opposition factions came.", "en", [("armed opposition factions", "armed-opposition")]),
        ("Armed terrorist groups came.", "en", [("Armed terrorist groups", "terrorists")]),
    ],
)
def test_the_longest_term_wins(text, language, found):
    assert _found(text, language) == found


@pytest.mark.parametrize(
    "text, language",
    [
        ("وصلت القوات المسلحة.", "ar"),
        ("وصلت قوات مسلحة أخرى.", "ar"),
        ("وصل المسلحون الحوثيون.", "ar"),
        ("The armed forces came.", "en"),
        ("The Houthi rebels came.", "en"),
        ("He saw the Dead Sea.", "en"),
    ],
)
def test_an_exclude_swallows_what_it_covers(text, language):
    assert _found(text, language) == []


def test_an_exclude_swallows_nothing_beside_it():
    assert _found("القوات المسلحة المسلحين") == [("المسلحين", "gunmen")]


@pytest.mark.parametrize("between", [" ", "  ", ' "', " «", "-", " \u200f"])
def test_a_term_goes_through_space_hyphen_and_marks(between):
    close = {' "': '"', " «": "»"}.get(between, "")
    assert [variant for _, variant in _found(f"خرج تنظيم{between}الدولة الإسلامية{close} من القرية.")] == [
        "state-organisation"
    ]


def test_the_surface_is_what_is_printed():
    text = 'خرج تَنظيم "الدولـة الإسلامية" من القرية.'
    assert _found(text) == [('تَنظيم "الدولـة الإسلامية', "state-organisation")]


@pytest.mark.parametrize("between", ["، ", " ـ ", " - ", ". ", "\n", " (", ": "])
def test_a_term_does_not_go_over_a_stop_a_dash_or_a_line(between):
    assert _found(f"خرجت المعارضة{between}المسلحة من القرية.") == []


@pytest.mark.parametrize(
    "spelled", ["والمسلّحون", "بالمسلّحين", "للمسلحين", "المُسَلَّحينَ", "المســلحين", "ﺍﻟﻤﺴﻠﺤﻴﻦ"]
)
def test_a_written_word_is_found_in_its_spellings(spelled):
    assert _found(f"خرج الناس {spelled} أمس.") == [(spelled, "gunmen")]


@pytest.mark.parametrize(
    "text, found",
    [
        ("Fighters of IS came.", ["IS"]),
        ("The road is closed.", []),
        ("What is Is here?", []),
        ("The UN is here.", ["UN"]),
        ("They chose un deux trois.", []),
    ],
)
def test_terms_of_exact_case(text, found):
    assert [surface for surface, _ in _found(text, "en")] == found


def test_an_english_possessive_belongs_to_the_word():
    assert _found("the rebels' camp and the regime's army", "en")[0][1] == "rebels"


WORDS = [
    "المعارضة",
    "المسلحة",
    "السورية",
    "المسلحون",
    "تنظيم",
    "الدولة",
    "الإسلامية",
    "القوات",
    "داعش",
    "الجيش",
    "السوري",
    "النظام",
    "فصائل",
    "في",
    "إن",
    "قال",
    "،",
    "«",
    "»",
    ".",
    "\n",
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_no_word_belongs_to_two_mentions(pieces):
    text = " ".join(pieces)
    found = part(text).mentions
    assert all(first.end <= second.start for first, second in zip(found, found[1:]))
    for match in found:
        surface = text[match.start : match.end]
        assert surface == surface.strip() != "" and not set("،.\n") & set(surface)


@pytest.mark.parametrize(
    "text, marks",
    [
        ("وصل «المسلحون» إلى القرية.", {"name", "label", "fragment"}),
        ("وصل المسلحون إلى «القرية».", {"none"}),
        ("قال الوزير: «وصل المسلحون إلى القرية ليلاً ولن يخرجوا منها أبداً».", {"none"}),
        ("سيطر تنظيم «داعش» على القرية.", {"name"}),
        ("وصل ما يسمى «الثوار» إلى القرية.", {"label"}),
    ],
)
def test_what_the_marks_around_a_mention_do(text, marks):
    assert [around for *_, around in mentions(text)][0] in marks

"""One pass over a text gives its events: words that are asked for, marks, ends, breaks."""

import time

import pytest
from reading import events, part, scanner
from hypothesis import given
from hypothesis import strategies as st

from nabra.cues.scan import APART, BREAK, COLON, COMMA, END, MARK, NEXT, THROUGH_MARK, WORD_HIT, scan
from nabra.text.normalise import words


def _link(text, first, second, language="ar"):
    """How ``second`` follows in ``text``."""
    hits = [event for event in events(text, language, first, second) if event.key == second]
    return hits[0].link


def test_only_words_asked_for_are_events_and_each_knows_how_many_stand_before():
    text = "وصل الوفدُ إلى القَرية صباحاً"
    hits = events(text, "ar", "القريه", "الوفد")
    assert [(text[hit.start : hit.end], hit.key, hit.count) for hit in hits] == [
        ("الوفدُ", "الوفد", 1),
        ("القَرية", "القريه", 3),
    ]


def test_signs_become_events_in_order():
    kinds = [event.kind for event in events("قال: «نعم، لا».\nثم")]
    assert kinds == [COLON, MARK, COMMA, MARK, END, BREAK]


@pytest.mark.parametrize(
    "between, link",
    [
        (" ", NEXT),
        ("  ", NEXT),
        ("-", NEXT),
        ("\u00a0", NEXT),
        (" \u200f", NEXT),
        (' "', THROUGH_MARK),
        (" «", THROUGH_MARK),
        (" &quot;", THROUGH_MARK),
        ("، ", APART),
        (" - ", APART),
        (" ـ ", APART),
        (". ", APART),
        ("\n", APART),
        (" (", APART),
        (" – ", APART),
        ('، "', APART),
        ("/", APART),
        (": ", APART),
    ],
)
def test_what_stands_between_two_words_says_how_they_are_linked(between, link):
    assert _link(f"في تنظيم{between}الدولة", "تنظيم", "الدوله") == link


def test_a_word_between_two_is_told_by_the_count():
    first, second = events("تنظيم هذه الدولة", "ar", "تنظيم", "الدوله")
    assert second.count - first.count == 2


def test_the_first_word_follows_nothing():
    assert events("الدولة", "ar", "الدوله")[0].link == APART


@given(st.text("ابتََـ ab1'’«»\"\n\r.،:-\u200f\u202b", max_size=60))
def test_events_lie_in_order_within_the_text_and_words_are_counted(text):
    found, count = scan(text, scanner("ar", "ا", "اب", "a"))
    assert all(first.end <= second.start for first, second in zip(found, found[1:]))
    assert all(0 <= event.start < event.end <= len(text) and 0 <= event.count <= count for event in found)
    assert count == len(words(text))
    assert [event.count for event in found if event.kind == WORD_HIT] == [
        number for number, (_, _, key) in enumerate(words(text)) if key in ("ا", "اب", "a")
    ]


@pytest.mark.parametrize("entity, sign", [("&quot;", '"'), ("#171;", "«"), ("&#187;", "»"), ("''", '"')])
def test_remains_of_markup_are_marks(entity, sign):
    (event,) = events(f"في {entity}القرية")
    assert (event.kind, event.key, event.end - event.start) == (MARK, sign, len(entity))


def test_the_memory_of_a_scanner_changes_nothing():
    one = scanner("ar", "القريه")
    first = scan("وصل إلى القرية", one)
    scan("القَريـة والمدينة", one)
    assert scan("وصل إلى القرية", one) == first


def test_a_row_of_three_marks_or_more_is_one_event():
    assert len(events("«««")) == 1 and len(events("««")) == 2
    (event,) = events("«" * 5_000_000)
    assert (event.start, event.end) == (0, 5_000_000)


LINES = {
    "words and stops": ("قال المدير إن القرية بعيدة. ", "ar"),
    "marks without stops": ("قال «نعم» ثم «لا» إن ", "ar"),
    "opened and never closed": ("قال «نعم ثم لا ", "ar"),
    "cues without stops": ("قال المدير أن أكد الوزير ", "ar"),
    "names in marks": ("تنظيم «داعش» والمسلحون ", "ar"),
    "colons": ("قال: نعم، ", "ar"),
    "English marks": ('"We go," he said, "now", ', "en"),
}


@pytest.mark.parametrize("name", LINES)
def test_a_long_line_takes_time_in_proportion(name):
    """Four times the length takes about four times the time (far from sixteen)."""
    unit, language = LINES[name]
    size = 4_000

    def seconds(length):
        text = unit * (length // len(unit))
        start = time.process_time()
        part(text, language)
        return time.process_time() - start

    seconds(4 * size)       # what is not compiled yet is compiled here
    assert seconds(4 * size) < 8 * min(seconds(size) for _ in range(2)) + 0.2


def test_five_megabytes_in_one_line_are_read():
    unit = "ثم وصلت الناس إلى هذه القرية البعيدة والمسلحون "
    repeats = 5_000_000 // len(unit)
    found = part(unit * repeats)
    assert len(found.mentions) == repeats and found.words == repeats * len(unit.split())

"""What quotations do, on invented sentences: the model's clear cases, its features and what it knows."""

import csv
import math
from importlib.resources import files

import pytest
from reading import part, tools

from nabra.cues.attribution import find_scopes
from nabra.cues.clauses import in_place
from nabra.cues.features import features, features_of, setting
from nabra.cues.features_seen import QUOTED
from nabra.cues.function import weights
from nabra.cues.knowledge import bare, knowledge, marked_of, read_words, with_lists
from nabra.cues.quotes import find_spans
from nabra.cues.scan import scan
from nabra.tables import FUNCTIONS
from nabra.text.language import load


def functions(text, language="ar"):
    return [quote.function for quote in part(text, language).quotes]


@pytest.mark.parametrize(("text", "expected"), [
    ("وقال الناطق باسم البلدية: «لن نغلق الجسر قبل أن يصل آخر عامل إلى بيته».", "speech"),
    ("وأكد المدير أن «السد آمن ولا يوجد أي خطر على القرى التي تحته».", "speech"),
    ("ووصف الوزير قرار البلدية بأنه «خاطئ تماما».", "fragment"),
    ("وصدر أمس العدد الأول من صحيفة «مرايا الجنوب» في المدينة.", "name"),
    ("وصعد السكان إلى ما يسمى «الحزام الرمادي» عند أطراف البلدة.", "label"),
    ("وانتهى الفيلم الذي يحمل عنوان «كان لنا بيت هنا ولم يعد» بمشهد البحر.", "name"),
])
def test_clear_cases(text, expected):
    assert functions(text) == [expected]


def test_a_so_called_name_is_a_label_whatever_the_scores_say():
    text = "وقال مصدر إن ما يسمى «تنظيم الهضبة» أعلن الخبر."
    quote, = part(text).quotes
    assert (quote.function, quote.distance, quote.device) == ("label", True, "so-called")


def test_quotations_joined_by_a_conjunction_share_the_noun_before_them():
    text = "وتصدر في البلدة صحيفتا «الفنار» و«الرصيف»، ثم مجلة «الميناء» و«المرسى»."
    assert functions(text)[2:] == ["name", "name"]


def read(text, known=None, language="ar"):
    """The quotations of a text and their Setting."""
    pack = load(language)
    text = tools().scanners[language].read(text)
    events, _ = scan(text, tools().scanners[language])
    found = find_spans(events, pack)
    scopes = find_scopes(text, events, found, pack, tools().cues[language])
    return found, setting(text, found, in_place(scopes), pack, known)


def seen_features(text, known=None):
    """The features of the first quotation."""
    spans, here = read(text, known)
    return features(spans[0], here)


def test_features_say_what_stands_before_and_within():
    found = seen_features("وأكد المدير أن السد «آمن جدا في كل الفصول».")
    assert "subject outside the marks, short (firm)" in found
    assert "reporting word and that, 3-5 words" in found
    assert all(isinstance(value, float) and math.isfinite(value) for value in found.values())


def test_every_feature_that_is_read_can_be_weighed():
    found = seen_features("وقال الناطق: «لن نغلق الجسر قبل أن يصل آخر عامل إلى بيته».")
    known = weights()
    assert sum(name in known for name in found) > 0.8 * len(found)
    assert all(len(row) == len(FUNCTIONS) for row in known.values())


def test_without_lists_nothing_is_known_of_strings():
    known = with_lists(knowledge("ar"), {}, marked_of({}, {}))
    found = seen_features("وتصدر صحيفة «الفنار» كل يوم.", known=known)
    assert not any("suggest" in name or "word of class" in name or "rare" in name for name in found)


def test_log_ratios_compare_a_string_with_short_quotations_at_large():
    all_short = dict(zip(FUNCTIONS, (10.0, 40.0, 30.0, 20.0)))
    seen = {("all", ""): tuple(all_short.values()), ("string", "سد"): (0.0, 0.0, 0.0, 9.0)}
    ratios, sightings = marked_of(seen, {"سد": (9, 3)}).shares["string", "سد"]
    assert sightings == 9.0
    assert ratios[3] == pytest.approx(math.log((9 + 0.2) / 10 / 0.2))
    assert ratios[0] == pytest.approx(math.log(0.1))


def test_words_and_their_bare_forms():
    words = read_words("# a comment\nword,count,class,kind\nسد,70,3,\nيفتح,80,4,finite verb\n")
    known = with_lists(knowledge("ar"), words, marked_of({}, {}))
    assert words["سد"].count == 70 and known.verbs == {"يفتح", "ويفتح", "فيفتح"}
    assert [bare(word, known) for word in ("السد", "بالسد", "ال", "سد")] == ["سد", "سد", "ال", "سد"]


@pytest.mark.parametrize("name", ["ar_marked.csv", "ar_words.csv"])
def test_lists_hold_no_sentences(name):
    """Facts of the corpora may be shipped, sentences may not: at most four words a row."""
    lines = (files("nabra") / "languages" / name).read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("#")
    rows = list(csv.DictReader(lines[1:]))
    assert len(rows) > 1000
    assert all(len(row[key].split()) <= 4 for row in rows for key in ("word", "text") if key in row)


def test_english_has_groups_of_its_own():
    known = knowledge("en")
    assert known.groups.keys() == knowledge("ar").groups.keys()
    text = 'The minister said: "We will not close the bridge before the last worker is home."'
    assert functions(text, "en") == ["speech"]


def test_setting_counts_repeated_strings():
    _, here = read("وصل «الفنار» أولا، ثم عاد «الفنار» ثانيا.")
    assert here.seen[:, QUOTED].tolist() == [2, 2]
    assert features_of(setting("لا كلام بين علامتين.", [], [], load("ar"))) == []

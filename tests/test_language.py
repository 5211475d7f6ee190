"""Language packs: keys as the matching wants them, nothing half-written, script decides the language."""

import dataclasses
import re
import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabra.errors import NabraError
from nabra.text.language import CUE_CLASSES, CUE_KINDS, available, load, packs
from nabra.text.normalise import phrase_key
from nabra.text.script import detect

SETS = (
    "that",
    "quote_openers",
    "auxiliaries",
    "passives",
    "pronouns",
    "phrase_stops",
    "complement_starts",
    "narrator_returns",
    "clause",
    "name_nouns",
    "known_names",
    "known_labels",
    "abbreviations",
    "boilerplate",
)


def _raw(code):
    return tomllib.loads((files("nabra") / "languages" / f"{code}.toml").read_text(encoding="utf-8"))


def _strings(value):
    if isinstance(value, str):
        yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _strings(item)


def test_arabic_and_english_are_here():
    assert set(available()) >= {"ar", "en"} and set(packs()) == set(available())


def test_an_unknown_language_is_named_with_those_there_are():
    with pytest.raises(NabraError, match=r"'xx'.*ar, en"):
        load("xx")


@pytest.mark.parametrize("code", ["ar", "en"])
def test_words_of_a_pack_are_matching_keys(code):
    pack = load(code)
    for name in SETS:
        for key in getattr(pack, name):
            assert key and key == phrase_key(key), (name, key)
    for key in pack.devices:
        assert key and key == phrase_key(key)


@pytest.mark.parametrize("code", ["ar", "en"])
def test_cues_are_of_known_kinds_and_occur_once(code):
    cues = load(code).cues
    assert len({cue.words for cue in cues}) == len(cues) > 100
    assert {cue.cue_class for cue in cues} <= set(CUE_CLASSES) and {cue.kind for cue in cues} <= set(
        CUE_KINDS
    )
    assert {"neutral", "asserting", "distancing"} <= {cue.cue_class for cue in cues}


@pytest.mark.parametrize("code", ["ar", "en"])
def test_no_entry_of_the_file_breaks_off(code):
    """An entry that ends in a space lost its last word."""
    assert [text for text in _strings(_raw(code)) if text != text.strip()] == []


@pytest.mark.parametrize("code", ["ar", "en"])
def test_every_mark_has_a_role_and_entities_lead_to_marks(code):
    marks = load(code).marks
    assert {role for _, role in marks.values()} <= {"open", "close", "both", "inner", "single"}
    assert marks["&quot;"] == marks['"'] and marks["''"][0] == '"'


def test_a_pack_is_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        load("ar").code = "xx"


@pytest.mark.parametrize(
    "text, code",
    [
        ("وصل الوفد إلى القرية", "ar"),
        ("The party came to the village", "en"),
        ("وصل وفد شركة Sea & Sons إلى القرية الكبيرة", "ar"),
        ("The word قرية means a village", "en"),
        ("ﻭﺻﻞ ﺍﻟﻮﻓﺪ", "ar"),
        ("12.5 %", "ar"),
        ("", "ar"),
    ],
)
def test_the_script_with_most_letters_decides(text, code):
    assert detect(text, packs()) == code


@given(st.text("aB éٱﻭﺻقي \u070f\ud800\U0001f600\U0010ffff5.", max_size=30))
def test_letters_are_counted_as_the_packs_class_them(text):
    counts = {code: sum(map(len, re.findall(f"[{pack.letters}]+", text))) for code, pack in sorted(packs().items())}
    assert detect(text, packs()) == max(counts, key=counts.get)

"""A codebook with every mistake: all are told at once, each with its line, the value and the mend."""

import re

import pytest

import nabra.cues.codebook as codebook
from nabra.errors import Problems

# What is said of the line that holds … : pieces that name the value and the mend.
SAID = {
    "codebook: Mis Takes": ("'Mis Takes'", "small Latin letters"),
    "version: 1.0": ("'1.0' is not a text", '"1.0"'),
    "title: {ar: أخطاء}": ("title has no 'en'", "add it"),
    "authors: someone": ("no key 'authors'", "one of codebook, version"),
    "  ar: القوات المسلحة": ("must be a list", "beginning with '- '"),
    "{name: armed forces, requires": ("no key 'requires'", "one of name"),
    "baseline: perhaps": ("baseline must be true or false",),
    "    requires: [سوريا]": ("'requires' of a concept or variant must be lines", "ar, en"),
    "gloss:": ("gloss is empty", "take the line out"),
    "kind: enemy-name": ("kind 'enemy-name' unknown", "self-name, other-name, category"),
    "class: adjectiv}": ("class 'adjectiv' unknown", "one of adjective, nisba"),
    "- {stem: مسلح}": ("stem 'مسلح' has no class", "one of adjective"),
    "{stem: حكومة, class: noun}": ("'حكومة' ends in ة", "'feminine'"),
    "{stem: نظام, class: nisba}": ("class 'nisba' is for words in ي", "'نظام'"),
    "gender: f}": ("'gender' says nothing for class 'noun'", "take it out"),
    "number: [single]": ("number 'single' unknown", "singular, dual, plural"),
    "class: plural, number: singular": ("term 'ثوار' compiles to nothing", "number"),
    "{stem: معارضة مسلحة": ("'معارضة مسلحة' is not one word", "words:"),
    "{stem: مات, class: verb}": ("present of 'مات' is not regular", "present: [يموت]"),
    "tense: future": ("tense 'future' unknown", "past, present"),
    "class: name, plurals": ("'plurals' says nothing for class 'name'",),
    "clitics: some": ("clitics 'some' unknown", "any, prefixes, none"),
    "plural: [شهداء]": ("no key 'plural'", "plurals"),
    "- {class: human}": ("a term needs 'stem'", "'name' or 'words'"),
    '"(المسلحون)"': ("'(المسلحون)' compiles to nothing", "all its words may be missing"),
    "المعارضة (المسلحة": ("'(' has no partner",),
    "المسلحون!": ("holds the sign '!'", "take it out"),
    "مسلحو|": ("each side of | must be one word",),
    "- yes": ("'yes' is not a text", '"yes"'),
    "- 2011": ("'2011' is not a text", '"2011"'),
    '- ""': ("a term is empty",),
    "within: paragraph": ("'within' must be a number of words from 1 to 30, sentence or article",),
    "within: 3, before: 1": ("'not' has 'within' and 'before'", "keep one"),
    "not: {within: 3}": ("'not' has no 'any'", "add it"),
    "after: 99": ("'after' must be a number of words from 1 to 30",),
    "any: [{stem: سوري}]": ("stem 'سوري' has no class",),
    "unless: [ليبيا]": ("'requires' has no key 'unless'", "any, against"),
    "shared: maybe": ("shared must be true or false",),
    "(a) (b) (c)": ("can be filled in 64 ways", "32 are the most"),
    "fr:": ("terms has no key 'fr'", "one of ar, en"),
    "case: upper": ("case 'upper' unknown", "exact, any"),
    "definite: only}": ("no key 'definite'", "one of stem, class"),
    "gun - men?": ("holds the sign '?'",),
    "terms: {ar: []}": ("terms in 'ar' is an empty list", "fill it"),
    "- label: {ar: بلا اسم": ("a concept has no 'id'", "add it"),
    "variants: gunmen": ("variants must be a list",),
}
TWICE = ("- الثوار", "- id: gunmen")     # said of the second of two lines that read alike


@pytest.fixture(scope="module")
def told(root):
    path = root / "tests" / "codebooks" / "mistakes.yml"
    with pytest.raises(Problems) as caught:
        codebook.load(path)
    return path.read_text(encoding="utf-8").split("\n"), caught.value.messages


def _line_of(lines, piece):
    (found,) = [number for number, line in enumerate(lines, 1) if piece in line and not line.startswith("#")]
    return found


def _said(messages, line):
    return [message for message in messages if message.startswith(f"codebook mistakes.yml line {line}: ")]


@pytest.mark.parametrize("piece", SAID)
def test_each_mistake_is_told_with_line_value_and_mend(told, piece):
    lines, messages = told
    number = _line_of(lines, piece)
    here = _said(messages, number)
    assert any(all(part in message for part in SAID[piece]) for message in here), (number, here)


@pytest.mark.parametrize("piece", TWICE)
def test_what_stands_twice_is_told_at_the_second(told, piece):
    lines, messages = told
    first, second = (number for number, line in enumerate(lines, 1) if line.strip() == piece)
    assert any(f"already in line {first}" in message for message in _said(messages, second))


def test_thirty_mistakes_are_told_at_once_in_the_files_order(told):
    lines, messages = told
    numbers = [int(re.match(r"codebook mistakes\.yml line (\d+): ", message).group(1)) for message in messages]
    assert numbers == sorted(numbers) and len(set(numbers)) >= len(SAID) + len(TWICE) >= 40
    assert len(messages) == len(set(messages)) < 2 * len(SAID)


def test_no_right_line_is_blamed(told):
    lines, messages = told
    blamed = {int(message.split("line ")[1].split(":")[0]) for message in messages}
    wrong = {_line_of(lines, piece) for piece in SAID}
    wrong |= {number for number, line in enumerate(lines, 1) if line.strip() in TWICE}
    assert blamed <= wrong

"""docs/voice.md: what it says of the code holds, and its figures are not below the floors."""

import json
import re

import pytest
from function_rules import RULES, by_rules
from reading import part

from nabra.cues import compiled_complements


@pytest.fixture(scope="module")
def page(root):
    return (root / "docs" / "voice.md").read_text(encoding="utf-8")


def rows(page, heading):
    """The cells of each row of the table under a heading (its head left out)."""
    section = page.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_each_row_of_what_a_cue_governs_is_so(page):
    """The words in brackets have the voice that the last column says."""
    found = rows(page, "How voice is decided")
    assert len(found) == 9
    for _, example, voice in found:
        text = example.replace("[", "").replace("]", "")
        start, end = example.index("["), example.index("]") - 1
        held = [scope for scope in part(text).scopes if scope.start <= start and end <= scope.end]
        assert held, example
        assert {"direct": "quoted", "indirect": "reported"}[held[-1].kind] == voice, example


def test_the_page_is_wide_enough_to_dispute_the_limits(page):
    """The longest content of a noun is told in words."""
    assert compiled_complements.LONGEST == 60 and "at most after sixty words" in " ".join(page.split())


def test_the_rules_beside_the_model_are_as_many_and_decide_in_order(page):
    assert "Eleven rules" in page and len(RULES) == 11
    assert by_rules({"length 9-14": 1, "after a colon, long (firm)": 1}) == "speech"
    assert by_rules({"length 9-14": 1, "after a colon, long (firm)": 1, "so-called before": 1}) == "label"
    assert by_rules({"length 2": 1, "name noun before, 2 words": 1}) == "name"
    assert by_rules({"length 2": 1, "after a preposition, short (firm)": 1}) == "fragment"


def test_figures_are_dated_and_not_below_the_floors(page, root):
    floors = json.loads((root / "tests" / "floors.json").read_text(encoding="utf-8"))
    stated = {name.strip("`"): float(value) for name, value in rows(page, "How often it is right")}
    assert set(stated) <= set(floors) and len(stated) > 10
    assert {name: value for name, value in stated.items() if value < floors[name]} == {}
    assert re.search(r"read on \d{4}-\d{2}-\d{2}", page)


@pytest.mark.parametrize(("heading", "total"), [
    ("The errors that remain: voice", 25), ("The errors that remain: spans", 12),
    ("The errors that remain: function", 44),
])
def test_the_kinds_of_errors_add_up(page, heading, total):
    assert sum(int(count) for _, count, _ in rows(page, heading)) == total
    section = page.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    said = [int(number) for number in re.findall(r"\b(\d+)\b", section.split("|", 1)[0])]
    assert total in said or sum(said[1:]) == total


def test_the_files_that_are_named_exist(page, root):
    for name in re.findall(r"`((?:cues|languages|tests)/[\w./]+)`", page):
        assert (root / name).exists() or (root / "analysis" / "nabra" / name).exists(), name
    for link in re.findall(r"\]\(([^)#:]+)\)", page):
        assert (root / "docs" / link).exists(), link

"""docs/speakers.md against the code: its examples, its lists, its names and its figures."""

import re

import pytest
from reading import part

import nabra
from nabra.cues.named import source_kind
from nabra.evaluate.command import families
from nabra.evaluate.gold import read_gold, read_texts
from nabra.evaluate.run import evaluate
from nabra.tables import SOURCE_KINDS
from nabra.text.language import load

NEAR = 8         # by how many places a count may differ before the page must be written anew


@pytest.fixture(scope="module")
def page(root):
    return (root / "docs" / "speakers.md").read_text(encoding="utf-8")


def rows(page, heading):
    """The cells of the table whose first heading is ``heading``."""
    table = re.search(rf"^\| {re.escape(heading)} \|.*?\n\|[-|]+\n(.*?)^(?!\|)", page, re.M | re.S).group(1)
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.strip().splitlines()]


def test_the_examples_have_the_speakers_that_the_page_says(page):
    found = rows(page, "where")
    assert len(found) == 8
    for _, example, speaker in found:
        text = example.replace("**", "") + "."
        text = "قال الحداد إن الطريق مغلق. " + text if speaker == "the last speaker" else text
        wanted = "الحداد" if speaker == "the last speaker" else speaker
        scopes = [scope for scope in part(text).scopes]
        assert scopes and wanted in (scopes[-1].speaker or ""), (example, scopes)


def test_every_kind_is_listed_with_an_example_of_its_kind(page):
    found = rows(page, "kind")
    assert [kind.strip("`") for kind, *_ in found] == list(SOURCE_KINDS)
    for kind, _, example in found:
        assert source_kind(example, load("ar")) == kind.strip("`"), example


def test_what_the_page_names_exists(page, root):
    for name in re.findall(r"`(nabra\.\w+)`", page):
        assert callable(getattr(nabra, name.removeprefix("nabra."))), name
    for path in re.findall(r"`((?:cues|languages)/[\w./]+)`", page):
        assert (root / "analysis" / "nabra" / path).is_file(), path
    for path in re.findall(r"tests/\w+\.py", page):
        assert (root / path).is_file(), path


def test_marks_inside_speech_are_the_outlets():
    quotes = part('قال الوزير: «إن ما يسمى "الجيش الجديد" خرج من القرية كلها ليلا».').quotes
    owners = {quote.function: quote.owner for quote in quotes}
    assert owners.get("speech") == "speaker" and owners.get("label", "outlet") == "outlet" and len(quotes) == 2


def test_the_figures_are_near_those_of_today(page, shared):
    gold = read_gold(shared / "gold")
    made = evaluate(gold, read_texts(gold, shared / "corpora"), families(), replicates=2)
    table = made.confusion["speakers"]
    table.loc["all"] = table.sum()
    heads = re.search(r"^\| coded as \| places \| (.*) \|$", page, re.M).group(1).split(" | ")
    assert heads == list(table.columns)
    for name, places, *counts in rows(page, "coded as"):
        assert int(places) == table.loc[name].sum()
        for head, count in zip(heads, counts):
            assert abs(int(count) - table.loc[name, head]) <= NEAR, (name, head, table.loc[name, head])
    said = float(re.search(r"is hit at (\.\d+)", page).group(1))
    assert made.values()["english.source_hit"] == pytest.approx(said, abs=0.02)

"""docs/codebooks.md: every YAML block loads, what entries are said to find they find, and the commands exist."""

import re
import shlex

import click
import pytest
from codebook_text import mentions, one

from nabra.cli import main
from nabra.cues.codebook import from_text
from nabra.cues.inflect import CLASSES

BLOCK = re.compile(r"^```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def doc(root):
    return (root / "docs" / "codebooks.md").read_text(encoding="utf-8")


def _blocks(doc):
    return BLOCK.findall(doc)


def _entries(block):
    """(term, finds, leaves) of each line of a block that lists terms."""
    for line in block.splitlines():
        term, _, remark = line.removeprefix("- ").partition(" # ")
        said = dict(part.strip().split(": ", 1) for part in remark.split(";") if ": " in part)
        yield term.strip(), *([word.strip() for word in said.get(key, "").split("·") if word.strip()] for key in
                              ("finds", "leaves"))


def test_every_yaml_block_loads(doc):
    blocks = _blocks(doc)
    assert len(blocks) >= 16
    for block in blocks:
        if block.startswith("codebook:"):
            assert from_text(block, "doc.yml").concepts
        else:
            for term, _, _ in _entries(block):
                assert one(term).terms, term


def test_entries_find_what_is_said_and_leave_the_rest(doc):
    tried = 0
    for block in _blocks(doc):
        if block.startswith("codebook:"):
            continue
        for term, finds, leaves in _entries(block):
            compiled = one(term)
            for text in finds:
                found = [mention["surface"] for mention in mentions(compiled, f"رأى {text}.")]
                assert found and found[0] in text and (found[0] == text or len(text.split()) > len(found[0].split())), (
                    term, text, found)
                tried += 1
            for text in leaves:
                assert mentions(compiled, f"رأى {text}.") == [], (term, text)
                tried += 1
    assert tried >= 50


def test_there_are_ten_mistakes_and_all_classes(doc):
    assert re.findall(r"^\*\*(\d+)\. ", doc, re.MULTILINE) == [str(number) for number in range(1, 11)]
    for language in CLASSES:
        for kind in CLASSES[language]:
            assert f"`{kind}`" in doc, kind


def test_the_commands_that_are_named_exist(doc):
    group = main.get_command(None, "codebook")
    named = set(re.findall(r"nabra codebook ([a-z]+)", doc))
    assert named <= set(group.commands) and set(group.commands) - {"import"} <= named
    for line in re.findall(r"^\.venv/bin/nabra codebook (.*)$", doc, re.MULTILINE):
        words = shlex.split(line.partition("#")[0])
        command = group.commands[words[0]]
        known = {name for option in command.params if isinstance(option, click.Option) for name in option.opts}
        assert {word for word in words if word.startswith("--")} <= known, line


def test_the_files_that_are_linked_are_there(root, doc):
    for link in re.findall(r"\]\(([^)#:]+)\)", doc):
        assert (root / "docs" / link).exists(), link


def test_the_precision_is_the_one_that_was_read(doc, root):
    read = (root / "docs" / "codebooks-read.md").read_text(encoding="utf-8")
    wrong, lines, right = re.search(r"Last reading of each entry: (\d+) of (\d+) wrong,\s+([\d.]+) % right", read).groups()
    flat = " ".join(doc.split())
    assert f"of {lines} lines of the forty most frequent entries {wrong} were wrong at the last reading, {right} % right" in flat
    assert float(right) >= 97

"""docs/corpora.md says what is so: its commands and code run, its tables are the code's."""

import re
import shlex
import tomllib

import pandas as pd
import pytest

from nabra import cli
from nabra.corpora import catalogue, entries, kinds, pages, settings, streams



@pytest.fixture(scope="module")
def text(root):
    return (root / "docs/corpora.md").read_text(encoding="utf-8")


def blocks(text, kind):
    """The fenced blocks of one kind ('' for plain ones)."""
    return [block for found, block in re.findall(r"^```(\w*)\n(.*?)^```$", text, re.M | re.S) if found == kind]


def section(text, title):
    return text.split(f"\n## {title}\n")[1].split("\n## ")[0]


def test_links_and_anchors_are_there(root, text):
    for link in re.findall(r"\]\(#([^)]+)\)", text):
        assert link in {re.sub(r"[^\w -]", "", title).strip().lower().replace(" ", "-")
                        for title in re.findall(r"^## (.*)$", text, re.M)}
    for name in re.findall(r"`(analysis/[^`]+)`", text):
        assert (root / name).exists(), name


def test_the_python_blocks_run(root, text, monkeypatch):
    monkeypatch.chdir(root)
    for block in blocks(text, "python"):
        exec(compile(block, "docs/corpora.md", "exec"), {})     # the page's own lines


def test_the_commands_run(root, text, tmp_path, monkeypatch, capsys, shared):
    """In the order of the page, on FA-KES; the results of the teaching corpus stand in for the reader's."""
    monkeypatch.setenv("NABRA_MIRROR", str(shared / "corpora/originals"))
    monkeypatch.setenv("NABRA_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    lines = [line for block in blocks(text, "") for line in block.splitlines()]
    assert len(lines) == 12 and all(line.startswith("nabra ") for line in lines)
    for line in lines:
        words = shlex.split(line)[1:]
        words += ["--accept"] if words[:2] == ["corpora", "fetch"] else []
        words += ["--processes", "1"] if words[0] == "measure" or words[:2] == ["bundle", "check"] else []
        words += ["--replicates", "100"] if words[:2] == ["bundle", "make"] else []
        words = [{"articles": "few.csv"}.get(word, word) for word in words]
        if words[0] == "measure":
            few(tmp_path, words[1])
            words[1] = "few.csv"
        cli.main(words)
    assert "everything in the bundle was made again" in capsys.readouterr().out


def few(folder, converted):
    """A file of four of the converted articles: all of them would take a while."""
    documents = pd.read_parquet(folder / converted)
    assert len(documents) == 792
    documents[documents["outlet"].isin(["sana", "nna"])].head(4).drop(columns="source_file").to_csv(folder / "few.csv", index=False)


def test_the_table_of_corpora_is_the_catalogue(text):
    rows = re.findall(r"^\| `([a-z-]+)` \| .* \| (\w+) \| ([\w, ]+) \|$", section(text, "Public corpora"), re.M)
    assert [name for name, _, _ in rows] == catalogue.names()
    for name, unit, articles in rows:
        recipe = catalogue.recipe(name)
        assert recipe.datasheet["unit"].startswith(unit)
        assert articles == (f"{recipe.articles:,}" if recipe.articles else "not counted")


def test_the_table_of_formats_is_what_is_read(text):
    rows = re.findall(r"^\| [\w ]+ \| ((?:`\.[a-z.]+` ?)+)\|", section(text, "Formats"), re.M)
    named = [ending for row in rows for ending in re.findall(r"`([^`]+)`", row)]
    assert sorted(named) == sorted(kinds.READ)


def test_every_setting_is_named(text):
    (block,) = blocks(text, "toml")
    assert settings.check(tomllib.loads(block), "docs")
    assert {key for key in settings.KEYS if not re.search(rf"\b{key}\b", text)} == set()


def test_the_limits_are_those_of_the_code(text):
    refused = section(text, "What is refused")
    assert f"more than {entries.LIMIT // entries.MEGA} MB (a page: {pages.LARGEST // entries.MEGA} MB)" in refused
    assert f"{entries.RATIO} times its size, or to more than {entries.UNPACKED // entries.MEGA // 1024} GB" in refused
    assert f"more than\n{streams.WHOLE // entries.MEGA} MB" in text

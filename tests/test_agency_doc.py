"""docs/agency.md: its examples, its tables and what it says of names hold."""

import re

import pandas as pd
import pytest
from sklearn.metrics import cohen_kappa_score

import nabra
from nabra.cues.events import sentence_events
from nabra.text.language import packs
from nabra.text.script import detect


@pytest.fixture(scope="module")
def page(root):
    return (root / "docs" / "agency.md").read_text(encoding="utf-8")


def rows(page, heading):
    """The cells of each row of the first table under a heading (its head left out)."""
    section = page.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_every_example_is_told_as_the_page_says(page):
    found = rows(page, "What counts as what")
    assert len(found) == 10
    for construction, example, named in found:
        text, place = example.replace("[", "").replace("]", ""), example.index("[")
        here = {start: told for start, _, told, _ in sentence_events(text, detect(text, packs()))}
        assert (here[place].construction, here[place].agent_named) == (construction, named == "yes"), example


def test_the_tables_are_those_of_the_figures(page, root):
    errors = pd.read_csv(root / "figures" / "breach" / "errors.csv")
    assert [row[:4] for row in rows(page, "Errors by paper")] == [
        [one.outlet, f"{one.column}: {one.code}", f"{one.recall:.2f}", f"{one.precision:.2f}"]
        for one in errors.itertuples()]
    table = pd.read_csv(root / "figures" / "breach" / "table.csv")
    assert [row[2:] for row in rows(page, "The study's table")] == [
        [str(one.people), str(one.tool), f"{one.corrected:.0f} ({one.low:.0f} to {one.high:.0f})"]
        for one in table.itertuples()]
    assert ((table["low"] <= table["people"]) & (table["people"] <= table["high"])).all(), "all twelve hold"
    arabic = pd.read_csv(root / "figures" / "breach" / "arabic-read.csv")
    between = arabic.apply(lambda one: "" if pd.isna(one["low"]) else f" ({one['low']:.2f} to {one['high']:.2f})", axis=1)
    assert rows(page, "The same question in Arabic") == [
        [one.outlet, str(one.events), f"{one.read:.2f}{told}", f"{one.rules:.2f}", f"{one.recall:.2f}", f"{one.precision:.2f}"]
        for one, told in zip(arabic.itertuples(), between)]
    least = arabic.dropna(subset="low").sort_values("read")["outlet"].tolist()
    assert set(least[:2]) == {"cnn", "bbc"} and set(least[-2:]) == {"alarabia", "skynews"}
    assert arabic.loc[arabic["p_adjusted"] < .05, "outlet"].tolist() == ["cnn"], "as the page says"
    read = pd.read_csv(root / "tests" / "events" / "killings_of_palestinians.csv")
    assert len(read) == 467 and read["read"].value_counts().to_dict() == {"yes": 281, "no": 170, "none": 11, "other victim": 5}


def test_the_table_of_headlines_is_that_of_the_figures(page, root):
    table = pd.read_csv(root / "figures" / "breach" / "arabic-headlines.csv")
    assert rows(page, "Headlines against texts in Arabic") == [
        [one.outlet, str(one.exposure), f"{one.body_exposure:.0f}", f"{one.headline:.2f}", f"{one.body:.2f}",
         f"{one.estimate:.2f} ({one.low:.2f} to {one.high:.2f})"] for one in table.itertuples()]
    apart = table.loc[(table["high"] < 0) | (table["low"] > 0), "outlet"].tolist()
    assert apart == ["skynews"] and (table.set_index("outlet").at["skynews", "high"] < 0), "only Sky News' are apart"


def test_what_it_names_is_there(page, root):
    for name in set(re.findall(r"`nabra\.([a-z_]+)[(`]", page)):
        assert name in nabra.__all__, name
    for file in re.findall(r"`((?:tests|figures)/[a-z_/.]+)`", page):
        assert (root / file).exists(), file
    for file in re.findall(r"languages/events/[a-z_]+\.(?:toml|csv)", page):
        assert (root / "analysis" / "nabra" / file).is_file(), file


def test_the_lines_of_python_run(page, root, monkeypatch):
    code = re.search(r"```python\n(.*?)```", page, re.S)[1]
    monkeypatch.chdir(root)
    few = nabra.read(root / "corpora" / "sample").iloc[::20].reset_index(drop=True)
    monkeypatch.setattr(nabra, "read", lambda folder: few, raising=False)
    place = {}
    exec(compile(code, "docs/agency.md", "exec"), place)
    assert len(place["found"]) > 20


def test_the_agreement_of_the_two_readers_is_the_one_printed(page, root):
    folder = root / "tests" / "events"
    second = pd.read_csv(folder / "arabic_second_coder.csv")
    first = pd.concat([pd.read_csv(folder / f"arabic_{name}.csv").assign(set=name) for name in ("fourth", "fifth")])
    both = second.merge(first, on=["set", "corpus", "doc_id", "start", "end"], suffixes=("_second", ""))
    assert len(both) == len(second) == (first["construction"] != "none").sum()
    printed = re.search(r"construction in (\.\d+) \(Cohen's kappa (\.\d+)\) and on the doer in (\.\d+) \((\.\d+)\)", page)
    computed = [value for code in ("construction", "agent_named") for value in (
        (both[code] == both[f"{code}_second"]).mean(), cohen_kappa_score(both[code], both[f"{code}_second"]))]
    assert [f"{value:.2f}"[1:] for value in computed] == list(printed.groups())

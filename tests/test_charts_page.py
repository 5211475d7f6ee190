"""docs/charts.md against the code: every chart stands in it, what it names exists, and its examples run."""

import inspect
import re

import matplotlib.figure
import pytest

import nabra


@pytest.fixture(scope="module")
def page(root):
    return (root / "docs" / "charts.md").read_text(encoding="utf-8")


def test_every_chart_has_its_section_and_nothing_else_has(page):
    functions = {name for name in nabra.charts.__all__ if inspect.isfunction(getattr(nabra.charts, name))}
    charts = functions - {"alt_text", "font", "open_fonts"}
    assert set(re.findall(r"^### `nabra\.charts\.(\w+)`$", page, re.M)) == charts
    assert len(charts) == 12
    for name in functions:
        assert f"nabra.charts.{name}" in page


def test_what_the_page_names_exists(page):
    for name in re.findall(r"nabra(?:\.\w+)+", page):
        found = nabra
        for part in name.split(".")[1:]:
            found = getattr(found, part)
        assert callable(found), name


def test_every_chart_says_when_not_to_read_it():
    for name in set(nabra.charts.__all__) - {"alt_text"}:
        assert "Caution\n-------\n" in inspect.getdoc(getattr(nabra.charts, name)), name


def test_the_examples_run(page, root, tmp_path, monkeypatch, capsys):
    (tmp_path / "corpora").symlink_to(root / "corpora")
    monkeypatch.chdir(tmp_path)
    names = {}
    for block in re.findall(r"```python\n(.*?)```", page, re.S):
        exec(block, names)
        assert isinstance(names["chart"], matplotlib.figure.Figure)
    written = sorted(path.suffix for path in (tmp_path / "figures").iterdir())
    assert written == [".csv", ".pdf", ".png", ".svg"]
    assert "Term choice: Armed groups" in capsys.readouterr().out


def test_the_numbers_that_the_page_names_are_the_codes(page):
    from nabra.show import charts_matrix, charts_time, style

    assert f"fewer than {style.FEW_ARTICLES} articles or" in page.replace("\n", " ")
    assert f"{style.FEW_MENTIONS} mentions" in page and f"{charts_matrix.MOST_COLUMNS} columns at most" in page
    assert charts_matrix.LEAST == 10 and "fewer than ten mentions" in page and charts_time.SURE == 0.05

"""What docs/reading.md shows works, and what it says is so."""

import re

import pytest

import nabra
from nabra.show.neighbours import SORTS


@pytest.fixture(scope="module")
def page(root):
    return (root / "docs" / "reading.md").read_text(encoding="utf-8")


def test_the_code_runs_in_order(root, page, monkeypatch):
    monkeypatch.chdir(root)
    code = "\n".join(re.findall(r"^```python\n(.*?)^```", page, re.M | re.S))
    names = {}
    exec(compile(code.replace("200", "20"), "reading.md", "exec"), names)      # the page's own lines
    assert len(names["found"]) > 10 and len(names["one"].mentions)


def test_the_orders_and_functions_it_names_are_there(page):
    assert all(f'"{sort}"' in page for sort in SORTS)
    table = page.split("What a row opens:")[1].split("##")[0]
    named = re.findall(r"`([a-z_]+)[(`]", table)
    assert len(named) > 8 and all(hasattr(nabra, name) for name in set(named) - {"count"})

"""The house: words flow one way, from the corpora to the pictures, and no file grows too long."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "analysis" / "nabra"
FILES = sorted(PACKAGE.rglob("*.py"))

GROUND = ("collector", "errors", "spread", "tables")  # each may import those before it; every room may import all
ROOMS = ("corpora", "text", "cues", "measures", "show")  # a room may import itself and those before it
ACROSS = ("commands", "evaluate", "scale")  # folders that look across, as pipeline.py does; no room imports them
LOOKS_ACROSS = {"nabra", "nabra.comparison", "nabra.pipeline", "nabra.store", "nabra.manifest",
                "nabra.cli", "nabra.start", "nabra.show.report"}
LONGEST = 350
NEVER = {
    "arabic_reshaper": "matplotlib shapes Arabic itself; a second shaping reverses it",
    "bidi": "matplotlib orders Arabic itself; a second ordering reverses it",
    "torch": "the lock leaves it out",
    "transformers": "the lock leaves it out",
}


def module_name(path, root=PACKAGE):
    """The dotted name of a file: analysis/nabra/cues/scan.py is nabra.cues.scan."""
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(("nabra", *(part for part in parts if part != "__init__")))


def imports(source, module, is_package=False):
    """Every dotted name that ``source`` imports, relative ones made absolute, wherever they stand."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            home = module.split(".")
            up = node.level - is_package if node.level else len(home)
            base = [*home[:len(home) - up], *([node.module] if node.module else [])]
            yield from (".".join([*base, alias.name]) for alias in node.names)


def may_import(module, target):
    """Whether ``module`` may import ``target``, two dotted names."""
    library = target.split(".")[0]
    if library in NEVER:
        return False
    if library == "matplotlib":
        return module.startswith("nabra.show")
    across = module in LOOKS_ACROSS or module.split(".")[1:2] in [[name] for name in ACROSS]
    if library != "nabra" or across:
        return True
    order = GROUND + ROOMS
    here, there = ((name.split(".") + [""])[1] for name in (module, target))
    if here not in order or there not in order:
        return False
    return order.index(there) <= order.index(here)


def faults(source, module, is_package=False):
    """One sentence for each import of ``source`` that goes the wrong way."""
    named = imports(source, module, is_package)
    return [f"{module} imports {target}" for target in named if not may_import(module, target)]


@pytest.mark.parametrize("path", FILES, ids=module_name)
def test_imports_go_to_the_left(path):
    source = path.read_text(encoding="utf-8")
    found = faults(source, module_name(path), path.name == "__init__.py")
    assert not found, "; ".join(found) + ": a room imports itself, the rooms to its left and what all stand on"


@pytest.mark.parametrize("path", FILES, ids=module_name)
def test_no_file_is_too_long(path):
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST, f"{module_name(path)} has {lines} lines; divide it, {LONGEST} is the most"


def test_every_folder_is_a_room():
    folders = {path.parent.relative_to(PACKAGE).parts[0] for path in FILES if path.parent != PACKAGE}
    unknown = sorted(folders - set(ROOMS) - set(ACROSS))
    assert not unknown, f"unknown rooms: {unknown}"


@pytest.mark.parametrize(("module", "source"), [
    ("nabra.text.segment", "from nabra.cues import scan"),
    ("nabra.text.segment", "from ..cues.scan import scan"),
    ("nabra.corpora.read", "def f():\n    import nabra.text.language"),
    ("nabra.cues.scan", "from nabra import measures"),
    ("nabra.measures.shares", "import nabra.show.charts as charts"),
    ("nabra.show.charts", "from nabra.pipeline import measure"),
    ("nabra.show.charts", "import nabra"),
    ("nabra.cues.scan", "import nabra.cli"),
    ("nabra.tables", "from nabra.cues import scan"),
    ("nabra.errors", "import nabra.tables"),
    ("nabra.measures.shares", "import matplotlib.pyplot"),
    ("nabra.show.style", "from bidi.algorithm import get_display"),
    ("nabra.pipeline", "import torch"),
    ("nabra.measures.shares", "from nabra.evaluate.scores import ratio"),
    ("nabra.evaluate.table", "import matplotlib"),
])
def test_a_wrong_import_is_seen(module, source):
    assert len(faults(source, module)) == 1


@pytest.mark.parametrize(("module", "source"), [
    ("nabra.show.charts", "from nabra.measures.shares import shares"),
    ("nabra.show.charts", "from . import style\nimport matplotlib.pyplot as plt"),
    ("nabra.cues.voice", "from .scan import scan\nfrom nabra.text.language import load\nimport numpy as np"),
    ("nabra.corpora.read", "from nabra.errors import NabraError\nfrom nabra import tables"),
    ("nabra.tables", "from nabra.errors import NabraError"),
    ("nabra.show.report", "from nabra.pipeline import measure"),
    ("nabra.cli", "import nabra\nfrom nabra import pipeline"),
    ("nabra.evaluate.run", "from nabra.cues.voice import voice_at\nfrom nabra.show.safe import csv_text"),
])
def test_a_right_import_passes(module, source):
    assert faults(source, module) == []


def test_relative_imports_of_a_package_are_read_from_the_package():
    assert list(imports("from . import scan", "nabra.cues", is_package=True)) == ["nabra.cues.scan"]
    assert list(imports("from ..show import charts", "nabra.cues", is_package=True)) == ["nabra.show.charts"]
    assert list(imports("from ..show import charts", "nabra.cues.scan")) == ["nabra.show.charts"]

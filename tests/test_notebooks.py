"""The notebooks: short, paired with what they print, and true when they are run again."""

import ast
import json
import re
import runpy
import shutil
import sys
from pathlib import Path

import pandas as pd
import pytest

import nabra

jupytext = pytest.importorskip("jupytext")
nbclient = pytest.importorskip("nbclient")
nbformat = pytest.importorskip("nbformat")

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = sorted((ROOT / "notebooks").glob("*.py"))
MOST_LINES = 60
MEND = "run make notebooks"

each_script = pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)


def pair(script):
    """The executed notebook beside a script."""
    return nbformat.read(script.with_suffix(".ipynb"), as_version=4)


def cells(notebook):
    return [(cell.cell_type, cell.source) for cell in notebook.cells]


def code(notebook):
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]


def said(notebook):
    """What each cell printed and showed, as plain text; chunks of one stream joined."""
    found = []
    for cell in notebook.cells:
        outputs = cell.get("outputs", [])
        streams = {}
        for output in outputs:
            if output.output_type == "stream":
                streams[output.name] = streams.get(output.name, "") + output.text
        shown = [output.data.get("text/plain") for output in outputs if "data" in output]
        found.append((streams, shown))
    return found


def figures(notebook):
    """The figures that the code writes, without their suffixes."""
    return re.findall(r'figures\.save\(\w+, "([^"]+)"', "\n".join(code(notebook)))


@pytest.fixture
def checkout(tmp_path):
    """A copy of what the notebooks need, so that the test writes nothing into the real one."""
    shutil.copytree(ROOT / "corpora" / "sample", tmp_path / "corpora" / "sample")
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks", ignore=shutil.ignore_patterns(".*"))
    return tmp_path


@pytest.fixture
def kernel(tmp_path_factory, monkeypatch):
    """A kernel named python3 that is this interpreter, whatever else the machine calls so."""
    home = tmp_path_factory.mktemp("jupyter")
    spec = home / "kernels" / "python3" / "kernel.json"
    spec.parent.mkdir(parents=True)
    argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    spec.write_text(json.dumps({"argv": argv, "display_name": "Python 3", "language": "python"}))
    monkeypatch.setenv("JUPYTER_PATH", str(home))
    monkeypatch.setenv("IPYTHONDIR", str(home / "ipython"))
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "analysis"))
    return "python3"


def test_there_is_a_notebook():
    assert SCRIPTS
    assert {path.stem for path in (ROOT / "notebooks").glob("*.ipynb")} == {path.stem for path in SCRIPTS}


@each_script
def test_the_pair_holds_the_same_cells(script):
    notebook = pair(script)
    assert cells(notebook) == cells(jupytext.read(script)), f"{script.stem}: {MEND}"
    assert notebook.metadata.jupytext.formats == "ipynb,py:percent"
    assert notebook.metadata.kernelspec.name == "python3"


@each_script
def test_it_stays_an_essay(script):
    source = "\n".join(code(jupytext.read(script)))
    lines = [line for line in source.splitlines() if line.strip()]
    assert len(lines) <= MOST_LINES, f"{script.stem} has {len(lines)} lines of code; {MOST_LINES} is the most"
    barred = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.While)
    assert not [type(node).__name__ for node in ast.walk(ast.parse(source)) if isinstance(node, barred)]


@each_script
def test_what_is_stored_is_clean(script):
    notebook = pair(script)
    counts = [cell.execution_count for cell in notebook.cells if cell.cell_type == "code"]
    assert counts == list(range(1, len(counts) + 1)), f"{script.stem}: {MEND}"
    assert all(not cell.metadata for cell in notebook.cells), f"{script.stem} keeps timings or other metadata"
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    words = [{**output, "data": {**output.get("data", {}), "image/png": None}} for output in outputs]
    shown = json.dumps(words, ensure_ascii=False)
    assert not re.search(r"/(home|root|Users|tmp|work|usr|opt)/|[A-Z]:\\\\|Traceback| at 0x[0-9a-f]", shown)


@each_script
def test_run_again_it_says_the_same(script, checkout, kernel):
    notebook = pair(script)
    again = jupytext.read(script)
    folder = {"metadata": {"path": str(checkout / "notebooks")}}
    nbclient.NotebookClient(again, timeout=300, kernel_name=kernel, resources=folder).execute()
    assert said(again) == said(notebook), f"{script.stem}: {MEND}"


@each_script
def test_run_from_the_top_it_draws_the_figures_that_are_there(script, checkout, monkeypatch):
    monkeypatch.chdir(checkout)
    runpy.run_path(str(script))
    named = figures(jupytext.read(script))
    assert named
    for name in named:
        for suffix in (".svg", ".png"):
            assert (ROOT / (name + suffix)).stat().st_size > 1000, f"{name}{suffix}: {MEND}"
        new, old = (pd.read_csv(top / f"{name}.csv") for top in (checkout, ROOT))
        pd.testing.assert_frame_equal(new, old)


def test_what_the_first_look_says_in_words_is_true():
    articles = nabra.read(ROOT / "corpora" / "sample")
    assert articles["outlet"].value_counts().nunique() == 1
    cues = nabra.measure(articles, nabra.codebook("syria"))
    few = {"replicates": 100, "permutations": 1}
    voices = nabra.voice_shares(cues, "armed-groups", **few).query("variant == 'terrorists'")
    narrator = voices[voices["voice"] == "narrator"].set_index("outlet")
    assert (narrator["exposure"] > 0).all()
    assert set(narrator.index[narrator["count"] == 0]) == {"مرساة الخليج", "وكالة سروة"}
    assert set(narrator["exposure"].nsmallest(2).index) == {"مرساة الخليج", "وكالة سروة"}
    assert set(narrator["count"].nlargest(2).index) == {"Quayside Dispatch", "فانوس الساحل"}

    shares = nabra.shares(cues, **few)
    highest = shares.sort_values("estimate").groupby("variant").tail(2).groupby("variant")
    for variant, outlet in (("revolutionaries", "دفتر العاصي"), ("rebels", "The Saltmarsh Courier")):
        second, first = highest.get_group(variant).to_dict("records")
        assert first["outlet"] == outlet and first["low"] > second["high"]

    marks = nabra.quotedness(cues, "israel", **few).query("variant == 'israel'").set_index("outlet")
    assert list(marks.index[marks["low"] > marks["baseline"]]) == ["فانوس الساحل"]
    assert marks["baseline"].idxmax() == "مرساة الخليج" and marks["count"]["مرساة الخليج"] == 0
    assert list(marks.index[marks["estimate"].isna()]) == ["وكالة سروة"]

    turned = nabra.order_changes(shares, nabra.shares(cues, voice="narrator+undetermined", **few))
    assert len(turned) and "armed-groups" not in set(turned["concept"])

"""The notebooks: short, paired with what they print, and true when they are run again.

`make test` runs them by nbmake, too, which asks whether a cell fails; here nbclient runs them in a copy of the checkout,
and what comes out is compared.
"""

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
NOT_FETCHED = "Not fetched:"      # what a notebook says of a public corpus that is not on this machine

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
            if output.output_type == "stream" and not output.text.startswith(NOT_FETCHED):
                streams[output.name] = streams.get(output.name, "") + output.text
        shown = [re.sub(r"^<Chart size .*>", "<Chart>", output.data.get("text/plain", "")) for output in outputs
                 if "data" in output]
        found.append((streams, shown))
    return found


def drawn(svg):
    """What an SVG says of itself and how much of it there is, whatever the places of its lines."""
    text = svg.read_text(encoding="utf-8")
    return re.findall(r'aria-label="([^"]*)"', text), text.count("<use "), text.count("<path ")


def figures(notebook):
    """The figures that the code writes, without their suffixes."""
    return re.findall(r'figures\.save\(\w+, "([^"]+)"', "\n".join(code(notebook)))


def checkout(top):
    """A copy of what the notebooks read, so that running them writes nothing into the real checkout."""
    for folder in ("corpora/sample", "corpora/planted", "docs/coding", "figures/ant", "figures/breach"):
        shutil.copytree(ROOT / folder, top / folder, ignore=shutil.ignore_patterns("*.png", "*.svg", "*.pdf"))
    shutil.copytree(ROOT / "notebooks", top / "notebooks", ignore=shutil.ignore_patterns(".*"))
    shutil.copy(ROOT / "figures" / "09-counts.csv", top / "figures")
    return top


@pytest.fixture(scope="module")
def kernel(tmp_path_factory):
    """A kernel named python3 that is this interpreter, whatever else the machine calls so."""
    home = tmp_path_factory.mktemp("jupyter")
    spec = home / "kernels" / "python3" / "kernel.json"
    spec.parent.mkdir(parents=True)
    argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    spec.write_text(json.dumps({"argv": argv, "display_name": "Python 3", "language": "python"}))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_PATH", str(home))
        patch.setenv("IPYTHONDIR", str(home / "ipython"))
        patch.setenv("PYTHONPATH", str(ROOT / "analysis"))
        patch.setenv("NABRA_CACHE", str(home / "cache"))
        yield "python3"


@pytest.fixture(scope="module", params=SCRIPTS, ids=lambda path: path.stem)
def run(request, kernel, tmp_path_factory):
    """A notebook run again from its script: the script's path, what came out, the checkout it wrote to."""
    top = checkout(tmp_path_factory.mktemp(request.param.stem))
    again = jupytext.read(request.param)
    folder = {"metadata": {"path": str(top / "notebooks")}}
    nbclient.NotebookClient(again, timeout=300, kernel_name=kernel, resources=folder).execute()
    return request.param, again, top


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
def test_readings_type_no_numbers_in(script):
    """A number in a sentence is stale as soon as the measurement changes; years and notebooks have names."""
    words = "\n".join(cell.source for cell in jupytext.read(script).cells if cell.cell_type == "markdown")
    bare = re.sub(r"`[^`]*`|\]\([^)]*\)|\b(19|20)\d\d\b|\b(0\d|10)\b", "", words)
    assert not re.findall(r"[^\n]*\d[^\n]*", bare)


@each_script
def test_the_first_cell_of_code_names_the_inputs(script):
    first = code(jupytext.read(script))[0]
    assert re.search(r"^[A-Z]+(, [A-Z]+)* = ", first, re.M) and 'os.chdir("..")' in first


def test_run_again_it_says_the_same_and_draws_the_same(run):
    script, again, top = run
    assert said(again) == said(pair(script)), f"{script.stem}: {MEND}"
    for name in figures(again):
        new, old = (pd.read_csv(place / f"{name}.csv") for place in (top, ROOT))
        pd.testing.assert_frame_equal(new, old, obj=f"{name}: {MEND}; it")
        assert (ROOT / f"{name}.png").stat().st_size > 1000, f"{name}.png: {MEND}"
        assert drawn(top / f"{name}.svg") == drawn(ROOT / f"{name}.svg"), f"{name}.svg: {MEND}"


def test_the_published_study_comes_out_where_its_sentences_are(shared, tmp_path, monkeypatch):
    files = sorted((shared / "corpora" / "breach").glob("*_sentences.csv"))
    if not files:
        pytest.skip("no coded sentences of the Breach study here")
    top, cache = checkout(tmp_path / "checkout"), tmp_path / "cache" / "corpora" / "breach" / "files"
    cache.mkdir(parents=True)
    for file in files:
        shutil.copy(file, cache)
    monkeypatch.setenv("NABRA_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(top)
    (top / "figures" / "09-counts.csv").unlink()
    made = runpy.run_path(str(next(path for path in SCRIPTS if path.stem.startswith("09"))))
    assert made["FETCHED"]
    pd.testing.assert_frame_equal(made["counts"], pd.read_csv(ROOT / "figures" / "09-counts.csv"))
    off = made["wide"].sub(made["printed"], axis=0)
    assert (off["instant"] == 0).all() and (off[["before", "day"]] != 0).any().all()


def test_every_numbered_figure_is_a_notebooks():
    made = {name for script in SCRIPTS for name in figures(jupytext.read(script))}
    there = {f"figures/{path.stem}" for path in (ROOT / "figures").glob("[0-9]*.svg")}
    assert there == made, MEND


def test_from_the_top_of_the_checkout_it_runs_too(tmp_path, monkeypatch):
    monkeypatch.chdir(checkout(tmp_path))
    runpy.run_path(str(SCRIPTS[1]))
    assert Path.cwd() == tmp_path


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

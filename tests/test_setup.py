"""The set-up agrees with itself: pyproject.toml, the lock, environment.yml, the Makefile and .ci/run."""

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
EXCLUDED = {"torch", "transformers", "editdistance", "camel-kenlm", "dill"}
COPYLEFT = {"krippendorff", "pingouin", "marginaleffects", "ebooklib", "pymupdf"}  # GPL or AGPL
# What users are promised.
CARD = {"jupyterlab", "pandas", "scikit-learn", "matplotlib", "camel-tools", "pytest"}
MEND = "requirements.lock is out of step with pyproject.toml: run make lock"


def lock_module():
    """.ci/lock.py, which is a script and in no package."""
    spec = importlib.util.spec_from_file_location("lock", ROOT / ".ci" / "lock.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def asked_for():
    """Every requirement of pyproject.toml: the core, the extras, the build group."""
    project = PYPROJECT["project"]
    rows = [*project["dependencies"], *PYPROJECT["dependency-groups"]["build"]]
    rows += [row for extra in project["optional-dependencies"].values() for row in extra]
    return [Requirement(row) for row in rows]


def pins():
    """The lock's packages: canonical name -> list of requirements, one each for a fork of Pythons."""
    found = {}
    for line in LOCK.splitlines():
        if line[:1].isalnum():
            pin = Requirement(line.rstrip(" \\"))
            found.setdefault(canonicalize_name(pin.name), []).append(pin)
    return found


def conda():
    """environment.yml's packages: canonical name -> specifier text, and its pip section."""
    rows = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    by_pip = next(row["pip"] for row in rows if isinstance(row, dict))
    named = [Requirement(row) for row in rows if isinstance(row, str)]
    named += [Requirement(row) for row in by_pip if not row.startswith("-")]
    return {canonicalize_name(row.name): row.specifier for row in named}, by_pip


# The lock

def test_the_lock_is_in_step():
    assert f"# pyproject: sha256={lock_module().digest(PYPROJECT)}" == LOCK.splitlines()[0], MEND


@pytest.mark.parametrize("change", [
    lambda tables: tables["project"]["dependencies"].append("polars"),
    lambda tables: tables["project"]["optional-dependencies"]["test"].clear(),
    lambda tables: tables["project"].update({"requires-python": ">=3.12"}),
    lambda tables: tables["tool"]["uv"]["exclude-dependencies"].pop(),
    lambda tables: tables["dependency-groups"]["build"].append("setuptools"),
])
def test_the_digest_sees_a_change(change):
    changed = json.loads(json.dumps(PYPROJECT))
    change(changed)
    assert lock_module().digest(changed) != lock_module().digest(PYPROJECT)


def test_the_digest_does_not_see_the_order():
    turned = json.loads(json.dumps(PYPROJECT))
    turned["project"]["dependencies"].reverse()
    assert lock_module().digest(turned) == lock_module().digest(PYPROJECT)


@pytest.mark.parametrize("wanted", asked_for(), ids=str)
@pytest.mark.parametrize("python", PYTHONS)
def test_every_requirement_has_a_pin_that_fits(wanted, python):
    environment = {"python_version": python, "python_full_version": f"{python}.9"}
    for pin in pins().get(canonicalize_name(wanted.name), []):
        if pin.marker is None or pin.marker.evaluate(environment):
            version = next(iter(pin.specifier)).version
            fits = wanted.specifier.contains(version, prereleases=True)
            assert fits, f"{pin} does not fit {wanted}; {MEND}"
            return
    pytest.fail(f"no pin of {wanted} for Python {python}; {MEND}")


def test_every_pin_is_exact_and_hashed():
    blocks = re.split(r"\n(?=[a-z0-9])", re.sub(r"^#.*\n", "", LOCK, flags=re.M))
    assert len(blocks) == sum(map(len, pins().values())) > 100
    for block in blocks:
        assert re.match(r"[a-z0-9.-]+==\S+", block), block
        assert "--hash=sha256:" in block, block


def test_the_lock_names_no_host_and_no_path():
    bare = re.sub(r"--hash=sha256:[0-9a-f]{64}", "", LOCK)
    assert not re.search(r"://|--(extra-)?index|--find-links|--trusted|(?<![\w.])/\w|\w@", bare)


def test_the_heavy_and_the_copyleft_stay_out():
    assert set(PYPROJECT["tool"]["uv"]["exclude-dependencies"]) == EXCLUDED
    assert not (EXCLUDED | COPYLEFT | {"arabic-reshaper", "python-bidi"}) & set(pins())
    assert not any(name.startswith(("nvidia-", "cuda-")) for name in pins())


def test_nothing_installed_from_the_lock_is_gpl():
    seen = 0
    for name in pins():
        try:
            about = metadata.metadata(name)
        except metadata.PackageNotFoundError:
            continue  # for another platform
        words = [about.get("License-Expression") or (about.get("License") or "")[:80]]
        words += [row for row in about.get_all("Classifier") or [] if row.startswith("License")]
        seen += 1
        choice = [part.strip(" ()") for part in words[0].split(" OR ")]  # "MPL-1.1 OR GPL-2.0": take the first
        if len(choice) > 1 and any(not re.match(r"A?GPL", part) for part in choice):
            continue
        found = re.search(r"\bA?GPL|(?<!Lesser )General Public License", " ".join(words))
        assert not found, f"{name} says of its licence: {words}"
    assert seen > 20


def test_the_light_part_of_camel_tools_needs_nothing_left_out(tmp_path):
    pytest.importorskip("camel_tools")
    catalogue = '{"version": "1.6.0", "packages": {}, "components": {}}'
    (tmp_path / "catalogue.json").write_text(catalogue, encoding="utf-8")
    program = (
        "import sys\n"
        "from camel_tools.morphology import analyzer, database, generator\n"
        "import camel_tools.utils.charmap, camel_tools.utils.normalize\n"
        "from camel_tools.utils.dediac import dediac_ar\n"
        "assert not {'torch', 'transformers', 'dill', 'kenlm', 'editdistance'} & set(sys.modules)\n"
        "print(dediac_ar('\\u0643\\u064e\\u062a\\u064e\\u0628') == '\\u0643\\u062a\\u0628')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env={**os.environ, "CAMELTOOLS_DATA": str(tmp_path)},
        capture_output=True, text=True,
    )
    assert (done.stdout.strip(), done.returncode) == ("True", 0), done.stderr


# environment.yml

def test_environment_asks_for_what_pyproject_asks_for():
    named, _ = conda()
    for wanted in asked_for():
        name = canonicalize_name(wanted.name)
        assert name in named, f"environment.yml lacks {wanted}"
        assert named[name] == wanted.specifier, f"environment.yml has {named[name]}, pyproject {wanted}"
    assert named["python"] == Requirement(f"python{PYPROJECT['project']['requires-python']}").specifier


def test_environment_lists_what_the_light_camel_tools_needs_and_no_more():
    named, by_pip = conda()
    try:
        needs = {canonicalize_name(Requirement(row).name) for row in metadata.requires("camel-tools")}
    except metadata.PackageNotFoundError:
        pytest.skip("camel-tools is not installed here")
    wanted = {canonicalize_name(row.name) for row in asked_for()}
    assert set(named) == wanted | (needs - EXCLUDED) | {"python", "pip"}
    assert [row.split()[0] for row in by_pip] == ["muddler", "camel-tools"]


def test_environment_says_how_it_is_made_without_torch():
    text = (ROOT / "environment.yml").read_text(encoding="utf-8")
    assert "PIP_NO_DEPS=1 conda env create -f environment.yml" in text
    assert yaml.safe_load(text)["channels"] == ["conda-forge"]


def test_the_promised_packages_are_in_both():
    assert CARD <= set(conda()[0])
    assert CARD <= set(pins())


# The package, the commands

def test_classifiers_and_bounds_name_the_same_pythons():
    project = PYPROJECT["project"]
    prefix = "Programming Language :: Python :: 3."
    named = [row.removeprefix(prefix) for row in project["classifiers"] if row.startswith(prefix)]
    assert [f"3.{minor}" for minor in named] == list(PYTHONS)
    bounds = Requirement(f"python{project['requires-python']}").specifier
    assert [f"3.{minor}" for minor in range(9, 17) if bounds.contains(f"3.{minor}.5")] == list(PYTHONS)


def test_the_citation_names_this_version():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert str(citation["version"]) == PYPROJECT["project"]["version"]
    assert citation["license"] == PYPROJECT["project"]["license"].split(" AND ")


def test_ci_runs_the_tests_and_the_main_job():
    script = ROOT / ".ci" / "run"
    lines = script.read_text(encoding="utf-8").splitlines()
    assert os.access(script, os.X_OK)
    assert "set -euo pipefail" in lines
    assert [line for line in lines if line.startswith("make ")] == ["make test", "make report"]
    assert any("report/index.html" in line for line in lines)


def test_the_scripts_that_make_runs_are_there():
    named = re.findall(r"[\w./]+\.py\b", (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert {".ci/lock.py", "corpora/planted/make.py"} <= set(named)
    absent = [path for path in named if not (ROOT / path).is_file()]
    assert not absent, f"the Makefile runs {absent}, which is not there"


@pytest.mark.skipif(shutil.which("make") is None, reason="there is no make here")
def test_make_says_in_one_sentence_that_no_python_fits():
    done = subprocess.run(
        ["make", "--always-make", "setup", "PYTHON=/nowhere/python3"], cwd=ROOT,
        capture_output=True, text=True,
        env={name: value for name, value in os.environ.items() if not name.startswith("MAKE")},
    )
    assert done.returncode == 2
    assert "no Python 3.11 to 3.14 under the name /nowhere/python3" in done.stderr.splitlines()[0]


def test_the_wheel_carries_data_and_codebooks(tmp_path):
    pytest.importorskip("hatchling")
    build = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    done = subprocess.run(
        [sys.executable, "-c", build, str(tmp_path)], cwd=ROOT, capture_output=True, text=True,
    )
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        names = wheel.namelist()
    data = ("*.py", "languages/*.toml", "show/templates/*")
    home = ROOT / "analysis" / "nabra"
    package = [path for pattern in data for path in home.rglob(pattern) if path.is_file()]
    wanted = {path.relative_to(ROOT / "analysis").as_posix() for path in package}
    wanted |= {f"nabra/codebooks/{path.name}" for path in (ROOT / "codebooks").glob("*.yml")}
    assert wanted <= set(names), f"the wheel lacks {sorted(wanted - set(names))}"
    assert "nabra/codebooks/LICENSE.md" in names
    assert not any(name.startswith(("analysis/", "codebooks/", "tests/")) for name in names)

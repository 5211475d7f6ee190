"""Export requirements.lock from pyproject.toml by uv: ``make lock``.

The lock holds every extra, for Python 3.11 to 3.14 and every platform, with hashes and without the
heavy packages named in ``[tool.uv] exclude-dependencies``. It names no index, so it installs from
whichever one a machine is set up for. Its first line holds a digest of the dependency tables, by
which the tests see that the lock is out of step. Arguments are passed on to uv (``--upgrade``).
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
COMMAND = [
    "pip", "compile", "pyproject.toml", "--all-extras", "--group", "build", "--universal",
    "--python-version", "3.11",
    "--fork-strategy", "fewest",  # one version of each package on all Pythons: the same numbers
    "--generate-hashes", "--no-header", "--no-annotate", "--quiet", "--output-file", LOCK.name,
]


def digest(pyproject):
    """The SHA-256 of all that the lock is exported from, whatever its order or comments.

    Parameters
    ----------
    pyproject : dict
        pyproject.toml as parsed.
    """
    project = pyproject["project"]
    tables = {
        "requires-python": project["requires-python"],
        "dependencies": sorted(project["dependencies"]),
        "extras": {name: sorted(rows) for name, rows in project["optional-dependencies"].items()},
        "groups": {name: sorted(rows) for name, rows in pyproject["dependency-groups"].items()},
        "excluded": sorted(pyproject["tool"]["uv"]["exclude-dependencies"]),
    }
    return hashlib.sha256(json.dumps(tables, sort_keys=True).encode()).hexdigest()


def header(pyproject):
    """The comment lines that open the lock."""
    left_out = ", ".join(sorted(pyproject["tool"]["uv"]["exclude-dependencies"]))
    return (
        f"# pyproject: sha256={digest(pyproject)}\n"
        "# Made from pyproject.toml by `make lock`; not edited by hand.\n"
        f"# Left out on purpose (camel-tools asks for them, nothing used here does): {left_out}.\n"
        "# Install: pip install --no-deps --require-hashes -r requirements.lock\n"
    )


def main(arguments):
    """Write the lock; exit with one sentence when uv is missing or finds no solution."""
    uv = os.environ.get("UV") or shutil.which("uv")
    if not uv:
        sys.exit("make lock needs uv, and it is not on the PATH: pip install uv, or UV=/path/to/uv make lock")
    done = subprocess.run([uv, *COMMAND, *arguments], cwd=ROOT)
    if done.returncode:
        sys.exit("requirements.lock was not renewed: uv's message above says why")
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    pins = [line for line in LOCK.read_text(encoding="utf-8").splitlines(True) if not line.startswith("#")]
    LOCK.write_text(header(pyproject) + "".join(pins), encoding="utf-8", newline="\n")
    print(f"requirements.lock: {sum('==' in line for line in pins)} packages")


if __name__ == "__main__":
    main(sys.argv[1:])

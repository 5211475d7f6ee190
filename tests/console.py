"""What the tests of the command line share: the console command, a few articles, and what a folder holds."""

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest

from nabra import cli

CONSOLE = Path(sys.executable).with_name("nabra")
ROWS = [
    ("1", "safir", "2016-01-02", "قال الوزير إن «الإرهابيين» انسحبوا من حلب."),
    ("2", "nahar", "2016-01-03", "وقالت تنسيقيات المسلحين إن النظام السوري قصف المدينة."),
    ("3", "=HYPERLINK(1)", "2016-01-04", "The rebels left Syria's “regime” behind, terrorists said."),
    ("4", "safir", "", ""),
]


def nabra(*args, **more):
    """Run the console command; the environment may be widened by ``env``."""
    env = os.environ | more.pop("env", {})
    return subprocess.run([CONSOLE, *map(str, args)], capture_output=True, text=True, encoding="utf-8",
                          env=env, timeout=300, **more)


def write(file, rows):
    """Write a CSV file with the columns of ``ROWS``."""
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([("doc_id", "outlet", "date", "text"), *rows])


def snapshot(folder):
    """Every path below ``folder`` with its bytes (None for a folder)."""
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
            for path in folder.rglob("*")}


def refused(capsys, *args):
    """The one sentence with which a command ends, in this process; exit code 2 and no traceback."""
    with pytest.raises(SystemExit) as ended:
        cli.main([str(arg) for arg in args])
    said = capsys.readouterr()
    assert ended.value.code == 2 and said.out == "" and "Traceback" not in said.err
    *_, last = said.err.strip().splitlines()
    assert last.startswith("nabra: ")
    return last


@pytest.fixture(scope="module")
def articles(tmp_path_factory):
    """A small folder of articles."""
    folder = tmp_path_factory.mktemp("input") / "articles"
    folder.mkdir()
    write(folder / "a.csv", ROWS)
    return folder


@pytest.fixture(scope="module")
def measured(articles, tmp_path_factory):
    """The small folder measured; tests do not change it."""
    out = tmp_path_factory.mktemp("measured") / "deep" / "er"
    done = nabra("measure", articles, "--out", out)
    assert done.returncode == 0, done.stderr
    return out

"""What the run in a real JupyterLab (make lab-test) looks for, without a browser."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("websocket")
nbformat = pytest.importorskip("nbformat")

import lab  # noqa: E402
import lab_browse  # noqa: E402
import lab_browser  # noqa: E402


RAN = {"cells": 3, "counts": [1, 2, 3], "errors": []}
SHOWN = {"images": 2, "broken": 0, "astray": 0, "formulas": 0}


def test_a_notebook_that_ran_has_no_fault():
    assert lab.faults(RAN, SHOWN, []) == []


@pytest.mark.parametrize(("ran", "images", "thrown", "hacked", "words"), [
    ({"errors": ["NameError: x"]}, {}, [], False, "an error in a cell: NameError: x"),
    ({"counts": [1, 3, 2]}, {}, [], False, "order [1, 3, 2]"), ({"counts": [1, 2, None]}, {}, [], False, "None"),
    ({}, {"broken": 1}, [], False, "1 of 2 images are broken"),
    ({}, {"formulas": 1}, [], False, "1 formulas were made of article text"),
    ({}, {"astray": 3}, [], False, "3 Arabic paragraphs begin at the left"),
    ({}, {}, ["TypeError: undefined\n  at x.js"], False, "an exception in the page: TypeError: undefined"),
    ({}, {}, [], True, "a script of an article was executed"),
])
def test_what_goes_wrong_is_said(ran, images, thrown, hacked, words):
    (fault,) = lab.faults(RAN | ran, SHOWN | images, thrown, hacked)
    assert words in fault and "\n" not in fault


def page():
    """A page that is connected to nothing."""
    made = object.__new__(lab_browser.Page)
    made.faults, made.errors = [], []
    return made


def test_exceptions_and_dialogs_of_the_page_are_kept():
    one = page()
    one.noted({"method": "Runtime.exceptionThrown", "params": {"exceptionDetails": {
        "text": "Uncaught", "exception": {"description": "Error: no"}}}})
    one.noted({"method": "Page.javascriptDialogOpening", "params": {"message": "1"}})
    one.noted({"method": "Runtime.consoleAPICalled", "params": {"type": "error", "args": [{"value": "a"}]}})
    one.noted({"method": "Runtime.consoleAPICalled", "params": {"type": "log", "args": [{"value": "b"}]}})
    assert one.faults == ["Error: no", "a dialog opened: 1"] and one.errors == ["a"]


def test_without_chromium_one_sentence_and_no_failure(monkeypatch, capsys):
    monkeypatch.setenv("NABRA_CHROMIUM", "no-such-browser")
    assert lab.main([]) == 0
    assert capsys.readouterr().out == f"{lab.ABSENT}\n"


def test_a_name_that_no_notebook_has_is_refused(capsys):
    with pytest.raises(SystemExit):
        lab.main(["99"])
    assert "no notebook begins with 99" in capsys.readouterr().err


def test_the_copy_holds_the_notebooks_without_their_scripts_and_the_hostile_one(tmp_path):
    made = lab.copied(tmp_path / "checkout") / "notebooks"
    names = {path.stem for path in made.glob("*.ipynb")}
    assert names == {path.stem for path in Path(lab.ROOT / "notebooks").glob("*.ipynb")} | {lab.HOSTILE}
    hostile = nbformat.read(made / f"{lab.HOSTILE}.ipynb", as_version=4)
    assert hostile.metadata.kernelspec.name == "python3"
    assert "window.hacked" in json.dumps([cell.source for cell in hostile.cells])


def test_chromium_stays_on_this_machine():
    flags = " ".join(lab_browser.FLAGS)
    for flag in ("headless", "disable-background-networking", "disable-component-update", "disable-sync"):
        assert f"--{flag}" in flags
    assert "remote-allow-origins" not in flags and lab_browser.HERE == "127.0.0.1"


def test_the_script_says_what_it_does():
    done = subprocess.run([sys.executable, str(lab.ROOT / "tests" / "lab.py"), "--help"], capture_output=True,
                          text=True, env=os.environ | {"COLUMNS": "100"})
    assert done.returncode == 0 and "--repeat" in done.stdout


LINES = {"direction": "rtl", "cells": [[300, 200, 100, 0]], "arabic": [0, -1], "sorted": "after", "lines": [["a", "b", "c"]]}
SEEN = {"status": "1–1 / 1", "blocks": [LINES], "foreign": [], "handlers": [], "links": [], "text": "abc"}
WANTED = {"blocks": [{"direction": "rtl", "language": "ar", "sorted": "after"}]}


@pytest.mark.parametrize(("block", "page", "words"), [
    ({"direction": "ltr"}, {}, "runs ltr"), ({"cells": [[300, 100, 200, 0]]}, {}, "another order"),
    ({"arabic": [-1, 1]}, {}, "from left to right"), ({"arabic": [0]}, {}, "no Arabic word"),
    ({"sorted": ""}, {}, "the heading says"), ({}, {"foreign": ["img"]}, "foreign of an article"),
    ({}, {"handlers": ["onclick"]}, "handlers"), ({}, {"links": ["javascript:1"]}, "links"),
    ({}, {"text": "a\u202eb"}, "controls that reorder"),
])
def test_what_is_wrong_with_live_lines_is_said(block, page, words):
    assert lab_browse.wrong(SEEN, WANTED) == []
    (fault,) = lab_browse.wrong(SEEN | page | {"blocks": [LINES | block]}, WANTED)
    assert words in fault

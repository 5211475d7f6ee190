"""Charts are written whole, byte for byte the same, beside their table; what others wrote is harmless."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from test_charts import shares
from test_more_charts import DRAWN

from nabra.errors import NabraError
from nabra.show import charts, figures
from nabra.show.safe import csv_cell, csv_text, link, one_line, strip_controls
from nabra.show.style import Sheet, styled

SCRIPT = """
import sys
sys.path.insert(0, {tests!r})
from test_figures import files
print(files())
"""


def files():
    """One hash of every kind of chart as SVG, and of one as PDF."""
    drawn = [draw() for draw in DRAWN.values()]
    written = [figures.svg_bytes(figure, "x") for figure in drawn] + [figures.pdf_bytes(drawn[0], "x")]
    return hashlib.sha256(b"".join(written)).hexdigest()


def test_svg_and_pdf_are_byte_identical_in_processes_with_other_hash_seeds():
    said = {files() + "\n"}
    for seed in ("1", "77"):
        environment = os.environ | {
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": os.pathsep.join(p for p in sys.path if p),
        }
        command = [sys.executable, "-c", SCRIPT.format(tests=str(Path(__file__).parent))]
        said.add(subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout)
    assert len(said) == 1


def test_save_writes_svg_pdf_png_and_the_table_beside_it(tmp_path):
    table = shares()
    files = figures.save(charts.forest(table), tmp_path / "new" / "forest.v1", table, "الجماعات المسلحة")
    assert [file.name for file in files] == ["forest.v1.svg", "forest.v1.pdf", "forest.v1.png", "forest.v1.csv"]
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == sorted(file.name for file in files)
    svg = files[0].read_text(encoding="utf-8")
    assert "الجماعات المسلحة" in svg and "<dc:date>" not in svg and "<text" not in svg
    back = pd.read_csv(files[3])
    assert list(back["estimate"].dropna()) == list(table["estimate"].dropna())
    assert list(back["outlet"]) == list(table["outlet"])


def test_save_leaves_nothing_half_written(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("x")
    with pytest.raises(NabraError, match="cannot write"):
        figures.write_atomic(blocked / "forest.svg", b"x")
    (tmp_path / "taken").mkdir()
    with pytest.raises(NabraError, match="cannot write"):
        figures.write_atomic(tmp_path / "taken", b"x")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "taken"]


def test_csv_cells_cannot_become_formulas_and_numbers_stay_numbers():
    table = pd.DataFrame(
        {"outlet": ["=1+1", " @x", "a"], "estimate": [-0.25, np.nan, 1 / 3], "=bad": ["-1", None, "ok"]}
    )
    assert csv_text(table) == "outlet,estimate,'=bad\n'=1+1,-0.25,'-1\n' @x,,\na,0.3333333333333333,ok\n"
    assert csv_cell("\u202e=1") == "'=1"


def test_text_of_others_loses_what_reorders_or_commands():
    assert strip_controls("a\u202eb\u2066c\x1b[31m\u200f") == "abc[31m"
    assert one_line("one \r\n\n two\u2028three") == "one ¶ two ¶ three"
    assert link("https://example.org/a?b=c") == "https://example.org/a?b=c"
    for bad in (
        "javascript:alert(1)",
        "JAVASCRIPT:x",
        "data:text/html,x",
        "//example.org",
        "https://",
        None,
        "java\nscript:x",
    ):
        assert link(bad) is None


def test_sheet_shortens_to_the_room_it_is_given():
    with styled():
        sheet = Sheet()
        short = sheet.fit("كلمات كثيرة جدا لا يتسع لها المكان مهما حاولنا", 1.0, 9)
        assert short.endswith("…") and sheet.measure(short, 9) <= 1.0
        assert len(sheet.wrap("one two three four five six seven eight", 0.6, 9, most=2)) == 2

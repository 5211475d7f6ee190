"""What breaks in the middle: a fault, a full disk, Ctrl-C, a killed process; and processes of every kind."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from console import CONSOLE, nabra, refused, snapshot

from nabra import cli, pipeline, store


def test_a_fault_inside_asks_to_be_reported(measured, monkeypatch, capsys):
    monkeypatch.setattr(store, "load", lambda folder: 1 / 0)
    said = refused(capsys, "lines", measured)
    assert "a fault in nabra itself (ZeroDivisionError: division by zero); please report it" in said
    monkeypatch.setenv("NABRA_DEBUG", "1")
    with pytest.raises(SystemExit):
        cli.main(["lines", str(measured)])
    assert "Traceback" in capsys.readouterr().err


def test_no_escape_sequence_reaches_the_terminal(articles, tmp_path, capsys):
    said = refused(capsys, "measure", articles, "--out", tmp_path / "x", "--codebook", "\x1b[2Jbook")
    assert "\x1b" not in said and "book' unknown" in said


@contextmanager
def small_disk(folder, size):
    """A file system of ``size`` in ``folder``; skips where none may be mounted."""
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if sys.platform != "linux" or os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("a small disk needs Linux and the right to mount one")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_in_the_middle(root, articles, tmp_path):
    with small_disk(tmp_path, "2400k"):     # an earlier measurement fits, another beside it does not
        out = tmp_path / "out"
        assert nabra("measure", articles, "--out", out).returncode == 0
        before = snapshot(tmp_path)
        for args in (("measure", root / "corpora/sample", "--out"), ("report", "--replicates", 100)):
            done = nabra(*args, out)
            *_, last = done.stderr.strip().splitlines()
            assert done.returncode == 2 and "Traceback" not in done.stderr
            assert re.fullmatch(r"nabra: output .* cannot be written \(No space left on device\); make .*", last)
            assert ".nabra-" not in last and snapshot(tmp_path) == before


def test_a_full_disk_behind_a_pipe(measured):
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    with open("/dev/full", "w") as full:
        done = subprocess.run([CONSOLE, "lines", measured], stdout=full, stderr=subprocess.PIPE, text=True,
                              timeout=100)
    assert done.returncode == 2 and re.fullmatch("nabra: No space left on device; .*\n", done.stderr)


# A shell's background jobs ignore Ctrl-C, and what they start inherits that.
HEEDING = """import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.argv[1], sys.argv[1:])"""


# Ctrl-C arrives while the command line is being imported.
EARLY = """import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == "nabra.cli":
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Finder())
from nabra.start import main
main()"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
def test_ctrl_c_before_anything_is_imported():
    done = subprocess.run([sys.executable, "-c", EARLY], capture_output=True, text=True, timeout=100)
    said = "nabra: stopped by Ctrl-C; nothing half-written is left behind\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
@pytest.mark.parametrize("wait", [0.08, 2])
def test_ctrl_c_in_the_middle(wait, articles, tmp_path):
    long = "قالت الحكومة إن «المسلحين» انسحبوا من المدينة، وفق ما ذكرت الوكالة أمس. " * 120
    with (tmp_path / "large.jsonl").open("w", encoding="utf-8") as stream:
        for number in range(1_500):
            stream.write(json.dumps({"outlet": f"o{number % 5}", "text": f"{number} {long}"}) + "\n")
    out = tmp_path / "out"
    assert nabra("measure", articles, "--out", out).returncode == 0
    before = snapshot(tmp_path)
    process = subprocess.Popen(
        [sys.executable, "-c", HEEDING, CONSOLE, "measure", tmp_path / "large.jsonl", "--out", out,
         "--processes", "2"], text=True, encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        start_new_session=True)
    notes = [process.stderr.readline()]     # the articles are read
    time.sleep(wait)
    os.killpg(process.pid, signal.SIGINT)   # as the terminal does: to all processes
    said, told = process.communicate(timeout=60)[::-1]
    assert process.returncode == 2 and told == "", said
    rest = [line for line in said.splitlines() if line and not line.startswith("no ")]
    assert rest == ["nabra: stopped by Ctrl-C; nothing half-written is left behind"], (notes, said)
    assert snapshot(tmp_path) == before
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_killed_process_is_told(root, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(pipeline, "_in_process", _dies)
    said = refused(capsys, "measure", root / "corpora/sample", "--out", tmp_path / "out", "--processes", 2)
    assert "one of 2 processes was killed, most likely because the memory ran out; run it again" in said
    assert not (tmp_path / "out").exists()


def _dies(batch):
    os._exit(9)


@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_processes_that_start_from_nothing(method, root, tmp_path):
    script = tmp_path / "script.py"
    script.write_text(f"""
import multiprocessing
import nabra

if __name__ == "__main__":
    multiprocessing.set_start_method({method!r})
    articles, book = nabra.read({str(root / "corpora/sample")!r}, quiet=True), nabra.codebook("syria")
    one, two = (nabra.measure(articles, book, processes=count) for count in (1, 2))
    assert all(getattr(one, name).equals(getattr(two, name)) for name in ("documents", "quotes", "mentions"))
    print(len(two.mentions))
""", encoding="utf-8")
    done = subprocess.run([sys.executable, "-W", "error", script], capture_output=True, text=True,
                          timeout=200)
    assert done.returncode == 0 and int(done.stdout) > 1_000, done.stderr

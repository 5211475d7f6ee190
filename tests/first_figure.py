"""How long a newcomer waits: from git clone to the first figure, and for notebook 01 once all is warm.

    python tests/first_figure.py            # clones this checkout's HEAD into a folder of its own; some minutes
    python tests/first_figure.py --warm     # only notebook 01, run twice here

No test runs it: seconds depend on what else the machine does, so the load stands beside them.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FIGURE, NOTEBOOK = "figures/sample/forest-armed-groups.svg", "01_four_counts"
STEPS = (
    ("git clone", "git clone --quiet --no-hardlinks {root} ."),
    ("make setup", "make setup"),
    ("make report, cold", "make report"),
    ("make report, warm", "make report"),
)


def timed(name, command, folder, env=None, figure=None):
    """Run a command; print its wall and processor seconds and the machine's load before and after it.

    Returns the seconds, and after how many of them ``figure`` was written (None: it was not, or was not asked for).
    """
    before, load, began, since = os.times(), os.getloadavg()[0], time.monotonic(), time.time()
    written = None
    with tempfile.TemporaryFile("w+") as said:
        running = subprocess.Popen(command, shell=isinstance(command, str), cwd=folder, env=env, stdout=said,
                                   stderr=subprocess.STDOUT, text=True)
        while running.poll() is None:
            time.sleep(0.1)
            if figure is not None and written is None and figure.exists() and figure.stat().st_mtime > since:
                written = time.monotonic() - began
        said.seek(0)
        output = said.read()
    wall, after = time.monotonic() - began, os.times()
    worked = sum(getattr(after, kind) - getattr(before, kind) for kind in ("children_user", "children_system"))
    print(f"{name:<22} {wall:7.1f} s   {worked:7.1f} s of processor   load {load:.1f} to {os.getloadavg()[0]:.1f}",
          flush=True)
    if running.returncode:
        sys.exit(f"{name}: failed\n{output[-3000:]}")
    return wall, written


def notebook(python, top, name):
    """Run notebook 01 in a checkout without keeping what it prints."""
    code = ("import nbclient, nbformat; "
            f"nbclient.NotebookClient(nbformat.read('{NOTEBOOK}.ipynb', 4), kernel_name='python3').execute()")
    env = os.environ | {"PYTHONPATH": str(top / "analysis"),
                        "PATH": f"{Path(python).parent}{os.pathsep}{os.environ['PATH']}"}
    return timed(name, [str(python), "-c", code], top / "notebooks", env)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--warm", action="store_true", help="only notebook 01, twice, with this interpreter")
    print(f"{os.cpu_count()} cores")
    if parser.parse_args().warm:
        for name in ("notebook 01, first", "notebook 01, again"):
            notebook(sys.executable, ROOT, name)
        return
    with tempfile.TemporaryDirectory(prefix="nabra-first-", ignore_cleanup_errors=True) as folder:
        top = Path(folder)
        walls, written = zip(*(timed(name, command.format(root=ROOT), top, figure=top / FIGURE)
                               for name, command in STEPS[:3]))
        if written[2] is None:
            sys.exit(f"{FIGURE} was not written by {STEPS[2][1]}")
        print(f"{'clone to first figure':<22} {sum(walls[:2]) + written[2]:7.1f} s   {FIGURE}")
        print(f"{'clone to report':<22} {sum(walls):7.1f} s")
        timed(*STEPS[3], top)
        for name in ("notebook 01, first", "notebook 01, again"):
            notebook(top / ".venv" / "bin" / "python", top, name)


if __name__ == "__main__":
    main()

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


def timed(name, command, folder, env=None):
    """Run a command; print its wall and processor seconds and the machine's load before and after it."""
    before, load, began = os.times(), os.getloadavg()[0], time.monotonic()
    done = subprocess.run(command, shell=isinstance(command, str), cwd=folder, env=env, capture_output=True, text=True)
    wall, after = time.monotonic() - began, os.times()
    worked = sum(getattr(after, kind) - getattr(before, kind) for kind in ("children_user", "children_system"))
    print(f"{name:<22} {wall:7.1f} s   {worked:7.1f} s of processor   load {load:.1f} to {os.getloadavg()[0]:.1f}",
          flush=True)
    if done.returncode:
        sys.exit(f"{name}: failed\n{done.stdout[-1000:]}{done.stderr[-2000:]}")
    return wall


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
        first = sum(timed(name, command.format(root=ROOT), top) for name, command in STEPS[:3])
        print(f"{'git clone to figure':<22} {first:7.1f} s   {FIGURE} is "
              f"{'there' if (top / FIGURE).is_file() else 'missing'}")
        timed(*STEPS[3], top)
        for name in ("notebook 01, first", "notebook 01, again"):
            notebook(top / ".venv" / "bin" / "python", top, name)


if __name__ == "__main__":
    main()

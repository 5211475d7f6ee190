"""Every notebook in a real JupyterLab: opened, run, looked at, light and dark (make lab-test).

    python tests/lab.py                        # all of them, once
    python tests/lab.py --repeat 5 01 04       # those whose names begin so, five times

It works on a copy of what the notebooks read. Screenshots go to build/lab.
"""

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from lab_browse import browsed
from lab_browser import HERE, browser, chromium

ROOT = Path(__file__).resolve().parent.parent
NEEDED = ("corpora/sample", "corpora/planted", "docs/coding", "figures/ant", "figures/breach", "notebooks")
COUNTS = "figures/09-counts.csv"
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}
ABSENT = "There is no Chromium here, so no notebook was opened: install it, or name one in NABRA_CHROMIUM."
HOSTILE = "hostile"
PATIENCE = 300      # seconds for one step: a busy machine is slow, and not wrong

# The settings of the Lab that is started: all cells in the page, and no calls to anybody outside.
SETTINGS = {
    "@jupyterlab/notebook-extension/tracker": {"windowingMode": "none"},
    "@jupyterlab/apputils-extension/notification": {"checkForUpdates": False, "fetchNews": "false"},
}

# Waits for the notebook and its kernel, runs all cells, and tells what came of them.
OPEN = """(async path => {
  const app = window.jupyterapp;
  await app.restored;
  const panel = await app.commands.execute('docmanager:open', {path, factory: 'Notebook'});
  await panel.context.ready;
  await panel.sessionContext.ready;
  await panel.revealed;
  await panel.sessionContext.session.kernel.info;
  app.shell.activateById(panel.id);
  app.shell.collapseLeft();
  window.panel = panel;
  return panel.id;
})"""
RUN = """(async () => {
  await window.jupyterapp.commands.execute('notebook:run-all-cells');
  const cells = window.panel.content.widgets.filter(cell => cell.model.type === 'code');
  const outputs = cells.flatMap(cell => cell.model.outputs.toJSON());
  return {
    cells: cells.length,
    counts: cells.map(cell => cell.model.executionCount),
    errors: outputs.filter(one => one.output_type === 'error').map(one => one.ename + ': ' + one.evalue),
    shown: outputs.length,
  };
})()"""
IMAGES = """(async () => {
  const images = [...window.panel.node.querySelectorAll('.jp-OutputArea img')];
  await Promise.all(images.map(image => image.decode().catch(() => null)));
  const arabic = [...window.panel.node.querySelectorAll('.jp-OutputArea [dir=rtl] p')];
  return {
    images: images.length, broken: images.filter(image => !image.naturalWidth).length,
    astray: arabic.filter(one => getComputedStyle(one).textAlign === 'left').length,
    formulas: window.panel.node.querySelectorAll('.nabra-lines mjx-container, .nabra-lines .MathJax').length,
  };
})()"""
HEIGHT = """(() => {
  const outer = window.panel.node.querySelector('.jp-WindowedPanel-outer') || window.panel.node;
  return outer.scrollHeight + 160;
})()"""
TOP = """(() => {
  window.panel.content.activeCellIndex = 0;
  const outer = window.panel.node.querySelector('.jp-WindowedPanel-outer');
  if (outer) outer.scrollTop = 0;
  return true;
})()"""
DRESSED = """(light => document.body.dataset.jpThemeLight === light
  && !document.querySelector('#jupyterlab-splash'))"""
CLOSE = """(async () => {
  await window.panel.sessionContext.shutdown();
  window.panel.context.model.dirty = false;
  window.panel.close();
  return true;
})()"""


def faults(ran, images, thrown, hacked=False):
    """What is wrong with a notebook that was run, in sentences.

    Parameters
    ----------
    ran : dict
        cells, counts (execution numbers), errors.
    images : dict
        images, broken, astray (Arabic paragraphs that begin at the left), formulas (made of dollar signs in lines).
    thrown : list of str
        Exceptions in the page.
    hacked : bool
        Whether an article's script was executed.
    """
    found = [f"an error in a cell: {one}" for one in ran["errors"]]
    if ran["counts"] != list(range(1, ran["cells"] + 1)):
        found.append(f"cells ran in the order {ran['counts']}")
    if images["broken"]:
        found.append(f"{images['broken']} of {images['images']} images are broken")
    if images["astray"]:
        found.append(f"{images['astray']} Arabic paragraphs begin at the left edge")
    if images["formulas"]:
        found.append(f"{images['formulas']} formulas were made of article text")
    found += [f"an exception in the page: {one.splitlines()[0]}" for one in thrown]
    return found + ["a script of an article was executed"] * hacked


def copied(folder):
    """A copy of what the notebooks read, with the notebook of hostile articles among them."""
    for name in NEEDED:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("*.py", ".*", "*.pdf"))
    shutil.copy(ROOT / COUNTS, folder / COUNTS)
    shutil.copy(ROOT / "tests" / "lab_hostile.py", folder / "notebooks" / f"{HOSTILE}.py")
    subprocess.run([sys.executable, "-m", "jupytext", "--quiet", "--to", "ipynb", "--set-kernel", "python3",
                    str(folder / "notebooks" / f"{HOSTILE}.py")], check=True)
    return folder


@contextmanager
def lab(top, home):
    """JupyterLab on the copied checkout, with settings of its own; gives its address."""
    for name, values in SETTINGS.items():
        file = home / "settings" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(values))
    port, token = _free(), os.urandom(16).hex()
    places = {"JUPYTER_CONFIG_DIR": "config", "JUPYTER_DATA_DIR": "data", "JUPYTER_RUNTIME_DIR": "runtime",
              "JUPYTERLAB_SETTINGS_DIR": "settings", "JUPYTERLAB_WORKSPACES_DIR": "workspaces", "IPYTHONDIR": "ipython"}
    env = os.environ | {name: str(home / folder) for name, folder in places.items()} | {
        "PYTHONPATH": str(ROOT / "analysis"), "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "NABRA_CACHE": str(home / "cache")}
    log = (home / "lab.log").open("w")
    process = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--expose-app-in-browser",
         f"--ServerApp.ip={HERE}", f"--ServerApp.port={port}", "--ServerApp.port_retries=0",
         f"--IdentityProvider.token={token}", f"--ServerApp.root_dir={top}"],
        cwd=top, env=env, stdout=log, stderr=subprocess.STDOUT)
    try:
        _answers(f"http://{HERE}:{port}/api?token={token}", process, home / "lab.log")
        yield f"http://{HERE}:{port}/lab?token={token}"
    finally:
        process.terminate()
        process.wait(timeout=60)
        log.close()


def _free():
    with socket.socket() as one:
        one.bind((HERE, 0))
        return one.getsockname()[1]


def _answers(address, process, log, wait=PATIENCE):
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    end = time.monotonic() + wait
    while time.monotonic() < end and process.poll() is None:
        try:
            opener.open(address, timeout=5).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    raise RuntimeError(f"JupyterLab did not start: {log.read_text()[-800:]}")


def looked_at(page, name, shots, top):
    """Open one notebook, run it, take its pictures, use its live lines; gives what is wrong with it."""
    page.faults.clear()
    page.errors.clear()
    page.evaluate(f"{OPEN}({json.dumps(f'notebooks/{name}.ipynb')})", PATIENCE)
    ran = page.evaluate(RUN, 2 * PATIENCE)
    images = page.evaluate(IMAGES, PATIENCE)
    page.tall(page.evaluate(HEIGHT), 1100)
    for theme, label in THEMES.items():
        page.evaluate(f"window.jupyterapp.commands.execute('apputils:change-theme', {{theme: '{label}'}})", PATIENCE)
        page.until(f"{DRESSED}('{str(theme == 'light').lower()}')", PATIENCE)
        page.evaluate(TOP)
        page.screenshot(shots / f"{name}-{theme}.png")
    page.tall(1000)
    live = [f"live lines, {one}" for one in (browsed(page, top) if name == HOSTILE else [])]
    if name == HOSTILE:
        page.screenshot(shots / f"{name}-lines.png")
    hacked = page.evaluate("Boolean(window.hacked)")
    page.evaluate(CLOSE, PATIENCE)
    return faults(ran, images, page.faults, hacked) + live, f"{ran['cells']} cells, {images['images']} images"


def rounds(names, repeat, program, shots):
    """All notebooks, as often as asked for, each round in a Lab and a browser of its own; gives the faults' number."""
    wrong = 0
    for number in range(1, repeat + 1):
        with tempfile.TemporaryDirectory(prefix="nabra-lab-", ignore_cleanup_errors=True) as folder:
            top, home = copied(Path(folder) / "checkout"), Path(folder) / "home"
            home.mkdir()
            with lab(top, home) as address, browser(program) as page:
                page.go(address)
                page.until("Boolean(window.jupyterapp)", PATIENCE)
                for name in names:
                    began = time.monotonic()
                    found, what = looked_at(page, name, shots, top)
                    wrong += len(found)
                    print(f"round {number}: {name}: {what}, {time.monotonic() - began:.0f} s: "
                          f"{'; '.join(found) or 'well'}", flush=True)
    return wrong


def main(words=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="notebooks whose names begin so; by default all")
    parser.add_argument("--repeat", type=int, default=1, help="how many rounds")
    parser.add_argument("--shots", type=Path, default=ROOT / "build" / "lab", help="the folder for screenshots")
    asked = parser.parse_args(words)
    names = [path.stem for path in sorted((ROOT / "notebooks").glob("*.ipynb"))] + [HOSTILE]
    names = [name for name in names if not asked.names or name.startswith(tuple(asked.names))]
    program = chromium()
    if not names:
        parser.error(f"no notebook begins with {' or '.join(asked.names)}")
    if program is None:
        print(ABSENT)
        return 0
    wrong = rounds(names, asked.repeat, program, asked.shots)
    print(f"{len(names)} notebooks, {asked.repeat} round{'s' * (asked.repeat > 1)}: "
          f"{f'{wrong} faults' if wrong else 'no fault'}; screenshots in {asked.shots}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

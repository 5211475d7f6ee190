"""A real browser for tests of pages: what its DOM is after everything that can run has run."""

import json
import shutil
import subprocess

import pytest

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--virtual-time-budget=4000",
)


def chromium():
    """The browser's path; skips where there is none."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("no chromium here")
    return found


def dom(html, folder, query="", name="page.html"):
    """The page's DOM as HTML after its scripts ran."""
    path = folder / name
    path.write_text(html, encoding="utf-8")
    run = subprocess.run(
        [chromium(), *FLAGS, f"--user-data-dir={folder / 'profile'}", "--dump-dom", path.as_uri() + query],
        capture_output=True, text=True, encoding="utf-8", errors="replace", timeout=120, check=False)
    assert run.returncode == 0, run.stderr[-500:]
    return run.stdout


def as_js(data):
    """The data as JavaScript that cannot end the script it stands in."""
    return json.dumps(data).replace("<", "\\u003c")


def of_widget(esm, model, after=""):
    """A page that runs a widget's module against a stand-in for Jupyter's model; ``after`` is run when it stands.

    The stand-in keeps every query that the widget sends in ``sent``.
    """
    script = esm.replace("export default { render };", "")
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>calm</title></head><body><div id="out"></div>
<script type="module">
{script}
const state = {as_js(model)}, heard = {{}}, sent = [];
const model = {{
  get: (name) => state[name], set: (name, value) => {{ state[name] = value; }},
  save_changes: () => sent.push(structuredClone(state.query)),
  on: (event, act) => {{ heard[event] = act; }}, off: (event) => {{ delete heard[event]; }},
}};
const answer = (view) => {{ state.view = view; heard["change:view"](); }};
const el = document.getElementById("out");
const close = render({{ model, el }});
{after}
</script></body></html>"""

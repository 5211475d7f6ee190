"""A Chromium without a window, driven by its DevTools protocol; it speaks to 127.0.0.1 alone."""

import base64
import json
import os
import shutil
import subprocess
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import websocket

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    "--hide-scrollbars", "--remote-debugging-port=0", "--window-size=1280,1000",
)
HERE = "127.0.0.1"
TALLEST = 12_000     # pixels of a screenshot


def chromium():
    """The path of a Chromium on this machine (NABRA_CHROMIUM names another one), or None."""
    named = os.environ.get("NABRA_CHROMIUM")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, NAMES)), None)


class Page:
    """One tab: evaluates JavaScript, takes screenshots, and keeps what went wrong in it.

    Attributes
    ----------
    faults : list of str
        Exceptions that nobody caught, and dialogs that opened, since it was last emptied.
    errors : list of str
        Lines that the page's own scripts wrote to the console as errors.
    """

    def __init__(self, address):
        self._socket = websocket.create_connection(address, suppress_origin=True, timeout=30)
        self._last = 0
        self.faults, self.errors = [], []
        for domain in ("Page", "Runtime"):
            self.send(f"{domain}.enable")

    def send(self, method, wait=30, **parameters):
        """The result of one command; what happens meanwhile is noted."""
        self._last += 1
        self._socket.send(json.dumps({"id": self._last, "method": method, "params": parameters}))
        self._socket.settimeout(wait)
        while True:
            message = json.loads(self._socket.recv())
            if message.get("id") == self._last:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']['message']}")
                return message["result"]
            self.noted(message)

    def noted(self, message):
        """Keep what an event says of a fault."""
        method, said = message.get("method"), message.get("params", {})
        if method == "Runtime.exceptionThrown":
            details = said["exceptionDetails"]
            self.faults.append(details.get("exception", {}).get("description") or details["text"])
        elif method == "Page.javascriptDialogOpening":
            self.faults.append(f"a dialog opened: {said['message']}")
        elif method == "Runtime.consoleAPICalled" and said["type"] == "error":
            self.errors.append(" ".join(str(one.get("value", one.get("description", ""))) for one in said["args"]))

    def evaluate(self, expression, wait=30):
        """The value of a JavaScript expression, awaited where it is a promise."""
        done = self.send("Runtime.evaluate", wait, expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in done:
            details = done["exceptionDetails"]
            raise RuntimeError(details.get("exception", {}).get("description") or details["text"])
        return done["result"].get("value")

    def until(self, expression, wait=60):
        """Evaluate again and again until it is true."""
        end = time.monotonic() + wait
        while time.monotonic() < end:
            if self.evaluate(expression):
                return
            time.sleep(0.2)
        raise TimeoutError(f"not within {wait} seconds: {expression}")

    def go(self, address):
        self.send("Page.navigate", url=address)
        self.until("document.readyState === 'complete'")

    def tall(self, height, width=1280):
        """Make the window so high that all of a page stands in it."""
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=min(int(height), TALLEST),
                  deviceScaleFactor=1, mobile=False)
        self.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))")

    def press(self, key):
        """Press and let go a key where the focus is: Enter, ArrowDown, or one that writes a character."""
        code, text = {"Enter": (13, "\r"), "ArrowDown": (40, "")}.get(key) or (ord(key.upper()), key)
        for kind, said in (("keyDown", {"text": text} if text else {}), ("keyUp", {})):
            self.send("Input.dispatchKeyEvent", type=kind, key=key, code=key if len(key) > 1 else "",
                      windowsVirtualKeyCode=code, **said)
        return True

    def screenshot(self, path):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(self.send("Page.captureScreenshot", 120, format="png")["data"]))

    def close(self):
        self._socket.close()


@contextmanager
def browser(program):
    """A Chromium with a profile of its own, and its one tab; both are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="nabra-lab-", ignore_cleanup_errors=True) as folder:
        process = subprocess.Popen([program, *FLAGS, f"--user-data-dir={folder}", "about:blank"],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        page = None
        try:
            page = Page(_tab(_port(Path(folder) / "DevToolsActivePort", process)))
            yield page
        finally:
            if page:
                page.close()
            process.terminate()
            process.wait(timeout=30)


def _port(file, process, wait=60):
    end = time.monotonic() + wait
    while time.monotonic() < end and process.poll() is None:
        if file.is_file() and len(file.read_text().split()) > 1:
            return int(file.read_text().split()[0])
        time.sleep(0.1)
    raise RuntimeError("Chromium did not start; try it by hand, or name another one in NABRA_CHROMIUM")


def _tab(port, wait=30):
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    end = time.monotonic() + wait
    while time.monotonic() < end:
        with opener.open(f"http://{HERE}:{port}/json", timeout=10) as answer:
            tabs = [tab for tab in json.load(answer) if tab["type"] == "page"]
        if tabs:
            return tabs[0]["webSocketDebuggerUrl"]
        time.sleep(0.1)
    raise RuntimeError("Chromium opened no tab; try again")

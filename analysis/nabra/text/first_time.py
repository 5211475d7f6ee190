"""A word to who waits: rules are compiled when they first run on a machine, which takes up to half a minute."""

import multiprocessing
import sys
import time

from numba.core import event

KIND = "numba:compile"
SILENT = 2      # seconds of compiling of which nothing is said
NOTE = "Nabra compiles its rules for this machine, this once: up to half a minute."


class Note(event.Listener):
    """Says NOTE once, on a terminal or in a notebook, when Nabra's own rules have been compiled for SILENT seconds."""

    def __init__(self, clock=time.monotonic):
        self.clock, self.depth, self.begun, self.spent, self.said = clock, 0, 0, 0, False

    def on_start(self, event):
        """Compiling begins, of a rule or of a part of one that is being compiled."""
        if self.said or not _own(event):
            return
        if not self.depth:
            self.begun = self.clock()
        self.depth += 1
        if self.spent + self.clock() - self.begun > SILENT:
            self.said = True
            _say()

    def on_end(self, event):
        """It ends."""
        if self.said or not _own(event):
            return
        self.depth -= 1
        if not self.depth:
            self.spent += self.clock() - self.begun


def _own(event):
    return event.data["dispatcher"].py_func.__module__.startswith("nabra.")


def _say():
    if sys.stderr is not None and sys.stderr.isatty():
        from tqdm import tqdm
        tqdm.write(NOTE, file=sys.stderr)       # above a progress bar, if there is one


def listen():
    """Say it in this process; one that another has started is silent."""
    if multiprocessing.parent_process() is None:
        event.register(KIND, Note())

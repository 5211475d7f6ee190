"""Where the command ``nabra`` begins: Ctrl-C has its answer before anything large is imported."""

import os
import signal

STOPPED = b"nabra: stopped by Ctrl-C; nothing half-written is left behind\n"


def main():
    """Import the command line and run it; until then nothing is written, and Ctrl-C ends at once."""
    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:      # a job in the background ignores it, and goes on doing so
        signal.signal(signal.SIGINT, _stop)
    from nabra.cli import main as run

    signal.signal(signal.SIGINT, before)
    run()


def _stop(number, place):
    os.write(2, STOPPED)
    os._exit(2)

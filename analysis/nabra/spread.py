"""Work spread over processes: a few pieces ahead, results in the pieces' order, Ctrl-C answered."""

import os
import signal
import threading
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import Event, get_start_method, parent_process, resource_tracker

from nabra.errors import NabraError

AHEAD = 2       # pieces a process that wait or are worked on


def spread(function, pieces, processes, prepare, given):
    """What ``function`` makes of each piece, in their order.

    Parameters
    ----------
    function : callable
        Of a module; it is called in another process.
    pieces : iterable
        Taken as they are needed, so that few of them are in memory.
    processes : int
    prepare : callable
        Called once in each process with an event, which is set when the work is to stop, and ``given``.
    given : tuple

    Raises
    ------
    NabraError
        A process was killed.
    """
    stop, waiting = Event(), deque()
    with ProcessPoolExecutor(processes, initializer=_begin, initargs=(prepare, stop, *given)) as pool:
        try:
            for piece in pieces:
                with deferred_interrupts():
                    waiting.append(pool.submit(function, piece))    # starts the processes
                if len(waiting) > AHEAD * processes:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool:
            raise NabraError(f"one of {processes} processes was killed, most likely because the memory ran "
                             "out; run it again with fewer (--processes 1)") from None
        except BaseException:
            stop.set()  # none is killed, which could leave the pool waiting for ever
            pool.shutdown(cancel_futures=True)
            raise


def _begin(prepare, *given):
    """In a new process: end with the main process, even if that is killed."""
    threading.Thread(target=_end_with, args=(parent_process(),), daemon=True).start()
    prepare(*given)


def _end_with(parent):
    parent.join()
    os._exit(1)


@contextmanager
def deferred_interrupts():
    """Ctrl-C waits until the block ends; processes started in it do not hear it (but on Windows they do)."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard = []
    before = signal.signal(signal.SIGINT, lambda *what: heard.append(what))
    try:
        with _blocked_interrupts():
            yield
    finally:
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)
    if heard:
        signal.raise_signal(signal.SIGINT)


@contextmanager
def _blocked_interrupts():
    """What a new process inherits; in this one the signal may still arrive by another thread."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    if get_start_method() != "fork":
        resource_tracker.ensure_running()  # when it starts, it lets the signal through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)

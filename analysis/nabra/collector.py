"""Python's search for unreachable objects: paused where only large tables are made that stay, or made seldom."""

import gc
from contextlib import contextmanager


@contextmanager
def paused():
    """Search for no unreachable objects meanwhile: among many new ones that stay it takes as long as making them."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@contextmanager
def seldom():
    """Search only once in 50,000 new objects meanwhile, and among older ones once in a million."""
    before = gc.get_threshold()
    gc.set_threshold(50_000, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*before)

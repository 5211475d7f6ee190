"""Python's search for unreachable objects, paused where only large tables are made that stay."""

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

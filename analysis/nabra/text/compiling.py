"""How rules are compiled: numba does it when they first run, and keeps the result on disk where it may write.

That is ``NUMBA_CACHE_DIR``, beside the file of the rule, or the user's cache folder; elsewhere each process compiles
anew.
"""

import sys
from functools import cache
from hashlib import sha256
from pathlib import Path

from numba import njit, types, version_info

from nabra.text import first_time

QUICK = ((0, 68),)      # versions of numba whose insides ``quick_compiling`` knows; with others it takes twice as long
_OPTIONS = {"no_cfunc_wrapper": True, "_nrt": False}       # no C function; no counting of who uses an array


def _without_linear_algebra():
    """Let numba get ready without scipy.linalg: it takes a tenth of a second, and nothing here needs it."""
    if "scipy.linalg" in sys.modules:
        return
    sys.modules["scipy.linalg"] = None
    try:
        from numba.np import arraymath
    finally:
        del sys.modules["scipy.linalg"]
    arraymath._HAVE_BLAS = True     # for others' functions: it is asked again by those that need it


_without_linear_algebra()
first_time.listen()


@cache
def _ways():
    """How rules that Python calls are compiled, and how their parts: options of numba."""
    if version_info.short not in QUICK:
        return {}, {}
    from nabra.text import quick_compiling
    return {"pipeline_class": quick_compiling.Compiler}, {"pipeline_class": quick_compiling.PartCompiler}


def compiled(function):
    """``function`` compiled at its first call; kept on disk where there is a place for it.

    It holds what other files say, too (names of bits, functions that it calls): what is kept is used while none of
    those that may be asked has changed. It may make no array: then nothing is counted of who uses one, which
    takes a third of the time of small rules.
    """
    try:
        made = njit(cache=True, **_OPTIONS, **_ways()[0])(function)
    except RuntimeError:                    # no folder that may be written
        return _with_numbers(njit(**_OPTIONS, **_ways()[0])(function))
    kept = made._cache._cache_file
    kept._source_stamp = (kept._source_stamp, _sources())
    return _with_numbers(made)


def inner(function):
    """``function`` compiled as a part of those compiled ones that call it, and not for Python."""
    return _with_numbers(njit(no_cpython_wrapper=True, **_OPTIONS, **_ways()[1])(function))


def _with_numbers(made):
    """A compiled function for which a constant is a number like others: else it is compiled for each one anew."""
    template = made.get_call_template
    made.get_call_template = lambda args, kws: template(tuple(map(types.unliteral, args)), kws)
    return made


@cache
def _sources():
    """A digest of the files that have compiled rules or name bits."""
    package = Path(__file__).parents[1]
    texts = [file.read_bytes() for folder in ("text", "cues") for file in sorted((package / folder).glob("*.py"))]
    return sha256(b"".join(text for text in texts if b"compiled" in text or b"bits" in text)).hexdigest()

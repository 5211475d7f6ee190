"""How rules are compiled: numba does it when they first run, and keeps the result on disk where it may write.

That is ``NUMBA_CACHE_DIR``, beside the file of the rule, or the user's cache folder; elsewhere each process compiles
anew.
"""

import sys
from functools import cache
from hashlib import sha256
from pathlib import Path

from numba import njit, types
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import CompilerBase
from numba.core.compiler_machinery import PassManager
from numba.core.targetconfig import TargetConfig
from numba.core.typed_passes import (
    AnnotateTypes, IRLegalization, NativeLowering, NoPythonBackend, NopythonTypeInference, PreLowerStripPhis,
)
from numba.core.untyped_passes import FixupArgs, GenericRewrites, IRProcessing, ReconstructSSA, TranslateByteCode

from nabra.collector import seldom

_OPTIONS = {"no_cfunc_wrapper": True, "_nrt": False}       # no C function; no counting of who uses an array

# The passes of numba that the rules need: they have no closures, and no arithmetic of whole arrays.
_PASSES = (TranslateByteCode, FixupArgs, IRProcessing, GenericRewrites, ReconstructSSA, NopythonTypeInference,
           PreLowerStripPhis, IRLegalization, AnnotateTypes, NativeLowering, NoPythonBackend)


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


def _with_quick_options():
    """Compare numba's options as they are kept: every look-up of an operator compares all, and by default name by name."""
    TargetConfig.__eq__ = lambda one, other: isinstance(other, TargetConfig) and one._values == other._values
    TargetConfig.__hash__ = lambda one: hash(type(one))


_with_quick_options()


class _Part(JITCodeLibrary):
    """The code of a rule that is a part of others: optimised with each of those, and never by itself.

    Else numba optimises it, and makes machine code, once for each call that lies between it and Python.
    """

    def _optimize_functions(self, ll_module):
        """Leave them as they are; where numbers lie in memory must be the same as elsewhere."""
        ll_module.data_layout = self._codegen._data_layout

    def _optimize_final_module(self):
        """Leave it as it is."""

    def _finalize_final_module(self):
        self._finalized = True

    def get_pointer_to_function(self, name):
        """No place: it has no machine code."""
        self._ensure_finalized()
        return 0

    @property
    def codegen(self):
        """What is told of where it stands (``set_env``): itself, which takes no note."""
        return self

    def set_env(self, name, env):
        """Take no note."""


@cache
def _passes():
    passes = PassManager("rule")
    for one in _PASSES:
        passes.add_pass(one, one.__name__)
    passes.finalize()
    return passes


class _Compiler(CompilerBase):
    """Compile a rule that Python calls."""

    @seldom()
    def compile_extra(self, func):
        """Compile it; what numba makes meanwhile are many objects, most of which stay until it is done."""
        return super().compile_extra(func)

    def define_pipelines(self):
        """The passes, in one row."""
        return [_passes()]


class _PartCompiler(_Compiler):
    """Compile a rule to a _Part."""

    def define_pipelines(self):
        """The passes, in one row."""
        self.state.library = _Part(self.state.targetctx.codegen(), self.state.func_id.func_qualname)
        return super().define_pipelines()


def compiled(function):
    """``function`` compiled at its first call; kept on disk where there is a place for it.

    It holds what other files say, too (names of bits, functions that it calls): what is kept is used while none of
    those that may be asked has changed. It may make no array: then nothing is counted of who uses one, which
    takes a third of the time of small rules.
    """
    try:
        made = njit(cache=True, pipeline_class=_Compiler, **_OPTIONS)(function)
    except RuntimeError:                    # no folder that may be written
        return _with_numbers(njit(pipeline_class=_Compiler, **_OPTIONS)(function))
    kept = made._cache._cache_file
    kept._source_stamp = (kept._source_stamp, _sources())
    return _with_numbers(made)


def inner(function):
    """``function`` compiled as a part of those compiled ones that call it, and not for Python."""
    return _with_numbers(njit(no_cpython_wrapper=True, pipeline_class=_PartCompiler, **_OPTIONS)(function))


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

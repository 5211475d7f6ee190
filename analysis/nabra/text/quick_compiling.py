"""Rules compiled by numba in half the time: only the passes that they need, and parts together with their wholes.

What is used of numba here it does not promise to keep: ``compiling.QUICK`` says with which versions it was tried.
"""

from functools import cache

from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import CompilerBase
from numba.core.compiler_machinery import PassManager
from numba.core.targetconfig import TargetConfig
from numba.core.typed_passes import (
    AnnotateTypes, IRLegalization, NativeLowering, NoPythonBackend, NopythonTypeInference, PreLowerStripPhis,
)
from numba.core.untyped_passes import FixupArgs, GenericRewrites, IRProcessing, ReconstructSSA, TranslateByteCode

from nabra.collector import seldom

# The passes of numba that the rules need: they have no closures, and no arithmetic of whole arrays.
_PASSES = (TranslateByteCode, FixupArgs, IRProcessing, GenericRewrites, ReconstructSSA, NopythonTypeInference,
           PreLowerStripPhis, IRLegalization, AnnotateTypes, NativeLowering, NoPythonBackend)


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


class Compiler(CompilerBase):
    """Compile a rule that Python calls."""

    @seldom()
    def compile_extra(self, func):
        """Compile it; what numba makes meanwhile are many objects, most of which stay until it is done."""
        return super().compile_extra(func)

    def define_pipelines(self):
        """The passes, in one row."""
        return [_passes()]


class PartCompiler(Compiler):
    """Compile a rule to a _Part."""

    def define_pipelines(self):
        """The passes, in one row."""
        self.state.library = _Part(self.state.targetctx.codegen(), self.state.func_id.func_qualname)
        return super().define_pipelines()

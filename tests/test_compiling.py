"""How rules are compiled: parts together with those that they are a part of, and options told apart."""

import gc
import subprocess
import sys
from pathlib import Path

from numba import version_info
from numba.core.compiler import Flags

from nabra.text.compiling import QUICK, compiled, inner

# With a version that is not known the rules below are compiled, too.
UNKNOWN = """
import numba
numba.version_info = numba.version_info._replace(short=(99, 0))
import sys
import test_compiling
test_compiling.test_a_part_of_a_part_is_compiled_with_the_whole()
assert "nabra.text.quick_compiling" not in sys.modules
"""


@inner
def _twice(number):
    return 2 * number


@inner
def _four_times(number):
    return _twice(_twice(number))


@compiled
def _between(number):
    return _four_times(number) - _twice(number)


def test_a_part_of_a_part_is_compiled_with_the_whole():
    before = gc.get_threshold()
    assert _between(7) == 14
    assert gc.get_threshold() == before
    assert _between(-0.5) == -1.0


def test_options_are_the_same_where_their_values_are():
    one, other = Flags(), Flags()
    one.nrt = other.nrt = True
    assert one == other == other.copy() and hash(one) == hash(other)
    other.boundscheck = True
    assert one != other and one != "nrt"


def test_the_locked_version_is_compiled_quickly_and_others_in_numbas_own_way():
    assert version_info.short in QUICK and "nabra.text.quick_compiling" in sys.modules
    subprocess.run([sys.executable, "-c", UNKNOWN], check=True, cwd=Path(__file__).parent)

"""How rules are compiled: parts together with those that they are a part of, and options told apart."""

import gc

from numba.core.compiler import Flags

from nabra.text.compiling import compiled, inner


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

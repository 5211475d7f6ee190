"""Intervals and adjusted p against worked examples, and what they promise at the edges."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2, chi2_contingency

from nabra.measures.intervals import (
    adjusted, clustered_wilson, design_effect, effective_size, trusts_bootstrap, wilson,
)

CONTROL = "13/13 12/12 9/9 9/9 8/8 8/8 12/13 11/12 9/10 9/10 8/9 11/13 4/5 5/7 7/10 7/10"
TREATED = "12/12 11/11 10/10 9/9 10/11 9/10 9/10 8/9 8/9 4/5 7/9 4/7 5/10 3/6 3/10 0/7"


def litters(text):
    pairs = np.array([[int(number) for number in pair.split("/")] for pair in text.split()])
    return pairs[:, 0], pairs[:, 1]


@pytest.mark.parametrize(("count", "size", "low", "high"), [
    (81, 263, .2553, .3662), (15, 148, .0624, .1605), (0, 20, 0, .1611), (1, 29, .0061, .1718)])
def test_wilson_known(count, size, low, high):
    assert wilson(count, size) == pytest.approx((low, high), abs=5e-5)


def test_wilson_is_exact_at_the_edges():
    low, high = wilson(np.array([0, 163]), np.array([163, 163]))
    assert low[0] == 0 and 0 < high[0] < .03
    assert high[1] == 1 and .97 < low[1] < 1


@pytest.mark.parametrize(("group", "effect"), [(CONTROL, 1.232495), (TREATED, 3.952861)])
def test_design_effect_of_rats(group, effect):
    assert design_effect(*litters(group)) == pytest.approx(effect, abs=5e-7)


def test_rats_chi_square_loses_most_of_its_force():
    groups = [litters(CONTROL), litters(TREATED)]
    alive, all_ = (np.array([group[i].sum() for group in groups], dtype=float) for i in (0, 1))
    naive = chi2_contingency([alive, all_ - alive], correction=False)
    assert (naive.statistic, naive.pvalue) == pytest.approx((8.89989, .0029), abs=5e-5)
    effects = np.array([design_effect(*group) for group in groups])
    alive, all_ = alive / effects, all_ / effects
    share = alive.sum() / all_.sum()
    statistic = ((alive - all_ * share) ** 2 / (all_ * share * (1 - share))).sum()
    assert statistic == pytest.approx(4.04061, abs=5e-6)
    assert chi2.sf(statistic, 1) == pytest.approx(.0444, abs=5e-5)


def test_design_effect_by_hand():
    # two articles of 2 mentions, (2, 0): p = 1/2, v = 2/1 * (1 + 1) / 16 = 1/4, binomial 1/16
    assert design_effect([2, 0], [2, 2]) == pytest.approx(4)
    assert np.isnan(design_effect([0, 0], [2, 2]))
    assert np.isnan(design_effect([1], [2]))


def test_effective_size_lies_between_articles_and_mentions():
    assert effective_size([6, 0] * 30, [6] * 60) == pytest.approx(60)      # all mentions of an article agree
    assert effective_size([3] * 60, [6] * 60) > 300                        # no clustering to be seen
    assert effective_size([0] * 20, [5] * 20) == pytest.approx(20)         # nothing seen: the floor
    assert effective_size([2], [5]) == 1


def test_few_bearers_make_the_effective_size_cautious():
    """The same design effect seen in few articles is trusted less: mentions that hold no news count less."""
    few, many = [1] + [0] * 39, [1] * 20 + [0] * 20
    assert design_effect(few, [6] * 40) < 1.1 and design_effect(many, [6] * 40) < 1.1
    assert effective_size(few, [6] * 40) < .5 * effective_size(many, [6] * 40)
    # one bearer: near enough (1 * 0 + 2 * .5) / 3 = 1/3, so 240 / (1 + 5 / 3), made fewer by Student's t
    assert effective_size(few, [6] * 40) == pytest.approx(90 * (1.959964 / 2.022691) ** 2, rel=.001)


def test_the_bootstrap_is_trusted_from_forty_articles_and_fifteen_bearers():
    size = np.full(40, 3)
    assert trusts_bootstrap(np.repeat([1, 0], [15, 25]), size) and not trusts_bootstrap(
        np.repeat([1, 0], [14, 26]), size)
    assert not trusts_bootstrap(np.repeat([3, 2], [26, 14]), size)
    assert not trusts_bootstrap(np.repeat([1, 0], [20, 19]), size[:39])


def test_clustered_wilson_at_zero_counts_articles_not_mentions():
    low, high = clustered_wilson([0] * 20, [5] * 20)
    assert low == 0 and high == pytest.approx(.1611, abs=5e-5)
    low, high = clustered_wilson([5] * 20, [5] * 20)
    assert high == 1 and low == pytest.approx(1 - .1611, abs=5e-5)


def test_clustered_wilson_is_wider_than_wilson_when_articles_agree():
    count, size = np.array([6, 0, 6, 0, 0, 6, 0, 0]), np.full(8, 6)
    low, high = clustered_wilson(count, size)
    plain = wilson(count.sum(), size.sum())
    assert low < plain[0] and high > plain[1]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(any), min_size=1, max_size=30))
def test_interval_holds_the_share_and_mirrors(pairs):
    count, other = np.array(pairs).T
    size = count + other
    low, high = clustered_wilson(count, size)
    assert 0 <= low <= count.sum() / size.sum() <= high <= 1 and low < high
    assert clustered_wilson(other, size) == pytest.approx((1 - high, 1 - low))
    assert 1 - 1e-9 <= effective_size(count, size) <= size.sum() + 1e-9


def test_benjamini_hochberg_known():
    p = [.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528, .7590, 1]
    assert adjusted(p)[:4] == pytest.approx([.0015, .003, .0095, .035625])


def test_untested_rows_are_no_part_of_the_family():
    with_gaps = adjusted([.01, np.nan, .04, np.nan])
    assert np.isnan(with_gaps[[1, 3]]).all()
    assert with_gaps[[0, 2]] == pytest.approx(adjusted([.01, .04]))
    assert np.isnan(adjusted([np.nan])).all() and len(adjusted([])) == 0

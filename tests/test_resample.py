"""Resampling of articles: exact small cases, invariance, and how it behaves on simulated corpora."""

import itertools
import time

import numpy as np
import pytest
import simulated
from scipy.stats import chi2_contingency

from nabra.measures.resample import (
    article_counts, article_weights, bootstrap_interval, permutation_p, studentised_interval,
)


def simple(generator, shares, articles, per_article=6, icc=.3):
    """Counts per article of clustered choices, shape (articles, categories)."""
    own = simulated.article_shares(generator, shares, articles, icc)
    return generator.multinomial(per_article, own)


def test_article_counts():
    made = article_counts([4, 0, 4, 4], [1, 0, 1, 2], group_of=[7, 7, 8, 8, 9], categories=3)
    assert made.counts.tolist() == [[1, 0, 0], [0, 2, 1]]
    assert made.group.tolist() == [7, 9] and made.exposure.tolist() == [1, 3]
    assert made.of(9).tolist() == [[0, 2, 1]]
    assert article_counts([], [], [0, 1], 3).counts.shape == (0, 3)


def test_bootstrap_agrees_with_resampling_article_by_article():
    counts = simple(np.random.default_rng(3), (.5, .3, .2), 80)
    low, high = bootstrap_interval(counts, 4000)
    generator, shares = np.random.default_rng(9), []
    for _ in range(4000):
        sums = counts[generator.integers(0, 80, 80)].sum(axis=0)
        shares.append(sums / sums.sum())
    assert np.c_[low, high] == pytest.approx(np.quantile(shares, [.025, .975], axis=0).T, abs=.012)


def test_bootstrap_does_not_see_the_order_of_articles():
    counts = simple(np.random.default_rng(4), (.6, .4), 50)
    shuffled = counts[np.random.default_rng(0).permutation(50)]
    assert np.array_equal(bootstrap_interval(counts), bootstrap_interval(shuffled))
    assert not np.array_equal(bootstrap_interval(counts, 50, seed=1), bootstrap_interval(counts, 50, seed=2))


def test_bootstrap_narrows_with_more_articles_and_not_with_longer_ones():
    counts = simple(np.random.default_rng(5), (.5, .5), 60)
    low, high = bootstrap_interval(counts)
    narrow_low, narrow_high = bootstrap_interval(np.repeat(counts, 4, axis=0))
    assert narrow_high - narrow_low == pytest.approx((high - low) / 2, rel=.1)
    assert np.array_equal(bootstrap_interval(counts * 4), bootstrap_interval(counts))


def test_the_studentised_bootstrap_by_hand():
    """Replicate by replicate from the same draws: t on the logit scale, and the bounds turned round."""
    counts = simple(np.random.default_rng(6), (.6, .4), 50)
    ordered = counts[np.lexsort(counts.T[::-1])].astype(float)

    def logit_and_error(rows):
        y, n = rows[:, 0], rows.sum(axis=1)
        p = y.sum() / n.sum()
        return np.log(p / (1 - p)), np.sqrt(((y - n * p) ** 2).sum()) / n.sum() / (p * (1 - p))

    value, error = logit_and_error(ordered)
    (weights,) = article_weights(50, 400, 1)
    t = []
    for row in weights.astype(int):
        drawn, drawn_error = logit_and_error(np.repeat(ordered, row, axis=0))
        t.append((drawn - value) / drawn_error)
    t.sort()
    logits = value - t[-10] * error, value - t[9] * error       # the tenth from each end of 400
    low, high = studentised_interval(counts, 400)
    assert (low[0], high[0]) == pytest.approx([1 / (1 + np.exp(-one)) for one in logits])


def test_the_studentised_bootstrap_mirrors_and_does_not_see_the_order_of_articles():
    counts = simple(np.random.default_rng(7), (.3, .7), 60)
    low, high = studentised_interval(counts, 500)
    assert (low[1], high[1]) == pytest.approx((1 - high[0], 1 - low[0]))
    shuffled = counts[np.random.default_rng(0).permutation(60)]
    assert np.array_equal(studentised_interval(shuffled, 500), (low, high))
    assert np.isnan(studentised_interval(np.full((50, 2), 3), 50)).all()        # no variance to be seen
    assert np.isnan(studentised_interval(np.tile([4, 0], (50, 1)), 50)).all()


def test_ten_thousand_replicates_for_fourteen_outlets_take_seconds():
    """A tenth of 10,000 replicates for 14 outlets, 12 variants and 15,000 articles in a tenth of 10 s of work."""
    generator = np.random.default_rng(9)
    own = generator.dirichlet(np.full(12, .3), size=15_000)
    counts = np.array_split(generator.multinomial(5, own), 14)
    began = time.process_time()
    for outlet in counts:
        studentised_interval(outlet, 1000)
    assert time.process_time() - began < 1


def test_permutation_p_against_all_permutations():
    counts = np.array([[3, 0], [2, 1], [1, 1], [0, 2], [0, 3], [1, 3]])
    group = np.array([0, 0, 0, 1, 1, 1])

    def difference(first):
        other = np.setdiff1d(np.arange(6), first)
        shares = [counts[list(part), 0].sum() / counts[list(part)].sum() for part in (first, other)]
        return abs(shares[0] - shares[1])

    observed = difference((0, 1, 2))
    apart = np.array([difference(part) for part in itertools.combinations(range(6), 3)])
    further, tied = (apart > observed + 1e-12).mean(), (abs(apart - observed) < 1e-12).mean()
    assert tied == .1 and further == 0
    assert permutation_p(counts, group, 20_000) == pytest.approx(np.full((2, 2), further + tied / 2), abs=.005)


def test_permutation_p_of_many_groups_agrees_with_one_group_against_the_rest():
    generator = np.random.default_rng(8)
    counts, group = simple(generator, (.4, .35, .25), 90), np.repeat([0, 1, 2], 30)
    together = permutation_p(counts, group, 4000)
    for one in range(3):
        alone = permutation_p(counts, (group != one).astype(int), 4000)
        assert together[one] == pytest.approx(alone[0], abs=.035)


def test_permutation_p_is_one_without_any_difference_and_never_zero():
    assert (permutation_p(np.full((8, 2), 3), np.repeat([0, 1], 4), 99) == 1).all()
    counts = np.repeat([[5, 0], [0, 5]], 40, axis=0)
    assert permutation_p(counts, np.repeat([0, 1], 40), 199) == pytest.approx(1 / 200)


def test_chunks_do_not_change_results(monkeypatch):
    counts, group = simple(np.random.default_rng(2), (.5, .5), 60), np.repeat([0, 1], 30)
    whole = permutation_p(counts, group, 200), bootstrap_interval(counts, 200), studentised_interval(counts, 200)
    monkeypatch.setattr("nabra.measures.resample.CHUNK", 50)
    assert np.array_equal(whole[0], permutation_p(counts, group, 200))
    assert np.array_equal(whole[1], bootstrap_interval(counts, 200))
    assert np.array_equal(whole[2], studentised_interval(counts, 200))


def test_under_the_null_articles_hold_the_level_and_tokens_do_not():
    """Two outlets that choose alike, articles that agree within themselves (intraclass correlation .3)."""
    generator, group = np.random.default_rng(20), np.repeat([0, 1], 40)
    by_articles = by_tokens = 0
    for run in range(200):
        counts = simple(generator, (.5, .5), 80)
        by_articles += permutation_p(counts, group, 199, seed=run)[0, 0] < .05
        tokens = [counts[group == g].sum(axis=0) for g in (0, 1)]
        by_tokens += chi2_contingency(tokens, correction=False).pvalue < .05
    assert by_articles <= .09 * 200
    assert by_tokens >= .15 * 200

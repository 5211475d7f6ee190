"""Correction by coded lines: known answers, and what the estimators promise."""

import numpy as np
import pytest
import simulate

from nabra.errors import NabraError
from nabra.measures.correction import (
    ENOUGH_LABELS, Lines, corrected_ratio, labels_only, more_lines, prediction_powered_mean, uncorrected_ratio,
)
from nabra.measures.intervals import wilson

LABEL = np.repeat([1, 1, 0, 0], [34, 6, 8, 152])
PREDICTED = np.repeat([1, 0, 1, 0], [34, 6, 8, 152])
OTHERS = np.repeat([1, 0], [1050, 3950])


@pytest.mark.parametrize(("lam", "low", "high"), [
    (1, .161659, .238341), (None, .164655, .235345), (0, .144564, .255436)])
def test_prediction_powered_mean_known(lam, low, high):
    made = prediction_powered_mean(LABEL, PREDICTED, OTHERS, lam)
    assert made.estimate == pytest.approx(.2) and (made.low, made.high) == pytest.approx((low, high), abs=5e-7)


def test_tuning_is_never_wider():
    generator = np.random.default_rng(1)
    for _ in range(20):
        y = generator.random(150) < .3
        f = np.where(generator.random(150) < generator.uniform(.5, 1), y, ~y)
        big = generator.random(3000) < f.mean()
        tuned, *fixed = (prediction_powered_mean(y, f, big, lam) for lam in (None, 0, 1))
        assert all(tuned.variance <= one.variance + 1e-12 for one in fixed)
    assert prediction_powered_mean(y, np.ones(150), np.ones(99)).lam == 0       # a constant prediction helps nothing
    with pytest.raises(NabraError, match="150 labels, 149 predictions"):
        prediction_powered_mean(y, f[1:], big)


def population(seed, share=.3, labels=400, accuracy=.85, articles=800):
    return simulate.coded_lines(np.random.default_rng(seed), share, .2, labels, accuracy, articles)


def coded_anew(lines, **changed):
    return Lines(**{name: changed.get(name, getattr(lines, name)) for name in Lines.__dataclass_fields__})


def test_one_line_an_article_and_equal_chances_are_prediction_powered_inference():
    """Where lines are independent the two estimators are the same, but for the labelled lines being in both."""
    generator = np.random.default_rng(3)
    n, big = 500, 20_000
    y = (generator.random(big) < .3).astype(float)
    f = np.where(generator.random(big) < .85, y, 1 - y)
    label = np.where(np.arange(big) < n, y, np.nan)
    lines = Lines(np.arange(big), f, np.ones(big), label, np.where(np.isnan(label), np.nan, 1), np.full(big, big / n))
    design, powered = corrected_ratio(lines), prediction_powered_mean(y[:n], f[:n], f[n:])
    assert design.estimate == pytest.approx(powered.estimate, abs=.002)
    assert design.variance == pytest.approx(powered.variance, rel=.05)
    assert design.lam == pytest.approx(powered.lam, abs=.03)


def test_without_errors_the_machine_needs_no_correction():
    lines = population(4, accuracy=1)
    made, alone = corrected_ratio(lines), uncorrected_ratio(lines)
    assert made.lam == pytest.approx(1, abs=.02) and made.estimate == pytest.approx(alone.estimate, abs=.002)
    assert made.low <= alone.low * 1.05 and made.high >= alone.high * .97


def test_a_machine_that_knows_nothing_is_left_out():
    lines = population(5)
    noise = coded_anew(lines, predicted_part=(np.random.default_rng(0).random(len(lines.article)) < .5).astype(float))
    made = corrected_ratio(noise)
    assert abs(made.lam) < .15
    assert made.variance == pytest.approx(corrected_ratio(noise, lam=0).variance, rel=.05)


def test_the_best_lam_is_the_best():
    lines = population(6)
    best = corrected_ratio(lines).variance
    assert all(best <= corrected_ratio(lines, lam).variance * 1.001 for lam in np.linspace(0, 1, 11))


def test_neither_order_nor_the_names_of_articles_matter_and_shares_mirror():
    lines = population(7)
    order = np.random.default_rng(1).permutation(len(lines.article))
    shuffled = Lines(*(np.asarray(getattr(lines, name))[order] for name in Lines.__dataclass_fields__))
    renamed = coded_anew(shuffled, article=10_000 - shuffled.article)
    made = corrected_ratio(lines)
    for other in (corrected_ratio(shuffled), corrected_ratio(renamed)):
        assert (other.estimate, other.low, other.high) == pytest.approx((made.estimate, made.low, made.high))
    mirrored = corrected_ratio(coded_anew(lines, predicted_part=1 - lines.predicted_part, part=1 - lines.part))
    assert (mirrored.estimate, mirrored.low, mirrored.high) == pytest.approx(
        (1 - made.estimate, 1 - made.high, 1 - made.low))


def test_chances_of_being_drawn_are_made_up_for():
    """Half of the sample are predicted positives, a third of the lines: the unweighted share is off, this is not."""
    estimates, plain = [], []
    for seed in range(60):
        lines = population(seed, .2)
        estimates.append(corrected_ratio(lines, lam=0).estimate)
        plain.append(np.nanmean(lines.part))
    assert np.mean(plain) > .3 and np.mean(estimates) == pytest.approx(.2, abs=.01)


def test_what_people_call_no_mention_leaves_the_denominator():
    lines = population(8, accuracy=1)
    gone = (np.random.default_rng(2).random(len(lines.article)) < .5) & (lines.part == 0)
    whole = np.where(np.isnan(lines.part), np.nan, np.where(gone, 0, 1))
    made = corrected_ratio(coded_anew(lines, whole=whole))
    p = np.mean(lines.predicted_part)
    assert made.estimate == pytest.approx(p / (p + (1 - p) / 2), abs=.05)


def test_coded_lines_alone():
    lines = Lines(np.arange(50), np.ones(50), np.ones(50), np.repeat([1, 0, np.nan], [5, 15, 30]),
                  np.repeat([1, np.nan], [20, 30]), np.full(50, 2.5))
    made = labels_only(lines)
    assert (made.low, made.high) == pytest.approx(wilson(5, 20)) and made.estimate == .25
    nobody = coded_anew(lines, part=np.full(50, np.nan), whole=np.full(50, np.nan))
    assert np.isnan(labels_only(nobody).estimate) and np.isnan(corrected_ratio(nobody).estimate)
    assert lines.labels == 20 and nobody.labels == 0 and more_lines(nobody, labels_only(nobody)) is None


def test_more_lines_halve_the_interval():
    """What it forecasts from 250 lines comes out when so many more are coded."""
    lines = population(9, labels=250, articles=8000)
    made = corrected_ratio(lines)
    more = more_lines(lines, made)
    assert 500 < more < 1200
    again = corrected_ratio(population(9, labels=250 + more, articles=8000))
    assert (again.high - again.low) / (made.high - made.low) == pytest.approx(.5, abs=.06)


def test_where_articles_are_few_no_number_of_lines_would_do():
    lines = population(10, labels=200, articles=220)
    assert more_lines(lines, corrected_ratio(lines)) is None and ENOUGH_LABELS == 200

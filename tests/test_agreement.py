"""Agreement of coders: published examples with their digits, and what the coefficients promise."""

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import cohen_kappa_score, confusion_matrix
from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa

from nabra.errors import NabraError
from nabra.measures.agreement import (
    agreement, ac1_interval, alpha_interval, confusion, gwet_ac1, krippendorff_alpha, lines_needed,
)

FOUR = ["1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 ."]


@pytest.fixture(scope="module")
def four():
    """Krippendorff's four coders of 2011, units by coders."""
    return np.array([[np.nan if code == "." else float(code) for code in row.split()] for row in FOUR]).T


@pytest.mark.parametrize(("level", "printed"), [
    ("nominal", .743421052631579), ("ordinal", .8153875037548814), ("interval", .8491071428571428),
    ("ratio", .7974027747116121)])
def test_krippendorff_2011(four, level, printed):
    assert krippendorff_alpha(four, level) == pytest.approx(printed, abs=1e-14)


def test_forty_pairable_values_and_113_152ths(four):
    pairable = four[(~np.isnan(four)).sum(axis=1) > 1]
    assert (~np.isnan(pairable)).sum() == 40
    assert krippendorff_alpha(four) == pytest.approx(113 / 152, abs=1e-15)


@pytest.mark.parametrize(("alpha", "lines"), [(.8, 139), (.667, 81)])
def test_bloch_and_kraemer(alpha, lines):
    assert lines_needed(alpha, codes=4) == lines


def coders(seed, units=300, agree=.8, values=3):
    generator = np.random.default_rng(seed)
    truth = generator.choice(values, units, p=[.6, .3, .1][:values])
    other = generator.choice(values, units)
    return np.column_stack([truth, np.where(generator.random(units) < agree, truth, other)])


def test_alpha_of_two_coders_tends_to_cohens_kappa_and_of_many_to_fleiss():
    """Without gaps nominal alpha is Fleiss' kappa but for 1 / n; with like margins Cohen's, too."""
    codes = coders(1)
    fleiss = fleiss_kappa(aggregate_raters(codes)[0])
    n = codes.size
    assert krippendorff_alpha(codes) == pytest.approx(1 - (1 - fleiss) * (n - 1) / n, abs=1e-12)
    assert krippendorff_alpha(codes) == pytest.approx(cohen_kappa_score(*codes.T), abs=.01)


def test_ac1_by_hand_and_with_gaps():
    # 10 lines: both a 7, both b 1, a/b 2: p_a = .8, pi_a = .8, p_e = 2 (.8)(.2) / 1 = .32
    codes = [["a", "a"]] * 7 + [["b", "b"]] + [["a", "b"]] * 2
    assert gwet_ac1(codes) == pytest.approx((.8 - .32) / (1 - .32))
    assert gwet_ac1(codes, categories="abc") == pytest.approx((.8 - .16) / (1 - .16))
    # a line coded once adds to the shares of values, not to the agreement
    assert gwet_ac1([*codes, ["b", None]]) == pytest.approx((.8 - (p := 2 * (8 / 11) * (3 / 11))) / (1 - p))


def test_one_rare_value_pulls_alpha_down_and_leaves_ac1():
    codes = [["no", "no"]] * 95 + [["yes", "no"], ["no", "yes"]] * 2 + [["yes", "yes"]]
    assert krippendorff_alpha(codes) < .35 and gwet_ac1(codes) > .9


def test_neither_names_nor_the_order_of_lines_and_coders_matter():
    codes = coders(2)
    shuffled = np.random.default_rng(0).permutation(codes)[:, ::-1]
    named = np.array(["zebra", "ant", "cow"])[shuffled]
    for one in (shuffled, named):
        assert krippendorff_alpha(one) == pytest.approx(krippendorff_alpha(codes), abs=1e-12)
        assert gwet_ac1(one) == pytest.approx(gwet_ac1(codes), abs=1e-12)
    assert alpha_interval(shuffled, replicates=200) == pytest.approx(alpha_interval(codes, replicates=200))


def test_units_of_one_code_do_not_count_for_alpha():
    codes = coders(3).astype(float)
    with_singles = np.vstack([codes, [[1, np.nan], [np.nan, np.nan], [np.nan, 2]]])
    assert krippendorff_alpha(with_singles) == krippendorff_alpha(codes)


def test_intervals_hold_the_truth_of_a_large_population():
    """Coders who say the same in 80 of 100 lines and guess in the rest: 80 samples of 200 lines."""
    truth, truth_ac1 = krippendorff_alpha(coders(0, 40_000)), gwet_ac1(coders(0, 40_000))
    held = []
    for seed in range(1, 81):
        codes = coders(seed, 200)
        (low, high), (low1, high1) = alpha_interval(codes, replicates=300), ac1_interval(codes, replicates=300)
        held.append((low < truth < high, low1 < truth_ac1 < high1))
    assert (np.mean(held, axis=0) >= .88).all()


def test_edges():
    assert np.isnan(krippendorff_alpha([["a", "a"]] * 5)) and np.isnan(gwet_ac1([["a", "a"]] * 5))
    assert np.isnan(krippendorff_alpha([["a", None]] * 5))
    assert np.isnan(alpha_interval([["a", "a"]] * 5)).all()
    assert krippendorff_alpha([["a", "a"], ["b", "b"]]) == 1
    assert krippendorff_alpha([[1, 5], [5, 1]], "interval") < 0
    with pytest.raises(NabraError, match="unknown level 'norminal'"):
        krippendorff_alpha([[1, 2]], "norminal")
    with pytest.raises(NabraError, match="must be numbers"):
        krippendorff_alpha([["a", "b"]], "ratio")
    with pytest.raises(NabraError, match="alpha=1"):
        lines_needed(1)


def test_confusion_and_the_table_of_agreement():
    first, second = coders(5).T
    names = np.array(["narrator", "quoted", "reported"])
    codes = pd.DataFrame({"leila": names[first], "omar": names[second]})
    codes.loc[0, "omar"] = None
    found = confusion(codes)
    assert (found.to_numpy() == confusion_matrix(first[1:], second[1:])).all() and found.index.name == "leila"
    made = agreement({"voice": codes, "mention": codes.assign(leila="yes", omar="yes"),
                      "marks": codes.assign(omar=None)}, replicates=200)
    voice = made.iloc[0]
    assert (voice["lines"], voice["coders"], voice["values"]) == (299, 2, 3)
    assert voice["percent"] == pytest.approx(np.trace(found.to_numpy()) / 299)
    assert voice["alpha_low"] < voice["alpha"] < voice["alpha_high"] and voice["ac1_low"] < voice["ac1"]
    assert made["reason"].tolist()[1:] == ["every line has the same value", "no line was coded by two"]
    assert made.loc[1:, "alpha"].isna().all()

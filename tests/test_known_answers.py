"""Worked examples with the digits that their sources print, or that an independent script gave.

Krippendorff's alpha and the sample sizes for it are in test_agreement.py, prediction-powered means in the
tests of the corrections, Wilson's intervals and the design effects of the rats in test_intervals.py too.
"""

import numpy as np
import pytest
from scipy.spatial.distance import jensenshannon
from scipy.stats import chi2_contingency, fisher_exact
from sklearn.metrics import mutual_info_score
from statsmodels.stats.multitest import multipletests

from nabra.errors import NabraError
from nabra.measures.classical import dealt_p, lang_reiczigel, newcombe, rao_scott, rogan_gladen
from nabra.measures.dispersion import dkl, dp, dp_norm
from nabra.measures.distance import jensen_shannon
from nabra.measures.intervals import adjusted, wilson
from nabra.measures.keyness import association, g2_two_cell, informative_prior, log_odds, log_ratio, lrc
from nabra.measures.resample import permutation_p
from nabra.measures.standardise import fay_feuer

RATS = {
    "control": "13/13 12/12 9/9 9/9 8/8 8/8 12/13 11/12 9/10 9/10 8/9 11/13 4/5 5/7 7/10 7/10",
    "treated": "12/12 11/11 10/10 9/9 10/11 9/10 9/10 8/9 8/9 4/5 7/9 4/7 5/10 3/6 3/10 0/7",
}
SIZES = (1177, 341805)
FAMILY = 20109


@pytest.fixture(scope="module")
def rats():
    pairs = [(*map(int, pair.split("/")), group) for group, line in RATS.items() for pair in line.split()]
    return tuple(map(np.array, zip(*pairs)))


def test_rao_scott_on_the_rats(rats):
    found = rao_scott(*rats)
    assert found.design_effects == pytest.approx([1.232495, 3.952861], abs=5e-7)
    assert (found.naive_statistic, found.naive_p) == pytest.approx((8.89989, .0029), abs=5e-5)
    assert (found.statistic, found.p, found.df) == pytest.approx((4.04061, .0444, 1), abs=5e-5)


def test_rao_scott_without_clustering_is_pearsons_chi_square():
    rng = np.random.default_rng(1)
    count, group = rng.binomial(1, np.repeat([.3, .5], 200)), np.repeat(["a", "b"], 200)
    found = rao_scott(count, np.ones(400), group)
    assert found.statistic == pytest.approx(found.naive_statistic, rel=.01)


@pytest.mark.parametrize(("group", "words"), [
    (["a", "a", "a"], "alone"), (["a", "a", "b"], "group 'b' shows no design effect")])
def test_rao_scott_refuses_what_shows_no_clustering(group, words):
    with pytest.raises(NabraError, match=words):
        rao_scott([1, 2, 3], [4, 4, 4], group)


@pytest.mark.parametrize(("f1", "f2", "g2", "ratio", "bound"), [
    (94, 749, 489.76319835728, 5.19376249785, 4.38192871376),
    (411, 13, 4711.9164992, 13.1111658598, 11.5305513),
    (10, 0, 113.5790946, 12.5736222, 6.6481840)])
def test_everts_keyness_script(f1, f2, g2, ratio, bound):
    assert association(f1, f2, *SIZES) == pytest.approx(g2, abs=5e-8)
    assert log_ratio(f1, f2, *SIZES) == pytest.approx(ratio, abs=5e-8)
    assert lrc(f1, f2, *SIZES, family=FAMILY) == pytest.approx(bound, abs=5e-8)


def test_lrc_is_0_where_chance_would_do_and_mirrors():
    assert lrc(5, 6, 1000, 1000) == 0
    assert lrc(3, 40, 1000, 900) == pytest.approx(-lrc(40, 3, 900, 1000)) and lrc(3, 40, 1000, 900) < 0


def test_monroe_colaresi_and_quinn():
    delta, z = log_odds([3, 7], [7, 2], prior=.1)
    assert z == pytest.approx([-3.006741, 2.605739], abs=5e-7) and delta[0] == pytest.approx(-delta[1])


def test_a_large_prior_draws_common_words_towards_no_difference():
    counts = np.array([[300, 20, 680], [200, 40, 760]])
    background = counts.sum(axis=0)
    weak, strong = (log_odds(*counts, informative_prior(background, words))[0] for words in (10, 5000))
    assert (np.abs(strong) < np.abs(weak)).all() and (np.sign(strong) == np.sign(weak)).all()


@pytest.mark.parametrize(("statistic", "correction", "printed"), [
    ("chi2", "williams", 4.017626), ("chi2", "none", 4.337160), ("chi2", "yates", 2.632438),
    ("g2", "none", 4.534939), ("g2", "williams", 4.200833)])
def test_quanteda_toy(statistic, correction, printed):
    assert association(3, 7, 10, 9, statistic, correction) == pytest.approx(printed, abs=5e-7)


@pytest.mark.parametrize(("f1", "f2", "printed"), [(18, 0, 13.33346), (1, 10, 17.49316)])
def test_two_cell_g2(f1, f2, printed):
    assert g2_two_cell(f1, f2, 29, 13) == pytest.approx(printed, abs=5e-6)


def test_the_four_cell_g2_is_twice_the_mutual_information_and_no_less_than_the_two_cell_one():
    table = np.array([[30, 12], [170, 288]])
    pairs = np.repeat(np.arange(4), table.ravel())
    shared = 2 * table.sum() * mutual_info_score(pairs // 2, pairs % 2)
    assert association(30, 12, 200, 300) == pytest.approx(shared) and shared > g2_two_cell(30, 12, 200, 300)
    pearson = chi2_contingency(table, correction=False).statistic
    assert association(30, 12, 200, 300, "chi2") == pytest.approx(pearson)
    assert (lrc(30, 12, 200, 300) > 0) == (fisher_exact(table).pvalue < .05)


def test_a_word_in_every_article_has_no_association():
    assert association(10, 20, 10, 20) == 0


def test_dispersion_of_tlda():
    v, sizes = [2, 0, 1, 1, 3, 0, 3, 0, 0, 0], [8143, 8058, 8271, 8125, 7959, 7941, 8146, 8001, 8003, 7930]
    assert dp(v, sizes) == pytest.approx(.4990705, abs=5e-8)
    assert dkl(v, sizes) == pytest.approx(.5334922, abs=5e-8)


def test_dispersion_of_gries():
    v, sizes = [1, 2, 3, 4, 5], [9, 10, 10, 10, 11]
    assert dp(v, sizes) == pytest.approx(.18) and dp_norm(v, sizes) == pytest.approx(.21951, abs=5e-6)
    assert np.isnan(dp([0, 0], [1, 1])) and dp_norm([0, 3], [9, 1]) == pytest.approx(1)


@pytest.mark.parametrize(("count", "size", "low", "high"), [
    (81, 263, .2553, .3662), (15, 148, .0624, .1605), (0, 20, 0, .1611), (1, 29, .0061, .1718)])
def test_wilson(count, size, low, high):
    assert wilson(count, size) == pytest.approx((low, high), abs=5e-5)


def test_newcombe():
    assert newcombe(56, 70, 48, 80) == pytest.approx((.0524, .3339), abs=5e-5)


def test_all_dealings_are_what_many_dealings_come_to():
    counts = np.array([[1, 0]] * 9 + [[0, 1]] * 11 + [[1, 0]] * 4 + [[0, 1]] * 18)
    group = np.repeat([0, 1], [20, 22])
    drawn = permutation_p(counts, group, 40_000)
    for g, (count, size) in enumerate([(9, 20), (4, 22)]):
        assert dealt_p(count, size, 13, 42) == pytest.approx(drawn[g, 0], abs=.006)
    # Fisher's test orders tables by their chance and counts ties whole
    tie = fisher_exact([[9, 11], [4, 16]]).pvalue
    assert dealt_p(9, 20, 13, 40) < tie < dealt_p(8, 20, 13, 40)
    assert dealt_p(5, 10, 10, 20) == 1


def test_benjamini_and_hochberg_1995():
    p = [.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528, .7590, 1]
    assert adjusted(p)[:4] == pytest.approx([.0015, .003, .0095, .035625], abs=5e-7)
    assert adjusted(p) == pytest.approx(multipletests(p, method="fdr_bh")[1])


def test_jensen_shannon():
    assert jensenshannon([1, 0], [.5, .5]) == pytest.approx(.46450140402245893, abs=1e-15)
    ours = np.sqrt(jensen_shannon([1, 0], [.5, .5]) * np.log(2))      # a root, in nats
    assert ours == pytest.approx(.46450140402245893, abs=1e-15)
    assert jensen_shannon([3, 0], [0, 9]) == 1 and jensen_shannon([1, 2], [2, 4]) == 0
    assert np.isnan(jensen_shannon([0, 0], [1, 1]))


def test_the_plug_in_divergence_is_biased_upward():
    rng, alike = np.random.default_rng(1), np.full(50, 1 / 50)
    counts = rng.multinomial(400, alike, size=(300, 2))
    assert jensen_shannon(counts[:, 0], counts[:, 1]).mean() == pytest.approx(.046, abs=.0015)


def test_direct_standardisation_of_fleiss():
    crude, rate, low, high = fay_feuer(
        [107, 141, 60, 40, 39, 25], [230061, 329449, 114920, 39487, 14208, 3052],
        [63986.6, 186263.6, 157302.2, 97647, 47572.6, 12262.6])
    assert (crude, rate, low) == pytest.approx((.000563, .000923, .000804), abs=5e-7)
    assert high == pytest.approx(.00106, abs=5e-6)


def test_rogan_gladen():
    assert rogan_gladen(23 / 150, .96, .89) == pytest.approx(.0509804, abs=5e-8)
    with pytest.raises(NabraError, match="do not exceed 1 together"):
        rogan_gladen(.2, .5, .5)


def test_lang_and_reiczigel_narrow_towards_known_error_rates():
    few, many = (lang_reiczigel(23 / 150, 150, .96, n, .89, n) for n in (50, 10**9))
    assert few[0] <= many[0] < .0509804 < many[1] < few[1]
    exact = lang_reiczigel(.3, 1000, 1, 10**9, 1,
                           10**9)     # a coder without errors: about the adjusted Wald interval
    assert exact == pytest.approx(wilson(300, 1000), abs=.002)


def test_lang_and_reiczigel_cover():
    rng, truth, held = np.random.default_rng(5), .3, 0
    for _ in range(600):
        apparent = rng.binomial(300, truth * .9 + (1 - truth) * .15) / 300
        low, high = lang_reiczigel(apparent, 300, rng.binomial(80, .9) / 80, 80, rng.binomial(120, .85) / 120,
                                   120)
        held += low <= truth <= high
    assert .93 <= held / 600 <= .985

"""Distances, the map and the tree, partisanship: no bias under the null, planted order, invariances."""

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from sklearn.manifold import ClassicalMDS
from simulated import corpus, planted

from nabra.errors import NabraError
from nabra.measures.distance import distance_draws, distances, jensen_shannon
from nabra.measures.outlet_map import _coordinates, outlet_map, outlet_tree
from nabra.measures.partisanship import leave_out, partisanship

PLAN = {"a": (.6, .3, .1), "b": (.1, .3, .6), "c": (.15, .3, .55), "d": (.6, .3, .1)}
QUICK = {"replicates": 200, "permutations": 199}


@pytest.fixture(scope="module")
def found():
    return distance_draws(planted(PLAN, 3), **QUICK)


def row(table, a, b):
    (made,) = table[(table["outlet_a"] == a) & (table["outlet_b"] == b)].to_dict("records")
    return made


def test_the_table(found):
    near, far = row(found.table, "a", "d"), row(found.table, "a", "b")
    assert far["low"] > .1 and far["p"] == 1 / 200
    assert near["p"] > .05 and near["low"] < 0 < near["high"] + .01
    assert far["distance"] == pytest.approx(far["plug_in"] - far["by_chance"]) and far["by_chance"] > 0
    cues = planted(PLAN, 3)
    outlet = cues.mentions["doc_id"].str[0].rename("outlet")
    counts = cues.mentions.groupby([outlet, "variant"]).size().unstack()
    assert far["plug_in"] == pytest.approx(jensen_shannon(counts.loc["a"], counts.loc["b"]))


def test_like_outlets_are_at_distance_0_on_average():
    """The plug-in divergence of outlets that choose alike is above 0; less its permutation mean it is not."""
    made = [row(distances(planted({"a": PLAN["a"], "d": PLAN["a"]}, seed, articles=25), replicates=20,
                          permutations=60),
                "a", "d") for seed in range(80)]
    distance, plug_in, p = (np.array([one[name] for one in made]) for name in ("distance", "plug_in", "p"))
    error = distance.std(ddof=1) / np.sqrt(len(distance))
    assert abs(distance.mean()) < 3 * error and plug_in.mean() > 5 * error
    assert np.mean(p <= .05) <= .1


def test_order_names_and_rows_do_not_matter(found):
    cues = planted(PLAN, 3)
    cues.documents = cues.documents.sample(frac=1, random_state=1)
    cues.mentions = cues.mentions.sample(frac=1, random_state=1)
    again = distance_draws(cues, **QUICK)
    assert_frame_equal(again.table, found.table)
    assert_frame_equal(outlet_map(again), outlet_map(found))


def test_concepts_with_few_articles_and_other_languages_are_left_out():
    cues = planted({"a": PLAN["a"], "b": PLAN["b"], "e": PLAN["b"]}, 1, languages={"e": "en"})
    extra = cues.mentions[cues.mentions["doc_id"].isin(["a-0001", "b-0001"])]
    extra = extra.assign(concept="ships", variant="boats")
    cues.mentions = type(extra)(np.concatenate([cues.mentions, extra]), columns=extra.columns).astype(
        cues.mentions.dtypes.to_dict())
    more = cues.labels.iloc[[0]].assign(concept="ships", variant="boats", order=9)
    cues.labels = type(more)(np.concatenate([cues.labels, more]), columns=more.columns)
    made = distances(cues, **QUICK)
    assert len(made) == 1 and made["concepts"].tolist() == [1] and made["compared"].tolist() == ["fighters"]
    none = distances(cues, concept="ships", **QUICK)
    assert np.isnan(none["distance"].iloc[0])
    assert none["reason"].iloc[0] == "no concept that each outlet names in 5 articles"
    with pytest.raises(NabraError, match="a map or tree wants three"):
        outlet_map(distance_draws(cues, **QUICK))


def test_a_map_wants_pairs_compared_over_the_same_concepts():
    cues = planted({name: PLAN[name] for name in "abc"}, 2)
    extra = cues.mentions[cues.mentions["doc_id"].str[0].isin(["a", "b"])].assign(concept="ships")
    extra = extra.assign(variant=extra["variant"].where(extra["variant"] == "rebels", "gunmen"))
    cues.mentions = pd.concat([cues.mentions, extra], ignore_index=True)
    more = cues.labels.iloc[:2].assign(concept="ships", order=[7, 8])
    cues.labels = pd.concat([cues.labels, more], ignore_index=True)
    apart, alike = (distance_draws(cues, common=common, **QUICK) for common in (False, True))
    assert apart.table["compared"].tolist() == ["fighters; ships", "fighters", "fighters"]
    assert set(alike.table["compared"]) == {"fighters"} and len(outlet_map(alike)) == 3
    for function in (outlet_map, outlet_tree):
        with pytest.raises(NabraError, match="compared over different concepts"):
            function(apart)


def test_the_map_keeps_distances_and_shows_its_uncertainty(found):
    made = outlet_map(found).set_index("outlet")
    apart = np.linalg.norm(made.loc["a", ["x", "y"]].astype(float) - made.loc["b", ["x", "y"]].astype(float))
    assert apart == pytest.approx(np.sqrt(row(found.table, "a", "b")["distance"]), rel=.1)
    assert (made["x_low"] <= made["x_high"]).all() and .95 < made["shown"].iloc[0] <= 1
    a, b, c = (made.loc[name] for name in "abc")
    assert a["x_high"] < b["x_low"] or b["x_high"] < a["x_low"]
    assert b["x_low"] < c["x_high"] and c["x_low"] < b["x_high"]


def test_the_map_is_sklearns_where_that_exists():
    points = np.random.default_rng(1).normal(size=(6, 2))
    apart = np.linalg.norm(points[:, None] - points, axis=-1)
    place, shown = _coordinates(apart)
    theirs = ClassicalMDS(n_components=2, metric="precomputed").fit_transform(apart)
    assert np.abs(place) == pytest.approx(np.abs(theirs)) and shown == pytest.approx(1)
    place, shown = _coordinates(np.zeros((4, 4)))
    assert not place.any() and np.isnan(shown)


def test_the_tree_and_its_support(found):
    made = outlet_tree(found).set_index("members")
    assert {"a + d", "b + c", "a + b + c + d"} == set(made.index)
    assert made.loc["a + b + c + d", "support"] == 1 and made.loc["a + d", "support"] > .9
    assert made["height"].is_monotonic_increasing


def test_a_tree_of_like_outlets_has_little_support():
    same = {name: PLAN["a"] for name in "abcdef"}
    made = outlet_tree(distance_draws(planted(same, 8, articles=30), **QUICK))
    assert made["support"].iloc[:-1].mean() < .7


def test_leave_out_by_hand():
    # group a: (2, 0), (0, 1); group b: (0, 2), (1, 1), so q_b = (1/4, 3/4)
    # without a's first q_a = (0, 1), r = (0, 4/7); without its second q_a = (1, 0), r of variant 2 is 0
    first, second = 0.0, 0.0
    first += (1 * 0 + 0 * 4 / 7) / 2
    first += (0 + 1 * 0 / (0 + 3 / 4)) / 2
    b = np.array([[0, 2], [1, 1]])
    q_a = np.array([2 / 3, 1 / 3])
    for k, rest in ((0, b[1] / 2), (1, b[0] / 2)):
        chance = rest / (rest + q_a)
        second += (b[k] / b[k].sum() @ chance) / 2
    assert leave_out([[2, 0], [0, 1]], b) == pytest.approx((first + second) / 2)
    assert leave_out([[2, 0], [1, 0]], [[0, 1], [0, 1]]) == 1 and np.isnan(leave_out([[1, 0]], b))


def test_partisanship_is_one_half_for_like_outlets():
    rng = np.random.default_rng(2)
    apart = leave_out(*(rng.multinomial(5, rng.dirichlet(np.ones(20) / 2), size=15) for _ in range(2)))
    shared = [leave_out(rng.multinomial(5, q, size=15), rng.multinomial(5, q, size=15))
              for q in rng.dirichlet(np.ones(20), size=300)]
    assert np.mean(shared) == pytest.approx(.5, abs=.01) and apart > .55


def test_the_table_of_partisanship():
    cues = planted(PLAN, 3)
    made = partisanship(cues, permutations=99)
    far, near = row(made, "a", "b"), row(made, "a", "d")
    assert far["low"] > .55 and far["p"] == .01
    assert near["p"] > .05 and near["low"] < .52 and near["high"] > .48
    cues.mentions = cues.mentions.sample(frac=1, random_state=5)
    assert_frame_equal(partisanship(cues, permutations=99), made)
    few = partisanship(planted({"a": PLAN["a"], "b": PLAN["b"]}, 1, articles=8), permutations=9)
    assert few["reason"].iloc[0] == "no interval below 20 articles an outlet"
    assert np.isfinite(few["estimate"].iloc[0])


@pytest.mark.parametrize("function", [distances, partisanship])
def test_one_outlet_alone_is_an_error(function):
    with pytest.raises(NabraError, match="alone: give at least two to compare"):
        function(corpus([("a", "rebels")], {"a": "north"}))

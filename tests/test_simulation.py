"""The simulation study: the committed tables keep their promises, and this code made them."""

import numpy as np
import pandas as pd
import pytest
import simulate
import simulated
from simulation_chart import summary

from nabra.measures.intervals import clustered_wilson, trusts_bootstrap
from nabra.measures.resample import bootstrap_interval, permutation_p, studentised_interval


@pytest.fixture(scope="module", params=list(simulate.STUDIES))
def committed(request, root):
    path = root / "figures" / "simulation" / f"{request.param}.csv"
    return request.param, pd.read_csv(path)


def test_the_committed_tables_keep_the_promises(committed):
    name, table = committed
    assert simulate.floors(name, table) == []
    grid = simulate.STUDIES[name][1]
    cells = table[simulate.NAMES if name != "correction" else ["share", "icc", "labels", "accuracy"]]
    assert [tuple(row) for row in cells.itertuples(index=False)] == grid
    assert set(table["corpora"]) == {simulate.CODED if name == "correction" else simulate.CORPORA}


@pytest.mark.parametrize(("name", "cell"), [
    ("null", (.3, .3, 2, 8, "equal")), ("intervals", (.02, .5, 12, 8, "varied"))])
def test_the_committed_tables_come_from_this_code(root, name, cell):
    """One cell anew: the same digits."""
    table = pd.read_csv(root / "figures" / "simulation" / f"{name}.csv")
    row = table[(table[simulate.NAMES] == pd.Series(cell, simulate.NAMES)).all(axis=1)].iloc[0]
    again = simulate.STUDIES[name][0](cell)
    for column, value in again.items():
        assert row[column] == (value if isinstance(value, str) else pytest.approx(value, rel=1e-3)), column


def test_the_chart_shows_the_tables(root):
    tables = {name: pd.read_csv(root / "figures" / "simulation" / f"{name}.csv") for name in simulate.STUDIES}
    shown = pd.read_csv(root / "figures" / "simulation" / "simulation.csv")
    made = summary(tables)
    assert shown["line"].tolist() == made["line"].tolist()
    values = ["min", "median", "max"]
    assert shown[values].to_numpy() == pytest.approx(made[values].to_numpy(), abs=1e-3)


def test_a_broken_promise_is_seen():
    row = {"share": .3, "icc": 0, "tokens": 6, "articles": 100, "lengths": "equal", "expected": 180}
    assert len(simulate.floors("null", pd.DataFrame([row | {"rejected": .08}]))) == 1
    assert len(simulate.floors("null", pd.DataFrame([row | {"rejected": .02}]))) == 1
    assert len(simulate.floors("intervals", pd.DataFrame([row | {"covered_chosen": .98}]))) == 1
    coded = {"share": .3, "labels": 200, "covered_corrected": .9, "covered_uncorrected": .95}
    assert len(simulate.floors("correction", pd.DataFrame([coded]))) == 2


def test_a_quick_null():
    """Two outlets that choose alike: articles hold the level, words do not."""
    made = simulate.study("null", [(.3, .3, 6, 40, "varied"), (.1, .5, 12, 20, "equal")], corpora=400, draws=199)
    assert made["rejected"].between(.02, .085).all() and (made["rejected_tokens"] > .2).all()


def test_quick_intervals():
    cells = [(.3, .3, 6, 100, "varied"), (.1, .5, 12, 8, "equal"), (.02, .5, 12, 40, "varied")]
    made = simulate.study("intervals", cells, corpora=400, draws=300)
    assert (made["covered_chosen"] >= .90).all() and (made["covered_wilson_tokens"] < .87).all()
    assert made["bootstrap"].tolist()[:2] == [1, 0] and made["covered_percentile"].iloc[1] < .85


def test_quick_corrections():
    made = simulate.study("correction", [(.3, .3, 200, .8)], corpora=60)
    assert made["covered_corrected"].item() >= .85 and made["covered_uncorrected"].item() < .1
    assert made["width_corrected"].item() < made["width_labels_only"].item()


def test_many_corpora_at_once_are_each_alone():
    counts = simulated.counts(np.random.default_rng(5), .3, .3, 4, 60, 5, "varied")
    group = np.repeat([0, 1], 30)
    together = permutation_p(counts, group, 99), studentised_interval(counts, 200), bootstrap_interval(counts, 200)
    wilsons = clustered_wilson(counts[..., 0], counts.sum(axis=2))
    trusted = trusts_bootstrap(counts[..., 0], counts.sum(axis=2))
    for place, one in enumerate(counts):
        assert np.array_equal(together[0][place], permutation_p(one, group, 99))
        for many, alone in zip(together[1:], (studentised_interval(one, 200), bootstrap_interval(one, 200))):
            assert np.allclose([bound[place] for bound in many], alone, atol=1e-12)
        assert np.allclose([bound[place] for bound in wilsons], clustered_wilson(one[:, 0], one.sum(axis=1)))
        assert trusted[place] == trusts_bootstrap(one[:, 0], one.sum(axis=1))

"""Regression with clustered errors: matrices written out, statsmodels, planted truth, few clusters."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from pandas.testing import assert_frame_equal
from scipy.linalg import sqrtm
from scipy.stats import t

from nabra.errors import NabraError
from nabra.measures.regression import regression
from nabra.measures.robust import cr2, wild_p


def clustered(seed=0, clusters=8, size=5):
    rng = np.random.default_rng(seed)
    cluster = np.repeat(np.arange(clusters), size)
    design = np.column_stack([np.ones(len(cluster)), rng.normal(size=len(cluster)),
                              (cluster < clusters // 2) * 1.0])
    return design, rng.normal(size=len(cluster)) + rng.normal(size=clusters)[cluster], cluster


def written_out(x, y, cluster):
    """CR2 and Satterthwaite's degrees of freedom with every matrix in full."""
    m = np.linalg.inv(x.T @ x)
    rest = np.eye(len(y)) - x @ m @ x.T
    error, covariance, reach = rest @ y, np.zeros_like(m), []
    for one in np.unique(cluster):
        here = cluster == one
        a = np.linalg.inv(sqrtm(rest[np.ix_(here, here)]).real)
        half = m @ x[here].T @ a
        covariance += half @ np.outer(error[here], error[here]) @ half.T
        reach.append(rest[:, here] @ half.T)
    df = []
    for j in range(x.shape[1]):
        p = np.array([[a[:, j] @ b[:, j] for b in reach] for a in reach])
        df.append(np.trace(p) ** 2 / np.square(p).sum())
    return covariance, df


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_cr2_is_its_formula(seed):
    x, y, cluster = clustered(seed)
    fit, (covariance, df) = cr2(x, y, cluster), written_out(x, y, cluster)
    assert fit.covariance == pytest.approx(covariance) and fit.df == pytest.approx(df)
    assert fit.beta == pytest.approx(sm.OLS(y, x).fit().params) and fit.clusters == 8


def test_clusters_of_one_are_hc2_and_a_mean_is_a_t_test():
    x, y, _ = clustered(3)
    errors = np.sqrt(np.diag(cr2(x, y, np.arange(len(y))).covariance))
    assert errors == pytest.approx(sm.OLS(y, x).fit().HC2_se)
    fit = cr2(np.ones((20, 1)), y[:20], np.arange(20))
    assert fit.covariance[0, 0] == pytest.approx(y[:20].var(ddof=1) / 20) and fit.df == pytest.approx([19])


def test_many_clusters_agree_with_statsmodels():
    x, y, cluster = clustered(4, 400)
    theirs = sm.OLS(y, x).fit(cov_type="cluster", cov_kwds={"groups": cluster}).bse
    assert np.sqrt(np.diag(cr2(x, y, cluster).covariance)) == pytest.approx(theirs, rel=.02)


def test_cr2_and_the_wild_bootstrap_keep_their_level_with_12_clusters():
    """Three of twelve clusters have the regressor: plain clustered errors reject far too often."""
    rejected = np.zeros(3)
    for seed in range(300):
        rng = np.random.default_rng(seed)
        cluster = np.repeat(np.arange(12), 6)
        x = np.column_stack([np.ones(72), (cluster < 3) * 1.0])
        y = rng.normal(size=72) + rng.normal(size=12)[cluster]
        fit = cr2(x, y, cluster)
        plain = sm.OLS(y, x).fit(cov_type="cluster", cov_kwds={"groups": cluster}).pvalues[1]
        own = 2 * t.sf(abs(fit.beta[1]) / np.sqrt(fit.covariance[1, 1]), fit.df[1])
        rejected += [plain < .05, own < .05, wild_p(x, y, cluster, 1, 199, seed) < .05]
    assert rejected[0] / 300 > .09 and rejected[1] / 300 < .075 and rejected[2] / 300 < .09


def cues(seed=0, articles=300, effect=.15):
    """Mentions: the topic makes the cue likely, and a writes more on it; a itself adds ``effect``."""
    rng, rows = np.random.default_rng(seed), []
    for k in range(articles):
        outlet = "abc"[k % 3]
        topic = "war" if rng.random() < (.7 if outlet == "a" else .2) else "trade"
        chance = np.clip(.2 + .4 * (topic == "war") + effect * (outlet == "a") + rng.normal(0, .1), 0, 1)
        rows += [(f"d{k:03}", outlet, topic, float(k % 7), int(rng.random() < chance))
                 for _ in range(1 + rng.poisson(2))]
    return pd.DataFrame(rows, columns=["doc_id", "outlet", "topic", "length", "cue"])


def line(table, level, model, estimator="linear, CR2"):
    found = table[(table["level"] == level) & (table["model"] == model) & (table["estimator"] == estimator)]
    assert len(found) == 1
    return found.iloc[0]


def test_raw_and_adjusted_stand_side_by_side():
    made = regression(cues(1, 900), "cue ~ outlet + topic", reference="b")
    raw, adjusted = (line(made, "a", model) for model in ("raw", "adjusted"))
    assert raw["estimate"] > 27 and adjusted["low"] < 15 < adjusted["high"] < raw["estimate"]
    logit = line(made, "a", "adjusted", "logit, average marginal difference")
    assert logit["estimate"] == pytest.approx(adjusted["estimate"], abs=1.5)
    assert line(made, "c", "adjusted")["low"] < 0 < line(made, "c", "adjusted")["high"]
    assert set(made["clusters"]) == {900} and made["reason"].isna().all()


def test_the_raw_row_is_the_difference_of_shares_and_the_logit_is_statsmodels():
    data = cues(2)
    made = regression(data, "cue ~ outlet + topic + length", reference="b")
    shares = data.groupby("outlet")["cue"].mean()
    assert line(made, "a", "raw")["estimate"] == pytest.approx(100 * (shares["a"] - shares["b"]))
    x = pd.DataFrame({"1": 1.0, "a": data["outlet"] == "a", "c": data["outlet"] == "c",
                      "w": data["topic"] == "war",
                      "n": data["length"]}).astype(float)
    fit = sm.Logit(data["cue"], x).fit(disp=False, cov_type="cluster", cov_kwds={
        "groups": pd.factorize(data["doc_id"])[0]})
    on, off = x.assign(a=1.0, c=0.0), x.assign(a=0.0, c=0.0)
    difference = 100 * (fit.predict(on) - fit.predict(off)).mean()
    row = line(made, "a", "adjusted", "logit, average marginal difference")
    assert row["estimate"] == pytest.approx(difference)


def test_few_clusters_take_the_wild_bootstrap():
    made = regression(cues(3, 24), "cue ~ outlet + topic", reference="b", replicates=199)
    row = line(made, "a", "adjusted")
    assert "wild cluster bootstrap (199)" in row["method"] and row["df"] < 24
    assert "interval is too narrow" in line(made, "a", "raw", "logit, average marginal difference")["reason"]


def test_shuffled_rows_and_nulls():
    data = cues(4, 60)
    made = regression(data, "cue ~ outlet + topic")
    assert_frame_equal(regression(data.sample(frac=1, random_state=2), "cue ~ outlet + topic"), made)
    with_nulls = pd.concat([data, data.head(5).assign(topic=None, doc_id="x")])
    assert_frame_equal(regression(with_nulls, "cue ~ outlet + topic"), made)
    assert set(made["reference"]) == {data["outlet"].value_counts().index[0]}


def test_a_perfect_prediction_has_no_logit_but_a_linear_row():
    data = cues(5)
    data["cue"] = (data["outlet"] == "a").astype(int)
    made = regression(data, "cue ~ outlet", reference="b")
    assert line(made, "a", "raw")["estimate"] == pytest.approx(100)
    logit = line(made, "a", "raw", "logit, average marginal difference")
    assert np.isnan(logit["estimate"]) and "without error" in logit["reason"]


@pytest.mark.parametrize(("change", "words"), [
    ({"formula": "cue outlet"}, "is not understood; write it like"),
    ({"formula": "cue ~ outlet + desk"}, "no column 'desk'"),
    ({"formula": "length ~ outlet"}, "column 'length' must hold 0 and 1"),
    ({"reference": "z"}, "no outlet 'z' among"),
    ({"formula": "cue ~ outlet + paper"}, "'paper b' cannot be told apart")])
def test_mistakes_are_named(change, words):
    data = cues(6, 30).assign(paper=lambda table: table["outlet"])
    with pytest.raises(NabraError, match=words):
        regression(data, **({"formula": "cue ~ outlet"} | change))
    with pytest.raises(NabraError, match="'a' alone"):
        regression(data[data["outlet"] == "a"], "cue ~ outlet")
    with pytest.raises(NabraError, match="one cluster"):
        cr2(np.ones((4, 1)), np.ones(4), np.zeros(4))

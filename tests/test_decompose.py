"""Topic mix and choice within topics, standardised rates: identities, planted truth, refusals."""

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from simulated import corpus

from nabra.errors import NabraError
from nabra.measures.counted import counted, mention_rows
from nabra.measures.decompose import decompose, kitagawa
from nabra.measures.standardise import fay_feuer, standardise, standardised_difference
from nabra.measures.topics import topics

MIX = {"a": {"war": .5, "trade": .5}, "b": {"war": .1, "trade": .9}}
RATE = {"a": {"war": .6, "trade": .05}, "b": {"war": .6, "trade": .05}}


def articles(seed=0, number=400, rate=RATE, mix=MIX):
    """One row an article: the outlets differ in mix alone, unless ``rate`` says otherwise."""
    rng, rows = np.random.default_rng(seed), []
    for outlet in mix:
        for k in range(number):
            topic = rng.choice(list(mix[outlet]), p=list(mix[outlet].values()))
            rows.append((f"{outlet}{k:04}", outlet, topic, rng.choice(["2018-01", "2018-02"]),
                         int(rng.integers(80, 900)),
                         int(rng.random() < rate[outlet][topic]), 1))
    return pd.DataFrame(rows, columns=["doc_id", "outlet", "topic", "month", "words", "count", "exposure"])


def test_kitagawa_by_hand():
    # rates 3/10 and 1/20 in weights 1/2, 1/2 against 1/4, 3/4 with 2/5 and 1/15
    mix, choice, unshared = kitagawa([3, .5], [10, 10], [2, 1], [5, 15])
    assert mix == pytest.approx([(1 / 2 - 1 / 4) * (.3 + .4) / 2, (1 / 2 - 3 / 4) * (.05 + 1 / 15) / 2])
    assert choice == pytest.approx([(.3 - .4) * (3 / 4) / 2, (.05 - 1 / 15) * (5 / 4) / 2])
    assert mix.sum() + choice.sum() == pytest.approx(3.5 / 20 - 3 / 20) and not unshared.any()


def test_parts_add_up_to_the_difference_and_change_sign_with_the_order():
    table = articles(3)
    made, back = decompose(table, "a", "b", replicates=200), decompose(table, "b", "a", replicates=200)
    whole = made[made["topic"] == "all"].set_index("component")
    raw = table.groupby("outlet")["count"].mean()
    assert whole.loc["difference", "estimate"] == pytest.approx(raw["a"] - raw["b"])
    assert whole.loc[["mix", "choice", "unshared"], "estimate"].sum() == pytest.approx(raw["a"] - raw["b"])
    assert made.loc[made["topic"] != "all", "estimate"].sum() == pytest.approx(raw["a"] - raw["b"])
    assert back["estimate"].tolist() == pytest.approx((-made["estimate"]).tolist())
    assert back["low"].tolist()[:3] == pytest.approx((-made["high"]).tolist()[:3], abs=.02)


def test_a_difference_of_topics_is_found_to_be_one():
    whole = decompose(articles(5), "a", "b").set_index(["component", "topic"])
    assert whole.loc[("choice", "all"), "low"] < 0 < whole.loc[("choice", "all"), "high"]
    assert whole.loc[("mix", "all"), "low"] > .1 and whole.loc[("mix", "all"), "share"] > .7


def test_a_difference_of_choice_is_found_to_be_one():
    alike = {outlet: MIX["a"] for outlet in MIX}
    table = articles(5, rate=RATE | {"b": {"war": .2, "trade": .05}}, mix=alike)
    whole = decompose(table, "a", "b").set_index(["component", "topic"])
    assert whole.loc[("mix", "all"), "low"] < 0 < whole.loc[("mix", "all"), "high"]
    assert whole.loc[("choice", "war"), "low"] > .1


def test_intervals_of_the_decomposition_cover():
    """100 small corpora: the choice within topics is 0 by construction."""
    held = 0
    for seed in range(100):
        row = decompose(articles(seed, 120), "a", "b", replicates=300, seed=seed).iloc[2]
        held += row["low"] <= 0 <= row["high"]
    assert row["component"] == "choice" and held >= 89


def test_a_topic_of_one_outlet_alone_stands_apart():
    table = articles(1)
    table.loc[(table["outlet"] == "a") & (table.index % 7 == 0), "topic"] = "sport"
    made = decompose(table, "a", "b", replicates=100).set_index(["component", "topic"])
    sport = made.loc[("unshared", "sport")]
    assert sport["reason"] == "only one outlet has this topic" and np.isnan(sport["rate_b"])
    assert made.loc[("unshared", "all"), "estimate"] == sport["estimate"] > 0
    table["topic"] = table["topic"].where(table["topic"] != "sport", None)
    assert "none" in set(decompose(table, "a", "b", replicates=50)["topic"])


@pytest.mark.parametrize("function", [
    lambda table: decompose(table, "a", "b", replicates=100),
    lambda table: standardise(table, ("topic", "month")),
    lambda table: standardised_difference(table, "a", "b")])
def test_shuffled_rows_give_the_same_and_inputs_stay(function):
    table = articles(2)
    before = table.copy()
    made = function(table)
    assert_frame_equal(function(table.sample(frac=1, random_state=4)), made)
    assert_frame_equal(table, before)


def test_standardising_takes_the_topics_away():
    raw, adjusted = standardised_difference(articles(6, 600), "a", "b", ("topic", "month")).to_dict("records")
    assert raw["low"] > .15 and adjusted["low"] < 0 < adjusted["high"]
    assert adjusted["strata"] == 4 and adjusted["kept_a"] == adjusted["kept_b"] == 1


def test_standardised_rates_are_those_of_fay_and_feuer():
    table = articles(6)
    row = standardise(table, ("topic",)).iloc[0]
    cells = table.groupby(["outlet", "topic"])[["count", "exposure"]].sum()
    standard = cells["exposure"].groupby("topic").sum()
    _, rate, _, high = fay_feuer(cells.loc["a", "count"], cells.loc["a", "exposure"], standard)
    assert row["estimate"] == pytest.approx(rate)
    assert row["raw"] == table.loc[table["outlet"] == "a", "count"].mean()
    assert row["high"] < high      # a share varies less than Poisson's count
    own = standardise(table, ("topic",), standard="a").iloc[0]
    assert own["estimate"] == pytest.approx(own["raw"])


def test_without_common_support_there_is_no_contrast():
    table = articles(6)
    table["month"] = "2018-01"
    table.loc[table.index[480:], "month"] = "2019-01"      # 320 of b's 400
    raw, adjusted = standardised_difference(table, "a", "b").to_dict("records")
    assert np.isfinite(raw["estimate"]) and np.isnan(adjusted["estimate"])
    assert adjusted["reason"].startswith("only 20.0% of the exposure of 'b'") and adjusted["dropped"] == 2
    assert standardise(table)["reason"].notna().tolist() == [False, True]
    table.loc[table.index[400:], "month"] = "2019-01"
    assert set(standardise(table)["reason"]) == {"no stratum that all outlets cover: no common support"}


def test_intervals_of_standardised_rates_cover():
    truth, held = .3 * .6 + .7 * .05, 0
    standard = {"war": .3, "trade": .7}
    for seed in range(100):
        table = articles(seed, 150)
        cells = table[table["outlet"] == "a"].groupby("topic")[["count", "exposure"]].sum()
        cells = cells.loc[list(standard)]
        _, _, low, high = fay_feuer(cells["count"], cells["exposure"], list(standard.values()))
        held += low <= truth <= high
    assert held >= 92


def test_intervals_of_the_standardised_difference_cover():
    """One outlet has a dozen articles on the war: the standardised difference is 0 by construction."""
    held = 0
    for seed in range(100):
        row = standardised_difference(articles(seed, 120), "a", "b", ("topic",)).iloc[1]
        held += row["low"] <= 0 <= row["high"]
    assert held >= 92


def test_lengths_are_cut_at_quartiles():
    made = standardise(articles(6), ("words",))
    assert made["strata"].tolist() == [4, 4] and made["kept"].tolist() == [1, 1]


def test_zero_counts_keep_an_upper_bound():
    crude, rate, low, high = fay_feuer([0, 0], [50, 50], [1, 1])
    assert (crude, rate, low) == (0, 0, 0) and .03 < high < .1
    with pytest.raises(NabraError, match="a stratum has no exposure"):
        fay_feuer([0, 0], [50, 0], [1, 1])


@pytest.mark.parametrize(("call", "words"), [
    (lambda t: decompose(t, "a", "c"), "no outlet 'c' in the table; it has: a, b"),
    (lambda t: decompose(t, "a", "a"), "outlet 'a' alone"),
    (lambda t: decompose(t, "a", "b", topic="theme"), "no column 'theme'"),
    (lambda t: decompose(t.assign(exposure=np.where(t["outlet"] == "a", 0, 1)), "a", "b"),
     "'a' has no exposure"),
    (lambda t: decompose(pd.concat([t, t]), "a", "b"), "stands more than once"),
    (lambda t: decompose(t.assign(count=-2), "a", "b"), "column 'count' holds .*-2.* in row 0"),
    (lambda t: standardise(t[t["outlet"] == "a"]), "outlet 'a'.* alone|alone: give at least two"),
    (lambda t: standardise(t, standard="world"),
     "unknown standard 'world'; choose one of: pooled, equal, a, b")])
def test_mistakes_are_named(call, words):
    with pytest.raises(NabraError, match=words):
        call(articles(1, 30))


@pytest.fixture(scope="module")
def cues():
    made = corpus([
        ("n1", "rebels"), ("n1", "gunmen"), ("n2", "gunmen"),
        {"doc_id": "n2", "variant": "rebels", "voice": "quoted", "wording": "source"},
        {"doc_id": "n1", "concept": "country", "variant": "inland"},
        {"doc_id": "n1", "concept": "country", "variant": "coast"},
        {"doc_id": "n1", "concept": "country", "variant": "coast"},
        {"doc_id": "s1", "concept": "country", "variant": "coast"}],
        {"n1": "north", "n2": "north", "s1": "south"},
        concepts={"fighters": ("rebels", "gunmen"), "country": ("coast", "inland")})
    made.documents["words"] = [100, 50, 70]
    made.documents["date"] = pd.array(["2018-02-03", None, "2018-03-01"], "string")
    return made


def test_counted_tables(cues):
    by_mention, every = counted(cues, "fighters", "rebels"), counted(cues, "fighters", "rebels", voice=None)
    assert by_mention["count"].tolist() == [1, 0, 0] and by_mention["exposure"].tolist() == [2, 1, 0]
    assert every["count"].tolist() == [1, 1, 0] and every["exposure"].tolist() == [2, 2, 0]
    assert by_mention["month"].tolist()[::2] == ["2018-02", "2018-03"]
    assert pd.isna(by_mention["month"].iloc[1])
    assert counted(cues, "fighters", per="article")["count"].tolist() == [1, 1, 0]
    assert counted(cues, "fighters", per="word")["exposure"].tolist() == [100, 50, 70]
    assert "text" not in by_mention and "outlet" in by_mention
    rows = mention_rows(cues, "fighters", "gunmen")
    assert rows["cue"].tolist() == [0, 1, 1] and rows["outlet"].tolist() == ["north"] * 3
    for options, words in (({"concept": "sea"}, "unknown concept 'sea'"),
                           ({"variant": "x"}, "unknown variant 'x'"),
                           ({"per": "page"}, "unknown per='page'")):
        with pytest.raises(NabraError, match=words):
            counted(cues, **({"concept": "fighters", "variant": "rebels"} | options))


def test_topics_are_the_variant_mentioned_most(cues):
    assert topics(cues, "country").to_dict() == {"n1": "coast", "n2": "none", "s1": "none"}
    assert topics(cues, "country", least=1).to_dict() == {"n1": "coast", "n2": "none", "s1": "coast"}
    with pytest.raises(NabraError, match="unknown concept 'sea'"):
        topics(cues, "sea")

"""Headline against body: known answers, no exposure, order, and what the interval covers where the truth is planted."""

import numpy as np
import pandas as pd
import pytest
import simulated
from pandas.testing import assert_frame_equal
from statsmodels.stats.proportion import confint_proportions_2indep

import nabra
from nabra.cues.measure import Cues
from nabra.errors import NabraError
from nabra.measures.headlines import METHOD, _row
from nabra.tables import frame


def made(rows):
    """Cues and events of rows (outlet, doc, part, named)."""
    outlets = {f"{outlet}-{doc}": outlet for outlet, doc, *_ in rows} | {"quiet-1": "quiet"}
    corpus = simulated.corpus([{"doc_id": "quiet-1", "variant": simulated.VARIANTS[0], "voice": "narrator"}], outlets)
    empty = pd.DataFrame()
    events = [{"doc_id": f"{outlet}-{doc}", "part": part, "start": 9 * place, "end": 9 * place + 4, "event": "kill", "term": "kill",
               "construction": "active" if named else "nominal", "agent": None, "victim": None, "agent_named": named,
               "voice": "narrator"} for place, (outlet, doc, part, named) in enumerate(rows)]
    return Cues(corpus.documents, empty, empty, corpus.mentions, corpus.labels, "invented"), frame("events", events)


def test_one_event_an_article_is_the_interval_of_independent_shares():
    """Where each article has one event nothing is clustered: statsmodels' interval for 56 of 70 against 48 of 80."""
    rows = [("north", f"t{n}", "title", n < 56) for n in range(70)] + [("north", f"x{n}", "text", n < 48) for n in range(80)]
    table = nabra.headline_difference(*made(rows)).set_index("outlet")
    north = table.loc["north"]
    assert north["estimate"] == pytest.approx(.8 - .6) and (north["count"], north["exposure"]) == (56, 70)
    assert (north["headline"], north["body"], north["body_count"], north["body_exposure"]) == (.8, .6, 48, 80)
    assert (north["low"], north["high"]) == pytest.approx(confint_proportions_2indep(56, 70, 48, 80, method="newcomb"))
    assert north["method"] == METHOD and north["articles"] == 70
    quiet = table.loc["quiet"]
    assert np.isnan(quiet["estimate"]) and quiet["reason"] == "no such event in its headlines" and quiet["method"] == "none"


def test_no_doer_is_0_and_no_event_is_nan():
    rows = [("north", n, part, False) for n in range(9) for part in ("title", "text")] + [("south", 1, "title", True)]
    table = nabra.headline_difference(*made(rows)).set_index("outlet")
    assert table.at["north", "estimate"] == 0 and -1 < table.at["north", "low"] < 0 < table.at["north", "high"] < 1
    assert table.at["south", "reason"] == "no such event in its texts" and table.at["south", "headline"] == 1


def test_neither_order_nor_the_part_that_is_chosen_matters():
    rows = [("north", n % 7, ("title", "text")[n % 3 > 0], n % 4 > 0) for n in range(60)]
    cues, events = made(rows)
    table = nabra.headline_difference(cues, events)
    mixed = nabra.headline_difference(Cues(*(getattr(cues, name).sample(frac=1, random_state=1) if name == "documents" else
                                             getattr(cues, name) for name in ("documents", "quotes", "attributions", "mentions",
                                                                              "labels", "codebook_name"))),
                                      events.sample(frac=1, random_state=2))
    assert_frame_equal(table, mixed)
    turned = nabra.headline_difference(cues, events.assign(part=events["part"].map({"title": "text", "text": "title"})))
    assert turned["estimate"].iloc[0] == pytest.approx(-table["estimate"].iloc[0])
    assert turned["low"].iloc[0] == pytest.approx(-table["high"].iloc[0])


@pytest.mark.parametrize(("kin", "articles"), [(1.0, 40), (4.0, 40), (4.0, 150), (1e6, 150)])
def test_the_interval_holds_the_truth_that_is_planted(kin, articles):
    """Articles differ in how they tell (the fewer ``kin``, the more), in headline and text alike; 400 corpora each."""
    generator, held = np.random.default_rng(8), []
    for _ in range(400):
        own = generator.beta(.4 * kin, .6 * kin, articles)                  # the article's own leaning: .4 in all
        sizes = generator.integers(0, 3, articles), generator.integers(1, 7, articles)
        title, text = ((np.stack([hits, size - hits], axis=1)[size > 0]) for size, share in
                       zip(sizes, (own * .7, own)) for hits in [generator.binomial(size, share)])
        row = _row(title, text, .95)
        held.append(row["low"] <= .4 * .7 - .4 <= row["high"])
    assert .93 <= np.mean(held) <= .995


def test_mistakes_are_named():
    cues, events = made([("north", 1, "title", True)])
    with pytest.raises(NabraError, match="unknown victim 'x'"):
        nabra.headline_difference(cues, events, victim="x")
    with pytest.raises(NabraError, match="level=2 is no confidence"):
        nabra.headline_difference(cues, events, level=2)
    with pytest.raises(NabraError, match="unknown voice 'x'"):
        nabra.headline_difference(cues, events, voice="x")

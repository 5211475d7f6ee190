"""Same events: planted ones are found, whatever the order of rows, and nothing else is."""

import numpy as np
import pandas as pd
import pytest
from test_copies import documents, word

from nabra.errors import NabraError
from nabra.text.events import events

OUTLETS = ("a", "b", "c")


def planted(seed, days=6, a_day=8, size=120):
    """Articles in three outlets; an event lends its reports a third of their words, in another order."""
    generator = np.random.default_rng(seed)
    common = [word(generator) for _ in range(400)]
    rows, truth = [], []
    for day in range(days):
        for number in range(a_day):
            own = [word(generator) + word(generator) for _ in range(12)]
            for outlet in OUTLETS[:1 + number % 3]:
                words = generator.choice(common, size * 2 // 3).tolist() + generator.choice(own, size // 3).tolist()
                generator.shuffle(words)
                rows.append({"outlet": outlet, "date": f"2020-03-{day + 1:02}", "language": "ar",
                             "title": " ".join(own[:4]), "text": " ".join(words)})
                truth.append((day, number))
    return documents(rows), np.array([day * a_day + number for day, number in truth])


def pairs(labels):
    """The pairs of rows that have one label."""
    known = pd.Series(labels).dropna()
    return {(i, j) for rows in known.groupby(known).groups.values() for i in rows for j in rows if i < j}


def test_planted_events_are_found():
    rows, truth = planted(1)
    found = events(rows)
    right = pairs(found["event"]) & pairs(truth)
    assert right == pairs(truth) and len(right) >= .95 * len(pairs(found["event"]))
    alone = found["event"].isna()
    assert (found.loc[alone, "event_articles"] == 0).all() and found.loc[alone, "event_similarity"].isna().all()
    assert (found.loc[~alone, "event_outlets"] <= found.loc[~alone, "event_articles"]).all()
    assert set(found["event_outlets"]) >= {0, 2, 3}
    assert found.loc[~alone, "event_similarity"].between(0.5, 1.000001).all()


def test_order_ids_and_signs_change_nothing():
    rows, _ = planted(2)
    found = events(rows)
    pd.testing.assert_frame_equal(found, events(rows.sample(frac=1, random_state=1)))
    renamed = events(rows.assign(doc_id=[f"x{i:04}" for i in range(len(rows))][::-1]))
    assert pairs(renamed.set_index("doc_id")["event"].iloc[::-1].reset_index(drop=True)) == pairs(found["event"])
    dressed = rows.assign(text=rows["text"].str.replace("ا", "اَ").str.replace("م", "مـ"))
    assert pairs(events(dressed)["event"]) == pairs(found["event"])


def test_an_event_ends_after_its_days():
    rows, _ = planted(3, days=1, a_day=3)
    late = rows.assign(doc_id="z" + rows["doc_id"], date="2020-03-04")
    both = pd.concat([rows, late], ignore_index=True)
    assert len(pairs(events(both, days=2)["event"])) == 2 * len(pairs(events(rows)["event"]))
    assert len(pairs(events(both, days=3)["event"])) > 2 * len(pairs(events(rows)["event"]))


def test_without_a_date_or_words_there_is_no_event():
    rows, _ = planted(4, days=1, a_day=3)
    undated = events(rows.assign(date=None))
    assert undated["event"].isna().all()
    assert events(documents([{"text": ""}, {"text": "…"}]))["event"].isna().all()
    assert len(events(documents([{"text": "…"}]).iloc[:0])) == 0


def test_a_higher_similarity_matches_no_more():
    rows, _ = planted(5)
    assert pairs(events(rows, similarity=.6)["event"]) <= pairs(events(rows)["event"])


@pytest.mark.parametrize(("given", "said"), [
    ({"similarity": 1.2}, "similarity 1.2: give a cosine"), ({"days": -1}, "days -1: give 0"),
])
def test_settings_that_are_none_are_refused(given, said):
    rows, _ = planted(6, days=1, a_day=1)
    with pytest.raises(NabraError, match=said):
        events(rows, **given)

"""Words that tell two groups apart: the article is the unit, in the interval and in p."""

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from nabra import tables
from nabra.errors import NabraError
from nabra.measures.keyness import log_ratio
from nabra.measures.words import key_words
from nabra.text.vocabulary import word_counts

QUICK = {"replicates": 200, "permutations": 199}


def articles(seed=0, number=60, planted=.5, bursts=4):
    """Thirty words alike in both groups, each in bursts; ``bridge`` stands in more of a's articles."""
    rng, rows, documents = np.random.default_rng(seed), [], []
    for outlet in ("a", "b"):
        for k in range(number):
            doc = f"{outlet}{k:03}"
            documents.append((doc, outlet))
            for word in range(30):
                if rng.random() < .35:
                    rows.append((doc, f"w{word:02}", int(1 + rng.poisson(bursts))))
            if rng.random() < (planted if outlet == "a" else .15):
                rows.append((doc, "bridge", 1))
    return (pd.DataFrame(rows, columns=["doc_id", "word", "count"]),
            pd.DataFrame(documents, columns=["doc_id", "outlet"]))


def test_the_planted_word_comes_first_and_alone():
    made = key_words(*articles(1), "a", "b", replicates=200, permutations=999)
    assert made["word"].iloc[0] == "bridge" and made["low"].iloc[0] > 0 and made["lrc"].iloc[0] >= 0
    assert made.loc[made["p_adjusted"] < .05, "word"].tolist() == ["bridge"]
    words, documents = articles(1)
    held = words[words["word"] == "bridge"].merge(documents, on="doc_id")["outlet"].value_counts()
    assert (made["articles_a"].iloc[0], made["articles_b"].iloc[0]) == (held["a"], held["b"])
    assert made["log_ratio"].iloc[0] == pytest.approx(log_ratio(held["a"], held["b"], 60, 60))


@pytest.mark.parametrize("unit", ["articles", "words"])
def test_p_keeps_its_level_where_words_come_in_bursts(unit):
    """G2 over word counts would call a third of these words different."""
    rejected, tested, bold = 0, 0, 0
    for seed in range(12):
        made = key_words(*articles(seed, 40, planted=.15, bursts=8), "a", "b", input=unit, **QUICK)
        rejected, tested = rejected + (made["p"] <= .05).sum(), tested + len(made)
        bold += (np.abs(made["z"]) > 1.96).sum()
    assert .02 <= rejected / tested <= .08 and bold / tested > 2 * rejected / tested


def test_groups_swap_and_rows_shuffle():
    words, documents = articles(2)
    made = key_words(words, documents, "a", "b", **QUICK)
    back = key_words(words, documents, "b", "a", **QUICK)
    both = made.merge(back, on="word", suffixes=("", "_back"))
    assert both["log_ratio"].to_numpy() == pytest.approx(-both["log_ratio_back"].to_numpy())
    assert both["z"].to_numpy() == pytest.approx(-both["z_back"].to_numpy())
    words, documents = (table.sample(frac=1, random_state=1) for table in (words, documents))
    again = key_words(words, documents, "a", "b", **QUICK)
    assert_frame_equal(again, made)


def test_one_against_all_others_and_rare_words():
    words, documents = articles(3)
    third = documents.assign(outlet=["abc"[k % 3] for k in range(len(documents))])
    made = key_words(words, third, "a", least=15, **QUICK)
    assert (made["articles_a"] + made["articles_b"] >= 15).all()
    assert key_words(words, documents, "a", "b", least=1000).empty


@pytest.mark.parametrize(("change", "terms"), [
    ({"first": "c"}, "no outlet 'c' in documents; it has: a, b"), ({"second": "a"}, "'a' alone"),
    ({"input": "letters"}, "unknown input 'letters'"), ({"by": "desk"}, "no column 'desk'"),
    ({"replicates": 0}, "replicates=0")])
def test_mistakes_are_named(change, terms):
    words, documents = articles(1, 10)
    with pytest.raises(NabraError, match=terms):
        key_words(**({"words": words, "documents": documents, "first": "a", "second": "b"} | change))


def test_words_of_texts_are_keys_without_boilerplate_and_numbers():
    documents = tables.frame("documents", [
        {"doc_id": "1", "outlet": "a", "language": "ar", "title": "الجسر",
         "text": "فُتِحَ الجسر القديم عام 2018."},
        {"doc_id": "2", "outlet": "a", "language": "en", "text": "The bridge, the bridge."},
        {"doc_id": "3", "outlet": "a", "text": ""}])
    made = word_counts(documents, least=1)
    found = made.set_index(["doc_id", "word"])["count"].to_dict()
    assert found[("1", "الجسر")] == 2 and found[("1", "فتح")] == 1 and ("1", "2018") not in found
    assert found[("2", "bridge")] == found[("2", "the")] == 2
    bare = documents.assign(text=documents["text"].str.replace("[\u064b-\u0652]", "", regex=True))
    assert_frame_equal(word_counts(bare, least=1), made)
    assert word_counts(documents, least=2).empty

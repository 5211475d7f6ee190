"""Whose dead, and who is held responsible: the features, the weights, and the study's numbers."""

import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import accuracy_score, f1_score

from nabra.cues.parties import CODES, features, party, tokens, weights

ROOT = Path(__file__).resolve().parents[1]
PUBLISHED = {"globe": [531, 764, 334, 397, 282], "star": [594, 874, 479, 517, 456],
             "post": [684, 496, 243, 507, 427]}
COUNTED = ("victim: Israeli", "victim: Palestinian", "responsible: Israel", "responsible: Hamas")


@pytest.mark.parametrize(("sentence", "victim", "responsible"), [
    ("Hamas militants killed 12 Israelis near a kibbutz on Oct. 7.", "Israeli", "Hamas"),
    ("Israeli airstrikes have killed dozens of Palestinians in Gaza.", "Palestinian", "Israel"),
    ("The earthquake in Afghanistan killed hundreds of people.", "Neither", "Neither"),
    ("Hamas killed 1,200 people in Israel, and Israeli airstrikes killed thousands of Palestinians in Gaza.", "Both", "Both"),
])
def test_plain_sentences(sentence, victim, responsible):
    found = features(sentence)
    assert (party(found, "victim"), party(found, "responsible")) == (victim, responsible)


def test_the_longest_phrase_is_one_token_and_numbers_are_signs():
    assert [one.name for one in tokens("Israeli airstrikes killed 12 in the Gaza Strip")] == \
        ["ARMY", "killed", "#", "in", "the", "GAZA"]
    assert [one.death for one in tokens("He was killed")] == [None, None, "kill"]


def test_features_name_what_stands_where():
    found = features("Dozens were killed by Hamas", title="Attack on Israel", before="Palestinians fled", days=2)
    assert {"by HAMAS", "death: kill", "after kill: HAMAS", "title: ISRAEL", "before: PALESTINIANS", "first days",
            "Hamas acts"} - set(found) == {"Hamas acts"}
    assert found["title: ISRAEL"] == 0.5 and "no party" not in found


def test_a_sentence_without_words_has_a_code():
    for text in ("", " ", "…", "«»"):
        assert party(features(text), "victim") in CODES["victim"]


@pytest.mark.parametrize("column", CODES)
def test_weights_are_readable(column):
    table = weights(column)
    assert "(always)" in table and len(table) > 1000
    assert all(len(row) == 4 and np.isfinite(row).all() for row in table.values())
    longest = max(len(name.split(": ")[-1].split(" with ")[0].split()) for name in table)
    assert longest <= 4, "no feature holds more than four words of a sentence"


@pytest.fixture(scope="module")
def breach(shared):
    folder = shared / "corpora" / "breach"
    if not folder.is_dir():
        pytest.skip("no coded sentences of the Breach study here")
    sys.path.insert(0, str(ROOT / "tests"))
    from fit_parties import found_in, sentences
    table = sentences(folder)
    post = table[table["outlet"] == "post"].reset_index(drop=True)
    return post, found_in(post)


@pytest.mark.parametrize(("column", "accuracy", "macro"), [("victim", 0.73, 0.67), ("responsible", 0.83, 0.71)])
def test_the_post_is_told_no_worse_than_it_was(breach, column, accuracy, macro):
    """A paper that the weights were not fitted on."""
    post, found = breach
    coded = post[column].notna().to_numpy()
    codes = post[column][coded].to_numpy(dtype=object)
    answers = np.array([party(one, column) for one in found], dtype=object)[coded]
    assert accuracy_score(codes, answers) >= accuracy and f1_score(codes, answers, average="macro") >= macro
    errors = pd.read_csv(ROOT / "figures" / "breach" / "errors.csv").set_index(["outlet", "column"])
    assert errors.loc[("post", column), "accuracy"].iloc[0] == pytest.approx((codes == answers).mean(), abs=6e-4)


def test_how_far_people_agree_is_what_the_page_says(shared):
    folder = shared / "corpora" / "breach"
    if not folder.is_dir():
        pytest.skip("no coded sentences of the Breach study here")
    sys.path.insert(0, str(ROOT / "tests"))
    from fit_parties import of_themselves, sentences
    table, page = sentences(folder), (ROOT / "docs" / "agency.md").read_text(encoding="utf-8")
    for column in CODES:
        _, agreement, right = of_themselves(table, column)
        assert right ** 2 + (1 - right) ** 2 / 3 == pytest.approx(agreement) and right > agreement
        assert any(line.startswith(f"| {column} |") and line.endswith(f" {agreement:.2f} | {right:.2f} |".replace(" 0.", " ."))
                   for line in page.splitlines()), (column, agreement, right)


def test_the_published_table_stands_beside_the_tools_and_the_corrected_one():
    table = pd.read_csv(ROOT / "figures" / "breach" / "table.csv").set_index(["outlet", "counted"])
    for outlet, (*numbers, articles) in PUBLISHED.items():
        rows = table.loc[[(outlet, one) for one in COUNTED]]
        assert rows["people"].tolist() == numbers and set(rows["articles"]) == {articles}
        assert ((rows["low"] < rows["corrected"]) & (rows["corrected"] < rows["high"])).all()
    inside = (table["low"] <= table["people"]) & (table["people"] <= table["high"])
    assert inside.sum() >= 11, "nine or ten in ten would do; the sample is one draw"
    assert (table["tool"] != table["people"]).any()

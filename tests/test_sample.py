"""The teaching corpus: made again byte for byte, its truth in its place, its planted choices drawn."""

import csv
import hashlib
import io
import json
import math
import os
import subprocess
import sys
from collections import Counter, defaultdict

import pytest

CONCEPTS = {
    "armed-groups": {"terrorists", "gunmen", "armed-opposition", "rebels", "revolutionaries", "factions"},
    "state": {"regime", "government", "state-name", "authorities"},
    "islamic-state": {"daesh", "state-organisation", "islamic-state"},
    "israel": {"israel", "occupation", "zionist"},
    "the-dead": {"martyrs", "killed", "victims"},
    "neutral-names": {"organisation", "state"},
}
MADE = ("sample/articles.jsonl", "sample/README.md", "planted/planted.csv", "planted/planted_shares.csv",
        "planted/planted_marks.csv")


@pytest.fixture(scope="module")
def corpora(root):
    return root / "corpora"


@pytest.fixture(scope="module")
def articles(corpora):
    lines = (corpora / "sample" / "articles.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
    return {row["doc_id"]: row for row in map(json.loads, lines)}


def _rows(path):
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8"), newline="")))


@pytest.fixture(scope="module")
def truth(corpora):
    return _rows(corpora / "planted" / "planted.csv")


def test_made_again_the_files_are_the_same(corpora):
    """A second run in a process of its own, under another hash seed."""
    code = "import hashlib, make; print([hashlib.sha256(v).hexdigest() for v in make.build().values()])"
    out = subprocess.run([sys.executable, "-B", "-X", "utf8", "-c", code], cwd=corpora / "planted", text=True,
                         capture_output=True, check=True, env=os.environ | {"PYTHONHASHSEED": "7"})
    now = [hashlib.sha256((corpora / name).read_bytes()).hexdigest() for name in MADE]
    assert out.stdout.strip() == str(now)


def test_six_outlets_and_enough_articles(articles):
    counts = Counter((row["language"], row["outlet"]) for row in articles.values())
    assert Counter(language for language, _ in counts) == {"ar": 4, "en": 2}
    assert min(counts.values()) >= 40
    assert len({(row["title"], row["text"]) for row in articles.values()}) == len(articles)


def test_each_offset_holds_its_surface(articles, truth):
    assert len(truth) > 2000
    for row in truth:
        part = articles[row["doc_id"]][row["part"]]
        start, end = int(row["start"]), int(row["end"])
        assert part[start:end] == row["surface"] != ""
        around = part[max(start - 1, 0):start] + part[end:end + 1]
        assert not any(letter.isalpha() for letter in around), (row, around)
        assert row["variant"] in CONCEPTS[row["concept"]]
        assert row["voice"] in ("narrator", "quoted", "reported")
        assert row["marks"] in ("none", "name", "label", "fragment")


def test_no_planted_words_overlap(truth):
    by_part = defaultdict(list)
    for row in truth:
        by_part[row["doc_id"], row["part"]].append((int(row["start"]), int(row["end"])))
    for spans in by_part.values():
        spans.sort()
        assert all(first[1] <= second[0] for first, second in zip(spans, spans[1:]))


def test_the_outlet_without_marks_prints_none(articles, truth):
    texts = [f"{row['title']} {row['text']}" for row in articles.values() if row["outlet"] == "وكالة سروة"]
    assert len(texts) >= 40 and not any(set("«»“”„\"") & set(text) for text in texts)
    silent = {doc_id for doc_id, row in articles.items() if row["outlet"] == "وكالة سروة"}
    assert not [row for row in truth if row["doc_id"] in silent and row["marks"] != "none"]


def test_marks_stand_where_the_truth_says_so(articles, truth):
    for row in truth:
        if row["origin"] == "generated" and row["marks"] in ("name", "label"):
            part = articles[row["doc_id"]][row["part"]]
            assert part[int(row["start"]) - 1] in "«“\"" and part[int(row["end"])] in "»”\"", row


def test_shares_table_counts_the_truth(corpora, articles, truth):
    count = Counter((articles[r["doc_id"]]["outlet"], r["concept"], r["variant"], r["voice"])
                    for r in truth if r["origin"] == "generated")
    for row in _rows(corpora / "planted" / "planted_shares.csv"):
        assert int(row["count"]) == count[row["outlet"], row["concept"], row["variant"], row["voice"]]


def test_drawn_shares_lie_near_the_planted_ones(corpora):
    """Within four standard errors that allow for clustering; planted zeros are zeros."""
    rows = [row for row in _rows(corpora / "planted" / "planted_shares.csv") if int(row["exposure"])]
    assert len(rows) > 200
    distance = []
    for row in rows:
        p, share, n = float(row["probability"]), float(row["share"]), int(row["exposure"])
        if p in (0.0, 1.0):
            assert share == p, row
            continue
        error = math.sqrt(p * (1 - p) / n * (1 + (n / int(row["articles"]) - 1) * 0.5))
        distance.append(abs(share - p) / error)
        assert distance[-1] < 4, row
    assert sum(value < 1.96 for value in distance) / len(distance) > 0.9


def test_own_words_cluster_in_articles(truth):
    """Two words of one article agree more often than words of different articles of the outlet."""
    groups = defaultdict(list)
    for row in truth:
        if (row["concept"], row["voice"], row["doc_id"][:6]) == ("armed-groups", "narrator", "mirsat"):
            groups[row["doc_id"]].append(row["variant"])
    pairs = [(a, b) for words in groups.values() for i, a in enumerate(words) for b in words[i + 1:]]
    within = sum(a == b for a, b in pairs) / len(pairs)
    total = Counter(word for words in groups.values() for word in words)
    between = sum(k * k for k in total.values()) / sum(total.values()) ** 2
    assert (within - between) / (1 - between) > 0.1

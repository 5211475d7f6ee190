"""Mine from corpora which nouns hardly ever speak; writes a list of the language Arabic.

    python tests/mine_silent.py GOLD CORPORA

``ar_silent.csv``: words (keys, without article) that occur ``LEAST`` times or more and stand behind a verb of
saying, as the first word of its subject, at less than ``RARE`` times the rate of an average word. What was
seen of a word is weighed with what was seen of its class in ``ar_words.csv`` (as if ``PRIOR`` times more), so
that a rare name is not taken for such a word; words without a class are left out. Coded articles of GOLD are
not read. ``nabra.cues.candidates`` reads the list.
"""

import csv
import json
import sys
from collections import Counter
from pathlib import Path

import pandas as pd
from fitting import CORPORA
from mine_marked import LANGUAGES

from nabra.cues.knowledge import knowledge
from nabra.cues.speakers import SPAN, phrase_after
from nabra.text.language import load, without_article
from nabra.text.read import words_in

LEAST = 60
RARE = 0.2
PRIOR = 300
SHORT = 2           # letters of a word that tell nothing
SOURCE = "# Mined from half of ANT Corpus (2018), SaudiNewsNet (2015) and SANAD (Al-Khaleej): tests/mine_silent.py"


def coded(gold):
    """(corpus, doc_id) of every coded article."""
    rows = (json.loads(line) for file in sorted(Path(gold).rglob("*.jsonl")) for line in file.open(encoding="utf-8"))
    return {(row["corpus"], row["doc_id"]) for row in rows if "doc_id" in row}


def count(texts, pack):
    """(how often each word begins a subject behind a verb of saying, how often it occurs), without article."""
    verbs = pack.sources["say_only"]
    subjects, all_words = Counter(), Counter()
    for text in texts:
        found = words_in(text, 0, len(text))
        all_words.update(without_article(key, pack.article) for _, _, key in found)
        for (_, end, key), following in zip(found, found[1:]):
            if key in verbs:
                phrase = phrase_after(text, end, end + SPAN, pack)
                if phrase is not None and text.startswith(phrase, following[0]):
                    subjects[without_article(following[2], pack.article)] += 1
    return subjects, all_words


def silent(subjects, all_words, pack, listed):
    """(word, subjects, count) of the words that hardly ever speak, sorted; ``listed``: key -> Word."""
    classes = {}
    for word, one in sorted(listed.items(), key=lambda item: item[1].count):    # of two forms the more frequent
        if one.kind != "person":
            classes[without_article(word, pack.article)] = one.cluster
    spoken, seen = Counter(), Counter()
    for word, cluster in classes.items():
        spoken[cluster] += subjects[word]
        seen[cluster] += all_words[word]
    average = subjects.total() / all_words.total()
    joined = tuple(pack.proclitics)
    for word, times in sorted(all_words.items()):
        if word not in classes or times < LEAST:
            continue
        expected = PRIOR * spoken[classes[word]] / seen[classes[word]]
        rare = (subjects[word] + expected) / (times + PRIOR) < RARE * average
        known = word in pack.source_kinds or word in pack.phrase_stops
        inflected = any(word.startswith(one) and all_words[word[len(one):]] >= times for one in joined)
        if rare and not known and not inflected and len(word) > SHORT and word.isalpha():
            yield word, subjects[word], times


def main(gold, corpora):
    """Read the corpora and write the list."""
    pack, left_out = load("ar"), coded(gold)
    tables = [(name, pd.read_parquet(Path(corpora) / f"{name}.parquet", columns=["doc_id", "text"]))
              for name in CORPORA]
    texts = (row.text for name, table in tables for row in table.itertuples()
             if (name, row.doc_id) not in left_out)
    with (LANGUAGES / "ar_silent.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(SOURCE + "\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("word", "subject", "count"))
        writer.writerows(silent(*count(texts, pack), pack, knowledge(pack.code).words))


if __name__ == "__main__":
    main(*sys.argv[1:3])

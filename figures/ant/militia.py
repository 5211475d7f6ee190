"""How much of a difference is choice, and how much is Yemen? Writes militia-*.csv beside this file.

    python figures/ant/militia.py ant.parquet                 # measure the corpus, then compare (a minute)
    python figures/ant/militia.py                             # compare anew from militia-articles.csv
"""

import sys
from pathlib import Path

import pandas as pd

import nabra
from nabra.measures.counted import counted
from nabra.measures.decompose import decompose
from nabra.measures.matched import matched
from nabra.measures.regression import regression
from nabra.measures.standardise import standardised_difference
from nabra.measures.topics import topics
from nabra.show.figures import write_atomic
from nabra.show.safe import csv_text
from nabra.text.events import events

HERE = Path(__file__).resolve().parent
PAIR = ("alarabia", "bbc")
POLITICS = ("internationalNews", "middleEast")
COLUMNS = ["doc_id", "outlet", "month", "country", "yemen", "event", "count", "exposure"]


def measured(documents):
    """One row a political article of the two outlets: does it print the word, and what is it about?"""
    chosen = documents[documents["outlet"].isin(PAIR) & documents["section"].isin(POLITICS)]
    cues = nabra.measure(chosen.reset_index(drop=True), nabra.codebook(HERE / "politics.yml"))
    table = counted(cues, "militia", voice=None, per="article")
    named = counted(cues, "country", "yemen", voice=None, per="article")["count"]
    country = table["doc_id"].map(topics(cues, "country"))
    event = table["doc_id"].map(events(chosen).set_index("doc_id")["event"])
    return table.assign(country=country, yemen=named.map({1: "named", 0: "not named"}), event=event)[COLUMNS]


def compared(articles):
    """The decomposition by two notions of topic, standardised differences, regressions, the same events."""
    parts = pd.concat([decompose(articles, *PAIR, topic=topic).assign(topics=topic) for topic in ("yemen",
        "country")])
    strata = [("yemen",), ("country",), ("country", "month")]
    differences = pd.concat([
        standardised_difference(articles, *PAIR, strata=one).assign(by=" and ".join(one)) for one in strata])
    regressions = pd.concat([
        regression(articles, f"count ~ outlet + {terms}", reference=PAIR[1]).assign(terms=terms)
        for terms in ("yemen", "country + month")])
    return {"decomposition": parts, "standardised": differences, "regression": regressions,
            "events": matched(articles, *PAIR)}


def write(table, name):
    digits = {column: 6 for column in table.columns if column != "p"}
    table = table.round(digits)
    write_atomic(HERE / f"militia-{name}.csv", csv_text(table).encode("utf-8"))


if __name__ == "__main__":
    if sys.argv[1:]:
        write(measured(nabra.read(sys.argv[1])), "articles")
    for name, table in compared(pd.read_csv(HERE / "militia-articles.csv")).items():
        write(table, name)
        print(name, table.head(6).to_string(index=False), sep="\n")

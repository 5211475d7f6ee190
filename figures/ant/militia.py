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
from nabra.measures.standardise import standardised_difference
from nabra.measures.topics import topics
from nabra.show.figures import write_atomic
from nabra.show.safe import csv_text

HERE = Path(__file__).resolve().parent
PAIR = ("alarabia", "bbc")
POLITICS = ("internationalNews", "middleEast")
COLUMNS = ["doc_id", "outlet", "month", "country", "yemen", "count", "exposure"]


def measured(documents):
    """One row a political article of the two outlets: does it print the word, and what is it about?"""
    chosen = documents[documents["outlet"].isin(PAIR) & documents["section"].isin(POLITICS)]
    cues = nabra.measure(chosen.reset_index(drop=True), nabra.codebook(HERE / "politics.yml"))
    table = counted(cues, "militia", voice=None, per="article")
    named = counted(cues, "country", "yemen", voice=None, per="article")["count"]
    country = table["doc_id"].map(topics(cues, "country"))
    return table.assign(country=country, yemen=named.map({1: "named", 0: "not named"}))[COLUMNS]


def compared(articles):
    """The two tables: the decomposition under two notions of topic, and the standardised differences."""
    parts = pd.concat([decompose(articles, *PAIR, topic=topic).assign(topics=topic) for topic in ("yemen", "country")])
    strata = [("yemen",), ("country",), ("country", "month")]
    differences = pd.concat([
        standardised_difference(articles, *PAIR, strata=one).assign(by=" and ".join(one)) for one in strata])
    return parts.round(6), differences.round(6)


def write(table, name):
    write_atomic(HERE / f"militia-{name}.csv", csv_text(table).encode("utf-8"))


if __name__ == "__main__":
    if sys.argv[1:]:
        write(measured(nabra.read(sys.argv[1])), "articles")
    decomposition, standardised = compared(pd.read_csv(HERE / "militia-articles.csv"))
    write(decomposition, "decomposition")
    write(standardised, "standardised")
    print(decomposition[decomposition["topic"] == "all"].to_string(index=False))

"""Is somebody named as having killed? Palestinians and Israelis in the ANT corpus (2018): arabic-agency.csv.

The same events as they were read (tests/events/killings_of_palestinians.csv), and where the rules err: arabic-read.csv. And
are doers of any violence named less often in headlines than in texts: arabic-headlines.csv.

    python figures/breach/arabic.py ant.parquet [OUT]
"""

import sys
from pathlib import Path

import pandas as pd

import nabra
from nabra.show.figures import write_atomic
from nabra.show.safe import csv_text
from nabra.tables import frame

HERE = Path(__file__).resolve().parent
READ = HERE.parents[1] / "tests" / "events" / "killings_of_palestinians.csv"
POLITICS = ("internationalNews", "middleEast")
VICTIMS = ("palestinians", "israelis")
KEPT = ["measure", "outlet", "language", "concept", "concept_ar", "concept_en", "variant", "part", "estimate", "low", "high",
        "count", "exposure", "articles", "p", "p_adjusted", "method", "reason", "warning"]


def articles(file):
    """The political articles of the corpus as a documents table."""
    read = pd.read_parquet(file).rename(columns={"lang": "language"})
    read = read[read["section"].isin(POLITICS)]
    return frame("documents", read[["doc_id", "outlet", "language", "date", "title", "text"]].to_dict("list"))


def as_read(cues, found):
    """Killings and deaths of Palestinians as a reader of each sentence tells their doers, beside the rules, by outlet."""
    read = pd.read_csv(READ)
    told = found.merge(read, on=["doc_id", "part", "start", "end"]).merge(cues.documents[["doc_id", "outlet"]], on="doc_id")
    told = told[told["read"].isin(["yes", "no"])]
    right = told.assign(agent_named=told["read"].eq("yes"), victim="palestinians")
    table = nabra.agent_named(cues, right[found.columns], victim="palestinians").set_index("outlet")
    rows = []
    for outlet, part in [*told.groupby("outlet"), ("all", told)]:
        rules, reader = part["agent_named"].to_numpy(dtype=bool), part["read"].eq("yes").to_numpy()
        rows.append({
            "outlet": outlet, "events": len(part), "rules": rules.mean(), "read": reader.mean(),
            "low": table["low"].get(outlet), "high": table["high"].get(outlet), "p_adjusted": table["p_adjusted"].get(outlet),
            "alike": (rules == reader).mean(), "recall": rules[reader].mean(), "precision": reader[rules].mean()})
    return pd.DataFrame(rows)


def main(file, out=HERE):
    codebook = nabra.codebook(HERE / "people.yml")
    cues = nabra.measure(articles(file), codebook)
    found = nabra.events(cues, codebook)
    tables = [nabra.agent_named(cues, found, victim=victim, part=part, kinds=("kill", "die"))
              for victim in VICTIMS for part in (None, "title", "text")]
    made = pd.concat(tables, ignore_index=True)[KEPT]
    write_atomic(Path(out) / "arabic-agency.csv", csv_text(made))
    read = as_read(cues, found)
    write_atomic(Path(out) / "arabic-read.csv", csv_text(read))
    print(read.to_string(index=False))
    headlines = nabra.headline_difference(cues, found)
    write_atomic(Path(out) / "arabic-headlines.csv", csv_text(headlines))
    print(headlines[["outlet", "headline", "body", "estimate", "low", "high"]].to_string(index=False))
    print(made.drop(columns=["method", "warning"]).to_string(index=False))


if __name__ == "__main__":
    main(*sys.argv[1:])

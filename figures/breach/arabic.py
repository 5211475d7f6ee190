"""Is somebody named as having killed? Palestinians and Israelis in the ANT corpus (2018): arabic-agency.csv.

And are doers of any violence named less often in headlines than in texts: arabic-headlines.csv.

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
POLITICS = ("internationalNews", "middleEast")
VICTIMS = ("palestinians", "israelis")
KEPT = ["measure", "outlet", "language", "concept", "concept_ar", "concept_en", "variant", "part", "estimate", "low", "high",
        "count", "exposure", "articles", "p", "p_adjusted", "method", "reason", "warning"]


def articles(file):
    """The political articles of the corpus as a documents table."""
    read = pd.read_parquet(file).rename(columns={"lang": "language"})
    read = read[read["section"].isin(POLITICS)]
    return frame("documents", read[["doc_id", "outlet", "language", "date", "title", "text"]].to_dict("list"))


def main(file, out=HERE):
    codebook = nabra.codebook(HERE / "people.yml")
    cues = nabra.measure(articles(file), codebook)
    found = nabra.events(cues, codebook)
    tables = [nabra.agent_named(cues, found, victim=victim, part=part, kinds=("kill", "die"))
              for victim in VICTIMS for part in (None, "title", "text")]
    made = pd.concat(tables, ignore_index=True)[KEPT]
    write_atomic(Path(out) / "arabic-agency.csv", csv_text(made))
    headlines = nabra.headline_difference(cues, found)
    write_atomic(Path(out) / "arabic-headlines.csv", csv_text(headlines))
    print(headlines[["outlet", "headline", "body", "estimate", "low", "high"]].to_string(index=False))
    print(made.drop(columns=["method", "warning"]).to_string(index=False))


if __name__ == "__main__":
    main(*sys.argv[1:])

"""From the bench's tables to what a million, a hundred million and a billion articles cost: the table of docs/scale.md.

``python tests/scale.py`` writes it anew; ``make bench`` does so at its end.
"""

import re
from pathlib import Path

import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
BENCH = ROOT / "figures" / "bench"
PAGE = ROOT / "docs" / "scale.md"
BEGIN, END = "<!-- computed by tests/scale.py -->\n", "<!-- end -->"
# Articles, what measures them, its workers.
SHAPES = ((10**6, "a laptop, 2 processes", 2), (10**8, "one server, Dask with 32 workers", 32),
          (10**9, "a cluster, Dask with 256 workers", 256))
FILE = 200      # MB of text in a file of partitioned Parquet


def measured(folder=BENCH):
    """What the bench measured, as the estimate needs it.

    Returns
    -------
    dict
        bytes_an_article; speed (MB a second and core, between the smallest and the largest run of one process, so
        that starting does not count);
        peak (MB of one process) and peak_two (of two); together (how much of a second core's speed is had);
        largest (MB of the largest run), bent (how far off a straight line of the size the processor time of a run of
        one process is at most, as a share of it);
        fresh and again (MB a second, texts in memory: read for the first time, and again);
        dask (speed of two Dask workers against two processes); written (bytes on disk for one of text).
    """
    about = pd.read_csv(folder / "about.csv").set_index("what")["value"]
    stage = pd.read_csv(folder / "stage.csv").set_index("what")["mb_per_second"]
    grown = pd.read_csv(folder / "growth.csv")
    local = grown[grown["engine"] == "local"]
    one, two = (local[local["processes"] == number].sort_values("mb") for number in (1, 2))
    dask = grown[grown["engine"] == "dask"]
    least, largest, pair = one.iloc[0], one.iloc[-1], two.iloc[0]
    same = one[one["mb"] == pair["mb"]].iloc[0]
    sizes, times = one["mb"].to_numpy(), one["processor_seconds"].to_numpy()
    line = np.polyval(np.polyfit(sizes, times, 1, w=1 / times), sizes)
    return {
        "largest": sizes.max(), "bent": np.abs(line / times - 1).max(),
        "bytes_an_article": float(about["bytes_an_article"]), "corpus": about["corpus"], "load": float(about["load"]),
        "processors": about["processors"], "fresh": stage["first time"], "again": stage["again"],
        "speed": (largest["mb"] - least["mb"]) / (largest["processor_seconds"] - least["processor_seconds"]),
        "peak": one["peak_mb"].max(), "peak_two": two["peak_mb"].max(), "together": same["seconds"] / pair["seconds"] / 2,
        "dask": pair["seconds"] / dask["seconds"].iloc[0], "written": largest["out_mb"] / largest["mb"],
    }


def estimate(known, articles, workers):
    """Hours, memory and disk for so many articles.

    Parameters
    ----------
    known : dict
        Of `measured`.

    Returns
    -------
    dict
        gb (of text), core_hours, hours, memory_gb (of all workers), disk_gb (of the tables), files.
    """
    mb = articles * known["bytes_an_article"] / 1e6
    core = mb / known["speed"] / 3600
    share = known["together"] * (1 if workers <= 2 else min(1, known["dask"]))
    memory = known["peak_two"] if workers <= 2 else workers * known["peak"]
    return {"gb": mb / 1e3, "core_hours": core, "hours": core / workers / min(1, share), "memory_gb": memory / 1e3,
            "disk_gb": mb * known["written"] / 1e3, "files": max(1, round(mb / FILE))}


def lines(folder=BENCH):
    """The computed lines of the page."""
    known = measured(folder)
    head = ["articles", "text", "on", "hours", "core hours", "memory in all", "tables on disk", "files of 200 MB"]
    rows = [head, ["---"] * len(head)]
    for articles, shape, workers in SHAPES:
        found = estimate(known, articles, workers)
        rows.append([f"{articles:,}", f"{found['gb']:,.0f} GB", shape, _round(found["hours"]), _round(found["core_hours"]),
                     f"{found['memory_gb']:,.1f} GB", f"{found['disk_gb']:,.0f} GB", f"{found['files']:,}"])
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    said = (f"Measured ({known['corpus']}): {known['bytes_an_article']:,.0f} bytes of text an article; "
            f"{known['speed']:.1f} MB of text a second of one core's time, reading and writing included; "
            f"quotations, voices and mentions alone take a second for {known['fresh']:.1f} MB of texts in memory, for "
            f"{known['again']:.1f} MB when all words are known; a second "
            f"process makes it {2 * known['together']:.2f} times as fast; two Dask workers run at "
            f"{100 * known['dask']:.0f} % of the speed of two processes; one process holds {known['peak']:,.0f} MB at most (up to {known['largest']:,.0f} MB of text); "
            f"its time is a straight line of the size, from which no run is more than {100 * known['bent']:.0f} % away; "
            f"the tables take {known['written']:.2f} bytes for a byte of text. When the bench began, {known['load']:.1f} "
            f"processes wanted the machine's {known['processors']} processors: the fewer, the truer are the figures.")
    return f"{said}\n\n{table}\n"


def _round(hours):
    return f"{hours:.2f}" if hours < 1 else f"{hours:,.1f}" if hours < 100 else f"{hours:,.0f}"


def main():
    """Write the computed lines into the page."""
    page = PAGE.read_text(encoding="utf-8")
    made = re.sub(f"(?s){re.escape(BEGIN)}.*?{re.escape(END)}", lambda _: BEGIN + lines() + END, page)
    PAGE.write_text(made, encoding="utf-8")


if __name__ == "__main__":
    main()

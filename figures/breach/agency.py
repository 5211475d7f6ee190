"""The Breach study's table from people's labels, from the tool's, and with the tool's errors corrected.

    python figures/breach/agency.py BREACH [OUT]

BREACH holds the study's three files of sentences (``nabra corpora fetch breach`` brings them). Writes ``table.csv``
(the fifteen published numbers and their estimates) and ``errors.csv`` (the tool's errors by paper) to OUT, by
default this folder. The tool's labels of the Globe and the Star come from fits that saw no sentence of the article.
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.model_selection import GroupKFold

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent / "tests"))

from fit_parties import fit, found_in, guessed, sentences  # noqa: E402

from nabra.cues.parties import CODES, party  # noqa: E402
from nabra.measures.coded import coded_counts  # noqa: E402
from nabra.measures.correction import Lines, corrected_ratio, labels_only  # noqa: E402
from nabra.show.figures import write_atomic  # noqa: E402
from nabra.show.safe import csv_text  # noqa: E402

END = "2023-11-24"
SAMPLE = 300        # sentences of each paper whose labels by people the correction may see
SEED = 9
COUNTED = {"victim": {"Israeli": ["Israeli", "Both"], "Palestinian": ["Palestinian", "Both"]},
           "responsible": {"Israel": ["Israel", "Both"], "Hamas": ["Hamas", "Both"]}}


def tool_labels(table, found):
    """The tool's labels of every sentence; on the papers it was fitted on, by fits without the article."""
    made, seen = {}, (table["outlet"] != "post").to_numpy()
    for column in CODES:
        answers = np.array([party(one, column) for one in found], dtype=object)
        coded = np.flatnonzero(seen & table[column].notna().to_numpy())
        codes, urls = table[column].to_numpy(dtype=object), table["url"].to_numpy(dtype=object)
        rows = np.flatnonzero(seen)
        for train, test in GroupKFold(5).split(rows, groups=urls[rows]):
            fitting = np.intersect1d(rows[train], coded)
            model = fit([found[place] for place in fitting], codes[fitting])
            answers[rows[test]] = guessed(model, [found[place] for place in rows[test]])
        made[column] = answers
    return made


def corrected(lines, column, wanted, tool):
    """The corrected share of lines with one of the codes ``wanted``, as an Estimate, and the labels-only one."""
    chosen = np.zeros(len(lines), dtype=bool)
    chosen[np.random.default_rng(SEED).choice(len(lines), min(SAMPLE, len(lines)), replace=False)] = True
    human = lines[column].isin(wanted).to_numpy(dtype=float)
    whole = np.ones(len(lines))
    hidden = np.where(chosen, human, np.nan)
    each = Lines(pd.factorize(lines["url"])[0], np.isin(tool, wanted).astype(float), whole, hidden,
                 np.where(chosen, whole, np.nan), np.full(len(lines), len(lines) / chosen.sum()))
    return corrected_ratio(each), labels_only(each)


def study_table(table, tool):
    """One row per paper and number: published by people's labels, the tool's, corrected with its bounds."""
    inside = (pd.to_datetime(table["date"], format="mixed") <= pd.Timestamp(END)).to_numpy()
    window, rows = {"article": "url", "end": END, "closing": "instant"}, []
    for column, codes in COUNTED.items():
        human = coded_counts(table, column, codes, **window)
        guess = coded_counts(table.assign(**{column: tool[column]}), column, codes, **window)
        for place, row in human.iterrows():
            here = inside & (table["outlet"] == row["outlet"]).to_numpy()
            estimate, labels = corrected(table[here], column, codes[row["code"]], tool[column][here])
            size = int(here.sum())
            rows.append({"outlet": row["outlet"], "counted": f"{column}: {row['code']}", "people": row["count"],
                         "tool": guess["count"].iloc[place], "corrected": round(estimate.estimate * size, 1),
                         "low": round(estimate.low * size, 1), "high": round(estimate.high * size, 1),
                         "labels_only": round(labels.estimate * size, 1), "labels_low": round(labels.low * size, 1),
                         "labels_high": round(labels.high * size, 1), "lines": size, "articles": row["articles"]})
    return pd.DataFrame(rows)


def errors(table, tool):
    """The tool's errors by paper: how many of a code are found, how many of those said are right, the net error."""
    rows = []
    for column, codes in COUNTED.items():
        for outlet, part in table[table[column].notna()].groupby("outlet", sort=True):
            answers = tool[column][part.index]
            right = float((answers == part[column].to_numpy(dtype=object)).mean())
            for name, wanted in codes.items():
                said, true = np.isin(answers, wanted), part[column].isin(wanted).to_numpy()
                rows.append({"outlet": outlet, "column": column, "accuracy": round(right, 3), "code": name,
                             "people": int(true.sum()), "tool": int(said.sum()),
                             "recall": round(float(said[true].mean()), 3),
                             "precision": round(float(true[said].mean()), 3),
                             "net_error": round(float(said.sum() / true.sum() - 1), 3)})
    return pd.DataFrame(rows)


def main(folder, out=HERE):
    table = sentences(folder)
    tool = tool_labels(table, found_in(table))
    for name, made in (("table", study_table(table, tool)), ("errors", errors(table, tool))):
        write_atomic(Path(out) / f"{name}.csv", csv_text(made))
        print(made.to_string(index=False))


if __name__ == "__main__":
    main(*sys.argv[1:])

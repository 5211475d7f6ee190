"""The simulation study: what the tests reject and what the intervals cover where the truth is known.

    python tests/simulate.py [--corpora N] [--out FOLDER]

Writes the tables ``null.csv``, ``intervals.csv`` and ``correction.csv`` and the chart ``simulation`` (SVG, PNG,
CSV). Every cell simulates many corpora at once, through the functions that the measures call
(``permutation_p``, ``studentised_interval``, ``clustered_wilson``, ``trusts_bootstrap``, ``corrected_ratio``);
`floors` says which promises a table breaks. Cells have seeds of their own, so that the tables do not depend on
the number of processes.
"""

import argparse
import itertools
import os
import zlib
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import pandas as pd
import simulated
from scipy.stats import chi2
from tqdm import tqdm

from nabra.measures.correction import ENOUGH_LABELS, Lines, corrected_ratio, labels_only, uncorrected_ratio
from nabra.measures.intervals import clustered_wilson, trusts_bootstrap, wilson
from nabra.measures.resample import bootstrap_interval, permutation_p, studentised_interval
from nabra.measures.sample import draw

ROOT = Path(__file__).resolve().parents[1]
SHARES, ICC = (.02, .05, .1, .3, .5, .9), (0, .1, .3, .5)
TOKENS, ARTICLES, LENGTHS = (2, 6, 12), (8, 20, 40, 100, 200), ("varied", "equal")
CORPORA, DRAWS, BATCH = 2000, 999, 100
GRID = list(itertools.product(SHARES, ICC, TOKENS, ARTICLES, LENGTHS))
CODING = list(itertools.product((.02, .1, .3, .6, .9), (0, .3), (50, 100, 200, 400), (.8, .9)))
CODED = 1500    # corpora a cell of coding: they are simulated one by one
NAMES = ["share", "icc", "tokens", "articles", "lengths"]


def seeded(kind, cell):
    """A generator of the cell's own."""
    return np.random.default_rng(zlib.crc32(repr((kind, *cell)).encode()))


def null(cell, corpora=CORPORA, draws=DRAWS):
    """How often two outlets that choose alike are called different at a nominal 5 %."""
    share, icc, tokens, articles, lengths = cell
    generator = seeded("null", cell)
    group = np.repeat([0, 1], articles)
    rejected, tokenwise, holding, tested = 0, 0, 0, 0
    for start in range(0, corpora, BATCH):
        many = min(BATCH, corpora - start)
        counts = simulated.counts(generator, share, icc, tokens, 2 * articles, many, lengths)
        total = counts.sum(axis=1)
        seen = (total > 0).all(axis=1)      # a word that nobody writes is not tested
        p = permutation_p(counts, group, draws, seed=start)[:, 0, 0]
        rejected += (seen & (p <= .05)).sum()
        tokenwise += (seen & (pearson(counts, articles) <= .05)).sum()
        holding += np.minimum((counts[..., 0] > 0).sum(), (counts[..., 1] > 0).sum()) / 2
        tested += seen.sum()
    row = dict(zip(NAMES, cell)) | {"expected": articles * tokens * min(share, 1 - share)}
    return row | {"holding": holding / corpora, "corpora": corpora, "tested": tested / corpora,
                  "rejected": rejected / corpora, "rejected_tokens": tokenwise / corpora}


def pearson(counts, articles):
    """The chi-square test over tokens of each corpus, which takes mentions for independent: its p."""
    sums = np.stack([counts[:, :articles].sum(axis=1), counts[:, articles:].sum(axis=1)], axis=1).astype(float)
    hoped = sums.sum(axis=2, keepdims=True) * sums.sum(axis=1, keepdims=True) / sums.sum(axis=(1, 2), keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        return chi2.sf(np.nansum((sums - hoped) ** 2 / hoped, axis=(1, 2)), 1)


def intervals(cell, corpora=CORPORA, draws=DRAWS):
    """How often 95 % intervals hold the share: the one that the measures choose, and others."""
    generator, found = seeded("intervals", cell), []
    for start in range(0, corpora, 5 * BATCH):
        counts = simulated.counts(generator, *cell[:4], min(5 * BATCH, corpora - start), cell[4])
        found.append(_intervals(counts, cell[0], draws, start))
    return dict(zip(NAMES, cell)) | {"corpora": corpora} | pd.concat(found).mean().to_dict()


def _intervals(counts, share, draws, seed):
    """One row a corpus: was the bootstrap trusted, does each interval hold the share, how wide is it."""
    count, size = counts[..., 0], counts.sum(axis=2)
    student = [bound[:, 0] for bound in studentised_interval(counts, draws, seed)]
    trusted = trusts_bootstrap(count, size) & np.isfinite(student[0])
    made = {
        "chosen": [np.where(trusted, s, w) for s, w in zip(student, clustered_wilson(count, size))],
        "percentile": [bound[:, 0] for bound in bootstrap_interval(counts, draws, seed)],
        "wilson_tokens": wilson(count.sum(axis=1), size.sum(axis=1)),
    }
    rows = {"bootstrap": trusted}
    rows |= {f"covered_{name}": (low <= share) & (share <= high) for name, (low, high) in made.items()}
    return pd.DataFrame(rows | {f"width_{name}": high - low for name, (low, high) in made.items()})


def coding(cell, corpora=CODED):
    """How often intervals hold the share that people would find, where the machine errs."""
    share, icc, labels, accuracy = cell
    generator, held, width = seeded("coding", cell), [], []
    for _ in range(corpora):
        lines = coded_lines(generator, share, icc, labels, accuracy)
        made = corrected_ratio(lines), labels_only(lines), uncorrected_ratio(lines)
        held.append([one.low <= share <= one.high for one in made])
        width.append([one.high - one.low for one in made])
    names = ("corrected", "labels_only", "uncorrected")
    row = {"share": share, "icc": icc, "labels": labels, "accuracy": accuracy, "corpora": corpora,
           "chosen": "corrected" if labels >= ENOUGH_LABELS else "labels_only"}
    row |= {f"covered_{name}": value for name, value in zip(names, np.mean(held, axis=0))}
    return row | {f"width_{name}": value for name, value in zip(names, np.mean(width, axis=0))}


def coded_lines(generator, share, icc, labels, accuracy, articles=800, tokens=4):
    """Lines of one outlet that the machine codes right with this chance, and a sample that people coded."""
    counts = simulated.counts(generator, share, icc, tokens, articles, 1, "varied")[0]
    article = np.repeat(np.arange(articles), counts.sum(axis=1))
    truth = np.tile([1., 0.], articles).repeat(counts.ravel())
    predicted = np.where(generator.random(len(truth)) < accuracy, truth, 1 - truth)
    rows, chance = draw(article, predicted, labels, generator)
    part, whole, weight = np.full(len(truth), np.nan), np.full(len(truth), np.nan), np.zeros(len(truth))
    part[rows], whole[rows], weight[rows] = truth[rows], 1, 1 / chance
    return Lines(article, predicted, np.ones(len(truth)), part, whole, weight)


STUDIES = {"null": (null, GRID), "intervals": (intervals, GRID), "correction": (coding, CODING)}


def floors(name, table):
    """The rows of a table that break a promise, each with the promise; empty if all hold."""
    broken = []

    def need(rows, promise):
        broken.extend(f"{promise}: {row}" for row in table[rows].to_dict("records"))

    if name == "null":
        enough = (table["articles"] >= 40) & (table["expected"] >= 5)
        need(table["rejected"] > .07, "a true null is rejected in at most 7 %")
        need(enough & (table["rejected"] < .03), "and in at least 3 % from 40 articles and 5 mentions")
    if name == "intervals":
        middle = table["share"].between(.1, .9)
        need(middle & (table["covered_chosen"] < .92), "intervals cover at least 92 %")
        many = middle & (table["articles"] >= 100)
        need(many & ~table["covered_chosen"].between(.93, .97), "and 93 to 97 % from 100 articles")
    if name == "correction":
        enough = table["labels"] >= 200
        need(enough & (table["covered_corrected"] < .92), "corrected ones cover 92 % from 200 labels")
        need((table["share"] != .5) & (table["covered_uncorrected"] > .9), "uncorrected ones fail")
    return broken


def study(name, cells=None, processes=1, **size):
    """The table of one study."""
    function, grid = STUDIES[name]
    cells = grid if cells is None else cells
    bar = {"desc": name, "total": len(cells), "disable": None}
    if processes == 1:
        return pd.DataFrame([function(cell, **size) for cell in tqdm(cells, **bar)])
    with ProcessPoolExecutor(processes) as pool:
        found = pool.map(_cell, [name] * len(cells), cells, [size] * len(cells), chunksize=4)
        return pd.DataFrame(list(tqdm(found, **bar)))


def _cell(name, cell, size):
    return STUDIES[name][0](cell, **size)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--corpora", type=int, default=None, help="simulated corpora a cell (2,000; 1,500 of coded lines)")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--out", default=ROOT / "figures" / "simulation", type=Path)
    given = parser.parse_args()
    os.environ["OMP_NUM_THREADS"] = "1"     # the processes share the cores
    size = {} if given.corpora is None else {"corpora": given.corpora}
    given.out.mkdir(parents=True, exist_ok=True)
    tables = {}
    for name in STUDIES:
        tables[name] = study(name, processes=given.processes, **size)
        tables[name].to_csv(given.out / f"{name}.csv", index=False, float_format="%.4g", lineterminator="\n")
        for line in floors(name, tables[name]):
            print(f"BROKEN {name}: {line}")
    from simulation_chart import draw_chart

    draw_chart(tables, given.out / "simulation")
    print(f"{', '.join(STUDIES)} -> {given.out}")


if __name__ == "__main__":
    main()

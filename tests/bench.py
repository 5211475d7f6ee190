"""What Nabra costs, beside what users pick instead: ``make bench`` (ARGS="--fast" for a first look, under three minutes).

In one run, on the same articles: each contestant in turn, round after round, so that what slows the machine slows
all of them; the speeds are of processor time, the ratios are of one round, and their spread is given. Then texts in
memory, read for the first time and again; start-up (first ever and warm), growth and peak memory, two processes and two Dask workers against one. polars and spaCy are
asked only where the group ``bench`` of pyproject.toml is installed, quanteda where R has it; what is missing is said.
"""

import argparse
import itertools
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd
import psutil
import pyarrow as pa
import pyarrow.parquet as pq

import nabra
import scale
from bench_chart import draw
from bench_others import OTHERS
from nabra.cues.function import weights
from nabra.cues.measure import instruments, measure_text, scanned_text
from nabra.cues.mentions import find_mentions
from nabra.scale import stream
from nabra.text.language import packs
from nabra.text.normalise import word_key

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("NABRA_SHARED", ROOT.parent / "shared")) / "corpora"
CORPORA = ("ant.parquet", "saudinewsnet.parquet", "khaleej.parquet")
FOLDER = ROOT / "figures" / "bench"
MB = 1_000_000
READING = {"columns": {}, "encoding": None, "config": None}


def source():
    """The articles that the bench repeats: the real corpora where they are, else the teaching corpus."""
    names = [SHARED / name for name in CORPORA] if (SHARED / CORPORA[0]).is_file() else [ROOT / "corpora/sample"]
    tables = [nabra.read(name, quiet=True)[["outlet", "title", "text"]] for name in names]
    return pd.concat(tables, ignore_index=True), "ANT, SaudiNewsNet, Khaleej" if len(names) > 1 else "teaching corpus"


def size(texts):
    """Bytes of the texts in UTF-8."""
    return int(sum(len(text.encode()) for text in texts))


def write(articles, megabytes, path, files=1):
    """Write so many MB of the articles, over and over with new ids, in order mixed by a fixed seed."""
    sizes = np.array([len(text.encode()) for text in articles["text"]])
    order = np.random.default_rng(1).permutation(len(articles))
    rows, taken = [], 0
    for place in itertools.cycle(order):
        if taken >= megabytes * MB:
            break
        rows.append(place)
        taken += sizes[place]
    schema = pa.schema({name: pa.string() for name in ("doc_id", "outlet", "title", "text")})
    for number, part in enumerate(np.array_split(rows, files)):
        place = path if files == 1 else path / f"{number}.parquet"
        place.parent.mkdir(parents=True, exist_ok=True)
        with pq.ParquetWriter(place, schema) as writer:
            for start in range(0, len(part), 5_000):
                chunk = articles.iloc[part[start:start + 5_000]]
                ids = [f"{number}-{start + one:07}" for one in range(len(chunk))]
                writer.write_table(pa.Table.from_pandas(chunk.assign(doc_id=ids), schema, preserve_index=False))
    return taken / MB, len(rows)


# ---- contestants: one round each gives seconds of processor time

class Ours:
    """The whole measuring step: Parquet read, everything found, Parquet written."""

    name = "nabra"

    def __init__(self, path, texts, book, forms):
        self.work, self.tools = stream.Work(path, book, READING), instruments(book, packs(), weights())
        self.scratch = Path(tempfile.mkdtemp(prefix="nabra-bench-"))

    def run(self):
        out = self.scratch / "out"
        stream.measure(self.work, out, lambda done: {"nabra": ""}, say=lambda note: None, progress=False,
                       tools=self.tools)
        rows = pq.read_metadata(out / "mentions.parquet").num_rows
        shutil.rmtree(out)
        return rows


class OurStage:
    """Quotations, voices and mentions of texts that are in memory; nothing read or written."""

    name = "nabra, in memory"

    def __init__(self, path, texts, book, forms):
        self.texts, self.tools = texts, instruments(book, packs(), weights())

    def run(self):
        return sum(len(measure_text(text, "ar", self.tools).mentions) for text in self.texts)


class OurTerms:
    """The codebook's terms alone, multiword terms and conditions included, in texts that are in memory."""

    name = "nabra, terms only"

    def __init__(self, path, texts, book, forms):
        self.texts, self.tools = texts, instruments(book, packs(), weights())

    def run(self):
        found = 0
        for text in self.texts:
            found += len(find_mentions(scanned_text(text, "ar", self.tools).events, self.tools.terms["ar"]))
        return found


class Expression:
    """Words by a regular expression; each distinct word folded and looked up once."""

    name = "re"

    def __init__(self, path, texts, book, forms):
        self.texts, self.forms = texts, frozenset(map(word_key, forms))

    def run(self):
        memo, found, forms = {}, [], self.forms
        for text in self.texts:
            for match in re.finditer(r"[^\W_]+", text):
                word = match.group()
                hit = memo.get(word)
                if hit is None:
                    hit = memo[word] = word_key(word) in forms
                if hit:
                    found.append((match.start(), match.end(), word))
        return len(found)


def processor():
    """Seconds of processor time of this process and of those that it started and that have ended."""
    return time.process_time() + ended()


def ended():
    """Seconds of processor time of the processes that this one started and that have ended."""
    spent = os.times()
    return spent.children_user + spent.children_system


def race(contestants, rounds, megabytes):
    """Speeds in MB/s of processor time, a row a round and contestant."""
    rows = []
    for number in range(-1, rounds):      # the first round warms up and does not count
        turn = contestants[number % len(contestants):] + contestants[:number % len(contestants)]
        for one in turn:
            begun = processor()
            hits = one.run()
            spent = getattr(one, "seconds", None) or processor() - begun
            if number >= 0:
                rows.append({"round": number + 1, "what": one.name, "mb": megabytes, "seconds": spent,
                             "mb_per_second": megabytes / spent, "hits": hits})
            print(f"  round {number + 1}: {one.name:20} {megabytes / spent:8.1f} MB/s", flush=True)
    return pd.DataFrame(rows)


def ratios(speeds):
    """Ours against each other one, round by round: the median and the range."""
    wide = speeds.pivot(index="round", columns="what", values="mb_per_second")
    rows = []
    own = [name for name in (Ours.name, OurStage.name, OurTerms.name) if name in wide]
    for ours, other in itertools.product(own, wide.columns.difference(own)):
        each = wide[ours] / wide[other]
        rows.append({"ours": ours, "against": other, "ratio": each.median(), "lowest": each.min(),
                     "highest": each.max(), "rounds": len(each)})
    return pd.DataFrame(rows)


# ---- whole runs in processes of their own

START = ("import nabra, pandas as pd; from nabra.tables import frame; table = frame('documents', pd.DataFrame({'doc_id': ['1'], "
         "'outlet': ['a'], 'text': ['قال الوزير إن المسلحين انسحبوا.']})); "
         "assert len(nabra.measure(table, nabra.codebook('syria')).mentions) == 1")


# Small corpora, too, go part by part here, so that growth is that of one way.
RUN = "from nabra import cli; from nabra.commands import measure; measure.LARGE = 0; cli.main()"


def watched(command, env=None):
    """Run a command: (seconds, processor seconds, peak MB of all its processes together, shared pages divided)."""
    before, begun, peak = ended(), time.perf_counter(), 0
    process = subprocess.Popen(command, env={**os.environ, **(env or {})}, stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE)
    watch = psutil.Process(process.pid)
    while process.returncode is None:
        try:
            peak = max(peak, sum(_memory(one) for one in (watch, *watch.children(recursive=True))))
            process.wait(.5)        # not longer than it runs: a sleep would be added to its seconds
        except (psutil.NoSuchProcess, subprocess.TimeoutExpired):
            process.poll()
    seconds = time.perf_counter() - begun
    said = process.stderr.read().decode(errors="replace")
    if process.returncode:
        sys.exit(f"{command}: {said}")
    return seconds, ended() - before, peak / MB


def _memory(process):
    try:
        found = process.memory_full_info()
        return getattr(found, "pss", 0) or found.rss
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return 0


def start_up():
    """Seconds from nothing to the first article, first ever (compiling) and warm."""
    rows = []
    with tempfile.TemporaryDirectory() as empty:
        for what in ("first ever", "warm", "warm"):
            seconds, spent, peak = watched([sys.executable, "-c", START], {"NUMBA_CACHE_DIR": empty})
            rows.append({"what": what, "seconds": seconds, "processor_seconds": spent, "peak_mb": peak})
    return pd.DataFrame(rows).groupby("what", as_index=False).median()


def measured(path, processes, out, engine="local"):
    """One ``nabra measure`` in a process of its own."""
    command = [sys.executable, "-c", RUN, "measure", path, "--out", out, "--processes", str(processes),
               "--engine", engine]
    found = watched(list(map(str, command)))
    written = sum(file.stat().st_size for file in out.rglob("*.parquet")) / MB
    shutil.rmtree(out)
    return *found, written


def growth(articles, sizes, scratch):
    """Whole runs over growing corpora, and on the largest with two processes and two Dask workers, too."""
    rows = []
    for megabytes in sizes:
        path = scratch / f"{megabytes}"
        taken, count = write(articles, megabytes, path, files=4)
        runs = [(1, "local")]
        if megabytes == max(sizes):
            runs += [(2, "local"), (2, "dask")]
        for processes, engine in runs:
            seconds, spent, peak, written = measured(path, processes, scratch / "out", engine)
            rows.append({"engine": engine, "processes": processes, "mb": taken, "articles": count, "seconds": seconds,
                         "processor_seconds": spent, "peak_mb": peak, "out_mb": written})
            print(f"  {taken:6.0f} MB, {engine}, {processes} processes: {seconds:.1f} s, {spent:.1f} s of processor "
                  f"time, {peak:.0f} MB", flush=True)
        shutil.rmtree(path)
    return pd.DataFrame(rows)


def stage(articles, most):
    """Speed of ``measure_text`` over so many articles of the corpora, read for the first time and again."""
    texts, tools = articles["text"].head(most).tolist(), instruments(nabra.codebook("syria"), packs(), weights())
    megabytes, rows = size(texts) / MB, []
    for what in ("first time", "again"):
        begun = processor()
        for text in texts:
            measure_text(text, "ar", tools)
        spent = processor() - begun
        rows.append({"what": what, "mb": megabytes, "seconds": spent, "mb_per_second": megabytes / spent})
        print(f"  {megabytes:.0f} MB in memory, {what}: {megabytes / spent:.2f} MB/s", flush=True)
    return pd.DataFrame(rows)


def raced(rounds, megabytes, articles, corpus, scratch):
    """The tables of the race: speeds, ratios, absent and about."""
    book = nabra.codebook("syria")
    forms = sorted({form for term in book.terms if term.language == "ar" for words in term.words for form in words})
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    path = scratch / "race.parquet"
    taken, count = write(articles, megabytes, path)
    texts = pq.read_table(path, columns=["text"]).column("text").to_pylist()
    print(f"{taken:.1f} MB in {count:,} articles ({corpus}), {len(forms):,} forms, load {load:.1f}", flush=True)
    contestants, absent = [kind(path, texts, book, forms) for kind in (Ours, OurStage, OurTerms, Expression)], []
    for kind in OTHERS:
        try:
            contestants.append(kind(path, texts, book, forms))
        except (ImportError, RuntimeError) as error:
            absent.append({"what": kind.name, "reason": str(error)})
            print(f"  {kind.name}: left out ({error})", flush=True)
    speeds = race(contestants, rounds, taken)
    shutil.rmtree(contestants[0].scratch, ignore_errors=True)
    about = {"corpus": corpus, "articles": len(articles), "bytes_an_article": round(size(articles["text"]) / len(articles)),
             "forms": len(forms), "load": round(load, 2), "python": platform.python_version(),
             "machine": platform.machine(), "processors": os.cpu_count()}
    return {"speeds": speeds, "ratios": ratios(speeds), "absent": pd.DataFrame(absent, columns=["what", "reason"]),
            "about": pd.DataFrame(about.items(), columns=["what", "value"])}


def main():
    """Run the bench and write its tables and charts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--fast", action="store_true", help="fewer rounds, smaller corpora: under three minutes")
    parser.add_argument("--rounds", type=int, help="of the race (7)")
    parser.add_argument("--sizes", type=int, nargs="+", help="MB of text of the growing corpora (10 50 200)")
    parser.add_argument("--large", action="store_true", help="2 GB of text, too: half an hour more")
    parser.add_argument("--only", choices=("race", "stage", "start", "growth"), help="one part; the other tables stay")
    parser.add_argument("--out", type=Path, default=FOLDER)
    given = parser.parse_args()
    rounds, megabytes = given.rounds or (3 if given.fast else 7), 1 if given.fast else 4
    sizes = (given.sizes or ([2, 5, 10] if given.fast else [10, 50, 200])) + [2_000] * given.large
    (articles, corpus), scratch = source(), Path(tempfile.mkdtemp(prefix="nabra-bench-"))
    steps = {"race": lambda: raced(rounds, megabytes, articles, corpus, scratch), "stage": lambda: {"stage": stage(articles, 2_000 if given.fast else len(articles))},
             "start": lambda: {"start": start_up()},
             "growth": lambda: {"growth": growth(articles, sizes, scratch)}}
    given.out.mkdir(parents=True, exist_ok=True)
    try:
        for name, step in steps.items():
            if given.only in (None, name):
                for what, table in step().items():
                    table.round(4).to_csv(given.out / f"{what}.csv", index=False)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    if given.only is None:
        finish(given.out)


def finish(folder):
    """The chart, and the computed lines of docs/scale.md where the tables are the committed ones."""
    draw(folder)
    if folder == FOLDER:
        scale.main()
    for name in ("ratios", "start"):
        print(pd.read_csv(folder / f"{name}.csv").round(2).to_string(index=False))
    print(f"tables and chart in {folder}")


if __name__ == "__main__":
    main()

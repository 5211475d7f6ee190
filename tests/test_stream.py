"""Measured part by part: the same bytes as at once, whatever the parts; killed and resumed; memory flat."""

import json
import random
import shutil
import signal
import subprocess
import sys

import pandas as pd
import pyarrow as pa
import pytest
from console import snapshot
from hypothesis import given, settings
from hypothesis import strategies as st

import nabra
from nabra.commands import measure as command
from nabra.cues.function import weights
from nabra.cues.measure import instruments
from nabra.scale import merge, parts, stream
from nabra.text import groups
from nabra.text.language import packs

TEXT = "قال الوزير إن «الإرهابيين» انسحبوا من حلب. وقصف المسلحون القرية، وفق ما ذكرت الوكالة. {}\nقصف النظام المدينة."


@pytest.fixture(scope="module")
def book():
    return nabra.codebook("syria")


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    """Tables and texts with ids that come again in the same file and in others, rows without text, odd dates."""
    root = tmp_path_factory.mktemp("stream") / "mixed"
    root.mkdir()
    rows = [{"id": f"{number * 37 % 61}", "source": f"o{number % 3}", "body": TEXT.format(number),
             "headline": f"المسلحون {number}" if number % 5 else None,
             "published": "soon" if number == 13 else f"2019-03-{number % 28 + 1:02}"} for number in range(36)]
    rows[7]["body"], rows[11]["source"] = None, None
    pd.DataFrame([*rows, rows[3], rows[30]]).to_csv(root / "a.csv", index=False)
    (root / "b.jsonl").write_text("\n".join(json.dumps(row) for row in rows[24:]) + "\n{broken\n", encoding="utf-8")
    pd.DataFrame(rows).assign(id=[f"p{number}" for number in range(36)]).to_parquet(root / "c.parquet")
    (root / "nahar").mkdir()
    for number in range(9):
        (root / f"nahar/{number:02}.txt").write_text(f"date: 2019-03-{number + 10}\n\n{TEXT}", encoding="utf-8")
    (root / "notes.md").write_text("x")
    return root


def work(path, book, **more):
    return stream.Work(path, book, {"columns": {}, "encoding": None, "config": None}, **more)


def bits(path, book, out, processes=1, **more):
    """Measured part by part into ``out``: its files and bytes."""
    command._streamed(work(path, book, **more), out, {}, processes)
    return snapshot(out)


@pytest.fixture(scope="module")
def at_once(mixed, book, tmp_path_factory):
    out = tmp_path_factory.mktemp("at-once") / "out"
    done = command._at_once(work(mixed, book), out, {}, 1)
    assert done.counts["documents"] > 70 and len(done.rejected) > 12 and done.counts["quotes"] > 70
    return snapshot(out)


@pytest.mark.parametrize(("size", "processes"), [(5, 1), (17, 2), (1_000, 1)])
def test_the_same_bytes_as_at_once(mixed, book, at_once, tmp_path, monkeypatch, size, processes):
    monkeypatch.setattr(parts, "SIZE", size)
    monkeypatch.setattr(merge, "OPEN", 5)
    assert bits(mixed, book, tmp_path / "out", processes) == at_once


def test_groups_repeated_lines_and_decisions_give_the_same_bytes(mixed, book, tmp_path, monkeypatch):
    monkeypatch.setattr(parts, "SIZE", 9)
    articles = nabra.read(mixed, quiet=True)
    path = tmp_path / "groups.parquet"
    path.write_bytes(groups.as_parquet(nabra.group(articles)))
    first = nabra.measure(articles.iloc[:20], book).mentions.iloc[:4]
    digests = articles.set_index("doc_id")["sha256"]
    lines = first[["doc_id", "part", "start", "end"]].assign(
        sha256=[digests[doc_id] for doc_id in first["doc_id"]], decision=["no", "quoted", "narrator", "name"])
    stale = lines.iloc[:1].assign(doc_id="gone")
    empty = lines.iloc[:1].assign(doc_id="nahar/01", start=0, end=1, sha256=digests["nahar/01"])
    pd.concat([lines, stale, empty]).to_csv(tmp_path / "decisions.csv", index=False)
    more = {"groups": groups.load(path), "decisions": nabra.decisions.load(tmp_path / "decisions.csv"),
            "repeated": {"o1": frozenset({"قصف النظام المدينه"})}}
    done = command._at_once(work(mixed, book, **more), tmp_path / "a", {}, 1)
    assert done.decided["removed"] == 1 and done.decided["stale"] == 1 and done.decided["unmatched"] == 1
    assert bits(mixed, book, tmp_path / "b", **more) == snapshot(tmp_path / "a")


def test_the_order_of_the_rows_changes_no_table(book, tmp_path, monkeypatch):
    monkeypatch.setattr(parts, "SIZE", 10)
    rows = [{"doc_id": f"{number:03}", "outlet": f"o{number % 3}", "text": TEXT.format(number)} for number in range(45)]
    tables = []
    for name in "ab":
        (tmp_path / name).mkdir()
        pd.DataFrame(rows).to_parquet(tmp_path / name / "articles.parquet")
        found = bits(tmp_path / name, book, tmp_path / f"out-{name}")
        tables.append({file: content for file, content in found.items() if file != "manifest.json"})
        random.Random(5).shuffle(rows)
    assert tables[0] == tables[1] and len(tables[0]) == 6


# Killed when the journal says that so many parts stand.
KILLED = """
import os, signal, sys
import nabra
from nabra.commands import measure as command
from nabra.cues.function import weights
from nabra.cues.measure import instruments
from nabra.scale import parts, stream

parts.SIZE, note = 9, parts.Journal.note

def dying(journal, entry):
    note(journal, entry)
    if len(journal.used) == int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)

parts.Journal.note = dying
reading = {"columns": {}, "encoding": None, "config": None}
work = stream.Work(sys.argv[1], nabra.codebook(sys.argv[4]), reading)
command._streamed(work, sys.argv[2], {}, int(sys.argv[5]))
"""


def killed(path, out, after, processes=1, book="syria"):
    done = subprocess.run([sys.executable, "-c", KILLED, path, out, str(after), book, str(processes)],
                          capture_output=True, text=True, timeout=200)
    assert done.returncode == -signal.SIGKILL, done.stderr


def counting(monkeypatch):
    """How many parts are made from now on."""
    made, real = [], parts.measure_part

    def counted(folder, number, *rest):
        made.append(number)
        return real(folder, number, *rest)

    monkeypatch.setattr(parts, "measure_part", counted)
    monkeypatch.setattr(parts, "SIZE", 9)
    return made


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL there")
@pytest.mark.parametrize("processes", [1, 2])
def test_a_killed_run_goes_on_and_ends_with_the_same_bytes(mixed, book, at_once, tmp_path, monkeypatch, processes):
    after = random.SystemRandom().randint(1, 8)
    killed(mixed, tmp_path / "out", after, processes)
    assert [path.name for path in (tmp_path / "out").iterdir()] == [".nabra-parts"]
    made = counting(monkeypatch)
    assert bits(mixed, book, tmp_path / "out") == at_once, f"killed after part {after}"
    resumed = made.copy()
    made.clear()
    bits(mixed, book, tmp_path / "whole")
    assert len(made) >= 9 and resumed == made[after:], f"killed after part {after}"


@pytest.fixture(scope="module")
def stopped(mixed, tmp_path_factory):
    """What is left of a run that was killed after six parts."""
    out = tmp_path_factory.mktemp("stopped") / "out"
    killed(mixed, out, 6)
    return out


def test_parts_of_another_codebook_or_program_are_not_taken(stopped, mixed, book, at_once, tmp_path, monkeypatch):
    made, yemen = counting(monkeypatch), nabra.codebook("yemen")
    shutil.copytree(stopped, tmp_path / "book")
    assert bits(mixed, yemen, tmp_path / "book") == bits(mixed, yemen, tmp_path / "fresh")
    assert made.count(0) == made.count(5) == 2
    made.clear()
    shutil.copytree(stopped, tmp_path / "program")
    monkeypatch.setattr(parts, "program", lambda: "another")
    assert bits(mixed, book, tmp_path / "program") == at_once and made[:7] == list(range(7))


def test_the_key_of_a_part_is_that_of_its_articles(mixed):
    documents = nabra.read(mixed, quiet=True).iloc[:3]
    changed = [documents.assign(text=["x", *documents["text"].iloc[1:]]) for _ in range(2)]
    one, two, three = (parts.key_of(b"", parts.payload_of(table), ()) for table in (documents, *changed))
    assert one != two == three != parts.key_of(b"y", parts.payload_of(changed[0]), ())


@pytest.mark.parametrize("harm", ["cut", "changed", "gone", "journal"])
def test_a_part_that_is_not_whole_is_made_anew(stopped, mixed, book, at_once, tmp_path, monkeypatch, harm):
    folder = shutil.copytree(stopped, tmp_path / "out") / ".nabra-parts"
    path, journal = parts.path_of(folder, 2, "mentions"), folder / parts.JOURNAL
    content = path.read_bytes()
    if harm == "journal":
        journal.write_bytes(journal.read_bytes()[:-99])
    elif harm == "gone":
        path.unlink()
    else:
        path.write_bytes(content[:-100] if harm == "cut" else content[:200] + b"x" + content[201:])
    made = counting(monkeypatch)
    assert bits(mixed, book, tmp_path / "out") == at_once
    assert made[:2] == ([5, 6] if harm == "journal" else [2, 6])


def test_a_part_is_given_up_when_the_work_is_stopped(mixed, tmp_path, monkeypatch):
    monkeypatch.setattr(parts, "CHUNK", 5)
    asked = iter([False, False, True])
    documents = nabra.read(mixed, quiet=True)
    tools = instruments(nabra.codebook("syria"), packs(), weights())
    given = (tmp_path, 0, "key", parts.payload_of(documents), ([None] * len(documents), range(len(documents))), tools)
    assert parts.measure_part(*given, lambda: next(asked)) is None and not list(tmp_path.iterdir())
    assert parts.measure_part(*given)["articles"] == len(documents)


def test_a_killed_run_leaves_the_earlier_measurement(stopped, mixed, book, at_once, tmp_path, monkeypatch):
    out, made = tmp_path / "out", counting(monkeypatch)
    before = bits(mixed, nabra.codebook("yemen"), out)
    shutil.copytree(stopped / ".nabra-parts", out / ".nabra-parts")
    assert nabra.load(out).codebook_name == "yemen"
    assert bits(mixed, book, out) == at_once != before and made.count(0) == 1


FILLER = "كتب المراسل عن الطقس في المدينة القديمة أمس وعن الطريق إليها. " * 60
PEAK = """
import resource, sys
import nabra
from nabra.commands import measure as command
from nabra.cues.function import weights
from nabra.cues.measure import instruments
from nabra.scale import parts, stream

parts.SIZE = 150
work = stream.Work(sys.argv[1], nabra.codebook("syria"), {"columns": {}, "encoding": None, "config": None})
done = command._streamed(work, sys.argv[2], {}, 1)
print(done.counts["documents"], resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="memory is not asked for in this way there")
def test_memory_does_not_grow_with_the_corpus(tmp_path):
    peaks = []
    for times in (1, 4):
        path, rows = tmp_path / f"{times}.parquet", 600 * times
        ids = [f"{number * 7919 % rows:06}" for number in range(rows)]      # in no order
        table = pa.table({"doc_id": ids, "outlet": ["x"] * rows, "text": [f"{FILLER}{TEXT.format(name)}" for name in ids]})
        pa.parquet.write_table(table, path, row_group_size=300)
        done = subprocess.run([sys.executable, "-W", "error", "-c", PEAK, path, tmp_path / f"out-{times}"],
                              capture_output=True, text=True, timeout=600)
        assert done.returncode == 0, done.stderr
        count, peak = map(int, done.stdout.split())
        assert count == rows
        peaks.append(peak)
    assert peaks[1] < 1.25 * peaks[0], f"{peaks} MB at the peak"


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(st.text("abcdé\U0001f600", max_size=3), min_size=1, max_size=12), min_size=1, max_size=9),
       st.integers(1, 5), st.integers(2, 4))
def test_merged_runs_are_the_sorted_whole(tmp_path_factory, runs, block, opened):
    folder = tmp_path_factory.mktemp("runs")
    schema = pa.schema({"doc_id": pa.string(), "run": pa.int64(), "place": pa.int64()})
    made, rows, samples = [], [], []
    for number, ids in enumerate(runs):
        mine = [(doc_id, number, place) for place, doc_id in enumerate(sorted(ids))]
        merge.write_run(folder / f"{number}", schema, [pa.table(list(map(list, zip(*mine))), schema=schema)], block)
        without = frozenset(ids[:1]) if number % 3 == 2 else frozenset()
        made.append(merge.Run(folder / f"{number}", mine[0][0], without))
        rows += [row for row in mine if row[0] not in without]
        samples += [doc_id for doc_id, *_ in mine[::2]]
    scratch, before = iter(range(100)), merge.OPEN
    merge.OPEN = opened
    try:
        chunks = list(merge.merged(made, schema, merge.bounds_of(samples, 1), block, lambda: folder / f"s{next(scratch)}"))
    finally:
        merge.OPEN = before
    found = [tuple(row.values()) for chunk in chunks for row in chunk.to_pylist()]
    assert found == sorted(rows, key=lambda row: row[0])
    last = None
    for chunk in chunks:        # an article is never divided
        ids = set(chunk.column("doc_id").to_pylist())
        assert last is None or min(ids) > last
        last = max(ids)

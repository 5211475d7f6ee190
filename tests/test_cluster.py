"""A Dask cluster of two local workers gives what one machine gives; a killed worker costs time, not data."""

import os
import shutil
import signal
import subprocess
import sys

import pandas as pd
import pytest
from console import nabra as run
from console import refused

import nabra
from nabra import store
from nabra.commands import measure as command
from nabra.errors import NabraError
from nabra.scale import cluster, stream

TEXT = "قال الوزير إن «الإرهابيين» انسحبوا من حلب. وقصف المسلحون القرية، وفق ما ذكرت الوكالة. {}\nقصف النظام المدينة."
TABLES = ("documents", "quotes", "attributions", "mentions")


@pytest.fixture(scope="module")
def partitioned(tmp_path_factory):
    """Six Parquet files below two folders, with settings; ids in no order, some rows without text."""
    root = tmp_path_factory.mktemp("cluster") / "articles"
    rows = [{"key": f"{number * 37 % 101:03}", "paper": f"o{number % 3}", "body": TEXT.format(number) if number % 9 else None,
             "published": f"{number % 12 + 1}/{number % 28 + 1}/2019"} for number in range(90)]
    for number in range(6):
        folder = root / f"year={2018 + number % 2}"
        folder.mkdir(parents=True, exist_ok=True)
        pd.DataFrame(rows[number::6]).to_parquet(folder / f"{number}.parquet")
    (root / "nabra.toml").write_text('[columns]\ndoc_id = "key"\noutlet = "paper"\ntext = "body"\n', encoding="utf-8")
    (root / "_SUCCESS").write_text("")
    return root


@pytest.fixture(scope="module")
def local(partitioned, tmp_path_factory):
    out = tmp_path_factory.mktemp("local") / "out"
    command._at_once(stream.Work(partitioned, nabra.codebook("syria"), READING), out, {}, 1)
    return out


READING = {"columns": {}, "encoding": None, "config": None}


def same(out, local, folder):
    """The cluster's tables, sorted, have the bytes of the local ones."""
    cues, rejected, manifest = store.load_all(out)
    for name in TABLES:
        store.write_table(getattr(cues, name), folder, name)
        assert (folder / f"{name}.parquet").read_bytes() == (local / f"{name}.parquet").read_bytes(), name
    order = ["source_file", "row"]
    other = store.load_all(local)
    pd.testing.assert_frame_equal(rejected.sort_values(order, ignore_index=True),
                                  other[1].sort_values(order, ignore_index=True))
    for key in ("counts", "inputs", "codebook", "rejected"):
        assert manifest[key] == other[2][key], key
    assert len(cues.mentions) > 100 and len(rejected) == 10


def test_two_workers_give_what_one_machine_gives(partitioned, local, tmp_path):
    done = run("measure", partitioned, "--out", tmp_path / "out", "--engine", "dask", "--processes", 2)
    assert done.returncode == 0, done.stderr
    assert "80 articles" in done.stdout and "10 rows or files rejected" in done.stdout
    assert len(list((tmp_path / "out/mentions.parquet").iterdir())) == 6 and not (tmp_path / "out/.nabra-parts").exists()
    same(tmp_path / "out", local, tmp_path)
    shares = [nabra.shares(nabra.load(folder), replicates=50, permutations=50) for folder in (tmp_path / "out", local)]
    pd.testing.assert_frame_equal(*shares)


def _dying(task, work, out):
    """`measure_file`, but the first to come to the third file dies of it."""
    mark = os.path.join(os.path.dirname(out), "died")
    if task.number == 2 and not os.path.exists(mark):
        with open(mark, "w"):
            pass
        os.kill(os.getpid(), signal.SIGKILL)
    return cluster.measure_file(task, work, out)


KILLED = """
import sys
import test_cluster
from nabra import codebook, manifest
from nabra.scale import cluster, stream

if __name__ == "__main__":
    work = stream.Work(sys.argv[1], codebook("syria"), test_cluster.READING)
    cluster.measure_file = test_cluster._dying
    with cluster.client_of(workers=2) as client:
        cluster.measure(work, sys.argv[2], lambda done: manifest.of_counts(
            done.counts, work.codebook, done.sources, done.rejected, done.notes, {}), client)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL there")
def test_a_killed_worker_costs_no_data(partitioned, local, tmp_path):
    env = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    (tmp_path / "script.py").write_text(KILLED)
    done = subprocess.run([sys.executable, tmp_path / "script.py", partitioned, tmp_path / "out"], env=env,
                          capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "died").exists()
    same(tmp_path / "out", local, tmp_path)


def tasks(partitioned, **more):
    work = stream.Work(str(partitioned), nabra.codebook("syria"), READING, **more)
    return cluster.tasks_of(work.articles, work), work


def test_a_part_that_stands_is_not_made_again(partitioned, tmp_path, monkeypatch):
    found, work = tasks(partitioned)
    assert [task.name for task in found] == sorted(task.name for task in found) and len(found) == 6
    assert all(task.settings == ("nabra.toml",) for task in found)
    first = cluster.measure_file(found[1], work, str(tmp_path / "out"))
    assert first["counts"]["documents"] > 5
    monkeypatch.setattr(stream, "measure", None)
    assert cluster.measure_file(found[1], work, str(tmp_path / "out")) == first
    with pytest.raises(TypeError):
        cluster.measure_file(found[0], work, str(tmp_path / "out"))


def test_a_task_of_another_text_codebook_or_setting_is_another(partitioned, tmp_path):
    before = [task.key for task in tasks(partitioned)[0]]
    assert before == [task.key for task in tasks(partitioned)[0]] and len(set(before)) == 6
    assert not set(before) & {task.key for task in tasks(partitioned, repeated={"o1": frozenset("x")})[0]}
    other = shutil.copytree(partitioned, tmp_path / "articles")
    with (other / "nabra.toml").open("a") as file:
        file.write("\n")
    assert not set(before) & {task.key for task in tasks(other)[0]}


class Here:
    """A client that does the work at once, in this process."""

    def submit(self, function, *args, pure=None):
        return Result(function(*[_plain(arg) for arg in args]))

    def gather(self, futures):
        return [future.result() for future in futures]


class Result:
    def __init__(self, value):
        self.value = value

    def result(self):
        return self.value


def _plain(value):
    return [_plain(one) for one in value] if isinstance(value, list) else value.value if isinstance(value, Result) else value


@pytest.mark.parametrize("bucket", [20_000_000, 3])
def test_a_doc_id_in_two_files_is_refused(tmp_path, monkeypatch, bucket):
    monkeypatch.setattr(cluster, "BUCKET", bucket)
    (tmp_path / "articles").mkdir()
    for name, ids in (("a", "xyz"), ("b", "uvw"), ("c", "qry")):
        pd.DataFrame({"doc_id": list(ids), "outlet": "o", "text": TEXT}).to_parquet(tmp_path / f"articles/{name}.parquet")
    found, work = tasks(tmp_path / "articles")
    for task in found:
        cluster.measure_file(task, work, str(tmp_path / "out"))
    cluster._check_ids(Here(), found[:2], str(tmp_path / "out"), 6)
    with pytest.raises(NabraError, match="doc_id 'y' stands in a.parquet and in c.parquet; ids must differ"):
        cluster._check_ids(Here(), found, str(tmp_path / "out"), 9)


def test_what_cannot_be_done_is_said(partitioned, local, tmp_path, monkeypatch, capsys):
    dask = ("--engine", "dask")
    assert "there is a scheduler with --engine dask only" in refused(
        capsys, "measure", partitioned, "--out", tmp_path / "x", "--scheduler", "tcp://a:1")
    assert "--encoding does not go with --engine dask" in refused(
        capsys, "measure", partitioned, "--out", tmp_path / "x", *dask, "--encoding", "utf-8")
    (tmp_path / "empty").mkdir()
    with pytest.raises(NabraError, match="holds no Parquet file"):
        tasks(tmp_path / "empty")
    with pytest.raises(NabraError, match="nowhere"):
        tasks("nowhere://articles")
    fs, root = cluster._opened(local)
    with pytest.raises(NabraError, match="the folder holds .*; with --engine dask name a new one"):
        cluster._check(fs, root, local)
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert "--engine dask needs distributed, which is not installed; pip install 'nabra[cluster]'" in refused(
        capsys, "measure", partitioned, "--out", tmp_path / "x", *dask)

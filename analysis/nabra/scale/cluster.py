"""A measurement spread over the machines of a Dask cluster: one file of articles a task, one part of each table.

A task fetches its file, measures it as `nabra.scale.stream` does on one machine, and lays its tables beside those
of the others: ``mentions.parquet/part-00003.parquet``. Put together and sorted by doc_id they are the tables of a
local run. A part that stands is not made again, so that a lost worker costs its task, and a lost run what it had
begun. Needs the extra ``cluster``.
"""

import hashlib
import json
import logging
import posixpath
import re
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
from tqdm import tqdm

from nabra import store
from nabra.cues.function import weights
from nabra.cues.measure import instruments
from nabra.errors import NabraError
from nabra.manifest import as_json
from nabra.scale import parts, stream
from nabra.scale.parts import MEASURED
from nabra.scale.together import Done
from nabra.text.language import packs

NEEDED = ("dask", "distributed", "fsspec")
SUFFIXES = (".parquet", ".pq")
SETTINGS = "nabra.toml"
BUCKET = 20_000_000     # articles whose ids are compared in one task


class Task(NamedTuple):
    """One file to measure: its number, its name below ``source``, the settings files that hold for it, its key."""

    number: int
    source: str
    name: str
    settings: tuple
    key: str


def needed():
    """The modules of the extra ``cluster``.

    Raises
    ------
    NabraError
        One is not installed.
    """
    from importlib import import_module
    try:
        return tuple(import_module(name) for name in NEEDED)
    except ImportError as error:
        raise NabraError(f"--engine dask needs {error.name}, which is not installed; "
                         "pip install 'nabra[cluster]'") from None


@contextmanager
def client_of(scheduler=None, workers=2):
    """A client of the scheduler at this address, or of a cluster of ``workers`` processes on this machine."""
    _, distributed, _ = needed()
    if scheduler:
        try:
            client = distributed.Client(scheduler, timeout=30)
        except (OSError, ValueError, TimeoutError) as error:
            raise NabraError(f"scheduler '{scheduler}' does not answer ({error}); start one with dask scheduler, or "
                             "leave --scheduler out for workers on this machine") from None
        with client:
            yield client
        return
    with distributed.LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=":0",
                                  silence_logs=logging.CRITICAL) as cluster, \
            distributed.Client(cluster) as client:
        yield client


def tasks_of(source, work):
    """The files of partitioned Parquet at ``source``, each a task, in the order of their names.

    Raises
    ------
    NabraError
        There is none.
    """
    fs, root = _opened(source)
    found = [root] if fs.isfile(root) else fs.find(root)
    top = posixpath.dirname(root) if fs.isfile(root) else root
    names = sorted(posixpath.relpath(path, top) for path in found)
    wanted = [name for name in names if name.lower().endswith(SUFFIXES) and not _hidden(name)]
    if not wanted:
        raise NabraError(f"'{source}' holds no Parquet file ({', '.join(SUFFIXES)}); write the articles as partitioned "
                         "Parquet, or measure them without --engine dask")
    base = parts.base_key(work.codebook, work.repeated)
    tasks = []
    for number, name in enumerate(wanted):
        above = {posixpath.join(*name.split("/")[:depth], SETTINGS) for depth in range(name.count("/") + 1)}
        settings = tuple(sorted((above | {f"{posixpath.splitext(name)[0]}.toml"}).intersection(names)))
        said = [_state(fs, posixpath.join(top, one)) for one in (name, *settings)]
        key = hashlib.sha256(base + json.dumps([name, settings, said, _stated(work)], default=str).encode()).hexdigest()
        tasks.append(Task(number, str(source), name, settings, key))
    return tasks


def _hidden(name):
    return any(part.startswith((".", "_")) for part in name.split("/"))


def _state(fs, path):
    """What tells whether a file is still the same: its checksum where the file system has one, else size and time."""
    info = fs.info(path)
    return [info.get("size"), str(info.get("ETag") or info.get("md5Hash") or info.get("mtime") or fs.checksum(path))]


def _stated(work):
    return [work.reading, None if work.groups is None else work.groups.attrs]


def _opened(path):
    """The file system and the path in it."""
    *_, fsspec = needed()
    try:
        fs, inside = fsspec.core.url_to_fs(str(path))
    except (ImportError, ValueError) as error:
        raise NabraError(f"'{path}': {error}") from None
    return fs, inside.rstrip("/")


@contextmanager
def _fetched(task):
    """The task's file with its settings in a folder of this machine, under the names that they have in the source."""
    fs, root = _opened(task.source)
    top = posixpath.dirname(root) if fs.isfile(root) else root
    with tempfile.TemporaryDirectory(prefix="nabra-") as scratch:
        home = Path(scratch) / (posixpath.basename(top) or "articles")
        for name in (task.name, *task.settings):
            (home / name).parent.mkdir(parents=True, exist_ok=True)
            fs.get_file(posixpath.join(top, name), str(home / name))
        yield home, Path(scratch) / "out"


def measure_file(task, work, out):
    """Measure one file and lay its tables into ``out``; returns what the manifest needs of it.

    Parameters
    ----------
    task : Task
    work : nabra.scale.stream.Work
    out : str
        A path that all workers can write to.
    """
    fs, root = _opened(out)
    stands = posixpath.join(root, store.PARTS, f"{task.number:05}-{task.key}.json")
    if fs.exists(stands):
        return json.loads(fs.cat_file(stands))
    with _fetched(task) as (home, made):
        done = stream.measure(work._replace(articles=home), made, lambda done: {"nabra": ""}, say=lambda note: None,
                              progress=False, tools=_tools(parts.base_key(work.codebook, work.repeated), work))
        for name in (*MEASURED, "rejected"):
            fs.makedirs(posixpath.join(root, f"{name}.parquet"), exist_ok=True)
            fs.put_file(str(made / f"{name}.parquet"), _part(root, name, task.number))
    summary = {"number": task.number, "counts": done.counts, "notes": list(done.notes), "rejected": len(done.rejected),
               "sources": done.sources.to_dict("records"), "unresolved_articles": done.unresolved_articles}
    fs.makedirs(posixpath.dirname(stands), exist_ok=True)
    fs.pipe_file(stands, json.dumps(summary).encode())     # last: the part stands
    return summary


_made = {}      # the instruments of this worker, by the key of what they are made from


def _tools(key, work):
    if key not in _made:
        _made.clear()
        _made[key] = instruments(work.codebook, packs(), weights(), work.repeated)
    return _made[key]


def _part(root, name, number):
    return posixpath.join(root, f"{name}.parquet", f"part-{number:05}.parquet")


def measure(work, out, manifest_of, client, progress=None):
    """Measure partitioned Parquet into the folder ``out`` with the workers of a Dask client.

    Parameters
    ----------
    work : nabra.scale.stream.Work
        ``articles`` is a path of any file system that fsspec knows; so is ``out``.
    out : str
    manifest_of : callable
        From `nabra.scale.together.Done` to the manifest.
    client : distributed.Client
    progress : bool, optional

    Returns
    -------
    nabra.scale.together.Done

    Raises
    ------
    NabraError
        ``out`` holds something else, there is no Parquet file, a doc_id stands in two files, a worker was killed
        again and again at the same file.
    """
    _, distributed, _ = needed()
    fs, root = _opened(out)
    _check(fs, root, out)
    tasks = tasks_of(work.articles, work)
    shared = client.scatter(work, broadcast=True)
    futures = client.map(measure_file, tasks, work=shared, out=str(out), pure=False)
    bar = tqdm(total=len(tasks), unit=" files", desc="measuring", disable=None if progress is None else not progress)
    found = []
    with bar:
        for future in distributed.as_completed(futures):
            try:
                found.append(future.result())
            except distributed.KilledWorker as error:
                raise NabraError(f"workers were killed again and again ({error}); give each more memory, or smaller "
                                 "files") from None
            bar.update()
    found.sort(key=lambda one: one["number"])
    _check_ids(client, tasks, str(out), sum(one["counts"]["documents"] for one in found))
    _tidy(fs, root, len(tasks))
    done = _done(found, fs, root)
    with fs.open(posixpath.join(root, "labels.parquet"), "wb") as file:
        work.codebook.labels().to_parquet(file, index=False)
    fs.pipe_file(posixpath.join(root, store.MANIFEST), as_json(manifest_of(done)).encode())
    fs.rm(posixpath.join(root, store.PARTS), recursive=True)
    return done


def _check(fs, root, out):
    """Refuse a folder that holds anything but what a run that was stopped has left."""
    ours = {store.PARTS, *(f"{name}.parquet" for name in (*MEASURED, "rejected", "labels"))}
    there = [posixpath.basename(path.rstrip("/")) for path in fs.ls(root, detail=False)] if fs.exists(root) else []
    others = sorted(set(there) - ours) or sorted(there)[:1] * (store.PARTS not in there)
    if others:
        raise NabraError(f"output {out}: the folder holds {others[0]}; with --engine dask name a new one, or that of a "
                         "run that was stopped")


def _tidy(fs, root, tasks):
    """Delete parts of an earlier run that had more files."""
    for name in (*MEASURED, "rejected"):
        here = {_part(root, name, number) for number in range(tasks)}
        for path in fs.ls(posixpath.join(root, f"{name}.parquet"), detail=False):
            if posixpath.basename(path) not in map(posixpath.basename, here):
                fs.rm(path)


def _done(found, fs, root):
    """The summaries of all files as one."""
    counts = {name: sum(one["counts"][name] for one in found) for name in found[0]["counts"]}
    rejected = [pq.read_table(_part(root, "rejected", one["number"]), filesystem=fs).to_pandas() for one in found]
    sources = pd.DataFrame([row for one in found for row in one["sources"]]).drop_duplicates()
    sources = sources.sort_values("file", key=lambda names: names.str.endswith(".toml"), kind="stable", ignore_index=True)
    said = {}
    for file, note in ((one["sources"][0]["file"], note) for one in found for note in one["notes"]):
        bare = note.removeprefix(f"{file}: ")
        said.setdefault(re.sub(r"\d+", "", bare.partition(" (the first")[0].partition(" such as")[0]), []).append((file, bare))
    notes = tuple(f"{file}: {note}" + f" (so or alike in {len(alike):,} files)" * (len(alike) > 1)
                  for alike in said.values() for file, note in alike[:1])
    return Done(counts, pd.concat(rejected, ignore_index=True), notes, sources,
                sum(one["unresolved_articles"] for one in found), None)


# ---- no doc_id in two files

def _hashes(out, number):
    """The hashes of a part's doc_ids, as 64-bit integers."""
    fs, root = _opened(out)
    ids = pq.read_table(_part(root, "documents", number), columns=["doc_id"], filesystem=fs).column("doc_id")
    return pd.util.hash_array(ids.to_numpy().astype(object), categorize=False)


def _bucket(hashes, bucket, buckets):
    return hashes[hashes % buckets == bucket]


def _again(pieces):
    """The hashes that occur more than once."""
    every = np.sort(np.concatenate(pieces))
    return np.unique(every[1:][every[1:] == every[:-1]])


def _named(out, number, hashes):
    """The doc_ids of a part that have one of these hashes."""
    fs, root = _opened(out)
    ids = pq.read_table(_part(root, "documents", number), columns=["doc_id"], filesystem=fs).column("doc_id")
    ids = ids.to_numpy().astype(object)
    return ids[np.isin(pd.util.hash_array(ids, categorize=False), hashes)].tolist()


def _check_ids(client, tasks, out, articles):
    """Refuse a doc_id that stands in two files; hashes are compared bucket by bucket, so that no worker holds all."""
    buckets = 1 + articles // BUCKET
    hashes = [client.submit(_hashes, out, task.number, pure=False) for task in tasks]
    again = [client.submit(_again, [client.submit(_bucket, one, bucket, buckets) for one in hashes])
             for bucket in range(buckets)]
    found = np.concatenate(client.gather(again))
    if not len(found):
        return
    first = {}
    for task in tasks:
        for doc_id in client.submit(_named, out, task.number, found).result():
            if doc_id in first:
                raise NabraError(f"doc_id '{doc_id}' stands in {first[doc_id]} and in {task.name}; ids must differ; if "
                                 'each file numbers its articles anew, put doc_id = "" under [columns] in nabra.toml')
            first[doc_id] = task.name

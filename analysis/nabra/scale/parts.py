"""The parts of a measurement that is made bit by bit: one batch of articles each, and a journal of those that stand.

A part is taken again only if its key is the same (the hash of the batch's articles, of the codebook, the
repeated lines, the program and its data) and its files hash to what the journal says.
"""

import hashlib
import json
import os
from functools import cache
from importlib import metadata
from pathlib import Path

import pandas as pd
import pyarrow as pa

from nabra.cues.measure import CUES, documents_of, measured_rows
from nabra.cues.rows import table as table_of
from nabra.scale.merge import STEP, Run, write_run
from nabra.store import TABLES
from nabra.tables import arrow_in_order, check

SIZE = 1_000    # articles of a part
CHUNK = 100     # articles measured at a time
MEASURED = tuple(name for name in TABLES if name not in ("labels", "rejected"))
PLACES = "places"
BLOCK = {"documents": 64}
ROWS = 1_024
JOURNAL = "journal.jsonl"
SOURCES = ("*.py", "*.toml", "*.csv", "*.json")
VERSIONS = ("nabra", "numba", "numpy", "pandas", "pyarrow")


def payload_of(documents):
    """A documents table as bytes."""
    sink = pa.BufferOutputStream()
    table = pa.Table.from_pandas(documents, preserve_index=False)
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table.combine_chunks())
    return sink.getvalue().to_pybytes()


@cache
def program():
    """The SHA-256 of the program, its data and the versions of what it is made of."""
    digest = hashlib.sha256(repr([metadata.version(name) for name in VERSIONS]).encode())
    home = Path(__file__).parents[1]
    for pattern in SOURCES:
        for path in sorted(home.rglob(pattern)):
            digest.update(path.relative_to(home).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def base_key(codebook, repeated):
    """The part of a key that all batches share."""
    lines = {outlet: sorted(found) for outlet, found in sorted((repeated or {}).items())}
    return json.dumps([program(), codebook.name, codebook.sha256, lines], ensure_ascii=False).encode()


def key_of(base, payload, places):
    """The key of a batch."""
    return hashlib.sha256(b"\0".join([base, repr(places).encode(), payload])).hexdigest()


def measure_part(folder, number, key, payload, places, tools, stopped=lambda: False):
    """Measure a batch and write its tables, each whole or not at all.

    Parameters
    ----------
    folder : str or Path
    number : int
        Of the batch.
    key : str
    payload : bytes
        Of `payload_of`.
    places : (sequence of int or None, sequence of int)
        Each article's row in its file and its position in the batch.
    tools : nabra.cues.measure.Instruments
    stopped : callable
        Asked now and then whether to give up.

    Returns
    -------
    dict
        For the journal; None if it was stopped.
    """
    documents = pa.ipc.open_stream(payload).read_all().to_pandas()
    where = documents[["doc_id", "outlet", "source_file"]].assign(
        row=pd.array(places[0], dtype="Int64"), position=list(places[1]), number=number,
        **{name: documents[name].isna() for name in ("date", "title", "url")})
    documents = documents.sort_values("doc_id", kind="stable", ignore_index=True)
    check(documents, "documents")
    about, found = [], {name: [] for name in CUES}
    for start in range(0, len(documents), CHUNK):
        if stopped():
            return None
        rows = measured_rows(documents.iloc[start:start + CHUNK], tools)
        about += rows["documents"]
        for name, tables in found.items():      # tables take a fraction of the memory of rows
            tables.append(arrow_in_order(table_of(name, rows[name])))
    found["documents"] = [_arrow(documents_of(documents, about))]
    found[PLACES] = [_arrow(where.sort_values("doc_id"))]
    files = {name: _write(path_of(folder, number, name), pa.concat_tables(tables).combine_chunks(), name)
             for name, tables in found.items()}
    release()
    ids = documents["doc_id"]
    return {"number": number, "key": key, "articles": len(ids), "first": ids.iloc[0],
            "samples": ids.iloc[::STEP].tolist(), "files": files}


def release():
    """Give back to the machine what has been freed."""
    for pool in (pa.default_memory_pool(), pa.system_memory_pool()):
        pool.release_unused()


def _arrow(table):
    return pa.Table.from_pandas(table, preserve_index=False)


def path_of(folder, number, name):
    """Where a table of a part lies."""
    return Path(folder) / f"{number:07}-{name}.arrow"


def _write(path, table, name):
    fresh = path.with_suffix(".new")
    write_run(fresh, table.schema, [table], BLOCK.get(name, ROWS))
    digest = _digest(fresh)
    os.replace(fresh, path)
    return digest


def _digest(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Journal:
    """The parts in a folder: those that stand are noted in a file as they are made."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.path, self.known, self.used = self.folder / JOURNAL, {}, {}
        for line in self.path.read_bytes().splitlines() if self.path.is_file() else ():
            try:
                entry = json.loads(line)
                self.known[entry["number"], entry["key"]] = entry
            except (ValueError, KeyError, TypeError):
                continue    # a line that was being written when the program was killed

    def take(self, number, key):
        """Whether the part stands; it is then used as it is."""
        entry = self.known.get((number, key))
        if entry is None or not all(self._stands(number, name, digest) for name, digest in entry["files"].items()):
            return False
        self.used[number] = entry
        return True

    def _stands(self, number, name, digest):
        path = path_of(self.folder, number, name)
        return path.is_file() and _digest(path) == digest

    def note(self, entry):
        """Write down that a part stands."""
        self.used[entry["number"]] = entry
        with self.path.open("ab") as file:
            file.write(b"\n" + json.dumps(entry).encode())
            file.flush()
            os.fsync(file.fileno())

    def runs(self, name, without=None):
        """The table ``name`` of all parts in use as `Run`s, in the batches' order."""
        without = without or {}
        return [Run(path_of(self.folder, number, name), entry["first"], frozenset(without.get(number, ())))
                for number, entry in sorted(self.used.items())]

    def samples(self):
        """Some of the doc_ids of each part."""
        return [doc_id for entry in self.used.values() for doc_id in entry["samples"]]

"""Many sorted tables on disk merged into one, a little at a time (an external merge).

A run is an Arrow file whose rows are sorted by doc_id, all rows of an article together. The doc_ids that are
given as `bounds` cut all runs at the same places; between two bounds each run gives its rows, which are put
in order together. In memory are the rows between two bounds and a block of each run.
"""

from bisect import bisect_left
from typing import NamedTuple

import pyarrow as pa

OPEN = 200      # runs that are merged at a time
STEP = 256      # every so manieth article of a run may become a bound


class Run(NamedTuple):
    """A sorted table on disk, the doc_ids of its first row and of those that are left out of it."""

    path: object
    first: str
    without: frozenset = frozenset()


def write_run(path, schema, chunks, block):
    """Write sorted tables one after another into an Arrow file, in blocks of ``block`` rows."""
    options = pa.ipc.IpcWriteOptions(compression="lz4")
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, schema, options=options) as writer:
        for chunk in chunks:
            writer.write_table(chunk.cast(schema), max_chunksize=block)


def bounds_of(samples, most):
    """Bounds between which about ``most`` articles lie, from the doc_ids that the runs gave as samples.

    Parameters
    ----------
    samples : sequence of str
        Every `STEP`-th doc_id of each run.
    most : int
    """
    return sorted(set(samples))[::max(1, most // STEP)]


def merged(runs, schema, bounds, block, scratch):
    """The rows of all runs in the order of their doc_ids; of equal ones, those of the earlier run first.

    Parameters
    ----------
    runs : sequence of Run
    schema : pyarrow.Schema
        The columns that are wanted, as they come.
    bounds : sequence of str
        Sorted doc_ids.
    block : int
        Rows of a block in files that are made in between.
    scratch : callable
        Gives the path of a new file for a merge in between, which more than `OPEN` runs need.

    Yields
    ------
    pyarrow.Table
        Whole articles.
    """
    while len(runs) > OPEN:
        runs = [_joined(runs[start:start + OPEN], schema, bounds, block, scratch()) for start in range(0, len(runs), OPEN)]
    waiting, opened = sorted(runs, key=lambda run: run.first, reverse=True), []
    order = {run.path: place for place, run in enumerate(runs)}
    for bound in [*bounds[1:], None]:
        while waiting and (bound is None or waiting[-1].first < bound):
            run = waiting.pop()
            opened.append((order[run.path], _Reader(run, schema)))
        opened.sort(key=lambda one: one[0])
        pieces = [piece for _, reader in opened for piece in reader.until(bound)]
        opened = [(place, reader) for place, reader in opened if not reader.over]
        if pieces:
            yield _in_order(pa.concat_tables(pieces))


def _joined(runs, schema, bounds, block, path):
    write_run(path, schema, merged(runs, schema, bounds, block, None), block)
    return Run(path, min(run.first for run in runs))


def _in_order(table):
    keys = table.column("doc_id").to_pylist()
    if all(map(str.__le__, keys, keys[1:])):
        return table
    order = sorted(range(len(keys)), key=keys.__getitem__)
    return table.combine_chunks().take(pa.array(order))


class _Reader:
    """A run that is being read."""

    def __init__(self, run, schema):
        self.source = pa.OSFile(str(run.path), "rb")
        self.file = pa.ipc.open_file(self.source)
        self.schema, self.without = schema, run.without
        self.place, self.keys, self.rest, self.over = 0, [], None, False

    def until(self, bound):
        """The rows before ``bound`` that have not been given (all that are left if it is None)."""
        while not self.over:
            if not self.keys:
                self._read()
                continue
            cut = len(self.keys) if bound is None else bisect_left(self.keys, bound)
            if cut:
                yield self.rest.slice(0, cut)
                self.keys, self.rest = self.keys[cut:], self.rest.slice(cut)
            if self.keys:
                return

    def _read(self):
        if self.place == self.file.num_record_batches:
            self.source.close()
            self.rest, self.over = None, True
            return
        block = pa.Table.from_batches([self.file.get_batch(self.place)])
        self.rest = block.select(self.schema.names).cast(self.schema)
        self.place += 1
        self.keys = self.rest.column("doc_id").to_pylist()
        if self.without and not self.without.isdisjoint(self.keys):
            kept = [key not in self.without for key in self.keys]
            self.rest = self.rest.filter(pa.array(kept))
            self.keys = [key for key, stays in zip(self.keys, kept) if stays]

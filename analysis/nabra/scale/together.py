"""From the parts of a measurement to its tables: merged by doc_id, later duplicates left out, counted on the way."""

from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from nabra import store
from nabra.corpora.assemble import refuse, twice
from nabra.cues import decisions
from nabra.cues.measure import Cues
from nabra.scale import parts
from nabra.scale.merge import bounds_of, merged
from nabra.tables import frame
from nabra.text import groups

GAPS = ("date", "title", "url")
WINDOW = 1_000      # articles that are merged at a time


class Done(NamedTuple):
    """What came of a measurement.

    counts : dict, for the manifest; rejected : DataFrame; notes : tuple of str; sources : DataFrame;
    unresolved_articles : int; decided : dict or None, the counts of the decisions.
    """

    counts: dict
    rejected: object
    notes: tuple
    sources: object
    unresolved_articles: int
    decided: dict | None


def together(journal, joined, known, decided, new):
    """Write documents, quotes, attributions and mentions into the folder ``new``.

    Parameters
    ----------
    journal : nabra.scale.parts.Journal
    joined : nabra.corpora.joined.Joined
    known : DataFrame or None
        Of `nabra.text.groups.load`.
    decided : DataFrame or None
        Of `nabra.cues.decisions.load`.
    new : Path

    Returns
    -------
    Done
    """
    bounds = bounds_of(journal.samples(), WINDOW)
    places = _Places(_rows(journal, parts.PLACES, bounds)[1])
    decided, tally, counts = _Decided(decided), defaultdict(int), {}

    def rows(name):
        return _rows(journal, name, bounds, places.without)

    _documents(*rows("documents"), known, decided, tally, new)
    for name in ("quotes", "attributions"):
        counts[name] = _write(*rows(name), new, name)
    schema, chunks = rows("mentions")
    counts["mentions"] = _write(schema, _counted(map(decided.apply, chunks), tally), new, "mentions")
    counts = {"documents": places.articles, "words": tally["words"], "boilerplate_lines": tally["boilerplate_lines"],
              **counts, "unresolved": tally["unresolved"]}
    notes = joined.notes(places.articles, places.gaps, places.outlets, places.firsts, places.later)
    return Done(counts, joined.rejections(places.firsts, places.later), notes, joined.listed(),
                tally["unresolved articles"], decided.counts())


def _rows(journal, name, bounds, without=None):
    """The schema and the rows of one table of all parts, in the order of the doc_ids."""
    runs = journal.runs(name, without)
    schema = pa.unify_schemas([_schema(run.path) for run in runs], promote_options="permissive")
    number = iter(range(len(runs)))
    chunks = merged(runs, schema, bounds, parts.BLOCK.get(name, parts.ROWS),
                    lambda: journal.folder / f"merged-{next(number)}-{name}.arrow")
    return schema, chunks


def _schema(path):
    with pa.OSFile(str(path), "rb") as source, pa.ipc.open_file(source) as file:
        return file.schema


class _Places:
    """What the doc_ids of all parts tell: which articles come again, what is missing, which outlets there are.

    firsts : {doc_id: (file, row)} of those that come again; later : [(part, position, rejected row)];
    without : {part: doc_ids to leave out}; gaps : {column: (articles without it, the first doc_id in reading)}.
    """

    def __init__(self, chunks):
        self.articles, self.outlets = 0, set()
        self.firsts, self.later, self.without = {}, [], defaultdict(set)
        gaps = {name: (0, None) for name in GAPS}
        for chunk in chunks:
            table = chunk.to_pandas()
            again = table["doc_id"].duplicated()
            if again.any():
                self._again(table, again)
                table = table[~again]
            self.articles += len(table)
            self.outlets.update(table["outlet"].unique())
            for name in GAPS:
                lacking = table.loc[table[name], ["number", "position", "doc_id"]]
                if len(lacking):
                    number, earliest = gaps[name]
                    first = min(lacking.itertuples(index=False, name=None))
                    gaps[name] = (number + len(lacking), min(earliest or first, first))
        self.gaps = {name: (number, first and first[2]) for name, (number, first) in gaps.items()}

    def _again(self, table, again):
        of_them = table[table["doc_id"].duplicated(keep=False)]
        first = of_them.drop_duplicates("doc_id")[["doc_id", "source_file", "row"]]
        self.firsts.update((row.doc_id, (row.source_file, row.row)) for row in first.itertuples(index=False))
        for row in table[again].itertuples(index=False):
            self.without[row.number].add(row.doc_id)
            self.later.append((row.number, row.position, refuse(
                row.source_file, row.row, row.doc_id, twice(row.doc_id, *self.firsts[row.doc_id]))))


class _Table:
    """A Parquet table written by row group as `nabra.store.save` would."""

    def __init__(self, folder, name, schema):
        self.size, self.rows, self.waiting, self.held = store.rows_of(name), 0, [], 0
        self.writer = pq.ParquetWriter(Path(folder) / f"{name}.parquet", schema, compression="snappy")

    def add(self, table):
        self.waiting.append(table)
        self.held += len(table)
        while self.held >= self.size:
            self._write(self.size)

    def _write(self, size):
        table = pa.concat_tables(self.waiting)
        self.writer.write_table(table.slice(0, size).combine_chunks(), row_group_size=self.size)
        self.rows += min(size, len(table))
        self.waiting = [table.slice(size)] if len(table) > size else []
        self.held = max(0, len(table) - size)

    def close(self):
        if self.held:
            self._write(self.size)
        elif not self.rows:
            self.writer.write_table(self.writer.schema.empty_table())
        self.writer.close()
        return self.rows


def _write(schema, chunks, folder, name):
    """Write a table; returns its number of rows."""
    table = _Table(folder, name, schema)
    for chunk in chunks:
        table.add(chunk)
    return table.close()


def _documents(schema, chunks, known, decided, tally, folder):
    table = None
    for chunk in chunks:
        for name in ("words", "boilerplate_lines"):
            tally[name] += pc.sum(chunk.column(name)).as_py() or 0
        decided.see(chunk)
        if known is not None:
            chunk = _attached(chunk.to_pandas(), known)
        table = table or _Table(folder, "documents", schema if known is None else chunk.schema)
        table.add(chunk)
    table.close()


def _attached(documents, known):
    """The articles with their groups, where `nabra.text.groups.attach` before the measuring puts them."""
    mine = known[known["doc_id"].isin(documents["doc_id"])]
    attached = groups.attach(documents, mine)
    kinds = pd.DataFrame({name: known[name].to_numpy() for name in groups.COLUMNS}).dtypes
    attached = attached.astype(kinds.to_dict())
    before = list(documents.columns)[:documents.columns.get_loc("words")]
    after = [name for name in documents.columns if name not in before]
    return pa.Table.from_pandas(attached[[*before, *groups.COLUMNS, *after]], preserve_index=False)


def _counted(chunks, tally):
    """The mentions, the unresolved ones counted."""
    for chunk in chunks:
        left = chunk.filter(pc.invert(chunk.column("resolved")))
        tally["unresolved"] += len(left)
        tally["unresolved articles"] += pc.count_distinct(left.column("doc_id")).as_py()
        yield chunk


class _Decided:
    """A reader's decisions applied to the mentions as they come."""

    def __init__(self, table):
        self.table, self.sums = table, defaultdict(int)
        self.articles, self.seen = {}, set()
        self.ids = set() if table is None else set(table["doc_id"])

    def see(self, documents):
        """Note the texts of the articles that are decided about."""
        if self.ids:
            ids, digests = (documents.column(name).to_pylist() for name in ("doc_id", "sha256"))
            self.articles.update((key, digest) for key, digest in zip(ids, digests) if key in self.ids)

    def apply(self, chunk):
        """The mentions with the decisions about their articles carried out."""
        here = self.ids.intersection(chunk.column("doc_id").to_pylist()) if self.ids else ()
        if not here:
            return chunk
        self.seen |= here
        mentions = self._applied(chunk.to_pandas(), self.table[self.table["doc_id"].isin(here)])
        return pa.Table.from_pandas(mentions, preserve_index=False).cast(chunk.schema)

    def _applied(self, mentions, table):
        documents = pd.DataFrame({"doc_id": list(self.articles), "sha256": list(self.articles.values())}, dtype="string")
        cues, counts = decisions.apply(Cues(documents, None, None, mentions, None, ""), table)
        for name, number in counts.items():
            if name not in self.table.attrs:
                self.sums[name] += number
        return cues.mentions

    def counts(self):
        """As `nabra.cues.decisions.apply` counts."""
        if self.table is None:
            return None
        rest = self.table[~self.table["doc_id"].isin(self.seen)]
        if len(rest):
            self._applied(frame("mentions", []), rest)
        return {**self.table.attrs, **self.sums}

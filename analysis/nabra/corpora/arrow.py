"""Parquet: the columns that are wanted, a batch of rows at a time."""

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from nabra.corpora.decode import Unreadable
from nabra.corpora.entries import MEMBER
from nabra.corpora.jsonrows import cell
from nabra.corpora.raw import Raw, Table

BROKEN = (pa.ArrowException, OSError, ValueError)


def table(entry):
    """Look into a Parquet file, on disk or in an archive.

    Raises
    ------
    nabra.corpora.decode.Unreadable
        It is no whole Parquet file.
    """
    data = pa.BufferReader(entry.read(MEMBER)) if entry.member else str(entry.file)
    try:
        names = tuple(pq.read_schema(data).names)
    except BROKEN as error:
        raise _broken(error) from None

    def chunks(size=None, wanted=()):
        try:
            yield from _chunks(data, size, wanted)
        except BROKEN as error:
            raise _broken(error) from None

    return Table(names, chunks)


def _chunks(data, size, wanted):
    with pq.ParquetFile(data, pre_buffer=False) as file:
        total = file.metadata.num_rows
        columns = list(wanted) or file.schema_arrow.names[:1]
        if size is None:
            yield _raw(file.read(columns=columns), 1)
            return
        begin = 1
        for batch in file.iter_batches(batch_size=size, columns=columns, use_threads=False):    # each would keep memory
            yield _raw(pa.Table.from_batches([batch]), begin)
            begin += batch.num_rows
        assert begin == total + 1


def rows(file):
    """How many rows a Parquet file says that it holds (0 if it cannot be read)."""
    try:
        return pq.read_metadata(file).num_rows
    except BROKEN:
        return 0


def _raw(rows, begin):
    def take(name, join=True):
        return _column(rows.column(name), join)

    return Raw(range(begin, begin + rows.num_rows), take)


def _broken(error):
    reason = str(error).splitlines()[0] if str(error) else type(error).__name__
    return Unreadable(f"it is not a whole Parquet file ({reason}); copy or write it anew")


def _column(column, join):
    """One Parquet column as strings; bad bytes stay in it as half characters, for the row to be rejected."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        column, kind = column.cast(kind.value_type), kind.value_type
    if pa.types.is_timestamp(kind):
        exact = column.cast(pa.timestamp("us", kind.tz), safe=False)
        return [None if value is None else value.isoformat() for value in exact.to_pylist()]
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        try:
            column.validate(full=True)
        except pa.ArrowInvalid:
            column, kind = column.cast(pa.large_binary()), pa.large_binary()
        else:
            return pd.Series(pd.array(column.cast(pa.large_string()), dtype=pd.StringDtype("pyarrow")))
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        decoded = (value and value.decode("utf-8", "surrogateescape") for value in column.to_pylist())
        return ["" if value == b"" else value for value in decoded]
    return [cell(value, join) for value in column.to_pylist()]

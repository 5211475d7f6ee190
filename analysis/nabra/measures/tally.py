"""The counts by article that shares need, from a measurement on disk, without all mentions in one memory."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from nabra.errors import NabraError

KEYS = ("doc_id", "concept", "variant", "voice", "wording", "resolved")
HEAVY = ("title", "text")
BATCH = 50_000      # mentions read at a time


@dataclass(frozen=True)
class Tally:
    """How often each article uses each variant in each voice: the sufficient statistics of the shares.

    Attributes
    ----------
    documents : DataFrame
        The documents table without titles and texts.
    counts : DataFrame
        One row an article, concept, variant, voice, wording and `resolved`, with ``mentions``, their number.
    labels : DataFrame
        Of the codebook.
    """

    documents: pd.DataFrame
    counts: pd.DataFrame
    labels: pd.DataFrame

    @property
    def mentions(self):
        raise NabraError("this measure needs the mentions themselves, and a tally holds their counts alone; "
                         "take nabra.load in place of nabra.tally")

    quotes = attributions = mentions


def tally(folder):
    """Count the mentions of a measurement by article, reading its tables a piece at a time.

    Parameters
    ----------
    folder : str or Path
        What ``nabra measure`` wrote, by one machine or by a cluster.

    Returns
    -------
    Tally
        `nabra.shares` and `nabra.voice_shares` take it in place of cues and give the same numbers.

    Raises
    ------
    NabraError
        There is no measurement.
    """
    folder = Path(folder)
    try:
        documents = _table(folder / "documents.parquet", lambda names: [name for name in names if name not in HEAVY])
        counts = counted(piece for path in _files(folder / "mentions.parquet") for piece in _pieces(path))
        labels = pd.read_parquet(folder / "labels.parquet")
    except (OSError, ValueError, pa.ArrowException) as error:
        raise NabraError(f"folder {folder}: the measurement cannot be read ({str(error).partition(chr(10))[0]}); "
                         "make one with nabra measure") from error
    return Tally(documents.sort_values("doc_id", kind="stable", ignore_index=True), counts, labels)


def counted(tables):
    """The counts of many mentions tables together; they may come from different machines.

    Parameters
    ----------
    tables : iterable of DataFrame
        Mentions tables, or tables that this function made of some.

    Returns
    -------
    DataFrame
        The columns of `Tally.counts`, sorted.
    """
    found, held = [], 0
    for table in tables:
        found.append(_sums(table))
        held += len(found[-1])
        if held > 20 * BATCH:
            found = [_sums(pd.concat(found))]
            held = 0
    if not found:
        return pd.DataFrame(columns=[*KEYS, "mentions"])
    return _sums(pd.concat(found)).reset_index(drop=True)


def _sums(table):
    numbers = table["mentions"] if "mentions" in table else pd.Series(1, index=table.index)
    table = table[list(KEYS)].assign(mentions=numbers)
    return table.groupby(list(KEYS), sort=True, as_index=False, observed=True)["mentions"].sum()


def _files(path):
    return sorted(path.glob("*.parquet")) if path.is_dir() else [path]


def _pieces(path):
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=BATCH, columns=list(KEYS)):
            yield batch.to_pandas()


def _table(path, wanted):
    return pd.concat([pd.read_parquet(one, columns=wanted(pq.read_schema(one).names)) for one in _files(path)],
                     ignore_index=True)

"""The file of groups (copies, events) between the pass over the whole corpus and the measurement of each article."""

import json

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from nabra.errors import NabraError

COLUMNS = ("copy", "copy_group", "duplicate_of", "shared", "agency", "event", "event_similarity",
           "event_articles", "event_outlets")
MORE = ("event_across", "event_anchors")    # stay in the file of groups
SETTINGS = b"nabra"


def as_parquet(table):
    """The groups as the bytes of a Parquet file; the settings go into its metadata."""
    arrow = pa.Table.from_pandas(table, preserve_index=False)
    kept = {**(arrow.schema.metadata or {}), SETTINGS: json.dumps(table.attrs).encode()}
    target = pa.BufferOutputStream()
    pq.write_table(arrow.replace_schema_metadata(kept), target)
    return target.getvalue().to_pybytes()


def load(path):
    """The groups of a file that ``nabra group`` wrote.

    Raises
    ------
    NabraError
        The file is none that ``nabra group`` wrote.
    """
    try:
        arrow = pq.read_table(path)
    except (OSError, pa.ArrowInvalid) as error:
        raise NabraError(f"{path} cannot be read as Parquet ({str(error).partition(chr(10))[0]}); "
                         "make it with nabra group") from error
    settings = (arrow.schema.metadata or {}).get(SETTINGS)
    missing = [name for name in ("doc_id", "sha256", *COLUMNS) if name not in arrow.column_names]
    if missing or settings is None:
        raise NabraError(f"{path} holds no groups (no column '{(missing or ['settings'])[0]}'); make it with nabra group")
    table = arrow.to_pandas()
    table.attrs = json.loads(settings)
    return table


def attach(articles, groups):
    """The articles with the columns of their groups.

    Raises
    ------
    NabraError
        An article is not in the groups, or its text is another than the one that was grouped.
    """
    known = groups.set_index("doc_id")
    absent = articles.loc[~articles["doc_id"].isin(known.index), "doc_id"]
    if len(absent):
        raise NabraError(f"{len(absent):,} articles are not in the groups (the first: {absent.iloc[0]}); "
                         "group these articles anew with nabra group")
    rows = known.loc[articles["doc_id"]].reset_index()
    other = (rows["sha256"].to_numpy() != articles["sha256"].to_numpy()).nonzero()[0]
    if len(other):
        raise NabraError(f"{len(other):,} articles have another text than when they were grouped (the first: "
                         f"{articles['doc_id'].iloc[other[0]]}); group these articles anew with nabra group")
    return articles.assign(**{name: rows[name].to_numpy() for name in COLUMNS})

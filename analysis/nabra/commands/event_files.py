"""The folder that ``nabra events`` writes, and its events read back for the other commands."""

import hashlib
from functools import partial
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from nabra.errors import NabraError
from nabra.measures.agency import ANY_VICTIM, agent_named
from nabra.measures.headlines import headline_difference
from nabra.show import events_page
from nabra.show.figures import write_atomic
from nabra.show.safe import csv_text
from nabra.tables import check

MANY = 50       # events with a victim, in all outlets, from which the chart shows it
EVENTS, PAGE = "events.parquet", "index.html"
_MARK = b"nabra.articles"


def write_events(found, cues, folder):
    """Write the events as ``events.csv`` for readers and ``events.parquet`` for ``read_events``."""
    write_atomic(Path(folder) / "events.csv", "\ufeff" + csv_text(found))
    table = pa.Table.from_pandas(found, preserve_index=False)
    pq.write_table(table.replace_schema_metadata({**table.schema.metadata, _MARK: _digest(cues)}), Path(folder) / EVENTS)


def write_page(cues, found, tables, folder, corrected=None):
    """Write the page ``index.html`` of these events; ``tables``: what `compared` makes."""
    page = events_page.render(cues, found, tables["agency"], tables["headlines"], corrected, drawn=drawn(tables["agency"]))
    write_atomic(Path(folder) / PAGE, page)


def compared(cues, found):
    """By name of a file what makes the tables that the page shows: named doers, and headlines against texts."""
    return {"agency": partial(_doers, cues, found), "headlines": partial(headline_difference, cues, found)}


def _doers(cues, found):
    """Named doers: all victims together, and each victim."""
    return pd.concat([agent_named(cues, found, victim=ANY_VICTIM), agent_named(cues, found)], ignore_index=True)


def drawn(table):
    """The rows of a table of named doers that its chart shows: of all victims together, and of those of many events."""
    events = table.groupby(table["concept"].fillna(""))["exposure"].transform("sum")
    return table[(events >= MANY) | table["concept"].eq(ANY_VICTIM).fillna(False)]


def read_events(folder, cues):
    """The events that ``nabra events`` wrote into ``folder`` for the measured articles ``cues``.

    Raises
    ------
    NabraError
        There are none, they cannot be read, or they were found in other articles or with another codebook.
    """
    path = Path(folder) / EVENTS
    if not path.is_file():
        raise NabraError(f"folder {folder}: no events here; make them with nabra events DIR --out {folder}")
    try:
        table = pq.read_table(path)
        mark, found = (table.schema.metadata or {}).get(_MARK), table.to_pandas()
    except (OSError, ValueError) as error:
        raise NabraError(f"folder {folder}: the events cannot be read ({str(error).partition(chr(10))[0]}); "
                         "run nabra events again") from error
    if mark != _digest(cues):
        raise NabraError(f"folder {folder}: these events were found in another measurement than this one; "
                         f"run nabra events again, with --out {folder}")
    return check(found, "events")


def _digest(cues):
    """What the events depend on: the articles, the codebook and the mentions found with it."""
    articles = "\n".join(sorted(cues.documents["doc_id"] + "\t" + cues.documents["sha256"].fillna("")))
    labels = cues.labels[["concept", "variant"]].to_csv(index=False)
    mentions = cues.mentions[["doc_id", "part", "start", "end", "concept", "resolved"]]
    found = int(pd.util.hash_pandas_object(mentions, index=False).sum())        # in whatever order they come
    said = f"{cues.codebook_name}\n{labels}\n{len(mentions)} {found}\n{articles}"
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest().encode()

"""The tables that flow through the rooms: one schema each, declared once, checked at each door.

Offsets (``start``, ``end``) are half-open and count Unicode code points of the *raw* text of the
row's ``part`` (title or text): ``text[start:end]`` is exactly what a reader sees. Missing strings
are null, never "" or "nan". More columns than these are allowed and kept.
"""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from nabra.errors import NabraError

STRING = pa.string()
INT = pa.int64()
FLOAT = pa.float64()
BOOL = pa.bool_()

PARTS = ("title", "text")
VOICES = ("narrator", "quoted", "reported")
WORDINGS = ("outlet", "source", "undetermined")
FUNCTIONS = ("speech", "fragment", "name", "label")
SOURCE_KINDS = (
    "official", "military", "opposition", "party", "organisation", "expert", "witness", "anonymous", "agency",
    "outlet",
)
MARKS = ("none", "name", "label", "fragment", "speech")


def _schema(required, **columns):
    """A pyarrow schema; the columns named in ``required`` may hold no null."""
    return pa.schema([pa.field(name, kind, nullable=name not in required) for name, kind in columns.items()])


DOCUMENTS = _schema(
    {"doc_id", "outlet", "text"},
    doc_id=STRING, outlet=STRING, language=STRING, date=STRING, title=STRING, text=STRING, url=STRING,
    section=STRING, author=STRING, source_file=STRING, sha256=STRING, genre=STRING, origin=STRING,
)

REJECTED = _schema(
    {"source_file", "reason"},
    source_file=STRING, row=INT, doc_id=STRING, reason=STRING,
)

QUOTES = _schema(
    {"doc_id", "part", "quote_id", "start", "end", "depth", "marks", "repaired", "function", "distance", "owner"},
    doc_id=STRING, part=STRING, quote_id=STRING, start=INT, end=INT, depth=INT, marks=STRING, repaired=BOOL,
    function=STRING, distance=BOOL, chain_id=STRING, device=STRING, owner=STRING, speaker=STRING, cue=STRING,
    source_kind=STRING, words=INT,
)

ATTRIBUTIONS = _schema(
    {"doc_id", "part", "start", "end", "cue", "cue_class", "kind"},
    doc_id=STRING, part=STRING, start=INT, end=INT, cue=STRING, cue_class=STRING, kind=STRING, speaker=STRING,
    source=STRING, cue_start=INT, cue_end=INT, carried=BOOL, source_kind=STRING,
)

MENTIONS = _schema(
    {"doc_id", "part", "start", "end", "surface", "concept", "variant", "voice", "wording", "marks",
     "resolved"},
    doc_id=STRING, part=STRING, start=INT, end=INT, surface=STRING, concept=STRING, variant=STRING,
    voice=STRING, basis=STRING, wording=STRING, speaker=STRING, marks=STRING, quote_id=STRING, device=STRING,
    epithet=STRING, use=STRING, resolved=BOOL, source_kind=STRING,
)

EVENTS = _schema(
    {"doc_id", "part", "start", "end", "event", "term", "construction", "agent_named", "voice"},
    doc_id=STRING, part=STRING, start=INT, end=INT, event=STRING, term=STRING, construction=STRING, agent=STRING,
    victim=STRING, agent_named=BOOL, voice=STRING, speaker=STRING,
)

MEASURES = _schema(
    {"measure", "outlet", "count", "exposure", "articles", "method"},
    measure=STRING, outlet=STRING, concept=STRING, variant=STRING, voice=STRING, estimate=FLOAT, low=FLOAT,
    high=FLOAT, p=FLOAT, p_adjusted=FLOAT, count=INT, exposure=INT, articles=INT, method=STRING, reason=STRING,
)

SCHEMAS = {
    "documents": DOCUMENTS, "rejected": REJECTED, "quotes": QUOTES, "attributions": ATTRIBUTIONS,
    "mentions": MENTIONS, "events": EVENTS, "measures": MEASURES,
}

_DTYPES = {STRING: "string", INT: "int64", FLOAT: "float64", BOOL: "bool"}


def dtype_of(field):
    """The pandas type of a column."""
    return "Int64" if field.type == INT and field.nullable else _DTYPES[field.type]


def frame(name, rows):
    """Make table ``name`` from ``rows`` (a list of dicts, a dict of columns or a DataFrame).

    Columns come in the schema's order with the schema's types (further columns last, as they are);
    missing nullable columns are filled with nulls; nulls in a required column raise NabraError.
    """
    schema = SCHEMAS[name]
    table = pd.DataFrame(rows, columns=None if len(rows) else schema.names).copy()
    for field in schema:
        if field.name not in table:
            if not field.nullable and len(table):
                raise NabraError(f"table {name}: column '{field.name}' is missing; it is required")
            table[field.name] = pd.Series([pd.NA] * len(table), index=table.index, dtype="object")
        kind = dtype_of(field)
        if not field.nullable and table[field.name].isna().any():
            place = int(table[field.name].isna().to_numpy().argmax())
            raise NabraError(f"table {name}: column '{field.name}' is empty in row {place}; it is required")
        if kind == "float64":
            table[field.name] = pd.to_numeric(table[field.name]).astype("float64")
        else:
            table[field.name] = table[field.name].astype(kind)
    rest = [column for column in table.columns if column not in schema.names]
    return table[schema.names + rest].reset_index(drop=True)


def check(table, name):
    """Return ``table`` unchanged if it fits schema ``name``; raise NabraError saying what does not."""
    schema = SCHEMAS[name]
    missing = [field.name for field in schema if field.name not in table.columns]
    if missing:
        raise NabraError(f"table {name}: column '{missing[0]}' is missing; make the table with nabra.tables.frame")
    for field in schema:
        if not field.nullable and table[field.name].isna().any():
            place = int(table[field.name].isna().to_numpy().argmax())
            raise NabraError(f"table {name}: column '{field.name}' is empty in row {place}; it is required")
    return table


def in_order(table):
    """Rows sorted by doc_id, part (title before text), start, -end: the order of every cue table."""
    articles, _ = pd.factorize(table["doc_id"], sort=True)
    order = _order(articles, (table["part"] == "text").to_numpy(), table["start"].to_numpy(), table["end"].to_numpy())
    return table.iloc[order].reset_index(drop=True)


def arrow_in_order(table):
    """As `in_order`, for a pyarrow table whose articles come in the order of their doc_ids."""
    articles = table.column("doc_id").combine_chunks().dictionary_encode().indices
    text = pc.equal(table.column("part"), "text")
    order = _order(*map(np.asarray, (articles, text, table.column("start"), table.column("end"))))
    return table if (order[1:] > order[:-1]).all() else table.take(order)


def _order(articles, text, starts, ends):
    return np.lexsort((-ends, starts, text, articles))      # the last key counts first

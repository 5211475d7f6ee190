"""The rows of the cue tables: what was found in one part of an article, a tuple for each row."""

from functools import cache

import pyarrow as pa

from nabra.errors import NabraError
from nabra.tables import SCHEMAS, frame

COLUMNS = {
    "quotes": ("doc_id", "part", "quote_id", "start", "end", "depth", "marks", "repaired", "function", "distance",
               "chain_id", "device", "owner", "speaker", "cue", "source_kind", "words"),
    "attributions": ("doc_id", "part", "start", "end", "cue", "cue_class", "kind", "speaker", "source", "carried",
                     "cue_start", "cue_end", "source_kind"),
    "mentions": ("doc_id", "part", "start", "end", "surface", "concept", "variant", "voice", "basis", "wording",
                 "speaker", "marks", "quote_id", "device", "resolved", "epithet", "use", "source_kind"),
}


def table(name, rows):
    """The table ``name`` (a key of COLUMNS) of ``rows``, tuples in the order of its columns, as pyarrow has it."""
    cells = dict(zip(COLUMNS[name], zip(*rows) if rows else ((),) * len(COLUMNS[name])))
    schema = schema_of(name)
    made = pa.table([pa.array(cells[field.name], field.type) for field in schema], schema)
    for field in SCHEMAS[name]:
        if not field.nullable and made.column(field.name).null_count:
            raise NabraError(f"table {name}: column '{field.name}' is empty in a row; it is required")
    return made


@cache
def schema_of(name):
    """The schema that pyarrow gives the pandas table ``name``."""
    return pa.Schema.from_pandas(frame(name, []), preserve_index=False)


def quote_rows(doc_id, part, found):
    """Rows of ``quotes``."""
    return [
        (doc_id, part, _quote_id(part, number), quote.start, quote.end, quote.depth, quote.marks, quote.repaired,
         quote.function, quote.distance, None if quote.chain is None else f"{part}-c{quote.chain}", quote.device,
         quote.owner, quote.speaker, quote.cue, quote.source_kind, quote.length)
        for number, quote in enumerate(found.quotes)
    ]


def _quote_id(part, number):
    return f"{part}-q{number + 1}"


def scope_rows(doc_id, part, found):
    """Rows of ``attributions``."""
    return [
        (doc_id, part, scope.start, scope.end, scope.cue, scope.cue_class, scope.kind, scope.speaker,
         scope.source or scope.speaker, scope.carried, scope.cue_start, scope.cue_end, scope.source_kind)
        for scope in found.scopes
    ]


def mention_rows(doc_id, part, text, found):
    """Rows of ``mentions``; ``text`` is the raw text of the part."""
    return [
        (doc_id, part, mention.start, mention.end, text[mention.start:mention.end], mention.concept, mention.variant,
         mention.voice, mention.basis, mention.wording, mention.speaker, mention.marks,
         None if mention.quote is None else _quote_id(part, mention.quote), mention.device, mention.resolved,
         mention.epithet, mention.use, mention.source_kind)
        for mention in found.mentions
    ]

"""The rows of the cue tables: what was found in one part of an article, a dict for each row."""


def quote_rows(doc_id, part, found):
    """Rows of ``quotes``."""
    return [
        {
            "doc_id": doc_id, "part": part, "quote_id": _quote_id(part, number), "start": quote.start,
            "end": quote.end, "depth": quote.depth, "marks": quote.marks, "repaired": quote.repaired,
            "function": quote.function, "distance": quote.distance,
            "chain_id": None if quote.chain is None else f"{part}-c{quote.chain}", "device": quote.device,
            "owner": quote.owner, "speaker": quote.speaker, "cue": quote.cue, "source_kind": quote.source_kind,
            "words": quote.length,
        }
        for number, quote in enumerate(found.quotes)
    ]


def _quote_id(part, number):
    return f"{part}-q{number + 1}"


def scope_rows(doc_id, part, found):
    """Rows of ``attributions``."""
    return [
        {
            "doc_id": doc_id, "part": part, "start": scope.start, "end": scope.end, "cue": scope.cue,
            "cue_class": scope.cue_class, "kind": scope.kind, "speaker": scope.speaker,
            "source": scope.source or scope.speaker, "carried": scope.carried,
            "cue_start": scope.cue_start, "cue_end": scope.cue_end, "source_kind": scope.source_kind,
        }
        for scope in found.scopes
    ]


def mention_rows(doc_id, part, text, found):
    """Rows of ``mentions``; ``text`` is the raw text of the part."""
    return [
        {
            "doc_id": doc_id, "part": part, "start": mention.start, "end": mention.end,
            "surface": text[mention.start:mention.end], "concept": mention.concept, "variant": mention.variant,
            "voice": mention.voice, "basis": mention.basis, "wording": mention.wording, "speaker": mention.speaker,
            "marks": mention.marks, "quote_id": None if mention.quote is None else _quote_id(part, mention.quote),
            "device": mention.device, "resolved": mention.resolved, "epithet": mention.epithet,
            "use": mention.use, "source_kind": mention.source_kind,
        }
        for mention in found.mentions
    ]

"""What each entry of a codebook matches in a corpus: to read and count before anything is measured.

No voices are sought, so this is quicker than a measurement; the places are the same.
"""

import pandas as pd
from tqdm import tqdm

from nabra.cues.measure import scanned_text
from nabra.cues.mentions import find_mentions
from nabra.cues.nearby import Topic
from nabra.text.script import detect

COLUMNS = {"doc_id": "string", "part": "string", "start": "int64", "end": "int64", "surface": "string",
           "entry": "string", "concept": "string", "variant": "string", "line": "int64", "resolved": "bool"}
SLOW = 2_000_000     # characters from which a progress bar is shown


def entry_of(term):
    """The name of a term's entry: "concept/variant/term" as the codebook writes it; excludes: "exclude/term"."""
    return "/".join(filter(None, (term.concept or "exclude", term.variant, term.text)))


def find_hits(documents, tools, progress=None):
    """Every place that the codebook's terms and excludes take in the articles.

    Parameters
    ----------
    documents : DataFrame
        The documents table; untouched.
    tools : nabra.cues.measure.Instruments
    progress : bool, optional
        Show a progress bar; by default where it takes longer than a moment.

    Returns
    -------
    DataFrame
        doc_id, part, start, end (of the raw text), surface, entry (``entry_of``), concept, variant, line (of the
        codebook), resolved. Boilerplate is left out, as in a measurement.
    """
    if progress is None:
        progress = documents["text"].str.len().sum() > SLOW
    rows = []
    articles = documents[["doc_id", "language", "title", "text"]].itertuples(index=False)
    for row in tqdm(articles, total=len(documents), unit=" articles", desc="looking", disable=None if progress else True):
        rows += _hits(row, tools)
    table = pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)
    order = table.assign(text=table["part"] == "text").sort_values(["doc_id", "text", "start"], kind="stable").index
    return table.loc[order].reset_index(drop=True)


def _hits(row, tools):
    stated = None if pd.isna(row.language) else row.language
    language = stated if stated in tools.packs else detect(row.text, tools.packs)
    parts = {part: text for part, text in (("title", row.title), ("text", row.text)) if not pd.isna(text)}
    scanned = {part: scanned_text(text, language, tools) for part, text in parts.items()}
    about = Topic([events for _, events, *_ in scanned.values()])
    found = []
    for part, (bare, events, *_) in scanned.items():
        for match in find_mentions(events, tools.terms[language], about, excludes=True):
            start, end = bare.start(match.start), bare.end(match.end)
            found.append((row.doc_id, part, start, end, parts[part][start:end], entry_of(match.term), match.concept,
                          match.variant, match.term.line, match.resolved))
    return found

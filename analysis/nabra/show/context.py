"""What stands before and after a place in a text: for lines, cut at words, drawn before they are cut."""

import re

import pandas as pd

from nabra.show.drawn import Drawing, drawings
from nabra.show.safe import one_line

WINDOW = 60
COLUMNS = [
    "doc_id", "part", "start", "end", "before", "key", "after", "outlet", "date", "title", "url", "language", "concept",
    "variant", "voice", "wording", "marks", "speaker", "sha256",
]
EVENT_COLUMNS = [
    "doc_id", "part", "start", "end", "before", "key", "after", "outlet", "date", "title", "url", "language", "event",
    "construction", "agent", "victim", "agent_named", "voice", "speaker", "sha256",
]
NOTHING = Drawing()
OF_ARTICLE = ("outlet", "date", "title", "url", "language", "sha256")


def in_document_order(mentions, documents):
    """The mentions in the order of ``documents``, titles before texts, then by place."""
    place = pd.Series(range(len(documents)), index=documents["doc_id"].to_numpy())
    key = pd.DataFrame({
        "document": place.reindex(mentions["doc_id"].to_numpy()).to_numpy(),
        "part": (mentions["part"] == "text").to_numpy(),
        "start": mentions["start"].to_numpy(),
        "end": -mentions["end"].to_numpy(),
    })
    return mentions.iloc[key.sort_values(list(key.columns), kind="stable").index]


def contexts(mentions, documents, window=WINDOW):
    """The concordance table of ``mentions``, in their order.

    Parameters
    ----------
    mentions, documents : pandas.DataFrame
        As in a Cues; every mention's document must be there. Events of violence have columns of their own.
    window : int
        Characters shown on each side, cut at the edge of a word.
    """
    articles = _articles(mentions, documents)
    rows = [_line(mention, articles[mention["doc_id"]], window) for mention in mentions.to_dict("records")]
    columns = EVENT_COLUMNS if "agent_named" in mentions else COLUMNS
    table = pd.DataFrame(rows, columns=columns)
    kinds = {"start": "int64", "end": "int64", "agent_named": "bool"}
    kinds = {column: kinds.get(column, "string") for column in columns}
    return table.astype(kinds)


def records(mentions, cues, window=WINDOW):
    """The mentions as lines to show, in their order.

    Parameters
    ----------
    mentions : pandas.DataFrame
        Rows with doc_id, part, start, end; every document must be in ``cues.documents``.
    cues : Cues
        ``documents``, ``quotes`` and ``attributions`` are used.
    window : int
        Characters shown on each side, cut at the edge of a word.

    Returns
    -------
    list of dict
        The `COLUMNS`, and ``runs``: before and after in stretches of one voice each (`drawn.Run`). The voices
        are those of the whole text: a quotation that was opened outside the line is drawn all the same.
    """
    articles, drawn = _articles(mentions, cues.documents), drawings(cues, set(mentions["doc_id"]))
    rows = []
    for mention in mentions.to_dict("records"):
        line = _line(mention, articles[mention["doc_id"]], window)
        text, start, end = articles[mention["doc_id"]][mention["part"]], mention["start"], mention["end"]
        drawing = drawn.get((mention["doc_id"], mention["part"]), NOTHING)
        rows.append(line | {"runs": {
            "before": drawing.runs(text, first_before(text, start, window), start),
            "after": drawing.runs(text, end, last_after(text, end, window))}})
    return rows


def _articles(mentions, documents):
    return documents[documents["doc_id"].isin(set(mentions["doc_id"]))].set_index("doc_id").to_dict("index")


def _line(mention, article, window):
    text, start, end = article[mention["part"]], mention["start"], mention["end"]
    return {
        **{column: mention.get(column) for column in (EVENT_COLUMNS if "agent_named" in mention else COLUMNS)},
        "before": before(text, start, window), "key": one_line(text[start:end]), "after": after(text, end, window),
        **{column: article.get(column) for column in OF_ARTICLE},
    }


def first_before(text, start, window=WINDOW):
    """The offset from which text is shown before ``start``: at most ``window`` back, no half word."""
    cut = max(0, start - window)
    if cut and not text[cut - 1].isspace():
        half = re.match(r"\S+(?=\s)", text[cut:start])
        cut += half.end() if half else 0
    return cut


def last_after(text, end, window=WINDOW):
    """The offset up to which text is shown after ``end``: at most ``window`` on, no half word."""
    cut = min(len(text), end + window)
    if cut < len(text) and not text[cut].isspace():
        half = re.search(r"(?<=\s)\S+$", text[end:cut])
        cut -= len(half.group()) if half else 0
    return cut


def before(text, start, window=WINDOW):
    """What stands before offset ``start``: at most ``window`` characters, from the edge of a word."""
    cut, piece = start > window, text[first_before(text, start, window):start]
    if not piece.strip():
        return "…" if cut else ""
    return ("… " if cut else "") + one_line(piece).lstrip(" ")


def after(text, end, window=WINDOW):
    """What stands after offset ``end``: at most ``window`` characters, up to the edge of a word."""
    more, piece = end + window < len(text), text[end:last_after(text, end, window)]
    if not piece.strip():
        return "…" if more else ""
    return one_line(piece).rstrip(" ") + (" …" if more else "")

"""The lines behind the numbers: each mention with what stands before and after it, safe to show anywhere."""

import re
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from nabra.errors import NabraError
from nabra.measures.shares import voiced
from nabra.measures.voices import OWN_MARKS
from nabra.show import lines_html, lines_text
from nabra.show.figures import write_atomic
from nabra.show.safe import csv_text, one_line
from nabra.tables import MARKS, VOICES

WINDOW = 60
NOT_QUOTED, WITH_UNDETERMINED, OWN = "not quoted", "narrator+undetermined", "own"
COLUMNS = [
    "doc_id",
    "part",
    "start",
    "end",
    "before",
    "key",
    "after",
    "outlet",
    "date",
    "title",
    "url",
    "language",
    "concept",
    "variant",
    "voice",
    "wording",
    "marks",
    "speaker",
]


@dataclass(frozen=True, eq=False)
class Concordance:
    """Mentions in their context, in the order of the documents.

    Attributes
    ----------
    table : pandas.DataFrame
        One row a mention: doc_id, part, start, end (offsets into the raw text), before, key, after (for
        showing: on one line, without control characters), outlet, date, title, url, language, concept,
        variant, voice, wording, marks, speaker.
    total : int
        How many mentions were found, before ``limit`` cut them.
    """

    table: pd.DataFrame
    total: int

    def __len__(self):
        return len(self.table)

    def __repr__(self):
        return f"<Concordance: {len(self.table)} of {self.total} lines; see .table, .to_text(), .to_html()>"

    def _repr_html_(self):
        return lines_html.fragment(self.table, self.total)

    def to_text(self, width=None):
        """The lines for a terminal, ``width`` cells wide (by default as wide as the terminal is).

        Each part is isolated, so that Arabic and Latin letters cannot reorder one another; a terminal that
        knows right-to-left text shows Arabic lines from right to left.
        """
        return lines_text.text(self.table, self.total, width)

    def to_html(self, corrected=False):
        """One whole HTML page holding all lines; it loads nothing and runs nothing.

        It says that the lines were checked against machine-coded lines only, unless people have coded some of
        this study (``corrected``).
        """
        return lines_html.page(self.table, self.total, corrected)

    def to_csv(self, path):
        """Write all lines to a CSV file that spreadsheets read (Arabic too) and cannot take for formulas.

        Raises
        ------
        NabraError
            The file cannot be written.
        """
        return write_atomic(Path(path), "\ufeff" + csv_text(self.table))


def lines(cues, concept=None, variant=None, outlet=None, voice=None, marks=None, doc_id=None, limit=None,
          row=None, unresolved=False):
    """The mentions behind a number, each in its context.

    Parameters
    ----------
    cues : Cues
        What ``nabra.measure`` gave; it is not changed.
    concept, variant, outlet, doc_id : str, optional
        Keep only these mentions.
    voice : str, optional
        One of narrator, quoted, reported; or ``not quoted`` (narrator and reported), or
        ``narrator+undetermined`` (wording that is the outlet's or cannot be told).
    marks : str or list of str, optional
        One or several of none, name, label, fragment, speech (``"name+label"`` is a list too); or ``own``:
        the outlet's own marks, name and label.
    limit : int, optional
        Keep the first so many lines; ``total`` still tells how many there are.
    row : pandas.Series or dict, optional
        One row of a measures table (``shares.iloc[0]``): its concept, variant, outlet and voice are chosen,
        and for ``quotedness`` the outlet's own marks, so that ``total`` is the row's ``count``. What is
        named beside it goes before the row's.
    unresolved : bool
        Give the mentions whose referent is open instead: no measure counts them.

    Returns
    -------
    Concordance
        Shows itself in a notebook; ``print(lines(…).to_text())`` in a terminal.

    Raises
    ------
    NabraError
        A value is unknown: the sentence names the known ones; or ``row`` is no row of a measures table.
    """
    if limit is not None and (isinstance(limit, bool) or not isinstance(limit, int) or limit < 1):
        raise NabraError(f"limit {limit!r} is no number of lines; give a whole number from 1 up")
    named = {"concept": concept, "variant": variant, "outlet": outlet, "voice": voice, "marks": marks}
    chosen = choice(row) | {what: value for what, value in named.items() if value is not None}
    outlet = chosen.pop("outlet", None)
    mentions = _filtered(cues, unresolved, **chosen)
    documents = cues.documents
    if outlet is not None:
        _known("outlet", outlet, sorted(documents["outlet"].dropna().unique()))
        documents = documents[documents["outlet"] == outlet]
    if doc_id is not None:
        _known("doc_id", doc_id, list(documents["doc_id"]))
        documents = documents[documents["doc_id"] == doc_id]
    mentions = in_document_order(mentions[mentions["doc_id"].isin(documents["doc_id"])], documents)
    total = len(mentions)
    return Concordance(contexts(mentions.head(limit) if limit else mentions, documents), total)


def choice(row):
    """What a row of a measures table was counted from, as arguments of `lines`; {} without a row."""
    if row is None:
        return {}
    if not isinstance(row, (pd.Series, dict)):
        raise NabraError(f"row is a {type(row).__name__}; give one row of a measures table: shares.iloc[0]")
    wanted = ("measure", "concept", "variant", "outlet", "voice")
    missing = [what for what in wanted if what not in row]
    if missing:
        raise NabraError(f"row has no '{missing[0]}'; give one row of a measures table: shares.iloc[0]")
    own = {"marks": OWN} if row["measure"] == "quotedness" else {}
    return {what: row[what] for what in wanted[1:] if not pd.isna(row[what])} | own


def _filtered(cues, unresolved, concept=None, variant=None, voice=None, marks=None):
    labels, known = cues.labels, cues.mentions["resolved"].to_numpy(dtype=bool)
    mentions = cues.mentions[~known] if unresolved else cues.mentions[known]
    if concept is not None:
        _known("concept", concept, list(dict.fromkeys(labels["concept"])))
        mentions, labels = mentions[mentions["concept"] == concept], labels[labels["concept"] == concept]
    if variant is not None:
        _known("variant", variant, list(dict.fromkeys(labels["variant"])))
        mentions = mentions[mentions["variant"] == variant]
    if voice is not None:
        _known("voice", voice, [*VOICES, NOT_QUOTED, WITH_UNDETERMINED])
        not_quoted = voice == NOT_QUOTED
        mentions = mentions[mentions["voice"] != "quoted"] if not_quoted else voiced(mentions, voice)
    if marks is not None:
        mentions = mentions[mentions["marks"].isin(_marks(marks))]
    return mentions


def _marks(marks):
    """The set of marks that ``marks`` (a word, words joined by +, or a list of them) names."""
    words = marks.split("+") if isinstance(marks, str) else list(marks)
    for word in words:
        _known("marks", word, [*MARKS, OWN])
    return {kind for word in words for kind in (OWN_MARKS if word == OWN else (word,))}


def _known(what, value, known):
    if value not in known:
        some = ", ".join(one_line(item)[:60] for item in known[:20])
        more = f" and {len(known) - 20} more" if len(known) > 20 else ""
        raise NabraError(f"{what} '{one_line(value)[:60]}' is not there; known: {some}{more}")


def in_document_order(mentions, documents):
    """The mentions in the order of ``documents``, titles before texts, then by place."""
    place = pd.Series(range(len(documents)), index=documents["doc_id"].to_numpy())
    key = pd.DataFrame(
        {
            "document": place.reindex(mentions["doc_id"].to_numpy()).to_numpy(),
            "part": (mentions["part"] == "text").to_numpy(),
            "start": mentions["start"].to_numpy(),
            "end": -mentions["end"].to_numpy(),
        }
    )
    return mentions.iloc[key.sort_values(list(key.columns), kind="stable").index]


def contexts(mentions, documents, window=WINDOW):
    """The concordance table of ``mentions``, in their order.

    Parameters
    ----------
    mentions, documents : pandas.DataFrame
        As in a Cues; every mention's document must be there.
    window : int
        Characters shown on each side, cut at the edge of a word.
    """
    needed = documents[documents["doc_id"].isin(set(mentions["doc_id"]))].set_index("doc_id")
    articles = needed.to_dict("index")
    rows = []
    for mention in mentions.to_dict("records"):
        article = articles[mention["doc_id"]]
        text = article[mention["part"]]
        start, end = mention["start"], mention["end"]
        rows.append(
            {
                **{column: mention.get(column) for column in COLUMNS},
                "before": before(text, start, window),
                "key": one_line(text[start:end]),
                "after": after(text, end, window),
                **{column: article.get(column) for column in ("outlet", "date", "title", "url", "language")},
            }
        )
    table = pd.DataFrame(rows, columns=COLUMNS)
    kinds = {column: "int64" if column in ("start", "end") else "string" for column in COLUMNS}
    return table.astype(kinds)


def before(text, start, window=WINDOW):
    """What stands before offset ``start``: at most ``window`` characters, from the edge of a word."""
    cut = max(0, start - window)
    piece = text[cut:start]
    if cut and not text[cut - 1].isspace():
        piece = re.sub(r"^\S+(?=\s)", "", piece)
    return ("… " if cut else "") + one_line(piece).lstrip(" ") if piece.strip() else ("…" if cut else "")


def after(text, end, window=WINDOW):
    """What stands after offset ``end``: at most ``window`` characters, up to the edge of a word."""
    piece = text[end : end + window]
    more = end + window < len(text)
    if more and not text[end + window].isspace():
        piece = re.sub(r"(?<=\s)\S+$", "", piece)
    return one_line(piece).rstrip(" ") + (" …" if more else "") if piece.strip() else ("…" if more else "")

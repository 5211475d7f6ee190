"""The lines behind the numbers: each mention with what stands before and after it, safe to show anywhere."""

import math
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import pandas as pd

from nabra.cues.measure import Cues
from nabra.errors import NabraError
from nabra.measures.shares import voiced
from nabra.show import lines_html, lines_text
from nabra.show.behind import OWN, checked, choice, counted, marks_set
from nabra.show.behind_events import event_labels, event_lines
from nabra.show.context import after, before, contexts, in_document_order, records
from nabra.show.figures import write_atomic
from nabra.show.neighbours import in_order_of, in_period
from nabra.show.page import data
from nabra.show.safe import csv_text, one_line
from nabra.tables import MARKS, VOICES

__all__ = ["Concordance", "after", "before", "lines"]
NOT_QUOTED, WITH_UNDETERMINED = "not quoted", "narrator+undetermined"
FIRST = 50           # lines that a notebook shows
NO_WIDGETS = ("live lines need anywidget; install it with the extra 'notebooks' (pip install 'nabra[notebooks]'), "
              "or use .page(), .to_html() or .to_csv()")


@dataclass(frozen=True, eq=False)
class Concordance:
    """Mentions in their context; texts are cut out of the articles when they are shown.

    Attributes
    ----------
    mentions : pandas.DataFrame
        One row a line: rows of ``mentions`` (or statements, or quotations, as `lines` says), in order.
    cues : Cues
        Where they were found.
    total : int
        How many lines there are, before ``limit`` or a page cut them.
    first : int
        How many of them stand before the first one here (on later pages).
    """

    mentions: pd.DataFrame
    cues: Cues
    total: int
    first: int = 0

    def __len__(self):
        return len(self.mentions)

    def __repr__(self):
        return f"<Concordance: {len(self)} of {self.total} lines; see .table, .to_text(), .to_html()>"

    def _repr_html_(self):
        return lines_html.fragment(self.head(FIRST).records(), self.total, self.first)

    @cached_property
    def table(self):
        """One row a line (pandas.DataFrame): doc_id, part, start, end (offsets into the raw text), before, key,
        after (for showing: on one line, without control characters), outlet, date, title, url, language,
        concept, variant, voice, wording, marks, speaker, sha256 (of the article). Of events of violence: event,
        construction, agent, victim and agent_named in place of concept, variant, wording and marks."""
        return contexts(self.mentions, self.cues.documents)

    def records(self):
        """The lines as plain data, with their voices drawn: see `nabra.show.context.records`."""
        return records(self.mentions, self.cues)

    def outlets(self):
        """The outlets that the lines stand in, in alphabetical order."""
        here = self.cues.documents["doc_id"].isin(set(self.mentions["doc_id"]))
        return sorted(self.cues.documents.loc[here, "outlet"].dropna().unique())

    def head(self, most):
        """The first ``most`` lines."""
        return replace(self, mentions=self.mentions.head(most))

    def page(self, number, size=FIRST):
        """One page of lines; its cost depends on ``size`` alone, not on how many lines there are.

        Parameters
        ----------
        number : int
            From 1.
        size : int
            Lines a page.

        Returns
        -------
        Concordance

        Raises
        ------
        NabraError
            There is no such page.
        """
        _whole("size", size)
        _whole("page", number)
        pages = max(1, math.ceil(len(self) / size))
        if number > pages:
            raise NabraError(f"page {number} is not there; {len(self):,} lines make {pages:,} pages of {size}")
        start = (number - 1) * size
        return replace(self, mentions=self.mentions.iloc[start:start + size], first=self.first + start)

    def only(self, outlet=None, voice=None, marks=None, since=None, until=None, sort=None):
        """Fewer lines, or in another order: arguments as in `lines`."""
        mentions = _filtered(self.mentions, voice, marks)
        documents = _documents(self.cues.documents, outlet, since, until)
        mentions = mentions[mentions["doc_id"].isin(documents["doc_id"])]
        if sort is not None:
            mentions = in_order_of(mentions, documents, sort)
        return Concordance(mentions, self.cues, len(mentions))

    def browse(self, **query):
        """The lines live in JupyterLab: to sort, filter and leaf through, by mouse or keyboard.

        Parameters
        ----------
        **query
            Where to begin: page, size, sort, outlet, voice, marks, since, until.

        Returns
        -------
        nabra.show.browser.Browser
            An anywidget; the text of articles enters the page as text, never as HTML. Controls filter what was
            chosen by `lines` further; Arabic and English lines of a page stand in tables of their own.

        Raises
        ------
        NabraError
            anywidget is not installed, or ``query`` holds something else.
        """
        try:
            from nabra.show.browser import EMPTY, Browser
        except ImportError as missing:
            raise NabraError(NO_WIDGETS) from missing
        unknown = sorted(set(query) - set(EMPTY))
        if unknown:
            raise NabraError(f"browse: '{unknown[0]}' is unknown; give some of {', '.join(EMPTY)}")
        return Browser(self, query, data("browse.toml"))

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
        return lines_html.page(self.records(), self.total, self.first, corrected)

    def to_csv(self, path):
        """Write all lines to a CSV file that spreadsheets read (Arabic too) and cannot take for formulas.

        Raises
        ------
        NabraError
            The file cannot be written.
        """
        return write_atomic(Path(path), "\ufeff" + csv_text(self.table))


def lines(cues, concept=None, variant=None, outlet=None, voice=None, marks=None, doc_id=None, limit=None,
          row=None, unresolved=False, since=None, until=None, sort=None, by="outlet", events=None):
    """The mentions (or events of violence) behind a number, each in its context.

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
        and for ``quotedness`` the outlet's own marks, so that ``total`` is the row's ``count``; in the same way
        for epithets, devices and rates, and for sensitivity (without what was carried over). A row of sources or
        cue_classes opens statements, at their reporting words; a row of quoted words its quotations (``count``
        is of words). What is named beside it goes before the row's.
    unresolved : bool
        Give the mentions whose referent is open instead: no measure counts them.
    since, until : str, optional
        Only articles dated in this period, both ends included: a year, month or day (``2018-03``). The undated
        are left out.
    sort : str, optional
        ``before`` or ``after``: by the words before or after the key, the nearest first (in Arabic as in
        English: no left or right). ``date``: by date. By default in the order of the articles.
    by : str
        The column of documents that ``outlet`` and the row's outlet name, where the measure was taken by another.
    events : DataFrame, optional
        The table of `nabra.events` from these cues: lines are then its events, ``concept`` is the victim ("(no concept)"
        for none), ``variant`` the construction, and ``row`` one of `nabra.agent_named`, `nabra.constructions` or
        `nabra.death_terms`.

    Returns
    -------
    Concordance
        Shows itself in a notebook; ``print(lines(…).to_text())`` in a terminal.

    Raises
    ------
    NabraError
        A value is unknown: the sentence names the known ones; or ``row`` is no row of a measures table.
    """
    if limit is not None:
        _whole("limit", limit)
    row = None if row is None else checked(row)
    named = {"concept": concept, "variant": variant, "outlet": outlet, "voice": voice, "marks": marks}
    chosen = choice(row) | {what: value for what, value in named.items() if value is not None}
    outlet = chosen.pop("outlet", None)
    mentions, labels = (counted(cues, row), cues.labels) if events is None else (
        event_lines(cues, events, row), event_labels(cues.labels))
    mentions = _of_labels(mentions, labels, chosen.pop("concept", None), chosen.pop("variant", None))
    known = mentions["resolved"].to_numpy(dtype=bool)
    mentions = _filtered(mentions[~known if unresolved else known], **chosen)
    documents = _documents(cues.documents, outlet, since, until, by)
    if doc_id is not None:
        _known("doc_id", doc_id, list(documents["doc_id"]))
        documents = documents[documents["doc_id"] == doc_id]
    mentions = in_document_order(mentions[mentions["doc_id"].isin(documents["doc_id"])], documents)
    if sort is not None:
        mentions = in_order_of(mentions, documents, sort)
    return Concordance(mentions.head(limit) if limit else mentions, cues, len(mentions))


def _whole(what, number):
    if isinstance(number, bool) or not isinstance(number, int) or number < 1:
        raise NabraError(f"{what} {number!r} is no number of lines; give a whole number from 1 up" if what == "limit"
                         else f"{what} {number!r} is no whole number from 1 up")


def _of_labels(mentions, labels, concept, variant):
    if concept is not None:
        _known("concept", concept, list(dict.fromkeys(labels["concept"])))
        mentions, labels = mentions[mentions["concept"] == concept], labels[labels["concept"] == concept]
    if variant is not None:
        _known("variant", variant, list(dict.fromkeys(labels["variant"])))
        mentions = mentions[mentions["variant"] == variant]
    return mentions


def _filtered(mentions, voice=None, marks=None):
    if voice is not None:
        _known("voice", voice, [*VOICES, NOT_QUOTED, WITH_UNDETERMINED])
        not_quoted = voice == NOT_QUOTED
        mentions = mentions[mentions["voice"] != "quoted"] if not_quoted else voiced(mentions, voice)
    if marks is not None:
        words = marks.split("+") if isinstance(marks, str) else list(marks)
        for word in words:
            _known("marks", word, [*MARKS, OWN])
        mentions = mentions[mentions["marks"].isin(marks_set(words))]
    return mentions


def _documents(documents, outlet=None, since=None, until=None, by="outlet"):
    if by not in documents:
        raise NabraError(f"by '{one_line(by)[:60]}' is no column of documents; it has: {', '.join(documents.columns)}")
    if outlet is not None:
        _known(by, outlet, sorted(documents[by].dropna().unique()))
        documents = documents[(documents[by] == outlet).fillna(False)]
    return documents if since is None and until is None else in_period(documents, since, until)


def _known(what, value, known):
    if value not in known:
        some = ", ".join(one_line(item)[:60] for item in known[:20])
        more = f" and {len(known) - 20} more" if len(known) > 20 else ""
        raise NabraError(f"{what} '{one_line(value)[:60]}' is not there; known: {some}{more}")

"""A probability sample of lines for people to code: stratified by outlet and predicted label, one line an article."""

import hashlib

import numpy as np
import pandas as pd

from nabra.errors import NabraError
from nabra.measures.agency import ANY_VICTIM, NOBODY, check_events
from nabra.measures.compare import chosen_labels, groups_of
from nabra.measures.shares import resolved
from nabra.tables import in_order

LABELS = ("voice", "marks")
OF_EVENTS = ("doer", "construction")        # what is coded of events of violence
KEY = ["doc_id", "part", "start", "end", "surface", "concept", "variant"]
DRAW = 4


def draw(article, label, size, generator):
    """Draw rows with known chances, at most one an article, about equally many of each label.

    Parameters
    ----------
    article, label : array of int, shape (rows,)
        The article and the predicted label of each row.
    size : int
        How many rows are wanted.
    generator : numpy.random.Generator

    Returns
    -------
    rows : array of int
        The rows drawn, in their order; fewer than ``size`` where there are fewer articles.
    chance : array of float
        The chance that each of them had: of being its article's line, times that of its label's lines.

    Notes
    -----
    Two phases: a line of each article at random, then of these a simple random sample within each label. The
    chance of the second phase is that given the first.
    """
    article, label = np.unique(article, return_inverse=True)[1], np.asarray(label)
    order = np.lexsort((generator.random(len(article)), article))
    first = order[np.r_[True, np.diff(article[order]) > 0]] if len(order) else order
    lengths = np.bincount(article)
    strata, held = np.unique(label[first], return_counts=True)
    rows, chances = [], []
    for stratum, take in zip(strata, allotted(held, size)):
        pool = np.sort(first[label[first] == stratum])
        taken = np.sort(generator.choice(pool, take, replace=False))
        rows.append(taken)
        chances.append(take / len(pool) / lengths[article[taken]])
    rows, chances = np.concatenate([[], *rows]).astype(int), np.concatenate([[], *chances])
    sorting = np.argsort(rows)
    return rows[sorting], chances[sorting]


def allotted(held, size):
    """Equal shares of ``size`` for strata that hold so many rows; what one cannot give goes to the others.

    >>> allotted(np.array([5, 100, 200]), 60).tolist()
    [5, 28, 27]
    """
    held = np.asarray(held, dtype=int)
    given = np.zeros(len(held), dtype=int)
    while size > given.sum() and (given < held).any():
        open_ = np.flatnonzero(given < held)
        more, rest = divmod(size - given.sum(), len(open_))
        given[open_] = np.minimum(held[open_], given[open_] + more + (np.arange(len(open_)) < rest))
    return given


def coding_sample(cues, size=200, label="voice", concept=None, outlets=None, by="outlet", seed=1, total=None,
                  events=None):
    """Draw lines to be coded by people.

    Parameters
    ----------
    cues : Cues
        ``documents``, ``mentions`` and ``labels`` are used, none is changed.
    size : int
        Lines an outlet and concept.
    label : str
        The predicted label that strata are made of: ``voice`` or ``marks``, or of events of violence ``doer`` or
        ``construction``. Every value is drawn from, so that what the machine did not see (its negatives) is coded too.
    concept : str, optional
        One concept of the codebook; by default all but the baselines, each with a sample of its own. Of events: only
        those in which the machine sees this victim; by default all events, an outlet's in one sample.
    outlets : sequence of str, optional
        By default all.
    by : str
        The column of ``documents`` in the outlet's place.
    seed : int
        The same seed and articles give the same sample, in whatever order the rows come.
    total : int, optional
        Lines in all, shared out as evenly as may be among outlets and concepts; ``size`` is then not used.
    events : DataFrame, optional
        The table of `nabra.events` from these cues; needed where the label is one of events.

    Returns
    -------
    DataFrame
        One row a line, in the order to be coded in (at random): line_id, doc_id, part, start, end, surface,
        concept, variant, outlet, predicted, language, inclusion_probability, population (the mentions of this
        outlet and concept), sha256 of the article.

    Raises
    ------
    NabraError
        Unknown label, concept or outlet, or nothing to draw from.

    Caution
    -------
    The lines are those that the codebook found. What it missed is in no sample, and no correction knows of it.
    """
    if label not in LABELS + OF_EVENTS:
        raise NabraError(f"unknown label '{label}'; choose one of: {', '.join(LABELS + OF_EVENTS)}")
    if isinstance(size, bool) or not isinstance(size, (int, np.integer)) or size < 1:
        raise NabraError(f"size={size!r} is no number of lines; give a whole number from 1 (200 is what a "
                         "correction needs)")
    groups, chosen = groups_of(cues.documents, by), chosen_labels(cues.labels, concept)
    unknown = sorted(set(outlets or ()) - set(groups.names))
    if unknown:
        raise NabraError(f"unknown {by} '{unknown[0]}'; the articles have: {', '.join(groups.names)}")
    frame = predictions(cues, label, by, events)
    if label in LABELS or concept is not None:
        frame = frame[frame["concept"].isin(set(chosen["concept"]))]
    else:
        frame = frame.assign(concept=ANY_VICTIM)
    frame = frame[frame["outlet"].isin(set(outlets or groups.names))]
    parts, cells = [], frame.groupby(["outlet", "concept"], sort=True)
    sizes = [size] * len(cells) if total is None else allotted(cells["doc_id"].nunique(), total)
    for ((outlet, name), lines), wanted in zip(cells, sizes):
        generator = np.random.default_rng([seed, DRAW, _number(f"{outlet}\0{name}")])
        codes = pd.factorize(lines["predicted"], sort=True)[0]
        rows, chance = draw(pd.factorize(lines["doc_id"])[0], codes, wanted, generator)
        parts.append(lines.iloc[rows].assign(inclusion_probability=chance, population=len(lines)))
    if not parts:
        what = "mention" if label in LABELS else "event"
        raise NabraError(f"no {what} to draw from; choose another concept or outlet")
    drawn = pd.concat(parts, ignore_index=True)
    mixed = np.random.default_rng([seed, DRAW]).permutation(len(drawn))
    return drawn.sort_values("line_id", ignore_index=True).iloc[mixed].reset_index(drop=True)


def predictions(cues, label, by="outlet", events=None):
    """Every mention (or event of violence) with its outlet and the machine's label: what a sample is drawn from.

    Parameters
    ----------
    cues : Cues
    label, by, events
        As in `coding_sample`.

    Returns
    -------
    DataFrame
        line_id, doc_id, part, start, end, surface, concept (of an event: the victim), variant (the construction), of
        events also event (the kind), outlet, predicted, language, sha256 (of the article), in the order of the
        mentions; articles without an outlet are left out.
    """
    columns = ["doc_id", by, "language", "sha256"]
    articles = cues.documents.reindex(columns=columns).set_axis(["doc_id", "outlet", "language", "sha256"], axis=1)
    articles["outlet"] = articles["outlet"].astype("string")
    lines = _of_mentions(cues, label) if label in LABELS else _of_events(cues, events, label)
    frame = in_order(lines).merge(articles[articles["outlet"].notna()], on="doc_id", how="inner")
    frame["line_id"] = [line_id(*row) for row in frame[KEY[:4]].itertuples(index=False)]
    kind = ["event"] if label in OF_EVENTS else []
    return frame[["line_id", *KEY, *kind, "outlet", "predicted", "language", "sha256"]]


def _of_mentions(cues, label):
    """The mentions with the machine's label."""
    mentions = resolved(cues.mentions)
    return mentions.assign(predicted=mentions[label])


def _of_events(cues, events, label):
    """The events in the columns of mentions, with the machine's label."""
    if events is None:
        raise NabraError(f"the label '{label}' is one of events of violence; give the table of nabra.events")
    check_events(cues, events)
    texts = cues.documents.set_index("doc_id")[["title", "text"]].to_dict("index")
    surface = [texts[row.doc_id][row.part][row.start:row.end] for row in events.itertuples(index=False)]
    said = events["construction"] if label == "construction" else events["agent_named"].map({True: "named", False: "unnamed"})
    return events.assign(surface=surface, concept=events["victim"].fillna(NOBODY), variant=events["construction"],
                         predicted=said.astype("string"))


def line_id(doc_id, part, start, end):
    """A name of the line that tells nobody its outlet, and that no spreadsheet takes for a number."""
    return "L" + hashlib.sha256(f"{doc_id}\0{part}\0{start}\0{end}".encode()).hexdigest()[:12]


def _number(name):
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big")

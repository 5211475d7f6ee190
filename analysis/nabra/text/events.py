"""Same events: articles of a few days that report one event, by the words they share; across languages, by names.

Day by day: TF-IDF vectors, average-linkage clusters within a day, and each cluster joined to the event
of the days before whose mean vector is nearest, where it is near enough: the single-pass scheme of
topic detection and tracking, made independent of the order of rows by working on whole days. Each language is grouped
by itself; then groups of different languages are joined (``text/across.py``).
"""

import numpy as np
import pandas as pd
import scipy.sparse as sp
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize
from tqdm import tqdm

from nabra.errors import NabraError
from nabra.tables import check
from nabra.text.across import ACROSS, links
from nabra.text.language import packs
from nabra.text.normalise import each_word

LEAD = 1_200        # letters of the text: what happened stands at the top of a report
TITLE = 2           # the headline's words count twice
SIMILARITY = 0.3    # mean cosine within an event
DAYS = 2            # from an event's first day to its last
MOST = 0.2          # share of articles in which a word says nothing of the event
LEAST = 8           # words of an article that can be told apart
SLOW = 5_000


def events(articles, similarity=SIMILARITY, days=DAYS, across=ACROSS, progress=None):
    """Group articles that report the same event.

    Parameters
    ----------
    articles : DataFrame
        The documents table; untouched.
    similarity : float
        Cosine of TF-IDF vectors, averaged over a group's pairs, from which articles report one event.
        Higher: fewer and surer matches.
    days : int
        An event's articles lie within so many days of its first.
    across : float
        Cosine of names, numbers and dates from which groups of two languages report one event; 1 joins none.
    progress : bool, optional
        Show a progress bar; by default from a few thousand articles.

    Returns
    -------
    DataFrame
        One row an article, sorted by doc_id: ``doc_id``; ``event`` (null for an article alone,
        without a date or with hardly a word; else the date and the least doc_id of the event's first
        day); ``event_similarity`` (cosine with the mean vector of the event's articles of the same language;
        1 is the same words; NaN where there is no other); ``event_articles`` and ``event_outlets`` (how many it
        has; 0 where ``event`` is null); ``event_across`` and ``event_anchors`` (of articles joined to an event of
        another language: how near it is, and what both hold, the weightiest first).

    Raises
    ------
    NabraError
        ``similarity`` or ``across`` is no cosine, or ``days`` is negative.

    Notes
    -----
    Words are compared without the language's proclitics. Articles of one language are grouped as if there were no
    other. Long stories that go on for weeks are not one event.
    """
    if not 0 < similarity < 1:
        raise NabraError(f"similarity {similarity}: give a cosine between 0 and 1, e.g. 0.3")
    if not 0 < across <= 1:
        raise NabraError(f"across {across}: give a cosine above 0 and up to 1, e.g. {ACROSS}")
    if days < 0:
        raise NabraError(f"days {days}: give 0 (the same day) or more")
    check(articles, "documents")
    rows = articles.sort_values("doc_id", kind="stable").reset_index(drop=True)
    day = pd.to_datetime(rows["date"].str[:10], errors="coerce")
    if progress is None:
        progress = len(rows) >= SLOW
    label, near = np.full(len(rows), -1), np.full(len(rows), np.nan)
    for _, places in sorted(rows.groupby(rows["language"].fillna("")).indices.items()):
        own, near[places] = _of_one_language(rows.iloc[places], day.iloc[places], similarity, days, progress)
        label[places] = np.where(own < 0, own, own + label.max() + 1)
    joined = links(rows, label, day, days, across)
    for link in joined:
        label[label == link.group] = link.to
    return _table(rows, label, near, joined)


def _of_one_language(rows, day, similarity, days, progress):
    """The number of each article's group (-1: none), and its cosine with the group's mean."""
    vectors = _vectors(rows)
    told = np.diff(vectors.indptr) >= LEAST
    label = np.full(len(rows), -1)
    alive, number = [], 0       # events still open: (first day, id, sum of vectors, count)
    dates = sorted(day[told].dropna().unique())
    for date in tqdm(dates, desc="events", unit=" days", disable=None if progress else True):
        places = np.flatnonzero((day == date).to_numpy() & told)
        alive = [event for event in alive if (date - event[0]).days <= days]
        clusters = [places[own] for own in _clusters(vectors[places], similarity)]
        sums = [sp.csr_array(vectors[own].sum(axis=0).reshape(1, -1)) for own in clusters]
        joined = _join(clusters, sums, alive, similarity)
        for own, total, target in zip(clusters, sums, joined):
            if target is None:
                alive.append([date, number, total, len(own)])
                label[own] = number
                number += 1
            else:
                alive[target][2] = alive[target][2] + total
                alive[target][3] += len(own)
                label[own] = alive[target][1]
    return label, _near(vectors, label)


def _vectors(rows):
    """Unit TF-IDF vectors; none where no word is shared by two articles."""
    stems = [_stems(title, text, pack) for title, text, pack in
             zip(rows["title"].fillna(""), rows["text"], _packs(rows["language"]))]
    many = len(stems) >= 50
    tfidf = TfidfVectorizer(analyzer=list, min_df=2, max_df=MOST if many else 1.0, sublinear_tf=True)
    try:
        return sp.csr_array(tfidf.fit_transform(stems))
    except ValueError:      # no word is left
        return sp.csr_array((len(rows), 1))


def _packs(languages):
    known = packs()
    return [known.get(code) for code in languages]


def _stems(title, text, pack):
    """Word keys of headline and lead without proclitics (the language pack's)."""
    keys = [key for _, _, key in each_word(f"{title}\n" * TITLE + text[:LEAD])]
    clitics = () if pack is None else sorted(filter(lambda one: len(one) > 1, pack.proclitics), key=len, reverse=True)
    return [_bare(key, clitics) for key in keys] if clitics else keys


def _bare(key, clitics):
    """``key`` without its longest proclitic of two letters or more, where three letters are left."""
    for clitic in clitics:
        if key.startswith(clitic) and len(key) >= len(clitic) + 3:
            return key[len(clitic):]
    return key


def _clusters(vectors, similarity):
    """Average-linkage clusters of one day's articles, as arrays of places."""
    if vectors.shape[0] == 1:
        return [np.array([0])]
    cosine = (vectors @ vectors.T).toarray()
    distance = np.clip(1 - cosine, 0, None).round(12)
    np.fill_diagonal(distance, 0)
    labels = fcluster(linkage(squareform(distance, checks=False), "average"), 1 - similarity, "distance")
    return [np.flatnonzero(labels == value) for value in np.unique(labels)]


def _join(clusters, sums, alive, similarity):
    """For each cluster the place of the open event that it goes on, or None; the nearest pairs first.

    The mean cosine between two groups of unit vectors is the product of their sums over both counts.
    """
    joined = [None] * len(clusters)
    if not alive:
        return joined
    old = sp.vstack([event[2] for event in alive])
    means = (sp.vstack(sums) @ old.T).toarray()
    means /= np.outer([len(own) for own in clusters], [event[3] for event in alive])
    order = sorted(zip(*np.nonzero(means >= similarity)), key=lambda pair: (-means[pair].round(12), pair))
    for cluster, event in order:
        if joined[cluster] is None:
            joined[cluster] = int(event)
    return joined


def _near(vectors, label):
    """Each article's cosine with the mean of its group; NaN alone."""
    near = np.full(len(label), np.nan)
    for number, places in pd.Series(label).groupby(label).indices.items():
        if number >= 0 and len(places) > 1:
            mean = normalize(sp.csr_matrix(vectors[places].sum(axis=0).reshape(1, -1)))
            near[places] = (vectors[places] @ mean.T).toarray().ravel()
    return near


def _table(rows, label, near, joined):
    table = pd.DataFrame({"doc_id": rows["doc_id"].astype("string"), "label": label, "outlet": rows["outlet"],
                          "date": rows["date"].str[:10]})
    grouped = table[table["label"] >= 0].groupby("label")
    sizes = grouped["doc_id"].transform("size").reindex(table.index, fill_value=0)
    outlets = grouped["outlet"].transform("nunique").reindex(table.index, fill_value=0)
    first = table[table["label"] >= 0].sort_values(["date", "doc_id"]).groupby("label").first()
    names = first["date"] + ":" + first["doc_id"]
    shared = sizes > 1
    across, anchors = np.full(len(table), np.nan), np.full(len(table), None, dtype=object)
    for link in joined:
        across[link.places], anchors[link.places] = link.similarity, "; ".join(link.anchors)
    return pd.DataFrame({
        "doc_id": table["doc_id"], "event": table["label"].map(names).where(shared).astype("string"),
        "event_similarity": near, "event_articles": sizes.where(shared, 0).astype("int64"),
        "event_outlets": outlets.where(shared, 0).astype("int64"),
        "event_across": across, "event_anchors": pd.array(anchors, dtype="string"),
    })

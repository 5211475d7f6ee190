"""Copies: which articles print the same text, and whose text it most likely is.

Candidates by MinHash and locality-sensitive hashing (Broder 1997; datasketch), each then verified
on the whole sets of shingles. Nothing is deleted: the table says what is a copy of what, and the
measures can be taken over all articles, over the outlet's own, or over wire copy alone.
"""

from hashlib import blake2b

import numpy as np
import pandas as pd
from datasketch import MinHash, MinHashLSH
from tqdm import tqdm

from nabra.errors import NabraError
from nabra.tables import check
from nabra.text.agencies import agency
from nabra.text.normalise import each_word

SHINGLE = 3             # words; with three, a third of the shingles outlive a change of every third word
BANDS, ROWS = 100, 2    # a pair of Jaccard similarity s is looked at with probability 1 - (1 - s^2)^100: .98 at .2
SHARE = 0.2             # of the shorter article's shingles, from which a pair is a copy
DAYS = 2
SHARED = 10             # shingles that a pair shares at least: less is a formula
FEWEST = 12             # shingles; shorter articles are copies only where they are the same words
FURNITURE = 12          # articles of one outlet in which a shingle is page furniture rather than news
SLOW = 3_000            # articles from which a progress bar is shown
COPIES = ("own", "wire", "shared", "repeat")
_P = np.uint64(0x9E3779B97F4A7C15)


def copies(articles, days=DAYS, share=SHARE, progress=None):
    """Groups of articles that share text, with their likely origin.

    Parameters
    ----------
    articles : DataFrame
        The documents table; untouched.
    days : int
        Two dated articles are compared where they lie at most so many days apart; an article
        without a date is compared with all.
    share : float
        Of the shorter article's shingles, from which a pair counts as copied. Unrelated articles on
        one event share quotations and names, seldom more than a tenth.
    progress : bool, optional
        Show a progress bar; by default from a few thousand articles.

    Returns
    -------
    DataFrame
        One row an article (`COPIES` are the values of ``copy``), sorted by doc_id: ``doc_id``; ``copy`` (own; wire: an agency is named in
        it or in its group; shared: another outlet's article is the likely origin; repeat: an earlier
        article of the same outlet is); ``copy_group`` (the origin's doc_id, null where the
        article stands alone); ``duplicate_of`` (the likely origin, null for the origin itself);
        ``shared`` (the share of the article's shingles that stand in the rest of its group; 0 alone);
        ``agency`` (the id of the agency that the article names as its own, see agencies.toml).

    Raises
    ------
    NabraError
        ``share`` is not above 0 and at most 1, or a doc_id occurs twice.

    Notes
    -----
    The origin is guessed: the earliest date, then the article that names an agency, then the longest.
    A group is what shares text with its origin; two of its copies may have taken different parts.
    """
    if not 0 < share <= 1:
        raise NabraError(f"share {share}: give the share of copied text as a number above 0 and up to 1, e.g. 0.25")
    check(articles, "documents")
    rows = articles.sort_values("doc_id", kind="stable").reset_index(drop=True)
    twice = rows["doc_id"][rows["doc_id"].duplicated()]
    if len(twice):
        raise NabraError(f"doc_id '{twice.iloc[0]}' occurs twice; give each article its own")
    if progress is None:
        progress = len(rows) >= SLOW
    read = tqdm(rows["text"], desc="reading", unit=" articles", disable=None if progress else True)
    vocabulary = {}
    sets = [_shingles(text, vocabulary) for text in read]
    sets = _without_furniture(sets, rows["outlet"])
    days_of = _days(rows)
    pairs = [pair for pair in _candidates(sets, progress) if _near(days_of, pair, days)]
    overlaps = {pair: found for pair in pairs if (found := _overlap(sets, pair)) >= share}
    agencies = [agency(None if pd.isna(author) else author, text)
                for author, text in zip(rows["author"], rows["text"])]
    return _table(rows, sets, overlaps, agencies, days_of)


def _shingles(text, vocabulary):
    """The sorted hashes of all runs of three words; of the whole, where there are fewer."""
    keys = []
    for _, _, key in each_word(text):
        code = vocabulary.get(key)
        if code is None:
            code = vocabulary[key] = int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "little")
        keys.append(code)
    codes = np.array(keys, dtype=np.uint64)
    size = min(SHINGLE, len(codes))
    if not size:
        return codes
    mixed = np.zeros(len(codes) - size + 1, dtype=np.uint64)
    for place in range(size):
        mixed = (mixed ^ codes[place:len(codes) - size + 1 + place]) * _P
        mixed ^= mixed >> np.uint64(29)
    return np.unique(mixed)


def _without_furniture(sets, outlets):
    """The sets without what an outlet prints under many articles, unless little else is in them."""
    kept = list(sets)
    for places in outlets.groupby(outlets).indices.values():
        together = np.concatenate([sets[place] for place in places])
        values, times = np.unique(together, return_counts=True)
        furniture = values[times >= FURNITURE]
        if len(furniture):
            for place in places:
                rest = np.setdiff1d(sets[place], furniture, assume_unique=True)
                kept[place] = rest if len(rest) >= FEWEST else sets[place]
    return kept


def _candidates(sets, progress):
    """Pairs (i, j), i < j, of articles that fall into one bucket; short ones by equality alone."""
    lsh = MinHashLSH(num_perm=BANDS * ROWS, params=(BANDS, ROWS))
    first = MinHash(num_perm=BANDS * ROWS, seed=1, hashfunc=int)
    found, same = set(), {}
    marked = tqdm(enumerate(sets), total=len(sets), desc="comparing", unit=" articles",
                  disable=None if progress else True)
    for number, shingles in marked:
        if len(shingles) < FEWEST:
            key = shingles.tobytes()
            found.update((other, number) for other in same.get(key, ()) if key)
            same.setdefault(key, []).append(number)
            continue
        signature = first.copy()
        signature.update_batch((shingles >> np.uint64(32)).tolist())
        found.update((other, number) for other in lsh.query(signature))
        lsh.insert(number, signature, check_duplication=False)
    return sorted(found)


def _days(rows):
    """Days since 1970, NaN where there is no date."""
    dates = pd.to_datetime(rows["date"].str[:10], errors="coerce")
    return ((dates - pd.Timestamp(0)) / pd.Timedelta(days=1)).to_numpy(dtype=float)


def _near(days_of, pair, days):
    apart = abs(days_of[pair[0]] - days_of[pair[1]])
    return not apart > days


def _overlap(sets, pair):
    """The share of the smaller set that stands in the larger (the overlap coefficient); 0 for a formula or two."""
    one, other = sets[pair[0]], sets[pair[1]]
    shorter = min(len(one), len(other))
    both = len(np.intersect1d(one, other, assume_unique=True))
    return both / shorter if both >= min(SHARED, shorter) else 0.0


def _origins(order, overlaps):
    """The place of each article's likely origin: an earlier one that is nobody's copy and shares most with it.

    Every copy is so held against its origin itself; chains of articles that share little with each
    other do not form.
    """
    neighbours = {}
    for (one, other), share in overlaps.items():
        neighbours.setdefault(one, []).append((other, share))
        neighbours.setdefault(other, []).append((one, share))
    rank = {place: number for number, place in enumerate(order)}
    origin = {}
    for place in order:
        known = [(-share, rank[other], other) for other, share in neighbours.get(place, ())
                 if origin.get(other) == other]
        origin[place] = min(known)[2] if known else place
    return origin


def _table(rows, sets, overlaps, agencies, days_of):
    dated = np.nan_to_num(days_of, nan=np.inf)
    order = sorted(range(len(rows)), key=lambda p: (dated[p], agencies[p] is None, -len(sets[p]), p))
    origin = _origins(order, overlaps)
    members = {}
    for place, first in sorted(origin.items()):
        members.setdefault(first, []).append(place)
    ids, outlets = rows["doc_id"].tolist(), rows["outlet"].tolist()
    copy = ["wire" if name else "own" for name in agencies]
    group, origin_id, shared = ([None] * len(rows) for _ in range(3))
    for first, places in members.items():
        if len(places) == 1:
            continue
        wire = any(agencies[p] for p in places)
        for p in places:
            group[p], origin_id[p] = ids[first], None if p == first else ids[first]
            shared[p] = _in_the_rest(sets, p, places)
            if wire:
                copy[p] = "wire"
            elif p != first:
                copy[p] = "repeat" if outlets[p] == outlets[first] else "shared"
    return pd.DataFrame({
        "doc_id": rows["doc_id"].astype("string"), "copy": pd.array(copy, dtype="string"),
        "copy_group": pd.array(group, dtype="string"), "duplicate_of": pd.array(origin_id, dtype="string"),
        "shared": pd.array([0.0 if value is None else value for value in shared], dtype="float64"),
        "agency": pd.array(agencies, dtype="string"),
    })


def _in_the_rest(sets, place, places):
    """The share of an article's shingles that stand in the rest of its group."""
    rest = np.unique(np.concatenate([sets[other] for other in places if other != place]))
    return len(np.intersect1d(sets[place], rest, assume_unique=True)) / max(1, len(sets[place]))

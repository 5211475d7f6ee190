"""How far outlets are apart in what they call the same people: Jensen-Shannon, less chance."""

import itertools
from dataclasses import dataclass

import numpy as np
import pandas as pd

from nabra.errors import NabraError
from nabra.measures.compare import check_draws, chosen_labels, count_articles, groups_of
from nabra.measures.draws import DISTANCE, dealt_sums, percentiles, resampled_sums
from nabra.measures.intervals import adjusted
from nabra.measures.shares import in_voice, variant_codes

LEAST = 5
COLUMNS = ["outlet_a", "outlet_b", "language", "concepts", "compared", "articles_a", "articles_b", "plug_in",
           "by_chance", "distance", "low", "high", "p", "p_adjusted", "reason"]


@dataclass(frozen=True)
class Distances:
    """Distances between outlets with their bootstrap draws.

    Attributes
    ----------
    names : tuple of str
    table : DataFrame
        What `distances` returns.
    matrix : array of float, shape (outlets, outlets)
        ``distance``; NaN where it is not known, 0 with itself.
    draws : array of float, shape (replicates, outlets, outlets)
        The same from resampled articles.
    """

    names: tuple
    table: pd.DataFrame
    matrix: np.ndarray
    draws: np.ndarray


def jensen_shannon(p, q):
    """Jensen-Shannon divergence of two profiles, in bits.

    Parameters
    ----------
    p, q : array of float, shape (..., categories)
        Counts or shares; each is made to add up to 1.

    Returns
    -------
    float or array of float, shape (...)
        0 for like profiles, 1 for profiles that share no category; NaN where one is empty. The square of
        scipy's ``jensenshannon(p, q, base=2)``.

    Notes
    -----
    J. Lin, Divergence measures based on the Shannon entropy, IEEE Transactions on Information Theory 37
    (1991), as cited by ELKI: the mean of the Kullback-Leibler divergences from the profiles' mean.

    Caution
    -------
    Computed from samples it is too large, the more so the fewer the mentions and the more the categories:
    take `distances`.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        p, q = (x / x.sum(axis=-1, keepdims=True) for x in (np.asarray(p, dtype=float),
                                                            np.asarray(q, dtype=float)))
        middle = (p + q) / 2
        parts = [np.where(x > 0, x * np.log2(np.where(x > 0, x / middle, 1)), x) for x in (p, q)]
    found = (parts[0].sum(axis=-1) + parts[1].sum(axis=-1)) / 2
    return np.maximum(found, 0.0) if np.ndim(found) else float(max(found, 0.0) if found == found else found)


def distances(cues, concept=None, voice="narrator", by="outlet", unit=None, common=False, seed=1,
              replicates=1000, permutations=1000):
    """How different are the words that two outlets choose for the same people?

    Parameters
    ----------
    cues, concept, voice, by, unit, seed, replicates, permutations
        As in `nabra.measures.shares.shares`. Over several concepts the distance is the mean of the concepts'.
    common : bool
        Compare all pairs of a language over the same concepts, those that every outlet of it has in five
        articles; else each pair over the concepts that both have in five articles, so that pairs cannot be
        compared with one another.

    Returns
    -------
    DataFrame
        One row per pair of outlets of one language: ``plug_in`` (the Jensen-Shannon divergence of the two
        profiles of shares, in bits), ``by_chance`` (its mean over permutations of the two outlets' articles),
        ``distance`` (the first less the second: 0 on average for outlets that choose alike, so it may be
        negative), ``low`` and ``high``, p, p_adjusted over the table. ``concepts`` is how many were compared,
        ``compared`` which. NaN with a ``reason`` where none is.

    Raises
    ------
    NabraError
        For one outlet alone, an unknown voice, concept or column, or a number of resamplings below 1.

    Notes
    -----
    Interval: a bootstrap over articles, its draws moved so that their mean is the distance (resampling adds
    the plug-in's bias a second time). p: the share of permutations whose plug-in divergence is as large.

    Caution
    -------
    A distance says how far, not in what: look at the shares. It mixes the topics that a concept is mentioned
    in. Rank pairs only if ``compared`` is the same for them.
    """
    return distance_draws(cues, concept, voice, by, unit, common, seed, replicates, permutations).table


def distance_draws(cues, concept=None, voice="narrator", by="outlet", unit=None, common=True, seed=1,
                   replicates=1000, permutations=1000):
    """`distances` with the bootstrap draws behind it, for maps and trees.

    Parameters
    ----------
    cues, concept, voice, by, unit, common, seed, replicates, permutations
        As in `distances`; ``common`` is true by default, because a map compares pairs.

    Returns
    -------
    Distances

    Raises
    ------
    NabraError
        As `distances`.

    Caution
    -------
    As `distances`.
    """
    check_draws(replicates, permutations)
    groups = groups_of(cues.documents, by, unit)
    if len(groups.names) < 2:
        raise NabraError(f"one {by} ('{''.join(groups.names)}') alone: give at least two to compare")
    rows, bounds = _profiles(cues, concept, voice, groups)
    drawn = [resampled_sums(rows[g], replicates, [seed, DISTANCE]) if len(rows[g]) else None
             for g in range(len(groups.names))]
    size = len(groups.names)
    matrix, draws = np.full((size, size), np.nan), np.full((replicates, size, size), np.nan)
    matrix[np.diag_indices(size)] = draws[:, range(size), range(size)] = 0
    made = []
    for a, b in itertools.combinations(range(size), 2):
        if groups.languages[a] != groups.languages[b]:
            continue
        those = ([rows[g] for g in range(size) if groups.languages[g] == groups.languages[a]] if common
                 else [rows[a], rows[b]])
        enough = {name: ends for name, ends in bounds.items()
                  if min(_holders(one, ends) for one in those) >= LEAST}
        found = _pair(rows[a], rows[b], drawn[a], drawn[b], enough, permutations, seed)
        matrix[a, b] = matrix[b, a] = found["distance"]
        draws[:, a, b] = draws[:, b, a] = found.pop("draws")
        made.append({"outlet_a": groups.names[a], "outlet_b": groups.names[b],
                     "language": groups.languages[a], **found})
    table = pd.DataFrame(made, columns=[name for name in COLUMNS if name != "p_adjusted"])
    table.insert(COLUMNS.index("p_adjusted"), "p_adjusted", adjusted(table["p"].to_numpy(dtype=float)))
    return Distances(groups.names, table, matrix, draws)


def _profiles(cues, concept, voice, groups):
    """Counts of all variants by unit for each group, and where each concept's columns begin and end."""
    mentions, blocks, bounds, start = in_voice(cues.mentions, voice), [], {}, 0
    for name, labels in chosen_labels(cues.labels, concept).groupby("concept", sort=False):
        here = mentions[mentions["concept"] == name]
        block = np.zeros((len(groups.of_unit), len(labels)))
        article = groups.doc_ids.get_indexer(here["doc_id"].astype(object))
        code = variant_codes(here, labels["variant"], name)
        np.add.at(block, (groups.unit_of[article[article >= 0]], code[article >= 0]), 1)
        blocks.append(block)
        bounds[name] = (start, start + len(labels))
        start += len(labels)
    rows = np.concatenate(blocks, axis=1)
    held = rows.any(axis=1)
    return [rows[held & (groups.of_unit == g)] for g in range(len(groups.names))], bounds


def _mean_divergence(sums_a, sums_b, bounds):
    """The mean over concepts of the divergence of two (..., columns) sums; those without counts left out."""
    found = np.stack([jensen_shannon(sums_a[..., s:e], sums_b[..., s:e]) for s, e in bounds], axis=-1)
    known = np.isfinite(found)
    with np.errstate(invalid="ignore"):
        return np.where(known, found, 0).sum(axis=-1) / known.sum(axis=-1)


def _holders(rows, ends):
    """In how many articles does the concept stand?"""
    return int(rows[:, ends[0]:ends[1]].any(axis=1).sum())


def _pair(a, b, drawn_a, drawn_b, concepts, permutations, seed):
    """All that `distances` says of two outlets, and the draws."""
    found = {"concepts": len(concepts), "compared": "; ".join(concepts), "articles_a": len(a),
             "articles_b": len(b)}
    enough = list(concepts.values())
    if not enough:
        nothing = dict.fromkeys(["plug_in", "by_chance", "distance", "low", "high", "p"], np.nan)
        return found | nothing | {
            "compared": None, "draws": np.nan, "reason": f"no concept that each outlet names in {LEAST} articles"}
    plug_in = _mean_divergence(a.sum(axis=0), b.sum(axis=0), enough)
    kinds, copies = np.unique(np.concatenate([a, b]), axis=0, return_counts=True)
    total = copies @ kinds
    chance = np.concatenate([
        _mean_divergence(sums, total - sums, enough)
        for _, sums in dealt_sums(kinds, copies, len(a), permutations, [seed, DISTANCE])])
    distance = plug_in - np.nanmean(chance)
    draws = _mean_divergence(drawn_a, drawn_b, enough)
    draws = draws - np.nanmean(draws) + distance
    low, high = percentiles(draws)
    p = (1 + (chance >= plug_in - 1e-12).sum()) / (permutations + 1)
    return found | {"plug_in": plug_in, "by_chance": np.nanmean(chance), "distance": distance,
                    "low": float(low), "high": float(high), "p": p, "reason": None, "draws": draws}

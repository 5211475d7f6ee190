"""How easily a single word gives its outlet away: leave-out partisanship."""

import itertools

import numpy as np
import pandas as pd
from scipy.stats import t

from nabra.errors import NabraError
from nabra.measures.compare import check_draws, chosen_labels, count_articles, groups_of
from nabra.measures.draws import PARTISAN, dealt_sums
from nabra.measures.intervals import adjusted
from nabra.measures.shares import in_voice, variant_codes

BLOCKS = 20
COLUMNS = ["concept", "outlet_a", "outlet_b", "language", "articles_a", "articles_b", "estimate", "low",
           "high", "p",
           "p_adjusted", "reason"]


def leave_out(counts_a, counts_b):
    """The chance of telling from one mention, by the words chosen, which of two groups it comes from.

    Parameters
    ----------
    counts_a, counts_b : array of float, shape (articles, variants)
        How often each article of the two groups uses each variant; every row sum above 0.

    Returns
    -------
    float
        .5 on average where the groups choose alike (below it by chance too), 1 where no variant is shared.
        NaN with fewer than two articles in a group.

    Notes
    -----
    The leave-out estimator of M. Gentzkow, J. M. Shapiro and M. Taddy, Measuring group differences in
    high-dimensional choices: method and application to congressional speech, Econometrica 87 (2019),
    1307-1340, with the article in the speaker's place: ``mean_a(q_i . r_i) / 2 + mean_b(q_i . (1 - r_i)) /
    2``, q_i the article's own shares, ``r = q_a / (q_a + q_b)`` the groups' shares compared, computed without
    article i. A variant that is left in neither group counts as .5.

    Caution
    -------
    Articles weigh alike, long or short. Copies of one text in a group undo the leaving out: drop wire copy
    first.
    """
    a, b = (np.asarray(x, dtype=float) for x in (counts_a, counts_b))
    if min(len(a), len(b)) < 2:
        return np.nan
    both = np.concatenate([a, b])
    kinds, kind = np.unique(both, axis=0, return_inverse=True)
    of_a, of_b = (np.bincount(part, minlength=len(kinds)) for part in (kind.ravel()[:len(a)],
        kind.ravel()[len(a):]))
    return _weighted(kinds, of_a, of_b)


def _weighted(kinds, of_a, of_b):
    """`leave_out` from the different rows and how many articles of each group have them."""
    own = kinds / kinds.sum(axis=1, keepdims=True)
    return float((_side(kinds, own, of_a, of_b @ kinds) + _side(kinds, own, of_b, of_a @ kinds)) / 2)


def _side(kinds, own, numbers, other):
    """The mean chance that an article's mentions are given to its own group, itself left out."""
    held = numbers > 0
    rest = numbers @ kinds - kinds[held]
    rest = rest / rest.sum(axis=1, keepdims=True)
    both = rest + other / other.sum()
    chance = np.where(both > 0, rest / np.where(both > 0, both, 1), .5)
    return (own[held] * chance).sum(axis=1) @ numbers[held] / numbers.sum()


def partisanship(cues, concept=None, voice="narrator", by="outlet", unit=None, seed=1, permutations=200):
    """Leave-out partisanship of every pair of outlets, concept by concept.

    Parameters
    ----------
    cues, concept, voice, by, unit, seed, permutations
        As in `nabra.measures.shares.shares`.

    Returns
    -------
    DataFrame
        One row per concept and pair of outlets of one language: ``estimate`` (`leave_out`: .5 says that the
        words tell nothing), ``low``, ``high``, p and p_adjusted over the table. NaN with a ``reason`` where
        an outlet has fewer than two articles with the concept; no interval below 20.

    Raises
    ------
    NabraError
        For one outlet alone, an unknown voice, concept or column, or a number of permutations below 1.

    Notes
    -----
    Interval: a jackknife that leaves out one of 20 random blocks of each outlet's articles at a time,
    Student's t with 19 degrees of freedom (a bootstrap would draw an article twice and undo the leaving out).
    p: articles dealt to the two outlets at random.

    Caution
    -------
    It says how telling a mention is, not which words tell; and topics tell as well as words do.
    """
    check_draws(1, permutations)
    groups = groups_of(cues.documents, by, unit)
    if len(groups.names) < 2:
        raise NabraError(f"one {by} ('{''.join(groups.names)}') alone: give at least two to compare")
    mentions, made = in_voice(cues.mentions, voice), []
    for name, labels in chosen_labels(cues.labels, concept).groupby("concept", sort=False):
        here = mentions[mentions["concept"] == name]
        table = count_articles(here, groups, variant_codes(here, labels["variant"], name), len(labels))
        for a, b in itertools.combinations(range(len(groups.names)), 2):
            if groups.languages[a] == groups.languages[b]:
                made.append({
                    "concept": name, "outlet_a": groups.names[a], "outlet_b": groups.names[b],
                    "language": groups.languages[a], **_pair(table.of(a), table.of(b), permutations, seed)})
    table = pd.DataFrame(made, columns=[name for name in COLUMNS if name != "p_adjusted"])
    table.insert(COLUMNS.index("p_adjusted"), "p_adjusted", adjusted(table["p"].to_numpy(dtype=float)))
    return table


def _pair(a, b, permutations, seed):
    """estimate, bounds, p and reason of two groups' articles."""
    a, b = (x[np.lexsort(x.T)] for x in (a, b))
    found = {"articles_a": len(a), "articles_b": len(b), "estimate": leave_out(a, b), "low": np.nan,
             "high": np.nan,
             "p": np.nan, "reason": None}
    if np.isnan(found["estimate"]):
        return found | {"reason": "an outlet has fewer than two articles with the concept"}
    kinds, copies = np.unique(np.concatenate([a, b]), axis=0, return_counts=True)
    beyond = sum(
        _weighted(kinds, of_a, copies - of_a) >= found["estimate"] - 1e-12
        for numbers, _ in dealt_sums(kinds, copies, len(a), permutations, [seed, PARTISAN, 1])
                for of_a in numbers)
    found["p"] = (1 + beyond) / (permutations + 1)
    if min(len(a), len(b)) < BLOCKS:
        return found | {"reason": f"no interval below {BLOCKS} articles an outlet"}
    low, high = _jackknife(a, b, found["estimate"], seed)
    return found | {"low": low, "high": high}


def _jackknife(a, b, estimate, seed):
    """Bounds from leaving out one block of articles of both groups at a time."""
    generator = np.random.default_rng([seed, PARTISAN, 2])
    blocks = [generator.permutation(np.arange(len(x)) % BLOCKS) for x in (a, b)]
    left = np.array([leave_out(a[blocks[0] != k], b[blocks[1] != k]) for k in range(BLOCKS)])
    error = np.sqrt((BLOCKS - 1) / BLOCKS * np.square(left - left.mean()).sum())
    half = t.ppf(.975, BLOCKS - 1) * error
    return float(max(estimate - half, 0)), float(min(estimate + half, 1))

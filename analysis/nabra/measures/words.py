"""The words that tell two groups of articles apart, with the article as the unit of chance."""

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix

from nabra.errors import NabraError
from nabra.measures.compare import check_draws
from nabra.measures.dispersion import dp_norm
from nabra.measures.draws import WORDS, percentiles
from nabra.measures.intervals import adjusted
from nabra.measures.keyness import association, informative_prior, log_odds, log_ratio, lrc

INPUTS = ("articles", "words")
CHUNK = 8_000_000
COLUMNS = ["word", "count_a", "count_b", "articles_a", "articles_b", "log_ratio", "low", "high", "lrc",
           "log_odds",
           "z", "g2", "dp_norm", "p", "p_adjusted"]


def key_words(words, documents, first, second=None, by="outlet", input="articles", least=10, prior=1000.0,
              seed=1,
              replicates=1000, permutations=1000):
    """Which words does one group of articles use more than another?

    Parameters
    ----------
    words : DataFrame
        ``doc_id``, ``word``, ``count`` (`nabra.text.vocabulary.word_counts`, or any such table: variants,
        cues, epithets).
    documents : DataFrame
        ``doc_id`` and the column ``by``; untouched.
    first, second : str
        Two values of ``by``; without ``second`` all the others together.
    by : str
    input : str
        ``articles``: in how many articles does the word stand (each counts once)? ``words``: how often among
        all words of the table?
    least : int
        Words in fewer articles of the two groups than this are left out.
    prior : float
        How many words the Dirichlet prior is worth; its proportions are those of both groups together.
    seed, replicates, permutations : int
        Bootstrap samples of articles for the intervals; permutations of articles over the groups for p.

    Returns
    -------
    DataFrame
        One row a word, the largest ``log_ratio`` first: counts and articles in the two groups, ``log_ratio``
        (of the ``input``) with its 95 % interval ``low``, ``high``; ``lrc``, ``g2`` (four cells), both from
        document frequencies; ``log_odds`` and its ``z`` (from word counts); ``dp_norm`` over the articles of
        both groups; p, and p_adjusted over the table's words.

    Raises
    ------
    NabraError
        For an unknown group, column or input, a group without articles, or a number of resamplings below 1.

    Notes
    -----
    Interval: percentiles of a bootstrap over articles within each group. p: articles are dealt to the two
    groups at random, the statistic is the absolute log ratio; ``(1 + as large) / (permutations + 1)``, never
    below ``1 / (permutations + 1)``. The measures are in `nabra.measures.keyness` and
    `nabra.measures.dispersion`.

    Caution
    -------
    Words differ where topics do: compare articles on the same events or topic. With ``input="articles"`` long
    articles hold more words. The list was looked for in thousands of words: it is exploratory, and a word on
    it is a reason to read, not a finding.
    """
    check_draws(replicates, permutations)
    if input not in INPUTS:
        raise NabraError(f"unknown input '{input}'; choose one of: {', '.join(INPUTS)}")
    names, matrix, of_first = _matrix(words, documents, first, second, by)
    held = np.asarray((matrix > 0).sum(axis=0)).ravel() >= least
    sizes = np.asarray(matrix.sum(axis=1)).ravel()      # before rare words go: all words of the table
    names, matrix = names[held], matrix[:, np.flatnonzero(held)]
    presence = (matrix > 0).astype(float)
    wanted, size = (presence, np.ones(len(sizes))) if input == "articles" else (matrix, sizes)
    counts = [np.asarray(m[rows].sum(axis=0)).ravel() for m in (matrix, presence) for rows in (of_first,
        ~of_first)]
    if not len(names):
        return pd.DataFrame(columns=COLUMNS)
    totals = [size[rows].sum() for rows in (of_first, ~of_first)]
    observed = log_ratio(*(np.asarray(wanted[rows].sum(axis=0)).ravel() for rows in (of_first, ~of_first)),
                         *totals)
    low, high = _bootstrap(wanted, size, of_first, replicates, seed)
    p = _permutation(wanted, size, of_first, np.abs(observed), permutations, seed)
    articles = [int(rows.sum()) for rows in (of_first, ~of_first)]
    delta, z = _odds(counts[0], counts[1], prior)
    columns = matrix.tocsc()
    made = pd.DataFrame({
        "word": names, "count_a": counts[0].astype(int), "count_b": counts[1].astype(int),
        "articles_a": counts[2].astype(int), "articles_b": counts[3].astype(int), "log_ratio": observed,
        "low": low, "high": high, "lrc": lrc(counts[2], counts[3], *articles, family=len(names)),
        "log_odds": delta, "z": z, "g2": association(counts[2], counts[3], *articles),
        "dp_norm": [dp_norm(columns[:, [k]].toarray().ravel()[sizes > 0], sizes[sizes > 0])
                    for k in range(len(names))],
        "p": p, "p_adjusted": adjusted(p)})
    order = made.assign(down=-made["log_ratio"]).sort_values(["down", "word"], kind="stable").index
    return made.loc[order, COLUMNS].reset_index(drop=True)


def _odds(counts_a, counts_b, prior):
    """Log-odds and z; NaN where there is one word only."""
    if len(counts_a) < 2:
        return np.full(len(counts_a), np.nan), np.full(len(counts_a), np.nan)
    return log_odds(counts_a, counts_b, informative_prior(counts_a + counts_b, prior))


def _matrix(words, documents, first, second, by):
    """Words in order, articles x words as a sparse matrix (by doc_id), and who is of the first group."""
    for table, columns in ((words, ("doc_id", "word", "count")), (documents, ("doc_id", by))):
        for column in columns:
            if column not in table.columns:
                raise NabraError(
                    f"the table has no column '{column}'; it has: {', '.join(map(str, table.columns))}")
    group = documents.set_index(documents["doc_id"].astype(object))[by].dropna().astype(str).sort_index()
    known = sorted(group.unique())
    for name in (first, *([second] if second is not None else [])):
        if name not in known:
            raise NabraError(f"no {by} '{name}' in documents; it has: {', '.join(known)}")
    if second is not None:
        group = group[group.isin([first, second])]
    if first == second or group.nunique() < 2:
        raise NabraError(f"{by} '{first}' alone: give two groups to compare")
    place = group.index.get_indexer(words["doc_id"].astype(object))
    here = words[place >= 0]
    codes, names = pd.factorize(here["word"], sort=True)
    values = (here["count"].to_numpy(dtype=float), (place[place >= 0], codes))
    return np.asarray(names, dtype=object), csr_matrix(values, shape=(len(group), len(names))), (
        group == first).to_numpy()


def _weighted(weights, wanted, size):
    """Sums of words and of sizes under article weights: (draws, articles) -> (draws, words), (draws, 1)."""
    return (wanted.T @ weights.T).T, (weights @ size)[:, None]


def _ratios(first, second):
    """Log ratios of pairs (counts, size)."""
    return (np.log2((first[0] + .5) / (first[1] + .5)) - np.log2((second[0] + .5) / (second[1] + .5)))


def _bootstrap(wanted, size, of_first, replicates, seed):
    """Percentile bounds of every word's log ratio."""
    generator, drawn = np.random.default_rng([seed, WORDS, 1]), []
    step = max(1, CHUNK // max(wanted.shape))
    for start in range(0, replicates, step):
        rows, sides = min(step, replicates - start), []
        for side in (of_first, ~of_first):
            articles = int(side.sum())
            weights = generator.multinomial(articles, np.full(articles, 1 / articles),
                                            size=rows).astype(float)
            sides.append(_weighted(weights, wanted[side], size[side]))
        drawn.append(_ratios(*sides).astype("float32"))
    return percentiles(np.concatenate(drawn))


def _permutation(wanted, size, of_first, observed, permutations, seed):
    """p of every word's absolute log ratio."""
    generator, beyond = np.random.default_rng([seed, WORDS, 2]), np.zeros(wanted.shape[1], dtype=int)
    total, whole = np.asarray(wanted.sum(axis=0)), size.sum()
    step = max(1, CHUNK // max(wanted.shape))
    for start in range(0, permutations, step):
        rows = min(step, permutations - start)
        dealt = generator.permuted(np.tile(of_first, (rows, 1)), axis=1).astype(float)
        counts, sizes = _weighted(dealt, wanted, size)
        beyond += (np.abs(_ratios((counts, sizes), (total - counts,
                                                    whole - sizes))) >= observed - 1e-9).sum(axis=0)
    return (1 + beyond) / (permutations + 1)

"""How often an outlet uses a word at all: per 1,000 words, and in how many of its articles."""

import numpy as np
import pandas as pd
from scipy.stats import chi2, norm, t

from nabra.errors import NabraError
from nabra.measures.compare import (
    check_draws, chosen_labels, count_articles, estimates, finish, groups_of,
)
from nabra.measures.intervals import trusts_bootstrap
from nabra.measures.resample import ArticleCounts
from nabra.measures.shares import LABELS, in_voice, resolved, variant_codes

PER = {"1,000 words": "rate per 1,000 words", "article": "share of articles"}
THOUSAND = 1000


def rates(cues, concept=None, voice="narrator", per="1,000 words", by="outlet", unit=None, seed=1,
          replicates=2000, permutations=2000):
    """How often each variant stands in all that an outlet printed.

    Parameters
    ----------
    cues, concept, by, unit, seed, replicates, permutations
        As in `nabra.measures.shares.shares`.
    voice : str or None
        As there; None counts mentions in every voice.
    per : str
        ``1,000 words``: mentions per 1,000 measured words. ``article``: the share of articles that have the
        variant at least once.

    Returns
    -------
    DataFrame
        A measures table, measure ``rate per 1,000 words`` (``exposure`` in words) or ``share of articles``
        (``exposure`` in articles): one row per variant and outlet, further columns as in `shares`. All
        articles of the outlet count, those without the concept too; ``articles`` is their number.

    Raises
    ------
    NabraError
        For an unknown ``per``, voice, concept or column, or a number of resamplings below 1.

    Notes
    -----
    Per 1,000 words: the studentised bootstrap over articles where `nabra.measures.intervals.trusts_bootstrap`
    allows it; else the gamma (exact Poisson) interval of the count divided by its design effect
    (`count_interval`). Share of articles: Wilson's interval, since an article counts once; with events as
    units, as in `shares`. p: `nabra.measures.resample.permutation_p`.

    Caution
    -------
    A rate mixes what an outlet writes about with how it writes: an outlet with more war has more of every
    word for it. For the choice of words take `nabra.measures.shares.shares`; for rates, standardise by topic
    first (`nabra.measures.standardise.standardise`). The share of articles grows with their length.
    """
    if per not in PER:
        raise NabraError(f"unknown per='{per}'; choose one of: {', '.join(PER)}")
    check_draws(replicates, permutations)
    if per == "1,000 words" and "words" not in cues.documents:
        raise NabraError("documents have no column 'words'; measure the articles with nabra.measure")
    groups, chosen = groups_of(cues.documents, by, unit), chosen_labels(cues.labels, concept)
    mentions = resolved(cues.mentions) if voice is None else in_voice(cues.mentions, voice)
    options = {"groups": groups, "seed": seed, "replicates": replicates, "permutations": permutations}
    make = _by_article if per == "article" else _by_word
    parts = []
    for name, labels in chosen.groupby("concept", sort=False):
        here = mentions[mentions["concept"] == name]
        codes = variant_codes(here, labels["variant"], name)
        part = make(cues.documents, here, codes, len(labels), options)
        named = labels[LABELS].iloc[part.pop("category").to_numpy()].reset_index(drop=True)
        parts.append(part.reset_index(drop=True).join(named).assign(voice=voice or "all"))
    return finish(parts, PER[per], groups)


def _by_article(documents, mentions, codes, variants, options):
    """Estimates of the share of articles with each variant."""
    groups, parts = options["groups"], []
    for variant in range(variants):
        has = groups.doc_ids.isin(mentions["doc_id"].astype(object)[codes == variant])
        every = pd.DataFrame({"doc_id": groups.doc_ids})
        table = count_articles(every, groups, np.where(has, 0, 1), 2)
        parts.append(estimates(table, empty="no article", columns=[0], **options).assign(category=variant))
    return pd.concat(parts) if parts else pd.DataFrame({"category": []})


def _by_word(documents, mentions, codes, variants, options):
    """Estimates of mentions per 1,000 words."""
    groups = options["groups"]
    words = documents.set_index(documents["doc_id"].astype(object))["words"].reindex(groups.doc_ids)
    counts = np.zeros((len(groups.of_unit), variants + 1), dtype=int)
    article = groups.doc_ids.get_indexer(mentions["doc_id"].astype(object))
    known = article >= 0
    np.add.at(counts, (groups.unit_of[article[known]], codes[known]), 1)
    np.add.at(counts[:, -1], groups.unit_of, words.to_numpy(dtype=int))
    counts[:, -1] = np.maximum(counts[:, -1] - counts[:, :-1].sum(axis=1), 0)
    held = counts.sum(axis=1) > 0
    table = ArticleCounts(counts[held], groups.of_unit[held])
    usual = [_usual_effect(table, groups, variant) for variant in range(variants)]

    def choose(rows, column, bootstrap, replicates):
        count, size = rows[:, column], rows.sum(axis=1)
        if trusts_bootstrap(count, size) and np.isfinite(bootstrap[0][column]):
            method = f"studentised bootstrap over articles ({replicates})"
            return bootstrap[0][column], bootstrap[1][column], method
        low, high = count_interval(count, size, usual[column])
        return low, high, "gamma on Rao-Scott effective count"

    made = estimates(table, empty="no words", columns=range(variants), choose=choose, **options)
    scaled = ["estimate", "low", "high", "pooled"]
    return made.assign(**{name: made[name] * THOUSAND for name in scaled if name in made})


def _usual_effect(table, groups, variant):
    """The largest design effect of the variant's count in any group, at least 1: for those that show none."""
    effects = [count_effect(rows[:, variant], rows.sum(axis=1))
               for rows in (table.of(g) for g in range(len(groups.names))) if len(rows)]
    return max([1.0, *(effect for effect in effects if np.isfinite(effect))])


def count_effect(count, size):
    """How many times wider than Poisson's the variance of a rate over clustered counts is.

    Parameters
    ----------
    count, size : array of int, shape (articles,)
        Mentions and words in each article.

    Returns
    -------
    float
        A pure number; NaN for fewer than two articles or no mention at all.

    Notes
    -----
    The linearised variance of the ratio, ``m / (m - 1) * sum((y - r x)^2) / X^2``, over ``Y / X^2``: Rao and
    Scott's design effect (`nabra.measures.intervals.design_effect`) with Poisson's variance.

    Caution
    -------
    From few articles it is a noisy estimate and may fall below 1 by chance.
    """
    count, size = np.asarray(count, dtype=float), np.asarray(size, dtype=float)
    if len(count) < 2 or not count.sum() or not size.sum():
        return np.nan
    rate = count.sum() / size.sum()
    return float(len(count) / (len(count) - 1) * np.square(count - rate * size).sum() / count.sum())


def count_interval(count, size, usual=1.0, level=0.95):
    """Interval of a rate over clustered counts from few articles.

    Parameters
    ----------
    count, size : array of int, shape (articles,)
        Mentions and words in each article, with at least one word in all.
    usual : float
        The design effect to suppose where none is to be seen (no mention, or one article).
    level : float
        Confidence.

    Returns
    -------
    low, high : float
        Mentions per word, from 0.

    Notes
    -----
    The exact interval of a Poisson count as chi-square quantiles, taken at ``Y / d`` and ``X / d`` where d is
    the design effect (never below 1), made larger for the little that a variance from few articles is worth
    (Student's t in place of the normal, squared).

    Caution
    -------
    Without a single mention the upper bound rests on ``usual``, that is on the other outlets' clustering.
    """
    count, size = np.asarray(count, dtype=float), np.asarray(size, dtype=float)
    effect, upper = count_effect(count, size), (1 + level) / 2
    if np.isnan(effect):
        effect = usual
    trust = (t.ppf(upper, len(count) - 1) / norm.ppf(upper)) ** 2 if len(count) > 1 else 1.0
    divisor = max(effect, 1.0) * trust
    total, words = count.sum() / divisor, size.sum() / divisor
    low = chi2.ppf(1 - upper, 2 * total) / 2 if total else 0.0
    return float(low / words), float(chi2.ppf(upper, 2 * total + 2) / 2 / words)

"""Least squares with errors that are right for few clusters: CR2, Satterthwaite, wild bootstrap."""

from typing import NamedTuple

import numpy as np

from nabra.errors import NabraError
from nabra.measures.draws import WILD

SINGULAR = 1e-10
FEW_SIGNS = 12
WEBB = np.sqrt([.5, 1.0, 1.5])


class Fit(NamedTuple):
    """A linear fit: coefficients, their CR2 covariance, and degrees of freedom coefficient by coefficient."""

    beta: np.ndarray
    covariance: np.ndarray
    df: np.ndarray
    clusters: int


def _factor(design):
    """``(X'X)^-1``; NabraError where it does not exist."""
    gram = design.T @ design
    if np.linalg.matrix_rank(design) < design.shape[1]:
        raise NabraError("the columns of the design say the same thing twice: leave one out")
    return np.linalg.inv(gram)


def cr2(design, outcome, cluster, columns=None):
    """Ordinary least squares with Bell and McCaffrey's bias-reduced clustered errors.

    Parameters
    ----------
    design : array of float, shape (rows, columns)
        With its column of ones.
    outcome : array of float, shape (rows,)
    cluster : array, shape (rows,)
        The cluster of each row (the article, the event); at least two.
    columns : list of int, optional
        The coefficients whose degrees of freedom are wanted; all by default, NaN for the others.

    Returns
    -------
    Fit

    Raises
    ------
    NabraError
        For columns that say the same thing twice, or a single cluster.

    Notes
    -----
    R. M. Bell and D. F. McCaffrey's bias-reduced linearisation (2002), developed by J. E. Pustejovsky and E.
    Tipton (2017), as the R package clubSandwich describes them: each cluster's residuals are multiplied by
    ``(I - H_gg)^(-1/2)``, H the hat matrix (CR2 with independent rows as the working model); the degrees of
    freedom are Satterthwaite's, ``(tr P)^2 / tr P^2``, P the covariances of the clusters' contributions under
    that model.

    Caution
    -------
    A regressor that varies in a handful of clusters only has few degrees of freedom however many rows there
    are: read ``df``, and below 4 believe nothing. Clusters must be independent of one another.
    """
    design, outcome = np.asarray(design, dtype=float), np.asarray(outcome, dtype=float)
    m = _factor(design)
    beta = m @ (design.T @ outcome)
    residual = outcome - design @ beta
    order, codes = np.argsort(_codes(cluster), kind="stable"), np.sort(_codes(cluster))
    starts = np.flatnonzero(np.r_[True, np.diff(codes) > 0, True])
    if len(starts) < 3:
        raise NabraError("all rows lie in one cluster: no error can be estimated")
    columns = list(range(design.shape[1]) if columns is None else columns)
    root, df = np.linalg.cholesky(m), np.full(design.shape[1], np.nan)
    meat, own, reach = np.zeros_like(m), [], []
    for start, end in zip(starts[:-1], starts[1:]):
        x, e = design[order[start:end]], residual[order[start:end]]
        p, s, _ = np.linalg.svd(x @ root, full_matrices=False)
        left = 1 - s**2
        gain = np.where(left > SINGULAR, 1 / np.sqrt(np.where(left > SINGULAR, left, 1)), 0) - 1
        score = m @ (x.T @ (e + p @ (gain * (p.T @ e))))
        meat += np.outer(score, score)
        f = x @ m[:, columns]
        f = f + p @ (gain[:, None] * (p.T @ f))
        own.append(np.square(f).sum(axis=0))
        reach.append(x.T @ f)
    df[columns] = [_satterthwaite(*pair, m) for pair in zip(np.array(own).T,
                                                            np.moveaxis(np.array(reach), 2, 0).copy())]
    return Fit(beta, meat, df, len(starts) - 1)


def _satterthwaite(d, b, m):
    """Degrees of freedom of one coefficient; d (clusters,), b (clusters, columns)."""
    through = b @ m
    inner, diagonal = through.T @ b, (through * b).sum(axis=1)
    trace = d.sum() - diagonal.sum()
    square = np.square(d).sum() - 2 * (d * diagonal).sum() + np.trace(inner @ inner)
    return trace**2 / square if square > 0 else np.nan


def _codes(cluster):
    return np.unique(np.asarray(cluster).astype(str), return_inverse=True)[1]


def wild_p(design, outcome, cluster, column, replicates=1999, seed=1):
    """Wild cluster bootstrap p of one coefficient being 0, for few clusters.

    Parameters
    ----------
    design, outcome, cluster
        As for `cr2`.
    column : int
        The coefficient.
    replicates : int
    seed : int

    Returns
    -------
    float

    Raises
    ------
    NabraError
        As `cr2`.

    Notes
    -----
    A. C. Cameron, J. B. Gelbach and D. L. Miller, Bootstrap-based improvements for inference with clustered
    errors, The Review of Economics and Statistics 90 (2008), 414-427, as cited by the R package
    fwildclusterboot: the null is imposed, each cluster's restricted residuals keep or change their sign
    together, t is computed anew. Below 12 clusters Webb's six weights take the signs' place, as the R package
    wildmeta recommends.

    Caution
    -------
    With fewer than five or six clusters there are too few signs to tell anything.
    """
    design, outcome = np.asarray(design, dtype=float), np.asarray(outcome, dtype=float)
    m, codes = _factor(design), _codes(cluster)
    groups = int(codes.max()) + 1
    if groups < 2:
        raise NabraError("all rows lie in one cluster: no error can be estimated")
    rest = np.delete(design, column, axis=1)
    fitted = rest @ np.linalg.lstsq(rest, outcome, rcond=None)[0]
    z = (design @ m[:, column])
    generator = np.random.default_rng([seed, WILD])
    signs = np.r_[-WEBB, WEBB] if groups < FEW_SIGNS else np.array([-1.0, 1.0])
    drawn = generator.choice(signs, size=(groups, replicates))

    def statistic(outcomes):
        beta = m @ (design.T @ outcomes)
        scores = np.zeros((groups, outcomes.shape[1]))
        np.add.at(scores, codes, z[:, None] * (outcomes - design @ beta))
        error = np.sqrt(np.square(scores).sum(axis=0))
        return np.divide(np.abs(beta[column]), error, out=np.full(len(error), np.inf), where=error > 0)

    observed = statistic(outcome[:, None])[0]
    step, beyond = max(1, 4_000_000 // len(outcome)), 0
    for start in range(0, replicates, step):
        outcomes = fitted[:, None] + drawn[codes, start:start + step] * (outcome - fitted)[:, None]
        beyond += int((statistic(outcomes) >= observed * (1 - 1e-12)).sum())
    return (1 + beyond) / (replicates + 1)

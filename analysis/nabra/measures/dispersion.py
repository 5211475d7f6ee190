"""How evenly a word is spread over the articles of a corpus: DP, its normed form, and DKL."""

import numpy as np

from nabra.errors import NabraError

NOTHING = np.nan


def _proportions(count, size):
    """Shares of the word and of the corpus in each part; None for the first where the word never occurs."""
    count, size = np.asarray(count, dtype=float), np.asarray(size, dtype=float)
    if count.shape != size.shape or count.ndim != 1 or not len(count):
        raise NabraError(
            f"dispersion wants one count and one size a part, not {count.shape} and {size.shape}")
    if (size <= 0).any() or (count < 0).any():
        raise NabraError(
            "dispersion wants parts of a size above 0 and counts from 0; leave empty articles out")
    return (count / count.sum() if count.sum() else None), size / size.sum()


def dp(count, size):
    """Deviation of proportions: how far the word's spread over parts is from the parts' own sizes.

    Parameters
    ----------
    count, size : array of float, shape (parts,)
        Occurrences of the word, and words in all, in each part (article, outlet, month).

    Returns
    -------
    float
        0 for a word spread as the words are, near 1 for one in a single small part (Gries's direction; some
        software prints 1 less this). NaN for a word that never occurs.

    Raises
    ------
    NabraError
        For arrays of different lengths, an empty part or a negative count.

    Notes
    -----
    ``sum |v_i / sum v - s_i / sum s| / 2``; S. Th. Gries, Dispersions and adjusted frequencies in corpora,
    International Journal of Corpus Linguistics 13 (2008), 403-437, as cited by the R package qtkit.

    Caution
    -------
    Rare words are uneven by necessity: compare only words of like frequency over the same parts.
    """
    v, s = _proportions(count, size)
    return NOTHING if v is None else float(np.abs(v - s).sum() / 2)


def dp_norm(count, size):
    """`dp` over the largest value that it can take with these parts.

    Parameters
    ----------
    count, size : array of float, shape (parts,)
        As for `dp`.

    Returns
    -------
    float
        Between 0 and 1; NaN for a word that never occurs, and for a single part.

    Raises
    ------
    NabraError
        As `dp`.

    Notes
    -----
    ``DP / (1 - min s)``; J. Lijffijt and S. Th. Gries, International Journal of Corpus Linguistics 17 (2012),
    147-149, as cited by the keyness-calculator of JasperD-UGent.

    Caution
    -------
    As `dp`.
    """
    _, s = _proportions(count, size)
    most = 1 - s.min()
    return dp(count, size) / most if most > 0 else NOTHING


def dkl(count, size):
    """Dispersion by the Kullback-Leibler divergence of the word's spread from the parts' sizes.

    Parameters
    ----------
    count, size : array of float, shape (parts,)
        As for `dp`.

    Returns
    -------
    float
        ``KL / (1 + KL)``, KL in bits: 0 for an even spread, towards 1 for an uneven one; NaN for a word that
        never occurs.

    Raises
    ------
    NabraError
        As `dp`.

    Notes
    -----
    Gries's D_KL with the standardisation "o2p", as the R package tlda documents it; the logarithm is to
    base 2, which its README's printed value fixes.

    Caution
    -------
    As `dp`. It weighs parts without the word less than `dp` does.
    """
    v, s = _proportions(count, size)
    if v is None:
        return NOTHING
    held = v > 0
    divergence = float((v[held] * np.log2(v[held] / s[held])).sum())
    return max(divergence, 0.0) / (1 + max(divergence, 0.0))

"""Outlets on a map and in a tree, from their distances, with what resampled articles make of both."""

import numpy as np
import pandas as pd
from scipy.cluster.hierarchy import linkage
from scipy.linalg import orthogonal_procrustes
from scipy.spatial.distance import squareform

from nabra.errors import NabraError
from nabra.measures.draws import percentiles


def outlet_map(found):
    """Where outlets lie on a map that keeps their distances as well as two dimensions can.

    Parameters
    ----------
    found : Distances
        `nabra.measures.distance.distance_draws`; outlets of one language.

    Returns
    -------
    DataFrame
        ``outlet``, ``x``, ``y``, their bounds ``x_low``, ``x_high``, ``y_low``, ``y_high`` (95 % of the
        resampled maps), ``shown``, the share of the squared distances that the map keeps, the same in
        each row, ``articles`` and ``language``. The unit is that of the root of the distance. Directions mean
        nothing.

    Raises
    ------
    NabraError
        For fewer than three outlets with all distances known, or pairs compared over different concepts.

    Notes
    -----
    Classical multidimensional scaling of the roots of the distances (negative ones are 0); scikit-learn's
    ``ClassicalMDS`` gives the same where the distances fit in a plane, and NaN where they do not. Each
    bootstrap draw is mapped too and turned or mirrored, not stretched, to fit (orthogonal Procrustes, by
    scipy), as the R package smacof's bootstrap does for its own kind of scaling.

    Caution
    -------
    Outlets whose bounds overlap are not told apart. A map with ``shown`` below .8 misplaces someone: read the
    table of distances.
    """
    kept, matrix, draws = _known(found)
    place, shown = _coordinates(matrix)
    turned = np.empty((len(draws), *place.shape))
    for number, one in enumerate(draws):
        drawn = _coordinates(one)[0]
        turned[number] = drawn @ orthogonal_procrustes(drawn, place)[0]
    low, high = percentiles(turned)
    articles, language = _articles(found.table)
    return pd.DataFrame({
        "outlet": kept, "x": place[:, 0], "y": place[:, 1], "x_low": low[:, 0], "x_high": high[:, 0],
        "y_low": low[:, 1], "y_high": high[:, 1], "shown": shown,
        "articles": [articles[name] for name in kept], "language": [language[name] for name in kept]})


def outlet_tree(found):
    """Which outlets belong together: a tree from their distances, with each branch's support.

    Parameters
    ----------
    found : Distances
        As for `outlet_map`.

    Returns
    -------
    DataFrame
        One row a merger, the closest first: ``members`` (outlets joined by " + "), ``left``, ``right``
        (numbers of the merged: outlets from 0 in the order of `outlet_map`, then mergers), ``height`` and
        ``size`` (scipy's linkage matrix), ``support``: the share of resampled trees that have this very set.

    Raises
    ------
    NabraError
        As `outlet_map`.

    Notes
    -----
    Average linkage, by scipy, on the roots of the distances (negative ones are 0).

    Caution
    -------
    A tree is drawn whether or not there are groups: a branch with little support is none.
    """
    kept, matrix, draws = _known(found)
    tree = linkage(squareform(matrix, checks=False), "average")
    sets = _sets(tree)
    times = dict.fromkeys(sets, 0)
    for one in draws:
        for members in _sets(linkage(squareform(one, checks=False), "average")):
            if members in times:
                times[members] += 1
    return pd.DataFrame({
        "members": [" + ".join(kept[k] for k in sorted(members)) for members in sets],
        "left": tree[:, 0].astype(int), "right": tree[:, 1].astype(int), "height": tree[:, 2],
        "size": tree[:, 3].astype(int), "support": [times[members] / len(draws) for members in sets]})


def _articles(pairs):
    """{outlet: articles}, {outlet: language} of a table of pairs."""
    articles, language = {}, {}
    for row in pairs.to_dict("records"):
        for side in ("a", "b"):
            articles[row[f"outlet_{side}"]] = int(row[f"articles_{side}"])
            language[row[f"outlet_{side}"]] = row["language"]
    return articles, language


def _known(found):
    """Outlets whose distances to all others kept are known, with roots of distances and draws."""
    kept = list(range(len(found.names)))
    while kept and np.isnan(found.matrix[np.ix_(kept, kept)]).any():
        missing = np.isnan(found.matrix[np.ix_(kept, kept)]).sum(axis=1)
        del kept[int(missing.argmax())]
    if len(kept) < 3:
        raise NabraError(
            f"{len(kept)} outlets with all their distances known; a map or tree wants three (of one "
            "language, with concepts that each names in five articles)")
    names = {found.names[k] for k in kept}
    pairs = found.table[found.table["outlet_a"].isin(names) & found.table["outlet_b"].isin(names)]
    if pairs["compared"].nunique() > 1:
        raise NabraError("the pairs were compared over different concepts, so that no map can hold them: make the "
                         "distances with distance_draws(common=True)")
    matrix = np.sqrt(np.maximum(found.matrix[np.ix_(kept, kept)], 0))
    draws = found.draws[:, kept][:, :, kept]
    draws = np.sqrt(np.maximum(np.where(np.isfinite(draws), draws, found.matrix[np.ix_(kept, kept)]), 0))
    return [found.names[k] for k in kept], matrix, draws


def _coordinates(matrix):
    """Two coordinates for each outlet, the largest of each axis positive; the share of squares they keep."""
    middle = np.eye(len(matrix)) - 1 / len(matrix)
    values, vectors = np.linalg.eigh(-middle @ matrix**2 @ middle / 2)
    values, vectors = np.maximum(values[::-1], 0), vectors[:, ::-1]     # below 0: what no plane can show
    if not values[0] > 0:
        return np.zeros((len(matrix), 2)), np.nan
    place = vectors[:, :2] * np.sqrt(values[:2])
    largest = place[np.abs(place).argmax(axis=0), [0, 1]]
    return place * np.where(largest < 0, -1, 1), float(values[:2].sum() / values.sum())


def _sets(tree):
    """The set of outlets of each merger, as frozensets in the order of the tree."""
    size = len(tree) + 1
    members = [frozenset([k]) for k in range(size)]
    for left, right in tree[:, :2].astype(int):
        members.append(members[left] | members[right])
    return members[size:]

"""A part of a measured corpus, by the columns of its documents: news alone, own copy, one year."""

from dataclasses import replace

from nabra.errors import NabraError
from nabra.text.genre import NOT_NEWS

TABLES = ("quotes", "attributions", "mentions")


def only(cues, **wanted):
    """The articles that have certain values, with all that was found in them.

    Parameters
    ----------
    cues : Cues
        Measured articles; untouched.
    **wanted
        A column of ``documents`` and a value, or several values, it may have:
        ``only(cues, copy="own")``, ``only(cues, genre=["news", "unknown"])``.

    Returns
    -------
    Cues
        Measures of it are of these articles alone: their exposure is theirs too.

    Raises
    ------
    NabraError
        There is no such column, or no article has one of the values.

    Examples
    --------
    >>> nabra.shares(nabra.only(cues, copy="own"), concept="armed-groups")      # doctest: +SKIP
    """
    documents = cues.documents
    for column, values in wanted.items():
        if column not in documents:
            raise NabraError(f"the articles have no column '{column}'; one of {', '.join(documents.columns)}")
        values = [values] if isinstance(values, str) or not hasattr(values, "__iter__") else list(values)
        kept = documents[documents[column].isin(values).to_numpy(dtype=bool)]
        if not len(kept):
            known = ", ".join(sorted(map(str, documents[column].dropna().unique()))[:12]) or "none at all"
            raise NabraError(f"no article has {column} {' or '.join(map(repr, values))}; the values are: {known}")
        documents = kept
    return _of(cues, documents)


def news(cues):
    """The articles without opinion, interviews, press reviews and statements; what no rule tells stays.

    Parameters
    ----------
    cues : Cues
        Measured articles; untouched.

    Returns
    -------
    Cues
        ``cues`` itself where no article has such a genre, or genres are not known.
    dict of str to int
        How many articles of each such genre were left out (0 where none was).

    Raises
    ------
    NabraError
        No article would be left.
    """
    if "genre" not in cues.documents:
        return cues, dict.fromkeys(NOT_NEWS, 0)
    genre = cues.documents["genre"]
    left_out = {name: int((genre == name).sum()) for name in NOT_NEWS}
    kept = ~genre.isin(NOT_NEWS).to_numpy(dtype=bool)
    if not kept.any() and len(kept):
        raise NabraError(f"none of {len(kept):,} articles is news (all are opinion, interviews, press reviews or "
                         "statements); measure all genres (genre='all', nabra report --genre all)")
    return (cues if kept.all() else _of(cues, cues.documents[kept])), left_out


def _of(cues, documents):
    kept = set(documents["doc_id"])
    tables = {name: table[table["doc_id"].isin(kept)].reset_index(drop=True)
              for name in TABLES if (table := getattr(cues, name)) is not None}
    return replace(cues, documents=documents.reset_index(drop=True), **tables)

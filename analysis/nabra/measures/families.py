"""Declared families: which comparisons were meant to be tested, and which were only looked at."""

import pandas as pd

from nabra.errors import NabraError
from nabra.measures.intervals import adjusted


def declare(table, family, name="declared"):
    """Adjust p within a family of comparisons that was declared beforehand; flag all others as exploratory.

    Parameters
    ----------
    table : DataFrame
        A measures table (any table with a column ``p``); untouched.
    family : dict or list of dict
        Which rows were declared: {column: value or list of values}, all of which must hold; a list of such
        dicts is their union. ``{"concept": "state", "voice": "narrator"}``, say.
    name : str
        The family's name, for the column ``family``.

    Returns
    -------
    DataFrame
        The same rows with ``p_adjusted`` anew (Benjamini and Hochberg within the family, and within the
        exploratory rows by themselves), ``family`` and ``exploratory`` (True outside the family).

    Raises
    ------
    NabraError
        For an unknown column, or a family that no row belongs to.

    Notes
    -----
    `nabra.measures.intervals.adjusted`.

    Caution
    -------
    A family declared after looking is none. An exploratory p, however small, is a reason to collect new
    articles, not a finding.
    """
    parts = [family] if isinstance(family, dict) else list(family)
    inside = pd.Series(False, index=table.index)
    for part in parts:
        inside |= _rows(table, part)
    if not inside.any():
        raise NabraError(f"no row of the table belongs to the family {family!r}; name rows that are there")
    made = table.assign(family=pd.array([name if one else None for one in inside], dtype="string"),
                        exploratory=~inside)
    for part in (inside, ~inside):
        made.loc[part, "p_adjusted"] = adjusted(table.loc[part, "p"])
    return made


def _rows(table, wanted):
    """Which rows hold all of ``wanted``."""
    found = pd.Series(True, index=table.index)
    for column, values in wanted.items():
        if column not in table.columns:
            raise NabraError(
                f"the family names a column '{column}'; the table has: {', '.join(table.columns)}")
        values = [values] if isinstance(values, str) or not hasattr(values, "__iter__") else list(values)
        found &= table[column].isin(values).fillna(False).astype(bool)
    return found

"""Counts from lines that people have coded: how many of each outlet carry each code, within a window."""

import pandas as pd

from nabra.errors import NabraError

ENDS = ("instant", "before", "day")


def coded_counts(lines, column, codes, article, start=None, end=None, closing="instant", by="outlet",
                 date="date"):
    """Count coded lines by outlet, within a window of time.

    Parameters
    ----------
    lines : DataFrame
        One row a coded line; untouched.
    column : str
        The column of codes.
    codes : dict
        {what is counted: code or list of codes that count for it}; a code may count for several
        (``{"Israeli": ["Israeli", "Both"], "Palestinian": ["Palestinian", "Both"]}``).
    article : str
        The column that names the article (an id, an address).
    start, end : str, optional
        Dates, or dates with times. The window begins at the instant ``start``.
    closing : str
        What the window's end means: ``instant`` includes the instant ``end`` itself, ``before`` does not,
        ``day`` includes the whole day of ``end``.
    by, date : str
        Columns; ``date`` is read where there is a window.

    Returns
    -------
    DataFrame
        One row per outlet and thing counted: ``outlet``, ``code``, ``count`` (lines), ``articles`` (those of
        the outlet that hold any line in the window), ``lines`` (all in the window).

    Raises
    ------
    NabraError
        For a missing column, an unknown ``closing``, a date that is none, or a code that no line has.

    Caution
    -------
    Where some outlets print the time and others the day alone, the three ends count different days of them: a
    day stands for its midnight. State which one was used. The counts are of lines, which come in articles:
    for a comparison make them a table of articles (count and exposure) and resample those.
    """
    if closing not in ENDS:
        raise NabraError(f"unknown closing='{closing}'; choose one of: {', '.join(ENDS)}")
    for name in (column, article, by, *([date] if start or end else [])):
        if name not in lines.columns:
            raise NabraError(
                f"the lines have no column '{name}'; they have: {', '.join(map(str, lines.columns))}")
    inside = lines[_within(lines, start, end, closing, date)]
    wanted = {name: [each] if isinstance(each, str) else list(each) for name, each in codes.items()}
    for name, each in wanted.items():
        for code in each:
            if code not in set(lines[column]):
                raise NabraError(f"no line has the code '{code}' in column '{column}' (wanted for '{name}')")
    made = []
    for outlet, part in inside.groupby(by, sort=True):
        made += [(outlet, name, int(part[column].isin(each).sum()), int(part[article].nunique()), len(part))
                 for name, each in wanted.items()]
    return pd.DataFrame(made, columns=["outlet", "code", "count", "articles", "lines"])


def _within(lines, start, end, closing, date):
    """Which lines lie in the window."""
    held = pd.Series(True, index=lines.index)
    if not (start or end):
        return held
    when = pd.to_datetime(lines[date], format="mixed", errors="coerce")
    if when.isna().any():
        raise NabraError(
            f"date {lines[date][when.isna()].iloc[0]!r} is no date; write YYYY-MM-DD, with a time or not")
    if start:
        held &= when >= pd.Timestamp(start)
    if end:
        last = pd.Timestamp(end)
        held &= {"instant": when <= last, "before": when < last,
                 "day": when < last.normalize() + pd.Timedelta(days=1)}[closing]
    return held

"""What is in a corpus before anything is measured: tables by outlet, and what a methods section must say."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from tqdm import tqdm

from nabra.text.copies import COPIES
from nabra.text.genre import GENRES, NOT_NEWS, ORIGINS, with_genre
from nabra.text.language import packs
from nabra.text.script import detect
from nabra.text.segment import boilerplate

FEW = 40                # articles an outlet, below which intervals are wide
SHORT = 50              # words, below which an article says little
NOTABLE = 0.05          # share of an outlet's articles from which a warning stands
WIRE = 0.3              # the same for copied text: it is common
MISSING = ("date", "title", "url", "section", "author")
NO_MARKS = "none"
SLOW = 3_000            # articles from which a progress bar is shown
_ENDS = tuple(".!?؟…»”\"')]}*:،؛")


class Described(NamedTuple):
    """Tables of a corpus. ``warnings``: key, outlet (null for the corpus), number, of, detail."""

    outlets: pd.DataFrame
    months: pd.DataFrame
    lengths: pd.DataFrame
    marks: pd.DataFrame
    genres: pd.DataFrame
    copies: pd.DataFrame
    warnings: pd.DataFrame


def described(articles, groups=None):
    """Describe a corpus.

    Parameters
    ----------
    articles : DataFrame
        The documents table; untouched.
    groups : DataFrame, optional
        Of `nabra.text.grouping.group`; without it ``copies`` is empty.

    Returns
    -------
    Described
        ``outlets``: articles, first and last day, languages, words, missing fields (number of articles), empty,
        short, without a stop at the end, with characters that could not be read, boilerplate lines. ``months``:
        articles by outlet and month, with 0 for months in which only others have any; the month is null without
        a date. ``lengths``: quantiles of words. ``marks``: share of articles with at least one pair of quotation
        marks of a kind (`none`: without any). ``genres``: articles by genre and origin. ``copies``: by kind of
        copy. ``warnings``: see `Described`.
    """
    known = packs()
    rows = articles.sort_values("doc_id", kind="stable").reset_index(drop=True)
    codes = [code if not pd.isna(code) and code in known else detect(text, known)
             for code, text in zip(rows["language"], rows["text"])]
    rows = with_genre(rows.assign(language=pd.array(codes, dtype="string")))
    rows["words"] = [len(text.split()) for text in rows["text"]]
    rows["cut"] = [bool(text.strip()) and not text.rstrip().endswith(_ENDS) for text in rows["text"]]
    rows["unread"] = rows["text"].str.contains("\ufffd", regex=False)
    read = tqdm(zip(rows["text"], codes), total=len(rows), desc="describing", unit=" articles",
                disable=None if len(rows) >= SLOW else True)
    rows["furniture"] = [len(boilerplate(text, known[code])) for text, code in read]
    printed = [_marks(text, known[code]) for text, code in zip(rows["text"], codes)]
    outlets, months, marks = _outlets(rows), _months(rows), _by_mark(rows["outlet"], printed)
    genres = _crossed(rows, ("genre", GENRES), ("origin", ORIGINS))
    copies = pd.DataFrame(columns=["outlet", "what", "value", "articles", "share"])
    if groups is not None:
        kinds = groups.set_index("doc_id")["copy"].reindex(rows["doc_id"]).to_numpy()
        copies = _crossed(rows.assign(copy=kinds), ("copy", COPIES))
    return Described(outlets, months, _lengths(rows), marks, genres, copies,
                     _warnings(rows, outlets, months, marks, genres, copies))


def _outlets(rows):
    made = []
    for outlet, own in rows.groupby("outlet", sort=True):
        dates = own["date"].dropna()
        shares = own["language"].value_counts()
        made.append({
            "outlet": outlet, "articles": len(own), "first": dates.min()[:10] if len(dates) else None,
            "last": dates.max()[:10] if len(dates) else None,
            "languages": ", ".join(f"{code} {number:,}" for code, number in sorted(shares.items())),
            "words": int(own["words"].sum()), **{f"no_{name}": int(own[name].isna().sum()) for name in MISSING},
            "empty": int((own["words"] == 0).sum()), "short": int(own["words"].between(1, SHORT - 1).sum()),
            "cut": int(own["cut"].sum()), "unread": int(own["unread"].sum()),
            "boilerplate_lines": int(own["furniture"].sum()),
        })
    return pd.DataFrame(made)


def _months(rows):
    """Articles by outlet and month; every month between the first and the last of the corpus has a row."""
    months = rows["date"].str[:7]
    dated = months.dropna()
    span = pd.period_range(dated.min(), dated.max(), freq="M").astype(str) if len(dated) else []
    outlets = sorted(rows["outlet"].unique())
    counts = rows.assign(month=months).groupby(["outlet", "month"]).size()
    made = [{"outlet": outlet, "month": month, "articles": int(counts.get((outlet, month), 0))}
            for outlet in outlets for month in span]
    without = rows[months.isna()].groupby("outlet").size()
    made += [{"outlet": outlet, "month": None, "articles": int(number)} for outlet, number in without.items()]
    return pd.DataFrame(made, columns=["outlet", "month", "articles"])


def _lengths(rows):
    made = [{"outlet": outlet, "articles": len(own), **dict(zip(
        ("p5", "q1", "median", "q3", "p95"), np.quantile(own["words"], (0.05, 0.25, 0.5, 0.75, 0.95))))}
        for outlet, own in rows.groupby("outlet", sort=True)]
    return pd.DataFrame(made)


def _marks(text, pack):
    """The kinds of quotation marks that stand in ``text``: both halves, or one that does both, twice."""
    halves = {}
    for printed, (mark, role) in pack.marks.items():
        if role != "single" and printed in text:
            halves.setdefault(mark, set()).add(role)
            if role == "both" and text.count(printed) < 2:
                halves[mark].discard(role)
    pairs = {mark for mark, roles in halves.items() if "both" in roles}
    opened = {mark for mark, roles in halves.items() if "open" in roles}
    closed = {mark for mark, roles in halves.items() if "close" in roles}
    return frozenset(pairs | {f"{one}{other}" for one in opened for other in closed if _fits(one, other)})


def _fits(one, other):
    return (one, other) in {("«", "»"), ("“", "”"), ("‘", "’"), ("‹", "›"), ("„", "“"), ("{", "}")}


def _by_mark(outlets, printed):
    kinds = sorted({mark for marks in printed for mark in marks})
    made = []
    for outlet in sorted(outlets.unique()):
        own = [marks for marks, name in zip(printed, outlets) if name == outlet]
        for kind in (*kinds, NO_MARKS):
            number = sum(not marks if kind == NO_MARKS else kind in marks for marks in own)
            made.append({"outlet": outlet, "marks": kind, "articles": number, "share": number / len(own)})
    return pd.DataFrame(made, columns=["outlet", "marks", "articles", "share"])


def _crossed(rows, *columns):
    """Articles of each outlet by the values of some columns; values that stand nowhere have 0."""
    made = []
    for outlet, own in rows.groupby("outlet", sort=True):
        for name, values in columns:
            counts = own[name].value_counts()
            made += [{"outlet": outlet, "what": name, "value": value, "articles": int(counts.get(value, 0)),
                      "share": counts.get(value, 0) / len(own)} for value in values]
    return pd.DataFrame(made)


def _warnings(rows, outlets, months, marks, genres, copies):
    """What a methods section must say, most general first."""
    made = list(_span(rows, months))
    for row in outlets.to_dict("records"):
        size = row["articles"]
        said = [("few", size, size < FEW), ("empty", row["empty"], row["empty"] > 0),
                ("unread", row["unread"], row["unread"] > 0)]
        said += [(name, row[name], row[name] >= NOTABLE * size and row[name] > 0)
                 for name in ("short", "cut", "no_date")]
        made += [(key, row["outlet"], number, size, None) for key, number, holds in said if holds]
        if rows.loc[rows["outlet"] == row["outlet"], "language"].nunique() > 1:
            made.append(("languages", row["outlet"], None, size, row["languages"]))
        if row["no_author"] == size:
            made.append(("no_author", row["outlet"], size, size, None))
    sizes = outlets.set_index("outlet")["articles"]
    for outlet, share in marks[marks["marks"] == NO_MARKS].set_index("outlet")["share"].items():
        if share == 1:
            made.append(("no_marks", outlet, int(sizes[outlet]), int(sizes[outlet]), None))
    other = genres[genres["value"].isin(NOT_NEWS)].groupby("outlet")["articles"].sum()
    made += [("not_news", outlet, int(number), int(sizes[outlet]), None) for outlet, number in other.items()
             if number >= NOTABLE * sizes[outlet]]
    for key, kinds, least in (("repeats", ("repeat",), NOTABLE), ("copied", ("wire", "shared"), WIRE)):
        taken = copies[copies["value"].isin(kinds)].groupby("outlet")["articles"].sum()
        made += [(key, outlet, int(number), int(sizes[outlet]), None) for outlet, number in taken.items()
                 if number >= least * sizes[outlet]]
    return pd.DataFrame(made, columns=["key", "outlet", "number", "of", "detail"]).astype(
        {"key": "string", "outlet": "string", "number": "Int64", "of": "Int64", "detail": "string"})


def _span(rows, months):
    """Warnings of the whole corpus: no dates at all, or outlets that cover different months."""
    dated = months.dropna(subset=["month"])
    if not len(dated):
        yield "no_dates", None, len(rows), len(rows), None
        return
    present = dated[dated["articles"] > 0].groupby("outlet")["month"].agg(set)
    common = set.intersection(*present)
    inside = int(dated.loc[dated["month"].isin(common), "articles"].sum())
    total = int(dated["articles"].sum())
    if len(present) > 1 and inside < (1 - NOTABLE) * total:
        yield "periods", None, inside, total, None

"""One row an article, or one a mention: the tables that adjusted comparisons are made from."""

import numpy as np
import pandas as pd

from nabra.errors import NabraError
from nabra.measures.shares import in_voice, resolved, resolved

PER = ("mention", "article", "word")
HEAVY = ("title", "text")


def _wanted(cues, concept, variant, voice):
    """The concept's mentions in the voice (None: in any), and which of them are of the variant."""
    labels = cues.labels
    known = list(dict.fromkeys(labels["concept"]))
    if concept not in known:
        raise NabraError(f"unknown concept '{concept}'; the codebook has: {', '.join(known)}")
    variants = list(labels.loc[labels["concept"] == concept, "variant"])
    if variant is not None and variant not in variants:
        raise NabraError(f"unknown variant '{variant}' of '{concept}'; it has: {', '.join(variants)}")
    mentions = resolved(cues.mentions) if voice is None else in_voice(cues.mentions, voice)
    mentions = mentions[mentions["concept"] == concept]
    return mentions, np.ones(len(mentions), dtype=bool) if variant is None else (
        mentions["variant"] == variant).to_numpy(dtype=bool)


def _documents(cues):
    """The documents without their texts, sorted by doc_id, with the month of each date."""
    kept = cues.documents.drop(columns=[name for name in HEAVY if name in cues.documents])
    kept = kept.sort_values("doc_id", kind="stable").reset_index(drop=True)
    twice = kept["doc_id"][kept["doc_id"].duplicated()]
    if len(twice):
        raise NabraError(
            f"doc_id '{twice.iloc[0]}' stands more than once in documents; give each article its own")
    if "date" in kept and "month" not in kept:
        kept["month"] = pd.to_datetime(kept["date"], errors="coerce").dt.strftime("%Y-%m").astype("string")
    return kept


def counted(cues, concept, variant=None, voice="narrator", per="mention"):
    """How often each article uses a variant, and how often it could have.

    Parameters
    ----------
    cues : Cues
        Measured articles; untouched.
    concept : str
    variant : str, optional
        One variant of the concept; by default all of them (for ``per`` article or word).
    voice : str or None
        As in `nabra.measures.shares.shares`; None counts mentions in every voice.
    per : str
        What the exposure counts. ``mention``: the article's mentions of the concept (``count / exposure`` is
        the variant's share). ``article``: 1, and ``count`` is 1 where the article has the variant at all.
        ``word``: the article's words.

    Returns
    -------
    DataFrame
        One row an article, sorted by doc_id: every column of ``documents`` but title and text, ``month``
        (YYYY-MM, null without a date), ``count`` and ``exposure`` (integers).

    Raises
    ------
    NabraError
        For an unknown concept, variant, voice or ``per``, or a doc_id that stands twice.

    Caution
    -------
    Articles with an exposure of 0 stay in the table; they say nothing of the share.
    """
    if per not in PER:
        raise NabraError(f"unknown per='{per}'; choose one of: {', '.join(PER)}")
    mentions, hit = _wanted(cues, concept, variant, voice)
    table = _documents(cues)
    place = pd.Index(table["doc_id"].astype(object)).get_indexer(mentions["doc_id"].astype(object))
    known = place >= 0
    count = np.bincount(place[known & hit], minlength=len(table))
    if per == "mention":
        exposure = np.bincount(place[known], minlength=len(table))
    elif per == "article":
        count, exposure = (count > 0).astype(int), np.ones(len(table), dtype=int)
    else:
        if "words" not in table:
            raise NabraError("documents have no column 'words'; measure the articles with nabra.measure")
        exposure = table["words"].to_numpy(dtype=int)
    return table.assign(count=count, exposure=exposure)


def mention_rows(cues, concept, variant, voice="narrator"):
    """One row a mention of the concept: is it this variant, and in what article does it stand?

    Parameters
    ----------
    cues, concept, variant, voice
        As in `counted`.

    Returns
    -------
    DataFrame
        ``doc_id``, ``cue`` (0 or 1) and the article's other columns, in the order of the mentions.

    Raises
    ------
    NabraError
        As `counted`.

    Caution
    -------
    Rows of one article are not independent: give ``doc_id`` as the cluster to whatever reads the table.
    """
    mentions, hit = _wanted(cues, concept, variant, voice)
    rows = pd.DataFrame({"doc_id": mentions["doc_id"].to_numpy(), "cue": hit.astype(int)})
    documents = _documents(cues)
    rows = rows.astype({"doc_id": documents["doc_id"].dtype}).merge(documents, on="doc_id", how="inner")
    return rows.sort_values(["doc_id", "cue"], kind="stable").reset_index(drop=True)


def check_counted(table, *columns):
    """Refuse a table that is not one of articles with counts; returns it sorted by doc_id.

    Parameters
    ----------
    table : DataFrame
        With doc_id, count, exposure and ``columns``.

    Returns
    -------
    DataFrame

    Raises
    ------
    NabraError
        For a missing column, a doc_id that stands twice, a negative or fractional count or exposure.
    """
    for column in ("doc_id", "count", "exposure", *columns):
        if column not in table.columns:
            raise NabraError(
                f"the table has no column '{column}'; it has: {', '.join(map(str, table.columns))}")
    twice = table["doc_id"][table["doc_id"].duplicated()]
    if len(twice):
        raise NabraError(
            f"doc_id '{twice.iloc[0]}' stands more than once in the table; give one row an article")
    for column in ("count", "exposure"):
        values = pd.to_numeric(table[column], errors="coerce").to_numpy(dtype=float, na_value=np.nan)
        wrong = ~(np.isfinite(values) & (values >= 0))
        if wrong.any():
            row = int(wrong.argmax())
            raise NabraError(
                f"column '{column}' holds {table[column].iloc[row]!r} in row {row}; give numbers from 0")
    return table.sort_values("doc_id", kind="stable").reset_index(drop=True)


def two_outlets(table, first, second, by="outlet"):
    """The rows of the two outlets; NabraError where one of them has none or they are the same.

    Parameters
    ----------
    table : DataFrame
        With the column ``by``.
    first, second : str

    Returns
    -------
    DataFrame
    """
    names = sorted(map(str, table[by].dropna().unique()))
    for name in (first, second):
        if name not in names:
            raise NabraError(f"no {by} '{name}' in the table; it has: {', '.join(names)}")
    if first == second:
        raise NabraError(f"{by} '{first}' alone: give two different ones to compare")
    return table[table[by].isin([first, second])].reset_index(drop=True)

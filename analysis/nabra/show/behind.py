"""From a row of a measures table to what it was counted from: mentions, statements or quotations."""

import re

import pandas as pd

from nabra.errors import NabraError
from nabra.measures.sensitivity import WITHOUT
from nabra.measures.sources import ALL, NOT_TOLD
from nabra.measures.voices import OWN_MARKS
from nabra.show.behind_events import OF_EVENTS

OWN = "own"
NEEDED = ("measure", "concept", "variant", "outlet", "voice")
OF_STATEMENTS = ("sourcing share", "cue-class share")
OF_QUOTATIONS = ("quoted-word share",)
_first_word = re.compile(r"\s*\S+")


def checked(row):
    """``row`` if it is one row of a measures table; NabraError for anything else."""
    if not isinstance(row, (pd.Series, dict)):
        raise NabraError(f"row is a {type(row).__name__}; give one row of a measures table: shares.iloc[0]")
    missing = [what for what in NEEDED if what not in row]
    if missing:
        raise NabraError(f"row has no '{missing[0]}'; give one row of a measures table: shares.iloc[0]")
    return row


def choice(row):
    """What a row was counted from, as arguments of `lines`; {} without a row."""
    if row is None:
        return {}
    named = {what: row[what] for what in NEEDED[1:] if not pd.isna(row[what])}
    if named.get("voice") == ALL:
        del named["voice"]
    if row["measure"] in (*OF_STATEMENTS, *OF_QUOTATIONS, *OF_EVENTS):
        told = ("outlet", "voice") if row["measure"] in OF_EVENTS else ("outlet",)
        return {what: named[what] for what in told if what in named}
    return named | ({"marks": OWN} if row["measure"] == "quotedness" else {})


def counted(cues, row):
    """The mentions that a row may have counted, before concept, variant, outlet and voice are chosen.

    For shares of sources and of reporting words these are statements (the key is the reporting word, or the
    statement's first word where none of its own stands there); for quoted words, quotations.
    """
    if row is None:
        return cues.mentions
    if row["measure"] in OF_STATEMENTS:
        return _of_source(statements(cues), row)
    if row["measure"] in OF_QUOTATIONS:
        return _of_source(quotations(cues), row)
    if row["measure"] in OF_EVENTS:
        raise NabraError("the row counts events of violence; give the table of nabra.events that it was counted from: "
                         "nabra.lines(cues, events=events, row=row)")
    mentions = cues.mentions
    if row["measure"] == "device share":
        device = row.get("device", "any")
        mentions = mentions[mentions["device"].notna() if device == "any" else
                            mentions["device"].eq(device).fillna(False).astype(bool)]
    if row["measure"] == "epithet":
        mentions = mentions[mentions["epithet"].notna()]
    if row.get("basis") == WITHOUT:
        mentions = mentions[mentions["basis"].fillna("") != "carried"]
    return mentions


def _of_source(rows, row):
    """The statements or quotations of the row's kind of source, or of its kind and class."""
    told = rows["source_kind"].fillna(NOT_TOLD)
    if row["measure"] != "cue-class share":
        return rows[told == row["variant"]]
    rows = rows[~rows["carried"].fillna(False).astype(bool) & (rows["cue_class"] == row["variant"])]
    kind = row.get("source_kind", ALL)
    return rows if kind == ALL else rows[told.loc[rows.index] == kind]


def statements(cues):
    """The attributions as lines: a row each, in the columns of ``mentions``, at their reporting words."""
    said = cues.attributions
    own = (said["cue_start"].notna() & said["cue_end"].notna()).to_numpy(dtype=bool)
    texts = {(row["doc_id"], part): row[part] for row in cues.documents[
        cues.documents["doc_id"].isin(set(said["doc_id"]))].to_dict("records") for part in ("title", "text")}
    first = [_first(texts.get((doc_id, part)), start, end) for doc_id, part, start, end in
             zip(said["doc_id"], said["part"], said["start"], said["end"], strict=True)]
    start = [at if here else word[0] for at, here, word in zip(said["cue_start"], own, first, strict=True)]
    end = [at if here else word[1] for at, here, word in zip(said["cue_end"], own, first, strict=True)]
    direct = said["kind"].eq("direct").to_numpy(dtype=bool)
    return _as_mentions(said.assign(
        start=pd.array(start, dtype="int64"), end=pd.array(end, dtype="int64"),
        voice=["quoted" if here else "reported" for here in direct],
        wording=["source" if here else "undetermined" for here in direct], marks="none"))


def quotations(cues):
    """The outermost quotations of somebody's speech as lines, in the columns of ``mentions``."""
    spoken = cues.quotes[cues.quotes["function"].isin(["speech", "fragment"]) & (cues.quotes["depth"] == 0)]
    return _as_mentions(spoken.assign(voice="quoted", wording="source", marks=spoken["function"]))


def _as_mentions(rows):
    return rows.assign(concept=pd.NA, variant=pd.NA, resolved=True)


def _first(text, start, end):
    """The place of the first word of ``text[start:end]``."""
    found = _first_word.match(text, start, end) if isinstance(text, str) else None
    if found is None:
        return start, end
    return found.end() - len(found.group().lstrip()), found.end()


def marks_set(words):
    """The kinds of marks that ``words`` name, ``own`` being the outlet's own."""
    return {kind for word in words for kind in (OWN_MARKS if word == OWN else (word,))}

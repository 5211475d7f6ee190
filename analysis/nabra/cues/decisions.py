"""A reader's decisions about single lines: this is no mention, that voice is wrong; kept in a file, applied anew."""

import csv
import hashlib
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pandas as pd

from nabra.errors import NabraError, Problems
from nabra.tables import MARKS, VOICES

PLACE = ["doc_id", "part", "start", "end"]
NEEDED = [*PLACE, "sha256", "decision"]
NO = "no"
WORDING = {"narrator": "outlet", "quoted": "source", "reported": "undetermined"}
BASIS = "decision"
GUARDED = tuple("=+-@＝＋－＠")
MOST = 20


def load(path):
    """Read a decisions file.

    Parameters
    ----------
    path : str or Path
        A CSV file (UTF-8, or windows-1256 as spreadsheets save it) with the columns doc_id, part, start, end,
        sha256 (of the article, as ``nabra lines --csv`` writes it) and decision: ``no`` for what is no mention, a
        voice, or what the marks do; rows with an empty decision are left out, further columns are not read.

    Returns
    -------
    DataFrame
        doc_id, part, start, end, sha256, decision; ``attrs`` holds the file's name and SHA-256.

    Raises
    ------
    NabraError
        The file cannot be read or lacks a column; `Problems` for rows that cannot be used.
    """
    path = Path(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise NabraError(f"decisions {path}: cannot be read ({error.strerror or error}); check the name") from error
    rows = _rows(data, path.name)
    kept, problems, seen = [], [], {}
    for number, row in rows:
        decision = (row["decision"] or "").strip().lower()
        if not decision:
            continue
        where = f"{path.name}, row {number}"
        try:
            place = (_unguarded(row["doc_id"]), row["part"].strip(), int(row["start"]), int(row["end"]))
        except (TypeError, ValueError, AttributeError):
            problems.append(f"{where}: start '{row['start']}' or end '{row['end']}' is no whole number; copy the row "
                            "from nabra lines --csv")
            continue
        if decision not in (NO, *VOICES, *MARKS):
            problems.append(f"{where}: '{decision[:40]}' is no decision; write one of: "
                            f"{', '.join((NO, *VOICES, *MARKS))}")
        kind = _kind(decision)
        if seen.setdefault((*place, kind), decision) != decision:
            problems.append(f"{where}: two different decisions about the same line; keep one")
        kept.append({**dict(zip(PLACE, place)), "sha256": (row["sha256"] or "").strip(), "decision": decision})
    if problems:
        more = [f"… and {len(problems) - MOST} more"] if len(problems) > MOST else []
        raise Problems(problems[:MOST] + more)
    table = pd.DataFrame(kept, columns=NEEDED).drop_duplicates(ignore_index=True)
    table.attrs = {"file": path.name, "sha256": hashlib.sha256(data).hexdigest()}
    return table


def _rows(data, name):
    """The numbered rows of the CSV text, whatever its encoding and separator."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("windows-1256", "replace")
    head = text.partition("\n")[0]
    separator = max(",;\t", key=head.count)
    reader = csv.DictReader(StringIO(text, newline=""), delimiter=separator)
    columns = [str(column).strip().lower() for column in reader.fieldnames or ()]
    missing = [column for column in NEEDED if column not in columns]
    if missing:
        raise NabraError(f"decisions {name}: there is no column '{missing[0]}'; take the rows that nabra lines --csv "
                         "writes and add a column decision")
    reader.fieldnames = columns
    try:
        return list(enumerate(reader, 2))
    except csv.Error as error:
        raise NabraError(f"decisions {name}: no CSV table ({error}); save it as CSV UTF-8") from error


def _unguarded(doc_id):
    """The doc_id without the apostrophe that guards a spreadsheet's cell against formulas."""
    return doc_id[1:] if doc_id.startswith("'") and doc_id[1:].lstrip().startswith(GUARDED) else doc_id


def _kind(decision):
    return "mention" if decision == NO else "voice" if decision in VOICES else "marks"


def apply(cues, decisions):
    """The cues with a reader's decisions carried out.

    Parameters
    ----------
    cues : Cues
        Not changed.
    decisions : DataFrame
        Of `load`.

    Returns
    -------
    cues : Cues
        Mentions without those that are none, and with the decided voices (``basis`` is then ``decision`` and
        ``wording`` follows from the voice) and marks.
    counts : dict
        For the manifest: file, sha256; rows; ``removed`` mentions, ``changed`` and ``confirmed`` ones;
        ``stale`` rows (the article is gone or its text is another, so that its places mean nothing) and
        ``unmatched`` ones (no mention stands there any more).
    """
    articles = cues.documents.set_index("doc_id")["sha256"]
    now = decisions["doc_id"].map(articles[~articles.index.duplicated()]).fillna("")
    fresh = decisions["sha256"].ne("") & now.eq(decisions["sha256"])
    mentions = cues.mentions.copy()
    index = pd.MultiIndex.from_frame(mentions[PLACE].astype({"start": "int64", "end": "int64"}).astype("object"))
    where = pd.Series(range(len(mentions)), index=index)
    removed, counts = set(), dict.fromkeys(("removed", "changed", "confirmed"), 0)
    unmatched = 0
    for row in decisions[fresh].itertuples(index=False):
        place = (row.doc_id, row.part, row.start, row.end)
        found = where.loc[[place]].tolist() if place in where.index else []
        unmatched += not found
        for number in found:
            if row.decision == NO:
                removed.add(number)
                continue
            column = _kind(row.decision)
            same = mentions[column].iat[number] == row.decision
            counts["confirmed" if same else "changed"] += 1
            mentions.iloc[number, mentions.columns.get_loc(column)] = row.decision
            if column == "voice" and not same:
                mentions.iloc[number, mentions.columns.get_loc("wording")] = WORDING[row.decision]
                mentions.iloc[number, mentions.columns.get_loc("basis")] = BASIS
    counts["removed"] = len(removed)
    kept = mentions.drop(index=mentions.index[sorted(removed)]).reset_index(drop=True)
    counts |= {"stale": int((~fresh).sum()), "unmatched": int(unmatched)}
    return replace(cues, mentions=kept), {**decisions.attrs, "rows": len(decisions), **counts}


def said(counts):
    """The counts of `apply` in a sentence."""
    lost = [f"{counts[what]:,} {words}" for what, words in (
        ("stale", "about articles that are gone or have changed"), ("unmatched", "where no mention stands"))
        if counts[what]]
    return (f"{counts['rows']:,} decisions: {counts['removed']:,} mentions removed, {counts['changed']:,} changed, "
            f"{counts['confirmed']:,} confirmed" + "".join(f"; {part} not used" for part in lost))

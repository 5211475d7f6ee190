"""The list of repeated lines, back from a scholar's spreadsheet with what is to be left out."""

import csv
import hashlib
from collections import defaultdict
from io import StringIO
from pathlib import Path

from nabra.errors import NabraError, Problems
from nabra.text.normalise import phrase_key

NEEDED = ("outlet", "line", "leave_out")
YES = frozenset({"true", "1", "1.0", "yes", "y", "x", "نعم", "صحيح", "صح"})
NO = frozenset({"false", "0", "0.0", "no", "n", "", "لا", "خطأ"})
GUARDED = tuple("=+-@＝＋－＠")
MOST = 20


def load(path):
    """Which lines of which outlet are no article text, by a file that ``nabra group --repeated`` wrote.

    Parameters
    ----------
    path : str or Path
        A CSV file (UTF-8, or windows-1256 as spreadsheets save it) with the columns outlet, line and leave_out
        (true or false, 1 or 0, yes or no); further columns are not read, and rows may be taken away or added.

    Returns
    -------
    dict of str to frozenset of str
        For each outlet the keys (`nabra.text.normalise.phrase_key`) of its lines to leave out.
    dict
        The file's name and SHA-256, and the number of ``lines`` to leave out: for the manifest.

    Raises
    ------
    NabraError
        The file cannot be read or lacks a column; `Problems` for rows that say neither yes nor no.
    """
    path = Path(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        why = error.strerror or error
        raise NabraError(f"repeated lines {path}: cannot be read ({why}); check the name") from error
    chosen, problems = defaultdict(set), []
    for number, row in _rows(data, path.name):
        answer = (row["leave_out"] or "").strip().lower()
        if answer not in YES and answer not in NO:
            problems.append(f"{path.name}, row {number}: leave_out '{answer[:40]}' is neither true nor false; "
                            "write one of the two")
        key = phrase_key(_unguarded(row["line"] or ""))
        outlet = _unguarded(row["outlet"] or "").strip()
        if answer in YES and not (key and outlet):
            problems.append(f"{path.name}, row {number}: the outlet or the line is empty; "
                            "fill it in or take the row away")
        elif answer in YES:
            chosen[outlet].add(key)
    if problems:
        more = [f"… and {len(problems) - MOST} more"] if len(problems) > MOST else []
        raise Problems(problems[:MOST] + more)
    found = {outlet: frozenset(keys) for outlet, keys in sorted(chosen.items())}
    return found, {"file": path.name, "sha256": hashlib.sha256(data).hexdigest(),
                   "lines": sum(map(len, found.values()))}


def _rows(data, name):
    """The numbered rows of the CSV text, whatever its encoding and separator."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("windows-1256", "replace")
    head = text.partition("\n")[0]
    reader = csv.DictReader(StringIO(text, newline=""), delimiter=max(",;\t", key=head.count))
    try:
        reader.fieldnames = [str(column).strip().lower() for column in reader.fieldnames or ()]
        missing = [column for column in NEEDED if column not in reader.fieldnames]
        if missing:
            raise NabraError(f"repeated lines {name}: there is no column '{missing[0]}'; "
                             "make the file with nabra group --repeated")
        return list(enumerate(reader, 2))
    except csv.Error as error:
        raise NabraError(f"repeated lines {name}: no CSV table ({error}); save it as CSV UTF-8") from error


def _unguarded(cell):
    """The cell without the apostrophe that guards a spreadsheet against formulas."""
    return cell[1:] if cell.startswith("'") and cell[1:].lstrip(" \u00a0").startswith(GUARDED) else cell

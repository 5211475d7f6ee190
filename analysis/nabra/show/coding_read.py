"""Coded lines read back: a sheet (CSV, XLSX), Label Studio's JSON, INCEpTION's WebAnno TSV."""

import csv
import json
from io import StringIO
from pathlib import Path

import pandas as pd

from nabra.errors import NabraError, Problems
from nabra.show.coding_pack import LAYER, questions, spelt, unescaped

ENCODINGS = ("utf-8-sig", "windows-1256")
MOST = 20


def read_coded(path):
    """One coder's answers.

    Parameters
    ----------
    path : str or Path
        ``.csv`` (also with ``;`` or tabs, also in windows-1256, as spreadsheets save it), ``.xlsx``, ``.json``
        (Label Studio's export) or ``.tsv`` (INCEpTION's export as WebAnno TSV 3.3).

    Returns
    -------
    DataFrame
        Indexed by line_id: ``mention``, and ``voice``, ``marks``, ``doer`` or ``construction`` where the file has them;
        null where nothing was coded. A line coded as no mention has no other label.

    Raises
    ------
    NabraError
        The file cannot be read, has no line_id, or holds answers that are none of the known ones.
    """
    path = Path(path)
    rows = _rows(path)
    if rows and "line_id" not in rows[0]:
        raise NabraError(f"{path.name}: there is no column 'line_id'; code the sheet that nabra sample wrote")
    columns = [column for column in questions() if any(column in row for row in rows)]
    if not columns:
        raise NabraError(f"{path.name}: no line is coded; fill in the column mention and the one behind it")
    made, problems, seen = [], [], set()
    for number, row in enumerate(rows, 2):
        line = str(row["line_id"] or "").strip()
        if not line:
            continue
        if line in seen:
            problems.append(f"{path.name}, row {number}: line_id '{line}' stands twice; delete one")
        seen.add(line)
        answers = {"line_id": line}
        for column in columns:
            try:
                answers[column] = spelt(column, _text(row.get(column)), f"{path.name}, row {number}")
            except NabraError as error:
                problems.append(str(error))
        made.append(answers)
    if problems:
        more = [f"… and {len(problems) - MOST} more"] if len(problems) > MOST else []
        raise Problems(problems[:MOST] + more)
    table = pd.DataFrame(made, columns=["line_id", *columns]).set_index("line_id").astype("string")
    for column in set(columns) - {"mention"}:
        if "mention" in columns:
            table[column] = table[column].mask(table["mention"].eq("no").fillna(False))
            table["mention"] = table["mention"].mask(table["mention"].isna() & table[column].notna(), "yes")
    return table


def _text(value):
    return "" if value is None or (isinstance(value, float) and pd.isna(value)) else str(value)


def _rows(path):
    """The rows of a file as dicts, whatever it is."""
    kinds = {".csv": _csv, ".xlsx": _xlsx, ".json": _label_studio, ".tsv": _inception}
    if path.suffix.lower() not in kinds:
        raise NabraError(f"{path.name}: not a coded file; give .csv, .xlsx, .json (Label Studio) or .tsv (INCEpTION)")
    try:
        return kinds[path.suffix.lower()](path)
    except OSError as error:
        raise NabraError(f"{path.name}: cannot be read ({error.strerror or error}); check the name") from error


def _decoded(path):
    data = path.read_bytes()
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NabraError(f"{path.name}: neither UTF-8 nor windows-1256; save it as CSV UTF-8")


def _csv(path):
    text = _decoded(path)
    head = text.partition("\n")[0]
    separator = max(",;\t", key=head.count)
    rows = csv.DictReader(StringIO(text, newline=""), delimiter=separator)
    return [{str(key).strip().lower(): value for key, value in row.items() if key} for row in rows]


def _xlsx(path):
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise NabraError(f"{path.name}: reading Excel files needs openpyxl; save it as CSV instead") from None
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except OSError:
        raise
    except Exception as error:      # openpyxl raises whatever its parts raise
        raise NabraError(f"{path.name}: no Excel workbook ({type(error).__name__}); save it again or as CSV") from error
    head, *rows = [list(row) for row in book.active.iter_rows(values_only=True)] or [[]]
    book.close()
    names = [str(name or "").strip().lower() for name in head]
    return [dict(zip(names, row)) for row in rows if any(value is not None for value in row)]


def _label_studio(path):
    try:
        tasks = json.loads(_decoded(path))
        rows = [_task(task) for task in tasks]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NabraError(f"{path.name}: not Label Studio's JSON ({type(error).__name__}: {error}); "
                         "export the project as JSON") from error
    return rows


def _task(task):
    """The answers of a task's last annotation that was not cancelled."""
    row = {"line_id": task["data"]["line_id"]}
    done = [one for one in task.get("annotations", []) if not one.get("was_cancelled")]
    for result in done[-1]["result"] if done else []:
        if result.get("type") == "choices" and result["value"]["choices"]:
            row[result["from_name"]] = result["value"]["choices"][0]
    return row | {name: row.get(name) for name in ("mention",)}


def _inception(path):
    """The value of the named entity in each sentence; ``no`` says that the word is no mention."""
    features, rows = None, []
    for line in _decoded(path).splitlines():
        if line.startswith(f"#T_SP={LAYER}|"):
            features = line.split("|")[1:]
        elif line.startswith("#Sentence.id="):
            rows.append({"line_id": line.partition("=")[2].strip()})
        elif features and rows and not line.startswith("#") and line.count("\t") >= 2 + len(features):
            value = unescaped(line.split("\t")[3 + features.index("value")])
            if value not in ("_", "*", ""):
                rows[-1] |= _valued(value)
    if features is None:
        raise NabraError(f"{path.name}: no layer {LAYER} in it; export the document as WebAnno TSV 3.3")
    return rows


def _valued(value):
    known = value.strip().lower()
    if known in questions()["mention"]["values"]["no"]:
        return {"mention": "no"}
    labels = [name for name in questions() if name != "mention"]
    column = next((name for name in labels for spellings in questions()[name]["values"].values()
                   if known in spellings), "voice")
    return {"mention": "yes", column: value}

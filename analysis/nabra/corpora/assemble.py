"""The parts of a corpus put together into the documents table; what cannot be used is rejected."""

from dataclasses import dataclass

import pandas as pd

from nabra import tables
from nabra.corpora import clean
from nabra.corpora.said import Lost, Note

NO_TEXT = "it has no text (null, or no string)"
NO_OUTLET = ('it has no outlet; fill it in, or name its column or one outlet for all in nabra.toml '
             '([columns] outlet = "NAME", or outlet = "NAME")')
HALVES = "its text holds bytes or half characters that no encoding reads"


@dataclass(frozen=True)
class Part:
    """What one table, or all text files together, gave.

    Attributes
    ----------
    columns : dict
        Our column name -> list of str or None, or a pandas string Series; doc_id, outlet, text among them.
    rows : list of (int or None)
        Row numbers as a person counts; None for text files.
    files : list of str
        The relative name of each row's file.
    order : {'dmy', 'mdy'} or None
        The order of figures in dates, where the settings or the whole file say it.
    whole : bool or None
        Whether all doc_ids of the file are whole numbers with ``.0``, where that is known.
    """

    columns: dict
    rows: list
    files: list
    order: str | None = None
    whole: bool | None = None


@dataclass(frozen=True)
class Assembled:
    """The documents table, the rejected rows (dicts) and what is to be said.

    ``again`` are the later duplicates of a doc_id: position among all rows, rejected row, file of the first;
    ``rows`` and ``positions`` are the row number of each document in its file and its position.
    """

    documents: pd.DataFrame
    rejected: tuple
    said: tuple
    again: tuple = ()
    rows: tuple = ()
    positions: tuple = ()


def refuse(file, row, doc_id, reason):
    """One row of the table of rejected rows."""
    return {"source_file": file, "row": None if row is pd.NA else row,
            "doc_id": None if doc_id is pd.NA else doc_id, "reason": reason}


def assemble(parts, seen=None):
    """Put parts together into one documents table.

    Parameters
    ----------
    parts : list of Part
        In the order of the files.
    seen : dict, optional
        doc_id -> (file, row) of articles of earlier batches; those of this one are added to it.

    Returns
    -------
    Assembled
        Rows without text or outlet and later duplicates of a doc_id are rejected.
    """
    made = [_cleaned(part) for part in parts]
    rejected = [row for one in made for row in one.rejected]
    said = [note for one in made for note in one.said]
    if not made:
        return Assembled(tables.frame("documents", []), (), ())
    tables_made = [one.documents for one in made]
    table = tables_made[0] if len(made) == 1 else pd.concat(tables_made, ignore_index=True)
    seen = {} if seen is None else seen
    again = table["doc_id"].duplicated().to_numpy()
    if seen:
        again = again | [doc_id in seen for doc_id in table["doc_id"]]
    places = table.loc[~again, ["doc_id", "source_file", "row"]]
    seen.update((row.doc_id, (row.source_file, row.row)) for row in places.itertuples(index=False))
    lost = ()
    if again.any():
        lost = tuple((int(position), row, seen[row["doc_id"]][0]) for position, row in
                     zip(again.nonzero()[0], _again(table, again, seen)))
        table = table[~again].reset_index(drop=True)
    rows, positions = tuple(table["row"]), tuple((~again).nonzero()[0].tolist())
    table = table.drop(columns="row").assign(sha256=clean.sha256(table["text"]))
    return Assembled(tables.frame("documents", table), tuple(rejected), tuple(said), lost, rows, positions)


def _cleaned(part):
    """One part cleaned, without its unusable rows."""
    cleaned = {name: clean.column(name, values, part.order, part.whole)
               for name, values in part.columns.items()}
    said = [Note(part.files[0], note) for column in cleaned.values() for note in column.notes]
    said += [Lost(part.files[i], name, part.rows[i], part.columns[name][i])
             for name, column in cleaned.items() if name != "text" for i in column.bad]
    table = pd.DataFrame({name: column.values for name, column in cleaned.items()})
    table["source_file"], table["row"] = part.files, pd.array(part.rows, dtype="Int64")
    halves = set(cleaned["text"].bad)
    textless, outletless = table["text"].isna().to_numpy(), table["outlet"].isna().to_numpy()
    unusable = (textless | outletless).nonzero()[0].tolist()
    rejected = [refuse(part.files[i], part.rows[i], table["doc_id"][i],
                       HALVES if i in halves else NO_TEXT if textless[i] else NO_OUTLET) for i in unusable]
    return Assembled(table.drop(index=unusable).reset_index(drop=True), tuple(rejected), tuple(said))


def _again(table, again, seen):
    """Rejections of later duplicates of a doc_id, with the place of the first."""
    later = table.loc[again, ["doc_id", "source_file", "row"]].itertuples()
    return [refuse(row.source_file, row.row, row.doc_id, twice(row.doc_id, *seen[row.doc_id])) for row in later]


def twice(doc_id, file, row):
    """The reason of a rejection: the doc_id is already that of this place."""
    where = file if row is None or row is pd.NA else f"{file} row {row}"
    return f"doc_id '{doc_id}' is already that of {where}; ids must differ"


def anew(across, rows):
    """A note where whole files seem to number their articles anew: rejecting them is hardly meant.

    Parameters
    ----------
    across : int
        Later duplicates whose first article stands in another file.
    rows : int
        All rows, the duplicates among them.
    """
    if across <= 0.05 * rows:
        return []
    return [Note("", f"{across:,} rows carry a doc_id of another file and are rejected; if each file numbers "
                     'its articles anew, put doc_id = "" under [columns] in nabra.toml: ids are then made')]

"""From files of any kind to the documents table: the door through which articles come in."""

import hashlib
import sys
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from tqdm import tqdm

from nabra import tables
from nabra.corpora import clean
from nabra.corpora import columns as names_of
from nabra.corpora import settings as toml
from nabra.corpora.assemble import Part, assemble, refuse
from nabra.corpora.decode import Unreadable, known
from nabra.corpora.files import listing, relative, stems
from nabra.corpora.formats import PARQUET, read_table
from nabra.corpora.said import Note, missing, nothing, rejections, sentences
from nabra.corpora.textfiles import TEXT, read_text
from nabra.errors import NabraError

MANY = 200  # files from which a progress bar is shown


@dataclass(frozen=True)
class Loaded:
    """Articles read, and what a reader must know about the reading.

    Attributes
    ----------
    documents : DataFrame
        The documents table, in the order of the files (sorted by name) and their rows; text files last.
    rejected : DataFrame
        source_file, row (from 1, without a header; null for a whole file), doc_id, reason.
    notes : tuple of str
        What was guessed, ignored, renamed or missing: to be said aloud.
    sources : DataFrame
        file (relative), sha256, bytes: each file read, settings included, for the manifest.
    """

    documents: pd.DataFrame
    rejected: pd.DataFrame
    notes: tuple
    sources: pd.DataFrame


@dataclass(frozen=True)
class _Taken:
    """What one file gave: the part of a table, or the row of a text file; rejected rows; notes."""

    part: Part | None = None
    row: dict | None = None
    rejected: tuple = ()
    said: tuple = ()


def read(path, *, columns=None, encoding=None, config=None, quiet=False):
    """Read articles from a file or a folder into the documents table.

    Parameters
    ----------
    path : str or Path
        Parquet, CSV, TSV, JSON Lines, JSON array or .txt, or a folder of them (sub-folders included).
    columns : dict, optional
        Our column name -> the file's; an empty string means that there is none.
    encoding : str, optional
        The files' encoding. Without it each file's own bytes tell.
    config : str or Path, optional
        A settings file to use instead of the ``nabra.toml`` files beside the data.
    quiet : bool
        Do not print the notes and the count of rejected rows to standard error.

    Returns
    -------
    DataFrame
        The documents table (see ``nabra.tables.DOCUMENTS``).

    Raises
    ------
    NabraError
        No such path, a broken file or setting, a mapped column that does not exist, no usable row.
    """
    loaded = load(path, columns=columns, encoding=encoding, config=config)
    if not quiet:
        for line in (*loaded.notes, *rejections(loaded.rejected)):
            print(line, file=sys.stderr)
    return loaded.documents


def load(path, *, columns=None, encoding=None, config=None):
    """Read articles as ``read`` does, with the rejected rows, notes and sources beside them.

    Returns
    -------
    Loaded
    """
    path = Path(path).expanduser()
    found = listing(path)
    settings_of = _settings(found, columns, encoding, config)
    files = {relative(file, found.root): file for file in found.files}
    short = stems(list(files))
    top = (path if path.is_dir() else path.absolute().parent).resolve().name
    taken, sources = [], []
    for name, file in tqdm(files.items(), unit="file", disable=len(files) <= MANY or not sys.stderr.isatty()):
        try:
            data = None if file.suffix.lower() in PARQUET else file.read_bytes()
            sources.append(_source(name, file, data))
            one = _text if file.suffix.lower() in TEXT else _table
            taken.append(one(name, file, data, settings_of(file), short[name], top))
        except Unreadable as error:
            taken.append(_Taken(rejected=(refuse(name, None, None, str(error)),)))
        except OSError as error:
            reason = f"the file cannot be read ({error.strerror or error})"
            taken.append(_Taken(rejected=(refuse(name, None, None, reason),)))
    texts = [one.row for one in taken if one.row]
    parts = [one.part for one in taken if one.part]
    parts += [_of_texts(texts, settings_of(found.root / toml.NAME).date_order)] if texts else []
    made = assemble(parts)
    rejected = [*(row for one in taken for row in one.rejected), *made.rejected]
    if not len(made.documents):
        raise NabraError(nothing(path, rejected))
    said = [*(note for one in taken for note in one.said), *made.said]
    said += _one_outlet(texts)
    settings_files = [Path(config)] if config else list(found.settings)
    sources += [_source(file.name if config else relative(file, found.root), file) for file in settings_files]
    return Loaded(made.documents, tables.frame("rejected", rejected),
                  (*found.notes, *sentences(said), *missing(made.documents)),
                  pd.DataFrame(sources, columns=["file", "sha256", "bytes"]))


def _settings(found, columns, encoding, config):
    """A function from a file to its settings: its folders' from the root down, its own, then the options."""
    base, read_in = toml.Settings(), {}
    if config is None:
        read_in = {file: toml.read_toml(file, relative(file, found.root)) for file in found.settings}
    elif Path(config).is_file():
        base = base.under(toml.read_toml(Path(config), Path(config).name))
    else:
        raise NabraError(f"settings file '{config}' does not exist; give a TOML file")
    options = {"columns": names_of.check(columns or {}, "the option for columns")}
    if encoding is not None:
        options["encoding"] = known(encoding)

    def of(file):
        settings = base
        above = [folder for folder in reversed(file.parents) if folder.is_relative_to(found.root)]
        for place in (*(folder / toml.NAME for folder in above), *reversed(toml.beside(file))):
            settings = settings.under(read_in.get(place, {}))
        return settings.under(options)

    return of


def _source(name, file, data=None):
    if data is not None:
        return {"file": name, "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return {"file": name, "sha256": digest, "bytes": file.stat().st_size}


def _table(name, file, data, settings, stem, top):
    """What one table file gives: its part, its broken rows, its notes."""
    if not file.stat().st_size:
        raise Unreadable("the file is empty")
    raw = read_table(file, data, settings.encoding)
    rejected = tuple(refuse(name, row, None, reason) for row, reason in raw.rejected)
    said = [Note(name, note) for note in raw.notes]
    if not len(raw.rows):
        return _Taken(rejected=rejected, said=(*said, Note(name, "it holds no row that can be read")))
    wanted = dict(settings.columns)
    if settings.outlet and not wanted.get("outlet"):
        wanted["outlet"] = ""
        said.append(Note(name, f"the outlet is '{settings.outlet}' in all rows, as the settings say"))
    choice = names_of.choose(raw.names, wanted, name)
    said += [Note(name, note) for note in choice.notes]
    columns = {ours: raw.take(theirs, ours != "text") for ours, theirs in choice.used.items()}
    rows = list(raw.rows)
    for ours in ("outlet", "language"):
        columns[ours] = _filled(columns.get(ours), getattr(settings, ours), len(rows))
    columns["doc_id"], note = _ids(columns.get("doc_id"), stem, rows)
    said += [Note(name, note)] if note else []
    return _Taken(Part(columns, rows, [name] * len(rows), settings.date_order), None, rejected, tuple(said))


def _filled(values, constant, length):
    """A column with the constant of the settings where it is empty."""
    if values is None:
        return [constant] * length
    if constant is None:
        return values
    return [constant if value is None or value is pd.NA or not value.strip() else value for value in values]


def _ids(values, stem, rows):
    """doc_ids, made from the file and the row where there is none, and a note on those made."""
    ids = clean.column("doc_id", [None] * len(rows) if values is None else values).values
    lacking = ids.isna().to_numpy()
    if not lacking.any():
        return ids, None
    made = pd.Series([f"{stem}-{row}" for row in rows], dtype=clean.STRING)
    rest = "all rows" if lacking.all() else f"{lacking.sum():,} of {len(rows):,} rows"
    return ids.mask(lacking, made), (f"no doc_id in {rest}; made from the file's name and the row's number, "
                                     f"such as '{made[lacking.argmax()]}'")


def _text(name, file, data, settings, stem, top):
    """What one .txt file gives: its header's values, then the settings', then its folder's name as outlet."""
    article = read_text(data, settings.encoding)
    said = [Note(name, note) for note in article.notes]
    header = {key: value for key, value in article.header.items() if value}
    row = {"doc_id": stem, "outlet": settings.outlet, "language": settings.language, **header,
           "text": article.text, "source_file": name}
    if row["outlet"] is None and "/" in name:
        row["outlet"] = name.split("/")[0]
    elif row["outlet"] is None:
        row["outlet"] = top
        said.append(Note(name, f"the outlet is '{top}', the name of the folder it lies in"))
    return _Taken(row=row, said=tuple(said))


def _one_outlet(texts):
    """A note where all text files lie below one sub-folder with folders in it: those may be the outlets."""
    names = [row["source_file"] for row in texts if row["outlet"] == row["source_file"].split("/")[0]]
    inner = {name.split("/")[1] for name in names if name.count("/") > 1}
    if len(names) < len(texts) or len({row["outlet"] for row in texts}) != 1 or len(inner) < 2:
        return []
    outlet = texts[0]["outlet"]
    return [Note("", f"all {len(texts):,} text files count as outlet '{outlet}', their first sub-folder; "
                     f"if the outlets are the folders in it, give the folder '{outlet}' instead")]


def _of_texts(texts, order):
    """All text files as one part."""
    used = [name for name in names_of.OURS if any(name in row for row in texts)]
    columns = {name: [row.get(name) for row in texts] for name in used}
    return Part(columns, [None] * len(texts), [row["source_file"] for row in texts], order)

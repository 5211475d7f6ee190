"""From files of any kind to the documents table: the door through which articles come in."""

import hashlib
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd
from tqdm import tqdm

from nabra import tables
from nabra.corpora import arrow, dates
from nabra.corpora import columns as names_of
from nabra.corpora import settings as toml
from nabra.corpora.assemble import Part, anew, assemble
from nabra.corpora.decode import known
from nabra.corpora.entries import ARCHIVES, of_file
from nabra.corpora.files import listing, relative
from nabra.corpora.formats import PARQUET, TABLES
from nabra.corpora.joined import Apart, one_outlet
from nabra.corpora.kinds import OFFICE
from nabra.corpora.outlets import alike
from nabra.corpora.said import Note, missing, nothing, rejections, sentences
from nabra.corpora.take import Place, stems, take
from nabra.errors import NabraError

MANY = 200  # files from which a progress bar is shown
BATCH = 5_000  # articles of a batch


@dataclass(frozen=True)
class Loaded:
    """Articles read, and what a reader must know about the reading.

    Attributes
    ----------
    documents : DataFrame
        The documents table: the files' tables first, then archives and articles in files of their own,
        each sorted by name.
    rejected : DataFrame
        source_file, row (from 1, without a header; null for a whole file), doc_id, reason.
    notes : tuple of str
        What was guessed, ignored, renamed or missing: to be said aloud.
    sources : DataFrame
        file (relative), sha256, bytes: each file read, settings included, for the manifest.
    apart : Apart
        The same as it was found, for those who put batches together (`nabra.corpora.joined`).
    """

    documents: pd.DataFrame
    rejected: pd.DataFrame
    notes: tuple
    sources: pd.DataFrame
    apart: object = None


def read(path, *, columns=None, encoding=None, config=None, quiet=False):
    """Read articles from a file or a folder into the documents table.

    Parameters
    ----------
    path : str or Path
        A file of any kind in ``nabra.corpora.kinds.READ`` (docs/corpora.md), or a folder of them
        (sub-folders included).
    columns : dict, optional
        Our column name -> the file's; an empty string means that there is none.
    encoding : str, optional
        The files' encoding. Without it each file's own bytes tell.
    config : str, Path or dict, optional
        A settings file to use instead of the ``nabra.toml`` files beside the data, or what stands in one.
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
    reading = _reading(path, columns, encoding, config)
    taken, done = [], []
    for name, piece in _pieces(reading, None):
        taken += [piece] if name is None else []
        done += [name] if name is not None else []
    loaded = _made(reading, taken, {}, None, done)
    if not len(loaded.documents):
        raise NabraError(nothing(path, loaded.rejected.to_dict("records")))
    return replace(loaded, notes=(*reading.found.notes, *loaded.notes, *alike(loaded.documents["outlet"])))


def batches(path, size=BATCH, *, columns=None, encoding=None, config=None, apart=False):
    """Read articles as ``load`` does, a batch at a time, so that a corpus need not fit into memory.

    Parameters
    ----------
    path, columns, encoding, config
        As for ``read``.
    size : int
        The most rows of a table, and about the number of articles of a batch.
    apart : bool
        Look for a doc_id that was there before in the same batch alone: nothing is then kept from batch to
        batch, and `nabra.corpora.joined` says afterwards what `load` would have said.

    Yields
    ------
    Loaded
        Put one under another, the documents are those of ``load``, whatever the size. Notes stand with the
        batch that they concern. ``sources`` lists the files whose last piece is in the batch.

    Notes
    -----
    Kept from batch to batch is only where each doc_id was seen. Tables are read twice: first their dates and
    ids, whose reading depends on the whole column. A CSV or JSON Lines file of more than 32 MB and a Parquet
    file are never held whole; every other file is.
    """
    if size < 1:
        raise NabraError(f"size {size}: a batch holds one article or more")
    reading = _reading(path, columns, encoding, config)
    order = _order_of_texts(reading)
    seen, taken, rows, done, used = {}, [], 0, [], False
    notes = reading.found.notes
    for name, piece in _pieces(reading, size):
        if name is not None:
            done.append(name)
            continue
        if rows and rows + len(piece) > size:
            made = _made(reading, taken, {} if apart else seen, order, done, last=False)
            yield _with(made, notes)
            taken, rows, done, used, notes = [], 0, [], used or len(made.documents) > 0, ()
        taken.append(piece)
        rows += len(piece)
    made = _made(reading, taken, {} if apart else seen, order, done)
    if not used and not len(made.documents):
        raise NabraError(nothing(path, made.rejected.to_dict("records")))
    yield _with(made, notes)


def size(path):
    """The bytes of all files that are read of ``path``."""
    return sum(file.stat().st_size for file in listing(Path(path).expanduser()).files)


def expected(path):
    """How many articles ``path`` holds where its files say so (Parquet), else None."""
    files = listing(Path(path).expanduser()).files
    if not all(_kind(file.name) in PARQUET for file in files):
        return None
    return sum(count for count in map(arrow.rows, files))


def _with(made, notes):
    """The batch with the notes that come before its own."""
    return replace(made, notes=(*notes, *made.notes), apart=made.apart._replace(first=tuple(notes)))


@dataclass(frozen=True)
class _Reading:
    """What is read: the listing, each file by its name in the order of reading, and its settings."""

    found: object
    files: dict
    settings_of: object
    top: str
    config: Path | None


def _reading(path, columns, encoding, config):
    path = Path(path).expanduser()
    found = listing(path)
    files = {relative(file, found.root): file for file in found.files}
    ordered = sorted(files.items(), key=lambda item: (_kind(item[0]) not in TABLES, item[0]))
    top = (path if path.is_dir() else path.absolute().parent).resolve().name
    file = Path(config) if config and not isinstance(config, dict) else None
    return _Reading(found, dict(ordered), _settings(found, columns, encoding, config), top, file)


def _kind(name):
    return Path(name).suffix.lower()


def _pieces(reading, size):
    """(None, what it gave) for each piece of each file, then (the file's name, an empty piece)."""
    short = stems(list(reading.files))
    alone = len(reading.files) == 1 and not reading.found.folder
    bar = {"unit": "file", "disable": len(reading.files) <= MANY or not sys.stderr.isatty()}
    for name, file in tqdm(reading.files.items(), **bar):
        entry = of_file("" if alone and _kind(name) in ARCHIVES else name, file)
        place = Place(name.split("/")[0] if "/" in name else None, reading.top)
        given = refused = 0
        for piece in take(entry, reading.settings_of(file), short[name], place, size):
            given, refused = given + len(piece), refused + len(piece.rejected)
            yield None, piece
        if given or not refused:
            yield name, None  # a file that was refused as a whole is no source


def _made(reading, taken, seen, order, sources, last=True):
    """The documents of some pieces, in their order: articles in files of their own become parts of runs."""
    if order is None:
        order = _order([piece.row for piece in taken if piece.row], reading)
    parts, run, texts = [], [], []
    for piece in taken:
        if piece.part and run:
            parts, run = [*parts, _of_texts(run, order.order)], []
        if piece.part:
            parts.append(piece.part)
        if piece.row:
            run.append(piece.row)
            texts.append(piece.row)
    parts += [_of_texts(run, order.order)] if run else []
    made = assemble(parts, seen)
    found = Apart([note for piece in taken for note in piece.said], made.said,
                  [Note("", order.note)] if order.note and texts else [],
                  [row for piece in taken for row in piece.rejected], made.rejected, made.again,
                  [(row["source_file"], row["outlet"]) for row in texts], made.rows, made.positions)
    across = sum(file != row["source_file"] for _, row, file in made.again)
    said = [*found.said, *found.cleaned, *anew(across, len(made.documents) + len(made.again)),
            *one_outlet(found.texts), *found.last]
    rejected = [*found.rejected, *found.unusable, *(row for _, row, _ in found.again)]
    listed = [_source(name, reading.files[name]) for name in sources]
    if last:
        files = [reading.config] if reading.config else reading.found.settings
        listed += [_source(file.name if reading.config else relative(file, reading.found.root), file)
                   for file in files]
    return Loaded(made.documents, tables.frame("rejected", rejected),
                  (*sentences(said), *missing(made.documents)),
                  pd.DataFrame(listed, columns=["file", "sha256", "bytes"]), found)


@dataclass(frozen=True)
class _Order:
    """The order of figures in the dates of articles in files of their own."""

    order: str | None
    note: str | None = None


def _order(rows, reading):
    """The order that the settings of the folder say, or that reads all dates together."""
    said = reading.settings_of(reading.found.root / toml.NAME).date_order
    if said:
        return _Order(said)
    written = {row["date"] for row in rows if row.get("date")}
    order, note = dates.order_of({value: dates.readings(value) for value in written})
    return _Order(order or dates.OPEN, note)


def _order_of_texts(reading):
    """The same, found by a first reading of the files of one article, whose dates alone are kept."""
    rows = []
    for name, file in reading.files.items():
        if _kind(name) in (".txt", ".json", *OFFICE, *ARCHIVES):  # a page states its date in full
            kept = take(of_file(name, file), reading.settings_of(file), name, Place(None, reading.top), BATCH)
            rows += [{"date": piece.row["date"]} for piece in kept if piece.row and piece.row.get("date")]
    return _order(rows, reading)


def _settings(found, columns, encoding, config):
    """A function from a file to its settings: its folders' from the root down, its own, then the options."""
    base, read_in = toml.Settings(), {}
    if config is None:
        read_in = {file: toml.read_toml(file, relative(file, found.root)) for file in found.settings}
    elif isinstance(config, dict):
        base = base.under(toml.check(config, "the settings given"))
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


def _source(name, file):
    try:
        with file.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        return {"file": name, "sha256": digest, "bytes": file.stat().st_size}
    except OSError:
        return {"file": name, "sha256": None, "bytes": None}


def _of_texts(texts, order):
    """Articles in files of their own, in exports and in web archives as one part."""
    used = [name for name in names_of.OURS if any(name in row for row in texts)]
    used += sorted({name for row in texts for name in row} - {*names_of.OURS, "source_file", "row"})
    columns = {name: [row.get(name) for row in texts] for name in used}
    return Part(columns, [row["row"] for row in texts], [row["source_file"] for row in texts], order)

"""A measurement on disk: one folder of Parquet tables and ``manifest.json``, written whole or not at all.

New files are written into a hidden folder inside the one they are for and moved when all of them stand;
whatever stops that (a full disk, Ctrl-C) puts the earlier files back.
"""

import json
import os
import re
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pandas as pd

from nabra.cues.measure import Cues
from nabra.errors import NabraError
from nabra.manifest import as_json
from nabra.show.safe import one_line
from nabra.tables import SCHEMAS, check, in_order

TABLES = ("documents", "quotes", "attributions", "mentions", "labels", "rejected")
MANIFEST = "manifest.json"
HIDDEN = ".nabra-"
PARTS = f"{HIDDEN}parts"     # what a large measurement has made so far (nabra.scale)
ROWS = {"documents": 5_000}     # rows of a row group, so that a reader need not hold the whole table
MOST_ROWS = 100_000
# What a report writes by default into a measurement's folder: it goes when the articles are measured anew.
WRITTEN = {
    "report": re.compile(r"index\.html|manifest\.json"),
    "correction": re.compile(r"corrected\.csv"),
    "figures": re.compile(r"(forest|choices|quotedness|voices|sources|measures)(-.*)?\.(svg|pdf|png|csv)"),
}


def check_out(out, articles=None):
    """Refuse an output folder that holds something else than an earlier measurement, before any work.

    Parameters
    ----------
    out : str or Path
    articles : str or Path, optional
        The file or folder that is to be measured; the output may lie neither in it nor around it.

    Raises
    ------
    NabraError
    """
    check_folder(out)
    folder = Path(out).resolve()
    if articles is not None:
        source = Path(articles).expanduser().resolve()
        if folder == source or source in folder.parents:
            raise NabraError(f"output {out}: it is the articles' own folder or lies in it; "
                             f"name a folder outside {articles}")
        if folder in source.parents and _is_measurement(folder):
            raise NabraError(f"output {out}: the articles lie in it and would be replaced; name another")
    if not folder.is_dir():
        return
    ours = {f"{name}.parquet" for name in TABLES} | {MANIFEST, *WRITTEN} if _is_measurement(folder) else set()
    others = sorted(path.name for path in folder.iterdir() if path.name not in ours and not _leftover(path))
    if others:
        raise NabraError(f"output {out}: the folder holds something else ({one_line(others[0])}); "
                         "name a new or empty folder")


def check_folder(folder):
    """Refuse a name under which no folder can stand: empty, or a file at it or above it."""
    if not str(folder).strip():
        raise NabraError("the output's name is empty; name a folder")
    for place in (Path(folder), *Path(folder).parents):
        if place.is_file():
            what = "this is a file" if place == Path(folder) else f"{place} is a file"
            raise NabraError(f"output {folder}: {what}; name a folder that is new or empty")


@contextmanager
def staged(folder, leaving=()):
    """A hidden folder to write into; its files move to ``folder`` when the block ends, or all vanish.

    Parameters
    ----------
    folder : str or Path
        Made if need be, and taken away again where the block fails.
    leaving : sequence of str
        Names below ``folder`` that go when the new files come.

    Yields
    ------
    Path

    Raises
    ------
    NabraError
        Something cannot be written (no room, no right); ``folder`` is then as it was.
    """
    place = Path(folder).resolve()
    made = [path for path in (place, *place.parents) if not path.exists()]
    hidden, done = None, False
    try:
        place.mkdir(parents=True, exist_ok=True)
        hidden = Path(tempfile.mkdtemp(prefix=HIDDEN, dir=place))
        (hidden / "new").mkdir()
        yield hidden / "new"
        _swap(hidden, place, leaving)
        done = True
    except (OSError, NabraError) as error:
        cause = error.__cause__ if isinstance(error, NabraError) else error
        if not isinstance(cause, OSError):
            raise
        raise unwritten(folder, cause) from error
    finally:
        if hidden is not None:
            shutil.rmtree(hidden, ignore_errors=True)
        for path in () if done else made:
            if path.is_dir() and not any(path.iterdir()):
                path.rmdir()


def unwritten(folder, error):
    """The NabraError that says why nothing can be written there."""
    reason = os.strerror(error.errno) if error.errno else str(error).partition("\n")[0]
    return NabraError(f"output {folder}: cannot be written ({reason}); make room or name another folder")


def save(cues, rejected, manifest, out):
    """Write a measurement into folder ``out``, replacing an earlier one only when all is written.

    Parameters
    ----------
    cues : Cues
    rejected : DataFrame
    manifest : dict
    out : str or Path

    Returns
    -------
    Path

    Raises
    ------
    NabraError
        The folder holds something else, or cannot be written (no space, no right).
    """
    check_out(out)
    clear(out)
    with staged(out, earlier(out)) as new:
        for name in TABLES:
            write_table(rejected if name == "rejected" else getattr(cues, name), new, name)
        write_manifest(manifest, new)
    return Path(out)


def clear(out, kept=()):
    """Delete what killed programs left in the folder ``out``, but for the names in ``kept``."""
    for path in filter(_leftover, Path(out).iterdir() if Path(out).is_dir() else ()):
        if path.name not in kept:
            shutil.rmtree(path, ignore_errors=True)


def write_table(table, folder, name):
    """Write one table of a measurement."""
    table.to_parquet(Path(folder) / f"{name}.parquet", index=False, row_group_size=rows_of(name))


def rows_of(name):
    """The rows of a row group of this table."""
    return ROWS.get(name, MOST_ROWS)


def write_manifest(manifest, folder):
    """Write the manifest of a measurement."""
    (Path(folder) / MANIFEST).write_text(as_json(manifest), encoding="utf-8")


def load(folder):
    """The cues measured into ``folder`` by ``nabra measure`` (NabraError if it holds none)."""
    return load_all(folder)[0]


def load_all(folder):
    """Read a measurement with all that belongs to it.

    Parameters
    ----------
    folder : str or Path

    Returns
    -------
    (Cues, DataFrame, dict)
        The cues, the rejected rows and the manifest.

    Raises
    ------
    NabraError
        The folder is no measurement.
    """
    folder = Path(folder)
    if not _is_measurement(folder):
        raise NabraError(f"folder {folder}: no measurement here; make one with "
                         f"nabra measure ARTICLES --out {folder}")
    try:
        tables = {name: _read(folder / f"{name}.parquet") for name in TABLES}
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        codebook = manifest["codebook"]["name"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        reason = str(error).partition("\n")[0]
        raise NabraError(f"folder {folder}: the measurement cannot be read ({reason}); "
                         "measure again") from error
    for name in set(tables) & set(SCHEMAS):
        check(tables[name], name)
    rejected = tables.pop("rejected")
    return Cues(**tables, codebook_name=codebook), rejected, manifest


def _read(path):
    """A table in one file, or in the parts of a cluster's run."""
    table = pd.read_parquet(path)
    if path.is_dir() and "doc_id" in table and "reason" not in table:
        return in_order(table) if "part" in table else table.sort_values("doc_id", ignore_index=True)
    return table


def _is_measurement(folder):
    try:
        found = json.loads((Path(folder) / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(found, dict) and "nabra" in found


def _leftover(path):
    """What a killed program left behind."""
    return path.name.startswith(HIDDEN) and path.is_dir() and not path.is_symlink()


def earlier(out):
    """The files of the earlier measurement in ``out`` and of its report, the manifest first."""
    folder = Path(out)
    names = [MANIFEST, *(f"{name}.parquet" for name in TABLES)]
    for inner, pattern in WRITTEN.items():
        if (folder / inner).is_dir():
            inside = (path.name for path in (folder / inner).iterdir() if pattern.fullmatch(path.name))
            names += sorted(f"{inner}/{name}" for name in inside)
    return [name for name in names if (folder / name).is_file()]


def _swap(hidden, place, leaving):
    """Move the earlier files out and the new ones in, the manifest last; put all back if that is stopped."""
    moved = []

    def move(source, target):
        moved.append((source, target))  # first noted, then done: Ctrl-C may come between
        target.parent.mkdir(parents=True, exist_ok=True)
        os.rename(source, target)

    names = [path.name for path in (hidden / "new").iterdir()]
    arriving = sorted(names, key=lambda name: (name == MANIFEST, name))
    try:
        for name in dict.fromkeys((*leaving, *arriving)):
            if (place / name).exists():
                move(place / name, hidden / "old" / name)
        for name in arriving:
            move(hidden / "new" / name, place / name)
    except BaseException:
        for source, target in reversed(moved):
            if target.exists() and not source.exists():
                os.rename(target, source)
        raise
    for inner in {(place / name).parent for name in leaving} - {place}:
        if not any(inner.iterdir()):
            inner.rmdir()

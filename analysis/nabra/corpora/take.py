"""One file at a time: what it gives, in pieces of at most so many rows."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from nabra.corpora import clean, dates, kinds, outlets
from nabra.corpora import columns as names_of
from nabra.corpora import entries as of_entries
from nabra.corpora.assemble import Part, refuse
from nabra.corpora.decode import Unreadable
from nabra.corpora.formats import TABLES, open_table
from nabra.corpora.said import Note
from nabra.corpora.textfiles import Unusable
from nabra.errors import NabraError


CHANGED = "it changed while it was read; read again when nothing writes to it"


class Place(NamedTuple):
    """Where a file lies: the folder that names its outlet, or None; and what names it where there is none."""

    folder: str | None
    top: str


@dataclass(frozen=True)
class Taken:
    """What a piece of a file gave: a part of a table, or one article's row; rejected rows; notes."""

    part: Part | None = None
    row: dict | None = None
    rejected: tuple = ()
    said: tuple = ()

    def __len__(self):
        return len(self.part.rows) if self.part else int(self.row is not None)


def take(entry, settings, stem, place, size=None):
    """All that a file gives.

    Parameters
    ----------
    entry : nabra.corpora.entries.Entry
    settings : nabra.corpora.settings.Settings
    stem : str
        What doc_ids are made from where the file has none.
    place : Place
    size : int, optional
        The most rows of a piece; by default a table is one piece.

    Yields
    ------
    Taken
        What cannot be read is rejected with its reason.
    """
    if settings.only and not entry.archive and not re.search(settings.only, entry.name):
        yield Taken(said=(Note(entry.name, "passed over, as 'only' in the settings says"),))
        return
    groups = _in_path(entry.name, settings.path)
    settings = replace(settings, **{key: groups[key] for key in ("outlet", "language") if key in groups})
    before = of_entries.stamp(entry.file)
    pieces = _pieces(entry, settings, stem, place, size, groups)
    if size is not None:
        yield from pieces
        if of_entries.stamp(entry.file) != before:
            raise NabraError(f"{entry.name or entry.file.name}: {CHANGED}")
        return
    pieces = list(pieces)
    if of_entries.stamp(entry.file) != before:
        pieces = [Taken(rejected=(refuse(entry.name or entry.file.name, None, None, CHANGED),))]
    yield from pieces


def _pieces(entry, settings, stem, place, size, groups):
    """The pieces of a file as they come; the last says why it could not be read to its end."""
    try:
        if entry.archive:
            yield from _archive(entry, settings, place, size)
        elif entry.suffix in TABLES:
            yield from _table(entry, settings, stem, place, size, groups)
        else:
            for found in kinds.articles(entry, settings):
                yield _article(entry.name, found, settings, stem, place, groups)
    except (Unreadable, names_of.NoText) as error:
        reason = getattr(error, "reason", str(error))
        yield Taken(rejected=(refuse(entry.name or entry.file.name, None, None, reason),))
    except of_entries.DAMAGED as error:
        reason = f"the archive is damaged here ({error})"
        yield Taken(rejected=(refuse(entry.name, None, None, reason),))
    except OSError as error:
        reason = f"the file cannot be read ({error.strerror or error})"
        yield Taken(rejected=(refuse(entry.name or entry.file.name, None, None, reason),))


def _in_path(name, pattern):
    """The columns that the settings find in a file's name."""
    found = re.search(pattern, name) if pattern else None
    return {key: value for key, value in found.groupdict().items() if value} if found else {}


def stems(names):
    """A short name for each file name: without its suffix, unless two files then share it."""
    short = [str(Path(name).with_suffix("").as_posix()) for name in names]
    counts = Counter(short)
    return {name: stem if counts[stem] == 1 else name for name, stem in zip(names, short, strict=True)}


# ---- archives

def _archive(entry, settings, place, size):
    """The members of an archive: its tables first, then its articles, by name."""
    stream = of_entries.inner(entry) if entry.member else None
    deep = 2 if entry.member else 1
    with of_entries.members(entry.name, entry.file, deep, stream) as (good, bad):
        yield Taken(rejected=tuple(refuse(name, None, None, reason) for name, reason in bad))
        if settings.only:
            good = [member for member in good if re.search(settings.only, member.name)]
        others = [member for member in good if member.suffix not in kinds.READ]
        if others:
            found = sorted({member.suffix or member.name.rsplit("/", 1)[-1] for member in others})
            note = f"{len(others):,} of its files are of kinds not read: {', '.join(found[:20])}"
            yield Taken(said=(Note(entry.name, note),))
        good = [member for member in good if member.suffix in kinds.READ and not _hidden(member.name)]
        short = stems([member.name for member in good])
        home = _home([member.name for member in good if member.suffix not in TABLES], entry.name)
        for member in sorted(good, key=lambda member: (member.suffix not in TABLES, member.name)):
            folder = place.folder or _inside(member.name, home) or Path(entry.name or entry.file.name).stem
            yield from take(member, settings, short[member.name], Place(folder, place.top), size)


def _hidden(name):
    return any(part.startswith((".", "__MACOSX")) for part in name.split("/"))


def _home(names, archive):
    """The folder of the archive that the outlets' folders lie in: one that holds all and has folders."""
    home = f"{archive}/" if archive else ""
    while True:
        heads = {name.removeprefix(home).split("/")[0] for name in names}
        inside = [name.removeprefix(home).split("/") for name in names]
        if len(heads) != 1 or not inside or min(map(len, inside)) < 3:
            return home
        home += f"{heads.pop()}/"


def _inside(name, home):
    """The first folder below ``home``, or None."""
    parts = name.removeprefix(home).split("/")
    return parts[0] if len(parts) > 1 else None


# ---- articles in files of their own, in exports and in web archives

def _article(name, found, settings, stem, place, groups):
    """The row of one article: its header's values, then the settings', then its folder's name as outlet."""
    if isinstance(found, str):
        return Taken(said=(Note(name, found),))
    if isinstance(found, Unusable):
        return Taken(rejected=(refuse(name, found.row, found.header.get("doc_id"), found.reason),))
    said = [Note(name, note) for note in found.notes]
    header = {key: value for key, value in found.header.items() if value}
    made = stem if found.row is None else f"{stem}-{found.row}"
    row = {"doc_id": made, "outlet": settings.outlet, "language": settings.language, **groups, **header,
           "text": found.text, "source_file": name, "row": found.row}
    return _with_outlet(row, found.outlet, place, said, settings)


def _with_outlet(row, site, place, said, settings):
    """The row with its outlet: by settings or head, the site of an archived page, the folder, the site."""
    name = row["source_file"]
    if row["outlet"] is None and row["row"] is not None and site:
        row["outlet"] = site
    elif row["outlet"] is None and place.folder:
        row["outlet"] = place.folder
    elif row["outlet"] is None and site:
        row["outlet"] = site
        said.append(Note(name, "the outlet is the site's name, as the page states it"))
    elif row["outlet"] is None:
        row["outlet"] = place.top
        said.append(Note(name, f"the outlet is '{place.top}', the name of the folder it lies in"))
    if settings.outlets or settings.aliases:
        row["outlet_as_written"] = row["outlet"]
        row["outlet"] = outlets.reader(settings.outlets, settings.aliases)(row["outlet"])
    return Taken(row=row, said=tuple(said))


# ---- tables

def _table(entry, settings, stem, place, size, groups):
    """What one table file gives: its parts, its broken rows, its notes."""
    if not entry.size:
        raise Unreadable("the file is empty")
    name = entry.name
    table = open_table(entry, settings.encoding)
    said = [Note(name, note) for note in table.notes]
    wanted = dict(settings.columns)
    if settings.outlet and not wanted.get("outlet"):
        wanted["outlet"] = ""
        if not table.one:
            said.append(Note(name, f"the outlet is '{settings.outlet}' in all rows, as the settings say"))
    choice = names_of.choose(table.names, wanted, name, settings.keep) if table.names else None
    said += [Note(name, note) for note in choice.notes] if choice else []
    used = choice.used if choice else {}
    survey = _survey(table, used, settings, size, name) if used else _Survey(settings.date_order)
    yield Taken(said=(*said, *survey.said))
    held = 0
    for raw in table.chunks(size, tuple(used.values())):
        held += len(raw.rows)
        rejected = tuple(refuse(name, row, None, reason) for row, reason in raw.rejected)
        if not len(raw.rows):
            yield Taken(rejected=rejected)
            continue
        columns = {ours: raw.take(theirs, ours != "text") for ours, theirs in used.items()}
        if table.one:
            yield _one(name, columns, settings, stem, place, groups)
            continue
        rows = list(raw.rows)
        for ours in ("outlet", "language"):
            columns[ours] = _filled(columns.get(ours), getattr(settings, ours), len(rows))
        if settings.outlets or settings.aliases:
            read = outlets.reader(settings.outlets, settings.aliases)
            columns["outlet_as_written"] = columns["outlet"]
            columns["outlet"] = [read(value) for value in columns["outlet"]]
        columns["doc_id"], note = _ids(columns.get("doc_id"), stem, rows, survey.whole)
        notes = (Note(name, note),) if note else ()
        part = Part(columns, rows, [name] * len(rows), survey.order, survey.whole)
        yield Taken(part, None, rejected, notes)
    if not held:
        yield Taken(said=(Note(name, "it holds no row that can be read"),))


@dataclass(frozen=True)
class _Survey:
    """What only the whole file tells: the order of figures in dates, and whether all ids end in ``.0``."""

    order: str | None = None
    whole: bool | None = None
    said: tuple = ()


def _survey(table, used, settings, size, name):
    """Look through the dates and ids of a table that is then taken in pieces."""
    if size is None:
        return _Survey(settings.date_order)
    watched = {ours: used[ours] for ours in ("date", "doc_id") if ours in used}
    open_dates, whole, any_id = {}, True, False
    for raw in table.chunks(size, tuple(watched.values())) if watched else ():
        if not len(raw.rows):
            continue
        if "doc_id" in watched and whole:
            ids = clean.strings(raw.take(watched["doc_id"])).values.str.strip()
            ids = ids.mask(ids == "").dropna()
            any_id = any_id or len(ids) > 0
            whole = not len(ids) or clean.all_whole(ids)
        if "date" in watched and settings.date_order is None:
            values = clean.strings(raw.take(watched["date"])).values.dropna().str.strip().unique()
            for value in values:
                found = {} if value in open_dates else dates.readings(value)
                if found and "any" not in found:
                    open_dates[value] = found
    order, note = (settings.date_order, None) if settings.date_order else dates.order_of(open_dates)
    return _Survey(order or dates.OPEN, whole and any_id, (Note(name, note),) if note else ())


def _one(name, columns, settings, stem, place, groups):
    """The row of a JSON file that is one object."""
    values = {ours: (None if pd.isna(column[0]) else column[0]) for ours, column in columns.items()}
    header = {key: value for key, value in values.items() if value}
    if values.get("text") is None:
        reason = "it has no text (null, or no string)"
        return Taken(rejected=(refuse(name, None, header.get("doc_id"), reason),))
    row = {"doc_id": stem, "outlet": settings.outlet, "language": settings.language, **groups, **header,
           "text": values["text"], "source_file": name, "row": None}
    return _with_outlet(row, None, place, [], settings)


def _filled(values, constant, length):
    """A column with the constant of the settings where it is empty."""
    if values is None:
        return [constant] * length
    if constant is None:
        return values
    return [constant if value is None or value is pd.NA or not value.strip() else value for value in values]


def _ids(values, stem, rows, whole):
    """doc_ids, made from the file and the row where there is none, and a note on those made."""
    ids = clean.column("doc_id", [None] * len(rows) if values is None else values, whole=whole).values
    lacking = ids.isna().to_numpy()
    if not lacking.any():
        return ids, None
    made = pd.Series([f"{stem}-{row}" for row in rows], dtype=clean.STRING)
    rest = "all rows" if lacking.all() else f"{lacking.sum():,} of {len(rows):,} rows"
    return ids.mask(lacking, made), (f"no doc_id in {rest}; made from the file's name and the row's number, "
                                     f"such as '{made[lacking.argmax()]}'")

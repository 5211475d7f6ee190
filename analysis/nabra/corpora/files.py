"""Which files of a folder are read, and which are passed over, said aloud."""

import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from nabra.corpora.formats import TABLES
from nabra.corpora.settings import NAME, beside
from nabra.corpora.textfiles import TEXT
from nabra.errors import NabraError

READ = (*TABLES, *TEXT)


@dataclass(frozen=True)
class Listing:
    """Files to read in order, the settings files that hold for them, and what was passed over.

    Attributes
    ----------
    root : Path
        The folder that names are relative to.
    files : tuple of Path
        Articles' files, sorted by name.
    settings : tuple of Path
        ``nabra.toml`` files and those beside a file.
    notes : tuple of str
        What was passed over and why.
    """

    root: Path
    files: tuple
    settings: tuple
    notes: tuple = ()


def listing(path):
    """List what is read of ``path``, a file or a folder (hidden files and links inside it are not).

    Raises
    ------
    NabraError
        There is no such file, or nothing in it that can be read.
    """
    if not path.exists():
        raise NabraError(f"'{path}' does not exist; give a file or a folder of articles")
    if not path.is_dir():
        if path.suffix.lower() not in READ:
            raise NabraError(f"'{path}' is of a kind that is not read; give a folder or a file that ends in "
                             f"{', '.join(READ)}")
        beside_it = (path.with_name(NAME), *beside(path))
        return Listing(path.parent, (path,), tuple(dict.fromkeys(p for p in beside_it if p.is_file())))
    return _folder(path)


def _folder(root):
    closed = []
    files, links, others, hidden = [], [], [], 0
    for folder, folders, names in os.walk(root, onerror=lambda error: closed.append(Path(error.filename))):
        dotted = [name for name in (*folders, *names) if name.startswith(".")]
        inside = [Path(folder, name) for name in (*folders, *names) if name not in dotted]
        real = [path for path in inside if not path.is_symlink()]
        hidden += len(dotted)
        links += [path for path in inside if path.is_symlink()]
        files += [path for path in real if path.is_file() and _kind(path) in READ]
        others += [path for path in real if not path.is_dir() and _kind(path) not in READ]
        folders[:] = [name for name in folders if name not in dotted]  # the walk itself follows no links
    files.sort(key=lambda file: relative(file, root))
    beside_one = {place for file in files for place in beside(file)}
    settings = sorted(path for path in others if path.name == NAME or path in beside_one)
    others = [path for path in others if path not in settings]
    notes = _passed_over(root, others, links, hidden, closed)
    if not files:
        more = f": {'; '.join(notes)}" if notes else ""
        raise NabraError(f"'{root}' holds no file of articles ({', '.join(READ)}){more}")
    return Listing(root, tuple(files), tuple(settings), notes)


def _kind(path):
    return path.suffix.lower()


def _passed_over(root, others, links, hidden, closed):
    """What to say about files that are not read."""
    notes = []
    if others:
        kinds = sorted({_kind(file) or file.name for file in others})
        notes.append(f"{_files(len(others))} of kinds not read: {', '.join(kinds)}")
    if links:
        first = relative(min(links), root)
        notes.append(f"links are not followed: {len(links)} passed over ({first}); copy what they point to")
    if hidden:
        notes.append(f"{_files(hidden)} passed over because hidden (the name begins with a dot)")
    if closed:
        notes.append(f"folder {relative(min(closed), root)} may not be read; allow it or leave it out")
    return tuple(notes)


def relative(file, root):
    """The name of ``file`` below ``root``, with forward slashes on every machine; odd bytes written out."""
    return file.relative_to(root).as_posix().encode("utf-8", "backslashreplace").decode("utf-8")


def stems(names):
    """A short name for each file name: without its suffix, unless two files then share it."""
    short = [str(Path(name).with_suffix("").as_posix()) for name in names]
    counts = Counter(short)
    return {name: stem if counts[stem] == 1 else name for name, stem in zip(names, short, strict=True)}


def _files(count):
    return "1 file" if count == 1 else f"{count:,} files"

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
    files, tomls, links, others, hidden, closed = [], [], [], [], 0, []
    walk = os.walk(root, onerror=lambda error: closed.append(Path(error.filename)))
    for folder, folders, names in walk:
        for name in list(folders):
            if name.startswith("."):
                hidden += 1
                folders.remove(name)
            elif os.path.islink(os.path.join(folder, name)):
                links.append(Path(folder, name))
                folders.remove(name)
        for name in names:
            file = Path(folder, name)
            if name.startswith("."):
                hidden += 1
            elif file.is_symlink():
                links.append(file)
            elif file.suffix.lower() == ".toml":
                tomls.append(file)
            elif file.suffix.lower() in READ and file.is_file():
                files.append(file)
            else:
                others.append(file)
    files.sort(key=lambda file: relative(file, root))
    wanted = {place for file in files for place in beside(file)}
    settings = sorted(file for file in tomls if file.name == NAME or file in wanted)
    others += sorted(set(tomls) - set(settings))
    notes = []
    if others:
        kinds = Counter(file.suffix.lower() or file.name for file in others)
        notes.append(f"{_files(len(others))} of kinds not read: {', '.join(sorted(kinds))}")
    if links:
        first = relative(min(links), root)
        notes.append(f"links are not followed: {len(links)} passed over ({first}); copy what they point to")
    if hidden:
        notes.append(f"{_files(hidden)} passed over because hidden (the name begins with a dot)")
    if closed:
        notes.append(f"folder {relative(min(closed), root)} may not be read; allow it or leave it out")
    if not files:
        more = "; ".join(notes)
        more = f": {more}" if more else ""
        raise NabraError(f"'{root}' holds no file of articles ({', '.join(READ)}){more}")
    return Listing(root, tuple(files), tuple(settings), tuple(notes))


def relative(file, root):
    """The name of ``file`` below ``root``, with forward slashes on every machine."""
    return file.relative_to(root).as_posix()


def stems(names):
    """A short name for each file name: without its suffix, unless two files then share it."""
    short = [str(Path(name).with_suffix("").as_posix()) for name in names]
    counts = Counter(short)
    return {name: stem if counts[stem] == 1 else name for name, stem in zip(names, short)}


def _files(count):
    return "1 file" if count == 1 else f"{count:,} files"

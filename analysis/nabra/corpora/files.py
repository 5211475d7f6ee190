"""Which files of a folder are read, and which are passed over, said aloud."""

import os
from dataclasses import dataclass
from pathlib import Path

from nabra.corpora.kinds import READ
from nabra.corpora.settings import NAME, beside
from nabra.errors import NabraError


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
    folder : bool
        Whether a folder is read, and not one file.
    """

    root: Path
    files: tuple
    settings: tuple
    notes: tuple = ()
    folder: bool = True


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
        if _kind(path) not in READ:
            raise NabraError(f"'{path}' is of a kind that is not read; give a folder or a file that ends in "
                             f"{', '.join(READ)}")
        beside_it = (path.with_name(NAME), *beside(path))
        beside_it = tuple(dict.fromkeys(p for p in beside_it if p.is_file()))
        return Listing(path.parent, (path,), beside_it, folder=False)
    return _folder(path)


def _folder(root):
    closed = []
    files, links, others, strange, hidden = [], [], [], [], 0
    for folder, folders, names in os.walk(root, onerror=lambda error: closed.append(Path(error.filename))):
        dotted = [name for name in (*folders, *names) if name.startswith(".")]
        inside = [Path(folder, name) for name in (*folders, *names) if name not in dotted]
        real = [path for path in inside if not path.is_symlink()]
        hidden += len(dotted)
        links += [path for path in inside if path.is_symlink()]
        plain = [path for path in real if path.is_file()]
        files += [path for path in plain if _kind(path) in READ]
        others += [path for path in plain if _kind(path) not in READ]
        strange += [path for path in real if not path.is_file() and not path.is_dir()]
        folders[:] = [name for name in folders if name not in dotted]  # the walk itself follows no links
    files.sort(key=lambda file: relative(file, root))
    beside_one = {place for file in files for place in beside(file)}
    settings = sorted(path for path in others if path.name == NAME or path in beside_one)
    others = [path for path in others if path not in settings]
    notes = _passed_over(root, others, links, hidden, closed, strange)
    if not files:
        more = f": {'; '.join(notes)}" if notes else ""
        raise NabraError(f"'{root}' holds no file of articles ({', '.join(READ)}){more}")
    return Listing(root, tuple(files), tuple(settings), notes)


def _kind(path):
    return ".warc.gz" if path.name.lower().endswith(".warc.gz") else path.suffix.lower()


def _passed_over(root, others, links, hidden, closed, strange):
    """What to say about files that are not read."""
    notes = []
    if others:
        kinds = sorted({_kind(file) or file.name for file in others})
        notes.append(f"{_files(len(others))} of kinds not read: {', '.join(kinds)}")
    if links:
        first = relative(min(links), root)
        notes.append(f"links are not followed: {len(links)} passed over ({first}); copy what they point to")
    if strange:
        first = relative(min(strange), root)
        notes.append(f"{_files(len(strange))} passed over that are no files but pipes or devices ({first})")
    if hidden:
        notes.append(f"{_files(hidden)} passed over because hidden (the name begins with a dot)")
    if closed:
        notes.append(f"folder {relative(min(closed), root)} may not be read; allow it or leave it out")
    return tuple(notes)


def relative(file, root):
    """The name of ``file`` below ``root``, with forward slashes on every machine; odd bytes written out."""
    return file.relative_to(root).as_posix().encode("utf-8", "backslashreplace").decode("utf-8")


def _files(count):
    return "1 file" if count == 1 else f"{count:,} files"

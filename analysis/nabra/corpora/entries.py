"""What is read one after another: files, and the members of ZIP archives, which stay in memory.

Nothing is unpacked onto the disk, so that no member can write outside. What an archive claims is checked
before it is read (names, links, locks, size, ratio), and no more is read than was claimed.
"""

import re
import stat
import zipfile
import zlib
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from nabra.corpora.decode import Unreadable, decode

ARCHIVES = (".zip",)
MEGA = 1024 * 1024
LIMIT = 64 * MEGA  # bytes of a file that holds one article or one export
MEMBER = 512 * MEGA  # bytes of one member of an archive
UNPACKED = 4096 * MEGA  # bytes of all members of an archive together
RATIO = 200  # times that a member of more than RATIO_FROM bytes may grow when it is unpacked
RATIO_FROM = 16 * MEGA
MEMBERS = 250_000
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError)  # what a broken member gives when it is read
DEEP = 2  # an archive in an archive, but no deeper


@dataclass(frozen=True)
class Entry:
    """One file, or one member of an archive.

    Attributes
    ----------
    name : str
        Below the folder that is read; a member stands behind the archive's name and a slash.
    file : Path
        The file on disk that holds it, for settings and hashes.
    size : int
        Bytes, as stated.
    open : callable
        ``open()`` gives a binary stream to be closed.
    member : bool
        Whether it is a member of an archive.
    """

    name: str
    file: Path
    size: int
    open: Callable
    member: bool = False

    @property
    def archive(self):
        return (self.name or self.file.name).lower().endswith(ARCHIVES)

    @property
    def suffix(self):
        """The kind: the end of the name in small letters; ``.warc.gz`` counts as one."""
        name = self.name.rsplit("/", 1)[-1].lower()
        found = re.search(r"\.warc\.gz$|\.[^.]*$", name)
        return found[0] if found and found.start() else ""

    def read(self, limit=LIMIT):
        """All bytes; raise Unreadable where there are more than ``limit``."""
        if self.size > limit:
            raise Unreadable(too_large(self.size, limit))
        with self.open() as stream:
            data = stream.read(limit + 1)
        if len(data) > limit:
            raise Unreadable(f"it is larger than it says; the limit is {limit // MEGA:,} MB")
        return data


def too_large(size, limit):
    """The reason for refusing a file by its size."""
    return (f"it is too large to be read at once ({size / MEGA:,.0f} MB; the limit for its kind is "
            f"{limit // MEGA:,} MB); divide it, or save it as CSV, JSON Lines or Parquet")


def of_file(name, file):
    """The entry of a file on disk."""
    return Entry(name, file, file.stat().st_size, lambda: file.open("rb"))


def stamp(file):
    """What tells whether a file has changed, or None where it is gone."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


@contextmanager
def members(name, file, deep=1, stream=None):
    """The entries of an archive, and those of its members that may not be read.

    Parameters
    ----------
    name : str
        The archive's name, which goes before its members'; may be empty.
    file : Path
    deep : int
        How many archives are open: this one, and those around it.
    stream : binary stream, optional
        The archive itself, where it is a member of another.

    Yields
    ------
    (list of Entry, list of (str, str))
        Sorted by name; names and reasons of the others. Folders are left out.

    Raises
    ------
    nabra.corpora.decode.Unreadable
        The file is no whole ZIP archive, or unpacks to more than is reasonable.
    """
    try:
        archive = zipfile.ZipFile(stream or file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Unreadable(f"it is not a whole ZIP archive ({error}); copy or download it again") from None
    with archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        packed = stream.getbuffer().nbytes if stream else file.stat().st_size
        _check_whole(infos, packed)
        good, bad = [], []
        for info in infos:
            reason = _fault(info, deep)
            shown = printable(member_name(info))
            shown = f"{name}/{shown}" if name else shown
            if reason:
                bad.append((shown, reason))
            else:
                good.append(Entry(shown, file, info.file_size, _opener(archive, info), member=True))
        yield sorted(good, key=lambda entry: entry.name), sorted(bad)


def member_name(info):
    """A member's name; where the archive does not say that it is UTF-8, the bytes tell, as in a text."""
    if info.flag_bits & 0x800 or info.filename.isascii():
        return info.filename
    try:
        return decode(info.filename.encode("cp437")).text  # as which the library read it
    except (UnicodeEncodeError, Unreadable):
        return info.filename


def printable(name):
    """A member's name with half characters and controls written out."""
    name = name.encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in name)


def inner(entry):
    """The bytes of an archive within an archive, as a stream."""
    return BytesIO(entry.read(MEMBER))


def _opener(archive, info):
    def open_member():
        try:
            return archive.open(info)
        except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError) as error:
            raise Unreadable(f"the archive cannot give it out ({error})") from None
    return open_member


def _check_whole(infos, packed):
    if len(infos) > MEMBERS:
        raise Unreadable(f"the archive holds {len(infos):,} files; the limit is {MEMBERS:,}")
    total = sum(info.file_size for info in infos)
    if total > UNPACKED or (total > RATIO_FROM and total > RATIO * packed):
        sizes = f"from {packed / MEGA:,.1f} to {total / MEGA:,.0f} MB"
        raise Unreadable(f"the archive unpacks {sizes}, which is no archive of articles; unpack it yourself "
                         "if you trust it")


def _fault(info, deep):
    """Why a member is not read, or None."""
    parts = re.split(r"[\\/]", info.filename)
    if ".." in parts or info.filename.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", info.filename):
        return "its name leads out of the archive; it is not read"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "it is a link, and links are not followed"
    if info.flag_bits & 0x1:
        return "it is locked with a password; unpack the archive first"
    if info.filename.lower().endswith(ARCHIVES) and deep >= DEEP:
        return "it is an archive within an archive within an archive; unpack it first"
    if info.file_size > MEMBER:
        return too_large(info.file_size, MEMBER)
    if info.file_size > RATIO_FROM and info.file_size > RATIO * max(1, info.compress_size):
        times = info.file_size // max(1, info.compress_size)
        return f"it unpacks to {times:,} times its size; it is not read"
    return None

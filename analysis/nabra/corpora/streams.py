"""The lines of a text of any size: small ones are decoded whole, large ones a piece at a time."""

import codecs
import io
from collections.abc import Callable
from dataclasses import dataclass

from nabra.corpora.decode import MOST_REPLACED, Decoded, Unreadable, decode
from nabra.corpora.entries import MEGA

WHOLE = 32 * MEGA  # bytes up to which a text is decoded at once
LONGEST = 64 * MEGA  # characters or bytes of a line of a larger text
BLOCK = MEGA


@dataclass(frozen=True)
class Text:
    """A text as lines.

    Attributes
    ----------
    lines : callable
        ``lines(newline)`` iterates over the lines from the start, their ends kept: ``""`` ends lines at
        \\n, \\r and \\r\\n, ``"\\n"`` at \\n alone.
    notes : tuple of str
        What is to be said of its encoding.
    size : int
        Bytes.
    """

    lines: Callable
    notes: tuple
    size: int


def text_of(entry, encoding=None):
    """The text of a table file.

    Parameters
    ----------
    entry : nabra.corpora.entries.Entry
    encoding : str, optional
        Where the user gives it; else the bytes tell, in a text of more than 32 MB the first 32 MB.

    Returns
    -------
    Text

    Raises
    ------
    nabra.corpora.decode.Unreadable
        No encoding reads the bytes, or a line of a large text is too long.
    """
    if entry.size <= WHOLE:
        decoded = decode(entry.read(WHOLE), encoding, repair=True)
        return Text(lambda newline: io.StringIO(decoded.text, newline=newline), spoken(decoded), entry.size)
    coding = _coding(entry, encoding)
    return Text(lambda newline: _lines(entry, coding.encoding, newline), spoken(coding), entry.size)


def spoken(decoded):
    """What to say about an encoding: nothing where it was given or is UTF-8."""
    if decoded.replaced:
        other = "and no other encoding reads them all" if decoded.guessed else "which is the encoding given"
        return (f"{decoded.replaced:,} bytes are not {decoded.encoding}, {other}; each became U+FFFD",)
    return (f"read as {decoded.encoding}, guessed from its bytes",) if decoded.guessed else ()


def _coding(entry, encoding):
    """Which encoding a large text is in, and how many of its bytes are not in it."""
    with entry.open() as stream:
        piece = stream.read(WHOLE)
    end = len(piece) // 4 * 4 if b"\0" in piece else piece.rfind(b"\n") + 1
    if not end:
        raise Unreadable(_TOO_LONG)
    found = decode(piece[:end], encoding, repair=True)
    decoder = codecs.getincrementaldecoder(found.encoding)("replace")
    replaced = characters = genuine = 0
    with entry.open() as stream:
        tail, run = b"", 0
        while block := stream.read(BLOCK):
            run = 0 if b"\n" in block or b"\r" in block else run + len(block)
            if run > LONGEST:
                raise Unreadable(_TOO_LONG)
            text = decoder.decode(block)
            replaced, characters = replaced + text.count("\ufffd"), characters + len(text)
            genuine += (tail + block).count("\ufffd".encode()) - tail.count("\ufffd".encode())
            tail = block[-2:]
    if found.encoding == "utf-8":
        replaced -= genuine
    if replaced > MOST_REPLACED * characters:
        raise Unreadable(f"no encoding reads its bytes ({replaced:,} of them are not {found.encoding})")
    return Decoded("", found.encoding, found.guessed or replaced > 0 and encoding is None, replaced)


_TOO_LONG = f"it has a line of more than {WHOLE // MEGA} MB, which is no row of a table; mend it"


def _lines(entry, encoding, newline):
    with entry.open() as raw:
        stream = io.TextIOWrapper(io.BufferedReader(raw), encoding, errors="replace", newline=newline)
        first = True
        while line := stream.readline(LONGEST):
            if len(line) == LONGEST and not line.endswith(("\n", "\r")):
                raise Unreadable(_TOO_LONG)
            yield line.removeprefix("\ufeff") if first else line
            first = False

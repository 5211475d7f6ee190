"""Bytes to text: which encoding a file is in, decided by its bytes alone, the same on every machine.

The order: the encoding the user gave; a byte order mark; UTF-16 where every other byte is NUL; strict
UTF-8; then the legacy encodings, each of which must read every byte *and* give plausible words. Nothing
is altered beyond dropping one byte order mark at the start, which is encoding and not text.
"""

import codecs
from dataclasses import dataclass

from nabra.errors import NabraError

ARABIC = ("windows-1256", "iso-8859-6", "cp720")
WESTERN = "windows-1252"
COMMON = frozenset("اليمونرتبهعةأدسفك")  # about four letters in five of running Arabic
SAMPLE = 200_000  # characters that the plausibility of a legacy encoding is judged on
MOST_REPLACED = 0.01  # share of unreadable bytes above which a table is no text
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
          (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a"))
_PUNCTUATION = frozenset("‘’‚“”„–—…•«»‹›£€©®°·´¡¿½¼¾\u00a0\u00ad×²³§¶™¢¥ªº±µ")


class Unreadable(Exception):
    """Bytes that no encoding reads; ``str(error)`` is the reason, for the table of rejected rows."""


@dataclass(frozen=True)
class Decoded:
    """Text, the encoding that gave it, whether that was guessed, and how many bad bytes became U+FFFD."""

    text: str
    encoding: str
    guessed: bool = False
    replaced: int = 0


def known(encoding):
    """Return ``encoding`` if Python knows it as a text encoding; raise NabraError if not."""
    try:
        b"aa".decode(encoding, "replace")
    except (LookupError, TypeError, ValueError):
        raise NabraError(f"encoding '{encoding}' is unknown; give one such as utf-8, windows-1256 or "
                         "utf-16") from None
    return encoding


def decode(data, encoding=None, repair=False):
    """Decode the bytes of one file.

    Parameters
    ----------
    data : bytes
        The whole file.
    encoding : str, optional
        Its encoding, where the user knows it; nothing else is then tried.
    repair : bool
        Where no encoding reads every byte, put U+FFFD for the bad ones (up to one in a hundred) and
        count them, instead of giving up. For tables, where one bad byte must not cost all rows.

    Returns
    -------
    Decoded

    Raises
    ------
    Unreadable
        No encoding reads the bytes.
    NabraError
        The encoding given does not exist.
    """
    if encoding is not None:
        return _strictly(data, known(encoding), repair)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strictly(data, name, repair)
    if b"\0" in data:
        wide = _wide(data)
        if wide:
            return wide
        if not repair:
            raise Unreadable("holds NUL bytes: it is no text file")
    try:
        return Decoded(_unmark(data.decode("utf-8")), "utf-8")
    except UnicodeDecodeError as error:
        first = error
    legacy = _legacy(data)
    if legacy:
        return legacy
    if repair:
        return _repaired(data, "utf-8")
    place = f"byte 0x{data[first.start]:02x} at {first.start}"
    raise Unreadable(f"no encoding reads its bytes (not UTF-8: {place})")


def _unmark(text):
    return text[1:] if text.startswith("\ufeff") else text


def _strictly(data, encoding, repair):
    try:
        return Decoded(_unmark(data.decode(encoding)), encoding)
    except UnicodeDecodeError as error:
        if repair:
            return _repaired(data, encoding, guessed=False)
        place = f"byte 0x{data[error.start]:02x} at {error.start}"
        raise Unreadable(f"its bytes are not {encoding} ({place})") from None


def _repaired(data, encoding, guessed=True):
    text = _unmark(data.decode(encoding, "replace"))
    replaced = text.count("\ufffd")
    if encoding.lower().replace("_", "-") in ("utf-8", "utf8"):
        replaced -= data.count("\ufffd".encode())
    if replaced > MOST_REPLACED * len(text):
        raise Unreadable(f"no encoding reads its bytes ({replaced:,} of them are not {encoding})")
    return Decoded(text, encoding, guessed, replaced)


def _wide(data):
    """UTF-16 without a byte order mark: nearly all characters ASCII, Arabic or punctuation, none NUL."""
    for name in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        sample = text[:SAMPLE]
        usual = sum(1 for c in sample if c in "\t\r\n" or " " <= c <= "\u06ff" or "\u2010" <= c <= "\u203a")
        if usual >= 0.95 * len(sample):
            return Decoded(text, name, guessed=True)
    return None


def _legacy(data):
    """The most plausible encoding of one byte a character, or None (also for bytes that are no text)."""
    if data[:SAMPLE].translate(None, _CONTROLS) != data[:SAMPLE]:
        return None
    best, most = None, 0.35
    for name in ARABIC:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        score = _arabic(text[:SAMPLE])
        if score > most:
            best, most = Decoded(text, name, guessed=True), score
    return best or _western(data)


def _arabic(text):
    """Share of the commonest Arabic letters among all letters beyond ASCII (0 without any)."""
    counts = {c: text.count(c) for c in set(text) if c > "\x7f" and c not in _PUNCTUATION}
    total = sum(counts.values())
    return sum(n for c, n in counts.items() if c in COMMON) / total if total else 0.0


def _western(data):
    """Windows-1252, where the letters beyond ASCII are few and all of a Western language."""
    try:
        text = data.decode(WESTERN)
    except UnicodeDecodeError:
        return None
    sample = text[:SAMPLE]
    beyond = [c for c in sample if c > "\x7f" and c not in _PUNCTUATION]
    letters = sum(1 for c in sample if c.isalpha())
    if all(c.isalpha() for c in beyond) and len(beyond) <= 0.2 * max(letters, 1):
        return Decoded(text, WESTERN, guessed=True)
    return None

"""Articles in plain text files: a header of known keys where there is one, and the text, untouched."""

import re
from dataclasses import dataclass

from nabra.corpora import columns
from nabra.corpora.decode import decode
from nabra.corpora.formats import spoken

TEXT = (".txt",)
_KEY = re.compile(r"([A-Za-z][A-Za-z_ -]{1,30}):(.*)", re.DOTALL)


@dataclass(frozen=True)
class Article:
    """One text file: ``header`` (our name -> value), ``text`` (all after the header), ``notes``."""

    header: dict
    text: str
    notes: tuple = ()


def header_of(text):
    """The header at the start of ``text`` and where the article begins.

    A header is one or more lines ``key: value`` with known ASCII keys (``title``, ``date``, ``outlet``,
    ``url``, ``author``, ``section``, ``language``, ``doc_id`` or a synonym), closed by a blank line. If any
    line before the first blank one is something else, there is no header and the whole file is the article.

    Returns
    -------
    (dict, int, tuple of str)
        Our name -> value without surrounding spaces, the offset behind the blank line, the keys as written.
    """
    found, written, place = {}, [], 0
    while True:
        end = text.find("\n", place)
        line = text[place:end if end >= 0 else len(text)].rstrip("\r")
        if not line.strip():
            return (found, end + 1 if end >= 0 else len(text), tuple(written)) if found else ({}, 0, ())
        match = _KEY.fullmatch(line)
        name = columns.ours(match[1]) if match else None
        if name is None or name == "text" or end < 0:
            return {}, 0, ()
        found.setdefault(name, match[2].strip())
        written.append(match[1].strip())
        place = end + 1


def read_text(data, encoding=None):
    """Read one text file from its bytes.

    Returns
    -------
    Article

    Raises
    ------
    nabra.corpora.decode.Unreadable
        No encoding reads the bytes.
    """
    decoded = decode(data, encoding)
    header, start, written = header_of(decoded.text)
    foreign = [f"'{key}' as {columns.ours(key)}" for key in written
               if columns.key(key) != columns.key(columns.ours(key))]
    notes = (f"header read {', '.join(foreign)}",) if foreign else ()
    return Article(header, decoded.text[start:], (*spoken(decoded), *notes))

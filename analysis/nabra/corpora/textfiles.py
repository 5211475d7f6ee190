"""Articles in plain text files: a header of known keys where there is one, and the text, untouched."""

import re
from dataclasses import dataclass, field

from nabra.corpora import columns

_KEY = re.compile(r"([A-Za-z][A-Za-z_ -]{1,30}):(.*)", re.DOTALL)


@dataclass(frozen=True)
class Article:
    """One article of a file.

    Attributes
    ----------
    header : dict
        Our name -> value, as far as the file says.
    text : str
    notes : tuple of str
    row : int or None
        Its number in a file that holds several.
    outlet : str or None
        What stands for the outlet where no folder and no setting names it.
    """

    header: dict
    text: str
    notes: tuple = ()
    row: int | None = None
    outlet: str | None = None


@dataclass(frozen=True)
class Unusable:
    """An article of a file with several that cannot be used, and why."""

    row: int
    reason: str
    header: dict = field(default_factory=dict)


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


def one_article(text):
    """The article that a text file is."""
    header, start, written = header_of(text)
    foreign = [f"'{key}' as {columns.ours(key)}" for key in written
               if columns.key(key) != columns.key(columns.ours(key))]
    notes = (f"header read {', '.join(foreign)}",) if foreign else ()
    return Article(header, text[start:], notes)


def tagged(text, tags):
    """The articles of a text with one mark-up element a field, as TREC collections have it.

    Parameters
    ----------
    text : str
    tags : dict
        Our name -> the element's name, ``text`` among them; ``DOC`` elements part the articles where
        there are any.

    Returns
    -------
    list of (Article or Unusable)
        The text's element without the one line end behind its start and before its end.
    """
    pieces = re.findall(r"<DOC>(.*?)</DOC>", text, re.DOTALL) or [text]
    return [_tagged(piece, tags, number if len(pieces) > 1 else None)
            for number, piece in enumerate(pieces, start=1)]


def _tagged(piece, tags, number):
    found = {}
    for ours, tag in tags.items():
        match = re.search(rf"<{re.escape(tag)}>(.*?)</{re.escape(tag)}>", piece, re.DOTALL)
        if match:
            found[ours] = match[1] if ours == "text" else match[1].strip()
    text = found.pop("text", None)
    if text is None:
        return Unusable(number, f"there is no element <{tags.get('text')}> with a text in it", found)
    return Article(found, re.sub(r"\A\r?\n|\r?\n\Z", "", text), (), number)

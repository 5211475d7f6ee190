"""Articles in the exports of LexisNexis, Nexis Uni and Factiva, once these are plain text."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from nabra.corpora.dates import readings
from nabra.corpora.textfiles import Article, Unusable

SNIFFED = 200_000  # characters in which the marks of an export are looked for


@cache
def _marks():
    """The marks of each export, compiled (``exports.toml``)."""
    raw = tomllib.loads(files("nabra").joinpath("corpora/exports.toml").read_text(encoding="utf-8"))
    return {kind: {key: re.compile(value, re.MULTILINE) if isinstance(value, str) else value
                   for key, value in marks.items()} for kind, marks in raw.items()}


def split(text):
    """The articles of an export.

    Parameters
    ----------
    text : str
        Of a .txt, .rtf or .docx file.

    Returns
    -------
    list of (Article or Unusable), or None
        None: it is no export. An article's text is what stands between its head and what follows on it
        (load date, copyright); of the head only the fields of the documents table are kept.
    """
    lexis, factiva = _marks()["lexis"], _marks()["factiva"]
    start = text[:SNIFFED]
    if lexis["start"].search(start):
        pieces = lexis["start"].split(text)[1:]
        return [_older(piece, number, lexis) for number, piece in enumerate(pieces, start=1)]
    if lexis["end"].search(text) or (lexis["body"].search(start) and lexis["length"].search(start)):
        pieces = [piece for piece in lexis["end"].split(text) if piece.strip()]
        return [_nexis_uni(piece, number, lexis) for number, piece in enumerate(pieces, start=1)]
    if factiva["document"].search(text):
        return _factiva(text, factiva)
    return None


def _older(piece, number, marks):
    """LexisNexis as text: outlet, date, headline, fields, LENGTH, the text, LOAD-DATE and the like."""
    length = marks["length"].search(piece)
    if not length:
        return Unusable(number, "the export has no line LENGTH before its text; export it with all fields")
    head = piece[:length.start()].splitlines()
    header = _fields(head, marks)
    plain = [line.strip() for line in head if line.strip()]
    dated = next((place for place, line in enumerate(plain) if readings(line)), None)
    if dated:
        names = [line for line in plain[:dated] if not marks["copyright"].match(line)]
        header |= {"outlet": names[-1] if names else None, "date": plain[dated]}
        header["title"] = " ".join(_until_field(plain[dated + 1:]))
    rest = piece[length.start():].partition("\n")[2]
    return Article(_language(rest, marks) | header, _body(_without_fields(rest, marks), marks), (), number)


def _nexis_uni(piece, number, marks):
    """Nexis Uni: headline, outlet, date, copyright, fields, Body, the text, Load-Date."""
    body = marks["body"].search(piece)
    if not body:
        return Unusable(number, "the export has no line 'Body' before its text; export the full documents")
    head = _without_cover(piece[:body.start()], marks).splitlines()
    header = _fields(head, marks)
    plain = [line.strip() for line in head if line.strip()]
    dated = next((place for place, line in enumerate(plain) if place and readings(line)), None)
    if dated and dated >= 2:
        outlet = plain[dated - 1]
        if dated > 2 and re.fullmatch(r"\(.*\)", outlet):      # a part of the outlet: "The Courier Blogs", "(Green)"
            outlet = f"{plain[dated - 2]} {outlet}"
        header |= {"title": plain[0], "outlet": outlet, "date": plain[dated]}
    elif plain:
        header["title"] = plain[0]
    return Article(header, _body(piece[body.end():], marks), (), number)


def _without_cover(head, marks):
    """The head without the page that an export of Nexis Uni begins with: who searched for what, and the list."""
    if not marks["cover"].search(head):
        return head
    last = max((found.end() for mark in ("cover", "listed") for found in marks[mark].finditer(head)), default=0)
    return head[last:].partition("\n")[2]


def _without_fields(text, marks):
    """The text without the fields that stand before its first paragraph."""
    while (found := marks["below"].match(text.lstrip())) is not None:
        text = text.lstrip()[found.end():]
    return text


def _fields(lines, marks):
    found = {}
    for line in lines:
        key, colon, value = line.strip().partition(":")
        ours = marks["fields"].get(key.upper())
        if colon and ours:
            found[ours] = value.strip()
    return found


def _language(text, marks):
    """The language, which the older export states behind the text."""
    after = marks["after"].search(text)
    found = _fields(text[after.start():].splitlines(), marks) if after else {}
    return {key: value for key, value in found.items() if key == "language"}


def _until_field(lines):
    """The lines before the first ``KEY: value``."""
    for line in lines:
        if re.match(r"[A-Z][A-Z-]{3,}:", line):
            return
        yield line


def _body(text, marks):
    after = marks["after"].search(text)
    text = text[:after.start()] if after else text
    lines = text.rstrip().split("\n")
    while lines and (marks["copyright"].match(lines[-1]) or not lines[-1].strip()):
        lines.pop()
    return "\n".join(lines).strip("\r\n")


def _factiva(text, marks):
    found, place = [], 0
    for number, match in enumerate(marks["document"].finditer(text), start=1):
        piece = text[place:match.start()]
        place = match.end()
        tags = any(marks["tag"].match(line) for line in piece.splitlines())
        made = (_with_tags if tags else _without_tags)(piece, number, marks)
        made.header["doc_id"] = match[1]
        found.append(made)
    return found


def _with_tags(piece, number, marks):
    values, tag = {}, None
    for line in piece.splitlines():
        match = marks["tag"].match(line)
        if match:
            tag, line = match[1], match[2]
            values.setdefault(tag, [])
        if tag:
            values[tag].append(line.strip("| \t"))
    fields = {tag: "\n".join(lines).strip() for tag, lines in values.items()}
    header = {ours: " ".join(fields[tag].split()) for tag, ours in marks["fields"].items() if fields.get(tag)}
    text = "\n\n".join(fields[tag] for tag in ("LP", "TD") if fields.get(tag))
    if not text:
        reason = "it has no lead paragraph and no text (LP, TD); export the full articles"
        return Unusable(number, reason, header)
    return Article(header, text, (), number)


def _without_tags(piece, number, marks):
    lines = piece.strip("\n").splitlines()
    counted = next((place for place, line in enumerate(lines) if marks["words"].match(line)), None)
    begun = next((place for place, line in enumerate(lines) if counted is not None and place > counted
                  and marks["copyright"].match(line)), None)
    if begun is None:
        return Unusable(number, "its head has no number of words and no copyright line, so that nobody can "
                                "tell where the text begins; export with indexing", {})
    above = [line.strip() for line in lines[:counted] if line.strip()]
    below = [line.strip() for line in lines[counted + 1:begun] if line.strip()]
    dated = next((place for place, line in enumerate(below) if readings(line)), None)
    header = {"title": above[0] if above else None, "author": above[1] if len(above) > 1 else None}
    if dated is not None:
        names = [line for line in below[dated + 1:] if not marks["code"].match(line)]
        header |= {"date": below[dated], "outlet": names[0] if names else None,
                   "language": names[-1] if len(names) > 1 else None}
    return Article(header, "\n".join(lines[begun + 1:]).strip("\r\n"), (), number)

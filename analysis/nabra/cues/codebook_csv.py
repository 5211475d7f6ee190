"""A codebook as a spreadsheet and back: one row for the book, each concept, variant, term and exclude.

Comments of the YAML file are lost on the way, nothing else is. What YAML writes with structure (a stem with its
class, a condition) stands in one cell, as YAML on one line.
"""

import csv
import io

import yaml

from nabra.cues.codebook_yaml import parse
from nabra.errors import NabraError, Problems

COLUMNS = ("row", "concept", "variant", "language", "term", "label_ar", "label_en", "gloss", "source", "kind",
           "baseline", "not", "requires", "version", "licence")
ROWS = ("codebook", "concept", "variant", "term", "exclude")
_LANGUAGES = ("ar", "en")
_FORMULA = ("=", "+", "-", "@", "\t")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def as_rows(raw, name):
    """The rows of a codebook file.

    Parameters
    ----------
    raw : bytes
    name : str
        The file's name, for messages. The codebook should have been loaded before: its mistakes are not sought here.

    Returns
    -------
    list of dict
        Strings by column; what a row does not have is "".
    """
    parse(raw, name)
    book = yaml.load(raw.decode("utf-8-sig"), Loader=_LOADER)
    rows = [_row("codebook", concept=book["codebook"], **_labels(book["title"]), version=book.get("version"),
                 licence=book.get("licence")), *_excludes(book, "", "")]
    for concept in book["concepts"]:
        rows.append(_row("concept", concept=concept["id"], **_labels(concept["label"]), gloss=concept.get("gloss"),
                         baseline="true" if concept.get("baseline") else "", **_conditions(concept)))
        rows += _excludes(concept, concept["id"], "")
        for variant in concept["variants"]:
            rows.append(_row("variant", concept=concept["id"], variant=variant["id"], **_labels(variant["label"]),
                             **{key: variant.get(key) for key in ("gloss", "source", "kind")}, **_conditions(variant)))
            rows += _terms("term", variant["terms"], concept["id"], variant["id"])
            rows += _excludes(variant, concept["id"], variant["id"])
    return rows


def to_csv(rows):
    """The rows as CSV text with a byte order mark, for spreadsheets; no cell is taken for a formula."""
    file = io.StringIO()
    writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({key: _guarded(value) for key, value in row.items()} for row in rows)
    return "\ufeff" + file.getvalue()


def from_csv(text, name):
    """The text of a codebook file from CSV text.

    Raises
    ------
    Problems
        Rows that have no place or cells that are no YAML, all at once.
    """
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    missing = [column for column in ("row", "concept", "variant", "language", "term") if column not in
               (reader.fieldnames or ())]
    if missing:
        raise NabraError(f"{name} line 1: no column '{missing[0]}'; a codebook's columns are {', '.join(COLUMNS)}")
    build = _Builder(name)
    try:
        for row in reader:
            if any(value for value in row.values() if isinstance(value, str)):
                build.add(reader.line_num, {key: _bare(value or "") for key, value in row.items() if key in COLUMNS})
    except csv.Error as error:
        raise NabraError(f"{name} line {reader.line_num}: no readable CSV ({error}); save it from the spreadsheet "
                         "as 'CSV UTF-8'") from None
    return build.text()


class _Builder:
    """Puts rows into a book, and gathers those that fit nowhere."""

    def __init__(self, name):
        self.name, self.problems = name, []
        self.book, self.concepts, self.variants = {}, {}, {}

    def add(self, line, row):
        kind = row["row"].strip()
        if kind not in ROWS:
            self._say(line, f"row '{kind}' unknown; one of {', '.join(ROWS)}")
            return
        getattr(self, f"_{kind}")(line, row)

    def text(self):
        """YAML of the book, if every row found its place."""
        if not self.book:
            self._say(1, "no row 'codebook'; write one with the codebook's name in the column concept")
        if self.problems:
            raise Problems(self.problems)
        ordered = {key: self.book[key] for key in ("codebook", "version", "title", "licence", "excludes") if
                   key in self.book}
        return yaml.dump(ordered | {"concepts": list(self.concepts.values())}, allow_unicode=True, sort_keys=False,
                         width=110, default_flow_style=None)

    def _codebook(self, line, row):
        self.book |= _kept({"codebook": row["concept"], "version": row.get("version"), "title": _label(row),
                            "licence": row.get("licence")})

    def _concept(self, line, row):
        made = _kept({"id": row["concept"], "label": _label(row), "gloss": row.get("gloss")})
        if row.get("baseline", "").lower() in ("true", "1", "yes"):
            made["baseline"] = True
        self.concepts[row["concept"]] = made | self._stated(line, row) | {"variants": []}

    def _variant(self, line, row):
        if row["concept"] not in self.concepts:
            self._say(line, f"concept '{row['concept']}' has no row of its own above this variant; add one")
            return
        made = _kept({"id": row["variant"], "label": _label(row)} | {key: row.get(key) for key in
                                                                     ("gloss", "source", "kind")})
        made |= self._stated(line, row) | {"terms": {}}
        self.variants[row["concept"], row["variant"]] = made
        self.concepts[row["concept"]]["variants"].append(made)

    def _term(self, line, row):
        owner = self.variants.get((row["concept"], row["variant"]))
        if owner is None:
            self._say(line, f"variant '{row['concept']}/{row['variant']}' has no row of its own above this term; add one")
            return
        self._listed(line, row, owner["terms"])

    def _exclude(self, line, row):
        owner = self.book
        if row["variant"]:
            owner = self.variants.get((row["concept"], row["variant"]))
        elif row["concept"]:
            owner = self.concepts.get(row["concept"])
        if owner is None:
            self._say(line, f"'{row['concept']}/{row['variant']}' has no row of its own above this exclude; add one")
            return
        self._listed(line, row, owner.setdefault("excludes", {}))

    def _listed(self, line, row, lists):
        if row["language"] not in _LANGUAGES:
            self._say(line, f"language '{row['language']}' unknown; one of {', '.join(_LANGUAGES)}")
            return
        value = self._read(line, row["term"], "term")
        if value is not None:
            lists.setdefault(row["language"], []).append(value)

    def _stated(self, line, row):
        return _kept({key: self._read(line, row[key], key) for key in ("not", "requires") if row.get(key)})

    def _read(self, line, cell, what):
        """The value of a cell: YAML where it has structure, else the text as it stands."""
        if not cell.lstrip().startswith(("{", "[", '"')):
            return cell
        try:
            return yaml.load(cell, Loader=_LOADER)
        except (yaml.YAMLError, RecursionError):
            self._say(line, f"{what} '{cell[:60]}' is not readable as YAML; check its brackets and quotation marks")
            return None

    def _say(self, line, message):
        self.problems.append(f"{self.name} line {line}: {message}")


def _row(what, **values):
    return {column: "" for column in COLUMNS} | {"row": what} | {
        key: "" if value is None else str(value) for key, value in values.items()}


def _labels(label):
    return {"label_ar": label.get("ar"), "label_en": label.get("en")}


def _label(row):
    return {language: row.get(f"label_{language}", "") for language in _LANGUAGES}


def _conditions(owner):
    return {key: _inline(owner[key]) for key in ("not", "requires") if key in owner}


def _excludes(owner, concept, variant):
    return _terms("exclude", owner.get("excludes") or {}, concept, variant)


def _terms(what, lists, concept, variant):
    return [_row(what, concept=concept, variant=variant, language=language, term=_inline(term))
            for language, terms in lists.items() for term in terms]


def _inline(value):
    if isinstance(value, str) and not value.lstrip().startswith(("{", "[", '"')):
        return value
    return yaml.dump(value, allow_unicode=True, sort_keys=False, default_flow_style=True, width=10 ** 6).strip().removesuffix("...").strip()


def _kept(values):
    return {key: value for key, value in values.items() if value not in ("", None)}


def _guarded(value):
    return "'" + value if value.startswith(_FORMULA) else value


def _bare(value):
    return value[1:] if value.startswith("'") and value[1:].startswith(_FORMULA) else value

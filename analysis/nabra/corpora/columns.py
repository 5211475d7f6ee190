"""Which column of a table is which: the names the documents table knows, and what others call them."""

import re
from dataclasses import dataclass

from nabra.errors import NabraError

# In each row the first synonym wins over the later ones. Sorted by how surely the name means that.
SYNONYMS = {
    "doc_id": ("article_id", "document_id", "unit_id", "id", "uid", "uuid", "doc_no"),
    "outlet": ("newspaper", "news_outlet", "publisher", "source_name", "source.name", "source", "publication",
               "media_outlet", "media", "site_name", "site", "الصحيفة", "الجريدة", "المصدر", "الناشر"),
    "language": ("lang", "language_code", "locale", "اللغة"),
    "date": ("published", "pubdate", "publication_date", "date_published", "published_date", "published_at",
             "publish_date", "date_publish", "published_on", "article_date",
             "datetime", "timestamp", "تاريخ النشر", "التاريخ"),
    "title": ("headline", "article_title", "news_title", "heading", "العنوان", "عنوان"),
    "text": ("article_content", "article_text", "article_body", "full_text", "main_text", "body_text", "body",
             "content", "article", "news_text", "story", "النص", "نص المقال", "المحتوى"),
    "url": ("link", "article_url", "source_url", "web_url", "permalink", "uri", "href", "الرابط"),
    "section": ("category", "rubric", "desk", "القسم"),
    "author": ("byline", "authors", "writer", "journalist", "الكاتب"),
}
EXTRA = ("genre", "origin", "event", "duplicate_of")  # taken over under their own names alone
OURS = (*SYNONYMS, *EXTRA)
_SILENT = re.compile(r"|unnamed: ?\d+|__index_level_\d+__|source_file|sha256", re.IGNORECASE)


class NoText(NabraError):
    """No column of a table holds the text; ``reason`` says so without the file's name."""

    def __init__(self, place, reason):
        self.reason = reason
        super().__init__(f"{place}: {reason}")


@dataclass(frozen=True)
class Choice:
    """The columns chosen: ``used`` maps our names to the table's, ``notes`` say what was decided."""

    used: dict
    notes: tuple


def key(name):
    """How names are compared: case, spaces, hyphens and underscores do not count."""
    return re.sub(r"[\s_\-]+", "", str(name).strip("\ufeff \t\r\n").casefold())


_KEYS = {**{key(name): name for name in OURS},
         **{key(other): ours for ours, others in SYNONYMS.items() for other in others}}


def ours(name):
    """Our name for a column called ``name`` (by name or synonym), or None."""
    return _KEYS.get(key(name))


def check(wanted, place):
    """Check a mapping (ours = theirs); raise NabraError naming the first name that is not ours."""
    for name, theirs in wanted.items():
        if name not in OURS:
            raise NabraError(f"{place}: '{name}' is not a column of the documents table; "
                             f"the names to map are {', '.join(OURS)}")
        if not isinstance(theirs, str):
            raise NabraError(f"{place}: the column for '{name}' is {theirs!r}; give its name as text")
    return dict(wanted)


def choose(names, wanted=None, place="table", keep=()):
    """Choose the columns of one table.

    Parameters
    ----------
    names : sequence of str
        The table's column names, in order, as they stand in the file.
    wanted : dict, optional
        What the user says: our name -> the table's name; an empty string means "no column".
    place : str
        The file, for messages.
    keep : sequence of str
        More columns, taken along under their own names where the table has them.

    Returns
    -------
    Choice
        What the user says wins over exact names, exact names over synonyms; of two synonyms the one
        named first in ``SYNONYMS`` wins. Case and surrounding spaces never count.

    Raises
    ------
    NabraError
        A wanted column does not exist, or no column holds the text.
    """
    wanted = check(wanted or {}, place)
    used = {name: _find(theirs, names, name, place) for name, theirs in wanted.items() if theirs.strip()}
    found = _candidates([name for name in names if name not in used.values()], wanted)
    used.update({name: others[0] for name, others in found.items()})
    if "text" not in used:
        raise NoText(place, f"no column holds the text (its columns: {_listed(names)}); name it, as "
                            'text = "NAME" under [columns] in nabra.toml or in the option for columns')
    kept = {name: name for name in keep if name in names}
    taken = {*used.values(), *kept}
    unused = [name for name in names if name not in taken and not _SILENT.fullmatch(name.strip())]
    ignored = (f"columns not used: {_listed(unused)}",) if unused else ()
    return Choice({name: used[name] for name in OURS if name in used} | kept, (*_renamed(found), *ignored))


def _candidates(names, wanted):
    """For each of our names that the user left open: the columns that could be it, the best first."""
    by_key = {key(name): name for name in reversed(names)}
    found = {}
    for name in OURS:
        others = [by_key[key(other)] for other in (name, *SYNONYMS.get(name, ())) if key(other) in by_key]
        if others and name not in wanted:
            found[name] = others
    return found


def _renamed(found):
    """What to say about columns recognised by a synonym."""
    renamed = {name: others for name, others in found.items() if key(others[0]) != key(name)}
    for_sure = ", ".join(f"'{others[0]}' as {name}" for name, others in renamed.items())
    doubtful = (f"{', '.join(map(repr, others[1:]))} could be the {name} too; '{others[0]}' is read (map it "
                "to change that)" for name, others in renamed.items() if len(others) > 1)
    return (*((f"read {for_sure}",) if renamed else ()), *doubtful)


def _find(theirs, names, name, place):
    for candidate in (theirs, *[other for other in names if key(other) == key(theirs)]):
        if candidate in names:
            return candidate
    raise NabraError(f"{place}: there is no column '{theirs}' to read as {name}; "
                     f"its columns: {_listed(names)}")


def _listed(names):
    shown = [name for name in names if name.strip()]
    return ", ".join(shown[:30]) + (f" and {len(shown) - 30} more" if len(shown) > 30 else "")

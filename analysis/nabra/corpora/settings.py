"""The small TOML beside the data: which column is which, the encoding, a constant outlet.

``nabra.toml`` in a folder holds for the files in it and below; ``FILE.toml`` (``articles.csv.toml`` or
``articles.toml``) for one file. The nearer one wins, key by key::

    encoding = "windows-1256"
    outlet = "al-binaa"          # one outlet for all articles
    language = "ar"
    date_order = "dmy"           # how 4/5/2017 is meant: dmy or mdy
    keep = ["label"]             # more columns, taken along under their own names
    header = false               # text files begin with the article, without lines "title: …"
    only = "[.]txt$"             # the files, and members of archives, whose name this finds
    path = "(?P<outlet>[^/]+)/(?P<section>[^/]+)/[^/]+$"    # named groups found in a file's name are columns
    [columns]
    text = "article_content"     # ours = theirs; "" means: there is none
    [outlets]
    "The Daily" = "daily"        # names that are one: as written = wanted; aliases = true: nabra's too
    [tags]
    text = "TEXT"                # text files with one element a field, <TEXT>...</TEXT>
"""

import re
import tomllib
from dataclasses import dataclass, field, replace

from nabra.corpora import columns
from nabra.corpora.dates import ORDERS
from nabra.corpora.decode import known
from nabra.errors import NabraError

NAME = "nabra.toml"
KEYS = ("columns", "tags", "outlets", "aliases", "keep", "only", "path", "header", "encoding", "outlet",
        "language", "date_order")
MAPPINGS = ("columns", "tags", "outlets")
SWITCHES = ("header", "aliases")


@dataclass(frozen=True)
class Settings:
    """What the user says about the files (see the module)."""

    columns: dict = field(default_factory=dict)
    tags: dict = field(default_factory=dict)
    outlets: dict = field(default_factory=dict)
    aliases: bool = False
    keep: tuple = ()
    only: str | None = None
    path: str | None = None
    header: bool = True
    encoding: str | None = None
    outlet: str | None = None
    language: str | None = None
    date_order: str | None = None

    def under(self, nearer):
        """These settings with those of a nearer file laid over them."""
        given = {key: value for key, value in nearer.items() if key not in MAPPINGS}
        merged = {key: {**getattr(self, key), **nearer.get(key, {})} for key in MAPPINGS}
        return replace(self, **merged, **given)


def read_toml(path, place):
    """The settings in one TOML file as a dict; raise NabraError (value, place, mend) for a mistake."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise NabraError(f"{place}: it cannot be read ({error.strerror}); mend or remove it") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise NabraError(f"{place}: it is not valid TOML ({error}); text stands in quotation marks") from None
    return check(values, place)


def check(values, place):
    """Return ``values`` if they are settings; raise NabraError naming the first that is not."""
    for key, value in values.items():
        if key not in KEYS:
            hint = f"; put it under [columns] as {key} = \"…\"" if key in columns.OURS else ""
            raise NabraError(f"{place}: '{key}' is no setting; those that are: {', '.join(KEYS)}{hint}")
        if key in MAPPINGS:
            if not isinstance(value, dict):
                raise NabraError(f"{place}: {key} is {value!r}; write [{key}], then ours = \"theirs\"")
            _check_mapping(key, value, place)
        elif key == "keep":
            _check_keep(value, place)
        elif key in SWITCHES:
            if not isinstance(value, bool):
                raise NabraError(f"{place}: {key} is {value!r}; write {key} = true or {key} = false")
        elif not isinstance(value, str) or not value.strip():
            raise NabraError(f"{place}: {key} is {value!r}; give it as text in quotation marks")
    if "encoding" in values:
        try:
            known(values["encoding"])
        except NabraError as error:
            raise NabraError(f"{place}: {error}") from None
    for key in {"only", "path"} & set(values):
        try:
            groups = re.compile(values[key]).groupindex
        except re.error as error:
            raise NabraError(f"{place}: {key} is no regular expression ({error}); mend it") from None
        columns.check({name: "" for name in groups}, f"{place}: {key}")
    if values.get("tags") and "text" not in values["tags"]:
        raise NabraError(f"{place}: [tags] does not say which element holds the text; add text = \"NAME\"")
    if values.get("date_order", "dmy") not in ORDERS:
        raise NabraError(f"{place}: date_order is '{values['date_order']}'; give dmy or mdy")
    return values


def _check_mapping(key, value, place):
    if key != "outlets":
        columns.check(value, place)
    elif not all(isinstance(wanted, str) and wanted.strip() for wanted in value.values()):
        raise NabraError(f"{place}: a name under [outlets] is no text; write \"as written\" = \"wanted\"")


def _check_keep(value, place):
    if not isinstance(value, list) or not all(isinstance(name, str) and name.strip() for name in value):
        raise NabraError(f"{place}: keep is {value!r}; give a list of columns' names, as [\"label\"]")
    ours = [name for name in value if name in (*columns.OURS, "source_file", "sha256", "row")]
    if ours:
        raise NabraError(f"{place}: keep names '{ours[0]}', which is a column of the documents table; map it "
                         "under [columns]")


def beside(file):
    """Where the settings of one file may stand: ``articles.csv.toml``, then ``articles.toml``."""
    return [file.with_name(file.name + ".toml"), file.with_suffix(".toml")]

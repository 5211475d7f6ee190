"""Outlets and their other names (``outlets.toml``). No two names become one unless the user asks for it.

By default the documents keep the outlet as it is written, and where two names of a corpus belong to one
outlet a note says so. With ``aliases = true`` in ``nabra.toml`` the names of the table, and with
``[outlets]`` those of the user (``"as written" = "wanted"``), are read as one; the column
``outlet_as_written`` then keeps what stood there.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files

import pandas as pd

from nabra.corpora.months import plain

COLUMNS = ("id", "name_en", "name_ar", "country", "owner", "kind", "aliases", "sources")


def table():
    """What is known of outlets.

    Returns
    -------
    DataFrame
        One row an outlet: id, name_en, name_ar, country, owner, kind, aliases and sources (lists joined by
        "; "). A cell is null where no source was seen.
    """
    rows = [{name: "; ".join(value) if isinstance(value, list) else value for name, value in row.items()}
            for row in _rows()]
    return pd.DataFrame(rows, columns=COLUMNS).astype("string")


def outlet_id(name):
    """The id of the outlet of this name, in whatever case and spelling of alif, or None."""
    return _ids().get(_key(name))


def reader(own, aliases):
    """A function from a name as written to the name that is read.

    Parameters
    ----------
    own : dict
        The user's: as written -> wanted.
    aliases : bool
        Whether the table's names count too.
    """
    mine = {_key(written): wanted for written, wanted in own.items()}

    def read(name):
        if name is None or name is pd.NA:
            return None
        return mine.get(_key(name)) or (outlet_id(name) if aliases else None) or name

    return read


def alike(names):
    """One sentence for each outlet that occurs under several names."""
    found = {}
    for name in sorted(set(names)):
        known = outlet_id(name)
        if known:
            found.setdefault(known, []).append(name)
    return tuple(f"the outlets {', '.join(map(repr, same))} are one as far as is known ({known}) and are "
                 "kept apart; aliases = true in nabra.toml reads them as one"
                 for known, same in sorted(found.items()) if len(same) > 1)


@cache
def _rows():
    text = files("nabra").joinpath("corpora/outlets.toml").read_text(encoding="utf-8")
    return [{"id": name, **row} for name, row in tomllib.loads(text).items()]


@cache
def _ids():
    return {_key(name): row["id"] for row in _rows()
            for name in (row["id"], row.get("name_en"), row.get("name_ar"), *row.get("aliases", ())) if name}


def _key(name):
    return re.sub(r"[\W_]+", "", plain(str(name)))

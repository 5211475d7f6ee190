"""A fetched corpus to the documents table, by its recipe."""

import re
from dataclasses import replace
from pathlib import Path

import pandas as pd

from nabra import tables
from nabra.corpora.decode import Unreadable
from nabra.corpora.entries import ARCHIVES, members, of_file
from nabra.corpora.fetch import kept
from nabra.corpora.formats import open_table
from nabra.corpora.read import load
from nabra.corpora.said import missing
from nabra.errors import NabraError


def convert(recipe, source=None):
    """The documents of a corpus.

    Parameters
    ----------
    recipe : nabra.corpora.catalogue.Recipe
    source : str or Path, optional
        The corpus' own files, or some of them, where they are not those of the cache.

    Returns
    -------
    nabra.corpora.read.Loaded

    Raises
    ------
    NabraError
        Nothing was fetched yet, or the files are not as the recipe says.
    """
    if source is None and not (kept(recipe).is_dir() and any(kept(recipe).iterdir())):
        raise NabraError(f"corpus {recipe.name} is not in the cache; "
                         f"fetch it: nabra corpora fetch {recipe.name}")
    loaded = load(source or kept(recipe), config=dict(recipe.reading))
    if not recipe.join:
        return loaded
    metadata = _metadata(source or kept(recipe), recipe.join, recipe.name)
    joined = _joined(loaded.documents, metadata, recipe.join)
    stale = missing(loaded.documents)
    notes = (*(note for note in loaded.notes if note not in stale), *missing(joined))
    return replace(loaded, documents=joined, notes=notes)


def _metadata(source, join, name):
    """The table of metadata that lies in the archive, as strings."""
    source = Path(source)
    files = [source] if source.is_file() else sorted(source.iterdir())
    for file in (file for file in files if file.suffix.lower() in ARCHIVES):
        with members("", file) as (good, _):
            for entry in good:
                if entry.name.endswith(join["file"]):
                    return _strings(open_table(replace(entry, name=join["file"])))
    for file in files:
        if str(file).endswith(join["file"]):
            return _strings(open_table(of_file(join["file"], file)))
    raise NabraError(f"recipe {name}: the table {join['file']} is not in '{source}'; fetch the corpus anew")


def _strings(table):
    try:
        (raw,) = table.chunks(None, table.names)
    except (ValueError, Unreadable):
        raise NabraError("the table of metadata cannot be read; fetch the corpus anew") from None
    return pd.DataFrame({name: raw.take(name) for name in table.names})


def _joined(documents, metadata, join):
    """The documents with the columns of their metadata; those that have none keep what they have."""
    keyed = metadata.drop_duplicates(join["key"]).set_index(join["key"])
    joined = documents.copy()
    for ours, theirs in join["columns"].items():
        found = documents["doc_id"].map(keyed[theirs])
        empty = found.isna() | found.fillna("").str.fullmatch(re.escape(join.get("none", "")))
        found = found.mask(empty).astype("string")
        joined[ours] = found.fillna(joined[ours]) if ours in joined else found
    return tables.frame("documents", joined)

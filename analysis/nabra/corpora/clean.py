"""Raw columns to those of the documents table: nulls, languages, links and dates. The text stays as it is."""

import hashlib
import re
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import pandas as pd
import pyarrow as pa

from nabra.corpora import dates

STRING = pd.StringDtype("pyarrow")
LANGUAGES = {"arabic": "ar", "ara": "ar", "arb": "ar", "عربي": "ar", "العربية": "ar", "عربية": "ar",
             "english": "en", "eng": "en", "انجليزي": "en", "إنجليزي": "en", "الإنجليزية": "en"}
_WHOLE = re.compile(r"(\d+)\.0+")


@dataclass(frozen=True)
class Column:
    """One column as strings; ``bad`` lists the positions whose value could not be read (now null)."""

    values: pd.Series
    bad: list = field(default_factory=list)
    notes: tuple = ()


def strings(values):
    """A pandas string Series from a list of str or None; half characters (lone surrogates) are bad."""
    if isinstance(values, pd.Series):
        return Column(values)
    try:
        return Column(pd.Series(values, dtype=STRING))
    except UnicodeEncodeError:
        bad = [i for i, value in enumerate(values) if value is not None and not _whole(value)]
        kept = list(values)
        for i in bad:
            kept[i] = None
        return Column(pd.Series(kept, dtype=STRING), bad)


def _whole(value):
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def column(name, values, order=None, whole=None):
    """Clean one column by its name in the documents table.

    Parameters
    ----------
    name : str
        Our name of the column.
    values : list of (str or None) or pandas.Series
        As read.
    order : {'dmy', 'mdy'}, optional
        The order of figures in dates.
    whole : bool, optional
        Whether all doc_ids of the file are whole numbers with ``.0``; by default those given tell.

    Returns
    -------
    Column
        Text is untouched. A title of spaces is null, others are kept as they are. All other columns lose
        their surrounding spaces, and empty ones are null.
    """
    read = strings(values)
    if name == "text":
        return read
    bare = read.values.str.strip()
    empty = (bare == "").fillna(False).astype(bool)
    if name == "title":
        return Column(read.values.mask(empty), read.bad)
    bare = bare.mask(empty)
    if name == "doc_id":
        return Column(_ids(bare, whole), read.bad)
    if name == "language":
        codes = {value: _language(value) for value in bare.dropna().unique()}
        return Column(bare.map(codes).astype(STRING), read.bad)
    if name == "url":
        strange = (bare.notna() & ~bare.str.match(r"(?i)https?://[^\s/]").fillna(False)).astype(bool)
        return Column(bare.mask(strange), [*read.bad, *strange.to_numpy().nonzero()[0].tolist()])
    if name == "date":
        found = dates.read([None if value is pd.NA else value for value in bare], order)
        return Column(pd.Series(found.values, dtype=STRING), [*read.bad, *found.unreadable], found.notes)
    return Column(bare, read.bad)


def all_whole(ids):
    """Whether all ids that are there are whole numbers as a spreadsheet writes them (12.0)."""
    known = ids.dropna()
    return bool(len(known)) and bool(known.str.fullmatch(_WHOLE.pattern).all())


def _ids(ids, whole):
    """Whole numbers that a spreadsheet wrote as 12.0 become 12, where all ids are of that form."""
    if all_whole(ids) if whole is None else whole:
        return ids.str.replace(r"\.0+$", "", regex=True)
    return ids


def _language(value):
    value = value.casefold()
    return LANGUAGES.get(value) or LANGUAGES.get(re.split(r"[-_]", value)[0]) or re.split(r"[-_]", value)[0]


def sha256(texts):
    """SHA-256 of each text of a string Series in UTF-8, as hexadecimal figures."""
    if not len(texts):
        return []
    texts = pa.array(texts.astype(STRING), pa.large_string())
    texts = texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
    _, offsets, letters = texts.buffers()
    places = np.frombuffer(offsets, np.int64)[texts.offset:texts.offset + len(texts) + 1].tolist()
    letters = memoryview(letters or b"")
    return [hashlib.sha256(letters[start:end]).hexdigest() for start, end in pairwise(places)]

"""JSON Lines, a JSON array of objects, or a file that is one object."""

import json
import math
from itertools import islice

from nabra.corpora.decode import Unreadable
from nabra.corpora.entries import MEMBER, too_large
from nabra.corpora.raw import Raw, Table


def table(text, suffix):
    """Look through a JSON text.

    Parameters
    ----------
    text : nabra.corpora.streams.Text
    suffix : str
        ``.json`` may hold an array or one object; all others, and a .json that is neither, hold lines.

    Raises
    ------
    nabra.corpora.decode.Unreadable
        It is an array that is not whole, or of more than 512 MB.
    """
    if suffix == ".json":
        whole = _whole(text)
        if isinstance(whole, dict):
            return _table([(1, whole)], one=True)
        if isinstance(whole, list):
            return _table(list(enumerate(whole, start=1)))
    names = {}
    for _, value in _numbered(text):
        if isinstance(value, dict):
            names.update(dict.fromkeys(_flat(value)))

    def chunks(size=None, wanted=()):
        numbered = _numbered(text)
        while piece := list(islice(numbered, size)):
            yield _raw(piece)
            if size is None:
                return

    return Table(tuple(names), chunks)


def _table(numbered, one=False):
    names = {}
    for _, value in numbered:
        if isinstance(value, dict):
            names.update(dict.fromkeys(_flat(value)))

    def chunks(size=None, wanted=()):
        for start in range(0, len(numbered), size or max(1, len(numbered))):
            yield _raw(numbered[start:start + (size or len(numbered))])

    return Table(tuple(names), chunks, one=one)


def _whole(text):
    """The array or object that the file is, or None: it holds lines."""
    first = next((line.lstrip("\ufeff \t\r\n") for line in text.lines("\n") if line.strip()), "")
    if text.size > MEMBER:
        if first.startswith("["):
            raise Unreadable(too_large(text.size, MEMBER))
        return None
    try:
        return json.loads("".join(text.lines("\n")))
    except (ValueError, RecursionError) as error:
        if first.startswith("["):
            raise Unreadable(f"it is not valid JSON ({error}); mend it or save it as JSON Lines") from None
    return None


def _numbered(text):
    """The number of each line and its value, or the error that it gave."""
    for number, line in enumerate(text.lines("\n"), start=1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError) as error:
                yield number, error


def _raw(numbered):
    rows, kept, rejected = [], [], []
    for number, value in numbered:
        if isinstance(value, dict):
            rows.append(number)
            kept.append(_flat(value))
        elif isinstance(value, Exception):
            rejected.append((number, f"the line is not valid JSON ({value})"))
        else:
            rejected.append((number, "it is not a JSON object with named values"))

    def take(name, join=True):
        return [cell(value.get(name), join) for value in kept]

    return Raw(rows, take, tuple(rejected))


def _flat(value):
    """{"source": {"name": "x"}} -> {"source.name": "x"}, one level deep."""
    if not any(isinstance(inner, dict) for inner in value.values()):
        return value
    flat = {}
    for name, inner in value.items():
        inside = inner.items() if isinstance(inner, dict) else ()
        flat.update({f"{name}.{k}": v for k, v in inside} if inside else {name: inner})
    return flat


def cell(value, join=True):
    """One value as a string: whole numbers without '.0', lists of strings joined by '; ', else None."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, float):
        if math.isnan(value):
            return None
        return str(int(value)) if value.is_integer() else str(value)
    if join and isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return "; ".join(value)
    return None if isinstance(value, (list, dict)) else str(value)

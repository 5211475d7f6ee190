"""What a table file gives before anything is decided about it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Raw:
    """Some rows of a table as they stand in its file.

    Attributes
    ----------
    rows : sequence of int
        The number of each row, as a person counts: from 1, without the header; in JSON Lines by the line.
    take : callable
        ``take(name, join)`` gives one column: a list of str or None, or a pandas string Series. A list of
        strings (JSON) is joined by "; " where ``join`` is true, else None. A name that these rows lack
        gives None throughout.
    rejected : tuple of (int, str)
        Rows that could not be read, with the reason.
    """

    rows: object
    take: Callable
    rejected: tuple = ()


@dataclass(frozen=True)
class Table:
    """A table file that has been looked through.

    Attributes
    ----------
    names : tuple of str
        Column names in order, of the whole file.
    chunks : callable
        ``chunks(size, wanted)`` iterates over ``Raw`` of at most ``size`` rows (None: all at once); of the
        columns at least those in ``wanted`` can be taken.
    notes : tuple of str
        What is to be said aloud.
    one : bool
        The file holds one article and not a table (a JSON object).
    """

    names: tuple
    chunks: Callable
    notes: tuple = ()
    one: bool = False

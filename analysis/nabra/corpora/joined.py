"""Batches of articles put together again: what only the whole of a corpus tells about its reading."""

from typing import NamedTuple

import pandas as pd

from nabra import tables
from nabra.corpora.assemble import anew, twice
from nabra.corpora.outlets import alike
from nabra.corpora.said import Note, Said, lacking, sentences


class Apart(NamedTuple):
    """What was found in reading, before it was put into notes and tables.

    said, cleaned, last : list of Note or Lost
        Of the files, of their values, of the order of dates.
    rejected, unusable : sequence of dict
        Rows that could not be read, and that lack something.
    again : sequence of (int, dict, str)
        Rows whose doc_id was there before: position in the batch, row, file of the first.
    texts : list of (str, str)
        File and outlet of each article in a file of its own.
    rows, positions : sequence
        The row number of each document in its file, and its position in the batch.
    first : tuple of str
        What was passed over in the folder (with the first batch).
    """

    said: list
    cleaned: list
    last: list
    rejected: list
    unusable: tuple
    again: tuple
    texts: list
    rows: tuple
    positions: tuple
    first: tuple = ()


def one_outlet(texts):
    """A note where all text files lie below one sub-folder with folders in it: those may be the outlets."""
    names = [file for file, outlet in texts if outlet == file.split("/")[0]]
    inner = {name.split("/")[1] for name in names if name.count("/") > 1}
    if len(names) < len(texts) or len({outlet for _, outlet in texts}) != 1 or len(inner) < 2:
        return []
    outlet = texts[0][1]
    return [Note("", f"all {len(texts):,} text files count as outlet '{outlet}', their first sub-folder; "
                     f"if the outlets are the folders in it, give the folder '{outlet}' instead")]


class Joined:
    """The notes, rejected rows and sources of `nabra.corpora.read.batches` with ``apart=True``, as ``load`` has them.

    The documents are not kept.
    """

    def __init__(self):
        self.first, self.files, self.values, self.last = (), Said(), Said(), Said()
        self.rejected, self.unusable, self.again = [], [], []
        self.texts, self.sources = [], []

    def add(self, loaded):
        """Add the next batch; returns the sentences that are new with it."""
        apart = loaded.apart
        new = [note for said, notes in ((self.files, apart.said), (self.values, apart.cleaned), (self.last, apart.last))
               for note in said.add(notes)]
        self.first += apart.first
        self.rejected += apart.rejected
        self.unusable += apart.unusable
        self.again.append(apart.again)
        self.texts += apart.texts
        self.sources.append(loaded.sources)
        return (*apart.first, *sentences(new))

    def notes(self, articles, gaps, outlets, firsts, later):
        """All that is to be said of the reading.

        Parameters
        ----------
        articles : int
            Documents in all.
        gaps : dict of str to (int, str)
            For date, title and url, how many documents lack it and the first doc_id that does.
        outlets : set of str
        firsts, later
            As for `rejections`.
        """
        again = [(row, file) for rows in self.again for _, row, file in rows]
        again += [(row, firsts[row["doc_id"]][0]) for *_, row in later]
        across = sum(firsts.get(row["doc_id"], (file,))[0] != row["source_file"] for row, file in again)
        said = Said()
        for one in (self.files, self.values):
            said.merge(one)
        said.add([*anew(across, articles + len(again)), *one_outlet(self.texts)])
        said.merge(self.last)
        lacks = (lacking(name, nulls, articles, first) for name, (nulls, first) in gaps.items())
        return (*self.first, *said.sentences(), *filter(None, lacks), *alike(outlets))

    def rejections(self, firsts, later):
        """The table of rejected rows.

        Parameters
        ----------
        firsts : dict
            doc_id -> (file, row) of its first article, for those that stand in several batches.
        later : list of (int, int, dict)
            Number of the batch, position in it and rejected row of each article that came again in a later batch.
        """
        again = [(number, position, _of_first(row, firsts))
                 for number, rows in enumerate(self.again) for position, row, _ in rows]
        again = sorted([*again, *later], key=lambda one: one[:2])
        return tables.frame("rejected", [*self.rejected, *self.unusable, *(row for *_, row in again)])

    def listed(self):
        """The table of sources."""
        return pd.concat(self.sources, ignore_index=True)


def _of_first(row, firsts):
    """The rejection with the place of the very first article of this doc_id."""
    first = firsts.get(row["doc_id"])
    return row if first is None else {**row, "reason": twice(row["doc_id"], *first)}

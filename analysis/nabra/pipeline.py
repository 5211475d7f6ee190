"""The way from articles to tables: what looks across the rooms."""

import signal
from collections import defaultdict
from contextlib import closing
from functools import partial

import pandas as pd
from tqdm import tqdm

from nabra.cues.function import weights
from nabra.cues.measure import Cues, instruments, measured_rows, tables_of
from nabra.errors import NabraError
from nabra.spread import spread
from nabra.tables import check, in_order
from nabra.text.language import packs

BATCH = 50      # articles handed to a process at a time
KEPT = 2_000    # articles whose rows are kept before tables are made of them
SLOW = 2_000_000     # characters from which a progress bar is shown


def measure(articles, codebook, progress=None, processes=1, repeated=None):
    """Find quotations, attributions and the codebook's terms with their voices in every article.

    Parameters
    ----------
    articles : DataFrame
        The documents table, as ``nabra.read`` gives it; untouched.
    codebook : Codebook
    progress : bool, optional
        Show a progress bar; by default where it takes longer than a moment.
    processes : int
        Processes to spread the articles over. The result does not depend on it. A script that asks for
        more than one does so under ``if __name__ == "__main__":``.
    repeated : dict of str to frozenset of str, optional
        By outlet the repeated lines to leave out (`nabra.text.repeated_file.load`); the text stays as it is.

    Returns
    -------
    Cues
        Sorted by doc_id, whatever the order of ``articles``.

    Raises
    ------
    NabraError
        A doc_id occurs twice, a required column is missing or holds nulls, or a process was killed.
    """
    check(articles, "documents")
    twice = articles["doc_id"][articles["doc_id"].duplicated()]
    if len(twice):
        raise NabraError(f"doc_id '{twice.iloc[0]}' occurs twice; give each article its own")
    if progress is None:
        progress = articles["text"].str.len().sum() > SLOW
    batches = [articles.iloc[start:start + BATCH] for start in range(0, max(1, len(articles)), BATCH)]
    bar = tqdm(total=len(articles), unit=" articles", desc="measuring", disable=None if progress else True)
    found, rows, begun = [], defaultdict(list), 0
    with bar, closing(_measured(batches, codebook, processes, repeated)) as measured:
        for one in measured:
            for name, more in one.items():
                rows[name] += more
            bar.update(len(one["documents"]))
            done = begun + len(rows["documents"])
            if done - begun >= KEPT or done == len(articles):
                found.append(tables_of(articles.iloc[begun:done], rows))
                rows, begun = defaultdict(list), done
    tables = {name: pd.concat([one[name] for one in found], ignore_index=True) for name in found[0]}
    documents = tables.pop("documents").sort_values("doc_id", kind="stable").reset_index(drop=True)
    tables = {name: in_order(table) for name, table in tables.items()}
    return Cues(documents=documents, labels=codebook.labels(), codebook_name=codebook.name, **tables)


def _measured(batches, codebook, processes, repeated=None):
    """The rows of each batch, in the batches' order."""
    if processes <= 1 or len(batches) == 1:
        tools = instruments(codebook, packs(), weights(), repeated)
        yield from (measured_rows(batch, tools) for batch in batches)
        return
    yield from spread(_in_process, batches, processes, prepare, (codebook, repeated))


def prepare(stop, codebook, repeated):
    """In a new process: make its instruments once, and leave Ctrl-C to the main process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    prepared.stop = stop
    prepared.tools = instruments(codebook, packs(), weights(), repeated)


def prepared():
    """The instruments of this process, or None when the work is to stop."""
    return None if prepared.stop.is_set() else prepared.tools


def _in_process(batch):
    tools = prepared()
    return None if tools is None else measured_rows(batch, tools)

"""The way from articles to tables: what looks across the rooms."""

from concurrent.futures import ProcessPoolExecutor
from functools import partial

import pandas as pd
from tqdm import tqdm

from nabra.cues.function import weights
from nabra.cues.measure import Cues, instruments, measure_articles
from nabra.errors import NabraError
from nabra.measures.shares import shares
from nabra.measures.voices import order_changes, quotedness, voice_shares
from nabra.tables import check, in_order
from nabra.text.language import packs

BATCH = 200      # articles handed to a process at a time
SLOW = 2_000_000     # characters from which a progress bar is shown


def measure(articles, codebook, progress=None, processes=1):
    """Find quotations, attributions and the codebook's terms with their voices in every article.

    Parameters
    ----------
    articles : DataFrame
        The documents table, as ``nabra.read`` gives it; untouched.
    codebook : Codebook
    progress : bool, optional
        Show a progress bar; by default where it takes longer than a moment.
    processes : int
        Processes to spread the articles over. The result does not depend on it.

    Returns
    -------
    Cues
        Sorted by doc_id, whatever the order of ``articles``.

    Raises
    ------
    NabraError
        A doc_id occurs twice, or a required column is missing or holds nulls.
    """
    check(articles, "documents")
    twice = articles["doc_id"][articles["doc_id"].duplicated()]
    if len(twice):
        raise NabraError(f"doc_id '{twice.iloc[0]}' occurs twice; give each article its own")
    if progress is None:
        progress = articles["text"].str.len().sum() > SLOW
    batches = [articles.iloc[start:start + BATCH] for start in range(0, max(1, len(articles)), BATCH)]
    with tqdm(total=len(articles), unit=" articles", desc="measuring", disable=None if progress else True) as bar:
        found = []
        for one in _measured(batches, codebook, processes):
            found.append(one)
            bar.update(len(one["documents"]))
    tables = {name: pd.concat([one[name] for one in found], ignore_index=True) for name in found[0]}
    documents = tables.pop("documents").sort_values("doc_id", kind="stable").reset_index(drop=True)
    tables = {name: in_order(table) for name, table in tables.items()}
    return Cues(documents=documents, labels=codebook.labels(), codebook_name=codebook.name, **tables)


def compare(cues, seed=1, replicates=2000, permutations=2000, progress=False):
    """All measures tables of the report.

    Parameters
    ----------
    cues : Cues
    seed, replicates, permutations : int
        For the bootstrap intervals and the permutation tests.
    progress : bool

    Returns
    -------
    dict of str -> DataFrame
        shares (narrator), shares_wide (narrator and undetermined wording), voice_shares, quotedness,
        order_changes (outlets whose order changes between the first two).
    """
    draws = {"seed": seed, "replicates": replicates, "permutations": permutations}
    steps = {
        "shares": partial(shares, cues, voice="narrator", **draws),
        "shares_wide": partial(shares, cues, voice="narrator+undetermined", **draws),
        "voice_shares": partial(voice_shares, cues, **draws),
        "quotedness": partial(quotedness, cues, **draws),
    }
    tables = {name: step() for name, step in tqdm(steps.items(), desc="comparing", disable=None if progress else True)}
    return tables | {"order_changes": order_changes(tables["shares"], tables["shares_wide"])}


def _measured(batches, codebook, processes):
    """The tables of each batch, in the batches' order."""
    if processes <= 1 or len(batches) == 1:
        tools = instruments(codebook, packs(), weights())
        yield from (measure_articles(batch, tools) for batch in batches)
        return
    with ProcessPoolExecutor(processes, initializer=_prepare, initargs=(codebook,)) as pool:
        try:
            yield from pool.map(_in_process, batches)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _prepare(codebook):
    """In a new process: make its instruments once."""
    _in_process.tools = instruments(codebook, packs(), weights())


def _in_process(batch):
    return measure_articles(batch, _in_process.tools)

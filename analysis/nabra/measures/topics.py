"""A topic for each article from a codebook whose variants are topics: inspectable, and the same again."""

import numpy as np
import pandas as pd

from nabra.errors import NabraError
from nabra.measures.shares import resolved

NONE = "none"


def topics(cues, concept, least=2):
    """The topic of each article: the variant of ``concept`` that it mentions most.

    Parameters
    ----------
    cues : Cues
        Articles measured with a codebook in which ``concept`` lists the topics as variants (countries, say),
        each with the words that speak of it.
    concept : str
    least : int
        Mentions that a topic needs; articles in which none has so many get "none".

    Returns
    -------
    Series of str
        Indexed by doc_id, named ``topic``; equally many mentions are decided by the codebook's order.

    Raises
    ------
    NabraError
        For a concept that the codebook does not have.

    Caution
    -------
    One topic an article is a simplification: a summit on Yemen held in Geneva is about Yemen only if its
    words say so. Read the lines behind a topic before using it, and never let the word under study be one of
    the topic's.
    """
    order = list(cues.labels.loc[cues.labels["concept"] == concept, "variant"])
    if not order:
        known = ", ".join(dict.fromkeys(cues.labels["concept"]))
        raise NabraError(f"unknown concept '{concept}'; the codebook has: {known}")
    here = resolved(cues.mentions[cues.mentions["concept"] == concept])
    documents = pd.Index(cues.documents["doc_id"].astype(object)).sort_values()
    counts = np.zeros((len(documents), len(order)), dtype=int)
    article = documents.get_indexer(here["doc_id"].astype(object))
    code = pd.Index(order).get_indexer(here["variant"])
    np.add.at(counts, (article[article >= 0], code[article >= 0]), 1)
    named = np.where(counts.max(axis=1) >= least, np.array(order, dtype=object)[counts.argmax(axis=1)], NONE)
    return pd.Series(named, index=documents, name="topic")

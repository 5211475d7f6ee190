"""What the codebook commands share: the articles that they look into, and the instruments of a codebook."""

import click

from nabra.corpora.read import load as load_articles
from nabra.cues.function import weights
from nabra.cues.measure import instruments, measure_articles
from nabra.show.safe import strip_controls
from nabra.text.language import packs


def sampled(articles, sample=None, seed=1):
    """The documents of a file or folder, or ``sample`` of them drawn with ``seed``, whatever their order."""
    loaded = load_articles(articles)
    for note in loaded.notes:
        click.echo(strip_controls(note), err=True)
    documents = loaded.documents.sort_values("doc_id", kind="stable")
    if sample is not None and sample < len(documents):
        documents = documents.sample(sample, random_state=seed).sort_values("doc_id", kind="stable")
    return documents.reset_index(drop=True)


def tools_of(codebook):
    """The instruments of a codebook."""
    return instruments(codebook, packs(), weights())


def voiced(hits, documents, tools):
    """The hits with the voice, speaker and marks of the mentions that a measurement makes of them."""
    known = measure_articles(documents[documents["doc_id"].isin(hits["doc_id"])], tools)["mentions"]
    place = ["doc_id", "part", "start", "end"]
    return hits[place].merge(known, on=place, how="left")

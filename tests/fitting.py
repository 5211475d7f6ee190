"""What the fitting of ``cues/function.py`` and the mining of its lists share: coded sets, and the model."""

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from nabra.cues.attribution import find_scopes
from nabra.cues.clauses import in_place
from nabra.cues.codebook import Codebook
from nabra.cues.features import features, setting
from nabra.cues.measure import instruments
from nabra.cues.quotes import find_spans
from nabra.cues.scan import scan
from nabra.tables import FUNCTIONS
from nabra.text.language import packs
from nabra.text.plain import plain
from nabra.text.segment import boilerplate

CORPORA = ("ant", "saudinewsnet", "khaleej")
STRENGTH = 0.3            # inverse of the ridge penalty
DRAWS = {"random": 1.0, "rare": 0.6, "israel": 0.3}   # the draws enriched in some strings weigh less
LABELS = 1.5              # labels are few: each weighs more
# Rules of grammar, and classes of words, are trusted more: their penalty is smaller by the square of this.
TRUST = (("(firm)", 3.0), ("word of class", 1.5), ("after class", 1.5), ("before class", 1.5))
LEAST = 5                 # coded quotations that have a feature


class Item(NamedTuple):
    """A coded quotation and where it was found; ``span`` None where it was not."""

    span: object
    here: object
    function: str
    outlet: str
    draw: str
    doc_id: str
    sure: bool
    distance: bool


class Model(NamedTuple):
    """A fitted model: the names of its features, their weights (feature x FUNCTIONS)."""

    names: dict
    weights: np.ndarray

    def scores(self, found):
        """Scores of each function for a list of feature dicts."""
        table = np.zeros((len(found), len(FUNCTIONS)))
        for row, one in enumerate(found):
            for name, value in one.items():
                if name in self.names:
                    table[row] += value * self.weights[self.names[name]]
        return table

    def chances(self, found):
        """… as probabilities."""
        scores = np.exp(self.scores(found))
        return scores / scores.sum(axis=1, keepdims=True)


@cache
def instruments_of_fit():
    """The instruments of measurement without a codebook."""
    return instruments(Codebook("none", "0", "", "", None, (), (), "", ""), packs(), {})


def spans_and_setting(text, tools, known=None, language="ar"):
    """The quotation spans of a text without signs and controls, and the Setting that their features need."""
    pack = tools.packs[language]
    text = tools.scanners[language].read(text)
    events, _ = scan(text, tools.scanners[language])
    lines = boilerplate(text, pack)
    events = events.only([number for number, event in enumerate(events)
                          if not any(start <= event.start < end for start, end in lines)])
    spans = find_spans(events, pack)
    scopes = find_scopes(text, events, spans, pack, tools.cues[language])
    return spans, setting(text, spans, in_place(scopes), pack, known)


def with_known(here, known):
    """The same Setting by another Knowledge."""
    return setting(here.text, here.spans, here.scopes, here.pack, known)


def coded(path, corpora, known=None):
    """The coded quotations of a gold file, sorted by id, as Items; offsets count in the raw text."""
    texts = {}
    for line in sorted(Path(path).read_text(encoding="utf-8").splitlines()):
        item = json.loads(line)
        if item["function"] == "other":
            continue
        corpus = item["corpus"]
        if corpus not in texts:
            texts[corpus] = pd.read_parquet(Path(corpora) / f"{corpus}.parquet").set_index("doc_id")["text"]
        bare = plain(texts[corpus][item["doc_id"]])
        spans, here = spans_and_setting(bare.text, instruments_of_fit(), known)
        span = next((one for one in spans if abs(bare.start(one.start) - item["start"]) <= 1
                     and abs(bare.end(one.end) - item["end"]) <= 1), None)
        yield Item(span, here, item["function"], item["outlet"], item.get("draw", "random"), item["doc_id"],
                   item["sure"], item["distance"])


def trained(gold, corpora, known):
    """The coded quotations of the training set that were found."""
    items = coded(Path(gold) / "train" / "quotations.jsonl", corpora, known)
    return [item for item in items if item.span is not None]


def fit(found, functions, weight, strength=STRENGTH):
    """Fit a ridge-penalised softmax regression; returns a Model."""
    vectors = DictVectorizer()
    table = vectors.fit_transform(found).tocsc()
    kept = np.flatnonzero(np.asarray((table != 0).sum(axis=0)).ravel() >= LEAST)
    names = [vectors.feature_names_[place] for place in kept]
    scale = np.array([next((trust for part, trust in TRUST if part in name), 1.0) for name in names])
    model = LogisticRegression(C=strength, max_iter=5000, tol=1e-5, fit_intercept=False)
    model.fit(table[:, kept].multiply(scale).tocsr(), functions, sample_weight=weight)
    order = [list(model.classes_).index(function) for function in FUNCTIONS]
    return Model({name: place for place, name in enumerate(names)}, (model.coef_[order] * scale).T)


def weight_of(items):
    """How much each coded quotation weighs in the fit."""
    return np.array([DRAWS[item.draw] * (LABELS if item.function == "label" else 1.0) for item in items])


def context_model(gold, corpora, known):
    """A model of the context alone: of features without what the corpora say of strings."""
    items = trained(gold, corpora, known)
    found = [features(item.span, item.here) for item in items]
    return fit(found, np.array([item.function for item in items]), weight_of(items))

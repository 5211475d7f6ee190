"""Fit the weights of ``cues/function.py`` on a coded training set and write them as a table.

    python tests/fit_function.py GOLD CORPORA

GOLD holds ``train/quotations.jsonl`` (corpus, doc_id, start, end, function, draw), CORPORA the articles as
``<corpus>.parquet``. Prints the accuracy in cross-validation grouped by outlet, then writes
``analysis/nabra/languages/function_weights.csv``.
"""

import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold, cross_val_predict

from nabra.cues.attribution import find_scopes
from nabra.cues.codebook import Codebook
from nabra.cues.features import features, setting
from nabra.cues.measure import instruments
from nabra.cues.quotes import find_spans
from nabra.cues.scan import scan
from nabra.tables import FUNCTIONS
from nabra.text.language import packs

TARGET = Path(__file__).resolve().parents[1] / "analysis" / "nabra" / "languages" / "function_weights.csv"
STRENGTH = 0.5                                       # inverse of the ridge penalty
DRAWS = {"random": 1.0, "rare": 0.5, "israel": 1.0}   # the draw enriched in rare strings weighs less


def spans_and_setting(text, tools, language="ar"):
    """The quotation spans of a text and the Setting that their features need."""
    pack = tools.packs[language]
    events, _ = scan(text, tools.scanners[language])
    spans = find_spans(text, events, pack, tools.cue_keys[language])
    scopes = sorted(find_scopes(text, events, spans, pack, tools.cues[language]))
    return spans, setting(text, spans, scopes, [scope.cue_start for scope in scopes], pack)


def coded(path, corpora, tools):
    """(features, function, outlet, weight) of each coded quotation that was found; sorted by id."""
    texts = {}
    for line in sorted(path.read_text(encoding="utf-8").splitlines()):
        item = json.loads(line)
        if item["function"] == "other":
            continue
        corpus = item["corpus"]
        if corpus not in texts:
            texts[corpus] = pd.read_parquet(corpora / f"{corpus}.parquet").set_index("doc_id")["text"]
        spans, here = spans_and_setting(texts[corpus][item["doc_id"]], tools)
        span = next((s for s in spans if abs(s.start - item["start"]) <= 1 and abs(s.end - item["end"]) <= 1), None)
        if span is not None:
            yield features(span, here), item["function"], item["outlet"], DRAWS.get(item["draw"], 1.0)


def main(gold, corpora):
    empty = Codebook("none", "0", "", "", None, (), (), "", "")
    rows = list(coded(Path(gold) / "train" / "quotations.jsonl", Path(corpora), instruments(empty, packs(), {})))
    found, functions, outlets, weight = (list(column) for column in zip(*rows))
    vectors = DictVectorizer()
    table, functions = vectors.fit_transform(found), np.array(functions)
    model = LogisticRegression(C=STRENGTH, max_iter=5000, tol=1e-6, fit_intercept=False)
    guessed = cross_val_predict(model, table, functions, groups=outlets, cv=GroupKFold(8),
                                params={"sample_weight": np.array(weight)})
    print(f"{len(rows)} quotations; grouped by outlet: accuracy {np.mean(guessed == functions):.3f}, "
          f"macro F1 {f1_score(functions, guessed, average='macro'):.3f}, "
          f"random draw {np.mean((guessed == functions)[np.array(weight) == 1.0]):.3f}")
    model.fit(table, functions, sample_weight=np.array(weight))
    by_class = dict(zip(model.classes_, model.coef_))
    lines = ["feature," + ",".join(FUNCTIONS)]
    for place, name in enumerate(vectors.feature_names_):
        lines.append(f'"{name}",' + ",".join(f"{by_class[function][place]:.3f}" for function in FUNCTIONS))
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"written: {TARGET.name}, {len(lines) - 1} features")


if __name__ == "__main__":
    main(*sys.argv[1:])

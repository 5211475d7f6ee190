"""Fit the weights of ``cues/function.py`` on a coded training set and write them as a table.

    python tests/fit_function.py GOLD CORPORA

GOLD holds ``train/quotations.jsonl`` (corpus, doc_id, start, end, function, draw) and a development set
``quotations.jsonl``, CORPORA the articles as ``<corpus>.parquet``. Mines the lists of words and strings
(``tests/mine_marked.py``), reads each coded article with lists mined without its fold, prints figures in
cross-validation grouped by outlet and on the development set, of the model and of rules alone
(``tests/function_rules.py``), and writes ``function_weights.csv`` and the lists.
"""

import sys
from pathlib import Path

import numpy as np
from fitting import coded, fit, trained, weight_of, with_known
from function_rules import by_rules
from mine_marked import FOLDS, LANGUAGES, fold, marked_without, mine, write_marked, write_words
from sklearn.metrics import confusion_matrix, f1_score
from sklearn.model_selection import GroupKFold

from nabra.cues.features import features
from nabra.cues.function import by_rule
from nabra.cues.knowledge import with_lists
from nabra.tables import FUNCTIONS


def decide(model, found):
    """The function of each, by the rules and the model."""
    best = model.scores(found).argmax(axis=1)
    return np.array(["not found" if not one else by_rule(one) or FUNCTIONS[place]
                     for one, place in zip(found, best)])


def features_of(items, by_fold):
    """The features of coded quotations, each article read with lists mined without its fold."""
    heres = [with_known(item.here, by_fold[fold(item.doc_id)]) for item in items]
    return [{} if item.span is None else features(item.span, here) for item, here in zip(items, heres)]


def figures(name, items, guessed):
    """Print accuracy, F1 per class and macro, label F1 with its bootstrap interval."""
    functions = np.array([item.function for item in items])
    right, sure = guessed == functions, np.array([item.sure for item in items])
    scores = {one: f1_score(functions == one, guessed == one, zero_division=0) for one in FUNCTIONS}
    draws = np.random.default_rng(1).integers(0, len(items), (1000, len(items)))
    labels, answers = functions == "label", guessed == "label"
    label = [f1_score(labels[rows], answers[rows], zero_division=0) for rows in draws]
    low, high = np.quantile(label, (0.025, 0.975))
    print(f"{name} ({len(items)}): accuracy {right.mean():.3f}, sure {right[sure].mean():.3f}, "
          f"macro F1 {np.mean(list(scores.values())):.3f}; "
          + ", ".join(f"{one} {score:.2f}" for one, score in scores.items())
          + f" (label {low:.2f} to {high:.2f})")


def cross_validated(found, items, weight):
    """The guesses for each item by a model that saw no article of its outlet."""
    functions, outlets = np.array([item.function for item in items]), [item.outlet for item in items]
    guessed = np.empty(len(items), dtype=object)
    for train, test in GroupKFold(8).split(found, functions, outlets):
        model = fit([found[place] for place in train], functions[train], weight[train])
        guessed[test] = decide(model, [found[place] for place in test])
    return guessed


def ruled(found):
    """The guesses of rules alone."""
    return np.array([by_rules(one) if one else "not found" for one in found])


def write_weights(model):
    """Write ``function_weights.csv``."""
    lines = ["feature," + ",".join(FUNCTIONS)]
    for name, row in sorted(model.names.items()):
        lines.append(f'"{name}",' + ",".join(f"{weight:.3f}" for weight in model.weights[row]))
    (LANGUAGES / "function_weights.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"written: function_weights.csv, {len(lines) - 1} features")


def main(gold, corpora):
    known, mined = mine(gold, corpora)
    by_fold = [with_lists(known, known.words, marked_without(mined, number)) for number in range(FOLDS)]
    items = trained(gold, corpora, known)
    found, weight = features_of(items, by_fold), weight_of(items)
    guessed, simple = cross_validated(found, items, weight), ruled(found)
    subsets = {
        "all": lambda item: True, "random draw": lambda item: item.draw == "random",
        "without the israel draw": lambda item: item.draw != "israel",
        "… and without Al-Khaleej": lambda item: item.draw != "israel" and item.outlet != "Al-Khaleej",
    }
    for name, kept in subsets.items():
        chosen = [place for place, item in enumerate(items) if kept(item)]
        figures(f"train, grouped by outlet, {name}", [items[place] for place in chosen], guessed[chosen])
        figures(f"rules alone, {name}", [items[place] for place in chosen], simple[chosen])
    model = fit(found, np.array([item.function for item in items]), weight)
    tested = list(coded(Path(gold) / "quotations.jsonl", corpora, known))
    asked = features_of(tested, by_fold)
    guessed = decide(model, asked)
    figures("development", tested, guessed)
    figures("rules alone, development", tested, ruled(asked))
    print(confusion_matrix([item.function for item in tested], guessed, labels=FUNCTIONS))
    write_weights(model)
    write_words(known.words)
    write_marked(mined)


if __name__ == "__main__":
    main(*sys.argv[1:])

"""What a quotation does: speech, fragment, name or label.

A linear model on readable features (cues/features.py): the score of each function is the sum of the
weights of the features that are present (times their value), and the highest score wins. The weights stand in
``languages/function_weights.csv``; ``tests/fit_function.py`` fits them.
"""

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from nabra.cues.features import means_of
from nabra.tables import FUNCTIONS
from nabra.text.compiled import compiled

# What these say decides, whatever the scores are: a so-called phrase introduces a label, "titled" a name.
RULES = {"so-called before": "label", "named (firm)": "name"}

EQUAL = 1e-9     # scores that lie closer together are equal, in whatever order they were summed up: the first wins


class Weights(NamedTuple):
    """The weights of one language by number of the feature (rows; a column for each function), and its RULES."""

    weights: np.ndarray
    rules: np.ndarray       # the place of the rule that a feature states, from 1 on; 0: none


@cache
def weights():
    """The committed weights: feature name -> tuple of one weight per function, in FUNCTIONS' order."""
    text = (files("nabra") / "languages" / "function_weights.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["feature"]: tuple(float(row[function]) for function in FUNCTIONS) for row in rows}


def weights_of(table, pack, known):
    """The Weights of a language, from ``weights()`` and the names of its features."""
    names, none = means_of(pack, known).names, (0.0,) * len(FUNCTIONS)
    rules = {name: place for place, name in enumerate(RULES, 1)}
    return Weights(np.array([table.get(name, none) for name in names]),
                   np.array([rules.get(name, 0) for name in names], np.int32))


def functions_of(here, weighed):
    """The function of each quotation: speech, fragment, name or label.

    Parameters
    ----------
    here : Setting
        ``features.setting`` of the text.
    weighed : Weights
    """
    if not here.spans:
        return []
    told, scores = np.empty(len(here.spans), np.int64), np.zeros((len(here.spans), len(FUNCTIONS)))
    _decide(here.found, here.values, weighed.weights, weighed.rules, scores, told)
    said = (*FUNCTIONS, *RULES.values())
    return [said[place] for place in told.tolist()]


@compiled
def _decide(found, values, weights, rules, scores, told):
    """Fill ``told``: the place of the function with the highest score, or behind these that of the first rule stated.

    ``scores`` are summed up from zero, a row a quotation.
    """
    functions = weights.shape[1]
    for row in range(len(found)):
        ruled = best = 0
        for place in range(1, found[row, 0] + 1):
            number = found[row, place]
            for function in range(functions):
                scores[row, function] += weights[number, function] * values[row, place]
            if rules[number] and (ruled == 0 or rules[number] < ruled):
                ruled = rules[number]
        for function in range(1, functions):
            if scores[row, function] > scores[row, best] + EQUAL:
                best = function
        told[row] = functions + ruled - 1 if ruled else best


def by_rule(present):
    """The function that a rule gives a quotation with these features; None where the scores decide."""
    return next((function for name, function in RULES.items() if name in present), None)


def distance_of(function, device):
    """Do the marks signal that the outlet does not endorse the term? A label or a so-called name."""
    return function == "label" or device == "so-called"

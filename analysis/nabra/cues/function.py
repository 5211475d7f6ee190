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
    scores = np.zeros((len(here.spans), len(FUNCTIONS)))
    ruled = np.zeros(len(here.spans), np.int32)
    _add_up(here.found, here.values, weighed.weights, weighed.rules, scores, ruled)
    # Rounded, so that of two equal ones the first wins, in whatever order they were summed up.
    best = scores.round(9).argmax(axis=1)
    said = tuple(RULES.values())
    return [said[rule - 1] if rule else FUNCTIONS[place] for rule, place in zip(ruled.tolist(), best.tolist())]


@compiled
def _add_up(found, values, weights, rules, scores, ruled):
    """Fill the scores of each function, and the first rule that a feature states."""
    for row in range(len(found)):
        for place in range(1, found[row, 0] + 1):
            number = found[row, place]
            for function in range(weights.shape[1]):
                scores[row, function] += weights[number, function] * values[row, place]
            if rules[number] and (ruled[row] == 0 or rules[number] < ruled[row]):
                ruled[row] = rules[number]


def by_rule(present):
    """The function that a rule gives a quotation with these features; None where the scores decide."""
    return next((function for name, function in RULES.items() if name in present), None)


def distance_of(function, device):
    """Do the marks signal that the outlet does not endorse the term? A label or a so-called name."""
    return function == "label" or device == "so-called"

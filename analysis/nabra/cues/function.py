"""What a quotation does: speech, fragment, name or label.

A linear model on readable features (cues/features.py): the score of each function is the sum of the
weights of the features that are present (times their value), and the highest score wins. The weights stand in
``languages/function_weights.csv``; ``tests/fit_function.py`` fits them.
"""

import csv
from functools import cache
from importlib.resources import files

from nabra.cues.features import device_before, features
from nabra.tables import FUNCTIONS

# What these say decides, whatever the scores are: a so-called phrase introduces a label, "titled" a name.
RULES = {"so-called before": "label", "named (firm)": "name"}


@cache
def weights():
    """The committed weights: feature name -> tuple of one weight per function, in FUNCTIONS' order."""
    text = (files("nabra") / "languages" / "function_weights.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["feature"]: tuple(float(row[function]) for function in FUNCTIONS) for row in rows}


def function_of(span, here, table):
    """The function of ``span``: one of speech, fragment, name, label.

    Parameters
    ----------
    span : Span
    here : Setting
        ``features.setting`` of the text.
    table : dict
        ``weights()``.
    """
    present = features(span, here)
    ruled = by_rule(present)
    if ruled:
        return ruled
    speech = fragment = name = label = 0.0
    for feature, value in present.items():
        if feature in table:
            weights = table[feature]
            speech += weights[0] * value
            fragment += weights[1] * value
            name += weights[2] * value
            label += weights[3] * value
    # As in FUNCTIONS. Rounded, so that of two equal ones the first wins, in whatever order they were summed up.
    scores = [round(score, 9) for score in (speech, fragment, name, label)]
    return FUNCTIONS[scores.index(max(scores))]


def by_rule(present):
    """The function that a rule gives a quotation with these features; None where the scores decide."""
    return next((function for name, function in RULES.items() if name in present), None)


def distance_of(function, device):
    """Do the marks signal that the outlet does not endorse the term? A label or a so-called name."""
    return function == "label" or device == "so-called"


def device_of(span, here):
    """The so-called phrase before the quotation, or None."""
    return device_before(here.text, span.start, here.pack)

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

SO_CALLED = "so-called before"   # what a so-called phrase introduces is a label, whatever the scores say


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
    if SO_CALLED in present:
        return "label"
    scores = [0.0] * len(FUNCTIONS)
    for name, value in sorted(present.items()):
        for place, weight in enumerate(table.get(name, ())):
            scores[place] += weight * value
    return FUNCTIONS[max(range(len(FUNCTIONS)), key=lambda place: (scores[place], -place))]


def distance_of(function, device):
    """Do the marks signal that the outlet does not endorse the term? A label or a so-called name."""
    return function == "label" or device == "so-called"


def device_of(span, here):
    """The so-called phrase before the quotation, or None."""
    return device_before(here.text, span.start, here.pack)

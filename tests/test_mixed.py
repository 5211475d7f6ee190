"""The mixed model is an extra: without bambi it says so; with it, it agrees with the clustered errors."""

import importlib
import sys

import pytest
from test_regression import cues

from nabra.errors import NabraError
from nabra.measures import mixed as module
from nabra.measures.mixed import mixed
from nabra.measures.regression import regression


def test_without_bambi_it_says_what_to_do(monkeypatch):
    monkeypatch.setitem(sys.modules, "bambi", None)
    with pytest.raises(NabraError, match="bambi, which is not installed here: pip install bambi, or take"):
        mixed(cues(1, 20), "cue ~ outlet + topic")


def test_a_bambi_that_cannot_be_imported_is_no_traceback(monkeypatch):
    def broken(name):
        raise AttributeError("module 'matplotlib.style' has no attribute 'core'")
    monkeypatch.setattr(module, "import_module", broken)
    with pytest.raises(NabraError, match="cannot be imported .module 'matplotlib.style' has no"):
        mixed(cues(1, 20), "cue ~ outlet")


def test_it_agrees_with_the_logit():
    try:
        importlib.import_module("bambi")
    except Exception as absent:
        pytest.skip(f"bambi cannot be imported here: {absent}")
    data = cues(1, 120)
    made = mixed(data, "cue ~ outlet + topic + length", reference="b", draws=300, chains=2).set_index("level")
    logit = regression(data, "cue ~ outlet + topic + length", reference="b")
    wanted = (logit["model"] == "adjusted") & logit["estimator"].str.startswith("logit")
    logit = logit[wanted].set_index("level")
    for level in ("a", "c"):
        assert abs(made.loc[level, "estimate"] - logit.loc[level, "estimate"]) < 4
        assert made.loc[level, "low"] < logit.loc[level, "estimate"] < made.loc[level, "high"]

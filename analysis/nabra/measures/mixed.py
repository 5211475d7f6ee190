"""An extra: the regression with a chance effect of each article, where bambi is installed."""

from importlib import import_module

import numpy as np
import pandas as pd

from nabra.errors import NabraError
from nabra.measures.regression import POINTS, checked

COLUMNS = ["level", "reference", "model", "estimator", "estimate", "low", "high", "rows", "clusters",
           "spread",
           "largest_rhat", "method", "reason"]
GOOD_RHAT = 1.05


def mixed(data, formula, cluster="doc_id", reference=None, draws=1000, chains=4, seed=1):
    """`nabra.measures.regression.regression` as a mixed logit: articles differ by chance.

    Parameters
    ----------
    data, formula, cluster, reference
        As there.
    draws, chains, seed : int
        For the sampler.

    Returns
    -------
    DataFrame
        For each other level of the factor: ``estimate``, ``low``, ``high`` (posterior mean and 95 % interval
        of the average marginal difference in percentage points, over the rows and their articles' effects);
        ``spread``, the standard deviation of the articles' effects on the logit scale; ``largest_rhat``, and
        a ``reason`` not to trust the row where the chains do not agree (above 1.05).

    Raises
    ------
    NabraError
        Where bambi is not installed, and as `regression`.

    Notes
    -----
    bambi 0.17's hierarchical model with its default weak priors: ``outcome ~ factor + terms + (1 |
    cluster)``, Bernoulli. The sampler's last digits depend on the machine and on bambi's version.

    Caution
    -------
    An extra, to be read beside the clustered errors of `regression`: it believes that the articles' effects
    are normal and independent of the outlet. With few articles the priors speak too.
    """
    bambi = _bambi()
    data, names, reference, levels = checked(data, formula, cluster, reference)
    frame, terms = _renamed(data, names, cluster, [reference, *levels])
    model = bambi.Model(f"y ~ {' + '.join(['g', *terms])} + (1|c)", frame, family="bernoulli")
    fitted = model.fit(draws=draws, chains=chains, cores=1, random_seed=seed, progressbar=False)
    chances = {level: _chances(model, fitted,
        frame.assign(g=pd.Categorical([level] * len(frame), frame["g"].cat.categories)))
               for level in [reference, *levels]}
    rhat = _largest_rhat(fitted)
    common = {"reference": reference, "model": "adjusted" if terms else "raw", "estimator": "mixed logit",
              "rows": len(frame), "clusters": frame["c"].nunique(),
              "spread": float(fitted.posterior["1|c_sigma"].mean()), "largest_rhat": rhat,
              "method": f"bambi, {chains} chains of {draws}",
              "reason": f"the chains do not agree (R-hat {rhat:.2f}): more draws" if rhat > GOOD_RHAT
              else None}
    made = []
    for level in levels:
        difference = POINTS * (chances[level] - chances[reference])
        low, high = np.percentile(difference, [2.5, 97.5])
        made.append(common | {"level": level, "estimate": difference.mean(), "low": low, "high": high})
    return pd.DataFrame(made, columns=COLUMNS)


def _bambi():
    """The library, or one sentence on why it cannot be had."""
    try:
        return import_module("bambi")
    except ImportError as absent:
        raise NabraError("mixed wants the library bambi, which is not installed here: pip install bambi, "
                         "or take regression, which does without") from absent
    except Exception as broken:      # bambi's own parts at odds with another library, matplotlib say
        raise NabraError(f"bambi is installed but cannot be imported ({broken}): it needs another version "
                         "of some library; take regression, which does without") from broken


def _renamed(data, names, cluster, levels):
    """The data under names that no formula can misread, and the terms' new names."""
    frame = pd.DataFrame({"y": data[names[0]].astype(int), "g": pd.Categorical(data[names[1]], levels),
                          "c": data[cluster].astype(str)})
    terms = []
    for number, name in enumerate(names[2:]):
        terms.append(f"t{number}")
        values = data[name]
        numeric = pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values)
        frame[terms[-1]] = (values - values.mean()) / (values.std(ddof=0)
                                                       or 1) if numeric else values.astype(str)
    return frame, terms


def _chances(model, fitted, frame):
    """The mean chance over the rows in each posterior draw."""
    predicted = model.predict(fitted, kind="response_params", data=frame, inplace=False)
    values = predicted.posterior["p"]
    return values.mean([name for name in values.dims if name not in ("chain", "draw")]).to_numpy().ravel()


def _largest_rhat(fitted):
    """The largest R-hat of any parameter."""
    found = import_module("arviz").rhat(fitted)
    return float(max(float(found[name].max()) for name in found.data_vars))

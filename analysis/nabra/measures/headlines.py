"""Headline against body: is the doer named less often in an outlet's headlines than in its texts?"""

import numpy as np
import pandas as pd
from statsmodels.stats.proportion import confint_proportions_2indep

from nabra import tables
from nabra.errors import NabraError
from nabra.measures.agency import ANY_VICTIM, chosen_events, known_victim
from nabra.measures.compare import FEW_ARTICLES, count_articles, groups_of
from nabra.measures.intervals import effective_size

HEADLINES = "headline difference"
EXTRAS = ("headline", "body", "body_count", "body_exposure")
METHOD = "Newcombe's hybrid score on the articles' effective numbers"


def headline_difference(cues, events, victim=None, voice=None, kinds=None, by="outlet", level=0.95):
    """How much more, or less, often headlines name the doer than the texts below them, by outlet.

    Parameters
    ----------
    cues : Cues
        Measured articles; untouched.
    events : DataFrame
        The table `nabra.events` of the same articles; untouched.
    victim : str, optional
        A concept of the codebook; by default (or for ANY_VICTIM) all events, whoever their victim is.
    voice, kinds, by
        As in `nabra.measures.agency.agent_named`.
    level : float
        Confidence.

    Returns
    -------
    DataFrame
        A measures table, measure ``headline difference``, a row an outlet: ``estimate`` is the share of events with a named
        doer in headlines less that in texts, between -1 and 1; ``count`` and ``exposure`` are those of headlines, ``articles``
        the articles with an event in the headline. Further columns: ``headline`` and ``body`` (the two shares),
        ``body_count``, ``body_exposure``, ``part`` (title), ``kinds``, language, ``warning``. No p.

    Raises
    ------
    NabraError
        As `agent_named`.

    Notes
    -----
    Method 10 of Newcombe for the difference of two shares, as the page of ``ci.pd`` in the R package Epi names it, by
    statsmodels' ``confint_proportions_2indep``; each share with the size that independent events would need to know as much
    (`nabra.measures.intervals.effective_size`, articles as clusters).

    Caution
    -------
    It takes headlines and texts for independent. Where an article whose text names the doer often does so in its headline,
    the interval is wider than it need be, never narrower. A headline has room for fewer words, and tells of the one
    event that made the news: a difference is one of these two genres of text, and the question is whether it is larger in one
    outlet than in another. In Arabic the rules miss more doers in texts than in headlines
    (docs/agency.md), so that the true difference lies lower.
    """
    chosen = chosen_events(cues, events, None, voice, kinds)
    known_victim(cues, victim)
    if victim not in (None, ANY_VICTIM):
        chosen = chosen[chosen["victim"].eq(victim).fillna(False).to_numpy(dtype=bool)]
    if not 0 < level < 1:
        raise NabraError(f"level={level!r} is no confidence; give a number between 0 and 1 (0.95 is usual)")
    groups = groups_of(cues.documents, by)
    named = np.where(chosen["agent_named"].to_numpy(dtype=bool), 0, 1)
    parts = {}
    for part in tables.PARTS:
        here = (chosen["part"] == part).to_numpy(dtype=bool)
        parts[part] = count_articles(chosen[here], groups, named[here], 2)
    rows = [_row(*(parts[part].of(number) for part in tables.PARTS), level) | {"outlet": name, "language": language}
            for number, (name, language) in enumerate(zip(groups.names, groups.languages))]
    made = tables.frame("measures", [row | {"measure": HEADLINES, "concept": victim, "variant": "agent named", "voice": voice}
                                     for row in rows])
    kept = [*tables.MEASURES.names, "language", *EXTRAS, "warning"]
    made = made.reindex(columns=kept).astype(dict.fromkeys(EXTRAS, "float64") | {"language": "string", "warning": "string"})
    return made.assign(part=pd.array(["title"] * len(made), dtype="string"),
                       kinds=pd.array([None if kinds is None else "+".join(kinds)] * len(made), dtype="string"))


def _row(headline, body, level):
    """One outlet's difference; ``headline`` and ``body``: events with and without a doer, a row an article."""
    (named, events), (body_named, body_events) = ((table[:, 0].sum(), table.sum()) for table in (headline, body))
    row = {"count": int(named), "exposure": int(events), "articles": len(headline), "body_count": body_named,
           "body_exposure": body_events, "headline": named / events if events else np.nan,
           "body": body_named / body_events if body_events else np.nan, "estimate": np.nan, "low": np.nan, "high": np.nan,
           "method": "none", "reason": None}
    if not events or not body_events:
        return row | {"reason": f"no such event in its {'texts' if events else 'headlines'}"}
    sizes = [effective_size(table[:, 0], table.sum(axis=1), level) for table in (headline, body)]
    low, high = confint_proportions_2indep(row["headline"] * sizes[0], sizes[0], row["body"] * sizes[1], sizes[1],
                                           method="newcomb", compare="diff", alpha=1 - level)
    few = min(len(headline), len(body))
    said = f"only {few} article{'s' * (few > 1)}: too few for a judgement" if few < FEW_ARTICLES else None
    return row | {"estimate": row["headline"] - row["body"], "low": max(float(low), -1.0), "high": min(float(high), 1.0),
                  "method": METHOD, "warning": said}

"""Shares corrected by hand-coded lines, outlet by outlet, beside what the machine alone says."""

from itertools import product

import numpy as np
import pandas as pd
from tqdm import tqdm

from nabra import tables
from nabra.errors import NabraError
from nabra.measures.agency import ANY_VICTIM, CONSTRUCTIONS
from nabra.measures.correction import (
    ENOUGH_LABELS, Lines, corrected_ratio, labels_only, more_lines, uncorrected_ratio,
)
from nabra.measures.sample import OF_EVENTS, predictions

NEEDED = ("line_id", "concept", "outlet", "predicted", "inclusion_probability", "sha256")
EXTRAS = ["uncorrected", "uncorrected_low", "uncorrected_high", "labels", "more_lines", "warning"]
NOT_CODED = "no line of this was coded"
VALUES = {"voice": tables.VOICES, "marks": tables.MARKS, "doer": ("named",), "construction": CONSTRUCTIONS}
METHODS = {True: "design-based correction, articles as clusters", False: "coded lines alone: Wilson"}


def joined(codings, settled=None):
    """One coding out of several: what all coders of a line say, or most of them, or what was settled.

    Parameters
    ----------
    codings : list of DataFrame
        One a coder, indexed by line_id, with the same columns.
    settled : DataFrame, optional
        Lines that were talked over: its answers stand.

    Returns
    -------
    coded : DataFrame
        Null where coders are tied.
    disputed : list of str
        The lines with a tie that nobody settled.
    """
    columns = list(dict.fromkeys(column for one in codings for column in one.columns))
    stacked = pd.concat([one.reindex(columns=columns) for one in codings])
    made = pd.DataFrame({column: stacked[column].groupby(level=0).agg(_most) for column in columns})
    tied = pd.DataFrame({column: stacked[column].groupby(level=0).agg(_tied) for column in columns}).any(axis=1)
    if settled is not None:
        made = settled.reindex(columns=columns).combine_first(made)
        tied = tied & ~tied.index.isin(settled.index)
    made.loc[made.index.isin(tied.index[tied]), :] = pd.NA
    return made.astype("string"), sorted(tied.index[tied])


def _most(values):
    counted = values.value_counts()
    return pd.NA if counted.empty else counted.index[0]


def _tied(values):
    counted = values.value_counts().to_numpy()
    return len(counted) > 1 and counted[0] == counted[1]


def corrected(cues, key, coded, label="voice", by="outlet", progress=False, events=None):
    """Shares as people would code them, from a coded sample and the machine's labels of all lines.

    Parameters
    ----------
    cues : Cues
        The measurement that the sample was drawn from.
    key : DataFrame
        Of `nabra.measures.sample.coding_sample`: at least line_id, concept, outlet, predicted,
        inclusion_probability, sha256.
    coded : DataFrame
        Indexed by line_id: ``mention`` (yes, no) and the label; null where nobody coded the line.
    label : str
        ``voice`` or ``marks``, or of events of violence ``doer`` or ``construction``: what was coded.
    by : str
        The column of ``documents`` that the key's outlets come from.
    progress : bool
        Show a progress bar.
    events : DataFrame, optional
        The table of `nabra.events` that a sample of events was drawn from.

    Returns
    -------
    DataFrame
        A measures table: ``corrected <label>`` for every concept, value and outlet of the key (which part of the
        concept's true mentions has the value; of events, which part of the true events, and ``concept`` is the victim
        that the machine sees, or ANY_VICTIM), and for voices ``corrected share`` (which part of the narrator's
        true mentions is each variant). Further columns: ``uncorrected`` with bounds (the machine alone), ``labels``
        (coded lines that speak to the row), ``more_lines`` (how many more would halve the interval; NaN where no
        number would), ``warning``.

    Raises
    ------
    NabraError
        A column is missing, or no coded line belongs to the measurement.

    Notes
    -----
    From `ENOUGH_LABELS` coded lines on `nabra.measures.correction.corrected_ratio`, below
    `nabra.measures.correction.labels_only`. Lines of the sample that nobody coded are taken to be like the coded
    ones of the same outlet, concept and predicted label.

    Caution
    -------
    It is corrected for the machine's errors on lines that it found, as these coders see them; it does not tell
    what the codebook misses, and is no better than the coders' agreement.
    """
    missing = [column for column in NEEDED if column not in key.columns]
    if missing:
        raise NabraError(f"the key has no column '{missing[0]}'; give the key.csv that nabra sample wrote")
    if label not in coded.columns or "mention" not in coded.columns:
        raise NabraError(f"the coded lines have no column '{label}' or 'mention'; code the sheet of nabra sample")
    population = predictions(cues, label, by, events)
    if label in OF_EVENTS and key["concept"].eq(ANY_VICTIM).all():
        population = population.assign(concept=ANY_VICTIM)
    lines, lost = _matched(population, key, coded, label)
    rows = []
    cells = list(product(sorted(set(key["concept"])), sorted(set(key["outlet"]))))
    for concept, outlet in tqdm(cells, desc="correcting", disable=None if progress else True):
        names = cues.labels[cues.labels["concept"] == concept]
        here = lines[(lines["concept"] == concept) & (lines["outlet"] == outlet)]
        for measure, variant, value, parts in _cues(here, label, names["variant"]):
            row = {"measure": measure, "outlet": outlet, "concept": concept, "variant": variant}
            row["voice"] = value if label == "voice" else None
            rows.append(row | {"value": value} | _estimated(here, parts))
    made = tables.frame("measures", rows)
    made["warning"] = [_said(row.labels, lost, row.reason) for row in made.itertuples()]
    return made.astype({"warning": "string"})[[*tables.MEASURES.names, "value", *EXTRAS]]


def _matched(population, key, coded, label):
    """Every line with what people say of it and its weight; and how many lines of the key are gone."""
    known = population[["line_id", "sha256"]].merge(key[["line_id", "sha256"]], on="line_id", suffixes=("", "_key"))
    same = known["sha256"].fillna("").eq(known["sha256_key"].fillna(""))
    drawn = key[key["line_id"].isin(known["line_id"][same])]
    answers = coded.reindex(columns=["mention", label])
    drawn = drawn.join(answers.rename(columns={label: "said"}), on="line_id")
    drawn["done"] = drawn["mention"].eq("no").fillna(False) | drawn["said"].notna()
    if not drawn["done"].any():
        raise NabraError("no coded line belongs to this measurement; give the sheet and the key of one sample")
    stratum = drawn.groupby(["outlet", "concept", "predicted"])["done"]
    with np.errstate(divide="ignore"):
        weight = stratum.transform("size") / stratum.transform("sum") / drawn["inclusion_probability"].astype(float)
    drawn["weight"] = np.where(drawn["done"], weight, 0.0)
    wanted = population["concept"].isin(set(key["concept"])) & population["outlet"].isin(set(key["outlet"]))
    lines = population[wanted].merge(drawn[["line_id", "mention", "said", "done", "weight"]], on="line_id", how="left")
    lines["done"] = lines["done"].eq(True).fillna(False)
    lines["valid"] = lines["done"] & ~lines["mention"].eq("no").fillna(False)
    return lines, len(key) - len(drawn)


def _cues(lines, label, variants):
    """What is estimated of a concept: measure, variant, value, and the four arrays of parts and wholes."""
    machine, people = lines["predicted"].fillna(""), lines["said"].where(lines["valid"]).fillna("")
    always = np.ones(len(lines))
    for value in VALUES[label]:
        yield f"corrected {label}", None, value, (machine == value, always, people == value, lines["valid"])
    if label != "voice":
        return
    own, told = machine == "narrator", people == "narrator"
    for variant in variants:
        named = lines["variant"] == variant
        yield "corrected share", variant, "narrator", (own & named, own, told & named, told)


def _estimated(lines, parts):
    """The columns of one row."""
    machine_part, machine_whole, part, whole = (np.asarray(each, dtype=float) for each in parts)
    done = lines["done"].to_numpy(dtype=bool)
    article = pd.factorize(lines["doc_id"])[0]
    unknown = np.where(done, 0.0, np.nan)
    of_all = Lines(article, machine_part, machine_whole, part + unknown, whole + unknown,
                   lines["weight"].fillna(0).to_numpy(dtype=float))
    enough = of_all.labels >= ENOUGH_LABELS
    best = corrected_ratio(of_all) if enough else labels_only(of_all)
    alone = uncorrected_ratio(of_all)
    more = more_lines(of_all, best)
    nothing = bool(np.isnan(best.estimate))
    return {
        "estimate": best.estimate, "low": best.low, "high": best.high,
        "count": int(np.nansum(of_all.part)), "exposure": int(np.nansum(of_all.whole)),
        "articles": int(len(set(article[done & (np.nan_to_num(of_all.whole) > 0)]))),
        "method": "none" if nothing else METHODS[enough], "reason": NOT_CODED if nothing else None,
        "uncorrected": alone.estimate, "uncorrected_low": alone.low, "uncorrected_high": alone.high,
        "labels": of_all.labels, "more_lines": np.nan if more is None else more,
    }


def _said(labels, lost, reason):
    """What a reader should know before using the row, or None."""
    said = []
    if pd.isna(reason) and labels < ENOUGH_LABELS:
        said.append(f"only {labels} coded lines: {ENOUGH_LABELS} are needed to correct")
    if lost:
        said.append(f"{lost} lines of the sample are no longer in the measurement")
    return "; ".join(said) or None

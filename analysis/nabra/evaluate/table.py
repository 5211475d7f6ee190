"""The evaluation in a terminal: figures, confusion matrices, outlets, and single errors in context."""

import pandas as pd

from nabra.show.safe import strip_controls

MAIN = ("all", "sure", "plain", "nested", "unbalanced", "speech", "fragment", "quoted", "reported")
BY_OUTLET = {
    "spans": "exact_f1", "function": "accuracy", "voice": "accuracy", "speakers": "hit",
    "english": "content_f1",
}
LEFT_OUT = 5     # outlets whose leaving out changes the rare class's figure most
WIDE = 90        # code points of context at each side of an error


def as_text(evaluation):
    """All tables, one below the other."""
    parts = [_main(evaluation.scores)]
    for task, table in evaluation.confusion.items():
        of = "places (rows) by hit and kind of error" if task == "speakers" else "coded (rows) by answered"
        parts.append(f"{task}: {of}\n{table.to_string()}")
    parts += _without(evaluation.scores)
    outlets = _outlets(evaluation.scores)
    if outlets:
        parts.append(outlets)
    families = _by(evaluation.scores, "family:", ("precision", "recall", "kept_out"))
    if families:
        parts.append(families)
    return "\n\n".join(parts)


def as_records(evaluation):
    """The evaluation as what JSON can hold; missing figures are null."""
    rows = evaluation.scores.astype(object).where(evaluation.scores.notna(), None)
    return {
        "scores": rows.to_dict("records"),
        "confusion": {task: table.to_dict("index") for task, table in evaluation.confusion.items()},
    }


def errors_text(evaluation, kind, limit, label=None):
    """The first ``limit`` wrong answers of a kind (with ``label`` on either side), a few lines each."""
    wrong = [
        answer for answer in evaluation.answers
        if answer.kind == kind and not answer.right and label in (None, answer.coded, answer.answered)
    ]
    lines = [f"{kind}: {len(wrong)} wrong" + ("" if label is None else f" with {label}")]
    for answer in wrong[:limit]:
        sure = "" if answer.sure else " (unsure)"
        said = f"coded {answer.coded} · answered {answer.answered}"
        said += f" · {answer.note}" if answer.note else ""
        lines.append("")
        lines.append(strip_controls(f"{answer.item} · {answer.outlet}{sure} · {said}"))
        lines.append(context(answer))
    return "\n".join(lines)


def context(answer):
    """The place in its text, between ⟦ and ⟧, on one line."""
    text, start, end = answer.text, answer.start, answer.end
    before, after = text[max(0, start - 2 * WIDE):start], text[end:end + WIDE]
    inside = text[start:end]
    if len(inside) > 4 * WIDE:
        inside = f"{inside[:2 * WIDE]} … {inside[-2 * WIDE:]}"
    line = f"{before}⟦{inside}⟧{after}".replace("\n", " ⏎ ")
    return "   " + strip_controls(line)


def _main(scores):
    """One block a task: a row a metric, a column a subset, each figure with its 95 % interval."""
    blocks = ["figures with 95 % bootstrap intervals over items; n is what a figure rests on"]
    for task, rows in scores[scores["subset"].isin(MAIN)].groupby("task", sort=False):
        subsets = [subset for subset in MAIN if (rows["subset"] == subset).any()]
        if task == "english":
            subsets.remove("sure")
        lines = [f"{task:<24}{'n':>6}" + "".join(f"  {subset:<16}" for subset in subsets)]
        for metric, figures in rows.groupby("metric", sort=False):
            by_subset = {row.subset: row for row in figures.itertuples(index=False)}
            cells = "".join(f"  {_figure(by_subset.get(subset)):<16}" for subset in subsets)
            lines.append(f"{metric:<24}{by_subset['all'].n:>6}{cells}")
        blocks.append("\n".join(line.rstrip() for line in lines))
    return "\n\n".join(blocks)


def _figure(row):
    """.873 .839–.908"""
    if row is None or pd.isna(row.estimate):
        return "–"
    interval = "" if pd.isna(row.low) else f" {_short(row.low)}–{_short(row.high)}"
    return _short(row.estimate) + interval


def _short(value):
    return f"{value:.3f}".removeprefix("0") if value < 1 else "1.00"


def _outlets(scores):
    """One line an outlet: the main figure of each task with the number it rests on."""
    rows = scores[scores["subset"].str.startswith("outlet:")]
    rows = rows[[BY_OUTLET.get(task) == metric for task, metric in zip(rows["task"], rows["metric"])]]
    if rows.empty:
        return ""
    table = rows.assign(outlet=rows["subset"].str.removeprefix("outlet:"), cell=_cells(rows),
                        column=rows["task"] + " " + rows["metric"])
    wide = table.pivot(index="outlet", columns="column", values="cell").fillna("")
    order = [f"{task} {metric}" for task, metric in BY_OUTLET.items() if f"{task} {metric}" in wide]
    return "by outlet (n)\n" + wide[order].rename_axis(index=None, columns=None).to_string()


def _cells(rows):
    """.87 (316) for each row"""
    figures = ["–" if pd.isna(value) else f"{value:.2f}" for value in rows["estimate"]]
    return [f"{figure} ({n})" for figure, n in zip(figures, rows["n"])]


def _without(scores):
    """Label F1 without each draw and outlet where that lowers or lifts it most; [] without labels."""
    rows = scores[scores["subset"].str.startswith("without ") & (scores["metric"] == "f1_label")]
    rows = rows[rows["estimate"].notna()]
    if rows.empty:
        return []
    whole = scores[(scores["subset"] == "all") & (scores["metric"] == "f1_label")].iloc[0]
    drawn = rows["subset"].str.startswith("without draw:")
    far = rows[~drawn].assign(far=(rows["estimate"] - whole["estimate"]).abs()).nlargest(LEFT_OUT, "far")
    lines = [f"{row.subset.removeprefix('without '):<28}{row.n:>5}  {_figure(row)}"
             for row in [*rows[drawn].itertuples(index=False), *far.itertuples(index=False)]]
    return ["label F1 with one draw or outlet left out (labels left)\n" + "\n".join(lines)]


def _by(scores, prefix, metrics):
    rows = scores[scores["subset"].str.startswith(prefix) & scores["metric"].isin(metrics)]
    if rows.empty:
        return ""
    table = rows.assign(name=rows["subset"].str.removeprefix(prefix), cell=_cells(rows))
    wide = table.pivot(index="name", columns="metric", values="cell")[list(metrics)]
    return f"filters by {prefix.strip(':')} (n)\n" + wide.rename_axis(index=None, columns=None).to_string()

"""The chart of the simulation study: what the tests reject and what the intervals cover, worst cells included."""

import pandas as pd

from nabra.show.figures import save
from nabra.show.style import BLUE, FAINT, GREEN, GRID, INK, ORANGE, SOFT, VERMILION, Chart, styled

PANELS = {
    "null": ("A true null is rejected (nominal 5 %, from 5 mentions a cell)", "articles an outlet", (0, .6),
             (.03, .07)),
    "intervals": ("95 % intervals cover the share (.1 to .9)", "articles", (.4, 1), (.93, .97)),
    "small": ("… and shares of .02 and .05", "articles", (.4, 1), (.93, .97)),
    "correction": ("95 % intervals cover what people would code", "coded lines", (0, 1), (.92, 1)),
}
LINES = {
    "null": {"rejected": ("articles permuted", BLUE), "rejected_tokens": ("chi-square over words", VERMILION)},
    "intervals": {"covered_chosen": ("Nabra's choice", BLUE), "covered_percentile": ("percentile bootstrap", ORANGE),
                  "covered_wilson_tokens": ("Wilson over words", VERMILION)},
    "correction": {"covered_corrected": ("corrected", BLUE), "covered_labels_only": ("coded lines alone", GREEN),
                   "covered_uncorrected": ("the machine alone", VERMILION)},
}
LINES["small"] = LINES["intervals"]


def summary(tables):
    """Lowest, middle and highest value over the cells of each panel, line and step: the rows of the chart."""
    parts = {
        "null": tables["null"][tables["null"]["expected"] >= 5], "correction": tables["correction"],
        "intervals": tables["intervals"][tables["intervals"]["share"] >= .1],
        "small": tables["intervals"][tables["intervals"]["share"] < .1],
    }
    rows = []
    for panel, table in parts.items():
        step = "labels" if panel == "correction" else "articles"
        for column, (name, _) in LINES[panel].items():
            found = table.groupby(step)[column].agg(["min", "median", "max"])
            rows += [{"panel": panel, "line": name, "step": at, **values} for at, values in found.T.items()]
    return pd.DataFrame(rows, columns=["panel", "line", "step", "min", "median", "max"])


def draw_chart(tables, path):
    """Write ``path``.svg, .png and .csv."""
    rows = summary(tables)
    with styled():
        figure = Chart(figsize=(11, 7.4), layout="constrained")
        for axes, (panel, (title, below, limits, band)) in zip(figure.subplots(2, 2).ravel(), PANELS.items()):
            _panel(axes, rows[rows["panel"] == panel], LINES[panel], band)
            axes.set_title(title, loc="left", fontsize=10.5, color=INK)
            axes.set_xlabel(below, color=SOFT)
            axes.set_ylim(*limits)
            axes.yaxis.set_major_formatter(lambda value, _: f"{100 * value:.0f} %")
        figure.suptitle("Line: the median cell; band: lowest to highest cell; grey: what is promised",
                        fontsize=9, color=SOFT, x=.01, ha="left")
        figure.draw_without_rendering()
    save(figure, path, rows, "Simulation study")


def _panel(axes, rows, lines, band):
    steps = sorted(rows["step"].unique())
    axes.axhspan(*band, color=FAINT, alpha=.25, linewidth=0)
    for name, colour in lines.values():
        one = rows[rows["line"] == name].set_index("step").loc[steps]
        places = range(len(steps))
        axes.fill_between(places, one["min"], one["max"], color=colour, alpha=.14, linewidth=0)
        axes.plot(places, one["median"], "o-", color=colour, markersize=4, linewidth=1.6, label=name)
    axes.set_xticks(range(len(steps)), [f"{step:,}" for step in steps])
    axes.grid(axis="y", color=GRID)
    axes.set_axisbelow(True)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    axes.legend(frameon=False, fontsize=8.5, loc="best")

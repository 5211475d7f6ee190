"""The chart of the bench: speeds side by side, and how work and memory grow with the corpus."""

import pandas as pd

from nabra.show.figures import save
from nabra.show.style import BLUE, FAINT, GRID, INK, SKY, SOFT, VERMILION, Chart, styled


def draw(folder):
    """Write ``bench``.svg, .png and .csv into the folder of the bench's tables."""
    speeds, grown = (pd.read_csv(folder / f"{name}.csv") for name in ("speeds", "growth"))
    rows = speeds.groupby("what")["mb_per_second"].agg(["min", "median", "max"]).sort_values("median").reset_index()
    with styled():
        figure = Chart(figsize=(11, 3.9), layout="constrained")
        left, middle, right = figure.subplots(1, 3, width_ratios=[1.5, 1, 1])
        _speeds(left, rows)
        one = grown[(grown["processes"] == 1) & (grown["engine"] == "local")].sort_values("mb")
        _line(middle, one["mb"], one["processor_seconds"], "Work (seconds of processor time)", BLUE)
        ends = one.iloc[[0, -1]]
        middle.plot(ends["mb"], ends["processor_seconds"], color=FAINT, linewidth=1, zorder=0)
        _line(right, one["mb"], one["peak_mb"], "Peak memory (MB; hollow: of two)", VERMILION)
        two = grown[(grown["processes"] == 2) & (grown["engine"] == "local")]
        right.plot(two["mb"], two["peak_mb"], "o", color=VERMILION, markersize=5, markerfacecolor="white")
        right.axhline(600, color=FAINT, linewidth=1)
        right.set_ylim(0, max(700, 1.15 * grown.loc[grown["engine"] == "local", "peak_mb"].max()))
        figure.draw_without_rendering()
    save(figure, folder / "bench", rows, "What Nabra costs")


def _speeds(axes, rows):
    colours = [BLUE if what == "nabra" else SKY if what.startswith("nabra") else FAINT for what in rows["what"]]
    axes.barh(range(len(rows)), rows["median"], color=colours, height=.62)
    axes.hlines(range(len(rows)), rows["min"], rows["max"], color=INK, linewidth=1.2)
    for place, row in enumerate(rows.itertuples()):
        axes.text(row.max, place, f"  {row.median:.1f}", va="center", color=INK, fontsize=8.5)
    axes.set_yticks(range(len(rows)), rows["what"])
    axes.set_xlim(0, 1.18 * rows["max"].max())
    axes.set_title("Speed on one core (MB of text a second; line: range)", loc="left", fontsize=9.5, color=INK)
    _plain(axes, "x")


def _line(axes, x, y, title, colour):
    axes.plot(x, y, "o", color=colour, markersize=5)
    axes.set_title(title, loc="left", fontsize=9.5, color=INK)
    axes.set_xlabel("MB of text", color=SOFT)
    axes.set_xlim(0, 1.08 * max(x))
    axes.set_ylim(0, 1.15 * max(y))
    _plain(axes, "y")


def _plain(axes, grid):
    axes.grid(axis=grid, color=GRID)
    axes.set_axisbelow(True)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)

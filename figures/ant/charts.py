"""Charts of the ANT corpus, each beside the table it was drawn from.

    python figures/ant/charts.py ant.parquet                  # measure, then draw (ten minutes)
    python figures/ant/charts.py                              # draw the militia charts from militia-*.csv
"""

import sys
from pathlib import Path

import pandas as pd

import nabra
from nabra.measures.counted import counted

HERE = Path(__file__).resolve().parent
CONCEPTS = ["armed-groups", "state", "the-dead"]
MILITIA = ("«ميليشيا»: موضوع أم اختيار؟", "“Militia”: topic or choice?")
EQUAL = ("«ميليشيا»: الفرق وما يبقى منه", "“Militia”: the difference and what is left")
REGIME = ("«النظام» في صوت المنبر نفسه", "“Regime” for the state, in the outlet's own voice")


def measured(path):
    """{name: (chart, its table)}."""
    articles = nabra.read(path)
    cues = nabra.measure(articles, nabra.codebook("syria"))
    found = nabra.distance_draws(cues)
    places, tree = nabra.outlet_map(found), nabra.outlet_tree(found)
    against = nabra.against_pooled(nabra.shares(cues, voice="narrator"))
    against = against[against["concept"].isin(CONCEPTS)]
    kinds = nabra.sources(cues)
    regime = counted(cues, "state", "regime", voice="narrator")
    regime = regime[regime["date"] >= "2018-02"]
    months, changes = nabra.trend(regime), nabra.change_point(regime)
    return {
        "map": (nabra.charts.outlet_map(places), places),
        "heatmap": (nabra.charts.heatmap(against, tree), against),
        "tree": (None, tree),
        "sources": (nabra.charts.sources(kinds), kinds),
        "trend-regime": (nabra.charts.trend(months, changes, title=REGIME), months),
        "trend-regime-changes": (None, changes),
    }


def militia():
    """The charts of militia-decomposition.csv and militia-standardised.csv, which stand there already."""
    parts, equal = (pd.read_csv(HERE / f"militia-{name}.csv") for name in ("decomposition", "standardised"))
    by_country = parts[parts["topics"] == "country"]
    return {
        "militia-parts": (nabra.charts.decomposition(by_country, "alarabia", "bbc", title=MILITIA), by_country),
        "militia-slope": (nabra.charts.slope(equal, title=EQUAL), equal),
    }


if __name__ == "__main__":
    charts = militia() | (measured(sys.argv[1]) if sys.argv[1:] else {})
    for name, (chart, table) in charts.items():
        if chart is None:
            nabra.figures.write_atomic(HERE / f"{name}.csv", "\ufeff" + nabra.figures.csv_text(table))
        else:
            nabra.figures.save(chart, HERE / name, table)

"""Every chart of a set of measures tables, each beside the CSV it was drawn from."""

from pathlib import Path

import matplotlib.pyplot as plt
from tqdm import tqdm

from nabra.show import charts, figures

WORTH_DRAWING = 20      # mentions of a variant over all outlets from which its voices are drawn


def plan(tables):
    """What there is to draw: (file name, chart function, table), in the codebook's order."""
    shares, quoted, voices = tables["shares"], tables["quotedness"], tables["voice_shares"]
    for concept in dict.fromkeys(shares["concept"]):
        rows = shares[shares["concept"] == concept]
        if rows["exposure"].sum() == 0:
            continue
        yield f"forest-{concept}", charts.forest, rows
        yield f"choices-{concept}", charts.choices, rows
        yield f"quotedness-{concept}", charts.quotedness, quoted[quoted["concept"] == concept]
        spoken = voices[voices["concept"] == concept]
        for variant in dict.fromkeys(spoken["variant"]):
            one = spoken[spoken["variant"] == variant]
            if one["count"].sum() >= WORTH_DRAWING and one.loc[one["exposure"] > 0, "outlet"].nunique() > 1:
                yield f"voices-{concept}-{variant}", charts.voices, one
    kinds = tables.get("sources")
    if kinds is not None and kinds["count"].sum():
        yield "sources", charts.sources, kinds


def draw_all(tables, folder, progress=False):
    """Draw and save every chart of ``plan``.

    Parameters
    ----------
    tables : dict of str -> DataFrame
        shares, quotedness and voice_shares at least (``nabra.compare``).
    folder : str or Path
    progress : bool

    Returns
    -------
    dict of str -> bytes
        By file name the SVG as it was written.
    """
    planned, drawn = list(plan(tables)), {}
    for name, draw, table in tqdm(planned, desc="drawing", disable=None if progress else True):
        figure = draw(table)
        drawn[name] = figures.save(figure, Path(folder) / name, table)[0].read_bytes()
        plt.close(figure)
    return drawn

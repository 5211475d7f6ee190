"""Every chart of a set of measures tables, each beside the CSV it was drawn from."""

import signal
from contextlib import closing
from pathlib import Path

import matplotlib.pyplot as plt
from tqdm import tqdm

from nabra.show import charts, figures
from nabra.spread import spread

WORTH_DRAWING = 20      # mentions of a variant over all outlets from which its voices are drawn
WORTH_A_PROCESS = 6     # charts for which another process is started


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


def draw_all(tables, folder, progress=False, processes=1):
    """Draw and save every chart of ``plan``.

    Parameters
    ----------
    tables : dict of str -> DataFrame
        shares, quotedness and voice_shares at least (``nabra.compare``).
    folder : str or Path
    progress : bool
    processes : int
        Processes to spread the charts over, where there are enough of them; the files do not depend on it. Fonts that
        were chosen by ``nabra.charts.font`` are those of one process.

    Returns
    -------
    dict of str -> bytes
        By file name the SVG as it was written.
    """
    planned = [(Path(folder) / name, draw, table) for name, draw, table in plan(tables)]
    processes = min(processes, len(planned) // WORTH_A_PROCESS)
    drawn = (_drawn(one) for one in planned) if processes <= 1 else spread(_drawn, planned, processes, _ready, ())
    with closing(drawn):
        bar = tqdm(drawn, total=len(planned), desc="drawing", disable=None if progress else True)
        return {path.name: svg for (path, _, _), svg in zip(planned, bar)}


def _drawn(one):
    """Draw and save one chart; its SVG."""
    path, draw, table = one
    figure = draw(table)
    svg = figures.save(figure, path, table)[0].read_bytes()
    plt.close(figure)
    return svg


def _ready(stop):
    """In a new process: leave Ctrl-C to the main process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

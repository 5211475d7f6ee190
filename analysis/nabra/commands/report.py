"""The command ``nabra report``."""

import hashlib
import os
from pathlib import Path

import click
import pandas as pd

from nabra import comparison, store
from nabra.cues import unresolved
from nabra.manifest import as_json
from nabra.measures.subset import news
from nabra.show import gallery
from nabra.show.figures import write_atomic
from nabra.show.report import write_report
from nabra.show.safe import csv_text

MANY = 400      # articles from which a progress bar is worth its line


@click.command("report")
@click.argument("folder", metavar="DIR")
@click.option("--out", default=None, help="Where index.html goes; by default DIR/report.")
@click.option("--figures", default=None,
              help="Where the charts and all CSV tables go; by default DIR/figures.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True,
              help="Of the bootstrap and the permutation tests.")
@click.option("--replicates", type=click.IntRange(100), default=2000, show_default=True,
              help="Bootstrap replicates, and permutations.")
@click.option("--genre", type=click.Choice(comparison.GENRES), default="news", show_default=True,
              help="news: without opinion, interviews, press reviews and statements; all: every article.")
@click.option("--processes", type=click.IntRange(1), default=None, help="That draw; by default one per processor.")
def command(folder, out, figures, seed, replicates, genre, processes):
    """Compare the outlets measured in DIR: the page, the figures and the tables of measures."""
    cues, _, manifest = store.load_all(folder)
    out = Path(folder, "report") if out is None else out
    figures = Path(folder, "figures") if figures is None else figures
    for place in (out, figures):
        store.check_folder(place)
    if unresolved.nothing_left(cues.mentions):
        click.echo(f"nothing to compare: {unresolved.said(cues.mentions)}", err=True)
    rest, left_out = news(cues) if genre == "news" else (cues, {})
    many = len(cues.documents) >= MANY
    draws = {"seed": seed, "replicates": replicates, "permutations": replicates}
    tables = comparison.compare(rest, **draws, progress=many, genre=genre)
    draws |= {"genre": genre, "genres_left_out": left_out}
    coded = Path(folder, "correction", "corrected.csv")
    if coded.is_file():
        tables["corrected"] = pd.read_csv(coded, encoding="utf-8-sig", dtype={"variant": "string"})
        draws |= {"corrected": hashlib.sha256(coded.read_bytes()).hexdigest()}
    said = manifest | {"report": draws}
    with store.staged(figures) as new_figures, store.staged(out) as new_page:
        drawn = gallery.draw_all(tables, new_figures, many, processes or os.cpu_count() or 1)
        for name, table in tables.items():
            write_atomic(new_figures / f"measures-{name}.csv", "\ufeff" + csv_text(table))
        write_report(rest, tables, said, new_page, drawn)
        write_atomic(new_page / store.MANIFEST, as_json(said))
    click.echo(f"{len(drawn)} figures, {len(tables)} tables -> {figures}")
    click.echo(f"the report -> {Path(out, 'index.html')}")

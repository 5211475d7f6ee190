"""The command ``nabra events``."""

import os
from importlib import import_module

import click

from nabra import store
from nabra.commands.event_files import write_events
from nabra.cues.events import events as find_events
from nabra.errors import NabraError
from nabra.measures.agency import agent_named
from nabra.show import charts_agency, figures
from nabra.show.figures import write_atomic
from nabra.show.safe import csv_text

EARLIER = ("agency.svg", "agency.pdf", "agency.png", "corrected.csv")   # of an earlier run: they go with its events


@click.command("events")
@click.argument("folder", metavar="DIR")
@click.option("--out", required=True, help="The folder for events.csv, agency.csv and the chart agency.svg, .pdf, .png.")
@click.option("--parser", metavar="MODEL", help="A spaCy model for English, asked instead of the rules.")
@click.option("--processes", type=click.IntRange(1), default=None, help="By default one per processor; one with --parser.")
def command(folder, out, parser, processes):
    """Find events of violence in the articles measured in DIR: who is named as having done what to whom."""
    cues = store.load_all(folder)[0]
    store.check_folder(out)
    found = find_events(cues, parser=None if parser is None else _loaded(parser), progress=True,
                        processes=processes or os.cpu_count() or 1)
    table = agent_named(cues, found)
    with store.staged(out, EARLIER) as new:
        write_events(found, cues, new)
        if len(found):
            figures.save(charts_agency.agency(table), new / "agency", table, "Is the doer named?")
        else:
            write_atomic(new / "agency.csv", csv_text(table))
    named = int(found["agent_named"].sum())
    click.echo(f"{len(found):,} events of violence, {named:,} with a named doer -> {out}")
    if len(found):
        click.echo(f"read them: nabra lines {folder} --events {out}; correct them by hand: nabra sample {folder} "
                   f"--label doer --events {out} --out coding")


def _loaded(model):
    """The spaCy model ``model``."""
    try:
        return import_module("spacy").load(model)
    except ImportError:
        raise NabraError("spaCy is not installed; pip install spacy, or leave out --parser") from None
    except OSError:
        raise NabraError(f"spaCy has no model '{model}' here; install it (python -m spacy download {model}), "
                         "or leave out --parser") from None

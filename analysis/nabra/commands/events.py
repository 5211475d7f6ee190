"""The command ``nabra events``."""

from importlib import import_module

import click

from nabra import store
from nabra.cues.events import events as find_events
from nabra.errors import NabraError
from nabra.measures.agency import agent_named
from nabra.show.figures import write_atomic
from nabra.show.safe import csv_text


@click.command("events")
@click.argument("folder", metavar="DIR")
@click.option("--out", required=True, help="The folder for events.csv and agency.csv.")
@click.option("--parser", metavar="MODEL", help="A spaCy model for English, asked instead of the rules.")
def command(folder, out, parser):
    """Find events of violence in the articles measured in DIR: who is named as having done what to whom."""
    cues = store.load_all(folder)[0]
    store.check_folder(out)
    found = find_events(cues, parser=None if parser is None else _loaded(parser))
    with store.staged(out) as new:
        write_atomic(new / "events.csv", csv_text(found))
        write_atomic(new / "agency.csv", csv_text(agent_named(cues, found)))
    named = int(found["agent_named"].sum())
    click.echo(f"{len(found):,} events of violence, {named:,} with a named doer -> {out}")


def _loaded(model):
    """The spaCy model ``model``."""
    try:
        return import_module("spacy").load(model)
    except ImportError:
        raise NabraError("spaCy is not installed; pip install spacy, or leave out --parser") from None
    except OSError:
        raise NabraError(f"spaCy has no model '{model}' here; install it (python -m spacy download {model}), "
                         "or leave out --parser") from None

"""The command ``nabra events``."""

import os
import re
from functools import partial
from importlib import import_module
from pathlib import Path

import click
from tqdm import tqdm

from nabra import store
from nabra.commands.event_files import PAGE, compared, drawn, write_events, write_page
from nabra.cues.events import events as find_events
from nabra.errors import NabraError
from nabra.measures.agency import constructions, death_terms
from nabra.measures.subset import only
from nabra.show import charts_agency, figures
from nabra.show.figures import write_atomic
from nabra.show.safe import csv_text, one_line

OURS = re.compile(r"index\.html|events\.(csv|parquet)|agency\.(csv|svg|pdf|png)|(constructions-.+|death-terms|headlines|corrected)\.csv")


@click.command("events")
@click.argument("folder", metavar="DIR")
@click.option("--out", required=True, help="The folder for the page index.html, the tables and the chart.")
@click.option("--parser", metavar="MODEL", help="A spaCy model for English, asked instead of the rules.")
@click.option("--processes", type=click.IntRange(1), default=None, help="By default one per processor; one with --parser.")
def command(folder, out, parser, processes):
    """Find events of violence in the articles measured in DIR: who is named as having done what to whom."""
    cues = store.load_all(folder)[0]
    earlier = _earlier(Path(out))
    found = find_events(cues, parser=None if parser is None else _loaded(parser), progress=True,
                        processes=processes or os.cpu_count() or 1)
    steps = compared(cues, found) | _others(cues, found)
    tables = {name: measured() for name, measured in tqdm(steps.items(), desc="comparing", disable=None)}
    with store.staged(out, earlier) as new:
        write_events(found, cues, new)
        for name, table in tables.items():
            write_atomic(new / f"{name}.csv", "\ufeff" + csv_text(table))
        if len(found):
            figures.save(charts_agency.agency(drawn(tables["agency"])), new / "agency", tables["agency"], "Is the doer named?")
        write_page(cues, found, tables, new)
    named = int(found["agent_named"].sum())
    click.echo(f"{len(found):,} events of violence, {named:,} with a named doer -> {out}")
    click.echo(f"the page -> {Path(out, PAGE)}")


def _others(cues, found):
    """By name of a file what makes its table: constructions in each language, and the words that the dead get."""
    made = {"death-terms": partial(death_terms, cues, found)}
    for language in sorted(cues.documents["language"].dropna().unique()):
        articles = only(cues, language=language)
        here = found[found["doc_id"].isin(articles.documents["doc_id"])]
        if len(here):
            made[f"constructions-{language}"] = partial(constructions, articles, here)
    return made


def _earlier(out):
    """The files of an earlier run in the folder, which go when new ones come; NabraError where it holds anything else."""
    store.check_folder(out)
    names = sorted(path.name for path in out.iterdir() if not path.name.startswith(store.HIDDEN)) if out.is_dir() else []
    others = [name for name in names if not OURS.fullmatch(name)]
    if others:
        raise NabraError(f"output {out}: the folder holds something else ({one_line(others[0])}); name a new or empty folder")
    return names


def _loaded(model):
    """The spaCy model ``model``."""
    try:
        return import_module("spacy").load(model)
    except ImportError:
        raise NabraError("spaCy is not installed; pip install spacy, or leave out --parser") from None
    except OSError:
        raise NabraError(f"spaCy has no model '{model}' here; install it (python -m spacy download {model}), "
                         "or leave out --parser") from None

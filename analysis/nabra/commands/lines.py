"""The command ``nabra lines``."""

import shutil

import click

from nabra import store
from nabra.commands.event_files import read_events
from nabra.cues import unresolved
from nabra.errors import NabraError
from nabra.show.concordance import lines as concordance


@click.command("lines")
@click.argument("folder", metavar="DIR")
@click.option("--concept", help="e.g. armed-groups; with --events the victim, \"(no concept)\" for none.")
@click.option("--variant", help="e.g. terrorists; with --events the construction: active, passive, agentless …")
@click.option("--outlet")
@click.option("--voice", help="narrator, quoted or reported")
@click.option("--marks", help="none, name, label or fragment")
@click.option("--unresolved", "only_open", is_flag=True,
              help="Only mentions whose referent is unresolved; the others are shown without this.")
@click.option("--events", "events_folder", metavar="EVENTS",
              help="The folder of nabra events: its events of violence in place of mentions.")
@click.option("--doer", type=click.Choice(("named", "unnamed")), help="With --events: whether the sentence names a doer.")
@click.option("--limit", type=click.IntRange(1), default=40, show_default=True, help="Lines to print.")
@click.option("--csv", "csv_path", default=None,
              help="Write all lines to this CSV file instead, with the SHA-256 of each article.")
def command(folder, concept, variant, outlet, voice, marks, only_open, events_folder, doer, limit, csv_path):
    """The lines behind a number: each mention in DIR (or event) with its context (before | key | after)."""
    cues = store.load(folder)
    if events_folder is None and doer is not None:
        raise NabraError("--doer is asked of events; name the folder of nabra events with --events")
    events = None if events_folder is None else read_events(events_folder, cues)
    if doer is not None:
        events = events[events["agent_named"] == (doer == "named")]
    limit = None if csv_path else limit
    found = concordance(cues, concept=concept, variant=variant, outlet=outlet, voice=voice, marks=marks,
                        limit=limit, unresolved=only_open, events=events)
    if csv_path:
        found.to_csv(csv_path)
        click.echo(f"{len(found):,} lines -> {csv_path}")
    else:
        click.echo(found.to_text(width=shutil.get_terminal_size((110, 40)).columns))
    if not found.total and events is None and not only_open and (left_open := unresolved.said(cues.mentions)):
        click.echo(left_open, err=True)

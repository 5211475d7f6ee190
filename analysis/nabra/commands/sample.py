"""The command ``nabra sample``."""

from pathlib import Path

import click

from nabra import store
from nabra.commands.event_files import read_events
from nabra.errors import NabraError
from nabra.measures.correction import ENOUGH_LABELS
from nabra.measures.sample import LABELS, OF_EVENTS, coding_sample
from nabra.show.coding_pack import pack
from nabra.show.figures import write_atomic


@click.command("sample")
@click.argument("folder", metavar="DIR")
@click.option("--out", required=True, help="A new folder for the sheets; its folder key is not for the coders.")
@click.option("--concept", default=None, help="e.g. armed-groups; by default all, each with its own sample. Of events the "
                                              "victim that the machine sees; by default all events in one sample.")
@click.option("--label", type=click.Choice(LABELS + OF_EVENTS), default="voice", show_default=True,
              help="What is to be coded, and what the strata are made of; doer and construction are of events.")
@click.option("--events", "events_folder", metavar="EVENTS", default=None,
              help="The folder of nabra events, for lines of its events of violence.")
@click.option("--outlet", "outlets", multiple=True, help="Only this outlet. May be repeated.")
@click.option("--size", type=click.IntRange(1), default=ENOUGH_LABELS, show_default=True,
              help="Lines an outlet and concept.")
@click.option("--total", type=click.IntRange(1), default=None,
              help="Lines in all, shared out among outlets and concepts, in place of --size.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True)
def command(folder, out, concept, label, events_folder, outlets, size, total, seed):
    """Draw lines of DIR for people to code: one an article, of every label, outlet and prediction hidden."""
    place = Path(out)
    store.check_folder(place)
    if place.is_dir() and any(place.iterdir()):
        raise NabraError(f"output {out}: the folder is not empty; coded lines are never overwritten, name a new one")
    if (label in OF_EVENTS) != (events_folder is not None):
        raise NabraError(f"label {label}: " + ("it is one of events of violence; name the folder of nabra events with --events"
                                               if label in OF_EVENTS else "it is none of events; leave out --events, or "
                                               f"choose --label {' or '.join(OF_EVENTS)}"))
    cues = store.load(folder)
    events = None if events_folder is None else read_events(events_folder, cues)
    drawn = coding_sample(cues, size, label, concept, outlets or None, seed=seed, total=total, events=events)
    with store.staged(place) as new:
        for name, data in pack(drawn, cues, label).items():
            write_atomic(new / name, data)
    cells = drawn.groupby(["outlet", "concept"]).size()
    click.echo(f"{len(drawn):,} lines of {len(cells)} outlets and concepts ({cells.min()} to {cells.max()} each) -> "
               f"{place / 'lines.csv'}")
    if cells.min() < ENOUGH_LABELS:
        click.echo(f"fewer than {ENOUGH_LABELS} lines of an outlet and concept do not correct its shares; "
                   "they still tell how good the coding is", err=True)
    click.echo(f"the key, not for the coders -> {place / 'key' / 'key.csv'}")

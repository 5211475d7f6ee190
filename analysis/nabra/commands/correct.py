"""The command ``nabra correct``."""

from pathlib import Path

import click
import pandas as pd

from nabra import store
from nabra.commands.event_files import compared, read_events, write_page
from nabra.errors import NabraError
from nabra.measures.corrected import corrected, joined
from nabra.measures.correction import ENOUGH_LABELS
from nabra.measures.sample import OF_EVENTS
from nabra.show.coding_read import read_coded
from nabra.show.figures import write_atomic
from nabra.show.safe import csv_text, strip_controls


@click.command("correct")
@click.argument("folder", metavar="DIR")
@click.argument("files", nargs=-1, required=True)
@click.option("--key", "key_path", required=True, help="The key.csv of the sample.")
@click.option("--settled", default=None, help="A coded file of lines on which the coders differed: its answers stand.")
@click.option("--events", "events_folder", metavar="EVENTS", default=None,
              help="The folder of nabra events that the sample was drawn from, for lines of events of violence.")
@click.option("--out", default=None, help="The CSV file to write; by default DIR/correction/corrected.csv, which "
                                          "nabra report shows, or EVENTS/corrected.csv.")
def command(folder, files, key_path, settled, events_folder, out):
    """Correct the shares of DIR by the coded lines in FILES, beside what the machine alone says."""
    cues, key = store.load(folder), read_key(key_path)
    codings = [read_coded(file) for file in files]
    coded, disputed = joined(codings, read_coded(settled) if settled else None)
    label = str(key["label"].iloc[0])
    if (label in OF_EVENTS) != (events_folder is not None):
        raise NabraError(f"{key_path}: its lines are " + ("of events of violence; name the folder of nabra events with --events"
                                                          if label in OF_EVENTS else "of mentions; leave out --events"))
    events = None if events_folder is None else read_events(events_folder, cues)
    if disputed:
        click.echo(f"{len(disputed)} lines on which the coders differ are left out (the first is {disputed[0]}); "
                   "settle them in a sheet of their own and give it with --settled", err=True)
    table = corrected(cues, key, coded, label, progress=True, events=events)
    if out is None and events is not None:
        out = Path(events_folder, "corrected.csv")
        tables = {name: measured() for name, measured in compared(cues, events).items()}
        write_page(cues, events, tables, events_folder, table)
    if out is None:
        with store.staged(Path(folder, "correction")) as new:
            write_atomic(new / "corrected.csv", "\ufeff" + csv_text(table))
    else:
        write_atomic(out, "\ufeff" + csv_text(table))
    for line in sentences(table):
        click.echo(strip_controls(line))
    click.echo(f"the table -> {out or Path(folder, 'correction', 'corrected.csv')}")


def read_key(path):
    """The key of a sample."""
    try:
        key = pd.read_csv(path, dtype={"doc_id": "string", "line_id": "string", "sha256": "string"},
                          encoding="utf-8-sig")
    except OSError as error:
        raise NabraError(f"{path}: cannot be read ({error.strerror or error}); give the key.csv of nabra "
                         "sample") from error
    except ValueError as error:
        raise NabraError(f"{path}: no CSV table ({str(error).partition(chr(10))[0]}); give the key.csv of nabra "
                         "sample") from error
    if "label" not in key.columns or key.empty:
        raise NabraError(f"{path}: this is no key of a sample; give the key.csv that nabra sample wrote")
    for column in ("outlet", "concept", "predicted"):
        if column in key.columns:     # what guards a cell against formulas is no part of a name
            key[column] = key[column].astype("string").str.replace(r"^'(?=\s*[=+\-@＝＋－＠])", "", regex=True)
    return key


def sentences(table):
    """The rows in words, those with the most labels of each measure."""
    enough = table[table["labels"] >= ENOUGH_LABELS]
    if enough.empty:
        yield (f"no outlet and cue has {ENOUGH_LABELS} coded lines (the most is {table['labels'].max()}): the table "
               "gives intervals from the coded lines alone, and corrects nothing")
    for row in enough.to_dict("records"):
        if pd.isna(row["estimate"]):
            continue
        name = " ".join(str(row[part]) for part in ("concept", "variant", "value") if not pd.isna(row[part]))
        more = "" if pd.isna(row["more_lines"]) else f"; {row['more_lines']:,.0f} more lines would halve it"
        yield (f"{row['outlet']}, {name}: {row['estimate']:.1%} ({row['low']:.1%} to {row['high']:.1%}), machine alone "
               f"{row['uncorrected']:.1%} ({row['uncorrected_low']:.1%} to {row['uncorrected_high']:.1%}){more}")

"""The command ``nabra agree``."""

import click
import pandas as pd

from nabra.errors import NabraError
from nabra.measures.agreement import agreement, confusion
from nabra.show.coding_read import read_coded
from nabra.show.figures import write_atomic
from nabra.show.safe import csv_text

ACCEPTED = 0.8


@click.command("agree")
@click.argument("files", nargs=-1, required=True)
@click.option("--out", default=None, help="Write the table of agreement to this CSV file, too.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="Of the bootstrap.")
@click.option("--replicates", type=click.IntRange(100), default=2000, show_default=True)
def command(files, out, seed, replicates):
    """Do the coders of FILES (one file a coder) agree? Alpha and AC1 with intervals, and who took what for what."""
    coded = codes_by_label(files)
    table = agreement(coded, replicates, seed, ACCEPTED)
    for row in table.to_dict("records"):
        click.echo(sentence(row))
        if row["lines"] and row["coders"] == 2:
            click.echo(confusion(coded[row["label"]]).to_string() + "\n")
    if out:
        write_atomic(out, "\ufeff" + csv_text(table))
        click.echo(f"the table -> {out}")


def codes_by_label(files):
    """{label: table of lines by coders} of the files, a coder each."""
    if len(files) < 2:
        raise NabraError("one file alone agrees with itself; give the files of two coders or more")
    codings = [read_coded(file) for file in files]
    names = [f"coder {number}" for number in range(1, len(files) + 1)]
    labels = list(dict.fromkeys(label for one in codings for label in one.columns))
    coded = {
        label: pd.DataFrame({name: one[label] for name, one in zip(names, codings) if label in one.columns})
        for label in labels
    }
    if not any((codes.notna().sum(axis=1) > 1).any() for codes in coded.values()):
        raise NabraError("no line was coded in two of the files; give the files of one sample")
    return coded


def sentence(row):
    """One label's agreement in a line."""
    if not pd.isna(row["reason"]):
        return f"{row['label']}: {row['reason']}; alpha says nothing"
    verdict = "" if row["alpha_low"] >= ACCEPTED else (
        f"; its lower end is below {ACCEPTED:g}: code with clearer rules, or more lines")
    few = f"; {row['lines_needed']} lines are needed to judge it" * (row["lines"] < row["lines_needed"])
    return (f"{row['label']}: {row['lines']} lines, {row['coders']} coders, {row['percent']:.0%} the same; "
            f"alpha {row['alpha']:.3f} ({row['alpha_low']:.3f} to {row['alpha_high']:.3f}), "
            f"AC1 {row['ac1']:.3f} ({row['ac1_low']:.3f} to {row['ac1_high']:.3f}){verdict}{few}")

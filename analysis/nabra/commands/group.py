"""The command ``nabra group``."""

import click

from nabra.commands.measure import mapping_of
from nabra.corpora.read import load as load_articles
from nabra.show.figures import write_atomic
from nabra.show.safe import csv_text, strip_controls
from nabra.text import groups
from nabra.text.across import ACROSS
from nabra.text.copies import COPIES, SHARE
from nabra.text.events import DAYS, SIMILARITY
from nabra.text.grouping import group
from nabra.text.repeated import repeated_lines


@click.command("group")
@click.argument("articles")
@click.option("--out", required=True, help="The file for the groups, e.g. build/groups.parquet.")
@click.option("--column", "columns", multiple=True, metavar="OURS=THEIRS",
              help="Which column is which, as in nabra measure. May be repeated.")
@click.option("--encoding", help="The files' encoding, e.g. windows-1256; by default the bytes tell.")
@click.option("--config", help="A settings file instead of the nabra.toml beside the articles.")
@click.option("--share", type=click.FloatRange(0, 1, min_open=True), default=SHARE, show_default=True,
              help="Share of the shorter article's three-word runs from which a pair is a copy.")
@click.option("--similarity", type=click.FloatRange(0, 1, min_open=True, max_open=True), default=SIMILARITY,
              show_default=True, help="Mean cosine from which articles report the same event.")
@click.option("--days", type=click.IntRange(0), default=DAYS, show_default=True,
              help="Days that copies, and the articles of an event, lie apart at most.")
@click.option("--across", type=click.FloatRange(0, 1, min_open=True), default=ACROSS, show_default=True,
              help="Cosine of names, numbers and dates from which groups of two languages report the same event; "
              "1 joins none.")
@click.option("--joined", help="Also list what was joined to an event of another language, and by which names: a CSV file.")
@click.option("--repeated", help="Also list the lines that an outlet prints under many articles: a CSV file to look "
              "through and to give to nabra measure --repeated.")
def command(articles, out, columns, encoding, config, share, similarity, days, across, joined, repeated):
    """Find copies and same events among ARTICLES; give the file to nabra measure --groups."""
    loaded = load_articles(articles, columns=mapping_of(columns), encoding=encoding, config=config)
    for note in loaded.notes:
        click.echo(strip_controls(note), err=True)
    table = group(loaded.documents, share, similarity, days, across)
    write_atomic(out, groups.as_parquet(table))
    linked = table[table["event_across"].notna()]
    if joined:
        shown = linked.merge(loaded.documents[["doc_id", "outlet", "language", "date", "title"]], on="doc_id")
        write_atomic(joined, "\ufeff" + csv_text(shown[[
            "event", "event_across", "event_anchors", "doc_id", "outlet", "language", "date", "title"]]))
    if repeated:
        lines = repeated_lines(loaded.documents)
        write_atomic(repeated, "\ufeff" + csv_text(lines))
        click.echo(f"{len(lines):,} repeated lines, {int(lines['leave_out'].sum()):,} to leave out -> {repeated}")
    kinds = table["copy"].value_counts()
    shown = ", ".join(f"{kind} {kinds.get(kind, 0):,}" for kind in COPIES)
    matched = table.loc[table["event_outlets"] >= 2, "event"].nunique()
    click.echo(f"{len(table):,} articles: {shown}; {matched:,} events that two outlets or more report"
               + (f", {linked['event'].nunique():,} of them in two languages" if len(linked) else "") + f" -> {out}")

"""The command ``nabra describe``."""

from pathlib import Path

import click

from nabra import store
from nabra.commands.measure import mapping_of
from nabra.corpora.read import load as load_articles
from nabra.corpora.said import rejections
from nabra.errors import NabraError
from nabra.show import describe_page, figures
from nabra.show.figures import write_atomic
from nabra.show.safe import csv_text, strip_controls
from nabra.text import groups
from nabra.text.described import described
from nabra.text.grouping import group
from nabra.text.repeated import repeated_lines


@click.command("describe")
@click.argument("articles")
@click.option("--out", required=True, help="The folder for index.html, the charts and the tables.")
@click.option("--column", "columns", multiple=True, metavar="OURS=THEIRS",
              help="Which column is which, as in nabra measure. May be repeated.")
@click.option("--encoding", help="The files' encoding, e.g. windows-1256; by default the bytes tell.")
@click.option("--config", help="A settings file instead of the nabra.toml beside the articles.")
@click.option("--groups", "groups_path", help="Copies and events, as nabra group found them; else found anew.")
def command(articles, out, columns, encoding, config, groups_path):
    """Describe ARTICLES before anything is measured: dates, lengths, marks, genres, copies, warnings."""
    store.check_folder(out)
    source, folder = Path(articles).expanduser().resolve(), Path(out).resolve()
    if folder == source or source in folder.parents:
        raise NabraError(f"output {out}: it lies in the articles' own folder; name a folder outside {articles}")
    known = groups.load(groups_path) if groups_path else None
    loaded = load_articles(articles, columns=mapping_of(columns), encoding=encoding, config=config)
    for note in loaded.notes:
        click.echo(strip_controls(note), err=True)
    if known is None:
        known = group(loaded.documents)
    else:
        groups.attach(loaded.documents, known)
    found, repeated = described(loaded.documents, known), repeated_lines(loaded.documents)
    page = describe_page.render(found, repeated, loaded.notes, len(loaded.rejected), known)
    with store.staged(out) as new:
        for name, (figure, table) in describe_page.drawn(found).items():
            figures.save(figure, new / name, table)
        for name, table in (found._asdict() | {"repeated": repeated}).items():
            write_atomic(new / f"{name}.csv", "\ufeff" + csv_text(table))
        write_atomic(new / "index.html", page)
    for sentence in rejections(loaded.rejected):
        click.echo(strip_controls(sentence), err=True)
    click.echo(f"{len(loaded.documents):,} articles of {len(found.outlets)} outlets, {len(found.warnings)} warnings, "
               f"{len(repeated):,} repeated lines -> {Path(out, 'index.html')}")

"""The command ``nabra measure``."""

import os
from pathlib import Path

import click

from nabra import pipeline, store
from nabra.corpora.read import load as load_articles
from nabra.corpora.said import count, rejections
from nabra.cues import decisions, unresolved
from nabra.cues.codebook import load as load_codebook
from nabra.errors import NabraError
from nabra.manifest import build
from nabra.show.safe import strip_controls
from nabra.text import groups, repeated_file

MANY = 400      # articles from which a second process pays


@click.command("measure")
@click.argument("articles")
@click.option("--codebook", default="syria", show_default=True,
              help="A codebook's name, or the path of a .yml file.")
@click.option("--out", required=True, help="The folder for the tables and manifest.json.")
@click.option("--column", "columns", multiple=True, metavar="OURS=THEIRS",
              help="Which column is which, e.g. --column text=article_content. May be repeated.")
@click.option("--encoding", help="The files' encoding, e.g. windows-1256; by default the bytes tell.")
@click.option("--config", help="A settings file instead of the nabra.toml beside the articles.")
@click.option("--groups", "groups_path", help="Copies and events, as nabra group found them in these articles.")
@click.option("--repeated", "repeated_path",
              help="Lines to leave out, by outlet, as nabra group --repeated listed them.")
@click.option("--decisions", "decisions_path",
              help="A reader's decisions about single lines (CSV; see docs/coding.md).")
@click.option("--processes", type=click.IntRange(1), default=None, help="By default one per processor.")
def command(articles, codebook, out, columns, encoding, config, groups_path, repeated_path, decisions_path,
            processes):
    """Measure ARTICLES (a file or folder: Parquet, CSV, JSON Lines, .txt) and write the tables to OUT."""
    book = load_codebook(codebook)
    store.check_out(out, articles)
    mapping = mapping_of(columns)
    known = groups.load(groups_path) if groups_path else None
    repeated, lines = repeated_file.load(repeated_path) if repeated_path else (None, None)
    decided = decisions.load(decisions_path) if decisions_path else None
    loaded = load_articles(articles, columns=mapping, encoding=encoding, config=config)
    for note in loaded.notes:
        click.echo(strip_controls(note), err=True)
    if processes is None:
        processes = os.cpu_count() or 1 if len(loaded.documents) >= MANY else 1
    documents = loaded.documents if known is None else groups.attach(loaded.documents, known)
    cues = pipeline.measure(documents, book, processes=processes, repeated=repeated)
    options = {"columns": mapping, "encoding": encoding, "config": Path(config).name if config else None}
    if known is not None:
        options["groups"] = known.attrs
    if lines is not None:
        options["repeated"] = lines
    if decided is not None:
        cues, options["decisions"] = decisions.apply(cues, decided)
        click.echo(strip_controls(decisions.said(options["decisions"])), err=True)
    manifest = build(cues, book, loaded.sources, loaded.rejected, loaded.notes, options)
    store.save(cues, loaded.rejected, manifest, out)
    for sentence in rejections(loaded.rejected):
        click.echo(strip_controls(sentence), err=True)
    if left_open := unresolved.said(cues.mentions):
        click.echo(left_open, err=True)
    counts, lost = manifest["counts"], len(loaded.rejected)
    rejected = f"; {count(lost, 'row or file', 'rows or files')} rejected (rejected.parquet)" if lost else ""
    click.echo(f"{counts['documents']:,} articles, {counts['words']:,} words: {counts['mentions']:,} "
               f"mentions, {counts['quotes']:,} quotations, {counts['attributions']:,} attributions "
               f"-> {out}{rejected}")


def mapping_of(columns):
    """{'text': 'body'} from ('text=body',)."""
    mapping = {}
    for item in columns:
        ours, equals, theirs = item.partition("=")
        if not equals or not ours.strip():
            raise NabraError(f"--column '{item}': write OURS=THEIRS, e.g. --column text=article_content")
        mapping[ours.strip()] = theirs.strip()
    return mapping

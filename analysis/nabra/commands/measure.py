"""The command ``nabra measure``."""

import os
from pathlib import Path

import click

from nabra import pipeline, store
from nabra.corpora.read import load as load_articles
from nabra.corpora.read import size
from nabra.corpora.said import count, rejections
from nabra.corpora.settings import read_toml
from nabra.cues import decisions, unresolved
from nabra.cues.codebook import load as load_codebook
from nabra.errors import NabraError
from nabra.manifest import counts_of, of_counts
from nabra.scale import stream
from nabra.scale.together import Done
from nabra.show.safe import strip_controls
from nabra.text import groups, repeated_file

ENGINES = ("local", "dask")
MANY = 400      # articles from which a second process pays
LARGE = 8 << 20     # bytes on disk from which articles are measured batch by batch


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
@click.option("--engine", type=click.Choice(ENGINES), default="local", show_default=True,
              help="dask: partitioned Parquet, a file a task, on the workers of a Dask cluster (docs/scale.md).")
@click.option("--scheduler", metavar="ADDRESS", help="Of a Dask scheduler; without it, workers on this machine.")
def command(articles, codebook, out, columns, encoding, config, groups_path, repeated_path, decisions_path,
            processes, engine, scheduler):
    """Measure ARTICLES (a file or folder: Parquet, CSV, JSON Lines, .txt) and write the tables to OUT."""
    book = load_codebook(codebook)
    if engine == "local":
        store.check_out(out, articles)
    for value, option in ((decisions_path, "--decisions"), (encoding, "--encoding")):
        if engine == "dask" and value:
            raise NabraError(f"{option} does not go with --engine dask; leave it out")
    if scheduler and engine != "dask":
        raise NabraError(f"--scheduler {scheduler}: there is a scheduler with --engine dask only; add that")
    mapping = mapping_of(columns)
    known = groups.load(groups_path) if groups_path else None
    repeated, lines = repeated_file.load(repeated_path) if repeated_path else (None, None)
    decided = decisions.load(decisions_path) if decisions_path else None
    options = {"columns": mapping, "encoding": encoding, "config": Path(config).name if config else None}
    if known is not None:
        options["groups"] = known.attrs
    if lines is not None:
        options["repeated"] = lines
    reading = {"columns": mapping, "encoding": encoding, "config": config}
    work = stream.Work(articles, book, reading, repeated, known, decided)
    if engine == "dask":
        done = _clustered(work, out, options, processes or os.cpu_count() or 1, scheduler)
    elif size(articles) >= LARGE:
        done = _streamed(work, out, options, processes or os.cpu_count() or 1)
    else:
        done = _at_once(work, out, options, processes)
    for sentence in rejections(done.rejected):
        click.echo(strip_controls(sentence), err=True)
    counts = done.counts
    if left_open := unresolved.said_of(counts["unresolved"], counts["mentions"], done.unresolved_articles):
        click.echo(left_open, err=True)
    lost = len(done.rejected)
    rejected = f"; {count(lost, 'row or file', 'rows or files')} rejected (rejected.parquet)" if lost else ""
    click.echo(f"{counts['documents']:,} articles, {counts['words']:,} words: {counts['mentions']:,} "
               f"mentions, {counts['quotes']:,} quotations, {counts['attributions']:,} attributions "
               f"-> {out}{rejected}")


def _at_once(work, out, options, processes):
    """Measure articles that fit into memory."""
    loaded = load_articles(work.articles, **work.reading)
    for note in loaded.notes:
        _say(note)
    if processes is None:
        processes = os.cpu_count() or 1 if len(loaded.documents) >= MANY else 1
    documents = loaded.documents if work.groups is None else groups.attach(loaded.documents, work.groups)
    cues, decided = pipeline.measure(documents, work.codebook, processes=processes, repeated=work.repeated), None
    if work.decisions is not None:
        cues, decided = decisions.apply(cues, work.decisions)
    left = cues.mentions.loc[~cues.mentions["resolved"].to_numpy(dtype=bool), "doc_id"].nunique()
    done = Done(counts_of(cues), loaded.rejected, loaded.notes, loaded.sources, left, decided)
    store.save(cues, loaded.rejected, _manifest(work, options, done), out)
    return done


def _streamed(work, out, options, processes):
    """Measure articles batch by batch."""
    told = set()

    def say(note):
        told.add(note)
        _say(note)

    done = stream.measure(work, out, lambda done: _manifest(work, options, done), processes, say)
    for note in done.notes:
        if note not in told:
            _say(note)
    return done


def _clustered(work, out, options, workers, scheduler):
    """Measure the files of partitioned Parquet on a Dask cluster."""
    from nabra.scale import cluster
    if work.reading["config"]:
        work = work._replace(reading=work.reading | {"config": read_toml(Path(work.reading["config"]), "--config")})
    with cluster.client_of(scheduler, workers) as client:
        done = cluster.measure(work, out, lambda done: _manifest(work, options, done), client)
    for note in done.notes:
        _say(note)
    return done


def _manifest(work, options, done):
    if done.decided is not None:
        options = options | {"decisions": done.decided}
        _say(decisions.said(done.decided))
    return of_counts(done.counts, work.codebook, done.sources, done.rejected, done.notes, options)


def _say(note):
    click.echo(strip_controls(note), err=True)


def mapping_of(columns):
    """{'text': 'body'} from ('text=body',)."""
    mapping = {}
    for item in columns:
        ours, equals, theirs = item.partition("=")
        if not equals or not ours.strip():
            raise NabraError(f"--column '{item}': write OURS=THEIRS, e.g. --column text=article_content")
        mapping[ours.strip()] = theirs.strip()
    return mapping

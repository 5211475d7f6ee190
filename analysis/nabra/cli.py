"""The command line: ``nabra measure``, ``nabra report``, ``nabra lines``."""

import os
import shutil
import sys
from pathlib import Path

import click

from nabra import pipeline, store
from nabra.corpora.read import load as load_articles
from nabra.corpora.said import rejections
from nabra.cues.codebook import load as load_codebook
from nabra.errors import NabraError
from nabra.manifest import build
from nabra.show import gallery
from nabra.show.concordance import lines as concordance
from nabra.show.report import write_report

FATAL = 2
MANY = 400      # articles from which a second process pays


class _Plain(click.Group):
    """A group whose users read one clear sentence and exit code 2, never a traceback, for their mistakes."""

    def main(self, *args, **kwargs):
        try:
            return super().main(*args, standalone_mode=False, **kwargs)
        except NabraError as error:
            _fail(str(error))
        except click.ClickException as error:
            error.show()
            sys.exit(FATAL)
        except (KeyboardInterrupt, click.Abort):
            _fail("stopped by Ctrl-C; nothing was written half")
        except MemoryError:
            _fail("not enough memory; measure fewer articles at a time")
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fail(message):
    click.echo(f"nabra: {message}", err=True)
    sys.exit(FATAL)


@click.group(cls=_Plain, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="nabra")
def main():
    """Nabra measures which words news outlets choose, in whose voice, and in whose quotation marks."""


@main.command()
@click.argument("articles")
@click.option("--codebook", default="syria", show_default=True, help="A codebook's name, or the path of a .yml file.")
@click.option("--out", required=True, help="The folder for the tables and manifest.json.")
@click.option("--column", "columns", multiple=True, metavar="OURS=THEIRS",
              help="Which column is which, e.g. --column text=article_content. May be repeated.")
@click.option("--encoding", help="The files' encoding, e.g. windows-1256; by default the bytes tell.")
@click.option("--processes", type=click.IntRange(1), default=None, help="By default one per processor.")
def measure(articles, codebook, out, columns, encoding, processes):
    """Measure ARTICLES (a file or folder: Parquet, CSV, JSON Lines, .txt) and write the tables to OUT."""
    book = load_codebook(codebook)
    store.check_out(out)
    mapping = _mapping(columns)
    loaded = load_articles(articles, columns=mapping, encoding=encoding)
    for note in loaded.notes:
        click.echo(note, err=True)
    if processes is None:
        processes = os.cpu_count() or 1 if len(loaded.documents) >= MANY else 1
    cues = pipeline.measure(loaded.documents, book, processes=processes)
    options = {"columns": mapping, "encoding": encoding}
    manifest = build(cues, book, loaded.sources, loaded.rejected, loaded.notes, options)
    store.save(cues, loaded.rejected, manifest, out)
    for sentence in rejections(loaded.rejected):
        click.echo(sentence, err=True)
    counts = manifest["counts"]
    click.echo(f"{counts['documents']:,} articles, {counts['words']:,} words: {counts['mentions']:,} mentions, "
               f"{counts['quotes']:,} quotations, {counts['attributions']:,} attributions -> {out}")


@main.command()
@click.argument("folder", metavar="DIR")
@click.option("--out", default=None, help="Where index.html goes; by default DIR/report.")
@click.option("--figures", default=None, help="Where the charts and their CSV go; by default DIR/figures.")
@click.option("--seed", default=1, show_default=True, help="Of the bootstrap and the permutation tests.")
@click.option("--replicates", type=click.IntRange(100), default=2000, show_default=True,
              help="Bootstrap replicates, and permutations.")
def report(folder, out, figures, seed, replicates):
    """Compare the outlets measured in DIR: the page, the figures and the table of measures."""
    cues, _, manifest = store.load_all(folder)
    out, figures = Path(out or Path(folder) / "report"), Path(figures or Path(folder) / "figures")
    tables = pipeline.compare(cues, seed=seed, replicates=replicates, permutations=replicates,
                              progress=len(cues.documents) >= MANY)
    said = manifest | {"report": {"seed": seed, "replicates": replicates, "permutations": replicates}}
    written = gallery.draw_all(tables, figures, progress=len(cues.documents) >= MANY)
    page = write_report(cues, tables, said, out)
    click.echo(f"{written} figures -> {figures}")
    click.echo(f"the report -> {page}")


@main.command()
@click.argument("folder", metavar="DIR")
@click.option("--concept", help="e.g. armed-groups")
@click.option("--variant", help="e.g. terrorists")
@click.option("--outlet")
@click.option("--voice", help="narrator, quoted or reported")
@click.option("--marks", help="none, name, label or fragment")
@click.option("--limit", type=click.IntRange(1), default=40, show_default=True, help="Lines to print.")
@click.option("--csv", "csv_path", default=None, help="Write all lines to this CSV file instead.")
def lines(folder, concept, variant, outlet, voice, marks, limit, csv_path):
    """The lines behind a number: each mention in DIR with its context (before | key | after)."""
    cues = store.load(folder)
    limit = None if csv_path else limit
    found = concordance(cues, concept=concept, variant=variant, outlet=outlet, voice=voice, marks=marks, limit=limit)
    if csv_path:
        found.to_csv(csv_path)
        click.echo(f"{len(found.table):,} lines -> {csv_path}")
        return
    click.echo(found.to_text(width=shutil.get_terminal_size((110, 40)).columns))


def _mapping(columns):
    """{'text': 'body'} from ('text=body',)."""
    mapping = {}
    for item in columns:
        ours, equals, theirs = item.partition("=")
        if not equals or not ours.strip():
            raise NabraError(f"--column '{item}': write OURS=THEIRS, e.g. --column text=article_content")
        mapping[ours.strip()] = theirs.strip()
    return mapping


if __name__ == "__main__":
    main()

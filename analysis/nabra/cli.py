"""The command line: ``nabra measure``, ``nabra report``, ``nabra lines``."""

import os
import shutil
import sys
import traceback
from pathlib import Path

import click

from nabra import pipeline, store
from nabra.corpora.read import load as load_articles
from nabra.corpora.said import count, rejections
from nabra.cues.codebook import load as load_codebook
from nabra.errors import NabraError
from nabra.evaluate.command import command as evaluate
from nabra.manifest import as_json, build
from nabra.show import gallery
from nabra.show.concordance import lines as concordance
from nabra.show.figures import write_atomic
from nabra.show.report import write_report
from nabra.show.safe import csv_text, strip_controls

FATAL = 2
MANY = 400      # articles from which a second process pays
DEBUG = "NABRA_DEBUG"
HELP = {"help_option_names": ["-h", "--help"]}


class _Plain(click.Group):
    """A group whose users read one clear sentence and exit code 2, never a traceback, when it ends badly."""

    def main(self, *args, **kwargs):
        _speak_plainly()
        try:
            return super().main(*args, **kwargs, prog_name="nabra", standalone_mode=False)
        except click.ClickException as error:
            _fail(_usage(error))
        except (KeyboardInterrupt, click.Abort):
            _fail("stopped by Ctrl-C; nothing half-written is left behind")
        except NabraError as error:
            _fail(str(error))
        except MemoryError:
            _fail("the memory ran out; measure fewer articles at a time, or with fewer processes")
        except OSError as error:
            place = f"{error.filename}: " if error.filename else ""
            _fail(f"{place}{error.strerror or error}; mend that and run the command again")
        except Exception as error:
            what = f"{type(error).__name__}: {error}".partition("\n")[0]
            _fail(f"a fault in nabra itself ({what}); please report it with the command you typed and what "
                  f"{DEBUG}=1 prints before it")


def _fail(message):
    if os.environ.get(DEBUG) == "1":
        traceback.print_exc()
    lines = [strip_controls(line) for line in f"nabra: {message}".split("\n")]
    try:
        click.echo("\n".join(lines), err=True)
    except OSError:
        pass  # nobody can be told
    sys.exit(FATAL)


def _usage(error):
    """A mistake on the command line in one sentence: what, where, and what shows the right way."""
    message = " ".join(error.format_message().split()).rstrip(".?").replace(". Did", "; did")
    command = error.ctx.command_path if getattr(error, "ctx", None) else "nabra"
    inner = command.partition(" ")[2]
    return f"{inner}{': ' if inner else ''}{message[:1].lower()}{message[1:]}; see '{command} --help'"


def _speak_plainly():
    """Characters that a terminal cannot show become '?' instead of an error; Windows pipes get UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            piped = sys.platform == "win32" and not stream.isatty()
            stream.reconfigure(errors="replace", **({"encoding": "utf-8"} if piped else {}))


@click.group(cls=_Plain, invoke_without_command=True, context_settings=HELP)
@click.version_option(package_name="nabra")
@click.pass_context
def main(context):
    """Nabra measures which words news outlets choose, in whose voice, and in whose quotation marks."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@main.command()
@click.argument("articles")
@click.option("--codebook", default="syria", show_default=True,
              help="A codebook's name, or the path of a .yml file.")
@click.option("--out", required=True, help="The folder for the tables and manifest.json.")
@click.option("--column", "columns", multiple=True, metavar="OURS=THEIRS",
              help="Which column is which, e.g. --column text=article_content. May be repeated.")
@click.option("--encoding", help="The files' encoding, e.g. windows-1256; by default the bytes tell.")
@click.option("--config", help="A settings file instead of the nabra.toml beside the articles.")
@click.option("--processes", type=click.IntRange(1), default=None, help="By default one per processor.")
def measure(articles, codebook, out, columns, encoding, config, processes):
    """Measure ARTICLES (a file or folder: Parquet, CSV, JSON Lines, .txt) and write the tables to OUT."""
    book = load_codebook(codebook)
    store.check_out(out, articles)
    mapping = _mapping(columns)
    loaded = load_articles(articles, columns=mapping, encoding=encoding, config=config)
    for note in loaded.notes:
        click.echo(strip_controls(note), err=True)
    if processes is None:
        processes = os.cpu_count() or 1 if len(loaded.documents) >= MANY else 1
    cues = pipeline.measure(loaded.documents, book, processes=processes)
    options = {"columns": mapping, "encoding": encoding, "config": Path(config).name if config else None}
    manifest = build(cues, book, loaded.sources, loaded.rejected, loaded.notes, options)
    store.save(cues, loaded.rejected, manifest, out)
    for sentence in rejections(loaded.rejected):
        click.echo(strip_controls(sentence), err=True)
    counts, lost = manifest["counts"], len(loaded.rejected)
    rejected = f"; {count(lost, 'row or file', 'rows or files')} rejected (rejected.parquet)" if lost else ""
    click.echo(f"{counts['documents']:,} articles, {counts['words']:,} words: {counts['mentions']:,} "
               f"mentions, {counts['quotes']:,} quotations, {counts['attributions']:,} attributions "
               f"-> {out}{rejected}")


@main.command()
@click.argument("folder", metavar="DIR")
@click.option("--out", default=None, help="Where index.html goes; by default DIR/report.")
@click.option("--figures", default=None,
              help="Where the charts and all CSV tables go; by default DIR/figures.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True,
              help="Of the bootstrap and the permutation tests.")
@click.option("--replicates", type=click.IntRange(100), default=2000, show_default=True,
              help="Bootstrap replicates, and permutations.")
def report(folder, out, figures, seed, replicates):
    """Compare the outlets measured in DIR: the page, the figures and the tables of measures."""
    cues, _, manifest = store.load_all(folder)
    out = Path(folder, "report") if out is None else out
    figures = Path(folder, "figures") if figures is None else figures
    for place in (out, figures):
        store.check_folder(place)
    many = len(cues.documents) >= MANY
    draws = {"seed": seed, "replicates": replicates, "permutations": replicates}
    tables = pipeline.compare(cues, **draws, progress=many)
    said = manifest | {"report": draws}
    with store.staged(figures) as new_figures, store.staged(out) as new_page:
        written = gallery.draw_all(tables, new_figures, progress=many)
        for name, table in tables.items():
            write_atomic(new_figures / f"measures-{name}.csv", "\ufeff" + csv_text(table))
        write_report(cues, tables, said, new_page)
        write_atomic(new_page / store.MANIFEST, as_json(said))
    click.echo(f"{written} figures, {len(tables)} tables -> {figures}")
    click.echo(f"the report -> {Path(out, 'index.html')}")


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
    found = concordance(cues, concept=concept, variant=variant, outlet=outlet, voice=voice, marks=marks,
                        limit=limit)
    if csv_path:
        found.to_csv(csv_path)
        click.echo(f"{len(found.table):,} lines -> {csv_path}")
        return
    click.echo(found.to_text(width=shutil.get_terminal_size((110, 40)).columns))


main.add_command(evaluate)


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

"""The commands ``nabra codebook …``: write, check, read and compare codebooks."""

import click

from nabra.commands import codebook_shown as shown
from nabra.commands.codebook_articles import sampled, tools_of, voiced
from nabra.commands.codebook_morphology import entry_report, expansion
from nabra.corpora.said import count
from nabra.cues import codebook as codebooks
from nabra.cues.codebook_check import entries, never_found, overlaps, overview
from nabra.cues.codebook_csv import as_rows, from_csv, to_csv
from nabra.cues.codebook_diff import difference
from nabra.cues.codebook_hits import find_hits
from nabra.cues.codebook_yaml import read_bytes
from nabra.errors import NabraError
from nabra.show import lines_text
from nabra.show.context import contexts
from nabra.show.figures import write_atomic
from nabra.show.safe import csv_text

MOST = 20           # overlaps that are shown

ARTICLES = click.option("--articles", help="A file or folder of articles to look into.")
NEEDED = click.option("--articles", required=True, help="A file or folder of articles to look into.")
SAMPLE = click.option("--sample", type=click.IntRange(1), help="Look into so many articles, drawn at random.")
SEED = click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="Of the draw.")
MORPHOLOGY = click.option("--morphology", help="A database of camel-tools (morphology.db, also packed as .gz).")


@click.group("codebook")
def command():
    """Write, check, read and compare codebooks; docs/codebooks.md says how."""


@command.command("check")
@click.argument("book")
@ARTICLES
@SAMPLE
@SEED
@MORPHOLOGY
@click.option("--csv", "csv_path", help="Write the table to this CSV file as well.")
def check(book, articles, sample, seed, morphology, csv_path):
    """Validate BOOK (a name or a .yml file) and show what each entry finds."""
    compiled = codebooks.load(book)
    hits = None
    if articles:
        hits = find_hits(sampled(articles, sample, seed), tools_of(compiled))
    table = overview(compiled, hits)
    if morphology:
        table = table.join(entry_report(compiled, hits, morphology), on=["line", "entry"])
    click.echo(shown.table(table))
    shared = overlaps(compiled)
    if len(shared):
        click.echo(f"\nentries that hold the same words:\n{shown.table(shared.head(MOST))}")
        click.echo(f"… and {len(shared) - MOST:,} more" if len(shared) > MOST else "", nl=len(shared) > MOST)
    if hits is not None:
        click.echo(f"\n{shown.summary(table, never_found(table))}")
    if csv_path:
        write_atomic(csv_path, "\ufeff" + csv_text(table))
    variants = sum(len(one.variants) for one in compiled.concepts)
    counted = f"{count(len(compiled.concepts), 'concept', 'concepts')}, {count(variants, 'variant', 'variants')}"
    click.echo(f"codebook {compiled.name} {compiled.version}: no mistakes; {counted}, {len(table)} entries")


@command.command("forms")
@click.argument("book")
@click.argument("entry", required=False)
def forms(book, entry):
    """Print every form of BOOK's entries, or of one: concept, concept/variant or concept/variant/term."""
    compiled = codebooks.load(book)
    for (line, name), terms in chosen(compiled, entry).items():
        click.echo(f"{name} (line {line})")
        for term in terms:
            click.echo(shown.forms(term))


@command.command("lines")
@click.argument("book")
@click.argument("entry")
@NEEDED
@SAMPLE
@SEED
@click.option("--limit", type=click.IntRange(1), default=25, show_default=True, help="Lines, drawn at random.")
@click.option("--unresolved", is_flag=True, help="Only lines whose referent is unresolved.")
@click.option("--csv", "csv_path", help="Write the lines to this CSV file instead.")
def lines(book, entry, articles, sample, seed, limit, unresolved, csv_path):
    """Lines that an ENTRY of BOOK matches, to read before you trust it."""
    compiled = codebooks.load(book)
    names = set(chosen(compiled, entry))
    documents = sampled(articles, sample, seed)
    tools = tools_of(compiled)
    hits = find_hits(documents, tools)
    here = hits[[key in names for key in zip(hits["line"], hits["entry"])]]
    here = here[~here["resolved"]] if unresolved else here
    drawn = here.sample(min(limit, len(here)), random_state=seed).sort_index()
    found = contexts(voiced(drawn, documents, tools), documents)
    if csv_path:
        write_atomic(csv_path, "\ufeff" + csv_text(found))
        click.echo(f"{len(drawn):,} of {len(here):,} lines -> {csv_path}")
        return
    click.echo(lines_text.text(found, len(here)))


@command.command("diff")
@click.argument("old")
@click.argument("new")
@NEEDED
@SAMPLE
@SEED
@click.option("--csv", "csv_path", help="Write the table to this CSV file as well.")
def diff(old, new, articles, sample, seed, csv_path):
    """What changes in the counts from the codebook OLD to the codebook NEW."""
    documents = sampled(articles, sample, seed)
    before, after = (find_hits(documents, tools_of(codebooks.load(book))) for book in (old, new))
    table = difference(before, after)
    click.echo(shown.table(table))
    changed = int((table["change"].ne(0) | table["gained"].notna()).sum())
    click.echo(f"{changed} of {len(table)} variants change in {len(documents):,} articles")
    if csv_path:
        write_atomic(csv_path, "\ufeff" + csv_text(table))


@command.command("new")
@click.argument("name")
@click.option("--out", help="The file to write; by default NAME.yml.")
def new(name, out):
    """A commented skeleton of a codebook called NAME."""
    text = codebooks.skeleton(name)
    path = codebooks.free_place(out or f"{name}.yml")
    write_atomic(path, text)
    click.echo(f"a skeleton to fill in -> {path}")


@command.command("export")
@click.argument("book")
@click.option("--csv", "csv_path", required=True, help="The CSV file to write.")
def export(book, csv_path):
    """BOOK as a CSV file for a spreadsheet (comments are lost)."""
    compiled, path = codebooks.load(book), codebooks.find(book)
    rows = as_rows(read_bytes(path), compiled.source_name)
    write_atomic(csv_path, to_csv(rows))
    click.echo(f"{len(rows):,} rows -> {csv_path}")


@command.command("import")
@click.argument("csv_path", metavar="CSV")
@click.option("--out", required=True, help="The .yml file to write.")
def import_(csv_path, out):
    """A codebook from a CSV file that 'export' wrote and a spreadsheet changed; nothing is written if it is wrong."""
    raw = read_bytes(csv_path)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NabraError(f"{csv_path}: not UTF-8; save it from the spreadsheet as 'CSV UTF-8'") from None
    text = from_csv(text, csv_path)
    compiled = codebooks.from_text(text, str(out))
    write_atomic(codebooks.free_place(out), text)
    click.echo(f"codebook {compiled.name} {compiled.version}: {len(entries(compiled))} entries -> {out}")


@command.command("expand")
@click.argument("book")
@click.argument("entry", required=False)
@click.option("--morphology", required=True, help="A database of camel-tools (morphology.db, also packed as .gz).")
@ARTICLES
@SAMPLE
@SEED
def expand(book, entry, morphology, articles, sample, seed):
    """Broken plurals and forms that the database knows and BOOK's entries lack; nothing is changed."""
    compiled = codebooks.load(book)
    documents = sampled(articles, sample, seed) if articles else None
    table = expansion(chosen(compiled, entry), morphology, documents)
    click.echo(shown.table(table) if len(table) else "the database proposes nothing that the entries lack")


def chosen(compiled, wanted):
    """The entries that ``wanted`` names or holds (all for None), or a NabraError that shows some names."""
    found = entries(compiled)
    if wanted is None:
        return found
    kept = {key: terms for key, terms in found.items() if key[1] == wanted or key[1].startswith(f"{wanted}/")}
    if not kept:
        some = ", ".join(dict.fromkeys(name.rpartition("/")[0] for _, name in found))
        raise NabraError(f"entry '{wanted}' unknown; write one of these, or one of these with /term: {some}")
    return kept

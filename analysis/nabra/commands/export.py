"""The command ``nabra export``."""

from pathlib import Path

import click
import yaml

from nabra import store
from nabra.commands import tables_out
from nabra.errors import NabraError
from nabra.show.figures import write_atomic

KINDS = ("csv", "xlsx", "quanteda", "tidytext")


@click.command("export")
@click.argument("folder", metavar="DIR")
@click.option("--out", required=True, help="The folder for the files.")
@click.option("--as", "kind", type=click.Choice(KINDS), default="csv", show_default=True,
              help="csv: a file a table; xlsx: one workbook; quanteda: corpus.csv and dictionary.yml; "
                   "tidytext: documents.csv and mentions.csv, one row a mention.")
@click.option("--no-text", is_flag=True, help="Leave out texts and titles, which belong to the outlets.")
def command(folder, out, kind, no_text):
    """Write the tables measured in DIR for other programs; no cell can be taken for a formula."""
    cues, rejected, _ = store.load_all(folder)
    store.check_folder(out)
    if kind == "quanteda" and no_text:
        raise NabraError("quanteda needs the texts; export --as csv --no-text for what may be passed on")
    with store.staged(out) as new:
        if kind == "xlsx":
            tables_out.workbook(tables_out.tables_of(cues, rejected, not no_text), new / "tables.xlsx")
        else:
            for name, text in _files(kind, cues, rejected, not no_text).items():
                write_atomic(new / name, text)
        written = sorted(path.name for path in new.iterdir())
    texts = "without texts and titles" if no_text else "texts included: they belong to the outlets"
    click.echo(f"{', '.join(written)} -> {Path(out)} ({texts})")


def _files(kind, cues, rejected, texts):
    """The files of one kind of export: name -> text."""
    tables = tables_out.tables_of(cues, rejected, texts)
    if kind == "csv":
        return {f"{name}.csv": tables_out.csv(table) for name, table in tables.items()}
    if kind == "quanteda":
        return {"corpus.csv": tables_out.csv(_first(cues.documents, ["doc_id", "text"])),
                "dictionary.yml": dictionary(cues.mentions)}
    documents = _first(tables["documents"], ["doc_id", "text"] if texts else ["doc_id"])
    return {"documents.csv": tables_out.csv(documents), "mentions.csv": tables_out.csv(tidy(cues))}


def _first(table, names):
    return table[[*names, *(name for name in table if name not in names)]]


def tidy(cues):
    """One row a mention with its article's outlet, date and section: ``word`` is what stands in the text."""
    about = cues.documents[["doc_id", "outlet", "date", "section"]]
    found = cues.mentions.merge(about, on="doc_id", how="left").rename(columns={"surface": "word"})
    return _first(found, ["doc_id", "outlet", "date", "section", "word"])


def dictionary(mentions):
    """The words found in this corpus as a quanteda dictionary: concept -> variant -> words as printed."""
    nested = {}
    for (concept, variant), rows in mentions.groupby(["concept", "variant"], sort=True):
        words = {" ".join(word.split()) for word in rows["surface"]}
        nested.setdefault(concept, {})[variant] = sorted(words)
    return yaml.safe_dump(nested, allow_unicode=True, sort_keys=True)

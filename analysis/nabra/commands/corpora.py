"""The commands ``nabra corpora list, show, fetch`` and ``convert``."""

import sys
import textwrap
from pathlib import Path

import click

from nabra import store
from nabra.corpora import catalogue
from nabra.corpora import convert as conversion
from nabra.corpora import fetch as fetching
from nabra.corpora.said import count, rejections
from nabra.errors import NabraError
from nabra.show.safe import strip_controls

WIDTH = 100


@click.group("corpora")
def command():
    """Public corpora: what there is, whose it is, and how it comes here."""


@command.command("list")
def list_all():
    """The corpora of the catalogue, and which are in the cache."""
    for name in catalogue.names():
        recipe = catalogue.recipe(name)
        folder = fetching.kept(recipe)
        here = len([one for one in recipe.downloads if (folder / one.name).is_file()])
        files = len(recipe.downloads)
        state = "  [in the cache]" if here == files else f"  [{here} of {files} files]" if here else ""
        click.echo(f"{name:<14}{recipe.title}{state}")


@command.command("show")
@click.argument("name")
def show(name):
    """The datasheet of corpus NAME: what, who, years, licence, citation, known quirks."""
    recipe = catalogue.recipe(name)
    click.echo("\n".join(datasheet(recipe)))


@command.command("fetch")
@click.argument("name")
@click.option("--only", help="A regular expression: of a corpus in several files, those whose name it finds.")
@click.option("--accept", is_flag=True, help="Accept the licence without being asked.")
def fetch(name, only, accept):
    """Download corpus NAME into the cache, checked by SHA-256; its licence is shown and accepted once."""
    recipe = catalogue.recipe(name)
    fetching.chosen(recipe, only)
    _licence(recipe, accept)
    for one, place, how in fetching.fetch(recipe, only, progress=sys.stderr.isatty()):
        size = f"{place.stat().st_size:,} bytes"
        click.echo(f"{one.name}: {size}, {_HOW[how]}")
    click.echo(f"-> {fetching.kept(recipe)}; next: nabra corpora convert {name} --out {name}.parquet")


_HOW = {
    "cached": "was there, and its hash is right", "mirror": "from the mirror, and its hash is right",
    "downloaded": "downloaded, and its hash is right",
    "pinned": "the recipe could not know its hash: it is pinned now, and every later fetch is held to it",
}


@command.command("convert")
@click.argument("name")
@click.option("--out", required=True, help="The Parquet file for the documents table.")
@click.option("--from", "source", help="The corpus' own files elsewhere (a file or folder), or some of them.")
def convert(name, out, source):
    """Make the documents table of corpus NAME; rejected rows go to a second file beside it."""
    recipe = catalogue.recipe(name)
    place = Path(out)
    if place.suffix != ".parquet":
        raise NabraError(f"output {out}: the documents go to a Parquet file; "
                         f"name it {place.with_suffix('.parquet').name}")
    store.check_folder(place.parent)
    loaded = conversion.convert(recipe, source)
    for line in (*loaded.notes, *rejections(loaded.rejected)):
        click.echo(strip_controls(line), err=True)
    rejected = f"{place.stem}.rejected.parquet"
    with store.staged(place.parent, (rejected,)) as new:
        loaded.documents.to_parquet(new / place.name, index=False)
        if len(loaded.rejected):
            loaded.rejected.to_parquet(new / rejected, index=False)
    number, outlets = len(loaded.rejected), loaded.documents["outlet"].nunique()
    lost = f"; {count(number, 'row', 'rows')} rejected ({rejected})" if number else ""
    articles = count(len(loaded.documents), "article", "articles")
    click.echo(f"{articles} of {outlets} outlets -> {out}{lost}")
    if recipe.articles and source is None and recipe.articles != len(loaded.documents):
        click.echo(f"the whole corpus gives {recipe.articles:,} articles; fetch the rest", err=True)


def datasheet(recipe):
    """The lines of a corpus' datasheet."""
    sheet = recipe.datasheet
    rows = [(key, sheet[key]) for key in ("what", "who", "years", "languages", "outlets", "unit")]
    if recipe.articles:
        lost = f"; {recipe.rejected:,} rows rejected" if recipe.rejected else ""
        rows.append(("articles", f"{recipe.articles:,} when read by this recipe{lost}"))
    rows += [("licence", sheet["licence"]), ("citation", sheet["citation"]), ("home", recipe.home)]
    lines = [recipe.title, ""]
    for key, value in rows:
        lines += textwrap.wrap(f"{key + ':':<11}{value}", WIDTH, subsequent_indent=" " * 11,
                               break_long_words=False, break_on_hyphens=False)
    lines += ["", "known quirks:"]
    for quirk in sheet["quirks"]:
        lines += textwrap.wrap(f"- {quirk}", WIDTH, initial_indent="  ", subsequent_indent="    ")
    lines += ["", *textwrap.wrap(f"facts as seen in {'; '.join(sheet['seen'])}", WIDTH)]
    return lines


def _licence(recipe, accept):
    if fetching.accepted(recipe):
        return
    sheet = recipe.datasheet
    click.echo(f"{recipe.title}\nlicence: {sheet['licence']}\nplease cite: {sheet['citation']}", err=True)
    if not accept:
        if not sys.stdin.isatty():
            raise NabraError(f"the licence of {recipe.name} has not been accepted; "
                             "read it above and add --accept")
        if not click.confirm("Do you accept it?", err=True):
            raise NabraError(f"the licence of {recipe.name} was not accepted; nothing is fetched")
    fetching.accept(recipe)

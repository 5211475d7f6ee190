"""The command ``nabra evaluate``."""

import json
import math
import os
from pathlib import Path

import click

from nabra.cues.codebook import load as load_codebook
from nabra.cues.function import weights
from nabra.cues.measure import instruments
from nabra.errors import NabraError
from nabra.evaluate.gold import read_gold, read_texts
from nabra.evaluate.run import KINDS, evaluate
from nabra.evaluate.table import as_records, as_text, errors_text
from nabra.show.figures import write_atomic
from nabra.text.language import packs

ROOT = Path(__file__).resolve().parents[3]
FAMILIES = ROOT / "tests" / "codebooks" / "families.yml"


@click.command("evaluate")
@click.option("--gold", help="The folder of the gold files; by default gold/ of the shared folder.")
@click.option("--corpora", help="The folder of <corpus>.parquet; by default corpora/ of the shared folder.")
@click.option("--codebook", default=None, help="The codebook whose concepts are the gold's families.")
@click.option("--without", multiple=True, metavar="FIELD=VALUE",
              help="Leave items out, e.g. --without outlet=Al-Khaleej. May be repeated.")
@click.option("--errors", type=(str, click.IntRange(1)), multiple=True, metavar="KIND N",
              help=f"Print N errors of a kind ({', '.join(KINDS)}), instead of the tables; KIND:CLASS only "
                   "those with that class, e.g. function:label. May be repeated.")
@click.option("--json", "json_path", help="Write all figures to this file as well.")
@click.option("--raise-floors", "floors_path", metavar="FILE",
              help="Raise the floors in this file (tests/floors.json) to these figures; none is lowered.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="Of the bootstrap.")
@click.option("--replicates", type=click.IntRange(2), default=1000, show_default=True,
              help="Of the bootstrap.")
def command(gold, corpora, codebook, without, errors, json_path, floors_path, seed, replicates):
    """Score nabra against coded gold sets (the shared folder is NABRA_SHARED, by default ../shared)."""
    asked = [_kind(kind) for kind, _ in errors]
    shared = shared_folder()
    gold = read_gold(gold or shared / "gold", [_field(item) for item in without])
    texts = read_texts(gold, corpora or shared / "corpora")
    found = evaluate(gold, texts, families(codebook), seed, replicates)
    if json_path:
        write_atomic(Path(json_path), json.dumps(as_records(found), ensure_ascii=False, indent=1) + "\n")
    if floors_path:
        floors = json.loads(Path(floors_path).read_text(encoding="utf-8"))
        write_atomic(Path(floors_path), json.dumps(raised(floors, found.values()), indent=1) + "\n")
    if not errors:
        click.echo(as_text(found))
    for (kind, label), (_, limit) in zip(asked, errors):
        click.echo(errors_text(found, kind, limit, label))


def raised(floors, values):
    """Each floor at its figure rounded down to two digits, or where it was if that is higher."""
    figures = {key: floor if math.isnan(values[key]) else values[key] for key, floor in floors.items()}
    return {key: max(floor, math.floor(figures[key] * 100 + 1e-9) / 100) for key, floor in floors.items()}


def shared_folder():
    """NABRA_SHARED, or the folder ``shared`` beside the checkout."""
    return Path(os.environ.get("NABRA_SHARED") or ROOT.parent / "shared")


def families(codebook=None):
    """The instruments of the codebook of families."""
    path = Path(codebook or FAMILIES)
    if codebook is None and not path.is_file():
        raise NabraError(f"{path}: the codebook of families is not here; name one with --codebook, "
                         "or run in a checkout")
    return instruments(load_codebook(path), packs(), weights())


def _field(item):
    name, equals, value = item.partition("=")
    if not equals or not name:
        raise NabraError(f"--without '{item}': write FIELD=VALUE, e.g. --without outlet=Al-Khaleej")
    return name, value


def _kind(text):
    kind, _, label = text.partition(":")
    if kind not in KINDS:
        raise NabraError(f"--errors '{text}': no such kind; one of {', '.join(KINDS)}")
    return kind, label or None

"""The commands ``nabra bundle make`` and ``nabra bundle check``."""

import hashlib
import os
from pathlib import Path

import click

from nabra import store
from nabra.commands import bundle_check, bundle_files
from nabra.commands.measure import mapping_of
from nabra.corpora.read import load as load_articles
from nabra.cues import codebook as codebooks
from nabra.cues import decisions
from nabra.errors import NabraError
from nabra.show.safe import one_line
from nabra.text import repeated_file

MANY = 400  # articles from which a second process pays


@click.group("bundle")
def command():
    """A text-free replication bundle: everything but the articles, and a check against them."""


@command.command("make")
@click.argument("folder", metavar="DIR")
@click.option("--out", required=True, help="The folder for the bundle; new or empty.")
@click.option("--codebook", help="The codebook that DIR was measured with; by default the one of its name.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True)
@click.option("--replicates", type=click.IntRange(100), default=2000, show_default=True)
def make(folder, out, codebook, seed, replicates):
    """Bundle the measurement in DIR: ids, hashes, places, codebook, manifest, estimates; no text or title."""
    cues, rejected, manifest = store.load_all(folder)
    store.check_folder(out)
    if Path(out).is_dir() and any(Path(out).iterdir()):
        raise NabraError(f"output {out}: the folder is not empty; name a new one")
    raw = _codebook(codebook or manifest["codebook"]["name"], manifest)
    draws = {"seed": seed, "replicates": replicates, "permutations": replicates}
    found = bundle_files.files(cues, rejected, manifest, raw, draws, progress=len(cues.documents) >= MANY)
    with store.staged(out) as new:
        for name, data in found.items():
            (new / name).write_bytes(data)
    dropped = sorted(set(cues.documents) - set(bundle_files.tables_out.without_texts(cues.documents)))
    left = ", ".join(dropped)
    click.echo(f"{len(cues.documents):,} articles, {len(found)} files -> {out} (left out: {left})")


@command.command("check")
@click.argument("folder", metavar="BUNDLE")
@click.argument("articles")
@click.option("--column", "columns", multiple=True, metavar="OURS=THEIRS",
              help="Which column is which, where it is not as the bundle's manifest says.")
@click.option("--encoding", help="The files' encoding, where it is not as the manifest says.")
@click.option("--config", help="The settings file that the articles were read with.")
@click.option("--decisions", "decisions_path", help="The reader's decisions that the measurement used.")
@click.option("--repeated", "repeated_path", help="The list of repeated lines that the measurement left out.")
@click.option("--processes", type=click.IntRange(1), default=None, help="By default one per processor.")
def check(folder, articles, columns, encoding, config, decisions_path, repeated_path, processes):
    """Check BUNDLE against ARTICLES: the files' and the texts' hashes, then every row and estimate anew."""
    bundle = bundle_check.opened(folder)
    options = bundle_check.json.loads(bundle[bundle_files.MANIFEST])["options"]
    decided = _given(options, "decisions", decisions_path, decisions.load)
    repeated, _ = _given(options, "repeated", repeated_path, repeated_file.load) or (None, None)
    loaded = load_articles(articles, columns=mapping_of(columns) or options.get("columns") or {},
                           encoding=encoding or options.get("encoding"), config=config)
    if processes is None:
        processes = os.cpu_count() or 1 if len(loaded.documents) >= MANY else 1
    click.echo(f"the bundle is whole: {len(bundle)} files have the SHA-256 they were bundled with")
    wrong = 0
    for one in bundle_check.check(bundle, loaded, Path(folder) / bundle_files.CODEBOOK, processes, decided,
                                  repeated):
        click.echo(one_line(f"{'holds' if one.holds else 'DIFFERS'}: {one.text}"))
        wrong += not one.holds
    if wrong:
        raise NabraError(f"bundle {folder}: {wrong} of the lines above do not hold for {articles}")
    click.echo("everything in the bundle was made again from these articles")


def _codebook(name, manifest):
    """The bytes of the codebook that the measurement used."""
    raw = codebooks.read_bytes(codebooks.find(name))
    expected, found = manifest["codebook"]["sha256"], hashlib.sha256(raw).hexdigest()
    if expected != found:
        raise NabraError(f"codebook {name}: it is not the one that was measured with (SHA-256 {expected}, "
                         f"found {found}); give that one by --codebook, or measure again")
    return raw


def _given(options, name, path, load):
    """What the scholar's file ``path`` holds; it must be given where the measurement used one."""
    if options.get(name) and not path:
        raise NabraError(f"the bundle was measured with --{name} {options[name]['file']}; give that file by --{name}")
    return load(path) if path else None

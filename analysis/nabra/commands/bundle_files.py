"""What a text-free replication bundle holds: a function of the measurement, so that it can be made again."""

import hashlib

from nabra import comparison
from nabra.commands import tables_out
from nabra.manifest import as_json

SUMS, MANIFEST, CODEBOOK, README = "SHA256SUMS", "manifest.json", "codebook.yml", "README.txt"
TABLES = ("documents", "quotes", "attributions", "mentions", "labels", "rejected")
ABOUT = """A replication bundle of nabra: a measurement without the articles it was made on.

It holds no text and no title. documents.csv lists the articles by id, outlet, date and address, with the
SHA-256 and the length (in Unicode code points) of each text and title; quotes.csv, attributions.csv and
mentions.csv say what was found at which places of them; measures-*.csv are the estimates; codebook.yml says
what was looked for, and manifest.json by which versions. `sha256sum -c SHA256SUMS` checks the files.

Whoever has the same articles checks everything with

    nabra bundle check BUNDLE ARTICLES

which compares the texts by their hashes, measures them anew and compares each row and each estimate.
"""


def files(cues, rejected, manifest, codebook, draws, progress=False):
    """The files of a bundle.

    Parameters
    ----------
    cues : Cues
    rejected : DataFrame
    manifest : dict
        That of the measurement.
    codebook : bytes
        The codebook's file.
    draws : dict
        seed, replicates and permutations of the estimates.
    progress : bool

    Returns
    -------
    dict of str -> bytes
        By name, with ``SHA256SUMS`` of all others.
    """
    tables = tables_out.tables_of(cues, rejected, texts=False)
    found = {f"{name}.csv": tables_out.csv(tables[name]).encode() for name in TABLES}
    for name, table in comparison.compare(cues, **draws, progress=progress).items():
        found[f"measures-{name}.csv"] = tables_out.csv(table).encode()
    found[CODEBOOK] = codebook
    found[MANIFEST] = as_json(manifest | {"bundle": draws}).encode()
    found[README] = ABOUT.encode()
    return found | {SUMS: sums(found)}


def sums(found):
    """The lines of ``sha256sum`` for some files."""
    lines = (f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(found.items()))
    return "".join(lines).encode()

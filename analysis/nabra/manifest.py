"""The manifest: what a measurement was made of, so that another can be compared with it or repeat it.

It holds no time and no path, so that the same articles, codebook and versions give the same bytes.
"""

import hashlib
import json
import platform
import re
from importlib import metadata
from importlib.resources import files
from pathlib import Path

import pandas as pd


_list_of_strings = re.compile(r'\[\n\s*"[^"\\\n]*"(?:,\n\s*"[^"\\\n]*")*\n\s*\]')
FORMAT = 1
PACKAGES = ("charset-normalizer", "numpy", "pandas", "pyarrow", "pyyaml", "scipy", "statsmodels",
            "matplotlib")


def build(cues, codebook, sources, rejected, notes, options):
    """The manifest of a measurement; `of_counts` with the counts of these cues."""
    return of_counts(counts_of(cues), codebook, sources, rejected, notes, options)


def counts_of(cues):
    """How much was measured and found: {what: number}."""
    return {
        "documents": len(cues.documents), "words": int(cues.documents["words"].sum()),
        "boilerplate_lines": int(cues.documents["boilerplate_lines"].sum()),
        "quotes": len(cues.quotes), "attributions": len(cues.attributions),
        "mentions": len(cues.mentions), "unresolved": int((~cues.mentions["resolved"]).sum()),
    }


def of_counts(counts, codebook, sources, rejected, notes, options):
    """The manifest of a measurement.

    Parameters
    ----------
    counts : dict
        Of `counts_of`.
    codebook : Codebook
    sources : DataFrame
        file, sha256, bytes of each input file.
    rejected : DataFrame
    notes : sequence of str
        What was said aloud in reading.
    options : dict
        The options that can change a number (column mapping, encoding, settings); of a path, its name.

    Returns
    -------
    dict
        Ready for JSON.
    """
    return {
        "nabra": metadata.version("nabra"),
        "format": FORMAT,
        "python": platform.python_version(),
        "packages": {name: metadata.version(name) for name in PACKAGES},
        "languages": _data_hashes(),
        "inputs": sources.to_dict("records"),
        "options": dict(options),
        "codebook": {
            "name": codebook.name, "version": codebook.version, "file": codebook.source_name,
            "sha256": codebook.sha256, "licence": codebook.licence, "forms": codebook.forms(),
            **codebook.stated(),
        },
        "counts": counts,
        "rejected": len(rejected),
        "rejected_by_reason": _by_reason(rejected),
        "notes": list(notes),
    }


def as_json(manifest):
    """The manifest as JSON text, keys in order of writing; lists of forms, the bulk of it, stand on one line each."""
    text = json.dumps(manifest, ensure_ascii=False, indent=1, default=_plain) + "\n"
    return _list_of_strings.sub(lambda found: re.sub(r"\n\s*", " ", found.group()), text)


def _plain(value):
    return None if pd.isna(value) else value.item() if hasattr(value, "item") else str(value)


def _by_reason(rejected):
    return {str(reason): int(count) for reason, count in sorted(rejected["reason"].value_counts().items())}


def _data_hashes():
    """The SHA-256 of every data file of the language packs, by its name."""
    folder = Path(str(files("nabra") / "languages"))
    found = sorted(path for path in folder.rglob("*") if path.suffix in (".toml", ".csv"))
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}

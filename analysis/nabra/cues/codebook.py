"""Codebooks: which words name the same people, as a table of alternatives that a scholar writes by hand.

A *concept* is one referent (the armed groups); its *variants* are the ways of naming it (terrorists,
rebels); each variant lists *terms*, and each term is compiled to the word keys accepted at each of
its positions. The file's form is described at the head of ``codebooks/syria.yml``.
"""

import hashlib
from pathlib import Path

from nabra.cues.codebook_compile import compile_codebook
from nabra.cues.codebook_types import Codebook, Concept, Term, Variant
from nabra.cues.codebook_yaml import parse, read_bytes
from nabra.errors import NabraError

__all__ = ["Codebook", "Concept", "Term", "Variant", "find", "load"]


def load(name_or_path):
    """Read and compile a codebook.

    Parameters
    ----------
    name_or_path : str or Path
        A name ("syria") for a codebook that comes with nabra, or the path of a .yml or .yaml file.

    Returns
    -------
    Codebook

    Raises
    ------
    NabraError
        The file is missing or not readable.
    Problems
        Mistakes in the file, all at once, each with its line.
    """
    path = find(name_or_path)
    raw = read_bytes(path)
    return compile_codebook(parse(raw, path.name), path.name, hashlib.sha256(raw).hexdigest())


def find(name_or_path):
    """The path of a codebook's file; a bare name is looked up among those that come with nabra."""
    text = str(name_or_path)
    if text.lower().endswith((".yml", ".yaml")):
        return Path(text)
    folders = _folders()
    for folder in folders:
        if (folder / f"{text}.yml").is_file() and Path(text).name == text:
            return folder / f"{text}.yml"
    known = sorted({path.stem for folder in folders for path in folder.glob("*.yml")})
    listed = ", ".join(known) or "(none found)"
    raise NabraError(f"codebook '{text}' unknown; one of {listed}, or the path of a file that ends in .yml")


def _folders():
    package = Path(__file__).resolve().parents[1]
    return [folder for folder in (package / "codebooks", package.parents[1] / "codebooks") if folder.is_dir()]

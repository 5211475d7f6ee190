"""Codebooks: which words name the same people, as a table of alternatives that a scholar writes by hand.

A *concept* is one referent (the armed groups); its *variants* are the ways of naming it (terrorists,
rebels); each variant lists *terms*, and each term is compiled to the word keys accepted at each of
its positions. The file's form is described at the head of ``codebooks/syria.yml``.
"""

import hashlib
import re
from pathlib import Path

from nabra.collector import paused
from nabra.cues.codebook_compile import compile_codebook
from nabra.cues.codebook_types import Codebook, Concept, Term, Variant
from nabra.cues.codebook_yaml import parse, read_bytes
from nabra.errors import NabraError

__all__ = ["Codebook", "Concept", "Term", "Variant", "find", "free_place", "from_text", "load", "skeleton"]
_NAME = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
SKELETON = Path(__file__).with_name("codebook_skeleton.yml")


@paused()
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


@paused()
def from_text(text, name):
    """Compile the text of a codebook file; ``name`` is for messages. Raises as `load`."""
    raw = text.encode("utf-8")
    return compile_codebook(parse(raw, Path(name).name), Path(name).name, hashlib.sha256(raw).hexdigest())


def skeleton(name):
    """The text of a new codebook with its remarks; NabraError for a name that none can have."""
    if not _NAME.fullmatch(name):
        raise NabraError(f"codebook name '{name}' must be small Latin letters, digits and single hyphens, as in "
                         "armed-groups")
    return SKELETON.read_text(encoding="utf-8").replace("NAME", name)


def free_place(path):
    """The path of a new .yml file, or a NabraError where there is a file already or another ending."""
    place = Path(path)
    if place.suffix.lower() not in (".yml", ".yaml"):
        raise NabraError(f"{path}: a codebook's file ends in .yml; name one that does")
    if place.exists():
        raise NabraError(f"{path} is there already; name another file, or move that one away")
    return place


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

"""A measurement on disk: one folder of Parquet tables and ``manifest.json``, written whole or not at all."""

import json
import os
import shutil
import tempfile
from pathlib import Path

import pandas as pd

from nabra.cues.measure import Cues
from nabra.errors import NabraError
from nabra.manifest import as_json

TABLES = ("documents", "quotes", "attributions", "mentions", "labels", "rejected")
MANIFEST = "manifest.json"


def check_out(out):
    """Refuse an output folder that holds something else than an earlier measurement.

    Raises
    ------
    NabraError
    """
    out = Path(out)
    if out.is_file():
        raise NabraError(f"output {out}: this is a file; name a folder that is new, empty or an earlier measurement")
    if out.is_dir() and any(out.iterdir()) and not _is_measurement(out):
        raise NabraError(f"output {out}: the folder holds something else; name a new or empty folder")


def save(cues, rejected, manifest, out):
    """Write a measurement into folder ``out``, replacing an earlier one only when all is written.

    Parameters
    ----------
    cues : Cues
    rejected : DataFrame
    manifest : dict
    out : str or Path

    Returns
    -------
    Path

    Raises
    ------
    NabraError
        The folder holds something else, or cannot be written (no space, no right).
    """
    out = Path(out)
    check_out(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        partial = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    except OSError as error:
        raise NabraError(f"output {out}: cannot be written ({error.strerror}); name another folder") from error
    try:
        partial.chmod(0o755)
        for name in TABLES:
            table = rejected if name == "rejected" else getattr(cues, name)
            table.to_parquet(partial / f"{name}.parquet", index=False)
        (partial / MANIFEST).write_text(as_json(manifest), encoding="utf-8")
        _replace(partial, out)
    except OSError as error:
        reason = error.strerror or str(error)
        raise NabraError(f"output {out}: cannot be written ({reason}); make room or name another folder") from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return out


def load(folder):
    """The cues measured into ``folder`` by ``nabra measure`` (NabraError if it holds none)."""
    return load_all(folder)[0]


def load_all(folder):
    """Read a measurement with all that belongs to it.

    Parameters
    ----------
    folder : str or Path

    Returns
    -------
    (Cues, DataFrame, dict)
        The cues, the rejected rows and the manifest.

    Raises
    ------
    NabraError
        The folder is no measurement.
    """
    folder = Path(folder)
    if not _is_measurement(folder):
        raise NabraError(f"folder {folder}: no measurement here; make one with nabra measure ARTICLES --out {folder}")
    try:
        tables = {name: pd.read_parquet(folder / f"{name}.parquet") for name in TABLES}
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise NabraError(f"folder {folder}: the measurement cannot be read ({error}); measure again") from error
    rejected = tables.pop("rejected")
    return Cues(**tables, codebook_name=manifest["codebook"]["name"]), rejected, manifest


def _is_measurement(folder):
    try:
        return "nabra" in json.loads((Path(folder) / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError, TypeError):
        return False


def _replace(partial, out):
    """Put ``partial`` in the place of ``out``; the earlier measurement goes only once the new one stands."""
    if not out.exists():
        os.rename(partial, out)
        return
    kept = Path(tempfile.mkdtemp(prefix=f".{out.name}-old-", dir=out.parent))
    os.rename(out, kept / "old")
    try:
        os.rename(partial, out)
    except OSError:
        os.rename(kept / "old", out)
        raise
    finally:
        shutil.rmtree(kept, ignore_errors=True)

"""Writing a chart: SVG, PDF, PNG and the CSV it was drawn from, each whole or not at all."""

import os
import tempfile
from io import BytesIO
from pathlib import Path

from nabra.errors import NabraError
from nabra.show.pdf import write_pdf
from nabra.show.safe import csv_text, escape, strip_controls
from nabra.show.style import styled


def svg_bytes(fig, title=""):
    """The figure as SVG. The same figure gives the same bytes, in every process."""
    drawn = _rendered(fig, "svg", {"Date": None, "Creator": "Nabra"} | _titled(title))
    alt = getattr(fig, "alt", "")
    named = f'<svg role="img" aria-label="{escape(alt)}" ' if alt else "<svg "
    return drawn.replace(b"<svg ", named.encode("utf-8"), 1)


def png_bytes(fig, title=""):
    """The figure as PNG."""
    return _rendered(fig, "png", {"Software": None} | _titled(title) | _described(fig, "Description"))


def pdf_bytes(fig, title=""):
    """The figure as PDF, letters as outlines. The same figure gives the same bytes."""
    fixed, target = {"CreationDate": None, "Creator": "Nabra", "Producer": None}, BytesIO()
    with styled():
        write_pdf(fig, target, fixed | _titled(title) | _described(fig, "Subject"))
    return target.getvalue()


def _titled(title):
    return {"Title": strip_controls(title)} if title else {}


def _described(fig, key):
    alt = getattr(fig, "alt", "")
    return {key: alt} if alt else {}


def _rendered(fig, kind, metadata):
    target = BytesIO()
    with styled():
        fig.savefig(target, format=kind, metadata=metadata)
    return target.getvalue()


def write_atomic(path, data):
    """Write ``data`` (bytes or text) to ``path``: a reader sees the old file or the new one, never half.

    Raises
    ------
    NabraError
        The folder cannot be made or the file cannot be written; nothing is left behind.
    """
    path = Path(path)
    data = data.encode("utf-8", "replace") if isinstance(data, str) else data
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except OSError as error:
        why = error.strerror or error
        raise NabraError(f"cannot write {path}: {why}; choose another folder or free the disk") from error
    finally:
        if temporary and os.path.exists(temporary):
            os.unlink(temporary)
    return path


def save(fig, path, table, title=""):
    """Write ``path``.svg, ``path``.pdf, ``path``.png and ``path``.csv.

    Parameters
    ----------
    fig : matplotlib.figure.Figure
        The chart; it is not changed.
    path : str or Path
        Where to write, without a suffix; the folder is made if need be.
    table : pandas.DataFrame
        The rows the chart was drawn from. String cells are guarded against being taken for formulas; the
        CSV begins with a byte order mark, so that spreadsheets read Arabic.
    title : str
        Kept in the files' metadata.

    Returns
    -------
    list of Path
        The four files.

    Raises
    ------
    NabraError
        A file cannot be written.
    """
    path = Path(path)
    contents = {
        ".svg": svg_bytes(fig, title),
        ".pdf": pdf_bytes(fig, title),
        ".png": png_bytes(fig, title),
        ".csv": "\ufeff" + csv_text(table),
    }
    return [write_atomic(path.with_name(path.name + suffix), data) for suffix, data in contents.items()]

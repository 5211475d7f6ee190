"""Libraries that some formats need and a plain install leaves out."""

from importlib import import_module, metadata

from nabra.corpora.decode import Unreadable


def library(name, kind, extra="files"):
    """Import ``name`` for files of ``kind``; Unreadable says how to install it where it is missing."""
    try:
        return import_module(name)
    except ImportError:
        raise Unreadable(f"{kind} need the library {name.partition('.')[0]}, which is not installed; "
                         f"install it with: pip install \"nabra[{extra}]\"") from None


def made_by(distribution):
    """What to say of a text that a library took from a file: another version may take another text."""
    return f"the text is what {distribution} {metadata.version(distribution)} takes from the file"

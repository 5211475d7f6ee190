"""Fonts to draw in: names of installed ones, or font files. The default, DejaVu Sans, comes with matplotlib."""

from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from matplotlib import font_manager

from nabra.errors import NabraError

DEFAULT_FONT = "DejaVu Sans"
# Arabic fonts under the SIL Open Font License that are worth looking for.
OPEN_FONTS = ("Amiri", "Noto Naskh Arabic", "Noto Sans Arabic", "Noto Kufi Arabic", "IBM Plex Sans Arabic")
FILES = (".ttf", ".otf")
_FAMILIES = ContextVar("families", default=(DEFAULT_FONT,))


def families():
    """The fonts that are drawn in here, in the order in which they are asked for a letter."""
    return list(_FAMILIES.get())


def open_fonts():
    """Which Arabic fonts under the Open Font License are installed here, of those that Nabra knows by name.

    Returns
    -------
    list of str
        Names for `font`: some of Amiri, Noto Naskh Arabic, Noto Sans Arabic, Noto Kufi Arabic and
        IBM Plex Sans Arabic.

    Caution
    -------
    None of them is ever taken unasked.
    """
    known = _looked_for()
    return [name for name in OPEN_FONTS if name in known]


@contextmanager
def font(*names):
    """Draw inside this block in other fonts, such as Noto Naskh Arabic, that you have installed.

    Parameters
    ----------
    *names : str or Path
        Names of installed fonts, or font files (``.ttf``, ``.otf``): the first that has a letter is taken for
        it; DejaVu Sans comes last.

    Raises
    ------
    NabraError
        A font is not installed, or a file is none that can be read.

    Caution
    -------
    The files then depend on what is installed: leave the default where they must be the same everywhere.
    """
    token = _FAMILIES.set((*map(_family, names), DEFAULT_FONT))
    try:
        yield
    finally:
        _FAMILIES.reset(token)


def _family(name):
    """The family of a font file, which is then known, or the name of an installed family."""
    if Path(name).suffix.lower() in FILES:
        return _of_file(Path(name).expanduser())
    if name not in _known() and name not in _looked_for():
        here = open_fonts()
        raise NabraError(f"font '{name}' is not installed; install it, give a font file, or leave the default, "
                         f"{DEFAULT_FONT}" + (f" (installed here: {', '.join(here)})" if here else ""))
    return name


def _of_file(path):
    try:
        family = font_manager.get_font(path).family_name
        font_manager.fontManager.addfont(path)
    except (OSError, RuntimeError) as error:
        raise NabraError(f"font file {path}: it cannot be read ({error}); give a .ttf or .otf file") from error
    return family


def _known():
    return {entry.name for entry in font_manager.fontManager.ttflist}


def _looked_for():
    """The known families after a look at the system: matplotlib keeps a list that newer fonts are not in."""
    before = {entry.fname for entry in font_manager.fontManager.ttflist}
    for path in sorted(set(font_manager.findSystemFonts()) - before):
        try:
            font_manager.fontManager.addfont(path)
        except (OSError, RuntimeError):      # a file that matplotlib cannot use
            continue
    return _known()

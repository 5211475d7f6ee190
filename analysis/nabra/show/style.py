"""How every picture looks: one font, one palette, settings under which SVG files repeat byte for byte."""

from contextlib import contextmanager
from contextvars import ContextVar

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from nabra.errors import NabraError
from nabra.show.safe import one_line

FSI, PDI = "\u2068", "\u2069"

# Okabe and Ito's palette; text in orange is darkened so that it reads on white.
BLUE, SKY, ORANGE, VERMILION, GREEN, PURPLE = "#0072B2", "#56B4E9", "#E69F00", "#D55E00", "#009E73", "#CC79A7"
INK, SOFT, FAINT, GRID = "#1F2328", "#5F6670", "#8A919B", "#E3E6EA"
LANGUAGE_COLOURS = {"ar": BLUE, "en": VERMILION}
LABEL_COLOURS = {"ar": "#00639B", "en": "#B34A00"}
LANGUAGE_ORDER = {"ar": 0, "en": 1}
VOICE_COLOURS = {"narrator": BLUE, "reported": SKY, "quoted": ORANGE}
VOICE_HATCHES = {"narrator": "", "reported": "////", "quoted": ".."}

FEW_ARTICLES, FEW_MENTIONS = 40, 50

DEFAULT_FONT = "DejaVu Sans"
_FONTS = ContextVar("fonts", default=(DEFAULT_FONT,))

SETTINGS = {
    "text.parse_math": False,
    "text.usetex": False,
    "text.hinting": "none",
    "svg.fonttype": "path",
    "svg.hashsalt": "nabra",
    "svg.image_inline": True,
    "path.simplify": False,
    "axes.unicode_minus": True,
    "axes.edgecolor": SOFT,
    "axes.linewidth": 0.8,
    "xtick.color": SOFT,
    "ytick.alignment": "center",
    "hatch.linewidth": 0.7,
    "figure.facecolor": "white",
    "axes.facecolor": "white",
    "savefig.facecolor": "white",
    "savefig.dpi": 160,
    "figure.dpi": 100,
}


class Chart(Figure):
    """A matplotlib figure that belongs to no window and shows itself in a notebook.

    ``alt`` says what it shows, for those who cannot see it.
    """

    alt = ""

    def _repr_png_(self):
        from nabra.show.figures import png_bytes

        return png_bytes(self), {"alt": self.alt} if self.alt else {}


@contextmanager
def styled():
    """Draw inside this block with Nabra's settings; the caller's own settings come back afterwards."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(SETTINGS | {"font.family": list(_FONTS.get())})
        yield


@contextmanager
def font(*families):
    """Draw inside this block in other fonts, such as Noto Naskh Arabic, that you have installed.

    Parameters
    ----------
    *families : str
        Names of installed fonts, the first that has a letter is taken for it; DejaVu Sans comes last.

    Raises
    ------
    NabraError
        A font is not installed.

    Caution
    -------
    The files then depend on what is installed: leave the default where they must be the same everywhere.
    """
    known = {entry.name for entry in font_manager.fontManager.ttflist}
    for family in families:
        if family not in known:
            raise NabraError(f"font '{family}' is not installed; install it, or leave the default, {DEFAULT_FONT}")
    token = _FONTS.set((*families, DEFAULT_FONT))
    try:
        yield
    finally:
        _FONTS.reset(token)


def isolate(text):
    """Each line of ``text`` between FSI and PDI, so that neighbouring scripts cannot reorder it."""
    return "\n".join(f"{FSI}{one_line(line)}{PDI}" for line in str(text).split("\n"))


def few(articles, exposure):
    """True when an estimate rests on so little that its point is drawn hollow."""
    return articles < FEW_ARTICLES or exposure < FEW_MENTIONS


class Sheet:
    """A chart addressed in inches from its top left corner, with text that can be measured first."""

    def __init__(self):
        self.figure = Chart(figsize=(8, 5))
        FigureCanvasAgg(self.figure)
        self._ruler = Figure(figsize=(1, 1), dpi=288)
        self._renderer = FigureCanvasAgg(self._ruler).get_renderer()

    def resize(self, width, height):
        """Fix the size of the page in inches, before anything is placed on it."""
        self.width, self.height = width, height
        self.figure.set_size_inches(width, height)

    def measure(self, text, size, weight="normal"):
        """Width in inches of one line of text."""
        item = self._ruler.text(0, 0, isolate(text), fontsize=size, fontweight=weight)
        width = item.get_window_extent(self._renderer).width / self._ruler.dpi
        item.remove()
        return width

    def wrap(self, text, room, size, weight="normal", most=2):
        """Lines of ``text`` no wider than ``room`` inches, at most ``most`` of them (then an ellipsis)."""
        lines, words = [""], one_line(text).split()
        for word in words:
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and self.measure(longer, size, weight) > room:
                lines.append(word)
            else:
                lines[-1] = longer
        if len(lines) > most:
            lines = [*lines[: most - 1], lines[most - 1] + "…"]
        return [self.fit(line, room, size, weight) for line in lines]

    def fit(self, text, room, size, weight="normal"):
        """One line of ``text``, shortened with an ellipsis until it is no wider than ``room`` inches."""
        text = one_line(text)[:300]
        if self.measure(text, size, weight) <= room:
            return text
        short, long = 1, len(text)
        while short < long:
            middle = (short + long + 1) // 2
            if self.measure(text[:middle].rstrip(" …") + "…", size, weight) <= room:
                short = middle
            else:
                long = middle - 1
        return text[:short].rstrip(" …") + "…"

    def text(self, x, y, text, size=9, **options):
        """Write ``text`` at (x, y) inches from the top left corner."""
        options = {"color": INK, "va": "center_baseline"} | options
        return self.figure.text(x / self.width, 1 - y / self.height, isolate(text), fontsize=size, **options)

    def axes(self, x, y, width, height):
        """Axes whose top left corner stands at (x, y) inches."""
        place = (x / self.width, 1 - (y + height) / self.height, width / self.width, height / self.height)
        return self.figure.add_axes(place)

    def finish(self, alt=""):
        """The figure, laid out once while the settings hold (ticks are made on the first drawing)."""
        self.figure.alt = alt
        self.figure.draw_without_rendering()
        return self.figure

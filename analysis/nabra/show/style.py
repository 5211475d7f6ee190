"""How every picture looks: one font, one palette, settings under which SVG files repeat byte for byte."""

from contextlib import contextmanager
from functools import cache, lru_cache

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from nabra.show.fonts import families
from nabra.show.safe import one_line

RLI, FSI, PDI = "\u2067", "\u2068", "\u2069"

# Okabe and Ito's palette; text in orange is darkened so that it reads on white.
BLUE, SKY, ORANGE, VERMILION, GREEN, PURPLE = "#0072B2", "#56B4E9", "#E69F00", "#D55E00", "#009E73", "#CC79A7"
INK, SOFT, FAINT, GRID = "#1F2328", "#5F6670", "#8A919B", "#E3E6EA"
LANGUAGE_COLOURS = {"ar": BLUE, "en": VERMILION}
LABEL_COLOURS = {"ar": "#00639B", "en": "#B34A00"}
LANGUAGE_ORDER = {"ar": 0, "en": 1}
VOICE_COLOURS = {"narrator": BLUE, "reported": SKY, "quoted": ORANGE}
VOICE_HATCHES = {"narrator": "", "reported": "////", "quoted": ".."}

FEW_ARTICLES, FEW_MENTIONS = 40, 50

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
        mpl.rcParams.update(SETTINGS | {"font.family": families()})
        yield


def isolate(text, rtl=False):
    """Each line of ``text`` between FSI and PDI, so that neighbouring scripts cannot reorder it.

    A line runs as its first letter does; with ``rtl`` from right to left whatever it begins with.
    """
    return "\n".join(f"{RLI if rtl else FSI}{one_line(line)}{PDI}" for line in str(text).split("\n"))


def few(articles, exposure):
    """True when an estimate rests on so little that its point is drawn hollow."""
    return articles < FEW_ARTICLES or exposure < FEW_MENTIONS


@cache
def _ruler():
    figure = Figure(figsize=(1, 1), dpi=288)
    return figure, FigureCanvasAgg(figure).get_renderer()


@lru_cache(20_000)
def _width(text, size, weight, families):
    """Width in inches of one line of text in fonts of these families; charts share most of their lines."""
    figure, renderer = _ruler()
    item = figure.text(0, 0, isolate(text), fontsize=size, fontweight=weight, fontfamily=families)
    width = item.get_window_extent(renderer).width / figure.dpi
    item.remove()
    return width


class Sheet:
    """A chart addressed in inches from its top left corner, with text that can be measured first."""

    def __init__(self):
        self.figure = Chart(figsize=(8, 5))
        FigureCanvasAgg(self.figure)

    def resize(self, width, height):
        """Fix the size of the page in inches, before anything is placed on it."""
        self.width, self.height = width, height
        self.figure.set_size_inches(width, height)

    def measure(self, text, size, weight="normal"):
        """Width in inches of one line of text."""
        return _width(text, size, weight, tuple(mpl.rcParams["font.family"]))

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

    def text(self, x, y, text, size=9, rtl=False, **options):
        """Write ``text`` at (x, y) inches from the top left corner; ``rtl`` as in `isolate`."""
        options = {"color": INK, "va": "center_baseline"} | options
        return self.figure.text(x / self.width, 1 - y / self.height, isolate(text, rtl), fontsize=size, **options)

    def axes(self, x, y, width, height):
        """Axes whose top left corner stands at (x, y) inches."""
        place = (x / self.width, 1 - (y + height) / self.height, width / self.width, height / self.height)
        return self.figure.add_axes(place)

    def finish(self, alt=""):
        """The figure, laid out once while the settings hold (ticks are made on the first drawing)."""
        self.figure.alt = alt
        self.figure.draw_without_rendering()
        return self.figure

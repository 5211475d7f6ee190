"""PDF with its letters as outlines.

matplotlib's own PDF text moves the Latin parts of a mixed Arabic line (seen in 3.11); its outlines, which SVG
uses too, stand where they should.
"""

from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_mixed import MixedModeRenderer
from matplotlib.backends.backend_pdf import FigureCanvasPdf, PdfFile, RendererPdf


class Outlines(RendererPdf):
    """Draws text as filled paths."""

    draw_text = RendererBase.draw_text


class Canvas(FigureCanvasPdf):
    """Prints a figure with `Outlines`."""

    def print_pdf(self, filename, *, bbox_inches_restore=None, metadata=None, **_unused):
        """One page, as matplotlib's own method prints it, but for the letters."""
        dpi = self.figure.dpi
        self.figure.dpi = 72  # PDF counts in points
        width, height = self.figure.get_size_inches()
        file = PdfFile(filename, metadata=metadata)
        try:
            file.newPage(width, height)
            page = Outlines(file, dpi, height, width)
            renderer = MixedModeRenderer(
                self.figure, width, height, dpi, page, bbox_inches_restore=bbox_inches_restore
            )
            self.figure.draw(renderer)
            renderer.finalize()
            file.finalize()
        finally:
            file.close()


def write_pdf(figure, target, metadata):
    """Print the figure to ``target``, a binary file; the figure keeps its own canvas."""
    before = figure.canvas
    try:
        Canvas(figure).print_figure(target, format="pdf", metadata=metadata)
    finally:
        figure.set_canvas(before)

"""Charts of the measures: they plot the columns of a table and compute nothing.

Each function takes a measures table and gives a matplotlib figure; `nabra.show.figures.save` writes it
beside the table. Outlets that write in Arabic are blue, in English orange (palette of Okabe and Ito).
"""

from nabra.show.alt import alt_text
from nabra.show.charts_adjusted import decomposition, slope
from nabra.show.charts_agency import agency
from nabra.show.charts_forest import forest, quotedness
from nabra.show.charts_map import outlet_map
from nabra.show.charts_matrix import heatmap
from nabra.show.charts_pairs import words
from nabra.show.charts_sources import sources
from nabra.show.charts_stacked import choices, voices
from nabra.show.charts_time import trend
from nabra.show.fonts import font, open_fonts

__all__ = [
    "agency",
    "alt_text",
    "choices",
    "decomposition",
    "font",
    "forest",
    "heatmap",
    "open_fonts",
    "outlet_map",
    "quotedness",
    "slope",
    "sources",
    "trend",
    "voices",
    "words",
]

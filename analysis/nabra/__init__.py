"""Nabra: who says which word, in whose voice, and in whose quotation marks.

>>> import nabra                                              # doctest: +SKIP
>>> articles = nabra.read("corpora/sample")
>>> cues = nabra.measure(articles, nabra.codebook("syria"))
>>> nabra.charts.forest(nabra.shares(cues, concept="armed-groups", voice="narrator"))
"""

from nabra.corpora.read import read
from nabra.cues.codebook import load as codebook
from nabra.cues.measure import Cues
from nabra.errors import NabraError
from nabra.measures.shares import shares
from nabra.measures.voices import order_changes, quotedness, voice_shares
from nabra.pipeline import compare, measure
from nabra.show import charts, figures
from nabra.show.concordance import lines
from nabra.store import load

__all__ = [
    "Cues", "NabraError", "charts", "codebook", "compare", "figures", "lines", "load", "measure", "order_changes",
    "quotedness", "read", "shares", "voice_shares",
]

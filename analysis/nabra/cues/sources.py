"""Source phrases where the verb precedes its subject (بحسب الوزارة، على ما أفاد): whom they name, where it is asked.

Most of it, and what they attribute, is told by the compiled rules (cues/compiled_scopes.py). They ask here about names
that seem to carry a particle (وفقا لوزارة الصحة), and where words must be read anew.
"""

from nabra.cues.bits_attribution import KEY, KINDS, SOURCE
from nabra.cues.compiled_openings import NOTHING
from nabra.cues.compiled_rows import CARRIES, C_CUE, C_END, C_STOP, MANNER, NAMED, PHRASE, PHRASE_END
from nabra.cues.phrases import CUT, NONE
from nabra.cues.speakers import as_place
from nabra.text.read import keys_in


def name_sources(text, reading, pack):
    """Tell the compiled rules the names about which they ask."""
    for row, told in enumerate(reading.table.tolist()):
        source = told[MANNER] != NOTHING and reading.index.natures[told[C_CUE]] & KINDS == SOURCE
        if source and (told[PHRASE] == CUT or told[CARRIES]):
            key = reading.index.told[told[C_CUE]][KEY]
            reading.table[row, [PHRASE, PHRASE_END]] = _named(text, told, pack, key) or (NONE, NONE)
    reading.make_scopes()


def _named(text, told, pack, key):
    """(start, end) of the name behind a source phrase, whose first word has that key, or None."""
    start, first = told[NAMED], told[PHRASE]
    carried = None                          # بحسب بيان لوزارة …
    if first > 0 and not text[told[C_END]:first].strip() and key in pack.particled:
        carried = True
    elif first > 0 and not text[start:first].strip():
        carried = False
    place = as_place(told[PHRASE:CARRIES + 1], text, start, max(told[C_STOP], start), pack, True, carried)
    return None if place is None or keys_in(text[place[0]:place[1]])[0] in pack.not_sources else place

"""The mentions of a text with what is told of them: voice, marks, device, epithet and use."""

import numpy as np

from nabra.cues.bits_modifiers import COLUMN, may_be_device, telling
from nabra.cues.features import device_before
from nabra.cues.mentions import BEHIND, MATCH_COLUMNS, PLACE, PLACE_END, WORD, matches
from nabra.cues.modifiers import PLAIN, beside, modifiers
from nabra.cues.part import Mention
from nabra.cues.voice import Voices, around, holder
from nabra.text.compiled import compiled
from nabra.text.plain import raw_end, raw_start

# More columns of a table of matches: the place in the raw text; the number of what gives its voice and of the quotation
# around it; may the words beside it tell something; may they name a device?
_START, _END, _HOLDER, _AROUND, _TELLING, _DEVICE = range(MATCH_COLUMNS, MATCH_COLUMNS + 6)


def told_mentions(bare, events, index, topic, quotes, scopes, pack):
    """The mentions of a text.

    Parameters
    ----------
    bare : Plain
        The scanned text.
    events : Events
        Its events, or some of them.
    index : term_index.Index
    topic : nearby.Topic or None
        Of the whole article; None: the text is the article.
    quotes, scopes : lists of Quote and of Scope
        With offsets into the raw text, sorted by start.
    pack : Pack

    Returns
    -------
    list of Mention
        With offsets into the raw text.
    """
    found = matches(events, index, topic)
    if not len(found):
        return []
    text, voices, lists = bare.text, Voices(quotes, scopes), modifiers(pack.code)
    told = np.empty((len(found), MATCH_COLUMNS + 6), np.int32)
    told[:, :MATCH_COLUMNS] = found
    _tell(told, bare.way_back, voices.table, voices.count, text.bits[COLUMN])
    return [_mention(text, index.terms[number], place, voices, quotes, lists, pack)
            for number, *place in told.tolist()]


def _mention(text, term, place, voices, quotes, lists, pack):
    first, behind, _, _, resolved, start, end, holding, marked, tells, may_have_device = place
    voice, marks = voices.of(holding), voices.marks_of(marked)
    device = quotes[marks.quote].device if marks.marks != "none" else None
    if device is None and may_have_device:
        device = device_before(text, first, pack)
    epithet, use = beside(text, first, behind, term, lists) if tells else PLAIN
    return Mention(
        start, end, term.concept, term.variant, voice.voice, voice.basis, voice.wording, voice.speaker, marks.marks,
        marks.quote, device, bool(resolved), epithet, use, voice.source_kind,
    )


@compiled
def _tell(told, way_back, table, count, bits):
    """Fill the further columns. ``table``, ``count``: the ``Voices``; ``bits``: of each word of the text."""
    for row in range(len(told)):
        start, end = raw_start(told[row, PLACE], way_back), raw_end(told[row, PLACE_END], way_back)
        told[row, _START], told[row, _END] = start, end
        told[row, _HOLDER], told[row, _AROUND] = holder(table, count, start, end), around(table, count, start, end)
        told[row, _TELLING] = telling(bits, told[row, WORD], told[row, BEHIND])
        told[row, _DEVICE] = may_be_device(bits, told[row, WORD])

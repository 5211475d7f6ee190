"""The quotations of a text with all that is known of them: what each does, and whose words it holds."""

from functools import partial

from nabra.cues.features import setting
from nabra.cues.features_seen import DEVICE
from nabra.cues.function import distance_of, functions_of
from nabra.cues.identities import Names
from nabra.cues.part import Quote
from nabra.cues.quoted_sources import source_of
from nabra.cues.quotes import marks_of

SPOKEN = ("speech", "fragment")      # functions of quotations that hold somebody's words
_quote_of = partial(tuple.__new__, Quote)       # as Quote._make, which takes three times as long


def quotes_of(bare, spans, scopes, printed, pack, known, weighed):
    """The quotations at ``spans``.

    Parameters
    ----------
    bare : Plain
        The scanned text.
    spans, scopes, pack, known
        As in ``features.setting``.
    printed : list of Scope
        The scopes with offsets into the raw text (``part.placed``).
    weighed : Weights
        Those of the language (``cues.function``).

    Returns
    -------
    list of Quote
        With offsets into the raw text.
    """
    if not spans:
        return []
    text, rows = bare.text, spans.table.tolist()
    places = zip(*bare.moved([row[0] for row in rows], [row[1] for row in rows]))
    here, names = setting(text, spans, scopes, pack, known), Names(text, pack, scopes)
    quotes = []
    for (begin, _, _, _, depth, repaired, sign, chain), (start, end), function, (device, governor, length) in zip(
            rows, places, functions_of(here, weighed), here.seen[:, DEVICE:].tolist()):
        spoken, device = function in SPOKEN, here.devices[device]
        speaker = kind = cue = cue_start = cue_end = None
        if spoken:
            if governor >= 0:
                _, _, cue, _, _, speaker, cue_start, cue_end, *_, kind = printed[governor]
            if speaker is None:
                found = source_of(text, begin, scopes, pack)
                speaker, kind = (None, None) if found is None else names.identity(*found)
        quotes.append(_quote_of((
            start, end, depth, marks_of(sign), repaired == 1, function, distance_of(function, device), chain or None,
            device, "speaker" if spoken else "outlet", speaker, cue, cue_start, cue_end, length, kind)))
    return quotes

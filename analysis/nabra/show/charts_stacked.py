"""Bars in pieces: who says a word, and which words lean to which end of the codebook's order."""

from nabra.errors import NabraError
from nabra.show import panels as frames
from nabra.show.alt import percent, told
from nabra.show.bars import bar_of, stacked
from nabra.show.charts_forest import alt_of
from nabra.show.diverging import diverging
from nabra.show.panels import labels
from nabra.show.style import styled


def voices(voice_shares, concept=None, variant=None):
    """Who says the word: mentions of one variant split by voice, one bar an outlet.

    Parameters
    ----------
    voice_shares : pandas.DataFrame
        A measures table of ``nabra.voice_shares``: one row per outlet × variant × voice.
    concept, variant : str, optional
        What to draw; each is needed when the table holds several.

    Returns
    -------
    matplotlib.figure.Figure
        Outlets with the largest narrator's share come first; the short black bar is the interval of that
        share; hatching tells the voices apart without colour.

    Raises
    ------
    NabraError
        The concept or variant is unknown, or none was named and the table holds several.

    Caution
    -------
    The voice is who answers for the clause. In reported speech the word itself may be the outlet's.
    """
    table = frames.one_concept(voice_shares, concept, "voice share", "voices")
    table = _one_variant(table, variant)
    first = table.iloc[0].to_dict()
    bars = [bar_of(outlet, rows.to_dict("records")) for outlet, rows in table.groupby("outlet", sort=False)]
    bars.sort(key=lambda bar: -bar["shares"].get("narrator", -1))
    with styled():
        figure = stacked(first, bars)
    kinds = ("من يقول الكلمة: حصة صوت المنبر", "Who says the word: the narrator's share")
    values = [((bar["outlet"],) * 2, bar["shares"].get("narrator"), bar["exposure"]) for bar in bars]
    figure.alt = told(kinds, labels(first, "variant"), table["outlet"], values, percent)
    return figure


def choices(shares, concept=None, centre=None):
    """Which way each outlet's words lean in the codebook's order: one bar an outlet, laid on a common centre.

    Parameters
    ----------
    shares : pandas.DataFrame
        A measures table of ``nabra.shares`` of one voice: one row per outlet × variant.
    concept : str, optional
        The concept to draw; needed when the table holds several.
    centre : str, optional
        The variant that straddles the centre line; by default the middle one of an odd number, and with an
        even number the line between the two halves.

    Returns
    -------
    matplotlib.figure.Figure
        Variants stand from left to right in the table's (the codebook's) order, those that nobody uses left
        out; outlets whose bars reach furthest to the left come first. Words right of the centre are hatched,
        so that the two sides stay apart in grey. ○ marks small numbers; an outlet without mentions has no
        bar.

    Raises
    ------
    NabraError
        The concept or ``centre`` is unknown, or none was named and the table holds several.

    Caution
    -------
    The order is a researcher's judgement, and the middle of it need not be neutral: another order or centre
    gives another picture of the same shares. The bars have no intervals; `forest` has.
    """
    table = frames.one_concept(shares, concept, "share", "choices")
    frames.unique_cells(table, "choices")
    known = list(dict.fromkeys(table["variant"]))
    if centre is not None and centre not in known:
        raise NabraError(f"centre '{centre}' is not in the table; it holds {', '.join(known)}")
    with styled():
        figure = diverging(table, centre)
    figure.alt = alt_of(table, ("اتجاه اختيار الكلمة", "Term choice"))
    return figure


def _one_variant(table, variant):
    known = list(dict.fromkeys(table["variant"].dropna()))
    if variant is None and len(known) > 1:
        raise NabraError(
            f"the table holds {len(known)} variants ({', '.join(known)}); "
            f"name one: voices(…, variant='{known[0]}')"
        )
    if variant is not None and variant not in known:
        raise NabraError(f"variant '{variant}' is not in the table; it holds {', '.join(known)}")
    table = table[table["variant"] == (variant or known[0])]
    if table.duplicated(["outlet", "voice"]).any():
        raise NabraError("an outlet stands twice for one voice; give voices one table of nabra.voice_shares")
    return table

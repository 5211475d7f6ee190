"""How the codebook commands print tables and forms: plain text in which Arabic and Latin cannot reorder each other."""

import pandas as pd

from nabra.show.safe import display_width, one_line

WIDEST = 60         # cells of a column
LISTED = 60         # forms of a position
FEW = 12            # entries that were not found
FSI, PDI = "\u2068", "\u2069"


def table(frame):
    """A table for a terminal: one line a row, columns aligned, each cell isolated; empty columns are left out."""
    frame = frame.dropna(axis="columns", how="all") if len(frame) else frame
    cells = [[_cell(value) for value in row] for row in frame.itertuples(index=False)]
    heads = [str(column) for column in frame.columns]
    widths = [min(WIDEST, max(map(display_width, column))) for column in zip(heads, *cells)]
    return "\n".join(_line(row, widths) for row in (heads, *cells))


def forms(term):
    """The forms of one term, position by position; long lists are cut, and say so."""
    conditions = [f"    {one.kind} within {_reach(one)}" for one in (*term.nots, *filter(None, (term.requires,)))]
    positions = [sorted(keys) for keys in ((term.surfaces,) if term.exact else term.words)]
    return "\n".join([*(f"  {_listed(keys)}" for keys in positions), *conditions])


def summary(frame, unfound):
    """What an overview with hits says as a whole."""
    terms = frame[~frame["entry"].str.startswith("exclude/")]
    hits, open_ones = int(terms["hits"].sum()), int(terms["unresolved"].sum())
    share = f" ({open_ones / hits:.1%})" if hits else ""
    said = [f"{hits:,} hits; {open_ones:,} of them unresolved{share}: counted here, left out of shares"]
    if unfound:
        what = "1 entry was" if len(unfound) == 1 else f"{len(unfound)} entries were"
        said.append(f"{what} found nowhere: {'; '.join(FSI + name + PDI for name in unfound[:FEW])}"
                    + (f"; and {len(unfound) - FEW} more" if len(unfound) > FEW else ""))
    return "\n".join(said)


def _listed(keys):
    more = f" … and {len(keys) - LISTED:,} more" if len(keys) > LISTED else ""
    return f"{len(keys):,}: {' '.join(keys[:LISTED])}{more}"


def _reach(condition):
    if condition.scope != "words":
        return condition.scope
    return f"{condition.before} words before and {condition.after} behind"


def _cell(value):
    if value is None or value is pd.NA or (isinstance(value, float) and pd.isna(value)):
        return ""
    return f"{value:.3f}" if isinstance(value, float) else f"{value:,}" if isinstance(value, int) else one_line(value)


def _line(row, widths):
    shown = []
    for text, width in zip(row, widths):
        while display_width(text) > width:
            text = text[:-2].rstrip() + "…"
        shown.append(FSI + text + PDI + " " * (width - display_width(text)))
    return "  ".join(shown).rstrip()

"""Concordance lines for a terminal that may or may not know right-to-left text."""

import shutil
import unicodedata

import pandas as pd

from nabra.show.safe import display_width, is_arabic, one_line

RLI, LRI, FSI, PDI = "\u2067", "\u2066", "\u2068", "\u2069"
NARROWEST = 48


def text(table, total, width=None):
    """All lines of the table, one a row of the terminal, and a closing count."""
    width = max(NARROWEST, width or shutil.get_terminal_size((100, 24)).columns)
    outlet_room = min(18, max((display_width(one_line(o)) for o in table["outlet"]), default=0))
    out = [line(row, width, outlet_room) for row in table.to_dict("records")]
    left_out = total - len(table)
    out.append(f"{len(table)} of {total} lines" + (f"; {left_out} left out" if left_out else ""))
    return "\n".join(out) + "\n"


def line(row, width, outlet_room):
    """One mention: voice, outlet, date, then before [key] after; of an event also construction and doer."""
    head = f"{row['voice']:<8} " + isolated(padded(fitted(shown(row["outlet"]), outlet_room), outlet_room))
    if width >= 80:
        head += f" {shown(row['date'])[:10]:<10}"
    if "construction" in row:       # an event of violence
        head += f" {row['construction']:<12} {'doer' if row['agent_named'] else '-':<4}"
    elif row["marks"] != "none":
        head += f" {row['marks']:<5}"
    room = width - display_width(head) - 6
    key = fitted(shown(row["key"]), max(8, room // 2))
    side = max(4, (room - display_width(key)) // 2)
    before = fitted(shown(row["before"]), side, keep_end=True)
    after = fitted(shown(row["after"]), side)
    blank = " " * (side - display_width(before))
    turn = RLI if is_arabic(row["key"] + row["before"] + row["after"]) else LRI
    sides = [f"{turn}{side}{PDI}" if side else "" for side in (before, after)]
    return f"{head}  {turn}{blank}{sides[0]} [{isolated(key)}] {sides[1]}{PDI}"


def shown(value):
    """The cell as one harmless line; "" for null."""
    return "" if pd.isna(value) else one_line(value)


def isolated(value):
    """``value`` between FSI and PDI; nothing around nothing."""
    return f"{FSI}{value}{PDI}" if value else ""


def padded(value, room):
    """``value`` filled up with blanks to ``room`` cells."""
    return value + " " * (room - display_width(value))


def fitted(value, room, keep_end=False):
    """``value`` cut to ``room`` cells (combining marks stay with their letter), with an ellipsis if cut."""
    if display_width(value) <= room:
        return value
    characters = reversed(value) if keep_end else value
    kept, cells = [], 0
    for character in characters:
        cells += display_width(character)
        if cells > room - 1:
            break
        kept.append(character)
    if keep_end:
        kept = list(reversed(kept))
        while kept and unicodedata.combining(kept[0]):
            kept.pop(0)
        return "…" + "".join(kept)
    return "".join(kept) + "…"

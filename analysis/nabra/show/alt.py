"""What a chart shows, in words, for those who cannot see it."""

from nabra.errors import NabraError
from nabra.show.safe import one_line

MOST_NAMES = 12


def alt_text(figure):
    """What a chart of Nabra shows, in English and Arabic, for those who cannot see it.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        Made by a function of ``nabra.charts``.

    Returns
    -------
    str
        Kind of chart, what it is about, the outlets, the largest and the smallest value with their n, and how
        many have none. It is written into SVG (``aria-label``), PNG and PDF files, too.

    Raises
    ------
    NabraError
        The figure is none of Nabra's.
    """
    alt = getattr(figure, "alt", "")
    if not alt:
        raise NabraError("this figure has no words for it; give one that a function of nabra.charts made")
    return alt


def told(kinds, titles, names, values, form):
    """The alt text of a chart.

    Parameters
    ----------
    kinds, titles : (str, str)
        The kind of chart and its subject, in Arabic and in English.
    names : iterable of str
        Outlets, or whatever the rows are.
    values : iterable of ((str, str), float or None, int or None)
        What is plotted: whose (in Arabic and in English), how much, and from how many.
    form : callable
        Writes one value.
    """
    names, values = list(dict.fromkeys(names)), list(values)
    known = sorted((row for row in values if row[1] is not None), key=lambda row: (row[1], row[0]))
    shown = ", ".join(names[:MOST_NAMES]) + ("…" if len(names) > MOST_NAMES else "")
    english = [f"{kinds[1]}: {titles[1] or titles[0]}. Rows ({len(names)}): {shown}."]
    arabic = [f"{kinds[0]}: {titles[0] or titles[1]}. الصفوف ({len(names)}): {shown.replace(', ', '، ')}."]
    if known:
        ends = [
            [
                f"{name[place]} {form(value)}" + (f" (n={n:,})" if n is not None else "")
                for name, value, n in (known[-1], known[0])
            ]
            for place in (0, 1)
        ]
        arabic.append(f"القيم: {len(known)}، أكبرها {ends[0][0]}، وأصغرها {ends[0][1]}.")
        english.append(f"{len(known)} values, the largest {ends[1][0]}, the smallest {ends[1][1]}.")
    if len(known) < len(values):
        english.append(f"Without a value: {len(values) - len(known)}.")
        arabic.append(f"بلا قيمة: {len(values) - len(known)}.")
    return one_line(" ".join([*english, *arabic]))


def percent(value):
    """0.123 as 12 %."""
    return f"{100 * value:.0f} %"


def signed(value):
    """A number with its sign and one decimal; the minus is a minus."""
    return f"{value:+.1f}".replace("-", "−")

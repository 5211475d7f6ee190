"""What is left of a difference: raw against adjusted, and its parts."""

from nabra.errors import NabraError
from nabra.show.alt import signed, told
from nabra.show.decomposed import STYLES, decomposed
from nabra.show.panels import value
from nabra.show.sloped import HOW, pairs_of, sloped
from nabra.show.style import styled

PARTS = ("component", "topic", "estimate", "low", "high", "articles_a", "articles_b")
TITLE = ("الفرق خاما وبعد التسوية", "The difference, raw and adjusted")


def slope(table, title=None):
    """Raw against matched or adjusted: one line a comparison, from the raw value to the adjusted one.

    Parameters
    ----------
    table : pandas.DataFrame
        The table of ``nabra.matched`` (raw, within events), ``nabra.standardised_difference`` or
        ``nabra.regression`` (raw, adjusted), or ``nabra.standardise`` (a line an outlet). Several of one
        kind may stand below each other, told apart by further columns (``by``, ``terms``).
    title : (str, str), optional
        In Arabic and in English.

    Returns
    -------
    matplotlib.figure.Figure
        In percentage points (of ``nabra.standardise``: per cent). Bars are 95 % intervals; n: the articles,
        mentions or clusters that the table counts. Where nothing could be adjusted, the line ends at the raw
        value and the reason is printed. An odds ratio is of another unit and left out.

    Raises
    ------
    NabraError
        The table is none of these, or no raw value is known.

    Caution
    -------
    What was held equal is all that was held equal. Lines with a small adjusted value say that the two differ
    little on the same events (or topics), not that they do not differ.
    """
    pairs = pairs_of(table)
    if not any(pair.raw is not None for pair in pairs):
        raise NabraError("no raw value is known; there is nothing to draw")
    title = title or TITLE
    with styled():
        figure = sloped(pairs, title)
    values = []
    for pair in pairs:
        for (arabic, english), number in ((("خام", "raw"), pair.raw), (HOW[pair.how], pair.adjusted)):
            values.append(((f"{pair.name}: {arabic}", f"{pair.name}: {english}"), number, None))
    figure.alt = told(
        ("خام ومعدل", "Raw against adjusted"), title, [pair.name for pair in pairs], values, signed
    )
    return figure


def decomposition(table, first, second, most=10, title=None):
    """How much of a difference between two outlets is what they write about, and how much is how.

    Parameters
    ----------
    table : pandas.DataFrame
        The table of ``nabra.decompose``, of one notion of topic.
    first, second : str
        What to call the outlets, in the order in which they were compared.
    most : int
        Topics at most, those that add most (in either direction).
    title : (str, str), optional
        In Arabic and in English.

    Returns
    -------
    matplotlib.figure.Figure
        Above, the whole difference and its parts; below, each topic's parts. Bars in percentage points with
        95 % intervals; hatched: choice of words; n: articles of the two outlets. How many topics are left
        out is said.

    Raises
    ------
    NabraError
        A column is missing, the whole is not in the table, or a part stands twice.

    Caution
    -------
    An account, not a cause: what an outlet writes about may itself be a choice.
    """
    missing = [column for column in PARTS if column not in table.columns]
    if missing:
        raise NabraError(f"column '{missing[0]}' is missing; give decomposition the table of nabra.decompose")
    if table.duplicated(["component", "topic"]).any():
        raise NabraError(
            "a part stands twice; give decomposition one table of nabra.decompose, of one notion of topic"
        )
    if not ((table["topic"] == "all") & (table["component"] == "difference")).any():
        raise NabraError(
            "the whole difference is not in the table; give decomposition all rows of nabra.decompose"
        )
    title = title or ("الفرق: موضوع أم اختيار؟", "The difference: topic or choice?")
    with styled():
        figure = decomposed(table, (str(first), str(second)), most, title)
    values = []
    for row in table.to_dict("records"):
        arabic, english = STYLES[row["component"]][2:]
        whole = row["topic"] == "all"
        whose = (
            arabic if whole else f"{row['topic']}: {arabic}",
            english if whole else f"{row['topic']}: {english}",
        )
        estimate = value(row, "estimate")
        values.append((whose, None if estimate is None else 100 * estimate, None))
    figure.alt = told(
        ("أجزاء الفرق بالنقاط المئوية", "Parts of a difference, in percentage points"),
        (f"{title[0]} {first} − {second}", f"{title[1]} {first} − {second}"),
        [topic for topic in table["topic"] if topic != "all"],
        values,
        signed,
    )
    return figure

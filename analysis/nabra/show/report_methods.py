"""How the report's numbers were computed, and how many of them in each way."""

from collections import Counter

from nabra.show.sentences import arabic

NONE = "none"


def method_rows(tables):
    """The ways of computing intervals and p that the tables name, the commonest first.

    Returns
    -------
    list of dict
        ``en``, ``ar`` (None where it is not known) and ``count``, how many estimates were made so.
    """
    counts = Counter(
        way for table in tables.values() if table is not None and "method" in table
        for method in table["method"].dropna() if method != NONE for way in method.split("; "))
    ways = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [{"en": way, "ar": arabic(way), "count": f"{count:,}"} for way, count in ways]

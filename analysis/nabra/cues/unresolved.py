"""What is said of mentions whose referent stays open: they are kept, and left out of every share."""


def said(mentions):
    """One sentence about the unresolved mentions of a measurement.

    Parameters
    ----------
    mentions : pandas.DataFrame
        The mentions table (``nabra.tables``); untouched.

    Returns
    -------
    str
        How many are unresolved, in how many articles, and what to do; "" where none is.
    """
    left = mentions[~mentions["resolved"].to_numpy(dtype=bool)]
    return said_of(len(left), len(mentions), left["doc_id"].nunique())


def said_of(number, mentions, articles):
    """The same from the number of unresolved mentions, of all mentions, and of the articles with unresolved ones."""
    if not number:
        return ""
    which = "all of them" if number == mentions else f"of {mentions:,}"
    return (f"{number:,} {'mention' if mentions == 1 else 'mentions'} ({which}) in {articles:,} "
            f"{'article' if articles == 1 else 'articles'} {'is' if number == 1 else 'are'} unresolved: no word there "
            "says whose they are, so shares leave them out; 'nabra lines DIR --unresolved' shows them, "
            "docs/codebooks.md ('requires') tells what settles them")


def nothing_left(mentions):
    """Whether there are mentions and none of them is resolved, so that nothing can be compared."""
    return bool(len(mentions)) and not mentions["resolved"].any()

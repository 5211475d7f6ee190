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
    if not len(left):
        return ""
    number, articles = len(left), left["doc_id"].nunique()
    which = "all of them" if number == len(mentions) else f"of {len(mentions):,}"
    return (f"{number:,} {'mention' if len(mentions) == 1 else 'mentions'} ({which}) in {articles:,} "
            f"{'article' if articles == 1 else 'articles'} {'is' if number == 1 else 'are'} unresolved: no word there "
            "says whose they are, so shares leave them out; 'nabra lines DIR --unresolved' shows them, "
            "docs/codebooks.md ('requires') tells what settles them")


def nothing_left(mentions):
    """Whether there are mentions and none of them is resolved, so that nothing can be compared."""
    return bool(len(mentions)) and not mentions["resolved"].any()

"""Lines sorted by the words beside the key, compared as the codebook compares words."""

import re

from nabra.errors import NabraError
from nabra.text.normalise import each_word

SORTS = ("before", "after", "date")
WORDS = 3            # neighbours compared, the nearest first
REACH = 80           # characters in which they are looked for


def in_order_of(mentions, documents, sort):
    """The mentions sorted by what stands beside them; equal ones stay in their order.

    Parameters
    ----------
    mentions, documents : pandas.DataFrame
    sort : str
        ``before``: by the word before the key, then by the one before that, then the third (1L, 2L, 3L where
        text runs from left to right). ``after``: by the words after it (1R, 2R, 3R). ``date``: by date, the
        undated last.

    Returns
    -------
    pandas.DataFrame

    Notes
    -----
    Words are compared by `nabra.text.normalise.word_key`: diacritics, forms of hamza and capitals set apart
    nothing. A key with no word beside it comes first.
    """
    if sort not in SORTS:
        raise NabraError(f"sort '{sort}' is not there; known: {', '.join(SORTS)}")
    if sort == "date":
        dates = documents.set_index("doc_id")["date"].reindex(mentions["doc_id"].to_numpy())
        keys = [(date is None, date or "") for date in dates.astype("object").where(dates.notna(), None)]
    else:
        keys = neighbour_keys(mentions, documents, sort)
    return mentions.iloc[sorted(range(len(keys)), key=keys.__getitem__)]


def neighbour_keys(mentions, documents, side):
    """The keys of up to `WORDS` words on one side of each mention, the nearest first: a list of tuples."""
    wanted = documents[documents["doc_id"].isin(set(mentions["doc_id"]))]
    texts = {part: dict(zip(wanted["doc_id"], wanted[part], strict=True)) for part in ("title", "text")}
    beside = _before if side == "before" else _after
    places = zip(mentions["doc_id"], mentions["part"], mentions["start"], mentions["end"], strict=True)
    return [beside(texts[part][doc_id], start, end) for doc_id, part, start, end in places]


def _before(text, start, end):
    found = [key for _, _, key in each_word(text[max(0, start - REACH):start])]
    return tuple(found[:-WORDS - 1:-1])


def _after(text, start, end):
    found = []
    for _, _, key in each_word(text[end:end + REACH]):
        found.append(key)
        if len(found) == WORDS:
            break
    return tuple(found)


_PERIOD = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def in_period(documents, since=None, until=None):
    """The documents dated from ``since`` to ``until``, both included; without either, all of them.

    Parameters
    ----------
    documents : pandas.DataFrame
    since, until : str, optional
        A year, a month or a day: ``2018``, ``2018-03`` or ``2018-03-31``. The undated are in no period.
    """
    for name, value in (("since", since), ("until", until)):
        if value is not None and not _PERIOD.fullmatch(str(value)):
            raise NabraError(f"{name} '{value}' is no date; give a year, a month or a day: 2018, 2018-03, 2018-03-31")
    dates = documents["date"].astype("string")
    if since is not None:
        documents = documents[(dates.str[:len(str(since))] >= str(since)).fillna(False)]
        dates = documents["date"].astype("string")
    if until is not None:
        documents = documents[(dates.str[:len(str(until))] <= str(until)).fillna(False)]
    return documents

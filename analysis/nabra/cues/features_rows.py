"""All features of a text's quotations, by one call of the compiled rules."""

from nabra.cues.features_around import around
from nabra.cues.features_article import article
from nabra.cues.features_before import before
from nabra.cues.features_inside import inside
from nabra.cues.features_known import known
from nabra.text.compiled import compiled


@compiled
def put_features(signs, words, cues, table, seen, found, values):
    """Put the features of each quotation into the rows of ``found`` and ``values``.

    Parameters
    ----------
    signs, words, seen : array
        As in ``features_seen.look``, which has filled ``seen``.
    cues : int
        How many reporting cues the writer has.
    table : float array
        ``known_tables.Tables.rows``.
    found, values : int32 and float array
        One row a quotation, as ``feature_names.put_value`` fills them.
    """
    article(signs, words, cues, seen, found)
    inside(signs, words, seen, found)
    before(signs, words, seen, found)
    around(signs, words, seen, found)
    known(words, seen, table, found, values)

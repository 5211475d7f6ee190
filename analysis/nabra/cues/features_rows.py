"""All features of a text's quotations, by one call of the compiled rules."""

from nabra.cues.features_around import around
from nabra.cues.features_article import article
from nabra.cues.features_before import before
from nabra.cues.features_inside import inside
from nabra.cues.features_known import known
from nabra.cues.features_strings import compare
from nabra.text.compiled import compiled


@compiled
def put_features(codes, signs, words, spellings, strings, most, endings, short, cues, table, lists, seen, found,
                 values):
    """Put the features of each quotation into the rows of ``found`` and ``values``.

    Parameters
    ----------
    codes, signs, words, seen : array
        As in ``features_seen.look``, which has filled ``seen``.
    spellings, strings, most, endings, short
        As in ``features_strings.compare``.
    cues : int
        How many reporting cues the writer has.
    table : float array
        ``known_tables.Tables.rows``.
    lists : int
        As in ``features_known.known``.
    found, values : int32 and float array
        One row a quotation, as ``feature_names.put_value`` fills them.
    """
    for row in range(len(found)):
        found[row, 0] = 0
        for place in range(values.shape[1]):
            values[row, place] = 1.0
    compare(codes, words, spellings, strings, most, endings, short, seen)
    article(signs, words, cues, seen, found)
    inside(signs, words, seen, found)
    before(signs, words, seen, found)
    around(signs, words, seen, found)
    known(words, seen, table, lists, found, values)

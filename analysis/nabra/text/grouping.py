"""What only the whole corpus can tell of an article: copies and events."""

from nabra.text.across import ACROSS
from nabra.text.copies import DAYS, SHARE, copies
from nabra.text.events import SIMILARITY, events
from nabra.text.groups import COLUMNS, MORE


def group(articles, share=SHARE, similarity=SIMILARITY, days=DAYS, across=ACROSS, progress=None):
    """Copies and events of a corpus: see `nabra.text.copies.copies` and `nabra.text.events.events`.

    Returns
    -------
    DataFrame
        One row an article, sorted by doc_id: doc_id, sha256 (of the text), `nabra.text.groups.COLUMNS` and `MORE`. The settings
        stand in ``attrs``; `nabra.text.groups.as_parquet` keeps them.
    """
    both = copies(articles, days=days, share=share, progress=progress).merge(
        events(articles, similarity=similarity, days=days, across=across, progress=progress), on="doc_id", validate="1:1")
    table = articles[["doc_id", "sha256"]].merge(both, on="doc_id", validate="1:1")
    table = table[["doc_id", "sha256", *COLUMNS, *MORE]].sort_values("doc_id", kind="stable").reset_index(drop=True)
    table.attrs = {"share": share, "similarity": similarity, "days": days, "across": across}
    return table

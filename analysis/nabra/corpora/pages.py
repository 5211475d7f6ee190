"""Saved web pages and web archives: the article without what stands around it, by trafilatura."""

import logging
import re

from nabra.corpora.decode import Unreadable, decode
from nabra.corpora.entries import MEGA
from nabra.corpora.optional import library
from nabra.corpora.streams import spoken
from nabra.corpora.textfiles import Article, Unusable

LARGEST = 16 * MEGA  # bytes of a page; a larger one is no article
DATES = {"original_date": True, "extensive_search": False}  # only dates that the page states of itself


def page(data, encoding=None, url=None, row=None):
    """The article of one page.

    Parameters
    ----------
    data : bytes
        At most 16 MB.
    encoding : str, optional
    url : str, optional
        The page's address, where it is known from elsewhere.
    row : int, optional
        Its number in an archive.

    Returns
    -------
    Article
        Its title, date, address and author as the page states them; the site's name stands for the outlet
        where nothing else does.

    Raises
    ------
    nabra.corpora.decode.Unreadable
        No article is found in it.
    """
    trafilatura = library("trafilatura", "web pages")
    if len(data) > LARGEST:
        raise Unreadable(f"the page is larger than {LARGEST // MEGA} MB, which is no article; "
                         "cut it out yourself")
    decoded = decode(data, encoding, repair=True)
    for name in ("trafilatura", "htmldate"):  # they tell at length what is said here in a sentence
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        found = trafilatura.bare_extraction(decoded.text, url=url, with_metadata=True, include_comments=False,
                                            date_extraction_params=DATES | {"outputformat": "%Y-%m-%d"})
    except Exception as error:  # a page can break any part of the parser
        raise Unreadable(f"the page cannot be taken apart ({type(error).__name__})") from None
    if found is None or not (found.text or "").strip():
        raise Unreadable("no article is found in the page; save its text yourself")
    header = {"title": found.title, "date": found.date, "url": url or found.url, "author": found.author}
    text = found.text
    first, end, rest = text.partition("\n")
    if end and found.title and first.strip() == found.title.strip():
        text = rest
    host = re.sub(r"^www\.", "", found.hostname or "") or None
    return Article({key: value for key, value in header.items() if value}, text, spoken(decoded), row,
                   found.sitename or host)


def archive(entry, encoding=None):
    """The articles of a web archive (WARC, also compressed), one page at a time.

    Yields
    ------
    Article, Unusable or str
        Of each response with status 200 that is HTML; last, as a sentence, how many other records were
        passed over.

    Raises
    ------
    nabra.corpora.decode.Unreadable
        It is no web archive, or is broken off in the middle: what stands before was read.
    """
    iterator = library("warcio.archiveiterator", "web archives")
    others = 0
    with entry.open() as stream:
        records = iter(iterator.ArchiveIterator(stream))
        number = 0
        while True:
            begun = 1
            try:
                record = next(records, None)
                if record is None:
                    break
                number, begun = number + 1, 0
                if not _is_page(record):
                    others += 1
                    continue
                data = record.content_stream().read(LARGEST + 1)
                if len(data) <= LARGEST and getattr(record.raw_stream, "limit", 0) > 0:
                    raise EOFError("it ends in the middle of a page")
            except Exception as error:  # gzip, zlib and the library raise their own
                raise Unreadable(f"the web archive is broken at record {number + begun} ({error}); what "
                                 "stands before is read") from None
            yield _of_record(record, data, number, encoding)
    if others:
        yield f"{others:,} records passed over that are no pages of status 200"


def _is_page(record):
    if record.rec_type not in ("response", "resource"):
        return False
    head = record.http_headers
    kind = head.get_header("Content-Type") if head else record.rec_headers.get_header("Content-Type")
    fine = head.get_statuscode() == "200" if head else True
    return fine and "html" in (kind or "").lower()


def _of_record(record, data, number, encoding):
    url = record.rec_headers.get_header("WARC-Target-URI")
    try:
        made = page(data, encoding, url, number)
    except Unreadable as error:
        return Unusable(number, f"{error} ({(url or '')[:200]})")
    host = re.sub(r"^(?:https?://)?(?:www\.)?([^/:?#]*).*$", r"\1", url or "") or None
    return Article(made.header, made.text, made.notes, number, host)

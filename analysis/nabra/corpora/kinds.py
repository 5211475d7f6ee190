"""Which files are read, and the articles of those that are no tables."""

from nabra.corpora import exports, exports_html, office, pages
from nabra.corpora.decode import Unreadable, decode
from nabra.corpora.entries import ARCHIVES, LIMIT
from nabra.corpora.formats import TABLES
from nabra.corpora.optional import made_by
from nabra.corpora.streams import spoken
from nabra.corpora.textfiles import Article, one_article, tagged

TEXT = (".txt",)
PAGES = (".html", ".htm", ".xhtml")
WEB_ARCHIVES = (".warc", ".warc.gz")
OFFICE = {  # what takes the text out of each kind, and with which library
    ".docx": (office.docx, "python-docx"), ".rtf": (office.rtf, "striprtf"), ".pdf": (office.pdf, "pypdf"),
}
READ = (*TABLES, *TEXT, *PAGES, *WEB_ARCHIVES, *OFFICE, *ARCHIVES)


def articles(entry, settings):
    """The articles of a file that is no table.

    Parameters
    ----------
    entry : nabra.corpora.entries.Entry
    settings : nabra.corpora.settings.Settings

    Yields
    ------
    Article, Unusable or str
        One article of a text or a page; those of an export or a web archive with their numbers; what is to
        be said of the file.

    Raises
    ------
    nabra.corpora.decode.Unreadable
        The file cannot be read, or needs a library that is not installed.
    """
    if entry.suffix in WEB_ARCHIVES:
        yield from pages.archive(entry, settings.encoding)
        yield made_by("trafilatura")
    elif entry.suffix in PAGES:
        yield from _of_page(_some(entry, pages.LARGEST), settings)
    elif entry.suffix in OFFICE:
        text_of, library = OFFICE[entry.suffix]
        yield from _of_text(text_of(_some(entry)), settings)
        yield made_by(library)
    else:
        decoded = decode(entry.read(LIMIT), settings.encoding)
        yield from spoken(decoded)
        yield from tagged(decoded.text, settings.tags) if settings.tags else _of_text(decoded.text, settings)


def _of_page(data, settings):
    """The articles of an export that was saved as a page, or the one of the page."""
    found = None
    if len(data) <= pages.LARGEST:
        decoded = decode(data, settings.encoding, repair=True)
        found = exports_html.articles(decoded.text)
    if found is None:
        yield pages.page(data, settings.encoding)
        yield made_by("trafilatura")
        return
    yield from spoken(decoded)
    yield from found


def _some(entry, limit=LIMIT):
    data = entry.read(limit)
    if not data.strip():
        raise Unreadable("the file is empty")
    return data


def _of_text(text, settings):
    """The articles of an export, or the one that the text is."""
    found = exports.split(text)
    if found is not None:
        return found
    return [one_article(text) if settings.header else Article({}, text)]

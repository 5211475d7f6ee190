"""Exports of LexisNexis and Factiva saved as web pages: their lines, for ``exports.split``."""

import re
from html.parser import HTMLParser

from nabra.corpora import exports
from nabra.corpora.textfiles import Unusable

SNIFFED = 400_000   # characters in which the marks of an export are looked for
_marked = re.compile(r'<DOC NUMBER=1>|LXNComment|class="[a-z]{2}Headline\b|<b>\s*HD\s*</b>')
_BLOCKS = {"p", "br", "div", "tr", "table", "li", "h1", "h2", "h3", "blockquote"}
_UNSEEN = {"script", "style", "title", "head"}
_HEADLINE = "\x00"      # before a headline of Factiva: what stands above it in its article is the section
_ARTICLE = "\x01"
_BEHIND = "\x02"        # before a paragraph behind the text: the publisher, the document's number
_publisher = re.compile(f"{_BEHIND}(?!\\s*(?:Document|Dokument) )[^\n]*")


def articles(page):
    """The articles of a page that is an export.

    Parameters
    ----------
    page : str
        The page's source.

    Returns
    -------
    list of (Article or Unusable), or None
        None: the page is none. One Unusable: it is one whose articles cannot be told apart.
    """
    mark = _marked.search(page[:SNIFFED])
    if not mark:
        return None
    lines = _Lines()
    lines.feed(page)
    lines.close()
    text = re.sub(r" *\n *", "\n", _headlines_first("".join(lines.parts)))
    found = exports.split(re.sub(r"\n{3,}", "\n\n", text))
    if found is None and not mark[0].startswith("<b>"):
        return [Unusable(1, "it is an export of LexisNexis or Factiva whose articles cannot be told apart; export it with "
                            "the database's pages in English, or as text")]
    return found


def _headlines_first(text):
    """Each article of Factiva from its headline on, without its publisher; any other text as it is."""
    _, *pieces = text.split(_ARTICLE)
    if not pieces:
        return text.replace(_HEADLINE, "")
    return "".join(_publisher.sub("", piece.partition(_HEADLINE)[2] or piece).replace(_BEHIND, "")
                   for piece in pieces)


class _Lines(HTMLParser):
    """The text of a page, a line a block, an empty line between paragraphs, three spaces between cells."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts, self.unseen, self.fresh, self.begun = [], 0, True, False

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag in _UNSEEN:
            self.unseen += 1
        elif tag == "td":
            self._add("\n" if self.fresh else "   ")
        elif tag in _BLOCKS:
            self._add("\n\n" if tag == "p" else "\n")
        if tag == "tr":
            self.fresh = True
        if tag == "div" and re.fullmatch(r"article [a-z]{2}Article", values.get("class") or ""):
            self._add(_ARTICLE)
            self.begun = False
        if tag == "p":
            own = "articleParagraph" in (values.get("class") or "")
            if self.begun and not own:
                self._add(_BEHIND)
            self.begun |= own
        if values.get("id") == "hd":
            self._add(_HEADLINE)

    def handle_endtag(self, tag):
        if tag in _UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        elif tag in ("p", "div", "tr"):
            self._add("\n")
        elif tag == "td":
            self.fresh = False

    def handle_data(self, data):
        if not self.unseen:
            self._add(re.sub(r"\s+", " ", re.sub("[\x00-\x02]", "", data)))

    def _add(self, part):
        self.parts.append(part)

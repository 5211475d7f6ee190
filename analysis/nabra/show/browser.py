"""The live concordance: controls and lines in JupyterLab. Needs anywidget; only `Concordance.browse` imports this."""

import math

import anywidget
import traitlets

from nabra.errors import NabraError
from nabra.show import lines_html
from nabra.show.neighbours import SORTS
from nabra.show.page import template
from nabra.show.safe import link, one_line
from nabra.tables import MARKS, VOICES

SIZES = (20, 50, 100, 200, 500)
LONGEST = 300
MOST_OUTLETS = 500
EMPTY = {"page": 1, "size": 50, "sort": "", "outlet": "", "voice": "", "marks": "", "since": "", "until": ""}
FILTERS = ("outlet", "voice", "marks", "since", "until", "sort")


class Browser(anywidget.AnyWidget):
    """Lines to sort, filter and leaf through. ``query`` is what the reader asks for, ``view`` the page shown.

    Parameters
    ----------
    found : Concordance
    query : dict
        Where to begin; see `EMPTY`.
    """

    _esm = template("browse.js")
    _css = lines_html.STYLE + template("browse.css")
    words = traitlets.Dict().tag(sync=True)
    options = traitlets.Dict().tag(sync=True)
    query = traitlets.Dict().tag(sync=True)
    view = traitlets.Dict().tag(sync=True)

    def __init__(self, found, query, words):
        self.found, self.asked = found, None
        start = EMPTY | query
        super().__init__(words=words, options=options(found, words, start["size"]), query=start, view=self._viewed(start))
        self.observe(self._answer, "query")

    def _answer(self, change):
        self.view = self._viewed(EMPTY | change["new"])

    def _viewed(self, query):
        try:
            asked = {name: query[name] or None for name in FILTERS}
            if self.asked is None or self.asked[0] != asked:
                self.asked = asked, self.found.only(**asked)
            return viewed(self.asked[1], int(query["page"]), int(query["size"]), asked["sort"])
        except (NabraError, ValueError, TypeError) as wrong:
            return {"error": one_line(wrong)}


def viewed(found, page, size, sort=None):
    """The page of the concordance as plain data: nothing in it is HTML."""
    if not 1 <= size <= SIZES[-1]:
        raise NabraError(f"{size} lines a page: choose from 1 to {SIZES[-1]}")
    pages = max(1, math.ceil(len(found) / size))
    page = min(max(1, page), pages)
    here = found.page(page, size)
    first, last = here.first + 1 if len(here) else 0, here.first + len(here)
    return {
        "page": page, "pages": pages, "blocks": blocks(here.records(), sort),
        "status": f"{first:,}–{last:,} / {len(found):,}",
    }


def blocks(records, sort=None):
    """The lines in one block a language, Arabic first."""
    found = []
    for language, direction in (("ar", "rtl"), ("en", "ltr")):
        rows = [row for row in records if lines_html.is_rtl(row) == (language == "ar")]
        if rows:
            heads = list(zip(lines_html.ALIGN, lines_html.HEADS[language], strict=True))
            found.append({"language": language, "direction": direction, "heads": [list(head) for head in heads],
                          "sorted": {"date": "source"}.get(sort, sort), "lines": [_line(row, language) for row in rows]})
    return found


def _line(row, language):
    voice = row["voice"] if row["voice"] in lines_html.VOICE_WORDS else "narrator"
    return {
        "before": [[run.text[:LONGEST], run.voice, run.marks] for run in row["runs"]["before"]],
        "key": row["key"][:LONGEST] + ("…" if len(row["key"]) > LONGEST else ""), "voice": voice,
        "after": [[run.text[:LONGEST], run.voice, run.marks] for run in row["runs"]["after"]],
        "said": lines_html.VOICE_WORDS[voice][language == "en"],
        "source": [one_line(part)[:LONGEST] for part in lines_html.source_parts(row, language)], "url": link(row["url"]),
    }


def options(found, words, size=SIZES[0]):
    """The choices of each control: [value, text]; "" is all. ``size`` is among those of lines a page."""
    outlets = sorted(found.outlets())[:MOST_OUTLETS]
    every = ["", words["all"]]
    named = {"voice": VOICES, "marks": MARKS, "outlet": outlets}
    return {
        **{name: [every, *([value, words.get(value, one_line(value)[:60])] for value in values)]
           for name, values in named.items()},
        "sort": [["", words["order"]], *([sort, words[f"by_{sort}"]] for sort in SORTS)],
        "size": [[str(one), str(one)] for one in sorted({*SIZES, size})],
    }

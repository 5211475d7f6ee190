"""One whole article with all that was found in it: quotations, statements and their speakers, mentions."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from nabra.errors import NabraError
from nabra.show import lines_html
from nabra.show.drawn import Drawing, drawings
from nabra.show.safe import escape, is_arabic, link, one_line

FIRST = 20_000       # characters shown in a notebook
PARTS = ("title", "text")
HEADS = {
    "ar": ("الرقم", "الكلمة", "المفهوم", "بأي لفظ", "بصوت", "القائل", "العلامتان"),
    "en": ("no.", "word", "concept", "variant", "voice", "speaker", "marks"),
}
STYLE = """
.nabra-article{max-width:46em}.nabra-article .text{line-height:1.9;font-size:1.05em;overflow-wrap:anywhere}
.nabra-article .cue{font-style:italic;border-bottom:1px solid var(--soft)}
.nabra-article sup{color:var(--soft);font-size:.7em;font-weight:normal;text-decoration:none}
.nabra-lines.nabra-article table{min-width:0;table-layout:auto}
.nabra-lines.nabra-article th,.nabra-lines.nabra-article td{text-align:start}
"""


@dataclass(frozen=True, eq=False)
class Article:
    """One article, drawn; see `article`.

    Attributes
    ----------
    document : dict
        Its row of ``documents``.
    quotes, attributions, mentions : pandas.DataFrame
        Its rows, in order; offsets into the raw title or text.
    """

    document: dict
    quotes: pd.DataFrame
    attributions: pd.DataFrame
    mentions: pd.DataFrame

    def __repr__(self):
        found = f"{len(self.mentions)} mentions, {len(self.quotes)} quotations, {len(self.attributions)} attributions"
        return f"<Article {one_line(self.document['doc_id'])[:60]}: {found}; see .to_html()>"

    def _repr_html_(self):
        return _fragment(self, FIRST)

    def to_html(self, corrected=False):
        """The article as an HTML page of its own, whole; it loads nothing and runs nothing.

        Unless people have coded lines of this study (``corrected``) the page says that none were.
        """
        return lines_html.whole_page(_fragment(self), one_line(self.document["doc_id"])[:80], corrected)

    @cached_property
    def language(self):
        """``ar`` or ``en``: by the article's language, else by its letters."""
        said = str(self.document.get("language"))[:2]
        if said in lines_html.HEADS:
            return said
        return "ar" if is_arabic(f"{self.document['title']} {self.document['text']}"[:2000]) else "en"


def article(cues, doc_id):
    """One whole article with everything that was found in it.

    Parameters
    ----------
    cues : Cues
        What ``nabra.measure`` gave; it is not changed.
    doc_id : str

    Returns
    -------
    Article
        Shows itself in a notebook: voices by underline and colour (as in `lines`), the outlet's own marks on a
        grey ground, reporting words in italics, mentions in bold with a number that the table beneath explains.

    Raises
    ------
    NabraError
        There is no such article.
    """
    rows = cues.documents[cues.documents["doc_id"] == doc_id]
    if not len(rows):
        some = ", ".join(one_line(name)[:60] for name in cues.documents["doc_id"].head(5))
        raise NabraError(f"doc_id '{one_line(doc_id)[:60]}' is not there; the first ones are: {some}")
    document = rows.astype("object").where(rows.notna(), None).to_dict("records")[0]
    of = {name: getattr(cues, name) for name in ("quotes", "attributions", "mentions")}
    return Article(document, **{name: table[table["doc_id"] == doc_id] for name, table in of.items()})


def _fragment(one, most=None):
    """The article's HTML; ``most`` characters of its text at most."""
    document, language = one.document, one.language
    direction = "rtl" if language == "ar" else "ltr"
    numbers = {place: number for number, place in enumerate(one.mentions.index, start=1)}
    drawn = drawings(one, {document["doc_id"]})
    title = _drawn(one, "title", drawn, numbers, None)
    text = _drawn(one, "text", drawn, numbers, most)
    left = max(0, len(document["text"] or "") - most) if most else 0
    more = f"<p>… {left:,} of {len(document['text']):,} characters left out; .to_html() has all.</p>" if left else ""
    return (
        f'<style>{lines_html.STYLE}{STYLE}</style><div class="nabra-lines nabra-article {lines_html.AS_WRITTEN}" lang="{language}" '
        f'dir="{direction}"><p class="source">{_head(document)}</p><h3 class="text">{title}</h3>'
        f'<div class="text">{text}</div>{more}{lines_html.legend()}{_mentions(one, numbers, language)}</div>'
    )


def _head(document):
    parts = [document["outlet"], str(document["date"] or "")[:10], document.get("author")]
    said = [f"<bdi>{lines_html.cell(part)}</bdi>" for part in parts if part]
    address = link(document["url"])
    if address:
        said.append(f'<a href="{escape(address)}" rel="noopener noreferrer nofollow"><bdi>'
                    f"{lines_html.cell(address)}</bdi></a>")
    return " · ".join(said)


def _drawn(one, part, drawn, numbers, most):
    """One part as HTML: paragraphs of runs, reporting words and mentions."""
    text = (one.document[part] or "")[:most]
    drawing = drawn.get((one.document["doc_id"], part), Drawing())
    mentions = [(row.start, row.end, _mention(row, numbers[row.Index])) for row in _of(one.mentions, part).itertuples()]
    said = _of(one.attributions, part).dropna(subset=["cue_start", "cue_end"])
    cues = [(int(row.cue_start), int(row.cue_end), _cue(row)) for row in said.itertuples()]
    paragraphs = []
    for start, end in _lines(text):
        places = sorted(place for place in mentions + cues if start <= place[0] and place[1] <= end)
        paragraphs.append("".join(_pieces(text, start, end, places, drawing)))
    return "".join(f"<p>{html}</p>" for html in paragraphs) if part == "text" else " ".join(paragraphs)


def _pieces(text, start, end, places, drawing):
    """The HTML of one line; what overlaps with an earlier place is not opened a second time."""
    for left, right, around in places:
        if left >= start:
            yield _runs(drawing, text, start, left)
            yield around[0] + _runs(drawing, text, left, right) + around[1]
            start = right
    yield _runs(drawing, text, start, end)


def _runs(drawing, text, start, end):
    pieces = drawing.stretches(start, end)
    return "".join(lines_html.run_html(text[one.start:one.end], one.voice, one.marks, one.speaker) for one in pieces)


def _lines(text):
    """(start, end) of each line that holds anything."""
    at = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield at, at + len(line.rstrip())
        at += len(line)


def _of(table, part):
    return table[table["part"] == part]


def _mention(row, number):
    return f'<b class="mention v {_voice(row.voice)}">', f"<sup>{number}</sup></b>"


def _voice(voice):
    return voice if voice in lines_html.VOICE_WORDS else "narrator"


def _cue(row):
    said = ", ".join(str(part) for part in (row.cue_class, row.speaker) if not pd.isna(part))
    return f'<span class="cue" title="{escape(one_line(said)[:400])}">', "</span>"


def _mentions(one, numbers, language):
    """The table beneath: what each number in the text is."""
    if not numbers:
        return ""
    heads = "".join(f'<th scope="col">{head}</th>' for head in HEADS[language])
    body = "".join(
        f"<tr><td>{number}</td>" + "".join(f"<td><bdi>{lines_html.cell(value)}</bdi></td>" for value in values) + "</tr>"
        for number, values in zip(numbers.values(), _values(one.mentions, language), strict=True))
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"


def _values(mentions, language):
    for row in mentions.to_dict("records"):
        words = lines_html.VOICE_WORDS.get(row["voice"], (row["voice"],) * 2), lines_html.MARK_WORDS.get(row["marks"])
        said = [word[language == "en"] if word else None for word in words]
        yield row["surface"], row["concept"], row["variant"], said[0], row["speaker"], said[1]

"""Does an article say of itself that it is an agency's? By byline, dateline and closing line."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from nabra.text.normalise import phrase_key

FILE = Path(__file__).parents[1] / "languages" / "agencies.toml"
HEAD, TAIL = 70, 45      # letters in which a dateline stands, and a closing line
OUTLET = 3               # words of the outlet's name beside the agency's in a closing line
SHORT = 8                # words of a first line that is a dateline whole
LINES = 1 << 12          # that are remembered: most bylines and datelines are printed again and again

# What parts the members of a byline: "Cairo - Reuters", "France 24/ AFP", "(Reuters)".
_parts = re.compile(r"\s[ـ\-–—]+|[\-–—/:()\[\]{}«»“”\"،,;|+]+|\s+and\s+|ــ+")
_dateline = re.compile(r":|[ـ\-–—]{1,3}\s|\s[ـ\-–—]{1,3}")
# What a closing line follows: a line break, or a stop that stands neither in a number nor between initials.
# Who took the picture: "(Jane Reed/Reuters)".
_credit = re.compile(r"\((?:[A-Z][\w.’'-]*\s+){1,3}[A-Z][\w.’'-]*\s?/[^()\n]{2,40}\)")
_sentence_end = re.compile(r"[\n\r]+|(?<=[^\W_]{2})[»”\"]?\s*[.!?؟…]+[»”\"]*(?=\s*[\"“«(])|(?<=\s)[.!?؟…]+\s*(?=[\"“«(])|(?<=[»”\")])\.\s*(?=[\"“«(])")


@dataclass(frozen=True)
class Agency:
    """An agency's id and names (Arabic, English)."""

    id: str
    ar: str
    en: str


@cache
def agencies(path=FILE):
    """{key: Agency} of all names in the data file."""
    found = {}
    for code, row in tomllib.loads(Path(path).read_text(encoding="utf-8")).items():
        for name in row["names"]:
            found[_key(name)] = Agency(code, row["ar"], row["en"])
    return found


def agency(author, text):
    """The id of the agency that an article's byline, dateline or closing line names, else None.

    An agency that the article merely cites ("Reuters reported that…") does not count.

    Parameters
    ----------
    author : str or None
        The byline as the outlet prints it.
    text : str

    >>> agency("القاهرة - رويترز", "…"), agency(None, "القاهرة (رويترز) - افتُتح المعرض."), agency(None, "قالت رويترز إن …")
    ('reuters', 'reuters', None)
    """
    return _named(author or "") or _in_dateline(text) or _in_closing(text)


@lru_cache(maxsize=LINES)
def _named(line):
    """The agency that a part of ``line`` consists of."""
    known = agencies()
    return next((known[key].id for part in _parts.split(line) if (key := _key(part)) in known), None)


def _in_dateline(text):
    head = _credit.sub(" ", text[:HEAD + 60]).lstrip()[:HEAD]
    first, newline, _ = head.partition("\n")
    if newline and len(first.split()) <= SHORT:
        last = _parts.split(first.strip(" .:"))[-1]
        return _named(first) or _last_words(last)
    ends = [sign.end() for sign in _dateline.finditer(first)]
    return next((found for end in ends if len(first[:end].split()) <= SHORT and (found := _named(first[:end]))), None)


def _last_words(part):
    """The agency at the end of a dateline without signs: "Riyadh 12 Shaban 1436 SPA"."""
    known = agencies()
    words = part.split()
    if not any(any(sign.isdigit() for sign in word) for word in words):
        return None
    return next((known[key].id for n in (1, 2, 3) if (key := _key(" ".join(words[-n:]))) in known), None)


def _in_closing(text):
    """After the last stop: "…of the city. (Reuters)", or a last line "France 24/ AFP"."""
    tail = text.rstrip()[-TAIL:]
    line = _sentence_end.split(tail)
    if len(line) < 2:
        return None
    closing = line[-1].strip(" \xa0()«»“”\".!*-")
    found = _named(closing)
    if found is None:
        return None
    others = [part for part in _parts.split(closing) if _key(part) not in agencies()]
    return found if all(len(part.split()) <= OUTLET for part in others) else None


def _key(name):
    """Folded words; initials, whether full stops or spaces stand between them, are joined by full stops."""
    words = phrase_key(name.replace(".", " ")).split()
    initials = len(words) > 1 and all(len(word) == 1 for word in words)
    return ("." if initials else " ").join(words)

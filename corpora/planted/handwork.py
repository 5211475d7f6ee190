r"""Reads the articles written whole by hand, and the words coded in them.

A file begins with lines ``key: value``, then an empty line, then the text. A coded word stands as
``[[concept/variant/voice|surface]]``; a speaker and what the outlet's marks do may follow the voice:
``[[armed-groups/terrorists/quoted/speaker=غيث درباس/marks=none|الإرهابيين]]``. ``\u200f`` stands for
the sign of that number, so that invisible signs can be seen here.
"""

import re

from writer import CLOSE, MIDDLE, OPEN, settle

CODED = re.compile(r"\[\[([^|\[\]]+)\|([^\[\]]+)\]\]")
SIGN = re.compile(r"\\u([0-9a-f]{4})")


def handwritten(folder, languages, columns):
    """The articles in ``folder`` (rows with ``columns``), and a truth row for each coded word."""
    articles, truth = [], []
    for path in sorted(folder.glob("*.txt")):
        head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
        keys = dict(line.split(": ", 1) for line in head.splitlines())
        body = body.removesuffix("\n")
        title, of_title = coded(keys.get("title", ""), "title")
        text, of_text = coded(body, "text")
        language = languages[keys["outlet"]]
        row = {"doc_id": path.stem, "language": language, "title": title or None, "text": text}
        articles.append({key: (keys | row).get(key) for key in columns})
        truth += [{"doc_id": path.stem, "origin": "handwritten"} | each for each in of_title + of_text]
    return articles, truth


def coded(raw, part):
    """Plain text of ``raw``, and a row for each coded word in it."""
    raw = SIGN.sub(lambda match: chr(int(match[1], 16)), raw)
    planted = [_row(match[1]) for match in CODED.finditer(raw)]
    count = iter(range(len(planted)))
    wrapped = CODED.sub(lambda match: f"{OPEN}{next(count)}{MIDDLE}{match[2]}{CLOSE}", raw)
    return settle(wrapped, part, planted)


def _row(code):
    concept, variant, voice, *rest = code.split("/")
    more = dict(item.split("=", 1) for item in rest)
    word_from = more.get("from", "outlet" if voice == "narrator" else None)
    return {"concept": concept, "variant": variant, "voice": voice, "speaker": more.get("speaker"),
            "marks": more.get("marks", "none"), "word_from": word_from}

"""Makes the teaching corpus: ``python corpora/planted/make.py`` writes corpora/sample and the truth.

Everything is drawn with one seed from choices.toml and the hand-written sentences, so that a second
run writes the same bytes. Python's standard library alone is needed.
"""

import csv
import io
import json
import random
import sys
import tomllib
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from handwork import handwritten                            # noqa: E402
from writer import Article, compose, in_style, settle       # noqa: E402

ARTICLE = ("doc_id", "outlet", "language", "date", "title", "text", "url", "section", "author")
TRUTH = ("doc_id", "part", "start", "end", "surface", "concept", "variant", "voice", "speaker", "marks",
         "word_from", "origin")
SHARES = ("outlet", "concept", "variant", "voice", "probability", "share", "count", "exposure", "articles")
MARKS = ("outlet", "concept", "variant", "voices", "probability", "share", "count", "exposure")
BEGIN, FINISH = "<!-- tables: written by make.py -->", "<!-- end of tables -->"


def generated(book, frames):
    """All generated articles, and a truth row for each planted word."""
    first, articles, truth = date.fromisoformat(book["first_day"]), [], []
    for outlet in book["outlets"]:
        for number in range(outlet["articles"]):
            rng = random.Random(f"{book['seed']} {outlet['id']} {number}")
            made = compose(Article(rng, outlet, frames[outlet["language"]], book))
            title, of_title = settle(in_style(made.title, outlet["marks"]), "title", made.planted)
            body = "\n".join(in_style(paragraph, outlet["marks"]) for paragraph in made.paragraphs)
            text, of_text = settle(body, "text", made.planted)
            day = first + timedelta(days=number * book["days"] // outlet["articles"] + rng.randrange(5))
            doc_id = f"{outlet['id']}-{number + 1:03}"
            section = "أخبار" if outlet["language"] == "ar" else "News"
            values = (doc_id, outlet["name"], outlet["language"], day.isoformat(), title, text, None, section,
                      None)
            articles.append(dict(zip(ARTICLE, values)))
            truth += [{"doc_id": doc_id, "origin": "generated"} | row for row in of_title + of_text]
    return articles, truth


def chances(book, outlet, concept, voice):
    """The planted probability of each variant of ``concept`` in ``voice``."""
    own = outlet["narrator"][concept]
    kept = {"narrator": 0.0, "reported": outlet["keeps"], "quoted": 1.0}[voice]
    total = Counter({variant: (1 - kept) * value for variant, value in own.items()})
    for camp, floor in outlet["camps"].items():
        for variant, value in book["camps"][camp][concept].items():
            total[variant] += kept * floor * value
    return total


def share_rows(book, frames, articles, truth):
    """Planted probability beside what the draw gave, for each outlet, concept, variant and voice."""
    outlet_of = {row["doc_id"]: row["outlet"] for row in articles}
    seen = [(outlet_of[r["doc_id"]], r["concept"], r["variant"], r["voice"]) for r in truth]
    count = Counter(seen)
    exposure = Counter((o, c, v) for o, c, _, v in seen)
    holders = {(outlet_of[r["doc_id"]], r["concept"], r["voice"], r["doc_id"]) for r in truth}
    held = Counter(key[:3] for key in holders)
    for outlet in book["outlets"]:
        for concept in outlet["narrator"]:
            for voice in ("narrator", "reported", "quoted"):
                if voice == "quoted" and not outlet["quoted"]:
                    continue
                planted, name = chances(book, outlet, concept, voice), outlet["name"]
                label = book["concepts"][concept]
                n = exposure[name, label, voice]
                for variant in frames[outlet["language"]]["forms"][concept]:
                    k = count[name, label, variant, voice]
                    yield dict(zip(SHARES, (name, label, variant, voice, f"{planted[variant]:.4f}",
                                            f"{k / n:.4f}" if n else None, k, n, held[name, label, voice])))


def mark_rows(book, articles, truth):
    """Planted probability of the outlet's own marks beside what the draw gave."""
    outlet_of = {row["doc_id"]: row["outlet"] for row in articles}
    for outlet in book["outlets"]:
        for concept, table in outlet["in_marks"].items():
            voices = ("narrator",) if concept == "armed" else ("narrator", "reported")
            for variant, chance in table.items():
                rows = [r for r in truth if outlet_of[r["doc_id"]] == outlet["name"] and r["voice"] in voices
                        and (r["concept"], r["variant"]) == (book["concepts"][concept], variant)]
                k, n = sum(r["marks"] in ("name", "label") for r in rows), len(rows)
                yield dict(zip(MARKS, (outlet["name"], book["concepts"][concept], variant, "+".join(voices),
                                       f"{chance:.4f}", f"{k / n:.4f}" if n else None, k, n)))


def as_csv(rows, columns):
    """CSV as bytes: UTF-8, line feeds, nulls as nothing."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def as_table(rows, columns):
    """A Markdown table."""
    lines = ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    lines += ["| " + " | ".join(str(row[column]) for column in columns) + " |" for row in rows]
    return "\n".join(lines)


def choice_tables(book, shares, marks):
    """The datasheet's tables: who has the floor, words in the outlet's own voice, marks."""
    floors = [{"outlet": o["name"], "marks": o["marks"] or "none", "direct speech": o["quoted"],
               "keeps the word": o["keeps"], **o["camps"]} for o in book["outlets"]]
    words = []
    for concept in dict.fromkeys(row["concept"] for row in shares):
        rows = [row for row in shares if row["concept"] == concept and row["voice"] == "narrator"]
        variants = list(dict.fromkeys(row["variant"] for row in rows))
        value = {(row["outlet"], row["variant"]): row["probability"][:4] for row in rows}
        table = [{"outlet": o["name"], **{v: value[o["name"], v] for v in variants}} for o in book["outlets"]]
        words.append(f"**{concept}**, in the outlet's own voice\n\n" + as_table(table, ("outlet", *variants)))
    return "\n\n".join(["**Who has the floor**\n\n" + as_table(floors, tuple(floors[0])), *words,
                        "**Marks of the outlet's own**\n\n" + as_table(marks, MARKS[:5])])


def _toml(name):
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def build():
    """Every file that this script writes, by path from corpora/: a dict of bytes."""
    book = _toml("choices.toml")
    frames = {code: _toml(f"frames_{code}.toml") | {"language": code} for code in ("ar", "en")}
    articles, truth = generated(book, frames)
    shares, marks = list(share_rows(book, frames, articles, truth)), list(mark_rows(book, articles, truth))
    languages = {outlet["name"]: outlet["language"] for outlet in book["outlets"]}
    more, more_truth = handwritten(HERE / "handwritten", languages, ARTICLE)
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in articles + more]
    sheet = (HERE.parent / "sample" / "README.md").read_text(encoding="utf-8")
    head, rest = sheet.split(BEGIN)
    tables = choice_tables(book, shares, marks)
    sheet = head + BEGIN + "\n\n" + tables + "\n\n" + FINISH + rest.split(FINISH)[1]
    return {"sample/articles.jsonl": "".join(lines).encode(), "sample/README.md": sheet.encode(),
            "planted/planted.csv": as_csv(truth + more_truth, TRUTH),
            "planted/planted_shares.csv": as_csv(shares, SHARES),
            "planted/planted_marks.csv": as_csv(marks, MARKS)}


if __name__ == "__main__":
    for name, content in build().items():
        (HERE.parent / name).write_bytes(content)
        print(f"{len(content):>9,} bytes  corpora/{name}")

"""Draws sentences about a referent and keeps what a reader finds in them: what does a codebook miss?

Run by hand; it needs the public corpora. First it prints sentences of one outlet, with what the codebook counts:

    python tests/draw_coverage.py draw ../shared/corpora/saudinewsnet.parquet alriyadh islamic-state 90

``[1 words]`` is counted, ``<words>`` found and left unresolved. The reader writes one line a sentence into a file,
unless the marks are all there is to say: its number, then ``-1`` (mark 1 is somebody else), ``=1`` (mark 1 is a second
one on the same reference), and each reference that is missed, as printed, with its kind behind a slash (``KINDS``);
``word#2`` is its second place in the sentence; ``x`` says that the line is no sentence (tags). Then the file is kept as
ids and offsets, without text:

    python tests/draw_coverage.py keep ../shared/corpora/saudinewsnet.parquet alriyadh islamic-state 90 coded.txt

in ``tests/codebooks/coverage-places.csv``, from which ``tests/count_coverage.py`` counts.
"""

import csv
import re
import sys
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pandas as pd

import nabra
from nabra.cues.codebook_hits import find_hits
from nabra.cues.function import weights
from nabra.cues.measure import instruments
from nabra.tables import frame
from nabra.text.language import packs
from nabra.text.segment import boilerplate, is_sentence_end

PLACES = Path(__file__).resolve().parent / "codebooks" / "coverage-places.csv"
COLUMNS = ("book", "referent", "outlet", "doc_id", "start", "end", "from", "to", "kind")
KINDS = {"n": "noun", "u": "unit", "p": "attached", "q": "pronoun"}
AN_ARTICLE, LEAD = 3, 300              # sentences an article, until all articles gave theirs; characters of a lead
SHORTEST, LONGEST = 25, 600            # characters of a sentence


class Referent(NamedTuple):
    """A codebook's concept, and the words by which an article's title or lead speaks of it."""

    book: str
    concept: str
    name: str
    topic: str


REFERENTS = {one.concept if one.book != "syria" or one.concept != "state" else "syrian-state": one for one in (
    Referent("yemen", "houthis", "the Houthi movement", "حوثي|[أا]نصار الله|انقلابي|Houthi"),
    Referent("syria", "islamic-state", "the Islamic State", "داعش|الدولة ال[إا]سلامية|تنظيم الدولة|Daesh|ISI[SL]|Islamic State"),
    Referent("syria", "state", "the Syrian state", "سوري|دمشق|الأسد|Assad|regime|Syrian (?:army|government)|Damascus"),
    Referent("syria", "armed-groups", "the armed groups", "terror|militant|rebel|opposition|gunmen|Nusra"),
    Referent("palestine-israel", "army", "Israel's army", "الجيش الإسرائيلي|جيش الاحتلال|قوات الاحتلال|israeli (?:army|mil|forces)"),
    Referent("palestine-israel", "state", "Israel", "[إا]سرائيل|الاحتلال|Israel"),
)}


def order(*names):
    """A number that depends on the names alone."""
    return int.from_bytes(sha256("/".join(map(str, names)).encode()).digest()[:8], "big")


def sentences(text, pack):
    """(start, end) of each sentence of ``text`` outside boilerplate."""
    left_out, start, found = boilerplate(text, pack), 0, []
    for stop in re.finditer(r"[.!?؟…]+|\n+|\Z", text):
        sign = stop.group()[:1]
        if sign in pack.ends and not is_sentence_end(text, stop.start(), stop.end(), pack):
            continue
        whole = text[start:stop.end()]
        begin = start + len(whole) - len(whole.lstrip())
        end = start + len(whole.rstrip())
        if SHORTEST <= end - begin <= LONGEST and not any(begin < b and a < end for a, b in left_out):
            found.append((begin, end))
        start = stop.end()
    return found


def articles(path, outlet):
    """The outlet's articles; of BREACH's tables of sentences each row is one, without a title, named "file:row"."""
    if Path(path).name == "FA-KES-Dataset.csv":
        table = pd.read_csv(path, encoding="latin-1", dtype=str).assign(language="en").rename(
            columns={"unit_id": "doc_id", "article_title": "title", "article_content": "text", "source": "outlet"})
        return table[(table["outlet"] == outlet) & table["text"].notna()].drop_duplicates("doc_id")
    if path.endswith(".csv"):
        rows = pd.read_csv(path, encoding_errors="replace")["sentence"].dropna()
        names = [f"{Path(path).name}:{number}" for number in rows.index]
        return pd.DataFrame({"doc_id": names, "outlet": outlet, "language": "en", "title": None, "text": rows.to_list()})
    table = pd.read_parquet(path).rename(columns={"lang": "language"})
    return table[(table["outlet"] == outlet) & table["text"].notna()]


def drawn(path, outlet, referent, number):
    """The first ``number`` sentences in random order: a list of (doc_id, start, end, text), and their documents."""
    table, found = articles(path, outlet), []
    told = table["title"].fillna("") + "\n" + table["text"].str[:LEAD]
    table = table[told.str.contains(referent.topic, case=False) | path.endswith("_sentences.csv")]
    for row in table.itertuples(index=False):
        pack = packs()[row.language]
        places = sorted(sentences(row.text, pack), key=lambda place: order(row.doc_id, *place))
        found += [(rank // AN_ARTICLE, (row.doc_id, *place, row.text)) for rank, place in enumerate(places)]
    kept = [place for _, place in sorted(found, key=lambda one: (one[0], order(*one[1][:3], "draw")))[:number]]
    documents = table[table["doc_id"].isin({place[0] for place in kept})]
    return kept, frame("documents", documents[["doc_id", "outlet", "language", "title", "text"]])


def marked(path, outlet, name, number):
    """(doc_id, start, end, text, hits) of each drawn sentence; hits: (from, to, resolved) of the referent."""
    referent = REFERENTS[name]
    kept, documents = drawn(path, outlet, referent, number)
    hits = find_hits(documents, instruments(nabra.codebook(referent.book), packs(), weights()), progress=False)
    hits = hits[(hits["concept"] == referent.concept) & (hits["part"] == "text")]
    for doc_id, start, end, text in kept:
        inside = hits[(hits["doc_id"] == doc_id) & (hits["start"] >= start) & (hits["end"] <= end)]
        yield doc_id, start, end, text, list(inside[["start", "end", "resolved"]].itertuples(index=False, name=None))


def printed(start, end, text, hits):
    """The sentence with its marks."""
    parts, place, count = [], start, 0
    for first, last, resolved in hits:
        count += resolved
        parts += [text[place:first], f"[{count} {text[first:last]}]" if resolved else f"<{text[first:last]}>"]
        place = last
    return " ".join("".join([*parts, text[place:end]]).split())


def coded(line, start, end, text, hits):
    """(from, to, kind) of each reference in a sentence, by what the reader wrote of it."""
    counted = [hit[:2] for hit in hits if hit[2]]
    kinds, missed = ["found"] * len(counted), []
    for word in line:
        if word == "x":
            return []
        if word[0] in "-=" and word[1:].isdigit():
            kinds[int(word[1:]) - 1] = "other" if word[0] == "-" else "again"
            continue
        form, kind = word.rsplit("/", 1)
        form, _, nth = form.replace("_", " ").partition("#")
        at = [found.start() for found in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text[start:end])]
        if not at:
            raise ValueError(f"'{form}' does not stand in: {text[start:end]}")
        first = start + at[int(nth or 1) - 1]
        missed.append((first, first + len(form), KINDS[kind]))
    return sorted([(*hit, kind) for hit, kind in zip(counted, kinds, strict=True)] + missed)


def keep(path, outlet, name, number, said):
    """Adds what was coded to the record; sentences without a reference are left out."""
    lines = [line.split() for line in Path(said).read_text(encoding="utf-8").splitlines() if line.strip()]
    lines = {int(line[0]): line[1:] for line in lines}
    referent, rows = REFERENTS[name], []
    for at, (doc_id, start, end, text, hits) in enumerate(marked(path, outlet, name, number), 1):
        found = coded(lines.get(at, []), start, end, text, hits)
        if any(kind not in ("other", "again") for _, _, kind in found):
            rows += [(referent.book, referent.name, outlet, doc_id, start, end, *one) for one in found]
    old = list(csv.reader(PLACES.open(encoding="utf-8", newline="")))[1:] if PLACES.exists() else []
    old = [row for row in old if tuple(row[1:3]) != (referent.name, outlet)]
    with PLACES.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, *old, *rows])
    print(len({row[3:6] for row in rows}), "sentences,", len(rows), "places")


def main(command, path, outlet, name, number, said=None, skip=0):
    if command == "keep":
        keep(path, outlet, name, int(number), said)
        return
    for at, (_, *sentence) in enumerate(marked(path, outlet, name, int(number)), 1):
        if at > int(said or 0):
            print(at, printed(*sentence))


if __name__ == "__main__":
    main(*sys.argv[1:])

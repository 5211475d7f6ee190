"""The lines that the report holds behind its numbers: sampled at regular steps, under one limit."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from nabra.measures.shares import in_voice, resolved
from nabra.measures.voices import OWN_MARKS
from nabra.show.context import in_document_order, records
from nabra.show.lines_html import LIST, event_words, is_rtl
from nabra.show.safe import link, one_line

PER_CELL = 12
PER_PAGE = 2000     # at some 700 bytes a line, and twice as much in charts and tables, a page stays under 5 MB
KINDS = ("narrator", "reported", "quoted", "wide", "marked", "not quoted")
EVERY = ""     # in a cell's key: all variants of the concept, or all concepts of neutral names


@dataclass(frozen=True)
class Cell:
    """Lines of one outlet, variant and kind: some of ``total``, by direction.

    The kind is a voice, ``wide`` (the narrator's and of undetermined wording; only where that is more than
    the narrator's), ``marked`` (in the outlet's own marks) or ``not quoted`` (what those are a share of).
    Concept and variant are ``EVERY`` for the neutral names in marks, the variant alone for the narrator's
    mentions of a concept in any of its words (what a share is a share of).
    """

    id: str
    outlet: str
    concept: str
    variant: str
    kind: str
    total: int
    shown: int
    blocks: tuple

    @property
    def left(self):
        """How many lines are left out."""
        return self.total - self.shown


def cells_of(cues, concepts, per_page=PER_PAGE):
    """All cells of the concepts, by (concept, variant, outlet, kind), and the lines kept in each.

    Returns
    -------
    dict, int
        The cells in the codebook's order, and the number of lines that a cell holds at most.
    """
    mentions = _with_outlet(cues, concepts)
    groups = _grouped(mentions)
    cap = cap_for([len(rows) for rows in groups.values()], per_page)
    kept = {key: regular(rows, cap) for key, rows in groups.items()}
    needed = sorted({row for rows in kept.values() for row in rows})
    position = {row: place for place, row in enumerate(needed)}
    lines = records(mentions.iloc[needed], cues)
    cells = {}
    for number, key in enumerate(_ordered(groups, cues.labels, concepts)):
        concept, variant, outlet, kind = key
        rows = [lines[position[row]] for row in kept[key]]
        cells[key] = Cell(
            f"l{number}", outlet, concept, variant, kind, len(groups[key]), len(rows), blocks(rows),
        )
    return cells, cap


def _with_outlet(cues, concepts):
    neutral = list(cues.labels.loc[cues.labels["baseline"].astype(bool), "concept"].unique())
    mentions = cues.mentions[cues.mentions["concept"].isin(list(concepts) + neutral)]
    mentions = in_document_order(resolved(mentions), cues.documents)
    outlets = cues.documents.set_index("doc_id")["outlet"]
    mentions = mentions.assign(
        outlet=outlets.reindex(mentions["doc_id"]).to_numpy(), neutral=mentions["concept"].isin(neutral).to_numpy())
    return mentions.reset_index(drop=True)


def _grouped(mentions):
    """Row positions by (concept, variant, outlet, kind), in the documents' order."""
    own = mentions["marks"].isin(OWN_MARKS) & (mentions["voice"] != "quoted")
    neutral = mentions[own & mentions["neutral"]]
    groups = _of_concepts(mentions[~mentions["neutral"]])
    for outlet, rows in neutral.groupby("outlet", sort=False).groups.items():
        groups[EVERY, EVERY, outlet, "marked"] = rows.to_numpy()
    return groups


def _of_concepts(mentions):
    """The groups of the concepts that are compared."""
    keys = ["concept", "variant", "outlet", "voice"]
    groups = {key: rows.to_numpy() for key, rows in mentions.groupby(keys, sort=False).groups.items()}
    marked = mentions[mentions["marks"].isin(OWN_MARKS) & (mentions["voice"] != "quoted")]
    for key, rows in marked.groupby(keys[:3], sort=False).groups.items():
        groups[(*key, "marked")] = rows.to_numpy()
    wide = in_voice(mentions, "narrator+undetermined")
    for key, rows in wide.groupby(keys[:3], sort=False).groups.items():
        if not np.array_equal(rows, groups.get((*key, "narrator"))):
            groups[(*key, "wide")] = rows.to_numpy()
    spoken = {key: rows.to_numpy() for key, rows in
              mentions[mentions["voice"] != "quoted"].groupby(keys[:3], sort=False).groups.items()}
    for key, rows in spoken.items():
        alone = any(np.array_equal(rows, groups.get((*key, voice))) for voice in ("narrator", "reported"))
        if (*key, "marked") in groups and not alone:
            groups[(*key, "not quoted")] = rows
    own = mentions[mentions["voice"] == "narrator"]
    for (concept, outlet), rows in own.groupby(["concept", "outlet"], sort=False).groups.items():
        if own.loc[rows, "variant"].nunique() > 1:
            groups[concept, EVERY, outlet, "narrator"] = rows.to_numpy()
    return groups


def _ordered(groups, labels, concepts):
    variants = {(row["concept"], row["variant"]): n for n, row in enumerate(labels.to_dict("records"))}
    return sorted(groups, key=lambda key: (
        concepts.index(key[0]) if key[0] in concepts else len(concepts), variants.get(key[:2], len(variants)), str(key[2]), KINDS.index(key[3]),
    ))


def cap_for(sizes, per_page=PER_PAGE, most=PER_CELL):
    """The most lines a cell may hold (at least 1, at most ``most``) so that the page keeps its limit."""
    for cap in range(most, 1, -1):
        if sum(min(size, cap) for size in sizes) <= per_page:
            return cap
    return 1


def regular(rows, most):
    """At most ``most`` of the rows, at regular steps from the first to the last."""
    if len(rows) <= most:
        return list(rows)
    places = np.linspace(0, len(rows) - 1, most).round().astype(int)
    return [rows[place] for place in places]


def blocks(rows):
    """Rows as the template shows them, in one block a direction: (language, direction, rows)."""
    out = []
    for language, direction in (("ar", "rtl"), ("en", "ltr")):
        here = [shown(row) | {"told": LIST[language].join(event_words(row, language))} for row in rows
                if is_rtl(row) == (language == "ar")]
        if here:
            out.append((language, direction, tuple(here)))
    return tuple(out)


def shown(row):
    """The cells of one line that the page prints; the address only if it is http or https."""
    date = "" if pd.isna(row["date"]) else str(row["date"])[:10]
    return {
        "before": row["before"], "key": row["key"], "after": row["after"], "runs": row["runs"], "date": date,
        "title": row["title"] if not pd.isna(row["title"]) else row["doc_id"],
        "url": link(row["url"]), "voice": row["voice"] if not pd.isna(row["voice"]) else "marked",
        "speaker": "" if pd.isna(row["speaker"]) else row["speaker"],
    }


@dataclass(frozen=True)
class Marked:
    """One word or phrase that an outlet sets in its own marks: how often, and some of its lines."""

    text: str
    count: int
    id: str
    blocks: tuple


def marked_words(cues, most=15, lines=3, longest=40):
    """For each outlet the words most often set in its own marks: {outlet: {"label": …, "name": …}}.

    Only marks that nobody spoke (functions name and label, owned by the outlet) count; phrases longer
    than ``longest`` characters are left out.
    """
    quotes = cues.quotes[cues.quotes["function"].isin(OWN_MARKS) & (cues.quotes["owner"] == "outlet")]
    documents = cues.documents.set_index("doc_id")
    parts = {part: documents[part].to_dict() for part in ("title", "text")}
    words = [
        one_line(parts[part][doc_id][start:end]).strip(_EDGES)
        for doc_id, part, start, end in zip(
            quotes["doc_id"], quotes["part"], quotes["start"], quotes["end"], strict=True)
    ]
    outlets = documents["outlet"].reindex(quotes["doc_id"]).to_numpy()
    table = quotes.assign(word=pd.array(words, dtype="string"), outlet=outlets)
    table = table[(table["word"].str.len() > 1) & (table["word"].str.len() <= longest)]
    out, number = {}, 0
    for (outlet, function), rows in table.groupby(["outlet", "function"], sort=True):
        counts = rows["word"].value_counts()
        top = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:most]
        found = []
        for word, count in top:
            some = in_document_order(rows[rows["word"] == word], cues.documents)
            some = some.iloc[regular(range(len(some)), lines)].assign(
                concept=pd.NA, variant=pd.NA, voice=pd.NA, wording=pd.NA)
            found.append(Marked(word, int(count), f"m{number}", blocks(records(some, cues))))
            number += 1
        out.setdefault(outlet, {})[function] = tuple(found)
    return out


_EDGES = " ¶«»“”„‟\"'‘’{}()[]‹›.,،؛:"

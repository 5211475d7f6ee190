"""The files of a gold folder, and the articles that they point to.

A gold folder holds any of ``quotations*.jsonl``, ``voices*.jsonl``, ``spans*.jsonl`` and
``polnear*.parquet``. Items name their article by ``corpus`` and ``doc_id``; ``<corpus>.parquet`` is looked
for in the corpora folder and in its sub-folder ``second-half``.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from nabra.errors import NabraError

NEEDED = {
    "quotations": ("corpus", "doc_id", "start", "end", "function", "distance", "speakers"),
    "voices": ("corpus", "doc_id", "start", "end", "family", "voice", "in_name", "in_sense", "speakers"),
    "spans": ("paragraph", "kind", "spans"),
}
HALVES = ("", "second-half")


@dataclass(frozen=True)
class Gold:
    """Coded items, each a dict with the keys of its file; tuples are empty where the folder holds no file."""

    quotations: tuple = ()
    voices: tuple = ()
    spans: tuple = ()
    polnear: tuple = ()


def read_gold(folder, without=()):
    """Read the gold files of ``folder``.

    Parameters
    ----------
    folder : str or Path
    without : iterable of (str, str)
        Items whose field (first) has this value (second) are left out: ("outlet", "Al-Khaleej").

    Returns
    -------
    Gold

    Raises
    ------
    NabraError
        The folder holds no gold file, a line is no JSON object, or a field is missing.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise NabraError(f"{folder}: no such folder; name the folder of the gold files with --gold, "
                         "or set NABRA_SHARED")
    kinds = {kind: _items(folder, kind) for kind in NEEDED}
    kinds["polnear"] = _english(folder)
    if not any(kinds.values()):
        raise NabraError(f"{folder}: no gold file; one of quotations*.jsonl, voices*.jsonl, spans*.jsonl, "
                         "polnear*.parquet is needed")
    left_out = set(without)
    return Gold(**{
        kind: tuple(item for item in items if not left_out & {(name, str(item[name])) for name in item})
        for kind, items in kinds.items()
    })


def read_texts(gold, corpora):
    """The articles that the quotations and voices point to.

    Parameters
    ----------
    gold : Gold
    corpora : str or Path

    Returns
    -------
    dict of (corpus, doc_id) -> str
        The raw text of each article.

    Raises
    ------
    NabraError
        A corpus or an article is missing, or the text at an item's offsets is not the item's.
    """
    wanted = {}
    for item in gold.quotations + gold.voices:
        wanted.setdefault(item["corpus"], set()).add(item["doc_id"])
    texts = {}
    for corpus, ids in sorted(wanted.items()):
        paths = [Path(corpora, half, f"{corpus}.parquet") for half in HALVES]
        paths = [path for path in paths if path.is_file()]
        if not paths:
            raise NabraError(f"corpus '{corpus}': no {corpus}.parquet in {corpora} or its folder "
                             f"{HALVES[1]}; name the folder with --corpora")
        for path in reversed(paths):
            table = pq.read_table(path, columns=["doc_id", "text"], filters=[("doc_id", "in", sorted(ids))])
            texts |= {(corpus, row["doc_id"]): row["text"] for row in table.to_pylist()}
        lost = sorted(ids - {doc_id for found, doc_id in texts if found == corpus})
        if lost:
            raise NabraError(f"corpus '{corpus}': article '{lost[0]}' of the gold set is not in {corpora} "
                             f"({len(lost)} missing); give the corpora that the items were drawn from")
    _check_offsets(gold, texts)
    return texts


def _items(folder, kind):
    """The items of all files of a kind, in the files' and lines' order."""
    found = []
    for path in sorted(folder.glob(f"{kind}*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if not line.strip():
                continue
            try:
                item = json.loads(line)
            except ValueError:
                raise NabraError(f"{path}, line {number}: not a JSON object; write one item a line") from None
            missing = [name for name in NEEDED[kind] if name not in item]
            if missing:
                raise NabraError(f"{path}, line {number}: field '{missing[0]}' is missing; it is required")
            found.append({"id": f"{path.stem}:{number}", "outlet": "?", "sure": True} | item)
    return found


def _english(folder):
    """Articles with attributions: doc_id, outlet, text, attributions (dicts role -> list of (start, end))."""
    found = []
    for path in sorted(folder.glob("polnear*.parquet")):
        for row in pq.read_table(path).to_pylist():
            attributions = []
            for parts in json.loads(row["attributions"]):
                roles = {}
                for part in parts:
                    roles.setdefault(part["role"], []).extend(tuple(span) for span in part["spans"])
                attributions.append({role: sorted(spans) for role, spans in roles.items()})
            found.append({"id": row["doc_id"], "outlet": row["outlet"], "sure": True, "text": row["text"],
                          "attributions": attributions})
    return found


def _check_offsets(gold, texts):
    for item in gold.quotations + gold.voices:
        text = texts[item["corpus"], item["doc_id"]]
        if "text" in item and text[item["start"]:item["end"]] != item["text"]:
            raise NabraError(f"item '{item['id']}': its words do not stand at {item['start']} of article "
                             f"'{item['doc_id']}'; offsets count code points of the raw text")

"""The evaluation: a gold set and instruments in, scores and wrong answers out."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from nabra.evaluate import english
from nabra.evaluate.answers import (
    SPEAKER_ERRORS, Answer, Reader, function_at, mention_at, quote_at, same_speaker, speaker_error,
)
from nabra.evaluate.scores import (
    FUNCTION_METRICS, NOT_FOUND, REPLICATES, SPAN_METRICS, VOICE_METRICS, Counts, Score, confusion_rows,
    detection, scores, share, span_counts,
)
from nabra.tables import FUNCTIONS, VOICES

FILTER_METRICS = {
    name: metric for name, metric in detection(0, 1, 2).items() if name != "f1"
} | share(3, 4, "kept_out") | share(5, 6, "kept_out_in_name") | share(7, 8, "kept_out_not_in_sense")
PARAGRAPHS = ("plain", "nested", "unbalanced")
ANSWERS = (*FUNCTIONS, NOT_FOUND)
KINDS = ("spans", "function", "distance", "voice", "filters", "speakers", "content", "direct", "source")


@dataclass(frozen=True)
class Evaluation:
    """The figures and what they were counted from.

    ``scores``: one row a figure (``scores.Score``). ``confusion``: task -> counts, coded by answered.
    ``answers``: every answer beside the coded one; of spans and English only the wrong ones.
    """

    scores: pd.DataFrame
    confusion: dict
    answers: tuple

    def values(self):
        """All estimates by "task.metric.subset"; of the subset "all" by "task.metric"."""
        return {
            f"{row.task}.{row.metric}" + ("" if row.subset == "all" else f".{row.subset}"): row.estimate
            for row in self.scores.itertuples(index=False)
        }


def evaluate(gold, texts, tools, seed=1, replicates=REPLICATES):
    """Score what nabra answers on a gold set.

    Parameters
    ----------
    gold : gold.Gold
    texts : dict of (corpus, doc_id) -> str
        ``gold.read_texts``.
    tools : cues.measure.Instruments
        Made with the codebook whose concepts are the gold's families.
    seed, replicates : int
        Of the bootstrap.

    Returns
    -------
    Evaluation

    Caution
    -------
    Intervals say how much the figures would move with other items, not whether the coders were right.
    """
    reader, counts, confusion, answers = Reader(tools), [], {}, []
    for rate, items in ((_spans, gold.spans), (_quotations, gold.quotations), (_voices, gold.voices),
                        (_english, gold.polnear)):
        if items:
            made, tables, given = rate(items, texts, reader)
            counts += made
            confusion |= tables
            answers += given
    speakers = [answer for answer in answers if answer.kind == "speakers"]
    if speakers:
        hits = np.array([[answer.right, 1] for answer in speakers], dtype=np.int64)
        counts.append(Counts("speakers", hits, share(0, 1, "hit"), _subsets(speakers) | _whence(speakers)))
        confusion["speakers"] = _speaker_errors(speakers)
    rows = [row for one in counts for row in scores(one, seed, replicates)]
    return Evaluation(pd.DataFrame(rows, columns=Score._fields), confusion, tuple(answers))


def _spans(items, texts, reader):
    rows, answers = [], []
    for item in items:
        text = item["paragraph"]
        found, coded = reader.spans(text), [(span["start"], span["end"]) for span in item["spans"]]
        rows.append(span_counts(found, coded))
        missed, wrong = sorted(set(coded) - set(found)), sorted(set(found) - set(coded))
        answers += [_answer("spans", item, "span", "none", text, *span) for span in missed]
        answers += [_answer("spans", item, "none", "span", text, *span) for span in wrong]
    kinds = {kind: np.array([item["kind"] == kind for item in items]) for kind in PARAGRAPHS}
    subsets = _subsets(items) | {kind: inside for kind, inside in kinds.items() if inside.any()}
    return [Counts("spans", np.array(rows), SPAN_METRICS, subsets)], {}, answers


def _quotations(items, texts, reader):
    items = [item for item in items if item["function"] in FUNCTIONS]
    pairs, distances, answers = [], [], []
    for item in items:
        text = texts[item["corpus"], item["doc_id"]]
        part, place = reader.part(text), (item["start"], item["end"])
        quote = quote_at(part, *place)
        pairs.append((item["function"], function_at(part, *place)))
        distances.append((bool(item["distance"]), quote is not None and bool(quote.distance)))
        answers.append(_answer("function", item, *pairs[-1], text, *place))
        said = ("yes" if yes else "no" for yes in distances[-1])
        answers.append(_answer("distance", item, *said, text, *place))
        if item["function"] in ("speech", "fragment") and item["speakers"]:
            spoken = quote is not None and quote.function in ("speech", "fragment")
            answers.append(_speaker(item, None if quote is None else quote.speaker, spoken, text, reader))
    made = [
        Counts("function", confusion_rows(pairs, FUNCTIONS, ANSWERS), FUNCTION_METRICS,
               _subsets(items) | _left_out(items)),
        Counts("distance", np.array([(a and b, b, a) for a, b in distances], dtype=np.int64).reshape(-1, 3),
               detection(0, 1, 2), _subsets(items)),
    ]
    return made, {"function": _confusion(pairs, FUNCTIONS, ANSWERS)}, answers


def _voices(items, texts, reader):
    pairs, filters, answers = [], [], []
    for item in items:
        text = texts[item["corpus"], item["doc_id"]]
        part, place = reader.part(text), (item["start"], item["end"])
        mention = mention_at(part, *place, item["family"])
        through, wanted = mention is not None, item["in_sense"] and not item["in_name"]
        filters.append((wanted and through, through, wanted, not wanted and not through, not wanted,
                        item["in_name"] and not through, item["in_name"],
                        not item["in_sense"] and not through, not item["in_sense"]))
        said = ("in" if yes else "out" for yes in (wanted, through))
        answers.append(_answer("filters", item, *said, text, *place))
        voice = reader.voice(text, *(place if mention is None else (mention.start, mention.end)))
        if wanted:
            pairs.append((item["voice"], voice.voice))
            answers.append(_answer("voice", item, *pairs[-1], text, *place))
        if item["voice"] != "narrator" and item["speakers"]:
            answers.append(_speaker(item, voice.speaker, voice.voice != "narrator", text, reader))
    voiced = [item for item in items if item["in_sense"] and not item["in_name"]]
    made = [
        Counts("voice", confusion_rows(pairs, VOICES, VOICES), VOICE_METRICS, _subsets(voiced)),
        Counts("filters", np.array(filters, dtype=np.int64), FILTER_METRICS,
               _subsets(items) | _families(items)),
    ]
    return made, {"voice": _confusion(pairs, VOICES, VOICES)}, answers


def _english(items, texts, reader):
    rows, answers = zip(*(
        english.article(item, reader.part(item["text"]), reader.pack(item["text"])) for item in items
    ))
    answers = sorted((answer for given in answers for answer in given), key=lambda one: one.start - one.end)
    return [Counts("english", np.array(rows), english.METRICS, _subsets(items))], {}, answers


def _answer(kind, item, coded, answered, text, start, end):
    return Answer(kind, item["id"], item["outlet"], coded, answered, text, start, end, bool(item["sure"]))


def _speaker(item, given, spoken, text, reader):
    """A hit carries the coded names as its answer; a miss what was answered, and the kind of error."""
    coded = f"{item.get('function') or item['voice']}: {' / '.join(item['speakers'])}"
    pack = reader.pack(text)
    if same_speaker(given, item["speakers"], pack):
        return _answer("speakers", item, coded, coded, text, item["start"], item["end"])
    wrong = _answer("speakers", item, coded, str(given), text, item["start"], item["end"])
    return wrong._replace(note=speaker_error(given, item["speakers"], spoken, pack))


def _subsets(items):
    """Which items are in "all", "sure" and each "outlet:…"."""
    field = dict if items and isinstance(items[0], dict) else (lambda answer: answer._asdict())
    rows = [field(item) for item in items]
    outlets = sorted({row["outlet"] for row in rows})
    sure = np.array([bool(row["sure"]) for row in rows], dtype=bool)
    subsets = {"all": np.ones(len(rows), dtype=bool), "sure": sure}
    subsets |= {f"outlet:{outlet}": np.array([row["outlet"] == outlet for row in rows]) for outlet in outlets}
    draws = sorted({row["draw"] for row in rows if row.get("draw")})
    return subsets | {f"draw:{draw}": np.array([row.get("draw") == draw for row in rows]) for draw in draws}


def _left_out(items):
    """Which items are left without each outlet and each draw: the rare class hangs on few of them."""
    return {f"without {name}": ~inside for name, inside in _subsets(items).items()
            if name.startswith(("outlet:", "draw:")) and not inside.all()}


def _families(items):
    names = sorted({item["family"] for item in items})
    return {f"family:{name}": np.array([item["family"] == name for item in items]) for name in names}


def _whence(answers):
    """Speakers by what the coder called the place: speech, fragment, quoted, reported."""
    kinds = [answer.coded.partition(":")[0] for answer in answers]
    return {kind: np.array([one == kind for one in kinds]) for kind in sorted(set(kinds))}


def _speaker_errors(answers):
    """Hits and errors of each kind, by what the coder called the place."""
    table = pd.DataFrame(0, index=list(_whence(answers)), columns=["hit", *SPEAKER_ERRORS])
    for answer in answers:
        table.loc[answer.coded.partition(":")[0], answer.note or "hit"] += 1
    return table


def _confusion(pairs, classes, answers):
    table = pd.DataFrame(0, index=list(classes), columns=list(answers))
    for coded, answered in pairs:
        table.loc[coded, answered] += 1
    return table

"""English attributions: which words are somebody else's, which of them stand in marks, whose they are.

Words are counted, not attributions, for the content: a word is *attributed* where it stands in the content
of a coded attribution, and answered so where its voice is not the narrator's. A coded word is *direct* where
it is attributed and stands in printed quotation marks; answered so where its voice is quoted and its source
a quotation. A coded attribution is direct where all words of its content stand in marks.
"""

import re
from bisect import bisect_right

from nabra.cues.voice import voice_at
from nabra.evaluate.answers import Answer, same_speaker
from nabra.evaluate.scores import detection, share
from nabra.text.normalise import words

COLUMNS = ("hit", "answered", "coded", "direct_hit", "direct_answered", "direct_coded",
           "whole_hit", "whole", "source_hit", "source", "named_hit", "named")
METRICS = (
    detection(0, 1, 2, "content_") | detection(3, 4, 5, "direct_words_") | share(6, 7, "direct_recall")
    | share(8, 9, "source_hit") | share(10, 11, "named_source_hit")
)
PRONOUNS = frozenset(
    "i you he she it we they who which that this these those his her their its my your our him them me us "
    "himself herself themselves itself one".split()
)

_mark = re.compile(r"''|[“”\"]")
_before = frozenset(" \t\u00a0\n([{—–-'‘")


def in_marks(text):
    """Ranges of ``text`` in double quotation marks, found paragraph by paragraph without nabra's own pairing.

    A paragraph that opens with a mark and never closes it (the quotation goes on in the next) is in marks to
    its end.
    """
    ranges, offset = [], 0
    for paragraph in text.split("\n"):
        opened = None
        for mark in _mark.finditer(paragraph):
            start, end = mark.span()
            opening = (start == 0 or paragraph[start - 1] in _before) and not paragraph[end:end + 1].isspace()
            if opened is None and (opening or mark.group() == "“"):
                opened = end
            elif opened is not None and not (opening and mark.group() == "“"):
                ranges.append((offset + opened, offset + start))
                opened = None
        if opened is not None:
            ranges.append((offset + opened, offset + len(paragraph)))
        offset += len(paragraph) + 1
    return ranges


def inside(starts, start):
    """Whether ``start`` lies in one of the sorted, disjoint ranges ``starts``."""
    place = bisect_right(starts, (start, float("inf"))) - 1
    return place >= 0 and starts[place][0] <= start < starts[place][1]


def article(item, part, pack):
    """The counts (``COLUMNS``) of one English article, and its wrong answers.

    Parameters
    ----------
    item : dict
        id, outlet, text, attributions (role -> list of (start, end)).
    part : cues.measure.Part
        What nabra finds in the text.
    pack : Pack

    Returns
    -------
    (list of int, list of Answer)
    """
    text = item["text"]
    marks, found = in_marks(text), words(text)
    voices = {start: voice_at(start, end, part.quotes, part.scopes).voice for start, end, _ in found}
    quoted = {start for start, _, _ in found if _in_quotation(part, start)}
    attributed = {start for start, _, _ in found if voices[start] != "narrator"}
    contents = [[start for start, _, _ in found if any(a <= start < b for a, b in one.get("Content", ()))]
                for one in item["attributions"]]
    coded = {start for content in contents for start in content}
    direct = {start for start in coded if inside(marks, start)}
    whole = [content for content in contents if content and all(start in direct for start in content)]
    whole_words = {start for content in whole for start in content}
    sources = [(one, _answer(part, one)) for one in item["attributions"]
               if one.get("Source") and one.get("Content")]
    named = [(one, answer) for one, answer in sources if _text(text, one["Source"]).lower() not in PRONOUNS]
    counts = [
        len(attributed & coded), len(attributed), len(coded),
        len(quoted & direct), len(quoted), len(direct), len(whole_words & quoted), len(whole_words),
        sum(_hit(text, one, answer, pack) for one, answer in sources), len(sources),
        sum(_hit(text, one, answer, pack) for one, answer in named), len(named),
    ]
    wrong = _content_errors(item, found, attributed, coded, quoted, whole_words)
    wrong += [
        Answer("source", item["id"], item["outlet"], _text(text, one["Source"]), str(answer), text,
               one["Content"][0][0], one["Content"][-1][1], True)
        for one, answer in named if not _hit(text, one, answer, pack)
    ]
    return counts, wrong


def _in_quotation(part, start):
    return any(quote.start <= start < quote.end and quote.function in ("speech", "fragment")
               for quote in part.quotes)


def _answer(part, attribution):
    """The source as printed of what covers the content best, among quotations and scopes with a speaker."""
    content = attribution["Content"]
    size, best, answer = sum(end - start for start, end in content), 0.0, None
    for one in [*part.scopes, *(quote for quote in part.quotes if quote.function in ("speech", "fragment"))]:
        common = sum(max(0, min(end, one.end) - max(start, one.start)) for start, end in content)
        overlap = common / (size + one.end - one.start - common)
        if one.speaker is not None and overlap > best:
            best, answer = overlap, getattr(one, "source", None) or one.speaker
    return answer


def _hit(text, attribution, answer, pack):
    return same_speaker(answer, [_text(text, attribution["Source"])], pack)


def _text(text, spans):
    return " ".join(text[start:end] for start, end in spans).strip()


def _content_errors(item, found, attributed, coded, quoted, whole_words):
    """Runs of words that are attributed in one reading and not in the other, longest first."""
    runs = []
    for kind, missed, wrong in (("content", coded - attributed, attributed - coded),
                                ("direct", whole_words - quoted, frozenset())):
        for places, sides in ((missed, (kind, "narrator")), (wrong, ("narrator", kind))):
            runs += [Answer(kind, item["id"], item["outlet"], *sides, item["text"], start, end, True)
                     for start, end in _runs(found, places)]
    return sorted(runs, key=lambda run: run.start - run.end)


def _runs(found, places):
    start = None
    for number, (begin, end, _) in enumerate(found):
        if begin in places:
            start = begin if start is None else start
            last = end
        if start is not None and (begin not in places or number == len(found) - 1):
            yield start, last
            start = None

"""The evaluation: the scorer on invented gold sets with known answers, and the floors on the real ones."""

import json
from functools import cache

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

from nabra.errors import NabraError
from nabra.evaluate import english
from nabra.evaluate.answers import Reader, quote_at, same_speaker
from nabra.evaluate.command import command, families, raised
from nabra.evaluate.gold import Gold, read_gold, read_texts
from nabra.evaluate.run import evaluate
from nabra.evaluate.scores import (
    FUNCTION_METRICS, NOT_FOUND, Counts, classification, confusion_rows, scores, span_counts,
)
from nabra.evaluate.table import as_text, errors_text
from nabra.tables import FUNCTIONS
from nabra.text.language import load

ARTICLES = {
    "a1": "قال الوزير سامر النجار: «لن نترك هذه المدينة للمسلحين مهما طال الحصار». وقتل ثلاثة مسلحين.",
    "a2": "أكدت الناطقة ليلى حداد أن المسلحين انسحبوا من القرية. وتصدر صحيفة «النهار الجديد» صباح كل يوم.",
    "a3": "زارت اللجنة ما يسمى «المنطقة الآمنة» ثم عادت. وشاركت القوات المسلحة في الاحتفال.",
}
ANSWERS = (*FUNCTIONS, NOT_FOUND)


@cache
def tools():
    return families()


def sample():
    """Gold items that repeat nabra's own answers for the invented articles, so that every score is 1."""
    reader, quotations, voices, spans = Reader(tools()), [], [], []
    texts = {("invented", doc_id): text for doc_id, text in ARTICLES.items()}
    for doc_id, text in ARTICLES.items():
        place = {"corpus": "invented", "doc_id": doc_id, "outlet": f"paper-{doc_id}", "sure": doc_id != "a2"}
        part = reader.part(text)
        for quote in part.quotes:
            quotations.append(place | {
                "id": f"q{len(quotations)}", "start": quote.start, "end": quote.end,
                "function": quote.function, "distance": quote.distance, "speakers": [quote.speaker] if quote.speaker else [],
                "text": text[quote.start:quote.end],
            })
        for start, found in ((text.find("مسلحين"), True), (text.find("القوات المسلحة") + 7, False)):
            if start > 6:
                voices.append(place | {
                    "id": f"v{len(voices)}", "start": start, "end": start + 6, "family": "gunman",
                    "voice": reader.voice(text, start, start + 6).voice, "in_name": not found,
                    "in_sense": found, "speakers": [],
                })
        inner = [{"start": start, "end": end} for start, end in reader.spans(text)]
        spans.append({"id": doc_id, "outlet": place["outlet"], "sure": True, "kind": "plain",
                      "paragraph": text, "spans": inner})
    return Gold(tuple(quotations), tuple(voices), tuple(spans)), texts


def values(gold, texts):
    return evaluate(gold, texts, tools(), replicates=20).values()


def replaced(items, number, **changes):
    """The items with some fields of one of them changed."""
    return tuple(item | changes if place == number else item for place, item in enumerate(items))


def test_repeating_the_answers_scores_one():
    gold, texts = sample()
    found = values(gold, texts)
    assert len(gold.quotations) == 3 and len(gold.spans) == 3
    for key in ("spans.exact_f1", "spans.near_f1.plain", "function.accuracy", "function.macro_f1",
                "function.found", "voice.accuracy", "voice.macro_f1", "filters.precision", "filters.recall",
                "filters.kept_out"):
        assert found[key] == 1, key
    assert found["function.accuracy.outlet:paper-a1"] == 1


def test_a_boundary_one_off_is_near_but_not_exact():
    gold, texts = sample()
    spans = gold.spans[0]["spans"]
    moved = [{"start": spans[0]["start"] + 1, "end": spans[0]["end"] - 2}, *spans[1:]]
    found = values(Gold(spans=replaced(gold.spans, 0, spans=moved)), texts)
    assert found["spans.near_f1"] == 1
    assert found["spans.exact_f1"] == pytest.approx(2 / 3)


def test_a_span_that_was_not_found_counts_as_wrong():
    gold, texts = sample()
    away = gold.quotations[0]["end"] + 3
    quotations = replaced(gold.quotations, 0, end=away, text=None)
    found = values(Gold(quotations=quotations), texts)
    assert found["function.accuracy"] == pytest.approx(2 / 3)
    assert found["function.found"] == pytest.approx(2 / 3)
    near = replaced(gold.quotations, 0, end=gold.quotations[0]["end"] + 2)
    assert values(Gold(quotations=near), texts)["function.accuracy"] == 1


def test_a_missing_span_costs_recall_and_an_extra_one_precision():
    gold, texts = sample()
    more = [*gold.spans[0]["spans"], {"start": 0, "end": 4}]
    found = values(Gold(spans=replaced(gold.spans, 0, spans=more)), texts)
    assert found["spans.exact_precision"] == 1
    assert found["spans.exact_recall"] == 3 / 4
    found = values(Gold(spans=replaced(gold.spans, 0, spans=[])), texts)
    assert found["spans.exact_precision"] == pytest.approx(2 / 3)
    assert found["spans.exact_recall"] == 1


def test_a_wrong_function_is_counted_where_it_belongs():
    gold, texts = sample()
    assert gold.quotations[0]["function"] == "speech"
    wrong = replaced(gold.quotations, 0, function="fragment")
    run = evaluate(Gold(quotations=wrong), texts, tools(), replicates=20)
    assert run.values()["function.accuracy"] == pytest.approx(2 / 3)
    assert run.confusion["function"].loc["fragment", "speech"] == 1
    assert "coded fragment · answered speech" in errors_text(run, "function", 5)
    assert "1 wrong with speech" in errors_text(run, "function", 5, "speech")
    assert "0 wrong with name" in errors_text(run, "function", 5, "name")


def test_what_is_other_or_in_a_name_or_in_another_sense_is_left_out():
    gold, texts = sample()
    other = replaced(gold.quotations, 0, function="other")
    run = evaluate(Gold(quotations=other, voices=gold.voices), texts, tools(), replicates=20)
    assert run.confusion["function"].to_numpy().sum() == 2
    assert run.confusion["voice"].to_numpy().sum() == len(gold.voices) - 1
    wrong = {"narrator": "reported", "quoted": "narrator", "reported": "quoted"}
    named = Gold(voices=replaced(gold.voices, 0, in_name=True, voice=wrong[gold.voices[0]["voice"]]))
    found = values(named, texts)
    assert found["voice.accuracy"] == 1
    assert found["filters.precision"] < 1 and found["filters.kept_out"] == 1 / 2


def test_a_place_without_a_mention_still_has_a_voice():
    gold, texts = sample()
    item = gold.voices[0] | {"family": "refugee"}
    run = evaluate(Gold(voices=(item,)), texts, tools(), replicates=20)
    assert run.values()["voice.accuracy"] == 1
    assert run.values()["filters.recall"] == 0


def test_speakers_hit_where_they_contain_one_another():
    arabic, latin = load("ar"), load("en")
    assert same_speaker("الوزير لافروف", ["بوتين", "لافروف"], arabic)
    assert same_speaker("لافروف", ["سيرغي لافروف"], arabic)
    assert same_speaker("وزارة الخارجية", ["للخارجيّة"], arabic) is False
    assert same_speaker("مصدر", ["بمصدر أمني"], arabic)
    assert not same_speaker(None, ["لافروف"], arabic) and not same_speaker("", ["لافروف"], arabic)
    assert same_speaker("Trump", ["Mr. Trump's"], latin)
    assert not same_speaker("the president", ["he"], latin), "a part of a word is not a name"


def test_empty_answers_score_zero_and_precision_is_unknown():
    assert span_counts([], [(0, 4), (9, 12)]) == (0, 0, 0, 2)
    text = "لا علامات هنا ولا كلام منقول"
    item = {"id": "p", "outlet": "o", "sure": True, "kind": "plain", "paragraph": text,
            "spans": [{"start": 0, "end": 4}]}
    found = values(Gold(spans=(item,)), {})
    assert found["spans.exact_recall"] == 0 and np.isnan(found["spans.exact_precision"])


def test_each_span_is_used_once():
    assert span_counts([(0, 5)], [(0, 5), (1, 6)]) == (1, 1, 1, 2)
    assert span_counts([(1, 6), (0, 5)], [(0, 5), (2, 6)]) == (1, 2, 2, 2)
    assert span_counts([(3, 9)], [(0, 9)]) == (0, 0, 1, 1)


def test_macro_f1_by_hand():
    pairs = [("name", "name"), ("name", "label"), ("label", "label"), ("speech", NOT_FOUND)]
    table = confusion_rows(pairs, FUNCTIONS, ANSWERS)
    counts = Counts("function", table, FUNCTION_METRICS, {"all": np.ones(4, dtype=bool)})
    figures = {row.metric: row for row in scores(counts, replicates=50)}
    assert figures["accuracy"].estimate == 1 / 2
    assert figures["f1_name"].estimate == pytest.approx(2 / 3) and figures["f1_name"].n == 2
    assert figures["precision_label"].estimate == 1 / 2 and figures["precision_label"].n == 2
    assert figures["f1_speech"].estimate == 0 and np.isnan(figures["f1_fragment"].estimate)
    assert figures["macro_f1"].estimate == pytest.approx((2 / 3 + 2 / 3 + 0) / 3)
    assert figures["found"].estimate == 3 / 4


def test_intervals_are_seeded_and_hold_the_figure():
    pairs = [("a", "a")] * 80 + [("a", "b")] * 20
    table = confusion_rows(pairs, ("a", "b"), ("a", "b"))
    counts = Counts("x", table, {"accuracy": classification(("a", "b"), ("a", "b"))["accuracy"]},
                    {"all": np.ones(100, dtype=bool), "one": np.arange(100) == 0})
    first, one = scores(counts, seed=3)
    assert (first, one.estimate) == (scores(counts, seed=3)[0], 1)
    assert first.low == pytest.approx(0.72, abs=0.02) and first.high == pytest.approx(0.88, abs=0.02)
    assert np.isnan(one.low), "one item has no spread"


def test_printed_marks_are_found_without_nabra():
    text = 'He said: “We go.” She\'s ''"out"'" now.\n“It goes on\n\n“and ends,” he said. A 6\" pipe."
    found = [text[start:end] for start, end in english.in_marks(text)]
    assert found == ["We go.", "out", "It goes on", "and ends,"]


def test_english_content_and_sources_by_hand():
    text = "Mary Stone said the bridge was closed. “We wait,” John Reed said. Nothing else happened."
    quote = (text.index("“"), text.index("”") + 1)
    told = (text.index("the bridge"), text.index(" was closed") + 11)
    item = {"id": "e", "outlet": "o", "text": text, "attributions": [
        {"Source": [(0, 10)], "Content": [told]},
        {"Source": [(text.index("John"), text.index(" said."))], "Content": [quote]},
        {"Source": [(text.index("Nothing"), text.index(" else"))],
         "Content": [(text.index("else"), len(text))]},
    ]}
    reader = Reader(tools())
    counts, wrong = english.article(item, reader.part(text), reader.pack(text))
    row = dict(zip(english.COLUMNS, counts))
    assert row["coded"] == 8 and row["direct_coded"] == 2 and row["whole"] == 2 and row["source"] == 3
    assert row["hit"] == 6 and row["answered"] == 6 and row["source_hit"] == 2
    assert {(one.kind, one.coded) for one in wrong} == {("content", "content"), ("source", "Nothing")}


def test_sources_that_are_pronouns_are_counted_apart():
    text = "“We wait,” he said."
    item = {"id": "e", "outlet": "o", "text": text,
            "attributions": [{"Source": [(11, 13)], "Content": [(0, 10)]}]}
    reader = Reader(tools())
    row = dict(zip(english.COLUMNS, english.article(item, reader.part(text), reader.pack(text))[0]))
    assert (row["source"], row["named"]) == (1, 0)


@pytest.fixture
def folder(tmp_path):
    """The invented gold set on disk, its articles split over the corpora folder and second-half."""
    gold, texts = sample()
    home, half = tmp_path / "gold", tmp_path / "corpora" / "second-half"
    home.mkdir()
    half.mkdir(parents=True)
    kinds = {"quotations_test": gold.quotations, "voices": gold.voices, "spans-2": gold.spans}
    for kind, items in kinds.items():
        lines = "\n".join(json.dumps(item, ensure_ascii=False) for item in items)
        (home / f"{kind}.jsonl").write_text(lines, encoding="utf-8")
    table = pd.DataFrame([{"doc_id": doc_id, "text": text} for (_, doc_id), text in texts.items()])
    table.iloc[:2].to_parquet(tmp_path / "corpora" / "invented.parquet")
    table.iloc[2:].to_parquet(half / "invented.parquet")
    return tmp_path


def test_files_may_differ_in_suffix_and_articles_stand_in_either_half(folder):
    gold = read_gold(folder / "gold")
    assert (gold, read_texts(gold, folder / "corpora")) == sample()
    assert len(read_gold(folder / "gold", [("outlet", "paper-a1")]).spans) == 2


def test_the_command_prints_writes_and_shows_errors(folder, tmp_path):
    where = ["--gold", str(folder / "gold"), "--corpora", str(folder / "corpora"), "--replicates", "10"]
    done = CliRunner().invoke(command, [*where, "--json", str(tmp_path / "f.json")], catch_exceptions=False)
    assert "exact_f1" in done.output and "by outlet (n)" in done.output
    written = json.loads((tmp_path / "f.json").read_text(encoding="utf-8"))
    figures = {(row["task"], row["metric"], row["subset"]): row["estimate"] for row in written["scores"]}
    assert figures["function", "accuracy", "all"] == 1 and figures["function", "f1_fragment", "all"] is None
    assert CliRunner().invoke(command, [*where, "--errors", "voice", "3"]).output.strip() == "voice: 0 wrong"
    with pytest.raises(NabraError, match="no such kind"):
        CliRunner().invoke(command, [*where, "--errors", "voices", "3"], catch_exceptions=False)


def test_floors_rise_and_never_fall():
    assert raised({"a.b": 0.5, "c.d": 0.9}, {"a.b": 0.5678, "c.d": 0.8}) == {"a.b": 0.56, "c.d": 0.9}
    assert raised({"a.b": 0.5}, {"a.b": float("nan")}) == {"a.b": 0.5}


@pytest.mark.parametrize(("name", "line", "said"), [
    ("spans.jsonl", "{", "line 1: not a JSON object"),
    ("voices.jsonl", '{"corpus": "x"}', "field 'doc_id' is missing"),
    ("notes.txt", "", "no gold file"),
])
def test_a_broken_gold_folder_is_said_in_a_sentence(tmp_path, name, line, said):
    (tmp_path / name).write_text(line, encoding="utf-8")
    with pytest.raises(NabraError, match=said):
        read_gold(tmp_path)


def test_missing_articles_and_moved_offsets_are_said(folder):
    gold = read_gold(folder / "gold")
    with pytest.raises(NabraError, match="name the folder with --corpora"):
        read_texts(gold, folder)
    lost = Gold(voices=replaced(gold.voices, 0, doc_id="a9"))
    with pytest.raises(NabraError, match="article 'a9'"):
        read_texts(lost, folder / "corpora")
    moved = Gold(quotations=replaced(gold.quotations, 0, start=gold.quotations[0]["start"] + 1))
    with pytest.raises(NabraError, match="do not stand at"):
        read_texts(moved, folder / "corpora")


def test_the_nearest_quotation_answers():
    text = ARTICLES["a3"]
    part = Reader(tools()).part(text)
    quote = part.quotes[0]
    assert quote_at(part, quote.start - 2, quote.end) == quote
    assert quote_at(part, quote.start - 3, quote.end) is None


def test_the_tables_hold_every_task(folder):
    gold, texts = sample()
    printed = as_text(evaluate(gold, texts, tools(), replicates=10))
    for word in ("spans", "function", "distance", "voice", "filters", "speakers", "paper-a3", "gunman"):
        assert word in printed


def test_figures_stay_above_their_floors(shared, root):
    floors = json.loads((root / "tests" / "floors.json").read_text(encoding="utf-8"))
    gold = read_gold(shared / "gold")
    found = evaluate(gold, read_texts(gold, shared / "corpora"), tools(), replicates=2).values()
    fallen = [f"{key} is {found[key]:.4f}, its floor {floor}" for key, floor in floors.items()
              if not found[key] >= floor]
    assert not fallen, "; ".join(fallen)

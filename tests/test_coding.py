"""People code lines: the sample, the blind pack, answers read back, agreement, correction, decisions."""

import json
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
import simulated
from click.testing import CliRunner
from openpyxl import load_workbook
from pandas.testing import assert_frame_equal

from nabra.commands.agree import command as agree
from nabra.commands.correct import command as correct
from nabra.commands.correct import read_key
from nabra.cues import decisions
from nabra.cues.measure import Cues
from nabra.errors import NabraError
from nabra.measures.corrected import corrected, joined
from nabra.measures.sample import allotted, coding_sample, draw, line_id, predictions
from nabra.show.coding_pack import pack, sheet
from nabra.show.coding_read import read_coded

NASTY = "=HYPERLINK(1)"
VOICES = np.array(["narrator", "quoted", "reported"])


def corpus(seed=1, articles=60, per_article=4):
    """Two outlets, one with a nasty name; voices at random, so that the machine can be wrong about them."""
    generator, mentions, outlets = np.random.default_rng(seed), [], {}
    for outlet in ("north", NASTY):
        for number in range(articles):
            doc = f"{outlet}-{number:03}"
            outlets[doc] = outlet
            for _ in range(1 + generator.poisson(per_article - 1)):
                voice = generator.choice(VOICES, p=[.6, .3, .1])
                mentions.append({"doc_id": doc, "variant": generator.choice(simulated.VARIANTS), "voice": voice})
    made = simulated.corpus(mentions, outlets)
    text = "=cmd|' /C calc'!A0 قال «المسلحون» إن\tthe rebels left. " * 60
    made.documents["text"] = text
    made.documents["sha256"] = "a" * 64
    made.documents["url"] = made.documents["title"] = made.documents["date"] = None
    made.mentions["start"] = range(len(made.mentions))
    made.mentions["end"] = made.mentions["start"] + 6
    empty = pd.DataFrame()
    return Cues(made.documents, empty, empty, made.mentions, made.labels, "invented")


@pytest.fixture(scope="module")
def cues():
    return corpus()


@pytest.fixture(scope="module")
def drawn(cues):
    return coding_sample(cues, 40)


@pytest.fixture
def packed(cues, drawn, tmp_path):
    """The folder of a pack."""
    for name, data in pack(drawn, cues, "voice").items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    return tmp_path


def answers(drawn, seed=0, wrong=.1, none=.05):
    """What somebody says of each line: the machine's voice, or now and then another one, or no mention."""
    generator = np.random.default_rng(seed)
    said = np.where(generator.random(len(drawn)) < wrong, generator.choice(VOICES, len(drawn)), drawn["predicted"])
    mention = np.where(generator.random(len(drawn)) < none, "no", "yes")
    made = pd.DataFrame({"mention": mention, "voice": np.where(mention == "no", None, said)},
                        index=pd.Index(drawn["line_id"], name="line_id"))
    return made.astype("string")


# The sample.

def test_a_sample_holds_every_label_and_one_line_an_article(cues, drawn):
    assert drawn.groupby("outlet").size().to_dict() == {"north": 40, NASTY: 40}
    assert not drawn["doc_id"].duplicated().any() and not drawn["line_id"].duplicated().any()
    assert set(drawn.groupby("outlet")["predicted"].nunique()) == {3}
    rare = drawn[drawn["predicted"] == "reported"].groupby("outlet").size() / 40
    assert (rare > .1).all()        # a tenth of the mentions, more of the sample
    assert drawn["inclusion_probability"].between(0, 1).all()
    assert drawn["population"].iloc[0] == (cues.documents.set_index("doc_id")["outlet"].reindex(
        cues.mentions["doc_id"]) == drawn["outlet"].iloc[0]).sum()


def test_the_chances_are_those_with_which_lines_are_drawn():
    """Drawn 1,500 times: each line comes as often as its chances say, and weights sum to the lines there are."""
    generator = np.random.default_rng(2)
    article = np.repeat(np.arange(20), generator.integers(1, 6, 20))
    label = generator.integers(0, 2, len(article))
    came, weights = np.zeros(len(article)), []
    for _ in range(1500):
        rows, chance = draw(article, label, 8, generator)
        assert len(set(article[rows])) == len(rows) == 8
        came[rows] += 1 / chance
        weights.append((1 / chance).sum())
    assert came / 1500 == pytest.approx(np.ones(len(article)), abs=.35)
    assert np.mean(weights) == pytest.approx(len(article), rel=.02)


@pytest.mark.parametrize(("held", "size", "given"), [
    ([5, 100, 200], 60, [5, 28, 27]), ([2, 3], 50, [2, 3]), ([10, 10], 1, [1, 0]), ([4], 0, [0])])
def test_allotted(held, size, given):
    assert allotted(np.array(held), size).tolist() == given


def test_a_sample_does_not_see_the_order_of_rows_nor_other_outlets(cues, drawn):
    shuffled = Cues(cues.documents.sample(frac=1, random_state=1), cues.quotes, cues.attributions,
                    cues.mentions.sample(frac=1, random_state=2), cues.labels, "invented")
    assert_frame_equal(coding_sample(shuffled, 40), drawn)
    alone = coding_sample(cues, 40, outlets=["north"])
    assert set(alone["line_id"]) == set(drawn.loc[drawn["outlet"] == "north", "line_id"])
    assert set(coding_sample(cues, 40, seed=2)["line_id"]) != set(drawn["line_id"])
    assert len(coding_sample(cues, total=31)) == 31


@pytest.mark.parametrize(("options", "words"), [
    ({"label": "tone"}, "unknown label 'tone'; choose one of: voice, marks"),
    ({"concept": "x"}, "unknown concept 'x'"), ({"outlets": ["east"]}, "unknown outlet 'east'"),
    ({"size": 0}, "size=0 is no number of lines")])
def test_mistakes_of_sampling_are_named(cues, options, words):
    with pytest.raises(NabraError) as caught:
        coding_sample(cues, **options)
    assert words in str(caught.value)


# The pack.

def test_the_pack_is_blind(cues, drawn, packed):
    lines = sheet(drawn, cues, "voice")
    assert list(lines.columns) == ["line_id", "concept", "before", "key", "after", "mention", "voice", "note"]
    assert (lines[["mention", "voice", "note"]] == "").all().all()
    assert lines["line_id"].str.fullmatch("L[0-9a-f]{12}").all()
    for file in packed.iterdir():
        if file.is_file() and file.suffix != ".xlsx":
            text = file.read_text(encoding="utf-8")
            assert NASTY not in text and "north" not in text and "inclusion" not in text
    order = drawn["outlet"].to_numpy() == "north"
    assert 10 < (order[1:] != order[:-1]).sum()      # outlets mixed
    key = read_key(packed / "key" / "key.csv")
    assert key["outlet"].tolist() == drawn["outlet"].tolist()
    assert key["inclusion_probability"].to_numpy() == pytest.approx(drawn["inclusion_probability"].to_numpy())
    assert "Arabic" not in (packed / "instructions-ar.md").read_text(encoding="utf-8")


def test_nothing_in_the_pack_is_a_formula(packed):
    for name in ("lines.csv", "key/key.csv"):
        table = pd.read_csv(packed / name, dtype=str, encoding="utf-8-sig", keep_default_na=False)
        assert not table.map(lambda cell: cell.lstrip().startswith(("=", "+", "-", "@"))).any().any()
    page = load_workbook(packed / "lines.xlsx").active
    cells = [cell for row in page.iter_rows(min_row=2) for cell in row if cell.value is not None]
    assert cells and {cell.data_type for cell in cells} == {"s"}
    assert {choice.formula1 for choice in page.data_validations.dataValidation} == {
        '"yes,no"', '"narrator,quoted,reported"'}


def test_the_inception_file_counts_utf16_and_marks_the_key():
    lines = pd.DataFrame([{"line_id": "L1", "before": "he 😀 saw", "key": "armed men", "after": "go\\"},
                          {"line_id": "L2", "before": "", "key": "gunmen", "after": "left"}])
    from nabra.show.coding_pack import inception
    made = inception(lines).splitlines()
    assert made[0] == "#FORMAT=WebAnno TSV 3.3" and "#Sentence.id=L1" in made
    rows = [line.split("\t") for line in made if "\t" in line]
    assert [row[1] for row in rows] == ["0-2", "3-5", "6-9", "10-15", "16-19", "20-23", "24-30", "31-35"]
    assert [row[4] for row in rows] == ["_", "_", "_", "*[1]", "*[1]", "_", "*", "_"]
    assert "#Text=he 😀 saw armed men go\\\\" in made


# Answers read back.

def fill(packed, said, name):
    """The sheet filled in, in one of the forms that come back."""
    table = pd.read_csv(packed / "lines.csv", dtype=str, encoding="utf-8-sig", keep_default_na=False)
    given = said.reindex(table["line_id"]).fillna("").reset_index(drop=True)
    table[["mention", "voice"]] = given[["mention", "voice"]]
    file = packed / name
    if name == "excel.csv":
        short = table.assign(before="", after="", key="", concept="")
        short.to_csv(file, index=False, sep=";", encoding="windows-1256")
    elif name.endswith(".csv"):
        table.replace({"mention": {"yes": " نعم ", "no": "NO"}}).to_csv(file, index=False, encoding="utf-8-sig")
    elif name.endswith(".xlsx"):
        book = load_workbook(packed / "lines.xlsx")
        for row, (mention, voice) in enumerate(given[["mention", "voice"]].itertuples(index=False), 2):
            book.active.cell(row, 6, mention or None), book.active.cell(row, 7, voice or None)
        book.save(file)
    elif name.endswith(".json"):
        tasks = json.loads((packed / "label-studio.json").read_text(encoding="utf-8"))
        for task, (mention, voice) in zip(tasks, given[["mention", "voice"]].itertuples(index=False)):
            result = [{"from_name": column, "to_name": "text", "type": "choices", "value": {"choices": [value]}}
                      for column, value in (("mention", mention), ("voice", voice)) if value]
            task["annotations"] = [{"result": result}, {"result": [], "was_cancelled": True}]
        file.write_text(json.dumps(tasks), encoding="utf-8")
    else:
        lines, at = [], None
        for line in (packed / "inception.tsv").read_text(encoding="utf-8").splitlines():
            if line.startswith("#Sentence.id="):
                at = line.partition("=")[2]
            cells = line.split("\t")
            if len(cells) > 4 and cells[4].startswith("*"):
                cells[4] = cells[4].replace("*", said.at[at, "voice"] if said.at[at, "mention"] == "yes" else "no")
            lines.append("\t".join(cells))
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


@pytest.mark.parametrize("name", ["mine.csv", "excel.csv", "mine.xlsx", "mine.json", "mine.tsv"])
def test_answers_come_back_from_every_form(packed, drawn, name):
    said = answers(drawn)
    found = read_coded(fill(packed, said, name)).reindex(said.index)
    assert found["mention"].tolist() == said["mention"].tolist()
    assert found["voice"].fillna("").tolist() == said["voice"].fillna("").tolist()


@pytest.mark.parametrize(("name", "text", "words"), [
    ("a.csv", "line_id,mention\nL1,perhaps\n", "a.csv, row 2: 'perhaps' is no value of mention; write one of: yes, no"),
    ("a.csv", "line_id,mention\nL1,yes\nL1,no\n", "row 3: line_id 'L1' stands twice"),
    ("a.csv", "line,mention\nL1,yes\n", "no column 'line_id'"), ("a.csv", "line_id\nL1\n", "no line is coded"),
    ("a.csv", "", "no line is coded"), ("a.doc", "", "not a coded file"), ("a.json", "{", "not Label Studio's JSON"),
    ("a.xlsx", "no zip", "no Excel workbook"), ("a.tsv", "x", "export the document as WebAnno TSV 3.3")])
def test_files_that_cannot_be_used_are_refused(tmp_path, name, text, words):
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(NabraError) as caught:
        read_coded(tmp_path / name)
    assert words in str(caught.value)


# Agreement and correction.

def test_agree_prints_alpha_and_who_took_what_for_what(packed, drawn, tmp_path):
    files = [str(fill(packed, answers(drawn, seed), f"{seed}.csv")) for seed in (1, 2)]
    done = CliRunner().invoke(agree, [*files, "--replicates", "100", "--out", str(tmp_path / "agreement.csv")])
    assert done.exit_code == 0 and "voice: " in done.output and "alpha ." not in done.output
    assert "coder 1" in done.output and "AC1" in done.output
    table = pd.read_csv(tmp_path / "agreement.csv", encoding="utf-8-sig")
    voice = table[table["label"] == "voice"].iloc[0]
    assert .5 < voice["alpha_low"] < voice["alpha"] < voice["alpha_high"] <= 1
    for wrong, words in (([files[0]], "one file alone"), ([files[0], str(packed / "lines.csv")], "no line was coded")):
        assert words in str(CliRunner().invoke(agree, wrong).exception)


def test_joined_codings():
    first, second, third = (pd.DataFrame({"mention": "yes", "voice": list(voices)}, index=list("abc"), dtype="string")
                            for voices in (("quoted", "quoted", None), ("quoted", "narrator", "reported"),
                                           ("narrator", "narrator", None)))
    coded, disputed = joined([first, second])
    assert disputed == ["b"] and coded["voice"].fillna("-").tolist() == ["quoted", "-", "reported"]
    coded, disputed = joined([first, second, third])
    assert not disputed and coded["voice"].tolist() == ["quoted", "narrator", "reported"]
    coded, disputed = joined([first, second], settled=second.loc[["b"]])
    assert not disputed and coded.at["b", "voice"] == "narrator"


@pytest.fixture(scope="module")
def large():
    """Two outlets of 500 articles, the machine's voices wrong in a fifth of the lines; 260 lines coded in each."""
    cues = corpus(7, 500)
    truth = cues.mentions["voice"].copy()
    generator = np.random.default_rng(3)
    wrong = generator.random(len(truth)) < .2
    cues.mentions.loc[wrong, "voice"] = generator.choice(VOICES, wrong.sum())
    key = coding_sample(cues, 260)
    of = dict(zip(predictions(cues, "voice")["line_id"], predictions(cues, "voice").index))
    said = truth.iloc[[of[line] for line in key["line_id"]]].to_numpy()
    coded = pd.DataFrame({"mention": "yes", "voice": said}, index=pd.Index(key["line_id"]), dtype="string")
    return SimpleNamespace(cues=cues, key=key, coded=coded, truth=truth)


def test_corrected_shares_come_near_the_truth(large):
    made = corrected(large.cues, large.key, large.coded)
    outlet = large.cues.documents.set_index("doc_id")["outlet"].reindex(large.cues.mentions["doc_id"]).to_numpy()
    voices = made[made["measure"] == "corrected voice"]
    assert len(voices) == 6 and (voices["labels"] == 260).all()
    assert voices["method"].str.startswith("design-based").all() and voices["warning"].isna().all()
    off = []
    for row in voices.to_dict("records"):
        true = (large.truth[outlet == row["outlet"]] == row["voice"]).mean()
        assert row["low"] - .02 <= true <= row["high"] + .02
        off.append((abs(row["estimate"] - true), abs(row["uncorrected"] - true)))
    assert np.mean(off, axis=0)[0] < np.mean(off, axis=0)[1]
    assert voices.groupby("outlet")["estimate"].sum().to_numpy() == pytest.approx([1, 1], abs=.02)
    shares = made[made["measure"] == "corrected share"]
    assert len(shares) == 6 and set(shares["variant"]) == set(simulated.VARIANTS)
    few = shares[shares["labels"] < 200]
    assert few["method"].eq("coded lines alone: Wilson").all()
    assert few["warning"].str.startswith("only ").all()


def test_few_coded_lines_correct_nothing(cues, drawn):
    made = corrected(cues, drawn, answers(drawn))
    assert made["method"].isin(["coded lines alone: Wilson", "none"]).all()
    assert made["warning"].str.contains("200 are needed").any()
    some = answers(drawn).iloc[:0].reindex(drawn["line_id"])
    with pytest.raises(NabraError, match="no coded line belongs"):
        corrected(cues, drawn, some)


def test_lines_left_out_and_articles_changed(large):
    half = large.coded.copy()
    half.loc[half.index[::2], ["mention", "voice"]] = pd.NA
    made = corrected(large.cues, large.key, half)
    voices = made[made["measure"] == "corrected voice"]
    assert (voices["labels"] < 200).all() and voices["estimate"].between(0, 1).all()
    stale = large.key.assign(sha256=np.where(np.arange(len(large.key)) < 7, "b" * 64, large.key["sha256"]))
    warned = corrected(large.cues, stale, large.coded)["warning"]
    assert warned.str.contains("7 lines of the sample are no longer in the measurement").all()


# Decisions.

def decided(tmp_path, rows, name="decisions.csv", **how):
    file = tmp_path / name
    pd.DataFrame(rows).to_csv(file, index=False, **how)
    return file


def test_decisions_are_carried_out_and_counted(cues, tmp_path):
    rows = cues.mentions.iloc[:5][["doc_id", "part", "start", "end"]].to_dict("records")
    voices = cues.mentions["voice"].iloc[:5].tolist()
    other = "quoted" if voices[1] != "quoted" else "narrator"
    says = ["no", other, voices[2], "label", "no"]
    rows = [row | {"sha256": "a" * 64, "decision": one} for row, one in zip(rows, says)]
    rows[4]["sha256"] = "b" * 64
    rows += [rows[0] | {"start": 99_999, "end": 100_000}, rows[0] | {"doc_id": "gone"}, rows[0] | {"decision": ""}]
    made, counts = decisions.apply(cues, decisions.load(decided(tmp_path, rows)))
    assert {name: counts[name] for name in ("rows", "removed", "changed", "confirmed", "stale", "unmatched")} == {
        "rows": 7, "removed": 1, "changed": 2, "confirmed": 1, "stale": 2, "unmatched": 1}
    assert counts["file"] == "decisions.csv" and len(counts["sha256"]) == 64
    assert len(made.mentions) == len(cues.mentions) - 1 and len(cues.mentions["voice"]) == len(cues.mentions)
    changed = made.mentions.iloc[0]
    assert (changed["voice"], changed["wording"], changed["basis"]) == (
        other, decisions.WORDING[other], "decision")
    assert made.mentions["marks"].iloc[2] == "label"
    assert "1 mentions removed, 2 changed, 1 confirmed" in decisions.said(counts)
    again, _ = decisions.apply(made, decisions.load(decided(tmp_path, rows)))
    assert_frame_equal(again.mentions.drop(columns="basis"), made.mentions.drop(columns="basis"))


def test_decisions_as_spreadsheets_save_them(cues, tmp_path):
    row = cues.mentions.iloc[[-1]][["doc_id", "part", "start", "end"]].assign(sha256="a" * 64, decision="NO ")
    guarded = row.assign(doc_id="'" + row["doc_id"], note="رأي")
    file = decided(tmp_path, guarded, sep=";", encoding="windows-1256")
    assert row["doc_id"].iloc[0].startswith("=")
    assert decisions.apply(cues, decisions.load(file))[1]["removed"] == 1


@pytest.mark.parametrize(("change", "words"), [
    ({"decision": "maybe"}, "row 2: 'maybe' is no decision; write one of: no, narrator"),
    ({"start": "x"}, "row 2: start 'x' or end '6' is no whole number")])
def test_decisions_that_cannot_be_used(tmp_path, change, words):
    row = {"doc_id": "a", "part": "text", "start": 0, "end": 6, "sha256": "a", "decision": "no"}
    with pytest.raises(NabraError) as caught:
        decisions.load(decided(tmp_path, [row | change]))
    assert words in str(caught.value)
    with pytest.raises(NabraError, match="two different decisions"):
        decisions.load(decided(tmp_path, [row | {"decision": "quoted"}, row | {"decision": "narrator"}]))
    with pytest.raises(NabraError, match="no column 'decision'"):
        decisions.load(decided(tmp_path, [{key: row[key] for key in row if key != "decision"}]))
    with pytest.raises(NabraError, match="cannot be read"):
        decisions.load(tmp_path / "absent.csv")


def test_a_line_keeps_its_name():
    name = line_id("safir-1", "text", 10, 16)
    assert name == line_id("safir-1", "text", 10, 16) != line_id("safir-1", "title", 10, 16)
    assert correct.name == "correct"

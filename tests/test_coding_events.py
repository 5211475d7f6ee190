"""Events of violence open into their lines, and people code them: the blind sheet, answers, the corrected share."""

import json

import numpy as np
import pandas as pd
import pytest
import simulated
from click.testing import CliRunner
from pandas.testing import assert_frame_equal

import nabra
from nabra.cli import main
from nabra.commands.correct import command as correct
from nabra.commands.event_files import read_events, write_events
from nabra.commands.events import command as find
from nabra.commands.lines import command as lines
from nabra.commands.sample import command as draw
from nabra.cues import events as rules
from nabra.cues.events import sentence_around
from nabra.cues.measure import Cues
from nabra.errors import NabraError
from nabra.measures.agency import ANY_VICTIM, CONSTRUCTIONS
from nabra.measures.corrected import corrected
from nabra.measures.sample import coding_sample, predictions
from nabra.show.coding_pack import pack, sheet
from nabra.show.coding_read import read_coded
from nabra.tables import frame

FEW = {"replicates": 20, "permutations": 20}


@pytest.fixture(scope="module")
def sample_cues(root):
    """A quarter of the teaching corpus, measured."""
    articles = nabra.read(root / "corpora" / "sample", quiet=True)
    return nabra.measure(articles.iloc[::4].reset_index(drop=True), nabra.codebook("syria"), progress=False)


@pytest.fixture(scope="module")
def found(sample_cues):
    return nabra.events(sample_cues)


@pytest.fixture(scope="module")
def folders(root, tmp_path_factory):
    """A measurement of sixty articles on disk, and its events."""
    place = tmp_path_factory.mktemp("events")
    rows = (root / "corpora/sample/articles.jsonl").read_text(encoding="utf-8").splitlines()[::5]
    (place / "articles.jsonl").write_text("\n".join(rows), encoding="utf-8")
    for words in (["measure", "articles.jsonl", "--codebook", "syria", "--out", "results"],
                  ["events", "results", "--out", "events", "--processes", "1"]):
        with pytest.MonkeyPatch.context() as patch, pytest.raises(SystemExit) as ended:
            patch.chdir(place)
            main(words)
            raise SystemExit(0)
        assert ended.value.code in (0, None)
    return place


# Every number opens into its events.

@pytest.mark.parametrize("asked", [{}, {"part": "title"}, {"kinds": ("strike", "bomb")}, {"voice": "narrator"}])
def test_a_row_opens_into_as_many_events_as_it_counted(sample_cues, found, asked):
    arabic = nabra.only(sample_cues, language="ar")
    here = found[found["doc_id"].isin(arabic.documents["doc_id"])]
    tables = [nabra.agent_named(sample_cues, found, **asked, **FEW), nabra.constructions(arabic, here, **asked, **FEW)]
    tables.append(nabra.death_terms(sample_cues, found, **{key: asked[key] for key in asked if key != "kinds"}, **FEW))
    for table in tables:
        assert len(table) and table["count"].sum() > 0
        for row in table.to_dict("records"):
            assert nabra.lines(sample_cues, events=found if row["measure"] != "construction" else here, row=row).total == row["count"]


def test_the_lines_say_construction_and_doer(sample_cues, found):
    shown = nabra.lines(sample_cues, events=found, concept="islamic-state", variant="active")
    table = shown.table
    assert len(table) == len(found[(found["victim"] == "islamic-state") & (found["construction"] == "active")]) > 0
    assert set(table["construction"]) == {"active"} and set(table["victim"]) == {"islamic-state"}
    texts = sample_cues.documents.set_index("doc_id")
    for row in table.itertuples():
        assert texts.at[row.doc_id, row.part][row.start:row.end] == row.key
    assert "doer named" in shown.to_html() or "الفاعل مذكور" in shown.to_html()
    assert "active " in shown.head(1).to_text(100)
    assert len(nabra.lines(sample_cues, events=found, concept="(no concept)")) == found["victim"].isna().sum()


def test_what_does_not_go_together_is_said(sample_cues, found):
    counted = nabra.agent_named(sample_cues, found, **FEW).iloc[0]
    with pytest.raises(NabraError, match="give the table of nabra.events that it was counted from"):
        nabra.lines(sample_cues, row=counted)
    shares = nabra.shares(sample_cues, concept="armed-groups", **FEW)
    with pytest.raises(NabraError, match="which are no events"):
        nabra.lines(sample_cues, events=found, row=shares.iloc[0])
    with pytest.raises(NabraError, match="variant 'rebels' is not there; known: active, passive"):
        nabra.lines(sample_cues, events=found, variant="rebels")
    with pytest.raises(NabraError, match="which is none of these"):
        nabra.lines(sample_cues, events=found.assign(doc_id="elsewhere"))


# The events do not depend on how the work is shared out.

def test_pieces_and_processes_change_nothing(sample_cues, found, monkeypatch):
    monkeypatch.setattr(rules, "PIECE", 40)
    assert_frame_equal(nabra.events(sample_cues), found)
    assert_frame_equal(nabra.events(sample_cues, processes=2), found)
    mixed = Cues(*(getattr(sample_cues, name).sample(frac=1, random_state=3) for name in
                   ("documents", "quotes", "attributions", "mentions")), sample_cues.labels, sample_cues.codebook_name)
    assert_frame_equal(nabra.events(mixed), found)
    nobody = Cues(*(getattr(sample_cues, name).iloc[:0] for name in ("documents", "quotes", "attributions", "mentions")),
                  sample_cues.labels, sample_cues.codebook_name)
    assert nabra.events(nobody, processes=2).empty


# The sheet.

def test_a_coder_sees_the_sentence_and_nothing_beyond_it(sample_cues, found):
    drawn = coding_sample(sample_cues, 20, "doer", events=found)
    shown = sheet(drawn, sample_cues, "doer")
    assert list(shown.columns) == ["line_id", "concept", "before", "key", "after", "mention", "doer", "note"]
    texts = sample_cues.documents.set_index("doc_id")
    for one, line in zip(drawn.itertuples(), shown.itertuples()):
        text = texts.at[one.doc_id, one.part]
        low, high = sentence_around(text, one.language, one.start)
        assert low <= one.start < one.end <= high
        assert line.key == text[one.start:one.end] and not {"\n", "¶"} & set(line.before + line.after)
        assert "".join(line.before.split()) == "".join(text[low:one.start].split())
    files = {name: data.decode() for name, data in pack(drawn, sample_cues, "doer").items() if not name.endswith("xlsx")}
    for name, text in files.items():
        if not name.startswith(("key", "instructions")):
            assert not any(outlet in text for outlet in set(drawn["outlet"])), name
            assert name == "label-studio.xml" or "unnamed" not in text
    assert "act of violence" in files["label-studio.xml"] and '<Choice value="unnamed"/>' in files["label-studio.xml"]
    assert "act of violence" in files["instructions-en.md"] and "فعل عنف" in files["instructions-ar.md"]


@pytest.mark.parametrize(("text", "language", "word", "sentence"), [
    ("Rain fell. Soldiers killed two men. Nobody spoke.", "en", "killed", "Soldiers killed two men"),
    ("هطل المطر. قتل الجنود رجلين. سكت الجميع.", "ar", "قتل", "قتل الجنود رجلين"),
    ("killed", "en", "killed", "killed")])
def test_the_sentence_around_a_word(text, language, word, sentence):
    low, high = sentence_around(text, language, text.index(word))
    assert text[low:high] == sentence


# Coding and correcting.

@pytest.fixture(scope="module")
def coded():
    """Two outlets, 500 articles each; the machine misses a third of the doers and takes a tenth of no violence for it."""
    generator, rows, truth, outlets = np.random.default_rng(5), [], [], {}
    for outlet, share in (("north", .6), ("south", .4)):
        for number in range(500):
            doc = f"{outlet}-{number:03}"
            outlets[doc] = outlet
            for place in range(1 + generator.poisson(1)):
                named, real = generator.random() < share, generator.random() > .1
                told = named and generator.random() > 1 / 3 or not named and generator.random() < .05
                rows.append({"doc_id": doc, "part": "text", "start": 7 * place, "end": 7 * place + 6, "event": "kill",
                             "term": "kill", "construction": "active" if told else "nominal", "agent": None,
                             "victim": "thing" if place else None, "agent_named": told, "voice": "narrator"})
                truth.append("no" if not real else "named" if named else "unnamed")
    made = simulated.corpus([{"doc_id": "north-000", "variant": simulated.VARIANTS[0], "voice": "narrator"}], outlets)
    made.documents["text"] = "killed " * 20
    made.documents["sha256"], made.documents["title"] = "a" * 64, None
    empty = pd.DataFrame()
    cues = Cues(made.documents, empty, empty, made.mentions, made.labels, "invented")
    return cues, frame("events", rows), np.array(truth)


def test_the_corrected_share_comes_near_the_truth(coded):
    cues, events, truth = coded
    key = coding_sample(cues, 300, "doer", events=events)
    assert set(key["concept"]) == {ANY_VICTIM} and key.groupby("outlet").size().to_dict() == {"north": 300, "south": 300}
    of = {line: number for number, line in enumerate(predictions(cues, "doer", events=events)["line_id"])}
    said = pd.Series([truth[of[line]] for line in key["line_id"]], index=pd.Index(key["line_id"]))
    answers = pd.DataFrame({"mention": said.ne("no").map({True: "yes", False: "no"}), "doer": said.where(said != "no")}, dtype="string")
    made = corrected(cues, key, answers, "doer", events=events).set_index("outlet")
    outlet = cues.documents.set_index("doc_id")["outlet"].reindex(events["doc_id"]).to_numpy()
    for name, row in made.iterrows():
        true = (truth[outlet == name] == "named").sum() / (truth[outlet == name] != "no").sum()
        assert row["low"] <= true <= row["high"] and row["labels"] == 300
        assert row["uncorrected_high"] < true, "the machine alone misses doers and is sure of it"
        assert abs(row["estimate"] - true) < .06 < abs(row["uncorrected"] - true)
    assert made["measure"].eq("corrected doer").all() and made["value"].eq("named").all()
    shuffled = corrected(cues, key.sample(frac=1, random_state=1), answers.sample(frac=1, random_state=2), "doer",
                         events=events.sample(frac=1, random_state=3))
    assert_frame_equal(shuffled.set_index("outlet"), made)


def test_one_victim_and_constructions(coded):
    cues, events, _ = coded
    concept = cues.labels["concept"].iloc[0]
    events = events.assign(victim=events["victim"].where(events["victim"].isna(), concept))
    key = coding_sample(cues, 30, "doer", concept=concept, events=events)
    assert set(key["concept"]) == {concept} and (key["population"] < len(events) / 2).all()
    key = coding_sample(cues, 40, "construction", events=events)
    assert set(key["predicted"]) == {"active", "nominal"}
    answers = pd.DataFrame({"mention": "yes", "construction": key["predicted"].to_numpy()}, index=pd.Index(key["line_id"]), dtype="string")
    made = corrected(cues, key, answers, "construction", events=events)
    assert made["value"].tolist() == [*CONSTRUCTIONS] * 2 and made.groupby("outlet")["estimate"].sum().to_list() == pytest.approx([1, 1])


def test_mistakes_are_named(coded):
    cues, events, _ = coded
    with pytest.raises(NabraError, match="give the table of nabra.events"):
        coding_sample(cues, 20, "doer")
    with pytest.raises(NabraError, match="no event to draw from"):
        coding_sample(cues, 20, "doer", events=events.iloc[:0])
    with pytest.raises(NabraError, match="choose one of: voice, marks, doer, construction"):
        coding_sample(cues, 20, "tone", events=events)


def test_answers_come_back_from_every_form(sample_cues, found, tmp_path):
    drawn = coding_sample(sample_cues, 10, "doer", events=found)
    for name, data in pack(drawn, sample_cues, "doer").items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    said = dict(zip(drawn["line_id"], np.resize(["named", "unnamed", "no"], len(drawn))))
    sheet_ = pd.read_csv(tmp_path / "lines.csv", dtype=str, encoding="utf-8-sig")
    sheet_["mention"] = ["لا" if said[line] == "no" else "" for line in sheet_["line_id"]]
    sheet_["doer"] = [{"named": "مذكور", "unnamed": "Unnamed", "no": ""}[said[line]] for line in sheet_["line_id"]]
    sheet_.to_csv(tmp_path / "mine.csv", index=False, encoding="utf-8-sig")
    tasks = json.loads((tmp_path / "label-studio.json").read_text(encoding="utf-8"))
    for task in tasks:
        answer = said[task["data"]["line_id"]]
        pairs = [("mention", "no")] if answer == "no" else [("mention", "yes"), ("doer", answer)]
        task["annotations"] = [{"result": [{"from_name": column, "type": "choices", "value": {"choices": [value]}}
                                           for column, value in pairs]}]
    (tmp_path / "mine.json").write_text(json.dumps(tasks), encoding="utf-8")
    rows, at = [], None
    for line in (tmp_path / "inception.tsv").read_text(encoding="utf-8").splitlines():
        at = line.partition("=")[2] if line.startswith("#Sentence.id=") else at
        cells = line.split("\t")
        if len(cells) > 4 and cells[4].startswith("*"):
            cells[4] = cells[4].replace("*", said[at])
        rows.append("\t".join(cells))
    (tmp_path / "mine.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    for name in ("mine.csv", "mine.json", "mine.tsv"):
        back = read_coded(tmp_path / name)
        for line, answer in said.items():
            assert back.at[line, "mention"] == ("no" if answer == "no" else "yes"), name
            assert answer == "no" and pd.isna(back.at[line, "doer"]) or back.at[line, "doer"] == answer, name


# The commands.

def run(command, *words):
    done = CliRunner().invoke(command, [str(word) for word in words])
    return done.output + done.stderr if done.exception is None else f"{done.exception}"


def test_the_folder_of_events(folders):
    folder = folders / "events"
    assert {path.name for path in folder.iterdir()} == {
        "index.html", "events.csv", "events.parquet", "agency.csv", "agency.svg", "agency.pdf", "agency.png", "death-terms.csv", "headlines.csv",
        "constructions-ar.csv", "constructions-en.csv"}
    assert all(path.read_bytes().startswith(b"\xef\xbb\xbf") for path in folder.glob("*.csv")), "spreadsheets read Arabic so"
    table = pd.read_csv(folder / "events.csv")
    shown = run(lines, folders / "results", "--events", folder, "--doer", "named", "--limit", 1)
    assert f"1 of {int(table['agent_named'].sum())} lines" in shown
    run(lines, folders / "results", "--events", folder, "--csv", folders / "lines.csv")
    opened = pd.read_csv(folders / "lines.csv", encoding="utf-8-sig")
    assert opened["agent_named"].tolist() == table["agent_named"].tolist() and opened["construction"].tolist() == table["construction"].tolist()


def test_the_commands_say_what_is_missing(folders):
    results, folder = folders / "results", folders / "events"
    assert "the folder holds something else (attributions.parquet); name a new" in run(find, results, "--out", results)
    assert "name the folder of nabra events with --events" in run(lines, results, "--doer", "named")
    assert "no events here; make them with nabra events" in run(lines, results, "--events", folders / "absent")
    assert "name the folder of nabra events with --events" in run(draw, results, "--label", "doer", "--out", folders / "a")
    assert "it is none of events; leave out --events" in run(draw, results, "--events", folder, "--out", folders / "a")
    run(draw, results, "--label", "doer", "--events", folder, "--out", folders / "coding", "--size", "9")
    key = folders / "coding" / "key" / "key.csv"
    said = run(correct, results, folders / "coding" / "lines.csv", "--key", key)
    assert "its lines are of events of violence; name the folder of nabra events" in said


def test_events_of_another_measurement_are_refused(folders, sample_cues, found, tmp_path):
    write_events(found, sample_cues, tmp_path)
    assert_frame_equal(read_events(tmp_path, sample_cues), found)
    said = run(lines, folders / "results", "--events", tmp_path)
    assert "these events were found in another measurement than this one; run nabra events again" in said
    moved = Cues(sample_cues.documents, sample_cues.quotes, sample_cues.attributions,
                 sample_cues.mentions.assign(start=sample_cues.mentions["start"] - 1), sample_cues.labels, sample_cues.codebook_name)
    with pytest.raises(NabraError, match="another measurement"):
        read_events(tmp_path, moved)        # as many mentions, at other places
    (tmp_path / "events.parquet").write_bytes(b"PAR1 and no more")
    assert "the events cannot be read" in run(lines, folders / "results", "--events", tmp_path)

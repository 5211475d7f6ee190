"""The command line through the real console: what a user sees when all goes well, and when it does not."""

import json
import os
import re
import subprocess
from pathlib import Path

import pandas as pd
import pytest
from console import CONSOLE, ROWS, nabra, refused, snapshot, write

from nabra import cli


# ---- mistakes at the prompt

def test_mistakes_through_the_console(articles, tmp_path):
    out = tmp_path / "out"
    for args, said in [
        (("measure", articles, "--oute", out), r"measure: no such option '?--oute'?; did you mean .*--help"),
        (("measure", articles, "--out", articles), "own folder"),
        (("report", articles), "no measurement here; make one with nabra measure"),
    ]:
        done = nabra(*args)
        assert done.returncode == 2 and done.stdout == ""
        assert re.fullmatch(rf"nabra: .*{said}.*\n", done.stderr), done.stderr
    assert snapshot(articles.parent).keys() == {"articles", "articles/a.csv"} and not out.exists()


@pytest.mark.parametrize(("args", "said"), [
    (["--foo"], "no such option '?--foo'?; see 'nabra --help'"),
    (["mesure"], "no such command 'mesure'.*; see 'nabra --help'"),
    (["measure"], "missing argument 'ARTICLES'; see 'nabra measure --help'"),
    (["measure", "A"], "missing option '--out'"),
    (["measure", "NOWHERE", "--out", "OUT"], "NOWHERE' does not exist; give a file or a folder"),
    (["measure", "EMPTY", "--out", "OUT"], "holds no file of articles"),
    (["measure", "A", "--out", "OUT", "--codebook", "sirya"], "codebook 'sirya' unknown; one of .*syria"),
    (["measure", "A", "--out", "OUT", "--codebook", "NOWHERE.yml"], "there is no such file"),
    (["measure", "A", "--out", "FILE"], "this is a file; name a folder"),
    (["measure", "A", "--out", "FILE/x"], "is a file; name a folder"),
    (["measure", "A", "--out", "FULL"], r"holds something else \(other.txt\); name a new or empty folder"),
    (["measure", "A", "--out", "A/inside"], "own folder or lies in it; name a folder outside"),
    (["measure", "A", "--out", ""], "name is empty; name a folder"),
    (["measure", "A", "--out", "OUT", "--processes", "0"], "'--processes': 0 is not in the range x>=1"),
    (["measure", "A", "--out", "OUT", "--column", "text"], "--column 'text': write OURS=THEIRS"),
    (["measure", "A", "--out", "OUT", "--column", "text=nass"], "a.csv: there is no column 'nass'"),
    (["measure", "A", "--out", "OUT", "--column", "txt=text"], "'txt' is not a column.*the names to map are"),
    (["measure", "A", "--out", "OUT", "--encoding", "klingon"], "encoding 'klingon' is unknown; give one"),
    (["measure", "A", "--out", "OUT", "--config", "NOWHERE"], "does not exist; give a TOML file"),
    (["report", "NOWHERE"], "no measurement here; make one with"),
    (["report", "M", "--figures", "FILE"], "this is a file; name a folder"),
    (["report", "M", "--out", "FILE/x"], "is a file; name a folder"),
    (["report", "M", "--replicates", "few"], "'--replicates': 'few' is not a valid"),
    (["lines", "A"], "no measurement here; make one with"),
    (["lines", "M", "--concept", "x"], "concept 'x' is not there; known: armed-groups"),
    (["lines", "M", "--concept", "state", "--variant", "x"], "variant 'x' is not there; known: regime"),
    (["lines", "M", "--outlet", "x"], "outlet 'x' is not there; known: .*nahar, safir"),
    (["lines", "M", "--voice", "x"], "voice 'x' is not there; known: narrator, quoted, reported"),
    (["lines", "M", "--marks", "x"], "marks 'x' is not there; known: none, name"),
    (["lines", "M", "--limit", "0"], "'--limit': 0 is not in the range"),
    (["lines", "M", "--csv", "FULL"], "cannot write .*: "),
])
def test_each_mistake_is_one_sentence_and_writes_nothing(args, said, articles, measured, tmp_path, capsys):
    (tmp_path / "EMPTY").mkdir()
    (tmp_path / "FULL").mkdir()
    (tmp_path / "FULL/other.txt").write_text("x")
    (tmp_path / "FILE").write_text("x")
    places = {"A": articles, "M": measured}
    known = ("NOWHERE", "EMPTY", "FULL", "FILE", "OUT", "A", "M")
    before = [snapshot(folder) for folder in (articles, measured, tmp_path)]
    args = [_placed(arg, known, places, tmp_path) for arg in args]
    assert re.search(said, refused(capsys, *args))
    assert [snapshot(folder) for folder in (articles, measured, tmp_path)] == before


def _placed(arg, known, places, folder):
    head, slash, rest = arg.partition("/")
    head, dot, suffix = head.partition(".")
    return f"{places.get(head, folder / head)}{slash}{rest}{dot}{suffix}" if head in known else arg


def test_all_mistakes_of_a_codebook_are_listed_at_once(articles, tmp_path, capsys):
    book = tmp_path / "book.yml"
    book.write_text("name: x\nversion: 1\nconcepts: 5\ncolour: blue\nlicence: [1]\n", encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        cli.main(["measure", str(articles), "--codebook", str(book), "--out", str(tmp_path / "out")])
    listed = capsys.readouterr().err.strip().splitlines()
    assert ended.value.code == 2 and len(listed) > 1 and not (tmp_path / "out").exists()
    assert all(re.match(r"(nabra: )?codebook book.yml line \d+: ", line) for line in listed), listed


def test_without_a_command_the_help_is_shown(capsys):
    cli.main([])
    assert "measure" in capsys.readouterr().out
    cli.main(["measure", "--help"])
    shown = capsys.readouterr().out
    assert all(f"--{name}" in shown for name in ("config", "column", "out"))


# ---- rows that cannot be used

def test_bad_rows_are_counted_and_the_rest_is_measured(tmp_path):
    folder = tmp_path / "in"
    (folder / "press").mkdir(parents=True)
    write(folder / "a.csv", [*ROWS, ("5", "", "2016-01-01", "no outlet"), ("1", "x", "2016-01-01", "again"),
                             ("6", "x", "once upon a time", "no date")])
    (folder / "press/bad.txt").write_bytes("نص".encode() + b"\xff" + "نص عربي".encode())
    done = nabra("measure", folder, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("5 articles, ")
    assert done.stdout.endswith("; 3 rows or files rejected (rejected.parquet)\n")
    rejected = pd.read_parquet(tmp_path / "out/rejected.parquet")
    assert sorted(rejected["source_file"]) == ["a.csv", "a.csv", "press/bad.txt"]
    reasons = " ".join(rejected["reason"])
    assert "no outlet" in reasons and "byte 0xff" in reasons and "row 1" in reasons
    for said in ("of date could not be read", "no title in any", "no url in any", "3 rows or files rejected"):
        assert said in done.stderr
    documents = pd.read_parquet(tmp_path / "out/documents.parquet").set_index("doc_id")
    assert documents["date"].isna()["6"] and documents["words"]["4"] == 0
    manifest = json.loads((tmp_path / "out/manifest.json").read_text(encoding="utf-8"))
    assert manifest["rejected"] == 3 and manifest["counts"]["documents"] == 5


def test_no_usable_row_is_fatal(tmp_path, capsys):
    write(tmp_path / "a.csv", [("1", "", "", "text"), ("2", "", "", "text")])
    said = refused(capsys, "measure", tmp_path / "a.csv", "--out", tmp_path / "out")
    assert "no usable article: 2 rows and files were rejected; a.csv, row 1: it has no outlet" in said
    assert not (tmp_path / "out").exists()


# ---- options

def test_settings_columns_and_lines_as_csv(measured, tmp_path):
    (tmp_path / "set.toml").write_text('outlet = "thawra"\n[columns]\ntext = "raw"\n', encoding="utf-8")
    (tmp_path / "in.csv").write_text("id,raw,clean\n1,The rebels left.,nothing\n", encoding="utf-8")
    columns = ["--column", "text=clean", "--column", "outlet=id"]
    for args, count in ((["--config", tmp_path / "set.toml"], 1), (columns, 0)):
        out = tmp_path / f"out{count}"
        done = nabra("measure", tmp_path / "in.csv", "--out", out, *args)
        assert done.returncode == 0 and len(pd.read_parquet(out / "mentions.parquet")) == count, done.stderr
    options = json.loads((tmp_path / "out1/manifest.json").read_text(encoding="utf-8"))["options"]
    assert options["config"] == "set.toml"
    done = nabra("lines", measured, "--concept", "armed-groups", "--csv", tmp_path / "new/lines.csv")
    table = pd.read_csv(tmp_path / "new/lines.csv")
    assert done.returncode == 0 and f"{len(table)} lines -> " in done.stdout and len(table) >= 3
    assert "'=HYPERLINK(1)" in set(table["outlet"])


def test_mentions_that_could_be_anybodys_are_said_shown_and_reported_as_such(tmp_path):
    write(tmp_path / "a.csv", [("1", "safir", "2016-01-02", "قال الوزير إن «الإرهابيين» انسحبوا."),
                               ("2", "nahar", "2016-01-03", "The rebels left, he said.")])
    said = "2 mentions (all of them) in 2 articles are unresolved"
    done = nabra("measure", tmp_path / "a.csv", "--out", tmp_path / "m")
    assert done.returncode == 0 and done.stderr.count(said) == 1
    done = nabra("lines", tmp_path / "m")
    assert done.stdout.startswith("0 of 0 lines") and said in done.stderr
    done = nabra("lines", tmp_path / "m", "--unresolved")
    assert "الإرهابيين" in done.stdout and "2 of 2 lines" in done.stdout and not done.stderr
    done = nabra("report", tmp_path / "m", "--replicates", 100)
    assert done.returncode == 0 and f"nothing to compare: {said}" in done.stderr
    page = (tmp_path / "m/report/index.html").read_text(encoding="utf-8")
    assert page.count('id="nothing-left"') == 1 and "Nothing can be compared" in page


def test_lines_in_a_terminal_that_knows_no_arabic(measured):
    done = subprocess.run([CONSOLE, "lines", measured], capture_output=True, timeout=100,
                          env=os.environ | {"PYTHONIOENCODING": "cp1252"})
    assert done.returncode == 0 and b"rebels" in done.stdout and not done.stderr


# ---- the same again

@pytest.fixture(scope="module")
def twice(root, tmp_path_factory):
    """The teaching corpus measured and reported twice, in unlike processes."""
    places = []
    for seed, processes in (("1", 1), ("2", 2)):
        out, env = tmp_path_factory.mktemp("sample") / "m", {"PYTHONHASHSEED": seed}
        for args in (("measure", root / "corpora/sample", "--out", out, "--processes", processes),
                     ("report", out, "--replicates", 200)):
            done = nabra(*args, env=env)
            assert done.returncode == 0, done.stderr
        places.append(out)
    return places


def test_the_same_bytes_on_a_second_run(twice):
    first, second = map(snapshot, twice)
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
    assert {"mentions.parquet", "report/index.html", "figures/measures-shares.csv"} <= first.keys()
    assert any(name.endswith(".svg") for name in first) and not any("/." in f"/{name}" for name in first)


def test_the_report_writes_its_tables_and_what_they_are_made_of(twice):
    shares = pd.read_csv(twice[0] / "figures/measures-shares.csv")
    assert {"outlet", "variant", "estimate", "low", "high", "p_adjusted", "exposure"} <= set(shares)
    assert len(shares) > 20 and shares["estimate"].between(0, 1).any()
    for name in ("shares_wide", "voice_shares", "quotedness", "order_changes"):
        assert (twice[0] / f"figures/measures-{name}.csv").is_file()
    said = json.loads((twice[0] / "report/manifest.json").read_text(encoding="utf-8"))
    left_out = said["report"].pop("genres_left_out")
    assert said["report"] == {"seed": 1, "replicates": 200, "permutations": 200, "genre": "news"}
    assert set(left_out) == {"opinion", "interview", "press review", "statement"} and not any(left_out.values())
    assert said["inputs"] and said["codebook"]["forms"]


def test_no_file_names_this_machine(twice):
    for name in ("manifest.json", "report/manifest.json", "report/index.html"):
        content = (twice[0] / name).read_text(encoding="utf-8")
        assert str(twice[0].parent) not in content and str(Path.home()) + "/" not in content, name


def test_measuring_anew_takes_the_old_report_away(measured, articles, tmp_path):
    out = tmp_path / "m"
    for _ in range(2):
        assert nabra("measure", articles, "--out", out).returncode == 0
        assert not (out / "report").exists() and not (out / "figures").exists()
        (out / "report").mkdir()
        (out / "report/index.html").write_text("old numbers")


def test_a_report_keeps_what_else_lies_in_its_folders(measured, tmp_path):
    (tmp_path / "mine.svg").write_text("mine")
    (tmp_path / "index.html").write_text("an older page")
    done = nabra("report", measured, "--out", tmp_path, "--figures", tmp_path, "--replicates", 100)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "mine.svg").read_text() == "mine"
    assert "<html" in (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "'=HYPERLINK(1)" in (tmp_path / "measures-shares.csv").read_text(encoding="utf-8-sig")

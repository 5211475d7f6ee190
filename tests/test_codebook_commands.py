"""``nabra codebook``: what each command prints, writes and refuses."""

import csv

import pytest
import tiny_morphology
from console import refused

import nabra.cues.codebook as codebook
from nabra import cli

BOOK = """codebook: guilds
version: "1"
title: {ar: نقابات, en: Guilds}
# a remark
concepts:
  - id: members
    label: {ar: أعضاء, en: members}
    excludes:
      en: [guild hall]
    requires:
      ar: {within: article, any: [المرفأ]}
    variants:
      - id: guildsmen
        label: {ar: زرفان, en: guildsmen}
        gloss: "=1+1 is no formula"
        kind: self-name
        terms:
          ar:
            - {stem: زرفان, class: human}
            - {name: "النقابة", not: [حزب]}
          en:
            - guild|guilds
            - "no"
      - id: wreckers
        label: {ar: مخربون, en: wreckers}
        terms:
          ar:
            - (كبار) المخربين
          en:
            - {name: WRK, case: exact, shared: true}
"""
TEXTS = [("a", "safir", "رأى زرفان النقابة في المرفأ، ثم المخربين."), ("b", "nahar", "النقابة هنا. حزب النقابة هناك."),
         ("c", "times", "The guild left the guild hall; WRK said no.")]


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("codebooks")
    (folder / "guilds.yml").write_text(BOOK, encoding="utf-8")
    (folder / "morphology.db").write_text(tiny_morphology.text(), encoding="utf-8")
    (folder / "articles").mkdir()
    with (folder / "articles" / "a.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("doc_id", "outlet", "text"), *TEXTS])
    return folder


@pytest.fixture
def said(place, capsys, monkeypatch):
    monkeypatch.chdir(place)

    def said(*words):
        try:
            cli.main(["codebook", *words])
        except SystemExit as ended:
            assert ended.code in (0, None), capsys.readouterr().err
        return capsys.readouterr().out.replace("\u2068", "").replace("\u2069", "")
    return said


def row_of(text, piece):
    return next(line for line in text.split("\n") if piece in line)


def test_check_counts_forms(said):
    text = said("check", "guilds.yml")
    assert text.endswith("codebook guilds 1: no mistakes; 1 concept, 2 variants, 7 entries\n")
    forms = codebook.load("guilds.yml").terms[0].words[0]
    assert row_of(text, "guildsmen/زرفان").split()[-1] == f"{len(forms):,}" and "hits" not in text


def test_check_counts_hits(said):
    text = said("check", "guilds.yml", "--articles", "articles")
    assert row_of(text, "guildsmen/زرفان").split()[-5:] == ["1", "1", "0", "زرفان", "1"]
    assert row_of(text, "guildsmen/النقابة").split()[-5:] == ["2", "2", "1", "النقابة", "2"]
    assert "7 hits; 1 of them unresolved (14.3%): counted here, left out of shares" in text
    assert "found nowhere" not in text


def test_check_says_what_was_found_nowhere_and_which_words_two_entries_hold(said, tmp_path):
    (tmp_path / "book.yml").write_text(BOOK.replace("(كبار) المخربين", "كبار الزرفان"), encoding="utf-8")
    text = said("check", str(tmp_path / "book.yml"), "--articles", "articles")
    assert "1 entry was found nowhere: members/wreckers/كبار الزرفان" in text
    assert "longest wins" in row_of(text, "الزرفان  members/guildsmen")


def test_check_and_expand_with_a_database(said):
    text = said("check", "guilds.yml", "--articles", "articles", "--morphology", "morphology.db")
    assert "زرفان (زُرْفان)" in row_of(text, "guildsmen/زرفان") and "coverage" in text
    text = said("expand", "guilds.yml", "--morphology", "morphology.db")
    assert "زرافين" in row_of(text, "guildsmen/زرفان")
    text = said("expand", "guilds.yml", "members/wreckers", "--morphology", "morphology.db")
    assert text == "the database proposes nothing that the entries lack\n"


def test_check_writes_its_table(said, tmp_path):
    said("check", "guilds.yml", "--articles", "articles", "--csv", str(tmp_path / "check.csv"))
    with (tmp_path / "check.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 7 and sum(int(row["hits"]) for row in rows) == 8


def test_check_tells_every_mistake(said, capsys, tmp_path, place, monkeypatch):
    monkeypatch.chdir(place)
    (tmp_path / "bad.yml").write_text(BOOK.replace("kind: self-name", "kind: x").replace('"no"', "no"), encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        cli.main(["codebook", "check", str(tmp_path / "bad.yml")])
    lines = capsys.readouterr().err.strip().split("\n")
    assert ended.value.code == 2 and len(lines) == 2 and "line 16" in lines[0] and "line 23" in lines[1]


def test_forms(said):
    text = said("forms", "guilds.yml", "members/guildsmen")
    assert "members/guildsmen/زرفان (line 19)" in text and "requires within article" in text
    assert "not within 1 words before and 1 behind" in text and "wreckers" not in text


def test_lines_are_drawn_alike_and_carry_voices(said, tmp_path):
    text = said("lines", "guilds.yml", "members", "--articles", "articles", "--limit", "2")
    assert text == said("lines", "guilds.yml", "members", "--articles", "articles", "--limit", "2")
    assert "2 of 7 lines" in text and "narrator" in text
    text = said("lines", "guilds.yml", "members", "--articles", "articles", "--unresolved")
    assert "[النقابة]" in text and "WRK" not in text
    text = said("lines", "guilds.yml", "members", "--articles", "articles", "--csv", str(tmp_path / "lines.csv"))
    assert "7 of 7 lines" in text and "WRK" in (tmp_path / "lines.csv").read_text(encoding="utf-8")


def test_diff_says_what_comes_and_goes(said, tmp_path):
    (tmp_path / "new.yml").write_text(BOOK.replace("guild|guilds", "left").replace(", case: exact", ""), encoding="utf-8")
    text = said("diff", "guilds.yml", str(tmp_path / "new.yml"), "--articles", "articles")
    row = row_of(text, "guildsmen").split()
    assert row[1:5] == ["guildsmen", "5", "5", "0"] and "left 1" in text and "guild 1" in text
    assert text.endswith("1 of 2 variants change in 3 articles\n")
    same = said("diff", "guilds.yml", "guilds.yml", "--articles", "articles")
    assert same.endswith("0 of 2 variants change in 3 articles\n")


def same_terms(one, other):
    """Whether two codebooks look for the same, wherever it stands in their files."""
    def bare(book):
        return [(term.text, term.language, term.words, term.concept, term.variant, term.exact, term.surfaces, term.shared,
                 [(c.kind, c.scope, c.before, c.after, c.any, c.against) for c in (*term.nots, term.requires) if c])
                for term in book.terms]
    return bare(one) == bare(other) and one.labels().equals(other.labels()) and [
        (v.gloss, v.source, v.kind) for c in one.concepts for v in c.variants] == [
        (v.gloss, v.source, v.kind) for c in other.concepts for v in c.variants]


@pytest.mark.parametrize("name", ["guilds.yml", "syria"])
def test_a_spreadsheet_and_back(said, place, tmp_path, name):
    table, back = tmp_path / "book.csv", tmp_path / "back.yml"
    assert "rows ->" in said("export", name, "--csv", str(table))
    with table.open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert "entries ->" in said("import", str(table), "--out", str(back))
    assert same_terms(codebook.load(name), codebook.load(back))


def test_a_new_codebook_is_right_and_replaces_nothing(said, place, capsys, tmp_path):
    out = tmp_path / "ports.yml"
    assert said("new", "ports", "--out", str(out)) == f"a skeleton to fill in -> {out}\n"
    book = codebook.load(out)
    assert book.name == "ports" and len(book.concepts) == 2 and "#" in out.read_text(encoding="utf-8")
    assert "is there already" in refused(capsys, "codebook", "new", "ports", "--out", out)


@pytest.mark.parametrize("row, piece", [
    (["them", "members", "", "", "", ""], "line 3: row 'them' unknown; one of codebook, concept"),
    (["variant", "nobody", "x", "", "", ""], "concept 'nobody' has no row of its own"),
    (["term", "members", "nobody", "ar", "س", ""], "variant 'members/nobody' has no row of its own"),
    (["exclude", "nobody", "", "ar", "س", ""], "has no row of its own above this exclude"),
    (["exclude", "", "", "fr", "le", ""], "language 'fr' unknown; one of ar, en"),
    (["exclude", "", "", "ar", "{stem: س", ""], "not readable as YAML"),
    (["exclude", "", "", "ar", "{stem: سوري, class: nisbah}", ""], "class 'nisbah' unknown"),
])
def test_spreadsheets_that_are_no_codebook(capsys, tmp_path, row, piece):
    table = tmp_path / "book.csv"
    head = ["row", "concept", "variant", "language", "term", "version"]
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, ["codebook", "trial", "", "", "", "1"], row])
    with pytest.raises(SystemExit) as ended:
        cli.main(["codebook", "import", str(table), "--out", str(tmp_path / "out.yml")])
    assert ended.value.code == 2 and piece in capsys.readouterr().err and not (tmp_path / "out.yml").exists()


@pytest.mark.parametrize("content, piece", [
    (b"row,concept\ncodebook,trial\n", "no column 'variant'"),
    ("row,concept,variant,language,term\nexclude,,,ar,سوريا\n".encode("windows-1256"), "not UTF-8"),
    (b"row,concept,variant,language,term\nterm,,,ar,\"" + b"x" * 200_000 + b"\"\n", "no readable CSV"),
    (b"row,concept,variant,language,term\nexclude,,,ar," + b"[" * 5_000 + b"\n", "not readable as YAML"),
    (b"", "no column 'row'"),
])
def test_files_that_are_no_spreadsheet(capsys, tmp_path, content, piece):
    (tmp_path / "book.csv").write_bytes(content)
    with pytest.raises(SystemExit) as ended:
        cli.main(["codebook", "import", str(tmp_path / "book.csv"), "--out", str(tmp_path / "out.yml")])
    said = capsys.readouterr().err
    assert ended.value.code == 2 and piece in said and "fault in nabra" not in said and len(said) < 2_000


@pytest.mark.parametrize("words, piece", [
    (("check", "sirya"), "codebook 'sirya' unknown"),
    (("forms", "syria", "armed-group"), "entry 'armed-group' unknown; write one of these"),
    (("lines", "syria", "state"), "missing option '--articles'"),
    (("check", "syria", "--morphology", "none.db"), "there is no such file"),
    (("new", "My Book"), "must be small Latin letters"),
    (("new", "ports", "--out", "ports.txt"), "ends in .yml"),
    (("import", "none.csv", "--out", "x.yml"), "there is no such file"),
    (("chek", "syria"), "no such command"),
])
def test_mistakes_at_the_prompt(capsys, tmp_path, monkeypatch, words, piece):
    monkeypatch.chdir(tmp_path)
    assert piece in refused(capsys, "codebook", *words)

"""Exports for other programs, and text-free bundles with their check."""

import csv
import io
import json
import re

import pandas as pd
import pytest
import yaml
from console import refused

from nabra import cli, store

LINES = [
    ("1", "safir", "2016-01-02", "انسحاب الإرهابيين", "قال الوزير إن «الإرهابيين» انسحبوا من القرية ليلا كما ذكرت الوكالة."),
    ("2", "nahar", "2016-01-03", "قصف المدينة", "وقالت تنسيقيات المسلحين إن النظام قصف المدينة بعد منتصف الليل بساعتين."),
    ("3", "=HYPERLINK(1)", "2016-01-04", "-1", "The rebels left the “regime” behind at dawn, the terrorists said in a statement."),
    ("+4", "safir", "", "", ""),
]
BOOK = """codebook: trial
version: "1"
title: {ar: تجربة, en: Trial}
concepts:
  - id: armed-groups
    label: {ar: الجماعات, en: Armed groups}
    variants:
      - id: terrorists
        label: {ar: إرهابيون, en: terrorists}
        terms: {ar: [الإرهابيين], en: [terrorists]}
      - id: rebels
        label: {ar: مسلحون, en: rebels}
        terms: {ar: [المسلحين], en: [rebels]}
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    path = tmp_path_factory.mktemp("book") / "trial.yml"
    path.write_text(BOOK, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def articles(tmp_path_factory):
    folder = tmp_path_factory.mktemp("articles")
    write(folder / "a.csv", LINES)
    return folder


def write(path, lines):
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([("doc_id", "outlet", "date", "title", "text"), *lines])


@pytest.fixture(scope="module")
def measured(articles, book, tmp_path_factory):
    out = tmp_path_factory.mktemp("measured")
    run("measure", articles, "--codebook", book, "--out", out / "m", "--processes", 1)
    return out / "m"


@pytest.fixture(scope="module")
def bundle(measured, book, tmp_path_factory):
    out = tmp_path_factory.mktemp("bundle") / "b"
    run("bundle", "make", measured, "--codebook", book, "--out", out, "--replicates", 100)
    return out


def run(*args):
    cli.main([str(arg) for arg in args])


def table(path):
    return pd.read_csv(path, encoding="utf-8-sig", dtype=str, keep_default_na=False)


# ---- exports

def test_csv_holds_every_table_and_no_formula(measured, tmp_path):
    run("export", measured, "--out", tmp_path / "x")
    cues = store.load(measured)
    assert sorted(path.stem for path in (tmp_path / "x").iterdir()) == sorted(store.TABLES)
    for name in ("documents", "mentions", "quotes", "attributions"):
        assert len(table(tmp_path / f"x/{name}.csv")) == len(getattr(cues, name))
    for path in (tmp_path / "x").iterdir():
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))):
            assert not [cell for cell in row if cell.startswith(("=", "+", "@")) or re.match(r"-\D", cell)]
    assert "'=HYPERLINK(1)" in set(table(tmp_path / "x/documents.csv")["outlet"])


def test_a_workbook_holds_the_same_and_refuses_what_excel_would_cut(measured, book, tmp_path, capsys):
    openpyxl = pytest.importorskip("openpyxl")
    run("export", measured, "--out", tmp_path / "x", "--as", "xlsx")
    opened = openpyxl.load_workbook(tmp_path / "x/tables.xlsx", read_only=True)
    assert opened.sheetnames[0] == "documents" and set(opened.sheetnames) == set(store.TABLES)
    rows = list(opened["documents"].iter_rows(values_only=True))
    assert len(rows) == 5 and "'=HYPERLINK(1)" in rows[1 + [row[0] for row in rows[1:]].index("3")]
    opened.close()
    folder = tmp_path / "long"
    folder.mkdir()
    write(folder / "a.csv", [("1", "x", "", "", "كلمة " * 8_000)])
    run("measure", folder, "--codebook", book, "--out", tmp_path / "m", "--processes", 1)
    capsys.readouterr()
    said = refused(capsys, "export", tmp_path / "m", "--out", tmp_path / "y", "--as", "xlsx")
    assert "the text of '1' has 40,000 characters" in said and not (tmp_path / "y").exists()
    run("export", tmp_path / "m", "--out", tmp_path / "y", "--as", "xlsx", "--no-text")


def test_tables_for_quanteda_and_tidytext(measured, tmp_path, capsys):
    run("export", measured, "--out", tmp_path / "q", "--as", "quanteda")
    corpus = table(tmp_path / "q/corpus.csv")
    assert list(corpus.columns[:2]) == ["doc_id", "text"] and len(corpus) == 4
    words = yaml.safe_load((tmp_path / "q/dictionary.yml").read_text(encoding="utf-8"))
    mentions = store.load(measured).mentions
    assert {word for variants in words.values() for found in variants.values() for word in found} == set(mentions["surface"])
    run("export", measured, "--out", tmp_path / "t", "--as", "tidytext")
    tidy = table(tmp_path / "t/mentions.csv")
    assert list(tidy.columns[:5]) == ["doc_id", "outlet", "date", "section", "word"] and len(tidy) == len(mentions)
    capsys.readouterr()
    assert "quanteda needs the texts" in refused(capsys, "export", measured, "--out", tmp_path / "z", "--as", "quanteda",
                                                 "--no-text")


# ---- without texts

def no_words_of(articles, folder):
    """No run of five words of any article or title in any file below ``folder``, outside the codebook."""
    runs = {" ".join(words[place:place + 5]) for _, _, _, title, text in articles
            for words in (title.split(), text.split()) for place in range(len(words) - 4)}
    assert len(runs) > 15
    for path in folder.rglob("*"):
        text = " ".join(path.read_text(encoding="utf-8-sig").split())
        assert [run for run in runs if run in text] == [], path.name


def test_nothing_of_the_texts_is_in_what_may_be_shared(measured, bundle, tmp_path):
    run("export", measured, "--out", tmp_path / "x", "--no-text")
    no_words_of(LINES, tmp_path / "x")
    no_words_of(LINES, bundle)
    documents = table(tmp_path / "x/documents.csv")
    assert not {"text", "title"} & set(documents) and documents["characters"].tolist()[:1] == ["0"]
    assert documents["sha256"].str.fullmatch("[0-9a-f]{64}").all()


def test_a_column_of_texts_under_another_name_is_left_out(book, tmp_path, capsys):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.jsonl").write_text(json.dumps({"outlet": "x", "text": "a b", "abstract": "one two three four five six"}),
                                    encoding="utf-8")
    (folder / "nabra.toml").write_text('keep = ["abstract"]', encoding="utf-8")
    run("measure", folder, "--codebook", book, "--out", tmp_path / "m", "--processes", 1)
    run("bundle", "make", tmp_path / "m", "--codebook", book, "--out", tmp_path / "b", "--replicates", 100)
    assert "left out: abstract, text, title" in capsys.readouterr().out
    assert "one two three" not in (tmp_path / "b/documents.csv").read_text(encoding="utf-8")


# ---- the check

def test_the_same_articles_give_everything_again(bundle, articles, capsys, tmp_path):
    run("bundle", "check", bundle, articles, "--processes", 1)
    said = capsys.readouterr().out
    assert "4 of 4 articles are the same" in said and "DIFFERS" not in said
    for name in ("documents", "quotes", "attributions", "mentions", "measures-shares", "measures-quotedness"):
        assert f"holds: {name}.csv: all " in said
    shuffled = tmp_path / "s"
    shuffled.mkdir()
    write(shuffled / "b.csv", [*LINES[::-1], ("9", "more", "", "", "one more")])
    run("bundle", "check", bundle, shuffled, "--processes", 1)
    said = capsys.readouterr().out
    assert "1 more articles are not in the bundle" in said and "DIFFERS" not in said


def test_other_texts_are_named_and_the_rest_is_checked(bundle, tmp_path, capsys):
    write(tmp_path / "a.csv", [LINES[0], (*LINES[1][:4], LINES[1][4] + " "), *LINES[3:]])
    said = refused_after(capsys, "bundle", "check", bundle, tmp_path, "--processes", 1)
    assert "2 of 4 articles are the same" in said and "1 are not at hand" in said
    assert "1 have another text or title (the first: 2)" in said
    assert "holds: mentions.csv" in said and "cannot be made again without all articles" in said


def refused_after(capsys, *args):
    with pytest.raises(SystemExit) as ended:
        run(*args)
    assert ended.value.code == 2
    return capsys.readouterr().out


@pytest.mark.parametrize("name, change", [
    ("mentions.csv", lambda data: data.replace(b"narrator", b"reported", 1)), ("manifest.json", lambda data: data + b" ")])
def test_a_bundle_that_was_changed_is_refused(bundle, articles, tmp_path, capsys, name, change):
    copy = tmp_path / "b"
    copy.mkdir()
    for path in bundle.iterdir():
        (copy / path.name).write_bytes(change(path.read_bytes()) if path.name == name else path.read_bytes())
    assert f"{name} is not as it was bundled" in refused(capsys, "bundle", "check", copy, articles)
    (copy / name).unlink()
    assert f"{name} is missing" in refused(capsys, "bundle", "check", copy, articles)


def test_a_planted_mistake_in_a_bundle_is_found_by_the_articles(bundle, articles, tmp_path, capsys):
    from nabra.commands.bundle_files import SUMS, sums

    found = {path.name: path.read_bytes() for path in bundle.iterdir() if path.name != SUMS}
    mentions = table(bundle / "mentions.csv")
    mentions.loc[0, "start"] = str(int(mentions.loc[0, "start"]) + 1)
    found["mentions.csv"] = ("\ufeff" + mentions.to_csv(index=False)).encode()
    copy = tmp_path / "b"
    copy.mkdir()
    for name, data in (found | {SUMS: sums(found)}).items():
        (copy / name).write_bytes(data)
    said = refused_after(capsys, "bundle", "check", copy, articles, "--processes", 1)
    assert re.search(r"DIFFERS: mentions.csv: 1 of \d+ rows differ \(the first: row 1, start", said)


def test_mistakes_at_the_prompt(measured, articles, bundle, tmp_path, capsys):
    assert "no bundle here" in refused(capsys, "bundle", "check", articles, articles)
    assert "not empty" in refused(capsys, "bundle", "make", measured, "--out", bundle)
    other = tmp_path / "syria.yml"
    other.write_text(BOOK.replace("[rebels]", "[gunmen]"), encoding="utf-8")
    said = refused(capsys, "bundle", "make", measured, "--out", tmp_path / "b", "--codebook", other)
    assert "not the one that was measured with" in said and not (tmp_path / "b").exists()
    assert "'trial' unknown" in refused(capsys, "bundle", "make", measured, "--out", tmp_path / "b")
    assert "no measurement here" in refused(capsys, "export", articles, "--out", tmp_path / "y")

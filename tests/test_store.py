"""A measurement on disk: whole or not at all, an earlier one kept until the new one stands."""

import errno
import json

import pandas as pd
import pytest

import nabra
from nabra import store
from nabra.errors import NabraError
from nabra.show.gallery import plan

TEXTS = ["قال الوزير إن «الإرهابيين» انسحبوا.", "وقالت تنسيقيات المسلحين إن النظام قصف المدينة.",
         "The rebels left."]


@pytest.fixture(scope="module")
def cues():
    articles = pd.DataFrame({"doc_id": ["1", "2", "3"], "outlet": ["a", "a", "b"], "text": TEXTS})
    return nabra.measure(nabra.tables.frame("documents", articles), nabra.codebook("syria"))


@pytest.fixture
def rejected():
    return nabra.tables.frame("rejected", [])


def manifest(mark=1):
    return {"nabra": "0", "codebook": {"name": "syria"}, "mark": mark}


def snapshot(folder):
    """Every path below ``folder`` with its bytes (None for a folder)."""
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
            for path in folder.rglob("*")}


def test_what_is_saved_is_loaded(cues, rejected, tmp_path):
    out = store.save(cues, rejected, manifest(), tmp_path / "new" / "deep")
    again, lost, said = store.load_all(out)
    for name in ("documents", "quotes", "attributions", "mentions", "labels"):
        pd.testing.assert_frame_equal(getattr(again, name), getattr(cues, name))
    assert len(again.mentions) >= 3 and len(lost) == 0
    assert (again.codebook_name, said) == ("syria", manifest())
    assert sorted(path.name for path in out.iterdir()) == sorted(
        ["manifest.json", *(f"{name}.parquet" for name in store.TABLES)])


def test_an_earlier_measurement_is_replaced_with_its_report_and_nothing_else(cues, rejected, tmp_path):
    store.save(cues, rejected, manifest(1), tmp_path)
    for name in ("report/index.html", "report/manifest.json", "figures/forest-x.svg", "figures/mine.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / ".nabra-left").mkdir()
    store.save(cues, rejected, manifest(2), tmp_path)
    assert store.load_all(tmp_path)[2]["mark"] == 2
    assert (tmp_path / "figures/mine.png").exists() and not (tmp_path / "figures/forest-x.svg").exists()
    assert not (tmp_path / "report").exists() and not (tmp_path / ".nabra-left").exists()


def test_every_file_of_a_report_is_known_as_its_own(cues):
    tables = nabra.compare(cues, replicates=100, permutations=100)
    names = [f"{name}.{kind}" for name, *_ in plan(tables) for kind in ("svg", "pdf", "png", "csv")]
    names += [f"measures-{name}.csv" for name in tables]
    assert len(names) > 5 and all(store.WRITTEN["figures"].fullmatch(name) for name in names)


@pytest.mark.parametrize("failure", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("at", ["to_parquet", "rename", "rename-late"])
@pytest.mark.parametrize("earlier", [True, False])
def test_what_stops_the_writing_changes_nothing(cues, rejected, tmp_path, monkeypatch, failure, at, earlier):
    out = tmp_path / "above" / "out"
    if earlier:
        store.save(cues, rejected, manifest(1), out)
        (out / "report").mkdir()
        (out / "report/index.html").write_text("page")
    before, calls, last = snapshot(tmp_path), [], 15 if earlier else 7

    def stopped(real, after):
        def one(*args, **kwargs):
            calls.append(1)
            if len(calls) == after:
                raise failure
            return real(*args, **kwargs)
        return one

    if at == "to_parquet":
        monkeypatch.setattr(pd.DataFrame, "to_parquet", stopped(pd.DataFrame.to_parquet, 4))
    else:
        monkeypatch.setattr(store.os, "rename", stopped(store.os.rename, 3 if at == "rename" else last))
    with pytest.raises((NabraError, KeyboardInterrupt)) as error:
        store.save(cues, rejected, manifest(2), out)
    assert len(calls) >= 3 and snapshot(tmp_path) == before
    if isinstance(failure, OSError):
        assert str(error.value) == (f"output {out}: cannot be written (No space left on device); "
                                    "make room or name another folder")


def test_outputs_that_are_refused(cues, rejected, tmp_path):
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "a.csv").write_text("x")
    file = tmp_path / "file"
    file.write_text("x")
    store.save(cues, rejected, manifest(), tmp_path / "old")
    (tmp_path / "old/inner.csv").write_text("x")
    (tmp_path / "link").symlink_to(articles)
    for out, message in [
        (articles, "own folder"), (articles / "deep/er", "own folder"), (tmp_path / "link", "own folder"),
        (tmp_path / "articles/../articles", "own folder"), (tmp_path, "holds something else"),
        (file, "this is a file"), (file / "x", f"{file} is a file"), ("", "name is empty"),
        (tmp_path / "old", r"holds something else \(inner.csv\)"),
    ]:
        with pytest.raises(NabraError, match=message):
            store.check_out(out, articles)
    with pytest.raises(NabraError, match="the articles lie in it"):
        store.check_out(tmp_path / "old", tmp_path / "old/documents.parquet")
    (tmp_path / "empty").mkdir()
    for out in (tmp_path / "empty", tmp_path / "none", tmp_path / "articles-measured"):
        store.check_out(out, articles)


def test_folders_that_are_no_measurement(cues, rejected, tmp_path):
    for content in ("no JSON", '"nabra"', "[]", "{}"):
        (tmp_path / "manifest.json").write_text(content)
        with pytest.raises(NabraError, match="no measurement here"):
            store.load(tmp_path)
    out = store.save(cues, rejected, manifest(), tmp_path / "out")
    (out / "mentions.parquet").write_bytes(b"PAR1")
    with pytest.raises(NabraError, match="cannot be read .*; measure again"):
        store.load(out)
    cues.mentions.drop(columns="voice").to_parquet(out / "mentions.parquet")
    with pytest.raises(NabraError, match="table mentions: column 'voice' is missing"):
        store.load(out)
    store.save(cues, rejected, manifest(), out)
    (out / "manifest.json").write_text(json.dumps({"nabra": "0"}))
    with pytest.raises(NabraError, match="cannot be read"):
        store.load(out)


def test_staged_files_come_together_or_not_at_all(tmp_path):
    with store.staged(tmp_path / "a/b") as new:
        (new / "one").write_text("1")
        assert not (tmp_path / "a/b/one").exists()
    assert snapshot(tmp_path / "a/b") == {"one": b"1"}
    with pytest.raises(ZeroDivisionError), store.staged(tmp_path / "c/d") as new:
        (new / "one").write_text(str(1 / 0))
    assert not (tmp_path / "c").exists()

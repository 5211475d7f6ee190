"""Groups of the whole corpus come back into each article's row, or are refused with a reason."""

import json

import pandas as pd
import pytest
from console import nabra as run

import nabra
from nabra import pipeline
from nabra.errors import NabraError
from nabra.measures.subset import only
from nabra.text import groups
from nabra.text.grouping import group


@pytest.fixture(scope="module")
def articles(tmp_path_factory):
    rows = [{"doc_id": f"{i}", "outlet": outlet, "date": "2016-01-02", "text": text} for i, (outlet, text) in enumerate([
        ("a", "قال وزير الداخلية أمس إن المسلحين انسحبوا من المدينة بعد معارك عنيفة دامت أياما. (رويترز)"),
        ("b", "قال وزير الداخلية أمس إن المسلحين انسحبوا من المدينة بعد معارك عنيفة دامت أياما"),
        ("b", "وصل الإرهابيون إلى القرية الجبلية وفق سكانها الذين فروا منها ليلا نحو الحدود القريبة"),
    ])]
    file = tmp_path_factory.mktemp("groups") / "articles.jsonl"
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return file


def test_the_command_writes_what_measure_takes(articles, tmp_path):
    out = tmp_path / "groups.parquet"
    done = run("group", articles, "--out", out)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("3 articles: own 1, wire 2, shared 0, repeat 0; 1 events that two outlets or more")
    done = run("measure", articles, "--out", tmp_path / "m", "--groups", out)
    assert done.returncode == 0, done.stderr
    documents = nabra.load(tmp_path / "m").documents
    assert documents["copy"].tolist() == ["wire", "wire", "own"]
    assert documents["event"].isna().tolist() == [False, False, True]
    manifest = json.loads((tmp_path / "m" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["options"]["groups"] == {"share": 0.2, "similarity": 0.3, "days": 2, "across": 0.55}


def test_groups_come_back_from_their_file(articles, tmp_path):
    table = group(nabra.read(articles))
    file = tmp_path / "g.parquet"
    file.write_bytes(groups.as_parquet(table))
    pd.testing.assert_frame_equal(groups.load(file), table, check_dtype=False)
    assert groups.load(file).attrs == table.attrs and groups.as_parquet(table) == file.read_bytes()


def test_groups_of_other_articles_are_refused(articles):
    documents = nabra.read(articles)
    table = group(documents)
    with pytest.raises(NabraError, match=r"1 articles are not in the groups \(the first: 2\)"):
        groups.attach(documents, table[:2])
    changed = documents.assign(sha256=["0" * 64, *documents["sha256"][1:]])
    with pytest.raises(NabraError, match=r"another text than when they were grouped \(the first: 0\)"):
        groups.attach(changed, table)


def test_a_file_of_something_else_is_refused(articles, tmp_path):
    with pytest.raises(NabraError, match="cannot be read as Parquet"):
        groups.load(articles)
    other = tmp_path / "other.parquet"
    pd.DataFrame({"doc_id": ["1"]}).to_parquet(other)
    with pytest.raises(NabraError, match="holds no groups"):
        groups.load(other)


def test_a_part_of_the_corpus(articles):
    documents = nabra.read(articles)
    cues = pipeline.measure(groups.attach(documents, group(documents)), nabra.codebook("syria"))
    own = only(cues, copy="own")
    assert own.documents["doc_id"].tolist() == ["2"] and set(own.mentions["doc_id"]) == {"2"}
    assert set(only(cues, copy=["own", "wire"]).mentions["doc_id"]) == set(cues.mentions["doc_id"])
    with pytest.raises(NabraError, match="no column 'genr'; one of doc_id"):
        only(cues, genr="news")
    with pytest.raises(NabraError, match="no article has copy 'shared'; the values are: own, wire"):
        only(cues, copy="shared")

"""What docs/coding.md tells its readers to type works, in its order; the pack to practise on is whole."""

import json
import re
import shlex

import pandas as pd
import pytest

from nabra.cli import main
from nabra.measures.sample import line_id

FEW = 60


@pytest.fixture(scope="module")
def doc(root):
    return (root / "docs" / "coding.md").read_text(encoding="utf-8")


def run(line):
    with pytest.raises(SystemExit) as ended:
        main(shlex.split(line)[1:])
        raise SystemExit(0)
    assert ended.value.code in (0, None), line


def test_the_commands_run_in_their_order(doc, root, tmp_path, monkeypatch, capsys):
    lines = [line for block in re.findall(r"^```\n(.*?)^```", doc, re.M | re.S) for line in block.splitlines()]
    names = ["sample", "agree", "correct", "lines", "measure", "events", "lines", "sample", "agree", "correct"]
    assert [shlex.split(line)[1] for line in lines] == names
    monkeypatch.chdir(tmp_path)
    articles = (root / "corpora/sample/articles.jsonl").read_text(encoding="utf-8").splitlines()[::312 // FEW]
    (tmp_path / "my-articles").mkdir()
    (tmp_path / "my-articles" / "articles.jsonl").write_text("\n".join(articles), encoding="utf-8")
    sample, agree, correct, shown, measure, *of_events = lines
    run("nabra measure my-articles --codebook syria --out results")
    run(sample)
    key = pd.read_csv("coding/key/key.csv", encoding="utf-8-sig").set_index("line_id")
    for coder, other in (("leila", 5), ("omar", 7), ("settled", 0)):
        sheet = pd.read_csv("coding/lines.csv", encoding="utf-8-sig", dtype=str)
        sheet["mention"], sheet["voice"] = "yes", key["predicted"].reindex(sheet["line_id"]).to_numpy()
        if other:
            sheet.loc[::other, "voice"] = "reported"
        sheet.to_csv(f"coding/{coder}.csv", index=False)
    run(agree)
    run(correct)
    assert "AC1" in capsys.readouterr().out
    run("nabra report results --replicates 100")
    page = (tmp_path / "results/report/index.html").read_text(encoding="utf-8")
    assert "machine-coded lines only" not in page and 'id="corrected"' in page
    run(shown)
    decided = pd.read_csv("lines.csv", encoding="utf-8-sig").assign(decision="")
    decided.loc[:1, "decision"] = ["no", "quoted"]
    decided.iloc[:2].to_csv("decisions.csv", index=False)
    run(measure)
    manifest = json.loads((tmp_path / "results/manifest.json").read_text(encoding="utf-8"))
    counts = manifest["options"]["decisions"]
    assert counts["removed"] == 1 and counts["changed"] + counts["confirmed"] == 1
    assert not (tmp_path / "results/correction").exists()     # it was of the earlier measurement
    run("nabra report results --replicates 100")
    assert "machine-coded lines only" in (tmp_path / "results/report/index.html").read_text(encoding="utf-8")
    for line in of_events[:3]:
        run(line)
    key = pd.read_csv("doers/key/key.csv", encoding="utf-8-sig").set_index("line_id")
    for coder, other in (("leila", 5), ("omar", 7)):
        sheet = pd.read_csv("doers/lines.csv", encoding="utf-8-sig", dtype=str)
        sheet["mention"], sheet["doer"] = "yes", key["predicted"].reindex(sheet["line_id"]).to_numpy()
        sheet.loc[::other, "doer"] = "named"
        sheet.to_csv(f"doers/{coder}.csv", index=False)
    capsys.readouterr()
    for line in of_events[3:]:
        run(line)
    assert "doer: " in capsys.readouterr().out
    told = pd.read_csv("events/corrected.csv", encoding="utf-8-sig")
    assert set(told["measure"]) == {"corrected doer"} and told["estimate"].between(0, 1).all()


def test_what_it_points_to_exists(doc, root):
    for link in re.findall(r"\]\(([^)#:]+)\)", doc):
        assert (root / "docs" / link).exists(), link
    for file in re.findall(r"`((?:lines|label-studio|inception|instructions-..)\.\w+|key/key.csv)`", doc):
        assert file in ("lines.xlsx", "inception.tsv") or (root / "docs" / "coding" / file).is_file(), file


def test_the_pack_to_practise_on_is_whole(root):
    pack = root / "docs" / "coding"
    lines, key = (pd.read_csv(pack / name, encoding="utf-8-sig", keep_default_na=False)
                  for name in ("lines.csv", "key/key.csv"))
    assert len(lines) == 200 and lines["line_id"].tolist() == key["line_id"].tolist()
    assert not key["doc_id"].duplicated().any() or key.groupby(["doc_id", "concept"]).size().max() == 1
    assert (lines[["mention", "voice", "note"]] == "").all().all()
    assert set(key["predicted"]) == {"narrator", "quoted", "reported"} and key["outlet"].nunique() >= 5
    tasks = json.loads((pack / "label-studio.json").read_text(encoding="utf-8"))
    assert [task["data"]["line_id"] for task in tasks] == lines["line_id"].tolist()
    articles = {}
    for row in (root / "corpora/sample/articles.jsonl").read_text(encoding="utf-8").splitlines():
        articles |= {json.loads(row)["doc_id"]: json.loads(row)}
    for row in key.itertuples():
        assert row.line_id == line_id(row.doc_id, row.part, row.start, row.end)
        assert articles[row.doc_id][row.part][row.start:row.end] == row.surface

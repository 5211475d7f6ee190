"""What the README tells its readers to type works, and what it points to is there."""

import re
import shlex

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from nabra.cli import main


@pytest.fixture(scope="module")
def readme(root):
    return (root / "README.md").read_text(encoding="utf-8")


def blocks(text, kind):
    """The fenced blocks of one kind ('' for plain ones)."""
    return re.findall(rf"^```{kind}\n(.*?)^```", text, re.M | re.S)


def test_the_python_block_runs(root, readme, monkeypatch):
    monkeypatch.chdir(root)
    (code,) = blocks(readme, "python")
    names = {}
    exec(compile(code, "README.md", "exec"), names)     # the README's own lines
    shares = names["shares"]
    assert isinstance(shares, pd.DataFrame) and set(shares["voice"]) == {"narrator"}
    assert len(names["nabra"].lines(names["cues"], row=shares.iloc[0]).table) == shares.iloc[0]["count"]
    plt.close("all")


def test_the_commands_for_ones_own_articles_run(readme, root, tmp_path, capsys):
    """The three commands, on the teaching corpus in place of the reader's folder."""
    lines = [line for block in blocks(readme, "") for line in block.splitlines() if "bin/nabra" in line]
    assert [shlex.split(line)[1] for line in lines] == ["measure", "report", "lines"]
    for line in lines:
        words = [{"my-articles": str(root / "corpora/sample"), "results": str(tmp_path / "results")}.get(word, word)
                 for word in shlex.split(line)[1:]]
        few = ["--replicates", "100"] if words[0] == "report" else []
        with pytest.raises(SystemExit) as ended:
            main(words + few)
            raise SystemExit(0)
        assert ended.value.code in (0, None), capsys.readouterr().err
    assert (tmp_path / "results" / "report" / "index.html").is_file()
    assert list((tmp_path / "results" / "figures").glob("forest-*.csv"))
    assert "terrorists" in readme and capsys.readouterr().out.count("narrator") > 1


def test_the_make_targets_and_files_that_are_named_exist(root, readme):
    made = set(re.findall(r"^([a-z]+):", (root / "Makefile").read_text(encoding="utf-8"), re.M))
    typed = "".join(blocks(readme, "")) + " ".join(re.findall("`[^`\n]*`", readme))
    named = set(re.findall(r"\bmake ([a-z]+)\b", typed))
    assert {"report", "test", "evaluate"} <= named <= made
    for link in re.findall(r"\]\(([^)#:]+)\)", readme):
        assert (root / link).exists(), link

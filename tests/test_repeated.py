"""Lines that recur are found by frequency and position; what is news, or stands in the middle, is not left out."""

import json

import pytest
from console import nabra as run
from hypothesis import given
from hypothesis import strategies as st

import nabra
from nabra.errors import NabraError
from nabra.show.safe import csv_text
from nabra.tables import frame
from nabra.text import repeated_file
from nabra.text.normalise import phrase_key
from nabra.text.repeated import repeated_lines, with_repeated

FURNITURE = "شاركْ هذا الخبر مع أصدقائك"
REFRAIN = "وبعد ذلك بيوم"


def corpus(number=8):
    """Articles of two outlets: one prints a line under each, and a refrain in the middle of each."""
    rows = []
    for i in range(number):
        middle = "\n".join(f"فقرة {i} {place} من الخبر." for place in range(4))
        for outlet, end in (("a", f"\n{REFRAIN}\n{middle}\n{FURNITURE}"), ("b", "")):
            rows.append({"doc_id": f"{outlet}{i}", "outlet": outlet, "text": f"{middle}\nخبر رقم {i}.{end}"})
    return frame("documents", rows)


def test_furniture_and_refrain():
    found = repeated_lines(corpus()).set_index("line")
    assert set(found.index) == {FURNITURE, REFRAIN} and set(found["outlet"]) == {"a"}
    assert found.loc[FURNITURE, ["articles", "share", "at_edge", "leave_out"]].tolist() == [8, 1.0, 1.0, True]
    assert not found.loc[REFRAIN, "leave_out"]


def test_signs_and_order_change_nothing():
    rows = corpus()
    plain = rows.assign(text=rows["text"].str.replace("ْ", ""))
    assert repeated_lines(rows)["key"].tolist() == repeated_lines(plain.sample(frac=1, random_state=1))["key"].tolist()


def test_rare_lines_single_lines_and_long_lines_are_none():
    assert not len(repeated_lines(corpus(4)))
    same = frame("documents", [{"doc_id": f"{i}", "outlet": "a", "text": FURNITURE} for i in range(9)])
    assert not len(repeated_lines(same))
    long = frame("documents", [{"doc_id": f"{i}", "outlet": "a", "text": f"خبر {i}\n{'كلمة ' * 40}"} for i in range(9)])
    assert not len(repeated_lines(long))


@pytest.mark.parametrize(("given", "said"), [({"least": 1}, "least 1: a line"), ({"share": 2}, "share 2: give a share")])
def test_settings_that_are_none_are_refused(given, said):
    with pytest.raises(NabraError, match=said):
        repeated_lines(corpus(), **given)


def test_real_outlets(shared):
    found = repeated_lines(nabra.read(shared / "corpora" / "saudinewsnet.parquet"))
    assert found.loc[found["outlet"] == "was", "share"].max() > .9
    assert found.loc[found["line"].str.contains("Mobily"), "leave_out"].all()


def listed(table, file, **changed):
    """The list as the command writes it, with changes as a scholar makes them in a spreadsheet."""
    table = table.assign(**changed)
    file.write_text("\ufeff" + csv_text(table), encoding="utf-8")
    return file


def test_left_out_lines_are_not_measured_and_stay_in_the_text(tmp_path):
    rows = corpus()
    rows["text"] = rows["text"].str.replace("\n" + FURNITURE, "\nالإرهابيون هنا", regex=False)
    book = nabra.codebook("syria")
    before = nabra.measure(rows, book)
    keys, said = repeated_file.load(listed(repeated_lines(rows), tmp_path / "r.csv"))
    assert keys == {"a": frozenset({phrase_key("الإرهابيون هنا")})} and said["lines"] == 1
    after = nabra.measure(rows, book, repeated=keys)
    assert len(before.mentions) == 8 and len(after.mentions) == 0
    a = after.documents["outlet"] == "a"
    assert (after.documents["text"] == before.documents["text"]).all()
    lost = before.documents["words"] - after.documents["words"]
    more = after.documents["boilerplate_lines"] - before.documents["boilerplate_lines"]
    assert (lost[a] == 2).all() and (lost[~a] == 0).all() and (more[a] == 1).all() and (more[~a] == 0).all()


def test_a_scholar_may_veto_and_the_guard_against_formulas_comes_off(tmp_path):
    table = repeated_lines(corpus())
    file = listed(table, tmp_path / "r.csv", leave_out=["no", "نعم"], outlet="=a", line=["-x", "@y"])
    assert "'=a" in file.read_text(encoding="utf-8")
    assert repeated_file.load(file)[0] == {"=a": frozenset({"y"})}
    assert repeated_file.load(listed(table, file, leave_out=False))[0] == {}


def test_a_list_that_is_none_is_refused(tmp_path):
    table = repeated_lines(corpus())
    with pytest.raises(NabraError, match="row 2: leave_out 'maybe' is neither true nor false"):
        repeated_file.load(listed(table, tmp_path / "r.csv", leave_out="maybe"))
    with pytest.raises(NabraError, match="no column 'leave_out'"):
        repeated_file.load(listed(table.drop(columns="leave_out"), tmp_path / "r.csv"))
    with pytest.raises(NabraError, match="cannot be read"):
        repeated_file.load(tmp_path / "none.csv")


@given(text=st.text("اب \n.", max_size=40))
def test_ranges_are_the_lines_that_were_listed(text):
    number = sum(phrase_key(line) == "اب" for line in text.split("\n"))
    found = with_repeated([], text, {"اب"})
    assert len(found) == number and all(phrase_key(text[start:end]) == "اب" for start, end in found)
    first = text.find("\n") if "\n" in text else len(text)
    tail = [(first - 1, first)] if first else []
    together = with_repeated(tail, text, {"اب"})
    assert all(one[1] < other[0] for one, other in zip(together, together[1:]))


def test_the_commands(tmp_path):
    rows = corpus().drop(columns="sha256")
    rows.to_parquet(tmp_path / "a.parquet")
    done = run("group", tmp_path / "a.parquet", "--out", tmp_path / "g.parquet", "--repeated", tmp_path / "r.csv")
    assert "2 repeated lines, 1 to leave out" in done.stdout, done.stderr
    done = run("measure", tmp_path / "a.parquet", "--out", tmp_path / "m", "--repeated", tmp_path / "r.csv")
    assert done.returncode == 0, done.stderr
    manifest = json.loads((tmp_path / "m" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["options"]["repeated"]["lines"] == 1 and manifest["options"]["repeated"]["file"] == "r.csv"

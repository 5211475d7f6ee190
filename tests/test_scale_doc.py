"""docs/scale.md says what the committed tables of the bench say; the bench itself counts right."""

import pandas as pd
import pytest
import scale
from bench import ratios, size, write

import nabra


def test_the_page_has_the_computed_lines():
    page = scale.PAGE.read_text(encoding="utf-8")
    inside = page.partition(scale.BEGIN)[2].partition(scale.END)[0]
    assert inside == scale.lines() and "1,000,000,000" in inside


def test_an_estimate_is_the_arithmetic_of_what_was_measured():
    known = {"bytes_an_article": 3_600, "speed": 10.0, "together": .9, "dask": .8, "peak": 400, "peak_two": 500,
             "written": .5}
    laptop, cluster = scale.estimate(known, 10**6, 2), scale.estimate(known, 10**9, 100)
    assert laptop["gb"] == 3.6 and laptop["core_hours"] == pytest.approx(.1) and laptop["files"] == 18
    assert laptop["hours"] == pytest.approx(.1 / 2 / .9) and laptop["memory_gb"] == .5 and laptop["disk_gb"] == 1.8
    assert cluster["hours"] == pytest.approx(100 / 100 / .72) and cluster["memory_gb"] == 40


def test_the_committed_tables_hold_what_the_floors_ask_for():
    ratio, grown = (pd.read_csv(scale.BENCH / f"{name}.csv") for name in ("ratios", "growth"))
    absent = set(pd.read_csv(scale.BENCH / "absent.csv")["what"])
    wanted = {"re", "polars find_many", "polars contains_any", "spaCy PhraseMatcher", "quanteda"}
    assert set(ratio["against"]) | absent == wanted and (ratio["lowest"] <= ratio["ratio"]).all()
    assert (ratio["ratio"] <= ratio["highest"]).all() and (ratio["rounds"] >= 3).all()
    assert {("local", 1), ("local", 2), ("dask", 2)} <= set(zip(grown["engine"], grown["processes"]))
    assert grown["mb"].max() > 4 * grown["mb"].min() and (grown["peak_mb"] > 50).all()
    assert set(pd.read_csv(scale.BENCH / "start.csv")["what"]) == {"first ever", "warm"}
    assert (pd.read_csv(scale.BENCH / "stage.csv")["mb_per_second"] > 1).all()


def test_ratios_are_of_one_round():
    speeds = pd.DataFrame([(1, "nabra", 8.0), (1, "re", 4.0), (1, "nabra, terms only", 12.0), (2, "nabra", 9.0),
                           (2, "re", 3.0), (2, "nabra, terms only", 9.0)], columns=["round", "what", "mb_per_second"])
    found = ratios(speeds).set_index("ours")
    assert found.loc["nabra", ["ratio", "lowest", "highest"]].tolist() == [2.5, 2, 3]
    assert found.loc["nabra, terms only", "ratio"] == 3


def test_the_articles_of_the_bench_are_as_many_as_asked(root, tmp_path):
    articles = nabra.read(root / "corpora/sample", quiet=True)[["outlet", "title", "text"]]
    taken, count = write(articles, 1.5, tmp_path / "two", files=2)
    read = nabra.read(tmp_path / "two", quiet=True)
    assert len(read) == count and read["doc_id"].is_unique and size(read["text"]) / 1e6 == pytest.approx(taken)
    assert 1.5 <= taken < 1.6 and sorted(read["source_file"].unique()) == ["0.parquet", "1.parquet"]

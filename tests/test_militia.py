"""The demonstration of figures/ant: tables follow from articles, articles from the corpus."""

import importlib.util
import io

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from nabra.tables import frame


@pytest.fixture(scope="module")
def folder(root):
    return root / "figures" / "ant"


@pytest.fixture(scope="module")
def script(folder):
    spec = importlib.util.spec_from_file_location("militia", folder / "militia.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def articles(folder):
    return pd.read_csv(folder / "militia-articles.csv")


def test_the_tables_follow_from_the_articles(folder, script, articles):
    made = script.compared(articles.sample(frac=1, random_state=1))
    assert list(made) == ["decomposition", "standardised", "regression", "events"]
    for name, table in made.items():
        table = pd.read_csv(io.StringIO(table.to_csv(index=False)))
        stored = pd.read_csv(folder / f"militia-{name}.csv")
        assert_frame_equal(table, stored, check_dtype=False, atol=2e-6, rtol=1e-4)


def test_the_articles_follow_from_the_corpus(shared, script, articles):
    corpus = pd.read_parquet(shared / "corpora" / "ant.parquet")
    some = corpus[corpus["doc_id"].isin(articles["doc_id"].sample(60, random_state=2))]
    documents = frame("documents", some.rename(columns={"lang": "language"}).assign(source_file="ant", sha256=None))
    made = script.measured(documents).set_index("doc_id")
    stored = articles.set_index("doc_id").loc[made.index]
    assert len(made) == 60 and made["count"].sum() > 0
    # an event depends on all articles, not on these alone
    assert_frame_equal(made.drop(columns="event"), stored.drop(columns="event"), check_dtype=False,
                       check_index_type=False)


def test_what_the_page_says_is_what_the_tables_say(folder, articles):
    page = (folder / "README.md").read_text(encoding="utf-8")
    table = pd.read_csv(folder / "militia-decomposition.csv")
    table = table.set_index(["topics", "component", "topic"]).sort_index()
    for topics in ("yemen", "country"):
        for component in ("mix", "choice"):
            one = table.loc[(topics, component, "all")]
            low, estimate, high = (f"{100 * one[name]:.1f}" for name in ("low", "estimate", "high"))
            assert f"{estimate} points ({low} to {high})" in page
    counts = articles.groupby("outlet")["count"].agg(["sum", "size", "mean"])
    for outlet in counts.index:
        row = counts.loc[outlet]
        for words in (f"{row['sum']:.0f} of", f"{row['size']:,.0f}", f"({100 * row['mean']:.1f} %)"):
            assert words in page
    named = articles.assign(named=articles["yemen"] == "named").groupby("outlet")["named"].mean()
    assert f"{100 * named['alarabia']:.0f} % of the one" in page
    assert f"{100 * named['bbc']:.0f} % of the other" in page
    rates = table.loc[("yemen", "choice", "named")]
    assert f"{100 * rates['rate_a']:.0f} % of\nAl Arabiya" in page
    assert f"{100 * rates['rate_b']:.0f} % of BBC" in page
    assert f"choice {100 * table.loc[('yemen', 'choice', 'not named'), 'estimate']:.1f} points" in page
    other = pd.read_csv(folder / "militia-standardised.csv").iloc[-1]
    low, high = (f"{100 * other[name]:.1f}" for name in ("low", "high"))
    assert f"{100 * other['estimate']:.0f} points apart ({low} to {high};" in page
    assert f"of the {other['strata']} country-months" in page
    assert f"{100 * other['kept_a']:.0f} % and the {100 * other['kept_b']:.0f} %" in page
    slope = pd.read_csv(folder / "militia-regression.csv").query("terms == 'yemen' and model == 'adjusted'")
    for row in slope.to_dict("records"):
        assert f"{row['estimate']:.1f}" in page and f"({row['low']:.1f} to {row['high']:.1f})" in page
    within, odds = pd.read_csv(folder / "militia-events.csv").iloc[1:].to_dict("records")
    assert f"{within['events']} were found" in page and odds["events"] == 1

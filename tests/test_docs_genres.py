"""docs/corpora-genres.md says what is so: its numbers are those of the coded files, its commands and code run."""

import re
import shlex

import pandas as pd
import pytest
from console import write

import nabra
from nabra import cli
from nabra.text import across, anchors, copies, events, genre, repeated
from nabra.text.genre import NOT_NEWS, with_genre


@pytest.fixture(scope="module")
def text(root):
    return (root / "docs/corpora-genres.md").read_text(encoding="utf-8")


def blocks(text, kind):
    return [block for found, block in re.findall(r"^```(\w*)\n(.*?)^```$", text, re.M | re.S) if found == kind]


def rows_below(text, head):
    """The rows of the table whose first line begins so."""
    return text.partition(f"\n{head}")[2].partition("\n\n")[0].splitlines()[2:]


def test_links_and_files_are_there(root, text):
    titles = {title.strip().lower().replace(" ", "-") for title in re.findall(r"^## (.*)$", text, re.M)}
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) == titles
    for name in re.findall(r"`((?:analysis|tests)/[^`]+)`", text):
        assert (root / name).exists(), name


def test_the_commands_run(text, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "articles.csv", [("1", "a", "2016-01-02", "قال الوزير إن «الإرهابيين» انسحبوا."),
                                      ("2", "b", "2016-01-02", "وقالت تنسيقيات المسلحين إن النظام قصف المدينة.")])
    rows = [{"outlet": code, "date": "2020-03-03", "language": code, "text": said} for code, said in (
        ("ar", "أصيب 37 شخصا قبالة صيدا في لبنان حين اصطدمت سفينة من قبرص بقارب، وقالت الشرطة إن التحقيق بدأ."),
        ("en", "In Lebanon 37 people were injured off Sidon when a ship from Cyprus hit a boat, police said."))]
    pd.DataFrame(rows).to_json(tmp_path / "both.jsonl", orient="records", lines=True)
    for line in (line for block in blocks(text, "") for line in block.splitlines()):
        words = shlex.split(line)
        assert words[0] == "nabra"
        cli.main(words[1:] + (["--processes", "1"] if words[1] == "measure" else []))
    assert (tmp_path / "described/index.html").is_file() and nabra.load(tmp_path / "results").documents["copy"].notna().all()


def test_the_python_block_runs(root, text, monkeypatch):
    monkeypatch.chdir(root)
    space = {}
    exec(compile(blocks(text, "python")[0], "docs/corpora-genres.md", "exec"), space)       # the page's own lines
    assert len(space["topic"]) == 20


def test_cut_offs_are_those_of_the_code(text):
    assert (repeated.LONGEST, repeated.LEAST, repeated.SHARE, repeated.EDGE) == (120, 5, 0.005, 3)
    assert (genre.OPENING, genre.CLOSING) == (200, 300) and (copies.SHARE, copies.DAYS) == (0.2, 2)
    assert (events.SIMILARITY, events.DAYS) == (0.3, 2)
    signed = next(rule for rule in genre.rules().genre if rule.where == "signed")
    assert signed.id == "signed-and-arguing" and signed.least == 3
    book = nabra.codebook("topics").labels()
    assert len(book) == 9


def test_the_table_of_genres(root, text, shared):
    coded = pd.read_csv(root / "tests" / "genres.csv", dtype="string")
    parts = []
    for corpus, rows in coded.groupby("corpus"):
        articles = pd.read_parquet(shared / "corpora" / f"{corpus}.parquet").rename(columns={"lang": "language"})
        own = rows.rename(columns={"genre": "read", "origin": "read_origin"})
        parts.append(with_genre(own.merge(articles, on=["corpus", "doc_id"], validate="1:1")))
    found = pd.concat(parts)
    lines = []
    for outlet, rows in found.groupby("outlet"):
        news, other, known = rows["read"] == "news", rows["read"].isin(NOT_NEWS), rows["origin"] != "unknown"
        numbers = (len(rows), news.sum(), (news & (rows["genre"] == "news")).sum(),
                   (news & rows["genre"].isin(NOT_NEWS)).sum(), other.sum(),
                   (other & (rows["read"] == rows["genre"])).sum(), known.sum(),
                   (known & (rows["origin"] == rows["read_origin"])).sum())
        lines.append(f"| {outlet} | {' | '.join(map(str, numbers))} |")
    assert rows_below(text, "| outlet | read |") == lines
    counts = coded["genre"].value_counts()
    assert (len(coded), counts["news"], counts["opinion"]) == (209, 186, 13)


def test_the_pairs_of_events(root, text, shared):
    """The pairs that were read: matched as they were, on the weeks around them."""
    pairs = pd.read_csv(root / "tests" / "events.csv")
    tally = pairs.groupby("set")["same"].agg(["sum", "size"])
    assert tally.loc["matched"].tolist() == [45, 55] and tally.loc["near"].tolist() == [8, 60]
    assert tally.loc["fourth day"].tolist() == [14, 24] and tally.loc["fourth day below"].tolist() == [7, 15]
    assert "14 of 24 pairs" in text and "21 of 39" in text
    assert "45 of 55 pairs" in text and "Of 60 pairs" in text
    articles = nabra.read(shared / "corpora" / "ant.parquet")
    weeks = articles[articles["date"].str[:10].between("2018-04-22", "2018-05-24")]
    event = events.events(weeks, progress=False).set_index("doc_id")["event"].fillna("")
    pairs = pairs[pairs["set"].isin(["matched", "near"])]
    one, other = (event.reindex(pairs[name]).to_numpy() for name in ("one", "other"))
    matched = (one == other) & (one != "")
    right = pairs["same"] == 1
    assert (matched & right).sum() >= 45 and (matched & ~right).sum() <= 10


def test_the_pairs_of_two_languages(root, text):
    """The counts that the page gives are those of the pairs that were read, and its cut-offs those of the code."""
    pairs = pd.read_csv(root / "tests" / "events_across.csv")
    linked, missed = (pairs[pairs["set"] == name] for name in ("linked", "missed"))
    assert (len(linked), linked["same"].sum(), len(missed), missed["same"].sum()) == (21, 14, 16, 16)
    assert "Of 21 pairs of groups that were joined 14" in text and "so that 14 of 30" in text
    assert (across.ACROSS, across.A_DAY, across.FEWEST, across.BESIDE) == (0.55, 0.8, 4, 0.2)
    assert (anchors.LEAD, anchors.TITLE) == (1_500, 2)


def test_topics_agree_with_sections(shared):
    articles = nabra.read(shared / "corpora" / "ant.parquet")
    some = pd.concat([rows.sort_values("doc_id").sample(40, random_state=4)
                      for section, rows in articles.groupby("section") if section in ("sport", "economy", "culture")])
    told = nabra.topics(nabra.measure(some, nabra.codebook("topics")), "topic").reindex(some["doc_id"]).to_numpy()
    agree = pd.Series(told == some["section"].to_numpy()).groupby(some["section"].to_numpy()).mean()
    assert agree["sport"] >= 0.9 and agree["economy"] >= 0.7 and agree["culture"] >= 0.6


@pytest.fixture(scope="module")
def told_topics(root, shared):
    """The coded articles with the topic that was read and the one that the codebook tells."""
    coded = pd.read_csv(root / "tests" / "genres.csv", dtype="string")
    parts = []
    for corpus, rows in coded.groupby("corpus"):
        articles = nabra.read(shared / "corpora" / f"{corpus}.parquet", quiet=True)
        some = articles[articles["doc_id"].isin(rows["doc_id"])]
        told = nabra.topics(nabra.measure(some, nabra.codebook("topics")), "topic")
        parts.append(rows.merge(some[["doc_id", "outlet"]], on="doc_id").assign(
            told=lambda part, told=told: told.reindex(part["doc_id"].astype(object)).to_numpy()))
    return pd.concat(parts)


def test_the_table_of_topics(text, told_topics):
    lines = []
    for outlet, rows in told_topics.groupby("outlet"):
        known, right = rows["topic"] != "none", rows["topic"] == rows["told"]
        numbers = (known.sum(), (known & right).sum(), (known & (rows["told"] == "none")).sum(), (~known).sum(), (~known & ~right).sum())
        lines.append(f"| {outlet} | {' | '.join(map(str, numbers))} |")
    assert rows_below(text, "| outlet | with a topic |") == lines
    known = told_topics[told_topics["topic"] != "none"]
    assert (len(known), (known["topic"] == known["told"]).sum()) == (170, 121)


def test_the_table_of_english_genres(root, text, shared):
    """The rows of FA-KES and PolNeAR after the mending; AllSides is not at hand here."""
    coded = pd.read_csv(root / "tests" / "genres_en.csv", dtype="string")
    assert coded.groupby("set").size().to_dict() == {"after": 42, "mended": 100}
    made = pd.read_csv(shared / "corpora/originals/FA-KES-Dataset.csv", encoding="utf-8", encoding_errors="replace",
                       dtype={"unit_id": "string"}).drop_duplicates("unit_id")
    made = made.rename(columns={"unit_id": "doc_id", "article_title": "title", "article_content": "text"})
    polnear = pd.read_parquet(shared / "gold/polnear_dev.parquet")
    rows = rows_below(text, "| articles | rules |")
    for name, corpus, articles in (("FA-KES", "fa-kes", made), ("PolNeAR", "polnear", polnear)):
        part = coded[coded["corpus"] == corpus].merge(articles[["doc_id", "title", "text"]], on="doc_id", validate="1:1")
        found = part.drop(columns=["genre", "origin"]).assign(author=None, url=None, section=None, language="en")
        found = with_genre(found)
        news, other, known = part["genre"] == "news", part["genre"].isin(NOT_NEWS), part["origin"] != "unknown"
        numbers = (len(part), news.sum(), (news & (found["genre"] == "news")).sum(),
                   (news & found["genre"].isin(NOT_NEWS)).sum(), other.sum(),
                   (other & (part["genre"] == found["genre"])).sum(), known.sum(),
                   (known & (part["origin"] == found["origin"])).sum())
        assert f"| {name} | after | {' | '.join(map(str, numbers))} |" in rows

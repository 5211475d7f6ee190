"""Public corpora: the catalogue, downloads that are checked, resumed and kept, and conversion by recipe."""

import hashlib
import json
import re
import threading
import zipfile
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer

import pandas as pd
import pytest
from console import refused

from nabra import cli
from nabra.corpora import fetch
from nabra.corpora.catalogue import Download, Recipe, names, recipe
from nabra.corpora.convert import convert
from nabra.corpora.read import load
from nabra.errors import NabraError

DATA = "doc_id,outlet,text\n" + "".join(f"{number},x,text {number}\n" for number in range(20_000))
SHA = hashlib.sha256(DATA.encode()).hexdigest()
SHEET = {"what": "w", "who": "w", "years": "2020", "languages": "English", "outlets": "1", "unit": "article",
         "licence": "CC0", "citation": "c", "quirks": ["q"], "seen": ["s"]}


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    """A cache of its own, and no mirror."""
    monkeypatch.setenv("NABRA_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("NABRA_MIRROR", raising=False)
    return tmp_path / "cache"


def invented(url="http://127.0.0.1:9/a.csv", **more):
    return Recipe("invented", "An invented corpus", "https://home.example", SHEET, (Download("a.csv", url, **more),), {})


# ---- the catalogue

def test_every_recipe_has_a_whole_datasheet():
    assert names() == ["allsides", "ant", "babe", "breach", "fa-kes", "polnear", "sanad", "saudinewsnet"]
    for name in names():
        found = recipe(name)
        assert set(found.datasheet) == set(SHEET), name
        assert all(found.datasheet.values()) and found.home.startswith("https://")
        assert all(one.url.startswith("https://") for one in found.downloads)
        known = [one.sha256 or one.contents for one in found.downloads]
        assert all(re.fullmatch("[0-9a-f]{64}", sha) for sha in known if sha)
        assert all(known) or any("pinned at the first fetch" in quirk for quirk in found.datasheet["quirks"])
    files = [one.name for name in names() for one in recipe(name).downloads]
    assert len(files) == len(set(files))  # a mirror may be one folder


def test_an_unknown_corpus_names_the_nearest():
    with pytest.raises(NabraError, match="'saudinewsnett' is not in the catalogue; did you mean saudinewsnet"):
        recipe("saudinewsnett")


def test_list_and_show(capsys):
    cli.main(["corpora", "list"])
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == names()
    cli.main(["corpora", "show", "fa-kes"])
    shown = capsys.readouterr().out
    for part in ("CC BY 4.0", "792 when read by this recipe; 12 rows rejected", "neither UTF-8 nor", "facts as seen in"):
        assert part in " ".join(shown.split())


# ---- fetching

class Server(BaseHTTPRequestHandler):
    """Serves DATA on the loopback, with ranges; the first reply may break off in the middle."""

    broken = False
    asked = []

    def do_GET(self):
        begin = int(re.findall(r"\d+", self.headers.get("Range", "bytes=0-"))[0])
        Server.asked.append(begin)
        whole = DATA.encode()[begin:]
        self.send_response(206 if begin else 200)
        self.send_header("Content-Length", str(len(whole)))
        self.send_header("ETag", '"one"')
        self.end_headers()
        self.wfile.write(whole[:100_000] if Server.broken else whole)

    def log_message(self, *words):
        pass


@pytest.fixture
def server():
    Server.broken, Server.asked = False, []
    with HTTPServer(("127.0.0.1", 0), Server) as found:
        thread = threading.Thread(target=found.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{found.server_address[1]}/a.csv"
        found.shutdown()
        thread.join()


def test_a_download_that_broke_off_goes_on_where_it_stopped(server, cache):
    Server.broken = True
    with pytest.raises(NabraError, match="run the command again to go on"):
        list(fetch.fetch(invented(server, sha256=SHA), progress=False))
    assert not (cache / "corpora/invented/files/a.csv").exists()
    Server.broken = False
    ((_, place, how),) = fetch.fetch(invented(server, sha256=SHA), progress=False)
    assert how == "downloaded" and place.read_text(encoding="utf-8") == DATA
    assert len(Server.asked) == 2 and 0 < Server.asked[1] <= 100_000
    ((_, _, how),) = fetch.fetch(invented(server, sha256=SHA), progress=False)
    assert how == "cached" and len(Server.asked) == 2


def test_a_hash_that_was_not_known_is_pinned_at_the_first_fetch(server, cache):
    ((_, place, how),) = fetch.fetch(invented(server), progress=False)
    assert how == "pinned" and json.loads((cache / "corpora/invented/pins.json").read_text()) == {"a.csv": SHA}
    place.write_text("another", encoding="utf-8")
    with pytest.raises(NabraError, match=f"pinned at first should be {SHA}, found"):
        list(fetch.fetch(invented(server), progress=False))


def test_a_wrong_hash_names_file_expected_and_found(server, cache):
    with pytest.raises(NabraError, match=f"a.csv is not the file.*should be {'0' * 64}, found {SHA}"):
        list(fetch.fetch(invented(server, sha256="0" * 64), progress=False))
    assert not list((cache / "corpora/invented").rglob("*.csv"))


def test_a_mirror_serves_where_there_is_no_network(tmp_path, monkeypatch):
    (tmp_path / "mirror/invented").mkdir(parents=True)
    (tmp_path / "mirror/invented/a.csv").write_text(DATA, encoding="utf-8")
    monkeypatch.setenv("NABRA_MIRROR", str(tmp_path / "mirror"))
    ((_, place, how),) = fetch.fetch(invented(sha256=SHA), progress=False)
    assert how == "mirror" and place.read_text(encoding="utf-8") == DATA
    monkeypatch.setenv("NABRA_MIRROR", str(tmp_path / "nowhere"))
    with pytest.raises(NabraError, match="cannot be downloaded.*or set NABRA_MIRROR"):
        list(fetch.fetch(replace(invented(sha256=SHA), name="other"), progress=False))
    with pytest.raises(NabraError, match="finds none of the files of invented: a.csv"):
        fetch.chosen(invented(), "zip$")


def test_contents_of_an_archive_are_the_same_however_it_is_packed(tmp_path):
    digests = set()
    for top, method in (("repo-1/", zipfile.ZIP_STORED), ("repo-2/", zipfile.ZIP_DEFLATED), ("", zipfile.ZIP_DEFLATED)):
        with zipfile.ZipFile(tmp_path / "a.zip", "w", method) as archive:
            for name in ("b/2.txt", "a/1.txt", "README.md") if top == "repo-1/" else ("a/1.txt", "README.md", "b/2.txt"):
                archive.writestr(top + name, name)
        digests.add(fetch.contents(tmp_path / "a.zip", r"\.txt$"))
    lines = "".join(f"{hashlib.sha256(name.encode()).hexdigest()}  {name}\n" for name in ("a/1.txt", "b/2.txt"))
    assert digests == {hashlib.sha256(lines.encode()).hexdigest()}
    (tmp_path / "a.zip").write_bytes(b"no archive")
    with pytest.raises(NabraError, match="its contents should be abc, found nothing"):
        fetch._compare(invented(), Download("a.zip", "u"), tmp_path / "a.zip", "abc", fetch.contents(tmp_path / "a.zip"),
                       "the SHA-256 of its contents")


def test_the_licence_is_shown_and_accepted_once(shared, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("NABRA_MIRROR", str(shared / "corpora/originals"))
    assert "has not been accepted" in refused(capsys, "corpora", "fetch", "fa-kes")
    assert not (tmp_path / "cache").exists()
    cli.main(["corpora", "fetch", "fa-kes", "--accept"])
    said = capsys.readouterr()
    assert "CC BY 4.0" in said.err and "from the mirror, and its hash is right" in said.out
    cli.main(["corpora", "fetch", "fa-kes"])
    said = capsys.readouterr()
    assert said.err == "" and "was there, and its hash is right" in said.out
    cli.main(["corpora", "convert", "fa-kes", "--out", str(tmp_path / "out/fa.parquet")])
    assert "792 articles of 15 outlets" in capsys.readouterr().out
    documents = pd.read_parquet(tmp_path / "out/fa.parquet")
    assert documents["labels"].isin(["0", "1"]).all() and len(pd.read_parquet(tmp_path / "out/fa.rejected.parquet")) == 12
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cache", "out"]


# ---- conversion

@pytest.mark.parametrize("name, source, articles, rejected, outlets", [
    ("ant", "originals/antcorpus.multisource.data-sample.zip", 120, 0, 5),
    ("saudinewsnet", "originals/2015-07-23.zip", 1_318, 0, 10),
    ("fa-kes", "originals/FA-KES-Dataset.csv", 792, 12, 15), ("breach", "breach", 6_289, 0, 3)])
def test_originals_are_converted_whole(shared, name, source, articles, rejected, outlets):
    found = convert(recipe(name), shared / "corpora" / source)
    assert (len(found.documents), len(found.rejected)) == (articles, rejected)
    assert found.documents["outlet"].nunique() == outlets and found.documents["date"].notna().all()
    if name == "saudinewsnet":
        with zipfile.ZipFile(shared / "corpora" / source) as archive:
            assert articles == len(json.loads(archive.read(archive.namelist()[0]).decode("utf-8-sig")))


def test_ant_gives_the_texts_of_the_table_made_of_it(shared):
    found = convert(recipe("ant"), shared / "corpora/originals/antcorpus.multisource.data-sample.zip").documents
    made = pd.read_parquet(shared / "corpora/ant.parquet").set_index("doc_id")
    both = found[found["doc_id"].isin(made.index)]
    assert len(both) > 40
    for row in both.itertuples():
        assert row.text.strip() == made.loc[row.doc_id, "text"].strip()
        assert (row.title, row.date) == (made.loc[row.doc_id, "title"], made.loc[row.doc_id, "date"])


def archived(path, members, top="repo-0123/"):
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(top + name, content)
    return path


def test_polnear_joins_its_metadata(tmp_path):
    head = "compartment\tfilename\tpublisher\tpublication_date\tauthor\ttitle\twire\n"
    source = archived(tmp_path / "p.zip", {
        "data/dev/text/nyt_1.txt": "Newspaper: a head that is none\n\nText.", "data/test/text/nyt_2.txt": "Text.",
        "data/dev/corenlp/nyt_1.txt": "no article",
        "data/metadata.tsv": head + 'dev\tnyt_1\tnyt\t2016-01-02\tA. "B" C\tTitle\tNone\n'})
    found = convert(recipe("polnear"), source)
    assert found.documents["doc_id"].tolist() == ["nyt_1", "nyt_2"]
    first = found.documents.iloc[0]
    assert first[["outlet", "date", "title", "author", "section"]].tolist() == [
        "nyt", "2016-01-02", "Title", 'A. "B" C', "dev"]
    assert first["text"].startswith("Newspaper: ") and found.documents["wire"].isna().all()
    assert "no date in 1 of 2 articles (the first: nyt_2)" in found.notes


def test_allsides_reads_an_object_a_file_and_sanad_its_folders(tmp_path):
    row = {"ID": "a1", "topic": "t", "source": "The Daily", "url": "https://d.example", "date": "2016-09-20", "title": "T",
           "authors": "A", "content": "tokenized", "content_original": "The original", "bias_text": "left"}
    source = archived(tmp_path / "a.zip", {"data/jsons/a1.json": json.dumps(row, indent=4), "data/splits/x.tsv": "a\tb\n"})
    (found,) = convert(recipe("allsides"), source).documents.to_dict("records")
    assert (found["doc_id"], found["outlet"], found["text"], found["bias_text"]) == (
        "a1", "The Daily", "The original", "left")
    inner = archived(tmp_path / "i.zip", {"Politics/0001.txt": "نص", "Sports/0002.txt": "نص"}, "Khaleej/")
    subset = archived(tmp_path / "s.zip", {"Politics/Train/0001.txt": "نص"}, "SANAD_SUBSET/khaleej/")
    source = archived(tmp_path / "n.zip", {"Khaleej.zip": inner.read_bytes(), "SANAD_SUBSET.zip": subset.read_bytes(),
                                           "Akhbarona/Culture/0003.txt": "نص"}, "SANAD/")
    found = convert(recipe("sanad"), source).documents
    assert sorted(zip(found["outlet"], found["section"], strict=True)) == [
        ("Akhbarona", "Culture"), ("Khaleej", "Politics"), ("Khaleej", "Sports")]


def test_converting_what_was_not_fetched(capsys, tmp_path):
    assert "fetch it: nabra corpora fetch ant" in refused(capsys, "corpora", "convert", "ant", "--out", tmp_path / "a.parquet")
    assert "name it a.parquet" in refused(capsys, "corpora", "convert", "ant", "--out", tmp_path / "a.csv")
    assert "not in the catalogue" in refused(capsys, "corpora", "show", "x")


def test_what_was_converted_is_read_as_it_stands(shared, tmp_path, capsys):
    out = tmp_path / "ant.parquet"
    source = shared / "corpora/originals/antcorpus.multisource.data-sample.zip"
    cli.main(["corpora", "convert", "ant", "--from", str(source), "--out", str(out)])
    assert "120 articles of 5 outlets" in capsys.readouterr().out
    loaded = load(out)
    assert not len(loaded.rejected) and not loaded.notes
    kept = loaded.documents.drop(columns="source_file")
    pd.testing.assert_frame_equal(kept, convert(recipe("ant"), source).documents.drop(columns="source_file"))

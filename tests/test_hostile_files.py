"""Bad input: bombs, names that lead outside, links, empty and huge files, files that change. One sentence each."""

import os
import stat
import zipfile

import pytest

from nabra.corpora import entries, streams
from nabra.corpora.entries import MEGA
from nabra.corpora.read import batches, load
from nabra.errors import NabraError

resource = pytest.importorskip("resource")  # POSIX, as are links and pipes
HEAD = "doc_id,outlet,text\n"
TEXT = "قالت الحكومة إن المعارضة المسلحة «انسحبت»."


def zipped(path, members):
    """An archive; a member given as a callable is written by it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            if callable(content):
                content(archive, name)
            else:
                archive.writestr(name, content)
    return path


def reasons(loaded):
    return dict(zip(loaded.rejected["source_file"], loaded.rejected["reason"], strict=True))


# ---- archives

def test_an_archive_is_read_as_a_folder(tmp_path):
    members = {"press/nahar/a.txt": TEXT, "press/safir/b.txt": TEXT, "press/t.csv": f"{HEAD}7,x,{TEXT}\n",
               "press/.hidden.txt": "x", "__MACOSX/press/._a.txt": "x", "press/c.odt": "x"}
    zipped(tmp_path / "all.zip", members)
    alone = load(tmp_path / "all.zip")
    assert alone.documents["doc_id"].tolist() == ["7", "press/nahar/a", "press/safir/b"]
    assert alone.documents["outlet"].tolist() == ["x", "nahar", "safir"]
    assert any("1 of its files are of kinds not read: .odt" in note for note in alone.notes)
    assert alone.sources["file"].tolist() == ["all.zip"]
    (tmp_path / "folder/okaz").mkdir(parents=True)
    os.rename(tmp_path / "all.zip", tmp_path / "folder/okaz/all.zip")
    within = load(tmp_path / "folder").documents
    assert within["text"].tolist() == alone.documents["text"].tolist()
    assert within["outlet"].tolist() == ["x", "okaz", "okaz"] and within["doc_id"][1] == "okaz/all.zip/press/nahar/a"


def test_an_archive_within_an_archive_is_read_and_a_third_is_not(tmp_path):
    inmost = zipped(tmp_path / "3.zip", {"c.txt": TEXT}).read_bytes()
    middle = zipped(tmp_path / "2.zip", {"nahar/b.txt": TEXT, "3.zip": inmost}).read_bytes()
    loaded = load(zipped(tmp_path / "1.zip", {"2.zip": middle}))
    assert loaded.documents["doc_id"].tolist() == ["2.zip/nahar/b"]
    assert "within an archive within" in reasons(loaded)["2.zip/3.zip"]


@pytest.mark.parametrize("encoding", ["cp1256", "cp720", "utf-8"])
def test_arabic_names_in_archives_of_any_age(tmp_path, encoding):
    folder = "صحيفة النهار"
    plain = "x" * len(folder.encode(encoding))
    path = zipped(tmp_path / "a.zip", {f"{plain}/a.txt": TEXT})
    path.write_bytes(path.read_bytes().replace(plain.encode(), folder.encode(encoding)))
    assert load(path).documents["outlet"].tolist() == [folder]


def test_a_table_without_texts_in_a_folder_is_rejected_and_the_rest_read(tmp_path):
    (tmp_path / "a.csv").write_text(f"{HEAD}1,x,{TEXT}\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("code,number\n1,2\n", encoding="utf-8")
    (tmp_path / "c.parquet").write_bytes(b"PAR1 but no more")
    (tmp_path / "d.json").write_text('[{"text": 1', encoding="utf-8")
    loaded = load(tmp_path)
    assert loaded.documents["doc_id"].tolist() == ["1"] and list(reasons(loaded)) == ["b.csv", "c.parquet", "d.json"]
    assert "no column holds the text (its columns: code, number)" in reasons(loaded)["b.csv"]


def link(archive, name):
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    archive.writestr(info, "/etc/passwd")


def bomb(archive, name):
    with archive.open(name, "w") as member:
        for _ in range(40):
            member.write(bytes(MEGA))


def test_members_that_lead_outside_or_explode_are_rejected_and_nothing_is_written(tmp_path):
    (tmp_path / "in").mkdir()
    members = {"nahar/a.txt": TEXT, "../../evil.txt": TEXT, "/etc/evil.txt": TEXT, "..\\evil.txt": TEXT,
               "C:\\evil.txt": TEXT, "nahar/link.txt": link}
    loaded = load(zipped(tmp_path / "in/a.zip", members))
    assert len(loaded.documents) == 1 and len(loaded.rejected) == 5
    found = reasons(loaded)
    assert sum("leads out of the archive" in reason for reason in found.values()) == 4
    assert "it is a link" in found["nahar/link.txt"]
    with pytest.raises(NabraError, match="unpacks from 0.0 to 40 MB, which is no archive"):
        load(zipped(tmp_path / "in/bomb.zip", {"bomb.txt": bomb}))
    assert sorted(os.listdir(tmp_path)) == ["in"] and sorted(os.listdir(tmp_path / "in")) == ["a.zip", "bomb.zip"]


def test_a_bomb_among_much_else_is_rejected_alone(tmp_path):
    noise = os.urandom(MEGA // 2)
    members = {"nahar/a.txt": TEXT, "noise.odt": noise, "bomb.txt": bomb}
    loaded = load(zipped(tmp_path / "a.zip", members))
    assert len(loaded.documents) == 1 and "times its size" in reasons(loaded)["bomb.txt"]


def test_a_member_larger_than_it_says_is_not_read_on(tmp_path):
    path = zipped(tmp_path / "a.zip", {"nahar/a.txt": TEXT, "b.txt": "b" * 100_000})
    path.write_bytes(path.read_bytes().replace((100_000).to_bytes(4, "little"), (10).to_bytes(4, "little")))
    loaded = load(path)
    assert "b.txt" in reasons(loaded) and len(loaded.documents) == 1


def test_a_locked_a_cut_and_an_empty_archive(tmp_path):
    path = zipped(tmp_path / "a.zip", {"nahar/a.txt": TEXT * 50})
    whole = path.read_bytes()
    locked = bytearray(whole)
    place = locked.rindex(b"PK\x01\x02")
    locked[place + 8] |= 1
    path.write_bytes(bytes(locked))
    with pytest.raises(NabraError, match="locked with a password"):
        load(path)
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(NabraError, match="not a whole ZIP archive"):
        load(path)
    with pytest.raises(NabraError, match="no article|no usable"):
        load(zipped(tmp_path / "b.zip", {}))


def test_a_workbook_that_explodes(tmp_path):
    pytest.importorskip("openpyxl")
    path = zipped(tmp_path / "a.xlsx", {"xl/worksheets/sheet1.xml": lambda archive, name: [bomb(archive, name)],
                                        "more.xml": lambda archive, name: [bomb(archive, name)]})
    with pytest.raises(NabraError, match="unpacks to more than a workbook"):
        load(path)


# ---- sizes

def sparse(path, size, start=b""):
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(start)
        file.truncate(size)
    return path


def test_empty_and_two_gigabyte_files_are_rejected_in_little_memory(tmp_path):
    for name in ("b.csv", "c.jsonl", "d.html", "e.docx", "f.parquet", "g.zip", "h.json", "i.xlsx"):
        sparse(tmp_path / "x" / name, 0)
    huge = ("a.txt", "b2.html", "c2.docx", "d2.rtf", "e2.pdf", "f2.zip", "g2.csv", "h2.jsonl")
    for name in huge:
        sparse(tmp_path / "x" / name, 2048 * MEGA, HEAD.encode())
    (tmp_path / "x/good.txt").write_text(TEXT, encoding="utf-8")

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    loaded = load(tmp_path)
    assert loaded.documents["doc_id"].tolist() == ["x/good"]
    assert set(reasons(loaded)) == {f"x/{name}" for name in (*huge, "b.csv", "c.jsonl", "d.html", "e.docx", "g.zip",
                                                            "h.json", "i.xlsx", "f.parquet")}
    assert "2,048 MB" in reasons(loaded)["x/a.txt"]
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert grown < 600, f"{grown:.0f} MB more at the peak"


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1256", "utf-16"])
def test_a_large_table_is_read_piece_by_piece_as_if_whole(tmp_path, monkeypatch, encoding):
    rows = "".join(f'{number},x,"{TEXT}\r\n{number}"\r\n' for number in range(3_000))
    (tmp_path / "a.csv").write_bytes((HEAD + rows).encode(encoding))
    whole = load(tmp_path / "a.csv")
    monkeypatch.setattr(streams, "WHOLE", 50_000)
    pieces = list(batches(tmp_path / "a.csv", 500))
    assert [len(piece.documents) for piece in pieces] == [500] * 6
    assert [text for piece in pieces for text in piece.documents["text"]] == whole.documents["text"].tolist()
    assert any("guessed" in note for note in pieces[0].notes) == (encoding == "windows-1256")


def test_bad_bytes_far_into_a_large_table_are_replaced_and_counted(tmp_path, monkeypatch):
    monkeypatch.setattr(streams, "WHOLE", 50_000)
    rows = "".join(f"{number},x,{TEXT} \ufffd\n" for number in range(3_000)).encode()
    (tmp_path / "a.csv").write_bytes(HEAD.encode() + rows + b"z,x,a \x81\x95 b\n")
    pieces = list(batches(tmp_path / "a.csv", 5_000))
    assert "2 bytes are not utf-8" in "\n".join(pieces[0].notes)
    assert pieces[-1].documents["text"].iloc[-1] == "a \ufffd\ufffd b"
    (tmp_path / "b.csv").write_bytes(HEAD.encode() + rows + os.urandom(100_000))
    with pytest.raises(NabraError, match="no encoding reads its bytes"):
        list(batches(tmp_path / "b.csv", 5_000))


def test_a_line_without_end_is_no_row(tmp_path, monkeypatch):
    monkeypatch.setattr(streams, "WHOLE", 10_000)
    monkeypatch.setattr(streams, "LONGEST", 10_000)
    (tmp_path / "a.csv").write_text(HEAD + "1,x," + "a" * 30_000 + "\n", encoding="utf-8")
    with pytest.raises(NabraError, match="a line of more than"):
        load(tmp_path / "a.csv")


# ---- odd tables, folders and files

def test_nul_characters_and_quotes_that_never_close(tmp_path):
    (tmp_path / "a.csv").write_bytes(f"{HEAD}1,x,a\0b\n2,x,{TEXT}\n".encode())
    assert load(tmp_path / "a.csv").documents["text"].tolist() == ["a\0b", TEXT]
    (tmp_path / "b.csv").write_text(f'{HEAD}1,x,one\n2,x,"open\n3,x,c\n', encoding="utf-8")
    assert any("check that no article swallowed the next" in note for note in load(tmp_path / "b.csv").notes)


def test_links_that_run_in_circles_and_pipes_are_passed_over(tmp_path):
    (tmp_path / "x").mkdir()
    (tmp_path / "x/a.txt").write_text(TEXT, encoding="utf-8")
    os.symlink(tmp_path, tmp_path / "x/again")
    os.symlink("self", tmp_path / "x/self")
    os.mkfifo(tmp_path / "x/pipe.txt")
    loaded = load(tmp_path)
    assert loaded.documents["doc_id"].tolist() == ["x/a"]
    notes = "\n".join(loaded.notes)
    assert "links are not followed: 2 passed over" in notes and "pipes or devices (x/pipe.txt)" in notes


def test_a_file_that_changes_while_it_is_read(tmp_path, monkeypatch):
    (tmp_path / "x").mkdir()
    for name in "ab":
        (tmp_path / f"x/{name}.txt").write_text(TEXT, encoding="utf-8")
    read = entries.Entry.read

    def growing(entry, *limit):
        data = read(entry, *limit)
        if entry.name == "x/a.txt":
            with entry.file.open("a", encoding="utf-8") as file:
                file.write("more")
        return data

    monkeypatch.setattr(entries.Entry, "read", growing)
    loaded = load(tmp_path)
    assert "changed while it was read" in reasons(loaded)["x/a.txt"]
    assert loaded.documents["doc_id"].tolist() == ["x/b"]

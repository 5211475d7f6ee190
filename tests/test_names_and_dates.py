"""Dates of three Arabic systems and of the Hijri calendar; outlets' names, made one only when asked."""

import sys

import pytest

from nabra.corpora import hijri, months, outlets
from nabra.corpora.dates import read, readings
from nabra.corpora.read import batches, load
from nabra.errors import NabraError

hijridate = pytest.importorskip("hijridate")


@pytest.mark.parametrize("written, iso", [
    ("7 محرم 1440 هـ", "2018-09-17"), ("٧ محرّم ١٤٤٠", "2018-09-17"), ("7 من شهر محرم 1440", "2018-09-17"),
    ("1440/1/7 هـ", "2018-09-17"), ("1440-01-07هـ", "2018-09-17"), ("5 ذو الحجة 1441", "2020-07-26"),
    ("الاثنين 7 محرم 1440 هـ الموافق 18 سبتمبر 2018", "2018-09-18"),   # the Gregorian one is taken
    ("7 غشت 2018", "2018-08-07"), ("7 شتنبر 2018", "2018-09-07"), ("7 جويلية 2018", "2018-07-07"),
    ("7 تشرين الثاني 2018", "2018-11-07"), ("7 يونيه 2018", "2018-06-07"), ("٧ آب ٢٠١٨", "2018-08-07"),
])
def test_months_of_all_systems_and_hijri_dates_where_stated(written, iso):
    assert readings(written) == {"any": iso}


@pytest.mark.parametrize("written", ["أمس", "قبل ساعتين", "منذ 3 أيام", "اليوم", "3 hours ago", "yesterday", "1440/1/7",
                                     "30 صفر 1439", "7 محرم", "40 محرم 1440 هـ", "1 رمضان 1600 هـ", "7 محرم 2018 هـ"])
def test_relative_dates_and_what_no_calendar_has_are_refused(written):
    assert readings(written) == {}


def test_a_hijri_column_is_said_and_its_order_decided_by_the_whole():
    found = read(["07/01/1440 هـ", "25/01/1440 هـ", None])
    assert found.values == ["2018-09-17", "2018-10-05", None]
    assert any("Hijri and are read by the Umm al-Qura calendar" in note for note in found.notes)
    assert any("day before month" in note for note in found.notes)
    assert not any("Hijri" in note for note in read(["2018-09-17", "7 محرم 1440 الموافق 17 أيلول 2018"]).notes)


def test_without_the_library_a_hijri_date_is_an_error_and_not_a_gap(monkeypatch):
    monkeypatch.setitem(sys.modules, "hijridate", None)
    with pytest.raises(NabraError, match="hijridate is needed; install"):
        readings("7 محرم 1440 هـ")


def test_every_row_of_months_has_twelve():
    raw = months._RAW
    assert all(len(row) == 12 for row in (*raw["gregorian"], *raw["hijri"]))
    assert not set(months.MONTHS) & set(months.HIJRI_MONTHS)
    assert hijri.named("15 رمضان 1444") == {"any": hijridate.Hijri(1444, 9, 15).to_gregorian().isoformat()}


# ---- outlets

def test_the_table_names_its_sources_and_no_name_twice():
    table = outlets.table()
    assert len(table) >= 30 and table[["id", "name_en", "sources"]].notna().all().all()
    names = [outlets._key(name) for row in outlets._rows()
             for name in {row["id"], row["name_en"], row.get("name_ar", row["id"]), *row.get("aliases", ())}]
    ids = {}
    for row in outlets._rows():
        for name in (row["id"], row["name_en"], row.get("name_ar"), *row.get("aliases", ())):
            assert ids.setdefault(outlets._key(name), row["id"]) == row["id"] or name is None, name
    assert len(names) > 40


def put(folder, settings=""):
    (folder / "a.csv").write_text("doc_id,outlet,text\n1,alarabia,x\n2,العربية,x\n3,The Daily,x\n4,Al Arabiya,x\n",
                                  encoding="utf-8")
    (folder / "nabra.toml").write_text(settings, encoding="utf-8")
    (folder / "Arabiya").mkdir()
    (folder / "Arabiya/b.txt").write_text("x", encoding="utf-8")
    return folder


def test_names_stay_apart_and_that_is_said(tmp_path):
    loaded = load(put(tmp_path))
    assert loaded.documents["outlet"].tolist() == ["alarabia", "العربية", "The Daily", "Al Arabiya", "Arabiya"]
    assert "outlet_as_written" not in loaded.documents
    (note,) = [note for note in loaded.notes if "are one as far as is known" in note]
    assert "'Al Arabiya', 'Arabiya', 'alarabia', 'العربية'" in note and "aliases = true" in note


def test_names_become_one_when_asked_and_the_written_one_is_kept(tmp_path):
    put(tmp_path, 'aliases = true\n[outlets]\n"the  daily" = "daily"\n')
    loaded = load(tmp_path)
    assert loaded.documents["outlet"].tolist() == ["al-arabiya", "al-arabiya", "daily", "al-arabiya", "al-arabiya"]
    assert loaded.documents["outlet_as_written"].tolist() == ["alarabia", "العربية", "The Daily", "Al Arabiya", "Arabiya"]
    assert not any("are one as far" in note for note in loaded.notes)
    assert [name for piece in batches(tmp_path, 1) for name in piece.documents["outlet"]] == \
        loaded.documents["outlet"].tolist()


def test_a_users_own_name_wins(tmp_path):
    put(tmp_path, 'aliases = true\n[outlets]\n"alarabia" = "mine"\n')
    assert load(tmp_path).documents["outlet"].tolist()[:2] == ["mine", "al-arabiya"]

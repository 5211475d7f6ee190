"""One event in two languages: names, numbers and dates have one anchor, planted events are joined, near misses are not."""

import csv
from collections import Counter

import pandas as pd
import pytest
from console import nabra as run

import nabra
from nabra.errors import NabraError
from nabra.tables import frame
from nabra.text import anchors as table
from nabra.text.across import links
from nabra.text.anchors import anchors
from nabra.text.events import events
from nabra.text.normalise import phrase_key

# Invented events at real places: (day, event, Arabic, English). The letters x and y are near misses of a and b.
NEWS = [
    (3, "a", "اصطدام عبارتين قبالة صيدا\nأصيب 37 شخصا في 3 مارس حين اصطدمت سفينة قادمة من قبرص بقارب صيد قبالة صيدا، وقالت الشرطة في لبنان إن التحقيق بدأ.",
     "Ferries collide off Sidon\nThe police in Lebanon opened an investigation after a ship from Cyprus hit a boat off Sidon on March 3; 37 people were injured."),
    (3, "x", "انهيار رصيف في طرابلس\nأصيب 12 شخصا في لبنان حين انهار رصيف في طرابلس، وقالت الشرطة إن التحقيق بدأ.",
     "Pier collapses in Tripoli\nPolice in Lebanon said 12 people were injured when a pier fell in Tripoli and that an investigation had begun."),
    (3, "b", "هدنة في درعا\nأعلنت الأمم المتحدة هدنة مدتها 48 ساعة في درعا لإدخال 60 شاحنة مساعدات من الأردن، وقال الهلال الأحمر إن الإجلاء يبدأ.",
     "Truce in Daraa\nThe United Nations announced a 48-hour truce in Daraa so that 60 trucks of aid could enter from Jordan; the Red Crescent said evacuation would begin."),
    (5, "y", "غارات على حلب\nقالت الأمم المتحدة إن غارات على حلب أصابت مستشفى، وقتل 9 مدنيين، وطلب الصليب الأحمر هدنة.",
     "Air strikes on Aleppo\nThe United Nations said air strikes hit a hospital in Aleppo and killed 9 civilians; the Red Cross asked for a truce."),
    (4, "c", "حريق في ميناء البصرة\nاندلع حريق في ناقلة نفط كويتية في البصرة، وقال العراق إن 250 ألف برميل من النفط احترقت.",
     "Fire in Basra\nA fire broke out on a Kuwaiti oil tanker in Basra; Iraq said 250,000 barrels of oil had burned."),
    (4, "d", "أنقرة تطرد السفير الهولندي\nطردت تركيا سفير هولندا من أنقرة بسبب استفتاء 16 أبريل، وقال أردوغان إن أمستردام ستعتذر.",
     "Ankara expels Dutch ambassador\nTurkey expelled the ambassador of the Netherlands over the referendum of April 16; Erdogan said Amsterdam would apologise."),
    (5, "e", "زلزال في كرمانشاه\nضرب زلزال قوته 6.1 كرمانشاه في إيران، وقتل 44 شخصا، وأرسلت طهران الجيش والهلال الأحمر.",
     "Earthquake in Kermanshah\nAn earthquake of magnitude 6.1 struck Kermanshah in Iran and killed 44 people; Tehran sent the army and the Red Crescent."),
]
PLANTED = [row for row in NEWS if row[1] not in "xy"]


def documents(news):
    rows = []
    for day, event, ar, en in news:
        for language, both in (("ar", ar), ("en", en)):
            title, text = both.split("\n")
            for copy in range(1 if event in "xy" else 2):
                rows.append({"doc_id": f"{language}-{event}{copy}", "outlet": f"{language}{copy}",
                             "date": f"2020-03-0{day}", "title": title, "text": text})
    return frame("documents", rows).assign(language=[row["doc_id"][:2] for row in rows])


@pytest.fixture(scope="module")
def found():
    return events(documents(PLANTED)).set_index("doc_id")


@pytest.mark.parametrize(("ar", "en"), [
    ("في 12 أيار", "on May 12"), ("٣ آلاف لاجئ", "3,000 refugees"), ("1.5 مليون دولار", "$1.5 million"),
    ("وللروس في كوريا الشمالية", "Russians in North Korea"), ("الأميركية والأمريكيين", "American, U.S."),
    ("بالسعودية", "Saudi"), ("17 تشرين الثاني", "November 17th"),
])
def test_one_anchor_in_both_languages(ar, en):
    assert anchors("", ar, "ar") == anchors("", en, "en") != Counter()


def test_what_only_looks_like_a_name_is_none():
    assert not anchors("", "in May she told us that a turkey may march", "en")
    assert "place:Korea" not in anchors("", "North Korea", "en")
    assert anchors("Aleppo", "", "en")["place:Aleppo"] == 2


def test_the_table_has_one_meaning_a_form():
    rows = list(csv.DictReader(table.FILE.read_text(encoding="utf-8").splitlines()))
    assert {row["kind"] for row in rows} == {
        "place", "people", "person", "organisation", "thing", "number", "scale"}
    for language in table.languages():
        forms = Counter(phrase_key(form) if language == "ar" else form for row in rows for form in row[language].split("|"))
        assert not [form for form, times in forms.items() if times > 1]
        assert all(form == form.strip() and form for form in forms)


def test_planted_events_are_joined_and_near_misses_are_not(found):
    for event in "abcde":
        told = found.loc[[f"{language}-{event}{copy}" for language in ("ar", "en") for copy in (0, 1)], "event"]
        assert told.notna().all() and told.nunique() == 1, event
    rows = documents(NEWS)
    names = rows["doc_id"].str[:4]
    label, which = pd.factorize(names)
    joined = links(rows, label, pd.to_datetime(rows["date"]), days=2)
    pairs = [(which[link.group][3:], which[link.to][3:]) for link in joined]
    assert all(one == other for one, other in pairs) and {one for one, _ in pairs} >= set("abcde")


def test_what_was_joined_says_why(found):
    joined = found[found["event_across"].notna()]
    assert joined["event_across"].between(.55, 1.000001).all() and joined["event_anchors"].notna().all()
    assert {"Sidon", "37", "03-03"} <= set(found.loc["en-a0", "event_anchors"].split("; "))
    assert found.loc["en-a0", "event_articles"] == 4 and found.loc["en-a0", "event_outlets"] == 4


def test_each_language_is_grouped_as_if_it_were_alone(found):
    rows = documents(PLANTED)
    for language in ("ar", "en"):
        part = rows[rows["language"] == language]
        alone = events(part).set_index("doc_id")["event"].dropna()
        groups = {frozenset(ids) for ids in alone.groupby(alone).groups.values()}
        mixed = found.loc[found.index.str.startswith(language), "event"].dropna()
        assert groups <= {frozenset(ids) for ids in mixed.groupby(mixed).groups.values()}
    assert events(rows, across=1)["event_across"].isna().all()


def test_order_changes_nothing_and_days_part(found):
    rows = documents(PLANTED)
    again = events(rows.sample(frac=1, random_state=3)).set_index("doc_id")
    pd.testing.assert_frame_equal(again, found)
    late = rows.assign(date=rows["date"].where(rows["language"] == "ar", "2020-03-09"))
    assert events(late)["event_across"].isna().all()
    with pytest.raises(NabraError, match="across 0: give a cosine"):
        events(rows, across=0)


def test_the_command_lists_what_was_joined(tmp_path):
    documents(PLANTED).drop(columns="sha256").to_json(tmp_path / "a.jsonl", orient="records", lines=True, force_ascii=False)
    done = run("group", tmp_path / "a.jsonl", "--out", tmp_path / "g.parquet", "--joined", tmp_path / "joined.csv")
    assert done.returncode == 0, done.stderr
    assert "of them in two languages" in done.stdout
    listed = pd.read_csv(tmp_path / "joined.csv")
    assert set(listed["language"]) == {"en"} and listed["event_anchors"].str.contains("; ").all()


def test_a_crash_that_two_corpora_tell(shared):
    """FA-KES in English, SaudiNewsNet in Arabic, August 2015: the aircraft that fell on Ariha."""
    arabic = nabra.read(shared / "corpora" / "saudinewsnet.parquet", quiet=True)
    arabic = arabic[arabic["date"].str[:10].between("2015-08-02", "2015-08-04")]
    made = pd.read_csv(shared / "corpora/originals/FA-KES-Dataset.csv", encoding="utf-8", encoding_errors="replace")
    made = made.loc[made["unit_id"].isin([1915433694, 1918398790])]
    english = frame("documents", [
        {"doc_id": f"fa-kes-{row.unit_id}", "outlet": row.source, "date": "2015-08-03", "title": row.article_title,
         "text": row.article_content} for row in made.itertuples()]).assign(language="en")
    found = events(pd.concat([arabic, english], ignore_index=True), progress=False).set_index("doc_id")
    assert found["event_across"].notna().sum() == 2
    assert found.loc["fa-kes-1915433694", "event"] == found.loc["sn-18549", "event"]

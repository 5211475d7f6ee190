"""The codebooks that come with Nabra: whole, even-handed, sourced, and told apart from each other."""

import re
import tomllib
from functools import cache

import count_coverage
import pandas as pd
import pytest

import nabra
from nabra.cues import codebook
from nabra.cues.mentions import find_mentions, wanted_keys
from nabra.cues.scan import Scanner, scan
from nabra.cues.term_index import COLUMN, term_index
from nabra.tables import frame
from nabra.text.language import load
from nabra.text.normalise import each_word, word_key

BOOKS = ("migration", "palestine-israel", "syria", "yemen")
JUDGEMENT = "researcher's judgement"
OPPOSITE = re.compile(r"Opposite: ([a-z0-9, -]+)\.\Z")


@cache
def book(name):
    return codebook.load(name)


@cache
def tools(name, language):
    index = term_index(term for term in book(name).terms if term.language == language)
    return Scanner(load(language), wanted_keys(book(name)), {COLUMN: index.column}), index


def found(name, text, language="ar"):
    """(surface, concept, variant, resolved) of each mention, the text being the whole article."""
    scanner, index = tools(name, language)
    events, _ = scan(text, scanner)
    return [(text[m.start:m.end], m.concept, m.variant, m.resolved) for m in find_mentions(events, index)]


def contested(name):
    return [concept for concept in book(name).concepts if not concept.baseline]


def opposites(variant):
    said = OPPOSITE.search(variant.gloss)
    return said[1].split(", ") if said else []


@pytest.fixture(scope="module")
def sources(root):
    text = (root / "codebooks" / "SOURCES.md").read_text(encoding="utf-8")
    rows = [line.strip("|").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return {row[0].strip(): row for row in rows if row[0].strip() != "short name"}


@pytest.mark.parametrize("name", BOOKS)
def test_a_dozen_concepts_or_more_in_both_languages(name):
    assert len(contested(name)) >= 12
    held = {(t.concept, t.variant, t.language) for t in book(name).terms if t.concept}
    for concept in book(name).concepts:
        assert len(concept.variants) >= 2
        for variant in concept.variants:
            assert {language for c, v, language in held if (c, v) == (concept.id, variant.id)} == {"ar", "en"}
            for named in (concept, variant):
                assert re.search("[ء-ي]", named.label_ar) or re.search("[0-9]", named.label_ar)
                assert named.label_en and not re.search("[ء-ي]", named.label_en)


@pytest.mark.parametrize("name", BOOKS)
def test_every_variant_says_what_it_is_and_whose_judgement_that_is(name, sources):
    for concept in book(name).concepts:
        for variant in concept.variants:
            assert variant.gloss and variant.kind and variant.source, (concept.id, variant.id)
            if variant.source != JUDGEMENT:
                assert set(variant.source.split("; ")) <= set(sources), (concept.id, variant.id)


def test_every_source_is_whole_and_used(sources):
    used = {source for name in BOOKS for concept in book(name).concepts for variant in concept.variants
            for source in variant.source.split("; ")}
    assert set(sources) == used - {JUDGEMENT}
    assert len(sources) > 30
    for name, row in sources.items():
        assert len(row) == 4 and "http" in row[2] and len(row[3]) > 30, name


@pytest.mark.parametrize("name", BOOKS)
def test_contested_names_have_opposite_numbers(name):
    for concept in contested(name):
        ids = {variant.id for variant in concept.variants}
        named = [opposite for variant in concept.variants for opposite in opposites(variant)]
        assert named and set(named) <= ids, concept.id
        for variant in concept.variants:
            assert variant.id not in opposites(variant)
            assert opposites(variant) or variant.id in named or variant.kind != "other-name", (
                concept.id, variant.id)


@pytest.mark.parametrize("name", BOOKS)
def test_neutral_names_stand_in_every_class(name):
    [baseline] = [concept for concept in book(name).concepts if concept.baseline]
    ids = {variant.id for variant in baseline.variants}
    assert {"organisation", "person", "place", "adjective"} <= ids
    assert all(not opposites(variant) for variant in baseline.variants)


@pytest.mark.parametrize(("name", "concept", "one", "other"), [
    ("palestine-israel", "army", "جيش الدفاع", "قوات الاحتلال"),
    ("palestine-israel", "army", "IDF", "Israeli occupation forces"),
    ("palestine-israel", "state", "دولة إسرائيل", "الكيان الصهيوني"),
    ("palestine-israel", "land", "يهودا والسامرة", "الضفة الغربية المحتلة"),
    ("palestine-israel", "barrier", "السياج الأمني", "جدار الفصل العنصري"),
    ("palestine-israel", "shrine", "Temple Mount", "Haram al-Sharif"),
    ("palestine-israel", "october-7", "مجزرة السابع من أكتوبر", "طوفان الأقصى"),
    ("palestine-israel", "health-ministry", "Hamas-run health ministry", "Gaza health ministry"),
    ("palestine-israel", "citizens", "عرب إسرائيل", "فلسطينيو الداخل"),
    ("palestine-israel", "gaza-war", "الجرف الصامد", "العدوان على غزة"),
    ("syria", "event", "الثورة السورية", "المؤامرة على سورية"),
    ("syria", "territory", "تحرير حلب", "سقوط حلب"),
    ("syria", "evacuation", "اتفاق المصالحة في الغوطة", "التهجير القسري من الغوطة"),
    ("syria", "foreign-troops", "عملية غصن الزيتون", "الاحتلال التركي"),
    ("syria", "transition", "الحكومة السورية الانتقالية", "سلطة الجولاني"),
    ("syria", "chemical-attack", "مجزرة الكيماوي في الغوطة", "مسرحية الكيماوي في الغوطة"),
    ("yemen", "houthis", "جماعة أنصار الله", "ميليشيا الحوثي"),
    ("yemen", "coalition", "تحالف دعم الشرعية في اليمن", "تحالف العدوان على اليمن"),
    ("yemen", "government", "الحكومة الشرعية", "حكومة الفنادق"),
    ("yemen", "campaign-2015", "Operation Decisive Storm", "war on Yemen"),
    ("migration", "status", "مهاجرون غير شرعيين", "مهاجرون غير نظاميين"),
    ("migration", "status", "illegal immigrants", "undocumented immigrants"),
    ("migration", "stateless", "البدون", "المقيمين بصورة غير قانونية"),
    ("migration", "domestic-workers", "الخادمات", "العمالة المنزلية"),
])
def test_each_sides_word_stands_in_its_concept_under_a_variant_of_its_own(name, concept, one, other):
    owners = []
    for text in (one, other):
        language = "en" if text.isascii() else "ar"
        [mention] = [m for m in found(name, text, language) if m[1] == concept]
        owners.append(mention[2])
    assert owners[0] != owners[1]


@pytest.mark.parametrize(("name", "text", "expected"), [
    ("syria", "تقدّم المسلحون في ريف حلب.", [("المسلحون", "armed-groups", True)]),
    ("syria", "تقدّم المسلحون في طرابلس عاصمة ليبيا.", [("المسلحون", "armed-groups", False)]),
    ("syria", "قصفت قوات النظام بلدة في ريف درعا.", [("قوات النظام", "state", True)]),
    ("syria", "النظام الغذائي مهم.", []),
    ("syria", "خرج الإرهابيون من الغوطة.", [("الإرهابيون", "armed-groups", True)]),
    ("syria", "قالت أنقرة إن الإرهابيين خرجوا من عفرين.", [("الإرهابيين", "kurdish-forces", True)]),
    ("syria", "قتل إرهابيون في مدينة بعيدة.", [("إرهابيون", "armed-groups", False)]),
    ("syria", "قتل 3 من المسلحين الموالين لها في حلب.", [("المسلحين الموالين لها", "allies", True)]),
    ("syria", "دانت دمشق الاحتلال التركي.", [("الاحتلال التركي", "foreign-troops", True)]),
    ("syria", "وصلت قوات الاحتلال التركي.", [("قوات الاحتلال التركي", "foreign-troops", True)]),
    ("yemen", "هاجمت الميليشيات في لبنان قرية.", [("الميليشيات", "houthis", False)]),
    ("yemen", "هاجمت الميليشيات في تعز قرية.", [("الميليشيات", "houthis", True)]),
    ("yemen", "قال الحوثي في خطاب.", []),
    ("yemen", "هاجم الحوثيون مدينة.", [("الحوثيون", "houthis", True)]),
    ("palestine-israel", "زار سيد الشهداء.", []),
    ("palestine-israel", "هدم المستوطنة والمستوطنون فيها.",
     [("المستوطنة", "settlements", True), ("والمستوطنون", "settlers", True)]),
    ("migration", "مفوضية الأمم المتحدة لشؤون اللاجئين تعمل.", []),
    ("migration", "وصل اللاجئون.", [("اللاجئون", "person", True)]),
    ("migration", "أزمة اللاجئين كبيرة.", [("أزمة اللاجئين", "crisis", True)]),
])
def test_overlaps_and_bare_words_are_settled(name, text, expected):
    got = [(surface, concept, resolved) for surface, concept, _, resolved in found(name, text)
           if concept != "neutral-names"]
    assert got == expected


@pytest.mark.parametrize("name", BOOKS)
def test_no_two_concepts_claim_the_same_words_unsaid(name):
    """Loading refuses it; here the terms are compared again, whole form by whole form of single words."""
    owners = {}
    for term in book(name).terms:
        if term.concept and len(term.words) == 1 and not term.exact and not term.shared:
            for key in term.words[0]:
                owners.setdefault((term.language, key), set()).add((term.concept, term.variant))
    assert {key: held for key, held in owners.items() if len(held) > 1} == {}


def test_a_measurement_runs_with_each(root):
    articles = frame("documents", pd.DataFrame([
        {"doc_id": "a", "outlet": "x", "language": "ar", "text": "قال «الحوثيون» إن قوات الاحتلال في سوريا منعت اللاجئين."},
        {"doc_id": "b", "outlet": "y", "language": "en", "text": "Refugees fled the Houthis, the Israeli army and Daesh."},
    ]))
    for name in BOOKS:
        cues = nabra.measure(articles, book(name), progress=False)
        assert len(cues.mentions) >= 2 and cues.codebook_name == name


def test_they_are_packed_and_their_papers_with_them(root):
    build = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]
    assert "codebooks" in str(build)
    readme = (root / "codebooks" / "README.md").read_text(encoding="utf-8")
    for name in BOOKS:
        assert codebook.find(name).name == f"{name}.yml" and f"`{name}`" in readme
        assert book(name).name == name
        assert "CC BY 4.0" in codebook.find(name).read_text(encoding="utf-8")
    assert "dispute" in readme and "researcher's judgement" in readme and word_key("شهداء") in word_key(readme)


def test_a_name_with_its_initials_is_one_mention():
    text = "The Islamic State (IS) group left. Islamic State (ISIS) came. The Islamic State is here."
    assert found("syria", text, "en") == [
        ("Islamic State (IS) group", "islamic-state", "state-organisation", True),
        ("Islamic State (ISIS", "islamic-state", "islamic-state", True),
        ("Islamic State", "islamic-state", "islamic-state", True)]


def test_initials_of_an_english_entry_are_not_counted_in_arabic():
    """STC is the southern council in English, and in Saudi papers a telephone company."""
    assert [concept for _, concept, _, _ in found("yemen", "أعلنت STC عرضا في عدن باليمن.")] == ["neutral-names"]


@pytest.fixture(scope="module")
def read(root):
    return pd.read_csv(root / "tests" / "codebooks" / "read.csv", dtype={"doc_id": str})


@pytest.fixture(scope="module")
def page(root):
    return (root / "docs" / "codebooks-read.md").read_text(encoding="utf-8")


def last_reading(read):
    entry = read.groupby(["book", "concept", "variant", "entry"])["reading"]
    return read[read["reading"] == entry.transform("max")]


def test_forty_entries_were_read_and_nearly_all_lines_are_right(read):
    last = last_reading(read)
    sizes = last.groupby(["book", "concept", "variant", "entry"]).size()
    assert len(sizes) == 40 and set(sizes) == {25}
    assert set(read["right"]) == {"right", "wrong"}
    assert (last["right"] == "right").mean() >= 0.97
    assert not read.duplicated(["book", "reading", "doc_id", "part", "start", "entry"]).any()


def test_each_entry_that_was_read_stands_in_its_codebook(read):
    texts = {name: {(t.concept, t.variant, t.text) for t in book(name).terms} for name in BOOKS}
    for row in read[["book", "concept", "variant", "entry"]].drop_duplicates().itertuples(index=False):
        assert (row.concept, row.variant, row.entry) in texts[row.book], row


def test_the_page_says_what_was_read(read, page):
    first, last = read[read["reading"] == 1], last_reading(read)
    for lines, name in ((first, "First reading"), (last, "Last reading of each entry")):
        wrong = int((lines["right"] == "wrong").sum())
        assert f"{name}: {wrong} of {len(lines)} wrong" in page.replace("\n", " ")
    rows = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith(tuple(f"| {b} | " for b in BOOKS))]
    counted = [row for row in rows if len(row) == 10]
    assert len(counted) == 40
    assert sum(int(row[5]) for row in counted) == int((first["right"] == "wrong").sum())


def test_the_page_says_what_was_read_in_english(root, page):
    read = pd.read_csv(root / "tests" / "codebooks" / "read-english.csv", dtype={"doc_id": str})
    for name, of_book in read.groupby("book"):
        first, last = of_book[of_book["reading"] == 1], last_reading(of_book)
        english = page[page.index(f"## English, in `{name}`"):].replace("\n", " ")
        english = english[:english.index("## ", 3)]
        for lines, reading in ((first, "First reading"), (last, "Last reading of each entry")):
            assert f"{reading}: {int((lines['right'] == 'wrong').sum())} of {len(lines)} wrong" in english
        assert len(last) == 15 * {"syria": 14, "palestine-israel": 14, "migration": 4}[name]
        assert (last["right"] == "right").mean() >= 0.97
    assert set(read["book"]) == {"syria", "palestine-israel", "migration"}


def test_the_page_says_what_was_read_in_english_on_yemen(root, page):
    read = pd.read_csv(root / "tests" / "codebooks" / "read-english-yemen.csv", dtype={"doc_id": str})
    wrong = int((read["right"] == "wrong").sum())
    assert set(read["book"]) == {"yemen"} and not read.duplicated(["doc_id", "part", "start"]).any()
    assert f"{wrong} of {len(read)} wrong, {100 - 100 * wrong / len(read):.1f} % right" in page.replace("\n", " ")


def test_english_terms_on_yemen_leave_syria_and_persons():
    text = "Liberated areas of Idlib, Syria. Popular committees in Syria. The blockade of Aleppo, Syria."
    assert [one for one in found("yemen", text, "en") if one[3]] == []
    assert found("yemen", "Abdel-Malek al-Houthi spoke.", "en") == []
    text = "The popular committees took Taiz in Yemen."
    assert ("popular committees", "houthis", "ansar-allah", True) in found("yemen", text, "en")


def test_the_page_owns_up_to_the_weak_variants(root, page):
    read = pd.read_csv(root / "tests" / "codebooks" / "read-further.csv", dtype={"doc_id": str})
    for (name, concept, variant), lines in read.groupby(["book", "concept", "variant"]):
        of = "" if name == "syria" else f" (`{name}`)"
        told = [f"{len(x)} | {int((x['right'] == 'wrong').sum())}" for _, x in lines.groupby("reading")]
        assert f"| {concept}/{variant}{of} | {' | '.join(told)} |" in page


def test_words_that_two_concepts_share_are_marked_at_both(root):
    shared = {(term.concept, term.text) for term in book("syria").terms if term.shared}
    assert {concept for concept, _ in shared} == {"armed-groups", "kurdish-forces"}
    assert len({text for _, text in shared}) == 1


def test_the_page_says_what_is_missed(page):
    table = count_coverage.sentences()
    assert not table.duplicated(["referent", "doc_id", "start"]).any()
    assert (table[["found", "nouns", "pronouns"]].sum(axis=1) > 0).all()
    for line in (*count_coverage.by_outlet(table), *count_coverage.by_kind(table)):
        assert line in page
    most = table.groupby(["outlet", "referent"]).size().groupby("outlet").max()
    assert set(most[most < 50].index) == {"sabq", "was", "arreyadi", "asharqalawsat", "nna", "tass"} and len(most) == 37
    for outlet in most[most < 50].index:
        assert re.search(rf"{outlet}\)? {most[outlet]}\b", page)


def test_places_of_references_stand_in_their_sentences(root):
    places = pd.read_csv(root / "tests" / "codebooks" / "coverage-places.csv", dtype={"doc_id": str})
    assert set(places["kind"]) == {"found", "again", "other", "noun", "unit", "attached", "pronoun"}
    assert ((places["start"] <= places["from"]) & (places["from"] < places["to"]) & (places["to"] <= places["end"])).all()
    assert not places.duplicated(["referent", "doc_id", "from"]).any()


def test_what_was_read_stands_in_the_corpora(shared, read):
    """The offsets hold a form of the entry, so that whoever has the corpora reads the same lines."""
    forms = {}
    for name in BOOKS:
        for term in book(name).terms:
            forms.setdefault((name, term.concept, term.variant), []).append(term.words)
    for corpus, rows in read.groupby("corpus"):
        articles = pd.read_parquet(shared / "corpora" / f"{corpus}.parquet").set_index("doc_id")
        for row in rows.itertuples(index=False):
            printed = articles.loc[row.doc_id, row.part][row.start:row.end]
            keys = [key for _, _, key in each_word(printed)]
            assert any(len(term) == len(keys) and all(k in p for k, p in zip(keys, term, strict=True))
                       for term in forms[row.book, row.concept, row.variant]), row

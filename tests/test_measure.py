"""The measuring step: a pure function of the articles, whatever their order, number or spelling."""

import unicodedata

import pandas as pd
import pyarrow as pa
import pytest
from pandas.testing import assert_frame_equal
from reading import articles, measured

import nabra
from nabra.cues.rows import COLUMNS
from nabra.cues.rows import table as table_of
from nabra.errors import NabraError
from nabra.tables import FUNCTIONS, MARKS, PARTS, SCHEMAS, VOICES, WORDINGS, arrow_in_order, frame

TABLES = ("documents", "quotes", "attributions", "mentions")


@pytest.fixture(scope="module")
def codebook():
    return nabra.codebook("syria")


@pytest.fixture(scope="module")
def sample(root):
    """Some articles of each outlet of the teaching corpus, and those written by hand."""
    table = nabra.read(root / "corpora/sample", quiet=True)
    hand = table["doc_id"].str.startswith("hand-")
    return table[hand | (table.groupby("outlet").cumcount() % 6 == 0)].reset_index(drop=True)


@pytest.fixture(scope="module")
def cues(sample, codebook):
    return nabra.measure(sample, codebook)


def _same(first, second):
    for name in TABLES:
        assert_frame_equal(getattr(first, name), getattr(second, name))


def test_the_articles_are_left_untouched(sample, codebook):
    before = sample.copy(deep=True)
    nabra.measure(sample, codebook)
    assert_frame_equal(sample, before)


def test_a_second_run_gives_the_same(sample, codebook, cues):
    _same(nabra.measure(sample, codebook), cues)


def test_the_order_of_articles_does_not_matter(sample, codebook, cues):
    _same(nabra.measure(sample.sample(frac=1, random_state=3), codebook), cues)


def test_two_processes_give_what_one_gives(codebook, root):
    whole = nabra.read(root / "corpora/sample", quiet=True)
    assert len(whole) > 200
    _same(nabra.measure(whole, codebook, processes=2), nabra.measure(whole, codebook))


def test_parts_of_a_corpus_add_up(sample, codebook, cues):
    parts = [nabra.measure(sample.iloc[number::3], codebook) for number in range(3)]
    for name in TABLES:
        table = pd.concat([getattr(part, name) for part in parts])
        keys = list(map(tuple, getattr(cues, name).astype("string").fillna("").to_numpy()))
        assert sorted(map(tuple, table.astype("string").fillna("").to_numpy())) == sorted(keys)


def test_an_outlets_name_changes_no_cue(sample, codebook, cues):
    renamed = sample.assign(outlet=sample["outlet"].map(lambda name: f"the other {name}"))
    found = nabra.measure(renamed, codebook)
    for name in TABLES[1:]:
        assert_frame_equal(getattr(found, name), getattr(cues, name))


def _sequence(cues):
    return list(
        cues.mentions[["doc_id", "part", "concept", "variant", "voice", "marks"]].itertuples(index=False)
    )


def _voweled(text):
    """Each Arabic letter inside a word with a vowel sign, and now and then a tatweel."""
    out = ""
    for number, letter in enumerate(text):
        out += letter
        if "ب" <= letter <= "ي" and text[number + 1 : number + 2].isalpha():
            out += "َـ" if number % 7 == 0 else "ُ"
    return out


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_the_form_of_unicode_changes_no_mention(sample, codebook, cues, form):
    other = sample.assign(
        **{
            column: sample[column].map(lambda text: unicodedata.normalize(form, text), na_action="ignore")
            for column in ("title", "text")
        }
    )
    assert _sequence(nabra.measure(other, codebook)) == _sequence(cues)


def test_vowel_signs_and_tatweel_change_no_mention(sample, codebook, cues):
    other = sample.assign(
        **{column: sample[column].map(_voweled, na_action="ignore") for column in ("title", "text")}
    )
    assert _sequence(nabra.measure(other, codebook)) == _sequence(cues)


def test_vowel_signs_change_no_term(sample, codebook, cues):
    other = sample.assign(
        **{column: sample[column].map(_voweled, na_action="ignore") for column in ("title", "text")}
    )
    terms = [row[:4] for row in _sequence(nabra.measure(other, codebook))]
    assert terms == [row[:4] for row in _sequence(cues)]


def test_offsets_hold_the_surface(sample, cues):
    texts = sample.set_index("doc_id")
    assert len(cues.mentions) > 500
    for row in cues.mentions.itertuples():
        assert texts.loc[row.doc_id, row.part][row.start : row.end] == row.surface


def test_tables_fit_their_schemas_and_enumerations(cues):
    for name in TABLES:
        table = getattr(cues, name)
        assert set(SCHEMAS[name].names) <= set(table.columns)
        for field in SCHEMAS[name]:
            assert field.nullable or table[field.name].notna().all(), (name, field.name)
            if table[field.name].dtype == "string" and field.name != "text":
                assert not table[field.name].isin(["", "nan", "None", "<NA>"]).any(), (name, field.name)
    mentions, quotes = cues.mentions, cues.quotes
    assert set(mentions["voice"]) == set(VOICES) and set(mentions["wording"]) == set(WORDINGS)
    assert set(mentions["basis"].dropna()) <= {"marked", "cue", "carried"}
    assert set(mentions["marks"]) <= set(MARKS) - {"speech"}
    assert set(quotes["function"]) <= set(FUNCTIONS) and set(quotes["owner"]) <= {"outlet", "speaker"}
    assert set(mentions["part"]) == set(PARTS)
    assert set(cues.attributions["kind"]) == {"direct", "indirect"}
    assert set(cues.attributions["cue_class"]) <= {"neutral", "asserting", "distancing", "noun", "stance"}


def test_voice_basis_and_wording_go_together(cues):
    narrator = cues.mentions[cues.mentions["voice"] == "narrator"]
    assert (
        set(narrator["wording"]) == {"outlet"}
        and narrator["basis"].isna().all()
        and narrator["speaker"].isna().all()
    )
    assert cues.mentions.loc[cues.mentions["voice"] != "narrator", "basis"].notna().all()
    reported = cues.mentions[(cues.mentions["voice"] == "reported") & (cues.mentions["marks"] == "none")]
    assert set(reported["wording"]) == {"undetermined"}


def test_no_narrators_mention_lies_in_quoted_words(cues):
    spoken = cues.quotes[cues.quotes["function"].isin(["speech", "fragment"])]
    by_part = {key: list(zip(rows["start"], rows["end"])) for key, rows in spoken.groupby(["doc_id", "part"])}
    for row in cues.mentions[cues.mentions["voice"] == "narrator"].itertuples():
        held = [
            span
            for span in by_part.get((row.doc_id, row.part), ())
            if span[0] <= row.start and row.end <= span[1]
        ]
        assert not held, row


def test_each_quote_id_leads_to_its_quotation(cues):
    assert not cues.quotes.duplicated(["doc_id", "quote_id"]).any()
    known = set(zip(cues.quotes["doc_id"], cues.quotes["quote_id"]))
    named = cues.mentions[cues.mentions["quote_id"].notna()]
    assert len(named) and set(zip(named["doc_id"], named["quote_id"])) <= known
    assert cues.mentions.loc[cues.mentions["marks"] != "none", "quote_id"].notna().all()


def test_rows_come_in_order(cues):
    for name in TABLES[1:]:
        table = getattr(cues, name)
        keys = list(zip(table["doc_id"], table["part"] == "text", table["start"], -table["end"]))
        assert keys == sorted(keys)


@pytest.mark.parametrize("name", TABLES[1:])
def test_tables_for_pyarrow_and_for_pandas_are_the_same(cues, name):
    table = getattr(cues, name)
    rows = list(zip(*(table[column].astype(object).where(table[column].notna(), None) for column in COLUMNS[name])))
    mixed = [row for doc_id in sorted(set(table["doc_id"])) for row in rows[::-1] if row[0] == doc_id]
    made = arrow_in_order(table_of(name, mixed))
    assert made.equals(pa.Table.from_pandas(table, preserve_index=False), check_metadata=True)
    assert_frame_equal(made.to_pandas(), table)


def test_an_empty_text_and_no_title_are_measured():
    cues = measured("", "خرج المسلحون.")
    assert list(cues.documents["words"]) == [0, 2] and list(cues.documents["has_marks"]) == [False, False]
    assert list(cues.mentions["doc_id"]) == ["a001"] and cues.documents["title"].isna().all()


def test_no_articles_give_empty_tables(codebook):
    cues = nabra.measure(frame("documents", []), codebook)
    assert [len(getattr(cues, name)) for name in TABLES] == [0, 0, 0, 0]
    assert list(cues.mentions.columns) == SCHEMAS["mentions"].names and {"words", "has_marks"} <= set(
        cues.documents
    )


def test_titles_are_measured_too():
    cues = measured("خرج الناس.", title=pd.array(["عاد المسلحون"], dtype="string"))
    assert list(cues.mentions[["part", "start", "end"]].itertuples(index=False, name=None)) == [
        ("title", 4, 12)
    ]


def test_the_language_is_found_where_it_is_not_given():
    cues = measured("خرج المسلحون.", "The rebels left.", "خرج.")
    assert list(cues.documents["language"]) == ["ar", "en", "ar"]
    assert list(cues.mentions["variant"]) == ["gunmen", "rebels"]


def test_a_language_without_a_pack_is_read_by_its_script():
    cues = measured("The rebels left.", language=pd.array(["fr"], dtype="string"))
    assert list(cues.documents["language"]) == ["en"]


def test_a_doc_id_that_occurs_twice_is_named(codebook):
    table = articles("خرج.", "عاد.").assign(doc_id=pd.array(["x7", "x7"], dtype="string"))
    with pytest.raises(NabraError, match="'x7'.*twice"):
        nabra.measure(table, codebook)


@pytest.mark.parametrize("column", ["doc_id", "outlet", "text"])
def test_a_required_column_without_value_is_named(codebook, column):
    table = articles("خرج.", "عاد.")
    table.loc[1, column] = pd.NA
    with pytest.raises(NabraError, match=f"'{column}'.*row 1"):
        nabra.measure(table, codebook)


@pytest.mark.parametrize(
    "text, marked", [("وصل «النهر».", True), ("وصل النهر.", False), ('عرضه 5" فقط.', False)]
)
def test_articles_that_print_marks_are_known(text, marked):
    assert list(measured(text).documents["has_marks"]) == [marked]


def test_further_columns_are_kept():
    cues = measured("خرج.", desk=["foreign"])
    assert list(cues.documents["desk"]) == ["foreign"]

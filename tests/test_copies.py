"""Copies: planted ones are found, strangers are not, and an agency's own text is told by where it is named."""

import numpy as np
import pandas as pd
import pytest

import nabra
from nabra import tables
from nabra.errors import NabraError
from nabra.text.agencies import agencies, agency
from nabra.text.copies import COPIES, copies

SYLLABLES = ["با", "تر", "جي", "حم", "دو", "رش", "سا", "شم", "صل", "طر", "عو", "غي", "فا", "قل", "كم", "لن"]
KINDS = ("exact", "truncated", "re-headed", "edited")


def word(generator):
    """An invented word; common ones come often, as in news."""
    return "".join(SYLLABLES[i] for i in generator.integers(0, 16, size=generator.integers(2, 4)))


def invented(generator, size=150):
    """An article of invented words in sentences."""
    return " ".join(word(generator) + ("." if i % 12 == 11 else "") for i in range(size))


def changed(text, kind, generator):
    """A copy of ``text`` as an editor makes it."""
    words = text.split()
    if kind == "truncated":
        return " ".join(words[:max(20, len(words) // 2)])
    if kind == "re-headed":
        return " ".join([word(generator) for _ in range(15)] + words[8:])
    if kind == "edited":
        swap = generator.random(len(words)) < 0.3
        return " ".join(word(generator) if change else old for old, change in zip(words, swap))
    return text


def documents(rows):
    return tables.frame("documents", [{"doc_id": f"d{i:05}", "outlet": "a", "date": "2020-01-01"} | row
                                      for i, row in enumerate(rows)])


def with_copies(articles, number, seed):
    """``articles`` and planted copies a day later in another outlet; {copy: its source}."""
    generator = np.random.default_rng(seed)
    long = articles[articles["text"].str.split().str.len() >= 60]
    chosen = long.iloc[generator.choice(len(long), size=number, replace=False)]
    rows, truth = [], {}
    for place, row in enumerate(chosen.itertuples()):
        copy = f"zz-{place:05}"
        truth[copy] = row.doc_id
        day = None if pd.isna(row.date) else str((pd.Timestamp(row.date) + pd.Timedelta(days=1)).date())
        rows.append({"doc_id": copy, "outlet": "copyist", "date": day, "author": None,
                     "text": changed(row.text, KINDS[place % 4], generator)})
    return tables.frame("documents", [*articles.to_dict("records"), *rows]), truth


def scores(before, after, truth):
    """Precision and recall of the planted copies against the groups their sources had without them."""
    group = after.set_index("doc_id")["copy_group"]
    old = before.set_index("doc_id")["copy_group"]
    kin = {doc: {doc} if pd.isna(own) else set(old.index[old == own]) for doc, own in old.items()}
    found = right = recalled = 0
    for copy, source in truth.items():
        mates = set() if pd.isna(group[copy]) else set(group.index[group == group[copy]]) - {copy}
        mates = {mate for mate in mates if not mate.startswith("zz-")}
        found += len(mates)
        right += len(mates & kin[source])
        recalled += bool(mates & kin[source])
    return right / found, recalled / len(truth)


@pytest.fixture(scope="module")
def strangers():
    generator = np.random.default_rng(5)
    return documents([{"text": invented(generator)} for _ in range(300)])


def test_planted_copies_are_found_and_strangers_are_not(strangers):
    before = copies(strangers)
    assert before["copy_group"].isna().all() and (before["copy"] == "own").all() and (before["shared"] == 0).all()
    precision, recall = scores(before, *[f(*with_copies(strangers, 80, 1)) for f in
                                         (lambda rows, truth: copies(rows), lambda rows, truth: truth)])
    assert precision >= .95 and recall >= .90


def test_planted_copies_among_real_articles(shared):
    real = nabra.read(shared / "corpora" / "saudinewsnet.parquet")
    real = real.sort_values(["date", "doc_id"]).head(2_500)
    rows, truth = with_copies(real, 200, 1)
    precision, recall = scores(copies(real), copies(rows), truth)
    assert precision >= .95 and recall >= .90


def test_the_result_does_not_depend_on_the_order_of_rows(strangers):
    rows, _ = with_copies(strangers, 40, 2)
    shuffled = copies(rows.sample(frac=1, random_state=3))
    pd.testing.assert_frame_equal(copies(rows), shuffled)


def test_signs_that_say_nothing_change_nothing(strangers):
    rows, _ = with_copies(strangers, 40, 2)
    dressed = rows.assign(text=rows["text"].str.replace("ا", "اَ").str.replace("م", "مـ"))
    pd.testing.assert_frame_equal(copies(rows), copies(dressed))


def test_who_copied_whom():
    generator = np.random.default_rng(8)
    one, two, three = (invented(generator) for _ in range(3))
    found = copies(documents([
        {"text": one, "date": "2020-01-02"},
        {"text": one[:400], "date": "2020-01-01", "outlet": "b"},
        {"text": two + "\n(رويترز)", "date": "2020-01-03"},
        {"text": two, "date": "2020-01-03", "outlet": "b"},
        {"text": three}, {"text": three, "date": "2020-01-02"},
        {"text": one, "date": "2020-01-09"},
        {"text": "", "date": None}, {"text": "", "date": None},
    ]))
    assert found["copy"].tolist() == ["shared", "own", "wire", "wire", "own", "repeat", "own", "own", "own"]
    assert found["duplicate_of"].fillna("").tolist() == ["d00001", "", "", "d00002", "", "d00004", "", "", ""]
    assert found["copy_group"].fillna("").tolist()[:4] == ["d00001", "d00001", "d00002", "d00002"]
    assert found["agency"].fillna("").tolist()[2:4] == ["reuters", ""]
    assert found["shared"][1] == 1 and 0 < found["shared"][0] < 1
    assert set(found["copy"]) == set(COPIES)


def test_without_a_date_every_article_is_compared():
    text = invented(np.random.default_rng(9))
    found = copies(documents([{"text": text, "date": None}, {"text": text, "outlet": "b", "date": "2011-05-05"}]))
    assert found["duplicate_of"].fillna("").tolist() == ["d00001", ""]


def test_what_stands_under_every_article_makes_no_copy():
    generator = np.random.default_rng(10)
    furniture = invented(generator, 90)
    rows = documents([{"text": f"{invented(generator, 60)} {furniture}"} for _ in range(30)])
    assert copies(rows)["copy_group"].isna().all()


def test_a_share_that_is_none_is_refused(strangers):
    with pytest.raises(NabraError, match="share 0: give the share of copied text"):
        copies(strangers, share=0)


def test_ids_that_repeat_are_refused():
    with pytest.raises(NabraError, match="doc_id 'x' occurs twice"):
        copies(documents([{"doc_id": "x", "text": "…"}, {"doc_id": "x", "text": "…"}]))


@pytest.mark.parametrize(("author", "text", "found"), [
    ("القاهرة - رويترز", "افتُتح المعرض.", "reuters"),
    ("لندن - د ب أ", "…", "dpa"),
    (None, "القاهرة (أ.ف.ب) - افتُتح المعرض أمس.", "afp"),
    (None, "الرياض 5 شعبان 1440 هـ واس\nافتتح الأمير المعرض.", "spa"),
    (None, "وزار الوفد المدينة القديمة. (وكالات)", "agencies"),
    (None, "وزار الوفد المدينة القديمة.\nقناة الغد/ أ ف ب", "afp"),
    (None, "The fair opened.\n(Reuters)", "reuters"),
    (None, "CAIRO (AP) — The fair opened.", "ap"),
    (None, "قالت وكالة رويترز إن المعرض افتُتح.", None),
    (None, "وافتُتح المعرض، بحسب ما أوردت «رويترز».", None),
    (None, "وبلغ العدد 3.5 مليون، بحسب «رويترز».", None),
    (None, "في أغسطس (آب) 2013 افتُتح المعرض.", None),
    ("هدى بترا", "…", None),
    (None, "", None),
])
def test_the_agency_whose_text_it_is(author, text, found):
    assert agency(author, text) == found


def test_no_name_belongs_to_two_agencies():
    names = agencies()
    assert len({one.id for one in names.values()}) >= 20
    assert all(one.ar and one.en for one in names.values())

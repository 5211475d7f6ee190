"""What a morphology database says of an entry: on a tiny one of our own, and on CALIMA where it is at hand."""

import gzip
import json
import os
import random
import re

import pytest
import tiny_morphology
from count_recall import COLUMNS, EXPLAINED, RECORD, corpus_texts, inflected_entries, vocabulary

from nabra.cues.inflect import Entry, word_forms
from nabra.cues.morphology import Morphology, audit, strangers
from nabra.errors import NabraError
from nabra.text.normalise import word_key

GUILDSMAN = Entry("زرفان", "human")


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    path = tmp_path_factory.mktemp("db") / "morphology.db"
    path.write_text(tiny_morphology.text(), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def morphology(tiny):
    return Morphology(tiny)


@pytest.fixture(scope="module")
def calima(shared):
    return Morphology(shared / "morphology" / "calima-msa-r13.db.gz")


def test_a_word_for_people_is_no_stone(morphology):
    assert morphology.lemmas(GUILDSMAN) == ["زَرْفان"]
    assert morphology.lemmas(Entry("زرفان", "noun")) == ["زَرْفان", "زُرْفان"]
    assert morphology.lemmas(Entry("زرفون", "noun")) == []


def test_forms_leave_out_questions_and_speakers(morphology):
    forms = morphology.forms(["زَرْفان"], "human")
    assert {"وزرفانه", "الزرافين", "بزرفانون"} <= forms
    assert not {"ازرفان", "زرفاني"} & forms
    verb = morphology.forms(["اِزْرَفّ"], "verb")
    assert "وازرفت" in verb and "ازرفتم" not in verb and not morphology.forms(["اِزْرَفّ"], "noun")


def test_broken_plurals_are_proposed_until_they_are_listed(morphology):
    found = audit(GUILDSMAN, morphology)
    assert found.plurals == ("زرافين",) and "الزرافين" in found.missing
    assert found.coverage == 1 - len(found.missing) / len(found.known) and 0 < found.coverage < 1
    listed = audit(Entry("زرفان", "human", plurals=("زرافين",)), morphology)
    assert listed.plurals == () and listed.missing == () and listed.coverage == 1


def test_switches_leave_out_forms_on_purpose(morphology):
    few = Entry("زرفان", "human", numbers=("plural",), definite="only", plurals=("زرافين",))
    assert audit(few, morphology).missing == ()


def test_forms_among_the_words_of_a_corpus(morphology):
    found = audit(GUILDSMAN, morphology, {"زرفان", "زرافين", "كتاب"})
    assert found.known == {"زرفان", "زرافين"} and found.missing == ("زرافين",) and found.coverage == 0.5


def test_an_unknown_word_has_no_coverage(morphology):
    assert audit(Entry("كتاب", "noun"), morphology).coverage is None


def test_surfaces_that_are_likelier_another_lemma(morphology):
    ((surface, reading),) = strangers(["زرفان", "زرفانون", "غيره"], GUILDSMAN, morphology)
    assert (surface, reading.lemma) == ("زرفان", "زُرْفان")
    assert strangers(["زرفان"], Entry("زرفان", "noun"), morphology) == []


def test_a_packed_database_is_the_same(tiny, morphology, tmp_path):
    packed = tmp_path / "morphology.db.gz"
    packed.write_bytes(gzip.compress(tiny.read_bytes()))
    assert audit(GUILDSMAN, Morphology(packed)) == audit(GUILDSMAN, morphology)


@pytest.mark.parametrize("content, piece", [(None, "there is no such file"), (b"nonsense\n", "camel-tools cannot read it")])
def test_files_that_are_no_database(tmp_path, content, piece):
    path = tmp_path / "morphology.db"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(NabraError, match=piece):
        Morphology(path)


def test_the_environment_is_left_as_it_was(tiny, monkeypatch):
    monkeypatch.delenv("CAMELTOOLS_DATA", raising=False)
    Morphology(tiny)
    assert "CAMELTOOLS_DATA" not in os.environ


# ---- CALIMA

def test_calimas_forms_of_the_gold_lemmas_are_covered(calima, shared):
    """99 % of the database's forms of each lemma that are in print; all of them for those that are adjectives."""
    from test_inflect import ENTRIES
    gold = json.loads((shared / "gold" / "inflection.json").read_text(encoding="utf-8"))
    for name in gold:
        found = audit(ENTRIES[name], calima)
        if ENTRIES[name].kind in ("adjective", "nisba", "human", "feminine", "feminine-alif"):
            assert found.coverage == 1, (name, found.missing[:5])
        else:   # the dual before a genitive (نظاميه), left out: in print it is the adjective
            dual = re.compile(f".*{word_key(name)}(ي|ا)(ها?|هم|هن|هما|نا|كم)?")
            assert [word for word in found.missing if not dual.fullmatch(word) and "ات" not in word] == [], name


def test_the_record_of_recall_is_right_on_a_sample(calima, shared):
    """On the words of 2,000 articles: no entry lacks a form that the record does not name."""
    with RECORD.open(encoding="utf-8") as file:
        head, *rows = (line.rstrip("\n").split(",") for line in file)
    assert tuple(head) == COLUMNS
    missing = {(row[0], row[1]): set(row[7].split()) for row in rows}
    texts = [text for _, text in zip(range(2000), corpus_texts(shared / "corpora"))]
    words, checked = vocabulary(texts), 0
    for book, name, entry in inflected_entries():
        if (book, name) in missing and checked < 40:
            checked += 1
            assert set(audit(entry, calima, words).missing) <= missing[book, name], name
    assert checked == 40


def test_enumerating_the_database_is_as_good_as_analysing_words(calima, shared):
    """Of words drawn from the corpora, those that camel-tools analyses as a lemma are the enumerated ones."""
    texts = [text for _, text in zip(range(300), corpus_texts(shared / "corpora"))]
    words = random.Random(5).sample(sorted(vocabulary(texts)), 1500)
    entry = Entry("مسلح", "adjective")
    lemmas = calima.lemmas(entry)
    forms = word_forms(entry, "ar")
    words += sorted(forms)[::40]
    enumerated = calima.forms(lemmas, "adjective")
    for word in words:
        analysed = any(one.lemma in lemmas for one in calima.readings(word))
        assert analysed <= (word in enumerated or word in forms), word


# ---- the record of recall, wherever it is read

def test_recall_is_99_per_cent_or_explained():
    with RECORD.open(encoding="utf-8") as file:
        _, *rows = (line.rstrip("\n").split(",") for line in file)
    with EXPLAINED.open(encoding="utf-8") as file:
        explained = {tuple(line.rstrip("\n").split(",")[:2]) for line in file}
    assert len(rows) >= 60
    for book, name, _, _, known, lacking, recall, words in rows:
        assert int(lacking) == len(words.split())
        if recall:
            assert abs(float(recall) - (1 - int(lacking) / int(known))) < 1e-3
        assert not recall or float(recall) >= 0.99 or (book, name) in explained, (book, name, words)

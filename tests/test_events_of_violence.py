"""Events of violence: constructions and doers in invented sentences, coded news, and what never changes."""

from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

import nabra
from nabra import store
from nabra.commands.events import command
from nabra.cues.event_types import CONSTRUCTIONS
from nabra.cues.event_words import lexicon
from nabra.cues.events import LONGEST, events, sentence_events
from nabra.errors import NabraError
from nabra.manifest import build
from nabra.measures.agency import ANY_VICTIM
from nabra.tables import frame

# What each set gives today. The rules were written after the first and mended after the second to the twelfth and after the
# sixteenth and seventeenth, so only the thirteenth to fifteenth say how well they do on unseen sentences.
FLOORS = {"first": (0.98, 0.91), "second": (0.95, 0.91), "third": (0.96, 0.96), "fourth": (0.94, 0.92), "fifth": (0.95, 0.91),
          "sixth": (0.97, 0.92), "seventh": (0.94, 0.95), "eighth": (0.93, 0.88), "ninth": (0.94, 0.90), "tenth": (0.95, 0.88),
          "eleventh": (0.95, 0.90), "twelfth": (0.88, 0.84), "thirteenth": (0.91, 0.81), "fourteenth": (0.84, 0.84),
          "fifteenth": (0.91, 0.79), "sixteenth": (0.94, 0.86), "seventeenth": (0.94, 0.82)}
# Drawn among the words that the rules took for events, so nearly none is passed over.
SIFTED = ("eleventh", "fifteenth", "sixteenth", "seventeenth")


def told(text, language):
    """(word, construction, agent named) of each event."""
    return [(text[start:end], one.construction, one.agent_named)
            for start, end, one, _ in sentence_events(text, language)]


@pytest.mark.parametrize(("text", "expected"), [
    ("قتلت القوات الحكومية ثلاثة مدنيين في القرية", ("قتلت", "active", True)),
    ("قتل ثلاثة مدنيين برصاص القوات الحكومية", ("قتل", "passive", True)),
    ("قتل ثلاثة مدنيين على يد مسلحين مجهولين", ("قتل", "passive", True)),
    ("قتل 12 شخصا في القرية أمس", ("قتل", "agentless", False)),
    ("قُتل الجنود في المدينة", ("قُتل", "agentless", False)),
    ("أعلنت الوزارة مقتل ثلاثة أشخاص", ("مقتل", "nominal", False)),
    ("استمر القصف الإسرائيلي على البلدة", ("القصف", "nominal", True)),
    ("لقي رجل مصرعه في البلدة", ("لقي", "intransitive", False)),
    ("استشهد شاب في البلدة", ("استشهد", "intransitive", False)),
    ("تم اعتقال أربعة رجال", ("اعتقال", "agentless", False)),
    ("شنت الطائرات غارات على البلدة", ("غارات", "active", True)),
    ("أعدم التنظيم أحد عشر شابا", ("أعدم", "active", True)),
    ("سقط قتلى في البلدة", ("سقط", "intransitive", False)),
    ("تمكنت القوات من قتل ثلاثة مسلحين", ("قتل", "nominal", True)),
    ("تورط الجماعة في اغتيال الوزير", ("اغتيال", "nominal", True)),
    ("لم تعلن أي جهة مسؤوليتها عن التفجير", ("التفجير", "nominal", False)),
    ("قتل ثلاثة مدنيين في غارة جوية للتحالف", ("قتل", "passive", True)),
    ("أعلنت الوزارة مقتل ثلاثة مدنيين في غارة جوية", ("مقتل", "nominal", False)),
    ("استنكر الوزير الهجوم الذي نفذه مسلحون", ("الهجوم", "nominal", True)),
    ("ندد الوزير بالهجوم الذي وقع في البلدة", ("بالهجوم", "nominal", False)),
    ("تفجير تبناه تنظيم مجهول", ("تفجير", "nominal", True)),
    ("أثار قتل الشرطة لرجل أعزل احتجاجات", ("قتل", "nominal", True)),
    ("بعد قتله لأحد أبناء القرية", ("قتله", "nominal", True)),
    ("طالب الأهالي بالكشف عن مكان اعتقاله", ("اعتقاله", "nominal", False)),
    ("اتهم الوزير الجماعة بالوقوف وراء هجوم في المدينة", ("هجوم", "nominal", True)),
    ("شن التنظيم مساء السبت في المدينة هجوما كبيرا", ("هجوما", "active", True)),
    ("قامت مجموعة مسلحة في المدينة باعتقال ثلاثة رجال", ("باعتقال", "active", True)),
    ("يستعد الجيش لشن هجوم على البلدة", ("هجوم", "nominal", True)),
    ("استبعد الوزير شن ضربات", ("ضربات", "nominal", False)),
    ("خطف مسلحون مجهولون ممرضة", ("خطف", "active", True)),
    ("الرجل الذي اعتقل بعد الحادث", ("اعتقل", "agentless", False)),
    ("الحرب التي تدمر البلاد", ("تدمر", "active", False)),
    ("طُعن رجل في البلدة", ("طُعن", "agentless", False)),
    ("ينفي الجيش استهداف المدنيين", ("استهداف", "nominal", True)),
    ("حكمت المحكمة على الرجل بالإعدام", ("بالإعدام", "nominal", True)),
    ("استخدمت في الهجوم مادة سامة", ("الهجوم", "nominal", False)),
    ("وقع هجوم في المدينة ونسب إلى متشددين", ("هجوم", "nominal", True)),
    ("وقع هجوم في المدينة وأعلن التنظيم مسؤوليته عنه", ("هجوم", "nominal", True)),
    ("استهدف التحالف مبنى في المدينة وقتل ثلاثة في الغارة", ("استهدف", "active", True)),
    ("قصف متبادل بين الجيش والمسلحين", ("قصف", "nominal", True)),
    ("دفنّا الشهداء قبل الفجر خوفا من تجدد القصف", ("الشهداء", "nominal", False)),
    ("كندا تعتقل 12 شخصا في الميناء", ("تعتقل", "active", True)),
    ("رجل بسكين يقتل حارسين قرب السوق", ("يقتل", "active", True)),
    ("تاجر يقتل في السوق", ("يقتل", "agentless", False)),
    ("تاجر يقتل بالرصاص", ("يقتل", "agentless", False)),
    ("الدفاع المدني يدمر صاروخا فوق الميناء", ("يدمر", "active", True)),
    ("كندا تعلن اعتقال سبعة", ("اعتقال", "nominal", True)),
    ("صحيفة تعلن اعتقال سبعة", ("اعتقال", "nominal", False)),
    ("صور تنفيذ كندا هجوما على الميناء", ("هجوما", "nominal", True)),
    ("بدأت محاكمة قتلة الحارس", ("قتلة", "nominal", True)),
    ("قتلى في هجوم مباغت غربي الميناء", ("قتلى", "nominal", False)),
    ("مقتل حارسين بالرصاص في كندا", ("مقتل", "nominal", False)),
    ("الطعن حتى الموت لشاب كندي", ("الطعن", "nominal", False)),
    ("قتل ما لا يقل عن 12 رجلا على أيدي القوات", ("قتل", "passive", True)),
    ("أعلنت القوات أنها قتلت بالرصاص رجلا", ("قتلت", "active", True)),
    ("سجن حارس قتل رجلا في السوق", ("قتل", "active", True)),
    ("قمعت القوات المسيرة وقتلت في يوم واحد 12 رجلا", ("وقتلت", "active", True)),
    ("قتلت ابنتها (15 عاما) في السوق", ("قتلت", "agentless", False)),
])
def test_arabic_constructions(text, expected):
    assert told(text, "ar")[0] == expected


def test_who_fell_in_a_massacre_fell_by_those_who_committed_it():
    assert told("ارتكب الجيش مذبحة في البلدة سقط خلالها 12 قتيلا", "ar")[:2] == [
        ("مذبحة", "active", True), ("سقط", "intransitive", True)]
    assert told("وقعت مذبحة في البلدة سقط خلالها 12 قتيلا", "ar")[1] == ("سقط", "intransitive", False)


def test_a_sentence_without_an_end_is_read_around_each_event():
    alone, filler = "قتل ثلاثة مدنيين برصاص القوات الحكومية", "وسار الناس في الطريق " * LONGEST
    long = f"{filler}، {alone}، {filler}، {alone}، {filler}"
    found = list(sentence_events(long, "ar"))
    assert told(long, "ar") == 2 * told(alone, "ar")
    for _, _, one, places in found:
        first, last = one.doer
        assert long[places[first][0]:places[last - 1][1]].startswith("القوات الحكومية")
        assert len(places) <= LONGEST


@pytest.mark.parametrize("text", ["أطلق سراح الرجل أمس", "أصيب اللاعب في الركبة خلال المباراة", "سقط المطر على القرية",
                                  "أطلقت الوزارة حملة جديدة"])
def test_words_of_violence_that_tell_of_none(text):
    assert told(text, "ar") == []


@pytest.mark.parametrize(("text", "expected"), [
    ("Soldiers killed 12 villagers in the valley.", ("killed", "active", True)),
    ("Twelve villagers were killed by soldiers.", ("killed", "passive", True)),
    ("Twelve villagers were killed in the valley.", ("killed", "agentless", False)),
    ("Dozens killed in valley raid.", ("killed", "agentless", False)),
    ("The killing of a child shocked the town.", ("killing", "nominal", False)),
    ("An Israeli strike hit the house.", ("strike", "nominal", True)),
    ("Three people died on Friday.", ("died", "intransitive", False)),
    ("Police had arrested the man.", ("arrested", "active", True)),
    ("He was reportedly shot by a soldier.", ("shot", "passive", True)),
    ("A car bomb killed eight villagers.", ("killed", "active", False)),
    ("Villagers were killed in a Russian airstrike.", ("killed", "passive", True)),
    ("The army carried out a raid on the village.", ("raid", "active", True)),
    ("Jets hit the town, killing at least six people.", ("killing", "active", True)),
    ("The militia was accused of attacks on farmers.", ("attacks", "nominal", True)),
])
def test_english_constructions(text, expected):
    assert told(text, "en")[0] == expected


@pytest.mark.parametrize(("text", "word"), [
    ("سقط عشرات القتلى في غارة للتحالف والجرحى بالمئات", "والجرحى"), ("مقتل ثلاثة وإصابة أربعة في غارة للتحالف", "وإصابة"),
    ("استهدف التحالف مبنى في المدينة وقتل ثلاثة في الغارة", "الغارة"),
    ("وقع تفجير سيارة في المدينة واتهم الحزب إسرائيل بالوقوف وراء اغتياله", "تفجير")])
def test_a_doer_named_for_another_act_of_the_sentence(text, word):
    assert {one: named for one, _, named in told(text, "ar")}[word]


def test_a_language_without_words_of_violence_has_no_events():
    assert lexicon("fr") is None and told("Trois morts.", "fr") == []


def texts_of(shared, corpus, ids, column="text"):
    """The texts with these ids: articles of a corpus (or their titles), or sentences of a paper by their row."""
    if corpus == "fakes":
        table = pd.read_csv(shared / "corpora" / "originals" / "FA-KES-Dataset.csv", encoding="latin-1",
                            dtype={"unit_id": str})
        return table.drop_duplicates("unit_id").set_index("unit_id")["article_content"]
    if (place := shared / "corpora" / "breach" / f"{corpus}_sentences.csv").is_file():
        return pd.read_csv(place)["sentence"].astype(str).rename(index=str)
    return pd.read_parquet(shared / "corpora" / f"{corpus}.parquet", columns=["doc_id", column],
                           filters=[("doc_id", "in", ids)]).set_index("doc_id")[column]


def scores(shared, language, name, column="text"):
    """Shares of right constructions, right answers on the doer, and of sentences seen to tell of no violence."""
    gold = pd.read_csv(Path(__file__).parent / "events" / f"{language}_{name}.csv", dtype={"doc_id": str})
    code = {"arabic": "ar", "headlines": "ar", "english": "en"}[language]
    right, doer, none = [], [], []
    for corpus, rows in gold.groupby("corpus"):
        texts = texts_of(shared, corpus, rows["doc_id"].tolist(), column)
        for row in rows.itertuples():
            here = {start: one for start, _, one, _ in sentence_events(texts[row.doc_id], code)}
            found = next((one for start, one in here.items() if row.start <= start < row.end), None)
            if row.construction == "none":
                none.append(found is None)
                continue
            right.append(found is not None and found.construction == row.construction)
            doer.append(found is not None and found.agent_named == (row.agent_named == "yes"))
    return sum(right) / len(right), sum(doer) / len(doer), sum(none) / len(none)


@pytest.mark.parametrize("name", FLOORS)
def test_coded_sentences_do_not_get_worse(shared, name):
    construction, doer, none = scores(shared, "arabic", name)
    assert construction >= FLOORS[name][0] and doer >= FLOORS[name][1] and (none >= 0.25 or name in SIFTED)


# The rules were mended after the first two, not after the third. The second holds what the rules took for events alone.
@pytest.mark.parametrize(("name", "floors"), [("first", (.955, .875)), ("second", (.959, .893)), ("third", (.969, .918))])
def test_coded_headlines_do_not_get_worse(shared, name, floors):
    construction, doer, none = scores(shared, "headlines", name, "title")
    assert construction >= floors[0] - 1e-3 and doer >= floors[1] - 1e-3 and (none >= 0.25 or name == "second")


def test_read_killings_do_not_get_worse(shared):
    """All killings and deaths of Palestinians that the rules found in ANT's political articles (docs/agency.md)."""
    gold, told = pd.read_csv(Path(__file__).parent / "events" / "killings_of_palestinians.csv"), []
    texts = {part: texts_of(shared, "ant", gold["doc_id"].tolist(), part) for part in ("title", "text")}
    for row in gold[gold["read"].isin(["yes", "no"])].itertuples():
        here = {start: one for start, _, one, _ in sentence_events(texts[row.part][row.doc_id], "ar")}
        told.append((row.read == "yes", here[row.start].agent_named if row.start in here else None))
    right = [read == found for read, found in told]
    assert len(told) == 451 and sum(right) / len(right) >= .944
    assert sum(found is True for read, found in told if read) / sum(read for read, _ in told) >= .925


def test_a_named_doer_stands_among_the_words_that_are_searched_for_his_concept(shared):
    folder, hits = Path(__file__).parent / "events", []
    gold = pd.concat([pd.read_csv(folder / f"arabic_{name}.csv") for name in ("fourteenth", "fifteenth")]).dropna(subset="doer_start")
    for corpus, rows in gold.groupby("corpus"):
        texts = texts_of(shared, corpus, rows["doc_id"].tolist())
        for row in rows.itertuples():
            found = [(one, places) for start, _, one, places in sentence_events(texts[row.doc_id], "ar") if start == row.start]
            for one, places in found:
                if one.agent_named:
                    words = places[one.doer[0]:one.doer[1]]
                    hits.append(any(low < row.doer_end and row.doer_start < high for low, high in words))
    assert len(hits) > 80 and sum(hits) / len(hits) >= 0.72


def test_a_stop_without_a_space_ends_an_arabic_sentence():
    assert told("قصفت القوات البلدة .وقتل عامل في المصنع", "ar")[1] == ("وقتل", "agentless", False)


def test_no_article_is_coded_twice():
    folder = Path(__file__).parent / "events"
    ids = pd.concat([pd.read_csv(folder / f"arabic_{name}.csv", dtype=str) for name in FLOORS])
    assert len(ids) > 4700 and not ids.duplicated(["corpus", "doc_id"]).any()
    titles = pd.concat([pd.read_csv(folder / f"headlines_{name}.csv", dtype=str) for name in ("first", "second", "third")])
    assert len(titles) == 450 and not pd.concat([ids, titles]).duplicated(["corpus", "doc_id"]).any()


# The rules were mended after the first hundred, so only the second says how well they do on unseen sentences.
@pytest.mark.parametrize(("name", "floors"), [("first", (0.96, 0.90)), ("second", (0.93, 0.80))])
def test_coded_english_sentences_do_not_get_worse(shared, name, floors):
    construction, doer, none = scores(shared, "english", name)
    assert construction >= floors[0] and doer >= floors[1] and none >= 0.25


@pytest.fixture(scope="module")
def sample(root):
    """The first articles of the teaching corpus, measured, and their events."""
    articles = nabra.read(root / "corpora" / "sample")
    cues = nabra.measure(articles.iloc[::4].reset_index(drop=True), nabra.codebook("syria"), progress=False)
    return cues, events(cues)


def test_the_table_points_at_its_words(sample):
    cues, found = sample
    texts = {(row.doc_id, part): getattr(row, part) for row in cues.documents.itertuples() for part in ("title", "text")}
    assert len(found) > 100 and set(found["construction"]) <= set(CONSTRUCTIONS)
    for row in found.itertuples():
        word = texts[row.doc_id, row.part][row.start:row.end]
        assert word and not any(sign.isspace() for sign in word)
    assert found["victim"].notna().any() and found["agent"].notna().any()
    assert found.loc[found["agent"].notna(), "agent_named"].all()


def test_the_order_of_articles_changes_nothing_and_nothing_is_changed(sample):
    cues, found = sample
    before = cues.documents.copy()
    shuffled = nabra.Cues(cues.documents.sample(frac=1, random_state=1), cues.quotes, cues.attributions, cues.mentions,
                          cues.labels, cues.codebook_name)
    pd.testing.assert_frame_equal(events(shuffled), found)
    pd.testing.assert_frame_equal(cues.documents, before)


@pytest.mark.parametrize(("text", "language"), [
    ("قتلت القوات الحكومية ثلاثة مدنيين. استمر القصف الإسرائيلي.", "ar"), ("Soldiers killed two men. He died.", "en")])
def test_texts_joined_have_the_events_of_both(text, language):
    one = [(start, end, told) for start, end, told, _ in sentence_events(text, language)]
    two = [(start, end, told) for start, end, told, _ in sentence_events(text + "\n" + text, language)]
    shift = len(text) + 1
    assert two == one + [(start + shift, end + shift, told) for start, end, told in one]


def test_tatweel_and_hamza_say_nothing_of_the_construction():
    plain, written = "اعدم التنظيم احد عشر شابا", "أعـــدم التنظيم أحد عشر شابا"
    assert [one[1:] for one in told(plain, "ar")] == [one[1:] for one in told(written, "ar")]


@pytest.mark.parametrize("text", ["", " ", "«", "قتل", "قتل " * 3000, "وجرحى " * 3000, "killed by", "\u202e killed \u202c", "…؟!"])
def test_hard_texts_do_no_harm(text):
    for language in ("ar", "en"):
        for start, end, one, _ in sentence_events(text, language):
            assert 0 <= start < end <= len(text) and one.construction in CONSTRUCTIONS


def made_up(rows):
    """Cues of articles (doc_id, outlet, language), and events (doc_id, part, construction, victim, named)."""
    documents = pd.DataFrame([{"doc_id": one, "outlet": outlet, "language": language, "text": "x", "title": None,
                               "date": "2020-01-01", "words": 1, "has_marks": True} for one, outlet, language, _ in rows])
    labels = pd.DataFrame([{"concept": name, "variant": name, "concept_ar": name, "concept_en": name, "variant_ar": name,
                            "variant_en": name, "baseline": False, "order": place}
                           for place, name in enumerate(("villagers", "soldiers"))])
    told_of = [{"doc_id": one, "part": "text", "start": 5 * place, "end": 5 * place + 4, "event": "kill", "term": "kill",
                "construction": "active" if named else "agentless", "victim": victim, "agent_named": named,
                "voice": "narrator"} for one, _, _, each in rows for place, (victim, named) in enumerate(each)]
    empty = {name: frame(name, []) for name in ("quotes", "attributions", "mentions")}
    return nabra.Cues(documents=documents, labels=labels, codebook_name="made up", **empty), frame("events", told_of)


@pytest.fixture
def planted():
    """Two outlets: one names the doer of 3 in 4 killings of villagers, the other of 1 in 4; nobody of soldiers'."""
    rows = [(f"a{n}", "a", "en", [("villagers", n % 4 != 0)]) for n in range(60)]
    rows += [(f"b{n}", "b", "en", [("villagers", n % 4 == 0), ("soldiers", False)]) for n in range(60)]
    return made_up(rows)


def test_planted_agency_comes_out(planted):
    table = nabra.agent_named(*planted, replicates=200, permutations=200).set_index(["concept", "outlet"])
    a, b = table.loc[("villagers", "a")], table.loc[("villagers", "b")]
    assert (a["count"], a["exposure"], b["count"], b["exposure"]) == (45, 60, 15, 60)
    assert a["low"] < 0.75 < a["high"] and b["high"] < a["low"] and a["p"] < 0.02
    none = table.loc[("soldiers", "a")]
    assert none["exposure"] == 0 and pd.isna(none["estimate"]) and none["reason"] == "no such event"
    zero = table.loc[("soldiers", "b")]
    assert zero["estimate"] == 0 and zero["exposure"] == 60


def test_constructions_and_terms_add_up(planted):
    made = nabra.constructions(*planted, replicates=50, permutations=50)
    sums = made[made["exposure"] > 0].groupby(["concept", "outlet"])["estimate"].sum()
    assert sums.to_numpy() == pytest.approx(1)
    terms = nabra.death_terms(*planted, victim="villagers", replicates=50, permutations=50)
    assert terms["variant"].tolist() == ["kill", "kill"] and terms["estimate"].tolist() == [1, 1]


def test_constructions_of_two_languages_are_refused():
    cues, found = made_up([("1", "a", "en", [("villagers", True)]), ("2", "b", "ar", [("villagers", True)])])
    with pytest.raises(NabraError, match="one language first"):
        nabra.constructions(cues, found)
    assert len(nabra.agent_named(cues, found, replicates=20, permutations=20)) == 2


def test_counts_by_article_and_headlines_apart(planted):
    cues, found = planted
    counts = nabra.agency_counts(cues, found, "villagers")
    assert counts["count"].sum() == 60 and counts["exposure"].sum() == 120 and counts["doc_id"].is_monotonic_increasing
    assert nabra.agent_named(cues, found, part="title")["exposure"].sum() == 0
    matched = nabra.matched(counts, "a", "b", event="date", replicates=100, permutations=100)
    raw = matched[matched["model"] == "raw"].iloc[0]
    assert raw["estimate"] == pytest.approx(0.5)


def test_all_victims_together_count_each_event_once(planted):
    cues, found = planted
    every = nabra.agent_named(cues, found, victim=ANY_VICTIM, replicates=20, permutations=20).set_index("outlet")
    each = nabra.agent_named(cues, found, replicates=20, permutations=20).groupby("outlet")[["count", "exposure"]].sum()
    assert every["exposure"].to_dict() == each["exposure"].to_dict() and every["count"].to_dict() == each["count"].to_dict()
    assert (every["concept"] == ANY_VICTIM).all() and (every["concept_en"] == "any victim").all()
    counts = nabra.agency_counts(cues, found, ANY_VICTIM)
    assert counts["exposure"].sum() == len(found) and counts["count"].sum() == found["agent_named"].sum()


@pytest.mark.parametrize(("change", "words"), [
    ({"victim": "farmers"}, "unknown victim 'farmers'"), ({"part": "body"}, "unknown part 'body'"),
    ({"voice": "mine"}, "unknown voice 'mine'"), ({"kinds": ["sue"]}, "unknown kind of event 'sue'")])
def test_mistakes_are_named(planted, change, words):
    with pytest.raises(NabraError, match=words):
        nabra.agent_named(*planted, **change)


def test_events_of_other_articles_are_refused(planted):
    cues, found = planted
    with pytest.raises(NabraError, match="which is none of these"):
        nabra.agent_named(cues, found.assign(doc_id="elsewhere"))
    with pytest.raises(NabraError, match="is not the one of these cues"):
        events(cues, nabra.codebook("syria"))


def test_the_command_writes_both_tables(tmp_path, sample):
    cues, found = sample
    store.save(cues, frame("rejected", []), build(cues, nabra.codebook("syria"), pd.DataFrame(columns=["file", "sha256", "bytes"]),
                                                        frame("rejected", []), [], {}),
               tmp_path / "results")
    done = CliRunner().invoke(command, [str(tmp_path / "results"), "--out", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    assert f"{len(found):,} events of violence" in done.output
    written = pd.read_csv(tmp_path / "out" / "events.csv")
    assert len(written) == len(found) and (tmp_path / "out" / "agency.csv").is_file()

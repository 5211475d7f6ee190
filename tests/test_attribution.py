"""Who answers for which words: scopes, speakers and voices in both languages."""

import pytest
from reading import mentions, part, scopes


def _one(text, language="ar"):
    found = scopes(text, language)
    assert len(found) == 1, found
    return found[0]


def _voices(text, language="ar"):
    return [(variant, voice) for _, variant, voice, *_ in mentions(text, language)]


@pytest.mark.parametrize(
    "text, content, cue, cue_class, kind, speaker",
    [
        ("قال الوزير إن الطريق مغلق.", "الطريق مغلق", "قال", "neutral", "indirect", "الوزير"),
        (
            "أكّد المدير سامي الحداد، أمس، أنّ الطريق مغلق.",
            "الطريق مغلق",
            "أكّد",
            "asserting",
            "indirect",
            "المدير سامي الحداد",
        ),
        ("وزعمت اللجنة أن الطريق مغلق.", "الطريق مغلق", "وزعمت", "distancing", "indirect", "اللجنة"),
        ("وكانت الوزارة أكدت أن الطريق مغلق.", "الطريق مغلق", "أكدت", "asserting", "indirect", "الوزارة"),
        ("المدير قال إن الطريق مغلق.", "الطريق مغلق", "قال", "neutral", "indirect", "المدير"),
        (
            "قالت الوزارة، في بيان لها، إن الطريق مغلق.",
            "الطريق مغلق",
            "قالت",
            "neutral",
            "indirect",
            "الوزارة",
        ),
        (
            "بحسب مصدر أمني، خرج الناس من القرية.",
            "خرج الناس من القرية",
            "بحسب",
            "neutral",
            "indirect",
            "مصدر أمني",
        ),
        (
            "خرج الناس من القرية، بحسب مصدر أمني.",
            "خرج الناس من القرية",
            "بحسب",
            "neutral",
            "indirect",
            "مصدر أمني",
        ),
        (
            "وقال المدير: «خرج الناس من القرية ليلاً».",
            "خرج الناس من القرية ليلاً",
            "وقال",
            "neutral",
            "direct",
            "المدير",
        ),
        ("قال المدير: خرج الناس من القرية.", "خرج الناس من القرية", "قال", "neutral", "direct", "المدير"),
    ],
)
def test_arabic_scopes(text, content, cue, cue_class, kind, speaker):
    assert _one(text) == (content, cue, cue_class, kind, speaker)


@pytest.mark.parametrize(
    "text, content, cue, cue_class, kind, speaker",
    [
        (
            "The mayor said that the road was closed.",
            "the road was closed",
            "said",
            "neutral",
            "indirect",
            "The mayor",
        ),
        (
            "The mayor said the road was closed.",
            "the road was closed",
            "said",
            "neutral",
            "indirect",
            "The mayor",
        ),
        (
            '"The road is closed today," said Mayor Dana Field.',
            "The road is closed today",
            "said",
            "neutral",
            "direct",
            "Mayor Dana Field",
        ),
        (
            'Mayor Dana Field said: "The road is closed."',
            "The road is closed.",
            "said",
            "neutral",
            "direct",
            "Mayor Dana Field",
        ),
        (
            "According to Mayor Dana Field, the road was closed.",
            "the road was closed",
            "According to",
            "neutral",
            "indirect",
            "Mayor Dana Field",
        ),
        (
            "The road was closed, according to Mayor Dana Field.",
            "The road was closed",
            "according to",
            "neutral",
            "indirect",
            "Mayor Dana Field",
        ),
        (
            "The road was closed, Mayor Dana Field claimed.",
            "The road was closed",
            "claimed",
            "distancing",
            "indirect",
            "Mayor Dana Field",
        ),
        (
            "Dana Field claimed that the road was closed.",
            "the road was closed",
            "claimed",
            "distancing",
            "indirect",
            "Dana Field",
        ),
        (
            "The committee confirmed that the road was closed.",
            "the road was closed",
            "confirmed",
            "asserting",
            "indirect",
            "The committee",
        ),
    ],
)
def test_english_scopes(text, content, cue, cue_class, kind, speaker):
    found, *rest = _one(text, "en")
    assert (found.strip(","), *rest) == (content, cue, cue_class, kind, speaker)


@pytest.mark.parametrize(
    "text, language",
    [
        ("وصل الوفد إلى القرية أمس، ثم رحل.", "ar"),
        ("صدر البيان والتقرير أمس.", "ar"),
        ("", "ar"),
        ("The claims were read in the hall.", "en"),
        ("The road was closed.", "en"),
    ],
)
def test_no_cue_no_scope(text, language):
    assert scopes(text, language) == []


def test_a_participle_goes_on_with_the_last_speaker():
    found = scopes("قال الوزير إن الطريق مغلق، مضيفاً أن المسلحين خرجوا.")
    assert found[1] == ("المسلحين خرجوا", "مضيفاً", "neutral", "indirect", "الوزير")


def test_the_speaker_is_carried_into_the_next_sentence():
    found = scopes("قال الوزير إن الطريق مغلق. وأضاف أن المسلحين خرجوا.")
    assert [speaker for *_, speaker in found] == ["الوزير", "الوزير"]


def test_what_another_said_within_what_one_said_lies_inside():
    text = "قال الوزير إن الوزارة أعلنت أن المسلحين خرجوا."
    outer, inner = part(text).scopes
    assert outer.start <= inner.start and inner.end <= outer.end
    assert (outer.cue, inner.cue) == ("قال", "أعلنت")
    assert _voices(text) == [("gunmen", "reported")]


def test_the_innermost_speaker_answers():
    (mention,) = mentions("قال الوزير إن الوزارة أعلنت أن المسلحين خرجوا.")
    assert mention[4] == "الوزارة"


@pytest.mark.parametrize(
    "text",
    [
        "قال المدير إن الطريق مغلق. وخرج المسلحون من القرية.",
        "قال المدير إن الطريق مغلق، فيما خرج المسلحون من القرية.",
        "قال المدير إن الطريق مغلق\nوخرج المسلحون من القرية.",
        "قال المدير: «الطريق مغلق اليوم». وخرج المسلحون من القرية.",
        "خرج المسلحون من القرية. وقال المدير إن الطريق مغلق.",
        "بحسب المدير، الطريق مغلق. وخرج المسلحون من القرية.",
        "قال المدير: «الطريق مغلق اليوم.\nوخرج المسلحون من القرية.",
    ],
)
def test_the_narrator_returns(text):
    assert _voices(text) == [("gunmen", "narrator")]


@pytest.mark.parametrize(
    "text, voice",
    [
        ("قال المدير إن المسلحين خرجوا.", "reported"),
        ("خرج المسلحون من القرية، بحسب المدير.", "reported"),
        ("زعم المدير أن المسلحين خرجوا.", "reported"),
        ("قال المدير: «خرج المسلحون من القرية ليلاً ولم يعودوا».", "quoted"),
        ("قال المدير إن «المسلحين خرجوا من القرية ليلاً ولن يعودوا».", "quoted"),
        ("«خرج المسلحون من القرية ليلاً ولن يعودوا إليها أبداً»، قال المدير.", "quoted"),
        ("قال المدير إن «المسلحين خرجوا من القرية ليلاً. وأكد الوزير أن الطريق مغلق.", "quoted"),
        ("خرج المسلحون من القرية.", "narrator"),
        ("أكد المدير أن المسلحين الذين دخلوا القرية صباحاً عبر الطريق القديم خرجوا.", "reported"),
        ("نفى المدير أن يكون المسلحون خرجوا.", "reported"),
    ],
)
def test_arabic_voices(text, voice):
    assert _voices(text) == [("gunmen", voice)]


@pytest.mark.parametrize(
    "text, voice",
    [
        ("The mayor said that the rebels had left.", "reported"),
        ("The mayor said the rebels had left.", "reported"),
        ("The rebels left, the mayor said.", "reported"),
        ("According to the mayor, the rebels left.", "reported"),
        ("The rebels left, according to the mayor.", "reported"),
        ('"The rebels have left us and they will not return," the mayor said.', "quoted"),
        ('"The rebels have left us and they will not return."', "quoted"),
        ("The mayor said the road was closed. The rebels left.", "narrator"),
        ("The mayor said the road was closed, while the rebels left.", "narrator"),
        ("The rebels left.", "narrator"),
        ("The rebels claimed that the road was closed.", "narrator"),
    ],
)
def test_english_voices(text, voice):
    assert _voices(text, "en") == [("rebels", voice)]


def test_the_speaker_is_in_the_narrators_voice():
    assert _voices("قال المسلحون إن الطريق مغلق.") == [("gunmen", "narrator")]
    assert _voices("قالت تنسيقيات المسلحين، أمس، إن الطريق مغلق.") == [("gunmen", "narrator")]


def test_wording_is_the_sources_in_marks_and_open_in_indirect_speech():
    wording = {
        voice: wording
        for text in (
            "قال المدير إن المسلحين خرجوا.",
            "قال المدير: «خرج المسلحون من القرية ليلاً ولم يعودوا».",
            "خرج المسلحون.",
        )
        for _, _, voice, wording, *_ in mentions(text)
    }
    assert wording == {"reported": "undetermined", "quoted": "source", "narrator": "outlet"}


def test_each_quotation_has_its_own_speaker():
    text = "قال الوزير: «خرج المسلحون من القرية ليلاً». وقالت المديرة: «عاد المسلحون إلى القرية صباحاً»."
    assert [speaker for *_, speaker, _ in mentions(text)] == ["الوزير", "المديرة"]


def test_a_comma_within_the_marks_leaves_the_quotation_its_speaker():
    (mention,) = mentions('"The rebels have left us and will not return," said Mayor Dana Field.', "en")
    assert mention[4] == "Mayor Dana Field"


def test_an_arabic_cue_after_the_quotation_names_the_speaker():
    (mention,) = mentions("«خرج المسلحون من القرية ليلاً ولن يعودوا إليها أبداً»، قال المدير.")
    assert mention[4] == "المدير"


def test_a_quotation_in_two_pieces_has_one_speaker():
    found = mentions('"The rebels have left us," the mayor said, "and the gunmen came after them."', "en")
    assert [speaker for *_, speaker, _ in found] == ["the mayor", "the mayor"]


def test_whom_one_told_is_no_part_of_the_content():
    assert _one("The mayor told reporters the rebels left.", "en")[0] == "the rebels left"

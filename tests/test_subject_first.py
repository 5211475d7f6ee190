"""Attribution in English: where contents begin and end, who speaks, and what is no cue."""

import pytest
from reading import part, scopes


def _contents(text):
    return [content.strip(",.") for content, *_ in scopes(text, "en")]


def _sources(text):
    return [scope.source for scope in part(text, "en").scopes]


@pytest.mark.parametrize("text, content", [
    ("The minister said in a statement on Monday that the road was closed.", ["the road was closed"]),
    ("Rana Holt, head of the council, called for new elections in a speech.", ["new elections in a speech"]),
    ("The council wants to close the road.", ["to close the road"]),
    ("The minister accused the council of closing the road, which had been open.", ["the council of closing the road"]),
    ("Rana Holt's claim that the road was closed was wrong.", ["that the road was closed was wrong"]),
    ("The road, the minister said, was closed.", ["The road", "was closed"]),
    ("The road was closed, said the minister.", ["The road was closed"]),
    ("The road to the northern villages was closed the minister said on Sunday.",
     ["The road to the northern villages was closed"]),
    ("The minister said the road was closed, and added that the bridge was open.",
     ["the road was closed", "the bridge was open"]),
    ("The minister said the road was closed, adding that the bridge was open.",
     ["the road was closed", "the bridge was open"]),
    ("The minister told the reporters he had closed the road.", ["he had closed the road"]),
    ("The minister added:\n\nThe road is closed. The bridge is open.", ["The road is closed. The bridge is open"]),
])
def test_contents(text, content):
    assert _contents(text) == content


@pytest.mark.parametrize("text", [
    "US-backed groups left.", "The report was long.", "Groups supported by the army left.",
    "The town has a Green Plan Street.", "He wrote and left.", "A group, called the Lions, left.",
])
def test_homonyms_are_no_cues(text):
    assert scopes(text, "en") == []


@pytest.mark.parametrize("text, source", [
    ("Sen. Rana Holt (D-Wis.) said the road was closed.", "Sen. Rana Holt (D-Wis.)"),
    ("Rana Holt, head of the council, said the road was closed.", "Rana Holt, head of the council"),
    ("Rana Holt, who said the road was closed, left.", "who"),
    ("The road was closed, said Mayor Dana N. Field of Torvik.", "Mayor Dana N. Field of Torvik"),
    ("In a statement, the council said the road was closed.", "the council"),
    ("But critics say the road was closed.", "critics"),
    ("It's demanding that the road be closed.", "It"),
    ("The council has repeatedly claimed that the road was closed.", "The council"),
])
def test_the_source_as_printed(text, source):
    assert _sources(text) == [source]


def test_a_pronoun_stands_for_the_speaker_before():
    first, second = part("Rana Holt said the road was closed. She said the bridge was open.", "en").scopes
    assert (second.source, second.speaker) == ("She", "Rana Holt")
    assert (first.source, first.speaker) == ("Rana Holt", "Rana Holt")


def test_who_stands_for_the_phrase_before():
    assert part("Rana Holt, who said the road was closed, left.", "en").scopes[0].speaker == "Rana Holt"


def test_the_accused_is_not_the_speaker():
    (scope,) = part("The council was accused of closing the road.", "en").scopes
    assert scope.speaker is None


@pytest.mark.parametrize("text", [
    '"The road is closed today," Rana Holt said. "The bridge is open again."',
    '"The road is closed today," Rana Holt said.\n\n"The bridge is open again."',
])
def test_a_quotation_goes_on_with_its_speaker(text):
    first, second = part(text, "en").scopes
    assert (first.speaker, second.speaker) == ("Rana Holt", "Rana Holt")
    assert not first.carried and second.carried


def test_a_quotation_does_not_go_on_after_the_narrator_has_spoken():
    text = '"The road is closed today," Rana Holt said. The crowd went home at last. "The bridge is open again."'
    assert len(part(text, "en").scopes) == 1


def test_a_question_in_marks_belongs_to_the_verb_behind_it():
    (scope,) = part("\u201cWho has closed the road today?\u201d Rana Holt asked.", "en").scopes
    assert (scope.speaker, scope.kind) == ("Rana Holt", "direct")


def test_a_signed_quotation_has_its_signer():
    (scope,) = part("\u201cThe road must be opened for us.\u201d \u2014 Rana Holt", "en").scopes
    assert (scope.speaker, scope.kind) == ("Rana Holt", "direct")


def test_the_lines_of_an_interview_have_their_speakers():
    found = part("HOLT: The road is closed. I closed it.\nFIELD: Who asked you?", "en").scopes
    assert [scope.speaker for scope in found] == ["HOLT", "FIELD"]
    assert _contents("WARNING: The road is closed.") == []

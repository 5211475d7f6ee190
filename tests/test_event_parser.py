"""Events told from a parse: the same table, whatever gives the parse."""

import pytest
from click.testing import CliRunner

import nabra
from nabra.commands import events as events_command
from nabra.cues.events import events, sentence_events
from nabra.errors import NabraError

# Words of a sentence: text, head's number, dependency, part of speech, tag, entity.
PARSES = {
    "Soldiers killed twelve villagers": [
        ("Soldiers", 1, "nsubj", "NOUN", "NNS", ""), ("killed", 1, "ROOT", "VERB", "VBD", ""),
        ("twelve", 3, "nummod", "NUM", "CD", ""), ("villagers", 1, "dobj", "NOUN", "NNS", "")],
    "A bomb killed twelve villagers": [
        ("A", 1, "det", "DET", "DT", ""), ("bomb", 2, "nsubj", "NOUN", "NN", ""), ("killed", 2, "ROOT", "VERB", "VBD", ""),
        ("twelve", 4, "nummod", "NUM", "CD", ""), ("villagers", 2, "dobj", "NOUN", "NNS", "")],
    "Villagers were killed by soldiers": [
        ("Villagers", 2, "nsubjpass", "NOUN", "NNS", ""), ("were", 2, "auxpass", "AUX", "VBD", ""),
        ("killed", 2, "ROOT", "VERB", "VBN", ""), ("by", 2, "agent", "ADP", "IN", ""), ("soldiers", 3, "pobj", "NOUN", "NNS", "")],
    "Villagers were killed in a Veranian strike": [
        ("Villagers", 2, "nsubjpass", "NOUN", "NNS", ""), ("were", 2, "auxpass", "AUX", "VBD", ""),
        ("killed", 2, "ROOT", "VERB", "VBN", ""), ("in", 2, "prep", "ADP", "IN", ""), ("a", 6, "det", "DET", "DT", ""),
        ("Veranian", 6, "amod", "ADJ", "JJ", "NORP"), ("strike", 3, "pobj", "NOUN", "NN", "")],
    "Villagers were killed yesterday": [
        ("Villagers", 2, "nsubjpass", "NOUN", "NNS", ""), ("were", 2, "auxpass", "AUX", "VBD", ""),
        ("killed", 2, "ROOT", "VERB", "VBN", ""), ("yesterday", 2, "npadvmod", "NOUN", "NN", "DATE")],
    "The Veranian bombardment went on": [
        ("The", 2, "det", "DET", "DT", ""), ("Veranian", 2, "amod", "ADJ", "JJ", "NORP"),
        ("bombardment", 3, "nsubj", "NOUN", "NN", ""), ("went", 3, "ROOT", "VERB", "VBD", ""), ("on", 3, "prt", "ADP", "RP", "")],
    "Veranians launched an attack": [
        ("Veranians", 1, "nsubj", "PROPN", "NNPS", "NORP"), ("launched", 1, "ROOT", "VERB", "VBD", ""),
        ("an", 3, "det", "DET", "DT", ""), ("attack", 1, "dobj", "NOUN", "NN", "")],
    "Twelve villagers died": [
        ("Twelve", 1, "nummod", "NUM", "CD", ""), ("villagers", 2, "nsubj", "NOUN", "NNS", ""),
        ("died", 2, "ROOT", "VERB", "VBD", "")],
}
EXPECTED = [("active", True), ("active", False), ("passive", True), ("passive", True), ("agentless", False),
            ("nominal", True), ("active", True), ("intransitive", False)]


class Token:
    """One word with the attributes that a parser's token has."""

    def __init__(self, number, place, row):
        self.i, self.idx = number, place
        self.text, self.above, self.dep_, self.pos_, self.tag_, self.ent_type_ = row


def parse(text):
    """The document of one of PARSES."""
    rows, doc, place = PARSES[text], [], 0
    for number, row in enumerate(rows):
        place = text.index(row[0], place)
        doc.append(Token(number, place, row))
    for token in doc:
        token.head = doc[token.above]
        token.children = [one for one in doc if one.above == token.i and one is not token]
    for token in doc:
        token.subtree = sorted(below(token), key=lambda one: one.i)
    return doc


def below(token):
    return [token, *(deep for child in token.children for deep in below(child))]


@pytest.mark.parametrize(("text", "expected"), list(zip(PARSES, EXPECTED)))
def test_constructions_and_doers_from_a_parse(text, expected):
    found = [(one.construction, one.agent_named) for _, _, one, _ in sentence_events(text, "en", parse)
             if not (one.event == "strike" and "killed" in text)]
    assert found == [expected]


def test_doers_and_victims_are_looked_for_where_the_parse_says():
    text = "Villagers were killed by soldiers"
    (_, _, told, _), = sentence_events(text, "en", parse)
    assert told.doer == (4, 5) and told.whom == (0, 1)


def test_the_table_has_the_same_columns_and_other_languages_keep_their_rules():
    articles = nabra.tables.frame("documents", [
        {"doc_id": "1", "outlet": "a", "language": "en", "text": "A bomb killed twelve villagers."},
        {"doc_id": "2", "outlet": "a", "language": "ar", "text": "قتلت القوات الحكومية ثلاثة مدنيين."}])
    cues = nabra.measure(articles, nabra.codebook("syria"), progress=False)
    plain, parsed = events(cues), events(cues, parser=lambda text: parse(text.rstrip(".")))
    assert plain.columns.equals(parsed.columns) and len(plain) == len(parsed) == 2
    assert plain[plain["doc_id"] == "2"].equals(parsed[parsed["doc_id"] == "2"])


@pytest.mark.parametrize(("error", "words"), [(ImportError, "spaCy is not installed"), (OSError, "has no model 'no_such'")])
def test_a_missing_parser_is_one_sentence(monkeypatch, error, words):
    def fail(name):
        raise error(name)

    class Library:
        load = staticmethod(fail)

    monkeypatch.setattr(events_command, "import_module", fail if error is ImportError else lambda name: Library)
    with pytest.raises(NabraError, match=words):
        events_command._loaded("no_such")


def test_the_command_offers_it():
    assert "--parser" in CliRunner().invoke(events_command.command, ["--help"]).output

"""Events told from a dependency parse, where somebody has a parser: an alternative to the rules of a language.

Nabra needs no parser and brings none. One that gives spaCy's documents (tokens with ``idx``, ``i``, ``pos_``, ``dep_``,
``ent_type_``, ``head``, ``children``, ``subtree``, in the labels of spaCy's English models) may be handed to
`nabra.events`; the words of violence, the table and the voices stay the same.
"""

from nabra.cues.event_types import Told

SUBJECTS, PASSIVE_SUBJECTS = ("nsubj", "csubj"), ("nsubjpass", "csubjpass")
OBJECTS = ("dobj", "obj", "dative")
OWNERS = ("poss", "compound", "amod", "nmod")
NAMED = ("PERSON", "NORP", "ORG", "GPE", "LOC", "FAC")      # entities that may have done it


class Parsed:
    """A sentence's parse beside its words (start, end, key), whose numbers a ``Told`` counts."""

    def __init__(self, doc, words, begin):
        self.doc, self.places = doc, [(start - begin, end - begin) for start, end, _ in words]
        self.keys = [key for _, _, key in words]

    def token(self, at):
        """The token in which word ``at`` begins."""
        start = self.places[at][0]
        return next((token for token in self.doc if token.idx <= start < token.idx + len(token.text)), None)

    def zone(self, tokens):
        """The words that these tokens cover, as (first, one behind the last), or None."""
        tokens = list(tokens)
        if not tokens:
            return None
        low = min(token.idx for token in tokens)
        high = max(token.idx + len(token.text) for token in tokens)
        inside = [number for number, (start, _) in enumerate(self.places) if low <= start < high]
        return (inside[0], inside[-1] + 1) if inside else None


def told(word, at, parsed, lex):
    """What the parse tells of the event at word number ``at``; None where it is no event of violence.

    Parameters
    ----------
    word : tuple of Word
    at : int
    parsed : Parsed
    lex : Lexicon

    Returns
    -------
    Told or None
    """
    token, forms = parsed.token(at), {one.form: one for one in word}
    if token is None:
        return None
    noun = token.pos_ in ("NOUN", "PROPN", "ADJ") and token.dep_ not in ("ROOT", "relcl", "advcl", "acl", "conj") \
        or token.pos_ in ("NOUN", "PROPN")
    if "intransitive" in forms:
        doer = _by(token, lex)
        return Told(forms["intransitive"].event, "intransitive", doer is not None, parsed.zone(doer or ()),
                    _zone(parsed, token, SUBJECTS))
    if noun and parsed.keys[at] in lex.sets["weapons"]:
        return None
    if noun and ("noun" in forms or "victim" in forms):
        return _noun(forms.get("noun") or forms["victim"], token, parsed, lex)
    if "verb" in forms and not noun:
        return _verb(forms["verb"], token, parsed, lex)
    one = next(iter(forms.values()))
    return Told(one.event, "nominal", False, None, _zone(parsed, token, ("prep",)))


def _verb(word, token, parsed, lex):
    passive = _has(token, ("nsubjpass", "auxpass", "agent", "csubjpass")) \
        or token.tag_ == "VBN" and token.dep_ in ("acl", "amod", "ROOT", "relcl") and not _has(token, ("aux",))
    if token.dep_ == "conj" and token.tag_ == "VBN" and not _has(token, SUBJECTS):
        passive = passive or _has(token.head, ("nsubjpass", "auxpass"))
    if passive:
        doer = _by(token, lex)
        whom = _zone(parsed, token, PASSIVE_SUBJECTS) or parsed.zone([token.head] if token.dep_ == "acl" else ())
        return Told(word.event, "passive" if doer else "agentless", doer is not None, parsed.zone(doer or ()), whom)
    subject = _subject(token)
    named = subject is None or _is_doer(subject, lex)
    return Told(word.event, "active", named, parsed.zone(subject.subtree) if subject is not None else None,
                _zone(parsed, token, OBJECTS))


def _subject(token):
    """The subject of a verb, or of the verb that it is joined or subordinate to; None where there is none."""
    for _ in range(4):
        found = next((child for child in token.children if child.dep_ in SUBJECTS), None)
        if found is not None:
            relative = found.pos_ == "PRON" and token.dep_ == "relcl"
            return token.head if relative else found
        if token.dep_ in ("relcl", "acl"):
            return token.head
        if token.head is token or token.dep_ not in ("conj", "advcl", "xcomp", "pcomp", "prep", "ccomp"):
            return None
        token = token.head
    return None


def _noun(word, token, parsed, lex):
    whom = _zone(parsed, token, ("prep",))
    if any(child.dep_ == "agent" or child.text.lower() == "by" for child in token.children):
        return Told(word.event, "nominal", True, _zone(parsed, token, ("agent", "prep")), whom)
    verb = token.head
    if token.dep_ in OBJECTS and verb.text.lower() in lex.sets["light"]:
        subject = _subject(verb)
        return Told(word.event, "active", True, parsed.zone(subject.subtree) if subject is not None else None, whom)
    owners = [child for child in token.children if child.dep_ in OWNERS and _owner(child, lex)]
    return Told(word.event, "nominal", bool(owners), parsed.zone(owners), whom)


def _by(token, lex):
    """The tokens that name the doer: behind by, or the owner of a strike that somebody was killed in."""
    for child in token.children:
        key = child.text.lower()
        if child.dep_ == "agent" or key == "by":
            heads = [one for one in child.children if one.dep_ in ("pobj", "pcomp")]
            if heads and _is_doer(heads[0], lex):
                return list(heads[0].subtree)
        if key in lex.sets["in_fire"]:
            for one in child.children:
                if one.text.lower() in lex.sets["things"] and _is_doer(one, lex):
                    return list(one.subtree)
    return None


def _is_doer(head, lex):
    """Whether the noun phrase names somebody: no thing, or a thing with its owner."""
    if head.text.lower() not in lex.sets["things"]:
        return True
    return any(child.dep_ in OWNERS and _owner(child, lex) or child.text.lower() == "by" for child in head.children)


def _owner(child, lex):
    below = [child, *(one for one in child.children if one.dep_ in OWNERS)]
    return any(one.ent_type_ in NAMED or one.text.lower() in lex.sets["owners"] for one in below)


def _zone(parsed, token, labels):
    return next((parsed.zone(child.subtree) for child in token.children if child.dep_ in labels), None)


def _has(token, labels):
    return any(child.dep_ in labels for child in token.children)

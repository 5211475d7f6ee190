"""Arabic: how a sentence tells of a violent event, from the words beside it (no parser, no vowels)."""

from nabra.cues.event_governors_ar import asked, finite, launched
from nabra.cues.event_origins_ar import agents, clues
from nabra.cues.event_place import Place
from nabra.cues.event_types import Told
from nabra.cues.event_verbs_ar import active, among, is_noun, passive_by_vowel, subject_before, thing
from nabra.cues.event_words import VERBS

NEAR = 4            # words beside the event in which a light verb or a subject stands
TOPIC = 16          # … in which a word tells of sport, illness or weather
NEEDED = 22         # … in which the word stands that makes it one of violence (لقي … مصرعه)
BEFORE = 5          # … or before it (صاروخ أطلقته الميليشيا)
WHOM = 9            # … in which the victims are looked for
TO_PEOPLE = ("wound", "die", "strike", "stab", "kill", "bomb")      # events that sport, illness and weather have words of


def told(word, at, keys, raw, lex, breaks=frozenset()):
    """What the sentence tells of the event at word number ``at``; None where it is no event of violence.

    Parameters
    ----------
    word : tuple of Word
    at : int
    keys : list of str
        The keys of the sentence's words.
    raw : str
        The word as printed.
    lex : Lexicon
    breaks : set of int
        The words behind a comma or another sign.

    Returns
    -------
    Told or None
    """
    places = [Place(one, at, keys, lex, breaks) for one in word]
    places = [place for place in places if _there(place)]
    if not places or _not_violence(places[0]):
        return None
    printed = places[0].letters("feminine_printed")     # قتلة: those who did it; قتله has a pronoun
    if raw.endswith(printed) and places[0].word.owned and places[0].stem_in("kills"):
        return Told(places[0].word.event, "nominal", True, (at, at + 1), (at + 1, min(len(keys), at + 1 + WHOM)))
    verbs = [place for place in places if place.word.form in VERBS]
    nouns = [place for place in places if place.word.form not in VERBS]
    if verbs and not (nouns and is_noun(nouns[0])):
        return _verb(verbs[0], raw)
    return _noun(nouns[0]) if nouns else None


def _there(place):
    needed, at = place.lex.needs.get(place.word.stem), place.at
    return needed is None or any(key in needed for key in place.keys[max(0, at - BEFORE):at] + place.keys[at + 1:at + NEEDED])


def _not_violence(place):
    event, at = place.word.event, place.at
    if event in TO_PEOPLE and any(place.has("topic", one) for one in range(at - TOPIC, at + TOPIC)):
        return True
    before = ("before", "cases") if event in ("wound", "die") else ("before",)
    return any(place.has("after", one) for one in range(at + 1, at + NEAR)) \
        or any(place.has(name, one) for name in before for one in (at - 1, at - 2))


def _verb(place, raw):
    word, at = place.word, place.at
    after, by = (at + 1, min(len(place.keys), at + 1 + WHOM)), agents(place)
    if word.form == "intransitive":
        return Told(word.event, "intransitive", by is not None, by, (max(0, at - NEAR), after[1]))
    if word.form == "passive" or word.form == "either" and not active(place, raw) or passive_by_vowel(raw):
        whom = (after[0], by[0]) if by and by[0] > after[0] else after
        return Told(word.event, "passive" if by else "agentless", by is not None, by, whom)
    subject = thing(place)
    if subject is not None:
        doer = next(iter(clues(subject).values()), None)
        return Told(word.event, "active", doer is not None, doer, after)
    first = subject_before(place)
    return Told(word.event, "active", True, (first, at) if first is not None else (at + 1, min(len(place.keys), at + NEAR)), after)


def _noun(place):
    word, at = place.word, place.at
    whom = (at + 1, min(len(place.keys), at + 1 + WHOM))
    doer = next(iter(clues(place).values()), None)
    if word.form == "victim":
        if any(place.has("made_dead", one) for one in (at - 1, at - 2)):
            return Told(word.event, "active", True, (max(0, at - 2 * NEAR), at), (at, whom[1]))
        return Told(word.event, "intransitive" if _fell(place) else "nominal", doer is not None, doer, (at, whom[1]))
    if any(among(place.key(one), place.lex.sets["done"], place.lex) for one in (at - 1, at - 2)):
        by = agents(place)
        return Told(word.event, "passive" if by else "agentless", by is not None, by, whom)
    if _light(place) or word.form == "noun" and (launched(place) or "light" in asked(place)):
        return Told(word.event, "active", True, (max(0, at - 2 * NEAR), at), whom)
    if doer is not None and doer[0] > at:
        whom = (at + 1, doer[0]) if doer[0] > at + 1 else (at + 2, whom[1])
    return Told(word.event, "nominal", doer is not None, doer, whom)


def _fell(place):
    """Whether the victims are told to have fallen: سقط قتلى."""
    return any(place.bare(at) in place.lex.sets["fell"] for at in range(max(0, place.at - NEAR), place.at))


def _light(place):
    """Whether a light verb makes the noun a verb: شنت الطائرات غارات، قام بقصف; not على شن هجوم."""
    at, sets = place.at, place.lex.sets
    light = next((one for one in range(at - 1, max(-1, at - 1 - NEAR), -1) if among(place.key(one), sets["light"], place.lex)), None)
    if light is None or place.stem_in("results") or place.has("sentence_of_law", at - 1):
        return False
    return place.without_particle(light) not in sets["verbal"] or finite(place, light)

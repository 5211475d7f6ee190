"""Arabic: whether letters of violence are a verb or a noun, and whether a verb is active, where no vowels say it."""

from itertools import takewhile

from nabra.cues.event_words import bare

NEAR = 4            # words beside the event in which a subject stands
FAR = 12            # … in which a phrase that names the doer stands
_DAMMA, _FATHA = "\u064f", "\u064e"
BY_THINGS = ("strike", "bomb", "kill", "wound")     # what an attack or a weapon may be said to do
PERSONS = ("kill", "wound", "arrest", "abduct")     # what is done to people
ACT_ALONE = ("strike", "shoot")         # verbs that are active unless the words say otherwise


def is_noun(place):
    """Whether letters that may be a noun or a verb (قتل، قصف) are a noun."""
    noun, at, sets = place.word, place.at, place.lex.sets
    if _on_a_verb(place):
        return False
    if not bare(place.key(at), noun.stem, place.lex.letters["shared"]) or noun.stem.endswith(place.letters("feminine")):
        return True
    before = place.key(at - 1)
    if among(before, sets["noun_before"], place.lex) and not (before in sets["from"] and place.has("persons", at - 2)):
        return True
    if place.starts(at, "joins") and (_any_noun(place, at - 1) or place.any_of({"LEAD"}, range(at - 9, at))):
        return True
    alone = place.key(at) == noun.stem
    if before in sets["that"] and at > 1 and not place.has("before_that", at - 2) and alone:
        return True
    if at == 0 or at in place.breaks or not alone or before in sets["verb_before"]:
        return False
    opened = at < 2 * NEAR and place.has("opening", 0)
    return not (place.key(at + 1).isdigit() or place.has("no_subject", at + 1) or opened or subject_before(place) is not None
                or place.has("reflexive", at + 1))


def _on_a_verb(place):
    """Whether a pronoun is written onto a verb, not onto its noun: شخصا قتلهم تنظيم."""
    before = place.ends(place.at - 1, "accusative") or place.has("who", place.at - 1)
    return place.word.owned and place.at not in place.breaks and "DOER" in place.classes(place.at + 1) and before


def _any_noun(place, at):
    return any(one.form == "noun" for one in place.lex.words.get(place.key(at), ()))


def thing(place):
    """The Place of an act or a weapon that is the verb's subject (هجوم استهدف، دمر القصف); None where a doer may be it."""
    if place.word.event not in BY_THINGS:
        return None
    if _is_thing(place, place.at + 1):
        return place.another(place.at + 1)
    if place.classes(place.at + 1) & {"DOER", "STATE"}:
        return None
    for at in range(place.at - 1, max(-1, place.at - 2 - NEAR), -1):
        if _is_thing(place, at):
            return place.another(at)
        if place.has("collective", at) and not _is_thing(place, at - 1) and not _is_thing(place, at - 2) or place.verb(at):
            return None
    return None


def _is_thing(place, at):
    return "DEED" in place.classes(at) or _any_noun(place, at)


def active(place, raw):
    """Whether a verb whose active and passive are written alike is active; ``raw``: the word as printed."""
    if _DAMMA in raw[:3]:
        return False
    if _FATHA in raw[:3] or place.word.owned:
        return True
    if any(place.phrase("by", at) for at in range(place.at + 1, place.at + FAR)):
        return False
    told = _by_form(place)
    if told is None:
        told = _by_subject(place)
    return _by_what_follows(place) if told is None else told


def _by_form(place):
    """What the verb's number and gender say, with the word behind it; None where they say nothing."""
    word, at, behind = place.word, place.at, place.at + 1
    if place.has("collective", behind) or any(place.has("reflexive", one) for one in range(behind, at + NEAR)):
        return True
    they = place.ends(at, "they")
    if place.has("there", behind) or word.event in PERSONS and they and _ends(place):
        return False
    if word.event in ("kill", "arrest", "abduct") and they and not (place.has("doers", behind) or place.starts(behind, "by")):
        return True
    # A passive of this subject would be masculine: أعدمت 289 شخصا
    if place.ends(at, "she") and ("STATE" in place.classes(behind) or _counted(place)):
        return True
    return True if "STRONG" in place.classes(behind) and word.event in ("arrest", "abduct") else None


def _by_subject(place):
    """Whether a doer stands right before the verb; None where none does."""
    at, behind = place.at, place.at + 1
    if subject_before(place) is not None:
        return True
    counted = place.key(behind).isdigit() or place.has("victim_starts", behind)
    if "DOER" in place.classes(at - 1) and not place.has("particles", at - 2) and counted and at not in place.breaks:
        return True
    if place.word.event == "arrest" and place.has("subjects", at - 1) and not place.has("no_subject", behind):
        return True
    return None


def _by_what_follows(place):
    word, at, behind = place.word, place.at, place.at + 1
    if word.event == "kill" and place.ends(behind, "accusative_plural") and not place.ends(behind, "tens"):
        return True
    if word.event in ACT_ALONE and _ends(place) and not any(_is_thing(place, one) for one in range(at - 1, at - 2 - NEAR, -1)):
        return place.any_of({"DOER"}, range(at - 2 * NEAR, at)) and not place.ends(at - 1, "pronouns")
    if place.has("doers", behind) and word.event not in ACT_ALONE:
        rest = takewhile(lambda one: not (place.starts(one, "joins") and place.lex.words.get(place.key(one))),
                         range(behind + 1, behind + 1 + NEAR))
        return any(place.key(one).isdigit() or len(place.key(one)) > 3 and (place.ends(one, "accusative") or place.has("victim_starts", one))
                   for one in rest)
    if place.key(behind).isdigit() or place.has("victim_starts", behind):
        by_pronoun = len(place.key(behind)) > 2 and place.has("subjects", at - 1)
        return by_pronoun or word.event == "strike" and not place.key(behind).isdigit()
    present = place.bare(at).startswith(tuple(place.lex.letters["present"])) and not place.has("no_subject", behind)
    return present or word.event in ACT_ALONE


def _ends(place):
    """Whether no subject or object follows the verb."""
    at = place.at + 1
    joined = place.starts(at, "joins") and bool(place.lex.words.get(place.key(at)))
    by = place.word.event in PERSONS and place.starts(at, "by") and len(place.key(at)) > 3
    return not place.key(at) or at in place.breaks or place.has("adverbs", at) or by or place.has("no_subject", at) or joined


def _counted(place):
    """Whether a number of accusative ones follows, behind a day or not: أعدمت 289 شخصا، اعتقلت الأحد 11 قرصانا."""
    at = place.at + 1 + place.has("no_subject", place.at + 1)
    return place.key(at).isdigit() and place.ends(at + 1, "accusative") or place.has("counts", at)


def subject_before(place):
    """The place of a doer right before the verb, with no new clause between; None where there is none."""
    for at in range(place.at - 1, max(-1, place.at - 1 - NEAR), -1):
        if place.has("stop_words", at):
            return None
        if place.has("collective", at):
            return at
    return None


def among(key, keys, lex):
    """Whether the key, or what is left without written-on particles, article and pronoun, is one of ``keys``."""
    if key in keys:
        return True
    article, feminine = lex.letters["article"][0], lex.letters["feminine"][0]
    rest = key[1:] if len(key) > 2 and key[0] in lex.letters["one_letter"] else key
    rest = rest[len(article):] if rest.startswith(article) and len(rest) > 4 else rest
    short = next((rest[:-len(end)] for end in lex.letters["pronouns"] if rest.endswith(end) and len(rest) > 4), rest)
    she = lex.letters["she"][0]
    return rest in keys or short in keys or short.endswith(she) and short[:-1] + feminine in keys

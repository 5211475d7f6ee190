"""Arabic: whether letters of violence are a verb or a noun, and whether a verb is active, where no vowels say it."""

from itertools import takewhile

from nabra.cues.event_words import bare

NEAR = 4            # words beside the event in which a subject stands
FAR = 12            # … in which a phrase that names the doer stands
_DAMMA, _FATHA = "\u064f", "\u064e"
BY_THINGS = ("strike", "bomb", "kill", "wound")     # what an attack or a weapon may be said to do
TAKEN = ("arrest", "abduct")            # what is seldom done to those who do it themselves
PERSONS = ("kill", "wound", *TAKEN)     # what is done to people
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
    if place.has("mutual", at + 1):
        return True
    if place.has("persons_accusative", at + 1) or place.ends(at + 1, "accusative") and "NISBA" in place.lex.classes.get(place.key(at + 1)[:-1], ()):
        return False        # جندي قتل فلسطينيا
    deeds = _any_noun(place, at - 1) or place.has("abuses", at - 1) or place.any_of({"LEAD"}, range(at - 9, at))
    if place.starts(at, "joins") and deeds:
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
    first = place.at + 1        # not an object (يدمر صاروخا), nor what it is done with (قتل بالرصاص)
    if _is_thing(place, first) and not (place.ends(first, "accusative") or place.particle(first) in place.lex.letters["by"]):
        return place.another(place.at + 1)
    if place.has("relatives", place.at - 1):
        act = next((at for at in range(place.at - 2, max(-1, place.at - 2 - NEAR), -1) if _is_thing(place, at)), None)
        if act is not None and not any(place.has("collective", at) for at in range(act + 1, place.at)):
            return place.another(act)
    if place.classes(place.at + 1) & {"DOER", "STATE"}:
        return None
    for at in range(place.at - 1, max(-1, place.at - 2 - NEAR), -1):
        if _is_thing(place, at):
            return place.another(at)
        if place.has("collective", at) and not _is_thing(place, at - 1) and not _is_thing(place, at - 2) or place.verb(at):
            return None
    return None


def _is_thing(place, at):
    return bool({"DEED", "CLASH"} & place.classes(at)) or _any_noun(place, at)


def passive_by_vowel(raw):
    """Whether a vowel as printed says that the verb is passive."""
    return _DAMMA in raw[:3]


def active(place, raw):
    """Whether a verb whose active and passive are written alike is active; ``raw``: the word as printed."""
    if passive_by_vowel(raw):
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
    by_an_act = place.act(behind) and place.starts(behind, "article") and word.event in BY_THINGS
    if by_an_act or place.has("collective", behind) or any(place.has("reflexive", one) for one in range(behind, at + NEAR)):
        return True
    they = place.ends(at, "they")
    if place.ends(at, "nominative") and len(place.key(at)) > 4 and not _ends(place):
        return True
    if word.event in PERSONS and place.has("others_still", behind):
        return False
    if word.event in TAKEN and _takes(place):
        return True
    if place.has("there", behind) or word.event in PERSONS and they and _ends(place):
        return False
    if word.event in ("kill", "arrest", "abduct") and they and not (place.has("doers", behind) or place.starts(behind, "by")):
        return True
    # A passive of this subject would be masculine: أعدمت 289 شخصا، وقتلت في إحداها أكثر من 20 شخصا
    if place.ends(at, "she") and ("STATE" in place.classes(behind) or _counted(place)):
        return True
    if "STRONG" in place.classes(behind) and word.event in TAKEN:
        return True
    she = place.ends(at, "she") and not _ends(place) and _she(place)
    return True if word.event in PERSONS and (_person(place) or she) else None


def _takes(place):
    """Whether its number and gender say that the doer behind it takes somebody: خطف مسلحون، اعتقلت قوة، أوقفت على إثرها الشرطة 109."""
    behind, she = place.at + 1, place.ends(place.at, "she")
    if "DOER" in place.classes(behind) and (she or place.ends(behind, "nominative") or "STRONG" in place.classes(behind + 1)):
        return True
    return she and place.has("no_subject", behind) \
        and any("STRONG" in place.classes(at) and place.key(at + 1).isdigit() for at in range(behind, behind + NEAR))


def _person(place):
    """Whether an indefinite person stands behind it in the accusative, not counted: أوقف ركاب … رجلا، اعتقل … فلسطينيا."""
    for at in range(place.at + 1, min(len(place.keys), place.at + 1 + 2 * NEAR)):
        key, accusative = place.key(at), place.ends(at, "accusative")
        joined = place.starts(at, "joins") and place.lex.words.get(key)
        if key.isdigit() or joined or place.has("victim_starts", at) and not accusative:
            return False
        if accusative and len(key) > 3:
            return place.has("persons_accusative", at) or "NISBA" in place.lex.classes.get(key[:-1], ())
    return False


def _she(place):
    """Whether a doer of the verb's gender stands before it in its clause: إسرائيل … في حال قتلت المزيد من."""
    sets, near = place.lex.sets, range(max(0, place.at - FAR), place.at)
    before = range(max((at + 1 for at in near if place.key(at) in sets["stop_words"] - sets["that"]), default=near.start), place.at)
    return any("STATE" in place.classes(at) or "DOER" in place.classes(at) and place.ends(at, "she", "feminine", "feminine_plural")
               for at in before)


def _by_subject(place):
    """Whether a doer stands right before the verb; None where none does."""
    at, behind = place.at, place.at + 1
    if subject_before(place) is not None or _opened_by_subject(place):
        return True
    counted = place.key(behind).isdigit() or place.has("victim_starts", behind)
    if "DOER" in place.classes(at - 1) and not place.has("particles", at - 2) and counted and at not in place.breaks:
        return True
    if place.word.event == "arrest" and place.has("subjects", at - 1) \
            and not (place.has("no_subject", behind) or place.has("adverbs", behind)):
        return True
    return None


def _opened_by_subject(place):
    """ماليزيا تعتقل 10, as headlines have it: the sentence opens with the subject of a verb of the present with an object."""
    first = max((at for at in place.breaks if at <= place.at), default=0)
    before = range(first, place.at)
    closed = any(place.has(name, at) for at in before for name in ("stop_words", "particles", "no_subject", "verb_before"))
    return place.starts(place.at, "present") and 0 < len(before) <= NEAR and not (closed or _ends(place) or place.key(first).isdigit())


def _by_what_follows(place):
    word, at, behind = place.word, place.at, place.at + 1
    if word.event == "kill" and place.ends(behind, "accusative_plural") and not place.ends(behind, "tens"):
        return True
    if word.event == "shoot" and place.has("which", at - 1) and (_ends(place) or place.starts(behind, "by")):
        return False
    if word.event in ACT_ALONE and _ends(place) and not any(_is_thing(place, one) for one in range(at - 1, at - 2 - NEAR, -1)):
        return place.any_of({"DOER"}, range(at - 2 * NEAR, at)) and not place.ends(at - 1, "pronouns")
    if place.has("doers", behind) and word.event not in ACT_ALONE:
        rest = takewhile(lambda one: not (place.starts(one, "joins") and place.lex.words.get(place.key(one))),
                         range(behind + 1, behind + 1 + NEAR))
        return any(place.key(one).isdigit() or len(place.key(one)) > 3 and (place.ends(one, "accusative") or place.has("victim_starts", one))
                   for one in rest)
    if place.key(behind).isdigit() or place.has("victim_starts", behind):
        by_pronoun = not place.has("no_subject", behind) and len(place.key(behind)) > 2 and place.has("subjects", at - 1)
        return by_pronoun or word.event == "strike" and not place.key(behind).isdigit()
    present = place.bare(at).startswith(tuple(place.lex.letters["present"])) and not _ends(place)
    return present or word.event in ACT_ALONE


def _ends(place):
    """Whether no subject or object follows the verb."""
    at = place.at + 1
    joined = place.starts(at, "joins") and bool(place.lex.words.get(place.key(at)))
    by = place.word.event in PERSONS and place.starts(at, "by") and len(place.key(at)) > 3
    return not place.key(at) or at in place.breaks or by or joined \
        or any(place.has(name, at) for name in ("adverbs", "or", "no_subject"))


def _counted(place):
    """Whether a number of accusative ones follows soon: أعدمت 289 شخصا، اعتقلت الأحد 11 قرصانا، قتلت قواتها 30 شخصا."""
    behind = place.at + 1 + place.has("no_subject", place.at + 1)
    soon = any(place.key(at).isdigit() and place.ends(at + 1, "accusative") and not place.has("ages", at + 1)
               for at in range(behind, behind + NEAR + 1))
    return soon or place.has("counts", behind)


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

"""Arabic: the words before the noun of a violent act of which the act is somebody's.

تمكن من قتل، المتهم بقتل، شنت الطائرات غارات، دأبت الميليشيات على اعتقال: the noun's governor has the doer as its subject.
"""

from nabra.cues.event_clues_ar import ANYBODY, DOERS, HELD, MIDDLE, NEAR, OWN, beside, nobody

OTHERS = frozenset(("SUFFER", "CONDEMN", "REPORT", "CAUSE", "CLASH"))     # nobody does the act that these govern
VERBS = frozenset(("TRY", "CARRY", "ABLE", "ANSWER"))
FAR = 30            # words before a particle in which the verb stands that asks for it
UNKNOWN = 3         # words of no class between a verb and the act that is its object


def governors(place):
    """name -> range of words of the clue: the nearest word before the noun that says whose act it is."""
    particle, unknown, joined = place.own_particle(), 0, place.starts(place.at, "joins")
    for at in range(place.at - 1, max(-1, place.at - 2 - MIDDLE), -1):
        if _broken(place, at):
            break
        if place.has("particles", at) or place.has("single", at):
            particle = particle or (place.key(at) if unknown == 0 and not place.has("or", at) else "")
            continue
        if place.has("done", at) or nobody(place, at) or _law(place, at):
            break
        says = _says(place, at, particle, unknown)
        if says is not None:
            return {says: (max(0, at - MIDDLE), place.at)} if says else launched(place)
        alike = unknown == 0 and (joined or place.has("or", place.at - 1))
        if "WRAP" in place.classes(at) or alike and (place.act(at) or _abuse(place, at)):
            particle = place.particle(at) if unknown == 0 else particle
        elif place.act(at) and joined:
            if not place.stem_in("results") and beside(place.another(at)):
                return {"joined to a named act": (at, place.at)}
            particle, unknown = place.particle(at), 0
        elif place.classes(at) & OTHERS or place.has("stop_words", at):
            break
        else:
            unknown += not place.classes(at) & ANYBODY
            if not particle and unknown > UNKNOWN + 2 * joined:
                break
    return launched(place) or asked(place) or _announced(place) or _doing(place)


def _announced(place):
    """أعلن العراق قصف، ينفي الجيش استهداف: a doer tells of an act, or denies it, that is then his."""
    at = place.at - 1
    while at > 0 and place.any_of(ANYBODY, (at,)) and at + 1 not in place.breaks:
        at -= 1
    told = at < place.at - 1 and at + 1 not in place.breaks and "REPORT" in place.classes(at)
    if place.own_particle() or place.article():
        return {}
    if _opened(place):
        return {"announced": (max(0, place.at - 1 - NEAR), place.at)}
    if not told or not place.any_of(DOERS, range(at + 1, place.at)):
        return {}
    return {"announced": (at + 1, place.at)} if place.word.event in OWN or place.stem_in("targets") else {}


def _opened(place):
    """البحرين تعلن اعتقال، القوات الأميركية تؤكد قتل, as headlines have it: the sentence opens with the one who tells of it."""
    if "REPORT" not in place.classes(place.at - 1) or not (place.word.event in OWN or place.stem_in("kills")):
        return False
    first = max((at for at in place.breaks if at < place.at - 1), default=0)
    before = range(first, place.at - 1)
    return 0 < len(before) <= NEAR and place.any_of(DOERS, (first,)) and not any(place.has("particles", at) for at in before)


def _doing(place):
    """المهاجمون استخدموا سيارة لشن الهجوم: the doing of the act is spoken of, and a doer stands before it."""
    before = (place.at - 1, place.at - 2, place.at - 3)
    doing = next((at for at in before if place.without_particle(at) in place.lex.sets["doing"]), None)
    if doing is None or place.stem_in("law", "results") or "CAUSE" in place.classes(doing - 1):
        return {}
    if place.any_of(DOERS, range(doing + 1, place.at)):        # تنفيذ إيران هجوما
        return {"doing": (doing + 1, place.at)}
    doer = next((at for at in range(doing - 1, max(-1, doing - FAR), -1) if place.any_of(DOERS, (at,))), None)
    return {} if doer is None else {"doing": (doer, doer + NEAR)}


def _abuse(place, at):
    """Whether the word is another deed that an act of violence is joined to: تعذيب وقتل."""
    abuses = place.lex.sets["abuses"]
    return place.has("abuses", at) or place.bare(at) in abuses or place.particle(at) and place.bare(at)[1:] in abuses


def _says(place, at, particle, unknown):
    """What the word says of the doer: the name of a clue; "" that there is none; None where it says nothing."""
    names, result = place.classes(at), place.stem_in("results")
    if place.has("used", at) and place.has("particles", at + 1):
        return ""
    if "BLAME" in names and (any(nobody(place, one) for one in range(at - NEAR, at)) or place.has("who_it_is", at - 1)):
        return ""
    if _blames(place, at, particle):
        return "governed"
    if "WRAP" in names or place.act(at) and (unknown == 0 and place.has("or", place.at - 1) or place.starts(place.at, "joins")):
        return None
    if names & VERBS and not place.has("done", at - 1) or result and "ABLE" in names:
        if names & {"TRY", "ABLE", "CARRY"} and "DEED" in place.classes(at - 1) and not beside(place.another(at - 1)):
            return ""
        if _does(place, at, particle, unknown):
            return "governed"
        if not result and (particle or "ABLE" not in names):
            return ""
    if _towards(place, at, particle) or _means(place, at, particle):
        return "a doer's act"
    if (names & OTHERS or place.has("stop_words", at)) and "KEEP" in names and place.lex.sets["from"] == {particle} \
            and at < place.at - 2:
        return "governed"       # لمنع أحد من قتل
    return None


def _blames(place, at, particle):
    """Whether the word says who is held to have done it, or has a share in it."""
    names = place.classes(at)
    if "CONVICT" in names and particle in place.lex.sets["for_or_in"]:
        return True
    about = particle in place.lex.sets["about"]
    blame = "BLAME" in names and (about or not place.has("officials", at))
    share = "SHARE" in names and not place.stem_in("results") and not about and _shared(place, at)
    return blame or share or place.has("causing_share", at)


def _shared(place, at):
    """Whether a word of a share in the act has an owner: دور روسيا في، محاولته."""
    if "SHARE OWNED" in place.classes(at):
        return not place.has("in_turn", at)
    behind = at + 1
    definite = place.key(at).lstrip(place.letters("and") + place.letters("by") + place.letters("to")).startswith(place.letters("article"))
    return not (definite or behind == place.at or place.has("particles", behind) or place.particle(behind)
                or "WRAP" in place.classes(behind) or place.has("other_than", behind))


def _does(place, at, particle, unknown):
    """Whether the verb's subject does the act: the act is its object, or follows the particle that it takes."""
    names, sets = place.classes(at), place.lex.sets
    if place.stem_in("results"):
        return "ABLE" in names and particle in sets["from"] and not place.has("done", at - 1)
    by = particle in place.lex.letters["by"]
    stands = place.bare(at).startswith(tuple(sets["stands"]))
    takes = particle in sets["taken"] and (particle not in place.lex.letters["to"] or unknown <= UNKNOWN)
    return "TRY" in names or "CARRY" in names and (by if stands else not particle) or "ABLE" in names and takes or "ANSWER" in names and by


def _towards(place, at, particle):
    """دأبت الميليشيات على اعتقال، أرسلت القوات طائرات لقصف: a doer stands before an act that is towards something."""
    suffered = any(one.form == "passive" for before in (at - 1, at - 2) for one in place.lex.words.get(place.key(before), ()))
    told_of = suffered or place.act(at - 1) or place.key(at - 1).isdigit() or place.has("victim_starts", at - 1)
    return "DOER" in place.classes(at) and not place.stem_in("results") and particle in place.lex.sets["towards_it"] and not told_of \
        and not place.has("places_before", at - 1) and not (place.own_particle() and place.article())


def _means(place, at, particle):
    """استهدف الطيران … بغارتين، تستهدف القوات المدنيين في حملات اعتقال: the act is how another act is done."""
    verb = place.verb(at)
    return verb is not None and verb.event in (*HELD, "strike") and particle in place.lex.sets["for_or_in"] \
        and (at == place.at - 1 or place.any_of({"DOER"}, range(at - NEAR, at)))


def _law(place, at):
    """Whether the act is a sentence of law that nobody is told to carry out."""
    return place.has("sentence_of_law", at) and not place.classes(at - 1) & {"CARRY", "WRAP"}


def _broken(place, at):
    """Whether a sign parts the word from the noun: not round a parenthesis (أقدم، أمس، على قتل)."""
    behind = at + 1
    if behind not in place.breaks:
        return False
    aside = any(one in place.breaks for one in (at - 2, at - 1, at, at + 2, at + 3, at + 4) if one <= place.at)
    return not (aside or place.starts(behind, "joins") and behind == place.at or place.has("single", at) and not place.has("or", at))


def asked(place):
    """أقدمت دورية … على خطف، قامت مجموعات … باعتقال، اتهم الرجل، …، بقتل: far before it a verb that asks for its particle."""
    particle, behind = _particle(place)
    if not particle or place.stem_in("results"):
        return {}
    for at in range(behind - 1, max(-1, behind - FAR), -1):
        asks = next((name for name in ("asks_by", "asks_on") if place.bare(at) in place.lex.sets[name]), None)
        if asks is not None:
            right = particle in (place.lex.letters["by"] if asks == "asks_by" else place.lex.sets["on"])
            name = "light" if place.bare(at) in place.lex.sets["light"] else "asked"
            return {name: (at, place.at)} if right and not place.has("done", at - 1) else {}
        if place.classes(at) & {"REPORT", "CONDEMN"} or place.has("stop_words", at) and not place.has("relatives", at):
            return {}
    return {}


def _particle(place):
    """The particle before the noun, its own or that of a word like operation before it, and the place where it stands."""
    particle, at = place.own_particle(), place.at
    while not particle and 0 < at and place.at - at < 3:
        at -= 1
        if place.has("particles", at) or place.has("single", at):
            return place.key(at), at
        if "WRAP" not in place.classes(at):
            break
        particle = place.particle(at)
    return particle, at


def launched(place):
    """شن التنظيم … هجمات: the verb takes no other object."""
    if place.word.event not in ("strike", "bomb", "arrest") or place.own_particle() or place.has("particles", place.at - 1):
        return {}
    for at in range(place.at - 1, max(-1, place.at - 2 * MIDDLE), -1):
        if place.act(at) and not place.starts(place.at, "joins") or place.has("others", at):
            return {}
        if place.has("launch", at) and finite(place, at):
            return {"governed": (at, at + NEAR)}
    return {}


def finite(place, light):
    """Whether letters that may be a verb or its noun (شن) are the verb: not behind a particle, nor without a subject."""
    if place.particle(light) or light and (place.has("particles", light - 1) or "CAUSE" in place.classes(light - 1)):
        return False
    before = (light - 1, light - 2)
    subject = place.any_of(ANYBODY, before) or any(place.has("verb_before", one) for one in before)
    return light < place.at - 1 or subject and not place.starts(light, "joins")

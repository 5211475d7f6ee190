"""Arabic: who did a violent act, from the other acts of the sentence: what it comes of, and where it is told again.

مقتل ثلاثة في غارة للتحالف، قصف الجيش البلدة ما أدى إلى مقتل ثلاثة، ومنها تفجير، هو من ارتكب الجريمة.
"""

from nabra.cues.event_clues_ar import ANYBODY, DOERS, MIDDLE, NEAR, OWN, agent_phrase, beside, reach
from nabra.cues.event_governors_ar import governors

FAR = 30            # words before a word of leading to in which the act stands that leads


def clues(place):
    """name -> range of words of every clue that names the doer of a noun of violence."""
    governed = governors(place) if place.word.form == "noun" else _object(place)
    return beside(place) | governed | _origin(place) | _again(place) | _instance(place)


def agents(place):
    """The range of words of an agent phrase, or of an act with a doer that it comes of; None where there is none."""
    return next(iter((agent_phrase(place) | _origin(place) | _in_it(place)).values()), None)


def _named(place):
    return beside(place) or governors(place)


def _object(place):
    """تقتل قوات الاحتلال الشهداء: the victims are the object of a doer's verb."""
    verb = next((at for at in (place.at - 1, place.at - 2) if place.verb(at)), None)
    if verb is None or not place.any_of({"DOER"}, (verb - 3, verb - 2, verb - 1, verb + 1)):
        return {}
    return {"object": (max(0, verb - NEAR), place.at)}


def _origin(place):
    return _comes_of(place) or _led_to(place)


def _comes_of(place):
    """مقتل ثلاثة في غارة للتحالف، أصيب جراء استهداف الميليشيات سيارة، قتل في عمليات نفذتها القوات."""
    if place.word.form == "noun" and not place.stem_in("results", "kills"):
        return {}
    killing = place.word.form == "noun" and place.stem_in("kills")
    for at in range(place.at + 1, min(len(place.keys), place.at + 1 + reach(place))):
        act = place.act(at)
        if not act and "DEED" not in place.classes(at):
            if place.has("stop_words", at) and not place.has("relatives", at):
                return {}
            continue
        caused = place.bare(at).startswith(tuple(place.lex.letters["by"])) or place.has("in_or_from", at - 1) \
            or place.any_of({"CAUSE"}, (at - 1, at - 2))
        if not caused or act and act.stem in place.lex.sets["results"] or killing and place.has("meanwhile", at - 1):
            continue
        if beside(place.another(at)) or act and _again(place.another(at)):
            return {"in a named act": (at, at + NEAR)}
    return {}


def _led_to(place):
    """قصف الجيش البلدة ما أدى إلى مقتل ثلاثة، غارات شنها التحالف أسفرت عن مقتل."""
    lead = next((at for at in range(place.at - 1, max(-1, place.at - MIDDLE), -1) if "LEAD" in place.classes(at)), None)
    if lead is None:
        return {}
    for at in range(lead + 1, place.at):
        if place.act(at) and beside(place.another(at)):
            return {"of a named act": (at, place.at)}
    for at in range(lead - 1, max(-1, lead - FAR), -1):
        act = place.act(at)
        if act and act.stem not in place.lex.sets["results"]:
            if _named(place.another(at)):
                return {"of a named act": (max(0, at - NEAR), lead)}
            if not place.starts(at, "joins"):
                return {}
        if _acted(place, at):
            return {"of an act with a doer": (max(0, at - 3), at + NEAR)}
        if "DEED" in place.classes(at) and beside(place.another(at)):
            return {"of a named act": (at, lead)}
    return {}


def _acted(place, at):
    """Whether a verb of doing or of violence has a doer beside it."""
    if "CARRY" in place.classes(at) and not place.has("done", at - 1) and place.any_of(ANYBODY, (at - 2, at - 1, at + 1, at + 2)):
        return True
    return place.verb(at) and not any(place.act(one) for one in range(at - 3, at)) and place.any_of(DOERS, range(at - 3, at + 3))


def _in_it(place):
    """الهجوم الذي شنه التنظيم وقتل فيه سبعة: the pronoun behind the verb is an act told before."""
    if not place.has("there", place.at + 1):
        return {}
    acts = (at for at in range(place.at - 1, max(-1, place.at - MIDDLE), -1) if place.act(at) and place.act(at).event in OWN)
    act = next(acts, None)
    return {"in it": (max(0, act - NEAR), place.at)} if act is not None and _named(place.another(act)) else {}


def _instance(place):
    """العمليات التي نفذتها الخلية ومنها تفجير: the act is one of those told before."""
    if not any(place.has("among_them", at) for at in (place.at - 1, place.at - 2)):
        return {}
    for at in range(place.at - 2, max(-1, place.at - 2 * MIDDLE), -1):
        if "DEED" in place.classes(at) or place.act(at):
            named = "DEED OWNED" in place.classes(at) or _named(place.another(at))
            return {"one of them": (max(0, at - NEAR), place.at)} if named else {}
    return {}


def _again(place):
    """الاغتيال … الأشخاص الذين نفذوا الاغتيال؛ هو من ارتكب الجريمة."""
    known = place.article()
    for at in range(len(place.keys)):
        if abs(at - place.at) < 2:
            continue
        if _did_it(place, at) and (known or place.word.form == "victim" or place.word.event == "kill" and not place.stem_in("law")):
            return {"the deed": (max(0, at - NEAR), at)}
        act = place.act(at)
        if act and known and act.stem == place.word.stem and place.word.event in (*OWN, "kill") and _named(place.another(at)):
            return {"the same act": (max(0, at - NEAR), at + NEAR)}
    return {}


def _did_it(place, at):
    """Whether somebody is said to have done the deed, or is accused of it: ارتكب الجريمة، اتهمت الكرملين بهذه الجريمة."""
    if "CARRY" in place.classes(at) and not place.ends(at, "object") and place.has("the_deed", at + 1):
        return True
    deed = any(place.key(one).removeprefix(place.letters("by")) in place.lex.sets["the_deed"] for one in range(at + 1, at + NEAR + 1))
    return "BLAME" in place.classes(at) and deed and not place.has("neither", at - 2)

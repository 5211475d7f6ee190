"""Arabic: who did a violent act, from the other acts of the sentence: what it comes of, and where it is told again.

مقتل ثلاثة في غارة للتحالف، قصف الجيش البلدة ما أدى إلى مقتل ثلاثة، ومنها تفجير، هو من ارتكب الجريمة.
"""

from nabra.cues.event_clues_ar import ANYBODY, BEHIND, DOERS, MIDDLE, NEAR, OWN, agent_phrase, beside, reach
from nabra.cues.event_governors_ar import governors
from nabra.cues.event_verbs_ar import subject_before

DEADLY = ("kill", "wound")              # by means of another act
ATTACKS = frozenset(("strike", "bomb"))     # of which one may be told with the word of the other
CHAIN = 4           # words of those who suffered that are joined
SENTENCE = 120      # words on either side in which the act may be told again
FAR = 30            # words before a word of leading to in which the act stands that leads


def clues(place):
    """name -> range of words of every clue that names the doer of a noun of violence."""
    governed = governors(place) if place.word.form == "noun" else _object(place)
    told = beside(place) | governed | _origin(place) | _again(place)
    return told | _instance(place) | _joined(place) | _means(place) | _court(place)


def agents(place):
    """The range of words of an agent phrase, or of an act with a doer that it comes of; None where there is none."""
    return next(iter((agent_phrase(place) | _origin(place) | _in_it(place)).values()), None)


def _named(place):
    return beside(place) or governors(place)


def _joined(place):
    """القتلى والجرحى، مقتل ثلاثة وإصابة أربعة، 22 قتيلا و35 جريحا: joined to others who suffered, of the same act."""
    for _ in range(CHAIN):
        number = place.at - 1
        joined = place.starts(place.at, "joins") or place.starts(number, "joins") and place.key(number)[1:].isdigit()
        other = _suffered_before(place) if joined and (place.word.form != "noun" or place.stem_in("results")) else None
        if other is None:
            return {}
        told = agent_phrase(other) | _origin(other)
        if told:
            return told
        place = other
    return {}


def _suffered_before(place):
    """The Place of the nearest word before it of those who suffered, in the same clause; None where there is none."""
    for at in range(place.at - 1, max(-1, place.at - BEHIND), -1):
        other = place.result(at)
        if other is not None or place.has("stop_words", at) or "LEAD" in place.classes(at):
            return other
    return None


def _means(place):
    """قتل أربعة من زملائه في إطلاق نار، المسؤول عن مقتل 38 في هجوم: the act by which somebody named has killed."""
    behind_in = place.has("in", place.at - 1) or "WRAP" in place.classes(place.at - 1)
    if place.word.event not in OWN or place.stem_in("falls") or not behind_in:
        return {}
    for at in range(place.at - 2, max(-1, place.at - BEHIND), -1):
        if at + 1 in place.breaks or place.has("stop_words", at):
            return {}
        act = place.act(at)
        if act is not None:
            return {"means of": (max(0, at - NEAR), place.at)} if act.event in DEADLY and governors(place.another(at)) else {}
        cost = "LEAD" in place.classes(at) and place.any_of({"DOER"}, (at + 1, at + 2))
        if cost or place.verb(at) and place.has("reflexive", at + 1):
            return {"means of": (max(0, at - NEAR), at + NEAR)}
    return {}


def _court(place):
    """حكمت المحكمة بالإعدام: whose sentence of law it is."""
    if not place.stem_in("law"):
        return {}
    at = next((at for at in range(place.at - 1, max(-1, place.at - 2 * BEHIND), -1) if place.has("courts", at)), None)
    if at is None or not any(place.has("sentences", one) for one in range(max(0, at - 3), place.at)):
        return {}
    return {"court": (at, at + NEAR)}


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
        caused = _caused(place, at)
        if not caused or act and act.stem in place.lex.sets["results"] or killing and place.has("meanwhile", at - 1):
            continue
        if beside(place.another(at)) or act and _again(place.another(at)):
            return {"in a named act": (at, at + NEAR)}
    return {}


def _caused(place, at):
    """Whether an act is told as the one that another comes of: في غارة، في سلسلة غارات، جراء قصف، في المواجهات والغارات."""
    if place.bare(at).startswith(tuple(place.lex.letters["by"])) or place.has("in_or_from", at - 1) \
            or place.any_of({"CAUSE"}, (at - 1, at - 2)):
        return True
    wrapped = "WRAP" in place.classes(at - 1) and place.has("in_or_from", at - 2)
    return wrapped or place.starts(at, "joins") and place.any_of({"CLASH"}, range(at - MIDDLE, at))


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
        if "CLASH" in place.classes(at):
            return {}
        if act and act.stem not in place.lex.sets["results"]:
            if _named(place.another(at)) or _means(place.another(at)):
                return {"of a named act": (max(0, at - NEAR), lead)}
            if not place.starts(at, "joins"):
                return {}
        if place.has("what", lead - 1) and _subject(place, at):
            return {"of what a doer did": (at, at + NEAR)}
        if _acted(place, at):
            return {"of an act with a doer": (max(0, at - 3), at + NEAR)}
        if "DEED OWNED" in place.classes(at) or "DEED" in place.classes(at) and beside(place.another(at)):
            return {"of a named act": (max(0, at - NEAR), lead)}
    return {}


def _acted(place, at):
    """Whether a verb of doing or of violence has a doer beside it."""
    if place.phrase("carried_out", at) or place.verb(at) and place.has("reflexive", at + 1):
        return True
    if "CARRY" in place.classes(at) and not place.has("done", at - 1) and place.any_of(ANYBODY, (at - 2, at - 1, at + 1, at + 2)):
        return True
    return place.verb(at) and not any(place.act(one) for one in range(at - 3, at)) and place.any_of(DOERS, range(at - 3, at + 3))


def _subject(place, at):
    """Whether a doer stands where a subject does: first in the sentence or its clause, or behind its unknown verb."""
    if "DOER" not in place.classes(at) or place.particle(at):
        return False
    return at in place.breaks or at < 3 or at - 1 in place.breaks and not place.classes(at - 1) or place.has("that", at - 1)


def _in_it(place):
    """الهجوم الذي شنه التنظيم وقتل فيه سبعة: the pronoun behind the verb is an act told before."""
    if not place.has("there", place.at + 1):
        return {}
    acts = (at for at in range(place.at - 1, max(-1, place.at - MIDDLE), -1)
            if place.act(at) and (place.act(at).event in OWN or place.act(at).stem in place.lex.sets["massacres"]))
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
    known = place.article() and not any(place.has("another_one", at) for at in (place.at + 1, place.at + 2))
    for at in range(max(0, place.at - SENTENCE), min(len(place.keys), place.at + SENTENCE)):
        if abs(at - place.at) < 2:
            continue
        if _did_it(place, at) and (known or place.word.form == "victim" or place.word.event == "kill" and not place.stem_in("law")):
            return {"the deed": (max(0, at - NEAR), at)}
        act = place.act(at)
        if act and known and _same(place, act, at) and place.word.event in (*OWN, "kill") and _named(place.another(at)):
            return {"the same act": (max(0, at - NEAR), at + NEAR)}
        if act and at > place.at and _his_killing(place, act, at):
            return {"the killing": (max(0, at - MIDDLE), at)}
        if known and at < place.at and place.word.event in OWN and _verb_of_it(place, at):
            return {"the act of a verb": (max(0, at - NEAR), at + NEAR)}
    return {}


def _same(place, act, at):
    """Whether another act is told of with the same word, or before with another word for an attack."""
    return act.stem == place.word.stem or at < place.at and {act.event, place.word.event} <= ATTACKS


def _his_killing(place, act, at):
    """قتل إثر تفجير سيارة واتهم الحزب إسرائيل بالوقوف وراء اغتياله: behind an attack, whose victim's killing it is told to be."""
    killed = act.owned and act.event == "kill" and (place.word.event in ATTACKS or place.word.event == "kill")
    return killed and "governed" in governors(place.another(at))


def _verb_of_it(place, at):
    """استهدف التحالف مبنى … في الغارة: a verb of the same kind with a doer beside it."""
    verb = place.verb(at)
    if verb is None or place.act(at) or verb.event != place.word.event and not {verb.event, place.word.event} <= ATTACKS:
        return False
    return place.any_of({"DOER"}, (at + 1, at + 2)) or subject_before(place._replace(word=verb, at=at)) is not None


def _did_it(place, at):
    """Whether somebody is said to have done the deed, or is accused of it: ارتكب الجريمة، اتهمت الكرملين بهذه الجريمة."""
    names = place.classes(at)
    if "CARRY" in names and not place.ends(at, "object") and place.has("the_deed", at + 1):
        return not (place.has("bodies", at - 2) or place.has("the_body", at - 2))
    if "BLAME" not in names or place.has("neither", at - 2):
        return False
    deeds = place.lex.sets["the_deed"] | place.lex.sets["the_attack"]
    return any(place.key(one).removeprefix(place.letters("by")) in deeds for one in range(at + 1, at + NEAR + 3))

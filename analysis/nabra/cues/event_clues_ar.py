"""Arabic: the words right beside the noun of a violent act that name its doer (no parser, no vowels).

Owner or adjective of origin, agent phrase, relative clause, pronoun. Each clue has a name and the range of words in
which the doer stands. The classes of words are lists in ``languages/events/ar.toml`` under ``doer``.
"""

NEAR, MIDDLE = 4, 9         # words beside the noun in which a word is looked for
BEHIND = 12                 # words behind it in which the doer's words stand, twice as many behind a verb
OWN = ("strike", "bomb", "shoot", "arrest", "abduct", "stab")    # whose owner is the doer: قصف الجيش
HELD = ("arrest", "abduct")             # whose owner may be the one it is done to
DOERS = frozenset(("DOER", "STATE"))
ANYBODY = DOERS | {"NISBA"}


def beside(place):
    """name -> range of words of every clue that belongs to the noun itself."""
    if place.word.form != "noun":
        return agent_phrase(place)
    return _owner(place) | _prepositions(place) | _pronoun(place) | agent_phrase(place) | _relative(place)


def _owner(place):
    """قصف الجيش، القصف الإسرائيلي، قتل الشرطة لرجل."""
    owner, word = _owner_at(place), place.word
    if owner is None or word.owned or place.particle(owner) and not (place.has("doers", owner) or place.has("collective", owner)):
        return {}
    names, found = place.classes(owner), {"owner": (owner, owner + NEAR)}
    own = word.event in OWN and not place.stem_in("falls") or place.stem_in("massacres")
    ambiguous = word.event in HELD or place.stem_in("targets", "kills")
    if place.has("directions", owner) and not _closed(place, owner + 1):       # هجوم غربي تعز
        return {}
    if "NISBA" in names and own:
        agrees = place.article() == place.bare(owner).startswith(place.letters("article"))
        return found if agrees or not ambiguous else {}
    if not DOERS & names or "PLACE" in names or not (own or place.stem_in("kills")):
        return {}
    held = "STRONG" in names and word.event in HELD
    return found if not ambiguous or held or _done_to(place, owner) else {}


def _owner_at(place):
    """The place of the noun's owner or adjective of origin: behind adjectives of none and joined acts."""
    for at in range(place.at + 1, place.at + 2 + NEAR):
        key, joined = place.key(at), place.starts(at, "joins")
        if not key or at in place.breaks and not joined and "NISBA" not in place.classes(at):
            return None
        bare = key[1:] if joined else key
        if bare in place.lex.sets["particles"]:
            return None
        thing = at == place.at + 1 and key in place.lex.needs.get(place.word.stem, ())
        joined = joined or place.has("or", at - 1)
        if not (thing or place.has("supposed", at) or bare in place.lex.sets["adjectives_of_none"] or place.has("or", at)
                or joined and place.act(at)):
            return at
    return None


def _done_to(place, owner):
    """Whether behind an owner the one follows to whom it is done: قتل الشرطة لرجل، استهداف الميليشيات سيارة."""
    for at in range(owner + 1, owner + NEAR):
        if _closed(place, at) or place.particle(at) in place.lex.letters["by"] and _by_something(place, at):
            return place.has("armed", at)
        if place.starts(at, "article") and place.ends(at, "accusative_plural") and not place.classes(at) and not place.act(at):
            return True
        if place.key(at).isdigit() or place.has("victim_starts", at) or place.starts(at, "to") and len(place.key(at)) > 3:
            return True
        if not place.stem_in("kills") and not (place.classes(at) or place.ends(at, "nisba") or place.starts(at, "article")):
            return True
    return False


def _by_something(place, at):
    """Whether the word's first letter is the particle, not the word's own: بالقصف, not بوابة."""
    rest = place.key(at)[1:]
    return rest.startswith(place.letters("article")) or rest in place.lex.classes or rest in place.lex.words or place.has("armed", at)


def _closed(place, at):
    """Whether the noun's phrase ends before the word."""
    return not place.key(at) or at in place.breaks or any(place.has(name, at) for name in ("particles", "no_subject", "stop_words"))


def _prepositions(place):
    """هجوم لجماعة، غارات جوية للتحالف، هجوم من الحوثيين."""
    kills = place.stem_in("kills") and not place.stem_in("law")
    if place.word.event not in OWN and not kills or place.stem_in("falls"):
        return {}
    feminine = place.word.stem.endswith(tuple(place.lex.letters["feminine"] + place.lex.letters["feminine_plural"])) \
        or place.stem_in("feminines")
    for at in range(place.at + 1, place.at + 2 + NEAR):
        if not place.key(at) or at in place.breaks:
            return {}
        if place.starts(at, "to") and DOERS & place.lex.classes.get(_without_to(place, at), frozenset()):
            if place.word.event == "stab" and place.key(at)[1:] in place.lex.sets["victim_starts"]:
                return {}
            return {"to a doer": (at, at + NEAR)}
        if place.has("from", at) and place.any_of(ANYBODY, (at + 1, at + 2)) and "CLASH" not in place.classes(at + 1) \
                and not place.has("by_side", at + 1):
            return {"from a doer": (at + 1, at + 1 + NEAR)}
        described = place.has("adjectives_of_none", at) and not place.has("particles", at) or place.ends(at, "nisba") \
            or feminine and place.ends(at, "feminine") or _adjective(place, at)
        if not (described or place.has("fire_itself", at)):
            return {}
    return {}


def _adjective(place, at):
    """Whether a word of no list may describe the act: الهجوم المحتمل للنظام، هجومان منفصلان لجيش; or is another act joined to it."""
    if place.starts(at, "joins"):
        return place.act(at) is not None
    if place.classes(at) or place.has("particles", at):
        return False
    if place.starts(at, "article"):
        return place.article()
    return at == place.at + 1 and place.starts(at + 1, "to") and not place.starts(at, "to", "by")


def _without_to(place, at):
    """The key without the particle "to", with its article again."""
    key, to_the = place.key(at), place.letters("to_the")
    return place.letters("article") + key[len(to_the):] if key.startswith(to_the) else key[1:]


def _pronoun(place):
    """قصفها العنيف، قتله صحفية، بعد قتله لأحد."""
    if not place.word.owned:
        return {}
    found = {"pronoun": (max(0, place.at - MIDDLE), place.at)}
    if place.stem_in("attacks"):
        return found
    return found if not (_closed(place, place.at + 1) or place.stem_in("results")) and _object_follows(place, place.at + 1) else {}


def _object_follows(place, at):
    key, sets = place.key(at), place.lex.sets
    to = key[1:] if place.starts(at, "to") else ""
    if key.isdigit() or to in sets["victim_starts"] | sets["persons"] or DOERS & place.lex.classes.get(to, frozenset()):
        return True
    if key in sets["victim_starts"] - sets["no_victims"]:
        return True
    return not (place.ends(at, "accusative") or place.starts(at, "article", "to", "joins", "by", "like") or len(key) < 4
                or place.classes(at) - ANYBODY or place.has("noun_before", at))


def agent_phrase(place):
    """من قبل الجيش، برصاص قناص."""
    caused = False
    for at in range(place.at + 1, min(len(place.keys), place.at + 1 + reach(place))):
        act, fire = place.act(at), place.phrase("fire", at)
        other = act and at > place.at + 1 and not place.starts(at, "joins") and act.stem not in place.lex.sets["results"]
        told = at > place.at + 1 and place.classes(at) & {"REPORT", "CONDEMN"} and not place.has("particles", at - 1)
        stops = place.has("stop_words", at) and not place.has("no_fewer", at + 1)       # ما لا يقل عن
        if (other or told) and not fire or stops and (caused or not place.has("relatives", at)):
            return {}
        caused = caused or "CAUSE" in place.classes(at)
        by = place.phrase("by", at)
        if by and (by > at + 1 or not place.has("after_hand", by)):
            return {"by": (by, by + NEAR)}
        owner = _whose_fire(place, fire) if fire else None
        if owner is not None:
            return {"fire": (owner, owner + NEAR)}
    return {}


def _whose_fire(place, fire):
    """Where it stands whose fire it was: برصاص الجيش، بالرصاص والغاز المسيل للدموع الإسرائيلي."""
    if place.any_of(ANYBODY, (fire, fire + 1)) and not (place.has("weapons", fire) or place.has("particles", fire)):
        return fire
    if not place.starts(fire, "joins"):
        return None
    origin = next((at for at in range(fire, fire + NEAR + 1) if "NISBA" in place.classes(at) or at in place.breaks), fire)
    return origin if "NISBA" in place.classes(origin) and origin not in place.breaks else None


def reach(place):
    """The words behind the word of violence in which its doer's words stand."""
    return BEHIND if place.word.form == "noun" else 2 * BEHIND


def _relative(place):
    """الغارات التي شنها التحالف، هجوم نفذته امرأة، هجوم تتهم لندن موسكو بالوقوف وراءه."""
    claimed = next((at for at in range(place.at + 1, len(place.keys)) if place.has("claimed", at)), None)
    if claimed is not None:
        return {"claimed": (claimed + 1, claimed + 1 + NEAR)}
    held = next((at for at in range(place.at + 1, len(place.keys)) if _held_to_be(place, at)), None)
    if held is not None:
        return {"held to be": (max(0, held - NEAR), held + 2 + NEAR)}
    if place.stem_in("results"):
        return {}
    for at in range(place.at + 1, min(len(place.keys), place.at + 1 + BEHIND)):
        if _clause_ends(place, at):
            return {}
        if place.has("faces", at):
            continue
        if _carries(place, at):
            return {"carried out": (at + 1, at + 1 + NEAR)}
        if place.has("mutual", at) and place.starts(at + 1, "between"):
            return {"mutual": (at + 1, at + 1 + NEAR)}
        if place.has("blamed", at) and not any(nobody(place, one) for one in range(at - NEAR, at)):
            return {"blamed": (max(place.at, at - NEAR), at + NEAR)}
        if place.act(at) and not place.starts(at, "joins") and at > place.at + 1 or place.has("others", at):
            return {}
    return {}


def _held_to_be(place, at):
    """Whether behind it somebody is held to have done it: مسؤوليته عنها، مسؤولية النظام، نسب إلى متشددين، أصابع الاتهام نحو."""
    names, behind = place.classes(at), at + 1
    held = "BLAME OWNED" in names and (
        place.has("about_it", behind) or place.has("about", behind) and place.has("doing_it", at + 2)
    ) or place.has("liability", at) and place.any_of(DOERS, (behind,)) and not place.particle(behind) or "BLAME" in names and (
        place.has("directed", behind) and (place.starts(at + 2, "to") or place.has("towards", at + 2))
    ) or place.has("towards", behind) and (place.has("ascribed", at) or "BLAME" in names and place.has("fingers", at - 1))
    return held and not any(nobody(place, one) for one in range(at - NEAR, at))


def _clause_ends(place, at):
    """Whether a sign ends the noun's clause: not before a relative or a verb of doing, nor at a parenthesis."""
    goes_on = place.has("relatives", at) or "CARRY" in place.classes(at) or place.phrase("carried_out", at)
    return at in place.breaks and not (goes_on or at + 1 in place.breaks or at + 2 in place.breaks)


def _carries(place, at):
    """Whether a verb of doing has the act as its object: شنها، قامت بها، التي تشن قوات."""
    with_pronoun = "CARRY" in place.classes(at) and place.ends(at, "objects") and len(place.key(at)) > 3 and not place.act(at)
    if (with_pronoun or place.phrase("carried_out", at)) and not place.has("what", at - 1):
        return True
    return "CARRY" in place.classes(at) and place.has("which", at - 1) and at - place.at < NEAR and place.has("light", at) \
        and not (place.has("particles", at + 1) or place.has("against", at + 1) or place.has("no_subject", at + 1))


def nobody(place, at):
    """Whether the one who does it is said to be nobody: لم تعلن أي جهة."""
    return place.has("neither", at) and place.has("bodies", at + 1)

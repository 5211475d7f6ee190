"""Arabic: how a sentence tells of a violent event, from the words beside it (no parser, no vowels)."""

from nabra.cues.event_words import bare
from nabra.cues.event_types import Told

NEAR = 4            # words beside the event in which a light verb or a subject stands
NEEDED = 22         # … in which the word stands that makes it one of violence (لقي … مصرعه)
FAR = 12            # … in which a phrase that names the doer stands
WHOM = 9            # … in which the victims are looked for
_DAMMA, _FATHA = "\u064f", "\u064e"
OWN_DOERS = ("strike", "bomb", "shoot", "arrest", "abduct", "stab")     # nouns whose owner is the doer: قصف الجيش
ACT_ALONE = ("strike", "shoot")        # verbs that are active unless the words say otherwise


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
    word = [one for one in word if _there(one, at, keys, lex)]
    if not word or _not_violence(word[0], at, keys, lex):
        return None
    verbs = [one for one in word if one.form in ("either", "active", "passive", "intransitive")]
    nouns = [one for one in word if one.form in ("noun", "victim")]
    if verbs and not (nouns and _is_noun(nouns[0], at, keys, lex, breaks)):
        return _verb(verbs[0], at, keys, raw, lex)
    return _noun(nouns[0], at, keys, lex) if nouns else None


def _there(word, at, keys, lex):
    needed = lex.needs.get(word.stem)
    return needed is None or any(key in needed for key in keys[at + 1:at + NEEDED])


def _not_violence(word, at, keys, lex):
    topic = lex.sets["topic"]
    if word.event in ("wound", "die", "strike", "stab", "kill", "bomb") and any(key in topic for key in keys):
        return True
    return any(key in lex.sets["after"] for key in keys[at + 1:at + NEAR]) \
        or any(key in lex.sets["before"] for key in keys[max(0, at - 2):at])


def _is_noun(noun, at, keys, lex, breaks):
    """Whether letters that may be a noun or a verb (قتل، قصف) are a noun."""
    if not bare(keys[at], noun.stem) or noun.stem.endswith("ه"):
        return True
    before, sets = keys[at - 1] if at else "", lex.sets
    if _among(before, sets["noun_before"]) and not (before == "من" and at > 1 and keys[at - 2] in sets["persons"]):
        return True
    if at == 0 or at in breaks or keys[at] != noun.stem or before in sets["verb_before"]:
        return False
    follows = keys[at + 1] if at + 1 < len(keys) else ""
    opened = at < 2 * NEAR and keys[0] in sets["opening"]
    return not (follows.isdigit() or follows in sets["no_subject"] or opened or _subject_before(at, keys, lex) is not None
                or follows in sets["reflexive"])


def _verb(word, at, keys, raw, lex):
    after = (at + 1, min(len(keys), at + 1 + WHOM))
    by = _by(at, keys, lex, NEEDED)
    if word.form == "intransitive":
        return Told(word.event, "intransitive", by is not None, by, (max(0, at - NEAR), after[1]))
    if word.form == "passive" or word.form == "either" and not _active(word, at, keys, raw, lex, by):
        whom = (after[0], by[0]) if by and by[0] > after[0] else after
        return Told(word.event, "passive" if by else "agentless", by is not None, by, whom)
    first = _subject_before(at, keys, lex)
    doer = (first, at) if first is not None else (at + 1, min(len(keys), at + NEAR))
    thing = first is None and any(one.form == "noun" for key in keys[at + 1:at + 2] for one in lex.words.get(key, ()))
    return Told(word.event, "active", not thing or _owned_by(keys[at + 2:at + 4], lex), doer, after)


def _active(word, at, keys, raw, lex, by):
    if _DAMMA in raw[:3]:
        return False
    if _FATHA in raw[:3] or word.owned:
        return True
    if by is not None and by[2] == "by":
        return False
    follows = keys[at + 1] if at + 1 < len(keys) else ""
    sets = lex.sets
    if follows in sets["collective"] or any(key in sets["reflexive"] for key in keys[at + 1:at + NEAR]):
        return True
    if keys[at].endswith("ت") and follows.isdigit() and keys[at + 2:at + 3] and keys[at + 2].endswith("ا"):
        return True     # a passive of this subject would be masculine: أعدمت 289 شخصا
    if _subject_before(at, keys, lex) is not None:
        return True
    if word.event == "arrest" and at and keys[at - 1] in sets["subjects"] and follows not in sets["no_subject"]:
        return True
    if follows in sets["doers"] and word.event not in ACT_ALONE:
        rest = keys[at + 2:at + 2 + NEAR]
        return any(key.isdigit() or key.endswith("ا") and len(key) > 3 or key in sets["victim_starts"] and len(key) > 3
                   for key in rest)
    if follows.isdigit() or follows in sets["victim_starts"]:
        return len(follows) > 2 and at > 0 and keys[at - 1] in sets["subjects"]
    present = keys[at].lstrip("وف")[:1] in "يت" and follows not in sets["no_subject"]
    return present or word.event in ACT_ALONE


def _subject_before(at, keys, lex):
    """The place of a doer right before the verb, with no new clause between; None where there is none."""
    for place in range(at - 1, max(-1, at - 1 - NEAR), -1):
        if keys[place] in lex.sets["stop_words"]:
            return None
        if keys[place] in lex.sets["collective"]:
            return place
    return None


def _by(at, keys, lex, far=FAR):
    """(start, end, kind) of the words that name the doer behind the event, or None.

    Behind the noun of another event they name that event's doer, unless the first is a verb (``far``).
    """
    for place in range(at + 1, min(len(keys), at + 1 + far)):
        for kind in ("by", "fire", "fire_in", "carried_out"):
            for phrase in lex.phrases[kind]:
                start = place + len(phrase)
                if tuple(keys[place:start]) == phrase and (kind in ("by", "carried_out") or _names(start, keys, lex)):
                    return start, min(len(keys), start + NEAR), kind
        if far == FAR and any(one.form == "noun" for one in lex.words.get(keys[place], ())):
            break
    return None


def _names(place, keys, lex):
    """Whether the words from ``place`` name a doer: قوات …, القوات …, إسرائيلية."""
    near = keys[place:place + 3]
    if not near or near[0] in lex.sets["weapons"]:
        return False
    return any(_doer(key, lex) or _nisba(key, lex) or key[:1] == "ل" and _doer(key[1:], lex) for key in near[:2])


def _doer(key, lex):
    return (key in lex.sets["doers"] or key in lex.sets["collective"]) and key not in lex.sets["adjectives_of_none"]


def _nisba(key, lex):
    return len(key) > 4 and key.endswith(("ي", "يه")) and key not in lex.sets["adjectives_of_none"]


def _noun(word, at, keys, lex):
    sets = lex.sets
    whom = (at + 1, min(len(keys), at + 1 + WHOM))
    if word.form == "victim":
        fell = any(lex.needs.get(stem) and any(key.lstrip("وف") in (stem, stem + "وا", stem + "ت", "ي" + stem, "ت" + stem)
                   for key in keys[max(0, at - NEAR):at]) for stem in lex.needs if len(stem) == 3)
        by = _by(at, keys, lex)
        return Told(word.event, "intransitive" if fell else "nominal", by is not None, by, (at, whom[1]))
    before = [key for key in keys[max(0, at - NEAR):at]]
    by = _by(at, keys, lex)
    if any(_among(key, sets["done"]) for key in before[-2:]):
        return Told(word.event, "passive" if by else "agentless", by is not None, by, whom)
    start = max(0, at - NEAR)
    light = [start + place for place, key in enumerate(before) if _among(key, sets["light"])]
    if light and word.stem not in sets["results"]:
        verbal = keys[light[-1]].lstrip("وف") in sets["verbal"] and (
            light[-1] and keys[light[-1] - 1] in sets["particles"] or keys[light[-1]].startswith("و")) \
            or keys[at - 1] in sets["sentence_of_law"]
        return Told(word.event, "nominal" if verbal else "active", True, (max(0, start - NEAR), at), whom)
    if by is not None:
        return Told(word.event, "nominal", True, by, (at + 1, max(at + 1, by[0])))
    earlier = keys[max(0, at - 2 * NEAR):at]
    if noun_owned(word, at, keys):
        return Told(word.event, "nominal", True, (max(0, at - FAR), at), whom)
    if any(key in sets["neither"] for key in earlier):
        return Told(word.event, "nominal", False, None, whom)
    if any(_among(key, sets["control"]) for key in earlier) and not any(key in sets["sentence_of_law"] for key in before[-1:]):
        return Told(word.event, "nominal", True, (max(0, at - 2 * NEAR), at), whom)
    if any(key in sets["causing"] for key in before):
        earlier = keys[max(0, at - FAR):at]
        if any(_doer(key, lex) for key in earlier) and not any(key in sets["clashes"] for key in earlier):
            return Told(word.event, "nominal", True, (max(0, at - FAR), at), whom)
    if _governed(word, at, keys, lex):
        return Told(word.event, "nominal", True, (max(0, at - FAR), at), whom)
    near = keys[at + 1:at + 3]
    own = word.event in OWN_DOERS or word.stem in sets["massacres"]
    if own and (_owned_by(near, lex) or any(key[:1] == "ل" and _person(key[1:], lex) for key in keys[at + 1:at + NEAR])):
        return Told(word.event, "nominal", True, (at + 1, min(len(keys), at + NEAR)), (at + 2, whom[1]))
    return Told(word.event, "nominal", False, None, whom)


def _governed(word, at, keys, lex):
    """Whether a doer does something towards the act or by it: دأبت الميليشيات على اعتقال، يردون بقصف، أطلقها لاستهداف."""
    key, before = keys[at], keys[at - 1] if at else ""
    joined = key[:1] in ("ل", "ب") and key[1:] == word.stem
    if word.event not in OWN_DOERS or before in lex.sets["suffering"] \
            or not (joined or key == word.stem and before in lex.sets["towards"]):
        return False
    start = max(0, at - FAR)
    stop = max((n + 1 for n in range(start, at) if keys[n] in lex.sets["suffering"]), default=start)
    return any(_doer(one, lex) for one in keys[stop:at])


def noun_owned(word, at, keys):
    """Whether the doer is written onto the noun, with the victims behind it: قتلها تسعة، قصفهم المدينة."""
    return word.owned and keys[at + 1:at + 2] != [] and keys[at + 1].isdigit()


def _owned_by(near, lex):
    """Whether the words behind a noun name its doer: قصف الجيش، القصف الإسرائيلي، هجوم من المسلحين."""
    return bool(near) and (_doer(near[0], lex) or _nisba(near[0], lex)
                           or near[0] in lex.sets["from"] and _doer(near[-1], lex))


def _person(key, lex):
    return _doer(key, lex) or key in lex.sets["persons"]


def _among(key, keys):
    """Whether the key, or what is left without written-on particles, article and pronoun, is one of ``keys``."""
    if key in keys:
        return True
    rest = key[1:] if len(key) > 2 and key[0] in "وفلب" else key
    rest = rest[2:] if rest.startswith("ال") and len(rest) > 4 else rest
    short = next((rest[:-len(end)] for end in ("هما", "ها", "هم", "ه") if rest.endswith(end) and len(rest) > 4), rest)
    return rest in keys or short in keys or short.endswith("ت") and short[:-1] + "ه" in keys

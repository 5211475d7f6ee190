"""English: how a sentence tells of a violent event, from the words beside it (no parser)."""

from nabra.cues.event_types import Told

NEAR = 4            # words before the event in which an auxiliary or a subject stands
FAR = 10            # words behind it in which "by" names the doer
WHOM = 8
CLAUSE = 18         # words before a participle (…, killing two) in which its subject stands
OWN_DOERS = ("strike", "bomb", "shoot", "arrest", "abduct", "stab", "kill")


def told(word, at, keys, raw, lex, breaks=frozenset()):
    """What the sentence tells of the event at word number ``at``; None where it is no event of violence.

    The same parameters and result as `event_rules_ar.told`.
    """
    forms, before = {one.form: one for one in word}, _key(keys, at - 1)
    if "intransitive" in forms:
        by = _by(at, keys, lex)
        return Told(forms["intransitive"].event, "intransitive", by is not None, by, (max(0, at - WHOM), at + WHOM))
    if "victim" in forms and before in lex.sets["shot"]:
        return _verb(forms["victim"], at, keys, lex, breaks)      # three men were shot dead
    if "victim" in forms or keys[at] in lex.sets["sufferers"] and before == "the":
        one = forms.get("victim") or forms["verb"]
        return Told(one.event, "nominal", False, None, (max(0, at - NEAR), min(len(keys), at + WHOM)))
    if keys[at] in lex.sets["weapons"] and before not in lex.sets["verbal"]:
        return None
    if "verb" in forms and not ("noun" in forms and _noun_here(at, keys, lex, breaks)):
        return _verb(forms["verb"], at, keys, lex, breaks)
    return _noun(forms["noun"], at, keys, lex) if "noun" in forms else None


def _key(keys, at):
    return keys[at] if 0 <= at < len(keys) else ""


def _noun_here(at, keys, lex, breaks):
    """Whether a form that may be noun or verb (attacks, killing) is a noun."""
    before, follows, sets = _key(keys, at - 1), _key(keys, at + 1), lex.sets
    if before in sets["determiners"] or before.endswith("'s"):
        return True
    if keys[at].endswith("ing"):
        if at in breaks or _object(at + 1, keys, lex) or before in sets["by_doing"]:
            return False
        return before in sets["owners"] or follows in sets["behind_noun"]
    if before in sets["verbal"]:
        return False
    owned = before in sets["owners"] and at not in breaks
    return owned or not (before in sets["doers"] or _object(at + 1, keys, lex))


def _object(place, keys, lex):
    """Whether an object may begin here: a number, a determiner, a pronoun, "at least"."""
    first, second = _key(keys, place), _key(keys, place + 1)
    return first[:1].isdigit() or first in lex.sets["object_starts"] \
        or first in lex.sets["about"] and (second[:1].isdigit() or second in lex.sets["about"] | lex.sets["object_starts"])


def _verb(word, at, keys, lex, breaks):
    after = (at + 1, min(len(keys), at + 1 + WHOM))
    before = (max(0, at - WHOM), at)
    if word.form == "victim" or keys[at].endswith(("ed", "slain", "shot", "struck")) and _passive(at, keys, lex, breaks):
        by = _by(at, keys, lex)
        return Told(word.event, "passive" if by else "agentless", by is not None, by, before)
    return Told(word.event, "active", _subject(at, keys, lex, breaks), before, after)


def _passive(at, keys, lex, breaks):
    for place in range(at - 1, max(-1, at - 1 - NEAR), -1):
        if keys[place] in lex.sets["be"]:
            return True
        if keys[place] in lex.sets["have"]:
            return False
        if keys[place] not in lex.sets["adverbs"] and not keys[place].endswith("ly"):
            break
    follows = _key(keys, at + 1)
    return (follows == "" or at + 1 in breaks or follows in lex.sets["no_object"]) and not _object(at + 1, keys, lex)


def _subject(at, keys, lex, breaks):
    """Whether the subject of an active verb is a doer and no thing that nobody is named for (a bomb killed).

    What stands nearest decides: a doer, or a thing with its owner before it or its doer behind it.
    """
    participle = keys[at].endswith("ing")
    far = CLAUSE if participle or _key(keys, at - 1) in lex.sets["relative"] else NEAR
    for place in range(at - 1, max(-1, at - 1 - far), -1):
        if keys[place] in lex.sets["things"]:
            start = max(0, at - far) if participle else max(0, place - NEAR + 1)
            owner = any(key in lex.sets["owners"] or participle and key in lex.sets["doers"] for key in keys[start:place])
            return owner or _by(place, keys[:at], lex) is not None
        if keys[place] in lex.sets["doers"]:
            return True
    return True


def _by(at, keys, lex):
    """The words that name the doer behind the event: by …, at the hands of …, in a Russian strike."""
    for place in range(at + 1, min(len(keys), at + 1 + FAR)):
        for phrase in lex.phrases["by"]:
            start = place + len(phrase)
            if tuple(keys[place:start]) == phrase and start < len(keys) and not keys[start].isdigit():
                first = keys[start + 1] if keys[start] in ("the", "a", "an") and start + 1 < len(keys) else keys[start]
                if first not in lex.sets["not_doers"]:
                    return start, min(len(keys), start + NEAR)
        if keys[place] in lex.sets["in_fire"]:
            thing = next((n for n in range(place + 1, min(len(keys), place + 1 + NEAR + 1))
                          if keys[n] in lex.sets["things"]), place)
            if any(key in lex.sets["owners"] for key in keys[place + 1:thing]):
                return place + 1, thing
    return None


def _noun(word, at, keys, lex):
    sets, whom = lex.sets, (at + 1, min(len(keys), at + 1 + WHOM))
    if _key(keys, at + 1) in sets["of_heads"]:
        return None if _key(keys, at + 1) in sets["papers"] else Told(word.event, "nominal", False, None, whom)
    by = _by(at, keys, lex)
    light = next((place for place in range(at - 1, max(-1, at - 1 - NEAR - 1), -1) if keys[place] in sets["light"]), None)
    if light is not None and word.event in OWN_DOERS:
        if _key(keys, light - 1) not in sets["be"] and _key(keys, light - 2) not in sets["be"] - {"been"}:
            return Told(word.event, "active", True, (max(0, light - WHOM), light), whom)
        return Told(word.event, "passive" if by else "agentless", by is not None, by, whom)
    if by is not None:
        return Told(word.event, "nominal", True, by, whom)
    owner = [place for place in range(max(0, at - 3), at) if keys[place] in sets["owners"]]
    if word.event in OWN_DOERS and owner:
        return Told(word.event, "nominal", True, (owner[0], at), whom)
    held = [place for place in range(max(0, at - WHOM), at) if keys[place] in sets["control"]]
    if held and word.event in OWN_DOERS:
        return Told(word.event, "nominal", True, (max(0, held[-1] - NEAR), at), whom)
    return Told(word.event, "nominal", False, None, whom)

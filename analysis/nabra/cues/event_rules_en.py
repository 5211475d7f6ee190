"""English: how a sentence tells of a violent event, from the words beside it (no parser)."""

from nabra.cues.event_types import Told

NEAR = 4            # words before the event in which an auxiliary or a subject stands
FAR = 10            # words behind it in which "by" names the doer
WHOM = 8
OWN_DOERS = ("strike", "bomb", "shoot", "arrest", "abduct", "stab", "kill")


def told(word, at, keys, raw, lex, breaks=frozenset()):
    """What the sentence tells of the event at word number ``at``; None where it is no event of violence.

    The same parameters and result as `event_rules_ar.told`.
    """
    forms = {one.form: one for one in word}
    if "intransitive" in forms:
        return Told(forms["intransitive"].event, "intransitive", False, None, (max(0, at - WHOM), at + WHOM))
    if "victim" in forms:
        return Told(forms["victim"].event, "nominal", False, None, (max(0, at - NEAR), min(len(keys), at + WHOM)))
    if "verb" in forms and not ("noun" in forms and _noun_here(at, keys, lex, breaks)):
        return _verb(forms["verb"], at, keys, lex, breaks)
    return _noun(forms["noun"], at, keys, lex) if "noun" in forms else None


def _noun_here(at, keys, lex, breaks):
    """Whether a form that may be noun or verb (attacks, killing) is a noun."""
    before = keys[at - 1] if at else ""
    if before in lex.sets["determiners"] or before in lex.sets["owners"] and not keys[at].endswith("ed"):
        return True
    follows = keys[at + 1] if at + 1 < len(keys) else ""
    return follows in ("of", "by", "in", "on", "against", "") or before.endswith("'s")


def _verb(word, at, keys, lex, breaks):
    after = (at + 1, min(len(keys), at + 1 + WHOM))
    by = _by(at, keys, lex)
    before = (max(0, at - WHOM), at)
    if keys[at].endswith(("ed", "slain", "shot", "struck")) and _passive(at, keys, lex, breaks):
        return Told(word.event, "passive" if by else "agentless", by is not None, by, before)
    return Told(word.event, "active", True, before, after)


def _passive(at, keys, lex, breaks):
    for place in range(at - 1, max(-1, at - 1 - NEAR), -1):
        if keys[place] in lex.sets["be"]:
            return True
        if keys[place] in lex.sets["have"]:
            return False
        if keys[place] not in lex.sets["adverbs"] and not keys[place].endswith("ly"):
            break
    follows = keys[at + 1] if at + 1 < len(keys) else ""
    return follows == "" or at + 1 in breaks or follows in lex.sets["no_object"]


def _by(at, keys, lex):
    for place in range(at + 1, min(len(keys), at + 1 + FAR)):
        for phrase in lex.phrases["by"]:
            start = place + len(phrase)
            if tuple(keys[place:start]) == phrase and start < len(keys) and not keys[start].isdigit():
                first = keys[start + 1] if keys[start] in ("the", "a", "an") and start + 1 < len(keys) else keys[start]
                if first not in lex.sets["not_doers"]:
                    return start, min(len(keys), start + NEAR)
    return None


def _noun(word, at, keys, lex):
    if keys[at + 1:at + 2] and keys[at + 1] in lex.sets["of_heads"]:
        return Told(word.event, "nominal", False, None, (at + 1, min(len(keys), at + 1 + WHOM)))
    by, whom = _by(at, keys, lex), (at + 1, min(len(keys), at + 1 + WHOM))
    if by is not None:
        return Told(word.event, "nominal", True, by, whom)
    owner = [place for place in range(max(0, at - 2), at) if keys[place] in lex.sets["owners"]]
    if word.event in OWN_DOERS and owner:
        return Told(word.event, "nominal", True, (owner[0], at), whom)
    return Told(word.event, "nominal", False, None, whom)

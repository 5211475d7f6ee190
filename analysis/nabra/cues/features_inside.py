"""Features of what stands between the marks: its words, whether it is a clause, how it begins and ends."""

import re

from nabra.text.read import keys_in

_latin = re.compile("[A-Za-z]")
_digit = re.compile(r"\d")
_PARTING = frozenset(".:!?؟")
JOINED = 8          # characters between two quotations that are joined by a conjunction
LONG_ENOUGH = 3     # letters that a word has at least beyond a letter written onto it


def inside(seen, here):
    """Yield the names of the features of the words within the marks.

    Parameters
    ----------
    seen : features.View
    here : features.Setting
    """
    keys, content, size = seen.words, seen.content, seen.size
    if content[-1:] in ".!?؟…":
        yield "ends with a stop"
    if ". " in content:
        yield "stop inside"
    if any(sign in content for sign in "،,؛;"):
        yield "comma inside"
    if here.pack.direction == "rtl" and _latin.search(content):
        yield "Latin letters"
    if seen.short and _digit.search(content):
        yield "digits"
    if content.startswith(("#", "@")):
        yield "hashtag or handle"
    if keys:
        yield from _clause(seen, here)
        yield from _beginning(seen, here)
        if seen.short:
            yield from _form(seen, here)
    if seen.span.depth:
        yield f"inside a quotation, {size}"
    if seen.span.repaired:
        yield "mark repaired"


def finite_verbs(keys, known):
    """Places of the finite verbs among ``keys``."""
    return [place for place, key in enumerate(keys) if key in known.verbs]


def main_verbs(keys, known):
    """… without those of relative clauses (a relative word stands one or two words before)."""
    relative = known.groups["relative"]
    return [place for place in finite_verbs(keys, known)
            if not (place and keys[place - 1] in relative or place > 1 and keys[place - 2] in relative)]


def _clause(seen, here):
    keys, pack, size, breadth = seen.words, here.pack, seen.size, seen.breadth
    beginnings = pack.verb_beginnings
    clause = [place for place, key in enumerate(keys) if key in pack.clause]
    if clause:
        yield "clause word inside"
    if clause and clause[0] == 0:
        yield "clause word first"
    if beginnings and keys[0].startswith(beginnings) and len(keys[0]) > LONG_ENOUGH:
        yield f"verb-like word first, {breadth}"
    if beginnings and any(key.startswith(beginnings) and len(key) > LONG_ENOUGH for key in keys):
        yield "verb-like word inside"
    feminine = here.known.feminine_future
    if feminine and keys[0].startswith(feminine) and len(keys[0]) > LONG_ENOUGH:
        yield f"may begin with a feminine verb, {size}"
    verbs = finite_verbs(keys, here.known)
    if verbs:
        yield f"finite verb, {size}"
        if verbs[0] == 0:
            kind = (here.known.words[keys[0]].kind if keys[0] in here.known.words else "") or "finite verb"
            yield f"{kind} first, {size}"
            if len(keys) == 1:
                yield "a verb alone"
    elif not clause:
        yield f"no verb, {size}"
    if len(keys) > 2:
        relative = here.known.groups["relative"]
        main = main_verbs(keys, here.known)
        clause = [place for place in clause if not (place and keys[place - 1] in relative)]
        if not main and not clause:
            yield f"no main verb, {size}"
        elif main and main[0] < 3 or clause and clause[0] < 2:
            yield f"main verb early, {size}"


def with_preposition(key, known):
    """Does a preposition begin the word, or is it one? (The rest is a word more frequent than the whole.)"""
    if key in known.groups["prepositions"]:
        return True
    return key[:1] in known.attached and _is_joined(key, known)


def _is_joined(key, known):
    """Is the word without its first letter far more frequent than the whole?"""
    return len(key) > LONG_ENOUGH and _often(key[1:], known) >= 2 * _often(key, known) + 3


def _often(key, known):
    return known.words[key].count if key in known.words else 0


def _beginning(seen, here):
    key, known, size = seen.words[0], here.known, seen.size
    if key in known.groups["prepositions"]:
        yield "preposition first"
    if key in known.groups["negations"]:
        yield "negation first"
    if with_preposition(key, known):
        yield f"begins with a preposition, {size}"
        if len(seen.words) > 1:
            how = "governed" if seen.governor else "free"
            yield f"begins with a preposition, {how}, {seen.breadth} (firm)"
    if key[:1] in known.conjunctions and _is_joined(key, known):
        yield f"begins with a conjunction, {size}"


def _form(seen, here):
    keys, size, known = seen.words, seen.size, here.known
    article = here.pack.article
    definite = [bool(article) and key.startswith(article) for key in keys]
    forms = ["definite" if one else "indefinite" for one in definite]
    yield f"{forms[0]}, {size}"
    if len(keys) == 2:
        yield f"{forms[0]} and {forms[1]}"
    for name, endings in known.endings.items():
        if not seen.raw.endswith(endings) or len(keys[-1]) <= LONG_ENOUGH:
            continue
        if name == "pronoun" and not definite[-1]:
            yield f"ends with a pronoun, {size}"
        elif name == "accusative" and not definite[0]:
            yield f"accusative, {size}"
        elif name not in ("pronoun", "accusative") and len(keys) == 1:
            yield f"{forms[0]} alone, {name} ending"
            break
    if len(keys) == 1:
        yield f"letters: {min(8, max(2, len(keys[0])))}"
        if with_preposition(keys[0], known):
            yield "preposition written onto a word alone"
    else:
        joining, start = known.conjunctions, article or " "
        if any(key in joining or key[:1] in joining and key[1:].startswith(start) for key in keys[1:]):
            yield f"conjunction inside, {size}"
        if any(key in known.groups["prepositions"] for key in keys[1:]):
            yield f"preposition inside, {size}"
        if is_name_noun(keys[0], here):
            yield f"a name noun begins it, {size}"


def is_name_noun(key, here):
    """Is ``key`` a noun after which a name stands in marks (organisation, paper, film…)?"""
    return here.known.name_noun[key]


def is_joint(start, stop, here):
    """Does what stands between two quotations only join them (a comma, a conjunction)?"""
    if stop - start > JOINED or not _PARTING.isdisjoint(here.text[start:stop]):
        return False
    joining = here.known.groups["joining"]
    return all(key in here.pack.proclitics or key in joining for key in keys_in(here.text, start, stop))

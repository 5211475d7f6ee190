"""Features of the sentence around the marks: words before and after, who speaks, other quotations.

Names that end in "(firm)" state a rule of grammar (a name follows "called"; a predicate whose subject stands
outside the marks is a fragment); ``tests/fit_function.py`` trusts them more than the others.
"""

import re
from bisect import bisect_right

from nabra.cues.features_inside import finite_verbs, is_joint, is_name_noun, main_verbs
from nabra.text.read import keys_in, words_in

_stop = re.compile(r"[.!?؟]")
NEAR = 60          # characters within which a reporting word is near
NEIGHBOUR = 200    # … and another quotation a neighbour
CHAIN = 8          # quotations of a chain that are followed to its first
LONG = 60          # characters that make a quotation long
HEADLINE = 90      # characters of a line without stop that is a headline
_GAPS = {":": "colon", "،": "comma", ",": "comma", "(": "bracket", "[": "bracket"} | \
    dict.fromkeys("-–—/•*", "dash")
_STOPS = {".": "full stop", ":": "colon", "(": "bracket", ")": "closing bracket"} | \
    dict.fromkeys("،,؛;", "comma") | dict.fromkeys("!؟?", "exclamation")


def around(seen, here):
    """Yield the names of the features of what stands around the marks.

    Parameters
    ----------
    seen : features.View
    here : features.Setting
    """
    yield from _before(seen, here)
    yield from _sentence(seen, here)
    yield from _grammar(seen, here)
    yield from _after(seen, here)
    yield from _governed(seen, here)
    yield from _neighbours(seen, here)
    yield from _chain(seen, here)


def _before(seen, here):
    pack, known, size = here.pack, here.known, seen.size
    if seen.begins:
        yield f"begins the {seen.begins}"
    if seen.gap[-1:] in _GAPS:
        yield f"{_GAPS[seen.gap[-1]]} before"
    previous, second, third = seen.before(), seen.before(2), seen.before(3)
    sign = here.text[seen.span.start - 1:seen.span.start]
    if sign.isalpha() or sign == "ـ":
        yield "written onto the mark"
    if not previous:
        return
    if previous in pack.name_nouns:
        yield f"name noun before, {size}"
    elif seen.short and second in pack.name_nouns:
        yield "name noun two before"
    elif seen.short and third in pack.name_nouns:
        yield "name noun three before"
    if previous in known.joined["named"] or previous in pack.proclitics and second in known.joined["named"]:
        yield f"word for a name before, {size}"
    elif second in known.joined["named"] or third in known.joined["named"]:
        yield "word for a name near"
    groups = known.groups
    if previous in groups["titles"]:
        yield "title before"
    if previous in groups["terms"] or previous in pack.proclitics and second in groups["terms"]:
        yield "word for a term before"
    if previous in pack.proclitics:
        yield f"particle {previous[-1]} before, {size}"
    if previous in groups["prepositions"]:
        yield f"preposition before, {size}"
    if previous in pack.that:
        yield f"right after that, {size}"
    if previous in groups["that_pronouns"]:
        yield f"right after that and a pronoun, {size}"
    if previous in pack.complement_starts or previous in groups["acts_named"]:
        yield f"content of a speech act, {seen.breadth}"
    if previous in here.known.reporting:
        yield f"right after a reporting word, {size}"
    article = pack.article
    if article and seen.short and seen.words:
        form = "definite" if seen.words[0].startswith(article) else "indefinite"
        if previous.startswith(article):
            yield f"{form} after definite, {size}"
        elif previous.endswith(known.feminine_ending):
            yield f"{form} after feminine, {size}"


def _sentence(seen, here):
    """Reporting and describing words before the marks, and where the أن/that stands."""
    keys, pack, known, size, breadth = seen.sentence, here.pack, here.known, seen.size, seen.breadth
    describing = known.joined["describing"]
    if not describing.isdisjoint(keys[-5:]):
        yield f"described, {size}"
    elif not describing.isdisjoint(keys[-12:]):
        yield f"described farther off, {size}"
    if not known.joined["acts"].isdisjoint(keys):
        yield f"speech act in the sentence, {breadth}"
    cues = [place for place, key in enumerate(keys) if key in here.known.reporting]
    thats = [place for place, key in enumerate(keys) if key in pack.that]
    if cues:
        yield "reporting word in the sentence"
        yield f"reporting word in the sentence, {size}"
    elif seen.governor is None:
        yield f"no reporting word, {size}"
    if not here.known.sources.isdisjoint(keys):
        yield f"source in the sentence, {size}"
    if thats:
        yield f"that in the sentence, {size}"
        between = len(keys) - 1 - thats[-1]
        pronoun = " with a pronoun" if keys[thats[-1]] in known.groups["that_pronouns"] else ""
        yield f"{_steps(between, (0, 2, 6))} words after that{pronoun}, {breadth}"
        if cues and thats[-1] > cues[0]:
            yield f"reporting word and that, {size}"
        if finite_verbs(keys[thats[-1] + 1:], known):
            yield f"verb between that and the marks, {size}"
    elif cues:
        yield f"{_steps(len(keys) - 1 - cues[-1], (0, 3, 8))} words after a reporting word, {breadth}"
        if not known.groups["prepositions"].isdisjoint(keys[-2:]):
            yield f"reporting word and a preposition, {breadth}"


def _steps(number, limits):
    """A number as a class: 0, 1-2, 3-6, 7+."""
    low = 0
    for limit in limits:
        if number <= limit:
            return str(limit) if low == limit else f"{low}-{limit}"
        low = limit + 1
    return f"{low}+"


def _grammar(seen, here):
    """What grammar says: a name follows a word for a name, a predicate or complement is a fragment."""
    pack, known, breadth = here.pack, here.known, seen.breadth
    before = seen.sentence if seen.touching else []
    particle = bool(before) and before[-1] in pack.proclitics and len(before[-1]) <= 3
    before = before[:-1] if particle else before
    previous = before[-1] if before else ""
    named = is_named(before, particle, known)
    if named:
        yield "named (firm)"
    elif is_name_noun(previous, here):
        yield f"after a name noun, {breadth} (firm)"
    if not seen.words:
        return
    verbs = main_verbs(seen.words, known)
    first = ", verb first" if verbs and verbs[0] == 0 else ""
    if previous in known.groups["that_pronouns"] and not particle:
        yield f"predicate of a pronoun{first}, {breadth} (firm)"
    if len(seen.words) < 3:
        return
    if particle or previous in known.groups["prepositions"]:
        yield f"after a preposition{first}, {breadth} (firm)"
    elif previous in pack.complement_starts or previous in known.groups["acts_named"]:
        yield f"complement of a speech act, {breadth} (firm)"
    thats = [place for place, key in enumerate(seen.sentence) if key in pack.that]
    if thats:
        between = seen.sentence[thats[-1] + 1:]
        if between:
            verb = ", and a verb" if finite_verbs(between, known) else ""
            yield f"subject outside the marks{verb}, {breadth} (firm)"
        elif seen.sentence[thats[-1]] not in known.groups["that_pronouns"]:
            yield f"a whole clause after that, {breadth} (firm)"
    if seen.gap.endswith(tuple(pack.colons)):
        yield f"after a colon, {breadth} (firm)"


def is_named(before, particle, known):
    """Do the words before the marks say that a name follows (called, titled, known as)?

    Not a so-called one, and not where somebody asked not to be named.
    """
    if not before or not known.groups["no_names"].isdisjoint(before[-4:-1]):
        return False
    third, second, previous = ["", "", *before][-3:]
    if previous in known.joined["named"] or particle and previous in known.joined["known_as"]:
        return True
    if previous in known.groups["copulas"] and second in known.joined["named"]:
        return True
    calls = [key for key in (second, third, *before[-5:-1]) if key in known.joined["called"]]
    return bool(calls) and previous in known.groups["called_by"]


def _after(seen, here):
    pack, known, size, after = here.pack, here.known, seen.size, seen.after.lstrip()
    if not after.strip(" ."):
        yield "ends the paragraph"
    if after[:1] in _STOPS:
        yield f"{_STOPS[after[0]]} follows, {size}"
    if not seen.following:
        return
    key, following, article = seen.following[0][2], seen.next, pack.article
    if following:
        if article and seen.short and following.startswith(article) and seen.words:
            form = "definite" if seen.words[0].startswith(article) else "indefinite"
            yield f"{form} before definite, {size}"
        if following in here.known.reporting:
            yield f"reporting word follows, {size}"
        if following in known.groups["prepositions"]:
            yield f"preposition follows, {size}"
        if following in known.groups["relative_after"]:
            yield f"relative word follows, {size}"
    if key in known.sources:
        yield "source right after"
    elif after[:1].isalpha() and key not in known.reporting:
        yield f"the sentence goes on, {size}"
        if key[:1] not in known.conjunctions:
            yield f"the sentence goes on without conjunction, {size}"
        if key in known.verbs:
            yield f"a verb follows, {size}"
    if after[:1] in pack.commas and key in known.reporting:
        yield f"comma and a reporting word follow, {size}"
    source = next((start for start, _, key in seen.following if key in known.sources), None)
    if source is not None and _stop.search(here.text, seen.span.end, source) is None:
        yield f"source in the sentence after, {size}"
    end = here.text.find("\n", seen.span.end, seen.span.end + 400)
    if 0 <= end < seen.start + HEADLINE and not here.text[seen.span.end:end].rstrip().endswith("."):
        yield f"in a headline, {seen.breadth}"


def _governed(seen, here):
    scope, span, size = seen.governor, seen.span, seen.size
    kind = "no" if scope is None else "indirect" if scope.kind != "direct" else \
        "direct" if abs(scope.start - span.inner_start) <= 2 else "wider direct"
    yield f"{kind} governor"
    yield f"{kind} governor, {size}"
    if kind in ("indirect", "wider direct"):
        yield f"{kind} governor of class {scope.cue_class}"
        if scope.start >= span.start - 2:
            yield f"begins the attributed words, {size}"
        if not here.known.joined["describing"].isdisjoint(keys_in(scope.cue)):
            yield f"governor describes, {size}"
    place = bisect_right(here.cues, span.start)
    last = here.cues[place - 1] if place else -NEAR - 1
    if span.start - last <= NEAR and "\n" not in here.text[last:span.start]:
        yield f"governing word shortly before, {size}"
    if place < len(here.cues) and here.cues[place] - span.end <= 3:
        yield f"governing word right after, {size}"


def _neighbours(seen, here):
    text, span = here.text, seen.span
    others = []
    if seen.number:
        others.append((here.spans[seen.number - 1], "before"))
    if seen.number + 1 < len(here.spans):
        others.append((here.spans[seen.number + 1], "after"))
    for other, side in others:
        first, second = (other, span) if side == "before" else (span, other)
        if first.end > second.start or second.start - first.end >= NEIGHBOUR:
            continue
        if text.find("\n", first.end, second.start) >= 0:
            continue
        length = "long" if other.inner_end - other.inner_start > LONG else "short"
        yield f"{length} quotation {side}"
        if is_joint(first.end, second.start, here):
            yield f"joined to a {length} quotation {side}"


def _chain(seen, here):
    """Quotations joined to one another share what stands before the first of them."""
    place = seen.number
    for _ in range(CHAIN):
        if not place:
            break
        other, this = here.spans[place - 1], here.spans[place]
        if other.end > this.start or not is_joint(other.end, this.start, here):
            break
        place -= 1
    head = here.spans[place]
    if place == seen.number:
        before = seen.sentence if seen.touching else []
    else:
        low = max(0, head.start - 80)
        found = words_in(here.text, max(low, here.text.rfind("\n", low, head.start) + 1), head.start)
        before = [key for _, _, key in found] if found and head.start - found[-1][1] <= 3 else []
        long = head.inner_end - head.inner_start > LONG
        yield f"in a chain, {seen.breadth}"
        yield f"in a chain that begins {'long' if long else 'short'}, {seen.breadth}"
    particle = bool(before) and before[-1] in here.pack.proclitics and len(before[-1]) <= 3
    if particle:
        before = before[:-1]
    if before and is_name_noun(before[-1], here):
        yield f"name noun before the chain, {seen.breadth}"
    elif seen.short and len(before) > 1 and is_name_noun(before[-2], here):
        yield "name noun two before the chain"
    if before and before[-1] in here.known.joined["named"]:
        yield f"word for a name before the chain, {seen.breadth}"
    if not here.known.joined["calls"].isdisjoint(before[-3:]):
        yield f"known as, {seen.breadth}"

"""Features of what is known of a short quoted string: elsewhere in the article, and in the corpora.

The corpora speak through two committed lists (``cues/knowledge.py``): strings and words that live in marks
against those that mostly live without, and the frequent words with their classes. A string that neither knows
says something, too: it is rare.
"""

import math
from itertools import islice

from nabra.cues.knowledge import UNSEEN
from nabra.tables import FUNCTIONS
from nabra.text.read import words_in

_SUGGESTS = {kind: tuple(f"{kind} {'suggest' if kind == 'words' else 'suggests'} {function}" for function in FUNCTIONS)
             for kind in ("string", "before", "after", "words")}
WINDOW = 20_000    # characters before and after in which the same string is looked for
ELSEWHERE = 12     # other places that are looked at
RARE = 60          # the words of a list of names are rarer than that


def known_string(seen, here):
    """The features of the string and its words: a dict of name -> value."""
    found = dict.fromkeys(_classes(seen, here), 1.0)
    key = " ".join(seen.words)
    if key in here.pack.known_labels:
        found["known label"] = 1.0
    if key in here.pack.known_names:
        found["known name"] = 1.0
    if not seen.short or not seen.words:
        return found
    found |= dict.fromkeys(_elsewhere(seen, here, key), 1.0)
    if here.known.marked.shares:
        found |= _shares(seen, here, key)
        found |= _counts(here, key)
    if here.known.words:
        found |= dict.fromkeys(_persons(seen, here), 1.0)
        found |= _rarity(seen, here)
    return found


def _classes(seen, here):
    """The distributional classes of the first, last, only, previous and next word."""
    listed, keys, breadth = here.known.words, seen.words, seen.breadth
    if not listed:
        return

    def name(key):
        return listed[key].cluster if key in listed else "rare"

    if keys:
        yield f"first word of class {name(keys[0])}, {breadth}"
        if len(keys) == 1:
            yield f"lone word of class {name(keys[0])}"
        elif seen.short:
            yield f"last word of class {name(keys[-1])}"
            yield from sorted({f"some word of class {name(key)}" for key in keys})
    if seen.before():
        yield f"after class {name(seen.before())}, {breadth}"
    if seen.next:
        yield f"before class {name(seen.next)}, {breadth}"


def _elsewhere(seen, here, key):
    """Does the same string stand elsewhere in the article, in marks or without, and after what?"""
    text, span, content = here.text, seen.span, seen.content
    quoted = here.keys.get(key, 0)
    if quoted > 1:
        yield f"quoted elsewhere, {seen.size}"
    low, high = max(0, span.start - WINDOW), span.end + WINDOW
    others, after = 0, set()
    for place in islice(_places(text, content, low, high), ELSEWHERE + 1):
        if span.start <= place < span.end:
            continue
        others += 1
        before = words_in(text, max(0, place - 22), place)
        if before and place - before[-1][1] <= 3:
            word = before[-1][2]
            if word in here.pack.name_nouns:
                after.add("elsewhere after a name noun")
            if word in here.known.groups["titles"] or _is_person(word, here.known):
                after.add("elsewhere after a title or a person's name")
    if others >= max(1, quoted):
        yield f"unmarked elsewhere, {seen.size}"
    yield from sorted(after)


def _places(text, content, low, high):
    place = text.find(content, low, high)
    while place >= 0:
        yield place
        place = text.find(content, place + len(content), high)


def _shares(seen, here, key):
    """What the corpora say of the string, of the words beside it and of its words, function by function."""
    shares, found = here.known.marked.shares, {}
    for kind, text in (("string", key), ("before", seen.before()), ("after", seen.next)):
        ratios, sightings = shares.get((kind, text), UNSEEN)
        if ratios is None or not text:
            found[f"{kind} unknown"] = 1.0
        else:
            found.update(zip(_SUGGESTS[kind], ratios))
        if kind == "string":
            found["sightings of the string"] = math.log1p(sightings)
    facts = here.known.facts
    stems = [one[0] for one in (shares.get(("word", facts[word].stem)) for word in seen.words) if one is not None]
    if stems:
        found.update(zip(_SUGGESTS["words"], (sum(column) / len(stems) for column in zip(*stems))))
    else:
        found["words unknown"] = 1.0
    return found


def _counts(here, key):
    """How often the string is printed in marks and how often without."""
    if key not in here.known.marked.counts:
        return {"string not listed": 1.0}
    marked, unmarked = here.known.marked.counts[key]
    return {"share in marks": math.log((marked + 0.3) / (unmarked + 3.0)) - math.log(0.1),
            "times without marks": math.log1p(unmarked) / 5}


def _is_person(word, known):
    return word in known.words and known.words[word].kind == "person"


def _persons(seen, here):
    known = here.known
    facts = known.facts
    persons = sum(facts[word].person for word in seen.words)
    if persons == len(seen.words):
        yield f"words of persons' names, {seen.size}"
    elif persons:
        yield "some word of a person's name"
    if seen.before() and _is_person(seen.before(), known):
        yield "after a person's name"
    if any(map(known.name_noun.__getitem__, seen.sentence[-8:-1])):
        article = here.pack.article
        yield "name noun in the last eight words, " + \
            ("definite" if article and seen.words[0].startswith(article) else "indefinite")


def _rarity(seen, here):
    """How frequent the words are, and whether the only word lives with and without the article."""
    facts = here.known.facts
    counts = [facts[word][2:] for word in seen.words]
    found = {"rarest word": math.log1p(min(count for count, _ in counts)) / 5,
             "mean frequency of words": sum(math.log1p(count) for count, _ in counts) / len(counts) / 5}
    if max(count for count, _ in counts) < RARE:
        found["all words rare" if len(counts) > 1 else "a rare word alone"] = 1.0
    total, definite = counts[0]
    if len(counts) == 1 and total:
        found["with and without article"] = 1.0 - abs(2 * (definite + 0.5) / (total + 1) - 1)
        if definite > 0.97 * total:
            found["always definite"] = 1.0
        if definite < 0.03 * total:
            found["never definite"] = 1.0
        found["frequency of the word alone"] = math.log1p(total) / 5
    return found

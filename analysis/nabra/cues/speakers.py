"""The noun phrase that names a speaker, cut out of the words beside a reporting cue."""

from nabra.text.normalise import word_key, words

LONGEST = 14     # words of a speaker's noun phrase at most
SPAN = 250       # characters in which it is looked for


def phrase_after(text, start, stop, pack):
    """The noun phrase that begins after ``start``, or None: «قال [وزير الخارجية سيرغي لافروف] خلال…»."""
    return _phrase(text, start, _line_end(text, start, stop), pack)


def phrase_before(text, start, stop, pack):
    """The noun phrase that ends before ``stop``, or None: "[Foreign Minister Lavrov] said"."""
    start = max(start, stop - SPAN, text.rfind("\n", start, stop) + 1)
    return _phrase(text, start, stop, pack)


def _line_end(text, start, stop):
    stop = min(stop, start + SPAN)
    line = text.find("\n", start, stop)
    return stop if line < 0 else line


def _phrase(text, start, stop, pack):
    first, last, previous = None, None, None
    for number, (begin, end, key) in enumerate(words(text[start:stop])):
        between = text[start + previous:start + begin] if previous is not None else ""
        if number >= LONGEST or key in pack.phrase_stops or any(sign in "،,؛;:.!?؟(" for sign in between):
            break
        if len(key) > 3 and key.startswith("ل") and word_key(key[1:]) in pack.name_nouns and number:
            break
        if first is None:
            if key in pack.pronouns:
                return None
            first = begin + _particle(text[start + begin:start + end], key, pack)
        last = previous = end
    if first is None:
        return None
    return text[start + first:start + last].strip() or None


def _particle(raw, key, pack):
    """How many letters of the first word are the particle before the source (ل in لوزارة)."""
    for particle in pack.source_particles:
        if key.startswith(particle) and len(key) - len(particle) >= 4 and key[len(particle):len(particle) + 1] != "ا":
            return 1 if raw[:1] == "ل" and particle == "ل" else 0
    return 0

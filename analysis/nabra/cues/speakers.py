"""The noun phrase that names a speaker, cut out of the words beside a reporting cue, and who it is.

Within one article the short form of a name (لافروف، الوزير، المصدر) stands for the fuller form that
was named before.
"""

from nabra.text.normalise import each_word, word_key, words

LONGEST = 20     # words of a speaker's noun phrase at most
SPAN = 300       # characters in which it is looked for
SEGMENTS = 4     # parts between commas that are looked at («السفير الروسي، ألكسندر …، إن»)
APPOSITION = 8   # words of an apposition at most
BACK = 3000      # characters before a short form in which its fuller form is looked for


def phrase_after(text, start, stop, pack, source=False):
    """The noun phrase that begins after ``start``, or None: «قال [وزير الخارجية سيرغي لافروف] خلال…».

    ``source``: it belongs to a noun of speech, and may carry a particle (بيان لـ[وزارة الدفاع]).
    """
    return _phrase(text, start, _line_end(text, start, stop), pack, source)


def relayed(text, start, stop, pack):
    """The phrase after عن in «نقلت الوكالة عن [الوزير] قوله إن», or None."""
    for begin, end, key in each_word(text[start:min(stop, start + SPAN)]):
        if key in pack.relay_particles:
            return phrase_after(text, start + end, stop, pack)
    return None


def without_filler(text, start, pack):
    """Where the source's name begins after «بحسب [ما ذكرت] الوكالة»."""
    found = words(text[start:start + 60])
    if len(found) > 2 and found[0][2] in pack.source_fillers:
        return start + found[1][1]
    return start


def resolve(scopes, text, pack):
    """The scopes with short forms of a speaker replaced by the fullest form named before in the article.

    Parameters
    ----------
    scopes : list of Scope
        In the text's order.
    text : str
    pack : Pack

    Returns
    -------
    list of Scope
    """
    known, done, resolved = [], {}, []
    for scope in scopes:
        if scope.speaker is None:
            resolved.append(scope)
            continue
        name = scope.speaker
        keys = _bare(name, pack)
        if (name, len(known)) not in done:
            fuller = next((full for full, inside in reversed(known) if keys and keys < inside), None)
            if fuller is None and len(keys) == 1 and pack.article and words(name)[0][2].startswith(pack.article):
                fuller = _named_before(text, scope.cue_start, next(iter(keys)), pack)
            done[name, len(known)] = fuller or name
        full = done[name, len(known)]
        if len(known) < 60 and all(full != other for other, _ in known):
            known.append((full, _bare(full, pack)))
        resolved.append(scope._replace(speaker=full, source=scope.source or name))
    return resolved


def _bare(phrase, pack):
    """The keys of a phrase without the article, as a set."""
    article = pack.article
    return frozenset(
        key[len(article):] if article and key.startswith(article) and len(key) > len(article) + 2 else key
        for _, _, key in words(phrase)
    )


def _named_before(text, position, bare, pack):
    """The last indefinite «مصدر عسكري» before «المصدر», with what belongs to it, or None."""
    start = max(0, position - BACK)
    found = None
    for begin, end, key in words(text[start:position]):
        if key == bare or len(key) == len(bare) + 1 and key.endswith(bare) and key[0] in pack.proclitics:
            found = start + begin + len(key) - len(bare) if key != bare and text[start + begin] == key[0] else start + begin
    return phrase_after(text, found, position, pack) if found is not None else None


def _line_end(text, start, stop):
    stop = min(stop, start + SPAN)
    line = text.find("\n", start, stop)
    return stop if line < 0 else line


def _phrase(text, start, stop, pack, source=False):
    """The words from ``start`` up to the first that cannot belong to a name, appositions included."""
    segments = _segments(text, start, stop, pack)
    if not segments:
        return None
    first = segments[0]
    while first and first[0][2] in pack.pronouns:     # الذي قال [فيه] الوزير
        first = first[1:]
    if len(first) > 1 and first[0][2] in pack.speech_nouns and first[1][2].startswith(pack.source_particles):
        first, source = first[1:], True
    kept = _cut(text, start, first, pack)
    if not kept:
        return None
    begin = start + kept[0][0]
    if source:
        begin += _particle(text[begin:start + kept[0][1]], kept[0][2], pack)
    last = kept[-1][1]
    for segment in segments[1:SEGMENTS]:
        inside = _cut(text, start, segment, pack)
        if inside and len(inside) <= APPOSITION and len(kept) == len(first):
            last = inside[-1][1]
        if inside and len(inside) < len(segment) or inside and len(inside) > APPOSITION:
            break
    return text[begin:start + last].strip() or None


def _segments(text, start, stop, pack):
    """The words between ``start`` and ``stop``, in lists between commas and brackets; a full stop ends them."""
    segments, previous, last = [[]], 0, ""
    for number, (begin, end, key) in enumerate(each_word(text[start:stop])):
        between = text[start + previous:start + begin]
        if last in pack.abbreviations:
            between = between.replace(".", "")
        if number >= LONGEST or number and any(sign in between for sign in ":.!?؟«\n"):
            break
        if any(sign in between for sign in "،,؛;(") and segments[-1]:
            segments.append([])
        segments[-1].append((begin, end, key))
        previous, last = end, key
    return [segment for segment in segments if segment]


def _cut(text, start, segment, pack):
    """The words of ``segment`` before the first that ends a name."""
    for place, (_, end, key) in enumerate(segment):
        name = place and key in pack.phrase_stops_ya and text[start + end - 1] == "ي"
        if key in pack.phrase_stops and not name or place and _addressed(key, pack):
            return segment[:place]
        if key in pack.phrase_places:
            following = segment[place + 1:]
            if len(following) < 2 or following[0][2] in pack.speech_nouns or place == 0:
                return segment[:place]
    return segment


def _addressed(key, pack):
    """Is the word a name with the particle of the one spoken to (لرويترز)?"""
    return any(key.startswith(particle) and key[len(particle):] in pack.known_names for particle in pack.source_particles)


def _particle(raw, key, pack):
    """How many letters of the first word are the particle before the source (ل in لوزارة)."""
    for particle in pack.source_particles:
        if key.startswith(particle) and len(key) - len(particle) >= 4:
            return len(particle) if word_key(raw[:len(particle)]) == particle else 0
    return 0

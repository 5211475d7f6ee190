"""The noun phrase that names a speaker, cut out of the words beside a reporting cue."""

from nabra.text.language import remembered, without_article
from nabra.text.normalise import word_key
from nabra.text.read import keys_in, words_in

_ENDING, _PARTING = frozenset(":.!?؟«\n"), frozenset("،,؛;(")
LONGEST = 20     # words of a speaker's noun phrase at most
SPAN = 300       # characters in which it is looked for
ADDRESSEE = 40   # characters of whom is spoken to, at most
OPENING_SIGNS = ("(", "[")
SHORT = 2        # letters of a word that may be part of a name, too (جان إيف لو دريان)
SEGMENTS = 4     # parts between commas that are looked at («السفير الروسي، ألكسندر …، إن»)
APPOSITION = 8   # words of an apposition at most


def phrase_after(text, start, stop, pack, source=False):
    """The noun phrase that begins after ``start``, or None: «قال [وزير الخارجية سيرغي لافروف] خلال…».

    ``source``: it belongs to a noun of speech, and may carry a particle (بيان لـ[وزارة الدفاع]).
    """
    stop = _line_end(text, start, stop)
    return _phrase(text, start if source else _past_addressee(text, start, stop, pack), stop, pack, source)


def is_object(phrase, cue, stop, text, pack):
    """Is the only noun phrase behind the verb its object («واتهم [إيران] بـ»), its subject standing elsewhere?

    Asked are verbs that need an object, where they go on with a sentence (واتهم), and plural verbs, whose
    subject never follows them (دعوا الحكومة).
    """
    if phrase is None or cue.kind not in ("verb", "act"):
        return False
    if cue.key.endswith(tuple(pack.sources.get("plural_endings", ("\0",)))):
        return True
    if not cue.joined or cue.key[1:] not in pack.sources.get("transitive", ()):
        return False
    if not _one_phrase(phrase, pack):
        return False
    behind = text.find(phrase, cue.end) + len(phrase)
    if text[behind:behind + 2].strip()[:1] in pack.commas:
        return False        # ووصفت الشرطة، المهاجم بأنه
    following = keys_in(text, behind, behind + 40)[:1]
    return pack.quote_openers.isdisjoint(following)


def _one_phrase(phrase, pack):
    """Is the phrase one noun with what belongs to it, as far as two words can tell?"""
    keys = keys_in(phrase)
    defined = [key.startswith(pack.article) for key in keys]
    if len(keys) == 2:
        return all(defined) or without_article(keys[0], pack.article) in pack.source_kinds
    return len(keys) == 1


@remembered
def begins_clause(key, pack):
    """Is the word a conjunction written onto what no name begins with (وبعد، وفي، وعند)?"""
    return any(key.startswith(joined) and key[len(joined):] in pack.phrase_stops | pack.phrase_places
               for joined in pack.sources.get("conjunctions", ()))


def relayed(text, start, stop, pack):
    """The phrase after عن in «نقلت الوكالة عن [الوزير] قوله إن», or None."""
    for _, end, key in words_in(text, start, min(stop, start + SPAN)):
        if key in pack.relay_particles:
            return phrase_after(text, end, stop, pack)
    return None


def without_filler(text, start, pack):
    """Where the source's name begins after «بحسب [ما ذكرت] الوكالة», «بحسب [قول] الوزير»."""
    found = words_in(text, start, start + 60)
    if len(found) > 2 and found[0][2] in pack.source_fillers:
        return found[1][1]
    if len(found) > 1 and found[0][2] in pack.sources.get("sayings", ()):
        return found[0][1] if not text[found[0][1]:found[1][0]].strip() else start
    return start


def _past_addressee(text, start, stop, pack):
    """Where the words behind whom is spoken to begin (كشف لـ(الخليج) [رئيس …])."""
    head = text[start:min(stop, start + ADDRESSEE)]
    bare = head.lstrip()
    particle = next((one for one in pack.source_particles if bare.startswith(one)), None)
    if particle is None:
        return start
    rest = bare[len(particle):].lstrip(" ـ")
    if rest[:1] not in OPENING_SIGNS and rest[:1] not in pack.marks:
        return start
    name = next((n for n, sign in enumerate(rest[1:], 1) if not (sign.isalnum() or sign.isspace())), None)
    return start if name is None else start + len(head) - len(rest) + name + 1


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
    alone = pack.sources.get("own" if source else "honorifics", ())
    if first[0][2] in alone:
        return text[first[0][0]:first[0][1]]
    passed = pack.pronouns | pack.sources.get("adverbs", frozenset())
    while first and first[0][2] in passed:     # الذي قال [فيه] الوزير، قال [أيضا] الوزير
        first = first[1:]
    if first and first[0][2] in pack.sources.get("times", ()):     # قال [أمس الأربعاء] الوزير
        first = first[1:]
        while first and first[0][2] in pack.sources["days"]:
            first = first[1:]
    if len(first) > 1 and first[0][2] in pack.speech_nouns and first[1][2].startswith(pack.source_particles):
        first, source = first[1:], True
    first = _past_document(first, pack)
    if not source and first and not _name_in_ya(text, first[0], pack) and _no_subject(first[0][2], pack):
        return None
    document = len(first) > 1 and first[0][2] in pack.speech_nouns and first[0][2] in pack.phrase_stops
    kept = first[:1] + _cut(text, first[1:], pack) if document else _cut(text, first, pack)
    if not kept:
        return None
    begin = kept[0][0]
    if source:
        begin += _particle(text[begin:kept[0][1]], kept[0][2], pack)
    last = kept[-1][1]
    for segment in segments[1:SEGMENTS]:
        inside = _cut(text, segment, pack)
        if not inside or inside[0][2] in pack.sources.get("links", ()) and not _name_in_ya(text, inside[0], pack):
            break
        if len(inside) <= APPOSITION and len(kept) == len(first):
            last = inside[-1][1]
        if len(inside) < len(segment) or len(inside) > APPOSITION:
            break
    return text[begin:last].strip() or None


def _past_document(words_here, pack):
    """Without the document before its owner («بيان صادر عن [الوزارة]», «بيان أصدرته [الوزارة]»)."""
    if len(words_here) < 3 or words_here[0][2] not in pack.speech_nouns \
            or words_here[1][2] not in pack.sources.get("issued", ()):
        return words_here
    return words_here[3:] if words_here[2][2] in pack.relay_particles else words_here[2:]


def _name_in_ya(text, word, pack):
    """Is it a name that differs from a preposition by its last letter alone (علي, على)?"""
    return word[2] in pack.phrase_stops_ya and text[word[1] - 1] == "ي"


@remembered
def _no_subject(key, pack):
    """Is the word no beginning of a subject: whom is spoken to (لرويترز), behind a preposition (بالصعوبات)?"""
    if key in pack.sources.get("no_subjects", ()) or key in pack.sources.get("addressed", ()):
        return True
    if key in pack.clause or key in pack.complement_starts or begins_clause(key, pack):
        return True
    prepositions = pack.sources.get("prepositions", ())
    joined = any(key.startswith(one) and len(key) > len(one) + 2 for one in prepositions)
    return joined or _infinitive(key, pack)


def _segments(text, start, stop, pack):
    """The words from ``start`` to ``stop``, in lists between commas and brackets; a full stop ends them."""
    segments, previous, last = [[]], start, ""
    for number, word in enumerate(words_in(text, start, stop)[:LONGEST]):
        between = text[previous:word[0]]
        if between != " ":
            if last in pack.abbreviations:
                between = between.replace(".", "")
            if number and not _ENDING.isdisjoint(between):
                break
            if segments[-1] and not _PARTING.isdisjoint(between):
                segments.append([])
        segments[-1].append(word)
        _, previous, last = word
    return [segment for segment in segments if segment]


def _cut(text, segment, pack):
    """The words of ``segment`` before the first that ends a name."""
    for place, (_, _, key) in enumerate(segment):
        name = _name_in_ya(text, segment[place], pack)
        posting = place and key in pack.sources.get("postings", ()) and len(segment) > place + 2
        if posting and _posted(segment[0][2], pack):
            continue        # المبعوث إلى اليمن مارتن …
        if key in pack.phrase_stops and not name or place and _goes_on(key, pack):
            return segment[:place]
        if place and _begins_object(segment[place - 1][2], key, pack):
            return segment[:place]
        if key in pack.phrase_places:
            following = segment[place + 1:]
            if len(following) < 2 or _speech_noun(following[0][2], pack) or place == 0 \
                    or pack.source_kinds and not _titled(segment[0][2], pack):
                return segment[:place]
    return segment


@remembered
def _goes_on(key, pack):
    """Does the word begin what no name holds: whom is spoken to, a clause, an infinitive of the verb?"""
    if key in pack.that or len(key) > SHORT and key in pack.clause:
        return True
    if any(key.startswith(one) and key[len(one):] in pack.clause for one in pack.sources.get("conjunctions", ())):
        return True
    return _addressed(key, pack) or _infinitive(key, pack)


@remembered
def _begins_object(before, key, pack):
    """Does an object begin behind a complete name: الله, or a bare noun that hardly ever speaks (الوزير قلق بلاده)?"""
    if not before.startswith(pack.article):
        return False
    if key in pack.sources.get("invoked", ()):
        return without_article(before, pack.article) in pack.source_kinds
    if before in pack.complements["adjectives"]:
        return False        # الدكتور سهل: a title before a name
    particles = (*pack.source_particles, *pack.complement_particles)
    bare = not key.startswith((pack.article, *particles)) and not key.endswith(tuple(pack.sources.get("adverbial", ())))
    return bare and key in pack.sources.get("silent", ())


@remembered
def _infinitive(key, pack):
    """Is it a verbal noun behind a preposition (بفتح، بترحيل)?"""
    rests = [key[len(particle):] for particle in pack.complement_particles if key.startswith(particle)]
    shapes = pack.complements["shapes"]
    return any(len(rest) > 2 and (rest in pack.complement_starts or shapes.fullmatch(rest)) for rest in rests)


@remembered
def _speech_noun(key, pack):
    """Is it a noun of speech or time, with or without the article (في البيان)?"""
    return key in pack.speech_nouns or without_article(key, pack.article) in pack.speech_nouns


@remembered
def _titled(key, pack):
    """Is it a title or a noun for a body, whose place belongs to it (السفير في لندن), and no bare name?"""
    return without_article(key, pack.article) in pack.source_kinds


@remembered
def _posted(key, pack):
    """Is it a title that the place or body follows to which its holder is sent (سفير لدى، مبعوث إلى)?"""
    return without_article(key, pack.article) in pack.sources.get("posted", ())


def _addressed(key, pack):
    """Is the word a name with the particle of the one spoken to (لرويترز)?"""
    return any(key.startswith(particle) and key[len(particle):] in pack.known_names
               for particle in pack.source_particles)


def _particle(raw, key, pack):
    """How many letters of the first word are the particle before the source (ل in لوزارة)."""
    for particle in pack.source_particles:
        if key.startswith(particle) and len(key) - len(particle) >= 4:
            return len(particle) if word_key(raw[:len(particle)]) == particle else 0
    return 0

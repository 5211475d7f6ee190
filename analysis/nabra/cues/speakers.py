"""The noun phrase that names a speaker, cut out of the words beside a reporting cue."""

from nabra.cues.bits_speakers import PLURAL, TRANSITIVE, word_bits, words_as_arrays, words_of
from nabra.cues.phrases import ASK, CUT, NONE, SPAN, noun_phrase
from nabra.text.language import without_article
from nabra.text.normalise import word_key
from nabra.text.read import first_word, keys_in, words_in

ADDRESSEE = 40   # characters of whom is spoken to, at most
OPENING_SIGNS = ("(", "[")
LIKELY, SURE = 4, 2     # letters of a word behind what may be a particle, and behind what is one, at least


def phrase_after(text, start, stop, pack, source=False):
    """The noun phrase that begins after ``start``, or None: «قال [وزير الخارجية سيرغي لافروف] خلال…».

    ``source``: it belongs to a noun of speech, and may carry a particle (بيان لـ[وزارة الدفاع]).
    """
    found = place_after(text, start, stop, pack, source)
    return None if found is None else name_at(text, *found, pack)


def place_after(text, start, stop, pack, source=False):
    """(start, end) of the phrase that ``phrase_after`` gives, or None."""
    words = words_of(text)
    told = noun_phrase(*words, start, stop, source, False) if words is not None else (CUT, 0, 0)
    return as_place(told, text, start, stop, pack, source)


def as_place(told, text, start, stop, pack, source, carried=None):
    """The same of what ``phrases.noun_phrase`` tells; ``carried``: whether the name carries a particle (None: perhaps)."""
    begin, end, carries = told
    if begin == CUT or begin == ASK:
        begin, end, carries = _read_anew(text, start, stop, pack, source)
    if begin == NONE:
        return None
    if carries and carried is not False:
        begin += _particle(text[begin:carries], pack, SURE if carried else LIKELY)
    return begin, end


def name_at(text, begin, end, pack):
    """The name ``text[begin:end]``, with the article that a particle written onto it hides («وفقا للجيش»: الجيش).

    Not where the letter is the name's own («للجنة التحقيق»: لجنة التحقيق), as far as the lists tell.
    """
    if not begin or not text[begin - 1].isalpha():
        return text[begin:end]
    for joined in (one for one in pack.source_particles if len(one) > 1):
        first = text.find(joined, max(0, begin - len(joined)), begin + 1)
        if first == 0 or first > 0 and not text[first - 1].isalpha():
            own = text[first + 1:end]
            key = keys_in(own)[0]
            return own if key in pack.source_kinds or key in pack.own_letters else pack.article[:-1] + own
    return text[begin:end]


def _read_anew(text, start, stop, pack, source):
    """``noun_phrase`` where words are cut, or where somebody is spoken to first."""
    stop = line_end(text, start, min(stop, start + SPAN))
    if not source:
        start = _past_addressee(text, start, stop, pack)
    return noun_phrase(*words_as_arrays(text, start, stop, pack), start, stop, source, True)


def is_object(phrase, cue, text, pack):
    """Is the only noun phrase behind the verb its object («واتهم [إيران] بـ»), its subject standing elsewhere?

    Asked are verbs that need an object, where they go on with a sentence (واتهم), and plural verbs, whose
    subject never follows them (دعوا الحكومة). ``phrase`` is its place (start, end), or None.
    """
    if phrase is None or cue.kind not in ("verb", "act"):
        return False
    bits = word_bits(pack)[cue.key]
    if bits & PLURAL:
        return True
    if not cue.joined or not bits & TRANSITIVE:
        return False
    start, behind = phrase
    if not _one_phrase(text[start:behind], pack):
        return False
    if text[behind:behind + 2].strip()[:1] in pack.commas:
        return False        # ووصفت الشرطة، المهاجم بأنه
    following = first_word(text, behind, behind + ADDRESSEE)
    return following is None or following[2] not in pack.quote_openers


def _one_phrase(phrase, pack):
    """Is the phrase one noun with what belongs to it, as far as two words can tell?"""
    keys = keys_in(phrase)
    defined = [key.startswith(pack.article) for key in keys]
    if len(keys) == 2:
        return all(defined) or without_article(keys[0], pack.article) in pack.source_kinds
    return len(keys) == 1


def relayed(text, start, stop, pack):
    """The phrase after عن in «نقلت الوكالة عن [الوزير] قوله إن», or None."""
    for _, end, key in words_in(text, start, min(stop, start + SPAN)):
        if key in pack.relay_particles:
            return phrase_after(text, end, stop, pack)
    return None


def _past_addressee(text, start, stop, pack):
    """Where the words behind whom is spoken to begin (كشف لـ(الخليج) [رئيس …])."""
    head = text[start:min(stop, start + ADDRESSEE)]
    bare = head.lstrip()
    if not bare.startswith(pack.source_particles):
        return start
    particle = next(one for one in pack.source_particles if bare.startswith(one))
    rest = bare[len(particle):].lstrip(" ـ")
    if rest[:1] not in OPENING_SIGNS and rest[:1] not in pack.marks:
        return start
    name = next((n for n, sign in enumerate(rest[1:], 1) if not (sign.isalnum() or sign.isspace())), None)
    return start if name is None else start + len(head) - len(rest) + name + 1


def line_end(text, start, stop):
    """Where the line of ``start`` ends before ``stop``."""
    line = text.find("\n", start, stop)
    return stop if line < 0 else line


def _particle(raw, pack, least):
    """How many letters of the first word are the particle before the source (ل in لوزارة); ``least``: of what is left."""
    key = word_key(raw)
    if key in pack.own_letters or key in pack.source_kinds:
        return 0
    for particle in pack.source_particles:
        if key.startswith(particle) and len(key) - len(particle) >= least:
            return len(particle) if word_key(raw[:len(particle)]) == particle else 0
    return 0

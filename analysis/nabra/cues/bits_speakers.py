"""What a word's key alone tells of who speaks, as bits: one number a word, asked once per distinct word.

The rules of ``cues/phrases.py`` and ``cues/subject_after.py`` test these bits. Whatever can be listed beforehand (a
title with or without the article, a conjunction written onto a preposition) is listed once per language.
"""

from functools import cache

import numpy as np

from nabra.cues.knowledge import Memo, knowledge
from nabra.cues.scan import Scanned
from nabra.text.language import without_article
from nabra.text.read import code_points, words_in

COLUMN = "speakers"     # their name among the bits of a text that has been read (``cues.scan``)
SHORT = 2               # letters of a word that may be part of a name, too (جان إيف لو دريان)

OWN, HONORIFIC, PASSED, TIME, DAY, SPEECH_NOUN, ADDRESSED, ISSUED = (1 << bit for bit in range(8))
RELAY, STOP, STOP_YA, PLACE, NO_SUBJECT, LINK, POSTING, POSTED = (1 << bit for bit in range(8, 16))
GOES_ON, SPEECH, TITLE, KEEPS_PLACE, DEFINITE, INVOKED, ADJECTIVE, OBJECT = (1 << bit for bit in range(16, 24))
ABBREVIATION, BEGINS_CLAUSE, OPENER, NO_VERB, KNOWN_VERB, AUXILIARY, THAT = (1 << bit for bit in range(24, 31))
CUE, MASCULINE, FEMININE, THING, ACCUSATIVE, SPEAKS, SILENT, OWNED = (1 << bit for bit in range(31, 39))
CONJUNCTION, PARTICLE, PLURAL, TRANSITIVE, SAYS, BY_SAYING, PASSES_ON = (1 << bit for bit in range(39, 46))
STEM = 3                # letters of a word without its possessive at least


def speaker_bits(pack):
    """The function that tells the bits of a word of ``pack``'s language by its key.

    Parameters
    ----------
    pack : Pack

    Returns
    -------
    function of str -> int
    """
    listed, article = _listed(pack), pack.article
    particles, prepositions = pack.source_particles, pack.sources.get("prepositions", frozenset())
    joining, owners = tuple(pack.complement_particles), tuple(pack.sources.get("possessives", ()))
    plurals = tuple(pack.sources.get("plural_endings", ()))
    always = 0 if pack.source_kinds else KEEPS_PLACE
    starts = frozenset(key[:1] for key in (article, *particles, *prepositions, *joining))

    def bits(key):
        told = listed.get(key, 0) | always
        if key.endswith(owners) and _owned(key, pack):
            told |= OWNED
        if key.endswith(plurals):
            told |= PLURAL
        if key[:1] not in starts and "" not in starts:
            return told
        if key.startswith(article):
            told |= DEFINITE | NO_VERB
        if key.startswith(particles):
            told |= ADDRESSED
        if any(key.startswith(one) and len(key) > len(one) + 2 for one in prepositions):
            told |= NO_SUBJECT
        if key.startswith(joining) and _infinitive(key, pack):
            told |= NO_SUBJECT | GOES_ON
        return told

    return bits


@cache
def word_bits(pack):
    """key -> the bits of ``speaker_bits``, each word's asked once."""
    return Memo(speaker_bits(pack))


def words_of(text):
    """(codes, starts, ends, bits) of a text's words for compiled rules; None if it has not been read with their bits."""
    if not isinstance(text, Scanned) or COLUMN not in text.bits:
        return None
    return text.codes, text.word_starts, text.word_ends, text.bits[COLUMN]


def words_as_arrays(text, start, stop, pack):
    """The same of ``text[start:stop]``, with the words at its ends as they are cut there, of any text."""
    found, bits = words_in(text, start, stop), word_bits(pack)
    starts, ends = (np.array([word[side] for word in found], np.int32) for side in (0, 1))
    codes = getattr(text, "codes", None)
    return (code_points(text) if codes is None else codes, starts, ends,
            np.array([bits[key] for _, _, key in found], np.uint64))


def _infinitive(key, pack):
    """Is it a verbal noun behind a preposition (بفتح، بترحيل)?"""
    rests = [key[len(particle):] for particle in pack.complement_particles if key.startswith(particle)]
    shapes = pack.complements["shapes"]
    return any(len(rest) > 2 and (rest in pack.complement_starts or shapes.fullmatch(rest)) for rest in rests)


def _owned(key, pack):
    """Does a word carry its owner (برامجها), as it is spelt, and is it no title or kin (نائبها)?"""
    for ending in sorted(pack.sources["possessives"], key=len, reverse=True):
        stem = key.removesuffix(ending)
        if stem == key or len(stem) < STEM:
            continue
        forms = {stem, _untied(stem, pack)}
        if not forms.isdisjoint(pack.source_kinds) or not forms.isdisjoint(pack.speech_nouns):
            return False
        return len(ending) > 1 or not forms.isdisjoint(pack.sources.get("silent", ()))
    return False


def _untied(stem, pack):
    """The word with the ending that it has without an owner (وزارتها: وزارة)."""
    joined, bare = next(iter(pack.sources["before_possessive"])).split()
    return stem.removesuffix(joined) + bare if stem.endswith(joined) else stem


def _listed(pack):
    """The bits of all words that a list of the pack names, as they stand there or with what is written onto them."""
    listed, sources = {}, pack.sources
    for bit, words in (
        (OWN, sources.get("own", ())), (HONORIFIC, sources.get("honorifics", ())),
        (PASSED, pack.pronouns.union(sources.get("adverbs", ()))),
        (TIME, sources.get("times", ())), (DAY, sources.get("days", ())),
        (SPEECH_NOUN, pack.speech_nouns), (ISSUED, sources.get("issued", ())), (RELAY, pack.relay_particles),
        (STOP, pack.phrase_stops), (STOP_YA, pack.phrase_stops_ya), (PLACE, pack.phrase_places),
        (LINK, sources.get("links", ())), (POSTING, sources.get("postings", ())),
        (POSTED, _bare(sources.get("posted", ()), pack)), (SPEECH, _either(pack.speech_nouns, pack)),
        (TITLE | KEEPS_PLACE, _bare(pack.source_kinds, pack)), (INVOKED, sources.get("invoked", ())),
        (ADJECTIVE, pack.complements["adjectives"]), (ABBREVIATION, pack.abbreviations),
        (BEGINS_CLAUSE | OPENER | NO_SUBJECT | NO_VERB, _joined(pack.phrase_stops | pack.phrase_places, pack)),
        (OPENER, pack.clause_openers), (KNOWN_VERB, knowledge(pack.code).verbs), (AUXILIARY, pack.auxiliaries),
        (THAT, pack.that), (CUE, (cue.words[0] for cue in pack.cues if len(cue.words) == 1)),
        (MASCULINE, _either(sources.get("masculine", ()), pack)),
        (FEMININE, _either(sources.get("feminine", ()), pack)), (THING, _bare(sources.get("things", ()), pack)),
        (ACCUSATIVE, _bare(_oblique(pack), pack)), (SPEAKS, _either(pack.source_kinds, pack)),
        (SPEAKS, sources.get("own", ())), (SPEAKS, sources.get("honorifics", ())),
        (SILENT, _either(sources.get("silent", ()), pack)),
        (NO_SUBJECT, sources.get("no_subjects", ())), (NO_SUBJECT, sources.get("addressed", ())),
        (NO_SUBJECT, pack.clause | pack.complement_starts),
        (NO_VERB, pack.clause_openers | pack.phrase_stops | pack.phrase_places | pack.clause),
        (NO_VERB, pack.source_kinds),
        (GOES_ON, pack.that), (GOES_ON, (key for key in pack.clause if len(key) > SHORT)),
        (GOES_ON, _joined(pack.clause, pack)),
        (GOES_ON, (particle + name for particle in pack.source_particles for name in pack.known_names)),
        (OBJECT, _objects(pack)), (CONJUNCTION, pack.clause_conjunctions), (PARTICLE, pack.source_particles),
        (TRANSITIVE, _joined(sources.get("transitive", ()), pack)), (SAYS, sources.get("say_only", ())),
        (BY_SAYING, pack.by_saying), (PASSES_ON, pack.relays),
    ):
        for word in words:
            listed[word] = listed.get(word, 0) | bit
    return listed


def _joined(words, pack):
    """The words with a conjunction written onto them (وبعد، وفي)."""
    return {joined + word for joined in pack.sources.get("conjunctions", ()) for word in words}


def _bare(words, pack):
    """All keys that are one of ``words`` without the article, if they have it."""
    words = frozenset(words)
    plain = {word for word in words if without_article(word, pack.article) == word}
    return plain.union(pack.article + word for word in words if pack.article and len(word) > SHORT)


def _either(words, pack):
    """``words``, and the keys that are one of them without the article."""
    words = frozenset(words)
    return _bare(words, pack) | words


def _oblique(pack):
    """Plurals of those who speak with the ending of an object (مسؤولين)."""
    for pair in pack.sources.get("plural_cases", ()):
        nominative, oblique = pair.split()
        for word in pack.source_kinds:
            if word.endswith(nominative):
                yield word.removesuffix(nominative) + oblique


def _objects(pack):
    """Bare nouns that hardly ever speak: behind a complete name they begin an object (الوزير [قلق] بلاده)."""
    no_start = (pack.article, *pack.source_particles, *pack.complement_particles)
    no_end = tuple(pack.sources.get("adverbial", ()))
    return (word for word in pack.sources.get("silent", ())
            if not word.startswith(no_start) and not word.endswith(no_end))

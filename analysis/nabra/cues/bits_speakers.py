"""What a word's key alone tells of who speaks, as bits: one number a word, asked once per distinct word.

The rules of ``cues/phrases.py`` and ``cues/subject_after.py`` test these bits. Whatever can be listed beforehand (a
title with or without the article, a conjunction written onto a preposition) is listed once per language.
"""

from functools import cache, partial

import numpy as np

from nabra.cues.knowledge import Memo, knowledge
from nabra.cues.scan import Scanned
from nabra.text.columns import ENDS, Column, Columns, Form, listing
from nabra.text.keys import code_points
from nabra.text.language import without_article
from nabra.text.read import words_in

COLUMN = "speakers"     # their name among the bits of a text that has been read (``cues.scan``)
SHORT = 2               # letters of a word that may be part of a name, too (جان إيف لو دريان)

OWN, HONORIFIC, PASSED, TIME, DAY, SPEECH_NOUN, ADDRESSED, ISSUED = (1 << bit for bit in range(8))
RELAY, STOP, STOP_YA, PLACE, NO_SUBJECT, LINK, POSTING, POSTED = (1 << bit for bit in range(8, 16))
GOES_ON, SPEECH, TITLE, KEEPS_PLACE, DEFINITE, INVOKED, ADJECTIVE, OBJECT = (1 << bit for bit in range(16, 24))
ABBREVIATION, BEGINS_CLAUSE, OPENER, NO_VERB, KNOWN_VERB, AUXILIARY, THAT = (1 << bit for bit in range(24, 31))
CUE, MASCULINE, FEMININE, ACCUSATIVE, SPEAKS, SILENT, OWNED = (1 << bit for bit in range(31, 38))
CONJUNCTION, PARTICLE, PLURAL, TRANSITIVE, SAYS, BY_SAYING, PASSES_ON, INSIDE, FILLER, SAYING, TOPIC, WITHIN_A, TOLD = (
    1 << bit for bit in range(38, 51))
STEM = 3                # letters of a word without its possessive at least


@cache
def speaker_bits(pack):
    """The Column (``text.columns``) of ``pack``'s language."""
    forms = [Form(DEFINITE | NO_VERB, pack.article)]
    forms += [Form(ADDRESSED, one) for one in pack.source_particles]
    forms += [Form(NO_SUBJECT, one, least=len(one) + 3) for one in pack.sources.get("prepositions", ())]
    forms += [Form(PLURAL, ending, ENDS) for ending in pack.sources.get("plural_endings", ())]
    owned, infinitive = _owned(pack), _infinitive(pack)
    forms += [Form(0, ending, ENDS, more=owned) for ending in pack.sources.get("possessives", ())]
    forms += [Form(0, one, more=infinitive) for one in pack.complement_particles]
    forms += [Form(0, one, more=partial(_foreign, len(one))) for one in pack.source_particles]
    if not pack.source_kinds:
        forms.append(Form(KEEPS_PLACE))
    return Column(_listed(pack), tuple(forms))


@cache
def word_bits(pack):
    """key -> the bits of ``speaker_bits``, each word's asked once."""
    return Memo(Columns({COLUMN: speaker_bits(pack)}).one)


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


def _infinitive(pack):
    """The function that tells the bits of a word (its key) with a preposition if it is a verbal noun (بفتح، بترحيل)."""
    shapes, starts, particles = pack.complements["shapes"], pack.complement_starts, pack.complement_particles

    def bits(key):
        rests = [key[len(particle):] for particle in particles if key.startswith(particle)]
        so = any(len(rest) > 2 and (rest in starts or shapes.fullmatch(rest)) for rest in rests)
        return (NO_SUBJECT | GOES_ON) * so

    return bits


def _foreign(place, key):
    """PASSED and GOES_ON, where Latin letters stand behind a particle: who is spoken to (قال لCNN)."""
    return (PASSED | GOES_ON) * ("a" <= key[place:place + 1].casefold() <= "z")


def _owned(pack):
    """The function that tells whether a word carries its owner (برامجها), as it is spelt, and is no title or kin (نائبها)."""
    endings = sorted(pack.sources.get("possessives", ()), key=len, reverse=True)
    speaking, silent = pack.speech_nouns.union(pack.source_kinds), frozenset(pack.sources.get("silent", ()))
    tied, bare = next(iter(pack.sources["before_possessive"])).split() if endings else ("", "")

    def bits(key):
        for ending in endings:
            if key.endswith(ending) and len(key) >= len(ending) + STEM:
                stem = key[:-len(ending)]
                free = stem[:-len(tied)] + bare if stem.endswith(tied) else stem      # وزارتها: وزارة
                if stem in speaking or free in speaking:
                    return 0
                return OWNED if len(ending) > 1 or stem in silent or free in silent else 0
        return 0

    return bits


def _listed(pack):
    """The bits of all words that a list of the pack names, as they stand there or with what is written onto them."""
    sources = pack.sources
    return listing(
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
        (FEMININE, _either(sources.get("feminine", ()), pack)),
        (ACCUSATIVE, _bare(_oblique(pack), pack)), (SPEAKS, _either(pack.source_kinds, pack)),
        (SPEAKS, sources.get("own", ())), (SPEAKS, sources.get("honorifics", ())),
        (SILENT, _either(sources.get("silent", ()), pack)),
        (NO_SUBJECT, sources.get("no_subjects", ())), (NO_SUBJECT, sources.get("addressed", ())),
        (NO_SUBJECT, pack.clause | pack.complement_starts),
        (NO_VERB, pack.clause_openers | pack.phrase_stops | pack.phrase_places | pack.clause),
        (NO_VERB, pack.source_kinds),
        (GOES_ON, pack.that), (GOES_ON, (key for key in pack.clause if len(key) > SHORT)),
        (GOES_ON, _joined(pack.clause, pack)), (GOES_ON, sources.get("addressed_inside", ())),
        (GOES_ON, (particle + name for particle in pack.source_particles for name in pack.known_names)),
        (OBJECT, _objects(pack)), (CONJUNCTION, pack.clause_conjunctions), (PARTICLE, pack.source_particles),
        (TRANSITIVE, _joined(sources.get("transitive", ()), pack)), (SAYS, sources.get("say_only", ())),
        (BY_SAYING, pack.by_saying), (PASSES_ON, pack.relays), (INSIDE, sources.get("inside", ())),
        (FILLER, pack.source_fillers), (SAYING, sources.get("sayings", ())),
        (TOPIC, sources.get("topics", ())), (WITHIN_A, sources.get("within", ())),
        (TOLD, sources.get("addressed", ())),
    )


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

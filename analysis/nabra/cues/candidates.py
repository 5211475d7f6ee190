"""Can this noun phrase be the speaker of that verb? By what its first word is, and by its gender."""

from nabra.cues.bits_speakers import ACCUSATIVE, CUE, FEMININE, MASCULINE, SILENT, SPEAKS, word_bits
from nabra.text.language import remembered
from nabra.text.normalise import word_key
from nabra.text.read import first_word

STEM = 3         # letters of a word without its possessive at least
RECENT = 8       # speakers back among whom one that agrees is looked for


def is_silent(phrase, pack):
    """Is the phrase no one who speaks (محاولة فاشلة، الرعب، برامجها)?

    Its first word is listed as one that hardly ever is the subject of saying, or it carries its owner without
    being a title or kin (تخليها, but نائبها).
    """
    first = first_word(phrase, 0, len(phrase)) if pack.sources.get("silent") else None
    return first is not None and _is_silent(phrase[first[0]:first[1]], pack)


@remembered
def _is_silent(printed, pack):
    key = word_key(printed)
    bits = word_bits(pack)(key)
    return not bits & SPEAKS and (bits & SILENT != 0 or _owned(printed, key, pack))


def _owned(printed, key, pack):
    """Does a word carry its owner, and is it no title or kin?"""
    for ending in sorted(pack.sources["possessives"], key=len, reverse=True):
        stem = key.removesuffix(ending)
        if stem == key or len(stem) < STEM or not printed.endswith(ending):
            continue
        forms = {stem, _untied(stem, pack)}
        if not forms.isdisjoint(pack.source_kinds) or not forms.isdisjoint(pack.speech_nouns):
            return False
        return len(ending) > 1 or not forms.isdisjoint(pack.sources["silent"])
    return False


def _untied(stem, pack):
    """The word with the ending that it has without an owner (وزارتها: وزارة)."""
    joined, bare = next(iter(pack.sources["before_possessive"])).split()
    return stem.removesuffix(joined) + bare if stem.endswith(joined) else stem


def is_accusative(phrase, pack):
    """Is its first word a plural that is an object by its ending (اتهمت [مسؤولين] بـ)?"""
    first = first_word(phrase, 0, len(phrase))
    return first is not None and word_bits(pack)(first[2]) & ACCUSATIVE != 0


def agreeing(cue, last, scopes, pack):
    """The last speaker, or the latest before him who agrees with the verb in gender, if he plainly does not.

    Parameters
    ----------
    cue : Found
        A verb without a subject of its own (وأضافت).
    last : str or None
    scopes : list of Scope
        Those before, in the text's order.
    pack : Pack
    """
    gender = verb_gender(cue.key, pack)
    if last is None or gender is None or _gender(last, pack) in (None, gender):
        return last
    earlier = (scope.speaker for scope in reversed(scopes[-RECENT:]) if scope.speaker is not None)
    return next((who for who in earlier if _gender(who, pack) == gender), last)


@remembered
def verb_gender(key, pack):
    """masculine or feminine of a reporting verb's form, as far as its pair is listed (قال، قالت); else None."""
    for ending in pack.sources.get("feminine_endings", ()):
        if key.endswith(ending) and _is_cue(key.removesuffix(ending), pack):
            return "feminine"
        if _is_cue(key + ending, pack):
            return "masculine"
    for pair in pack.sources.get("gender_prefixes", ()):
        masculine, feminine = pair.split()
        for joined in ("", *pack.sources["conjunctions"]):
            rest = key.removeprefix(joined)
            if rest.startswith(feminine) and _is_cue(joined + masculine + rest.removeprefix(feminine), pack):
                return "feminine"
            if rest.startswith(masculine) and _is_cue(joined + feminine + rest.removeprefix(masculine), pack):
                return "masculine"
    return None


def _is_cue(key, pack):
    """Is it a cue of one word?"""
    return word_bits(pack)(key) & CUE != 0


@remembered
def _gender(phrase, pack):
    """masculine or feminine of a source by its first word, or None where that does not tell."""
    first = first_word(phrase, 0, len(phrase))
    bits = 0 if first is None else word_bits(pack)(first[2])
    return "feminine" if bits & FEMININE else "masculine" if bits & MASCULINE else None

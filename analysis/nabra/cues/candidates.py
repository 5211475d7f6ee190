"""Can this noun phrase be the speaker of that verb? By what its first word is, and by its gender."""

from nabra.cues.bits_speakers import CUE, word_bits
from nabra.cues.named import name_of
from nabra.text.language import remembered

RECENT = 8       # speakers back among whom one that agrees is looked for


def is_silent(phrase, pack):
    """Is the phrase no one who speaks (محاولة فاشلة، الرعب، برامجها)?

    Its first word is listed as one that hardly ever is the subject of saying, or it carries its owner without
    being a title or kin (تخليها, but نائبها).
    """
    return name_of(phrase, pack).first.silent


def is_accusative(phrase, pack):
    """Is its first word a plural that is an object by its ending (اتهمت [مسؤولين] بـ)?"""
    return name_of(phrase, pack).first.accusative


def agreeing(key, last, scopes, pack):
    """The last speaker, or the latest before him who agrees with the verb in gender, if he plainly does not.

    Parameters
    ----------
    key : str
        Of a verb without a subject of its own (وأضافت).
    last : str or None
    scopes : list of Scope
        Those before, in the text's order.
    pack : Pack
    """
    if last is None:
        return None
    gender = verb_gender(key, pack)
    if gender is None or name_of(last, pack).first.gender in (None, gender):
        return last
    for scope in reversed(scopes[-RECENT:]):
        if scope.speaker is not None and name_of(scope.speaker, pack).first.gender == gender:
            return scope.speaker
    return last


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
    return word_bits(pack)[key] & CUE != 0

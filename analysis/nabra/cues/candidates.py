"""Can this noun phrase be the speaker of that verb? By what its first word is, and by its gender."""

from nabra.text.language import remembered, without_article
from nabra.text.read import keys_in, words_in

STEM = 3         # letters of a word without its possessive at least
RECENT = 8       # speakers back among whom one that agrees is looked for


@remembered
def is_silent(phrase, pack):
    """Is the phrase no one who speaks (محاولة فاشلة، الرعب، برامجها)?

    Its first word is listed as one that hardly ever is the subject of saying, or it carries its owner without
    being a title or kin (تخليها, but نائبها).
    """
    silent = pack.sources.get("silent", ())
    found = words_in(phrase, 0, len(phrase))[:1] if silent else []
    if not found:
        return False
    start, end, key = found[0]
    bare = without_article(key, pack.article)
    if key in pack.source_kinds or bare in pack.source_kinds or key in pack.sources["own"] | pack.sources["honorifics"]:
        return False
    return key in silent or bare in silent or _owned(phrase[start:end], key, pack)


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


@remembered
def is_accusative(phrase, pack):
    """Is its first word a plural that is an object by its ending (اتهمت [مسؤولين] بـ)?"""
    keys = keys_in(phrase)
    for pair in pack.sources.get("plural_cases", ()):
        nominative, oblique = pair.split()
        bare = without_article(keys[0], pack.article) if keys else ""
        if bare.endswith(oblique) and bare.removesuffix(oblique) + nominative in pack.source_kinds:
            return True
    return False


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
    forms = cue_forms(pack)
    for ending in pack.sources.get("feminine_endings", ()):
        if key.endswith(ending) and key.removesuffix(ending) in forms:
            return "feminine"
        if key + ending in forms:
            return "masculine"
    for pair in pack.sources.get("gender_prefixes", ()):
        masculine, feminine = pair.split()
        for joined in ("", *pack.sources["conjunctions"]):
            rest = key.removeprefix(joined)
            if rest.startswith(feminine) and joined + masculine + rest.removeprefix(feminine) in forms:
                return "feminine"
            if rest.startswith(masculine) and joined + feminine + rest.removeprefix(masculine) in forms:
                return "masculine"
    return None


@remembered
def cue_forms(pack):
    """The keys of all cues of one word."""
    return frozenset(cue.words[0] for cue in pack.cues if len(cue.words) == 1)


@remembered
def _gender(phrase, pack):
    """masculine or feminine of a source by its first word, or None where that does not tell."""
    keys = keys_in(phrase)
    first = {keys[0], without_article(keys[0], pack.article)} if keys else set()
    return next((gender for gender in ("feminine", "masculine")
                 if not first.isdisjoint(pack.sources.get(gender, ()))), None)

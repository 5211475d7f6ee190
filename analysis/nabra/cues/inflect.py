"""From one dictionary entry to every form in which it is met in print, as word keys.

A codebook entry is a stem and a class; the class says which endings the stem takes. Forms are made
once, when a codebook is loaded, so that a corpus word is looked up rather than analysed. All work is
done on word keys (:func:`nabra.text.normalise.word_key`), where ة is ه, ى is ي and أ إ آ are ا.

Left out on purpose: the dual of a masculine noun before a genitive (نظامي), because in print it is
nearly always the adjective of the same spelling; the question prefix أ; pronouns of the singular
speaker and hearer, which news prose hardly uses.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

from nabra.text.normalise import CONTROLS, TATWEEL, VOWELS, word_key

NUMBERS = ("singular", "dual", "plural")
GENDERS = ("m", "f", "any")
DEFINITES = ("any", "only", "never")
CLITICS = ("any", "prefixes", "none")
CLASSES = {
    "ar": ("adjective", "nisba", "human", "noun", "feminine", "feminine-alif", "plural", "hamza", "defective",
           "maqsur", "name"),
    "en": ("noun", "adjective", "name"),
}
GENDERED = ("adjective", "nisba", "human", "defective")

# What a stem of a class must end in; None: whatever is not a feminine ending.
_LAST = {"nisba": "ي", "feminine": "ةه", "feminine-alif": "ا", "hamza": "ء", "defective": "ي", "maqsur": "ىا"}
_PRONOUNS = ("ه", "ها", "هم", "هن", "هما", "نا", "كم")
_CONJUNCTIONS = ("", "و", "ف")
_PREFIXES = tuple(c + p for c in _CONJUNCTIONS for p in ("", "ب", "ك", "ل"))
_ARTICLES = tuple(c + p + "ال" for c in _CONJUNCTIONS for p in ("", "ب", "ك"))
_LAM_ARTICLES = tuple(c + "لل" for c in _CONJUNCTIONS)
_MARKS = re.compile(f"[{VOWELS}{CONTROLS}{TATWEEL}]")

# Endings: number, gender, what is added, where the result may stand:
# i without the article, c only before a genitive, d after the article, p before a pronoun.
_MASCULINE_ONE = (("singular", "m", "", "idp"), ("singular", "m", "ا", "i"))
_MASCULINE_TWO = (("dual", "m", "ان", "id"), ("dual", "m", "ين", "id"), ("dual", "m", "ا", "i"))
_TWO_PERSONS = (("dual", "m", "ي", "cp"),)
_SOUND = (("plural", "m", "ون", "id"), ("plural", "m", "ين", "id"), ("plural", "m", "و", "cp"),
          ("plural", "m", "ي", "cp"))
_FEMININE_ONE = (("singular", "f", "ه", "id"), ("singular", "f", "ت", "p"))
_FEMININE_TWO = (("dual", "f", "تان", "id"), ("dual", "f", "تين", "id"), ("dual", "f", "تا", "cp"),
                 ("dual", "f", "تي", "cp"))
_FEMININE_MANY = (("plural", "f", "ات", "idp"),)
_PERSON = (*_MASCULINE_ONE, *_MASCULINE_TWO, *_TWO_PERSONS, *_SOUND, *_FEMININE_ONE, *_FEMININE_TWO,
           *_FEMININE_MANY)


@dataclass(frozen=True)
class Entry:
    """One word of a codebook before its forms are made.

    Attributes
    ----------
    stem : str
        The dictionary form, as written.
    kind : str
        Its class, one of ``CLASSES[language]``.
    numbers, gender, definite, clitics
        Which forms are wanted; see ``NUMBERS``, ``GENDERS``, ``DEFINITES``, ``CLITICS``.
    construct : bool
        Whether the forms are wanted that stand only before a genitive (مسلحو and مسلحي of مسلح).
    plurals, also, forms : tuple of str
        Broken (English: irregular) plurals; further spellings of the stem; further forms, taken as they
        are.
    """

    stem: str
    kind: str = "name"
    numbers: tuple = NUMBERS
    gender: str = "any"
    definite: str = "any"
    clitics: str = "any"
    construct: bool = True
    plurals: tuple = ()
    also: tuple = ()
    forms: tuple = ()


class States(NamedTuple):
    """Word keys without prefixes: without article, with a pronoun, and such as may follow the article."""

    plain: frozenset
    owned: frozenset
    article: frozenset


def misfit(entry, language):
    """Why the stem cannot be of its class, as the end of a sentence; None where it can."""
    if language != "ar":
        return None
    for stem in (entry.stem, *entry.also):
        last = _letters(stem)[-1:]
        wanted = _LAST.get(entry.kind)
        if wanted and last not in wanted:
            return f"class '{entry.kind}' is for words in {' or '.join(wanted)}, and '{stem}' is not one"
        if not wanted and last == "ة" and entry.kind not in ("plural", "name"):
            return f"'{stem}' ends in ة: its class is 'feminine', or 'plural' for a broken plural"
    return None


def word_forms(entry, language, first=True, last=True, article=None):
    """All word keys in which an entry is met.

    Parameters
    ----------
    entry : Entry
    language : {'ar', 'en'}
    first, last : bool
        Whether the word is the first and the last of its term: Arabic prefixes go to the first word,
        English possessives to the last.
    article : bool or None
        In a phrase whose words agree: True for the definite reading (article or pronoun), False for the
        indefinite one; None where the word stands alone.

    Returns
    -------
    frozenset of str
    """
    if language == "en":
        found = _english(entry, last, word_key)
    else:
        found = _arabic(entry, first, last, article)
    return frozenset(key for key in (*found, *map(word_key, entry.forms)) if key)


def written_forms(entry, last=True):
    """The forms of an English entry with their capitals kept, for terms whose case matters."""
    return frozenset(_english(entry, last, str)) | frozenset(entry.forms)


def states(entry):
    """The forms of an Arabic entry before prefixes, by where they may stand (States)."""
    if entry.kind == "name":
        return States(frozenset(map(word_key, (entry.stem, *entry.also))), frozenset(), frozenset())
    found = {"i": set(), "c": set(), "d": set(), "p": set()}
    for number, gender, form, places in _inflected(entry):
        if number in entry.numbers and (gender is None or entry.gender in ("any", gender)):
            for place in places:
                found[place].add(form)
    owned = frozenset(form + pronoun for form in found["p"] for pronoun in _PRONOUNS)
    plain = found["i"] | found["c"] if entry.construct else found["i"]
    return States(frozenset(plain), owned, frozenset(found["d"]))


def _arabic(entry, first, last, article):
    plain, owned, definite = states(entry)
    if entry.kind == "name":
        starts_with_article = {word_key(w) for w in (entry.stem, *entry.also) if _letters(w)[:2] == "ال"}
        return _prefixed(plain, starts_with_article) if first and entry.clitics != "none" else plain
    may_be_owned = entry.clitics == "any" and entry.definite != "only" and article is not False
    bare = plain if entry.definite != "only" and article is not True else frozenset()
    bare |= owned if may_be_owned and (first if article else last) else frozenset()
    if entry.definite == "never" or article is False:
        definite = frozenset()
    if not first or entry.clitics == "none":
        return bare | {"ال" + form for form in definite}
    return _prefixed(bare, frozenset()) | _with_article(definite)


def _prefixed(forms, starts_with_article):
    """Forms with و ف ب ك ل before them; a name that begins with ال gives لل."""
    found = {prefix + form for prefix in _PREFIXES for form in forms}
    return found | {prefix + form[2:] for prefix in _LAM_ARTICLES for form in starts_with_article}


def _with_article(forms):
    """Forms after ال with what may precede it; before ل the third ل is not written."""
    found = {prefix + form for prefix in _ARTICLES for form in forms}
    return found | {prefix + form.removeprefix("ل") for prefix in _LAM_ARTICLES for form in forms}


def _letters(word):
    """The letters as written (ة and ى kept) without vowel marks, tatweel and invisible characters."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", word))


def _inflected(entry):
    """Rows of number, gender, form, places for all stems of an entry."""
    for stem in (entry.stem, *entry.also):
        yield from _of_class(entry.kind, word_key(stem), _letters(stem), bool(entry.plurals))
    for plural in entry.plurals:
        yield from _broken(word_key(plural), _letters(plural))


def _add(base, endings, gender=""):
    return [(number, who if gender == "" else gender, base + ending, places)
            for number, who, ending, places in endings]


def _of_class(kind, key, letters, has_broken):
    """The endings of one class on one stem; classes without gender give None for it."""
    base = key[:-1]
    if kind in ("adjective", "nisba", "human"):
        return _add(key, _PERSON)
    if kind == "noun":
        many = () if has_broken else _FEMININE_MANY
        return _add(key, (*_MASCULINE_ONE, *_MASCULINE_TWO, *many), None)
    if kind == "feminine":
        many = () if has_broken else _FEMININE_MANY
        return _add(base, (*_FEMININE_ONE, *_FEMININE_TWO, *many), None)
    if kind == "feminine-alif":
        one = [("singular", None, key, "idp")]
        two = _add(key + "و", _MASCULINE_TWO[:2], None)
        return one + two + _add(base, (*_FEMININE_TWO, *_FEMININE_MANY), None)
    if kind == "hamza":
        return _hamza(key, "singular") + _add(key, (*_MASCULINE_TWO[:2], *_FEMININE_MANY), None)
    if kind == "defective":
        masculine = _add(key, (*_MASCULINE_ONE, *_MASCULINE_TWO)) + _add(base, _SOUND)
        feminine = _add(key, (*_FEMININE_ONE, *_FEMININE_TWO, *_FEMININE_MANY))
        return masculine + [("singular", "m", base, "i")] + feminine
    if kind == "maqsur":
        one = [("singular", None, key, "id"), ("singular", None, base + "ا", "p")]
        return one + _add(base + "ي", (*_MASCULINE_TWO, *_TWO_PERSONS, *_FEMININE_MANY), None)
    return _broken(key, letters)


def _hamza(key, number):
    """A word in ء: before a pronoun the hamza takes a seat by case, which print often leaves out."""
    tanwin = [] if key.endswith("اء") else [(number, None, key + "ا", "i")]
    base = key[:-1]
    seated = [(number, None, base + seat, "p") for seat in "ؤئ"]
    return [(number, None, key, "idp"), *seated, *tanwin]


def _broken(key, letters):
    """A broken plural, inflected by what it ends in: ة, ى, ء, ا, ي or another letter."""
    base, last = key[:-1], letters[-1:]
    if last == "ة":
        return [("plural", None, key, "id"), ("plural", None, base + "ت", "p")]
    if last == "ى":
        return [("plural", None, key, "id"), ("plural", None, base + "ا", "p")]
    if last == "ء":
        return _hamza(key, "plural")
    whole = [("plural", None, key, "idp")]
    if last == "ا":
        return whole
    return whole + [("plural", None, key + "ا", "i")] + ([("plural", None, base, "i")] if last == "ي" else [])


def _english(entry, last, key):
    """Singular, plural and their possessives; ``key`` maps a written form to what is compared."""
    words = set()
    for stem in (entry.stem, *entry.also):
        if entry.kind != "noun" or "singular" in entry.numbers:
            words.add(stem)
        if entry.kind == "noun" and "plural" in entry.numbers and not entry.plurals:
            words.add(english_plural(stem))
    if "plural" in entry.numbers:
        words.update(entry.plurals)
    found = {key(word) for word in words}
    if not last or entry.kind == "adjective" or entry.clitics == "none":
        return found
    return found | {form + ("'" if form.lower().endswith("s") else "'s") for form in found} | {
        form + "'s" for form in found}


def english_plural(word):
    """The regular plural of an English noun: gunner, gunners; enemy, enemies; church, churches."""
    if re.search("[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + ("es" if re.search("(s|x|z|ch|sh)$", word) else "s")

"""From one dictionary entry to every form in which it is met in print, as word keys.

A codebook entry is a stem and a class; the class says which endings the stem takes. Forms are made
once, when a codebook is loaded, so that a corpus word is looked up rather than analysed. All work is
done on word keys (:func:`nabra.text.normalise.word_key`), where ة is ه, ى is ي and أ إ آ are ا. Endings are in
``inflect_nouns`` and ``inflect_verbs``, English in ``inflect_english``; here they meet articles, prefixes and
pronouns.

Left out on purpose: the dual of a masculine noun before a genitive (نظامي), because in print it is
nearly always the adjective of the same spelling; the question prefix أ; the pronoun of the singular speaker after
a noun without ة (نظامي again).
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from sys import intern
from typing import NamedTuple

from nabra.cues.inflect_english import english_forms, english_plural
from nabra.cues.inflect_nouns import broken, inflected
from nabra.cues.inflect_verbs import TENSES, irregular, verb_forms
from nabra.text.normalise import CONTROLS, TATWEEL, VOWELS, word_key

__all__ = ["CLASSES", "CLITICS", "DEFINITES", "GENDERED", "GENDERS", "NUMBERS", "TENSES", "Entry", "States",
           "english_plural", "misfit", "states", "word_forms", "written_forms"]

ASKED = 1 << 12     # sets of forms that are remembered: the same word stands in many terms, and takes room once
NUMBERS = ("singular", "dual", "plural")
GENDERS = ("m", "f", "any")
DEFINITES = ("any", "only", "never")
CLITICS = ("any", "prefixes", "none")
CLASSES = {
    "ar": ("adjective", "nisba", "human", "noun", "feminine", "feminine-alif", "plural", "hamza", "defective",
           "maqsur", "verb", "name"),
    "en": ("noun", "adjective", "verb", "name"),
}
GENDERED = ("adjective", "nisba", "human", "defective")

# What a stem of a class must end in; None: whatever is not a feminine ending.
_LAST = {"nisba": "ي", "feminine": "ةه", "feminine-alif": "ا", "hamza": "ءأؤئ", "defective": "ي", "maqsur": "ىا"}
_PRONOUNS = ("ه", "ها", "هم", "هن", "هما", "نا", "كم", "ك", "كما", "كن")
_CONJUNCTIONS = ("", "و", "ف")
_PREFIXES = tuple(c + p for c in _CONJUNCTIONS for p in ("", "ب", "ك", "ل"))
_ARTICLES = tuple(c + p + "ال" for c in _CONJUNCTIONS for p in ("", "ب", "ك"))
_LAM_ARTICLES = tuple(c + "لل" for c in _CONJUNCTIONS)
_MARKS = re.compile(f"[{VOWELS}{CONTROLS}{TATWEEL}]")
_PERSIAN = str.maketrans("یکہە", "يكهه")
_SEATS = re.compile("[ؤئ](?=و)|ء(?=ون|وه|وا)")   # مسؤول is also printed مسئول, لاجئون also لاجؤون


@dataclass(frozen=True)
class Entry:
    """One word of a codebook before its forms are made.

    Attributes
    ----------
    stem : str
        The dictionary form, as written.
    kind : str
        Its class, one of ``CLASSES[language]``.
    numbers, gender, definite, clitics, tenses
        Which forms are wanted; see ``NUMBERS``, ``GENDERS``, ``DEFINITES``, ``CLITICS``, ``TENSES`` (of verbs).
    construct : bool
        Whether the forms are wanted that stand only before a genitive (مسلحو and مسلحي of مسلح).
    plurals, also, forms : tuple of str
        Broken (English: irregular) plurals; further spellings of the stem; further forms, taken as they
        are.
    present : tuple of str
        The present of an Arabic verb where the past does not tell it.
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
    tenses: tuple = TENSES
    present: tuple = ()


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
        letters = _letters(stem)
        wanted = _LAST.get(entry.kind)
        if wanted and letters[-1:] not in wanted:
            return f"class '{entry.kind}' is for words in {' or '.join(wanted)}, and '{stem}' is not one"
        if not wanted and letters[-1:] == "ة" and entry.kind not in ("plural", "name"):
            return f"'{stem}' ends in ة: its class is 'feminine', or 'plural' for a broken plural"
        if entry.kind == "verb" and len(letters) < 3:
            return f"'{stem}' is too short for a verb; write the past of the third person (قتل)"
        if entry.kind == "verb" and "present" in entry.tenses and not entry.present and irregular(letters):
            return f"the present of '{stem}' is not regular; add it (present: [يموت]) or write 'tense: past'"
    return None


@lru_cache(maxsize=ASKED)
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
        found = english_forms(entry, last, word_key)
    else:
        found = _with_seats(_arabic(entry, first, last, article))
    return frozenset(map(intern, found)).union(map(intern, map(word_key, entry.forms))) - {""}


def written_forms(entry, last=True):
    """The forms of an English entry with their capitals kept, for terms whose case matters."""
    return frozenset(english_forms(entry, last, str)) | frozenset(entry.forms)


def states(entry):
    """The forms of an Arabic noun or adjective before prefixes, by where they may stand (States)."""
    if entry.kind == "name":
        return States(frozenset(map(word_key, (entry.stem, *entry.also))), frozenset(), frozenset())
    found = {"i": set(), "c": set(), "d": set(), "p": set()}
    for number, gender, form, places in _inflected(entry):
        if number in entry.numbers and (gender is None or entry.gender in ("any", gender)):
            for place in places:
                found[place].add(form)
    owned = {form + pronoun for form in found["p"] for pronoun in _PRONOUNS}
    owned |= {form + "ي" for form in found["p"] if form.endswith("ت")}
    plain = found["i"] | found["c"] if entry.construct else found["i"]
    return States(frozenset(plain), frozenset(owned), frozenset(found["d"]))


def _arabic(entry, first, last, article):
    if entry.kind == "verb":
        pasts = [(word_key(stem), _letters(stem)) for stem in (entry.stem, *entry.also)]
        return verb_forms(pasts, [word_key(form) for form in entry.present], entry.tenses, entry.numbers,
                          entry.gender, last and entry.clitics == "any", first and entry.clitics != "none")
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


def _with_seats(forms):
    """The forms, and those that differ in the seat of a hamza before و."""
    if not _SEATS.search("\n".join(forms)):
        return forms
    return forms | {_SEATS.sub(seat, form) for form in forms if _SEATS.search(form) for seat in "ؤئء"}


def _letters(word):
    """The letters as written (ة and ى kept, Persian ones as Arabic) without vowel marks, tatweel and controls."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", word)).translate(_PERSIAN)


def _inflected(entry):
    """Rows of number, gender, form, places for all stems of an entry."""
    for stem in (entry.stem, *entry.also):
        yield from inflected(entry.kind, word_key(stem), _letters(stem), bool(entry.plurals))
    for plural in entry.plurals:
        yield from broken(word_key(plural), _letters(plural))

"""Words as they are compared: one regular expression finds them, one function gives their key.

Nothing is rewritten: a word keeps its place in the raw text (``text[start:end]``), and only its
*key* is folded. That is the map between matching and reading, word by word.
"""

import re
import unicodedata
from functools import lru_cache

# Marks that may stand inside a word and say nothing of which word it is: Arabic diacritics and
# Quranic signs, Latin combining marks, tatweel, soft hyphen, zero-width and bidi controls.
VOWELS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08ff"
CONTROLS = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
TATWEEL = "\u0640"

# A word: letters and digits with their marks; an apostrophe between letters belongs to it, an
# underscore (#قوات_الاحتلال) parts words.
# It never ends in a control character, and a tatweel alone is no word.
WORD = (
    rf"{TATWEEL}*[^\W_{TATWEEL}](?:[^\W_]|[{VOWELS}]|[{CONTROLS}]+(?=[^\W_])|['’](?=[^\W\d_{TATWEEL}\u0600-\u06ff]))*"
)

_word = re.compile(WORD)
_dropped = re.compile(f"[{VOWELS}{CONTROLS}{TATWEEL}]")
_controls = re.compile(f"[{CONTROLS}]")
# What a text can lose without losing a word: vowel signs and controls, and tatweel inside a word (alone it is a
# dash). Hamza and madda above or below stay: they make letters.
SIGNS = f"{CONTROLS}\u0610-\u061a\u064b-\u0652\u0656-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08ff"
_FOLD = str.maketrans({
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ڪ": "ك", "ة": "ه", "ۀ": "ه",
    "ە": "ه", "ہ": "ه", "ھ": "ه", "گ": "ك", "ڤ": "ف", "پ": "ب", "’": "'", "ʼ": "'",
} | {ord("٠") + digit: str(digit) for digit in range(10)} | {ord("۰") + digit: str(digit) for digit in range(10)})


@lru_cache(maxsize=1 << 15)     # the words that are printed again and again
def word_key(raw):
    """The matching key of one word: what stays when spelling habits are set aside.

    Compatibility forms are composed (NFKC: presentation forms, NFD), diacritics, tatweel,
    zero-width and bidi characters dropped; أ إ آ ٱ become ا, ى and Persian ی become ي, ة becomes
    ه, ک becomes ك, digits ASCII, Latin letters lower case without accents' difference in form.

    >>> word_key("الإرهـابيّين") == word_key("الارهابيين")
    True
    """
    if raw.isascii():
        return raw.lower()
    # Controls go first: between a letter and its hamza they would keep the two from composing.
    return _dropped.sub("", unicodedata.normalize("NFKC", _controls.sub("", raw))).translate(_FOLD).lower()


def words(text):
    """All words of ``text`` as (start, end, key), in order; offsets are code points of ``text``."""
    return list(each_word(text))


def each_word(text):
    """The words of ``text`` one by one, for those who need only the first few."""
    for match in _word.finditer(text):
        yield match.start(), match.end(), word_key(match.group())


def phrase_key(text):
    """The keys of the words of ``text`` joined by single spaces: how whole phrases are compared.

    >>> phrase_key("زرّ الذهاب  إلى الأعلى")
    'زر الذهاب الي الاعلي'
    """
    return " ".join(key for _, _, key in words(text))

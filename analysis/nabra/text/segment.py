"""Where a sentence ends, and which lines are no article text."""

import re

from nabra.text.normalise import phrase_key

_line = re.compile(r"[^\r\n\u2028\u2029]+")
_last_word = re.compile(r"[^\W_][\w.]*$")
LONGEST_BOILERPLATE = 80


def is_sentence_end(text, start, end, pack):
    """Does the stop ``text[start:end]`` (a sign of ``pack.ends``) end a sentence?

    Not inside numbers and addresses (3.5, www.x.org), after abbreviations and initials (Mr., أ.ف.ب)
    or, where the script has capitals, before a small letter. A stop without a space behind it ends
    an Arabic sentence all the same («….وقال»: a habit of print).
    """
    sign = text[start]
    if sign != ".":
        return True
    before, after = text[start - 1:start], text[end:end + 1]
    if before.isdigit() and after.isdigit():
        return False
    if before.isascii() and after.isascii() and before.isalnum() and after.isalnum():
        return False
    word = _last_word.search(text, max(0, start - 12), start)
    if word and (word.group().lower() in pack.abbreviations or len(word.group()) == 1 and not word.group().isdigit()):
        return False
    following = text[end:end + 3].lstrip()[:1]
    return not (following.isascii() and following.islower())


def boilerplate(text, pack):
    """Ranges (start, end) of whole lines that are page furniture by the language pack's list."""
    if not text:
        return []
    return [
        (line.start(), line.end()) for line in _line.finditer(text)
        if line.end() - line.start() <= LONGEST_BOILERPLATE and phrase_key(line.group()) in pack.boilerplate
    ]

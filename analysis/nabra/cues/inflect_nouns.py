"""The endings of Arabic nouns and adjectives, by class, on word keys without prefixes and pronouns.

Rows are (number, gender, form, places): gender is None for classes without gender; places says where the form
may stand: ``i`` without the article, ``c`` only before a genitive, ``d`` after the article, ``p`` before a
pronoun. In keys ة is ه, ى is ي and أ إ آ are ا, so some endings meet (مبدآن is مبدا and ان written as one ا).
"""

_MASCULINE_ONE = (("singular", "m", "", "idp"), ("singular", "m", "ا", "i"))
_MASCULINE_TWO = (("dual", "m", "ان", "id"), ("dual", "m", "ين", "id"), ("dual", "m", "ا", "c"))
_TWO_PERSONS = (("dual", "m", "ي", "cp"), ("dual", "m", "ا", "p"))
_SOUND = (("plural", "m", "ون", "id"), ("plural", "m", "ين", "id"), ("plural", "m", "و", "cp"),
          ("plural", "m", "ي", "cp"))
_FEMININE_ONE = (("singular", "f", "ه", "id"), ("singular", "f", "ت", "p"))
_FEMININE_TWO = (("dual", "f", "تان", "id"), ("dual", "f", "تين", "id"), ("dual", "f", "تا", "cp"),
                 ("dual", "f", "تي", "cp"))
_FEMININE_MANY = (("plural", "f", "ات", "idp"),)
_PERSON = (*_MASCULINE_ONE, *_MASCULINE_TWO, *_TWO_PERSONS, *_SOUND, *_FEMININE_ONE, *_FEMININE_TWO,
           *_FEMININE_MANY)
_APART = "اودذرزءه"      # letters that do not join the next one: the hamza behind them keeps the line


def inflected(kind, key, letters, has_broken):
    """The rows of one stem.

    Parameters
    ----------
    kind : str
        An Arabic class other than ``name`` and ``verb``.
    key, letters : str
        The stem as a word key, and as written without vowel marks.
    has_broken : bool
        The entry lists broken plurals, so that a noun has no plural in ات.

    Returns
    -------
    list of (str, str or None, str, str)
    """
    base = key[:-1]
    many = () if has_broken else _FEMININE_MANY
    if kind in ("adjective", "nisba", "human"):
        return _add(key, _PERSON)
    if kind == "noun":
        return _add(key, (*_MASCULINE_ONE, *_MASCULINE_TWO, *many), None)
    if kind == "feminine":
        return _add(base, (*_FEMININE_ONE, *_FEMININE_TWO, *many), None)
    if kind == "feminine-alif":
        one = [("singular", None, key, "idp")]
        two = _add(key + "و", _MASCULINE_TWO[:2], None)
        return one + two + _add(base, (*_FEMININE_TWO, *_FEMININE_MANY), None)
    if kind == "hamza":
        return _hamza(key, letters, "singular") + _hamza_two_and_many(key, letters)
    if kind == "defective":
        masculine = _add(key, (*_MASCULINE_ONE, *_MASCULINE_TWO)) + _add(base, _SOUND)
        feminine = _add(key, (*_FEMININE_ONE, *_FEMININE_TWO, *_FEMININE_MANY))
        return masculine + [("singular", "m", base, "i")] + feminine
    if kind == "maqsur":
        one = [("singular", None, key, "id"), ("singular", None, base + "ا", "p")]
        return one + _add(base + "ي", (*_MASCULINE_TWO, *_TWO_PERSONS, *_FEMININE_MANY), None)
    return broken(key, letters)


def broken(key, letters):
    """A broken plural, inflected by what it ends in: ة, ى, a hamza, ا, ي or another letter."""
    base, last = key[:-1], letters[-1:]
    if last == "ة":
        return [("plural", None, key, "id"), ("plural", None, base + "ت", "p")]
    if last == "ى":
        return [("plural", None, key, "id"), ("plural", None, base + "ا", "p")]
    if last in ("ء", "أ", "ؤ", "ئ"):
        return _hamza(key, letters, "plural")
    whole = [("plural", None, key, "idp")]
    if last == "ا":
        return whole
    return whole + [("plural", None, key + "ا", "i")] + ([("plural", None, base, "i")] if last == "ي" else [])


def _add(base, endings, gender=""):
    return [(number, who if gender == "" else gender, base + ending, places)
            for number, who, ending, places in endings]


def _hamza(key, letters, number):
    """A word in a hamza: before a pronoun it takes a seat by case, which print often leaves out."""
    base, last = key[:-1], letters[-1:]
    seated = [(number, None, base + seat, "p") for seat in "ؤئ"]
    tanwin = [(number, None, key + "ا", "i")]
    if last == "أ" or key.endswith("اء"):
        tanwin = []
    elif last == "ء" and _joins(base):
        tanwin = [(number, None, base + "ئا", "i"), (number, None, base + "ئ", "id"), *tanwin]
    return [(number, None, key, "idp"), *seated, *tanwin]


def _hamza_two_and_many(key, letters):
    base, last = key[:-1], letters[-1:]
    stems = [key]
    if last == "ء" and _joins(base):
        stems.append(base + "ئ")
    rows = [row for stem in stems for row in _add(stem, (*_MASCULINE_TWO[:2], *_TWO_PERSONS, *_FEMININE_MANY), None)]
    if last in ("ء", "أ"):      # اعتداءين and اعتدائين
        rows.append(("dual", None, base + "ئين", "id"))
    if last == "أ":     # أ and ا are written as one آ
        rows += [("dual", None, base + "ان", "id"), ("dual", None, base + "ا", "p"),
                 ("plural", None, base + "ات", "idp")]
    return rows


def _joins(base):
    """Whether the letter before the hamza is written on to the next one."""
    return base[-1:] not in _APART

"""Arabic verbs in the third person, on word keys: what a report of deaths and attacks needs.

The present is made from the past where it is regular; a verb of three letters with ا in the middle or و in front
(مات، وقع) has a present that its past does not tell, and the entry states it. Active and passive are written
alike in most verbs; where they are not (اغتال، اغتيل), the passive is a further spelling of the stem. Left out:
the shortened forms after لم of verbs with a weak letter (لم يمت), which an entry may list as ``forms``; and forms
with the pronoun ه that are spelled like the verb's own noun in ة (أباده and إبادة، تصفيه and تصفية).
"""

from nabra.text.normalise import word_key

TENSES = ("past", "present")
_PRONOUNS = ("ه", "ها", "هم", "هن", "هما", "نا", "كم")
_NOT_HIM = "!"          # behind a form before a pronoun: not before ه
_PAST_PREFIXES = ("", "و", "ف")
_PRESENT_PREFIXES = ("", "و", "ف", "س", "وس", "فس", "ل", "ول", "فل")


def verb_forms(pasts, presents, tenses, numbers, gender, pronouns, prefixes):
    """All word keys of a verb.

    Parameters
    ----------
    pasts : list of (key, letters)
        The third person singular masculine of the past, and its further spellings.
    presents : list of str
        Keys of stated presents; empty: made from the pasts.
    tenses, numbers, gender
        Which forms are wanted.
    pronouns, prefixes : bool
        Whether pronouns may follow, and و ف س ل may precede.

    Returns
    -------
    frozenset of str
    """
    found = set()
    if "past" in tenses:
        rows = [row for key, letters in pasts for row in _past(key, letters)]
        found |= _joined(rows, numbers, gender, pronouns, _PAST_PREFIXES if prefixes else ("",))
    if "present" in tenses:
        made = presents or [_present_stem(key, letters) for key, letters in pasts]
        rows = [row for key in made for row in _present(key)]
        found |= _joined(rows, numbers, gender, pronouns, _PRESENT_PREFIXES if prefixes else ("",))
    return frozenset(found)


def irregular(letters):
    """Whether the past does not tell the present (مات، وقع), so that the entry must."""
    key = word_key(letters)
    return len(key) == 3 and (key[1] == "ا" or key[0] == "و")


def _joined(rows, numbers, gender, pronouns, prefixes):
    kept = [(form, owned) for number, who, form, owned in rows
            if number in numbers and gender in ("any", who)]
    alone = {form for form, _ in kept if form}
    after = {owned.removesuffix(_NOT_HIM) + pronoun for _, owned in kept if owned for pronoun in _PRONOUNS
             if pronoun != "ه" or not owned.endswith(_NOT_HIM)} if pronouns else set()
    return {prefix + form for prefix in prefixes for form in alone | after}


def _past(key, letters):
    """(number, gender, form, form before a pronoun) of the past."""
    if letters[-1:] == "ى" or (letters[-1:] == "ا" and len(letters) == 3):
        base, middle = key[:-1], "ي" if letters[-1:] == "ى" else "و"
        return [("singular", "m", key, base + "ا"), ("singular", "f", base + "ت", base + "ت"),
                ("dual", "m", base + middle + "ا", None), ("dual", "f", base + "تا", None),
                ("plural", "m", base + "وا", base + "و"), ("plural", "f", base + middle + "ن", None)]
    noun = _is_hollow(key, letters)
    return [("singular", "m", key, key + _NOT_HIM * noun), ("singular", "f", key + "ت", key + "ت"), ("dual", "m", key + "ا", key + "ا"),
            ("dual", "f", key + "تا", key + "تا"), ("plural", "m", key + "وا", key + "و"),
            ("plural", "f", key + "ن", key + "ن")]


def _present_stem(key, letters):
    """The present, third person singular masculine, of a regular past."""
    if len(key) == 3 or not key.startswith("ا"):
        return "ي" + key
    return "ي" + (key[1:-2] + "ي" + key[-1] if _is_hollow(key, letters) else key[1:])


def _is_hollow(key, letters):
    """Whether a verb is of the kind of أباد and استعاد: its present in ي, its noun in ة."""
    return len(key) > 3 and key[-2] == "ا" and (letters[:1] == "أ" or key.startswith("است") and len(key) == 6)


def _present(key):
    """(number, gender, form, form before a pronoun) of the present in its moods."""
    rest = key[1:]
    weak = key[-1:] in ("ي", "و")
    owned = [key, key[:-1] + "ا"] if weak else [key]
    one = [("singular", "m", key, form) for form in owned]
    one += [("singular", "f", "ت" + rest, "ت" + form[1:] + _NOT_HIM * (form[-1] == "ي")) for form in owned]
    two = [("dual", who, start + rest + ending, start + rest + ending)
           for who, start in (("m", "ي"), ("f", "ت")) for ending in ("ان", "ا")]
    base = key[:-1] if weak else key
    many = [("plural", "m", base + "ون", base + "ون"), ("plural", "m", base + "وا", base + "و"),
            ("plural", "f", key + "ن", key + "ن")]
    return one + two + many

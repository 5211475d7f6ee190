"""Rules alone for the function of a quotation, to hold the linear model of ``cues/function.py`` against.

Each rule names a function and what must be there: parts of the names of features, one of each tuple. The first rule that
applies decides. They were written once, by what grammar says, and not mended on any coded set.
"""

import re

SHORT, LONG = r"length ([1-3]|4-5)$", r"length (6-8|9-14|15\+)$"
RULES = (
    ("label", ((r"^so-called before", r"^known as"),)),
    ("name", ((r"^named \(firm\)",),)),
    ("speech", ((r"^after a colon", r"^a whole clause after that"), (LONG,))),
    ("speech", ((r"^direct governor", r"^wider direct governor", r"^right after a reporting word"), (LONG,))),
    ("name", ((r"^after a name noun", r"^name noun before", r"^word for a name before", r"^known name"), (SHORT,))),
    ("fragment", ((r"^after a preposition", r"^begins with a preposition, governed", r"^subject outside the marks"),)),
    ("speech", ((r"^finite verb",), (LONG,))),
    ("label", ((r"^described", r"^known label", r"^definite after definite, 1 word", r"^governor describes"),)),
    ("fragment", ((r"^indirect governor", r"^direct governor", r"^speech act in the sentence", r"^reporting word and that"),)),
    ("speech", ((LONG,),)),
    ("name", ((SHORT,),)),
)


def by_rules(found):
    """The function of a quotation with these features (a dict, or their names)."""
    for function, asked in RULES:
        if all(any(re.search(one, name) for one in names for name in found) for names in asked):
            return function
    return "name"

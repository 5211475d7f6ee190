"""Which terms would claim the same words: a mistake unless the codebook declares it."""

from collections import defaultdict
from itertools import combinations


def overlaps(terms, excludes):
    """Pairs of terms of different variants (or a term and an exclude) with a form in common.

    Parameters
    ----------
    terms, excludes : sequences of Term

    Returns
    -------
    list of (line, message)
        One for each pair, at the line of the later one. Terms of two concepts that are both marked as
        shared are left out.
    """
    found = {}
    for first, second in _candidates([*terms, *excludes]):
        if _same_owner(first, second) or _declared(first, second):
            continue
        common = [sorted(a & b) for a, b in zip(first.words, second.words, strict=True)]
        if not all(common) or _case_parts(first, second):
            continue
        early, late = sorted((first, second), key=lambda term: term.line)
        form = " ".join(keys[0] for keys in common)
        found.setdefault((late.line, early.line), _message(early, late, form))
    return [(line, message) for (line, _), message in sorted(found.items())]


def _candidates(terms):
    """Pairs of terms of one language and length that share a first word, each pair once."""
    owners = defaultdict(list)
    for number, term in enumerate(terms):
        for key in term.words[0]:
            owners[term.language, len(term.words), key].append(number)
    pairs = {pair for numbers in owners.values() if len(numbers) > 1 for pair in combinations(numbers, 2)}
    return [(terms[a], terms[b]) for a, b in sorted(pairs)]


def _same_owner(first, second):
    return (first.concept, first.variant) == (second.concept, second.variant)


def _declared(first, second):
    return first.shared and second.shared and first.concept != second.concept


def _case_parts(first, second):
    return first.exact and second.exact and not first.surfaces & second.surfaces


def _message(early, late, form):
    if late.concept is None or early.concept is None:
        return (f"'{late.text}' and '{early.text}' in line {early.line} are a term and an exclude of the same "
                f"words ('{form}'); the term could never count: take one out")
    return (f"term '{late.text}' ({late.concept}/{late.variant}) has the form '{form}' in common with "
            f"'{early.text}' in line {early.line} ({early.concept}/{early.variant}); narrow one of them (number, "
            "gender, definite) or, between two concepts, write 'shared: true' at both")

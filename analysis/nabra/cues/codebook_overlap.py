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
    groups = defaultdict(list)
    for number, term in enumerate(terms):
        groups[term.language, len(term.words)].append((number, term.words[0]))
    pairs = {pair for group in groups.values() for pair in _meeting(group)}
    return [(terms[a], terms[b]) for a, b in sorted(pairs)]


def _meeting(group):
    """Pairs of numbers whose sets meet. Keys of one set alone are put aside first: nearly all are."""
    seen, repeated = set(), set()
    for _, keys in group:
        repeated |= keys & seen
        seen |= keys
    owners = defaultdict(list)
    for number, keys in group:
        for key in keys & repeated:
            owners[key].append(number)
    return {pair for numbers in owners.values() for pair in combinations(numbers, 2)}


def _same_owner(first, second):
    return (first.concept, first.variant) == (second.concept, second.variant)


def _declared(first, second):
    return first.shared and second.shared and first.concept != second.concept


def _case_parts(first, second):
    return first.exact and second.exact and not first.surfaces & second.surfaces


def _message(early, late, form):
    if late.concept is None or early.concept is None:
        return (f"'{late.text}' and '{early.text}' in line {early.line} are a term and an exclude of the "
                f"same words ('{form}'); the term could never count: take one out")
    return (f"term '{late.text}' ({late.concept}/{late.variant}) has the form '{form}' in common with "
            f"'{early.text}' in line {early.line} ({early.concept}/{early.variant}); narrow one of them "
            "(number, gender, definite) or, between two concepts, write 'shared: true' at both")

"""What a word tells of a mention beside it, as bits: whether there is anything to read there (``cues.modifiers``)."""

from nabra.text.columns import Column, Form, listing
from nabra.text.compiled import inner

COLUMN = "beside"   # of a vocabulary: these bits
FAR = 5             # words between a verb of naming and the name
BEFORE, BEHIND, LIKE, BY, DEVICE_END, FILLER, NEGATOR, NAMING = (1 << bit for bit in range(8))


def word_bits(lists, ends):
    """The Column (``text.columns``) of a language.

    BEFORE, BEHIND: the word tells something right before or behind a mention; LIKE, BY: it may be written together with
    "like" or "by"; DEVICE_END: a phrase that names a device may end with it; FILLER: it tells something if a NEGATOR
    stands before it; NAMING: a verb of naming.

    Parameters
    ----------
    lists : Modifiers
    ends : frozenset of str
        Last words of the phrases that name a device (``Pack.device_ends``).
    """
    known = lists.lists
    uses = [known[name] for name in ("selves", "negators", "copulas", "definite_copulas", "skipped")]
    before = lists.letters.union(lists.before, lists.words, lists.marked, [lists.by], *uses)
    return Column(
        listing((BEFORE, before), (BEHIND, lists.after), (DEVICE_END, ends), (FILLER, known["fillers"]),
                (NEGATOR, known["negators"]), (NAMING, known["namings"])),
        tuple(Form(bit, prefix) for bit, prefix in ((LIKE, lists.like), (BY, lists.by)) if prefix),
    )


@inner
def telling(bits, first, behind):
    """Whether the words beside a mention, the words ``first:behind`` of its text, may tell something of it.

    ``bits``: of each word of the text.
    """
    if bits[first] & LIKE or behind < len(bits) and bits[behind] & BEHIND:
        return True
    before = first - 1
    if before >= 0 and bits[before] & BEFORE:
        return True
    if bits[first] & BY:
        for word in range(max(0, first - FAR), first):
            if bits[word] & NAMING:
                return True
    while before >= 0 and bits[before] & FILLER:
        before -= 1
    return before >= 0 and bits[before] & NEGATOR != 0


@inner
def may_be_device(bits, first):
    """Whether a phrase that names a device may end right before the word ``first``, or before one more word."""
    for word in range(max(0, first - 2), first):
        if bits[word] & DEVICE_END:
            return True
    return False

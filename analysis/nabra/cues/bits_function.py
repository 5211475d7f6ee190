"""What is asked of each word to tell what a quotation does, as bits: told once a distinct word.

The first bits say in which lists a word stands, those after them how it is formed; the last hold small numbers.
"""

from nabra.cues.knowledge import bare
from nabra.text.columns import ENDS, Column, Form, listing

# Lists of words.
(NAME_NOUN, NAME_HEAD, NAMED, KNOWN_AS, CALLED, CALLED_BY, CALLS, NO_NAMES, COPULA, TITLE, TERM, PERSON, PERSON_NAME,
 PROCLITIC, PARTICLE, PREPOSITION, THAT, THAT_PRONOUN, CONTENT_HEAD, REPORTING, SOURCE, DESCRIBING, ACT, WRITER, VERB,
 PAST_VERB, CLAUSE_WORD, RELATIVE, RELATIVE_AFTER, NEGATION, JOINING, DEVICE_END) = (1 << bit for bit in range(32))
# Forms of words.
(DEFINITE, FEMININE, VERB_LIKE, FEMININE_VERB, LONG_WORD, WITH_CONJUNCTION, CONJOINED, ON_PREPOSITION,
 ON_CONJUNCTION) = (1 << bit for bit in range(32, 41))
LETTERS, LAST_LETTER = 44, 48     # the numbers: letters beyond two (up to eight), which is a particle's last letter
LONG = 4                          # letters of a word that may have a letter written onto it, at least
MOST_LETTERS = 6                  # beyond two


def word_bits(pack, known):
    """The Column (``text.columns``) of a language and a Knowledge of it."""
    return Column(_listed(pack, known), (*_forms(pack, known), *_joined_forms(pack, known), *_lengths()))


def _listed(pack, known):
    """The bits of all words that a list names."""
    groups, joined, letters = known.groups, known.joined, last_letters(pack)
    return listing(
        (NAME_NOUN, pack.name_nouns), (NAMED, joined["named"]), (KNOWN_AS, joined["known_as"]),
        (CALLED, joined["called"]), (CALLED_BY, groups["called_by"]), (CALLS, joined["calls"]),
        (NO_NAMES, groups["no_names"]), (COPULA, groups["copulas"]), (TITLE, groups["titles"]),
        (TERM, groups["terms"]), (PROCLITIC, pack.proclitics),
        (PARTICLE, (key for key in pack.proclitics if len(key) <= 3)),
        (PREPOSITION | ON_PREPOSITION, groups["prepositions"]), (THAT, pack.that),
        (THAT_PRONOUN, groups["that_pronouns"]), (CONTENT_HEAD, pack.complement_starts | groups["acts_named"]),
        (REPORTING, known.reporting), (SOURCE, known.sources), (DESCRIBING, joined["describing"]),
        (ACT, joined["acts"]), (WRITER, groups["writer"]), (VERB, known.verbs), (CLAUSE_WORD, pack.clause),
        (RELATIVE, groups["relative"]), (RELATIVE_AFTER, groups["relative_after"]),
        (NEGATION, groups["negations"]), (JOINING, pack.proclitics | groups["joining"]),
        (DEVICE_END, pack.device_ends), (NAME_HEAD, pack.name_nouns | joined["name_nouns"]),
        (PERSON | PERSON_NAME, _persons(known)),
        (PAST_VERB, (key for key, word in known.words.items() if word.kind == "past verb")),
        (CONJOINED, known.conjunctions),
        *((letters.index(key[-1]) << LAST_LETTER, [key]) for key in pack.proclitics),
    )


def _persons(known):
    return frozenset(key for key, word in known.words.items() if word.kind == "person")


def last_letters(pack):
    """The letters with which the particles of a language end, in order."""
    return tuple(sorted({key[-1] for key in pack.proclitics}))


def _forms(pack, known):
    """What the letters tell."""
    yield Form(LONG_WORD, least=LONG)
    for conjunction in known.conjunctions:
        yield Form(WITH_CONJUNCTION, conjunction)
    if pack.article:
        yield Form(DEFINITE, pack.article)
        yield Form(FEMININE, known.feminine_ending, ENDS)
        yield from (Form(CONJOINED, conjunction + pack.article) for conjunction in known.conjunctions)
    yield from (Form(VERB_LIKE, beginning, least=LONG) for beginning in pack.verb_beginnings)
    if known.feminine_future:
        yield Form(FEMININE_VERB, known.feminine_future, least=LONG)


def _lengths():
    """The number of letters beyond two."""
    yield from (Form(more << LETTERS, least=2 + more, most=2 + more) for more in range(1, MOST_LETTERS))
    yield Form(MOST_LETTERS << LETTERS, least=2 + MOST_LETTERS)


def _joined_forms(pack, known):
    """What the rest of a word tells that has an article or a letter written onto it."""
    nouns, times = known.groups["name_nouns"], {key: word.count for key, word in known.words.items()}
    stems = listing((NAME_HEAD, nouns | pack.name_nouns), (PERSON_NAME, _persons(known)))

    def on(bit):
        """Bits of a word that is far more frequent without its first letter than with it."""
        return lambda key: bit if times.get(key[1:], 0) >= 2 * times.get(key, 0) + 3 else 0

    yield from (Form(0, article, more=lambda key: stems.get(bare(key, known), 0)) for article in known.articles)
    for letter in known.attached:
        yield Form(0, letter, more=lambda key: NAME_HEAD * (key[1:] in nouns))
        yield Form(0, letter, least=LONG, more=on(ON_PREPOSITION))
    yield from (Form(0, letter, least=LONG, more=on(ON_CONJUNCTION)) for letter in known.conjunctions)

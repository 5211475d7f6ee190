"""What is asked of each word to tell what a quotation does, as bits: told once a distinct word.

The first bits say in which lists a word stands, those after them how it is formed; the last hold small numbers.
"""

# Lists of words.
(NAME_NOUN, NAME_HEAD, NAMED, KNOWN_AS, CALLED, CALLED_BY, CALLS, NO_NAMES, COPULA, TITLE, TERM, PERSON, PERSON_NAME,
 PROCLITIC, PARTICLE, PREPOSITION, THAT, THAT_PRONOUN, CONTENT_HEAD, REPORTING, SOURCE, DESCRIBING, ACT, WRITER, VERB,
 PAST_VERB, CLAUSE_WORD, RELATIVE, RELATIVE_AFTER, NEGATION, JOINING, DEVICE_END) = (1 << bit for bit in range(32))
# Forms of words.
(DEFINITE, FEMININE, VERB_LIKE, FEMININE_VERB, LONG_WORD, WITH_CONJUNCTION, CONJOINED, ON_PREPOSITION,
 ON_CONJUNCTION) = (1 << bit for bit in range(32, 41))
LETTERS, LAST_LETTER = 44, 48     # the numbers: letters beyond two (up to eight), which is a particle's last letter
LONG_ENOUGH = 3                   # letters that a word has at least beyond a letter written onto it


def word_bits(pack, known):
    """The function that tells the bits of a word's key (a column of ``text.read.Vocabulary``)."""
    groups, joined = known.groups, known.joined
    lists = {
        NAME_NOUN: pack.name_nouns, NAMED: joined["named"], KNOWN_AS: joined["known_as"], CALLED: joined["called"],
        CALLED_BY: groups["called_by"], CALLS: joined["calls"], NO_NAMES: groups["no_names"],
        COPULA: groups["copulas"], TITLE: groups["titles"], TERM: groups["terms"], PROCLITIC: pack.proclitics,
        PARTICLE: frozenset(key for key in pack.proclitics if len(key) <= 3), PREPOSITION: groups["prepositions"],
        THAT: pack.that, THAT_PRONOUN: groups["that_pronouns"],
        CONTENT_HEAD: pack.complement_starts | groups["acts_named"], REPORTING: known.reporting,
        SOURCE: known.sources, DESCRIBING: joined["describing"], ACT: joined["acts"], WRITER: groups["writer"],
        VERB: known.verbs, CLAUSE_WORD: pack.clause, RELATIVE: groups["relative"],
        RELATIVE_AFTER: groups["relative_after"], NEGATION: groups["negations"],
        JOINING: pack.proclitics | groups["joining"], DEVICE_END: pack.device_ends,
        PERSON: frozenset(key for key, word in known.words.items() if word.kind == "person"),
        PAST_VERB: frozenset(key for key, word in known.words.items() if word.kind == "past verb"),
    }
    letters = last_letters(pack)

    def bits(key):
        found = _form(key, pack, known)
        for bit, words in lists.items():
            if key in words:
                found |= bit
        if found & PROCLITIC:
            found |= letters.index(key[-1]) << LAST_LETTER
        return found | min(6, max(0, len(key) - 2)) << LETTERS

    return bits


def last_letters(pack):
    """The letters with which the particles of a language end, in order."""
    return tuple(sorted({key[-1] for key in pack.proclitics}))


def _form(key, pack, known):
    """The bits of a word's form, and of what is written onto it."""
    found, conjoined = 0, bool(key) and key[0] in known.conjunctions
    long = len(key) > LONG_ENOUGH
    for bit, so in (
        (NAME_HEAD, is_name_noun(key, pack, known)), (PERSON_NAME, known.facts[key].person),
        (DEFINITE, pack.article and key.startswith(pack.article)),
        (FEMININE, pack.article and key.endswith(known.feminine_ending)),
        (VERB_LIKE, long and pack.verb_beginnings and key.startswith(pack.verb_beginnings)),
        (FEMININE_VERB, long and known.feminine_future and key.startswith(known.feminine_future)),
        (LONG_WORD, long), (WITH_CONJUNCTION, conjoined),
        (CONJOINED, key in known.conjunctions or conjoined and key[1:].startswith(pack.article or " ")),
        (ON_PREPOSITION, key in known.groups["prepositions"] or key[:1] in known.attached and _is_joined(key, known)),
        (ON_CONJUNCTION, conjoined and _is_joined(key, known)),
    ):
        if so:
            found |= bit
    return found


def is_name_noun(key, pack, known):
    """Is ``key`` a noun after which a name stands in marks (organisation, paper, film…)?"""
    nouns, group = pack.name_nouns, known.groups["name_nouns"]
    if key in nouns or key in known.joined["name_nouns"]:
        return True
    stem = known.facts[key].stem
    return stem in group or stem in nouns or key[:1] in known.attached and key[1:] in group


def _is_joined(key, known):
    """Is the word without its first letter far more frequent than the whole?"""
    return len(key) > LONG_ENOUGH and _often(key[1:], known) >= 2 * _often(key, known) + 3


def _often(key, known):
    return known.words[key].count if key in known.words else 0

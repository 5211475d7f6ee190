"""Which words are cues where they stand: a verb that reports, not its homonym (noun, participle, name)."""

from nabra.cues.subjects import is_helper

HEADLINE = 0.6     # share of capitalised words from which a line is a headline
AROUND = 40        # words on each side that are looked at for it


def is_cue(line, at, after, cue, pack):
    """Is the word a reporting verb or noun here, and not its homonym (a report, the planned strike)?"""
    row = line.words
    behind = row[after] if after < len(row) else None
    if cue.kind == "source":
        return behind is not None
    if at and not row[at].gap and line.text[row[at].start - 1] == "-":
        return False                                     # US-backed
    linked = behind is not None and not behind.gap and behind.key in pack.that | pack.order["links"]
    if cue.kind == "noun":
        return linked
    heading = not at and behind is not None and behind.gap == ":" and cue.key in pack.order["headings"]
    if heading or _in_name(row, at) or _bare_participle(row[at], behind, cue, pack):
        return False
    if cue.key in pack.order["bound"] and not _reports(row, after, pack):
        return False
    if cue.weak and not linked and not _reports(row, after, pack) and not _verbal(row, at, pack):
        return False
    passive = linked and at and not row[at].gap and not _attributive(row, at, pack)
    return _finite(row, at, cue, pack) or bool(passive)


def _finite(row, at, cue, pack):
    """Does what stands before the word leave it a verb of its own?"""
    order = pack.order
    if not at or cue.key.endswith(tuple(order["progressive"])):
        return True
    if row[at].gap == "," and cue.key.endswith(tuple(order["past"])):
        closes = any(word.gap == "," for word in row[1:at])      # X, a Y, called for; not: a group, called X
        return closes or cue.key in order["inverting"] or row[at - 1].quoted
    return bool(row[at].gap) or not _attributive(row, at, pack) and not is_passive(row, at, pack)


def _bare_participle(word, behind, cue, pack):
    """Backed by the army; who said and did: a participle, or a verb without content."""
    if behind is None or behind.gap:
        return False
    by = behind.key in pack.order["agents"] and cue.key.endswith(tuple(pack.order["past"]))
    return by or not word.gap and behind.key in pack.order["joins"]


def as_noun(line, at, after, cue, pack):
    """The cue as a noun where it is one (his claim that …), else as it is."""
    row = line.words
    noun = cue.weak and at and not row[at].gap and _attributive(row, at, pack)
    if noun and after < len(row) and row[after].key in pack.that:
        return cue._replace(kind="noun", weak=False)
    return cue


def _attributive(row, at, pack):
    """Does a determiner or possessive make the word a noun or adjective (the claims, Russia's demands)?"""
    key = row[at - 1].key
    return key in pack.order["determiners"] or key.endswith(tuple(pack.order["possessives"]))


def is_passive(row, at, pack):
    """Was it said by nobody named (he is said to, they were accused of)?"""
    if not at or row[at].gap or row[at].key.endswith(tuple(pack.order["progressive"])):
        return False
    verb = at - 1
    while verb and row[verb].key in pack.order["adverbs"] and not row[verb].gap:
        verb -= 1
    return row[verb].key in pack.passives


def _verbal(row, at, pack):
    """Does the word before make a word that is also a noun a verb (she plans, would support)?"""
    if not at or row[at].gap:
        return False
    before_word, order = row[at - 1], pack.order
    if before_word.key in pack.pronouns | order["relatives"] or is_helper(before_word, pack):
        return True
    third = row[at].key.endswith(tuple(order["third"]))      # Moscow claims, but: experts claim
    if third:
        return before_word.capital or before_word.key in order["joins"]
    return before_word.key.endswith(tuple(order["third"]))


def _reports(row, after, pack):
    """Does that, a colon or a quotation follow the cue?"""
    return after < len(row) and (row[after].key in pack.that or row[after].quoted or row[after].gap == ":")


def _in_name(row, at):
    """Does the cue's capital letter make it part of a name (the Clean Power Plan) and not of a headline?"""
    if not at or not row[at].capital or not row[at - 1].capital and not row[at - 1].quoted:
        return False
    around = row[max(0, at - AROUND):at + AROUND]
    return sum(word.capital for word in around) < HEADLINE * len(around)

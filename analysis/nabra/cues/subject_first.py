"""Attribution where the subject precedes its verb: the minister said (that) …; "…", the minister said.

Each cue of a sentence is given its subject (cues/subjects.py) and its content (cues/content.py): what
follows the cue, what precedes it ("…", he said), or both (The truth, he said, is …).
"""

from typing import NamedTuple

from nabra.cues.carried import interview_line
from nabra.cues.clauses import make_scope
from nabra.cues.content import after_source, before, closes, following
from nabra.cues.homonyms import as_noun, is_cue, is_passive
from nabra.cues.line import make_line
from nabra.cues.subjects import (
    Subject, antecedent, loose_subject, main_subject, phrase_from, possessor, subject_before,
)


class Placed(NamedTuple):
    """A cue at the words ``at`` up to ``after`` of its line, with its subject."""

    cue: object
    at: int
    after: int
    subject: Subject


def subject_first(text, sentence, cues, pack, last):
    """The scopes of one sentence.

    Parameters
    ----------
    text : str
    sentence : Sentence
    cues : list of Found
    pack : Pack
    last : str or None
        The speaker before, for whom a pronoun may stand.

    Returns
    -------
    (list of Scope, str or None)
        The scopes in the order of their cues, and the speaker whom the next sentence may continue.
    """
    spoken = interview_line(text, sentence.start, pack)
    if spoken is not None:
        return [spoken], spoken.speaker
    if not cues:
        return [], last
    line = make_line(text, sentence, pack)
    placed = _placed(line, cues, pack)
    scopes, limit, printed = [], 0, None
    for number, one in enumerate(placed):
        named, source = _who(line, one, pack, last, printed)
        pieces = _content(line, placed, number, limit, pack)
        made = [make_scope(text, piece.start, piece.end, one.cue, piece.kind, named, pack) for piece in pieces]
        made = [scope._replace(source=source) for scope in made if scope is not None]
        nested = any(outer.start <= new.start and new.end <= outer.end for new in made for outer in scopes)
        scopes += made
        limit = one.after if any(scope.start < one.cue.start for scope in made) else limit
        last, printed = last if nested or not made else named or last, source or printed
    return scopes, last


def _placed(line, cues, pack):
    """The cues that are cues here, each with its subject."""
    placed = []
    for cue in cues:
        at, after = line.at(cue.start), line.at(cue.end)
        cue = as_noun(line, at, after, cue, pack)
        if is_cue(line, at, after, cue, pack):
            floor = placed[-1].after if placed else 0
            subject = subject_before(line, at, floor, pack)
            if cue.kind == "verb" and not subject.bare and closes(line, after, pack):
                subject = loose_subject(line, subject, pack)
            placed.append(Placed(cue, at, after, subject))
    return placed


def _content(line, placed, number, limit, pack):
    """The pieces of text that the cue ``placed[number]`` attributes."""
    one, rest = placed[number], placed[number + 1:]
    if one.cue.kind == "source":
        return after_source(line, one, rest, limit, pack)
    pieces = before(line, one, limit, pack)
    return pieces + following(line, one, rest, bool(pieces), pack)


def _who(line, one, pack, last, printed):
    """(whom the source stands for, the source as printed) of a cue."""
    if one.cue.kind in ("verb", "object") and is_passive(line.words, one.at, pack):
        return None, None
    subject = _source_words(line, one, pack)
    if subject is None and one.subject.bare and one.cue.kind != "noun":
        if printed is not None:
            return last, printed
        subject = main_subject(line, pack)
    if subject is None or subject.first >= subject.last:
        return None if one.cue.kind == "noun" else last, None
    key = line.words[subject.last - 1].key
    phrase, key = _without_ending(line.cut(subject.first, subject.last), key, pack)
    single = subject.last - subject.first == 1
    if single and key in pack.order["relatives"]:
        return antecedent(line, subject.first, pack) or last, phrase
    return (last, phrase) if single and key in pack.pronouns | pack.order["owners"] else (phrase, phrase)


def _source_words(line, one, pack):
    """The words that name the source: behind a source phrase or in said X, else before; None if bare."""
    if one.cue.kind == "source" or one.subject.bare and _inverted(line, one, pack):
        return phrase_from(line, one.after, pack)
    if one.cue.kind == "noun":
        return possessor(line, one.at, pack)
    return None if one.subject.bare else one.subject


def _without_ending(phrase, key, pack):
    """A phrase and its last key without what is written onto it (he's demanding, the minister's claim)."""
    ending = next((ending for ending in pack.order["attached"] if key.endswith(ending)), "")
    return (phrase[:-len(ending)], key[:-len(ending)]) if ending else (phrase, key)


def _inverted(line, one, pack):
    """ "…", said the minister: does the subject follow the verb?"""
    row = line.words
    if one.cue.key not in pack.order["inverting"] or one.after >= len(row):
        return False
    if row[one.at].gap not in (",", '"', "-"):
        return False
    following_word = row[one.after]
    return not following_word.gap and not following_word.quoted and following_word.key not in pack.that \
        and following_word.key not in pack.order["places"]

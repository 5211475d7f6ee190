"""Whole lines that somebody else answers for without marks: an interview's answers, a statement in full.

Both are told by their lines: questions behind a bullet with answers between them; a line that announces the
full text (وفيما يلي نصه:) and what follows it.
"""

from nabra.cues.clauses import Scope
from nabra.text.compiled import BREAK, ENDS, KIND, START

BULLETS = "*•●◆■○▪-–—ـ+"     # signs before a question or an answer
QUESTIONS = 2                # bulleted questions from which a text is an interview
QUESTION = 400               # characters of a question at most
ANNOUNCED = 3                # words before the colon in which the full text is announced


def transcripts(text, events, pack):
    """Scopes, one a line, for the answers of an interview and for a text that is printed in full.

    Parameters
    ----------
    text : Scanned
    events : Events
    pack : Pack

    Returns
    -------
    list of Scope
        direct and carried, without speaker; ``cue`` is the sign before them (a question mark or colon).
    """
    lines = _lines(text, events)
    asked = [number for number, (start, end) in enumerate(lines) if _is_question(text, start, end, pack)]
    if len(asked) >= QUESTIONS:
        return _answers(text, lines, asked)
    announced = next((number for number, (start, end) in enumerate(lines) if _announces(text, start, end, pack)), None)
    if announced is None:
        return []
    sign = lines[announced][1] - 1
    return [_spoken(start, end, text, sign) for start, end in lines[announced + 1:]]


def _lines(text, events):
    """(start, end) of each line that is not empty, without the spaces at its ends."""
    breaks = events.table[START:ENDS + 1, events.table[KIND] == BREAK]
    lines = []
    for start, end in zip([0, *breaks[1].tolist()], [*breaks[0].tolist(), len(text)]):
        line = text[start:end].rstrip()
        bare = line.lstrip()
        if bare:
            lines.append((start + len(line) - len(bare), start + len(line)))
    return lines


def _is_question(text, start, end, pack):
    return text[end - 1] in pack.questions and text[start] in BULLETS and end - start <= QUESTION


def _answers(text, lines, asked):
    """The lines between the questions and, behind the last one, those with a bullet."""
    answers, question, questions = [], None, set(asked)
    behind = [number + 1 for number in asked if number + 1 < len(lines)]
    bulleted = sum(text[lines[number][0]] in BULLETS for number in behind) > len(asked) / 2
    for number in range(asked[0], len(lines)):
        start, end = lines[number]
        if number in questions:
            question = end - 1
        elif number > asked[-1] + 1 and not (bulleted and text[start] in BULLETS):
            break
        else:
            answers.append(_spoken(start, end, text, question))
    return answers


def _announces(text, start, end, pack):
    """Does the line end with words that announce a full text, and a colon?"""
    if text[end - 1] not in pack.colons:
        return False
    last = text[max(start, end - 60):end - 1].split()[-ANNOUNCED:]
    return any(word in pack.full_texts for word in last)


def _spoken(start, end, text, sign):
    return Scope(start, end, text[sign], "neutral", "direct", None, sign, sign + 1, True)

"""A word of violence in its sentence, and what stands beside it (Arabic).

The letters that are written onto words and the lists and classes of words are data (``languages/events/ar.toml``).
"""

from dataclasses import replace
from typing import NamedTuple

CLOSE = 6       # words behind a noun in which the word stands that makes it one of violence (إطلاق … النار)


class Place(NamedTuple):
    """A word of violence: its Word, its number among the sentence's keys, those keys, Lexicon, and breaks."""

    word: object
    at: int
    keys: list
    lex: object
    breaks: frozenset

    def key(self, at):
        """The key of word number ``at``, "" outside the sentence."""
        return self.keys[at] if 0 <= at < len(self.keys) else ""

    def bare(self, at):
        """The key without a conjunction."""
        return self.key(at).lstrip(self.letters("and"))

    def without_particle(self, at):
        """The key without a conjunction and the particles that are written onto it."""
        return self.bare(at).lstrip(self.letters("by") + self.letters("to"))

    def letters(self, name):
        """The letters of a name, as one string."""
        return "".join(self.lex.letters[name])

    def starts(self, at, *names):
        """Whether the key begins with letters of these names."""
        return self.key(at).startswith(tuple(one for name in names for one in self.lex.letters[name]))

    def ends(self, at, *names):
        """Whether the key ends in letters of these names."""
        return self.key(at).endswith(tuple(one for name in names for one in self.lex.letters[name]))

    def classes(self, at):
        """The classes of the word (``[doer]``)."""
        return self.lex.classes.get(self.key(at), frozenset())

    def any_of(self, names, places):
        """Whether a word at one of the places is of one of the classes."""
        return any(names & self.classes(at) for at in places if at >= 0)

    def has(self, name, at):
        """Whether the word is in a list."""
        return self.key(at) in self.lex.sets[name]

    def stem_in(self, *names):
        """Whether the stem of the word of violence is in one of the lists."""
        return any(self.word.stem in self.lex.sets[name] for name in names)

    def act(self, at):
        """The Word of a noun of violence, or None."""
        return next((one for one in self.lex.words.get(self.key(at), ()) if one.form == "noun" and self._complete(one, at)), None)

    def verb(self, at):
        """The Word of a verb of violence, or None."""
        return next((one for one in self.lex.words.get(self.key(at), ()) if one.form in ("either", "active")), None)

    def _complete(self, word, at):
        needed = self.lex.needs.get(word.stem)
        return needed is None or any(key in needed for key in self.keys[at + 1:at + CLOSE])

    def result(self, at):
        """The Place of a word of those who suffered, or of what comes of an act; None where the word is another."""
        word = next((one for one in self.lex.words.get(self.key(at), ())
                     if one.form == "victim" or one.form == "noun" and one.stem in self.lex.sets["results"]), None)
        return None if word is None else self._replace(word=word, at=at)

    def another(self, at):
        """The Place of another noun of violence, or of a word like crime or operation, taken for an attack."""
        act = self.act(at)
        return self._replace(word=act or replace(self.word, event="strike", form="noun", stem=self.key(at), owned=False), at=at)

    def particle(self, at):
        """The particle written onto the word (by, to), or ""."""
        bare = self.bare(at)
        return bare[:1] if len(bare) > 2 and bare[:1] in self.letters("by") + self.letters("to") else ""

    def phrase(self, kind, at):
        """The place behind a phrase of the list that begins at ``at``; 0 where none does."""
        key = self.key(at)
        return next((at + len(one) for one in self.lex.phrases[kind]
                     if one[0] == key and tuple(self.keys[at:at + len(one)]) == one), 0)

    def own_particle(self):
        """The particle written onto the word of violence itself, or ""."""
        bare = self.bare(self.at)
        rest = bare[1:].removeprefix(self.letters("article")).removeprefix(self.letters("to"))
        return bare[:1] if rest.startswith(self.word.stem[:-1]) and bare[:1] in self.letters("by") + self.letters("to") else ""

    def article(self):
        """Whether the word of violence has the article."""
        stem = self.word.stem
        start = self.key(self.at).partition(stem[:-1] if stem.endswith(self.letters("feminine")) else stem)[0]
        return self.letters("article") in start or start.endswith(self.letters("to_the"))

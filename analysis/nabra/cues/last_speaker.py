"""Who spoke last, told when it is asked."""

from nabra.cues.candidates import agreeing, is_silent
from nabra.cues.compiled_rows import CUE, CUES, FROM, TO
from nabra.cues.named import name_of
from nabra.cues.subject_after import known_subject, speaker_of


class LastSpeaker:
    """Whom a sentence may continue, where the verb precedes its subject.

    That is who spoke last; or who acts in a later sentence, in which nobody is given the word: one that begins with
    a verb that reports nothing (دعا الوزير إلى الهدوء), or with a verb and a name that has spoken before.

    Parameters
    ----------
    text : Scanned
    reading : Reading
    scopes : list of Scope
        Those of the sentences before; they are added as they are found.
    pack : Pack
    """

    def __init__(self, text, reading, scopes, pack):
        self.text, self.reading, self.scopes, self.pack = text, reading, scopes, pack
        self.name, self.silent = None, []       # the rows of the sentences since, in which nobody is given the word
        self.names, self.told = {}, 0           # key of a name's last word -> name, of so many of the scopes

    def speaks(self, name):
        """From here on it is ``name``."""
        self.name, self.silent = name, []

    def passes(self, row):
        """Nobody is given the word in the sentence with this row."""
        self.silent.append(row)

    def __call__(self):
        """The name, or None."""
        while self.silent:
            row = self.silent.pop()
            actor = self._acts(row) or known_subject(self.text, row[FROM], row[TO], self._known())
            if actor is not None:
                self.speaks(actor)
        return self.name

    def agreeing(self, key):
        """The name of who agrees with the verb of this key (``candidates.agreeing``), or None."""
        return agreeing(key, self(), self.scopes, self.pack)

    def _acts(self, row):
        """The subject of a sentence that begins with a cue of a verb, or None."""
        if row[CUE] == row[CUES]:
            return None
        sentence = self.reading.sentence(row)
        first = next((cue for cue in sentence.cues if cue.kind in ("verb", "act") and not cue.weak), None)
        if first is None or self.text[sentence.start:first.start].strip():
            return None
        who = speaker_of(self.text, sentence.start, first, first.stop, self.pack)
        return None if who is None or is_silent(who, self.pack) else who

    def _known(self):
        """The names that have spoken, by the key of their last word."""
        for scope in self.scopes[self.told:]:
            last = name_of(scope.speaker, self.pack).last if scope.speaker is not None else ""
            if last:
                self.names[last] = scope.speaker
        self.told = len(self.scopes)
        return self.names
